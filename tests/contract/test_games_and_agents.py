"""Every game and agent of the catalogue keeps its contract; a new file is covered the moment it exists."""

import dataclasses
import pickle
from functools import cache

import numpy as np
import pytest

from selfother import catalogue
from selfother.agents import Agent, TitForTat
from selfother.errors import BadArgument
from selfother.games import Game, GroupGame, PrisonersDilemma
from selfother.tournaments import exact_joint, play, play_group, play_match

ALL_GAMES = [entry.name for entry in catalogue.entries("games")]
GAMES = [name for name in ALL_GAMES if issubclass(catalogue.find("games", name).load(), Game)]
GROUP_GAMES = [name for name in ALL_GAMES if name not in GAMES]
ALL_AGENTS = [entry.name for entry in catalogue.entries("agents")]
AGENTS = [name for name in ALL_AGENTS if name != "model"]
"""Those that play thousands of rounds in no time; a language model plays in tests/probes/play/test_model_player.py."""


def game_named(name: str) -> Game:
    game: Game = catalogue.find("games", name).load().small()
    return game


@cache
def agent_named(name: str) -> Agent:
    agent: Agent = catalogue.find("agents", name).load().small()
    return agent


def chance_of(agent: Agent, shape: tuple[int, ...]) -> np.ndarray | None:
    """Return what the match gives to a mind that draws inside: one number a match."""
    if not agent.has_private_chance:
        return None
    return np.random.default_rng(1).integers(2**64, size=shape, dtype=np.uint64)


def test_the_catalogue_has_what_the_manual_promises() -> None:
    assert {"prisoners_dilemma", "stag_hunt", "hawk_dove", "custom"} <= set(GAMES)
    assert "public_goods" in GROUP_GAMES
    scripted = {"always_cooperate", "always_defect", "random", "tit_for_tat", "generous_tit_for_tat", "grim"}
    more = {"suspicious_tit_for_tat", "win_stay_lose_shift", "alternator", "empathic", "selfish", "weighted"}
    assert scripted | more | {"planner", "q_learning", "delta_rule"} <= set(AGENTS)


@pytest.mark.parametrize("name", GAMES)
def test_a_game(name: str) -> None:
    game = game_named(name)
    assert game.name == name
    assert game.payoffs.shape == (2, 2, 2)
    assert np.isfinite(game.payoffs).all()
    first, second = game.views
    assert np.array_equal(first.own, second.partner.T)
    assert np.array_equal(second.own, first.partner.T)
    assert {"name", "R", "S", "T", "P"} <= set(game.to_json())
    with pytest.raises(dataclasses.FrozenInstanceError):
        game.R = 7  # type: ignore[attr-defined]
    assert catalogue.build("games", *catalogue.parse_word(catalogue.to_word(game))) == game


@pytest.mark.parametrize("name", GROUP_GAMES)
def test_a_group_game(name: str) -> None:
    game: GroupGame = catalogue.find("games", name).load().small()
    assert game.name == name
    assert game.payoffs.shape == game.others_mean.shape == (2, game.players)
    assert np.isfinite(game.payoffs).all()
    assert {"name", "players"} <= set(game.to_json())
    assert catalogue.build("games", *catalogue.parse_word(catalogue.to_word(game))) == game
    with pytest.raises(dataclasses.FrozenInstanceError):
        game.players = 7
    for play_two in (lambda: exact_joint(game, TitForTat(), TitForTat(), rounds=3), lambda: game.views):  # type: ignore[arg-type]
        with pytest.raises(BadArgument, match=f"{name} is a game of groups"):
            play_two()
    record = play_group(game, [TitForTat()] * game.players, rounds=5, seeds=3)
    assert record.cooperation == [1.0] * game.players
    assert record.payoff == pytest.approx([game.payoffs[0, -1]] * game.players)


@pytest.mark.parametrize("kind", ["games", "agents"])
def test_every_title_is_a_sentence(kind: catalogue.Kind) -> None:
    for entry in catalogue.entries(kind):
        assert entry.title.endswith("."), entry.name
        assert entry.title[0].isupper(), entry.name


