"""The empathic agent: it minimises its own expected free energy and, by its weight lam, the other's.

The kernel is `social.Social`; here are the settings. Source: Albarracin et al. 2026, the myopic agent; beta = 4 is
theirs.
"""

from dataclasses import dataclass, replace

from selfother.agents.advantage import Advantage, Weight, Weights
from selfother.agents.agent import Agent, check_precision
from selfother.agents.particle_filter import FILTERS, ParticleFilter, Reliability
from selfother.agents.social import Social, SocialState, check_weight
from selfother.agents.theory_of_mind import check_theory
from selfother.errors import BadArgument, BadProbability

__all__ = ["Advantage", "Empathic", "Selfish", "SocialState", "Weight"]

_OF_FILTERS = ("particles", "jitter", "epistemic", "reliability")


@dataclass(frozen=True)
class Empathic(Social, Agent):
    """An agent that weighs the other's expected payoff with lam and its own with 1 - lam.

    P(C) = sigmoid(beta dU) with dU of `Advantage` at weights (1 - lam, lam); for (3, 0, 5, 1) and a
    prediction q, dU = 5 lam - 1 - q.

    Attributes:
        lam: Empathy weight in [0, 1]: 0 cares for itself only, 1 for the other only. With `signed` any number up to a
            million in size: below 0 it pays to hurt.
        theory: Theory of mind, a name of `theory_of_mind`; `inferred` learns from what the partner does.
        beta: Own precision, above 0.
        beta_other: The precision that it ascribes to the partner, above 0.
        signed: Whether lam may lie outside [0, 1].
        lam_assumed: What the theory `matched` takes the partner's lam for; None: its own.
        particles: Particles of a filter; None: as the theory has it.
        jitter: Factor on a filter's jitter; None: as the theory has it.
        epistemic: Whether a filter's curiosity counts; None: as the theory has it.
        reliability: How far a filter is trusted, `predictive`, `entropy` or a number in [0, 1]; None: as the theory
            has it.

    Raises:
        BadProbability: lam or lam_assumed outside [0, 1] without `signed`.
        UnknownName: No such theory.
        BadArgument: A precision that is not a finite number above 0, or a setting that the theory does not have.

    Source: Albarracin et al. 2026. With `theory="published_filter"` and `reliability=1` it is the published learner
    with its gate forced open.

    Example:
        >>> from selfother.games import PrisonersDilemma
        >>> agent = Empathic(lam=0.3, theory="history")
        >>> float(agent.cooperation_probability(agent.init(PrisonersDilemma().views[0], ())).round(4))
        0.8798
    """

    lam: float = 0.5
    theory: str = "inferred"
    beta: float = 4.0
    beta_other: float = 4.0
    signed: bool = False
    lam_assumed: float | None = None
    particles: int | None = None
    jitter: float | None = None
    epistemic: bool | None = None
    reliability: Reliability | None = None

    def __post_init__(self) -> None:
        """Check the settings."""
        if not isinstance(self.signed, bool):
            raise BadArgument(f"signed must be true or false; got {self.signed!r}. Write e.g. signed=true.")
        check_theory(self.theory)
        self._check_weight("lam", self.lam, "the empathy weight")
        if self.lam_assumed is not None:
            self._check_only_of(("matched",), "lam_assumed")
            self._check_weight("lam_assumed", self.lam_assumed, "the partner's empathy weight")
        check_precision("beta", self.beta)
        check_precision("beta_other", self.beta_other)
        for name in _OF_FILTERS:
            if getattr(self, name) is not None:
                self._check_only_of(tuple(FILTERS), name)
        if self.theory in FILTERS:
            _ = self.filter  # checks its settings

    def _check_weight(self, name: str, value: object, meaning: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadArgument(f"{name} must be a number in [0, 1]; got {value!r}. Write e.g. {name}=0.3.")
        if self.signed:
            check_weight(f"{name} ({meaning})", value)
        elif not 0.0 <= value <= 1.0:
            raise BadProbability(
                f"{name} ({meaning}) must lie in [0, 1]; got {value:g}. Give a value between 0 and 1, or say "
                "signed=true (--signed) for weights outside."
            )

    def _check_only_of(self, theories: tuple[str, ...], name: str) -> None:
        if self.theory not in theories:
            raise BadArgument(
                f"{name} is a setting of the theory {' or '.join(theories)}; got it with theory={self.theory}. "
                f"Leave it out, or give theory={theories[0]}."
            )

    @property
    def weights(self) -> Weights:
        """(1 - lam, lam)."""
        return Weights.of(float(self.lam))

    @property
    def ascribed(self) -> Weights:
        """The weights that the theory `matched` ascribes to the partner."""
        return self.weights if self.lam_assumed is None else Weights.of(float(self.lam_assumed))

    def _ascribed_to_a_partner_of(self, swept: Weights) -> Weights:
        return swept if self.lam_assumed is None else self.ascribed

    @property
    def filter(self) -> ParticleFilter:
        """The settings of the particle filter: those of the theory, with what is given in their place."""
        given = {name: getattr(self, name) for name in _OF_FILTERS if getattr(self, name) is not None}
        return replace(FILTERS[self.theory], **given)

    @property
    def empathy_weight(self) -> float:
        """The weight lam of the other's payoff."""
        return float(self.lam)


@dataclass(frozen=True)
class Selfish(Social, Agent):
    """An agent that cares for its own payoff only: `empathic` with lam 0.

    Attributes:
        theory: Theory of mind, as for `Empathic`.
        beta: Own precision, above 0.
        beta_other: The precision that it ascribes to the partner, above 0.

    Raises:
        UnknownName: No such theory.
        BadArgument: A precision that is not a finite number above 0.

    Example:
        >>> Selfish().weights
        Weights(own=1.0, other=0.0)
    """

    theory: str = "inferred"
    beta: float = 4.0
    beta_other: float = 4.0

    def __post_init__(self) -> None:
        """Check the settings."""
        check_theory(self.theory)
        check_precision("beta", self.beta)
        check_precision("beta_other", self.beta_other)

    @property
    def weights(self) -> Weights:
        """(1, 0)."""
        return Weights(1.0, 0.0)

    @property
    def empathy_weight(self) -> float:
        """The weight of the other's payoff: 0."""
        return 0.0
