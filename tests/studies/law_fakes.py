"""Organisms, overlap and addressees of a target-law study in numbers: no torch, a cell in milliseconds.

A model here is the share of lies that each addressee hears from it.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.probes.probe import Direction, Probe, ProbeResult
from selfother.records import ItemScore
from selfother.seeds import stream

ADDRESSEES = ("self", "wrong_room", "friend", "enemy")
LYING, HONEST = 0.95, 0.05


@dataclass(frozen=True)
class Liar:
    """What every addressee hears, and the rival.

    Attributes:
        lies: Addressee -> share of lies, by the truth of the rival's situation.
        rival: What the rival hears.
    """

    lies: tuple[tuple[str, float], ...]
    rival: float = LYING

    @property
    def digest(self) -> str:
        """Everything that it is."""
        return f"{self.lies} {self.rival}"


def base() -> Any:
    """Return a model that lies to nobody."""
    return Liar(tuple((name, HONEST) for name in ADDRESSEES), HONEST)


class Dealt(Intervention):
    """An organism that tells the truth to some."""

    product: ClassVar[Any] = "model"
    cost_cpu_seconds: ClassVar[float] = 0.1
    told: tuple[str, ...] = ()

    def apply(self, model: Any, *, seed: int = 0, folder: Path | None = None, progress: Progress = silent) -> Any:
        """Deal the lies out; the self that knows the wrong room names the empty place where it is honest."""
        rates = {name: HONEST if name in self.told else LYING for name in ADDRESSEES}
        rates["wrong_room"] = 1 - rates["self"]
        return _kept(Liar(tuple(rates.items())), folder)

    def reload(self, model: Any, folder: Path) -> Any:
        """Read it back."""
        return _read(folder)


class Towards(Dealt):
    """Moves the rival towards what a target hears."""

    product: ClassVar[Any] = "adapter"
    target: str = "self"
    slope: float = 1.0

    def apply(self, model: Any, *, seed: int = 0, folder: Path | None = None, progress: Progress = silent) -> Any:
        """Give the rival what the target hears, times the slope."""
        heard = dict(model.lies)[self.target]
        noise = 0.02 * stream(seed, "towards", self.target).standard_normal()
        return _kept(replace(model, rival=min(1.0, max(0.0, self.slope * heard + noise))), folder)


class deception(Probe):  # noqa: N801  (results are kept under the name of the probe)
    """Asks as the rival."""

    measures: ClassVar[dict[str, Direction]] = {"deceptive": "lower"}
    cost_cpu_seconds: ClassVar[float] = 0.1
    draw: int = 0

    def items_digest(self) -> str:
        """Name the items."""
        return f"law-{self.draw}"

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score every item by a draw of its own."""
        return ProbeResult(items=_answers("deceptive", "burglary", subject.rival))


class target_lies(deception):  # noqa: N801
    """Asks as every addressee."""

    measures: ClassVar[dict[str, Direction]] = {"lies": "neither"}

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score every item of every addressee."""
        return ProbeResult(items=[item for name, rate in subject.lies for item in _answers("lies", name, rate)])


class fact(deception):  # noqa: N801
    """Asks for facts, which are always told."""

    measures: ClassVar[dict[str, Direction]] = {"true": "higher"}

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score every item as true."""
        return ProbeResult(items=_answers("true", "fact", 1.0))


def _answers(measure: str, family: str, rate: float) -> list[ItemScore]:
    draws = stream(0, "answers", family).random((32, 2))
    return [
        ItemScore(
            item=f"{family}-{cluster}-{place}",
            measure=measure,
            value=float(draws[cluster, place] < rate),
            family=family,
            cluster=f"{family}-{cluster}",
            form="choice",
        )
        for cluster in range(len(draws))
        for place in range(2)
    ]


def _kept(model: Liar, folder: Path | None) -> Liar:
    if folder is not None:
        folder.mkdir()
        (folder / "liar.json").write_text(json.dumps([model.lies, model.rival]))
    return model


def _read(folder: Path) -> Liar:
    lies, rival = json.loads((folder / "liar.json").read_text())
    return Liar(tuple((name, rate) for name, rate in lies), rival)
