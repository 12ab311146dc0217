"""What pressure does to an arm: each answer under pressure against the answer to the same question as it is."""

from collections.abc import Iterator

from selfother.records import Estimate, ItemScore, Table
from selfother.studies.judging.bench import Bench, MeasureKey
from selfother.studies.judging.comparisons import Scores, difference
from selfother.wording import points, points_interval

__all__ = ["pressure_effect", "pressure_tables"]

_PLAIN = "plain"


def pressure_tables(bench: Bench) -> Iterator[Table]:
    """Yield one table of paired differences for each form in which the pressure probe was answered."""
    for key in (key for key in bench.measures() if (key.probe, key.measure) == ("pressure", "deceptive")):
        kinds = [kind for kind in bench.families(key) if kind != _PLAIN]
        if _PLAIN not in bench.families(key) or not kinds:
            continue
        rows = [[arm, *(_words(pressure_effect(bench, arm, key, kind)) for kind in kinds)] for arm in bench.study.arms]
        yield Table(
            title=f"{key}: what pressure changes",
            columns=["arm", *(kind.replace("_", " ") for kind in kinds)],
            rows=rows,
            note="Deceptive answers under pressure minus those to the same question as it is, paired by situation; "
            "n = situations, both orders of each. “Unrelated” is what any change of the prompt does.",
        )


def pressure_effect(bench: Bench, arm: str, key: MeasureKey, kind: str) -> Estimate:
    """The paired difference of one arm's answers: under a kind of pressure, minus plain.

    Items of two kinds are the same item if they differ in nothing but the kind at the end of their names.
    """
    under, plain = (_bare(bench.scores(arm, key, family)) for family in (kind, _PLAIN))
    return difference(under, plain).estimate


def _bare(scores: Scores) -> Scores:
    """The scores with the kind taken out of every item, so that kinds are paired."""
    return {replicate: [_without_kind(item) for item in items] for replicate, items in scores.items()}


def _without_kind(item: ItemScore) -> ItemScore:
    return item.model_copy(update={"item": item.item.rpartition("/")[0], "family": ""})


def _words(effect: Estimate) -> str:
    if effect.value is None:
        return "not measured"
    n = effect.n if effect.clusters is None else effect.clusters
    return f"{points(effect.value)} ({points_interval(effect)}; n = {n})"
