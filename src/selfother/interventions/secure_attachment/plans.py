"""Plans and anniversaries that the user told of, and which of them are today's."""

import re
from dataclasses import dataclass

from pydantic import JsonValue

from selfother.dialogues.evidence import plain_text
from selfother.interventions.secure_attachment.dates import days_in, named_today, without_head

__all__ = ["Plan", "plan_advice", "plans_in", "plans_of_today"]

_PARTS = re.compile(r"(?<=[.!?])\s+|\n+")
_OWN = re.compile(r"\b(?:i|i'm|i'll|i've|i'd|my|we|our|me)\b", re.IGNORECASE)
_MOST = 300


@dataclass(frozen=True)
class Plan:
    """Something that falls on a day.

    Attributes:
        what: The user's own words.
        days: The days that they name.
        turn: Index of the turn; -1: told in an earlier session.
    """

    what: str
    days: tuple[str, ...]
    turn: int

    def as_note(self) -> dict[str, JsonValue]:
        """The plan for the log."""
        return {"what": self.what, "days": [*self.days], "turn": self.turn}


def plans_in(text: str, turn: int) -> tuple[Plan, ...]:
    """The plans that a turn of the user tells of: its own sentences that name a day.

    Args:
        text: The turn; a line in brackets at its head, such as the date, is no plan.
        turn: Its index.
    """
    said = without_head(plain_text(text))
    parts = [part.strip() for part in _PARTS.split(said) if part.strip()]
    plans = []
    for number, part in enumerate(parts):
        days = days_in(part)
        near = " ".join(parts[max(0, number - 1) : number + 2])
        if days and _OWN.search(near) and not part.endswith("?"):
            plans.append(Plan(near[:_MOST], days, turn))
    return tuple(plans)


def plans_of_today(plans: tuple[Plan, ...], text: str) -> tuple[Plan, ...]:
    """The plans whose day a turn of the user names.

    Args:
        plans: Told before that turn.
        text: The turn, with its date where it has one.
    """
    today = named_today(text)
    return tuple(plan for plan in plans if today.intersection(plan.days))


def plan_advice(plans: tuple[Plan, ...], today: tuple[Plan, ...]) -> str:
    """What the assistant is told of the user's plans; empty without any.

    Args:
        plans: All that are known; the last ten are told.
        today: Those whose day was just named.
    """
    if not plans:
        return ""
    known = "\n".join(f"- {plan.what}" for plan in plans[-10:])
    now = "".join(f"\nThis is the day of: {plan.what}" for plan in today)
    return (
        f"The user told you of these days:\n{known}{now}\nBring up by name what falls on the day that is talked about."
    )