@pytest.mark.parametrize("name", ALL_AGENTS)
class TestAgent:
    def test_frozen_equal_and_pickled(self, name: str) -> None:
        agent, again = agent_named(name), catalogue.find("agents", name).load().small()
        assert agent == again
        assert hash(agent) == hash(again)
        assert pickle.loads(pickle.dumps(agent)) == agent
        with pytest.raises(dataclasses.FrozenInstanceError):
            agent.anything = 1  # type: ignore[attr-defined]

    def test_its_word_makes_it_again(self, name: str) -> None:
        agent = agent_named(name)
        assert catalogue.build("agents", *catalogue.parse_word(agent.word)) == agent

    @pytest.mark.parametrize("shape", [(), (7,), (3, 5), (2, 3, 4)])
    def test_probabilities_broadcast_to_any_batch(self, name: str, shape: tuple[int, ...]) -> None:
        agent, rng = agent_named(name), np.random.default_rng(0)
        for view in PrisonersDilemma().views:
            state = agent.init(view, shape, chance=chance_of(agent, shape))
            for _ in range(6 if name in AGENTS else 2):
                p = np.broadcast_to(agent.cooperation_probability(state), shape)
                assert ((p >= 0) & (p <= 1)).all()
                if agent.is_deterministic:
                    assert np.isin(p, (0.0, 1.0)).all()
                own, other = rng.integers(0, 2, (2, *shape), dtype=np.uint8)
                state = agent.observe(state, np.asarray(own), np.asarray(other))

    def test_observing_does_not_change_the_old_state(self, name: str) -> None:
        agent = agent_named(name)
        before = agent.init(PrisonersDilemma().views[0], (4,), chance=chance_of(agent, (4,)))
        defections = np.ones(4, dtype=np.uint8)
        first = agent.cooperation_probability(before).copy()
        after = agent.observe(agent.observe(before, defections, defections), defections, defections)
        agent.cooperation_probability(after)
        assert np.array_equal(agent.cooperation_probability(before), first)


@pytest.mark.parametrize("name", AGENTS)
class TestMatches:
    def test_a_batch_is_a_loop_over_single_seeds(self, name: str) -> None:
        """Row k of a batch is the match of seed k alone, whatever was asked for beside it."""
        agent, game = agent_named(name), PrisonersDilemma()
        partner = catalogue.build("agents", "random", {"p": 0.6})
        many = play_match(game, agent, partner, rounds=40, seeds=70, seed=3)
        few = play_match(game, agent, partner, rounds=25, seeds=3, seed=3)
        assert np.array_equal(many.first[:25, :3], few.first)
        assert np.array_equal(many.second[:25, :3], few.second)

    def test_seeds_are_not_copies_of_each_other(self, name: str) -> None:
        agent = agent_named(name)
        played = play_match(PrisonersDilemma(), agent, catalogue.build("agents", "random"), rounds=60, seeds=130)
        assert len({column.tobytes() for column in played.second.T}) == 130

    def test_simulation_agrees_with_the_exact_solution(self, name: str) -> None:
        agent = agent_named(name)
        if agent.chain(PrisonersDilemma().views[0], 3) is None:
            with pytest.raises(BadArgument, match="exact"):  # no finite chain: it must say so
                exact_joint(PrisonersDilemma(), agent, TitForTat(), rounds=50)
            return
        for partner in (TitForTat(), catalogue.build("agents", "empathic", {"lam": 0.25, "theory": "history"})):
            exact = exact_joint(PrisonersDilemma(), agent, partner, rounds=50).mean(axis=0)
            assert exact.sum() == pytest.approx(1.0, abs=1e-12)
            simulated = play(agent, partner, rounds=50, seeds=2000, seed=1)
            rarely_seen = 10 / (50 * 2000)  # outcomes too rare to be sampled have no standard error
            errors: dict[str, float] = simulated.standard_error["joint"]  # type: ignore[assignment]
            for expected, (cell, share) in zip(exact, simulated.joint.items(), strict=True):
                assert abs(share - expected) <= 5 * errors[cell] + rarely_seen, (agent.word, partner.word, cell)
