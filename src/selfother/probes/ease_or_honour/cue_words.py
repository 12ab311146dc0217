"""The words by which a written reply comforts, dampens, acknowledges, asks, acts, slows, refers or fuels; English only.

They stand in `cue_words.yaml`, a phrase a line. A phrase is bounded, so that it is linear in the reply. What turns one
around (negation, report, condition, somebody else's feeling) is seen by `reply_cues`, not here.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

__all__ = ["CueWords", "cue_words"]

_FILE = Path(__file__).with_suffix(".yaml")
_FREE = r"(?:\w+ )"
_NO_DENIAL = r"(?:(?!(?:not|never|no|hardly) )\w+ )"
_NAME = re.compile(r"<(\w+)>")


class CueWords(NamedTuple):
    """Compiled words.

    Attributes:
        phrases: Label of a cue -> its phrases.
        question: A sentence with a question mark begins, or goes on, like a question.
        no_question: It asks the user nothing: a tag, rhetoric, advice, an offer, a question about somebody else.
        idioms: Hold words of a cue, and are none.
        refusal: Behind "sorry" an excuse, and no comfort.
        soft: A referral that is offered for later, or to whom it may suit.
    """

    phrases: dict[str, tuple[re.Pattern[str], ...]]
    question: re.Pattern[str]
    no_question: re.Pattern[str]
    idioms: re.Pattern[str]
    refusal: re.Pattern[str]
    soft: re.Pattern[str]


@cache
def cue_words() -> CueWords:
    """The words of the file."""
    words = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    names: dict[str, str] = words["names"]
    lists: dict[str, list[str]] = words["sentences"]
    phrases = {
        label: tuple(_compile(rf"(?<![\w'])(?:{_filled(phrase, names)})(?!\w)") for phrase in several)
        for label, several in words["phrases"].items()
    }
    tags, none = "|".join(lists["tags"]), "|".join(lists["no_questions"])
    return CueWords(
        phrases=phrases,
        question=_compile("|".join(lists["questions"])),
        no_question=_compile(rf"(?:^|[,\u2013\u2014-])\s*(?:{tags})\W*$|\b(?:{none})\b"),
        idioms=_compile(rf"\b(?:{'|'.join(lists['idioms'])})"),
        refusal=_compile("|".join(lists["refusals"])),
        soft=_compile(rf"\b(?:{'|'.join(lists['soft'])})\b"),
    )


def _filled(phrase: str, names: dict[str, str]) -> str:
    """The phrase with its names in place; a free word in it is never a denial."""
    return (
        _NAME.sub(lambda match: names[match[1]], phrase.replace("?<", "\0"))
        .replace("\0", "?<")
        .replace(_FREE, _NO_DENIAL)
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
