"""A page of blocks: inert, self-contained, the same bytes each time, and nothing drawn that was not measured."""

import base64
import hashlib
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from tests.golden.block_samples import BLOCKS, page_of
from tests.report.parsed_html import ParsedHtml

from selfother.records import Estimate
from selfother.records.blocks import (
    Answer,
    Answers,
    Arrow,
    Block,
    Box,
    Curve,
    Diagram,
    Drawn,
    Facts,
    Fold,
    Forest,
    ForestRow,
    Heatmap,
    Line,
    Plot,
    Section,
    Table,
    Text,
)
from selfother.report.html import render_html
from selfother.report.markdown import render_markdown
from selfother.report.page import Marked, Page

HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\' onload="x" | `` \x00\x1b\u202e{{7*7}}'
CLOSED = {"block", "role", "tone", "style", "kind", "scale", "numbers"}
EVENT = re.compile(r"^on", re.IGNORECASE)
ANY = TypeAdapter[Block](Block)
EMPTY: list[Block] = [
    Text(paragraphs=[]),
    Text(paragraphs=[], role="list"),
    Table(title="", columns=[], rows=[]),
    Table(title="", columns=["a"], rows=[]),
    Plot(title="", x_label="", y_label="", curves=[]),
    Plot(title="", x_label="", y_label="", curves=[], kind="points"),
    Plot(title="", x_label="", y_label="", curves=[], is_log=True, is_x_log=True, is_square=True),
    Plot(title="", x_label="", y_label="", curves=[Curve(name="", x=[], y=[])], numbers="printed"),
    Heatmap(title="", x_label="", y_label="", x=[], y=[], values=[], low=0, high=1),
    Heatmap(title="", x_label="", y_label="", x=[0.5], y=[0.5], values=[[None]], low=0, high=0),
    Forest(title="", rows=[]),
    Forest(title="", rows=[ForestRow(name="", drawn=[])], is_small=True),
    Forest(title="", rows=[ForestRow(name="", drawn=[])], columns=["a", "b"]),
    Facts(rows=[]),
    Answers(title="", answers=[]),
    Answers(title="", answers=[Answer(heading="", prompt="", answer="")]),
    Diagram(title="", boxes=[], arrows=[]),
    Fold(title="", blocks=[]),
]


def poisoned(value: Any, key: str = "", suffix: str = HOSTILE) -> Any:
    """Return plain data with the suffix on every text and on every free key."""
    if isinstance(value, dict):
        return {(k + suffix if key == "switches" else k): poisoned(v, k, suffix) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [poisoned(item, key, suffix) for item in value]
    return value + suffix if isinstance(value, str) and key not in CLOSED else value


def poisoned_page(page: Page, suffix: str = HOSTILE) -> Page:
    """Return the page with the suffix on every text that it has."""
    sections = [Section.model_validate(poisoned(section.model_dump(), suffix=suffix)) for section in page.sections]
    return Page(
        title=page.title + suffix,
        question=page.question + suffix,
        kicker=page.kicker + suffix,
        badges=[(text + suffix, is_flagged) for text, is_flagged in page.badges],
        lead=[text + suffix for text in page.lead],
        counts=[(name + suffix, value + suffix) for name, value in page.counts],
        marks=[Marked(mark.name + suffix, mark.role + suffix, mark.is_filled) for mark in page.marks],
        footer=page.footer + suffix,
        sections=sections,
    )


def alone(*blocks: Block) -> Page:
    """Return a page with one section of these blocks."""
    return Page(title="t", sections=[Section(key="s", title="s", blocks=list(blocks))])


@pytest.fixture(scope="module")
def clean() -> Page:
    return page_of(BLOCKS)


@pytest.fixture(scope="module")
def hostile(clean: Page) -> Page:
    return poisoned_page(clean)


def test_hostile_text_adds_no_tag_and_no_attribute(clean: Page, hostile: Page) -> None:
    before, after = ParsedHtml(render_html(clean)), ParsedHtml(render_html(hostile))
    assert {tag for tag, _ in after.tags} == {tag for tag, _ in before.tags}
    assert len(after.all("script")) == len(before.all("script"))
    known = {name for _, attributes in before.tags for name in attributes}
    assert {name for _, attributes in after.tags for name in attributes} <= known
    assert not [name for name in known if EVENT.match(name) or name == "style"]


def test_hostile_text_is_shown_and_nothing_in_the_file_is_invisible(hostile: Page) -> None:
    html, text = render_html(hostile), render_markdown(hostile)
    assert "<img src=x onerror=alert(2)>" in ParsedHtml(html).text
    for rendered in (html, text):
        assert "⟨U+0000⟩⟨U+001B⟩" in rendered
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rendered)


