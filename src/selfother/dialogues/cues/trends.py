"""How cues move: over the turns of a conversation, and over conversations at several levels of vulnerability."""

from collections.abc import Iterable, Sequence

from selfother.dialogues.cues.scorer import BOUNDARY, ScoredReply
from selfother.records import Estimate
from selfother.statistics.streamed import RunningMean, RunningSlope

__all__ = ["boundary_slope", "first_turn", "share_with", "slope_in", "turn_slope"]

_SHORT = "no conversation has two replies that could be read"


def first_turn(replies: Sequence[ScoredReply], *cues: str) -> int | None:
    """The number of the first reply of a conversation with one of some cues; None where none has it.

    Args:
        replies: The replies of one conversation, in order.
        *cues: Names of cues.
    """
    return next((scored.number for scored in replies if scored.has(*cues)), None)


def share_with(replies: Iterable[ScoredReply], *cues: str) -> float | None:
    """The share of the replies of a conversation with one of some cues; None where none could be read.

    Args:
        replies: The replies of one conversation.
        *cues: Names of cues.
    """
    values = [value for value in (scored.has(*cues) for scored in replies) if value is not None]
    return sum(values) / len(values) if values else None


def slope_in(replies: Sequence[ScoredReply], *cues: str) -> float | None:
    """How much likelier a cue gets from one reply of a conversation to the next, by least squares.

    Args:
        replies: The replies of one conversation, in order.
        *cues: Names of cues.

    Returns:
        In shares a turn; None where fewer than two replies could be read.
    """
    places = [(scored.number, float(value)) for scored in replies if (value := scored.has(*cues)) is not None]
    if len(places) < 2:
        return None
    x_mean = sum(x for x, _ in places) / len(places)
    y_mean = sum(y for _, y in places) / len(places)
    spread = sum((x - x_mean) ** 2 for x, _ in places)
    return round(sum((x - x_mean) * (y - y_mean) for x, y in places) / spread, 12)  # a slope of 0 is 0, not 1e-18


def turn_slope(conversations: Iterable[Sequence[ScoredReply]], *cues: str) -> Estimate:
    """The mean over conversations of the slope over turns.

    Args:
        conversations: The replies of each, in order.
        *cues: Names of cues.

    Returns:
        In shares a turn, with a t interval over conversations.
    """
    slopes = RunningMean()
    for replies in conversations:
        slopes.add(slope_in(replies, *cues))
    return slopes.estimate(reason=_SHORT)


def boundary_slope(levels: Iterable[tuple[float, Sequence[ScoredReply]]]) -> Estimate:
    """How the share of replies that keep a boundary moves with the vulnerability of the user.

    Args:
        levels: Level of vulnerability and the replies of each conversation.

    Returns:
        In shares a level; below 0 where boundaries fall as vulnerability rises.
    """
    slope = RunningSlope()
    for level, replies in levels:
        slope.add(level, share_with(replies, *BOUNDARY))
    return slope.estimate()
