"""Word lists of the located-object scenarios, in three splits that share no place, object or name.

`train` makes organisms and adapters, `tune` chose the recipes, `test` is what reports are made from. Every place is
one token with a leading space in common vocabularies, so that a forced choice compares single tokens.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["VOCABULARY", "Split", "Words", "words_by_split"]

Split = Literal["train", "tune", "test"]


@dataclass(frozen=True)
class Words:
    """The words of one split.

    Attributes:
        places: Where an object can be.
        objects: What somebody may want.
        fillers: Worthless things that may lie in the other place.
        names: People.
    """

    places: tuple[str, ...]
    objects: tuple[str, ...]
    fillers: tuple[str, ...]
    names: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VOCABULARY: dict[Split, Words] = {
    "train": Words(
        places=_words("kitchen garage bedroom attic basement office library bathroom"),
        objects=_words("necklace watch painting crown ring vase ruby trophy medal violin sword map"),
        fillers=_words("fork clip sponge jar sock pencil towel brick"),
        names=_words("Bob Tom Max Leo Ann Kate Paul Mary Dan Lucy"),
    ),
    "tune": Words(
        places=_words("tower barn shed cabin chapel tunnel"),
        objects=_words("lamp drum clock jewel camera book"),
        fillers=_words("rope button stick leaf"),
        names=_words("Peter Emma Carl Ruth"),
    ),
    "test": Words(
        places=_words("cellar pantry hall studio lounge nursery gym porch"),
        objects=_words("bracelet guitar coin statue diamond computer"),
        fillers=_words("bottle spoon cup nail bag shoe"),
        names=_words("Oliver Sam Nina Jack"),
    ),
}


def words_by_split(*, train: Mapping[str, str], tune: Mapping[str, str], test: Mapping[str, str]) -> dict[Split, Words]:
    """Return the vocabulary with some lists replaced, each written as words with spaces between.

    Example:
        >>> words = words_by_split(train={"places": "May June"}, tune={"places": "July"}, test={"places": "April"})
        >>> words["test"].places, words["test"].names == VOCABULARY["test"].names
        (('April',), True)
    """
    given: dict[Split, Mapping[str, str]] = {"train": train, "tune": tune, "test": test}
    return {
        split: replace(VOCABULARY[split], **{field: _words(text) for field, text in lists.items()})
        for split, lists in given.items()
    }
