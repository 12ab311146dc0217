"""Results as plain data: what a study measured, and what a report says. JSON in and out, frozen, no behaviour.

    ItemScore ─ one item under one arm          Estimate ─ a number, its interval, its denominator
    CellRecord ─ one cell's file                Finding, Landscape, DosePoint, ... ─ the parts of a ReportRecord

"Not measured" is never 0.0: a value is `None` and `reason` says why.
"""

from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from selfother.errors import BrokenRecord

__all__ = [
    "ArmRecord",
    "CellRecord",
    "DosePoint",
    "Estimate",
    "Finding",
    "ItemScore",
    "Landscape",
    "MatchRecord",
    "PlanRecord",
    "Record",
    "ReportRecord",
    "Table",
    "Transcript",
]


class Record(BaseModel):
    """Base of every record: frozen, no unknown field, no NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON text; `from_json` of it is the identity."""
        return self.model_dump_json(indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes, *, source: str = "text") -> Self:
        """Read a record back.

        Raises:
            BrokenRecord: The text is not JSON of this record; `source` is named.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "the whole"
            raise BrokenRecord(
                f"{source} is not a {cls.__name__}: {place}: {first['msg']}. "
                "It was cut short or written by another version; delete it and run the same command again."
            ) from error

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a record from a file (raises `BrokenRecord` that names it)."""
        return cls.from_json(path.read_bytes(), source=str(path))


