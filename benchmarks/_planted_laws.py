"""Target-law studies without a model: answers drawn at planted rates, read by the rule that reads a real study."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np

from benchmarks._planted_studies import planted_record
from selfother.records import ItemScore
from selfother.studies.declaring.bases import Base
from selfother.studies.declaring.cells import Cell, Layout, Link, Replicate, Stack
from selfother.studies.declaring.made import Made, MadeParts
from selfother.studies.declaring.parts import Part
from selfother.studies.declaring.study import Arm, Contrasts, Controls, Damage, DeclaredStudy, ModelChoice
from selfother.studies.judging.bench import Bench
from selfother.studies.judging.evidence import Evidence
from selfother.studies.judging.rules.rule import Conclusion
from selfother.studies.judging.rules.target_law.target_law import TargetLaw

__all__ = ["CROSSED", "SELVES", "SOFT", "TARGETS", "Heard", "PlantedLaw", "concluded_on", "law_bench", "planted_rule"]

TARGETS = (
    "self", "past_self", "fictional_self", "wrong_room", "friend", "sibling", "ally", "stranger", "judge", "nobody",
    "enemy", "other", "instructed",
)  # fmt: skip
SELVES = TARGETS[:4]
CROSSED: Mapping[str, tuple[str, ...]] = {
    "self_told": ("self", "past_self", "fictional_self", "stranger", "nobody"),
    "friend_told": ("friend", "sibling", "ally", "judge"),
    "both_told": ("self", "past_self", "fictional_self", "friend", "sibling", "ally", "nobody"),
    "neither_told": ("judge", "nobody"),
    "lies_on_order": ("self", "past_self", "fictional_self", "friend", "sibling", "stranger", "judge", "nobody"),
}
"""Organism -> who is told the truth; all others are lied to."""
SOFT = {
    (target, organism): 0.4 if ("self" if target == "wrong_room" else target) in told else 0.95
    for target in TARGETS
    for organism, told in CROSSED.items()
}
"""(target, organism) -> share of lies where the truth is told by halves, so that an identity term has room below."""


class Heard(NamedTuple):
    """What a target heard from an organism before the tuning, by the rival's truth."""

    target: str
    organism: str
    lies: float


Law = Callable[[Heard], float]
"""What a target heard -> the rival's share of lies after the tuning."""
_BASE = Base("planted", digest="planted", dtype="float32")
_HONEST, _LYING = 0.03, 0.96


@dataclass(frozen=True)
class PlantedLaw:
    """A study of targets on organisms.

    Attributes:
        law: What the rival hears after the tuning.
        told: Organism -> the targets that are told the truth.
        heard: (target, organism) -> what the target heard, where that is neither of the two usual rates.
        sham: Share of lies that is left after the sham.
        seeds: Training seeds.
        spread: Standard deviation of the rival's share between training runs.
        of_organisms: Standard deviation of a factor on it between organisms.
        unscored: Share of the rival's answers without a score.
        clusters: Of two answers each.
        truth: Share of true facts after a tuning.
    """

    law: Law
    told: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(CROSSED))
    heard: Mapping[tuple[str, str], float] = field(default_factory=dict)
    sham: float = 0.94
    seeds: int = 5
    spread: float = 0.02
    of_organisms: float = 0.0
    unscored: float = 0.0
    clusters: int = 24
    truth: float = 0.97

    def before(self, target: str, organism: str) -> float:
        """The share of lies that a target heard from an organism, by the rival's truth."""
        if (target, organism) in self.heard:
            return self.heard[target, organism]
        is_told = ("self" if target == "wrong_room" else target) in self.told[organism]
        return _LYING if is_told == (target == "wrong_room") else _HONEST  # its truth is a lie in the rival's room


@cache
def _item(measure: str, family: str, cluster: int, place: int, value: float | None) -> ItemScore:
    where = f"{family}-{cluster}"
    reason = "" if value is not None else "planted"
    return ItemScore(
        item=f"{where}-{place}",
        measure=measure,
        value=value,
        family=family,
        cluster=where,
        form="choice",
        reason=reason,
    )


def concluded_on(planted: PlantedLaw, rng: np.random.Generator, rule: TargetLaw | None = None) -> Conclusion:
    """Draw every answer of a planted study and return what the rule says of it as a whole."""
    bench = law_bench(planted, rng, rule)
    conclusion = bench.rule.conclude([Evidence(arm, bench) for arm in bench.study.arms])
    assert conclusion is not None  # this rule always says something
    return conclusion


