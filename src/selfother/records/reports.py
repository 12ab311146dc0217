"""What a study measured, and what its report says."""

from typing import Any, Literal, Self

from pydantic import Field, JsonValue, model_validator

from selfother.records.base import Estimate, ItemScore, Record
from selfother.records.blocks import Curve, Section, Table, Tone
from selfother.records.matches import Landscape
from selfother.records.readings import StoredReading

__all__ = [
    "ArmProduct",
    "ArmRecord",
    "CellRecord",
    "DosePoint",
    "Finding",
    "LayerPlot",
    "PlanRecord",
    "RelearningCurve",
    "RelearningRecord",
    "ReportRecord",
    "Scoring",
    "Transcript",
]


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


class Finding(Record):
    """One sentence that a study can stand behind, with the numbers it rests on.

    Attributes:
        sentence: The finding in words, complete in itself.
        word: The finding in a word or two, which is printed: of whoever makes it (a verdict rule, a contrast, a check).
        tone: Whether that word is good news, as its maker says; all that a page knows of it.
        declared: "before" if the contrast stood in the frozen plan, else "after".
        arm: The arm it speaks of.
        control: What it is compared with.
        measure: What was measured.
        family: Family, or empty for all.
        subject: The kind of subject it is found on alone, or empty for all of them.
        unit: "share" (0 to 1: printed in per cent, a difference in points), or the unit of the estimates in words.
        estimate: The difference arm - control (or the rate, where there is no control).
        arm_estimate: The arm's own level.
        control_estimate: The control's own level.
        p_value: Two-sided, unadjusted; None where the design cannot give one.
        p_holm: Holm-adjusted over the primary contrasts.
        primary: One of the declared primary contrasts.
        holds: Whether the claim that it tests holds; None: it tests no claim, but compares arms or gives a level.
        headline: It answers the question that it was asked for: the summary of a report repeats its sentence.
    """

    sentence: str
    word: str
    tone: Tone = "neutral"
    declared: Literal["before", "after"] = "after"
    arm: str = ""
    control: str = ""
    measure: str = ""
    family: str = ""
    subject: str = ""
    unit: str = "share"
    estimate: Estimate | None = None
    arm_estimate: Estimate | None = None
    control_estimate: Estimate | None = None
    p_value: float | None = None
    p_holm: float | None = None
    primary: bool = False
    holds: bool | None = None
    headline: bool = False


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
        sections: What a check draws itself; without any, its tables and estimates are shown as they are.
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
    sections: list[Section] = Field(default_factory=list)
    facts: dict[str, str] = Field(default_factory=dict)
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0


class DosePoint(Record):
    """One arm on the plane of dose and deception.

    Attributes:
        arm: Arm name.
        seed: Training seed.
        subject: The kind of subject, where there are several.
        doses: Each way the dose was measured -> value (None: not measured), e.g. "KL on neutral prompts (nats)".
        deception: Share of deceptive answers.
    """

    arm: str
    seed: int
    subject: str = ""
    doses: dict[str, float | None]
    deception: Estimate


class RelearningCurve(Record):
    """How often an arm lies after each number of steps of tuning on lies.

    Attributes:
        arm: The arm that is tuned further.
        steps: Numbers of steps, ascending; 0 is the arm as it is.
        deception: Share of deceptive answers after each.
        half_steps: Steps until half of the subject's rate is reached, interpolated; None where it is not.
        word: The same in words: "3.2 steps", "from the start", "not reached in 16 steps", "not measured".
    """

    arm: str
    steps: list[int]
    deception: list[Estimate]
    half_steps: float | None
    word: str

    @model_validator(mode="after")
    def _lengths(self) -> Self:
        if len(self.deception) != len(self.steps):
            raise ValueError(f"arm {self.arm[:80]!r} has {len(self.deception)} rates for {len(self.steps)} steps")
        return self


class RelearningRecord(Record):
    """What relearning says of every arm that was tuned further.

    Attributes:
        subject: The arm whose rate is meant by "half"; empty where the study has none.
        half: Half of its share of deceptive answers.
    """

    subject: str
    half: float | None
    curves: list[RelearningCurve]


class LayerPlot(Record):
    """One measure over the layers of a model, one curve an arm.

    Attributes:
        title: What is measured, in a few words.
        unit: What the number is.
        span: Values that the axis must hold; None: amounts, from zero on.
        level: A value to compare with (chance, the reference's own); None: there is none.
        level_label: What that value is.
        curves: One an arm, named after it: x are layers from 0; low and high are the smallest and the largest of
            several training runs, None from one. A curve without a number is an arm that was not measured.
        note: How to read it, in a sentence.
    """

    title: str
    unit: str
    curves: list[Curve]
    span: tuple[float, float] | None = None
    level: float | None = None
    level_label: str = ""
    note: str = ""


