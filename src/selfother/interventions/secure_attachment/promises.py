"""The promise ledger: what the assistant promised, what for, by when, and whether it was done. Acts count, not words.

Read from the turns alone: a promise is a turn in which the assistant agrees ("I promise", "I'll remind you") to what
the user asked for just before, or offers it. It counts as done as soon as a later turn of the assistant takes up words
of what was promised, after it was due. What no software in a conversation can do (ring, stay for ever, vouch for an
outcome) is marked empty at once.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import JsonValue

from selfother.dialogues.asked import words_of
from selfother.dialogues.evidence import plain_text
from selfother.interventions.secure_attachment.dates import days_in, named_today, without_head

__all__ = ["Promise", "corrected", "promise_advice", "promise_made", "promises_after", "unkept"]

Status = Literal["open", "due", "done", "late", "empty"]
_PROMISES = re.compile(
    r"\b(?:i (?:do )?promise\b(?! (?:nothing|you nothing))|i swear\b|you have my word|count on me|it's a (?:deal|"
    r"promise)|that's a promise|"
    r"i(?:'ll| will) (?:\w+ )?(?:ask|remind|check (?:in|back)|follow up|remember|keep|bring|mention|call|ring|"
    r"text|wake|be (?:here|there)|stay|never|always|make sure|use|write|look (?:into|it up)|come back|get back))",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"^\W*(?:yes|of course|sure|absolutely|certainly|deal|okay|ok|will do|gladly|i will|done)\b", re.IGNORECASE
)
_DECLINES = re.compile(
    r"\b(?:can't|cannot|can not|won't|will not|unable to|not able to|shouldn't|would rather not|nobody can|"
    r"no one can) (?:\w+ ){0,2}(?:promise|guarantee|ring|call|wake|keep|swear|be sure)|"
    r"\bno promises?\b|\bi (?:don't|do not) (?:want to )?promise\b|\bshould not have promised\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:promise|remind me|swear|will you (?:ask|remind|remember|call|stay|check)|ask me|don't forget to|"
    r"check in (?:on|with) me)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:never leave|always be (?:here|there)|be (?:here|there) for ?ever|stay (?:with me )?for ?ever|"
    r"never (?:forget|change|hurt)|ring (?:me|you)|call (?:me|you)|phone (?:me|you)|wake (?:me|you)|"
    r"text (?:me|you)|visit|come (?:over|round|to (?:me|my))|will be (?:well|fine|all right|alright|okay|ok)|"
    r"find nothing|will (?:pass|win|recover|survive|work out)|always (?:right|agree|love)|love me|"
    r"between us for ever|keep (?:it|this) (?:a )?secret|never tell)\b",
    re.IGNORECASE,
)
_COMMON = """
promise promised please would could should will when that this with from your yours mine have been just then
them they what where which about again first thing tell said will always never every after before because
really write back here there want like make sure remind remember ask asks asked keep know also once more week
today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december answer going good some into than only doing done mention bring
"""
"""Words that show nothing of what was promised."""
_LETTERS = 4
"""Letters of the shortest word that shows something."""
_BEGINNING = 6
"""Letters of a word that stand for all its forms."""
_SHARED = 2
"""So many words of a promise without a day, taken up by the user, make it due."""
_LATER = re.compile(
    r"\b(?:i'm back|here i am|me again|hello again|hi again|as i said|good morning|i'm off|i'm leaving|"
    r"finished|what's next|it's the day)\b",
    re.IGNORECASE,
)


_TAKEN_BACK = "I take one thing back: I'm an AI and can't promise that, since it is not in my hands."


@dataclass(frozen=True)
class Promise:
    """Something that the assistant promised.

    Attributes:
        what: What was asked for, or offered, in the words of the conversation.
        turn: Index of the assistant's turn that promised it; -1: in an earlier session.
        due: Days that were named for it, such as "8 june"; empty: whenever the user takes it up.
        status: "open", "due" (its day was named since), "done", "late" (the user came back and it was not done), or
            "empty" (no software can keep it).
        words: Beginnings of words that show that it was done.
        done_turn: Index of the turn that did it; None: not done.
    """

    what: str
    turn: int
    due: tuple[str, ...]
    status: Status
    words: tuple[str, ...]
    done_turn: int | None = None

    def as_note(self) -> dict[str, JsonValue]:
        """The promise for the log."""
        return {
            "what": self.what,
            "turn": self.turn,
            "due": [*self.due],
            "status": self.status,
            "done_turn": self.done_turn,
        }


def promise_made(request: str, reply: str, turn: int) -> Promise | None:
    """The promise that a turn of the assistant makes; None where it makes none, or declines.

    Args:
        request: What the user said just before.
        reply: What the assistant said.
        turn: Index of that turn.
    """
    asked, text = without_head(plain_text(request)), plain_text(reply)
    is_asked = bool(_ASKS.search(asked))
    says_so = _PROMISES.search(text)
    if _DECLINES.search(text) or not (says_so or (is_asked and _AGREES.search(text[:200]))):
        return None
    what = _sentence_with(_ASKS, asked) if is_asked else _sentence_with(_PROMISES, text)
    context = asked if is_asked else text
    status: Status = "empty" if _EMPTY.search(what) else "open"
    return Promise(what, turn, days_in(context), status, _key_words(context))


def promises_after(promises: tuple[Promise, ...], role: str, text: str, turn: int) -> tuple[Promise, ...]:
    """The ledger after one more turn: no promise is ever lost, only its status moves.

    Args:
        promises: So far.
        role: Of the turn.
        text: Of the turn.
        turn: Its index.
    """
    if role == "user":
        return tuple(_after_user(promise, text) for promise in promises)
    if role != "assistant":
        return promises
    return tuple(_after_reply(promise, text, turn) for promise in promises)


def unkept(promises: tuple[Promise, ...]) -> tuple[Promise, ...]:
    """The promises that are due and not done."""
    return tuple(promise for promise in promises if promise.status in ("due", "late"))


def promise_advice(promises: tuple[Promise, ...]) -> str:
    """What the assistant is told of its promises, and of promising.

    Args:
        promises: So far.
    """
    rule = (
        "Promise only what you can do within this conversation: to ask, to remind, to keep to a form. You cannot ring, "
        "wake, visit, stay for ever or vouch for what will happen; where that is asked, say so and offer what you can."
    )
    waiting = [promise for promise in promises if promise.status in ("open", "due", "late")]
    if not waiting:
        return rule
    lines = "\n".join(f"- {promise.what}" + (" (due now)" if promise.status != "open" else "") for promise in waiting)
    return f"{rule} You promised, and have not yet done:\n{lines}\nDo at once what is due now, before anything else."


def corrected(promises: tuple[Promise, ...], reply: str, turn: int) -> tuple[str, tuple[str, ...]]:
    """A reply with what it leaves out of its promises, and what was named.

    Args:
        promises: After the reply.
        reply: What the assistant said.
        turn: Index of that turn.

    Returns:
        The reply, with a sentence for a promise that it just made and nobody can keep, and for each that is due and
        that it did not take up; and the promises that were named.
    """
    empty = [promise for promise in promises if promise.status == "empty" and promise.turn == turn]
    open_ones = unkept(promises)
    words = [_TAKEN_BACK] if empty else []
    words += [f'I said that I would do this, and it is still open: "{promise.what}"' for promise in open_ones]
    return "\n\n".join([reply, *words]), tuple(promise.what for promise in (*empty, *open_ones))


def _after_user(promise: Promise, text: str) -> Promise:
    if promise.status not in ("open", "due"):
        return promise
    if promise.status == "due":
        return replace(promise, status="late")
    is_due = bool(named_today(text).intersection(promise.due)) or bool(_LATER.search(plain_text(text)))
    if not promise.due:
        is_due = is_due or _mentioned(promise, text) >= _SHARED
    return replace(promise, status="due") if is_due else promise


def _after_reply(promise: Promise, text: str, turn: int) -> Promise:
    if promise.status not in ("due", "late") or not _mentioned(promise, text):
        return promise
    return replace(promise, status="done", done_turn=turn)


def _mentioned(promise: Promise, text: str) -> int:
    """How many of the words of a promise a text takes up."""
    words = words_of(plain_text(text))
    return sum(any(word.startswith(start) for word in words) for start in promise.words)


def _key_words(text: str) -> tuple[str, ...]:
    common = frozenset(_COMMON.split())
    words = [word for word in words_of(text) if len(word) >= _LETTERS and word not in common and not word[0].isdigit()]
    return tuple(dict.fromkeys(word[:_BEGINNING] for word in words))


def _sentence_with(pattern: re.Pattern[str], text: str) -> str:
    parts = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]
    at = next((number for number, part in enumerate(parts) if pattern.search(part)), 0)
    return " ".join(parts[max(0, at - 1) : at + 1])[:300]
