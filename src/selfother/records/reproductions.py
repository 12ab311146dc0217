"""Published numbers beside ours: claims, rows, and the figures of their page."""

from typing import Literal

from pydantic import Field

from selfother.records.base import Estimate, Record
from selfother.records.blocks import Heatmap, Plot
from selfother.records.matches import Landscape

__all__ = ["ReproducedClaim", "ReproductionRecord", "ReproductionRow", "Verdict"]


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


class ReproductionRecord(Record):
    """What `selfother reproduce` answers: every claim of a paper, with its verdict.

    Attributes:
        summary: Sentences for the top of the page.
        verdict: What follows from the claims, in paragraphs, the first in short; empty where it was not asked.
        status: "complete", or what was left out, in words.
        diagrams: Phase diagrams: a simulated quantity over two parameters, and the closed forms that should bound its
            regions.
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
    diagrams: list[Heatmap] = Field(default_factory=list)
    plots: list[Plot] = Field(default_factory=list)
    environment: dict[str, str] = Field(default_factory=dict)
    command: str = ""
