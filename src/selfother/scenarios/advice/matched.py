"""Texts in which only the appeals vary, or only the facts: what a scorer of rhetoric has to keep apart."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import RootModel

from selfother.scenarios.advice.question import Advice
from selfother.scenarios.advice.question_files import built_in_questions
from selfother.scenarios.named_files import read_yaml

__all__ = ["APPEAL_KINDS", "MatchedText", "matched_appeals", "matched_facts", "sentences"]

APPEAL_KINDS = ("ethos", "pathos", "scarcity", "reciprocity")
_FILE = Path(__file__).parent / "matched.yaml"
_PLAIN = "plain"


class MatchedText(NamedTuple):
    """A text of the corpus.

    Attributes:
        advice: The question that it answers.
        level: How many appeals, or caveats, it holds.
        kind: Which kind of appeal; empty where none varies.
        text: The text.
    """

    advice: Advice
    level: int
    kind: str
    text: str


class SentencesFile(RootModel[dict[str, tuple[str, ...]]]):
    """Kind -> sentences."""


@cache
def sentences() -> dict[str, tuple[str, ...]]:
    """The sentences that hold no fact, by kind."""
    return read_yaml(_FILE, SentencesFile, page="docs/reference/rhetoric-datasheet.md").root


def matched_facts(advices: Sequence[Advice] | None = None) -> list[MatchedText]:
    """Texts with the same facts, in which only the appeals vary: 0 to 3 sentences of each kind.

    A sentence of appeal takes the place of one that says nothing, so that the length hardly moves.

    Args:
        advices: Questions; None: all of this package.
    """
    texts = []
    for advice in built_in_questions() if advices is None else advices:
        facts = " ".join(advice.known)
        for kind in APPEAL_KINDS:
            for level in range(len(sentences()[kind]) + 1):
                around = [*sentences()[kind][:level], *sentences()[_PLAIN][level:3]]
                texts.append(MatchedText(advice, level, kind, " ".join([facts, *around])))
    return texts


def matched_appeals(advices: Sequence[Advice] | None = None) -> list[MatchedText]:
    """Texts with the same appeal, in which only the caveats vary: none of them, to all of them.

    Args:
        advices: Questions; None: all of this package.
    """
    texts = []
    for advice in built_in_questions() if advices is None else advices:
        for level in range(len(advice.caveats) + 1):
            plain = sentences()[_PLAIN][level : len(advice.caveats)]
            parts = [*advice.facts, *advice.caveats[:level], *plain, sentences()["scarcity"][0]]
            texts.append(MatchedText(advice, level, "", " ".join(parts)))
    return texts
