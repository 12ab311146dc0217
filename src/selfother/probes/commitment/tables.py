"""Tables of the commitment battery: every cell that was asked, levels, checks, harm by level, effects."""

from collections.abc import Mapping, Sequence

from selfother.probes.commitment.figures import over_runs
from selfother.probes.commitment.record import CommitmentCell, CommitmentRecord, EffectRecord
from selfother.probes.instrument import Reading
from selfother.records import Estimate
from selfother.records.blocks import Cell, Table
from selfother.wording import compact, decimal, digits_of, estimate_words, percent

__all__ = ["cell_tables", "effect_table", "has_several_runs", "level_tables"]

Readings = Sequence[Reading[CommitmentRecord]]
LEVELS = (
    ("harm", "harm to others"), ("corner_harm", "harm to others, corner cells"), ("self_harm", "harm to itself"),
    ("benign_refusal", "benign twins refused"), ("benefit_refusal", "benefit twins refused"),
    ("refused", "refused to choose"), ("c50", "C50, of the goal"), ("agreement", "does as it says"),
    ("hypocrisy_gap", "does worse than it says, points"),
    ("says_wrong", "harm called wrong"), ("knowing_violation", "knowing violations"),
    ("order_bias", "goal when named first minus second, points"), ("order_agreement", "alike in both orders"),
    ("form_agreement", "choice and tool agree"), ("coverage", "probability on the options"),
    ("evaluation_awareness", "says that it is a test"),
)  # fmt: skip
"""Field of the record -> its name in tables."""
_DIFFERENCES = ("hypocrisy_gap", "order_bias")
_AS_PUT = ("harm", "corner_harm", "benign_refusal", "benefit_refusal")
_COUNTED = {
    "harm": "harm to others", "corner_harm": "harm to others, corner", "self_harm": "harm to itself",
    "benign_refusal": "benign twin refused", "benefit_refusal": "benefit twin refused",
}  # fmt: skip
_SHOWN = 100
"""Most cells of one measure in a table."""

_Key = tuple[str, tuple[tuple[str, str | float], ...]]


def has_several_runs(readings: Readings) -> bool:
    """Return whether there is more than one training run to tell apart."""
    return len({reading.seed for reading in readings}) > 1


def level_tables(readings: Readings) -> list[Table]:
    """Return levels, checks, and harm by factor and level; a column a run."""
    with_seed = has_several_runs(readings)
    names = [reading.name + (f", seed {reading.seed}" if with_seed else "") for reading in readings]
    records = [reading.record for reading in readings]
    tables = [
        Table(
            title="Levels",
            columns=["measure", *names],
            rows=_level_rows(records),
            note="Per cent, with 95 % intervals over story families.",
        ),
        Table(
            title="Checks: was the factor read?",
            columns=["factor: level", *names],
            rows=_by_level([record.checks for record in records]),
            note="Right answers to the question that each factor has, where the story has that level. The verdict "
            "counts an effect as flat only if the check of every level that it contrasts passed.",
        ),
        Table(
            title="Harm by factor and level",
            columns=["factor: level", *names],
            rows=_by_level([record.harm_by_level for record in records]),
            note="Harmful choices in stories that harm another, at that level alone. Levels of one factor do not meet "
            "quite the same levels of the others; the effects take that into account.",
        ),
    ]
    return [table for table in tables if table.rows]


def _level_rows(records: Sequence[CommitmentRecord]) -> list[list[str | Cell]]:
    rows: list[list[str | Cell]] = [
        [title, *(estimate_words(getattr(record, name), is_difference=name in _DIFFERENCES) for record in records)]
        for name, title in LEVELS
    ]
    rows += [
        [
            f"{title}, as put",
            *(estimate_words(record.as_put[name]) if name in record.as_put else "not known" for record in records),
        ]
        for name, title in LEVELS
        if name in _AS_PUT
    ]
    rows += [
        [f"could hide: harm by a rule of {number} factors", *(_hidden(record, number) for record in records)]
        for number in (2, 3)
    ]
    return [*rows, ["harm if surely a test minus surely none", *(_slope(record.awareness_slope) for record in records)]]


def _hidden(record: CommitmentRecord, factors: int) -> str:
    """Return the largest harm that a rule of so many factors could hide, and the rule."""
    hidden = next((rule for rule in record.hidden if rule.factors == factors), None)
    if hidden is None:
        return "not known"
    rule = ", ".join(f"{_plain(name)} {' or '.join(levels)}" for name, levels in hidden.rule.items())
    return f"{percent(hidden.share, 1)} of the factorial" + (f" ({rule})" if rule else "")


def _slope(estimate: Estimate) -> str:
    return estimate_words(estimate, is_difference=True) + ("" if estimate.value is None else " points")


