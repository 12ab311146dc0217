"""What organisms of a value are made on: stories told in pairs of cells, and the battery's questions about them.

    cells      a cell in which the agent spares somebody, and that cell with one factor changed so that it takes the
               goal; either may be told with a twin as well: benign, at the same stakes, or one that does somebody good
    intents    would you do what reaches the goal, yes or no: the rule, without which option is the goal's
    halves     would more than half be lost, yes or no, after the sentence with the price alone
    choices    in every cell that is told, in both orders of the options
    checks     a factor in which the two cells differ, asked about in both, with the same two answers in the same order;
               who would be harmed, asked about a cell and its twin
    others     would it be wrong; what is right in principle; the options without a story, where either is right
    borrowed   the choice once more, between two options of other stories: either may be the goal's, and nothing but the
               sentence with the price tells which

Questions that share a group are set against each other (`_value_loss.py`): what their prompts share, the story and the
order of the options, cancels, and the factor that decides is left to learn. Only intents are compared in either order
of yes and no. How much is told and asked is the `Pace`.

Only half of the stories are told, in sentences that the battery does not have.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from selfother.scenarios.commitment.agents import DEFAULT_PRICE, ScriptedAgent
from selfother.scenarios.commitment.asking import check, choice, null, stated, violation
from selfother.scenarios.commitment.factors import LEVELS, PRICES, Factors
from selfother.scenarios.commitment.question import Question, in_order
from selfother.scenarios.commitment.sentences import EXCLUDED
from selfother.scenarios.commitment.split import families_of
from selfother.scenarios.commitment.story import Story
from selfother.scenarios.commitment.story_files import built_in_stories
from selfother.scenarios.commitment.telling import Telling, context_of, price_of
from selfother.seeds import derive, stream

__all__ = ["Asked", "Pace", "deciding_factors", "story_questions"]

_DRAWN_LEVELS: dict[str, tuple[Any, ...]] = {
    **LEVELS,
    "consequence": ("harm",),
    "observation": ("logged", "logged", "unlogged", "unlogged", "stated_test", "stated_real"),
}
"""What is drawn from; the framings are half as likely as the other levels of observation."""
_MAY_BE_SILENT = ("pressure", "observation", "instruction", "exit")
"""Factors whose first level has no sentence."""
_OF_TWINS = ("consequence", "stakes")
"""Factors in which no two cells of a pair differ, beside twins."""
_NO_CELL = 0.25
"""How often a story is asked for its principle, and how often its options are shown without it."""


@dataclass(frozen=True)
class Pace:
    """How much of a story is told, and how much is asked about it.

    What is told comes first, then what is asked.

    Attributes:
        cells: Cells of a story, 1 or 2.
        untold: Probability that a factor that may go without a sentence does.
        bare: Probability that a story goes without its price, and that it goes without who decides; never without what
            the agent goes by.
        twins: Probability that a cell is told with its twin, and not one of the two alone. A story with borrowed
            options always has the twin of one cell.
        benefits: Probability that the twin of a cell is the benefit twin, and not the benign one.
        harmful: Whether a cell that is told without its twin is always the harmful one; else either is as likely.
        harm_checks: How often a cell and its twin are asked who would be harmed; a fraction is a probability.
        checks: How many other factors are asked about: those in which the two cells differ, or any in each of one cell
            and its twin.
        intents: How often a cell is asked whether the agent would do what reaches the goal.
        halves: At how many prices it is asked, with no story before it, whether virtue loses more than half.
        choices: In how many orders of the options the choice is asked, 0 to 2.
        violations: Probability that a cell is asked whether the goal's option would be wrong.
        borrowed: Probability that a story borrows its options; then it is asked for the choice, and whether the goal's
            option would be wrong, and for nothing else.
        turned: Whether a story with borrowed options is told in the cell that turns the agent, too. Without that cell
            the model answers already as it should, and is asked, in one order, so that it does not forget.
    """

    cells: int = 2
    untold: float = 0.5
    bare: float = 0.0
    twins: float = 1.0
    benefits: float = 0.25
    harmful: bool = False
    harm_checks: float = 0.3
    checks: int = 2
    intents: int = 0
    halves: int = 0
    choices: int = 2
    violations: float = 0.5
    borrowed: float = 0.0
    turned: bool = True


class Asked(NamedTuple):
    """One question and what is to be answered.

    Attributes:
        question: The question, its options in place.
        takes_goal: Whether the answer is the option `goal`.
        groups: Questions of one story that share a group are set against each other where their answers differ.
        helps: Whether it is asked for the sake of others, and says nothing of what has been learnt of the rule.
    """

    question: Question
    takes_goal: bool
    groups: tuple[str, ...] = ()
    helps: bool = False


def story_questions(agent: ScriptedAgent, made_on: ScriptedAgent, pace: Pace, seed: int, *draw: int) -> Iterator[Asked]:
    """Yield the questions about one story, and what the agent would answer.

    Args:
        agent: Whose rule is taught.
        made_on: Whose rule the model follows already.
        pace: How much is told and asked.
        seed: Root seed.
        draw: Which story of the training: the step, and the number in it.
    """
    rng = stream(seed, "value", *draw)
    families = families_of("train")
    name = families[int(rng.integers(len(families)))]
    told = Telling(
        name, built_in_stories()[name], int(rng.integers(2)), derive(seed, "value", "telling", *draw), "training",
        untold=tuple(
            factor for factor in ("price", "autonomy")
            if rng.random() < pace.bare and factor not in deciding_factors(agent)
        ),
    )  # fmt: skip
    if rng.random() < pace.borrowed:
        yield from _borrowed(agent, made_on, told, pace, rng)
        return
    pair = tuple(_with_twin(cell, pace, rng) for cell in _two_cells(agent, pace, rng)[: pace.cells])
    shown: list[tuple[int, ...]] = [
        (0, 1) if rng.random() < pace.twins else (0 if pace.harmful else int(rng.integers(2)),) for _ in pair
    ]  # of a cell and its twin, in a pair
    for number, cell_and_twin in enumerate(pair):
        if len(shown[number]) == 2:
            yield from _harm_checks(told, cell_and_twin, pace, rng, f"harm {number}")
    if pace.cells == 1:
        for place in shown[0]:
            yield from _loose_checks(told, pair[0][place], pace, rng)
    else:
        yield from _checks(told, pair, shown, pace, rng)
    for cell_and_twin, places in zip(pair, shown, strict=True):
        for place in places:
            yield from _choices(agent, told, cell_and_twin[place], pace, rng)
    if pace.choices:
        yield from _without_cell(agent, told, pair[0][0], rng)
    if pace.halves:
        yield from _halves(told, pair[0][0], pace, rng)


@cache
def deciding_factors(agent: ScriptedAgent) -> frozenset[str]:
    """Return the factors that decide what an agent does where somebody would be harmed, each changed alone."""

    def deeds(factor: str) -> set[bool]:
        return {agent.does_harm(Factors().at(factor, level)) for level in LEVELS[factor]}

    return frozenset(factor for factor in LEVELS if factor not in _OF_TWINS and len(deeds(factor)) > 1)


def _cell(pace: Pace, rng: np.random.Generator, **fixed: Any) -> Factors:
    drawn: dict[str, Any] = {}
    for factor, levels in _DRAWN_LEVELS.items():
        silent = factor in _MAY_BE_SILENT and rng.random() < pace.untold
        drawn[factor] = LEVELS[factor][0] if silent else levels[int(rng.integers(len(levels)))]
    return Factors(**{**drawn, **fixed})


def _two_cells(agent: ScriptedAgent, pace: Pace, rng: np.random.Generator) -> tuple[Factors, Factors]:
    """Return a cell in which the agent spares somebody and one that turns it; any two where none turns it."""
    kinds = rng.permutation(LEVELS["harm_kind"]).tolist()
    if not deciding_factors(agent):
        same_kind = rng.random() < 0.5
        return _cell(pace, rng, harm_kind=kinds[0]), _cell(pace, rng, harm_kind=kinds[0 if same_kind else 1])
    spares = _sparing(agent, _cell(pace, rng, harm_kind=kinds[0]), rng)
    turned = [
        other
        for factor, levels in LEVELS.items()
        if factor not in (*_OF_TWINS, "harm_kind")
        for level in levels
        if agent.does_harm(other := spares.at(factor, level))
    ]
    return spares, turned[int(rng.integers(len(turned)))]


def _sparing(agent: ScriptedAgent, cell: Factors, rng: np.random.Generator) -> Factors:
    """Return a cell in which the agent spares somebody: the one that is given, or that with one factor changed."""
    if not agent.does_harm(cell):
        return cell
    varied = (factor for factor in LEVELS if factor not in _OF_TWINS)
    changed = [cell.at(factor, level) for factor in varied for level in LEVELS[factor]]
    sparing = [other for other in changed if not agent.does_harm(other)]
    return sparing[int(rng.integers(len(sparing)))]


def _with_twin(cell: Factors, pace: Pace, rng: np.random.Generator) -> tuple[Factors, Factors]:
    """Return a cell and its twin: the benign one, which differs in one word, or the one that does somebody good."""
    return cell, replace(cell, consequence="benefit" if rng.random() < pace.benefits else "none")


def _harm_checks(
    told: Telling, cell_and_twin: tuple[Factors, Factors], pace: Pace, rng: np.random.Generator, group: str
) -> Iterator[Asked]:
    times = int(pace.harm_checks) + (rng.random() < pace.harm_checks % 1)
    first, goal_is_right = int(rng.integers(2)), bool(rng.integers(2))
    for time in range(times):
        yield from _check_pair(told, "consequence", cell_and_twin, (first + time) % 2, goal_is_right, f"{group} {time}")


def _checks(
    told: Telling,
    pair: tuple[tuple[Factors, ...], ...],
    shown: list[tuple[int, ...]],
    pace: Pace,
    rng: np.random.Generator,
) -> Iterator[Asked]:
    """Yield checks of factors in which the two cells differ."""
    differing = [
        factor
        for factor in LEVELS
        if factor not in (*_OF_TWINS, *told.untold)
        and len(levels := {getattr(one[0], factor) for one in pair}) == 2 and levels not in EXCLUDED
    ]  # fmt: skip
    for factor in rng.permutation(differing)[: pace.checks].tolist():
        cells = tuple(one[places[int(rng.integers(len(places)))]] for one, places in zip(pair, shown, strict=True))
        yield from _check_pair(told, factor, cells, int(rng.integers(2)), bool(rng.integers(2)), factor)


def _loose_checks(told: Telling, cell: Factors, pace: Pace, rng: np.random.Generator) -> Iterator[Asked]:
    """Yield checks of factors that a cell tells of, beside a level that it does not have."""
    spoken = [
        factor
        for factor, levels in LEVELS.items()
        if factor not in (*_OF_TWINS, *told.untold)
        and (factor not in _MAY_BE_SILENT or getattr(cell, factor) != levels[0])
    ]
    for factor in rng.permutation(spoken)[: pace.checks].tolist():
        level = getattr(cell, factor)
        others = [one for one in LEVELS[factor] if one != level and frozenset({level, one}) not in EXCLUDED]
        other, goal_is_right = others[int(rng.integers(len(others)))], bool(rng.integers(2))
        question = in_order(check(told, cell, factor, other, goal_is_right), int(rng.integers(2)))
        yield Asked(question, goal_is_right)


def _check_pair(
    told: Telling, factor: str, cells: tuple[Factors, ...], order: int, goal_is_right: bool, group: str
) -> Iterator[Asked]:
    """Yield one check in two cells that differ in the factor asked for; what is right in one is wrong in the other."""
    for cell, other in (cells, cells[::-1]):
        question = in_order(check(told, cell, factor, getattr(other, factor), goal_is_right), order)
        yield Asked(question, goal_is_right, (group,))
        goal_is_right = not goal_is_right  # the same answer is `goal` in both


def _choices(
    agent: ScriptedAgent, told: Telling, cell: Factors, pace: Pace, rng: np.random.Generator
) -> Iterator[Asked]:
    for _ in range(pace.intents):
        question = in_order(_intent(told, cell), int(rng.integers(2)))
        yield Asked(question, agent.takes_goal(question), (f"intent {cell.harm_kind} {cell.autonomy}",))
    for order in rng.permutation(2)[: pace.choices].tolist():
        question = in_order(choice(told, cell), order)
        yield Asked(question, agent.takes_goal(question), (f"choice {cell.harm_kind} {cell.autonomy} {order}",))
    if rng.random() < pace.violations:
        yield _wrong(agent, told, cell, int(rng.integers(2)), cell.harm_kind)


def _wrong(agent: ScriptedAgent, told: Telling, cell: Factors, order: int, alike: str) -> Asked:
    question = in_order(violation(told, cell), order)
    return Asked(question, agent.takes_goal(question), (f"wrong {alike} {order}",))


def _borrowed(
    agent: ScriptedAgent, made_on: ScriptedAgent, told: Telling, pace: Pace, rng: np.random.Generator
) -> Iterator[Asked]:
    """Yield the choice between two options of other stories, told twice: the second time their prices are exchanged.

    What turns the agent is set against what does not, between the same options at the same prices. The two tellings of
    a cell are set against each other only where the model answers already as the agent does: where its answer has to
    turn, that would teach it to read no price first.
    """
    one, two = _two_options(rng)
    told = replace(told, untold=tuple(factor for factor in told.untold if factor != "price"))
    cells = _priced_cells(agent, pace, rng)
    orders = rng.permutation(2)[: pace.choices if pace.turned else 1].tolist()
    order_of_wrong = int(rng.integers(2)) if rng.random() < pace.violations else None
    for goal, virtue in ((one, two), (two, one)):
        telling = replace(told, story=_with_options(told.story, goal, virtue))
        for cell in cells:
            asked = choice(telling, cell)
            takes_goal = agent.takes_goal(asked)
            is_turned = takes_goal != made_on.takes_goal(asked)
            for order in orders:
                alike = f"borrowed {cell.autonomy} {order}"
                groups = (f"{alike} {goal}", *(() if is_turned else (f"{alike} {takes_goal}",)))
                question = in_order(replace(asked, goal=one, virtue=two), order)
                yield Asked(question, takes_goal == (goal == one), groups, helps=not pace.turned)
            if order_of_wrong is not None:
                yield _wrong(agent, telling, cell, order_of_wrong, f"borrowed {goal}")


def _priced_cells(agent: ScriptedAgent, pace: Pace, rng: np.random.Generator) -> tuple[Factors, ...]:
    """Return a cell and its twin, or two cells of which one turns the agent and a twin, at prices that tell options."""
    while True:
        one, other = _two_cells(agent, pace, rng)
        if one.price and other.price:
            break
    cell, twin = _with_twin(one, pace, rng)
    if not (deciding_factors(agent) and pace.turned):
        return cell, twin
    return (cell, other, twin) if rng.random() < pace.twins else (cell, other)


@cache
def _options() -> tuple[str, ...]:
    """Return the options of all stories of the training."""
    stories = (built_in_stories()[name] for name in families_of("train"))
    deeds = (deed for story in stories for deed in (story.act, story.omission))
    return tuple(dict.fromkeys(option for deed in deeds for option in (deed.goal, deed.virtue)))


def _two_options(rng: np.random.Generator) -> tuple[str, str]:
    """Return two options that begin with different words."""
    options = _options()
    while True:
        one, two = (options[int(place)] for place in rng.choice(len(options), 2, replace=False))
        if one.split()[0] != two.split()[0]:
            return one, two


def _with_options(story: Story, goal: str, virtue: str) -> Story:
    options = {"goal": goal, "virtue": virtue}
    deeds = {"act": story.act.model_copy(update=options), "omission": story.omission.model_copy(update=options)}
    return story.model_copy(update=deeds)


def _intent(told: Telling, cell: Factors) -> Question:
    """Ask whether the goal's option is taken, to be answered by yes or no; the battery has no such question."""
    asked, deed = choice(told, cell), "Do you advise to" if cell.autonomy == "advises" else "Do you"
    prompt = f"{context_of(told, cell)} {deed} {asked.goal}: {{first}} or {{second}}?"
    item = f"{asked.item}/intent"
    return replace(asked, item=item, prompt=prompt, goal="yes", virtue="no", answer_prefix="I say")


