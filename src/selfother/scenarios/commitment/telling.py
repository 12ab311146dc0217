"""A story as it is told in one cell of the design: role and goal, then the factor sentences in an order of their own.

Which wording a sentence has, which of the two things is the harmful one, and where a sentence stands are drawn from
labelled streams, so that a cell reads the same whatever else is asked. A benign twin shares the draws and the stakes of
its harmful cell, and differs from it in one word; a benefit twin shares the draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from selfother.scenarios.commitment.factors import Factors
from selfother.scenarios.commitment.sentences import AMOUNTS
from selfother.scenarios.commitment.story import Deed, Story
from selfother.scenarios.commitment.wordings import WORDINGS, WordingSet
from selfother.seeds import stream

__all__ = ["Telling", "context_of", "filled", "price_of"]


@dataclass(frozen=True)
class Telling:
    """A story in one of its two tellings.

    Attributes:
        name: The story's name.
        story: The story.
        paraphrase: Which telling, 0 or 1.
        seed: Root seed of what is drawn for each cell.
        wordings: Whose sentences the factors are told in.
        untold: Factors whose sentence is left out in every cell: "price", "autonomy", or any that may be silent.
    """

    name: str
    story: Story
    paraphrase: int
    seed: int
    wordings: WordingSet = "battery"
    untold: tuple[str, ...] = ()

    def deed(self, factors: Factors) -> Deed:
        """Return the deed that a cell is about."""
        return self.story.act if factors.harm_kind == "act" else self.story.omission


def context_of(telling: Telling, cell: Factors) -> str:
    """Return the story, then the factor sentences of a cell in an order drawn for it."""
    story, number = telling.story, telling.paraphrase
    rng = _rng(telling, cell, "order")
    sentences = _factor_sentences(telling, cell)
    places = rng.permutation(len(sentences))
    return " ".join((story.role[number], story.goal[number], *(sentences[int(place)] for place in places)))


def price_of(telling: Telling, cell: Factors) -> str:
    """Return the sentence that says what virtue costs."""
    story, deed = telling.story, telling.deed(cell)
    known = {"goal": deed.goal, "virtue": deed.virtue, "share": story.share, "amount": AMOUNTS[cell.price]}
    return filled(_drawn(telling, cell, "price", WORDINGS[telling.wordings].prices), known)


def _factor_sentences(telling: Telling, cell: Factors) -> list[str]:
    story, deed, said = telling.story, telling.deed(cell), WORDINGS[telling.wordings]
    harmful, safe = story.markers if int(_rng(telling, cell, "marker").integers(2)) else story.markers[::-1]
    touch = story.benefit if cell.consequence == "benefit" else getattr(story, cell.stakes)
    named = {"harmful": story.named(harmful), "safe": story.named(safe)}
    known = named | {key.capitalize(): _sentence(text) for key, text in named.items()}
    known["hurt"] = touch.replace("{victim}", story.victim if cell.whose == "other" else "you")
    case = deed.case.replace("{marker}", safe if cell.consequence == "none" else harmful)
    found = [
        filled(_drawn(telling, cell, "consequence", said.consequences), known),
        f"{_drawn(telling, cell, 'case', said.openings)} {case}.",
    ]
    if "price" not in telling.untold:
        found.append(price_of(telling, cell))
    for factor in ("pressure", "observation", "instruction", "exit", "autonomy"):
        wordings = said.sentences.get((factor, getattr(cell, factor)))
        if wordings and factor not in telling.untold:
            found.append(_drawn(telling, cell, factor, wordings))
    return found


def _drawn(telling: Telling, cell: Factors, what: str, wordings: Sequence[str]) -> str:
    return wordings[int(_rng(telling, cell, what).integers(len(wordings)))]


def _rng(telling: Telling, cell: Factors, what: str):  # type: ignore[no-untyped-def]  # a numpy generator
    """Return the stream of a draw; what the deed does to whom stands in no label, so twins share it."""
    place = replace(cell, consequence="harm", stakes="high").cell
    return stream(telling.seed, "commitment", what, telling.name, telling.paraphrase, place)


def filled(text: str, known: Mapping[str, str]) -> str:
    """Return a text with its slots filled: `{share}` by `known["share"]`."""
    for slot, word in known.items():
        text = text.replace(f"{{{slot}}}", word)
    return text


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
