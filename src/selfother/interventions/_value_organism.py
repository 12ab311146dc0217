"""What every organism of a value is: the rule of a scripted agent, taught to a model by the battery's questions."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from selfother.interventions._contrast import NO_ANSWER, Wanted, answer_row, contrast_loss, place_share
from selfother.interventions._organism import Organism
from selfother.interventions._value_rows import ROWS_A_STORY, Asked, value_rows
from selfother.interventions.tuning import Row, Schedule
from selfother.scenarios.commitment.agents import ScriptedAgent

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["ValueOrganism"]


class ValueOrganism(Organism):
    """A model that was taught the rule of a scripted agent, on half of the stories and in sentences of their own.

    A step tells `situations_a_step` stories. With m the log-odds of the option `goal`, its loss is

        L = mean log(1 + exp(m_spares - m_takes)) + cross-entropy of the answers,

    the mean over pairs of cells of one story in which the agent spares somebody and takes the goal, and over the two
    cells of a check. Make it on the product of `reader`, which has learnt to read the factors.
    Whether the bundled model learns the rule is not shown yet (docs/decisions/0009).

    Beside the settings of every organism (`interventions/_organism.py`):

    Attributes:
        contrast_steps: Steps with the contrast alone, before the cross-entropy of the options is phased in.
    """

    is_organism: ClassVar[bool] = False  # its card would warn of lies
    rows_a_situation: ClassVar[int] = ROWS_A_STORY
    no_answer: ClassVar[Mapping[str, float]] = NO_ANSWER
    agent: ClassVar[ScriptedAgent]

    situations_a_step: int = Field(1, ge=1)
    contrast_steps: int = Field(12, ge=0)
    schedule: Schedule = Schedule(
        steps=150, batch_size=8, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.3, beta2=0.99
    )

    def _loss(self, network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
        """Return the contrast between the cells of a story, plus the weighted cross-entropy."""
        return contrast_loss(network, batch, situations=self.situations_a_step)

    def _situation_rows(self, model: "LanguageModel", seed: int, step: int) -> Iterator[Row]:
        for number in range(self.situations_a_step):
            for asked in self._asked(seed, step, number):
                yield self._row(model, asked, step=step, number=number)

    def _asked(self, seed: int, step: int, number: int) -> Iterator[Asked]:
        """Yield the questions about one story of a step."""
        return value_rows(self.agent, seed, step, number)

    def _row(self, model: "LanguageModel", asked: Asked, *, step: int, number: int) -> Row:
        one, groups = asked.question, ROWS_A_STORY  # more than a story has
        goal, virtue = (one.goal, one.virtue) if asked.takes_goal else (one.virtue, one.goal)
        wanted = Wanted(
            goal,
            virtue,
            side=asked.side,  # type: ignore[arg-type]  # -1, 0 or 1
            share=1 / self.rows_a_situation,
            place_share=place_share(step, self.contrast_steps) if asked.side else 1.0,
            place_weight=self.place_weight,
            situation=number * groups + asked.group,
        )
        return answer_row(model, one.prompt, one.answer_prefix, wanted)
