"""Inside, layer by layer: one figure a measure, one line an arm."""

from selfother.records import LayerPlot, Line, Plot, ReportRecord, Section

__all__ = ["inside_section"]

_LOG_RATIO = 50.0
"""Amounts that span more than this factor are drawn on a logarithmic axis."""


def inside_section(report: ReportRecord) -> Section | None:
    """A figure for each measure over layers, with all of its numbers; None where nothing was read from inside."""
    if not report.layers:
        return None
    return Section(
        key="inside",
        title="Inside, layer by layer",
        note=(
            "Read from activations at the last token before the answer. One line an arm, with the marks of the other "
            "figures on some of its layers. Where an arm was trained several times the line is the mean and a vertical "
            "line the range of its runs; there is no interval over items here."
        ),
        blocks=[_plot(plot) for plot in report.layers],
    )


def _plot(plot: LayerPlot) -> Plot:
    drawn = [curve for curve in plot.curves if any(value is not None for value in curve.y)]
    missing = "; ".join(curve.name for curve in plot.curves if curve not in drawn)
    layers = [x for curve in drawn for x in curve.x]
    notes = [plot.note, f"Not measured: {missing}." if missing else ""]
    return Plot(
        title=plot.title,
        x_label="layer",
        y_label=plot.unit,
        curves=[curve.model_copy(update={"mark": curve.name}) for curve in drawn],
        y_span=plot.span,
        is_log=plot.span is None and _spans_decades(plot),
        lines=[_level(plot.level, plot.level_label, layers)] if plot.level is not None and layers else [],
        numbers="printed",
        note=" ".join(filter(None, notes)),
    )


def _spans_decades(plot: LayerPlot) -> bool:
    """Whether amounts are all above zero, or zero, and too far apart for a linear axis."""
    values = [y for curve in plot.curves for side in (curve.y, curve.low, curve.high) for y in side if y is not None]
    above = [value for value in values if value > 0.0]
    return bool(above) and min(values) >= 0.0 and max(above) / min(above) > _LOG_RATIO


def _level(level: float, label: str, layers: list[float]) -> Line:
    return Line(name=label, x=[min(layers), max(layers)], y=[level, level])
