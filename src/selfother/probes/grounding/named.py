"""What the numbers of grounding and the arms are called, in tables and in sentences."""

from selfother.probes.grounding.record import GroundingRecord
from selfother.probes.instrument import Reading

__all__ = ["MEASURES", "name_of"]

MEASURES = {
    "used": "uses the last turn",
    "used_telling": "uses it where it tells something",
    "used_asking": "takes an answer, or uses it, where it asks",
    "used_shuffled": "uses the other turns (control)",
    "used_delta": "uses the last turn, minus the control",
    "used_before": "uses the turn before, and not the last",
    "answered": "answers a question right",
    "echo": "is mostly copied (echo)",
    "words": "words a reply",
}
"""Field of the record -> what it is, in words that follow "a reply"."""


def name_of(reading: Reading[GroundingRecord]) -> str:
    """The arm of a reading, on its kind of subject."""
    return reading.arm + (f" on {reading.subject}" if reading.subject else "")
