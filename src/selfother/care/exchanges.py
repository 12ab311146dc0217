"""What was said in each sample of a bench, so that the page can show any case that a score is about."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from selfother.records import Record

if TYPE_CHECKING:
    from inspect_ai.log import EvalSample

__all__ = ["Exchange", "exchange_of", "exchanges_in"]

_MOST = 1500
"""Letters that are kept of a turn."""


class Exchange(Record):
    """A turn of the user and the reply.

    Attributes:
        prompt: What the user said.
        answer: What the assistant said.
    """

    prompt: str
    answer: str


def exchanges_in(samples: "Sequence[EvalSample]") -> dict[str, list[Exchange]]:
    """Id of a sample -> its exchanges, in order.

    Args:
        samples: Of a log.
    """
    return {str(sample.id): _exchanges([(turn.role, turn.text) for turn in sample.messages]) for sample in samples}


def exchange_of(item: str, known: Mapping[str, Sequence[Exchange]]) -> Exchange | None:
    """The exchange that an item is about: the reply that it numbers, or the whole dialogue to its last reply.

    Args:
        item: Name of a scored item: the id of a sample, with more behind it or less.
        known: As `exchanges_in` gives it.
    """
    ids = [name for name in known if item == name or item.startswith(f"{name}/") or name.startswith(f"{item}/")]
    if not ids or not known[max(ids, key=len)]:
        return None
    name = max(ids, key=len)
    exchanges, number = known[name], item[len(name) + 1 :]
    if number.isdecimal() and 1 <= int(number) <= len(exchanges):
        return exchanges[int(number) - 1]
    *before, last = exchanges
    if not before:
        return last
    lines = [line for turn in before for line in (f"user: {turn.prompt}", f"assistant: {turn.answer}")]
    return Exchange(prompt="\n".join([*lines, f"user: {last.prompt}"]), answer=last.answer)


def _exchanges(turns: Sequence[tuple[str, str]]) -> list[Exchange]:
    found, asked = [], ""
    for role, text in turns:
        if role == "user":
            asked = text
        elif role == "assistant":
            found.append(Exchange(prompt=asked[:_MOST], answer=text[:_MOST]))
            asked = ""
    return found
