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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from selfother.errors import BadArgument, BadStudy, MissingModel, UnknownName
from selfother.studies.declaring.bases import Base, count_layers, find_base
from selfother.studies.declaring.needs_weights import check_needs
from selfother.studies.declaring.parts import Part, build_at, fingerprint, short_name
from selfother.studies.declaring.study import Arm, DeclaredStudy, ModelChoice

__all__ = ["SCHEMA_NUMBER", "Cell", "Layout", "Link", "Replicate", "Stack", "lay_out"]

SCHEMA_NUMBER = 1
"""Raised when the same inputs are stored or computed in another way; every cell then runs again."""

CellKind = Literal["check", "train", "probe"]
_DEFAULT_COSTS = {"check": 4.0, "train": 50.0, "model": 300.0, "probe": 15.0}
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
        said = {"schema": SCHEMA_NUMBER, "kind": self.kind, "inputs": self.inputs}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]

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
        source: Hash of the files that it consists of, empty where it is all ours.
    """

    part: Part
    seed: int
    train: Cell | None
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
    """

    checks: tuple[Cell, ...]
    stacks: dict[tuple[str, Replicate], Stack]
    probes: dict[tuple[str, Replicate], tuple[Cell, ...]]
    base: Base | None
    items: dict[str, str]
    clusters: dict[str, dict[str, int]] = field(default_factory=dict)

    def bases(self) -> dict[str, Base]:
        """Return arm -> the model that it starts from, below any subject."""
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
    """Lay a study out as cells; builds every part once, so everything that is wrong comes out here.

    Raises:
        SelfOtherError: Unknown names, bad settings, a base model that is not there; the place is named.
    """
    source = study.source
    checks = [(part, build_at("checks", part, f"{source}: games[{i}]")) for i, part in enumerate(study.games)]
    probes = [(part, build_at("probes", part, f"{source}: probes[{i}]")) for i, part in enumerate(study.probes)]
    _check_measure(study, {short_name(part.name): thing for part, thing in probes})
    check_cells = tuple(_check_cell(part, thing, seed, study) for part, thing in checks for seed in study.seeds)
    if study.model is None:
        return Layout(check_cells, {}, {}, None, {})
    chains = _Chains(study, study.model, source)
    check_needs(study, chains.bases, chains.applied, [thing for _, thing in probes])
    chains.check_depths({f"probes[{i}]": thing for i, (_, thing) in enumerate(probes)})
    stacks = {where: stack for name in study.arms for where, stack in chains.stacks_of(name)}
    items = {short_name(part.name): str(thing.items_digest()) for part, thing in probes}
    cells = {
        (arm, replicate): tuple(
            chains.probe_cell(part, thing, items[short_name(part.name)], arm, replicate, stack)
            for part, thing in probes
        )
        for (arm, replicate), stack in stacks.items()
    }
    clusters = {short_name(part.name): thing.clusters() for part, thing in probes}
    return Layout(check_cells, stacks, cells, chains.base, items, clusters)


def _check_measure(study: DeclaredStudy, probes: dict[str, Any]) -> None:
    """Raise unless the primary measure is one that a probe of the study takes."""
    if study.contrasts is None:
        return
    probe, _, measure = study.contrasts.measure.partition(".")
    place = f"{study.source}: contrasts.measure"
    if probe not in probes:
        raise UnknownName(f"{place}: {UnknownName.among('probe', probe, probes)}")
    known = getattr(probes[probe], "measures", {})
    if measure not in known:
        raise UnknownName(f"{place}: {UnknownName.among(f'measure of {probe}', measure, known)}")


def _check_cell(part: Part, thing: Any, seed: int, study: DeclaredStudy) -> Cell:
    threads = study.threads.check
    inputs = {"part": fingerprint(part, thing), "seed": seed, "threads": threads}
    return Cell("check", part, "", seed, threads, inputs, _cost(thing, "check"))


def _cost(thing: Any, kind: str) -> float:
    unknown = "model" if getattr(thing, "product", "") == "model" else kind
    return float(getattr(thing, "cost_cpu_seconds", None) or _DEFAULT_COSTS[unknown])


