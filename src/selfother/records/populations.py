"""What evolved: types in a population, their fixation and their shares."""

from typing import Literal

from pydantic import JsonValue

from selfother.records.base import Record

__all__ = ["EvolutionRecord", "RestWord", "TimeCourse"]

RestWord = Literal[
    "stable", "neutral", "unstable", "alone", "neutral cycle", "recurrent", "heteroclinic cycle", "still moving"
]
"""What the replicator dynamics came to (docs/reference/evolve.md)."""


class TimeCourse(Record):
    """Shares over time.

    Attributes:
        unit: Of the times.
        times: From 0, ascending.
        shares: By type, one share a time; the mean over runs where there are several.
        standard_error: Of the shares, over runs, by type; None of dynamics without chance, and of a single run.
    """

    unit: str
    times: list[float]
    shares: dict[str, list[float]]
    standard_error: dict[str, list[float]] | None = None


class EvolutionRecord(Record):
    """What `selfother evolve` answers. What does not apply is None.

    Attributes:
        types: Names, in the order given.
        process: Which dynamics.
        selection: Intensity of selection beta; None under the replicator dynamics, which have none.
        fixation: By type, the probability that a single mutant takes over; among more than two types, in a population
            of one of the others, each equally likely. None under the replicator dynamics.
        frequency: By type, the share that the replicator dynamics lead to from `start`, None where they do not settle;
            or the share of time in the long run of a finite population (at mutation 0, in the limit of rare
            mutations).
        threshold: Closed forms by name (docs/reference/evolve.md); None where one has no value.
        method: "exact"; "integrated" where replicator dynamics of three or more types were followed to where they rest
            (that point is solved for); "monte-carlo" where the process was simulated.
        standard_error: Of `fixation` and `frequency`, by type; None where exact.
        payoffs: What the row's type gets a round from the column's.
        payoff_standard_error: Of the payoffs where matches were played; None where they are exact.
        game: Name and payoffs of the game; None where only payoffs between types were given.
        population: Players; None under the replicator dynamics.
        assortment: Probability of meeting one's own type by assortment; None on a graph, which brings its own.
        recognition: Accuracy with which empathic players know the other's type; None where they do not look.
        mutation: Probability of a mutation an update.
        start: Share of each type at the beginning, for the replicator dynamics.
        rest: What the replicator dynamics came to; None for other processes.
        seen: Where they do not settle, by type the lowest and the highest share over the last half of the time that
            they were followed.
        followed: That time, in units of one over a payoff a round; None where there was nothing to follow.
        course: Shares over time, of the replicator dynamics and of simulated runs with mutation.
        graph: Word or file of the graph; None where everybody meets everybody.
        is_weighted: Whether its edges have weights, which count; None without a graph.
        updating: Who replaces whom on the graph.
        runs: Simulated runs; None where exact.
        seed: Root seed.
    """

    types: list[str]
    process: Literal["replicator", "moran", "pairwise"]
    selection: float | None
    fixation: dict[str, float] | None
    frequency: dict[str, float] | None
    threshold: dict[str, float | None]
    method: Literal["exact", "integrated", "monte-carlo"]
    standard_error: dict[str, dict[str, float | None] | None]
    payoffs: list[list[float]]
    payoff_standard_error: list[list[float]] | None = None
    game: dict[str, JsonValue] | None = None
    population: int | None = None
    assortment: float | None = None
    recognition: float | None = None
    mutation: float = 0.0
    start: dict[str, float] | None = None
    rest: RestWord | None = None
    seen: dict[str, tuple[float, float]] | None = None
    followed: float | None = None
    course: TimeCourse | None = None
    graph: str | None = None
    is_weighted: bool | None = None
    updating: Literal["death-birth", "birth-death", "pairwise"] | None = None
    runs: int | None = None
    seed: int = 0
