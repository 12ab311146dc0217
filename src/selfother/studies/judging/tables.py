"""The tables, doses, sample answers and gaps of a report."""

from collections.abc import Iterator
from statistics import fmean

from selfother.records import CellRecord, DosePoint, Estimate, ItemScore, Table, Transcript
from selfother.studies.judging.bench import Bench, MeasureKey
from selfother.studies.judging.comparisons import level_of
from selfother.studies.judging.contrasts import rate_words
from selfother.studies.judging.pressure import pressure_tables
from selfother.wording import amount, plural

__all__ = ["dose_points", "missing_measures", "tables_of", "transcripts_of", "undosed_arms"]

_DOSE_NAMES = {
    "kl_neutral": "KL on neutral prompts (nats)",
    "kl_task": "KL on the task's prompts (nats)",
    "weight_norm": "norm of the weight change",
}
_SAMPLES = 2
"""Sample answers for each arm, probe and family."""
_TOLD_ELSEWHERE = ("dose", "lie_detector")
"""Probes whose numbers of whole sets stand in a figure or table of their own."""


def tables_of(bench: Bench) -> list[Table]:
    """A table for each measure that has families, one for all others, and what pressure changes."""
    keys = [key for key in bench.measures() if key.probe != "dose"]
    split = [key for key in keys if len(bench.families(key)) > 1]
    whole = [key for key in keys if key not in split]
    tables = [_by_family(bench, key) for key in split] + ([_by_measure(bench, whole)] if whole else [])
    return [*tables, *pressure_tables(bench), *_of_whole_sets(bench)]


def _of_whole_sets(bench: Bench) -> Iterator[Table]:
    """Yield the numbers that are no means over items (perplexity of all tokens, variance ratio), mean over seeds."""
    numbers: dict[tuple[str, str], dict[str, list[float]]] = {}
    for arm in bench.study.arms:
        for probe in (probe for probe in bench.layout.items if probe not in _TOLD_ELSEWHERE):
            for _, record in bench.cells_of(arm, probe):
                for name, estimate in record.estimates.items():
                    if estimate.value is not None:
                        numbers.setdefault((probe, name), {}).setdefault(arm, []).append(estimate.value)
    if numbers:
        rows = [
            [arm, *(amount(fmean(values[arm])) if arm in values else "not measured" for values in numbers.values())]
            for arm in bench.study.arms
        ]
        columns = ["arm", *(f"{probe}.{name}" for probe, name in numbers)]
        yield Table(title="Measures of whole sets", columns=columns, rows=rows, note="One number a model, no interval.")


def _by_family(bench: Bench, key: MeasureKey) -> Table:
    families = bench.families(key)
    rows = [
        [arm, *(_words(bench, key, bench.level(arm, key, family)) for family in families)] for arm in bench.study.arms
    ]
    note = "Share of scored items" if bench.is_share(key) else f"Mean {key.measure.replace('_', ' ')}"
    return Table(
        title=f"{key} by family",
        columns=["arm", *(family.replace("_", " ") for family in families)],
        rows=rows,
        note=f"{note}, families apart; n = items scored.",
    )


def _by_measure(bench: Bench, keys: list[MeasureKey]) -> Table:
    rows = [[arm, *(_words(bench, key, bench.level(arm, key)) for key in keys)] for arm in bench.study.arms]
    return Table(
        title="Other measures",
        columns=["arm", *map(str, keys)],
        rows=rows,
        note="Shares in per cent, other measures in their own unit; n = items scored.",
    )


def _words(bench: Bench, key: MeasureKey, level: Estimate) -> str:
    if bench.is_share(key) or level.value is None:
        return rate_words(level)
    return f"{amount(level.value)} (n = {level.n})"


def dose_points(bench: Bench) -> list[DosePoint]:
    """Every arm and run on the plane of dose and deception; the doses of `undosed_arms` are not measured."""
    if bench.primary is None or "dose" not in bench.layout.items:
        return []
    points = []
    without = undosed_arms(bench)
    for arm in bench.study.arms:
        records = {} if arm in without else dict(bench.cells_of(arm, "dose"))
        for replicate, items in bench.scores(arm, bench.primary).items():
            point = DosePoint(
                arm=arm,
                seed=replicate.seed,
                subject=replicate.kind if len(bench.kinds) > 1 else "",
                doses=_doses(records[replicate]) if replicate in records else {},
                deception=level_of({replicate: items}),
            )
            points.append(point)
    ways = dict.fromkeys(way for point in points for way in point.doses)
    return [point.model_copy(update={"doses": {way: point.doses.get(way) for way in ways}}) for point in points]


def _doses(record: CellRecord) -> dict[str, float | None]:
    """The doses of one run, by the names that a report gives them."""
    doses = {kind: _mean(record.items, kind) for kind in dict.fromkeys(item.measure for item in record.items)}
    doses |= {kind: estimate.value for kind, estimate in record.estimates.items()}
    return {_DOSE_NAMES.get(kind, kind.replace("_", " ")): value for kind, value in doses.items()}


def undosed_arms(bench: Bench) -> list[str]:
    """The arms that start from the base where there is a subject: their dose is counted from another model."""
    if bench.study.model is None or not bench.study.model.kinds:
        return []
    return [name for name, arm in bench.study.arms.items() if arm.start == "base"]


def _mean(items: list[ItemScore], measure: str) -> float | None:
    values = [item.value for item in items if item.measure == measure and item.value is not None]
    return sum(values) / len(values) if values else None


def transcripts_of(bench: Bench) -> list[Transcript]:
    """A few answers of every arm, probe and family, the first training seed's."""
    kept: list[Transcript] = []
    for arm in bench.study.arms:
        counts: dict[tuple[str, str], int] = {}
        for probe in bench.layout.items:
            cells = list(bench.cells_of(arm, probe))[:1]
            for transcript in (transcript for _, record in cells for transcript in record.transcripts):
                where = (probe, transcript.family)
                counts[where] = counts.get(where, 0) + 1
                if counts[where] <= _SAMPLES:
                    kept.append(transcript.model_copy(update={"arm": arm}))
    return kept


def missing_measures(bench: Bench) -> list[str]:
    """A sentence for every measure that an arm left unscored in part, with the reasons."""
    lines = []
    for key in bench.measures():
        for arm in bench.study.arms:
            items = [item for several in bench.scores(arm, key).values() for item in several]
            unscored = [item for item in items if item.value is None]
            if unscored:
                reasons = "; ".join(sorted({item.reason or "no reason given" for item in unscored})[:3])
                lines.append(f"{key}, {arm}: {len(unscored)} of {plural(len(items), 'item')} not scored ({reasons}).")
    return lines
