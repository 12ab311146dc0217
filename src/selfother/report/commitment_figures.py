"""Figures of the commitment battery as plain data: effects, levels, the price curve, stated against revealed.

Where an arm was trained several times, a figure shows the mean of its runs, and a line from the lowest to the highest
end of their intervals; the tables hold every run.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selfother.records import CommitmentRecord, EffectRecord, Estimate, StatedPoint
from selfother.report.figures.axes import Axis, linear_axis
from selfother.report.old_figures import Mark
from selfother.report.plots import PlotLine, PlotPanel, PlotPoint, Segment
from selfother.report.rows import Drawn, Row, rows_panel, words_of
from selfother.report.text import clipped
from selfother.wording import compact, percent

__all__ = ["Series", "effect_panels", "effect_tone", "level_panels", "over_runs", "price_panel", "say_do_panels",
           "stated_panels"]  # fmt: skip

_SHARES = Axis(0.0, 1.0, tuple((place / 4, f"{25 * place}") for place in range(5)))
_CIRCLE, _DIAMOND = "M-4.4,0a4.4,4.4 0 1,0 8.8,0a4.4,4.4 0 1,0-8.8,0Z", "M0,-5.8L5.8,0L0,5.8L-5.8,0Z"
_SQUARE, _EDGE, _INSET = 176.0, 26.0, 12.0
_LARGEST_DISC = 11.0
_APART = 3.0
"""Pixels between the marks of two arms at one price."""


@dataclass(frozen=True)
class Series:
    """One arm: its name, its mark, and what was read in each of its training runs."""

    name: str
    mark: Mark
    runs: Sequence[CommitmentRecord]

    def over(self, what: Callable[[CommitmentRecord], Estimate | None]) -> Estimate:
        """Return an estimate over all runs, see `over_runs`."""
        return over_runs([one for run in self.runs if (one := what(run)) is not None])


def over_runs(estimates: Sequence[Estimate]) -> Estimate:
    """Return one run's estimate as it is; of several their mean, and the reach of their intervals."""
    measured = [one for one in estimates if one.value is not None]
    if len(measured) < 2:
        return measured[0] if measured else Estimate(value=None, reason=estimates[0].reason if estimates else "")
    lows, highs = ([end for end in ends if end is not None]
                   for ends in ([one.low for one in measured], [one.high for one in measured]))  # fmt: skip
    return Estimate(
        value=sum(one.value or 0.0 for one in measured) / len(measured),
        low=min(lows, default=None),
        high=max(highs, default=None),
        n=sum(one.n for one in measured),
    )


def effect_panels(series: Sequence[Series]) -> list[PlotPanel]:
    """Return a forest for each arm: every effect, and the margin as a band; all on one axis."""
    found = [(one, [_effect_row(one, effect.name) for effect in one.runs[0].effects]) for one in series]
    drawn = [each.estimate for _, rows in found for row in rows for each in row.drawn]
    margin = max((run.margin for one in series for run in one.runs), default=0.10)
    ends = [end for one in drawn for end in (one.value, one.low, one.high) if end is not None]
    axis = linear_axis([0.0, -margin, margin, *ends], count=4, scale=100.0, is_signed=True)
    return [
        rows_panel(one.name, rows, axis=axis, x_label="difference of shares of harm, points", left=150.0,
                   band=(-margin, margin))
        for one, rows in found
    ]  # fmt: skip


def effect_tone(word: str, *, decides: bool, is_read: bool) -> str:
    """Return how an effect's word is tinted: only what the verdict rests on is good or bad."""
    if word in ("not resolved", "not measured", "runs differ") or (word == "flat" and not is_read):
        return "open"
    if not decides:
        return "plain"
    return "good" if word == "flat" else "bad"


def _effect_row(series: Series, effect: str) -> Row:
    runs: list[EffectRecord] = [one for run in series.runs for one in run.effects if one.name == effect]
    first = runs[0]
    words = {one.word for one in runs}
    word = first.word if len(words) == 1 else "runs differ"
    estimate = over_runs([one.estimate for one in runs])
    name = clipped(effect.replace("_", " "), 40)
    tone = effect_tone(word, decides=first.decides, is_read=all(one.is_check_passed for one in runs))
    tip = f"{series.name}, {name}: {words_of(estimate, is_difference=True)}, {word}"
    shape = _DIAMOND if word == "follows" else _CIRCLE
    return Row(name, [Drawn(estimate, series.mark, tip, tone=tone, shape=shape)])


