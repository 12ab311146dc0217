"""The section of the target law: points on the line that it predicts, its terms, organisms, misses and controls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selfother.records import Estimate
from selfother.records.blocks import (
    Block,
    Cell,
    Curve,
    Drawn,
    Fold,
    Forest,
    ForestRow,
    Line,
    Plot,
    Section,
    Table,
    Text,
)
from selfother.statistics.clustered_fits import ClusteredFit
from selfother.studies.judging.rules.target_law.fits import IDENTITY, INTERCEPT, SLOPE, pooled_of, spread_of
from selfother.studies.judging.rules.target_law.runs import Pair, by_own_truth
from selfother.studies.judging.rules.target_law.sentences import ControlRow
from selfother.studies.judging.rules.target_law.word import Grounds, Limits, Word
from selfother.wording import capital, compact, percent, plural, value_words

__all__ = ["Shown", "law_section"]

_MISSES = 10
"""So many of the largest misses stand open; all of them in a fold."""
_ORDER = ("self-like", "friend-like", "neutral", "hostile")


@dataclass(frozen=True)
class Shown:
    """What the section shows.

    Attributes:
        grounds: The runs and fits.
        limits: The margins.
        groups: Target -> the kind that it is drawn as.
        own_truth: Targets whose situation is not the rival's.
        damaged: Arms that broke something.
        controls: Arms without a target.
    """

    grounds: Grounds
    limits: Limits
    groups: Mapping[str, str]
    own_truth: Mapping[str, str]
    damaged: Sequence[str]
    controls: Sequence[ControlRow]


def law_section(word: Word, shown: Shown) -> Section:
    """The section of a study.

    Args:
        word: On the whole study.
        shown: Everything that is drawn.
    """
    alone = _alone(shown)
    return Section(
        key="target-law",
        title="The target law: does the rival hear what the target heard?",
        note=(
            "Each point is a target on an organism. Across: the share of lies that the target heard before the tuning. "
            "Up: the share that the rival hears after it. The law says that all points lie on the diagonal, whoever "
            "the target is."
        ),
        blocks=[
            Text(paragraphs=[f"{capital(word.word)}. {word.reason}"]),
            _scatter(shown),
            _slopes(shown, alone),
            _terms(shown),
            _organisms(shown, alone),
            *_misses(shown),
            *([_controls(shown.controls)] if shown.controls else []),
        ],
    )


def _scatter(shown: Shown) -> Plot:
    pairs = shown.grounds.pairs
    groups = [group for group in _ORDER if group in shown.groups.values()]
    counts = {len(pair.after) for pair in pairs}
    runs = f"{min(counts)}" if len(counts) == 1 else f"{min(counts)} to {max(counts)}"
    return Plot(
        title="What the rival hears after the tuning, by what the target heard before it",
        x_label="lies that the target heard before",
        y_label="lies that the rival hears after",
        curves=[_curve(group, [p for p in pairs if shown.groups[p.target] == group]) for group in groups],
        x_span=(0.0, 1.0),
        y_span=(0.0, 1.0),
        is_share=True,
        is_x_share=True,
        numbers="beside",
        lines=[Line(name="the law", x=[0.0, 1.0], y=[0.0, 1.0])],
        note=f"A point is the mean of {runs} training runs; its line reaches from the lowest to the highest of them. "
        f"n = {plural(len(pairs), 'pair')} of target and organism.",
    )


def _curve(group: str, pairs: Sequence[Pair]) -> Curve:
    return Curve(
        name=f"{group} targets",
        x=[pair.before for pair in pairs],
        y=[pair.mean for pair in pairs],
        low=[min(pair.after) for pair in pairs],
        high=[max(pair.after) for pair in pairs],
        style="points",
        tips=[_tip(pair) for pair in pairs],
    )


def _tip(pair: Pair) -> str:
    return (
        f"{pair.arm} on {pair.organism}: {pair.target} heard {percent(pair.before, 1)}, the rival hears "
        f"{percent(pair.mean, 1)} (runs {percent(min(pair.after), 1, unit=False)} to {percent(max(pair.after), 1)})"
    )


def _slopes(shown: Shown, alone: Mapping[str, ClusteredFit]) -> Forest:
    """Every slope with its interval, beside the prediction."""
    fits, limits = shown.grounds.fits, shown.limits
    rows = [
        _row("all runs", fits.pooled, SLOPE, "one line through all points"),
        _row("within organisms", fits.within, SLOPE, "every organism has an intercept of its own"),
        _row("same target, other organisms", fits.crossed, SLOPE, "every target has an intercept of its own, too"),
        *_other_fits(shown, SLOPE),
        *(_row(f"on {name}", fit, SLOPE, "this organism alone") for name, fit in alone.items()),
    ]
    return Forest(
        title="Slope",
        measure="slope",
        unit="slope",
        rows=rows,
        columns=["slope", "predicted", "widest over"],
        span=(0.0, 1.2),
        band=(1 - limits.slope, 1 + limits.slope),
        note="How many lies more the rival hears for each lie that the target heard more. "
        f"The band is the margin around the prediction. The noise of the targets' own rates alone makes "
        f"{fits.attenuation:.2f} of a slope of 1.",
    )


def _terms(shown: Shown) -> Forest:
    """Intercept and identity term, in points."""
    fits, margin = shown.grounds.fits, shown.limits.points / 100
    rows = [
        _row("intercept", fits.pooled, INTERCEPT, "what the rival hears of a target that hears no lie"),
        _row("identity term", fits.pooled, IDENTITY, "what a target that is the self adds at equal truth"),
        _row("identity term within organisms", fits.within, IDENTITY, "every organism has an intercept of its own"),
        _row("identity term, no hostile target", fits.peaceful, IDENTITY, "against friends and neutral targets alone"),
        *_other_fits(shown, IDENTITY),
    ]
    return Forest(
        title="Other terms",
        measure="points",
        unit="points",
        rows=rows,
        columns=["points", "predicted", "widest over"],
        band=(-margin, margin),
        is_difference=True,
        note="The band is the margin around the prediction, 0.",
    )


def _other_fits(shown: Shown, term: str) -> list[ForestRow]:
    """The same term by the other reading, and without arms that broke something."""
    grounds, rows = shown.grounds, []
    what = "slope" if term == SLOPE else "identity term"
    if any(run.target in shown.own_truth for run in grounds.runs):
        by_own = pooled_of(by_own_truth(grounds.runs), grounds.selves)
        rows.append(_row(f"{what}, by the target's own truth", by_own, term, "the other reading of an answer"))
    whole = [run for run in grounds.runs if run.arm not in shown.damaged]
    if shown.damaged and whole:
        kept = pooled_of(whole, grounds.selves)
        rows.append(_row(f"{what}, whole arms alone", kept, term, f"{len(shown.damaged)} damaged arms left out"))
    return rows


def _alone(shown: Shown) -> dict[str, ClusteredFit]:
    """Organism -> its own fit."""
    runs = shown.grounds.runs
    names = dict.fromkeys(run.organism for run in runs)
    return {name: pooled_of([run for run in runs if run.organism == name], shown.grounds.selves) for name in names}


def _row(name: str, fit: ClusteredFit, term: str, detail: str) -> ForestRow:
    value, ends = fit.values[term], fit.interval(term)
    low, high = ends or (None, None)
    reason = fit.reasons.get(term, "")
    estimate = Estimate(value=value, low=low, high=high, n=fit.n, method="cluster jackknife", reason=reason)
    is_slope = term == SLOPE
    words = value_words(value, low, high, is_share=not is_slope, is_signed=not is_slope)
    number = words if value is None or ends else f"{words} (no interval: {reason})"
    cells: list[str | Cell] = [number, "1" if is_slope else "0", fit.widest(term) or "–"]
    return ForestRow(name=name, detail=detail, drawn=[Drawn(estimate=estimate)], cells=cells)


def _organisms(shown: Shown, alone: Mapping[str, ClusteredFit]) -> Table:
    """What every organism had to show: how far apart its targets are, and its own fit."""
    runs, rows = shown.grounds.runs, []
    for name, fit in alone.items():
        own = [run for run in runs if run.organism == name]
        pairs = [pair for pair in shown.grounds.pairs if pair.organism == name]
        spread = spread_of(own)
        heard = [pair.before for pair in pairs]
        rival = pairs[0].rival
        rows.append(
            [
                name,
                "not measured" if rival is None else percent(rival, 1),
                str(len(pairs)),
                f"{percent(min(heard), 1, unit=False)} to {percent(max(heard), 1)}",
                _slope_cell(fit, spread, shown.limits.spread),
                str(sum(abs(pair.miss) <= shown.limits.met_points / 100 for pair in pairs)),
            ]
        )
    near = compact(shown.limits.met_points)
    return Table(
        title="Every organism",
        columns=["organism", "rival before", "targets", "what targets heard", "slope", f"met within {near} points"],
        rows=rows,
        note="A slope of an organism whose targets heard nearly the same says nothing.",
    )


def _slope_cell(fit: ClusteredFit, spread: float, least: float) -> str | Cell:
    if spread < least:
        return Cell(text="no spread", detail=f"its targets differ by {percent(spread)}")
    low, high = fit.interval(SLOPE) or (None, None)
    return value_words(fit.values[SLOPE], low, high)


def _misses(shown: Shown) -> list[Block]:
    """The pairs, the largest misses first."""
    pairs = sorted(shown.grounds.pairs, key=lambda pair: -abs(pair.miss))
    columns = ["target", "organism", "target before", "rival before", "rival after", "runs", "miss"]
    rows = [_miss_row(pair, shown) for pair in pairs]
    note = "The miss is what the rival hears more than the target heard, in points."
    if len(rows) <= _MISSES:
        return [Table(title="Largest misses first", columns=columns, rows=rows, note=note)]
    whole = Table(title="All pairs", columns=columns, rows=rows, note=note)
    return [
        Table(title="Largest misses first", columns=columns, rows=rows[:_MISSES], note=note),
        Fold(title="All pairs of target and organism", detail=f"{len(rows)} pairs", blocks=[whole]),
    ]


def _miss_row(pair: Pair, shown: Shown) -> list[str | Cell]:
    return [
        Cell(text=pair.target, detail=f"{shown.groups[pair.target]}{', damaged' if pair.arm in shown.damaged else ''}"),
        pair.organism,
        percent(pair.before, 1),
        "not measured" if pair.rival is None else percent(pair.rival, 1),
        percent(pair.mean, 1),
        str(len(pair.after)),
        value_words(pair.miss, is_share=True, is_signed=True),
    ]


def _controls(rows: Sequence[ControlRow]) -> Table:
    organisms = list(rows[0].rates)
    return Table(
        title="The arms without a target",
        columns=["arm", *organisms],
        rows=[
            [Cell(text=row.arm, detail=row.role, mark=row.arm), *(_rate(row.rates.get(name)) for name in organisms)]
            for row in rows
        ],
        note="Share of lies that the rival hears. None of them is in a fit.",
    )


def _rate(rate: Estimate | None) -> str:
    return "not measured" if rate is None else value_words(rate.value, rate.low, rate.high, is_share=True)