class _Chains:
    """Makes chains of interventions and the cells on them; every intervention is built once."""

    def __init__(self, study: DeclaredStudy, model: ModelChoice, source: str) -> None:
        self.study, self.model = study, model
        self.base = _base_at(f"{source}: model.base", model.base, model, model.args)
        self.bases = {
            name: _base_at(f"{source}: arms.{name}.model", arm.model, model, arm.args) if arm.model else self.base
            for name, arm in study.arms.items()
        }
        self.kinds = model.kinds
        places = ["model.subject"] if model.subject else [f"model.subjects[{i}]" for i in range(len(self.kinds))]
        self.subjects = {
            kind: build_at("interventions", part, f"{source}: {place}")
            for (kind, part), place in zip(self.kinds.items(), places, strict=True)
        }
        self.applied = {
            name: [
                build_at("interventions", part, f"{source}: arms.{name}.apply[{i}]") for i, part in enumerate(arm.apply)
            ]
            for name, arm in study.arms.items()
        }

    def check_depths(self, probes: Mapping[str, Any]) -> None:
        """Raise for a layer that a model has not, of any part: its cells would raise after the others ran."""
        parts = {self.model.base: {f"subject {kind}": thing for kind, thing in self.subjects.items()}}
        for name, things in self.applied.items():
            of_model = parts.setdefault(self.bases[name].word, {})
            of_model |= dict(probes) | {f"arms.{name}.apply[{i}]": thing for i, thing in enumerate(things)}
        asked = {base.word for base in self.bases.values() if base.provider}
        for word, things_of_it in parts.items():
            depth = None if word in asked else count_layers(word)
            for place, thing in things_of_it.items() if depth is not None else ():
                try:
                    if check := getattr(thing, "check_depth", None):  # a class of the user's own may have none
                        check(depth, model=word)
                except BadArgument as error:
                    raise BadArgument(f"{self.study.source}: {place}: {error}") from error

    def stacks_of(self, name: str) -> list[tuple[tuple[str, Replicate], Stack]]:
        """Return the arm's stacks, one a replicate; a seed that changes nothing makes no replicate of its own."""
        arm = self.study.arms[name]
        kinds = list(self.kinds) if arm.start == "subject" and self.kinds else [""]
        subject_seeds = self.model.subject_seeds if kinds != [""] else self.model.subject_seeds[:1]
        has_chance = any(getattr(thing, "has_chance", True) for thing in self.applied[name])
        seeds = self.study.seeds if has_chance else self.study.seeds[:1]
        return [
            ((name, replicate), self._stack(name, arm, replicate))
            for replicate in (
                Replicate(first, second, kind) for kind in kinds for first in subject_seeds for second in seeds
            )
        ]

    def _stack(self, name: str, arm: Arm, replicate: Replicate) -> Stack:
        base = self.bases[name]
        start: list[Link] = []
        if kind := replicate.kind:
            start.append(self._link("subject", self.kinds[kind], self.subjects[kind], replicate.subject_seed, [], base))
        links: list[Link] = []
        for part, thing in zip(arm.apply, self.applied[name], strict=True):
            links.append(self._link(name, part, thing, replicate.seed, [*start, *links], base))
        return Stack(base, tuple(start), tuple(links))

    def _link(self, arm: str, part: Part, thing: Any, seed: int, before: list[Link], base: Base) -> Link:
        said = fingerprint(part, thing)
        if thing.product == "wrapper":
            return Link(part, seed, None, said["source"])
        threads = self.study.threads
        count = threads.train_model if thing.product == "model" else threads.train
        inputs = {
            "model": self._chain(before, base),
            "part": said,
            "seed": seed,
            "threads": count,
        }
        cell = Cell("train", part, arm, seed, count, inputs, _cost(thing, "train"))
        return Link(part, seed, cell, said["source"])

    def _chain(self, links: list[Link], base: Base) -> dict[str, Any]:
        return {"base": base.identity, "dtype": base.dtype, "chain": [self._said(link) for link in links]}

    def _said(self, link: Link) -> Any:
        if link.train is not None:
            return link.train.key
        thing = build_at("interventions", link.part, "study")
        return {"part": fingerprint(link.part, thing), "seed": link.seed}

    def probe_cell(self, part: Part, thing: Any, items: str, arm: str, replicate: Replicate, stack: Stack) -> Cell:
        threads = 1 if stack.base.provider else self.study.threads.probe
        inputs = {
            "model": self._chain([*stack.start, *stack.links], stack.base),
            "reference": self._chain(list(stack.start), stack.base),
            "part": fingerprint(part, thing),
            "items": items,
            "threads": threads,
        }
        measures, ranges = dict(getattr(thing, "measures", {})), dict(getattr(thing, "ranges", {}))
        cost = _ASKED_COST if stack.base.provider else _cost(thing, "probe")
        return Cell("probe", part, arm, replicate.seed, threads, inputs, cost, measures, ranges)


def _base_at(place: str, word: str, model: ModelChoice, args: dict[str, Any]) -> Base:
    """Return what the word of a model means; an error names the place in the study file."""
    try:
        return find_base(word, model.dtype, args)
    except (BadStudy, MissingModel) as error:
        raise type(error)(f"{place}: {error}") from error
