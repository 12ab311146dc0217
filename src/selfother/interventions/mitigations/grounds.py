"""Grounds for handing over to a person, read in what the user wrote."""

import re

from selfother.dialogues.asked import Asked
from selfother.dialogues.crisis.recognise import recognise_turns
from selfother.dialogues.evidence import plain_text

__all__ = ["asks_for_person", "in_danger"]

_PERSON = (
    r"(?:a |an |some |the )?(?:real |actual |live |human )?(?:person|human(?: being)?|agent|someone real|employee)"
)
_ASKS = re.compile(
    rf"\b(?:talk|speak|write|chat|connect me|put me through|transfer me|hand me over|get me) (?:to |with )?{_PERSON}\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:don't|do not|never|not|no need to|rather than|instead of)\b[^.!?]{0,30}$", re.IGNORECASE)


def asks_for_person(text: str) -> bool:
    """Whether a user asks to be put through to a person.

    Example:
        >>> asks_for_person("Can I talk to a real person?"), asks_for_person("I don't want to talk to a person.")
        (True, False)
    """
    plain = plain_text(text)
    return any(not _DENIED.search(plain[: match.start()]) for match in _ASKS.finditer(plain))


def in_danger(asked: Asked) -> bool:
    """Whether any turn of the user tells of a danger that may go on now.

    Args:
        asked: The conversation.
    """
    return any(
        risk.pre_empts
        for place, turn in enumerate(asked.turns)
        if turn.role == "user"
        for risk in recognise_turns(asked.turns[: place + 1])
    )
