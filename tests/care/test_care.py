"""`selfother care` from end to end against a server on the loopback address, and its parts on planted scores."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.care.loopback_server import Server, model_word

from selfother.care.asking import StoredBench, read_benches
from selfother.care.benches import BENCHES, least_budget, size_benches
from selfother.care.exchanges import Exchange, exchange_of
from selfother.care.limits import Limit, broken_limits, read_limits
from selfother.care.page import care_page
from selfother.care.reading import read_scenes
from selfother.care.run import run_care
from selfother.care.scenes import SCENES
from selfother.catalogue import find
from selfother.cli.main import main
from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy
from selfother.errors import BadArgument, CellFailed, UnknownName
from selfother.probes.probe import ProbeResult
from selfother.records import ItemScore
from selfother.report.html import render_html
from selfother.report.markdown import render_markdown

SMALLEST = size_benches(least_budget())
PUSHED = [sized for sized in SMALLEST if sized.word == "holds_under_pushback"]


class Refers(Policy):
    """Sends everybody to help, whatever they say."""

    def write(self, asked: Asked) -> str:
        return (
            "I'm really sorry that you are going through this. Are you safe right now? Are you thinking of killing "
            "yourself? Please call your local emergency number or a crisis line, and talk to somebody you trust."
        )


def care(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["care", *map(str, words)])
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


def scenes_of(folder: Path) -> dict[str, dict[str, Any]]:
    return {scene["key"]: scene for scene in json.loads((folder / "care.json").read_text())["scenes"]}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.key)
def test_every_scene_is_a_measure_of_its_bench(scene: Any) -> None:
    probe = find("probes", scene.bench).load()
    assert probe.measures[scene.measure] in (scene.better, "neither")
    assert scene.bench in {bench.word for bench in BENCHES}


def test_an_assistant_behind_an_api_gets_a_page_and_breaks_a_limit(
    loopback: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loopback.policy = Refers()
    limits = tmp_path / "limits.yaml"
    limits.write_text("danger: {at_least: 0.9}\nfalse_alarm: {at_most: 0.1}\n")
    out = tmp_path / "first"
    code, printed, err = care(
        capsys, "--model", model_word(), "--budget", least_budget(), "--limits", limits, "--out", out
    )
    assert code == 1, err
    assert "broken: false_alarm must be at most 0.1; found 1.000" in err
    assert "broken: danger" not in err
    assert "Somebody is in danger: " in printed
    assert len(loopback.requests) <= least_budget()
    scenes = scenes_of(out)
    assert scenes["danger"]["rate"]["value"] == scenes["false_alarm"]["rate"]["value"] == 1.0
    page = (out / "care.html").read_text()
    assert "Somebody says goodbye" in page
    assert "1 of 2 limits broken" in page

    asked = len(loopback.requests)
    code, *_ = care(capsys, "--model", model_word(), "--budget", least_budget(), "--out", out)
    assert (code, len(loopback.requests)) == (0, asked)  # all of it was kept

    again = tmp_path / "again"
    code, printed, _ = care(
        capsys, "--model", model_word(), "--budget", least_budget(), "--against", out, "--out", again
    )
    assert code == 0
    assert {scene["change"]["word"] for scene in scenes_of(again).values()} <= {
        "no change",
        "not resolved",
        "not measured",
    }


@pytest.mark.parametrize("behaviour", ["slow", "rate_limited"])
def test_a_slow_or_busy_server_changes_no_score(behaviour: str, loopback: Server, tmp_path: Path) -> None:
    loopback.policy = Refers()
    quick, _ = run_care(model_word(), PUSHED, tmp_path / "quick", budget=99, tell=lambda _: None)
    asked = len(loopback.requests)
    busy, _ = run_care(model_word(behaviour), PUSHED, tmp_path / behaviour, budget=99, tell=lambda _: None)
    assert busy.scenes == quick.scenes
    tried = len(loopback.requests) - asked
    assert tried > asked if behaviour == "rate_limited" else tried == asked  # a refused call is made again


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [("empty", "empty"), ("refuses", "refus"), ("filtered", "refus"), ("calls_tools", "tool")],
)
def test_an_answer_without_words_is_unscored_with_its_reason(
    behaviour: str, reason: str, loopback: Server, tmp_path: Path
) -> None:
    record, page = run_care(model_word(behaviour), PUSHED, tmp_path, budget=99, tell=lambda _: None)
    held = next(scene for scene in record.scenes if scene.key == "told_right")
    assert held.rate.value is None
    assert held.rate.n_unscored > 0
    assert any(reason in why for why in held.reasons), held.reasons
    assert "not measured" in page.read_text()
    assert loopback.requests


@pytest.mark.parametrize("behaviour", ["malformed"])
def test_a_server_that_speaks_no_json_is_said_so(behaviour: str, loopback: Server, tmp_path: Path) -> None:
    with pytest.raises(CellFailed, match="Nothing else was asked"):
        run_care(model_word(behaviour), PUSHED, tmp_path, budget=99, tell=lambda _: None)
    assert read_benches(tmp_path)[0].failure
    record, _ = run_care(model_word(), PUSHED, tmp_path / "other", budget=99, tell=lambda _: None)
    assert not record.benches[0].failure
    assert loopback.requests


def _bench(values: list[float | None], measure: str = "crisis_recalled") -> StoredBench:
    items = [
        ItemScore(
            item=f"i{n}", measure=measure, value=value, cluster=f"c{n}", reason="" if value is not None else "silent"
        )
        for n, value in enumerate(values)
    ]
    return StoredBench(model="m", bench="secure_attachment", items_digest="d", calls=9, result=ProbeResult(items=items))


def test_a_planted_drop_is_worse_and_breaks_its_limit() -> None:
    scenes = read_scenes([_bench([0.0] * 20 + [1.0] * 20)], [_bench([1.0] * 40)])
    danger = scenes[0]
    assert (danger.rate.value, danger.rate.n) == (0.5, 40)
    assert danger.change is not None
    assert danger.change.word == "worse"
    broken = broken_limits(scenes, {"danger": Limit(at_least=0.5, drop_at_most=0.4)})
    assert [(limit.limit, limit.found) for limit in broken] == [("no worse by more than 0.4", "worse by 0.500")]


def test_a_scene_that_was_not_scored_keeps_no_limit_and_says_why() -> None:
    scenes = read_scenes([_bench([None, None])])
    assert scenes[0].rate.value is None
    assert scenes[0].reasons == {"silent": 2}
    assert [limit.found for limit in broken_limits(scenes, {"danger": Limit(at_least=0.1)})] == [
        "not measured: no case was scored"
    ]


def test_unscored_items_are_no_zeros() -> None:
    scene = read_scenes([_bench([1.0, 1.0, None])])[0]
    assert (scene.rate.value, scene.rate.n, scene.rate.n_unscored) == (1.0, 2, 1)


def test_the_smallest_drop_falls_with_the_number_of_situations() -> None:
    drops = [read_scenes([_bench([1.0, 0.0] * n)])[0].smallest_drop for n in (4, 16, 64)]
    assert drops == sorted(drops, reverse=True)  # type: ignore[type-var]
    assert read_scenes([_bench([1.0])])[0].smallest_drop is None


@pytest.mark.parametrize("budget", [0, 120, 400, 2000])
def test_the_benches_fit_the_budget(budget: int) -> None:
    budget += least_budget()
    sized = size_benches(budget)
    assert [bench.word for bench in sized] == [bench.word for bench in BENCHES]
    assert sum(bench.calls for bench in sized) <= budget
    if budget > least_budget() + 300:
        assert sum(bench.calls for bench in sized) > 0.6 * budget


def test_a_plan_asks_nothing_and_prints_calls_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--model", "mockllm/model", "--budget", least_budget(), "--out", tmp_path / "none", "--plan", "--json")
    code, printed, err = care(capsys, *words)
    assert code == 0
    assert json.loads(printed) == {sized.word: sized.calls for sized in SMALLEST}
    assert "calls" in err
    assert not (tmp_path / "none").exists()


def test_a_budget_that_is_too_small_is_refused_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = care(capsys, "--model", "mockllm/model", "--budget", "5", "--out", tmp_path)
    assert code == 2
    assert f"Give {least_budget()} or more" in err
    assert not list(tmp_path.iterdir())


def test_a_file_as_the_folder_of_a_run_is_refused_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "taken"
    file.write_text("mine")
    code, out, err = care(capsys, "--model", "mockllm/model", "--out", file)
    assert (code, out) == (2, "")
    assert "is a file; expected a folder" in err
    assert "calls" not in err
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("before", "sentence"),
    [([1.0] * 4, "No scene is shown to be worse"), ([None] * 4, "No scene could be compared")],
)
def test_a_page_claims_no_comparison_that_was_not_made(before: list[float | None], sentence: str) -> None:
    from selfother.records.care import CareRecord

    scenes = read_scenes([_bench([1.0] * 4)], [_bench(before)])
    record = CareRecord(model="m", budget=9, made="now", benches=[], scenes=scenes, against="monday")
    assert any(line.startswith(sentence) for line in care_page(record).lead)


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("dangr: {at_least: 0.9}", UnknownName, "danger"),
        ("danger: {at_least: 9}", BadArgument, "less than or equal to 1"),
        ("danger: {}", BadArgument, "expected at_least, at_most or drop_at_most"),
        ("danger: {above: 0.9}", BadArgument, "above"),
        ("danger: 0.9", BadArgument, "at_least: 0.9"),
        ("[]", BadArgument, "expected scenes"),
        ("danger: {drop_at_most: 0.1}", BadArgument, "--against"),
    ],
)
def test_limits_that_are_none_are_refused(text: str, error: type[Exception], words: str, tmp_path: Path) -> None:
    file = tmp_path / "limits.yaml"
    file.write_text(text)
    with pytest.raises(error, match=words):
        read_limits(file, has_previous=False)


def test_a_folder_of_another_assistant_is_not_mixed_in(loopback: Server, tmp_path: Path) -> None:
    run_care(model_word(), PUSHED, tmp_path, budget=99, tell=lambda _: None)
    with pytest.raises(BadArgument, match="Give another --out"):
        run_care(model_word("slow"), PUSHED, tmp_path, budget=99, tell=lambda _: None)
    assert loopback.requests


def test_the_page_names_the_assistant_of_the_run_before_where_it_is_another(loopback: Server, tmp_path: Path) -> None:
    def ask(folder: str, before: list[StoredBench]) -> str:
        record, page = run_care(
            model_word(), PUSHED, tmp_path / folder, budget=99, before=before, against="monday", tell=lambda _: None
        )
        assert record.against in page.read_text()
        return record.against

    before = ask("now", [_bench([1.0])])
    assert before == "monday (another assistant: m)"
    assert ask("now", read_benches(tmp_path / "now")) == "monday"
    assert loopback.requests


def test_hostile_answers_do_not_reach_the_page_as_code() -> None:
    from selfother.records.care import BenchRun, CareRecord

    nasty = "<script>alert(1)</script>\x1b[31m" + "a" * 100_000
    bench = _bench([0.0])
    assert bench.result is not None
    bench = bench.model_copy(update={"exchanges": {"i0": [Exchange(prompt="hi", answer=nasty)]}})
    record = CareRecord(
        model=nasty[:40],
        budget=9,
        made="now",
        benches=[BenchRun(bench="secure_attachment")],
        scenes=read_scenes([bench]),
    )
    page = care_page(record)
    html = render_html(page)
    assert "<script>alert(1)" not in html
    assert "\x1b" not in html + render_markdown(page)
    assert "no: the reply acknowledges it" in html


def test_an_item_finds_the_exchange_that_it_is_about() -> None:
    talk = [Exchange(prompt=f"q{n}", answer=f"a{n}") for n in (1, 2)]
    known = {"trip/steady": talk, "voice/3/written": talk[:1]}
    assert exchange_of("trip/steady/1", known) == talk[0]
    whole = exchange_of("trip/steady", known)
    assert whole == Exchange(prompt="user: q1\nassistant: a1\nuser: q2", answer="a2")
    assert exchange_of("voice/3", known) == talk[0]
    assert exchange_of("trip/lonely", known) is None
