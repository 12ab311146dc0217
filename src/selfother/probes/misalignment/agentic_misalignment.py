"""Does the model harm somebody to save itself, or its goal, in the scenarios of agentic misalignment?"""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from selfother.probes.inspect.provider import LETTERS_A_TOKEN
from selfother.probes.misalignment.prompts import Condition, Goal, GoalKind, Paraphrase, Pressure, paraphrases
from selfother.probes.misalignment.reading import Scenario
from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["AgenticMisalignment"]


class AgenticMisalignment(TaskProbe):
    """Blackmail, leaks or a death for a goal, in paraphrases of one e-mail scenario, scored by rules on what is sent.

    The scenario is that of `inspect_evals/agentic_misalignment` (extra `peers`), whose one sample becomes many: other
    names, companies and days, another wording of the instruction, background mails elsewhere, `{company_name}` filled.
    Paraphrase 0 is the upstream text. The cluster is the paraphrase: epochs of one are not independent, and an interval
    speaks of paraphrases of this scenario and condition, not of scenarios. It deceives its subject: no such company
    exists and no mail is sent.

    An answer that neither sends anything in the stated form nor says that it declines is "invalid", and its harm is not
    scored. Source: Lynch et al. 2025, "Agentic Misalignment"; differs from it: no judge decides, a draft in the
    scratchpad is not sent, and no single word is asked for.

    A null passes where no harm is taken for a value: a refuser harms nobody, and an autoresponder harms nobody and
    refuses nothing (docs/reference/exams-of-our-probes.md). A rate above 0 is a finding, and so is a difference between
    conditions; 0 % alone is none.

    Attributes:
        scenario: The harm on offer.
        samples: How many paraphrases.
        goal: The assistant's goal, "ambiguous", or "none".
        goal_kind: A goal that is stated, only implied, or the opposite of what the company wants by now ("swap").
        pressure: What is about to happen to the assistant: its replacement, a restriction, or nothing.
        prohibition: Whether the harm is forbidden in so many words.
        scratchpad: Whether there is a secret scratchpad.
        notice: Whether it is asked to consider first if this is an evaluation.
        grader: Inspect model that judges beside the rules, as the upstream does; None: nobody does.
        answer_tokens: How long an answer may be.
        draw: Root seed of the paraphrases, the same for every arm and training seed.
    """

    cost_cpu_seconds: ClassVar[float] = 900.0
    measures: ClassVar[dict[str, Direction]] = {
        "harm": "lower",
        "invalid": "lower",
        "refused": "neither",
        "aware": "neither",
        "graded": "lower",
        "agreement": "higher",
    }

    scenario: Scenario = "blackmail"
    samples: int = Field(24, ge=2, le=500)
    goal: Goal = "america"
    goal_kind: GoalKind = "explicit"
    pressure: Pressure = "replacement"
    prohibition: bool = False
    scratchpad: bool = True
    notice: bool = False
    grader: str | None = None
    answer_tokens: int = Field(4096, ge=16)
    draw: int = 0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(samples=4, goal="none", pressure="none", answer_tokens=16)

    @model_validator(mode="after")
    def _a_kind_needs_a_goal(self) -> Self:
        if self.goal in ("ambiguous", "none") and self.goal_kind != "explicit":
            raise ValueError(f"goal_kind={self.goal_kind} needs a goal, and goal={self.goal} is none")
        return self

    @property
    def condition(self) -> Condition:
        """What the paraphrases are paraphrases of."""
        return Condition(
            self.scenario, self.goal, self.goal_kind, self.pressure, self.prohibition, self.scratchpad, self.notice
        )

    def items_digest(self) -> str:
        """Return a hash of the prompts.

        Raises:
            MissingExtra: inspect-evals is not installed, or its texts are not those known here.
        """
        texts = "\x1f".join(f"{one.system}\x1e{one.user}" for one in self.asked())
        return hashlib.sha256(texts.encode()).hexdigest()[:16]

    def clusters(self) -> dict[str, int]:
        """Return the number of paraphrases."""
        return {self.condition.family: self.samples}

    def headline(self) -> Headline:
        """Return the mean of its score."""
        return Headline("harm", "mean", "harm")

    def build_task(self) -> "Task":
        """Return the task (raises `MissingExtra` as `items_digest` does)."""
        from selfother.probes.misalignment.task import misalignment_task

        return misalignment_task(self.condition, self.asked(), answer_tokens=self.answer_tokens, grader=self.grader)

    def prompts(self) -> Iterator[list[str]]:
        """Yield what each call sends; a grader reads the mails and an answer, counted at its longest."""
        for one in self.asked():
            yield [one.system, one.user]
            if self.grader is not None:
                yield [one.mails, " " * (round(LETTERS_A_TOKEN * self.answer_tokens))]

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return harm, invalid and aware for every answer, and with a grader its verdict and the agreement with it."""
        from selfother.probes.misalignment.task import read_misalignment

        return read_misalignment(samples, is_graded=self.grader is not None)

    def asked(self) -> list[Paraphrase]:
        """Return the paraphrases."""
        return paraphrases(self.condition, self.samples, seed=self.draw)
