"""`selfother evolve`: what it prints and refuses."""

import json
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from selfother.cli.main import main
from selfother.populations import Process, donation_types, evolve
from selfother.records import EvolutionRecord

TWO = ("--type", "empathic", "--type", "selfish")


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path / "cache"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as leave:
        main(("evolve", *arguments))
    printed = capsys.readouterr()
    return int(leave.value.code or 0), printed.out, printed.err


def test_json_is_the_record_of_the_function(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--game", "donation:b=5,c=1", "--process", "pairwise", "--population", "1000", "--selection", "1e-4")
    code, out, err = run(capsys, *TWO, *options, "--recognition", "0.68", "--json")
    assert (code, err) == (0, "")
    record = EvolutionRecord.from_json(out)
    types = donation_types(b=5, c=1, recognition=0.68)
    assert record == evolve(types, Process("pairwise", population=1000, selection=1e-4))
    assert 1000 * json.loads(out)["fixation"]["empathic"] == pytest.approx(1.01, abs=5e-3)


def test_what_does_not_apply_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, *TWO, "--process", "replicator", "--json")
    said = json.loads(out)
    assert said["selection"] is said["fixation"] is said["population"] is said["graph"] is None
    assert said["frequency"] == {"empathic": 0.0, "selfish": 1.0}
    assert said["threshold"]["concern"] == 0.25
    assert said["threshold"]["unstable_share"] is None


def test_tables_say_process_selection_and_thresholds(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, *TWO, "--process", "moran", "--selection", "0.1", "--population", "10")
    assert code == 0
    words = " ".join(out.split())
    assert "donation, moran, population 10, selection 0.1; exact" in words
    assert "0.05106" in words
    assert "threshold, N = 10" in words
    assert "favoured_below │ 0.3667" in words


def test_agents_of_any_game_are_measured_and_kept(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ("--type", "tit_for_tat", "--type", "always_defect", "--type", "random", "--game", "prisoners_dilemma")
    code, out, _ = run(capsys, *words, "--process", "moran", "--rounds", "10", "--json")
    assert code == 0
    record = EvolutionRecord.from_json(out)
    assert record.payoffs[0][1] == pytest.approx(0.9)
    assert len(list((tmp_path / "cache" / "payoffs").iterdir())) == 6


def test_in_a_donation_game_empathic_cooperates_whoever_else_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, *TWO, "--type", "tit_for_tat", "--rounds", "10", "--json")
    payoffs = json.loads(out)["payoffs"]
    assert payoffs[0] == pytest.approx([2.0, -1.0, 2.0])
    assert payoffs[2] == pytest.approx([2.0, -0.1, 2.0])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((*TWO, "--population", "1"), "population must be a whole number of at least 2; got 1."),
        ((*TWO, "--assortment", "1.2"), "assortment must lie in [0, 1]; got 1.2."),
        ((*TWO, "--assortment", "-0.1"), "assortment must lie in [0, 1]; got -0.1."),
        ((*TWO, "--recognition", "0.3"), "in [0.5, 1]; got 0.3."),
        (("--type", "empathic"), "at least two types; got 1 (empathic)."),
        ((), "at least two types; got 0 (none)."),
        ((*TWO, "--type", "selfish"), "got 'selfish' 2 times."),
        ((*TWO, "--process", "replikator"), "Did you mean replicator?"),
        ((*TWO, "--updating", "death-birth"), "and no graph."),
        ((*TWO, "--type", "grim", "--recognition", "0.9"), "recognition is known for the types empathic and selfish"),
        ((*TWO, "--selection", "1e308"), "selection times payoffs is no number: got selection 1e+308"),
        ((*TWO, "--selection", "1e308", "--mutation", "0.1"), "Give at most 2.5e+297; long before that"),
        ((*TWO, "--type", "grim", "--selection", "1e308", "--mutation", "0.1"), "selection times payoffs is no number"),
        ((*TWO, "--graph", "star:n=9", "--longest-generations", "0"), "longest_generations must be a whole number"),
        ((*TWO, "--game", "public_goods"), "public_goods is a game of groups"),
        ((*TWO, "--game", "donation:b=1,c=2"), "b > c > 0"),
        (("--type", "empathic", "--type", "selfsh"), "unknown agent 'selfsh'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_refuses_in_one_sentence(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_a_graph_has_its_threshold_and_a_simulated_fixation(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--process", "moran", "--graph", "cycle:n=20", "--updating", "death-birth", "--selection", "0.01")
    code, out, _ = run(capsys, *TWO, "--game", "donation:b=3,c=1", *options, "--runs", "400", "--json")
    record = EvolutionRecord.from_json(out)
    assert (code, record.method, record.graph, record.updating) == (0, "monte-carlo", "cycle:n=20", "death-birth")
    assert record.threshold["critical_ratio"] == pytest.approx(2 * (20 - 2) / (20 - 2 * 2))
    assert record.fixation is not None
    assert record.standard_error["fixation"] is not None
    error = record.standard_error["fixation"]["empathic"]
    assert 0 < error < 0.02
    assert abs(record.fixation["empathic"] - 0.05) < 0.05 + 4 * error  # near neutral drift


