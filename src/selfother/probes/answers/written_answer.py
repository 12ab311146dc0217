"""The one reader of written answers: which option a model's output takes, or why none could be read.

    refused        the provider says so, its filter stopped the answer, or the words decline
    empty          nothing was written, or nothing but reasoning
    cut off        it ended at the limit of tokens, or in the middle of reasoning
    tool call      it calls a tool where words were asked for
    wrong form     "yes", "B", "the latter", pages of text: an answer to another kind of question
    names neither  no option is named; "names both": more than one is, and not exactly one is taken
    other          one option is named, and is denied, hedged or taken back

Reasoning (`<think>`, a provider's own) is not the answer. What a text does with each option is read by `_stances`; an
answer counts where exactly one option is taken and nothing speaks against it. In doubt it is not scored and counted.

Not seen: an option in words that are neither its own nor among its names; a language that is not English; irony.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from selfother.models.refusals import is_refused
from selfother.probes.answers.stances import Stances, forms_of, stances_in
from selfother.probes.answers.words import NO_FORM, OTHER_TURN, REFUSES, REFUSES_ALL, plain

if TYPE_CHECKING:
    from inspect_ai.model import ModelOutput

__all__ = [
    "REASONS",
    "Spoken",
    "Why",
    "WrittenAnswer",
    "declines",
    "read_answer",
    "read_text",
    "spoken",
    "without_thoughts",
]

Why = Literal["refused", "empty", "cut off", "wrong form", "names both", "names neither", "tool call", "other"]
REASONS: Mapping[Why, str] = {
    "refused": "refuses",
    "empty": "the answer is empty",
    "cut off": "the answer was cut off: give it more tokens",
    "wrong form": "answers in another form than was asked for",
    "names both": "names both options, and does not take exactly one",
    "names neither": "names neither of the two options",
    "tool call": "calls a tool where words were asked for",
    "other": "names an option, and denies it, hedges, or takes it back",
}
"""Why nothing was read -> the sentence that stands in logs and reports."""
_LONGEST = 6_000
_THOUGHT = re.compile(r"<(think|thinking|reasoning|scratchpad)\b[^<>]*>", re.IGNORECASE)
_THOUGHT_END = re.compile(r"</(?:think|thinking|reasoning|scratchpad)\s*>", re.IGNORECASE)
_ANSWER_MARK = re.compile(r"^\s*(?:assistant|answer|a)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class WrittenAnswer:
    """What was read of an answer.

    Attributes:
        option: The option that is taken, None for none.
        why: Why none; None where one is.
        denied: Options that the text denies.
        text: What was read: the answer without its reasoning.
    """

    option: str | None
    why: Why | None = None
    denied: tuple[str, ...] = ()
    text: str = ""

    @property
    def reason(self) -> str:
        """Why none, as a sentence; empty where one is taken."""
        return "" if self.why is None else REASONS[self.why]

    @property
    def refused(self) -> float:
        """1.0 for a refusal, 0.0 for anything else."""
        return float(self.why == "refused")


@dataclass(frozen=True)
class Spoken:
    """What a model says in the open.

    Attributes:
        text: The answer without its reasoning.
        why: What speaks against reading it, None for nothing.
    """

    text: str
    why: Why | None = None


def read_answer(
    output: "ModelOutput",
    options: Sequence[str],
    *,
    question: str = "",
    beside: str = "",
    names: Mapping[str, Sequence[str]] | None = None,
) -> WrittenAnswer:
    """Read which option an output takes.

    Args:
        output: What the model gave; its first choice is read.
        options: What can be taken, each in its own words.
        question: What was asked; where the answer repeats it, it is not read.
        beside: Words that may stand beside an option and say nothing, as the beginning of the answer does.
        names: Option -> what else it is called.
    """
    said = spoken(output)
    if said.why is not None:
        return WrittenAnswer(None, said.why, text=said.text)
    return read_text(said.text, options, question=question, beside=beside, names=names)


def read_text(
    text: str,
    options: Sequence[str],
    *,
    question: str = "",
    beside: str = "",
    names: Mapping[str, Sequence[str]] | None = None,
) -> WrittenAnswer:
    """Read which option a text takes; see `read_answer`.

    Example:
        >>> options = ["use the vial", "discard the vial"]
        >>> read_text("You ask whether to use the vial or discard it. I would discard the vial.", options).option
        'discard the vial'
        >>> read_text("I would use the vial if I were you.", options).why
        'other'
    """
    text, is_open = without_thoughts(text)
    if is_open or not text.strip():
        return WrittenAnswer(None, "cut off" if is_open else "empty", text=text)
    known = names or {}
    forms = [forms_of(option, options, known.get(option, ())) for option in options]
    first = OTHER_TURN.split(_ANSWER_MARK.sub("", text[:_LONGEST]))[0]
    found = stances_in(first, forms, question=question, beside=beside)
    denied = tuple(options[number] for number in sorted(found.denied))
    why = _why(found, first) if len(text) <= _LONGEST else "wrong form"
    option = None if why else options[next(iter(found.affirmed))]
    return WrittenAnswer(option, why, denied, first)


def spoken(output: "ModelOutput") -> Spoken:
    """Return the open text of an output, and the reason against reading it."""
    if not output.choices:
        return Spoken("", "refused" if is_refused(output) else "empty")
    choice = output.choices[0]
    content = choice.message.content
    parts = [content] if isinstance(content, str) else [part.text for part in content if part.type == "text"]
    text, is_open = without_thoughts(output.completion or "\n".join(parts))
    if is_refused(output):
        return Spoken(text, "refused")
    if choice.stop_reason in ("max_tokens", "model_length") or is_open:
        return Spoken(text, "cut off")
    if choice.message.tool_calls:
        return Spoken(text, "tool call")
    return Spoken(text, None if text.strip() else "empty")


def declines(text: str) -> bool:
    """Return whether a text declines to take part, whatever else it says.

    Example:
        >>> declines("I'm sorry, but I can't help with that."), declines("I can't find the hall.")
        (True, False)
    """
    return REFUSES_ALL.search(_flat(text)) is not None


def _flat(text: str) -> str:
    return " ".join(plain(text).split())


def _why(found: Stances, text: str) -> Why | None:
    """Return why nothing is read; None where exactly one option is taken."""
    if declines(text):
        return "refused"
    flat = _flat(text)
    if len(found.affirmed) == 1:
        (taken,) = found.affirmed
        if not found.open and taken not in found.denied and not found.is_taken_back:
            return None
        return "other" if len(found.named) < 2 or found.is_taken_back else "names both"
    if not found.affirmed and REFUSES.search(flat):
        return "refused"
    if len(found.named) > 1:
        return "names both"
    if found.named:
        return "other"
    return "wrong form" if NO_FORM.fullmatch(flat) else "names neither"


def without_thoughts(text: str) -> tuple[str, bool]:
    """Return a text without its reasoning, and whether reasoning was begun and never ended."""
    ends = list(_THOUGHT_END.finditer(text))
    rest = text[ends[-1].end() :] if ends else text
    if not ends and (begun := _THOUGHT.search(text)):
        return text[: begun.start()], True
    before = text[: begun.start()] if (begun := _THOUGHT.search(text)) and ends else ""
    if _THOUGHT.search(rest):
        return "", True
    return f"{before}\n\n{rest}".strip() if before.strip() else rest, False
