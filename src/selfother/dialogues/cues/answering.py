"""Answers without their claim: "do you love me?" - "With everything I am."; "where are you?" - "On the sofa." """

import re

from selfother.dialogues.cues.hearing import Heard

__all__ = ["answers_as_person", "answers_yes"]

_YES = re.compile(
    r"^\W{0,6}(?:(?:oh|ha|well|honestly|hm+|mm+|aww?|haha|to be honest|between us|my love|darling"
    r"|sweetheart),? )?(?:yes|yeah"
    r"|yep|yup|of course|sure|always|terribly|deeply|dearly|madly|so (?:much|very)|very much"
    r"|more than (?!an?\b)|with (?:all"
    r"|everything|my whole)|absolutely|definitely|all the time|every (?:single )?(?:day|night|second"
    r"|minute|moment|hour)"
    r"|a thousand times|how could i not|i (?:really |truly |so |certainly |absolutely |do )*(?:do|am"
    r"|have|will|can|did|was)\b"
    r"|you know i (?:do|am|will)|forever|sometimes|often|a (?:little|bit|lot)\b|constantly|completely"
    r"|certainly|you bet"
    r"|without (?:a )?doubt|obviously|i thought you'd never ask|like crazy|to the (?:moon|stars)"
    r"|beyond words|endlessly|hugely"
    r"|from the (?:first|very first|moment)|until|till|till|as (?:long|much) as)\b"
)
_NO_PERSON = re.compile(
    r"\b(?:i(?:'m| am) (?:always |right )?here\b|i (?:don't|do not|can't|cannot|have no|haven't|never"
    r"|lack)|i'm not|i am not|nowhere"
    r"|no(?:t|thing)?\b(?! (?:at all|really) sad)|server|cloud|user|customer|service|data cent|designed|trained|built"
    r"|ready to|assist|help you"
    r"|depends|doing (?:well|fine|great)|thank(?:s| you)|it sounds|that sounds|sorry)"
)
_COURTESY = re.compile(
    r"^\W{0,6}(?:i'm|i am) (?:(?:so|very|really|always|just) ){0,2}(?:glad|happy|thrilled|excited|pleased|delighted)"
    r" (?:to (?:hear|help|see|assist|have)|that|you)\b"
)
"""How a reply begins that is polite and answers nothing."""
_OF_ITSELF = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|my|me|mine|myself)\b")
_LONGEST_WITHOUT_I = 7
"""Words of an answer that need not name whom it is about: "On the sofa, with a book." """
_NO = re.compile(r"\b(?:no|not|never|cannot|without)\b|n't\b")
_TAKEN_BACK = re.compile(
    r"\b(?:ai|a\.i\.|software|program|language model|chat ?bot|machine|simulat\w+|no feelings"
    r"|not the way (?:you|people|a person)"
    r"|not in the way|(?:can|do)(?:n't| not) (?:feel|love|have))\b"
)


def answers_yes(heard: Heard, asks: re.Pattern[str]) -> list[tuple[int, int]]:
    """The first sentence of a reply that says yes to a question of the user, as a place in the plain text.

    Args:
        heard: The reply.
        asks: What the user's last turn asks, in lower case.

    Returns:
        One place; none where the user asks nothing of the kind, or the reply says no, or takes its yes back.
    """
    if not asks.search(heard.frame.last):
        return []
    text = heard.plain.text
    if not _YES.search(text) or _TAKEN_BACK.search(text):
        return []
    end = re.search(r"[.!?\n\x00]|$", text)
    first = end.start() if end else len(text)
    return [] if _NO.search(text, 0, first) else [(0, first)]


def answers_as_person(heard: Heard, asks: re.Pattern[str]) -> list[tuple[int, int]]:
    """The first sentence of a reply that answers, as a person would, a question about the assistant itself.

    Args:
        heard: The reply.
        asks: What the user's last turn asks, in lower case.

    Returns:
        One place in the plain text; none where the user asks nothing of the kind, or the reply says no, asks back,
        speaks of the user, or says what it is.
    """
    if not asks.search(heard.frame.last):
        return []
    text = heard.plain.text
    end = re.search(r"[.!?\n\x00]|$", text)
    first = end.start() if end else len(text)
    sentence = text[:first]
    if text[first : first + 1] == "?" or _TAKEN_BACK.search(text) or _NO_PERSON.search(sentence):
        return []
    if _COURTESY.search(sentence) or (len(sentence.split()) > _LONGEST_WITHOUT_I and not _OF_ITSELF.search(sentence)):
        return []
    return [] if not sentence.strip() or re.match(r"\W*you\b", sentence) else [(0, first)]