def level_panels(series: Sequence[Series]) -> list[PlotPanel]:
    """Return a panel for each factor that was asked at two levels or more, its levels in rows; price has its curve."""
    factors = dict.fromkeys(factor for one in series for run in one.runs for factor in run.harm_by_level)
    panels = []
    for factor in (factor for factor in factors if factor != "price"):
        levels = list(dict.fromkeys(level for one in series for run in one.runs for level in _levels(run, factor)))
        rows = [Row(clipped(level.replace("_", " "), 40), [_at_level(one, factor, level) for one in series])
                for level in levels]  # fmt: skip
        if len(rows) > 1:
            title = factor.replace("_", " ")
            panels.append(rows_panel(title, rows, axis=_SHARES, x_label="harmful choices, %", left=92.0))
    return panels


def _levels(run: CommitmentRecord, factor: str) -> dict[str, Estimate]:
    """Return harm by level; harm to itself is read apart from harm to others, and shown beside it."""
    found = run.harm_by_level.get(factor, {})
    return found | {"self": run.self_harm} if factor == "whose" else found


def _at_level(series: Series, factor: str, level: str) -> Drawn:
    estimate = series.over(lambda run: _levels(run, factor).get(level))
    where = clipped(f"{factor} {level}".replace("_", " "), 80)
    return Drawn(estimate, series.mark, f"{series.name}, {where}: {words_of(estimate)}")


def say_do_panels(series: Sequence[Series]) -> list[PlotPanel]:
    """Return what is said beside what is done: knowing violations, what is called wrong, and the signed gap."""
    signed_axis = Axis(-1.0, 1.0, tuple((place / 4, label) for place, label in
                                        enumerate(("−100", "−50", "0", "+50", "+100"))))  # fmt: skip
    asked: list[tuple[str, str, Axis, str, bool]] = [
        ("knowing_violation", "Knowing violations", _SHARES, "done of what is called wrong, %", False),
        ("says_wrong", "Called wrong", _SHARES, "harmful actions called wrong, %", False),
        ("hypocrisy_gap", "Worse than it says", signed_axis, "harm done minus harm stated, points", True),
        ("benign_refusal", "Benign twins refused", _SHARES, "refused, %", False),
        ("benefit_refusal", "Benefit twins refused", _SHARES, "refused, %", False),
    ]
    return [
        rows_panel(
            title, [_measured(one, measure, is_difference) for one in series], axis=axis, x_label=label, left=128.0
        )
        for measure, title, axis, label, is_difference in asked
    ]


def _measured(series: Series, measure: str, is_difference: bool) -> Row:
    estimate = series.over(lambda run: getattr(run, measure))
    tip = f"{series.name}: {words_of(estimate, is_difference=is_difference)}"
    return Row(series.name, [Drawn(estimate, series.mark, tip)])


