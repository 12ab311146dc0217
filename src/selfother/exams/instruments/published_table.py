"""A published result: the instrument was run by its authors, and a null is set beside the figure that they print."""

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

from selfother.errors import BadArgument
from selfother.exams.record import NullResult
from selfother.statistics.clusters import wilson

__all__ = ["PublishedResult"]


@dataclass(frozen=True)
class PublishedResult:
    """A figure of a paper, with what is printed about its uncertainty.

    Give `value` as the claim of `qualify`, on the texts that the figure was measured on.

    Attributes:
        name: What was measured ("linear probe of Qwen3-8B, best of four layers").
        value: The figure, a share between 0 and 1.
        metric: What it is.
        n: How many items it stands on; None: not printed.
        low: Lower end of the printed interval; None: none is printed.
        high: Upper end.
        source: Where it is printed: address, and table or page.

    Raises:
        BadArgument: A figure that is no share, an interval that does not hold it, or no source.
    """

    kind: ClassVar[str] = "published table"
    positive_control: ClassVar[str] = "The authors' own subjects, which are not here: the word rests on the figure."

    name: str
    value: float
    metric: Literal["auroc", "accuracy"]
    n: int | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse what no paper can mean."""
        ends = (self.value if self.low is None else self.low, self.value if self.high is None else self.high)
        if not 0.0 <= ends[0] <= self.value <= ends[1] <= 1.0:
            raise BadArgument(
                f"{self.name}: a published figure is a share inside its interval; got {self.value:g} in "
                f"[{ends[0]:g}, {ends[1]:g}]. Write 92 % as 0.92."
            )
        if (self.low is None) != (self.high is None):
            raise BadArgument(f"{self.name}: an interval has two ends; got one. Give both, or none.")
        if self.n is not None and self.n < 1:
            raise BadArgument(f"{self.name}: n is how many items the figure stands on; got {self.n}. Leave it out.")
        if not self.source:
            raise BadArgument(f"{self.name}: say where it is printed, as source=...")

    def interval(self, level: float) -> tuple[float, float] | None:
        """Its interval: the printed one, else Wilson's of an accuracy over n items; None where neither can be had.

        Args:
            level: Coverage of Wilson's interval. A printed one is taken as it is printed.

        Example:
            >>> low, high = PublishedResult("probe", 0.9, "accuracy", n=100, source="a paper").interval(0.95)
            >>> round(low, 3), round(high, 3)
            (0.826, 0.945)
        """
        if self.low is not None and self.high is not None:
            return self.low, self.high
        if self.metric == "accuracy" and self.n is not None:
            low, high = wilson(self.value * self.n, self.n, level=level)
            return low, high
        return None

    def gap(self, null: NullResult, *, level: float = 0.95) -> tuple[float, float] | None:
        """The interval of the figure minus what a null reaches, not paired, since the authors' answers are not here.

        Args:
            null: Measured on the texts that the figure stands on.
            level: Coverage of Wilson's interval, where none is printed.

        Returns:
            Two ends; None where the null was not measured, or the figure has no interval. An interval that holds 0
            means that the null is not shown to be worse.

        Source:
            The square-and-add method: Newcombe 1998 (Statistics in Medicine 17), method 10.
        """
        ends = self.interval(level)
        if ends is None or null.value is None or null.low is None or null.high is None:
            return None
        difference = self.value - null.value
        below = math.hypot(self.value - ends[0], null.high - null.value)
        above = math.hypot(ends[1] - self.value, null.value - null.low)
        return difference - below, difference + above