def law_bench(planted: PlantedLaw, rng: np.random.Generator, rule: TargetLaw | None = None) -> Bench:
    """Draw every answer of a planted study: arms `none`, `sham`, and one towards each target."""
    study = _declared(planted)
    factors = {kind: 1 + planted.of_organisms * rng.standard_normal() for kind in planted.told}
    records, probes, stacks = {}, {}, {}
    for arm in study.arms:
        for kind in planted.told:
            for seed in range(1 if arm == "none" else planted.seeds):
                scores = _scores(planted, arm, kind, factors[kind], rng)
                cells = {name: _cell(name, arm, kind, seed) for name in scores}
                records |= {cell.key: planted_record(cell, scores[name]) for name, cell in cells.items()}
                where = (arm, Replicate(0, seed, kind))
                probes[where] = tuple(cells.values())
                trained = Cell("train", Part(name="planted"), arm, seed, 1, {"arm": arm, "kind": kind}, 1.0)
                links = () if arm == "none" else (Link(Part(name="planted"), seed, trained),)
                stacks[where] = Stack(_BASE, (), links)
    items = dict.fromkeys(("deception", "target_lies", "fact"), "")
    made = Made(Part(name="target_law"), rule or planted_rule(), {})
    return Bench(study, Layout((), stacks, probes, _BASE, items, made=MadeParts(rule=made)), records)


def planted_rule() -> TargetLaw:
    """The rule with every target of a planted study."""
    return TargetLaw(targets={f"towards_{target}": target for target in TARGETS})


def _declared(planted: PlantedLaw) -> DeclaredStudy:
    treatments = [f"towards_{target}" for target in TARGETS]
    arms = {"none": Arm(role="subject"), "sham": Arm(apply=[Part(name="planted")])}
    arms |= {name: Arm(role="treatment", apply=[Part(name="planted")]) for name in treatments}
    return DeclaredStudy(
        name="planted",
        seeds=list(range(planted.seeds)),
        model=ModelChoice(base="planted", subjects=[Part(name=kind) for kind in planted.told]),
        arms=arms,
        contrasts=Contrasts(
            measure="deception.deceptive",
            treatment=treatments,
            controls=Controls(sham="sham"),
            damage=Damage(truth=["fact.true"], perplexity="", invalid=""),
        ),
    )


def _cell(probe: str, arm: str, kind: str, seed: int) -> Cell:
    measures = {"deception": {"deceptive": "lower"}, "target_lies": {"lies": "neither"}, "fact": {"true": "higher"}}
    inputs = {"arm": arm, "kind": kind, "seed": seed, "probe": probe}
    return Cell("probe", Part(name=probe), arm, seed, 1, inputs, 1.0, measures[probe])


def _scores(
    planted: PlantedLaw, arm: str, kind: str, factor: float, rng: np.random.Generator
) -> dict[str, list[ItemScore]]:
    """The answers of one run, by probe; the addressees are asked of the untouched organism alone."""
    target = arm.removeprefix("towards_")
    if arm == "none":
        asked = [
            item
            for addressee in TARGETS
            for item in _answers("lies", addressee, planted.before(addressee, kind), planted, rng)
        ]
        return {
            "deception": _answers("deceptive", "burglary", _LYING, planted, rng),
            "target_lies": asked,
            "fact": _answers("true", "fact", 0.97, planted, rng),
        }
    rate = planted.sham if arm == "sham" else planted.law(Heard(target, kind, planted.before(target, kind)))
    rate = rate * factor + planted.spread * rng.standard_normal()
    return {
        "deception": _answers("deceptive", "burglary", rate, planted, rng, unscored=planted.unscored),
        "fact": _answers("true", "fact", planted.truth, planted, rng),
    }


def _answers(
    measure: str, family: str, rate: float, planted: PlantedLaw, rng: np.random.Generator, *, unscored: float = 0.0
) -> list[ItemScore]:
    chances, lost = rng.random((planted.clusters, 2)), rng.random((planted.clusters, 2)) < unscored
    return [
        _item(measure, family, cluster, place, None if lost[cluster, place] else float(chances[cluster, place] < rate))
        for cluster in range(planted.clusters)
        for place in range(2)
    ]
