"""A study laid out as cells, each named by the hash of everything that determines its result.

    check   a check of the simulation half, at one seed
    train   one intervention on one input model, at one seed: its product is kept under `products/<key>/`
    probe   one probe on the model that an arm makes, at one pair of seeds

What is in a key: the kind and its schema number, settings with their defaults, the digest of the base weights, dtype
(of a provider's model: its word and arguments), the chain of interventions with their seeds and threads, the digest of
a probe's items. What is not: the name of the arm, the order of anything, the number of workers, the git commit; nor
the threads where a provider computes. Two arms that are the same model share their cells.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from selfother.errors import BadArgument, BadStudy, MissingModel, UnknownName
from selfother.studies.declaring.bases import Base, count_layers, find_base
from selfother.studies.declaring.made import Made, MadeParts, make_parts, place_of_probe
from selfother.studies.declaring.needs_weights import check_needs
from selfother.studies.declaring.parts import Part, short_name
from selfother.studies.declaring.study import DeclaredStudy, ModelChoice

__all__ = ["SCHEMA_NUMBER", "Cell", "Layout", "Link", "Replicate", "Stack", "lay_out"]

SCHEMA_NUMBER = 1
"""Raised when the same inputs are stored or computed in another way; every cell then runs again."""

CellKind = Literal["check", "train", "probe"]
_COST_OF_PRODUCT = {"adapter": 50.0, "model": 300.0}
"""CPU-seconds of an intervention that does not say what it costs."""
_ASKED_COST = 5.0
"""CPU-seconds of a probe whose answers a provider computes: Inspect's own work."""


class Replicate(NamedTuple):
    """Which subject, and which training run on it.

    Attributes:
        subject_seed: Root seed of the subject.
        seed: Root seed of the arm.
        kind: Which kind of subject, as `ModelChoice.kinds` names it; empty for an arm made from the base.
    """

    subject_seed: int
    seed: int
    kind: str = ""


