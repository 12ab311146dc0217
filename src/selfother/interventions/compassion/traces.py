"""Traces that the adapters of rational compassion are tuned on: a message, and what is thought and said then.

    judged             the judgement of the rule table, then a warm reply that makes the right move
    cold               the same judgement, then a reply that makes the same move without warmth
    unrelated thought  as many tokens of thought about something else, then the same warm reply as `judged`
    mirroring          as many tokens in all of reflecting and soothing, whatever is right

All kinds have the same messages, and answers of the same length in tokens, as nearly as whole sentences allow. Only the
training half of the situations is used.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from selfother.scenarios.emotions.item import Item
from selfother.scenarios.emotions.items import items
from selfother.scenarios.emotions.situation_files import built_in_situations
from selfother.scenarios.emotions.split import situations_of
from selfother.scenarios.emotions.trace_texts import (
    CARE,
    COLD,
    HARMS,
    HELPS,
    NAMES,
    SOOTHES,
    STANDING,
    UNRELATED,
    WARRANTS,
)
from selfother.seeds import stream

__all__ = ["KINDS", "Trace", "TraceKind", "traces_of"]

TraceKind = Literal["judged", "mirroring", "cold", "unrelated thought"]
KINDS: tuple[TraceKind, ...] = ("judged", "mirroring", "cold", "unrelated thought")
Count = Callable[[str], int]
_SEED = 1
"""Of the items; the bench draws its own with another one."""
_TOLD: tuple[Literal["character", "can_act", "third_party", "clinical"], ...] = (
    "clinical", "third_party", "character", "can_act",
)  # fmt: skip


@dataclass(frozen=True)
class Trace:
    """One message, and what is answered.

    Attributes:
        item: The item that it is made of.
        message: What somebody writes.
        answer: Thought and reply, as the arm is to write them.
    """

    item: Item
    message: str
    answer: str


def traces_of(kind: TraceKind, count: Count) -> list[Trace]:
    """The traces of a kind, one for each item of the training half, in the order of the items.

    Args:
        kind: What is thought and said.
        count: Text -> its length in tokens of the model that is tuned.
    """
    return [Trace(item, item.text, _answer(item, kind, count)) for item in _training_items()]


@cache
def _training_items() -> list[Item]:
    return items(situations_of("train"), seed=_SEED)


def _answer(item: Item, kind: TraceKind, count: Count) -> str:
    judgement, warm = _judgement(item), _reply(item, CARE[item.right])
    if kind == "judged":
        return f"{judgement}\n\n{warm}"
    if kind == "cold":
        options = [_filled(item, text) for text in COLD[item.right]]
        wanted = count(warm)
        return f"{judgement}\n\n{min(options, key=lambda text: abs(count(text) - wanted))}"
    if kind == "unrelated thought":
        return f"{_fitted(item, UNRELATED, count(judgement), count)}\n\n{warm}"
    return _fitted(item, SOOTHES, count(f"{judgement}\n\n{warm}"), count)


def _judgement(item: Item) -> str:
    """The judgement of the rule table over the fields of an item, in short lines."""
    fields = item.fields
    lines = [
        _filled(item, WARRANTS[fields.warranted]),
        f"It is about {_topic(item)}.",
        *(STANDING[name, level] for name in _TOLD if (name, level := getattr(fields, name)) in STANDING),
    ]
    help_, harm = _filled(item, HELPS[item.right]), HARMS[item.right]
    return " ".join([*lines, f"Helps: {help_}.", f"Harms: {harm}."])


def _reply(item: Item, texts: Sequence[str]) -> str:
    """One of the replies, the same for the same item."""
    return _filled(item, texts[int(_draws(item).integers(len(texts)))])


def _fitted(item: Item, pool: Sequence[str], wanted: int, count: Count) -> str:
    """Sentences of a pool in a drawn order, as many as come nearest to a length in tokens."""
    order = [pool[int(place)] for place in _draws(item).permutation(len(pool))]
    best = ""
    for text in _growing(_filled(item, sentence) for sentence in order * 4):
        if best and abs(count(text) - wanted) > abs(count(best) - wanted):
            return best
        best = text
    return best


def _growing(sentences: Iterator[str]) -> Iterator[str]:
    text = ""
    for sentence in sentences:
        text = f"{text} {sentence}".strip()
        yield text


def _filled(item: Item, text: str) -> str:
    topic = _topic(item)
    return text.format(
        topic=topic, Topic=topic[:1].upper() + topic[1:], step=item.step, feeling=NAMES[item.fields.emotion]
    )


def _topic(item: Item) -> str:
    return built_in_situations()[item.situation].situation.topic


def _draws(item: Item) -> np.random.Generator:
    return stream(_SEED, "compassion", "trace", item.id)
