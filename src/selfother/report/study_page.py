"""The page as plain data: what the renderers print, in the order in which it is read."""

from dataclasses import dataclass, field

from selfother.report.commitment import CommitmentPanel
from selfother.report.dose import DosePanel
from selfother.report.landscape import HeatPanel
from selfother.report.layers import LayerPanel
from selfother.report.old_figures import ForestAxis, Interval, Mark
from selfother.report.relearning import RelearningPanel
from selfother.report.sheets import Sheet
from selfother.report.veto import VetoPanel

__all__ = ["ArmRow", "Contrast", "ContrastGroup", "DoseRow", "Page", "Sample", "SampleGroup", "Sheet"]


@dataclass(frozen=True)
class ArmRow:
    """One arm with its verdict, its rate on the primary measure (a point for each seed) and what was scored of it."""

    name: str
    title: str
    role: str
    verdict: str
    verdict_reason: str
    tone: str
    mark: Mark
    levels: list[Interval | None]
    level_words: list[str]
    scored: list[str]


@dataclass(frozen=True)
class Contrast:
    """One finding as a row: words beside numbers; `place` is its interval on the group's axis."""

    name: str
    family: str
    sentence: str
    word: str
    tone: str
    declared: str
    value: str
    interval: str
    levels: str
    n: str
    clusters: str
    p: str
    p_holm: str
    method: str
    reason: str
    place: Interval | None


@dataclass(frozen=True)
class ContrastGroup:
    """Contrasts of one measure, on one axis; `words` counts the rows' words ("differs 3, not resolved 4")."""

    measure: str
    unit: str
    words: str
    rows: list[Contrast]
    forest: ForestAxis


@dataclass(frozen=True)
class DoseRow:
    """One arm and seed: every dose in words, and its rate on the primary measure."""

    arm: str
    mark: Mark
    seed: str
    doses: list[str]
    deception: str
    n: str


@dataclass(frozen=True)
class Sample:
    """One answer; `more` is what a long one hides behind a fold."""

    heading: str
    prompt: str
    prompt_more: str
    answer: str
    answer_more: str
    verdict: str


@dataclass(frozen=True)
class SampleGroup:
    """The sample answers of one arm."""

    arm: str
    samples: list[Sample]


@dataclass(frozen=True)
class Page:
    """Everything that a reader sees, in order; `measured` is what rates of arms are rates of."""

    title: str
    question: str
    name: str
    status: str
    scale: str
    summary: list[str]
    counts: list[tuple[str, str]]
    arms: list[ArmRow]
    measured: str
    has_levels: bool
    has_scored: bool
    level_ticks: list[tuple[float, str]]
    heat: list[HeatPanel]
    primary: list[ContrastGroup]
    others: list[ContrastGroup]
    folds_others: bool
    margin: str
    claims: list[Contrast]
    rates: list[Contrast]
    dose: list[DosePanel]
    dose_ways: list[str]
    dose_rows: list[DoseRow]
    relearning: RelearningPanel | None
    commitment: CommitmentPanel | None
    veto: list[VetoPanel]
    layers: list[LayerPanel]
    tables: list[Sheet]
    samples: list[SampleGroup]
    not_measured: list[str]
    plan: list[tuple[str, str]]
    plan_primary: list[str]
    environment: list[tuple[str, str]]
    command: str
    contents: list[tuple[str, str]] = field(default_factory=list)
