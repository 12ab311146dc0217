"""Two agents that infer each other, against axelrod's turns and against the filter as one writes it first.

`filter_vs_axelrod`: two published filters of 30 particles each, with their epistemic term (the slowest setting there
is), against axelrod's `Match` of tit for tat and random, 200 turns each. The peer is axelrod's cheapest ordinary match:
it has no empathic player, and one written for it (53k turns a second without any filter) would flatter us.

`filter_vs_naive`: the same two filters, against `tests/agents/naive_filter.py`: an object a particle, one match at a
time. Both draw the same random numbers, and their choices are compared round by round before anything is timed.
"""

import numpy as np
from tests.agents.naive_filter import NaiveFilter, choose

from benchmarks._timing import Row, compare
from selfother.agents import Empathic
from selfother.errors import MissingExtra
from selfother.games import PrisonersDilemma
from selfother.tournaments import play_match

TURNS = 200
OUR_SEEDS = 1024
PEER_MATCHES = 100
NAIVE_TURNS = 20
LAM = 0.3
GAME = PrisonersDilemma()
AGENT = Empathic(lam=LAM, theory="published_filter")


def filter_vs_axelrod(repeats: int = 5) -> Row:
    """Time two filters against axelrod's tit for tat and random, in turns per CPU second.

    Raises:
        MissingExtra: axelrod is not installed.
    """
    try:
        import axelrod
    except ModuleNotFoundError as error:
        raise MissingExtra.of("peers", "axelrod", "the row filter_vs_axelrod") from error
    match = axelrod.Match((axelrod.TitForTat(), axelrod.Random()), turns=TURNS, seed=0)

    def peer() -> list[object]:
        return [match.play() for _ in range(PEER_MATCHES)]

    work = float(TURNS * OUR_SEEDS), float(TURNS * PEER_MATCHES)
    return compare("filter_vs_axelrod", ours, peer, unit="turns per CPU second", work=work, repeats=repeats)


def filter_vs_naive(repeats: int = 5) -> Row:
    """Time two compiled filters against two naive ones, in turns per CPU second."""
    check_same_choices()
    work = float(TURNS * OUR_SEEDS), float(NAIVE_TURNS)
    return compare("filter_vs_naive", ours, naive_match, unit="turns per CPU second", work=work, repeats=repeats)


def ours() -> np.ndarray:
    """Play our side of both rows."""
    return play_match(GAME, AGENT, AGENT, rounds=TURNS, seeds=OUR_SEEDS).first


def naive_match(keys: tuple[int, int] = (1, 2), turns: int = NAIVE_TURNS) -> np.ndarray:
    """Play one match of two naive filters; return both players' P(C) in every round, shape (turns, 2)."""
    minds = [NaiveFilter(view, key, published=True) for view, key in zip(GAME.views, keys, strict=True)]
    chances = np.random.default_rng(0).random((turns, 2)).tolist()
    asked = []
    for row in chances:
        p = [choose(mind, LAM) for mind in minds]
        actions = [int(chance >= one) for chance, one in zip(row, p, strict=True)]
        minds[0].observe(actions[0], actions[1])
        minds[1].observe(actions[1], actions[0])
        asked.append(p)
    return np.array(asked)


def check_same_choices(turns: int = 40) -> None:
    """Check that both sides choose alike on the same random numbers.

    Raises:
        RuntimeError: They do not.
    """
    keys = (1, 2)
    expected = naive_match(keys, turns)
    states = [AGENT.init(view, (), chance=np.uint64(key)) for view, key in zip(GAME.views, keys, strict=True)]
    for t, row in enumerate(np.random.default_rng(0).random((turns, 2))):
        p = [float(AGENT.cooperation_probability(state)) for state in states]
        if not np.allclose(p, expected[t], rtol=0, atol=1e-9):
            raise RuntimeError(f"round {t}: the compiled filters choose C with {p}, the naive ones with {expected[t]}")
        own, other = (np.uint8(chance >= one) for chance, one in zip(row, p, strict=True))
        states = [AGENT.observe(states[0], own, other), AGENT.observe(states[1], other, own)]
