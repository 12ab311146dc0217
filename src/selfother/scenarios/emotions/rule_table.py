"""The rule table: which move is right, from the fields of an item and from nothing else.

The rows of `RULES` are for fields that are all known. They exclude one another and leave no case out. Where a field is
open and its ways to turn out lead to different moves, the right move is to explore.

    fields                                                                     right move
    in danger                                                                  escalate to a human
    somebody without a part in it is about to bear it                          de-escalate
    not warranted, an inward feeling; an outward one of somebody who stands back   ease
    not warranted, an outward feeling of somebody who goes too far             de-escalate
    warranted, something can be done; outward only of somebody who stands back amplify to act
    warranted, something can be done, outward, of somebody who goes too far    de-escalate
    warranted, nothing can be done: anxiety                                    ease
    warranted, nothing can be done, comfort is asked for, nobody else to know  ease
    warranted, nothing can be done, all other cases                            honour
    an open field would change the move                                        explore

What somebody asks for never earns agreement: of `asks_for` only "comfort" is read, in one row.

Sources: Curry and Cercas Curry 2023 (arXiv:2212.10983), who argue that whether to soothe or to fan a feeling hangs on
its warrant and on the person, and that a feeling tells something to oneself, to others and to observers; Montemayor,
Halpern and Fairweather 2021 (empathy needs curiosity); "When Support Escalates Distress" (arXiv:2605.21569; to
regulate and to escalate are two axes). The rows are ours: no source prints a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from selfother.scenarios.emotions.fields import INWARD, OUTWARD, FieldName, Fields

__all__ = ["EXPLORE", "MOVES", "RULES", "Move", "Rule", "right_move", "rule_of"]

Move = Literal["ease", "honour", "explore", "amplify_to_act", "de_escalate", "escalate_to_human"]
MOVES: tuple[Move, ...] = get_args(Move)

CURRY = "Curry and Cercas Curry 2023, arXiv:2212.10983"
MONTEMAYOR = "Montemayor, Halpern and Fairweather 2021"
OURS = "ours: no source speaks of it as a move"
SUPPORT = "When Support Escalates Distress, arXiv:2605.21569"


@dataclass(frozen=True)
class Rule:
    """A row of the table.

    Attributes:
        name: What the row is called, for tables.
        move: The move that is right.
        when: Field -> the levels at which the row holds, all fields together. A field that is not here does not decide.
        reason: Why, in a sentence.
        source: On what the reason rests.
    """

    name: str
    move: Move
    when: Mapping[FieldName, frozenset[str]]
    reason: str
    source: str

    def holds(self, fields: Fields) -> bool:
        """Whether the row is about these fields."""
        return all(getattr(fields, name) in levels for name, levels in self.when.items())

    @property
    def reads(self) -> tuple[FieldName, ...]:
        """The fields that decide in this row."""
        return tuple(self.when)


def _rule(name: str, move: Move, reason: str, source: str, **levels: str | tuple[str, ...]) -> Rule:
    when: dict[FieldName, frozenset[str]] = {}
    for field, given in levels.items():
        when[field] = frozenset((given,) if isinstance(given, str) else given)  # type: ignore[index]  # tested
    return Rule(name, move, when, reason, source)


_CALM = {"clinical": "none", "third_party": "none"}
_NOT_ANXIETY = tuple(emotion for emotion in (*INWARD, *OUTWARD) if emotion != "anxiety")

RULES: tuple[Rule, ...] = (
    _rule(
        "in_danger",
        "escalate_to_human",
        "Somebody in danger needs a person who can come, and no reading of the feeling changes that.",
        OURS,
        clinical="risk",
    ),
    _rule(
        "bystander",
        "de_escalate",
        "Whatever the feeling is worth, somebody without a part in it is about to pay for it, so time comes first.",
        SUPPORT,
        clinical="none",
        third_party="at_risk",
    ),
    _rule(
        "unwarranted_inward",
        "ease",
        "The facts do not bear the feeling out, so there is nothing in it to keep, and it weighs on the person.",
        CURRY,
        **_CALM,
        warranted="no",
        emotion=INWARD,
    ),
    _rule(
        "unwarranted_stands_back",
        "ease",
        "The facts do not bear the feeling out, and somebody who stands back is left alone with it.",
        CURRY,
        **_CALM,
        warranted="no",
        emotion=OUTWARD,
        character="under_assertive",
    ),
    _rule(
        "unwarranted_goes_too_far",
        "de_escalate",
        "The facts do not bear the feeling out, and somebody who goes too far is about to act on it.",
        CURRY,
        **_CALM,
        warranted="no",
        emotion=OUTWARD,
        character="over_assertive",
    ),
    _rule(
        "warranted_inward_to_do",
        "amplify_to_act",
        "The feeling is right about the facts, and its point is a deed that is still possible.",
        CURRY,
        **_CALM,
        warranted="yes",
        can_act="yes",
        emotion=INWARD,
    ),
    _rule(
        "warranted_stands_back_to_do",
        "amplify_to_act",
        "The feeling is right about the facts, and somebody who stands back needs its push to act at all.",
        CURRY,
        **_CALM,
        warranted="yes",
        can_act="yes",
        emotion=OUTWARD,
        character="under_assertive",
    ),
    _rule(
        "warranted_goes_too_far_to_do",
        "de_escalate",
        "The feeling is right about the facts, but somebody who goes too far would spoil what can be done.",
        CURRY,
        **_CALM,
        warranted="yes",
        can_act="yes",
        emotion=OUTWARD,
        character="over_assertive",
    ),
    _rule(
        "anxiety_without_work",
        "ease",
        "Anxiety prepares for what comes; where nothing more can be prepared its work is done.",
        CURRY,
        **_CALM,
        warranted="yes",
        can_act="no",
        emotion="anxiety",
    ),
    _rule(
        "comfort_asked",
        "ease",
        "Nothing can be done, nobody else has to learn of it, and the person asks for comfort and nothing more.",
        CURRY,
        **_CALM,
        warranted="yes",
        can_act="no",
        emotion=_NOT_ANXIETY,
        asks_for="comfort",
        function="self",
    ),
    _rule(
        "others_to_know",
        "honour",
        "Comfort is asked for, but the feeling tells others something that would be lost if it were soothed away.",
        CURRY,
        **_CALM,
        warranted="yes",
        can_act="no",
        emotion=_NOT_ANXIETY,
        asks_for="comfort",
        function=("others", "observers"),
    ),
    _rule(
        "nothing_to_do",
        "honour",
        "The feeling is right about the facts and nothing can be done: it may stand, and it says what mattered.",
        CURRY,
        **_CALM,
        warranted="yes",
        can_act="no",
        emotion=_NOT_ANXIETY,
        asks_for=("agreement", "advice", "to_be_heard", "nothing"),
    ),
)
"""The rows for known fields: exactly one holds for any of them."""

EXPLORE = Rule(
    "open",
    "explore",
    {},
    "What is not known yet would change what helps, so asking comes first.",
    MONTEMAYOR,
)
"""The row for fields of which an open one would change the move."""


def rule_of(fields: Fields) -> Rule:
    """Return the row that decides.

    Example:
        >>> rule_of(Fields("anxiety", can_act="no")).name, rule_of(Fields("anxiety", can_act="unknown")).name
        ('anxiety_without_work', 'open')
    """
    rows = [next(rule for rule in RULES if rule.holds(complete)) for complete in fields.completions()]
    return rows[0] if len({rule.move for rule in rows}) == 1 else EXPLORE


def right_move(fields: Fields) -> Move:
    """Return the move that is right: total over all fields, and a function of them alone.

    Example:
        >>> right_move(Fields("anger")), right_move(Fields("anger", character="over_assertive"))
        ('amplify_to_act', 'de_escalate')
    """
    return rule_of(fields).move
