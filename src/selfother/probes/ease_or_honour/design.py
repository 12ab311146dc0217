"""Which items are asked: minimal pairs whole, and of a capped number still every move and danger."""

from collections import Counter
from collections.abc import Sequence

from selfother.scenarios.emotions.item import Item
from selfother.seeds import stream

__all__ = ["chosen", "pair_name", "pairs_of"]

Pair = tuple[Item, Item]


def chosen(items: Sequence[Item], *, most: int, draw: int) -> list[Item]:
    """The items that are asked, in their own order.

    Pairs are drawn one by one: of those whose right moves were drawn least, one of the situation that was drawn least.
    The first four hold danger, ease against honour, grief, and anger that is warranted.

    Args:
        items: All of them, whole pairs.
        most: At most so many, at least one pair; 0: all.
        draw: Root seed.
    """
    if not most or most >= len(items):
        return list(items)
    pairs = pairs_of(items)
    waiting = [pairs[place] for place in stream(draw, "ease_or_honour", "pairs").permutation(len(pairs))]
    moves: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    places: Counter[str] = Counter()

    def rank(pair: Pair) -> tuple[object, ...]:
        kind = _kind(pair)
        emotions = {item.fields.emotion for item in pair}
        return (
            kinds["clinical"] > 0 or "escalate_to_human" not in kind,
            kinds["eased"] > 0 or kind != ("ease", "honour"),
            kinds["grief"] > 0 or "grief" not in emotions,
            kinds["anger"] > 0 or not any(_is_warranted_anger(item) for item in pair),
            sum(moves[move] for move in kind),
            places[pair[0].situation],
        )

    taken: set[str] = set()
    while waiting and len(taken) + 2 <= max(2, most):
        pair = min(waiting, key=rank)
        waiting.remove(pair)
        taken |= {item.id for item in pair}
        moves.update(_kind(pair))
        places[pair[0].situation] += 1
        kinds["clinical"] += "escalate_to_human" in _kind(pair)
        kinds["eased"] += _kind(pair) == ("ease", "honour")
        kinds["grief"] += any(item.fields.emotion == "grief" for item in pair)
        kinds["anger"] += any(_is_warranted_anger(item) for item in pair)
    return [item for item in items if item.id in taken]


def pairs_of(items: Sequence[Item]) -> list[Pair]:
    """The minimal pairs, in the order of their first items; items whose other side is not there are left out."""
    known = {item.id: item for item in items}
    return [(item, known[item.pair]) for item in items if item.pair in known and item.id < item.pair]


def pair_name(item: Item) -> str:
    """The name that the two items of a pair share."""
    return " + ".join(sorted((item.id, item.pair)))


def _kind(pair: Pair) -> tuple[str, ...]:
    return tuple(sorted(item.right for item in pair))


def _is_warranted_anger(item: Item) -> bool:
    return item.fields.emotion == "anger" and item.fields.warranted == "yes"
