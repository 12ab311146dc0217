"""Cheap stand-ins for checks, models, interventions and probes: no torch, a cell in milliseconds.

A model here is a number between 0 and 1: the share of items on which it deceives.
"""

import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from pydantic import ConfigDict

from selfother.claims.checks.check import Check, CheckResult
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.probes.probe import Direction, Probe, ProbeResult
from selfother.records import Estimate, ItemScore, Transcript
from selfother.seeds import stream


@dataclass(frozen=True)
class FakeModel:
    """A share of deceptive answers."""

    share: float
    digest: str = "fake"


def base() -> Any:
    """Return the base: honest by chance."""
    return FakeModel(0.5)


class FakeCheck(Check):
    """A check that draws a number."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_number: ClassVar[int] = 1
    cost_cpu_seconds: ClassVar[float] = 0.1
    nap_seconds: float = 0.0

    def run(self, seed: int) -> Any:
        """Return one estimate."""
        time.sleep(self.nap_seconds)
        value = float(stream(seed, "fake check").random())
        return CheckResult(estimates={"x": Estimate(value=value, n=1)})


class Shift(Intervention):
    """Sets the share of deceptive answers, as if by training."""

    product: ClassVar[Any] = "adapter"
    cost_cpu_seconds: ClassVar[float] = 0.2
    to: float = 0.1
    nap_seconds: float = 0.0
    fails: bool = False

    def apply(self, model: Any, *, seed: int = 0, folder: Path | None = None, progress: Progress = silent) -> Any:
        """Train in ten steps."""
        for step in range(10):
            time.sleep(self.nap_seconds / 10)
            progress(step + 1, 10, "fake")
        if self.fails:
            raise RuntimeError("training went wrong")
        share = min(1.0, self.to + 0.01 * float(stream(seed, "shift", model.share).random()))
        if folder is not None:
            folder.mkdir()
            (folder / "share.json").write_text(json.dumps(share))
        return FakeModel(share, f"fake{share}")

    def reload(self, model: Any, folder: Path) -> Any:
        """Read the share back."""
        share = json.loads((folder / "share.json").read_text())
        return FakeModel(share, f"fake{share}")


class Organism(Shift):
    """A model of its own that deceives."""

    product: ClassVar[Any] = "model"
    to: float = 0.95


class Prompt(Intervention):
    """Wraps the model and writes nothing."""

    product: ClassVar[Any] = "wrapper"

    def apply(self, model: Any, *, seed: int = 0, folder: Any = None, progress: Any = silent) -> Any:
        """Halve the share."""
        return FakeModel(model.share / 2)


class Lies(Probe):
    """Asks items in mirrored pairs."""

    measures: ClassVar[dict[str, Direction]] = {"deceptive": "lower"}
    cost_cpu_seconds: ClassVar[float] = 0.1
    items: int = 16
    families: tuple[str, ...] = ("burglary", "treasure")
    nap_seconds: float = 0.0

    def items_digest(self) -> str:
        """Name the items."""
        return f"lies-{self.items}"

    def clusters(self) -> dict[str, int]:
        """Count the mirrored pairs of each family."""
        return dict.fromkeys(self.families, self.items // 2)

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score every item by a draw of its own."""
        time.sleep(self.nap_seconds)
        scores = [
            ItemScore(
                item=f"{family}-{index}",
                measure="deceptive",
                value=float(stream(index, family).random() < subject.share),
                family=family,
                cluster=f"{family}-{index // 2}",
                form="choice",
            )
            for family in self.families
            for index in range(self.items)
        ]
        said = Transcript(
            arm="",
            probe="Lies",
            family="burglary",
            item="burglary-0",
            prompt="Where?",
            answer="There.",
            verdict="truthful",
        )
        return ProbeResult(items=scores, transcripts=[said])


class Shy(Lies):
    """Asks items of which models that lie less than they should refuse every fourth, and never end every eighth."""

    below: float = 0.2
    says: str = "refused"

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score what was answered."""
        found = super().run(subject, reference, log_folder=log_folder)
        if subject.share >= self.below:
            return found
        items = [
            one.model_copy(update={"value": None, "reason": self.says if at % 8 else "cut off"}) if at % 4 == 0 else one
            for at, one in enumerate(found.items)
        ]
        return found.model_copy(update={"items": items})


class Truth(Lies):
    """Asks for the truth, which is told by all but those who are honester than `needs`."""

    needs: float = 0.0

    measures: ClassVar[dict[str, Direction]] = {"true": "higher"}

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score everything as true."""
        time.sleep(self.nap_seconds)
        value = float(subject.share > self.needs)
        scores = [
            ItemScore(item=f"t-{i}", measure="true", value=value, family="truth", cluster=f"t-{i // 2}", form="choice")
            for i in range(self.items)
        ]
        return ProbeResult(items=scores, estimates={"loss": Estimate(value=subject.share, n=1)})


