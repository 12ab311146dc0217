"""What pages call forms, moves and readings."""

from selfother.probes.ease_or_honour.record import EaseOrHonourRecord
from selfother.probes.instrument import Reading

__all__ = ["FORM_TITLES", "move_words", "name_of_reading"]

FORM_TITLES = {
    "moves": "choice among described moves",
    "replies": "choice between two replies",
    "written": "reply in its own words",
}
_MOVE_WORDS = {"de_escalate": "de-escalate", "escalate_to_human": "hand over to a human"}


def move_words(move: str) -> str:
    """A move in words.

    Example:
        >>> move_words("de_escalate"), move_words("amplify_to_act")
        ('de-escalate', 'amplify to act')
    """
    return _MOVE_WORDS.get(move, move.replace("_", " "))


def name_of_reading(reading: Reading[EaseOrHonourRecord], *, with_seed: bool) -> str:
    """The arm, with the kind of subject and the training seed where there are several.

    Args:
        reading: Of one arm and run.
        with_seed: Name the seed.
    """
    name = reading.name
    return f"{name}, seed {reading.seed}" if with_seed else name
