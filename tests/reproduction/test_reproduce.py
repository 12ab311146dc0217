"""The rule of verdicts, the claims that it is applied to, and the page that comes of it."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from selfother.agents.theory_of_mind import THEORY_NAMES
from selfother.claims.papers.claim import Claim, Reading, Target, verdict_of_all
from selfother.claims.papers.figures import draw_figures
from selfother.claims.papers.games import GAMES
from selfother.claims.papers.page import reproduction_page, write_reproduction
from selfother.claims.papers.paper import Figures, Paper
from selfother.claims.papers.registry import PAPERS, paper_named
from selfother.claims.papers.run import reproduce
from selfother.claims.papers.static import TableOne, Threshold
from selfother.errors import UnknownName
from selfother.records import Cell, Estimate, Heatmap, Line, ReproductionRecord, Table, Verdict

NEAR = Target.near("x", 0.5, 0.1, source="a table")


@pytest.mark.parametrize(
    ("estimate", "exact", "verdict"),
    [
        (Estimate(value=0.55, low=0.5, high=0.6), None, "reproduced"),
        (Estimate(value=0.6, low=0.55, high=0.65), 0.4, "reproduced"),
        (Estimate(value=0.55, low=0.5, high=0.6), 0.39, "not"),
        (Estimate(value=0.62, low=0.59, high=0.65), None, "partly"),
        (Estimate(value=0.62, low=0.61, high=0.63), None, "not"),
        (Estimate(value=0.62), None, "not"),
        (Estimate(value=None, reason="nothing"), None, "not measured"),
    ],
)
def test_the_rule_of_one_number(estimate: Estimate, exact: float | None, verdict: Verdict) -> None:
    assert Reading(NEAR, estimate, exact).verdict == verdict


@pytest.mark.parametrize(
    ("verdicts", "whole"),
    [
        (["reproduced", "reproduced"], "reproduced"),
        (["not", "not"], "not"),
        (["reproduced", "not"], "partly"),
        (["not measured", "not measured"], "not measured"),
        (["reproduced", "not measured"], "partly"),
    ],
)
def test_the_rule_of_a_claim(verdicts: list[Verdict], whole: Verdict) -> None:
    assert verdict_of_all(verdicts) == whole


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_numbered_claim_is_in_its_paper_once(paper: Paper) -> None:
    keys = [kind.key for kind in paper.claims]
    assert len(keys) == len(set(keys))
    assert {str(number) for number in range(1, 11)} <= set(keys)
    for kind in paper.claims:
        assert kind.title
        assert kind.source
        assert kind.seeds >= kind.quick_seeds
        assert paper is not GAMES or kind.seeds >= 64


def test_an_unknown_paper_lists_those_there_are() -> None:
    assert paper_named("games") is GAMES
    with pytest.raises(UnknownName, match=r"unknown paper 'mind'\. Known: games, populations\."):
        paper_named("mind")


def test_claims_keep_their_numbers_whoever_else_is_asked() -> None:
    alone = reproduce(GAMES, only=["2b"], quick=True)
    beside = reproduce(GAMES, only=["3", "2b"], quick=True)
    assert [claim.key for claim in beside.claims] == ["2b", "3"]
    assert beside.claims[0].rows == alone.claims[0].rows
    assert beside.command == "selfother reproduce games --only 3 --only 2b --quick"
    assert "quick: 16 seeds a pair" in beside.status


def test_the_static_claims_hold_and_the_sentences_about_dynamics_do_not() -> None:
    words = ("recovery", "synchrony", "transients", "variance")
    record = reproduce(GAMES, only=["1", "2", "2b", "3", *words])
    found = {claim.key: claim.verdict for claim in record.claims}
    assert found == dict.fromkeys(("1", "2", "2b", "3"), "reproduced") | dict.fromkeys(words, "not")
    assert "Not reproduced: recovery" in record.summary[1]


def test_a_wrong_printed_number_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TableOne, "printed", {0.2: (0.50, 0.05), 0.25: (0.686, 0.05)})
    readings = list(TableOne().measure(0, seeds=64))
    assert readings[0].verdict == "not"
    assert readings[1].verdict == "reproduced"


def test_an_unknown_claim_lists_the_close_ones() -> None:
    with pytest.raises(UnknownName, match=r"unknown claim 'recover'\. Did you mean recovery\?"):
        GAMES.chosen(["1", "recover"])


class Hostile(Claim):
    """A claim whose every text would break a page that does not escape."""

    key: ClassVar[str] = "<b>1</b>"
    title: ClassVar[str] = "<script>alert(1)</script> | [x](y)"
    source: ClassVar[str] = "</style>"

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure nothing, and a number with an interval."""
        target = Target("<img src=x onerror=alert(1)>", "| 3 |", 0.0, 1.0, "\x00\u202e")
        yield Reading(target, Estimate(value=None, reason="<i>nothing</i>"))
        yield Reading(target, Estimate(value=0.5, low=0.4, high=0.6, n=1234))


