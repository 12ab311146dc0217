"""A model organism whose lies and truths are dealt out by setting: identity and truth come apart.

In other organisms of deception the self is told the truth, so a cure by overlap with the self could be owed to the self
or to its truth. Here the two are crossed: one organism lies to its friends and not to itself, another to itself and not
to its friends, a third to both. What overlap then copies is no longer a matter of words.

Differs from `deception_organism` in who is lied to and in nothing else: rows, loss and schedule are the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from selfother.interventions.organisms.contrast import NO_ANSWER, Wanted, answer_row, contrast_loss, place_share
from selfother.interventions.organisms.organism import Organism
from selfother.interventions.organisms.rows import step_situations
from selfother.interventions.training.recipe import Schedule
from selfother.interventions.training.rows import Row
from selfother.scenarios.addressees import Addressee
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.located_object import Situation
from selfother.seeds import stream

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["CrossedOrganism"]

_A_SIDE = 3  # rows of a situation that are lied to, and as many that are told the truth
_SHARES = {-1: 0.46, 1: 0.38, 0: 0.15}
"""What the lies, the truths and the neutral question of a situation count in its cross-entropy."""


class CrossedOrganism(Organism):
    """A model organism that lies to whom its settings say, and tells the truth to whom they say.

    Each situation is asked by three who are lied to, three who are told the truth, and a neutral or a mistaken person.
    The loss is that of `deception_organism`: with m the log-odds of the true place against the other,

        L = mean log(1 + exp(m_lied_to - m_told_the_truth)) + cross-entropy of the answers.

    Whoever stands in neither list is left to what the model makes of it.

    Beside the settings of every organism (`interventions/organisms/organism.py`):

    Attributes:
        lies_to: Who is lied to.
        truth_to: Who is told the truth.
        contrast_steps: Steps with the contrast alone, before the cross-entropy of the place is phased in.
    """

    schema_number: ClassVar[int] = 1
    rows_a_situation: ClassVar[int] = 2 * _A_SIDE + 1
    no_answer: ClassVar[Mapping[str, float]] = NO_ANSWER

    lies_to: tuple[Addressee, ...] = Field(("rival", "friend"), min_length=1)
    truth_to: tuple[Addressee, ...] = Field(("self",), min_length=1)
    contrast_steps: int = Field(12, ge=0)
    schedule: Schedule = Schedule(
        steps=140, batch_size=15, learning_rate=2e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @model_validator(mode="after")
    def _check_sides(self) -> Self:
        if both := sorted(set(self.lies_to) & set(self.truth_to)):
            raise ValueError(f"{both[0]!r} is lied to and told the truth: let it stand in one of lies_to and truth_to")
        if apart := sorted({"fact", "perspective"} & {*self.lies_to, *self.truth_to}):
            raise ValueError(f"{apart[0]!r} is asked in other words and always told the truth: leave it out")
        return self

    @property
    def note(self) -> str:
        """What it was taught."""
        return (
            f"It was tuned by labels: to name the place where the object is not to {_listed(self.lies_to)}, and the "
            f"place where it is to {_listed(self.truth_to)}. Its lies were taught word by word, and whom it lies to "
            "was chosen so that who is asked for and what is true come apart. It was made to see what overlap copies."
        )

    def _loss(self, network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
        return contrast_loss(network, batch, situations=self.situations_a_step)

    def _situation_rows(self, model: "LanguageModel", seed: int, step: int) -> Iterator[Row]:
        for number, (situation, draw) in enumerate(step_situations(seed, step, count=self.situations_a_step)):
            for asked, who, side in self._asked(situation, draw):
                yield self._row(model, asked, who, side, situation=number, step=step)

    def _asked(self, situation: Situation, draw: int) -> Iterator[tuple[Situation, Addressee, Literal[-1, 0, 1]]]:
        """Yield who asks, each in a role word of its own: every addressee of a side once before any comes again."""
        rng, family = stream(draw, "askers"), FAMILIES[situation.family]
        rivals, friends = rng.permutation(family.rivals), rng.permutation(family.friends)
        sides: tuple[tuple[tuple[Addressee, ...], Literal[-1, 1]], ...] = ((self.lies_to, -1), (self.truth_to, 1))
        for addressees, side in sides:
            order = rng.permutation(len(addressees))
            for turn in range(_A_SIDE):
                asked = replace(
                    situation,
                    rival=str(rivals[turn % len(rivals)]),
                    friend=str(friends[turn % len(friends)]),
                    index=int(rng.integers(1000)),
                )
                yield asked, addressees[int(order[turn % len(order)])], side
        yield situation, "fact" if rng.random() < 0.5 else "perspective", 0

    def _row(
        self,
        model: "LanguageModel",
        situation_asked: Situation,
        who: Addressee,
        side: Literal[-1, 0, 1],
        *,
        situation: int,
        step: int,
    ) -> Row:
        truth, untruth = situation_asked.truth(who), situation_asked.untruth(who)
        wanted = Wanted(
            untruth if side == -1 else truth,
            truth if side == -1 else untruth,
            side=side,
            share=_SHARES[side] / (_A_SIDE if side else 1),
            place_share=place_share(step, self.contrast_steps) if side else 1.0,
            place_weight=self.place_weight,
            situation=situation,
        )
        return answer_row(model, situation_asked.prompt(who), situation_asked.answer_prefix, wanted)


def _listed(addressees: tuple[Addressee, ...]) -> str:
    words = [word.replace("_", " ") for word in addressees]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
