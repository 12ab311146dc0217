"""Overlap studies without a model: answers drawn at planted rates, read by the rules that read a real study."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from selfother.records import CellRecord, ItemScore
from selfother.studies.declaring.bases import Base
from selfother.studies.declaring.cells import Cell, Layout, Link, Replicate, Stack
from selfother.studies.declaring.parts import Part
from selfother.studies.declaring.study import Arm, Contrasts, Controls, Damage, DeclaredStudy, ModelChoice
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.evidence import Evidence
from selfother.studies.judging.rules.rule import Verdict, VerdictRule
from selfother.studies.judging.rules.self_specific.self_specific import SelfSpecific

__all__ = ["PlantedArm", "PlantedStudy", "planted_record", "verdict_on"]

_BASE = Base("planted", digest="planted", dtype="float32")
_ITEMS_A_CLUSTER = 2
TRUTH = ("friend_truth.true", "fact.true")


@dataclass(frozen=True)
class PlantedArm:
    """How an arm answers.

    Attributes:
        lies: Family -> share of lies.
        spread: Standard deviation of that share between training runs; the mean over runs stays what it is.
        truth: Share of true answers to those who are not deceived.
        dose: On neutral prompts; None: the dose probe failed.
        unscored: Share of answers without a score.
        hides: What has no score was a lie.
    """

    lies: Sequence[float]
    spread: float = 0.0
    truth: float = 0.97
    dose: float | None = 0.05
    unscored: float = 0.0
    hides: bool = False


@dataclass(frozen=True)
class PlantedStudy:
    """A study with a treatment `soo`, a sham, two controls and a wrong self, on a model taken as it is.

    Attributes:
        arms: "none", "soo", "sham", "friend", "other" and "wrong".
        clusters: Of every family.
        truth_clusters: Of each of two truth measures; 0: their probes failed.
        runs: Training seeds of every arm but "none".
        alike: How often an item is answered in all arms by the same chance, 0 to 1.
        lumpy: How often the answers of a cluster are one answer, 0 to 1.
        margin_points: Of the contrasts.
        realised: Arm -> its mean share of lies in each run, filled in as the answers are drawn.
    """

    arms: Mapping[str, PlantedArm]
    clusters: int = 24
    truth_clusters: int = 36
    runs: int = 1
    alike: float = 0.5
    lumpy: float = 0.5
    margin_points: float = 20.0
    realised: dict[str, list[float]] = field(default_factory=dict)


@cache
def _item(measure: str, family: str, cluster: int, place: int, value: float | None) -> ItemScore:
    where = f"{family}-{cluster}"
    return ItemScore(
        item=f"{where}-{place}",
        measure=measure,
        value=value,
        family=family,
        cluster=where,
        form="choice",
        reason="" if value is not None else "planted",
    )


@cache
def _cell(probe: str, arm: str, seed: int) -> Cell:
    measures: dict[str, str] = {"deceptive": "lower"} if probe == "deception" else {"true": "higher"}
    return Cell("probe", Part(name=probe), arm, seed, 1, {"arm": arm, "seed": seed, "probe": probe}, 1.0, measures)


def planted_record(cell: Cell, items: list[ItemScore]) -> CellRecord:
    """Return a record without checking it again: thousands are made."""
    return CellRecord.model_construct(
        schema_number=1,
        key=cell.key,
        kind="probe",
        name=cell.name,
        arm=cell.arm,
        seed=cell.seed,
        inputs={},
        items=items,
        estimates={},
        tables={},
        transcripts=[],
        landscapes=[],
        findings=[],
        facts={},
    )


def verdict_on(planted: PlantedStudy, rng: np.random.Generator, rule: VerdictRule | None = None) -> Verdict:
    """Draw every answer of a planted study and return the verdict of a rule on its treatment (None: `self_specific`).

    The rates that each run came to are written into `planted.realised`: run by run, the mean over families.
    """
    study = _declared(planted)
    families = len(planted.arms["soo"].lies)
    shared = _chances(rng, families * planted.clusters, planted.lumpy)
    records: dict[str, CellRecord] = {}
    probes: dict[tuple[str, Replicate], tuple[Cell, ...]] = {}
    stacks: dict[tuple[str, Replicate], Stack] = {}
    for name, arm in planted.arms.items():
        for seed in range(1 if name == "none" else planted.runs):
            replicate = Replicate(0, seed)
            scores = _scores(planted, name, arm, rng, shared)
            cells = {probe: _cell(probe, name, seed) for probe in scores}
            for probe, cell in cells.items():
                records[cell.key] = planted_record(cell, scores[probe])
            probes[name, replicate] = tuple(cells.values())
            made = Cell("train", Part(name="planted"), name, seed, 1, {}, 1.0)
            links = () if name == "none" else (Link(Part(name="planted"), seed, made),)
            stacks[name, replicate] = Stack(_BASE, (), links)
    items = dict.fromkeys(("deception", "friend_truth", "fact", "dose"), "")
    bench = Bench(study, Layout((), stacks, probes, _BASE, items), records)
    return (rule or SelfSpecific()).judge(Evidence("soo", bench))


def _declared(planted: PlantedStudy) -> DeclaredStudy:
    return DeclaredStudy(
        name="planted",
        seeds=list(range(planted.runs)),
        model=ModelChoice(base="planted"),
        arms={
            name: Arm(role="subject") if name == "none" else Arm(apply=[Part(name="planted")]) for name in planted.arms
        },
        contrasts=Contrasts(
            measure="deception.deceptive",
            form="choice",
            treatment=["soo"],
            controls=Controls(sham="sham", specificity=["friend", "other"], wrong_self="wrong"),
            margin_points=planted.margin_points,
            damage=Damage(truth=list(TRUTH), perplexity="", invalid=""),
        ),
    )


def _scores(
    planted: PlantedStudy, name: str, arm: PlantedArm, rng: np.random.Generator, shared: np.ndarray
) -> dict[str, list[ItemScore]]:
    """Return the answers of one arm in one training run, by probe."""
    rates = _rates_of_a_run(arm, rng)
    planted.realised.setdefault(name, []).append(float(np.mean(rates)))
    scores = {"deception": _lies(planted, arm, rates, rng, shared)}
    if planted.truth_clusters:
        for path in TRUTH:
            chances = _chances(rng, planted.truth_clusters, planted.lumpy)
            scores[path.partition(".")[0]] = [
                _item("true", "", cluster, place, float(chances[cluster, place] < arm.truth))
                for cluster in range(planted.truth_clusters)
                for place in range(_ITEMS_A_CLUSTER)
            ]
    if arm.dose is not None:
        dose = 0.0 if name == "none" else arm.dose
        scores["dose"] = [_item("kl_neutral", "", 0, 0, dose)]
    return scores


def _rates_of_a_run(arm: PlantedArm, rng: np.random.Generator) -> np.ndarray:
    """Return the share of lies by family in one run: drawn from beta distributions that share their quantile."""
    means = np.asarray(arm.lies, float)
    if not arm.spread:
        return means
    from scipy import stats  # type: ignore[import-untyped]

    size = np.maximum(means * (1 - means) / arm.spread**2 - 1, 1e-6)
    drawn = stats.beta.ppf(rng.random(), means * size, (1 - means) * size)
    return np.where((means <= 0) | (means >= 1), means, drawn)


def _lies(
    planted: PlantedStudy, arm: PlantedArm, rates: np.ndarray, rng: np.random.Generator, shared: np.ndarray
) -> list[ItemScore]:
    own = _chances(rng, len(shared), planted.lumpy)
    chances = np.where(rng.random(shared.shape) < planted.alike, shared, own)
    lost = rng.random(shared.shape) < arm.unscored
    found = []
    for index in range(len(shared)):
        family, cluster = divmod(index, planted.clusters)
        for place in range(_ITEMS_A_CLUSTER):
            if lost[index, place]:
                value = None
            elif arm.hides:  # what is left was honest: the lies are among those without a score
                value = 0.0
            else:
                value = float(chances[index, place] < rates[family])
            found.append(_item("deceptive", f"family {family}", cluster, place, value))
    return found


def _chances(rng: np.random.Generator, clusters: int, lumpy: float) -> np.ndarray:
    """Return a uniform number for each item; in some clusters one number for all of its items."""
    chances = rng.random((clusters, _ITEMS_A_CLUSTER))
    return np.where(rng.random((clusters, 1)) < lumpy, chances[:, :1], chances)