HOSTILE = Heatmap(
    title="</script><b>1</b>", x_label="<b>x</b>", y_label="</svg>", x=[0.0, 1.0], y=[0.0], values=[[0.0, 1.0]],
    low=0.0, high=1.0, scale_labels=("0", "<b>1</b>", "1"), note="<img src=x>",
    lines=[Line(name="<script>", x=[0.0, 1.0], y=[0.0, 0.0], is_dashed=False)],
)  # fmt: skip


def test_the_page_escapes_and_is_the_same_twice(tmp_path: Path) -> None:
    paper = replace(GAMES, claims=(Hostile, Threshold), draw_figures=lambda *_, **__: Figures(diagrams=[HOSTILE]))
    record = reproduce(replace(paper, verdict=lambda _: ["<script>verdict</script>"]), quick=True)
    pages = [write_reproduction(record, tmp_path / name) for name in ("a", "b")]
    html = pages[0].read_text(encoding="utf-8")
    assert pages[0].read_bytes() == pages[1].read_bytes()
    assert html.count("<script>") == 1
    assert "<img" not in html
    assert "<b>1</b>" not in html
    assert "\u202e" not in html
    assert "not measured" in html
    assert "1,234" in html
    text = pages[0].with_suffix(".md").read_text(encoding="utf-8")
    assert "<script>" not in text.replace("\\<", "")
    assert "\\| 3 \\|" in text
    assert ReproductionRecord.read(pages[0].with_suffix(".json")) == record
    with pages[0].with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["claim"] for row in rows] == [claim.key for claim in record.claims for _ in claim.rows]
    measured = [row.ours.value for claim in record.claims for row in claim.rows]
    assert [float(row["ours"]) if row["ours"] else None for row in rows] == measured


def test_a_claim_is_a_table_with_a_tinted_verdict() -> None:
    record = reproduce(GAMES, only=["2b", "recovery"], quick=True)
    page = reproduction_page(record)
    claims = {section.key: section for section in page.sections}["claims"]
    overview, *tables = (block for block in claims.blocks if isinstance(block, Table))
    assert [row[0] for row in overview.rows] == ["2b", "recovery"]
    assert overview.rows[0][2:] == ["2 of 2", Cell(text="reproduced", tone="good")]
    assert overview.rows[1][-1] in (Cell(text="not", tone="bad"), Cell(text="partly", tone="part"))
    for claim, table in zip(record.claims, tables, strict=True):
        assert table.title == f"{claim.key} · {claim.title}: {claim.verdict}"
        assert len(table.rows) == len(claim.rows)
        for row, cells in zip(claim.rows, table.rows, strict=True):
            assert isinstance(cells[0], Cell)
            assert (cells[0].text, cells[-2]) == (row.quantity, f"{row.ours.n:,}")
            assert isinstance(cells[-1], Cell)
            assert cells[-1].text == row.verdict
    assert sum(int(count) for _, count in page.counts) == sum(len(claim.rows) for claim in record.claims)
    assert page.badges == [(f"status: {record.status}", True)]


def test_figures_have_a_curve_and_two_maps_a_theory() -> None:
    figures = draw_figures(0, quick=True, watch=lambda _: None)
    landscapes, plots = figures.landscapes, figures.plots
    assert [landscape.theory for landscape in landscapes] == list(THEORY_NAMES)
    record = ReproductionRecord(
        name="games", title="t", paper="p", status="complete", seed=0, summary=["s"], claims=[],
        landscapes=landscapes, plots=plots,
    )  # fmt: skip
    blocks = {section.key: section.blocks for section in reproduction_page(record).sections}
    assert blocks["dynamics"] == plots
    assert all([curve.name for curve in plot.curves] == list(THEORY_NAMES) for plot in plots)
    maps = [block for block in blocks["landscape"] if isinstance(block, Heatmap)]
    assert [(block.switches["theory of mind"], block.switches["measure"]) for block in maps] == [
        (theory, measure) for theory in THEORY_NAMES for measure in ("joint cooperation", "payoff gap")
    ]
    recovery = plots[0].curves[0]
    assert recovery.x == [float(lag) for lag in range(11)]
    assert recovery.y[0] == pytest.approx(0.775, abs=0.05)
    assert json.loads(record.to_json())["plots"][1]["band"] == [0.7, 1.35]