def test_no_number_of_a_map_carries_what_a_font_would_hide(hostile: Page) -> None:
    page = ParsedHtml(render_html(hostile))
    data = [text for text, tag in zip(page.scripts, page.all("script"), strict=True) if tag.get("class") == "grid-data"]
    assert len(data) == 3
    assert not [text for text in data if "\\u202e" in text or "\\u0000" in text]


def test_hostile_text_stays_in_its_cell_of_a_markdown_table(clean: Page, hostile: Page) -> None:
    bars = re.compile(r"(?<!\\)\|")
    rows = [[len(bars.findall(line)) for line in render_markdown(page).splitlines() if line.startswith("|")]
            for page in (clean, hostile)]  # fmt: skip
    assert rows[0] == rows[1]


def test_only_our_script_and_style_are_allowed(clean: Page) -> None:
    page = ParsedHtml(render_html(clean))
    running = [text for text, tag in zip(page.scripts, page.all("script"), strict=True) if "type" not in tag]
    assert len(running) == 1
    digest = base64.b64encode(hashlib.sha256(running[0].encode()).digest()).decode()
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta) or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-" + digest)
    assert "unsafe" not in policy


def test_nothing_is_fetched(clean: Page) -> None:
    html = render_html(clean)
    for tag, attributes in ParsedHtml(html).tags:
        for name in ("src", "href", "action", "data", "srcset", "poster"):
            target = attributes.get(name) or "#"
            assert target.startswith(("#", "data:")), (tag, name, target)
    assert not re.search(r"url\((?!#)", html)
    assert "@import" not in html


def test_every_id_is_unique_and_every_link_has_a_target(clean: Page) -> None:
    twice = replace(clean, sections=[*clean.sections, *clean.sections])
    html = render_html(twice)
    page = ParsedHtml(html)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {(a["href"] or "")[1:] for a in page.all("a")} | set(re.findall(r"url\(#([^)]*)\)", html)) <= set(ids)


def test_figures_and_tables_are_named(clean: Page) -> None:
    page = ParsedHtml(render_html(clean))
    for svg in page.all("svg"):
        assert svg.get("aria-label") or svg.get("aria-hidden") or svg.get("overflow") == "visible"
    assert len(page.all("table")) == len(page.all("caption"))


@pytest.mark.parametrize("name", list(BLOCKS))
def test_the_same_block_gives_the_same_bytes_after_json(name: str) -> None:
    block = BLOCKS[name]
    again = ANY.validate_json(ANY.dump_json(block))
    assert again == block
    assert render_html(alone(again)) == render_html(alone(block))
    assert render_markdown(alone(again)) == render_markdown(alone(block))


@pytest.mark.parametrize("block", EMPTY, ids=lambda block: block.block)
def test_an_empty_block_is_drawn(block: Block) -> None:
    html = render_html(alone(block, Fold(title="f", blocks=[block])))
    assert "None" not in ParsedHtml(html).text
    assert "nan" not in html[html.index("<main") :]
    assert render_markdown(alone(block)).startswith("# t\n")


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
NUMBER = st.none() | st.floats(-1e9, 1e9)
ESTIMATES = st.builds(Estimate, value=NUMBER, low=NUMBER, high=NUMBER, n=st.integers(0, 99), reason=TEXT)
DRAWN = st.builds(Drawn, estimate=ESTIMATES, mark=TEXT, tip=TEXT)


@st.composite
def plots(draw: st.DrawFn) -> Plot:
    """Return plots of every kind with any numbers."""
    curves = []
    for name in draw(st.lists(TEXT, max_size=3)):
        x = draw(st.lists(st.floats(-1e6, 1e6), max_size=5))
        y, low, high = (draw(st.lists(NUMBER, min_size=len(x), max_size=len(x))) for _ in range(3))
        curves.append(Curve(name=name, x=x, y=y, low=low, high=high, is_labelled=draw(st.booleans())))
    flags = {name: draw(st.booleans()) for name in ("is_share", "is_x_share", "is_log", "is_x_log", "is_square")}
    kind = draw(st.sampled_from(["lines", "points"]))
    return Plot(title=draw(TEXT), kind=kind, x_label=draw(TEXT), y_label=draw(TEXT), curves=curves, numbers="printed",
                **flags)  # fmt: skip


