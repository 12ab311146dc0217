"""What a template prints of blocks: each view is what one macro draws, and `kind` names the macro."""

from dataclasses import dataclass, field
from typing import Literal

from selfother.records.blocks import (
    Answers,
    Cell,
    Facts,
    Fold,
    Forest,
    Table,
    Text,
)
from selfother.report.figures.canvas import Figure
from selfother.report.figures.diagram import DiagramFigure
from selfother.report.figures.forest import Track, TrackAxis
from selfother.report.figures.heatmap import HeatFigure
from selfother.report.figures.marks import Mark

__all__ = [
    "AnswersView",
    "DiagramView",
    "Entry",
    "FiguresView",
    "FoldView",
    "ForestView",
    "MapsView",
    "PlainView",
    "Sample",
    "SectionView",
    "TableView",
    "View",
]


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
class TableView:
    """A table; `numeric` says of each column whether it is aligned as numbers."""

    block: Table
    rows: list[list[Cell]]
    columns: list[str]
    numeric: list[bool]
    is_wordy: bool
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class ForestView:
    """A forest as a table with a track a row."""

    block: Forest
    axis: TrackAxis
    tracks: list[Track]
    cells: list[list[Cell]]
    sentences: list[Cell]
    numeric: list[bool]
    has_numbers: bool
    measure: str
    is_wide: bool
    kind: Literal["forest"] = "forest"


@dataclass(frozen=True)
class Entry:
    """A line of a legend: a name, its role, its sign; a stroke alone where no point is drawn."""

    name: str
    role: str
    mark: Mark
    is_stroke: bool


@dataclass(frozen=True)
class FiguresView:
    """Figures next to each other, one legend for the signs that none of them names, and their numbers in folds."""

    figures: list[Figure]
    legend: list[Entry]
    folds: list[tuple[str, TableView]]
    is_small: bool
    kind: Literal["figures"] = "figures"


@dataclass(frozen=True)
class MapsView:
    """Heat maps under each other; with switches, one at a time."""

    maps: list[HeatFigure]
    is_switched: bool
    kind: Literal["maps"] = "maps"


@dataclass(frozen=True)
class PlainView:
    """A block that a template prints as it stands: text, facts."""

    block: Text | Facts
    kind: Literal["text", "facts"]


@dataclass(frozen=True)
class AnswersView:
    """Sample answers behind a fold."""

    block: Answers
    samples: list[Sample]
    kind: Literal["answers"] = "answers"


@dataclass(frozen=True)
class DiagramView:
    """Boxes and arrows."""

    figure: DiagramFigure
    kind: Literal["diagram"] = "diagram"


@dataclass(frozen=True)
class FoldView:
    """Views that a reader opens."""

    block: Fold
    views: list["View"]
    kind: Literal["fold"] = "fold"


View = TableView | ForestView | FiguresView | MapsView | PlainView | AnswersView | DiagramView | FoldView


@dataclass(frozen=True)
class SectionView:
    """A section with its place in links."""

    anchor: str
    title: str
    note: str
    views: list[View] = field(default_factory=list)
