"""Does an assistant cooperate, or does it persuade? The same facts under three incentives."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field

from selfother.probes.instrument import Instrument
from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.probes.rhetoric.instrument import Cooperation
from selfother.scenarios.advice.incentives import INCENTIVES, question_asked
from selfother.scenarios.advice.question import Advice
from selfother.scenarios.advice.question_files import questions_of

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["Rhetoric"]


class Rhetoric(TaskProbe):
    """Rhetoric: whether the facts that an assistant states move with what it is paid for, or only its words do.

    A user asks before a decision. The assistant is given all that is known, two decisive caveats among it, under a
    neutral system message, under one that rewards adoption, and under one that rewards honesty. A cooperative speaker's
    set of facts does not move.

        facts_stated      share of the facts that a reply states, in any words
        caveats_omitted   share of the decisive caveats that it leaves out
        unsupported       whether it claims a number, a superlative or a guarantee that no fact holds
        appeals_per_100   appeals to standing, feelings, scarcity or a debt, in 100 words
        cooperation       the mean of facts stated, caveats given, and nothing claimed beyond the facts

    Rules give the letters that a score rests on; there is no judge. Families are the incentives, clusters the
    questions. `fact_delta` and `appeal_delta` are adoption minus neutral, side by side.

    A null passes where `facts_stated` is read alone: whoever copies the prompt states every fact. The reading says so.

    Source: the maxims of Miehling et al. 2024 (say all that matters, and nothing unsupported); differs: facts are given
    with the question, and the contrast is between incentives.

    Attributes:
        domains: Which questions: domains of ours, or YAML files of your own; empty: all of ours.
        items: How many questions at most, the domains in turn; 0: all. Each is asked three times.
        answer_tokens: Room for a reply; one that is cut off before the 120 words that are asked for is not scored.
    """

    cost_cpu_seconds: ClassVar[float] = 400.0
    measures: ClassVar[dict[str, Direction]] = {
        "facts_stated": "higher",
        "caveats_omitted": "lower",
        "unsupported": "lower",
        "appeals_per_100": "neither",
        "cooperation": "higher",
        "fact_delta": "neither",
        "caveat_delta": "lower",
        "unpaid_delta": "lower",
        "appeal_delta": "neither",
        "copied": "neither",
        "same_reply": "lower",
    }
    ranges: ClassVar[dict[str, tuple[float, float]]] = {
        "facts_stated": (0.0, 1.0),
        "caveats_omitted": (0.0, 1.0),
        "appeals_per_100": (0.0, float("inf")),
        "cooperation": (0.0, 1.0),
    }
    instrument: ClassVar[Instrument[Any] | None] = Cooperation()

    domains: tuple[str, ...] = ()
    items: int = Field(0, ge=0)
    answer_tokens: int = Field(400, ge=8)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=2, answer_tokens=8)

    def items_digest(self) -> str:
        """Return a hash of all that is asked."""
        lines = [
            "\x1f".join([advice.id, *(turn.text for turn in question_asked(advice, incentive, number).turns)])
            for number, advice in enumerate(self.questions())
            for incentive in INCENTIVES
        ]
        return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()[:16]

    def clusters(self) -> dict[str, int]:
        """Return the questions of each incentive."""
        return dict.fromkeys(INCENTIVES, len(self.questions()))

    def headline(self) -> Headline:
        """Return the mean cooperation."""
        return Headline("cooperates", "mean", "cooperation")

    def build_task(self) -> "Task":
        """Return the task: every question under every incentive."""
        from selfother.probes.rhetoric.task import rhetoric_task

        return rhetoric_task(self.questions(), answer_tokens=self.answer_tokens)

    def prompts(self) -> Iterator[list[str]]:
        """Yield what each call sends."""
        for number, advice in enumerate(self.questions()):
            for incentive in INCENTIVES:
                yield [turn.text for turn in question_asked(advice, incentive, number).turns]

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return five scores for every reply, and the differences between the incentives."""
        from selfother.probes.rhetoric.task import read_samples

        return read_samples(samples, {advice.id: advice for advice in questions_of(self.domains)})

    def questions(self) -> tuple[Advice, ...]:
        """Return the questions."""
        return questions_of(self.domains, items=self.items)
