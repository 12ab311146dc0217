"""Results as plain data: what was played and measured, and what a report says. JSON in and out, frozen, no behaviour.

    base             Record, Estimate, ItemScore
    blocks           what a page is made of
    matches          matches, groups, tournaments, landscapes
    populations      types that evolved
    reproductions    a published number beside ours
    comparisons      Inspect logs side by side
    searches         every trial of a search
    readings         what an instrument says of one cell, as reports keep it
    reports          CellRecord ─ one cell's file; Finding, DosePoint, ... ─ the parts of a ReportRecord

"Not measured" is never 0.0: a value is `None` and `reason` says why.
"""

from selfother.records.base import Estimate, ItemScore, Record
from selfother.records.blocks import (
    Answer,
    Answers,
    Arrow,
    Block,
    Box,
    Cell,
    Curve,
    Diagram,
    Drawn,
    Facts,
    Fold,
    Forest,
    ForestRow,
    Heatmap,
    Line,
    Plot,
    Section,
    Table,
    Text,
    Tone,
)
from selfother.records.comparisons import (
    ComparedLog,
    ComparisonRecord,
    ComparisonsRecord,
    Discordant,
    Equivalence,
    GateFailure,
    ScoreComparison,
)
from selfother.records.matches import GroupRecord, Landscape, MatchRecord, TournamentRecord
from selfother.records.populations import EvolutionRecord, RestWord, TimeCourse
from selfother.records.readings import StoredReading
from selfother.records.reports import (
    ArmProduct,
    ArmRecord,
    CellRecord,
    DosePoint,
    Finding,
    LayerPlot,
    PlanRecord,
    RelearningCurve,
    RelearningRecord,
    ReportRecord,
    Scoring,
    Transcript,
)
from selfother.records.reproductions import (
    ReproducedClaim,
    ReproductionRecord,
    ReproductionRow,
    Verdict,
)
from selfother.records.searches import DoseRecord, DoseTrial, SearchRecord, SearchRun

__all__ = [
    "Answer",
    "Answers",
    "ArmProduct",
    "ArmRecord",
    "Arrow",
    "Block",
    "Box",
    "Cell",
    "CellRecord",
    "ComparedLog",
    "ComparisonRecord",
    "ComparisonsRecord",
    "Curve",
    "Diagram",
    "Discordant",
    "DosePoint",
    "DoseRecord",
    "DoseTrial",
    "Drawn",
    "Equivalence",
    "Estimate",
    "EvolutionRecord",
    "Facts",
    "Finding",
    "Fold",
    "Forest",
    "ForestRow",
    "GateFailure",
    "GroupRecord",
    "Heatmap",
    "ItemScore",
    "Landscape",
    "LayerPlot",
    "Line",
    "MatchRecord",
    "PlanRecord",
    "Plot",
    "Record",
    "RelearningCurve",
    "RelearningRecord",
    "ReportRecord",
    "ReproducedClaim",
    "ReproductionRecord",
    "ReproductionRow",
    "RestWord",
    "ScoreComparison",
    "Scoring",
    "SearchRecord",
    "SearchRun",
    "Section",
    "StoredReading",
    "Table",
    "Text",
    "TimeCourse",
    "Tone",
    "TournamentRecord",
    "Transcript",
    "Verdict",
]
