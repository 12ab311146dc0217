"""What `selfother reproduce` can reproduce, by the word of the command line."""

from selfother.claims.papers.games import GAMES
from selfother.claims.papers.paper import Paper
from selfother.claims.papers.populations import POPULATIONS
from selfother.errors import UnknownName

__all__ = ["PAPERS", "paper_named"]

PAPERS: dict[str, Paper] = {paper.name: paper for paper in (GAMES, POPULATIONS)}


def paper_named(name: str, *, also: str = "") -> Paper:
    """Return a paper.

    Args:
        name: Its word.
        also: Another word that the command knows, for the error.

    Raises:
        UnknownName: No such paper.
    """
    if name not in PAPERS:
        raise UnknownName.among("paper", name, [*PAPERS, *filter(None, [also])])
    return PAPERS[name]
