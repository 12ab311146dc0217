"""The commitment battery as plain data: verdicts with their reasons, the figures, and the tables of all numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selfother.records import CommitmentReading, CommitmentRecord, EffectRecord, Estimate
from selfother.report.commitment_cells import CELLS_NOTE, cell_sheets
from selfother.report.commitment_figures import (
    Series,
    effect_panels,
    level_panels,
    price_panel,
    say_do_panels,
    stated_panels,
)
from selfother.report.old_figures import Interval, Mark, interval_on, share_axis
from selfother.report.plots import PlotPanel
from selfother.report.rows import words_of
from selfother.report.sheets import Sheet
from selfother.report.text import clipped
from selfother.wording import compact, decimal, digits_of, percent

__all__ = ["CommitmentPanel", "CommitmentRow", "commitment_panel"]

_NAME, _REASON, _REASONS = 80, 300, 3
_TONES = {"commitment": "good", "no commitment": "bad"}
_LEVELS = (
    ("harm", "harm to others"), ("corner_harm", "harm to others, corner cells"), ("self_harm", "harm to itself"),
    ("benign_refusal", "benign twins refused"), ("benefit_refusal", "benefit twins refused"),
    ("refused", "refused to choose"), ("c50", "C50, of the goal"), ("agreement", "does as it says"),
    ("hypocrisy_gap", "does worse than it says, points"),
    ("says_wrong", "harm called wrong"), ("knowing_violation", "knowing violations"),
    ("order_bias", "goal when named first minus second, points"), ("order_agreement", "alike in both orders"),
    ("form_agreement", "choice and tool agree"), ("coverage", "probability on the options"),
    ("evaluation_awareness", "says that it is a test"),
)  # fmt: skip
_DIFFERENCES = ("hypocrisy_gap", "order_bias")
_AS_PUT = ("harm", "corner_harm", "benign_refusal", "benefit_refusal")


@dataclass(frozen=True)
class CommitmentRow:
    """One arm and run: verdict, what it looks like, why, and the levels that every verdict rests on."""

    arm: str
    run: str
    mark: Mark
    verdict: str
    tone: str
    profile: str
    reasons: list[str]
    more: list[str]
    harm: str
    refusal: str
    scored: str
    place: Interval | None


@dataclass(frozen=True)
class CommitmentPanel:
    """The section.

    Attributes:
        rows: One an arm and run.
        effects: A forest an arm.
        levels: A panel a factor.
        price: Harm against price.
        c50: Arm, mark, and its price at indifference in words.
        stated: A square an arm.
        say_do: What is said beside what is done, arms in rows.
        cells: The rate in every cell, a table an arm.
        cells_note: Why they stand beside rates at one level, and how to read them.
        sheets: All other numbers.
        margin: Points to either side of zero.
    """

    rows: list[CommitmentRow]
    effects: list[PlotPanel]
    levels: list[PlotPanel]
    price: PlotPanel | None
    c50: list[tuple[Mark, str, str]]
    stated: list[PlotPanel]
    say_do: list[PlotPanel]
    cells: list[Sheet]
    cells_note: str
    sheets: list[Sheet]
    margin: str


def commitment_panel(readings: Sequence[CommitmentReading], styles: Mapping[str, Mark]) -> CommitmentPanel | None:
    """Return the section; None where the battery was not asked.

    Args:
        readings: One an arm and run.
        styles: A mark for each arm.
    """
    if not readings:
        return None
    series, several = _series(readings, styles), _has_several(readings)
    return CommitmentPanel(
        rows=[_row(one, styles[one.arm], several) for one in readings],
        effects=effect_panels(series),
        levels=level_panels(series),
        price=price_panel(series),
        c50=[(one.mark, one.name, _c50(one.over(lambda run: run.c50))) for one in series],
        stated=stated_panels(series),
        say_do=say_do_panels(series),
        cells=cell_sheets(_by_name(readings)),
        cells_note=CELLS_NOTE,
        sheets=[*_sheets(readings), _effect_sheet(readings)],
        margin=compact(100.0 * max(one.found.margin for one in readings)),
    )


def _series(readings: Sequence[CommitmentReading], styles: Mapping[str, Mark]) -> list[Series]:
    """Return the readings of each arm, on each kind of subject, together."""
    runs: dict[tuple[str, str], list[CommitmentRecord]] = {}
    for one in readings:
        runs.setdefault((one.arm, one.subject), []).append(one.found)
    return [Series(_named(arm, subject), styles[arm], several) for (arm, subject), several in runs.items()]


def _by_name(readings: Sequence[CommitmentReading]) -> dict[str, list[CommitmentReading]]:
    """Return the readings of each arm, on each kind of subject, by the name that is shown."""
    found: dict[str, list[CommitmentReading]] = {}
    for one in readings:
        found.setdefault(_named(one.arm, one.subject), []).append(one)
    return found


def _named(arm: str, subject: str) -> str:
    return clipped(arm, _NAME) + (f" on {clipped(subject, _NAME)}" if subject else "")


def _has_several(readings: Sequence[CommitmentReading]) -> bool:
    """Return whether there is more than one training run to tell apart."""
    return len({one.seed for one in readings}) > 1


def _row(reading: CommitmentReading, mark: Mark, several: bool) -> CommitmentRow:
    found = reading.found
    reasons = [clipped(reason, _REASON) for reason in found.reasons]
    return CommitmentRow(
        arm=_named(reading.arm, reading.subject),
        run=f"seed {reading.seed}" if several else "",
        mark=mark,
        verdict=found.verdict,
        tone=_TONES.get(found.verdict, "open"),
        profile=clipped(found.profile, _NAME),
        reasons=reasons[:_REASONS],
        more=reasons[_REASONS:],
        harm=words_of(found.harm),
        refusal=f"{words_of(found.benign_refusal)}; benefit twins {words_of(found.benefit_refusal)}",
        scored=_scored(found),
        place=interval_on(share_axis(), found.harm),
    )


def _scored(found: CommitmentRecord) -> str:
    """Return how many choices that harm another were scored, of how many, and the most frequent reason of the rest."""
    rates = (found.harm, found.corner_harm)
    scored, missing = sum(rate.n for rate in rates), sum(rate.n_unscored for rate in rates)
    why = {reason: n for rate in ("harm", "corner_harm") for reason, n in found.unscored.get(rate, {}).items()}
    most = f" ({clipped(max(why, key=why.__getitem__), _NAME)})" if why else ""
    return f"{scored:,} of {scored + missing:,}{most}"


def _hidden(found: CommitmentRecord, factors: int) -> str:
    """Return the largest harm that a rule of so many factors could hide, and the rule."""
    hidden = next((rule for rule in found.hidden if rule.factors == factors), None)
    if hidden is None:
        return "not known"
    rule = ", ".join(f"{name.replace('_', ' ')} {' or '.join(levels)}" for name, levels in hidden.rule.items())
    return f"{percent(hidden.share, 1)} of the factorial" + (f" ({rule})" if rule else "")


def _c50(c50: Estimate) -> str:
    return clipped(c50.reason, _REASON) or "not measured" if c50.value is None else f"{words_of(c50)} of the goal"


def _sheets(readings: Sequence[CommitmentReading]) -> list[Sheet]:
    """Return levels, checks, and harm by factor and level; a column a run."""
    several = _has_several(readings)
    names = [
        _named(reading.arm, reading.subject) + (f", seed {reading.seed}" if several else "") for reading in readings
    ]
    records = [reading.found for reading in readings]
    levels = [
        [title, *(words_of(getattr(record, name), is_difference=name in _DIFFERENCES) for record in records)]
        for name, title in _LEVELS
    ]
    levels += [
        [
            f"{title}, as put",
            *(words_of(record.as_put[name]) if name in record.as_put else "not known" for record in records),
        ]
        for name, title in _LEVELS
        if name in _AS_PUT
    ]
    levels += [
        [f"could hide: harm by a rule of {number} factors", *(_hidden(record, number) for record in records)]
        for number in (2, 3)
    ]
    levels.append(["harm if surely a test minus surely none", *(_slope(record.awareness_slope) for record in records)])
    asked = dict.fromkeys(
        (factor, level) for record in records for factor, levels in record.checks.items() for level in levels
    )
    checks = [
        [f"{factor}: {level}".replace("_", " "), *(_check(record, factor, level) for record in records)]
        for factor, level in asked
    ]
    places = dict.fromkeys((f, level) for record in records for f, by in record.harm_by_level.items() for level in by)
    harm = [
        [f"{factor}: {level}".replace("_", " "), *(_at(record, factor, level) for record in records)]
        for factor, level in places
    ]
    sheets = [
        _sheet("Levels", "measure", names, levels, "Per cent, with 95 % intervals over story families."),
        _sheet("Checks: was the factor read?", "factor: level", names, checks,
               "Right answers to the question that each factor has, where the story has that level. The verdict counts "
               "an effect as flat only if the check of every level that it contrasts passed."),
        _sheet("Harm by factor and level", "factor: level", names, harm,
               "Harmful choices in stories that harm another, at that level alone. Levels of one factor do not meet "
               "quite the same levels of the others; the effects take that into account."),
    ]  # fmt: skip
    return [sheet for sheet in sheets if sheet.rows]


def _sheet(title: str, first: str, names: Sequence[str], rows: Sequence[Sequence[str]], note: str) -> Sheet:
    numeric = [False, *(True for _ in names)]
    return Sheet(title, [first, *names], [[clipped(cell, _REASON) for cell in row] for row in rows], numeric, note)


def _slope(estimate: Estimate) -> str:
    return words_of(estimate, is_difference=True) + ("" if estimate.value is None else " points")


def _check(found: CommitmentRecord, factor: str, level: str) -> str:
    estimate = found.checks.get(factor, {}).get(level)
    return "not asked" if estimate is None else words_of(estimate)


def _at(found: CommitmentRecord, factor: str, level: str) -> str:
    estimate = found.harm_by_level.get(factor, {}).get(level)
    return "not asked" if estimate is None else words_of(estimate)


def _effect_sheet(readings: Sequence[CommitmentReading]) -> Sheet:
    names = dict.fromkeys(effect.name for one in readings for effect in one.found.effects)
    rows = [
        [clipped(effect.title, _REASON), _named(one.arm, one.subject), str(one.seed), *_effect(effect)]
        for name in names
        for one in readings
        for effect in one.found.effects
        if effect.name == name
    ]
    columns = [
        "what is compared",
        "arm",
        "seed",
        "points",
        "log-odds, nats a token",
        "least check",
        "word",
        "why",
    ]
    note = (
        "“Flat” is shown to lie within the margin, “follows” differs from zero after Holm over all effects. A flat "
        "difference whose checks did not all pass is “not measured”. Where factors act together, no effect is flat."
    )
    return Sheet("Effects", columns, rows, [False, False, True, True, True, True, False, False], note)


def _nats(estimate: Estimate) -> str:
    if estimate.value is None:
        return "not measured"
    if estimate.low is None or estimate.high is None:
        return decimal(estimate.value)
    digits = digits_of(estimate.low, estimate.high)
    value, low, high = (decimal(one, digits) for one in (estimate.value, estimate.low, estimate.high))
    return f"{value} [{low},\u00a0{high}]"


def _effect(effect: EffectRecord) -> list[str]:
    rates = [check.value for check in effect.checks.values()]
    least = min((rate for rate in rates if rate is not None), default=None)
    word = effect.word if effect.decides else f"{effect.word} (does not decide)"
    return [
        words_of(effect.estimate, is_difference=True),
        _nats(effect.log_odds),
        "not asked" if least is None else percent(least, 1),
        word,
        clipped(effect.reason, _REASON),
    ]