class ArmProduct(Record):
    """The product of one training run of an arm.

    Attributes:
        subject: The kind of subject that it was made from; empty for the base.
        intervention: What made it.
        settings: Of the intervention, defaults filled in.
        seed: Root seed of the training.
        base_digest: Digest of the weights that it was made on; empty where nothing recorded it.
        weights: Digest of its own weights; empty where it is not known.
        key: Its folder under products/ of the run.
    """

    subject: str = ""
    intervention: str
    settings: dict[str, JsonValue]
    seed: int
    base_digest: str = ""
    weights: str = ""
    key: str = ""


class Scoring(Record):
    """How many answers of an arm were scored on one measure, over all of its training runs.

    Attributes:
        measure: Which.
        asked: Answers that were asked for.
        scored: Those with a score.
        reasons: Why the others have none -> how many, the most frequent first.
    """

    measure: str
    asked: int
    scored: int
    reasons: dict[str, int] = Field(default_factory=dict)


class ArmRecord(Record):
    """One arm: its name, what it is in a sentence, and the verdict that the rules give it.

    Attributes:
        verdict: A word of the rule that the study declares (`contrasts.rule`), or what the arm is for.
        tone: Whether that word is good news, as the rule says.
        rates: Its rate on the primary measure, one for each training run; empty where that is not a share.
        scored: What was scored of it: the primary measure, and without one the first measure of every probe.
        products: What its training runs made; empty for an arm that nothing was trained for.
    """

    name: str
    title: str
    role: Literal["subject", "baseline", "treatment", "control", "upper bound"]
    verdict: str = ""
    tone: Tone = "neutral"
    verdict_reason: str = ""
    rates: list[Estimate] = Field(default_factory=list)
    scored: list[Scoring] = Field(default_factory=list)
    products: list[ArmProduct] = Field(default_factory=list)


class PlanRecord(Record):
    """What was frozen before the run: everything that could move a result, and its hash.

    Attributes:
        items: Probe -> digest of its items.
        holds: What the hash is made from: arms, probes and checks with all settings, base, seeds, threads, rules.
        finished_before: Cells that may have measured something and were finished when it was frozen; more than 0
            where plan.json was lost. A model that was trained before, and asked nothing, is no result.
        rules: The measure, margins and damage rules that the verdicts follow.
    """

    digest: str
    primary: list[str]
    margin_points: float
    minimum_detectable_points: float | None = None
    items: dict[str, str] = Field(default_factory=dict)
    rules: dict[str, JsonValue] = Field(default_factory=dict)
    holds: dict[str, JsonValue] = Field(default_factory=dict)
    finished_before: int = 0


class ReportRecord(Record):
    """Everything a report says, in the order it says it.

    Attributes:
        status: "complete", or what is still running or failed, in words.
        lead: The result for a person who has two minutes: what was asked and tried, what came out, how sure that is.
            Three sentences without a symbol, arms by their titles.
        summary: What else to know first, with its numbers: sentences, the most important first.
        findings: All findings; primary contrasts first.
        not_measured: What was not measured, and why, one sentence each.
        relearning: How soon cured arms lie again; None where no arm was tuned on lies.
        readings: Word of a probe (its name in the catalogue, or ./file.py:Class) -> what its instrument says, one
            reading an arm and training run.
        conclusion: What the verdict rule draws of the whole study; None: nothing.
        sections: What its checks draw, in the order of the study.
        environment: Name -> value (versions, threads, machine, model digests, seeds).
        command: The command line that makes this report again.
    """

    schema_number: int = 1
    name: str
    title: str
    question: str
    status: str
    scale: str
    lead: list[str] = Field(default_factory=list)
    summary: list[str]
    findings: list[Finding]
    plan: PlanRecord | None = None
    arms: list[ArmRecord] = Field(default_factory=list)
    conclusion: Section | None = None
    landscapes: list[Landscape] = Field(default_factory=list)
    dose: list[DosePoint] = Field(default_factory=list)
    relearning: RelearningRecord | None = None
    readings: dict[str, list[StoredReading]] = Field(default_factory=dict)
    layers: list[LayerPlot] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    transcripts: list[Transcript] = Field(default_factory=list)
    not_measured: list[str] = Field(default_factory=list)
    environment: dict[str, str] = Field(default_factory=dict)
    command: str = ""
    facts: dict[str, Any] = Field(default_factory=dict)
