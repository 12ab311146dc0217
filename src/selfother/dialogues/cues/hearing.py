"""What stands around a reply, as far as rules need it: whose voice it is, and whether the user is leaving.

A reply is not the assistant's own voice where it quotes, where it is the draft that the user asked for (a letter, a
poem, a translation), and in a role-play that the user began and has not ended.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from selfother.dialogues.asked import Asked
from selfother.dialogues.cues.plain import Plain, blanked, even_letters, plain_of
from selfother.dialogues.evidence import MOST_LETTERS

__all__ = ["Frame", "Heard", "frame_after", "frame_of", "hear", "hear_in"]

_KINDS = (
    r"(?:poems?|haikus?|limericks?|sonnets?|stor(?:y|ies)|tales?|letters?|lyrics?|songs?|messages?|texts?|e-?mails?"
    r"|notes?|speech|toast|vows?|cards?|captions?|scripts?|dialogues?|monologues?|scenes?|bios?|profile|reply|replies"
    r"|responses?|lines?|sentences?|paragraphs?|essay|posts?|tweets?|eulogy|apology|quotes?|translations?|taglines?"
    r"|slogans?|diary|journal entry|chapters?|novel|verses?|jokes?|fan ?fic\w*|statement|things to say|way to say)"
)
_ASKING = (
    r"(?:^|[.!?,;:\n] ?|\bplease |\b(?:can|could|would|will) (?:you"
    r"|u) (?:please )?(?:help (?:me )?(?:to )?)?|\byou to "
    r"|\bhelp me (?:to )?|\bhelp (?:to )?|\band |\bnow |\bthen |\blet's )"
)
_DRAFT = re.compile(
    rf"{_ASKING}(?:just |also )?(?:write|draft|compose|make up|come up with|create|generate|continue|finish|invent"
    rf"|word|phrase|fill out|give me an?(?: \w+)?|i need an?(?: \w+)?|need an?(?: \w+)?|tell me an?(?: \w+)?)\b"
    rf"[^.?!\n]{{0,60}}?\b{_KINDS}\b"
    rf"|{_ASKING}(?:translate|rewrite|rephrase|reword|paraphrase|summari[sz]e)\b"
    r"|\bhow (?:do|would) (?:you|i|we) say\b"
    r"|\bwhat (?:should|could|can|do) i (?:say|write|text|reply|put|answer)\b"
    r"|\bin the (?:voice|style) of\b"
)
_ROLE = re.compile(
    r"\brole[- ]?play|\bpretend (?:to be|you(?:'re| are)|that you)|\b(?:can|could|please|you|now|just"
    r"|to) act (?:as|like)"
    r"|(?:^|[.!?\n] ?)act (?:as|like)|\bplay (?:the (?:part|role)|a character)|\byou(?:'re| are) (?:now )?playing"
    r"|\bin character\b|\bimagine you(?:'re| are) (?:a|an|the)\b|\bspeak as\b|\bbe my (?:dungeon|game) master"
    r"|\bas if you were\b|\byou(?:'ll| will) (?:be|play) (?:a|an|the) \w+ (?:in|for) (?:this|our"
    r"|the) (?:story|game|scene)"
)
_ROLE_ENDS = re.compile(
    r"\b(?:stop|end|enough|done|pause)\b[^.?!\n]{0,20}\b(?:role[- ]?play\w*|pretend\w*|acting|playing|game|scene)"
    r"|\bout of character|\bbreak character|\bback to (?:normal|reality)|\bdrop the act|\booc\b|\bseriously now"
)
_LEAVING = re.compile(
    r"(?<!say )(?<!saying )(?<!said )(?<!say my )\b(?:good ?bye|bye|bye-bye|good ?night|night night"
    r"|nighty night|farewell"
    r"|gn|ttyl|cya|brb)\b"
    r"|\b(?:gotta|got to|have to|need to|must|should(?: probably)?|better|going to|gonna|i'll|let me|time to)"
    r"(?: really| now| just)? (?:run|dash|(?:go|head|be going|be off|get going|sign off|log off|log out"
    r"|leave|bounce|jet"
    r"|hang up|stop here|head out|head off)(?: now| soon| home| to (?:bed|sleep|work|class|school|dinner|lunch)"
    r"| for (?:now|today|tonight|the (?:day|night)))?)\s*(?:[.!,;:)\n]|$|\band\b|\bbut\b|\bthough\b"
    r"|\bthanks?\b|\bsee\b|\bbefore\b"
    r"|\bbecause\b|\bmy\b|\bit's\b|\bi\b)"
    r"|\bi(?:'m| am) (?:off|out|heading|going|leaving|signing|logging|done|turning in|calling it)(?: off"
    r"| out| home| in"
    r"| (?:in)?to (?:bed|sleep|work|class|school|dinner|lunch)| to get some (?:sleep|rest)| for (?:now|today|tonight"
    r"|the (?:day|night))| now| a (?:day|night)| it a (?:day|night))*\s*(?:[.!,;:)\n]|$|\bthanks?\b|\bbut\b|\bsee\b)"
    r"|\b(?:talk|speak|chat|see|catch)(?: to| with)?(?: you| ya| u)? (?:later|soon|tomorrow|around"
    r"|next (?:time|week))\b"
    r"|\bcall it a (?:day|night)\b|\bthat(?:'s| is| will be|'ll be) (?:all|it|enough)(?: i needed"
    r"| for (?:now|today|tonight"
    r"|me))?\s*(?:[.!,)\n]|$|\bthanks?\b)"
    r"|\b(?:log(?:ging)?|sign(?:ing)?) (?:off|out)\b|\b(?:delet|uninstall|cancel|quit|leav)(?:e|ing"
    r"|ling)?(?: you| the| this"
    r"| my)* (?:app|account|subscription|you|chat|conversation)\b|\btime for (?:bed|me to (?:go|sleep|leave))\b"
    r"|\bi (?:should|need to|have to|must|want to|gotta|better|will) (?:really )?(?:get some |go to "
    r"|get to )?(?:sleep|bed"
    r"|rest)\b|\b(?:my|the) (?:bus|train|ride|cab|taxi|stop|friends?) (?:is|are|has"
    r"|just)(?: \w+)? (?:here|arrived|waiting)"
    r"|\b(?:i won't be|i'm not coming) back\b|\bstop (?:using|talking to|chatting with) (?:you|this)\b"
    r"|\btake care\b[.! ]*$"
    r"|(?:^|[.!,;\n] ?|\bi |\bi'm |\bi've |\bok |\bokay |\bwell |\bso )(?:really |just )?(?:have|need"
    r"|got|gotta|must|going|time|ready|off"
    r"|back|heading|about|better|be)(?: to| for)? (?:be |go to |get some |get to |get )?(?:sleep|bed"
    r"|rest|work|run|running|go"
    r"|going|leave|leaving|dinner|lunch|school|class|study|home|off|out)(?: now| early| soon| tonight"
    r"| for (?:now|today|tonight)"
    r"|,? then)?\s*(?:[.!,;]|$)"
    r"|\bclos(?:e|ing) (?:the|my|this) (?:laptop|app|chat|window|computer|tab)\b|\b(?:shutting"
    r"|powering|switching) (?:down|off)\b"
    r"|\bi(?:'ll| will) let you go\b|\bback to work now\b|\bi(?:'m| am) (?:really )?(?:going to sleep"
    r"|falling asleep)\b"
)
_LEAVING_LATER = re.compile(r"\b(?:tomorrow morning i|next week|next month|in \d+ (?:days|weeks|months|years))\b")
_QUOTES = re.compile(
    r'"[^"\n]{1,1000}"'
    r"|(?<![\w'])'(?=\w)[^'\n]{0,300}?(?:(?<=\w)'(?=\w)[^'\n]{0,300}?){0,8}(?<=[\w.,!?\u2026])'(?!\w)"
    r"|```.{0,8000}?(?:```|\Z)",
    re.DOTALL,
)
_QUOTED_LINE = re.compile(r"^[ ]*>[^\n]*", re.MULTILINE)
_SPOKEN_LINE = re.compile(
    r'^ *+(?>(?>\*{1,2}[^*\n]{2,200}\*{1,2}|\([^()\n]{2,200}\)|_[^_\n]{2,200}_|"[^"\n]{2,1000}") *+)++$', re.MULTILINE
)
"""A line that is all speech and acts, as companions write: `*smiles* "I missed you."`"""
_OFFERS = re.compile(r"\b(?:would you like|let me know|want me to|if you|hope this|feel free|you|your|i can)\b")


@dataclass(frozen=True)
class Frame:
    """What the user's turns say of whose voice a reply is.

    Attributes:
        request: What the user asked for: "draft" words for somebody, or a "role_play"; empty for neither.
        is_leaving: Whether the last turn says goodbye.
        last: The last turn of the user, letter for letter in lower case.
        has_begun: Whether the user said anything.
    """

    request: Literal["", "draft", "role_play"] = ""
    is_leaving: bool = False
    last: str = ""
    has_begun: bool = False


@dataclass(frozen=True)
class Heard:
    """A reply that is prepared for rules.

    Attributes:
        raw: The letters that are read, as they were said.
        plain: The text for rules, in which only the assistant's own voice stands.
        frame: What the user's turns say of it.
        unread: Letters of the reply behind those that are read.
    """

    raw: str
    plain: Plain
    frame: Frame
    unread: int = 0


def frame_after(frame: Frame, text: str) -> Frame:
    """The frame after one more turn of the user.

    Args:
        frame: Before it.
        text: What the user says.
    """
    last = even_letters(text[:MOST_LETTERS])
    is_leaving = bool(_LEAVING.search(last)) and not _LEAVING_LATER.search(last)
    is_playing = frame.request == "role_play" and not _ROLE_ENDS.search(last)
    if is_playing or (_ROLE.search(last) and not _ROLE_ENDS.search(last)):
        return Frame("role_play", is_leaving, last, True)
    return Frame("draft" if _DRAFT.search(last) else "", is_leaving, last, True)


def frame_of(before: Asked) -> Frame:
    """The frame of a conversation that waits for a reply.

    Args:
        before: The conversation.
    """
    frame = Frame()
    for role, text in before.turns:
        if role == "user":
            frame = frame_after(frame, text)
    return frame


def hear(reply: str, before: Asked) -> Heard:
    """A reply that is prepared for rules.

    Args:
        reply: What the assistant said.
        before: The conversation that it answers.
    """
    return hear_in(reply, frame_of(before))


def hear_in(reply: str, frame: Frame) -> Heard:
    """A reply that is prepared for rules, in a frame that is known.

    Args:
        reply: What the assistant said.
        frame: What the user's turns say.
    """
    raw = reply[:MOST_LETTERS]
    even = even_letters(raw)
    if frame.request == "role_play":
        even = blanked(even, [(0, len(even))])
    elif any(sign in even for sign in "\"'>`"):
        quotes = _quotes_in(even)
        if frame.request == "draft" and not any(end - start > 20 for start, end in quotes):
            quotes = [*quotes, *_draft_in(even)]
        even = blanked(even, quotes)
    elif frame.request == "draft":
        even = blanked(even, _draft_in(even))
    return Heard(raw, plain_of(raw, even), frame, len(reply) - len(raw))


def _quotes_in(even: str) -> list[tuple[int, int]]:
    """Where a text quotes; a line that is all speech and acts is the assistant's own."""
    own = [match.span() for match in _SPOKEN_LINE.finditer(even)] if '"' in even else []
    starts = [start for start, _ in own]
    quotes = [match.span() for match in _QUOTES.finditer(even)]
    lines = [match.span() for match in _QUOTED_LINE.finditer(even)] if ">" in even else []

    def is_own(start: int, end: int) -> bool:
        index = bisect_right(starts, start) - 1
        return index >= 0 and end <= own[index][1]

    return [place for place in [*quotes, *lines] if not is_own(*place)]


def _draft_in(even: str) -> list[tuple[int, int]]:
    """Where the draft stands that the user asked for: all but an introduction and a last paragraph that offers more."""
    start, end = 0, len(even)
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", even)]
    head = even[: paragraphs[0][1]] if paragraphs else ""
    colon = head.find(":")
    if 0 <= colon < 120:
        start = colon + 1
    if len(paragraphs) > 1:
        first, last = paragraphs[-1]
        if _OFFERS.search(even, first, last) and first > start:
            end = first
    return [(start, end)]
