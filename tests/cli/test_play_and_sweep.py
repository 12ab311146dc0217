"""`selfother play` and `sweep`: what they print, write and refuse."""

import json
import re
from pathlib import Path
from typing import Any

import polars
import pytest

from selfother import __version__
from selfother.cli._numbers import spark
from selfother.cli.main import main
from selfother.records import GroupRecord, Landscape, MatchRecord

GAME = "custom:R=3,S=0,T=4,P=1"
SMALL = ("--rounds", "20", "--seeds", "8")


class Cli:
    """Runs the command line in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as leave:
            main(arguments)
        printed = self.capsys.readouterr()
        return int(leave.value.code or 0), printed.out, printed.err

    def json(self, *arguments: str) -> dict[str, Any]:
        code, out, err = self(*arguments, "--json")
        assert code == 0, err
        read: dict[str, Any] = json.loads(out)
        return read

    def refused(self, *arguments: str) -> str:
        code, out, err = self(*arguments)
        assert code == 2
        assert not out
        return err


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)


def test_play_json_has_the_published_schema(cli: Cli) -> None:
    word = "empathic:lam=0.3,theory=history"
    record = cli.json("play", word, word, "--rounds", "200", "--seeds", "64")
    assert list(record) == [
        *("game", "agents", "rounds", "seeds", "joint", "cooperation", "payoff", "exploitability", "standard_error")
    ]
    assert record["game"] == {"name": "prisoners_dilemma", "R": 3.0, "S": 0.0, "T": 5.0, "P": 1.0}
    assert record["agents"] == [word, word]
    assert (record["rounds"], record["seeds"]) == (200, 64)
    assert list(record["joint"]) == ["CC", "CD", "DC", "DD"]
    assert sum(record["joint"].values()) == pytest.approx(1.0)
    assert record["joint"]["CC"] == pytest.approx(0.775, abs=0.02)
    assert isinstance(record["exploitability"], float)
    errors = record["standard_error"]
    assert list(errors) == ["joint", "cooperation", "payoff"]
    assert all(0 < error < 0.02 for error in [*errors["joint"].values(), *errors["cooperation"]])
    assert MatchRecord.model_validate_json(json.dumps(record)).to_json() == json.dumps(record, separators=(",", ":"))


def test_play_repeats_itself_and_a_seed_changes_it(cli: Cli) -> None:
    first = cli.json("play", "random", "random", *SMALL)
    assert cli.json("play", "random", "random", *SMALL) == first
    assert cli.json("play", "random", "random", *SMALL, "--seed", "1")["joint"] != first["joint"]


def test_play_exact_has_null_errors(cli: Cli) -> None:
    record = cli.json("play", "empathic:lam=1,theory=history", "selfish:theory=history", "--exact")
    assert record["exploitability"] == pytest.approx(0.983, abs=0.001)
    assert record["standard_error"]["cooperation"] == [None, None]
    assert set(record["standard_error"]["joint"].values()) == {None}


def test_beta_fills_in_what_the_words_leave_open_and_says_so(cli: Cli) -> None:
    mine, yours = "empathic:lam=0.3,beta=9,theory=history", "selfish:theory=history"
    record = cli.json("play", mine, yours, "--beta", "2.5", "--exact")
    assert record["agents"] == [f"{mine},beta_other=2.5", f"{yours},beta=2.5,beta_other=2.5"]
    assert cli.json("play", *record["agents"], "--exact") == record
    assert cli.json("play", "tit_for_tat", "grim", "--beta", "2")["agents"] == ["tit_for_tat", "grim"]


def test_play_a_custom_game(cli: Cli) -> None:
    record = cli.json("play", "always_cooperate", "always_defect", "--game", "custom:R=3,S=1,T=4,P=2", *SMALL)
    assert record["game"] == {"name": "custom", "R": 3.0, "S": 1.0, "T": 4.0, "P": 2.0}
    assert record["payoff"] == [1.0, 4.0]


def test_play_a_group(cli: Cli, tmp_path: Path) -> None:
    words = ["always_cooperate", "always_cooperate", "always_defect"]
    file = tmp_path / "group.csv"
    record = cli.json("play", *words, "--game", "public_goods:r=1.5", *SMALL, "--out", str(file))
    assert record["game"] == {"name": "public_goods", "players": 3, "r": 1.5, "cost": 1.0}
    assert record["agents"] == words
    assert record["payoff"] == [0.0, 0.0, 1.0]
    assert record["contributors"] == [0.0, 0.0, 1.0, 0.0]
    assert GroupRecord.model_validate_json(json.dumps(record)).to_json() == json.dumps(record, separators=(",", ":"))
    table = polars.read_csv(file)
    assert table.columns == [
        *("seed", "round", "action_1", "action_2", "action_3", "payoff_1", "payoff_2", "payoff_3"),
        *("game", "agent_1", "agent_2", "agent_3", "noise", "rounds", "root_seed", "version"),
    ]
    assert table.height == 20 * 8
    assert table["action_3"].unique().to_list() == [1]
    assert table.select("payoff_1", "payoff_2", "payoff_3").unique().rows() == [(0.0, 0.0, 1.0)]
    assert table.select("game", "agent_3").unique().rows() == [("public_goods:players=3,r=1.5", "always_defect")]
    code, out, _ = cli("play", *words, "--game", "public_goods:r=1.5", *SMALL)
    assert code == 0
    assert "public_goods (players=3, r=1.5, cost=1), 20 rounds" in out
    assert "████████████████████ always_cooperate" in out


def test_beta_fills_in_the_words_of_a_group(cli: Cli) -> None:
    words = ("selfish:theory=history", "grim", "grim")
    record = cli.json("play", *words, "--game", "public_goods", "--beta", "2", *SMALL)
    assert record["agents"] == ["selfish:theory=history,beta=2,beta_other=2", "grim", "grim"]


def test_play_prints_a_table_and_a_line_for_each_agent(cli: Cli) -> None:
    code, out, err = cli("play", "alternator", "always_cooperate", "--rounds", "4", "--seeds", "2")
    assert (code, err) == (0, "")
    assert "▁" in out
    assert "█▁█▁ alternator" in out
    assert "████ always_cooperate" in out
    assert "exploitability -0.500 (cooperation of the first minus the second: neither is the more empathic)" in out
    assert "n = 2 seeds" in out


def test_play_says_whose_cooperation_exploitability_compares(cli: Cli) -> None:
    _, out, _ = cli("play", "selfish:theory=history", "empathic:lam=0.6,theory=history", *SMALL)
    assert "(cooperation of the more empathic minus the less)" in out


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_play_writes_trials_that_are_enough_to_fit(cli: Cli, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"match.{suffix}"
    given = ("empathic:lam=0.25", "tit_for_tat", *SMALL, "--beta", "3", "--game", "custom:R=3,S=1,T=4,P=2")
    record = cli.json("play", *given, "--seed", "5", "--trials", str(file))
    table = polars.read_parquet(file) if suffix == "parquet" else polars.read_csv(file)
    assert table.columns == [
        *("seed", "round", "action_a", "action_b", "payoff_a", "payoff_b"),
        *("game", "agent_a", "agent_b", "noise", "rounds", "root_seed", "version"),
    ]
    facts = table.select("game", "agent_a", "agent_b", "noise", "rounds", "root_seed", "version").unique()
    assert facts.rows() == [("custom:R=3,S=1,T=4,P=2", *record["agents"], 0.0, 20, 5, __version__)]
    assert (table["payoff_a"].mean(), table["payoff_b"].mean()) == pytest.approx(tuple(record["payoff"]))
    gained = table.select("action_a", "action_b", "payoff_a", "payoff_b").unique().rows()
    assert set(gained) <= {(0, 0, 3.0, 3.0), (0, 1, 1.0, 4.0), (1, 0, 4.0, 1.0), (1, 1, 2.0, 2.0)}
    assert table.height == 20 * 8
    both = ((table["action_a"] == 0) & (table["action_b"] == 0)).mean()
    assert both == pytest.approx(record["joint"]["CC"])
    one = table.filter(polars.col("seed") == 3).sort("round")
    assert one["action_b"].to_list() == [0, *one["action_a"].to_list()[:-1]]


def test_a_group_of_two_keeps_the_columns_of_groups(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "group.parquet"
    cli.json("play", "grim", "grim", "--game", "public_goods:r=1.5", *SMALL, "--trials", str(file))
    assert polars.read_parquet_schema(file).names()[2:6] == ["action_1", "action_2", "payoff_1", "payoff_2"]


def test_trials_do_not_go_where_a_folder_is(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    assert "a table is a file; got the folder" in cli.refused(
        "play", "grim", "grim", "--trials", f"{tmp_path}/folder.csv"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("emphatic", "selfish"), "unknown agent 'emphatic'. Did you mean empathic?"),
        (("empathic:lam=2", "selfish"), "lam (the empathy weight) must lie in [0, 1]; got 2."),
        (
            ("empathic:theory=mystery", "selfish"),
            "unknown theory of mind 'mystery'. Known: history, action_conditional, matched, oracle, inferred, ",
        ),
        (("empathic:love=1", "selfish"), "unknown setting of agent 'empathic': 'love'."),
        (("empathic:lam", "selfish"), "expected key=value after the colon, got 'lam'"),
        (("random:p=1.5", "selfish"), "p (the probability of cooperating) must lie in [0, 1]; got 1.5."),
        (("selfish", "selfish", "--rounds", "0"), "rounds must be a whole number of at least 1; got 0."),
        (("selfish", "selfish", "--seeds", "-1"), "seeds must be a whole number of at least 1; got -1."),
        (("selfish", "selfish", "--beta", "0"), "beta must be a finite number above 0"),
        (("selfish", "selfish", "--game", "chess"), "unknown game 'chess'."),
        (("grim", "grim", "grim"), "prisoners_dilemma is a game of two; got 3 agents."),
        (("grim", "grim", "grim", "--game", "public_goods:r=3"), "needs 1 < r < players; got r=3, players=3."),
        (("grim", "grim", "--game", "public_goods:players=4"), "public_goods has 4 players; got 2 agents."),
        (("grim", "grim", "planner", "--game", "public_goods"), "planner has no rule for groups."),
        (("grim", "grim", "--game", "public_goods", "--exact"), "--exact solves matches of two"),
        (("planner:horizon=40", "selfish"), "horizon=40 would enumerate 2^40 sequences of actions"),
        (("selfish", "selfish", "--game", "stag_hunt:T=9"), "payoffs must satisfy R > T >= P > S; got R=4, T=9"),
        (("selfish", "selfish", "--game", "custom:R=1"), "game 'custom' needs S, T, P."),
        (("selfish", "selfish", "--game", "prisoners_dilemma:T=2"), "payoffs must satisfy T > R > P > S; got T=2, R=3"),
        (("selfish", "selfish", "--out", "here.txt"), "a table is a .parquet or .csv file; got 'here.txt'."),
        (("selfish", "selfish", "--out", "nowhere/here.csv"), "the folder 'nowhere' does not exist."),
        (("selfish", "selfish", "--trials", "/here.csv/there.csv"), "the folder '/here.csv' does not exist."),
        (("selfish", "selfish", "--out", "here.csv", "--exact"), "--exact solves and plays nothing"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_play_refuses_in_one_sentence_before_it_plays(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    err = cli.refused("play", *arguments)
    assert err.startswith("selfother: ")
    assert sentence in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_misuse_of_the_command_line_exits_with_two(cli: Cli) -> None:
    assert "No such option" in cli.refused("play", "selfish", "selfish", "--bogus")
    assert "Missing argument" in cli.refused("play", "selfish")
    assert "unknown command 'plya'. Did you mean play?" in cli.refused("plya")


def test_help_and_version(cli: Cli) -> None:
    code, out, _ = cli("--help")
    assert code == 0
    assert re.search(r"^  play +Play two agents against each other", out, re.MULTILINE)
    assert cli() == (0, out, "")
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", cli("--version")[1])


def test_sweep_json_is_a_landscape(cli: Cli) -> None:
    read = cli.json("sweep", "--grid", "3", *SMALL)
    found = Landscape.model_validate(read)
    assert found.lam == [0.0, 0.5, 1.0]
    assert found.joint_cooperation[0][0] < 0.1 < 0.9 < found.joint_cooperation[2][2]
    assert found.payoff_gap[2][0] > 4 > -4 > found.payoff_gap[0][2]
    assert (found.theory, found.game, found.rounds, found.seeds) == ("history", "prisoners_dilemma", 20, 8)


def test_sweep_tells_noise_from_gaps(cli: Cli) -> None:
    """Two equal selfish agents in hawk-dove show a gap from chance, within its standard errors."""
    found = Landscape.model_validate(cli.json("sweep", "--grid", "2", "--game", "hawk_dove", *SMALL))
    assert found.payoff_gap_standard_error is not None
    assert 0 < abs(found.payoff_gap[0][0]) < 3.5 * found.payoff_gap_standard_error[0][0]
    _, out, _ = cli("sweep", "--grid", "2", "--game", "hawk_dove", *SMALL)
    assert "Standard error over seeds: median" in out
    assert "From 8 seeds no single gap is told from chance" in out
    _, out, _ = cli("sweep", "--grid", "2", "--game", "hawk_dove", "--rounds", "5", "--seeds", "16")
    assert "A smaller one may be chance" in out
    one = Landscape.model_validate(cli.json("sweep", "--grid", "2", "--rounds", "5", "--seeds", "1"))
    assert one.payoff_gap_standard_error is None


def test_sweep_writes_a_table_a_record_and_a_page_without_links(cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("sweep", "--grid", "3", *SMALL, "--game", GAME, "--seed", "4", "--out", str(tmp_path / "x"))
    assert code == 0
    assert str(tmp_path / "x" / "landscape.html") in out
    found = Landscape.read(tmp_path / "x" / "landscape.json")
    assert found.game == GAME
    table = polars.read_csv(tmp_path / "x" / "landscape.csv")
    assert table.columns[:6] == [
        *("lam_a", "lam_b", "joint_cooperation", "payoff_gap", "joint_cooperation_se", "payoff_gap_se")
    ]
    facts = table.select("game", "theory", "noise", "rounds", "seeds", "root_seed").unique()
    assert facts.rows() == [(found.game, "history", 0.0, 20, 8, 4)]
    assert re.fullmatch(r"\d+\.\d+\.\d+", table["version"][0])
    assert found.payoff_gap_standard_error is not None
    assert table["payoff_gap_se"].to_list() == [cell for row in found.payoff_gap_standard_error for cell in row]
    assert table["joint_cooperation"].to_list() == [cell for row in found.joint_cooperation for cell in row]
    page = (tmp_path / "x" / "landscape.html").read_text(encoding="utf-8")
    assert page.count('class="grid-data"') == 2
    assert "the mean over 8 independent matches of 20 rounds" in page
    assert len(page) < 150_000
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=(?!\"data:)", page)


def test_sweep_prints_at_most_eleven_weights(cli: Cli) -> None:
    code, out, _ = cli("sweep", "--grid", "21", "--rounds", "3", "--seeds", "1")
    assert code == 0
    assert "0.10" in out
    assert "0.05 " not in out.splitlines()[4]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--grid", "1"), "grid must be a whole number of at least 2; got 1."),
        (("--theory", "mystery"), "unknown theory of mind 'mystery'."),
        (("--seeds", "0"), "seeds must be a whole number of at least 1; got 0."),
        (("--game", "chess"), "unknown game 'chess'."),
        (("--game", "public_goods"), "public_goods is a game of groups, and two-player games are played here."),
    ],
)
def test_sweep_refuses(cli: Cli, arguments: tuple[str, ...], sentence: str) -> None:
    assert sentence in cli.refused("sweep", *arguments)


def test_sweep_does_not_write_into_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    assert "--out is a folder for three files" in cli.refused("sweep", "--out", str(tmp_path / "x"))
    assert (tmp_path / "x").read_text() == "mine"


def test_spark_has_one_block_a_round_or_sixty() -> None:
    assert spark([0.0, 1.0, 0.99, 0.5]) == "▁██▅"
    assert len(spark([0.5] * 1000)) == 60
