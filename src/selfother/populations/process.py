"""How a population evolves: which dynamics, how many players, how strong selection is, and who meets whom.

One frozen record, checked when it is made, so that a contradiction is a sentence before any work starts.
"""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.populations.chains import check_finite, check_mutation
from selfother.tournaments.match import check_count

__all__ = ["Dynamics", "Process", "Updating"]

Dynamics = Literal["replicator", "moran", "pairwise"]
Updating = Literal["death-birth", "birth-death", "pairwise"]

PLAYERS, SELECTION = 100, 0.01


@dataclass(frozen=True)
class Process:
    """A way to evolve.

    Attributes:
        name: `replicator`: an infinite population; `moran`: births by fitness, N players; `pairwise`: players compare
            themselves with others, N players.
        population: N, at least 2; None: 100, or the graph's nodes. The replicator dynamics do not look at it.
        selection: Intensity beta, at least 0; None: 0.01. The replicator dynamics do not look at it.
        assortment: r, in [0, 1]: the probability of meeting one's own type by assortment.
        mutation: Probability in [0, 1] that an update ends in another type, each equally likely; 0: the limit of rare
            mutations.
        start: Share of the first type at the beginning of the replicator dynamics, in [0, 1], the others having equal
            parts of the rest; None: equal shares.
        graph: A graph's word, an edge list's path, or a networkx graph; None: everybody meets everybody.
        updating: On a graph, who replaces whom: for `moran` `death-birth` (None) or `birth-death`, for `pairwise`
            `pairwise` (None).
        runs: Simulated runs, where the process has no exact solution.
        generations: How long a simulated run with mutation is, in N updates.
        longest_generations: How long a run on a graph may go on until one type is alone.
        seed: Root seed.

    Raises:
        UnknownName: No such dynamics or updating.
        BadArgument: A number out of its range, or settings that contradict each other.
        BadProbability: Assortment, mutation or start outside [0, 1].

    Example:
        >>> Process("moran", selection=0.1).players
        100
    """

    name: Dynamics = "pairwise"
    population: int | None = None
    selection: float | None = None
    assortment: float = 0.0
    mutation: float = 0.0
    start: float | None = None
    graph: Any = None
    updating: Updating | None = None
    runs: int = 1000
    generations: int = 1000
    longest_generations: int = 1_000_000
    seed: int = 0

    def __post_init__(self) -> None:
        """Check every setting, and the settings against each other."""
        if self.name not in get_args(Dynamics):
            raise UnknownName.among("process", self.name, get_args(Dynamics))
        if self.updating is not None and self.updating not in get_args(Updating):
            raise UnknownName.among("updating", self.updating, get_args(Updating))
        BadProbability.check("assortment", self.assortment)
        check_mutation(self.mutation)
        check_finite(self.players, self.intensity)
        check_count("runs", self.runs)
        check_count("generations", self.generations)
        check_count("longest_generations", self.longest_generations)
        if self.start is not None:
            BadProbability.check("start", self.start)
        self._check_graph()
        self._check_replicator()

    def _check_graph(self) -> None:
        if self.graph is None:
            if self.updating is not None:
                raise BadArgument(
                    f"updating says who replaces whom on a graph; got {self.updating!r} and no graph. "
                    "Give a graph, e.g. cycle:n=20, or leave updating out."
                )
            return
        if self.name == "replicator":
            raise BadArgument(
                f"the replicator dynamics are of an infinite population without a graph; got the graph {self.graph}. "
                "Use the process moran or pairwise, or leave the graph out."
            )
        if self.assortment:
            raise BadArgument(
                f"a graph brings its own assortment; got assortment {self.assortment:g} beside it. "
                "Leave one of the two out."
            )
        if self.updating is not None and (self.updating == "pairwise") != (self.name == "pairwise"):
            fitting = "pairwise" if self.name == "pairwise" else "death-birth or birth-death"
            other = "moran" if self.name == "pairwise" else "pairwise"
            raise BadArgument(
                f"the process {self.name} on a graph updates by {fitting}; got {self.updating!r}, which is an updating "
                f"of the process {other}. Give --process {other} (in Python Process({other!r}, ...)), or leave the "
                "updating out."
            )

    def _check_replicator(self) -> None:
        if self.name == "replicator" and self.mutation:
            raise BadArgument(
                f"the replicator dynamics here have no mutation; got {self.mutation:g}. "
                "Leave it out, or use the process moran or pairwise."
            )
        if self.name != "replicator" and self.start is not None:
            raise BadArgument(
                f"start is the first share of the replicator dynamics; got {self.start:g} with the process "
                f"{self.name}, whose fixation starts from a single mutant. Leave it out, or use the process replicator."
            )

    @property
    def players(self) -> int:
        """N of a finite, well-mixed population."""
        return PLAYERS if self.population is None else self.population

    @property
    def intensity(self) -> float:
        """The intensity of selection, beta."""
        return SELECTION if self.selection is None else self.selection

    @property
    def rule(self) -> Updating:
        """Who replaces whom on the graph."""
        if self.updating is not None:
            return self.updating
        return "pairwise" if self.name == "pairwise" else "death-birth"