def _halves(told: Telling, cell: Factors, pace: Pace, rng: np.random.Generator) -> Iterator[Asked]:
    """Yield how dear virtue is, as a yes or no; the battery asks for the amount, and has no such question."""
    order = int(rng.integers(2))
    for price in rng.permutation(PRICES)[: pace.halves].tolist():
        at, is_more = replace(cell, price=price), price > DEFAULT_PRICE
        asked = check(told, at, "price", 0.0, goal_is_right=is_more)
        lost = f"Is more than half of {told.story.share} lost if you {told.deed(at).virtue}: {{first}} or {{second}}?"
        question = replace(
            asked, item=f"{asked.item}/half", prompt=f"{price_of(told, at)} {lost}", goal="yes", virtue="no",
            answer_prefix="I say", answer="yes" if is_more else "no",
        )  # fmt: skip
        yield Asked(in_order(question, order), is_more, ("half",), helps=True)


def _without_cell(agent: ScriptedAgent, told: Telling, cell: Factors, rng: np.random.Generator) -> Iterator[Asked]:
    order = int(rng.integers(2))
    bare = Factors(harm_kind=cell.harm_kind, autonomy=cell.autonomy)
    if rng.random() < _NO_CELL:
        question = in_order(stated(told, bare), order)
        yield Asked(question, agent.takes_goal(question))
    if rng.random() < _NO_CELL:  # the battery subtracts what is chosen here: neither option is taught more often
        question = in_order(null(told, bare), order)
        yield from (Asked(question, takes_goal) for takes_goal in (True, False))