def test_out_writes_a_page_a_record_and_a_picture(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = (*TWO, "--type", "grim", "--mutation", "0.05", "--runs", "40", "--population", "20", "--generations", "50")
    code, out, _ = run(capsys, *words, "--out", str(tmp_path / "e"))
    assert code == 0
    assert [Path(line).name for line in out.splitlines()[-3:]] == ["evolution.html", "evolution.json", "evolution.svg"]
    record = EvolutionRecord.read(tmp_path / "e" / "evolution.json")
    assert record.course is not None
    assert record.course.standard_error is not None
    assert record.course.times == [float(at) for at in range(51)]
    page = (tmp_path / "e" / "evolution.html").read_text(encoding="utf-8")
    assert "Shares over time" in page
    assert "40 runs, seed 0" in page
    picture = ElementTree.parse(tmp_path / "e" / "evolution.svg")
    assert "grim" in "".join(picture.getroot().itertext())
    (tmp_path / "x").write_text("mine")
    assert "--out is a folder" in run(capsys, *words, "--out", str(tmp_path / "x"))[2]
    assert "is no folder" in run(capsys, *words, "--out", str(tmp_path / "x" / "y"))[2]


def test_the_course_of_simulated_runs_averages_to_their_shares(capsys: pytest.CaptureFixture[str]) -> None:
    """Shares over time are counted after each update, the course once a generation: the same but for noise."""
    words = (*TWO, "--type", "grim", "--mutation", "0.1", "--runs", "200", "--population", "20", "--generations", "100")
    for process in ("moran", "pairwise"):
        record = EvolutionRecord.from_json(run(capsys, *words, "--process", process, "--json")[1])
        assert record.course is not None
        assert record.frequency is not None
        for name, share in record.frequency.items():
            assert sum(record.course.shares[name][10:]) / 91 == pytest.approx(share, abs=0.005)


def test_an_updating_says_which_process_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--graph", "cycle:n=9", "--runs", "50", "--json")
    for updating, process in (("death-birth", "moran"), ("birth-death", "moran"), ("pairwise", "pairwise")):
        code, out, _ = run(capsys, *TWO, *options, "--updating", updating)
        assert (code, json.loads(out)["process"], json.loads(out)["updating"]) == (0, process, updating)


def test_a_run_that_does_not_end_says_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    words = (*TWO, "--graph", "star:n=9", "--updating", "death-birth", "--runs", "50", "--longest-generations", "1")
    code, out, err = run(capsys, *words)
    assert (code, out) == (1, "") or (code, out) == (2, "")
    assert "Give a larger longest_generations (--longest-generations)" in err
    assert "--mutation 0.001" in err


def test_a_file_of_a_weighted_graph_is_read_by_its_ending(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    graph = networkx.cycle_graph(8)
    networkx.set_edge_attributes(graph, {edge: 1.0 + 3.0 * (edge[0] % 2) for edge in graph.edges}, "weight")
    networkx.write_graphml(graph, tmp_path / "friends.graphml")
    options = ("--graph", str(tmp_path / "friends.graphml"), "--updating", "death-birth", "--runs", "50")
    record = EvolutionRecord.from_json(run(capsys, *TWO, *options, "--json")[1])
    assert record.is_weighted
    assert record.threshold["critical_ratio"] == pytest.approx(1.978, abs=1e-3)
    assert "friends.graphml (weighted)" in run(capsys, *TWO, *options)[1]


def test_an_updating_that_is_not_the_process_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *TWO, "--process", "pairwise", "--graph", "cycle:n=9", "--updating", "death-birth")
    assert (code, out) == (2, "")
    assert "the process pairwise on a graph updates by pairwise; got 'death-birth'" in err
    assert "Give --process moran" in err
