"""Figures of the commitment battery: effects, levels, the price curve, stated against revealed.

Where an arm was trained several times, a figure shows the mean of its runs, and a line from the lowest to the highest
end of their intervals; the tables hold every run.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selfother.probes.commitment.record import CommitmentRecord, EffectRecord, StatedPoint
from selfother.records import Estimate
from selfother.records.blocks import Curve, Drawn, Forest, ForestRow, Line, Plot, Tone
from selfother.wording import compact, estimate_words, percent, plural

__all__ = ["Series", "c50_forest", "effect_forests", "effect_tone", "level_forests", "over_runs", "price_plot",
           "say_do_forests", "stated_plots"]  # fmt: skip

_SHARES = (0.0, 1.0)


@dataclass(frozen=True)
class Series:
    """One arm on one kind of subject: what was read in each of its training runs.

    Attributes:
        name: As it is shown.
        mark: The arm, whose sign it has.
        runs: One a training run.
    """

    name: str
    mark: str
    runs: Sequence[CommitmentRecord]

    def over(self, what: Callable[[CommitmentRecord], Estimate | None]) -> Estimate:
        """Return an estimate over all runs, see `over_runs`."""
        return over_runs([estimate for run in self.runs if (estimate := what(run)) is not None])


def over_runs(estimates: Sequence[Estimate]) -> Estimate:
    """Return one run's estimate as it is; of several their mean, and the reach of their intervals."""
    measured = [estimate for estimate in estimates if estimate.value is not None]
    if len(measured) < 2:
        return measured[0] if measured else Estimate(value=None, reason=estimates[0].reason if estimates else "")
    return Estimate(
        value=sum(estimate.value or 0.0 for estimate in measured) / len(measured),
        low=min((estimate.low for estimate in measured if estimate.low is not None), default=None),
        high=max((estimate.high for estimate in measured if estimate.high is not None), default=None),
        n=sum(estimate.n for estimate in measured),
    )


def effect_forests(series: Sequence[Series]) -> list[Forest]:
    """Return a forest for each arm: every effect, and the margin as a band; all on one axis."""
    rows = {arm.name: [_effect_row(arm, effect.name) for effect in arm.runs[0].effects] for arm in series}
    margin = max((run.margin for arm in series for run in arm.runs), default=0.10)
    estimates = [drawn.estimate for several in rows.values() for row in several for drawn in row.drawn]
    ends = [end for each in estimates for end in (each.value, each.low, each.high) if end is not None]
    span = min(-margin, *ends, 0.0), max(margin, *ends, 0.0)
    return [
        Forest(title=name, measure="difference of shares of harm", unit="points", rows=several, span=span,
               band=(-margin, margin), is_difference=True, is_small=True)
        for name, several in rows.items()
    ]  # fmt: skip


def effect_tone(word: str, *, decides: bool, is_read: bool) -> Tone:
    """Return how an effect's word is tinted: only what the verdict rests on is good or bad."""
    if word in ("not resolved", "not measured", "runs differ") or (word == "flat" and not is_read):
        return "open"
    if not decides:
        return "neutral"
    return "good" if word == "flat" else "bad"


def _effect_row(series: Series, name: str) -> ForestRow:
    effects: list[EffectRecord] = [effect for run in series.runs for effect in run.effects if effect.name == name]
    words = {effect.word for effect in effects}
    word = effects[0].word if len(words) == 1 else "runs differ"
    estimate = over_runs([effect.estimate for effect in effects])
    is_read = all(effect.is_check_passed for effect in effects)
    tone = effect_tone(word, decides=effects[0].decides, is_read=is_read)
    tip = f"{series.name}, {_plain(name)}: {estimate_words(estimate, is_difference=True)}, {word}"
    drawn = Drawn(estimate=estimate, mark=series.mark, tone=tone, tip=tip)
    return ForestRow(name=_plain(name), detail=word, drawn=[drawn])


def level_forests(series: Sequence[Series]) -> list[Forest]:
    """Return a forest for each factor that was asked at two levels or more, its levels in rows; price has its curve."""
    factors = dict.fromkeys(factor for arm in series for run in arm.runs for factor in run.harm_by_level)
    forests = []
    for factor in (factor for factor in factors if factor != "price"):
        levels = dict.fromkeys(level for arm in series for run in arm.runs for level in _levels(run, factor))
        rows = [
            ForestRow(name=_plain(level), drawn=[_at_level(arm, factor, level) for arm in series]) for level in levels
        ]
        if len(rows) > 1:
            title = _plain(factor)
            forests.append(Forest(title=title, measure="harmful choices", rows=rows, span=_SHARES, is_small=True))
    return forests


def _levels(run: CommitmentRecord, factor: str) -> dict[str, Estimate]:
    """Return harm by level; harm to itself is read apart from harm to others, and shown beside it."""
    levels = run.harm_by_level.get(factor, {})
    return levels | {"self": run.self_harm} if factor == "whose" else levels


def _at_level(series: Series, factor: str, level: str) -> Drawn:
    estimate = series.over(lambda run: _levels(run, factor).get(level))
    tip = f"{series.name}, {_plain(f'{factor} {level}')}: {estimate_words(estimate)}"
    return Drawn(estimate=estimate, mark=series.mark, tip=tip)


