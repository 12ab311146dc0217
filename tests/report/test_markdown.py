"""Markdown prints what was said, as it was said."""

import pytest

from selfother.records import ReportRecord, Transcript
from selfother.report.markdown import inline, render_markdown
from selfother.studies.judging.page import page_of


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("a | b", r"a \| b"),
        ("<script>x</script>", r"\<script>x\</script>"),
        ("p < 0.001, [1.0, 2.0]", "p < 0.001, [1.0, 2.0]"),
        ("[go](http://x.y)", r"[go\](http:\//x.y)"),
        ("two_words and _one_", r"two_words and \_one\_"),
        ("# not a heading", r"\# not a heading"),
        ("12. not a list", r"12\. not a list"),
        ("99.0 %", "99.0 %"),
        ("- not a list\nand a second line", r"\- not a list and a second line"),
        ("&lt;", "&amp;lt;"),
    ],
)
def test_inline_text_stands_for_itself(given: str, printed: str) -> None:
    assert inline(given) == printed


def test_an_answer_cannot_leave_its_fence(empty: ReportRecord) -> None:
    answer = "```\n````\n# out"
    transcript = Transcript(arm="a", probe="p", family="f", item="i", prompt="q", answer=answer, verdict="v")
    text = render_markdown(page_of(empty.model_copy(update={"transcripts": [transcript]})))
    assert f"`````text\n{answer}\n`````" in text


def test_same_findings_as_the_page(rich: ReportRecord) -> None:
    text = render_markdown(page_of(rich))
    for finding in rich.findings:
        assert inline(finding.sentence) in text
    for part in ("scale: mechanism only", "plan hash", "not measured", "selfother study run"):
        assert part in text


def test_empty_report_renders(empty: ReportRecord) -> None:
    assert "0 of 4 cells finished" in render_markdown(page_of(empty))