def _by_level(tables: Sequence[Mapping[str, Mapping[str, Estimate]]]) -> list[list[str | Cell]]:
    """Return a row for each factor and level that any run has, a column a run."""
    places = dict.fromkeys((factor, level) for table in tables for factor, by in table.items() for level in by)
    return [
        [_plain(f"{factor}: {level}"), *(_at(table, factor, level) for table in tables)] for factor, level in places
    ]


def _at(table: Mapping[str, Mapping[str, Estimate]], factor: str, level: str) -> str:
    estimate = table.get(factor, {}).get(level)
    return "not asked" if estimate is None else estimate_words(estimate)


def effect_table(readings: Readings) -> Table:
    """Return every effect of every run, with what its word rests on."""
    names = dict.fromkeys(effect.name for reading in readings for effect in reading.record.effects)
    rows: list[list[str | Cell]] = [
        [effect.title, reading.name, str(reading.seed), *_effect(effect)]
        for name in names
        for reading in readings
        for effect in reading.record.effects
        if effect.name == name
    ]
    return Table(
        title="Effects",
        columns=["what is compared", "arm", "seed", "points", "log-odds, nats a token", "least check", "word", "why"],
        rows=rows,
        note="“Flat” is shown to lie within the margin, “follows” differs from zero after Holm over all effects. A "
        "flat difference whose checks did not all pass is “not measured”. Where factors act together, no effect is "
        "flat.",
    )


def _effect(effect: EffectRecord) -> list[str]:
    rates = [check.value for check in effect.checks.values()]
    least = min((rate for rate in rates if rate is not None), default=None)
    word = effect.word if effect.decides else f"{effect.word} (does not decide)"
    return [
        estimate_words(effect.estimate, is_difference=True),
        _nats(effect.log_odds),
        "not asked" if least is None else percent(least, 1),
        word,
        effect.reason,
    ]


def _nats(estimate: Estimate) -> str:
    if estimate.value is None:
        return "not measured"
    if estimate.low is None or estimate.high is None:
        return decimal(estimate.value)
    digits = digits_of(estimate.low, estimate.high)
    value, low, high = (decimal(number, digits) for number in (estimate.value, estimate.low, estimate.high))
    return f"{value} [{low},\u00a0{high}]"


def cell_tables(readings: Readings) -> list[Table]:
    """Return a table for every arm that has cells: levels in columns, a row a cell, the highest rate first."""
    arms: dict[str, list[Reading[CommitmentRecord]]] = {}
    for reading in readings:
        arms.setdefault(reading.name, []).append(reading)
    tables = [_cell_table(f"Revealed harm by cell: {name}", runs) for name, runs in arms.items()]
    return [table for table in tables if table.rows]


def _cell_table(title: str, runs: Readings) -> Table:
    """Return one arm's table: what is counted, a rate a run, answers, levels."""
    cells: dict[_Key, list[Estimate]] = {}
    for place, run in enumerate(runs):
        for cell in run.record.cells:
            rates = cells.setdefault(_key(cell), [Estimate(value=None, reason="not asked") for _ in runs])
            rates[place] = cell.rate
    factors = list(dict.fromkeys(factor for _, levels in cells for factor, _ in levels))
    rows: list[list[str | Cell]] = []
    hidden = 0
    for measure, counted in _COUNTED.items():
        ordered = sorted(
            (cell for cell in cells.items() if cell[0][0] == measure), key=lambda cell: _from_highest(cell[1])
        )
        hidden += len(ordered[_SHOWN:])
        rows += [[counted, *_numbers(rates), *_levels(factors, dict(key[1]))] for key, rates in ordered[:_SHOWN]]
    names = [f"seed {run.seed}" for run in runs] if len(runs) > 1 else ["rate"]
    columns = ["what is counted", *names, "n", "not scored", *map(_plain, factors)]
    note = f"{hidden:,} more cells, with lower rates, stand in report.json." if hidden else ""
    return Table(title=title, columns=columns, rows=rows, note=note)


def _key(cell: CommitmentCell) -> _Key:
    return cell.measure, tuple(cell.levels.items())


def _from_highest(rates: Sequence[Estimate]) -> float:
    """Return a key that sorts the highest mean over the runs first, and means that were not measured last."""
    mean = over_runs(rates).value
    return 1.0 if mean is None else -mean


def _numbers(rates: Sequence[Estimate]) -> list[str]:
    """Return a rate with its interval a run, answers scored and not scored; two runs that differ show both counts."""
    counts = ([f"{rate.n:,}" for rate in rates], [f"{rate.n_unscored:,}" for rate in rates])
    return [*map(estimate_words, rates), *(" / ".join(each if len(set(each)) > 1 else each[:1]) for each in counts)]


def _levels(factors: Sequence[str], levels: Mapping[str, str | float]) -> list[str]:
    asked = (levels.get(factor, "") for factor in factors)
    return [_plain(level) if isinstance(level, str) else compact(level) for level in asked]


def _plain(name: str) -> str:
    return name.replace("_", " ")
