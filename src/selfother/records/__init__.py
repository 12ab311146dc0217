"""Results as plain data: what was played and measured, and what a report says. JSON in and out, frozen, no behaviour.

    base             Record, Estimate, ItemScore
    matches          matches, groups, tournaments, landscapes
    populations      types that evolved
    reproductions    a published number beside ours
    comparisons      Inspect logs side by side
    searches         every trial of a search
    commitment       what the commitment battery says of a model
    veto             what an empathy veto prevents and costs, beside its controls
    readings         what an instrument says of one cell, as reports keep it
    reports          CellRecord ─ one cell's file; Finding, DosePoint, ... ─ the parts of a ReportRecord

"Not measured" is never 0.0: a value is `None` and `reason` says why.
"""

from selfother.records.base import Estimate, ItemScore, Record
from selfother.records.commitment import (
    CommitmentCell,
    CommitmentReading,
    CommitmentRecord,
    EffectRecord,
    EffectWord,
    HiddenHarm,
    PricePoint,
    StatedPoint,
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
    Table,
    Transcript,
)
from selfother.records.reproductions import (
    Boundary,
    Curve,
    PhaseDiagram,
    Plot,
    ReproducedClaim,
    ReproductionRecord,
    ReproductionRow,
    Verdict,
)
from selfother.records.searches import DoseRecord, DoseTrial, SearchRecord, SearchRun
from selfother.records.veto import VetoControl, VetoCurve, VetoOverhead, VetoPoint, VetoReading, VetoRecord

__all__ = [
    "ArmProduct",
    "ArmRecord",
    "Boundary",
    "CellRecord",
    "CommitmentCell",
    "CommitmentReading",
    "CommitmentRecord",
    "ComparedLog",
    "ComparisonRecord",
    "ComparisonsRecord",
    "Curve",
    "Discordant",
    "DosePoint",
    "DoseRecord",
    "DoseTrial",
    "EffectRecord",
    "EffectWord",
    "Equivalence",
    "Estimate",
    "EvolutionRecord",
    "Finding",
    "GateFailure",
    "GroupRecord",
    "HiddenHarm",
    "ItemScore",
    "Landscape",
    "LayerPlot",
    "MatchRecord",
    "PhaseDiagram",
    "PlanRecord",
    "Plot",
    "PricePoint",
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
    "StatedPoint",
    "StoredReading",
    "Table",
    "TimeCourse",
    "TournamentRecord",
    "Transcript",
    "Verdict",
    "VetoControl",
    "VetoCurve",
    "VetoOverhead",
    "VetoPoint",
    "VetoReading",
    "VetoRecord",
]
