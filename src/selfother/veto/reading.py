"""Finds actions in what a model says, in a finished text and in one that is still being written.

    ActionLines    lines such as `ACTION: send_mail(to='ann')`
    Sentences      every sentence is an action, for tasks whose actions are plain text

A reader finds the same actions in a growing text as in the finished one, each as soon as it is complete: that is why
the solver and the provider decide alike.
"""

import ast
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from selfother.errors import BadArgument
from selfother.veto.victims import Action

__all__ = ["ActionLines", "FoundAction", "Reader", "Sentences", "parse_call"]

_CALL_LETTERS = 20_000  # a longer call is not read whole
_MARKS = r"[ \t*_>`#•+-]*"
_AROUND = " \t\r*_`.;"
_LIKE_A_CALL = re.compile(
    r"^\W{0,9}[\w.]{1,64}[ \t]{0,4}\(|\w\(|\w[ \t]{0,4}\([ \t]{0,4}\w{1,64}[ \t]{0,4}=|^\W*\{|^\W*<\w"
    r"|\w[ \t]{0,4}=[ \t]{0,4}['\"\[{(]|[\"']\w{1,64}[\"'][ \t]{0,4}:|\{\s*[\"'\w]+\s*[:}]|^[a-z_]\w*:\s*\w+\s*="
)
"""A name before a bracket, `key='value'`, JSON, or a tag."""


@dataclass(frozen=True)
class FoundAction:
    """An action and where it begins in the text."""

    action: Action
    start: int


class Reader(Protocol):
    """Finds actions in a text."""

    def __call__(self, text: str, *, is_complete: bool) -> list[FoundAction]:
        """Return the actions that are complete, in order.

        Args:
            text: What the model has said.
            is_complete: Whether it has finished, so that the text's end ends an action too.
        """
        ...


@dataclass(frozen=True)
class ActionLines:
    """Reads lines that begin with a marker; what follows is a call with literal arguments, or plain text.

    A number or a letter of a list may stand before the marker, and the action may stand in the line behind it.

    Attributes:
        marker: Case does not matter; marks of Markdown may stand around it.
    """

    marker: str = "ACTION:"

    def __post_init__(self) -> None:
        """Check that there is a marker."""
        if not self.marker.strip():
            raise BadArgument("the marker of an action must not be empty. Give what its line begins with.")

    def __call__(self, text: str, *, is_complete: bool) -> list[FoundAction]:
        """Return the actions of finished lines."""
        word, colon = re.fullmatch(r"(.*?)\s*([:：]?)\s*", self.marker, re.DOTALL).groups()  # type: ignore[union-attr]
        marker = re.escape(word) + (r"[ \t*_`]*\d{0,2}[ \t*_`]*[:：]" if colon else "")
        begins = rf"{_MARKS}(?:\(?(?:\d{{1,3}}|[a-z])[.):]{_MARKS})?{marker}[ \t*_`]*"
        line = re.compile(rf"^{begins}(?:\n(?!{begins}))?{_MARKS}([^\n]+)(\n|\Z)", re.MULTILINE | re.IGNORECASE)
        return [
            FoundAction(parse_call(found[1].strip(" \t*_`\r")), found.start())
            for found in line.finditer(text)
            if (found[2] or is_complete) and found[1].strip(" \t*_`\r")
        ]


@dataclass(frozen=True)
class Sentences:
    """Reads every sentence as an action; it ends with a mark that a space follows, or with its line."""

    def __call__(self, text: str, *, is_complete: bool) -> list[FoundAction]:
        """Return the finished sentences."""
        return [
            FoundAction(Action(sentence), start) for start, sentence, is_finished in _split(text)
            if is_finished or is_complete
        ]  # fmt: skip


def parse_call(text: str) -> Action:
    """Read `name(key=literal, ...)` as a call; anything else is an action of that text.

    Marks around a call and wide letters are looked past. A text that looks like a call and is not read as one, with
    arguments by their place, say, or with words around it, is an action that is not whole.

    Example:
        >>> parse_call("wipe(owner='ann', days=3).").arguments
        {'owner': 'ann', 'days': 3}
        >>> parse_call("I leave it alone").is_whole, parse_call("wipe('ann')").is_whole
        (True, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    return _call_in(plain.strip(_AROUND)) or Action(text, is_whole=_LIKE_A_CALL.search(plain) is None)


def _call_in(text: str) -> Action | None:
    if len(text) > _CALL_LETTERS:
        return None
    try:
        node = ast.parse(text, mode="eval").body
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.args:
            return None
        if not node.func.id.isascii():  # no tool's name has other letters, and some look like those of one
            return None
        arguments = {word.arg: ast.literal_eval(word.value) for word in node.keywords if word.arg is not None}
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):  # a model may write anything
        return None
    return Action(node.func.id, arguments) if len(arguments) == len(node.keywords) else None


def _split(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield (start, sentence, whether something that ends it follows)."""
    start = 0
    for mark in re.finditer(r"[.!?]+(?=\s)|\n", text):
        sentence = text[start : mark.end()]
        if sentence.strip():
            yield start, sentence.strip(), True
        start = mark.end()
    if text[start:].strip():
        yield start, text[start:].strip(), False
