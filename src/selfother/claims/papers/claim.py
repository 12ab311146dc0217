"""What a published claim is: targets with their printed values, and a way to measure ours.

A verdict is given by a rule, never by hand:

    reproduced     our mean, and our exact value where there is one, lie within the target's bounds
    partly         our mean does not, but its interval meets them: more seeds would tell
    not            our interval and the bounds have no point in common
    not measured   there is no number, and the row says why

A claim of several targets is reproduced if all are, not reproduced if none is, and partly reproduced otherwise.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from selfother.records import Estimate, Verdict

__all__ = ["Claim", "Reading", "Target", "verdict_of_all"]


@dataclass(frozen=True)
class Target:
    """One printed number, and where ours must lie.

    Attributes:
        quantity: What it is, in words.
        printed: The number as it stands in the source, or the bound in words.
        low: Smallest value that counts as the same.
        high: Largest.
        source: Where it stands: a table of the paper, or what was computed from its equations.
        unit: "share", "payoff a round", ...
    """

    quantity: str
    printed: str
    low: float
    high: float
    source: str
    unit: str = "share"

    @classmethod
    def near(cls, quantity: str, printed: float, tolerance: float, *, source: str, unit: str = "share") -> "Target":
        """Return the target of a number and its tolerance.

        Example:
            >>> Target.near("joint cooperation", 0.443, 0.02, source="Table I").high
            0.463
        """
        low, high = round(printed - tolerance, 12), round(printed + tolerance, 12)
        return cls(quantity, f"{printed:g} ± {tolerance:g}", low, high, source, unit)

    def holds(self, value: float) -> bool:
        """Whether a value lies within the bounds."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Reading:
    """Our number for a target.

    Attributes:
        target: What it is compared with.
        estimate: Simulated, with its interval over seeds.
        exact: The exact solution, None where there is none.
        note: A sentence that a reader needs beside it.
    """

    target: Target
    estimate: Estimate
    exact: float | None = None
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """The verdict by the rule of this module.

        Example:
            >>> target = Target.near("x", 0.5, 0.1, source="")
            >>> Reading(target, Estimate(value=0.65, low=0.55, high=0.75)).verdict
            'partly'
        """
        ours, target = self.estimate, self.target
        if ours.value is None:
            return "not measured"
        if self.exact is not None and not target.holds(self.exact):
            return "not"
        if target.holds(ours.value):
            return "reproduced"
        meets = ours.low is not None and ours.high is not None and ours.low <= target.high and ours.high >= target.low
        return "partly" if meets else "not"


class Claim(ABC):
    """The contract of a published claim; a new one is one class, listed in `registry`.

    Attributes:
        key: Its number, the word of `--only`.
        title: What it says, in a few words.
        source: Where the paper says it.
        seeds: Independent matches of every pair, or runs of every population.
        quick_seeds: The same in a quick run: enough to see that a page is made, too few for most verdicts.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    source: ClassVar[str]
    seeds: ClassVar[int] = 256
    quick_seeds: ClassVar[int] = 16

    @abstractmethod
    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure every target with `seeds` matches of each pair (or runs of each population), drawn from `seed`."""


def verdict_of_all(verdicts: Sequence[Verdict]) -> Verdict:
    """Return the verdict of a claim from those of its targets.

    Example:
        >>> verdict_of_all(["reproduced", "not"]), verdict_of_all(["reproduced", "not measured"])
        ('partly', 'partly')
    """
    met = set(verdicts)
    return verdicts[0] if len(met) == 1 else "partly"
