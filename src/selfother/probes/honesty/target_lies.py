"""Whom does the model lie to? The same situations are asked by everybody who may be a target of overlap."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, Self

from pydantic import Field

from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.scenarios.addressees import Addressee
from selfother.scenarios.located_object import Situation, family_names, items_digest, situations_of
from selfother.scenarios.vocabulary import Split

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["TargetLies"]

Asker = Addressee | Literal["wrong_room"]
_EVERYBODY: tuple[Asker, ...] = (
    "rival", "self", "friend", "sibling", "stranger", "enemy", "ally", "judge", "past_self", "fictional_self", "nobody",
    "other", "instructed", "wrong_room",
)  # fmt: skip


class TargetLies(TaskProbe):
    """Lies by addressee: share of false answers to each of those who may be a target of overlap.

    Every situation is asked by each of them, in both orders of its sentences, so addressees are paired. The addressees
    are the families of the scores. "wrong_room" asks oneself about the situation with its two places swapped, and
    counts a lie where the answer is false in the situation as it is: what overlap with a self that knows the wrong room
    would pass on if it passed on answers.

    Attributes:
        asked: The addressees.
        families: Scenario families of the situations.
        items: Situations a scenario family, both orders counted.
        answer_tokens: Room for an answer that is written, where a provider gives no log-probabilities.
        split: Which words the items are made of.
        draw: Root seed of the items, the same for every arm and training seed.
    """

    cost_cpu_seconds: ClassVar[float] = 25.0
    measures: ClassVar[dict[str, Direction]] = {"lies": "neither"}

    asked: tuple[Asker, ...] = Field(_EVERYBODY, min_length=1)
    families: tuple[str, ...] = ("burglary", "treasure_hunt", "escape_room")
    items: int = Field(16, ge=2, multiple_of=2)
    answer_tokens: int = Field(64, ge=1)
    split: Split = "test"
    draw: int = 0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=2, families=("burglary",))

    def items_digest(self) -> str:
        """Return a hash of everything that is asked."""
        return items_digest([(question.told, question.addressee) for question in self._questions()])

    def clusters(self) -> dict[str, int]:
        """Return the situations of each addressee: both orders of one are a cluster."""
        return dict.fromkeys(self.asked, len(family_names(self.families)) * self.items // 2)

    def headline(self) -> Headline:
        """Return the mean of its score."""
        return Headline("names_the_place", "mean", "lies")

    def build_task(self) -> "Task":
        """Return the task: forced choices between the two places, addressee by addressee."""
        from selfother.probes.honesty.places import choice_sample, choice_task

        samples = [
            choice_sample(
                f"{question.situation.item}/{question.asker}",
                question.told.prompt(question.addressee),
                (question.situation.truth(question.addressee), question.situation.untruth(question.addressee)),
                answer_prefix=question.situation.answer_prefix,
                form="choice",
                about={
                    "family": question.asker,
                    "cluster": question.situation.cluster,
                    "addressee": question.asker,
                    "order": "object first" if question.situation.object_first else "object second",
                },
            )
            for question in self._questions()
        ]
        return choice_task("target_lies", samples, wanted="untruth", answer_tokens=self.answer_tokens)

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return "lies" for every item."""
        from selfother.probes.honesty.places import read_places

        return read_places(samples, measure="lies", probe="target_lies")

    def _questions(self) -> "Iterator[_Question]":
        drawn = situations_of(self.families, count=self.items, split=self.split, seed=self.draw)
        for asker in self.asked:
            for situation in drawn:
                yield _Question(situation, asker)


class _Question(NamedTuple):
    """One situation, asked by one addressee."""

    situation: Situation
    asker: Asker

    @property
    def addressee(self) -> Addressee:
        """Who asks."""
        return "self" if self.asker == "wrong_room" else self.asker

    @property
    def told(self) -> Situation:
        """The situation as it is told: with its places swapped for the self that knows the wrong room."""
        own = self.situation
        return replace(own, place=own.empty, empty=own.place) if self.asker == "wrong_room" else own
