"""The self-other gap: whether it speaks of a self, of two prompts that differ, or of a network that has collapsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

import numpy as np
from numpy.typing import NDArray

from selfother.exams.nulls.random_transformer import random_twin
from selfother.exams.nulls.words import count_words
from selfother.exams.own.asking import simultaneous
from selfother.exams.own.claim import ClaimExam, MeasureExam, examine_claim
from selfother.exams.own.row import Row
from selfother.probes.probe import ProbeResult
from selfother.probes.self_other_gap.self_other_gap import SelfOtherGap
from selfother.records import Estimate
from selfother.scenarios.located_object import Addressee, Situation, situations
from selfother.statistics.clusters import spread_of, to_estimate

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Activations", "SelfOtherGapRow", "examine_gap"]

Activations = Mapping[str, NDArray[np.float64]]
"""Who asks -> what is represented, [situations, hidden]."""
_ASKED: tuple[Addressee, ...] = ("rival", "self", "other")


class SelfOtherGapRow(Row):
    """A gap says that two prompts differ; a closed gap is overlap only beside the name gap and the variation."""

    probe: ClassVar[str] = "self_other_gap"
    is_slow: ClassVar[bool] = True

    def examine(self, *, small: bool = False) -> list[ClaimExam]:
        """Three claims: self and rival are apart, they are alike, and they are alike without collapse."""
        from selfother.models.load import load_model

        return examine_gap(SelfOtherGap(items=4 if small else 16), load_model("smollm2-135m", device="cpu"))


def examine_gap(probe: SelfOtherGap, model: "LanguageModel") -> list[ClaimExam]:
    """The claims of the probe, for a model that was trained on language.

    Args:
        probe: At the size that is wanted; its family and layer are read.
        model: What the overlap is played on.
    """
    before = _read(probe, model)
    after = _scripts(before)
    readers = {"bag_of_words": _words(probe), "random_transformer": _read(probe, random_twin(model))}
    start = _result(probe, before, before)
    alone = {name: _result(probe, seen, seen) for name, seen in readers.items()}
    changed = {name: _result(probe, seen, before) for name, seen in after.items()}
    overlap = changed.pop("overlap")
    apart = _exam("gap", chance=0.0, control=start, nulls=alone)
    alike = _exam("gap", chance=apart.control.value or 0.0, control=overlap, nulls=changed)
    names = _exam("name_gap", chance=0.0, control=overlap, nulls=changed)
    variation = _exam("variance_ratio", chance=0.0, control=overlap, nulls=changed)
    scripted = "a script that puts the self's activation in the rival's place, and keeps what a change of name changes"
    return [
        examine_claim(
            "represents a rival apart from itself",
            [apart],
            control="the bundled model",
            meaning="The two prompts differ in a word, so every reader has a gap: its size says nothing of a self.",
        ),
        examine_claim(
            "represents a rival as itself",
            [alike],
            control=scripted,
            meaning="A network that represents every prompt alike has no gap either.",
        ),
        examine_claim(
            "represents a rival as itself, and still tells names and prompts apart",
            [alike, names, variation],
            control=scripted,
            meaning="Read the gap with the name gap and the variation over prompts: what closes all three is collapse.",
        ),
    ]


@dataclass(frozen=True)
class _Script:
    """What stands in the place of a model: its activations."""

    activations: Activations


class _OnActivations(SelfOtherGap):
    """The probe on activations that are given."""

    def _read(self, model: "LanguageModel", drawn: list[Situation]) -> dict[str, NDArray[np.float64]]:
        return dict(cast("_Script", model).activations)

    def _place(self, model: "LanguageModel") -> str:
        return "activations that are given"


def _result(probe: SelfOtherGap, seen: Activations, reference: Activations) -> ProbeResult:
    given = _OnActivations.model_validate(probe.model_dump())
    subject, unit = (cast("LanguageModel", _Script(one)) for one in (seen, reference))
    return given.run(subject, unit)


def _scripts(before: Activations) -> dict[str, Activations]:
    """What a change of the model could have made of its activations: overlap, and three that are none."""
    rival, own, other = (before[who] for who in _ASKED)
    mean = np.broadcast_to(rival.mean(0), rival.shape)
    size = np.linalg.norm(own - rival, axis=1, keepdims=True)
    pushed = np.random.default_rng(0).normal(size=rival.shape[1])
    away = rival + size * pushed / np.linalg.norm(pushed)
    return {
        "overlap": {"rival": own, "self": own, "other": own + other - rival},
        "collapse": {"rival": mean, "self": mean, "other": mean},
        "deaf_to_who_asks": {"rival": own, "self": own, "other": own},
        "random_direction": {"rival": away, "self": own, "other": other + away - rival},
    }


def _read(probe: SelfOtherGap, model: "LanguageModel") -> Activations:
    from selfother.models.activations import last_token_activations

    rows = [
        model.encode(model.render(one.prompt(who), answer_prefix=one.answer_prefix))
        for who in _ASKED
        for one in _drawn(probe)
    ]
    values = last_token_activations(model, rows, layer=probe.layer, site=probe.site).double().numpy()
    return dict(zip(_ASKED, np.split(values, len(_ASKED)), strict=True))


def _words(probe: SelfOtherGap) -> Activations:
    """Which words each prompt has, in the place of activations."""
    counts, _ = count_words([one.prompt(who) for who in _ASKED for one in _drawn(probe)])
    rows = np.minimum(counts.toarray(), 1).astype(np.float64)
    return dict(zip(_ASKED, np.split(rows, len(_ASKED)), strict=True))


def _drawn(probe: SelfOtherGap) -> list[Situation]:
    return situations(probe.family, count=probe.items, split="test", seed=1)


def _exam(measure: str, *, chance: float, control: ProbeResult, nulls: Mapping[str, ProbeResult]) -> MeasureExam:
    return MeasureExam(
        probe="self_other_gap",
        measure=measure,
        chance=chance,
        control=_estimate(control, measure, 0.95),
        nulls={name: _estimate(null, measure, simultaneous(len(nulls))) for name, null in nulls.items()},
    )


def _estimate(result: ProbeResult, measure: str, level: float) -> Estimate:
    """The mean over situations with a t interval, or the estimate that the probe gives."""
    if measure in result.estimates:
        return result.estimates[measure]
    items = [item for item in result.items if item.measure == measure]
    values: dict[str, list[float]] = {}
    for item in items:
        if item.value is not None:
            values.setdefault(item.cluster, []).append(item.value)
    if not values:
        return Estimate(value=None, n_unscored=len(items), reason=items[0].reason)
    means = np.array([float(np.mean(cluster)) for cluster in values.values()])
    n = sum(map(len, values.values()))
    return to_estimate(
        spread_of([means], bounds=(0.0, np.inf)),
        n=n,
        n_unscored=len(items) - n,
        method="t over situations",
        level=level,
    )
