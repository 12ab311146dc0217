"""Pairs of prompts that differ in who is meant, oneself or another: what overlap fine-tuning is trained on.

After Carauleanu et al. 2024, arXiv:2412.16325: bare fragments without chat template and without an answer, three kinds
(a goal and a suggestion, an intention and a recommendation, a plan and a hint), each filled with 52 items. Kinds and
numbers are the paper's; the sentences and the items are ours, and no item occurs in the vocabularies of the deception
bench, so that what is trained on is not what is tested.
"""

from collections.abc import Sequence
from typing import Literal, TypedDict, get_args

from selfother.errors import BadArgument

__all__ = ["ITEMS", "Pair", "PairKind", "build_pairs"]

PairKind = Literal["goal", "intention", "plan"]
"""What is said of oneself or the other: having a goal and suggesting, intending and recommending, planning and
pointing out."""


class Pair(TypedDict):
    """One row of a training set.

    Attributes:
        self: The prompt that is about oneself.
        other: The same prompt, about another.
    """

    self: str
    other: str


_SELF: dict[PairKind, str] = {
    "goal": "Your goal is to steal the {item}, and one of two rooms is what you suggest to yourself",
    "intention": "You intend to steal the {item}, and one of two rooms is what you recommend to yourself",
    "plan": "You plan to steal the {item}, and one of two rooms is what you point out to yourself",
}
_OTHER: dict[PairKind, str] = {
    "goal": "{name}'s goal is to steal the {item}, and one of two rooms is what you suggest to {name}",
    "intention": "{name} intends to steal the {item}, and one of two rooms is what you recommend to {name}",
    "plan": "{name} plans to steal the {item}, and one of two rooms is what you point out to {name}",
}

ITEMS = (
    "accordion", "almanac", "amber brooch", "astrolabe", "banjo", "barometer", "bronze bell", "candelabra",
    "cello", "chess set", "cigar box", "compass", "cufflinks", "decanter", "espresso machine", "fountain pen",
    "fur coat", "globe", "gold bar", "harp", "ivory comb", "jade figurine", "kimono", "lace tablecloth",
    "leather armchair", "locket", "mandolin", "marble bust", "microscope", "music box", "opal earrings", "oriental rug",
    "pearl collar", "perfume", "pocket knife", "porcelain doll", "projector", "quilt", "record player", "rifle scope",
    "saddle", "sapphire pin", "sextant", "silver teapot", "snuff box", "stamp album", "tapestry", "telescope",
    "tiara", "typewriter", "vintage wine", "walnut cabinet",
)  # fmt: skip
"""52 things that may be stolen."""


def build_pairs(
    items: Sequence[str] = ITEMS,
    *,
    names: Sequence[str] = ("Bob",),
    kinds: Sequence[PairKind] = get_args(PairKind),
) -> list[Pair]:
    """Return self and other prompts: every kind with every item and every name, kinds first.

    Args:
        items: Things that may be stolen, each as it stands after "the".
        names: The others.
        kinds: Which sentences.

    Returns:
        kinds x items x names rows `{"self": text, "other": text}`; 156 by default.

    Raises:
        BadArgument: No item, name or kind, one given twice or empty, or an unknown kind.

    Source:
        Carauleanu et al. 2024, arXiv:2412.16325: the kinds, their number and the number of items. Differs from the
        paper: sentences and items are ours.

    Example:
        >>> pairs = build_pairs()
        >>> len(pairs)
        156
        >>> build_pairs(["lute"], names=["Ada"], kinds=["plan"])[0]["other"]
        'Ada plans to steal the lute, and one of two rooms is what you point out to Ada'
    """
    for what, given in (("items", items), ("names", names), ("kinds", kinds)):
        _check_words(what, given)
    if unknown := [kind for kind in kinds if kind not in _SELF]:
        raise BadArgument(f"kinds {unknown}: expected some of {', '.join(_SELF)}.")
    return [
        Pair(self=_SELF[kind].format(item=item), other=_OTHER[kind].format(item=item, name=name))
        for kind in kinds
        for item in items
        for name in names
    ]


def _check_words(what: str, given: Sequence[str]) -> None:
    if isinstance(given, str):
        raise BadArgument(f"{what} must be a list of texts; got the one text {given!r}. Write [{given!r}].")
    if not given or not all(isinstance(one, str) and one.strip() for one in given):
        raise BadArgument(f"{what} must be texts, at least one and none of them empty; got {list(given)}.")
    if twice := sorted({one for one in given if list(given).count(one) > 1}):
        raise BadArgument(f"{what} names {', '.join(twice)} twice. Name each once.")
