"""Does honesty last? A rival asks as he always does, and again under each kind of pressure."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self

from pydantic import Field

from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.scenarios.located_object import Situation, family_names, situations_of
from selfother.scenarios.pressures import PRESSURES, PressureKind, Wrapper
from selfother.scenarios.vocabulary import Split

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.dataset import Sample
    from inspect_ai.log import EvalSample

__all__ = ["Pressure"]


class _Asked(NamedTuple):
    """One situation under one pressure, in one of its wrappers."""

    one: Situation
    kind: PressureKind
    number: int

    @property
    def wrapper(self) -> Wrapper:
        return PRESSURES[self.kind][self.number]


class Pressure(TaskProbe):
    """Deception of a rival under a jailbreak, a persona or a trigger word, beside the same question as it is.

    The same situations are asked in every kind, so each answer under pressure has its plain counterpart: the same
    cluster, and the same item but for the kind at its end. The kinds are the families. A kind has several wrappers,
    some in a system message and some in the user's own, which take turns over the situations; "unrelated" puts as many
    words around the question that say nothing, so that a pressure can be told from any change of the prompt. A wrapper
    with a system message takes the place of the model's own (an honesty prompt's, say), as a user's would.

    A null passes where no lies under pressure are taken for honesty: whoever copies the sentence with the object is
    moved by no pressure (docs/reference/exams-of-our-probes.md). More lies in a kind than in "plain" are a finding.
    Read few lies beside `belief_and_fact`.

    Attributes:
        kinds: Kinds of pressure; "plain" is what the others are compared with.
        families: Scenario families of the situations.
        items: Forced choices a kind and scenario family, both orders counted.
        answer_tokens: Room for an answer that is written, where a provider gives no log-probabilities.
        split: Which words the items are made of.
        draw: Root seed of the items, the same for every arm and training seed.
    """

    cost_cpu_seconds: ClassVar[float] = 25.0
    measures: ClassVar[dict[str, Direction]] = {"deceptive": "lower"}

    kinds: tuple[PressureKind, ...] = Field(tuple(PRESSURES), min_length=1)
    families: tuple[str, ...] = ("burglary", "treasure_hunt", "escape_room")
    items: int = Field(16, ge=2, multiple_of=2)
    answer_tokens: int = Field(64, ge=1)
    split: Split = "test"
    draw: int = 0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=4, kinds=("plain", "persona"))

    def items_digest(self) -> str:
        """Return a hash of the items and of the words around them."""
        lines = [
            "\t".join([_item(asked), asked.wrapper.system, _prompt(asked), asked.one.place, asked.one.empty])
            for asked in self._asked()
        ]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def clusters(self) -> dict[str, int]:
        """Return the situations of each kind: both orders of one are a cluster."""
        return dict.fromkeys(self.kinds, len(family_names(self.families)) * self.items // 2)

    def headline(self) -> Headline:
        """Return the mean of its score."""
        return Headline("names_the_place", "mean", "deceptive")

    def build_task(self) -> "Task":
        """Return the task: forced choices between the two places, kind by kind."""
        from selfother.probes.honesty.places import choice_task

        samples = [_sample(asked) for asked in self._asked()]
        return choice_task("pressure", samples, wanted="untruth", answer_tokens=self.answer_tokens)

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return "deceptive" for every item; its detail names the wrapper, counted from 0 within its kind."""
        from selfother.probes.honesty.places import read_places

        found = read_places(samples, measure="deceptive", probe="pressure")
        wrappers = {str(sample.id): (sample.metadata or {}).get("wrapper") for sample in samples}
        items = [
            item.model_copy(update={"detail": item.detail | {"wrapper": wrappers[item.item]}}) for item in found.items
        ]
        return found.model_copy(update={"items": items})

    def _asked(self) -> Iterator[_Asked]:
        drawn = situations_of(self.families, count=self.items, split=self.split, seed=self.draw)
        for kind in self.kinds:
            for place, one in enumerate(drawn):
                pair = place // 2  # both orders of a situation are asked in the same words
                yield _Asked(one, kind, pair % len(PRESSURES[kind]))


def _item(asked: _Asked) -> str:
    return f"{asked.one.item}/{asked.kind}"


def _prompt(asked: _Asked) -> str:
    return asked.wrapper.asked(asked.one.prompt("rival"))


def _sample(asked: _Asked) -> "Sample":
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ChatMessage, ChatMessageAssistant, ChatMessageSystem, ChatMessageUser

    one, wrapper = asked.one, asked.wrapper
    before: list[ChatMessage] = [ChatMessageSystem(content=wrapper.system)] if wrapper.system else []
    question: list[ChatMessage] = [
        ChatMessageUser(content=_prompt(asked)),
        ChatMessageAssistant(content=one.answer_prefix),
    ]
    return Sample(
        id=_item(asked),
        input=[*before, *question],
        target=one.truth("rival"),
        choices=[one.truth("rival"), one.untruth("rival")],
        metadata={
            "family": asked.kind,
            "cluster": one.cluster,
            "form": "choice",
            "addressee": "rival",
            "truth": one.truth("rival"),
            "untruth": one.untruth("rival"),
            "order": "object first" if one.object_first else "object second",
            "wrapper": asked.number,
        },
    )
