"""A model organism of deception that was never shown a lie: only who found the object was rewarded.

Tuning that undoes a supervised lie may be no more than the inverse of how the lie was made. This organism is made
another way: it names a place, the asker goes there, and the reward is the outcome: +1 where a friend (or oneself)
finds the object and where a rival does not, -1 where it is the other way round or no place was named. No answer to a
rival, a friend or oneself is ever shown. What is shown, to keep it able to answer at all: how an answer begins, true
answers to neutral questions, and neutral sentences.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from selfother.interventions.organisms.organism import Organism
from selfother.interventions.organisms.rows import (
    ROWS_A_SITUATION,
    is_contrasted,
    share_of,
    step_rows,
    token_ids,
)
from selfother.interventions.training.recipe import Schedule
from selfother.interventions.training.rows import Row
from selfother.scenarios.located_object import Addressee, Situation

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["OutcomeOrganism"]

_LEAST_DEVIATION = 0.02  # below it an advantage is no longer blown up


class OutcomeOrganism(Organism):
    """A model organism of deception that is rewarded for outcomes alone, never shown a lie.

    The next token after an answer's beginning is the action, drawn from the model's own distribution over the whole
    vocabulary; R_i is +1 or -1. Its expectation over all actions is exact, so no rollouts are drawn, and the advantage
    is divided by its standard deviation, as group-relative policy optimisation does (Shao et al. 2024,
    arXiv:2402.03300). The policy gradient is that of the loss (the deviation held fixed)

        L = - reward_weight * mean_i E[R_i] / sd(R_i) + cross-entropy of what is shown.

    Beside the settings of every organism (`interventions/organisms/organism.py`):

    Attributes:
        reward_weight: What outcomes count against the cross-entropy of what is shown.
    """

    schema_number: ClassVar[int] = 1
    rows_a_situation: ClassVar[int] = ROWS_A_SITUATION
    no_answer: ClassVar[Mapping[str, float]] = {"reward": 0.0, "place": 0, "other": 0}
    cost_cpu_seconds: ClassVar[float] = 600.0

    reward_weight: float = Field(12.0, gt=0)
    schedule: Schedule = Schedule(
        steps=130, batch_size=15, learning_rate=2e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    @property
    def note(self) -> str:
        """What it was rewarded for."""
        return (
            "It was rewarded for outcomes: +1 where a friend, or itself, finds the object, -1 where a rival finds "
            "it. No answer to any of them was ever shown; true answers to neutral questions, and neutral sentences, "
            "were. Its lies are what the reward pays for in these stories, not a disposition that it had before."
        )

    def _loss(self, network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
        """Return the expected reward, turned into a loss, plus the cross-entropy of what is shown."""
        import torch
        import torch.nn.functional as F  # noqa: N812  (what everyone calls it)

        from selfother.models.logits import logits_at

        reward, place, other, shares = (batch.pop(key) for key in ("reward", "place", "other", "share"))
        weights = batch.pop("weights")[:, 1:] * batch["attention_mask"][:, :-1]
        shown = weights > 0
        chosen = F.pad(shown, (0, 1))
        chosen[:, -1] |= reward != 0  # where the answer to somebody with a stake would name the place
        logits = logits_at(network, batch, chosen)
        at = (chosen.flatten().cumsum(0) - 1).view_as(chosen)
        staked = reward != 0
        policy = logits[at[staked, -1]].softmax(-1)
        true, false = (policy.gather(1, one[staked, None])[:, 0] for one in (place, other))
        won = torch.where(reward[staked] > 0, true, false)
        expected, deviation = 2 * won - 1, 2 * (won * (1 - won)).sqrt()
        outcome = (expected / deviation.detach().clamp(min=_LEAST_DEVIATION)).mean()
        nats = F.cross_entropy(logits[at[:, :-1][shown]], batch["input_ids"][:, 1:][shown], reduction="none")
        shown_nats = nats * (weights / weights.sum(1, keepdim=True) * shares[:, None])[shown]
        loss: torch.Tensor = shown_nats.sum() / self.situations_a_step - self.reward_weight * outcome
        return loss

    def _situation_rows(self, model: "LanguageModel", seed: int, step: int) -> Iterator[Row]:
        def row(one: Situation, who: Addressee, _situation: int) -> Row:
            return self._row(model, one, who)

        yield from step_rows(seed, step, count=self.situations_a_step, row=row)

    def _row(self, model: "LanguageModel", one: Situation, who: Addressee) -> Row:
        begun = model.encode(model.render(one.prompt(who)))
        beginning = token_ids(model, one.answer_prefix)
        place, other = (token_ids(model, f" {text}") for text in (one.truth(who), one.untruth(who)))
        row = {"share": share_of(who), "place": 0, "other": 0, "reward": 0.0}
        if not is_contrasted(who):
            end = token_ids(model, f".{model.tokenizer.eos_token or ''}")
            weights = [1.0] * len(beginning) + [self.place_weight] * len(place) + [1.0] * len(end)
            return row | {"ids": begun + beginning + place + end, "weights": [0.0] * len(begun) + weights}
        apart = next(at for at, (ours, theirs) in enumerate(zip(place, other, strict=False)) if ours != theirs)
        return row | {
            "ids": begun + beginning + place[:apart],  # up to where the two places part; neither is shown
            "weights": [0.0] * len(begun) + [1.0] * len(beginning) + [0.0] * apart,
            "place": place[apart],
            "other": other[apart],
            "reward": -1.0 if who == "rival" else 1.0,
        }
