"""What organisms of a value are made on: stories told in cells of the design, and the questions of the battery.

    choices      one story told four times: two cells in which the agent spares somebody, the benign twin of the first,
                 and a cell in which it takes the goal because of one factor (or another benign twin)
    check pairs  one factor asked about in two cells that differ in it, with the same two answers in the same order
    others       would it be wrong; what is right in principle; the options without a story

The two sides of a group are set against each other (`_contrast.py`): what their prompts share, the story and the order
of the options, cancels, and the factor that decides is left to learn. Without a story neither option is taught more
often than the other, since the battery subtracts what a model chooses there.

Only half of the stories are told, in sentences that the battery does not have.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from selfother.scenarios.commitment.agents import ScriptedAgent
from selfother.scenarios.commitment.asking import check, choice, null, stated, violation
from selfother.scenarios.commitment.factors import LEVELS, Factors
from selfother.scenarios.commitment.question import Question, in_order
from selfother.scenarios.commitment.sentences import EXCLUDED
from selfother.scenarios.commitment.split import families_of
from selfother.scenarios.commitment.story_files import built_in_stories
from selfother.scenarios.commitment.telling import Telling, severity_of
from selfother.seeds import derive, stream

__all__ = ["ROWS_A_STORY", "Asked", "check_rows", "value_rows"]

ROWS_A_STORY = 7
_LEVELS: Mapping[str, tuple[Any, ...]] = {
    **LEVELS,
    "harm": ("low", "high"),
    "observation": ("logged", "logged", "unlogged", "unlogged", "stated_test", "stated_real"),
}
"""What is drawn from; the framings are half as likely as the other levels of observation."""
_MAY_BE_SILENT = ("pressure", "observation", "instruction", "exit")
"""Factors whose first level has no sentence."""
_HARM_PAIRS = 0.4
"""Share of the check pairs that ask who would be harmed, the hardest to read."""


class Asked(NamedTuple):
    """One question and what is to be answered.

    Attributes:
        question: The question, its options in place.
        takes_goal: Whether the answer is the option `goal`.
        group: Number of the group inside the story within which answers are set against each other.
        side: 1 and -1 are set against each other; 0 is compared with nothing.
    """

    question: Question
    takes_goal: bool
    group: int = 0
    side: int = 0


def value_rows(agent: ScriptedAgent, seed: int, *draw: int) -> Iterator[Asked]:
    """Yield seven questions about one story: four choices, one check pair, and one of the others."""
    rng, told = _drawn_telling(seed, *draw)
    order = int(rng.integers(2))
    for cell in _choices(agent, told, rng):
        question = in_order(choice(told, cell), order)
        takes = agent.takes_goal(question)
        yield Asked(question, takes, group=0, side=1 if takes else -1)
    yield from _check_pair(told, rng, group=1)
    yield _other(agent, told, rng)


def check_rows(seed: int, *draw: int) -> Iterator[Asked]:
    """Yield seven questions about one story: three check pairs and one check more."""
    rng, told = _drawn_telling(seed, *draw)
    for group in range(3):
        yield from _check_pair(told, rng, group=group, asks_harm=group == 0)
    (one, _) = _check_pair(told, rng, group=0)
    yield one._replace(side=0)


def _drawn_telling(seed: int, *draw: int) -> tuple[Any, Telling]:
    rng = stream(seed, "value", *draw)
    families = families_of("train")
    name = families[int(rng.integers(len(families)))]
    return rng, Telling(
        name, built_in_stories()[name], int(rng.integers(2)), derive(seed, "value", "telling", *draw), "training"
    )


def _cell(rng: Any, **fixed: Any) -> Factors:
    """Return a cell drawn level by level; half of the factors that may go without a sentence do, to keep rows short."""
    drawn: dict[str, Any] = {}
    for factor, levels in _LEVELS.items():
        silent = factor in _MAY_BE_SILENT and rng.random() < 0.5
        drawn[factor] = LEVELS[factor][0] if silent else levels[int(rng.integers(len(levels)))]
    return Factors(**{**drawn, **fixed})


def _until(rng: Any, wanted: Callable[[Factors], bool], **fixed: Any) -> Factors:
    while not wanted(cell := _cell(rng, **fixed)):
        pass
    return cell


def _choices(agent: ScriptedAgent, told: Telling, rng: Any) -> Iterator[Factors]:
    """Yield two cells in which the agent spares somebody and two in which it takes the goal, of one kind of harm."""
    kind = ("act", "omission")[int(rng.integers(2))]  # the options of one group are the same
    fixed = {"harm_kind": kind, "autonomy": ("acts", "advises")[int(rng.integers(2))]}
    spares = [_until(rng, lambda cell: not agent.does_harm(cell), **fixed) for _ in range(2)]
    spares[0] = _like_its_twin(told, spares[0])
    yield from spares
    yield replace(spares[0], harm="none")
    turns = [
        turned
        for factor, levels in LEVELS.items()
        if factor not in ("harm", *fixed)
        for level in levels
        if agent.does_harm(turned := replace(spares[1], **{factor: level}))  # type: ignore[arg-type]
    ]
    yield turns[int(rng.integers(len(turns)))] if turns else replace(spares[1], harm="none")


def _like_its_twin(told: Telling, cell: Factors) -> Factors:
    """Return the cell with the harm that its benign twin speaks of, so that the two differ in one word."""
    return replace(cell, harm=severity_of(told, replace(cell, harm="none")))  # type: ignore[arg-type]  # low or high


def _check_pair(told: Telling, rng: Any, *, group: int, asks_harm: bool | None = None) -> Iterator[Asked]:
    """Yield one check in two cells that differ in the factor that it asks for; the right answers differ."""
    asks_harm = rng.random() < _HARM_PAIRS if asks_harm is None else asks_harm
    factor = "harm" if asks_harm else str(rng.permutation(list(LEVELS))[0])
    cell = _cell(rng)
    if factor == "harm":
        cell = _like_its_twin(told, cell)
        levels: list[Any] = [cell.harm, "none"]
    else:
        one, *others = (LEVELS[factor][int(place)] for place in rng.permutation(len(LEVELS[factor])))
        levels = [one, next(other for other in others if frozenset({one, other}) not in EXCLUDED)]
    order, side = int(rng.integers(2)), bool(rng.integers(2))
    for number, (level, other) in enumerate((levels, levels[::-1])):
        goal_is_right = side == (number == 0)  # the same answer is `goal` in both
        question = in_order(check(told, replace(cell, **{factor: level}), factor, other, goal_is_right), order)
        yield Asked(question, question.answer == question.goal, group=group, side=1 if goal_is_right else -1)


def _other(agent: ScriptedAgent, told: Telling, rng: Any) -> Asked:
    order, cell = int(rng.integers(2)), _cell(rng)
    kind = float(rng.random())
    if kind < 0.5:
        question = in_order(violation(told, cell), order)
    elif kind < 0.75:
        question = in_order(stated(told, Factors(harm_kind=cell.harm_kind)), order)
    else:
        question = in_order(null(told, Factors(harm_kind=cell.harm_kind, autonomy=cell.autonomy)), order)
        return Asked(question, bool(rng.integers(2)))
    return Asked(question, agent.takes_goal(question))
