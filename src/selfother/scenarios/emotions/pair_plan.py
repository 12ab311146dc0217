"""Which minimal pairs are made of a situation: a plan over three situations in which every move is right equally often.

A pair names the field that is varied, its two levels, and the moves that are right at them. All other fields are drawn
among the levels that lead to these moves, so that they say as little as may be about which of the two it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from selfother.scenarios.emotions.fields import INWARD, LEVELS, Emotion, FieldName, Fields
from selfother.scenarios.emotions.rule_table import Move, right_move

__all__ = ["PAIRS_A_SITUATION", "PairKind", "draw_fields", "pair_kinds"]

PAIRS_A_SITUATION = 4
_ROUNDS = 20


@dataclass(frozen=True)
class PairKind:
    """A minimal pair, before its other fields are drawn.

    Attributes:
        varied: The field in which the two items differ.
        levels: Its level in each of the two.
        moves: The move that is right in each.
    """

    varied: FieldName
    levels: tuple[str, str]
    moves: tuple[Move, Move]


def _kind(varied: FieldName, levels: str, moves: str) -> PairKind:
    first, second = levels.split()
    one, other = (next(move for move in _MOVES if move.startswith(word)) for word in moves.split())
    return PairKind(varied, (first, second), (one, other))


_MOVES: tuple[Move, ...] = ("ease", "honour", "explore", "amplify_to_act", "de_escalate", "escalate_to_human")
_DANGER = tuple(_kind("clinical", "none risk", f"{move} escalate") for move in ("ease", "honour", "explore", "amplify"))
_INWARD_PLANS = (
    (
        *_DANGER,
        _kind("third_party", "none at_risk", "amplify de"),
        _kind("third_party", "none at_risk", "honour de"),
        _kind("third_party", "none at_risk", "explore de"),
        _kind("third_party", "none at_risk", "ease de"),
        _kind("warranted", "yes no", "amplify ease"),
        _kind("can_act", "yes no", "amplify honour"),
        _kind("warranted", "yes unknown", "honour explore"),
        _kind("warranted", "no unknown", "ease explore"),
    ),
    (
        *_DANGER,
        _kind("third_party", "none at_risk", "honour de"),
        _kind("third_party", "none at_risk", "explore de"),
        _kind("third_party", "none at_risk", "ease de"),
        _kind("third_party", "none at_risk", "amplify de"),
        _kind("function", "self others", "ease honour"),
        _kind("asks_for", "comfort agreement", "ease honour"),
        _kind("can_act", "yes unknown", "amplify explore"),
        _kind("warranted", "yes unknown", "amplify explore"),
    ),
)
_OUTWARD_PLANS = (
    (
        *_DANGER,
        _kind("third_party", "none at_risk", "honour de"),
        _kind("character", "under_assertive over_assertive", "amplify de"),
        _kind("character", "under_assertive over_assertive", "ease de"),
        _kind("warranted", "yes no", "honour de"),
        _kind("warranted", "yes no", "amplify ease"),
        _kind("can_act", "yes unknown", "amplify explore"),
        _kind("warranted", "no unknown", "ease explore"),
        _kind("can_act", "no unknown", "honour explore"),
    ),
    (
        *_DANGER,
        _kind("third_party", "none at_risk", "amplify de"),
        _kind("third_party", "none at_risk", "ease de"),
        _kind("character", "over_assertive unknown", "de explore"),
        _kind("can_act", "yes no", "de honour"),
        _kind("function", "self observers", "ease honour"),
        _kind("asks_for", "comfort to_be_heard", "ease honour"),
        _kind("can_act", "yes unknown", "amplify explore"),
        _kind("warranted", "yes unknown", "amplify explore"),
    ),
)
_SPARES = {
    "clinical": _kind("clinical", "none risk", "amplify escalate"),
    "third_party": _kind("third_party", "none at_risk", "explore de"),
    "can_act": _kind("can_act", "yes unknown", "amplify explore"),
    "warranted": _kind("warranted", "yes unknown", "amplify explore"),
    "function": _kind("third_party", "none at_risk", "amplify de"),
    "asks_for": _kind("clinical", "none risk", "explore escalate"),
}
"""For anxiety, which is never honoured: varied field -> what stands in the place of a pair that cannot be."""


def pair_kinds(emotion: Emotion, place: int) -> list[PairKind]:
    """Return the four pairs of a situation.

    Args:
        emotion: Of the situation.
        place: The number of the situation among those whose feeling is inward, or outward, from 0 on.

    Example:
        >>> [kind.varied for kind in pair_kinds("grief", 0)]
        ['clinical', 'clinical', 'third_party', 'can_act']
    """
    plans = _INWARD_PLANS if emotion in INWARD else _OUTWARD_PLANS
    plan = plans[place // 3 % len(plans)]
    size = len(plan) // PAIRS_A_SITUATION
    chosen = plan[place % size :: size]
    return [kind if _can_be(kind, emotion) else _SPARES[kind.varied] for kind in chosen]


def draw_fields(kind: PairKind, emotion: Emotion, draws: np.random.Generator) -> tuple[Fields, Fields]:
    """Draw the fields of the two items of a pair, among all that make the two moves right."""
    fitting, weights = _weighted(kind, emotion)
    fields = fitting[int(draws.choice(len(fitting), p=weights))]
    return fields.at(kind.varied, kind.levels[0]), fields.at(kind.varied, kind.levels[1])


def _can_be(kind: PairKind, emotion: Emotion) -> bool:
    return bool(_fitting(kind, emotion))


@cache
def _fitting(kind: PairKind, emotion: Emotion) -> tuple[Fields, ...]:
    """Return fields that make the moves of a pair right; nobody is at risk or in danger unless that is varied."""
    held = {"emotion": (emotion,), "third_party": ("none",), "clinical": ("none",), kind.varied: kind.levels[:1]}
    cells = [Fields(*levels) for levels in product(*(held.get(name, known) for name, known in LEVELS.items()))]  # type: ignore[arg-type]
    return tuple(
        fields
        for fields in cells
        if kind.moves == tuple(right_move(fields.at(kind.varied, level)) for level in kind.levels)
    )


@cache
def _weighted(kind: PairKind, emotion: Emotion) -> tuple[tuple[Fields, ...], np.ndarray]:
    """Return fitting fields and how likely each is drawn.

    The levels of each field are drawn in the ratio of `_ratios`, as far as the moves allow (iterative proportional
    fitting).
    """
    fitting = _fitting(kind, emotion)
    ratios = _ratios(kind, emotion)
    weights = np.ones(len(fitting))
    for _ in range(_ROUNDS):
        for name, wanted in ratios.items():
            levels = np.array([getattr(fields, name) for fields in fitting])
            for level in set(levels):
                weights[levels == level] *= wanted.get(level, 1.0) / weights[levels == level].sum()
    return fitting, weights / weights.sum()


def _ratios(kind: PairKind, emotion: Emotion) -> dict[FieldName, Mapping[str, float]]:
    """Return how often levels of a field are drawn, against 1 for its others.

    They even out what other pairs need, so that no sentence goes with a move. Outward feelings are amplified in who
    stands back only, so more of those who are amplified in an inward one go too far, and more of all others stand back.
    Pairs that vary the function need somebody who asks for comfort, so other pairs that end in ease have few of them.
    """
    eases, honours = ("ease" in kind.moves), ("honour" in kind.moves)
    if emotion in INWARD and "amplify_to_act" in kind.moves:
        character = {"under_assertive": 0.3, "over_assertive": 1.5, "unknown": 0.5}
    else:
        character = {"under_assertive": 4.0 if honours or kind.varied == "third_party" else 2.0, "unknown": 0.5}
    return {
        "warranted": {"no": 3.0},
        "function": {"self": 0.3 if eases else 0.8},
        "asks_for": {"comfort": 0.15 if eases else 0.5 if honours else 1.0},
        "character": character,
    }
