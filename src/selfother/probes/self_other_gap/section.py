"""The section of a report on overlap or collapse: both gaps against each other, the variation left, all numbers."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from selfother.probes.instrument import Reading
from selfother.probes.self_other_gap.record import GapRecord, GapWord
from selfother.records import Estimate
from selfother.records.blocks import (
    Block,
    Cell,
    Curve,
    Drawn,
    Forest,
    ForestRow,
    Line,
    Plot,
    Section,
    Table,
    Text,
    Tone,
)
from selfother.wording import percent, value_words

__all__ = ["gap_section"]

Readings = Sequence[Reading[GapRecord]]
_TONES: dict[GapWord, Tone] = {
    "collapse": "bad",
    "names as much": "bad",
    "self more than names": "good",
    "gap not closed": "neutral",
    "not measured": "open",
}
_LEAST_DRAWN = 0.01
"""What is left of a gap below this many per cent is drawn here: the axes are logarithmic."""


def gap_section(readings: Readings) -> Section:
    """The section.

    Args:
        readings: One an arm and training run, not empty.
    """
    limit = percent(max(reading.record.limit for reading in readings))
    return Section(
        key="self-other-gap",
        title="Overlap or collapse?",
        note=f"Read from {_places(readings)}, at the last token of the answer's beginning. The self-other gap is the "
        "distance between a rival's question and one's own; the name gap that between two rivals who differ in their "
        "names. Variation is the variance over prompts. All of them are shares of what the model that an arm starts "
        f"from has: 100 % is no change. Below {limit} of the variation an arm has collapsed; below {limit} of the "
        "self-other gap the gap is closed. A gap that closes in a collapse, or as far as the name gap does, shows no "
        "overlap of self and other.",
        blocks=list(_blocks(readings)),
    )


def _blocks(readings: Readings) -> Iterator[Block]:
    yield Text(paragraphs=_sentences(readings))
    if plot := _gaps_plot(readings):
        yield plot
    yield _variation_forest(readings)
    yield _table(readings)


def _sentences(readings: Readings) -> list[str]:
    """A sentence for each collapsed arm and run; one sentence where there is none."""
    collapsed = [reading for reading in readings if reading.record.word == "collapse"]
    several = _has_several(readings)
    if not collapsed:
        known = [ratio.value for reading in readings if (ratio := reading.record.lowest_variation).value is not None]
        if not known:
            return ["The variation over prompts was not measured, so whether an arm collapsed is not known."]
        return [f"No arm collapsed: at least {percent(min(known))} of the variation over prompts is left."]
    return [
        f"{_name(reading, several)}: {_places([reading])} {_alike(reading.record)}: "
        f"{percent(reading.record.lowest_variation.value or 0.0)} of its variation is left."
        for reading in collapsed
    ]


def _alike(record: GapRecord) -> str:
    share = record.lowest_variation.value or 0.0
    return (
        "is nearly the same for every prompt" if share < record.limit / 5 else "varies much less from prompt to prompt"
    )


def _gaps_plot(readings: Readings) -> Plot | None:
    """What is left of the name gap over what is left of the self-other gap; None where neither was measured."""
    ratios = ("gap_kept", "name_gap_kept")
    drawn = [run for run in readings if all(getattr(run.record, ratio).value is not None for ratio in ratios)]
    if not drawn:
        return None
    curves = [_points(name, runs) for name, runs in _by_arm(drawn).items()]
    ends = [value for curve in curves for value in (*curve.x, *curve.y) if value is not None]
    low, high = min(*ends, 10.0), max(*ends, 100.0)
    return Plot(
        title="Self-other gap against name gap",
        x_label="self-other gap that is left, %",
        y_label="name gap that is left, %",
        curves=curves,
        x_span=(low, high),
        y_span=(low, high),
        is_log=True,
        is_x_log=True,
        lines=[Line(name="both shrank alike", x=[low, high], y=[low, high])],
        numbers="beside",
        note="One mark an arm and training run. On the dashed line both gaps shrank alike; above it the self-other gap "
        "shrank more than the name gap. Vertical lines are 95 % intervals over situations.",
    )


def _points(name: str, runs: Readings) -> Curve:
    ratios = [(run.record.gap_kept, run.record.name_gap_kept) for run in runs]
    return Curve(
        name=name,
        mark=runs[0].arm,
        x=[_drawn(gap.value) for gap, _ in ratios],
        y=[_drawn(names.value) for _, names in ratios],
        low=[None if names.low is None else _drawn(names.low) for _, names in ratios],
        high=[None if names.high is None else _drawn(names.high) for _, names in ratios],
        style="points",
        tips=[
            f"{name}: {_words(gap)} of the self-other gap is left, {_words(names)} of the name gap"
            for gap, names in ratios
        ],
        is_labelled=True,
    )


def _drawn(share: float | None) -> float:
    """A share in per cent, as the axes have it."""
    return max(100.0 * (share or 0.0), _LEAST_DRAWN)


def _variation_forest(readings: Readings) -> Forest:
    """The lower of the two variations for each arm, its runs under each other, and what that is called."""
    limit = max(reading.record.limit for reading in readings)
    return Forest(
        title="Variation over prompts that is left",
        measure="the lower of two: questions of a rival, and one's own",
        columns=["self-other gap left", "name gap left", "in a word"],
        rows=[_row(name, runs) for name, runs in _by_arm(readings).items()],
        span=(0.0, 1.0),
        band=(0.0, limit),
        note=f"The shaded part, below {percent(limit)}, is collapse. Intervals are at 95 % over situations; of several "
        "training runs the cells hold means.",
    )


def _row(name: str, runs: Readings) -> ForestRow:
    drawn = [Drawn(estimate=ratio, mark=run.arm) for run in runs if (ratio := run.record.lowest_variation)]
    words = list(dict.fromkeys(run.record.word for run in runs))
    cells: list[str | Cell] = [
        _mean([getattr(run.record, ratio) for run in runs]) for ratio in ("gap_kept", "name_gap_kept")
    ]
    word = Cell(text=words[0], tone=_TONES[words[0]]) if len(words) == 1 else Cell(text=" or ".join(words), tone="open")
    return ForestRow(name=name, mark=runs[0].arm, drawn=drawn, cells=[*cells, word])


def _mean(ratios: Sequence[Estimate]) -> str:
    known = [ratio.value for ratio in ratios if ratio.value is not None]
    return percent(fmean(known), 1) if known else "not measured"


def _table(readings: Readings) -> Table:
    several = _has_several(readings)
    columns = {
        "self-other gap left": "gap_kept",
        "name gap left": "name_gap_kept",
        "norm left": "norm_kept",
        "variation, rival": "variation",
        "variation, self": "variation_self",
    }
    rows: list[list[str | Cell]] = []
    for reading in readings:
        record = reading.record
        name = Cell(text=_name(reading, several), mark=reading.arm)
        rows.append([name, *(_words(getattr(record, field)) for field in columns.values())])
    return Table(
        title="Overlap or collapse, in numbers",
        columns=["arm", *columns],
        rows=rows,
        note="Shares of the model that the arm starts from, with 95 % intervals over situations "
        f"(n = {max(reading.record.gap.n for reading in readings)}, both orders counted).",
    )


def _words(ratio: Estimate) -> str:
    return value_words(ratio.value, ratio.low, ratio.high, is_share=True)


def _by_arm(readings: Readings) -> dict[str, Readings]:
    """The name of an arm, on a kind of subject -> its training runs."""
    names = [_name(reading, has_several=False) for reading in readings]
    return {
        name: [reading for reading, own in zip(readings, names, strict=True) if own == name]
        for name in dict.fromkeys(names)
    }


def _name(reading: Reading[GapRecord], has_several: bool) -> str:
    name = reading.name
    return f"{name}, seed {reading.seed}" if has_several else name


def _has_several(readings: Readings) -> bool:
    return len({reading.seed for reading in readings}) > 1


def _places(readings: Readings) -> str:
    places = dict.fromkeys(reading.record.place for reading in readings if reading.record.place)
    return " and ".join(places) or "the activation"
