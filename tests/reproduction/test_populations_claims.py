"""The page of populations: its claims at a glance, its verdict by rule, its diagrams inside their box."""

import math

import numpy as np
import pytest

from selfother.claims.papers.crossings import crossing, near_normal
from selfother.claims.papers.mixing import Assortment
from selfother.claims.papers.page import reproduction_page
from selfother.claims.papers.populations import POPULATIONS, UNCONFIRMED, verdict_of
from selfother.claims.papers.run import reproduce
from selfother.errors import BrokenRecord
from selfother.records import Heatmap, Line, ReproducedClaim
from selfother.report.figures.heatmap import heat_figure
from selfother.report.html import render_html

DIAGRAM = Heatmap(
    title="t", x_label="x", y_label="y", x=[0.0, 1.0], y=[1.0, 2.0, 4.0], scale="diverging",
    values=[[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]], low=0.0, high=1.0, scale_labels=("0", "half", "1"),
    lines=[Line(name="line", x=[0.0, 1.0], y=[1.0, 3.0], is_dashed=False)],
)  # fmt: skip


def test_the_claims_without_graphs_are_reproduced_at_a_glance() -> None:
    record = reproduce(POPULATIONS, only=["1", "2", "3", "6", "9", "10", "11"], quick=True)
    verdicts = {claim.key: claim.verdict for claim in record.claims}
    assert "not" not in verdicts.values()
    assert {key: verdicts[key] for key in ("1", "2", "11")} == dict.fromkeys(("1", "2", "11"), "reproduced")
    assert record.verdict == []
    assert record.command == (
        "selfother reproduce populations --only 1 --only 2 --only 3 --only 6 --only 9 --only 10 --only 11 --quick"
    )


@pytest.mark.slow
def test_every_claim_is_reproduced() -> None:
    record = reproduce(POPULATIONS, only=[kind.key for kind in POPULATIONS.claims])
    assert {claim.key: claim.verdict for claim in record.claims} == {
        kind.key: "reproduced" for kind in POPULATIONS.claims
    }


def test_a_wrong_closed_form_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "selfother.claims.papers.mixing.assortment_threshold_in_population", lambda b, c, size: c / b + 0.12
    )
    assert {reading.verdict for reading in Assortment().measure(0, seeds=400)} == {"not"}


def test_the_verdict_says_which_of_its_claims_were_not_confirmed() -> None:
    def judged(verdict: str, *failing: str) -> str:
        return " ".join(verdict_of(
            [
                ReproducedClaim(
                    key=kind.key, title="", source="", seconds=0.0, rows=[],
                    verdict="not" if kind.key in failing else verdict,  # type: ignore[arg-type]
                )
                for kind in POPULATIONS.claims
            ]
        ))  # fmt: skip

    assert UNCONFIRMED not in judged("reproduced")
    assert judged("reproduced", "8").count(UNCONFIRMED) == 1
    assert judged("reproduced", "7").count(UNCONFIRMED) == 2
    assert f"(claims 7, 8; {UNCONFIRMED}: 8)." in judged("reproduced", "8")
    assert judged("partly").count(UNCONFIRMED) == 6


@pytest.mark.slow
def test_every_figure_is_whole_and_on_the_page() -> None:
    figures = POPULATIONS.draw_figures(0, quick=True, watch=lambda _: None)
    record = reproduce(POPULATIONS, only=["2"]).model_copy(
        update={"diagrams": figures.diagrams, "plots": figures.plots}
    )
    page = reproduction_page(record)
    blocks = {section.key: section.blocks for section in page.sections}
    assert blocks["phases"] == figures.diagrams
    assert blocks["dynamics"] == figures.plots
    html = render_html(page)
    for diagram in figures.diagrams:
        assert all(diagram.low <= value <= diagram.high for row in diagram.values for value in row if value is not None)
        assert len(diagram.values) == len(diagram.y)
        assert {len(row) for row in diagram.values} == {len(diagram.x)}
        assert all(len(line.x) == len(line.y) >= 2 and line.name in html for line in diagram.lines)
        assert "n = " in diagram.note
    for plot in figures.plots:
        assert all(value is not None for curve in plot.curves for value in curve.y)
        assert "n = " in plot.note


def test_a_closed_form_lies_between_the_cells_that_it_lies_between() -> None:
    figure = heat_figure(DIAGRAM, "key")
    frame, (form,) = figure.frame, figure.forms
    first, last = (tuple(map(float, point.split(","))) for point in form.paths[0].split())
    wide, high = (frame.right - frame.left) / 2, (frame.bottom - frame.top) / 3
    assert first == pytest.approx((frame.left + wide / 2, frame.bottom - high / 2), abs=0.01)
    half_way = (frame.left + 1.5 * wide, frame.bottom - 2.0 * high)
    assert last == pytest.approx(half_way, abs=0.01), "half-way between the rows of 2 and 4"
    assert [cell.level for cell in figure.cells] == [0, 40, 20, 40, 0]
    assert {label.text for label in figure.labels} >= {"0", "half", "1"}


@pytest.mark.parametrize("values", [[], [[0.0, 1.0]], [[0.0], [0.5], [1.0]]])
def test_a_grid_of_another_size_is_refused(values: list[list[float]]) -> None:
    with pytest.raises(BrokenRecord, match="heat map 't'"):
        Heatmap.from_json(DIAGRAM.model_copy(update={"values": values}).to_json())


def test_the_interval_of_a_crossing_covers() -> None:
    """95 % of 400 lines with normal errors; 4 standard errors of that share are 4.4 points."""
    rng, at = np.random.default_rng(0), [0.0, 0.1, 0.2, 0.3]
    covered = 0
    for _ in range(400):
        points = [(3.0 * (x - 0.14) + rng.normal(0.0, 0.05), 0.05) for x in at]
        found = crossing(at, points, n=10)
        assert found.low is not None
        assert found.high is not None
        covered += found.low < 0.14 < found.high
    assert 0.95 - 0.044 < covered / 400 < 0.95 + 0.044


def test_what_does_not_cross_is_not_measured() -> None:
    assert crossing([0.0, 1.0], [(1.0, 0.1), (1.0, 0.1)], n=3).value is None
    assert near_normal(math.nan, 1.0, n=3, method="").value is None
    assert near_normal(0.5, 0.0, n=3, method="").low is None