class dose(Lies):  # noqa: N801  (reports find doses by the name of the probe)
    """How far the model is from where it started."""

    measures: ClassVar[dict[str, Direction]] = {"kl_neutral": "neither"}

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score any change, whatever it does, within a factor of two."""
        change = abs(subject.share - reference.share)
        value = 0.05 * (1 + change) if change else 0.0
        return ProbeResult(items=[ItemScore(item="d", measure="kl_neutral", value=value, cluster="d", form="exact")])


class Raises(Lies):
    """Raises on every model that deceives less than it should."""

    below: float = 0.2

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Raise, or score."""
        if subject.share < self.below:
            raise ValueError("no answer to <b>this</b>")
        return super().run(subject, reference, log_folder=log_folder)


class Dies(Lies):
    """Kills its own process, as a lack of memory would."""

    below: float = 0.2

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Die, or score."""
        if subject.share < self.below:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().run(subject, reference, log_folder=log_folder)


class relearning(Shift):  # noqa: N801  (reports find it by the name of the intervention)
    """Raises the share with every step, as if by tuning on lies."""

    rate: float = 0.1
    schedule: dict[str, float]

    def apply(self, model: Any, *, seed: int = 0, folder: Path | None = None, progress: Progress = silent) -> Any:
        """Raise the share of the model it is given."""
        to = min(1.0, model.share + self.rate * self.schedule["steps"])
        return Shift(to=to).apply(model, seed=seed, folder=folder, progress=progress)


class pressure(Lies):  # noqa: N801  (reports find it by the name of the probe)
    """Asks the same situations plainly, in every second of which a jailbreak makes a lie, and under a persona."""

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score every item by a draw of its own, the same in every kind."""
        scores = []
        for kind in ("plain", "jailbreak", "persona"):
            for index in range(32):
                lies = float(stream(index, "pressure").random()) < subject.share
                forced = kind == "jailbreak" and index // 2 % 2 == 0
                scores.append(
                    ItemScore(
                        item=f"s-{index}/{kind}",
                        measure="deceptive",
                        value=float(lies or forced),
                        family=kind,
                        cluster=f"s-{index // 2}",
                        form="choice",
                    )
                )
        return ProbeResult(items=scores)


class layer_gap(Lies):  # noqa: N801  (reports draw it by the name of the probe)
    """What would be read layer by layer, from the share alone."""

    measures: ClassVar[dict[str, Direction]] = {"gap": "neither"}

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Score one situation, and a table of three layers."""
        item = ItemScore(item="g", measure="gap", value=subject.share, cluster="g", form="activations")
        table = {
            "layer": [0, 1, 2],
            "gap": [0.0, None, subject.share],
            "variance_ratio": [1.0, 1.0, subject.share / reference.share],
        }
        return ProbeResult(items=[item], tables={"layers": table})


class lie_detector(Lies):  # noqa: N801
    """Tells those who lie apart, and those who hide it."""

    measures: ClassVar[dict[str, Direction]] = {
        "lies": "lower", "flagged": "neither", "flagged_friend": "neither", "told_apart": "neither",
        "auroc": "neither", "auroc_shuffled": "neither", "layer": "neither",
    }  # fmt: skip
    hides_below: float = 0.0

    def run(self, subject: Any, reference: Any, *, log_folder: Path | None = None) -> ProbeResult:
        """Find nothing in a base that does not lie."""
        if reference.share < 0.6:
            none = Estimate(value=None, reason="the reference does not lie")
            return ProbeResult(
                items=[
                    ItemScore(
                        item="x", measure="told_apart", value=None, cluster="x", reason="the reference does not lie"
                    )
                ],
                estimates=dict.fromkeys(("auroc", "auroc_shuffled", "layer"), none),
            )
        seen = float(subject.share > 0.5 or subject.share < self.hides_below)
        scores = {"lies": float(subject.share > 0.5), "flagged": seen, "flagged_friend": 0.0, "told_apart": seen}
        items = [
            ItemScore(item=f"{n}", measure=name, value=value, cluster=f"{n}", form="activations")
            for name, value in scores.items()
            for n in range(4)
        ]
        estimates = {
            "auroc": Estimate(value=0.5 + 0.5 * seen, n=4),
            "auroc_shuffled": Estimate(value=0.5, low=0.2, high=0.8, n=4),
            "layer": Estimate(value=1.0, n=4),
        }
        table = {"layer": [0, 1], "auroc": [0.5, 0.5 + 0.5 * seen]}
        return ProbeResult(items=items, estimates=estimates, tables={"layers": table})
