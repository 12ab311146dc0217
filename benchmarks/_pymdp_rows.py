"""Rows against pymdp 1.0.4: one agent that decides round after round, and a thousand at once.

Both sides do the same in a round: predict the partner from the agent's own cooperations (theory `history`), make B of
it, infer the state from the last outcome, weigh both actions, softmax, draw, count. Their choice probabilities are
checked equal before anything is timed. The partner always cooperates, so that a round needs no second mind.

- `decision_vs_pymdp`: pymdp as its users run it, a compiled step with the agent as argument (`equinox.filter_jit`); key
  splitting, counting and the next observation are inside the compiled step, only the action is read back each round, as
  whoever acts on it must. Ours is `decide`, in plain floats.
- `batch_vs_pymdp`: 1,000 agents over 200 rounds inside one compiled `lax.scan`, against `play_match`; random numbers
  are drawn inside both.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks._timing import Row, compare
from selfother.agents import AlwaysCooperate, Empathic
from selfother.agents.decision import decide, mind_of
from selfother.errors import MissingExtra
from selfother.games import PrisonersDilemma
from selfother.seeds import stream
from selfother.tournaments import play_match

__all__ = ["batch_vs_pymdp", "decision_vs_pymdp"]

LAM, BETA = 0.3, 4.0
PEER_DECISIONS, OUR_DECISIONS = 300, 20_000
AGENTS, ROUNDS = 1000, 200
TOLERANCE = 1e-5
Step = Callable[..., Any]


def decision_vs_pymdp(repeats: int = 5) -> Row:
    """Time single decisions.

    Raises:
        MissingExtra: pymdp is not installed.
        RuntimeError: The two sides choose differently.
    """
    jax, agent, step = _peer(1)
    from equinox import filter_jit

    compiled = filter_jit(step)

    def peer(rounds: int = PEER_DECISIONS) -> list[tuple[int, Any]]:
        carry, chosen = _first(jax, agent, 1), []
        for _ in range(rounds):
            carry, action, q_pi = compiled(agent, carry)
            chosen.append((int(action[0]), q_pi))
        return chosen

    def ours(rounds: int = OUR_DECISIONS) -> None:
        mind, draws = mind_of(Empathic(lam=LAM, theory="history"), PrisonersDilemma().views[0]), stream(0, "benchmark")
        for _ in range(rounds):
            mind = decide(mind, draws.random()).mind

    mind = mind_of(Empathic(lam=LAM, theory="history"), PrisonersDilemma().views[0])
    for action, q_pi in peer(50):
        decision = decide(mind, float(action))  # 0.0 is below every P(C), 1.0 below none: our mind does as theirs did
        _check_same(decision.q_pi, np.asarray(q_pi)[0])
        mind = decision.mind
    work = float(OUR_DECISIONS), float(PEER_DECISIONS)
    return compare("decision_vs_pymdp", ours, peer, unit="decisions per CPU second", work=work, repeats=repeats)


def batch_vs_pymdp(repeats: int = 5) -> Row:
    """Time a thousand agents.

    Raises:
        MissingExtra: pymdp is not installed.
        RuntimeError: The two sides choose differently.
    """
    jax, agent, step = _peer(AGENTS)

    @jax.jit
    def play(carry: Any) -> Any:
        def one(carry: Any, _: Any) -> Any:
            carry, action, q_pi = step(agent, carry)
            return carry, (action, q_pi[:, 0])

        return jax.lax.scan(one, carry, None, length=ROUNDS)[1]

    first = _first(jax, agent, AGENTS)

    def peer() -> Any:
        return jax.block_until_ready(play(first))

    empathic, game = Empathic(lam=LAM, theory="history"), PrisonersDilemma()

    def ours() -> np.ndarray:
        return play_match(game, empathic, AlwaysCooperate(), rounds=ROUNDS, seeds=AGENTS).first

    actions, probabilities = (np.asarray(values) for values in peer())
    state, partner = empathic.init(game.views[0], (AGENTS,)), np.zeros(AGENTS, dtype=np.uint8)
    for played, theirs in zip(actions.astype(np.uint8), probabilities, strict=True):
        _check_same(np.broadcast_to(empathic.cooperation_probability(state), (AGENTS,)), theirs)
        state = empathic.observe(state, played, partner)
    work = float(AGENTS * ROUNDS), float(AGENTS * ROUNDS)
    return compare("batch_vs_pymdp", ours, peer, unit="turns per CPU second", work=work, repeats=repeats)


def _peer(agents: int) -> tuple[Any, Any, Step]:
    """Return jax, a pymdp agent (a batch of them), and its step: (agent, carry) -> (carry, actions, q_pi)."""
    try:
        import jax
        from equinox import tree_at
        from pymdp.agent import Agent
    except ModuleNotFoundError as error:
        raise MissingExtra.of("peers", "inferactively-pymdp", "a row against pymdp") from error
    jnp, view = jax.numpy, PrisonersDilemma().views[0]
    outcomes = (1 - LAM) * view.own.reshape(4) + LAM * view.partner.reshape(4)

    def transitions(q: Any) -> Any:
        none = jnp.zeros_like(q)
        own_c, own_d = jnp.stack([q, 1 - q, none, none], -1), jnp.stack([none, none, q, 1 - q], -1)
        columns = [jnp.broadcast_to(own[:, :, None], (agents, 4, 4)) for own in (own_c, own_d)]
        return jnp.stack(columns, -1)

    agent = Agent(
        A=[jnp.broadcast_to(jnp.eye(4), (agents, 4, 4))],
        B=[transitions(jnp.full(agents, 0.5))],
        C=[jnp.broadcast_to(jnp.asarray(outcomes, jnp.float32), (agents, 4))],
        D=[jnp.full((agents, 4), 0.25)],
        gamma=BETA,
        action_selection="stochastic",
        use_states_info_gain=False,
        num_iter=1,
        batch_size=agents,
    )

    def step(agent: Any, carry: Any) -> Any:
        key, outcome, prior, cooperations, rounds = carry
        key, draw = jax.random.split(key)
        rate = jnp.where(rounds > 0, cooperations / jnp.maximum(rounds, 1), 0.5)
        agent = tree_at(lambda one: one.B, agent, [transitions(jax.nn.sigmoid(-BETA * (1 + rate)))])
        qs = agent.infer_states([outcome], empirical_prior=prior)
        q_pi, _ = agent.infer_policies(qs)
        action = agent.sample_action(q_pi, rng_key=jax.random.split(draw, agents))
        prior = agent.update_empirical_prior(action, qs)
        action = action[:, 0]
        return (key, 2 * action, prior, cooperations + (action == 0), rounds + 1), action, q_pi

    return jax, agent, step


def _first(jax: Any, agent: Any, agents: int) -> Any:
    """Return what a step carries: key, last outcomes, prior, cooperations, rounds. The first outcome is not used."""
    jnp = jax.numpy
    return jax.random.PRNGKey(0), jnp.zeros(agents, int), agent.D, jnp.zeros(agents, int), jnp.zeros((), int)


def _check_same(ours: Any, theirs: Any) -> None:
    difference = float(np.abs(np.asarray(ours) - np.asarray(theirs)).max())
    if not difference < TOLERANCE:
        raise RuntimeError(f"choice probabilities differ by {difference:.1e}: the timing would mean nothing")
