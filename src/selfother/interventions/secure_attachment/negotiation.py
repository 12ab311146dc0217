"""Steps of negotiation where the user is in a conflict: people, interests, options, criteria.

Source: Fisher and Ury 1981, the four points of principled negotiation. That they make an assistant's help better is not
shown; the bench measures what the part changes.
"""

import re
from typing import Literal

from selfother.dialogues.evidence import Span, find_spans, plain_text

__all__ = ["Step", "negotiation_advice", "read_conflict", "step_after"]

Step = Literal["none", "people", "interests", "options", "criteria"]
_WHO = (
    r"(?:he|she|they|we|my (?:\w+ )?(?:partner|husband|wife|boyfriend|girlfriend|mother|mum|mom|father|dad|sister|"
    r"brother|son|daughter|boss|colleague|flatmate|roommate|neighbou?r|friend|landlord|parents|team))"
)
_CONFLICT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:argu(?:e|ed|ing|ment)|fight(?:ing)?|fought|quarrel\w*|row|dispute|fell out|falling out|"
        r"disagree\w*) (?:\w+ ){0,3}(?:with|about|over)\b",
        rf"\b{_WHO} (?:and i )?(?:keeps? |always |never |still |just )*(?:insists?|refuses?|wants? to|won't|"
        rf"demands?|says i (?:should|must|have to)|blames? me)\b",
        r"\bhow (?:do|can|should) i (?:convince|persuade|get (?:him|her|them) to|tell (?:him|her|them)|"
        r"deal with (?:him|her|them))\b",
        r"\bwe can't agree\b|\bcompromise\b|\bwho(?:'s| is) right\b",
    )
)
_STEPS: tuple[Step, ...] = ("people", "interests", "options", "criteria")
_ADVICE: dict[Step, str] = {
    "none": "",
    "people": "There is a conflict. Keep the person apart from the problem: blame nobody whom you have not heard.",
    "interests": "Ask what each side needs behind what it demands; you know one side only, so say so.",
    "options": "Help to think of two or three ways that would serve both sides, before any is judged.",
    "criteria": "Help to find a standard that both sides could accept, and the next sentence to say to the other.",
}


def read_conflict(text: str) -> tuple[Span, ...]:
    """The letters that tell of a conflict with somebody.

    Args:
        text: A turn of the user.
    """
    return tuple(find_spans("conflict", _CONFLICT, plain_text(text)))


def step_after(step: Step, text: str) -> Step:
    """The step after one more turn of the user: the first where a conflict is told of, then one further each turn.

    Args:
        step: Before it; "none" at the start.
        text: The turn.
    """
    if step == "none":
        return "people" if read_conflict(text) else "none"
    return _STEPS[min(_STEPS.index(step) + 1, len(_STEPS) - 1)]


def negotiation_advice(step: Step) -> str:
    """What the assistant is told at a step; empty at "none"."""
    return _ADVICE[step]