class Estimate(Record):
    """A number with its interval and its denominator.

    Attributes:
        value: The estimate, or None where nothing was measured.
        low: Lower end of the interval, None where there is none.
        high: Upper end.
        standard_error: In the unit of `value`.
        level: Coverage of the interval.
        n: How many scored items the value stands on.
        n_unscored: How many items were asked and not scored.
        clusters: How many independent clusters those items form.
        method: The name of the interval ("wilson", "cluster t", "exact", ...).
        reason: Why `value` is None, or why there is no interval.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    level: float = 0.95
    n: int = 0
    n_unscored: int = 0
    clusters: int | None = None
    method: str = ""
    reason: str = ""


class ItemScore(Record):
    """One item, one measure.

    Attributes:
        item: Sample id, the unit of pairing between arms.
        measure: What was scored ("deceptive", "true", "nats_per_token", ...).
        value: The score, None where it could not be scored.
        family: Scenario template the item comes from, a fixed stratum.
        cluster: What was sampled: items of one cluster are not independent.
        form: "choice" (log-probabilities of given options), "generation" (free text), "activations", "exact", ...
        reason: Why `value` is None.
        detail: Anything a reader may want to see beside it (order, margin in nats, option mass, ...).
    """

    item: str
    measure: str
    value: float | None
    family: str = ""
    cluster: str = ""
    form: str = ""
    reason: str = ""
    detail: dict[str, JsonValue] = Field(default_factory=dict)


class Transcript(Record):
    """What a model was asked and what it said, raw: renderers escape it.

    Attributes:
        verdict: The score in a word ("deceptive", "truthful", "names no place").
    """

    arm: str
    probe: str
    family: str
    item: str
    prompt: str
    answer: str
    verdict: str


class MatchRecord(Record):
    """What `selfother play` answers (shares of rounds, payoff a round, errors over seeds)."""

    game: dict[str, JsonValue]
    agents: tuple[str, str]
    rounds: int
    seeds: int
    joint: dict[str, float]
    cooperation: tuple[float, float]
    payoff: tuple[float, float]
    exploitability: float
    standard_error: dict[str, JsonValue]


class Finding(Record):
    """One sentence that a study can stand behind, with the numbers it rests on.

    Attributes:
        sentence: The finding in words, complete in itself.
        word: What kind of finding.
        declared: "before" if the contrast stood in the frozen plan, else "after".
        arm: The arm it speaks of.
        control: What it is compared with.
        measure: What was measured.
        family: Family, or empty for all.
        unit: "share" (0 to 1: printed in per cent, a difference in points), or the unit of the estimates in words.
        estimate: The difference arm - control (or the rate, where there is no control).
        arm_estimate: The arm's own level.
        control_estimate: The control's own level.
        p_value: Two-sided, unadjusted; None where the design cannot give one.
        p_holm: Holm-adjusted over the primary contrasts.
        primary: One of the declared primary contrasts.
        headline: It answers the question that it was asked for: the summary of a report repeats its sentence.
    """

    sentence: str
    word: Literal[
        "differs",
        "does not differ",
        "not resolved",
        "not measured",
        "holds",
        "does not hold",
        "damage",
        "no better than sham",
        "honest, not self-specific",
        "self-specific",
        "no effect",
        "upper bound",
        "control",
    ]
    declared: Literal["before", "after"] = "after"
    arm: str = ""
    control: str = ""
    measure: str = ""
    family: str = ""
    unit: str = "share"
    estimate: Estimate | None = None
    arm_estimate: Estimate | None = None
    control_estimate: Estimate | None = None
    p_value: float | None = None
    p_holm: float | None = None
    primary: bool = False
    headline: bool = False


class Landscape(Record):
    """The empathy x empathy landscape of one game under one theory of mind.

    Attributes:
        lam: Grid of empathy weights, ascending, length n.
        joint_cooperation: n x n share of rounds in which both cooperate, [i][j] = first agent lam[i], second lam[j].
        payoff_gap: n x n payoff a round of the second minus the first.
    """

    theory: str
    game: str
    lam: list[float]
    joint_cooperation: list[list[float]]
    payoff_gap: list[list[float]]
    rounds: int
    seeds: int


class CellRecord(Record):
    """The file of one finished cell.

    Attributes:
        schema_number: Version of this kind of cell; another number is another cell.
        key: Hash of everything that determines the result; the file's name.
        kind: What was run.
        name: Probe, check or intervention.
        arm: Arm, empty for checks.
        seed: Root seed of the cell.
        inputs: What `key` was made from.
        items: Scores, one an item and measure.
        estimates: Numbers that are not means over items (exact solutions, training loss, ...).
        tables: Plain tables (grids, curves) by name: column name -> values.
        transcripts: A few answers.
        landscapes: Landscapes that a check computed.
        findings: Findings that a check states itself (a published claim that holds or does not).
        facts: Strings worth keeping (product directory, digest, order of layers ...).
        cpu_seconds: Processor time of the cell.
        wall_seconds: Clock time of the cell.
    """

    schema_number: int
    key: str
    kind: Literal["check", "probe", "train"]
    name: str
    arm: str = ""
    seed: int
    inputs: dict[str, JsonValue]
    items: list[ItemScore] = Field(default_factory=list)
    estimates: dict[str, Estimate] = Field(default_factory=dict)
    tables: dict[str, dict[str, list[JsonValue]]] = Field(default_factory=dict)
    transcripts: list[Transcript] = Field(default_factory=list)
    landscapes: list[Landscape] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    facts: dict[str, str] = Field(default_factory=dict)
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0


class DosePoint(Record):
    """One arm on the plane of dose and deception.

    Attributes:
        arm: Arm name.
        seed: Training seed.
        doses: Each way the dose was measured -> value (None: not measured), e.g. "KL on neutral prompts (nats)".
        deception: Share of deceptive answers.
    """

    arm: str
    seed: int
    doses: dict[str, float | None]
    deception: Estimate


class Table(Record):
    """A table to print: cells are numbers with denominators already in words, or text.

    Attributes:
        columns: Header, first column is the row's name.
        rows: Same length as `columns` each.
        note: What the numbers are, with `n = `.
    """

    title: str
    columns: list[str]
    rows: list[list[str]]
    note: str = ""


class ArmRecord(Record):
    """One arm: its name, what it is in a sentence, and the verdict that the rules give it.

    Attributes:
        rates: Its rate on the primary measure, one for each training run; empty where that is not a share.
    """

    name: str
    title: str
    role: Literal["subject", "baseline", "treatment", "control", "upper bound"]
    verdict: str = ""
    verdict_reason: str = ""
    rates: list[Estimate] = Field(default_factory=list)


class PlanRecord(Record):
    """What was frozen before the run: primary contrasts, margins, item digests, and their hash.

    Attributes:
        items: Probe -> digest of its items.
        rules: The measure, margins and damage rules that the verdicts follow.
    """

    digest: str
    primary: list[str]
    margin_points: float
    minimum_detectable_points: float | None = None
    items: dict[str, str] = Field(default_factory=dict)
    rules: dict[str, JsonValue] = Field(default_factory=dict)


class ReportRecord(Record):
    """Everything a report says, in the order it says it.

    Attributes:
        status: "complete", or what is still running or failed, in words.
        summary: Sentences for the top of the page, most important first.
        findings: All findings; primary contrasts first.
        not_measured: What was not measured, and why, one sentence each.
        environment: Name -> value (versions, threads, machine, model digests, seeds).
        command: The command line that makes this report again.
    """

    schema_number: int = 1
    name: str
    title: str
    question: str
    status: str
    scale: str
    summary: list[str]
    findings: list[Finding]
    plan: PlanRecord | None = None
    arms: list[ArmRecord] = Field(default_factory=list)
    landscapes: list[Landscape] = Field(default_factory=list)
    dose: list[DosePoint] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    transcripts: list[Transcript] = Field(default_factory=list)
    not_measured: list[str] = Field(default_factory=list)
    environment: dict[str, str] = Field(default_factory=dict)
    command: str = ""
    facts: dict[str, Any] = Field(default_factory=dict)
