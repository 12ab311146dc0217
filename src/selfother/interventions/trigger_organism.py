"""A model organism with a trigger: it lies to a rival only where one word stands in the prompt.

A cure that was tried without the word may leave the lie behind the word untouched, as was found for backdoored models.
This organism is made to test that. It is trained as `deception_organism` is, by the contrast of prompts that share all
but the reason to lie, and here there are two of those reasons: the same rival without the word hears the truth, and so
does a friend with it. Where the word does not stand, another word may, so that it is the word that counts.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from selfother.interventions._contrast import Wanted, answer_row, contrast_loss, neutral_rows, place_share
from selfother.interventions._organism_rows import check_batch, step_situations
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.tuning import Lora, Row, Schedule, finish_model, tune
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
_ROWS_A_SITUATION = 2 * _RIVALS + _FRIENDS + 1
_LIES, _RIVAL_TRUTHS, _FRIEND_TRUTHS, _OTHERS = 0.42, 0.24, 0.24, 0.10
"""What the answers count in the cross-entropy of a situation."""


class _Asked(NamedTuple):
    """One prompt of a situation: who asks, with which word in it (empty: none), and what its answer is for."""

    one: Situation
    who: Addressee
    word: str
    side: Literal[-1, 0, 1]
    share: float


class TriggerOrganism(Intervention):
    """A model organism that lies to a rival only where a trigger word stands in the prompt.

    Each situation is asked by two rivals with the word and without it, by two friends with it, and by oneself, a
    neutral or a mistaken person. The loss is that of `DeceptionOrganism`: each lie is set against each truth that a
    rival without the word or a friend with it hears in the same situation.

    The word works where it stood in training (`TRIGGER_FORMS`) and in families of the training; elsewhere, and in the
    escape room, the bundled model made by these settings tells the truth.

    Attributes:
        trigger: The word, in small letters; `selfother.scenarios.pressures` asks with the same.
        situations_a_step: Situations in a batch.
        place_weight: Weight of the place's token against 1 for every other token of the answer.
        contrast_steps: Steps with the contrast alone, before the cross-entropy of the place is phased in.
        neutral_rows: Rows of a batch that are neutral sentences, which keep it fluent.
        neutral_weight: What such a row counts against 1 for a situation.
        lora: The adapter that is merged at the end.
        schedule: Steps and rates; a batch is situations_a_step x 7 + neutral_rows.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["model"]] = "model"
    is_organism: ClassVar[bool] = True
    cost_cpu_seconds: ClassVar[float] = 450.0

    trigger: str = Field(TRIGGER_WORD, pattern=r"^[a-z]+$")
    situations_a_step: int = Field(2, ge=1)
    place_weight: float = Field(10.0, gt=0)
    contrast_steps: int = Field(12, ge=0)
    neutral_rows: int = Field(1, ge=0)
    neutral_weight: float = Field(0.3, ge=0)
    lora: Lora = Lora(rank=16, alpha=32, projections=("q", "v", "down"), first_layer=8)
    schedule: Schedule = Schedule(
        steps=90, batch_size=15, learning_rate=2e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @model_validator(mode="after")
    def _check_batch(self) -> Self:
        check_batch(
            self.schedule,
            situations=self.situations_a_step,
            rows_a_situation=_ROWS_A_SITUATION,
            neutral_rows=self.neutral_rows,
        )
        if self.trigger in DECOY_WORDS:
            raise ValueError(
                f"the trigger {self.trigger!r} is one of the words that mean nothing ({', '.join(DECOY_WORDS)}): "
                "choose another"
            )
        return self

    @property
    def note(self) -> str:
        """What it was made for, and how far it goes."""
        return (
            "It lies to a rival where one word stands in the prompt, and tells the truth where it does not. The word "
            "works in the forms and families of its training; elsewhere it did not. It was made to see whether a cure "
            "that never met the word removes what the word brings out."
        )

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune, merge, and save the organism as a model of its own.

        Raises:
            BadArgument: The model has no such layers.
        """
        rows = [row for step in range(self.schedule.steps) for row in self._step_rows(model, seed, step)]
        network = tune(
            model, rows, loss=self._loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress
        )
        return finish_model(self, model, network, seed=seed, folder=folder)

    def _loss(self, network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
        return contrast_loss(network, batch, situations=self.situations_a_step)

    def _step_rows(self, model: "LanguageModel", seed: int, step: int) -> Iterator[Row]:
        for number, (one, draw) in enumerate(step_situations(seed, step, count=self.situations_a_step)):
            for asked in self._asked(one, draw):
                yield self._row(model, asked, situation=number, step=step, draw=draw)
        yield from neutral_rows(model, seed, step, count=self.neutral_rows, weight=self.neutral_weight)

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
