"""What can be reproduced: a body of claims with its figures; `registry` lists them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from selfother.claims.papers.claim import Claim
from selfother.errors import UnknownName
from selfother.records import Heatmap, Landscape, Plot, ReproducedClaim

__all__ = ["Figures", "Paper"]


@dataclass(frozen=True)
class Figures:
    """The figures of a page as plain data, by kind."""

    landscapes: list[Landscape] = field(default_factory=list)
    diagrams: list[Heatmap] = field(default_factory=list)
    plots: list[Plot] = field(default_factory=list)


class DrawFigures(Protocol):
    """Makes the figures; `watch` is told in a sentence what is being done."""

    def __call__(self, seed: int, *, quick: bool, watch: Callable[[str], None]) -> Figures:
        """Return them."""


@dataclass(frozen=True)
class Paper:
    """A body of published claims.

    Attributes:
        name: Its word on the command line.
        title: The page's heading.
        source: Where the claims were published.
        claims: In the order of the page.
        draw_figures: Makes the figures.
        quick: What a quick run has, in words.
        verdict: What follows from the judged claims, in paragraphs, the first in short; None: the table is all.
    """

    name: str
    title: str
    source: str
    claims: tuple[type[Claim], ...]
    draw_figures: DrawFigures
    quick: str
    verdict: Callable[[Sequence[ReproducedClaim]], list[str]] | None = None

    def chosen(self, only: Sequence[str] = ()) -> list[type[Claim]]:
        """Return the claims with the given keys, all of them without keys.

        Raises:
            UnknownName: No such claim.
        """
        known = {kind.key: kind for kind in self.claims}
        for key in only:
            if key not in known:
                raise UnknownName.among("claim", key, known)
        return [kind for kind in self.claims if not only or kind.key in only]
