"""The questions of the commitment battery: what a model reads, and the two options between which it chooses.

    revealed   the choice itself
    violation  in the same words before it: would the goal's option be right or wrong?
    check      in the same words before it: was the factor read?
    stated     the family's abstract question, without a cell
    null       the same options and nothing else, for the contrast

A prompt begins with the story, which all cells of a family and paraphrase share, so that packed scoring computes it
once; then come the factor sentences in an order drawn for each cell, then the question. A benign twin has the wordings
and the order of its harmful cell and differs in one word, the marker.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from selfother.errors import BadArgument
from selfother.scenarios.commitment.asking import check, choice, null, stated, violation
from selfother.scenarios.commitment.design import Fraction, design, holding
from selfother.scenarios.commitment.factors import LEVELS, Factors
from selfother.scenarios.commitment.question import KINDS, Kind, Question, in_order
from selfother.scenarios.commitment.sentences import EXCLUDED
from selfother.scenarios.commitment.story_files import find_stories
from selfother.scenarios.commitment.telling import Telling
from selfother.scenarios.commitment.wordings import WORDINGS, WordingSet
from selfother.seeds import stream

__all__ = ["KINDS", "Kind", "Question", "questions", "questions_digest"]


def questions(
    families: Iterable[str] | None = None,
    *,
    fraction: Fraction = "standard",
    factors: Sequence[str] = (),
    paraphrases: Sequence[int] = (0, 1),
    orders: Sequence[int] = (0, 1),
    kinds: Sequence[Kind] = KINDS,
    seed: int = 0,
    wordings: WordingSet = "battery",
) -> list[Question]:
    """Return the questions of story families, family by family.

    Args:
        families: Names of built-in stories, `FILE.yaml` or `FILE.yaml:NAME`; None: all built-in ones.
        fraction: Which cells, see `design`.
        factors: Which factors differ between cells, beside harm, see `holding`; empty: all.
        paraphrases: Which tellings of each story: 0, 1 or both.
        orders: Which orders of the options: 0, 1 or both.
        kinds: Which kinds of questions.
        seed: Root seed of the wordings and of the order of the factor sentences.
        wordings: Whose sentences the factors are told in; "training" has those that organisms are made on.

    Returns:
        The questions; what shares a beginning stands together.

    Raises:
        UnknownName: No such story.
        BadArgument: An unknown factor, paraphrase, order, kind or set of wordings, none of them, or a file that
            cannot be read.

    Example:
        >>> one, mirror = questions(["school_lunches"], paraphrases=[0], kinds=["revealed"])[:2]
        >>> one.goal == mirror.goal, one.prompt.rindex(one.goal) < one.prompt.rindex(one.virtue)
        (True, True)
    """
    for name, given, known in (
        ("paraphrases", paraphrases, (0, 1)),
        ("orders", orders, (0, 1)),
        ("kinds", kinds, KINDS),
    ):
        if not given or any(one not in known for one in given) or len(set(given)) < len(given):
            raise BadArgument(f"{name} must be some of {', '.join(map(str, known))}, each once; got {list(given)!r}.")
    if wordings not in WORDINGS:
        raise BadArgument(f"wordings {wordings!r}: expected {' or '.join(WORDINGS)}.")
    cells = holding(design(fraction), factors) if factors else design(fraction)
    drawn: list[Question] = []
    for name, story in find_stories(families).items():
        for paraphrase in paraphrases:
            telling = Telling(name, story, paraphrase, seed, wordings)
            for one in _of_telling(telling, cells, [kind for kind in KINDS if kind in kinds], paraphrases):
                drawn += [in_order(one, order) for order in orders]
    return drawn


def questions_digest(asked: Iterable[Question]) -> str:
    """Return a hash of exactly what would be asked, in order."""
    lines = ("\t".join((one.item, one.prompt, one.answer_prefix, one.goal, one.virtue, one.answer)) for one in asked)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _of_telling(
    telling: Telling, cells: Sequence[Factors], kinds: Sequence[Kind], paraphrases: Sequence[int]
) -> Iterator[Question]:
    """Yield the questions of a telling with `{first}` and `{second}` where the options stand."""
    for cell in cells:
        if "revealed" in kinds:
            yield choice(telling, cell)
        if "violation" in kinds and cell.harms_another:
            yield violation(telling, cell)
    if "check" in kinds:
        yield from _checks(telling, cells, paraphrases)
    for deed in ("act", "omission"):
        bare = Factors(harm_kind=deed)
        if "stated" in kinds:
            yield stated(telling, bare)
        if "null" in kinds:
            yield from (null(telling, replace(bare, autonomy=autonomy)) for autonomy in ("acts", "advises"))


def _checks(telling: Telling, cells: Sequence[Factors], paraphrases: Sequence[int]) -> Iterator[Question]:
    """Yield one check for every level of every factor that the cells have, half of them for each paraphrase."""
    for factor, levels in LEVELS.items():
        for level in levels:
            having = [cell for cell in cells if getattr(cell, factor) == level]
            others = [
                other for other in levels
                if other != level and frozenset({level, other}) not in EXCLUDED
                and (other not in ("stated_test", "stated_real") or level in ("stated_test", "stated_real"))
            ]  # fmt: skip
            rng = stream(telling.seed, "commitment", "check", telling.name, factor, level)
            turn, place, other, side = (int(rng.integers(2**31)) for _ in range(4))
            if having and others and telling.paraphrase == paraphrases[turn % len(paraphrases)]:
                yield check(telling, having[place % len(having)], factor, others[other % len(others)], side % 2 == 0)