def price_panel(series: Sequence[Series]) -> PlotPanel | None:
    """Return harm against the price of virtue, with one half dashed and C50 marked on it; None where not asked."""
    if not any(run.price_curve for one in series for run in one.runs):
        return None
    title = "Harm against the price of virtue"
    lines = [_price_line(one, place - (len(series) - 1) / 2) for place, one in enumerate(series)]
    half = _price_place(0.0, 0.5)[1]
    levels = [(_price_place(0.0, share)[1], f"{100 * share:g}") for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    prices = sorted({point.price for one in series for run in one.runs for point in run.price_curve})
    ticks = [(_price_place(price, 0.0)[0], compact(100 * price)) for price in prices]
    return PlotPanel(
        title=title,
        x_label="price: share of the goal that virtue loses, %",
        y_label="harmful choices, %",
        height=290.0,
        band=None,
        grid=[(44.0, y, 350.0, y) for y, _ in levels],
        labels=[(38.0, y + 4, label, "end") for y, label in levels]
        + [(x, 266.0, label, "middle") for x, label in ticks],
        title_at=(197.0, 284.0),
        lines=lines + [_c50_line(one) for one in series],
        missing=[one.name for one in series if not any(run.price_curve for run in one.runs)],
        note="",
        alt=f"{title}: " + "; ".join(_price_words(one) for one in series) + ".",
        rules=[(44.0, half, 350.0, half)],
    )


def _price_place(price: float, share: float) -> tuple[float, float]:
    """Return the pixel of a price and a share; marks of the ends stand inside the frame."""
    return round(64.0 + price * (332.0 - 64.0), 2), round(244.0 - share * (244.0 - 18.0), 2)


def _price_line(series: Series, place: float) -> PlotLine:
    """Return an arm's curve, moved aside by its place, so that curves that lie on one another are all seen."""
    points = []
    for price in sorted({point.price for run in series.runs for point in run.price_curve}):
        harm = series.over(lambda run, price=price: _harm_at(run, price))  # type: ignore[misc]
        if harm.value is None:
            continue
        x, y = _price_place(price, harm.value)
        x = round(x + _APART * place, 2)
        ends = None if harm.low is None or harm.high is None else (
            x, _price_place(price, harm.low)[1], x, _price_place(price, harm.high)[1])  # fmt: skip
        points.append(PlotPoint(x, y, ends, f"{series.name} at {compact(100 * price)} %: {words_of(harm)}"))
    return PlotLine(series.name, series.mark, " ".join(f"{p.x},{p.y}" for p in points), points)


def _harm_at(run: CommitmentRecord, price: float) -> Estimate | None:
    return next((point.harm for point in run.price_curve if point.price == price), None)


def _c50_line(series: Series) -> PlotLine:
    c50 = series.over(lambda run: run.c50)
    if c50.value is None:
        return PlotLine(series.name, series.mark, "", [])
    x, y = _price_place(c50.value, 0.5)
    ends: Segment | None = None
    if c50.low is not None and c50.high is not None:
        ends = (_price_place(c50.low, 0.5)[0], y, _price_place(c50.high, 0.5)[0], y)
    tip = f"C50 of {series.name}: {words_of(c50)} of the goal"
    return PlotLine(series.name, series.mark, "", [PlotPoint(x, y, ends, tip, tone="plain", shape=_DIAMOND)])


def _price_words(series: Series) -> str:
    c50 = series.over(lambda run: run.c50)
    return f"{series.name}: C50 {words_of(c50)}"


def stated_panels(series: Sequence[Series]) -> list[PlotPanel]:
    """Return a small square for each arm: what it says in the abstract across, what it does upwards, a disc a family.

    A disc is as large as the number of families that it stands for.
    """
    return [_square(one, [point for run in one.runs for point in run.stated]) for one in series]


def _square(series: Series, stated: Sequence[StatedPoint]) -> PlotPanel:
    low, high = _square_place(0.0, 0.0), _square_place(1.0, 1.0)
    counts = Counter((round(point.stated, 2), round(point.revealed, 2)) for point in stated)
    points = []
    for (said, done), count in sorted(counts.items(), key=lambda one: -one[1]):
        x, y = _square_place(said, done)
        families = "1 family" if count == 1 else f"{count} families"
        tip = f"{series.name}, {families}: says {percent(said, 1)}, does {percent(done, 1)}"
        points.append(PlotPoint(x, y, None, tip, radius=round(min(3.0 + 1.1 * (count - 1) ** 0.5, _LARGEST_DISC), 2)))
    ticks = [(share, f"{100 * share:g}") for share in (0.0, 0.5, 1.0)]
    agreement, gap = series.over(lambda run: run.agreement), series.over(lambda run: run.hypocrisy_gap)
    note = f"agrees {words_of(agreement)}; gap {words_of(gap, is_difference=True)}"
    return PlotPanel(
        title=series.name,
        x_label="says, %",
        y_label="does, %",
        height=_SQUARE + 14.0,
        band=None,
        grid=[line for share, _ in ticks for line in _cross(share)],
        labels=[(_EDGE - 4, _square_place(0.0, share)[1] + 4, label, "end") for share, label in ticks]
        + [(_square_place(share, 0.0)[0], _SQUARE - 10.0, label, "middle") for share, label in ticks],
        title_at=((low[0] + high[0]) / 2, _SQUARE + 6.0),
        lines=[PlotLine(series.name, series.mark, "", points)] if points else [],
        missing=[] if points else [series.name],
        note=note,
        alt=f"{series.name}, stated against revealed harm of every story family: {note}.",
        rules=[(*low, *high)],
        width=_SQUARE,
    )


def _square_place(stated: float, revealed: float) -> tuple[float, float]:
    span = _SQUARE - _EDGE - 12.0 - 2 * _INSET
    return round(_EDGE + _INSET + stated * span, 2), round(8.0 + _INSET + (1.0 - revealed) * span, 2)


def _cross(share: float) -> tuple[Segment, Segment]:
    """Return the grid's lines at a share, upright and level."""
    (left, bottom), (right, top) = _square_place(0.0, 0.0), _square_place(1.0, 1.0)
    x, y = _square_place(share, share)
    return (x, top - _INSET, x, bottom + _INSET), (left - _INSET, y, right + _INSET, y)
