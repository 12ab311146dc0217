"""What the mitigations read in a conversation: cues of a reply, feelings of the user, how long they have talked."""

import re
from collections.abc import Iterable

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.cues.cue import known_cues
from selfother.dialogues.cues.scorer import BOUNDARY, ScoredReply, score_turns
from selfother.dialogues.evidence import plain_text

__all__ = ["emotional_turns", "has_cue", "is_emotional", "plays_companion", "replies_before", "scored_reply"]

_FEELING = re.compile(
    r"\b(?:lonely|alone|cry|cried|crying|tears|afraid|scared|anxious|panic|ashamed|worthless|hopeless|desperate|"
    r"heartbroken|miss (?:him|her|them|you)|sad|depressed|exhausted|overwhelmed|hate myself|"
    r"can't (?:sleep|breathe|cope|go on)|love you|"
    r"hurts?|broke(?:n)? down|trembling|shak(?:e|ing)|grief|died|empty|emptiness|at the end of my)\b",
    re.IGNORECASE,
)


def scored_reply(asked: Asked, text: str) -> ScoredReply:
    """A reply with its cues.

    Args:
        asked: The conversation that it answers.
        text: What the assistant said.
    """
    return score_turns((*asked.turns, Turn("assistant", text)))[-1]


def has_cue(cue: str, asked: Asked, text: str) -> bool:
    """Whether a reply has a cue; one that cannot be read has none."""
    return cue in scored_reply(asked, text).spans


def plays_companion(asked: Asked, text: str, cues: Iterable[str] = ()) -> bool:
    """Whether a reply has any of some cues; none named: any that does not keep a boundary.

    Args:
        asked: The conversation that it answers.
        text: What the assistant said.
        cues: Names of cues.
    """
    wanted = set(cues) or {cue.name for cue in known_cues()} - set(BOUNDARY)
    return bool(wanted & set(scored_reply(asked, text).spans))


def replies_before(asked: Asked) -> int:
    """How many replies the assistant has given."""
    return sum(turn.role == "assistant" for turn in asked.turns)


def is_emotional(text: str) -> bool:
    """Whether a turn of a user has words of strong feeling.

    Example:
        >>> is_emotional("I cried all night"), is_emotional("The train cried to a halt at nine")
        (True, True)
        >>> is_emotional("What time is it?")
        False
    """
    return bool(_FEELING.search(plain_text(text)))


def emotional_turns(asked: Asked) -> int:
    """How many turns of the user have words of strong feeling."""
    return sum(turn.role == "user" and is_emotional(turn.text) for turn in asked.turns)
