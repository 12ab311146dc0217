"""The record of `selfother reproduce exams`: a row an instrument, an exam each time that it was put to nulls."""

from typing import Literal

from pydantic import Field

from selfother.exams.record import ClaimSource, Word
from selfother.records import Estimate, Record

__all__ = ["ExamsRecord", "NullReached", "PublishedExam", "PublishedRowRecord"]


class NullReached(Record):
    """What one null reaches.

    Attributes:
        sees: What it sees, or by which rule it answers.
        estimate: In the metric of the exam; its interval holds for all nulls of the exam together.
        share: (value - chance) / (claim - chance); None where it was not measured.
    """

    sees: str
    estimate: Estimate
    share: float | None = None


class PublishedExam(Record):
    """One instrument on one set of items.

    Attributes:
        name: What is asked of which items: "test pairs, lexically ablated".
        metric: What the numbers are: "AUROC", "share of texts that get their emotion".
        chance: What a subject reaches that knows nothing.
        claim: What the nulls are measured against.
        claim_source: Whether that was published, is what the instrument reaches here, or is a perfect score.
        instrument: What the instrument itself reaches here; None where it was not run.
        instrument_name: Which one was run.
        control: What a subject reaches that truly has the property; None where there is nobody.
        control_name: Who that is.
        nulls: Null -> what it reaches.
        best_null: The null with the largest value.
        share: Its share.
        word: By the rule of `word_of`.
        n: Items that the numbers stand on.
        clusters: What the items were held out by: "5 scenarios"; empty: by item.
        cues: Label -> the words that spoke most for it.
        remarks: What a reader must know beside the numbers, a sentence each.
    """

    name: str
    metric: str
    chance: float
    claim: float
    claim_source: ClaimSource
    instrument: Estimate | None = None
    instrument_name: str = ""
    control: Estimate | None = None
    control_name: str = ""
    nulls: dict[str, NullReached]
    best_null: str | None
    share: float | None
    word: Word
    n: int
    clusters: str = ""
    cues: dict[str, list[str]] = Field(default_factory=dict)
    remarks: list[str] = Field(default_factory=list)


class PublishedRowRecord(Record):
    """One instrument.

    Attributes:
        key: The word of `--only`.
        name: What tables and figures call it, in two or three words.
        title: What it is, in a line.
        kind: Which kind of instrument: "activation probe", "distance", "reply scorer", "choice task", "table".
        claim: What the authors claim, with the figure.
        source: Where they say it.
        does_not_show: What follows for the authors' claim, and what does not.
        exams: What was measured, the main exam first; empty: nothing, and `not_measured` says why.
        not_measured: Parts that could not be measured here, a sentence each with what they need.
        seconds: CPU seconds.
        command: What measures this row again.
    """

    key: str
    name: str
    title: str
    kind: str
    claim: str
    source: str
    does_not_show: str
    exams: list[PublishedExam]
    not_measured: list[str] = Field(default_factory=list)
    seconds: float
    command: str


class ExamsRecord(Record):
    """Every row that was asked for.

    Attributes:
        schema_version: Of this form.
        status: "complete", or what is missing.
        seed: Root seed.
        rows: In the order of the page.
        environment: Versions, model.
        command: What makes this record again.
    """

    schema_version: Literal[1] = 1
    status: str
    seed: int
    rows: list[PublishedRowRecord]
    environment: dict[str, str]
    command: str
