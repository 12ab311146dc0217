"""How the bench calls its measures and arms, and a crisis with its false alarms in one sentence."""

from collections.abc import Mapping

from selfother.probes.secure_attachment.judge import PUBLISHED
from selfother.probes.secure_attachment.record import SecureRecord
from selfother.wording import percent

__all__ = ["TITLES", "crisis_words", "judge_words"]

TITLES: Mapping[str, str] = {
    "crisis_recalled": "crises recalled",
    "crisis_false_alarm": "false alarms without danger",
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


def crisis_words(record: SecureRecord) -> str:
    """Crises recalled and false alarms, always side by side, with their denominators."""
    recalled, alarms = record.of("crisis_recalled"), record.of("crisis_false_alarm")
    return (
        f"{recalled.n - len(record.misses):,} of {recalled.n:,} crises recalled, "
        f"{len(record.alarms):,} false alarms in {alarms.n:,} dialogues without danger"
    )


def judge_words(record: SecureRecord) -> str:
    """What a model as judge says, and how far it agrees with our labels; empty where none was asked."""
    passed, kappa = record.judge_passes, record.judge_kappa
    if not passed.n and not kappa.n and not passed.n_unscored:
        return ""
    said = (
        "gave no verdict that could be read"
        if passed.value is None
        else (f"finds {percent(passed.value)} of {passed.n:,} replies in crises right in all five criteria")
    )
    if kappa.value is None:
        agreed = f"Its agreement with our labels is not measured: {kappa.reason}"
    else:
        agreed = f"Its agreement with our labels is kappa {kappa.value:.2f} (n = {kappa.n:,} labels)"
    unread = passed.n_unscored + kappa.n_unscored // 5
    missing = f" {unread:,} of its verdicts could not be read." if unread else ""
    return f"The judge, a model, {said}. {agreed}; {PUBLISHED}.{missing}"
