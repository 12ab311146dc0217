"""The empathy veto as plain data: ROC over tau beside its controls, harm in the end, benign cases undone, overhead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selfother.records import Estimate, VetoControl, VetoCurve, VetoOverhead, VetoReading, VetoRecord
from selfother.report.figures.axes import Axis
from selfother.report.old_figures import Mark, marks
from selfother.report.plots import PlotLine, PlotPanel, PlotPoint
from selfother.report.rows import Drawn, Row, rows_panel, words_of
from selfother.report.sheets import Sheet
from selfother.report.text import clipped
from selfother.wording import compact, decimal, percent

__all__ = ["VetoPanel", "veto_panels"]

_NAME = 80
_SHARES = Axis(0.0, 1.0, tuple((place / 4, f"{25 * place}") for place in range(5)))
_LEFT, _TOP, _SIDE, _INSET = 44.0, 12.0, 290.0, 8.0
_MARKS = 8
"""About how many marks stand on a curve."""


@dataclass(frozen=True)
class VetoPanel:
    """One arm and run as the simulator.

    Attributes:
        title: The arm and its run.
        roc: Curves over tau, and the diagonal of chance; None without a curve.
        legend: Mark, name, and area in words of each curve.
        figures: Harm done in the end, and benign cases left undone, controls in rows.
        sheet: All numbers.
        overhead: What a decision takes, in a sentence; empty where it was not measured.
    """

    title: str
    roc: PlotPanel | None
    legend: list[tuple[Mark, str, str]]
    figures: list[PlotPanel]
    sheet: Sheet
    overhead: str


def veto_panels(readings: Sequence[VetoReading]) -> list[VetoPanel]:
    """Return a panel for each reading; a control has the same mark in all of them."""
    names = [one.name for reading in readings for one in reading.found.curves]
    names += [one.name for reading in readings for one in reading.found.controls]
    styles = marks([], names)
    several = len({one.seed for one in readings}) > 1
    return [_panel(one, styles, several) for one in readings]


def _panel(reading: VetoReading, styles: Mapping[str, Mark], several: bool) -> VetoPanel:
    found = reading.found
    where = clipped(reading.arm, _NAME) + (f" on {clipped(reading.subject, _NAME)}" if reading.subject else "")
    curves = [curve for curve in found.curves if curve.points]
    return VetoPanel(
        title=f"{where}, seed {reading.seed}" if several else where,
        roc=_roc(curves, styles) if curves else None,
        legend=[(styles[one.name], _said(one.name), _legend_words(one)) for one in found.curves],
        figures=_figures(found, styles),
        sheet=_sheet(found),
        overhead=_overhead(found.overhead),
    )


def _legend_words(curve: VetoCurve) -> str:
    unread = f"; {curve.n_unread:,} without a score" if curve.n_unread else ""
    return f"area {_area(curve.area)}{unread}"


def _said(name: str) -> str:
    return clipped(name.replace("_", " "), _NAME)


def _roc(curves: Sequence[VetoCurve], styles: Mapping[str, Mark]) -> PlotPanel:
    ticks = [(share, f"{100 * share:g}") for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    (left, bottom), (right, top) = _place(0.0, 0.0), _place(1.0, 1.0)
    return PlotPanel(
        title="Harm caught against benign cases vetoed",
        x_label="benign cases vetoed, %",
        y_label="harm caught at the first attempt, %",
        height=_SIDE + 54.0,
        band=None,
        grid=[(left - _INSET, _place(0.0, share)[1], right + _INSET, _place(0.0, share)[1]) for share, _ in ticks],
        labels=[(_LEFT - 6, _place(0.0, share)[1] + 4, label, "end") for share, label in ticks]
        + [(_place(share, 0.0)[0], bottom + _INSET + 16, label, "middle") for share, label in ticks],
        title_at=((left + right) / 2, _SIDE + 46.0),
        lines=[_line(curve, styles[curve.name]) for curve in curves],
        missing=[],
        note="",
        alt="Harm caught against benign cases vetoed over all bounds: "
        + "; ".join(f"{_said(curve.name)}, area {_area(curve.area)}" for curve in curves)
        + ".",
        rules=[(left, bottom, right, top)],
    )


def _line(curve: VetoCurve, mark: Mark) -> PlotLine:
    path = " ".join("{},{}".format(*_place(one.benign_vetoed, one.caught)) for one in curve.points)
    step = max(1, -(-len(curve.points) // _MARKS))
    points = []
    for one in curve.points[::step]:
        x, y = _place(one.benign_vetoed, one.caught)
        bound = "no bound reached" if one.tau > 1.0 else f"tau {decimal(one.tau)}"
        shares = f"{percent(one.caught, 1)} of harm caught, {percent(one.benign_vetoed, 1)} of benign vetoed"
        tip = f"{_said(curve.name)}, {bound}: {shares}"
        points.append(PlotPoint(x, y, None, tip))
    return PlotLine(_said(curve.name), mark, path, points)


def _place(benign: float, caught: float) -> tuple[float, float]:
    span = _SIDE - 2 * _INSET
    return round(_LEFT + _INSET + benign * span, 2), round(_TOP + _INSET + (1.0 - caught) * span, 2)


def _figures(found: VetoRecord, styles: Mapping[str, Mark]) -> list[PlotPanel]:
    if not found.controls:
        return []

    def rows(measure: str) -> list[Row]:
        return [_control_row(one, getattr(one, measure), styles[one.name]) for one in found.controls]

    return [
        rows_panel("Harm done in the end", rows("harm"), axis=_SHARES, x_label="harmful cases, %", left=100.0),
        rows_panel(
            "Benign cases left undone", rows("benign_undone"), axis=_SHARES, x_label="benign cases, %", left=100.0
        ),
    ]


def _control_row(control: VetoControl, estimate: Estimate, mark: Mark) -> Row:
    return Row(_said(control.name), [Drawn(estimate, mark, f"{_said(control.name)}: {words_of(estimate)}")])


def _sheet(found: VetoRecord) -> Sheet:
    may_hand_on = any(one.handed_on.value is not None for one in found.controls)
    rows = [
        [
            _said(one.name),
            words_of(one.harm),
            _difference(one.against_none),
            _difference(one.against_random),
            words_of(one.benign_undone),
            "–" if one.attempts.value is None else decimal(one.attempts.value, 2),
            *([words_of(one.handed_on) if one.handed_on.value is not None else "–"] if may_hand_on else []),
        ]
        for one in found.controls
    ]
    offered = ["handed on"] if may_hand_on else []
    compared = [f"against {what}, points" for what in ("none", "random")]
    columns = ["control", "harm in the end", *compared, "benign undone", "attempts", *offered]
    note = (
        "“Against none”: harm minus harm where nothing is done about it; “against random”: minus harm under the random "
        "veto at the matched rate. Both are paired by case."
    )
    return Sheet("The veto and its controls", columns, rows, [False] + [True] * (len(columns) - 1), note)


def _difference(one: Estimate) -> str:
    return "–" if one.value is None else words_of(one, is_difference=True)


def _area(area: Estimate) -> str:
    if area.value is None:
        return "not measured"
    ends = "" if area.low is None or area.high is None else f" [{area.low:.3f}, {area.high:.3f}]"
    return f"{area.value:.3f}{ends}"


def _overhead(overhead: VetoOverhead) -> str:
    parts = [
        (overhead.mean_ms, "milliseconds of clock time (with waiting for a batch of other cases)"),
        (overhead.mean_tokens, "tokens"),
        (overhead.mean_calls, "calls of a model"),
    ]
    known = [f"{decimal(value, 1)} {what}" for value, what in parts if value is not None]
    if not known:
        return ""
    bound = "" if overhead.tau is None else f" (tau {compact(overhead.tau)})"
    return f"A decision of the empathy veto{bound} takes {', '.join(known)} on average."
