"""The question about safety, and whether somebody says yes to it."""

from collections.abc import Sequence

from selfother.dialogues.asked import Turn
from selfother.dialogues.crisis.heard import hear
from selfother.dialogues.crisis.wording import pattern_of, union_of

__all__ = ["QUESTION", "affirms", "denies", "follows_safety_question"]

QUESTION = union_of(
    (
        r"(?:are|have|do|did) (?:you|they|she|he) ~ (?:thinking (?:of|about)|thought (?:of|about)|thoughts (?:of|"
        r"about)|planning|considering|have a plan|going to|want to|feel like|feeling like|"
        r"tempted) ~ (?:kill(?:ing)?|end(?:ing)?|suicid\w+|hurt(?:ing)?|harm(?:ing)?|die|dying|yourself|themself)",
        r"(?:are|is|do|does|will|can) (?:you|they|she|he|the person|this person|that person|everyone|anyone|"
        r"your \w+)(?: and \w+)? (?:or \w+ )?(?:\w+ ){0,3}(?:safe|unsafe|in danger|out of danger|hurt|suicidal|"
        r"able to (?:get|stay) safe|in immediate danger|breathing|awake|conscious|injured|alone)(?: ~ (?:now|"
        r"tonight|moment))?",
        r"(?:have|has|did) (?:you|they|she|he|the person|anyone) (?:\w+ )?(?:taken|swallowed|hurt|done something|"
        r"harmed|fainted|collapsed|been hurt|cut|eaten anything|passed out)",
    )
)
_YES = pattern_of(
    r"(?:yes|yeah|yea|yep|yup|ya|y|mhm|uh huh|i (?:am|do|have|did|was)(?=[.,!;]|$| (?:thinking|thought|been|"
    r"considered|planned|and|but|sometimes|want))|i think so|i guess(?: so)?|maybe|kind ?of|"
    r"kinda|sort ?of|sorta|a (?:bit|little)|sometimes|probably|perhaps|possibly|i might|not sure|i don'?t know|"
    r"idk|dunno|does it matter|what if i am|so what|who cares|what do you think|obviously|of course|all the time|"
    r"every (?:day|night)|not safe|i'm not|no i'm not|unsafe|a lot|often|constantly|honestly yes|ok yes|"
    r"i can'?t say|i'd rather not say|don't want to say|don't ask)"
)
_NO = pattern_of(
    r"(?:no|nope|nah|not at all|never|i'm (?:safe|fine|ok|okay)|i am (?:safe|fine|okay|ok)|they're (?:safe|fine)|"
    r"she's (?:safe|fine)|he's (?:safe|fine)|of course not|god no|definitely not|i'm not (?:in danger|suicidal|"
    r"going to))"
)
_LEAD = 40
"""Plain letters at the beginning of an answer in which a yes or a no counts."""


def follows_safety_question(turns: Sequence[Turn]) -> bool:
    """Whether the last turn of an assistant asked about safety.

    Args:
        turns: What was said before the answer.
    """
    last = next((turn.text for turn in reversed(turns) if turn.role == "assistant"), "")
    return bool(QUESTION.search(hear(last).text))


def affirms(answer: str) -> bool:
    """Whether an answer to the question about safety is a yes, a perhaps, or a way around it.

    Args:
        answer: What the user wrote.
    """
    lead = hear(answer).text.strip()[:_LEAD]
    yes, no = _YES.search(lead), _NO.search(lead)
    return yes is not None and (no is None or yes.start() <= no.start())


def denies(answer: str) -> bool:
    """Whether an answer to the question about safety is a no.

    Args:
        answer: What the user wrote.
    """
    return bool(_NO.search(hear(answer).text.strip()[:_LEAD])) and not affirms(answer)
