"""Results as plain data: what was played and measured, and what a report says. JSON in and out, frozen, no behaviour.

    base             Record, Estimate, ItemScore
    matches          matches, groups, tournaments, landscapes
    reproductions    a published number beside ours
    reports          CellRecord ─ one cell's file; Finding, DosePoint, ... ─ the parts of a ReportRecord

"Not measured" is never 0.0: a value is `None` and `reason` says why.
"""

from selfother.records.base import Estimate, ItemScore, Record
from selfother.records.matches import GroupRecord, Landscape, MatchRecord, TournamentRecord
from selfother.records.reports import (
    ArmRecord,
    CellRecord,
    DosePoint,
    Finding,
    LayerPlot,
    PlanRecord,
    ReportRecord,
    Table,
    Transcript,
)
from selfother.records.reproductions import Curve, Plot, ReproducedClaim, ReproductionRecord, ReproductionRow, Verdict

__all__ = [
    "ArmRecord",
    "CellRecord",
    "Curve",
    "DosePoint",
    "Estimate",
    "Finding",
    "GroupRecord",
    "ItemScore",
    "Landscape",
    "LayerPlot",
    "MatchRecord",
    "PlanRecord",
    "Plot",
    "Record",
    "ReportRecord",
    "ReproducedClaim",
    "ReproductionRecord",
    "ReproductionRow",
    "Table",
    "TournamentRecord",
    "Transcript",
    "Verdict",
]
