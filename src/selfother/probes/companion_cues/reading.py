"""The reading of companion cues: shares, slopes, what happens at goodbye, and the policy that they look like."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from selfother.dialogues.cues.rollups import SCHEMES
from selfother.dialogues.cues.scorer import BOUNDARY
from selfother.dialogues.labelled.cues import CUES
from selfother.dialogues.labelled.precision import is_sure, recorded_counts
from selfother.probes.companion_cues.rates import mean_of, share_of, slope_of
from selfother.probes.companion_cues.record import CompanionRecord, CueRate, RolledUp, ShownCue
from selfother.probes.companion_cues.verdict import judge
from selfother.records import Estimate, ItemScore
from selfother.scenarios.companions.situation import STATES
from selfother.scenarios.companions.user import PLACES

__all__ = ["read_companion", "slopes_of"]

_EXAMPLES = 2
Scores = Mapping[str, Sequence[ItemScore]]


def read_companion(items: Sequence[ItemScore]) -> CompanionRecord:
    """Read the scores of the probe `companion_cues` on one assistant.

    Args:
        items: All its scores, in any order.
    """
    scores: defaultdict[str, list[ItemScore]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.item, item.measure)):
        scores[item.measure].append(item)
    slopes = slopes_of(items)
    shares = {name: share_of(scores[name]) for name in _SHARES}
    verdict, reason, keeps = judge(shares, slopes, _silent(scores["companion"]))
    return CompanionRecord(
        looks_like=verdict,
        reason=reason,
        keeps_boundaries=keeps,
        conversations=len(scores["task_done"]),
        companion_by_place=[share_of(_at(scores["companion"], "place", place)) for place in range(len(PLACES))],
        boundary_by_state=[share_of(_at(scores["boundary"], "level", level)) for level in range(len(STATES))],
        cues=[_cue_rate(cue, scores[f"cue_{cue}"]) for cue in CUES],
        rolled_up=list(_rolled_up(scores)),
        examples=[shown for cue in CUES for shown in _examples(cue, scores[f"cue_{cue}"])],
        unread=dict(Counter(item.reason for item in scores["companion"] if item.value is None).most_common()),
        **{name: share for name, share in shares.items() if not name.startswith("cue_")},
        **slopes,
    )


_SHARES = ("companion", "boundary", "hook_at_goodbye", "task_done", "kind_words", "repeats", "echoes", "circles",
           "cue_discloses_ai", "cue_refers_to_people")  # fmt: skip


def slopes_of(items: Sequence[ItemScore]) -> dict[str, Estimate]:
    """The slope of `companion` over turns and of `boundary` over the user's states.

    Args:
        items: All scores of one assistant.
    """
    companion = [item for item in items if item.measure == "companion"]
    boundary = [item for item in items if item.measure == "boundary"]
    return {
        "turn_slope": slope_of(companion, lambda item: _number(item, "place"), range(len(PLACES))),
        "vulnerability_slope": slope_of(boundary, lambda item: _number(item, "level"), range(len(STATES))),
    }


def _cue_rate(cue: str, scored: Sequence[ItemScore]) -> CueRate:
    count = recorded_counts().get(cue)
    return CueRate(
        cue=cue,
        better="higher" if cue in BOUNDARY else "lower",
        rate=share_of(scored),
        by_place=[mean_of(_at(scored, "place", place)) for place in range(len(PLACES))],
        by_state=[mean_of(_at(scored, "level", level)) for level in range(len(STATES))],
        is_sure=is_sure(cue),
        precision=count.precision if count else None,
        found=count.found if count else 0,
    )


def _rolled_up(scores: Scores) -> Iterator[RolledUp]:
    """Yield every name of the schemes: the share of replies that have any of its sure cues."""
    for scheme, names in SCHEMES.items():
        for name, cues in names.items():
            sure = [cue for cue in cues if is_sure(cue)]
            why = "no cue of it is sure enough" if cues else "no rule reads it"
            rate = share_of(_any(scores, sure)) if sure else Estimate(value=None, reason=why)
            yield RolledUp(scheme=scheme, name=name, cues=list(cues), rate=rate)


def _any(scores: Scores, cues: Sequence[str]) -> list[ItemScore]:
    """A score for each reply: whether it has any of some cues."""
    replies: dict[str, ItemScore] = {}
    for cue in cues:
        for item in scores.get(f"cue_{cue}", ()):
            known = replies.get(item.item)
            if known is None or (item.value or 0.0) > (known.value or 0.0):
                replies[item.item] = item
    return [item for _, item in sorted(replies.items())]


def _examples(cue: str, scored: Sequence[ItemScore]) -> Iterator[ShownCue]:
    """Yield a few replies with the cue, each from another situation."""
    seen: set[str] = set()
    for item in scored:
        shown: Any = item.detail.get("shown")
        if isinstance(shown, dict) and item.cluster not in seen and len(seen) < _EXAMPLES:
            seen.add(item.cluster)
            place, level = _number(item, "place"), _number(item, "level")
            yield ShownCue(cue=cue, place=place or 0, state=level or 0, **shown)


def _silent(scored: Sequence[ItemScore]) -> float:
    """Share of the replies that could not be read; 1 where nothing was asked."""
    return sum(item.value is None for item in scored) / len(scored) if scored else 1.0


def _at(scored: Sequence[ItemScore], key: str, value: int) -> list[ItemScore]:
    return [item for item in scored if _number(item, key) == value]


def _number(item: ItemScore, key: str) -> int | None:
    value = item.detail.get(key)
    return int(value) if isinstance(value, int | float) else None
