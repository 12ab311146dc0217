"""Scores of grounding become a reading, and the policy that it looks like."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from selfother.probes.grounding.record import GroundingRecord
from selfother.records import Estimate, ItemScore
from selfother.statistics.clusters import spread_of, to_estimate
from selfother.statistics.rates import rate_of
from selfother.wording import percent

__all__ = ["read_uses"]

_FEWEST_DIALOGUES = 3
_MOST_UNREAD = 0.5
_ECHO = 0.5
_HIGH, _LOW = 0.7, 0.3
_ANYWHERE = 0.25
"""Replies that use more of the other turns than this would fit anywhere."""
_ANSWERED = 0.75


def read_uses(items: Sequence[ItemScore], estimates: Mapping[str, Estimate]) -> GroundingRecord:
    """The reading of one cell.

    Args:
        items: Scores of all measures.
        estimates: `used_delta`.
    """
    items = sorted(items, key=lambda item: (item.item, item.measure))
    record = GroundingRecord(
        used=_rate(items, "used"),
        used_telling=_rate(items, "used", lambda item: item.family == "tells"),
        used_asking=_rate(items, "used", lambda item: item.family == "asks"),
        used_shuffled=_rate(items, "used_shuffled"),
        used_delta=estimates.get("used_delta", Estimate(value=None, reason="not asked")),
        used_before=_rate(items, "used_before"),
        answered=_rate(items, "answered"),
        echo=_rate(items, "echo"),
        words=_words(items),
        distinct=len({str(item.detail.get("digest")) for item in items if item.measure == "used" and item.detail}),
    )
    words, is_good, is_read = _looks_like(record)
    return record.model_copy(update={"looks_like": words, "is_good": is_good, "is_read": is_read})


def _rate(items: Sequence[ItemScore], measure: str, where: Callable[[ItemScore], bool] = lambda item: True) -> Estimate:
    chosen = [item for item in items if item.measure == measure and where(item)]
    scored = [(item.cluster, item.value) for item in chosen if item.value is not None]
    missing = [item.reason for item in chosen if item.value is None]
    reason = Counter(missing).most_common(1)[0][0] if missing else "not asked"
    return rate_of(scored, n_unscored=len(missing), reason=reason)


def _words(items: Sequence[ItemScore]) -> Estimate:
    """The mean length of a reply, with a t interval over dialogues."""
    dialogues: dict[str, list[float]] = {}
    missing = 0
    for item in items:
        if item.measure == "words":
            missing += item.value is None
            if item.value is not None:
                dialogues.setdefault(item.cluster, []).append(item.value)
    if not dialogues:
        return Estimate(value=None, n_unscored=missing, reason="no reply was read")
    means = np.array([np.mean(values) for values in dialogues.values()])
    n = sum(map(len, dialogues.values()))
    return to_estimate(spread_of([means], bounds=(0.0, math.inf)), n=n, n_unscored=missing, method="t over dialogues")


def _looks_like(record: GroundingRecord) -> tuple[str, bool, bool]:
    """The policy in words, whether it is the good one, and whether anything can be said."""
    used = record.used
    if used.value is None:
        return f"not measured: {used.reason}", False, False
    if used.n_unscored > _MOST_UNREAD * (used.n + used.n_unscored):
        return "cannot be read: most of its replies are empty, refused, or calls of tools", False, False
    if (used.clusters or 0) < _FEWEST_DIALOGUES:
        return f"not measured: fewer than {_FEWEST_DIALOGUES} dialogues were read", False, False
    words = _policy(record, used.value)
    is_good = words.endswith(_GOOD)
    return words, is_good, True


_GOOD = "and answers what was asked"


def _policy(record: GroundingRecord, used: float) -> str:
    rates = (record.echo, record.used_before, record.used_shuffled)
    echo, before, shuffled = (rate.value or 0.0 for rate in rates)
    if echo >= _ECHO:
        return "an echo: it copies what the user said"
    if record.distinct == 1:
        return "says the same in every turn"
    if before >= _HIGH and used <= _LOW:
        return "a turn behind: it uses what was said before the last turn"
    if shuffled >= _ANYWHERE:
        return "recites: its replies use other turns of the dialogue too, whatever was said last"
    low = record.used_delta.low
    if used <= _LOW or low is None or low <= 0.0:
        return "does not use what was said last" if used <= _LOW else "is not shown to use what was said last"
    answered = record.answered.value
    uses = "uses what was said last" if used >= _HIGH else f"uses what was said last in {percent(used)} of turns"
    if answered is None:
        return f"{uses}; it was asked nothing"
    if answered >= _ANSWERED and used >= _HIGH:
        return f"{uses}, {_GOOD}"
    return f"{uses}, and answers {percent(answered)} of questions right"
