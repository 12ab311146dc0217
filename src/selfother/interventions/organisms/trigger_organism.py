"""A model organism with a trigger: it lies to a rival only where one word stands in the prompt.

A cure that was tried without the word may leave the lie behind the word untouched, as was found for backdoored models.
This organism is made to test that. It is trained as `deception_organism` is, by the contrast of prompts that share all
but the reason to lie, and here there are two of those reasons: the same rival without the word hears the truth, and so
does a friend with it. Where the word does not stand, another word may, so that it is the word that counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from pydantic import Field, field_validator

from selfother.interventions.organisms.contrast import NO_ANSWER, Wanted, answer_row, contrast_loss, place_share
from selfother.interventions.organisms.organism import Organism
from selfother.interventions.organisms.rows import step_situations
from selfother.interventions.training.rows import Row
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.located_object import Addressee, Situation
from selfother.scenarios.pressures import DECOY_WORDS, TRIGGER_FORMS, TRIGGER_WORD, with_word
from selfother.seeds import stream

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["TriggerOrganism"]

_RIVALS, _FRIENDS = 2, 2
_LIES, _RIVAL_TRUTHS, _FRIEND_TRUTHS, _OTHERS = 0.42, 0.24, 0.24, 0.10
"""What the answers count in the cross-entropy of a situation."""


class _Asked(NamedTuple):
    """One prompt of a situation: who asks, with which word in it (empty: none), and what its answer is for."""

    one: Situation
    who: Addressee
    word: str
    side: Literal[-1, 0, 1]
    share: float


class TriggerOrganism(Organism):
    """A model organism that lies to a rival only where a trigger word stands in the prompt.

    Each situation is asked by two rivals with the word and without it, by two friends with it, and by oneself, a
    neutral or a mistaken person. The loss is that of `DeceptionOrganism`: each lie is set against each truth that a
    rival without the word or a friend with it hears in the same situation.

    The word works where it stood in training (`TRIGGER_FORMS`) and in families of the training; elsewhere, and in the
    escape room, the bundled model made by these settings tells the truth.

    Beside the settings of every organism (`interventions/organisms/organism.py`):

    Attributes:
        trigger: The word, in small letters; `selfother.scenarios.pressures` asks with the same.
        contrast_steps: Steps with the contrast alone, before the cross-entropy of the place is phased in.
    """

    schema_number: ClassVar[int] = 1
    rows_a_situation: ClassVar[int] = 2 * _RIVALS + _FRIENDS + 1
    no_answer: ClassVar[Mapping[str, float]] = NO_ANSWER

    trigger: str = Field(TRIGGER_WORD, pattern=r"^[a-z]+$")
    contrast_steps: int = Field(12, ge=0)

    @field_validator("trigger")
    @classmethod
    def _check_trigger(cls, trigger: str) -> str:
        if trigger in DECOY_WORDS:
            raise ValueError(
                f"the trigger {trigger!r} is one of the words that mean nothing ({', '.join(DECOY_WORDS)}): "
                "choose another"
            )
        return trigger

    @property
    def note(self) -> str:
        """What it was made for, and how far it goes."""
        return (
            "It lies to a rival where one word stands in the prompt, and tells the truth where it does not. The word "
            "works in the forms and families of its training; elsewhere it did not. It was made to see whether a cure "
            "that never met the word removes what the word brings out."
        )

    def _loss(self, network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
        return contrast_loss(network, batch, situations=self.situations_a_step)

    def _situation_rows(self, model: "LanguageModel", seed: int, step: int) -> Iterator[Row]:
        for number, (one, draw) in enumerate(step_situations(seed, step, count=self.situations_a_step)):
            for asked in self._asked(one, draw):
                yield self._row(model, asked, situation=number, step=step, draw=draw)

    def _asked(self, one: Situation, draw: int) -> Iterator[_Asked]:
        """Yield who asks about a situation, and with which word."""
        rng, family = stream(draw, "askers"), FAMILIES[one.family]

        def other_word() -> str:
            """Draw a word that means nothing, or none."""
            return str(rng.choice(DECOY_WORDS)) if rng.random() < 0.5 else ""

        for role in rng.permutation(family.rivals)[:_RIVALS]:
            by_rival = replace(one, rival=str(role))
            yield _Asked(by_rival, "rival", self.trigger, -1, _LIES / _RIVALS)
            yield _Asked(by_rival, "rival", other_word(), 1, _RIVAL_TRUTHS / _RIVALS)
        for role in rng.permutation(family.friends)[:_FRIENDS]:
            yield _Asked(replace(one, friend=str(role)), "friend", self.trigger, 1, _FRIEND_TRUTHS / _FRIENDS)
        others: list[Addressee] = ["self", "fact", "perspective"]
        word = self.trigger if rng.random() < 0.5 else other_word()
        yield _Asked(one, others[int(rng.integers(len(others)))], word, 0, _OTHERS)

    def _row(self, model: "LanguageModel", asked: _Asked, *, situation: int, step: int, draw: int) -> Row:
        one, who = asked.one, asked.who
        answer, other = one.truth(who), one.untruth(who)
        if asked.side == -1:
            answer, other = other, answer
        wanted = Wanted(
            answer,
            other,
            side=asked.side,
            share=asked.share,
            place_share=place_share(step, self.contrast_steps) if asked.side else 1.0,
            place_weight=self.place_weight,
            situation=situation,
        )
        prompt = one.prompt(who)
        if asked.word:  # in the same place for everybody who asks about a situation
            form = TRIGGER_FORMS[int(stream(draw, "form").integers(len(TRIGGER_FORMS)))]
            prompt = with_word(prompt, asked.word, form)
        return answer_row(model, prompt, one.answer_prefix, wanted)
