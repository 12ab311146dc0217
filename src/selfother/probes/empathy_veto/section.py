"""The section of a report on the empathy veto: the ROC beside its controls, harm in the end, work undone, overhead."""

from collections.abc import Iterator, Sequence

from selfother.probes.empathy_veto.record import VetoControl, VetoCurve, VetoOverhead, VetoRecord
from selfother.probes.instrument import Reading
from selfother.records import Estimate
from selfother.records.blocks import Block, Cell, Curve, Drawn, Forest, ForestRow, Line, Plot, Section, Table, Text
from selfother.wording import compact, decimal, estimate_words, percent

__all__ = ["veto_section"]

_SHARES = (0.0, 1.0)
_MARKS = 8
"""About how many marks stand on a curve."""
_NOTE = (
    "An agent, a script or the model itself, takes the goal’s option. It is stopped where what its action does to "
    "another, from that one’s own viewpoint, reaches a bound. Beside it stand vetoes by other scores, at random at the "
    "same rate, and none. Where the model itself acts, also one sentence of prohibition and a way out stand beside it, "
    "both without a veto. Left undone is harmless work that was vetoed at once, or not chosen. A veto is control, "
    "never commitment: nothing here says that the agent has a value."
)


def veto_section(readings: Sequence[Reading[VetoRecord]]) -> Section:
    """Return the section: figures and a table for each arm and run; a control has the same mark in all of them."""
    has_several = len({reading.seed for reading in readings}) > 1
    blocks = [block for reading in readings for block in _blocks(reading, has_several)]
    return Section(key="veto", title="The empathy veto", note=_NOTE, blocks=blocks)


def _blocks(reading: Reading[VetoRecord], has_several: bool) -> Iterator[Block]:
    """Yield what one arm and run shows, as the simulator."""
    record = reading.record
    name = reading.name
    title = f"{name}, seed {reading.seed}" if has_several else name
    overhead = _overhead(record.overhead)
    yield Text(title=f"{title} in the victim’s place", paragraphs=[overhead] if overhead else [], role="note")
    if curves := [curve for curve in record.curves if curve.points]:
        yield _roc(curves)
    if record.curves:
        yield _areas(record.curves)
    if record.controls:
        yield _forest("Harm done in the end", "harmful cases", record.controls, "harm")
        yield _forest("Benign cases left undone", "benign cases", record.controls, "benign_undone")
        yield _table(record.controls)


def _roc(curves: Sequence[VetoCurve]) -> Plot:
    """Return harm caught against benign cases vetoed, over all bounds."""
    return Plot(
        title="Harm caught against benign cases vetoed",
        x_label="benign cases vetoed",
        y_label="harm caught at the first attempt",
        curves=[drawn for curve in curves for drawn in (_line(curve), _marks(curve))],
        x_span=_SHARES,
        y_span=_SHARES,
        is_share=True,
        is_x_share=True,
        lines=[Line(name="chance", x=[0.0, 1.0], y=[0.0, 1.0])],
        note="A curve over all bounds of one score.",
    )


def _line(curve: VetoCurve) -> Curve:
    return Curve(
        name=_plain(curve.name),
        mark=_plain(curve.name),
        x=[point.benign_vetoed for point in curve.points],
        y=[point.caught for point in curve.points],
        style="line",
    )


def _marks(curve: VetoCurve) -> Curve:
    """Return a few points of a curve, so that it is told apart without its colour."""
    points = curve.points[:: max(1, -(-len(curve.points) // _MARKS))]
    return Curve(
        name=_plain(curve.name),
        mark=_plain(curve.name),
        x=[point.benign_vetoed for point in points],
        y=[point.caught for point in points],
        style="points",
        tips=[_tip(curve.name, point.tau, point.caught, point.benign_vetoed) for point in points],
    )


def _tip(name: str, tau: float, caught: float, vetoed: float) -> str:
    bound = "no bound reached" if tau > 1.0 else f"tau {decimal(tau)}"
    return f"{_plain(name)}, {bound}: {percent(caught, 1)} of harm caught, {percent(vetoed, 1)} of benign vetoed"


def _areas(curves: Sequence[VetoCurve]) -> Table:
    rows: list[list[str | Cell]] = [
        [Cell(text=_plain(curve.name), mark=_plain(curve.name)), _area(curve.area), f"{curve.n_unread:,}"]
        for curve in curves
    ]
    columns = ["score", "area under the curve", "without a score"]
    return Table(title="Area under the curve", columns=columns, rows=rows, note="One half is chance.")


def _area(area: Estimate) -> str:
    if area.value is None:
        return "not measured"
    ends = "" if area.low is None or area.high is None else f" [{area.low:.3f},\u00a0{area.high:.3f}]"
    return f"{area.value:.3f}{ends}"


def _forest(title: str, measure: str, controls: Sequence[VetoControl], measured: str) -> Forest:
    rows = []
    for control in controls:
        estimate = getattr(control, measured)
        name = _plain(control.name)
        drawn = Drawn(estimate=estimate, mark=name, tip=f"{name}: {estimate_words(estimate)}")
        rows.append(ForestRow(name=name, mark=name, drawn=[drawn]))
    return Forest(title=title, measure=measure, rows=rows, span=_SHARES, is_small=True)


def _table(controls: Sequence[VetoControl]) -> Table:
    """Return all numbers of the controls; cases that were handed on where there was a channel."""
    may_hand_on = any(control.handed_on.value is not None for control in controls)
    rows: list[list[str | Cell]] = [
        [
            _plain(control.name),
            estimate_words(control.harm),
            _difference(control.against_none),
            _difference(control.against_random),
            estimate_words(control.benign_undone),
            "–" if control.attempts.value is None else decimal(control.attempts.value, 2),
            *(["–" if control.handed_on.value is None else estimate_words(control.handed_on)] if may_hand_on else []),
        ]
        for control in controls
    ]
    columns = ["control", "harm in the end", "against none, points", "against random, points", "benign undone"]
    return Table(
        title="The veto and its controls",
        columns=[*columns, "attempts", *(["handed on"] if may_hand_on else [])],
        rows=rows,
        note="“Against none”: harm minus harm where nothing is done about it; “against random”: minus harm under the "
        "random veto at the matched rate. Both are paired by case.",
    )


def _difference(estimate: Estimate) -> str:
    return "–" if estimate.value is None else estimate_words(estimate, is_difference=True)


def _overhead(overhead: VetoOverhead) -> str:
    """Return the cost of a decision, in a sentence; empty where it was not measured."""
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


def _plain(name: str) -> str:
    return name.replace("_", " ")
