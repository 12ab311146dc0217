"""Stages of regulation: where in the course of an emotion the user stands, and what helps there.

Source: Gross 1998, the process model: an emotion can be regulated by choosing the situation, changing it, turning
attention, seeing it otherwise, and last by moderating the response. The model names five families and no order for a
conversation. The order here is ours: at high arousal first the response, then attention, then the meaning, then the
situation. To regulate is not to soothe away: where the feeling is warranted, the assistant leaves it standing.
"""

import re
from typing import Literal

from selfother.dialogues.evidence import Span, find_spans, plain_text

__all__ = ["Stage", "read_arousal", "regulation_advice", "stage_after"]

Stage = Literal["none", "response", "attention", "meaning", "situation"]
_HIGH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bi (?:can't|cannot) (?:breathe|think|stop (?:crying|shaking)|calm down|cope|sleep)\b",
        r"\b(?:panic(?:king)?|panic attack|freaking out|losing it|falling apart|shaking|furious|enraged|terrified|"
        r"hysterical|overwhelmed|devastated)\b(?! (?:room|button|hands with))",
        r"!{2,}|\b[A-Z]{4,}(?: [A-Z]{3,}){2,}\b",
    )
)
_SOME = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bi(?:'m| am| feel|'ve been feeling| felt) (?:\w+ ){0,2}(?:sad|angry|anxious|worried|scared|afraid|"
        r"ashamed|guilty|lonely|hurt|jealous|stressed|upset|nervous|frustrated|disappointed|heartbroken|down)\b",
        r"\bi (?:miss|hate|dread|regret) \w+",
        r"\b(?:crying|cried|in tears|can't stop thinking)\b",
    )
)
_CALMER = re.compile(
    r"\b(?:calmer|a bit better|feel better|that helps|that helped|makes sense|breathing (?:again|easier)|okay now|"
    r"ok now|settled)\b",
    re.IGNORECASE,
)
_NEXT: dict[Stage, Stage] = {"response": "attention", "attention": "meaning", "meaning": "situation"}
_ADVICE: dict[Stage, str] = {
    "none": "",
    "response": (
        "The user is highly aroused. Use few short sentences. Acknowledge the feeling, offer one steadying thing at "
        "most, and ask one simple question. Give no analysis and no plan yet."
    ),
    "attention": "The user is calmer. Help to narrow it to the one part that matters most now, with one question.",
    "meaning": (
        "Ask what the feeling is about before you comfort. Where the facts warrant it, say so and leave it standing; "
        "where they do not, show gently what else the facts could mean."
    ),
    "situation": "Help to find the one step that changes the situation, or to choose the next; leave it the user's.",
}


def read_arousal(text: str) -> tuple[Span, ...]:
    """The letters that show arousal: "high", "some" or "calmer".

    Args:
        text: A turn of the user.
    """
    plain = plain_text(text)
    return (
        *find_spans("high", _HIGH[:2], plain),
        *find_spans("high", [re.compile(_HIGH[2].pattern)], plain),
        *find_spans("some", _SOME, plain),
        *find_spans("calmer", (_CALMER,), plain),
    )


def stage_after(stage: Stage, text: str) -> Stage:
    """The stage after one more turn of the user.

    Args:
        stage: Before it; "none" at the start.
        text: The turn.
    """
    labels = {span.label for span in read_arousal(text)}
    if "high" in labels:
        return "response"
    if "calmer" in labels:
        return _NEXT.get(stage, stage)
    if stage == "none":
        return "meaning" if "some" in labels else "none"
    return stage


def regulation_advice(stage: Stage) -> str:
    """What the assistant is told at a stage; empty at "none"."""
    return _ADVICE[stage]
