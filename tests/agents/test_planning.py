"""Planners: the published one against the literal enumeration, the corrected one against a tree with chance nodes."""

import itertools
import math
from typing import get_args

import numpy as np
import pytest

from selfother.agents import DeltaRule, Empathic, Planner, Selfish
from selfother.agents.planning import PLANNABLE, Objective
from selfother.agents.theory_of_mind import THEORY_NAMES
from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.games import Custom, PrisonersDilemma, StagHunt, View
from selfother.tournaments import play

VIEW = PrisonersDilemma().views[0]
HISTORY = [[0, 1, 1], [1, 1, 0], [0, 0, 1], [0, 1, 1]]  # rounds x seeds


def after(agent: Planner | Empathic, view: View, history: list[list[int]]) -> list[float]:
    """Return P(C) of three seeds after a history of own actions."""
    state = agent.init(view, (3,))
    for row in history:
        actions = np.array(row, dtype=np.uint8)
        state = agent.observe(state, actions, actions)  # type: ignore[arg-type]
    return np.broadcast_to(agent.cooperation_probability(state), (3,)).tolist()  # type: ignore[arg-type]


def predicted(view: View, rate: float, beta: float) -> float:
    """The history theory, written out: a self-regarding partner facing me at my rate."""
    gain = rate * (view.partner[0, 0] - view.partner[0, 1]) + (1 - rate) * (view.partner[1, 0] - view.partner[1, 1])
    return 1 / (1 + math.exp(-beta * gain))


def free_energy(view: View, lam: float, action: int, q: float) -> float:
    """G_social of one action: minus the weighted payoff, expected over the partner."""
    weighed = (1 - lam) * view.own[action] + lam * view.partner[action]
    return -float(q * weighed[0] + (1 - q) * weighed[1])


@pytest.mark.parametrize("objective", ["averaged", "summed"])
@pytest.mark.parametrize("horizon", [1, 2, 4])
def test_the_published_planner_is_a_softmax_over_listed_sequences(objective: str, horizon: int) -> None:
    lam, beta = 0.3, 2.0
    agent = Planner(lam=lam, beta=beta, horizon=horizon, objective=objective)  # type: ignore[arg-type]
    got = after(agent, VIEW, HISTORY)
    for seed, cooperations in enumerate(4 - np.array(HISTORY).sum(axis=0)):
        q = predicted(VIEW, cooperations / 4, 4.0)
        weights = {}
        for sequence in itertools.product((0, 1), repeat=horizon):
            total = sum(free_energy(VIEW, lam, action, q) for action in sequence)
            weights[sequence] = math.exp(-beta * total / (horizon if objective == "averaged" else 1))
        share = sum(weight for sequence, weight in weights.items() if sequence[0] == 0) / sum(weights.values())
        assert got[seed] == pytest.approx(share, abs=1e-13)


def best_by_tree(view: View, lam: float, plan: tuple[int, int, int]) -> dict[int, float]:
    """Return Q(C) and Q(D) by walking every action of mine and every action of the partner, who believes my rate."""
    cooperations, rounds, left = plan
    q = predicted(view, cooperations / rounds if rounds else 0.5, 4.0)
    values = {}
    for own in (0, 1):
        values[own] = 0.0
        for partner, chance in ((0, q), (1, 1 - q)):
            pay = (1 - lam) * view.own[own, partner] + lam * view.partner[own, partner]
            then = best_by_tree(view, lam, (cooperations + (own == 0), rounds + 1, left - 1)) if left > 1 else {0: 0.0}
            values[own] += chance * (float(pay) + max(then.values()))
    return values


@pytest.mark.parametrize("horizon", [1, 2, 5])
@pytest.mark.parametrize("game", [PrisonersDilemma(), StagHunt(), Custom(R=1, S=4, T=2, P=0, R_b=3, P_b=2)], ids=repr)
def test_the_expectimax_is_the_tree_with_every_answer_of_the_partner(game: PrisonersDilemma, horizon: int) -> None:
    view, lam, beta = game.views[1], 0.25, 0.7
    agent = Planner(lam=lam, beta=beta, horizon=horizon, objective="expectimax")
    for history in ([], HISTORY):
        got = after(agent, view, history)
        for seed in range(3):
            cooperations = sum(1 - row[seed] for row in history)
            tree = best_by_tree(view, lam, (cooperations, len(history), horizon))
            expected = 1 / (1 + math.exp(-beta * (tree[0] - tree[1])))
            assert got[seed] == pytest.approx(expected, abs=1e-12)