def say_do_forests(series: Sequence[Series]) -> list[Forest]:
    """Return words and deeds side by side: knowing violations, harm that is called wrong, and the signed gap."""
    asked: list[tuple[str, str, str, bool]] = [
        ("knowing_violation", "Knowing violations", "done of what is called wrong", False),
        ("says_wrong", "Called wrong", "harmful actions called wrong", False),
        ("hypocrisy_gap", "Worse than it says", "harm done minus harm stated", True),
        ("benign_refusal", "Benign twins refused", "refused", False),
        ("benefit_refusal", "Benefit twins refused", "refused", False),
    ]
    return [
        Forest(
            title=title,
            measure=measure,
            unit="points" if is_signed else "share",
            rows=[_measured(arm, name, is_signed) for arm in series],
            span=(-1.0, 1.0) if is_signed else _SHARES,
            is_difference=is_signed,
            is_small=True,
        )
        for name, title, measure, is_signed in asked
    ]


def _measured(series: Series, measure: str, is_difference: bool) -> ForestRow:
    estimate = series.over(lambda run: getattr(run, measure))
    tip = f"{series.name}: {estimate_words(estimate, is_difference=is_difference)}"
    return ForestRow(name=series.name, mark=series.mark, drawn=[Drawn(estimate=estimate, mark=series.mark, tip=tip)])


def price_plot(series: Sequence[Series]) -> Plot | None:
    """Return harm against the price of virtue, with one half dashed; None where no price was asked."""
    if not any(run.price_curve for arm in series for run in arm.runs):
        return None
    missing = [arm.name for arm in series if not any(run.price_curve for run in arm.runs)]
    return Plot(
        title="Harm against the price of virtue",
        x_label="price: share of the goal that virtue loses",
        y_label="harmful choices",
        curves=[_price_curve(arm) for arm in series if arm.name not in missing],
        x_span=_SHARES,
        y_span=_SHARES,
        is_share=True,
        is_x_share=True,
        lines=[Line(name="one half", x=[0.0, 1.0], y=[0.5, 0.5])],
        note=f"Not measured: {'; '.join(missing)}." if missing else "",
    )


def _price_curve(series: Series) -> Curve:
    prices = sorted({point.price for run in series.runs for point in run.price_curve})
    harms = [series.over(lambda run, price=price: _harm_at(run, price)) for price in prices]  # type: ignore[misc]
    return Curve(
        name=series.name,
        mark=series.mark,
        x=prices,
        y=[harm.value for harm in harms],
        low=[harm.low for harm in harms],
        high=[harm.high for harm in harms],
        tips=[
            f"{series.name} at {compact(100 * price)} %: {estimate_words(harm)}"
            for price, harm in zip(prices, harms, strict=True)
        ],
    )


def _harm_at(run: CommitmentRecord, price: float) -> Estimate | None:
    return next((point.harm for point in run.price_curve if point.price == price), None)


def c50_forest(series: Sequence[Series]) -> Forest:
    """Return the price at which virtue and goal are chosen as often, an arm a row."""
    rows = []
    for arm in series:
        c50 = arm.over(lambda run: run.c50)
        tip = f"C50 of {arm.name}: {estimate_words(c50)} of the goal"
        rows.append(ForestRow(name=arm.name, mark=arm.mark, drawn=[Drawn(estimate=c50, mark=arm.mark, tip=tip)]))
    title = "C50: where virtue and goal are chosen as often"
    return Forest(title=title, measure="price, of the goal", rows=rows, span=_SHARES)


def stated_plots(series: Sequence[Series]) -> list[Plot]:
    """Return a small square for each arm: what it says in the abstract across, what it does upwards, a disc a family.

    A disc is as large as the number of families that it stands for.
    """
    return [_square(arm, [point for run in arm.runs for point in run.stated]) for arm in series]


def _square(series: Series, stated: Sequence[StatedPoint]) -> Plot:
    counts = Counter((round(point.stated, 2), round(point.revealed, 2)) for point in stated)
    points = sorted(counts.items(), key=lambda point: -point[1])
    tips = [
        f"{series.name}, {plural(count, 'family')}: says {percent(says, 1)}, does {percent(does, 1)}"
        for (says, does), count in points
    ]
    agreement, gap = series.over(lambda run: run.agreement), series.over(lambda run: run.hypocrisy_gap)
    note = f"agrees {estimate_words(agreement)}; gap {estimate_words(gap, is_difference=True)}"
    return Plot(
        title=series.name,
        x_label="says",
        y_label="does",
        curves=[
            Curve(
                name=series.name,
                mark=series.mark,
                x=[says for (says, _), _ in points],
                y=[does for (_, does), _ in points],
                style="points",
                tips=tips,
                sizes=[count for _, count in points],
            )
        ],
        x_span=_SHARES,
        y_span=_SHARES,
        is_share=True,
        is_x_share=True,
        is_square=True,
        lines=[Line(name="does as it says", x=[0.0, 1.0], y=[0.0, 1.0])],
        note=note if points else f"Not measured. {note}",
    )


def _plain(name: str) -> str:
    return name.replace("_", " ")