@dataclass(frozen=True)
class Cell:
    """One thing to run.

    Attributes:
        kind: "check", "train" or "probe".
        part: What is run.
        arm: The arm it was laid out for first; empty for checks.
        seed: Root seed that is recorded with it.
        threads: Threads it computes with.
        inputs: What determines its result.
        cost_cpu_seconds: What it is thought to cost.
        measures: Measures of a probe, with their better direction.
        ranges: What no score of a measure can leave, where the probe says so.
    """

    kind: CellKind
    part: Part
    arm: str
    seed: int
    threads: int
    inputs: dict[str, Any]
    cost_cpu_seconds: float
    measures: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Check, intervention or probe."""
        return short_name(self.part.name)

    @cached_property
    def key(self) -> str:
        """128 bits of the SHA-256 of the inputs, in hex: the name of the cell's file."""
        text = json.dumps({"schema": SCHEMA_NUMBER, "kind": self.kind, "inputs": self.inputs}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @property
    def label(self) -> str:
        """The cell in a few words."""
        return " ".join(filter(None, [self.arm, self.name, f"seed {self.seed}"]))


@dataclass(frozen=True)
class Link:
    """One intervention in a chain: how to make it, and the training cell that keeps its product.

    Attributes:
        part: The intervention.
        seed: Its root seed.
        train: Its training cell; None where it only wraps.
        identity: What stands for it in the keys of the cells that build on it.
        source: Hash of the files that it consists of, empty where it is all ours.
    """

    part: Part
    seed: int
    train: Cell | None
    identity: Any = ""
    source: str = ""


@dataclass(frozen=True)
class Stack:
    """A model as the chain of interventions that makes it from the base.

    Attributes:
        base: The base model.
        start: Interventions that make the model which the arm starts from.
        links: The arm's own.
    """

    base: Base
    start: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A study as cells.

    Attributes:
        checks: Check cells, in the order of the file.
        stacks: (arm, replicate) -> how its model is made; an arm that no seed touches has one replicate.
        probes: (arm, replicate) -> its probe cells, in the order of the file.
        base: The model of `model.base`; None without one.
        items: Probe -> digest of its items.
        clusters: Probe -> how many clusters each of its families has.
        made: The parts that the study declares, as the objects that they make.
    """

    checks: tuple[Cell, ...]
    stacks: dict[tuple[str, Replicate], Stack]
    probes: dict[tuple[str, Replicate], tuple[Cell, ...]]
    base: Base | None
    items: dict[str, str]
    clusters: dict[str, dict[str, int]] = field(default_factory=dict)
    made: MadeParts = field(default_factory=MadeParts)

    def chain(self, arm: str, replicate: Replicate) -> list[tuple[Link, Made]]:
        """The interventions that make an arm's model from its base, each with its object, in order."""
        stack = self.stacks[arm, replicate]
        subject = [self.made.subjects[replicate.kind]] if replicate.kind else []
        return list(zip((*stack.start, *stack.links), (*subject, *self.made.arms[arm]), strict=True))

    def bases(self) -> dict[str, Base]:
        """Arm -> the model that it starts from, below any subject."""
        return {arm: stack.base for (arm, _), stack in self.stacks.items()}

    def cells(self) -> Iterator[Cell]:
        """Yield every cell once, in the order of the file."""
        seen: set[str] = set()
        for cell in self._all():
            if cell.key not in seen:
                seen.add(cell.key)
                yield cell

    def _all(self) -> Iterator[Cell]:
        yield from self.checks
        for where, stack in self.stacks.items():
            for link in (*stack.start, *stack.links):
                if link.train is not None:
                    yield link.train
            yield from self.probes[where]


def lay_out(study: DeclaredStudy) -> Layout:
    """Lay a study out as cells; makes every part, so everything that is wrong comes out here.

    A run lays its study out once and hands the layout on.

    Raises:
        SelfOtherError: Unknown names, bad settings, a base model that is not there; the place is named.
    """
    made = make_parts(study)
    _check_measure(study, made)
    checks = tuple(_check_cell(check, seed, study) for check in made.checks for seed in study.seeds)
    if study.model is None:
        return Layout(checks, {}, {}, None, {}, made=made)
    chains = _Chains(study, study.model, made)
    check_needs(study, chains.bases, made)
    chains.check_depths()
    stacks = {where: stack for name in study.arms for where, stack in chains.stacks_of(name)}
    items = {probe.name: str(probe.thing.items_digest()) for probe in made.probes}
    cells = {
        (arm, replicate): tuple(
            chains.probe_cell(probe, items[probe.name], arm, replicate, stack) for probe in made.asked[arm]
        )
        for (arm, replicate), stack in stacks.items()
    }
    clusters = {probe.name: probe.thing.clusters() for probe in made.probes}
    return Layout(checks, stacks, cells, chains.base, items, clusters, made)


def _check_measure(study: DeclaredStudy, made: MadeParts) -> None:
    """Raise unless the primary measure is one that a probe of the study takes."""
    if study.contrasts is None:
        return
    probe, _, measure = study.contrasts.measure.partition(".")
    place = f"{study.source}: contrasts.measure"
    if probe not in made.probes_by_name:
        raise UnknownName(f"{place}: {UnknownName.among('probe', probe, made.probes_by_name)}")
    known = made.probes_by_name[probe].thing.measures
    if measure not in known:
        raise UnknownName(f"{place}: {UnknownName.among(f'measure of {probe}', measure, known)}")


def _check_cell(check: Made, seed: int, study: DeclaredStudy) -> Cell:
    threads = study.threads.check
    inputs = {"part": check.fingerprint, "seed": seed, "threads": threads}
    return Cell("check", check.part, "", seed, threads, inputs, check.thing.cost_cpu_seconds)


class _Chains:
    """Chains interventions, and makes the cells on them."""

    def __init__(self, study: DeclaredStudy, model: ModelChoice, made: MadeParts) -> None:
        self.study, self.model, self.made = study, model, made
        source = study.source
        self.base = _base_at(f"{source}: model.base", model.base, model, model.args)
        self.bases = {
            name: _base_at(f"{source}: arms.{name}.model", arm.model, model, arm.args) if arm.model else self.base
            for name, arm in study.arms.items()
        }

    def check_depths(self) -> None:
        """Raise for a layer that a model has not, of any part: its cells would raise after the others ran."""
        parts = {self.model.base: {f"subject {kind}": subject for kind, subject in self.made.subjects.items()}}
        for name, applied in self.made.arms.items():
            of_model = parts.setdefault(self.bases[name].word, {})
            of_model |= {
                place_of_probe(self.study, name, index): probe for index, probe in enumerate(self.made.asked[name])
            }
            of_model |= {f"arms.{name}.apply[{index}]": link for index, link in enumerate(applied)}
        asked = {base.word for base in self.bases.values() if base.provider}
        for word, parts_of_model in parts.items():
            depth = None if word in asked else count_layers(word)
            for place, part in parts_of_model.items() if depth is not None else ():
                try:
                    part.thing.check_depth(depth, model=word)
                except BadArgument as error:
                    raise BadArgument(f"{self.study.source}: {place}: {error}") from error

    def stacks_of(self, name: str) -> list[tuple[tuple[str, Replicate], Stack]]:
        """The arm's stacks, one a replicate; a seed that changes nothing makes no replicate of its own."""
        arm = self.study.arms[name]
        kinds = list(self.made.subjects) if arm.start == "subject" and self.made.subjects else [""]
        subject_seeds = self.model.subject_seeds if kinds != [""] else self.model.subject_seeds[:1]
        has_chance = any(link.thing.has_chance for link in self.made.arms[name])
        seeds = self.study.seeds if has_chance else self.study.seeds[:1]
        return [
            ((name, replicate), self._stack(name, replicate))
            for replicate in (
                Replicate(first, second, kind) for kind in kinds for first in subject_seeds for second in seeds
            )
        ]

    def _stack(self, name: str, replicate: Replicate) -> Stack:
        base = self.bases[name]
        start: list[Link] = []
        if kind := replicate.kind:
            start.append(self._link("subject", self.made.subjects[kind], replicate.subject_seed, [], base))
        links: list[Link] = []
        for made in self.made.arms[name]:
            links.append(self._link(name, made, replicate.seed, [*start, *links], base))
        return Stack(base, tuple(start), tuple(links))

    def _link(self, arm: str, made: Made, seed: int, before: list[Link], base: Base) -> Link:
        source, product = made.fingerprint["source"], made.thing.product
        if product == "wrapper":
            return Link(made.part, seed, None, {"part": made.fingerprint, "seed": seed}, source)
        threads = self.study.threads.train_model if product == "model" else self.study.threads.train
        inputs = {"model": _chain(before, base), "part": made.fingerprint, "seed": seed, "threads": threads}
        cost = made.thing.cost_cpu_seconds or _COST_OF_PRODUCT[product]
        cell = Cell("train", made.part, arm, seed, threads, inputs, cost)
        return Link(made.part, seed, cell, cell.key, source)

    def probe_cell(self, probe: Made, items: str, arm: str, replicate: Replicate, stack: Stack) -> Cell:
        threads = 1 if stack.base.provider else self.study.threads.probe
        inputs = {
            "model": _chain([*stack.start, *stack.links], stack.base),
            "reference": _chain(stack.start, stack.base),
            "part": probe.fingerprint,
            "items": items,
            "threads": threads,
        }
        measures, ranges = dict(probe.thing.measures), dict(probe.thing.ranges)
        cost = _ASKED_COST if stack.base.provider else probe.thing.cost_cpu_seconds
        return Cell("probe", probe.part, arm, replicate.seed, threads, inputs, cost, measures, ranges)


def _chain(links: Sequence[Link], base: Base) -> dict[str, Any]:
    return {"base": base.identity, "dtype": base.dtype, "chain": [link.identity for link in links]}


def _base_at(place: str, word: str, model: ModelChoice, args: dict[str, Any]) -> Base:
    """What the word of a model means; an error names the place in the study file."""
    try:
        return find_base(word, model.dtype, args)
    except (BadStudy, MissingModel) as error:
        raise type(error)(f"{place}: {error}") from error