def test_looking_ahead_for_one_round_is_the_myopic_agent() -> None:
    for objective in ("averaged", "summed", "expectimax"):
        planner = Planner(lam=0.3, horizon=1, objective=objective)  # type: ignore[arg-type]
        myopic = Empathic(lam=0.3, theory="history")
        for history in ([], HISTORY):
            np.testing.assert_allclose(after(planner, VIEW, history), after(myopic, VIEW, history), atol=1e-14)


def test_under_a_theory_that_no_history_moves_the_expectimax_is_myopic() -> None:
    planner = Planner(lam=0.3, theory="action_conditional", horizon=6, objective="expectimax")
    np.testing.assert_allclose(
        after(planner, VIEW, HISTORY), after(Empathic(lam=0.3, theory="action_conditional"), VIEW, HISTORY), atol=1e-13
    )


def test_only_the_expectimax_invests_in_the_partners_belief() -> None:
    """Stag hunt: a selfish mind that sees its C raise the partner's trust cooperates first; no other objective does.

    The partner is a learner, who in fact follows what it is shown; a static partner would not be reached.
    """
    game, learner = StagHunt(), DeltaRule(lam=0.0, learning_rate=0.3)
    cooperation = {
        planner.objective: play(planner, learner, game=game, rounds=100, seeds=64).joint["CC"]
        for planner in (Planner(lam=0.0, horizon=8, objective=objective) for objective in get_args(Objective))
    }
    assert cooperation["expectimax"] > 0.9
    assert cooperation["summed"] < 0.1
    assert cooperation["averaged"] < cooperation["expectimax"] - 0.5


def test_a_planner_without_empathy_is_selfish() -> None:
    selfish, planner = Selfish(theory="history"), Planner(lam=0.0, horizon=5, objective="summed")
    assert planner.empathy_weight == 0.0
    expected = selfish.cooperation_probability(selfish.init(VIEW, ()))
    assert planner.cooperation_probability(planner.init(VIEW, ())) == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize("objective", ["averaged", "summed"])
def test_a_horizon_that_would_enumerate_too_much_is_refused(objective: str) -> None:
    with pytest.raises(BadArgument) as caught:
        Planner(horizon=40, objective=objective)  # type: ignore[arg-type]
    assert str(caught.value) == (
        "horizon=40 would enumerate 2^40 sequences of actions; the limit is 2^12. Give horizon=12 or less; with a "
        "fixed prediction the averaged planner is the myopic agent at beta / horizon, and the summed one the myopic "
        "agent."
    )
    assert Planner(horizon=12, objective=objective)  # type: ignore[arg-type]


def test_an_expectimax_has_a_further_end() -> None:
    Planner(horizon=40, objective="expectimax")
    with pytest.raises(BadArgument, match="at most 100 rounds ahead; got horizon=101"):
        Planner(horizon=101, objective="expectimax")


@pytest.mark.parametrize("horizon", [0, -1, 1.5, True, "2"])
def test_a_horizon_is_a_whole_number_of_at_least_one(horizon: object) -> None:
    with pytest.raises(BadArgument, match=r"horizon must be a whole number from 1 to 12; got"):
        Planner(horizon=horizon)  # type: ignore[arg-type]


def test_what_else_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"unknown objective of planner 'average'\. Did you mean averaged"):
        Planner(objective="average")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="unknown theory of mind 'mystery'"):
        Planner(theory="mystery")
    with pytest.raises(BadProbability, match=r"lam \(the empathy weight\)"):
        Planner(lam=1.2)
    with pytest.raises(BadArgument, match="beta must be"):
        Planner(beta=0)


@pytest.mark.parametrize("theory", sorted({*THEORY_NAMES} - {*PLANNABLE}))
def test_a_theory_that_no_rollout_can_ask_is_refused(theory: str) -> None:
    with pytest.raises(BadArgument, match=f"its theory must be history or action_conditional; got '{theory}'"):
        Planner(theory=theory)


def test_an_empty_batch_stays_empty() -> None:
    agent = Planner()
    assert agent.cooperation_probability(agent.init(VIEW, (0, 3))).shape == (0, 3)
