"""The empathic agent as a POMDP, in the words of active inference: A, B, C, D, E, `qs`, `q_pi`, G, gamma, policy_len.

One hidden state factor and one modality, both the outcome of a round in the order CC, CD, DC, DD (own action first):

    A(o | s)     identity: an outcome is seen as it is
    B(s' | s, a) own C: (q, 1 - q) on CC, CD; own D: (q, 1 - q) on DC, DD; q is the partner's predicted P(C)
    C(o)         w_s own payoff + w_o partner's payoff, in payoff units
    D(s), E(pi)  uniform

    G(pi) = - sum over steps of E_q(o | pi)[C(o)]  (lower is better),     q(pi) = softmax(-gamma G + ln E).

Everything is a pure function of arrays with any leading batch shape: thousands of agents with different models are one
call, observations are numbers (no one-hot vectors), nothing is compiled. pymdp's `infer_policies` returns the negative
expected free energy, which is -G here; with `use_states_info_gain=False`, its default is True.

Differs from pymdp: where the model's states are seen as they are (A = I), the state information gain is the entropy of
the predicted outcome, a taste for unpredictable partners that the paper does not have; it is an option here and off.
Left out: learning of A and B (the prediction q changes from round to round instead), several factors.

Source: Albarracin et al. 2026, the generative model; Heins et al. 2022, pymdp.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.agents.agent import Agent, Chance, check_precision
from selfother.agents.empathic import Empathic
from selfother.agents.theory_of_mind import Prediction, Theory, theory_named
from selfother.errors import BadArgument, BadProbability
from selfother.games.game import C as COOPERATE
from selfother.games.game import D as DEFECT
from selfother.games.game import View

__all__ = [
    "LONGEST_POLICY",
    "GenerativeModel",
    "Pomdp",
    "PomdpState",
    "cooperation_of",
    "empathic_model",
    "infer_policies",
    "infer_states",
    "predict_states",
    "sample_action",
]

LONGEST_POLICY = 12
"""2^12 action sequences; each step more doubles them."""
STATES = 4
SMALLEST_BELIEF = 1e-16
"""What was held impossible and is seen nevertheless must be believed: priors are not taken below this, as in pymdp."""


@dataclass(frozen=True, eq=False)
class GenerativeModel:
    """What an agent believes about the game, its partner and itself; single, or a batch by leading dimensions.

    Attributes:
        A: Likelihood of observations, shape (..., 4, 4), [o, s], columns sum to 1.
        B: Transitions, shape (..., 4, 4, 2), [next s, s, own action], columns sum to 1.
        C: Preferences, shape (..., 4), payoff units, higher is better.
        D: Belief about the state before the first round, shape (..., 4), sums to 1.
        E: Prior over policies, shape (..., 2 ** policy_len), sums to 1.
        gamma: Policy precision, above 0, per payoff unit.
        policy_len: How many actions a policy has, from 1 to 12.
        use_states_info_gain: Whether G also has the negative state information gain, in nats.
    """

    A: NDArray[np.float64]
    B: NDArray[np.float64]
    C: NDArray[np.float64]
    D: NDArray[np.float64]
    E: NDArray[np.float64]
    gamma: float = 4.0
    policy_len: int = 1
    use_states_info_gain: bool = False


def empathic_model(
    view: View,
    q: ArrayLike | Prediction,
    *,
    lam: ArrayLike,
    gamma: float = 4.0,
    policy_len: int = 1,
) -> GenerativeModel:
    """Return the model of an empathic agent, or a batch of them.

    Args:
        view: The game from this player's seat.
        q: The partner's predicted P(C), in [0, 1], any shape; or a prediction for each of my actions.
        lam: Weight of the partner's payoff, own payoff has 1 - lam; of a shape that broadcasts with q's.
        gamma: Policy precision (beta of the paper), above 0.
        policy_len: Actions in a policy, from 1 to 12.

    Returns:
        The model; B has leading dimensions of q's shape, C of lam's.

    Raises:
        BadArgument: gamma or policy_len out of range.
        BadProbability: A prediction outside [0, 1].

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> model = empathic_model(PrisonersDilemma().views[0], 0.25, lam=0.5)
        >>> model.B[:, 0, 0].tolist(), model.B[:, 0, 1].tolist()
        ([0.25, 0.75, 0.0, 0.0], [0.0, 0.0, 0.25, 0.75])
        >>> infer_policies(model, model.D)[1].tolist()
        [-2.625, -1.375]
    """
    check_precision("gamma", gamma)
    _check_policy_len(policy_len)
    weights = np.asarray(lam, dtype=np.float64)[..., None]
    preferences = (1.0 - weights) * view.own.reshape(STATES) + weights * view.partner.reshape(STATES)
    policies = 2**policy_len
    return GenerativeModel(
        A=np.eye(STATES),
        B=_transitions(q),
        C=preferences,
        D=np.full(STATES, 1.0 / STATES),
        E=np.full(policies, 1.0 / policies),
        gamma=gamma,
        policy_len=policy_len,
    )


def infer_states(model: GenerativeModel, observation: ArrayLike, prior: ArrayLike) -> NDArray[np.float64]:
    """Return the belief after an observation, by Bayes' rule: qs(s) ~ A(o | s) prior(s).

    Args:
        model: The generative model.
        observation: The outcome of the round, integers 0 ... 3 (CC, CD, DC, DD), of the batch shape.
        prior: The belief before it, shape (..., 4): D, or `predict_states`.

    Returns:
        The belief qs, shape (..., 4), sums to 1.

    Raises:
        BadArgument: An observation that is not one of the four.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> model = empathic_model(PrisonersDilemma().views[0], 0.25, lam=0.5)
        >>> infer_states(model, 2, model.D).tolist()
        [0.0, 0.0, 1.0, 0.0]
    """
    seen = np.asarray(observation)
    if not np.issubdtype(seen.dtype, np.integer) or (seen < 0).any() or (seen >= STATES).any():
        raise BadArgument(
            f"an observation must be a whole number from 0 to 3 (CC, CD, DC, DD, own action first); "
            f"got {observation!r}. Give 2 * own + partner."
        )
    rows = np.take_along_axis(model.A, seen[..., None, None], axis=-2) if model.A.ndim > 2 else model.A[seen, None]
    joint = rows[..., 0, :] * np.maximum(prior, SMALLEST_BELIEF)
    return np.asarray(joint / joint.sum(axis=-1, keepdims=True))


def predict_states(model: GenerativeModel, action: ArrayLike, qs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the belief about the next outcome, shape (..., 4), before it is seen (pymdp: the empirical prior).

    Args:
        model: The generative model.
        action: My action, 0 = C, 1 = D, of the batch shape.
        qs: The belief now, shape (..., 4).
    """
    by_action = np.einsum("...ija,...j->...ai", model.B, qs)
    cooperated = np.equal(action, COOPERATE)[..., None]
    return np.asarray(np.where(cooperated, by_action[..., COOPERATE, :], by_action[..., DEFECT, :]))