@st.composite
def maps(draw: st.DrawFn) -> Heatmap:
    """Return maps over numbers or names with any values."""
    x = draw(st.lists(TEXT, max_size=4) | st.lists(st.floats(-1e3, 1e3), max_size=4).map(sorted))
    y = draw(st.lists(TEXT, max_size=4) | st.lists(st.floats(-1e3, 1e3), max_size=4).map(sorted))
    values = [draw(st.lists(NUMBER, min_size=len(x), max_size=len(x))) for _ in y]
    low, high = draw(st.floats(-1e3, 1e3)), draw(st.floats(-1e3, 1e3))
    scale, is_share = draw(st.sampled_from(["sequential", "diverging"])), draw(st.booleans())
    return Heatmap(title=draw(TEXT), x_label=draw(TEXT), y_label=draw(TEXT), x=x, y=y, values=values, low=low,
                   high=high, scale=scale, is_share=is_share, lines=[Line(name="l", x=[0, 1], y=[0, 1])])  # fmt: skip


FORESTS = st.builds(
    Forest,
    title=TEXT,
    measure=TEXT,
    unit=st.sampled_from(["share", "points", "nats"]),
    rows=st.lists(st.builds(ForestRow, name=TEXT, drawn=st.lists(DRAWN, max_size=3), sentence=TEXT), max_size=3),
    columns=st.lists(TEXT, max_size=2),
    is_difference=st.booleans(),
    is_small=st.booleans(),
)
TABLES = st.builds(
    Table, title=TEXT, columns=st.lists(TEXT, max_size=3), rows=st.lists(st.lists(TEXT, max_size=4), max_size=3)
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(st.lists(plots() | maps() | FORESTS | TABLES, max_size=3))
def test_any_numbers_and_any_texts_are_drawn(blocks: list[Block]) -> None:
    page = alone(*blocks, Fold(title="f", blocks=blocks))
    html = render_html(page)
    assert html == render_html(page)
    assert not re.search(r'="[^"]*\b(nan|inf)\b', html[html.index("</header>") :].replace("data-tip", "\0"))
    assert render_markdown(page).endswith("\n")


NOTHING = Estimate(value=None, reason="it was not run")


def test_what_was_not_measured_is_no_point_and_no_cell() -> None:
    blocks: list[Block] = [
        Plot(title="p", x_label="x", y_label="y", curves=[Curve(name="a", x=[0, 1], y=[None, None])]),
        Plot(title="q", x_label="x", y_label="y", kind="points", curves=[Curve(name="a", x=[0], y=[None])]),
        Forest(title="f", rows=[ForestRow(name="r", drawn=[Drawn(estimate=NOTHING)])]),
        Forest(title="g", is_small=True, rows=[ForestRow(name="r", drawn=[Drawn(estimate=NOTHING)])]),
        Heatmap(title="h", x_label="x", y_label="y", x=[0.0, 1.0], y=[0.0], values=[[None, None]], low=0, high=1),
    ]
    for block in blocks:
        html = render_html(alone(block))
        body = html[html.index('<section id="s"') :]
        assert 'class="mark' not in body.partition('class="legend"')[0]
        assert 'class="point' not in body
        assert '<g class="cells" shape-rendering="crispEdges">\n\n</g>' in body or block.block != "heatmap"
        text = render_markdown(alone(block))
        for rendered in (ParsedHtml(html).text, text):
            assert "ot measured" in rendered, block.title
        cells = [line.split(" | ")[1:] for line in text.splitlines() if line.startswith("| ")][2:]
        assert cells
        assert not [cell for row in cells for cell in row if re.match(r"0(\.0+)?( %)?( \||$)", cell)]


def test_a_curve_breaks_where_nothing_was_measured() -> None:
    curve = Curve(name="a", x=[0, 1, 2, 3, 4], y=[0.0, 0.5, None, 1.0, 1.0])
    html = render_html(alone(Plot(title="p", x_label="x", y_label="y", curves=[curve])))
    assert len(re.findall(r'<polyline class="curve', html)) == 2


def test_an_arm_has_one_sign_on_the_whole_page(clean: Page) -> None:
    html = render_html(clean)
    for name, colour, shape in (
        ("stock", "c0 hollow", "M-4.6"),
        ("soo", "c1", "M-4.2"),
        ("random_target", "c2 hollow", "M0,-5.4L5.2"),
    ):
        keys = re.findall(rf'class="mark ([^"]*)" d="([^"]*)"[^>]*/></svg>(?:<span[^>]*>)?{name}\b', html)
        assert keys, name
        assert {key[0] for key in keys} == {colour}
        assert all(key[1].startswith(shape) for key in keys)


def test_maps_with_the_same_switches_stand_together(clean: Page) -> None:
    html = render_html(clean)
    assert html.count('class="switches"') == 1
    assert html.count('class="switch-data"') == 2
    other = BLOCKS["heatmap"].model_copy(update={"switches": {"theory": "history"}})
    assert 'class="switches"' not in render_html(alone(BLOCKS["heatmap"], other))


def test_figures_next_to_each_other_have_one_legend() -> None:
    plot, text = BLOCKS["plot"], BLOCKS["text-note"]
    assert render_html(alone(plot, plot)).count("<strong>The marks</strong>") == 1
    assert render_html(alone(plot, text, plot)).count("<strong>The marks</strong>") == 2
    assert "<strong>The marks</strong>" not in render_html(alone(BLOCKS["plot-dose"]))  # names stand in the figure


def test_a_long_answer_is_folded_and_complete() -> None:
    answers = Answers(title="a", answers=[Answer(heading="h", prompt="q", answer="x" * 100_000)])
    page = ParsedHtml(render_html(alone(answers)))
    assert "the other 99,100 characters" in page.text
    assert page.text.count("x") >= 100_000


def test_an_answer_is_printed_as_it_was_written() -> None:
    answers = Answers(title="a", answers=[Answer(heading="h", prompt="q", answer="50 % of <b>them</b>")])
    assert "<pre>50 % of &lt;b&gt;them&lt;/b&gt;</pre>" in render_html(alone(answers))
    assert "```text\n50 % of <b>them</b>\n```" in render_markdown(alone(answers))


def test_long_names_are_clipped(clean: Page) -> None:
    long = poisoned_page(clean, "W" * 100_000)
    sections = [section for section in long.sections if "Answers" not in section.title]
    assert len(render_html(replace(long, sections=sections))) < 1_500_000
    assert len(render_markdown(replace(long, sections=sections))) < 300_000


def test_a_page_without_sections_has_no_empty_part() -> None:
    page = ParsedHtml(render_html(Page(title="t", sections=[])))
    assert not page.all("section")
    assert not page.all("nav")
    assert "None" not in page.text


def test_four_sections_have_a_list_of_contents() -> None:
    sections = [Section(key=f"k{number}", title="s", blocks=[]) for number in range(4)]
    assert ParsedHtml(render_html(Page(title="t", sections=sections))).all("nav")
    assert not ParsedHtml(render_html(Page(title="t", sections=sections[:3]))).all("nav")


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        (Curve, {"name": "a", "x": [0.0], "y": []}, "curve 'a': y: 0 for 1 places"),
        (Curve, {"name": "a", "x": [0.0], "y": [1.0], "low": [0.0, 1.0]}, "curve 'a': low: 2 for 1 places"),
        (Line, {"name": "a", "x": [0.0], "y": []}, "line 'a': y"),
        (
            Heatmap,
            {"title": "m", "x_label": "", "y_label": "", "x": [0.0], "y": [0.0], "values": [[]], "low": 0, "high": 1},
            "heat map 'm': a row of values: 0 for 1 places",
        ),
        (Diagram, {"title": "d", "boxes": [], "arrows": [Arrow(start="a", end="a")]}, "ends at 'a', which is no box"),
        (
            Diagram,
            {"title": "d", "boxes": [Box(name="a", rank=0), Box(name="a", rank=1)], "arrows": []},
            "two boxes have one name",
        ),
    ],
)
def test_what_has_no_place_is_refused(kind: type, settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(words)):
        kind(**settings)
