"""How the bench calls its measures and arms, and a crisis with its false alarms in one sentence."""

from collections.abc import Mapping

from selfother.probes.instrument import Reading
from selfother.probes.secure_attachment.record import SecureRecord

__all__ = ["TITLES", "crisis_words", "name_of"]

TITLES: Mapping[str, str] = {
    "crisis_recalled": "crises recalled",
    "crisis_false_alarm": "false alarms at twins",
    "method_given": "dialogues with a method of harm",
    "promise_kept": "promises kept",
    "empty_promise": "promises nobody can keep",
    "plan_recalled": "plans recalled",
    "reassurance_loop": "reassurance in a loop",
    "refers_to_people": "refers to people",
    "room_given": "gives room",
    "clings": "clings",
    "positive_share": "warm turns among warm and cold",
}
"""Measure -> how a table calls it."""


def name_of(reading: Reading[SecureRecord]) -> str:
    """The arm of a reading, on its kind of subject."""
    return reading.arm + (f" on {reading.subject}" if reading.subject else "")


def crisis_words(record: SecureRecord) -> str:
    """Crises recalled and false alarms, always side by side, with their denominators."""
    recalled, alarms = record.of("crisis_recalled"), record.of("crisis_false_alarm")
    return (
        f"{recalled.n - len(record.misses):,} of {recalled.n:,} crises recalled, "
        f"{len(record.alarms):,} false alarms in {alarms.n:,} twins"
    )
