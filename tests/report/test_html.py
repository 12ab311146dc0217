"""The page: inert, self-contained, the same bytes each time, and nothing left out."""

import base64
import hashlib
import re
from typing import Any

import pytest
from tests.report.parsed_html import ParsedHtml

from selfother.records import ReportRecord
from selfother.report.html import render_html as render_page
from selfother.studies.judging.page import page_of

HOSTILE = (
    '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\' onmouseover="alert(3)" \x00\x1b[31m\u202e{{7*7}}'
)
CLOSED = {("measure", measure) for measure in ("harm", "corner_harm", "self_harm", "benign_refusal", "benefit_refusal")}
VOCABULARY = {"tone", "word", "declared", "role", "style", "block"}
VERDICTS = {"commitment", "no commitment", "not shown"}
EVENT = re.compile(r"^on", re.IGNORECASE)


def render_html(report: ReportRecord) -> str:
    return render_page(page_of(report))


def poisoned(value: Any, key: str = "", suffix: str = HOSTILE) -> Any:
    """Return plain data with the suffix on every text and on every free key."""
    if isinstance(value, dict):
        is_free = key in ("doses", "environment", "items", "checks", "harm_by_level", "levels")
        return {(k + suffix if is_free else k): poisoned(v, k, suffix) for k, v in value.items()}
    if isinstance(value, list):
        return [poisoned(item, key, suffix) for item in value]
    is_closed = key in VOCABULARY or (key, value) in CLOSED or (key == "verdict" and value in VERDICTS)
    return value + suffix if isinstance(value, str) and not is_closed else value


@pytest.fixture(scope="module")
def hostile(rich: ReportRecord) -> ReportRecord:
    return ReportRecord.model_validate(poisoned(rich.model_dump()))


def test_hostile_text_adds_no_tag_and_no_attribute(rich: ReportRecord, hostile: ReportRecord) -> None:
    clean, page = ParsedHtml(render_html(rich)), ParsedHtml(render_html(hostile))
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in clean.tags}
    assert len(page.all("script")) == len(clean.all("script"))
    assert not page.all("img")
    assert not page.all("iframe")
    known = {name for _, attributes in clean.tags for name in attributes}
    assert {name for _, attributes in page.tags for name in attributes} <= known
    assert not [name for name in known if EVENT.match(name) or name == "style"]


def test_hostile_text_is_shown(hostile: ReportRecord) -> None:
    text = ParsedHtml(render_html(hostile)).text
    assert "<img src=x onerror=alert(2)>" in text
    assert "⟨U+0000⟩⟨U+001B⟩[31m⟨U+202E⟩{{7*7}}" in text


def test_no_character_of_the_file_is_invisible(hostile: ReportRecord) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", render_html(hostile))


def test_only_our_script_and_style_are_allowed(rich: ReportRecord) -> None:
    page = ParsedHtml(render_html(rich))
    running = [text for text, tag in zip(page.scripts, page.all("script"), strict=True) if "type" not in tag]
    assert len(running) == 1
    digest = base64.b64encode(hashlib.sha256(running[0].encode()).digest()).decode()
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta) or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-" + digest)
    assert "unsafe" not in policy


def test_nothing_is_fetched(rich: ReportRecord) -> None:
    page = ParsedHtml(render_html(rich))
    for tag, attributes in page.tags:
        for name in ("src", "href", "action", "data", "srcset", "poster"):
            target = attributes.get(name) or "#"
            assert target.startswith(("#", "data:")), (tag, name, target)
    assert "url(" not in render_html(rich)
    assert "@import" not in render_html(rich)


def test_same_record_same_bytes(rich: ReportRecord) -> None:
    again = ReportRecord.from_json(rich.to_json())
    assert render_html(rich) == render_html(again)


def test_every_id_is_unique_and_every_link_has_a_target(rich: ReportRecord) -> None:
    page = ParsedHtml(render_html(rich))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for a in page.all("a")} <= set(ids)


def test_figures_and_tables_are_named(rich: ReportRecord) -> None:
    page = ParsedHtml(render_html(rich))
    for svg in page.all("svg"):
        assert svg.get("aria-label") or svg.get("aria-hidden") or svg.get("overflow") == "visible"
    assert len(page.all("table")) == len(page.all("caption"))


def test_empty_report_says_its_status_and_has_no_empty_section(empty: ReportRecord) -> None:
    page = ParsedHtml(render_html(empty))
    assert "0 of 4 cells finished" in page.text
    assert not page.all("section")
    assert not page.all("nav")
    assert "None" not in page.text


def test_everything_that_was_not_measured_is_said(rich: ReportRecord) -> None:
    text = ParsedHtml(render_html(rich)).text
    assert "Not measured: stock, seed 0." in text
    assert all(sentence in text for sentence in rich.not_measured)
    assert "None" not in text


def test_long_answer_is_folded_and_complete(rich: ReportRecord) -> None:
    answer = "x" * 100_000
    transcript = rich.transcripts[0].model_copy(update={"answer": answer})
    page = ParsedHtml(render_html(rich.model_copy(update={"transcripts": [transcript]})))
    assert "the other 99,100 characters" in page.text
    assert page.text.count("x") >= 100_000


def test_long_names_are_clipped(rich: ReportRecord) -> None:
    long = ReportRecord.model_validate(poisoned(rich.model_dump(), suffix="W" * 100_000))
    assert len(render_html(long.model_copy(update={"transcripts": []}))) < 8 * len(render_html(rich))
