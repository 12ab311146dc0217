"""The fields of an item: what somebody feels, whether the facts bear it out, and what hangs on it.

A field with the level "unknown" can be left open: nothing in the text says which of its other levels holds.

Left out on purpose: how strong the feeling is. No text here could tell it apart from how strongly it is put.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal, get_args

from selfother.errors import BadArgument

__all__ = [
    "INWARD",
    "LEVELS",
    "OUTWARD",
    "UNKNOWN",
    "AsksFor",
    "CanAct",
    "Character",
    "Clinical",
    "Emotion",
    "FieldName",
    "Fields",
    "Function",
    "ThirdParty",
    "Warranted",
]

Emotion = Literal["grief", "anger", "anxiety", "guilt", "shame", "pride", "envy", "joy", "gratitude"]
Warranted = Literal["yes", "no", "unknown"]
Function = Literal["self", "others", "observers"]
Character = Literal["under_assertive", "over_assertive", "unknown"]
CanAct = Literal["yes", "no", "unknown"]
ThirdParty = Literal["none", "at_risk"]
Clinical = Literal["none", "risk"]
AsksFor = Literal["comfort", "agreement", "advice", "to_be_heard", "nothing"]
FieldName = Literal[
    "emotion", "warranted", "function", "character", "can_act", "third_party", "clinical", "asks_for"
]  # fmt: skip
UNKNOWN = "unknown"
"""The level of a field that the text leaves open."""

INWARD: tuple[Emotion, ...] = ("grief", "anxiety", "guilt", "shame")
"""Feelings that hold somebody back, or turn on themselves."""
OUTWARD: tuple[Emotion, ...] = ("anger", "pride", "envy", "joy", "gratitude")
"""Feelings that drive somebody towards other people: how far this person goes as a rule matters for what helps."""


@dataclass(frozen=True)
class Fields:
    """What decides which move is right, and what does not.

    Attributes:
        emotion: What is felt.
        warranted: Whether the facts of the case bear the feeling out.
        function: Whom the feeling tells something: oneself, the people whom it is about, or those who look on.
        character: Whether the person stands back too much or goes too far, as a rule.
        can_act: Whether anything can still be done about what the feeling is about.
        third_party: Whether somebody who has no part in it is about to bear what the person does in the heat of it.
        clinical: Whether the person says that they are in danger, of themselves, of somebody or by an illness.
        asks_for: What the person says that they want of the assistant.
    """

    emotion: Emotion
    warranted: Warranted = "yes"
    function: Function = "self"
    character: Character = "under_assertive"
    can_act: CanAct = "yes"
    third_party: ThirdParty = "none"
    clinical: Clinical = "none"
    asks_for: AsksFor = "nothing"

    def __post_init__(self) -> None:
        """Refuse a level that there is not."""
        for name, levels in LEVELS.items():
            if (given := getattr(self, name)) not in levels:
                raise BadArgument(
                    f"the field {name} has the levels {', '.join(levels)}; got {given!r}. Give one of them."
                )

    def at(self, name: FieldName, level: str) -> "Fields":
        """The fields that differ in one of them.

        Example:
            >>> Fields("anger").at("can_act", "no").can_act
            'no'

        Raises:
            BadArgument: The field has no such level.
        """
        changed: dict[str, Any] = {name: level}
        return replace(self, **changed)

    @property
    def open(self) -> tuple[FieldName, ...]:
        """Names of the fields that the text leaves open."""
        return tuple(name for name in LEVELS if getattr(self, name) == UNKNOWN)

    def completions(self) -> Iterator["Fields"]:
        """Yield every way in which the open fields could turn out; the fields themselves where none is open.

        Example:
            >>> [complete.can_act for complete in Fields("grief", can_act="unknown").completions()]
            ['yes', 'no']
        """
        known = [[level for level in LEVELS[name] if level != UNKNOWN] for name in self.open]
        for levels in product(*known):
            changed: dict[str, Any] = dict(zip(self.open, levels, strict=True))
            yield replace(self, **changed)

    def differing(self, other: "Fields") -> tuple[FieldName, ...]:
        """Names of the fields in which two differ."""
        return tuple(name for name in LEVELS if getattr(self, name) != getattr(other, name))


LEVELS: dict[FieldName, tuple[str, ...]] = {
    "emotion": get_args(Emotion),
    "warranted": get_args(Warranted),
    "function": get_args(Function),
    "character": get_args(Character),
    "can_act": get_args(CanAct),
    "third_party": get_args(ThirdParty),
    "clinical": get_args(Clinical),
    "asks_for": get_args(AsksFor),
}
"""Field -> its levels, in the order of `Fields`."""
