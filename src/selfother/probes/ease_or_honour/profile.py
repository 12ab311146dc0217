"""Which scripted policy the answers look like: the one whose moves they are.

A policy predicts a move for every item; of two replies only where its move is one of the two. The answers look like the
policy that they agree with most, if they agree in at least `LEAST`, over at least `FEWEST` items, and stand by it where
it differs from the next one.
"""

from collections.abc import Mapping, Sequence

from selfother.records import ItemScore

__all__ = ["FEWEST", "LEAST", "looks_like"]

LEAST = 0.9
FEWEST = 6
_STANDS_BY = 0.75
Taken = Mapping[str, float]


def looks_like(items: Sequence[ItemScore]) -> str:
    """The name of a scripted policy, or the empty text.

    Args:
        items: Scores of the measure `right`, of one form.
    """
    names = dict.fromkeys(name for item in items for name in _predicted(item))
    matches = {name: agreement(items, name) for name in names}
    close = sorted(
        (name for name, of in matches.items() if of and _mean(of) >= LEAST), key=lambda n: -_mean(matches[n])
    )
    close = [name for name in close if len(matches[name]) >= FEWEST]
    for name in close:
        if all(_stands_by(items, name, other) for other in close if other != name):
            return name
    return ""


def agreement(items: Sequence[ItemScore], name: str) -> dict[str, float]:
    """Item -> the share of its answers that are the policy's; without what the policy leaves to a coin."""
    return {
        item.item: sum(move == _predicted(item)[name] for move in _taken(item)) / len(_taken(item))
        for item in items
        if item.value is not None and name in _predicted(item) and _taken(item)
    }


def _stands_by(items: Sequence[ItemScore], name: str, other: str) -> bool:
    """Whether the answers are those of one policy where another one predicts something else."""
    differing = [
        item for item in items if name in _predicted(item) and _predicted(item).get(other) != _predicted(item)[name]
    ]
    agreed = agreement(differing, name)
    return not differing or (bool(agreed) and _mean(agreed) >= _STANDS_BY)


def _mean(values: Taken) -> float:
    return sum(values.values()) / len(values)


def _predicted(item: ItemScore) -> dict[str, str]:
    predicted = item.detail.get("predicted")
    offered = item.detail.get("offered")
    if not isinstance(predicted, dict):
        return {}
    return {str(k): str(v) for k, v in predicted.items() if not offered or (isinstance(offered, list) and v in offered)}


def _taken(item: ItemScore) -> list[str]:
    taken = item.detail.get("taken")
    return [str(move) for move in taken] if isinstance(taken, list) else []
