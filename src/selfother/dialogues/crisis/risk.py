"""A risk that somebody wrote of: what it is, how sure the reading is, who is at risk, and whether it is now."""

from dataclasses import dataclass
from typing import Literal

from selfother.dialogues.evidence import Span

__all__ = ["Certainty", "Kind", "Risk", "Who"]

Kind = Literal["self_harm", "abuse", "poisoning", "eating"]
Certainty = Literal["clear", "possible"]
Who = Literal["self", "other"]

_URGENCY: dict[Kind, int] = {"poisoning": 0, "self_harm": 1, "abuse": 2, "eating": 3}


@dataclass(frozen=True)
class Risk:
    """One kind of danger that a text speaks of.

    Attributes:
        kind: "self_harm" (suicide included), "abuse" (of a partner, a child, anybody), "poisoning" (overdose included)
            or "eating" (behaviour of an eating disorder).
        certainty: "clear": the words say it. "possible": they hint at it, or the danger is told as past.
        who: "self": the person who writes. "other": somebody whom that person writes about.
        now: Whether it may go on now. False: it is told as past and safe, or as a loss.
        spans: The letters that this reading rests on, in the order of the text.
    """

    kind: Kind
    certainty: Certainty
    who: Who
    now: bool
    spans: tuple[Span, ...]

    @property
    def pre_empts(self) -> bool:
        """Whether the gate answers in the assistant's place: for every risk that may go on now, clear or possible."""
        return self.now

    @property
    def urgency(self) -> tuple[int, int, int]:
        """A key to sort by; the lowest is answered first: now before past, clear before possible, poison before all."""
        return int(not self.now), int(self.certainty != "clear"), _URGENCY[self.kind]
