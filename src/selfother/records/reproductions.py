"""Published numbers beside ours: claims, rows, and the figures of their page."""

from typing import Literal

from pydantic import Field

from selfother.records.base import Estimate, Record
from selfother.records.blocks import Plot
from selfother.records.matches import Landscape

__all__ = [
    "Boundary",
    "PhaseDiagram",
    "ReproducedClaim",
    "ReproductionRecord",
    "ReproductionRow",
    "Verdict",
]


Verdict = Literal["reproduced", "partly", "not", "not measured"]


class ReproductionRow(Record):
    """One printed number beside ours.

    Attributes:
        quantity: What it is, in words.
        source: Where it is printed, or what it was computed from.
        printed: As printed, with its tolerance, or a bound.
        low: Smallest value that counts as the same.
        high: Largest.
        unit: "share", "payoff a round", ...
        ours: Simulated, with its interval and its n.
        exact: Our exact solution, None where there is none.
        note: A sentence that a reader needs beside it.
    """

    quantity: str
    source: str
    printed: str
    low: float
    high: float
    unit: str
    ours: Estimate
    exact: float | None = None
    verdict: Verdict
    note: str = ""


class ReproducedClaim(Record):
    """A published claim, its verdict, and the rows that it rests on.

    Attributes:
        key: Its number.
        title: What it says.
        source: Where the paper says it.
        seconds: Clock time that it took.
    """

    key: str
    title: str
    source: str
    verdict: Verdict
    seconds: float
    rows: list[ReproductionRow]


class Boundary(Record):
    """A closed form over a phase diagram, as points of a line in the units of its axes."""

    name: str
    x: list[float]
    y: list[float]


class PhaseDiagram(Record):
    """A simulated quantity over two parameters, with the closed forms that should bound its regions.

    Attributes:
        x: Ascending values of the first parameter, evenly spaced on the page, length n.
        y: Of the second, length m.
        values: m x n, [row of y][column of x], in [low, high].
        low: The value at the dark end of the scale, where empathy loses.
        high: Where it wins.
        middle: What the middle of the scale means, in words.
        boundaries: Closed forms; a point between two values of an axis is placed between them.
        note: What is seen, how it was made, with `n = `.
    """

    title: str
    x_label: str
    y_label: str
    measure: str
    x: list[float]
    y: list[float]
    values: list[list[float]]
    low: float
    high: float
    middle: str
    boundaries: list[Boundary]
    note: str = ""


class ReproductionRecord(Record):
    """What `selfother reproduce` answers: every claim of a paper, with its verdict.

    Attributes:
        summary: Sentences for the top of the page.
        verdict: What follows from the claims, in paragraphs, the first in short; empty where it was not asked.
        status: "complete", or what was left out, in words.
        environment: Name -> value.
        command: The command line that makes this record again.
    """

    schema_number: int = 1
    name: str
    title: str
    paper: str
    status: str
    seed: int
    summary: list[str]
    verdict: list[str] = Field(default_factory=list)
    claims: list[ReproducedClaim]
    landscapes: list["Landscape"] = Field(default_factory=list)
    diagrams: list[PhaseDiagram] = Field(default_factory=list)
    plots: list[Plot] = Field(default_factory=list)
    environment: dict[str, str] = Field(default_factory=dict)
    command: str = ""
