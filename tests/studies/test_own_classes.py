"""A class of a user's own that is wrong as people get it wrong: the study finishes, and a sentence says why."""

from pathlib import Path

import pytest
from fake_study import FAKES, fake, fake_data

from selfother.errors import SelfOtherError
from selfother.records import ReportRecord
from selfother.studies import Study
from selfother.studies.judging.page import write_report

pytestmark = pytest.mark.usefixtures("inline")
SOURCE = f'''
import sys
sys.path.insert(0, {str(FAKES.parent)!r})
from fakes import Lies
from selfother.claims.checks.check import Check, CheckResult
from selfother.probes.instrument import Instrument
from selfother.records import Heatmap, Record, Section, Text
from selfother.studies.judging.rules.rule import Verdict, VerdictRule

class Sum(Record):
    total: float

class Other(Record):
    other: int

class Adder(Instrument[Sum]):
    record = Sum
    def read(self, items, estimates):
        return Sum(total=1.0)
    METHOD

class Mine(Lies):
    """Adds."""
    instrument = Adder()

class Drawn(Check):
    """Draws."""
    def run(self, seed):
        RUN

class Halved(VerdictRule):
    """Says one word."""
    words = {{"halved": "good"}}
    def judge(self, evidence):
        return self.verdict("halved", "So it is.")
    RULE
'''


def _file(folder: Path, *, method: str = "", run: str = "return CheckResult()", rule: str = "") -> Path:
    file = folder / "mine.py"
    file.write_text(SOURCE.replace("METHOD", method).replace("RUN", run).replace("RULE", rule))
    return file


def _report(folder: Path, **data: object) -> tuple[ReportRecord, str]:
    """The report of a study on fakes, and its page as Markdown."""
    report = Study.from_dict(fake_data(**{"games": [], **data})).run(folder=folder / "run").report
    page = write_report(report, folder / "run").with_suffix(".md").read_text()
    assert report.name == "fake"
    return report, page


@pytest.mark.parametrize(
    ("method", "why"),
    [
        ("def read(self, items, estimates): raise KeyError('x')", "KeyError: 'x'"),
        ("def read(self, items, estimates): sys.exit(3)", "SystemExit: 3"),
        ("def read(self, items, estimates): pass", "read returned NoneType, not Sum"),
        ("def read(self, items, estimates): return Other(other=1)", "read returned Other, not Sum"),
        ("def read(self, items, estimates): return Sum.model_construct(total=float('nan'))", "a finite number"),
        ("def read(self, items, estimates): return Sum.model_construct(total=self)", "Unable to serialize"),
    ],
)
def test_a_reading_that_no_report_can_keep_is_a_sentence(tmp_path: Path, method: str, why: str) -> None:
    word = f"{_file(tmp_path, method=method)}:Mine"
    report, _ = _report(tmp_path, probes=[word, fake("Truth")], contrasts=None)
    gaps = [gap for gap in report.not_measured if gap.startswith("Mine, ")]
    assert len(gaps) == 6, "one an arm"
    assert all(why in gap and "\n" not in gap for gap in gaps)
    assert report.status == "complete"
    assert report.readings == {}
    assert len(report.findings) == 8, "what the scores say is kept"


@pytest.mark.parametrize(
    ("method", "why"),
    [
        ("def lines(self, readings): return 'a line'", "say what it read (TypeError: it returned 'a line'"),
        ("def lines(self, readings): return [1, None]", "say what it read (TypeError: it returned '[1, None]'"),
        ("def lines(self, readings): pass", "say what it read (TypeError: 'NoneType' object is not iterable)"),
        ("def lines(self, readings): raise ValueError('x')", "say what it read (ValueError: x)"),
        ("def gaps(self, readings): return 'a gap'", "say what was not measured (TypeError: it returned 'a gap'"),
        ("def gaps(self, readings): raise ValueError('x')", "say what was not measured (ValueError: x)"),
    ],
)
def test_sentences_that_are_none_are_left_out_and_named(tmp_path: Path, method: str, why: str) -> None:
    word = f"{_file(tmp_path, method=method)}:Mine"
    report, _ = _report(tmp_path, probes=[word, fake("Truth")], contrasts=None)
    assert [gap for gap in report.not_measured if f"Mine: its instrument failed where it should {why}" in gap]
    assert len(report.readings[word]) == 6
    assert len(report.lead) == 3
    assert report.lead[1] == "Of 8 comparisons between arms, 3 show a difference and 5 came out open."


HUGE = "Heatmap(title='Huge', x_label='', y_label='', x=[1.0], y=[1.0], values=[[1e308]], low=-1e308, high=1e308)"


