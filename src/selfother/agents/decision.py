"""One decision of an empathic agent in plain floats, for who decides once at a time: a control loop, a live opponent.

The same equations as `Empathic` and `Pomdp`, which are made for batches: with arrays of one entry, numpy's calls take
many times what the arithmetic takes. `decide` predicts the partner, weighs both actions, draws and counts: nothing is
looked up, nothing is compiled. Static theories of mind only.
"""

import math
from typing import NamedTuple

from selfother.agents.social import Social
from selfother.agents.theory_of_mind import SELFISH, THEORIES, partners_line
from selfother.errors import BadArgument
from selfother.games.game import C, D, View

__all__ = ["Decision", "Mind", "decide", "mind_of"]

_LARGEST_EXPONENT = 700.0


class Mind(NamedTuple):
    """An agent that weighs payoffs, with a static theory, in one game, and what it has done so far.

    Attributes:
        C: Its preferences over CC, CD, DC, DD (own action first), weighted payoffs.
        prediction: Exponents (after C, after D, is it my present action): the partner's P(C) is sigmoid of the exponent
            of my present action, or of their mean by my cooperation rate so far.
        gamma: Own precision.
        cooperations: How often it cooperated.
        rounds: How many rounds it has played.
    """

    C: tuple[float, float, float, float]
    prediction: tuple[float, float, bool]
    gamma: float
    cooperations: int = 0
    rounds: int = 0


class Decision(NamedTuple):
    """What was decided, and why.

    Attributes:
        action: 0 = C, 1 = D.
        q_pi: Probabilities of C and D.
        G: Expected free energies of C and D in payoff units, lower is better.
        mind: The agent after its action.
    """

    action: int
    q_pi: tuple[float, float]
    G: tuple[float, float]
    mind: Mind


def mind_of(agent: Social, view: View) -> Mind:
    """Prepare an agent for a game.

    Args:
        agent: `Empathic`, `Selfish` or `Weighted`, with a static theory: `history`, `action_conditional` or `matched`.
        view: The game from its seat.

    Raises:
        BadArgument: Another theory.
    """
    if agent.theory not in THEORIES:
        raise BadArgument(
            f"decide knows the static theories {', '.join(THEORIES)}; got {agent.theory!r}. "
            "Use the agent's own cooperation_probability."
        )
    cells = ((C, C), (C, D), (D, C), (D, D))
    weight, other_weight = agent.weights
    cc, cd, dc, dd = (float(weight * view.own[at] + other_weight * view.partner[at]) for at in cells)
    ascribed = agent.ascribed if agent.theory == "matched" else SELFISH
    after_d, added = (float(number) for number in partners_line(view, ascribed, agent.beta_other))
    after_c = after_d + added
    return Mind((cc, cd, dc, dd), (after_c, after_d, agent.theory == "action_conditional"), agent.beta)


def decide(mind: Mind, uniform: float) -> Decision:
    """Decide one round.

    Args:
        mind: The agent.
        uniform: A number in [0, 1): it cooperates if this is below its P(C).

    Returns:
        Action, probabilities, expected free energies, and the mind for the next round.

    Example:
        >>> from selfother.agents import Empathic
        >>> from selfother.games import PrisonersDilemma
        >>> first = decide(mind_of(Empathic(lam=0.3, theory="history"), PrisonersDilemma().views[0]), 0.2)
        >>> first.action, round(first.q_pi[0], 4)
        (0, 0.8798)
    """
    (cc, cd, dc, dd), (after_c, after_d, is_present), gamma, cooperations, rounds = mind
    if is_present:
        q_c, q_d = _sigmoid(after_c), _sigmoid(after_d)
    else:
        rate = cooperations / rounds if rounds else 0.5
        q_c = q_d = _sigmoid(after_d + rate * (after_c - after_d))
    G_c, G_d = -(q_c * cc + (1.0 - q_c) * cd), -(q_d * dc + (1.0 - q_d) * dd)
    p = _sigmoid(gamma * (G_d - G_c))
    action = 0 if uniform < p else 1
    return Decision(
        action, (p, 1.0 - p), (G_c, G_d), Mind(mind[0], mind[1], gamma, cooperations + 1 - action, rounds + 1)
    )


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(min(-x, _LARGEST_EXPONENT)))
