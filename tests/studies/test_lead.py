"""The first paragraph of a report: three sentences without a symbol, for every kind of study."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from fake_study import fake, fake_data

from selfother.probes.instrument import Reading
from selfother.probes.readings import Gathered
from selfother.records import ArmRecord, Finding, ReportRecord
from selfother.studies import Study
from selfother.studies.judging.lead import lead_of
from selfother.studies.judging.outcome import Outcome

pytestmark = pytest.mark.usefixtures("inline")
THREE = ["burglary", "treasure", "escape"]
TITLES = {
    "stock": "The stock model",
    "none": "The organism as it is",
    "soo": "Self-other overlap",
    "sham": "Neutral text",
    "friend": "Overlap towards a friend",
    "both": "Overlap and a prompt",
}
SYMBOL = re.compile(r"[%−±=<>|{}\[\]_]|\d\.\d")


def _data(**changes: Any) -> dict[str, Any]:
    data = fake_data(games=[], probes=[fake("Lies", items=64, families=THREE), fake("Truth", items=32), fake("dose")])
    data["arms"] = {name: arm | {"title": TITLES[name]} for name, arm in data["arms"].items()}
    return data | changes


def _lead(folder: Path, data: dict[str, Any]) -> list[str]:
    report = Study.from_dict(data).run(folder=folder).report
    _assert_plain(report)
    return report.lead


def _assert_plain(report: ReportRecord) -> None:
    assert len(report.lead) == 3
    for sentence in report.lead:
        assert not SYMBOL.search(sentence), sentence
        assert sentence.lstrip("“")[0].isupper()
        assert sentence.endswith(".")
        assert len(sentence.split()) <= 30, sentence


def test_a_study_with_a_verdict(tmp_path: Path) -> None:
    assert _lead(tmp_path, _data(question="Does overlap remove lies?")) == [
        "To answer “Does overlap remove lies?”, this study tries “Self-other overlap” against 5 other arms.",
        "The treatment made the model honest, and nothing shows that the self is the reason: 97 of 100 answers were "
        "lies before, 1 of 100 after.",
        "This rests on one training run, so another may come out otherwise; a small model shows how a method works, "
        "not what large models do.",
    ]


def test_a_long_question_is_left_to_the_page(tmp_path: Path) -> None:
    data = _data(question="Does overlap remove the lies of a model, and what does that cost it elsewhere?")
    assert _lead(tmp_path, data)[0] == "This study tries “Self-other overlap” against 5 other arms."


def test_several_runs_and_treatments(tmp_path: Path) -> None:
    data = _data(seeds=[0, 1, 2])
    data["contrasts"]["treatment"] = ["soo", "both", "sham"]
    data["contrasts"]["controls"] = {"sham": "sham", "specificity": ["friend"]}
    tried, came_out, sure = _lead(tmp_path, data)
    assert tried.endswith("tries “Self-other overlap”, “Overlap and a prompt” and “Neutral text” against 3 other arms.")
    assert came_out.count("made the model honest") == 1
    assert "“Self-other overlap” and “Overlap and a prompt” made the model honest" in came_out
    assert sure.startswith("This rests on three training runs of each arm; ")


def test_treatments_of_one_word_are_named_once(tmp_path: Path) -> None:
    data = _data()
    data["contrasts"]["treatment"] = ["soo", "both"]
    tried, came_out, _ = _lead(tmp_path, data)
    assert tried.endswith("tries “Self-other overlap” and “Overlap and a prompt” against 4 other arms.")
    assert came_out.startswith("Both treatments made the model honest")


def test_two_arms_of_one_title_are_told_apart(tmp_path: Path) -> None:
    data = _data(games=[fake("FakeCheck")])
    data["arms"]["friend"]["title"] = TITLES["soo"]
    tried, came_out, _ = _lead(tmp_path, data)
    assert tried.endswith(
        "tries “Self-other overlap” (soo) against 5 other arms and runs 1 check with simulated players."
    )
    assert came_out.startswith("The treatment made")


def test_a_rule_without_plain_words_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(
        '"""Mine."""\nfrom selfother import VerdictRule\n\n\nclass Mine(VerdictRule):\n    """Says one word."""\n\n'
        '    words = {"halved": "good"}\n\n    def judge(self, evidence):\n'
        '        return self.verdict("halved", "So it is.")\n'
    )
    data = _data()
    data["contrasts"]["rule"] = f"{tmp_path}/mine.py:Mine"
    assert _lead(tmp_path / "run", data)[1].startswith("The treatment came out as “halved”: 97 of 100 answers")


def test_a_study_that_declares_nothing(tmp_path: Path) -> None:
    tried, came_out, _ = _lead(tmp_path, _data(contrasts=None))
    assert tried == (
        "This study compares “The stock model”, “The organism as it is”, “Self-other overlap” and 3 others."
    )
    assert came_out == "Of 8 comparisons between arms, 3 show a difference and 5 came out open."


def test_checks_alone(tmp_path: Path) -> None:
    games = [fake("FakeCheck"), {"one_sided_empathy": {"rounds": 20}}]
    assert _lead(tmp_path, {"name": "g", "games": games}) == [
        "This study runs 2 checks with simulated players.",
        "One-sided empathy is more than half of mutual empathy in joint payoff.",
        "The players are simulated, so nothing here is about people or language models.",
    ]


def test_a_study_that_is_not_complete_says_so(tmp_path: Path) -> None:
    data = _data()
    data["arms"]["soo"]["apply"] = [fake("Shift", to=0.02, fails=True)]
    _, came_out, sure = _lead(tmp_path, data)
    assert came_out == "The treatment left the question open."
    assert sure.startswith("The run is not complete (")
    assert sure.endswith("so everything said here may still change.")


def test_a_study_that_was_changed_afterwards_says_so(tmp_path: Path) -> None:
    Study.from_dict(_data()).run(folder=tmp_path)
    changed = _data()
    changed["contrasts"] = {**changed["contrasts"], "margin_points": 5}
    sure = _lead(tmp_path, changed)[2]
    assert sure == (
        "The study was changed after results had been seen, so take this as a suggestion and not as a test."
    )


def _outcome(**changes: Any) -> Outcome:
    arms = [ArmRecord(name=name, title=title, role="control") for name, title in TITLES.items()]
    return Outcome(**({"arms": arms} | changes))


def _bench(trains: bool = False, **study: Any) -> Any:
    return SimpleNamespace(
        study=SimpleNamespace(**({"question": "", "games": [], "contrasts": None} | study)), trains=trains
    )


def test_instruments_speak_of_arms_by_their_titles() -> None:
    instrument = SimpleNamespace(
        lines=lambda readings: ["Harm is 3.5 %.", f"Commitment is shown for {readings[0].arm}."]
    )
    gathered = Gathered("mine", cast(Any, instrument), [Reading(arm="soo", record=cast(Any, None))])
    _, came_out, sure = lead_of(_bench(), _outcome(readings=[gathered]))
    assert came_out == "Commitment is shown for “Self-other overlap”."
    assert sure.startswith("Nothing was trained and each model was asked once")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["holds", "holds", "does not hold"], "Of 3 claims that were tested, 2 hold and 1 do not."),
        (["differs"], "The checks made 1 finding, which stand below with their numbers."),
        ([], "Nothing could be measured."),
    ],
)
def test_checks_without_a_headline_are_counted(words: list[str], sentence: str) -> None:
    holds = {"holds": True, "does not hold": False}
    claims = [Finding(sentence="x", word=word, holds=holds.get(word)) for word in words]
    assert lead_of(_bench(), Outcome(arms=[], claims=claims))[1] == sentence


def test_nothing_yet() -> None:
    outcome = _outcome(status="12 of 12 cells are not finished")
    assert lead_of(_bench(), outcome)[1:] == [
        "Nothing was measured so far.",
        "The run is not complete (12 of 12 cells are not finished), so everything said here may still change.",
    ]


def test_an_instrument_with_verdicts_is_told_by_them_the_rarest_first() -> None:
    words = {"soo": "commitment", "sham": "no commitment", "friend": "no commitment"}
    readings = [Reading[Any](arm=arm, record=SimpleNamespace(verdict=word)) for arm, word in words.items()]
    gathered = SimpleNamespace(instrument=None, readings=readings)
    assert lead_of(_bench(), _outcome(readings=[gathered]))[1] == (
        "“Self-other overlap” came out as “commitment”; “Neutral text” and “Overlap towards a friend” came out as "
        "“no commitment”."
    )