@pytest.mark.parametrize(
    ("section", "why"),
    [
        ("'text'", "its instrument returned str as its section, no Section"),
        ("Text(paragraphs=['x'])", "returned Text as its section, no Section"),
        ("Section.model_construct(key='a', title='b', note='', blocks=['text'])", "blocks.0: "),
        (f"Section(key='a', title='b', blocks=[{HUGE}])", ""),
    ],
)
def test_a_section_that_is_none_loses_no_page(tmp_path: Path, section: str, why: str) -> None:
    word = f"{_file(tmp_path, method=f'def section(self, readings): return {section}')}:Mine"
    _, page = _report(tmp_path, probes=[word, fake("Truth")], contrasts=None)
    assert ("which cannot be drawn here" in page) == bool(why)
    assert why in page


@pytest.mark.parametrize("value", ["None", "'text'"])
def test_a_check_without_sections_fails_alone(tmp_path: Path, value: str) -> None:
    run = f"return CheckResult.model_construct(**dict(CheckResult()) | {{'sections': {value}}})"
    games = [f"{_file(tmp_path, run=run)}:Drawn", fake("FakeCheck")]
    report, page = _report(tmp_path, games=games, contrasts=None)
    assert report.status.startswith("1 of ")
    assert any("sections" in gap for gap in report.not_measured)
    assert "FakeCheck" in page


def test_a_check_that_leaves_python_fails_alone(tmp_path: Path) -> None:
    games = [f"{_file(tmp_path, run='sys.exit(1)')}:Drawn", fake("FakeCheck")]
    report, _ = _report(tmp_path, games=games, contrasts=None)
    assert report.status.startswith("1 of ")
    assert any("SystemExit: 1" in gap for gap in report.not_measured)


def test_a_figure_that_no_axis_holds_is_a_sentence(tmp_path: Path) -> None:
    run = f"return CheckResult(sections=[Section(key='a', title='Mine', blocks=[{HUGE}])])"
    _report(tmp_path, games=[f"{_file(tmp_path, run=run)}:Drawn"], contrasts=None)
    assert "The figure “Huge” cannot be drawn" in (tmp_path / "run/report.html").read_text()


def _contrasts(word: str) -> dict[str, object]:
    contrasts: dict[str, object] = fake_data()["contrasts"]
    return {**contrasts, "rule": word}


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("def judge(self, evidence): return 'halved'", "judge returned str; return self.verdict(word, reason)"),
        ("def judge(self, evidence): return Verdict('halved', 'super', 'r')", "has the tone 'super', expected good"),
        ("def judge(self, evidence): return Verdict('halved', 'good', None)", "expected a verdict with its word and"),
        ("def judge(self, evidence): return Verdict('honest', 'good', 'r')", "has no word 'honest'; it has halved"),
        ("def judge(self, evidence): sys.exit(2)", "SystemExit: 2"),
    ],
)
def test_a_verdict_that_is_none_is_not_judged(tmp_path: Path, rule: str, why: str) -> None:
    report, _ = _report(tmp_path, contrasts=_contrasts(f"{_file(tmp_path, rule=rule)}:Halved"))
    soo = next(arm for arm in report.arms if arm.name == "soo")
    assert (soo.verdict, soo.tone) == ("not judged", "open")
    assert why in soo.verdict_reason
    assert len(report.findings) > 8


def test_what_a_rule_says_of_other_arms_and_of_gaps_is_checked_too(tmp_path: Path) -> None:
    rule = "def describe(self, evidence): pass\n    def gaps(self, *given, **named): raise ValueError('x')"
    report, _ = _report(tmp_path, contrasts=_contrasts(f"{_file(tmp_path, rule=rule)}:Halved"))
    assert {arm.name: arm.verdict for arm in report.arms}["sham"] == "not judged"
    assert any("failed where it should say what is missing (ValueError: x)" in gap for gap in report.not_measured)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("words = ['halved']", r"each word its tone \(good, part, bad, open, neutral\); got \['halved'\]"),
        ("words = {'halved': 'great'}", "got {'halved': 'great'}"),
        ("plain = ['halved']", "plain is"),
        ("plain = {'halved': None}", "plain is"),
        ("def check(self, declared, probes): raise ValueError('boom')", "ValueError: boom"),
    ],
)
def test_a_rule_that_no_report_can_print_is_refused_before_anything_runs(tmp_path: Path, rule: str, why: str) -> None:
    study = Study.from_dict(fake_data(contrasts=_contrasts(f"{_file(tmp_path, rule=rule)}:Halved")))
    with pytest.raises(SelfOtherError, match=f"contrasts.rule: .*{why}"):
        study.run(folder=tmp_path / "run")
    assert not list((tmp_path / "run").glob("cells/*"))