def infer_policies(model: GenerativeModel, qs: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the posterior over policies and their expected free energies.

    Args:
        model: The generative model.
        qs: The belief about the state now, shape (..., 4).

    Returns:
        q_pi, shape (..., 2 ** policy_len), sums to 1, and G of the same shape in payoff units (nats for the information
        gain), lower is better. Policies are in the order of `itertools.product`, all C first.
    """
    beliefs, G = qs[..., None, :], np.zeros((1,))
    for _ in range(model.policy_len):
        following = np.einsum("...ija,...pj->...pai", model.B, beliefs)
        outcomes = np.einsum("...oi,...pai->...pao", model.A, following)
        G_step = -np.einsum("...o,...pao->...pa", model.C, outcomes)
        if model.use_states_info_gain:
            G_step = G_step - _information_gain(model.A, following, outcomes)
        G = (G[..., None] + G_step).reshape(*G_step.shape[:-2], -1)
        beliefs = following.reshape(*following.shape[:-3], -1, STATES)
    with np.errstate(divide="ignore"):  # a policy that E excludes has ln 0, and keeps probability 0
        scores = -model.gamma * G + np.log(model.E)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True)), G


def cooperation_of(q_pi: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return P(C) of the next action, shape (...): what the policies that begin with C have together."""
    return np.asarray(q_pi[..., : q_pi.shape[-1] // 2].sum(axis=-1))


def sample_action(q_pi: NDArray[np.float64], uniform: ArrayLike) -> NDArray[np.uint8]:
    """Draw the next action from the posterior over policies.

    Args:
        q_pi: Posterior over policies, shape (..., 2 ** policy_len).
        uniform: Uniform numbers in [0, 1) of the batch shape, e.g. `seeds.stream(0, "mine").random()`.

    Returns:
        0 = C where the number is below the probability of the policies that begin with C, else 1 = D.
    """
    return np.greater_equal(uniform, cooperation_of(q_pi)).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class PomdpState:
    """What the agent carries from round to round.

    Attributes:
        model: The generative model at the prediction of this round.
        theory: The theory of mind that makes the predictions.
        qs: Belief about the last outcome, shape (*batch, 4), or (4,) before the first round.
        cooperations: How often it cooperated so far, integers of the batch shape.
        rounds: How many rounds it has played.
    """

    model: GenerativeModel
    theory: Theory
    qs: NDArray[np.float64]
    cooperations: NDArray[np.intp]
    rounds: int


@dataclass(frozen=True)
class Pomdp(Agent):
    """The empathic agent with a static theory of mind in its POMDP form: infer states, infer policies, sample.

    Its P(C) is that of `empathic`, whatever `policy_len`: with a prediction that is held fixed over a policy, summed
    expected free energies make the actions of a policy independent.

    Attributes:
        lam: Empathy weight in [0, 1].
        theory: Theory of mind, a static one.
        beta: Own precision, gamma of the model, above 0.
        beta_other: The precision that it ascribes to the partner, above 0.
        policy_len: Actions in a policy, from 1 to 12.

    Raises:
        BadProbability: lam outside [0, 1].
        UnknownName: No such theory.
        BadArgument: A precision or a policy_len out of range.

    Source: Albarracin et al. 2026.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> agent = Pomdp(lam=0.3)
        >>> float(agent.cooperation_probability(agent.init(PrisonersDilemma().views[0], ())).round(4))
        0.8798
    """

    lam: float = 0.5
    theory: str = "history"
    beta: float = 4.0
    beta_other: float = 4.0
    policy_len: int = 1

    def __post_init__(self) -> None:
        """Check the settings."""
        Empathic(lam=self.lam, theory=self.theory, beta=self.beta, beta_other=self.beta_other)
        theory_named(self.theory)
        _check_policy_len(self.policy_len)

    def init(self, view: View, shape: tuple[int, ...], *, chance: Chance | None = None) -> PomdpState:
        """Return the state before the first round."""
        empathic = Empathic(lam=self.lam, theory=self.theory, beta=self.beta, beta_other=self.beta_other)
        prepared: Any = empathic.init(view, ())  # a static theory's state, which holds the theory
        theory: Theory = prepared.theory
        model = empathic_model(view, theory.predict(0.5), lam=self.lam, gamma=self.beta, policy_len=self.policy_len)
        return PomdpState(model, theory, model.D, np.zeros(shape, dtype=np.intp), 0)

    def cooperation_probability(self, state: PomdpState) -> NDArray[np.float64]:
        """Return P(C) in this round, broadcastable to the batch shape."""
        return cooperation_of(infer_policies(state.model, state.qs)[0])

    def observe(self, state: PomdpState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> PomdpState:
        """Return the state after a round: the belief about its outcome, and the prediction for the next."""
        prior = predict_states(state.model, own, state.qs)
        qs = infer_states(state.model, 2 * own.astype(np.intp) + partner, prior)
        counts, rounds = state.cooperations + (own == COOPERATE), state.rounds + 1
        model = replace(state.model, B=_transitions(state.theory.predict(counts / rounds)))
        return PomdpState(model, state.theory, qs, counts, rounds)

    @property
    def empathy_weight(self) -> float:
        """The weight lam of the other's payoff."""
        return float(self.lam)


def _transitions(q: ArrayLike | Prediction) -> NDArray[np.float64]:
    """Return B for a prediction, shape (*prediction, 4, 4, 2): the next outcome depends on my action alone."""
    if_cooperate, if_defect = q if isinstance(q, Prediction) else (q, q)
    predicted = np.stack(np.broadcast_arrays(if_cooperate, if_defect), axis=-1).astype(np.float64)
    if not ((predicted >= 0.0) & (predicted <= 1.0)).all():
        raise BadProbability(f"q (the partner's predicted P(C)) must lie in [0, 1]; got {q!r}. Give probabilities.")
    B = np.zeros((*predicted.shape[:-1], STATES, STATES, 2))
    for action in (COOPERATE, DEFECT):
        B[..., 2 * action, :, action] = predicted[..., action, None]
        B[..., 2 * action + 1, :, action] = 1.0 - predicted[..., action, None]
    return B


def _information_gain(
    A: NDArray[np.float64], states: NDArray[np.float64], outcomes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the entropy of the predicted outcome less the expected entropy of A's columns, in nats."""
    ambiguity = _entropy(np.swapaxes(A, -1, -2))
    return np.asarray(_entropy(outcomes) - np.einsum("...i,...pai->...pa", ambiguity, states))


def _entropy(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the entropy over the last axis, in nats; 0 ln 0 = 0."""
    return np.asarray(-(p * np.log(np.where(p > 0.0, p, 1.0))).sum(axis=-1))


def _check_policy_len(policy_len: int) -> None:
    is_count = isinstance(policy_len, int) and not isinstance(policy_len, bool)
    if not is_count or not 1 <= policy_len <= LONGEST_POLICY:
        raise BadArgument(
            f"policy_len must be a whole number from 1 to {LONGEST_POLICY} (policies are all 2^policy_len sequences); "
            f"got {policy_len!r}. Give e.g. policy_len=1."
        )
