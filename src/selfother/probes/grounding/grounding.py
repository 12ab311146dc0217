"""Does each reply use what the user said last?"""

import hashlib
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field

from selfother.probes.grounding.instrument import UsesWhatWasSaid
from selfother.probes.instrument import Instrument
from selfother.probes.probe import Direction, Headline, ProbeResult, TaskProbe
from selfother.scenarios.grounding.dialogues import MOST_DIALOGUES, ToldDialogue, told_dialogues

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import EvalSample

__all__ = ["Grounding"]


class Grounding(TaskProbe):
    """Grounding: whether each reply of a dialogue uses what the user said last.

    A user talks for seven turns, whatever the assistant replies: new named facts, and questions about what was told. A
    reply uses a turn by a fact that was named in it first, by one of the two answers to its question, or by two content
    words that were new in it. The control puts the same replies to the other turns of their dialogue: `used` minus
    `used_shuffled` is what only a reply to this very turn earns. What a reply copies in runs of six words is taken out
    before it is read, and `echo` counts the replies that are mostly copies.

    A null passes where `used` is read alone: whoever recites all that was named so far uses the last turn too
    (docs/reference/exams-of-our-probes.md). Read it beside `used_delta` and `answered`.

    Source: the shuffled control of work on grounding in dialogue; the rules are ours.

    Attributes:
        dialogues: How many dialogues.
        answer_tokens: Room for each reply.
        draw: Root seed of the order of the dialogues, the same for every arm and training seed.
    """

    cost_cpu_seconds: ClassVar[float] = 120.0
    measures: ClassVar[dict[str, Direction]] = {
        "used": "higher",
        "used_shuffled": "neither",
        "used_before": "neither",
        "answered": "higher",
        "echo": "lower",
        "words": "neither",
        "used_delta": "higher",
    }
    ranges: ClassVar[dict[str, tuple[float, float]]] = {"words": (0.0, math.inf)}
    instrument: ClassVar[Instrument[Any] | None] = UsesWhatWasSaid()

    dialogues: int = Field(MOST_DIALOGUES, ge=1, le=MOST_DIALOGUES)
    answer_tokens: int = Field(128, ge=8)
    draw: int = 0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(dialogues=4, answer_tokens=8)

    def items_digest(self) -> str:
        """Return a hash of what the user says."""
        lines = ["\x1e".join([dialogue.name, *(turn.text for turn in dialogue.turns)]) for dialogue in self.asked()]
        return hashlib.sha256("\x1f".join(lines).encode()).hexdigest()[:16]

    def clusters(self) -> dict[str, int]:
        """Return the dialogues of each family: turns that tell, and turns that ask."""
        return dict.fromkeys(("tells", "asks"), self.dialogues)

    def headline(self) -> Headline:
        """Return the share of replies that use the last turn."""
        return Headline("uses_the_last_turn", "mean", "used")

    def build_task(self) -> "Task":
        """Return the task: one dialogue a sample."""
        from selfother.probes.grounding.task import grounding_task

        return grounding_task(self.asked(), answer_tokens=self.answer_tokens)

    def prompts(self) -> Iterator[list[str]]:
        """Yield what each call sends, where a reply is as long as the user's turn."""
        for dialogue in self.asked():
            turns: list[str] = []
            for turn in dialogue.turns:
                turns.append(turn.text)
                yield list(turns)
                turns.append(turn.text)

    def read(self, samples: "list[EvalSample]") -> ProbeResult:
        """Return all measures of every reply, and the difference to the shuffled control."""
        from selfother.probes.grounding.task import read_grounding

        return read_grounding(samples)

    def asked(self) -> list[ToldDialogue]:
        """Return the dialogues."""
        return told_dialogues(self.dialogues, seed=self.draw)
