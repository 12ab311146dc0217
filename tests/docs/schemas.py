"""The JSON schemas of docs/reference: which there are, and what writes them again (`make docs`)."""

import json
from pathlib import Path

from pydantic import BaseModel

from selfother.records import (
    ComparisonRecord,
    ComparisonsRecord,
    EvolutionRecord,
    GroupRecord,
    Landscape,
    MatchRecord,
    ReportRecord,
    ReproductionRecord,
    TournamentRecord,
)
from selfother.records.scans import ScanRecord
from selfother.scenarios.commitment.story_files import StoryFile
from selfother.scenarios.emotions.situation_files import SituationFile
from selfother.scenarios.family_files import ScenarioFile
from selfother.studies import Study

__all__ = ["REFERENCE", "SCHEMAS", "schema_text"]

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
SCHEMAS: dict[str, type[BaseModel]] = {
    "commitment-stories.schema.json": StoryFile,
    "comparison.schema.json": ComparisonRecord,
    "comparisons.schema.json": ComparisonsRecord,
    "ease-or-honour-situations.schema.json": SituationFile,
    "evolution.schema.json": EvolutionRecord,
    "group.schema.json": GroupRecord,
    "landscape.schema.json": Landscape,
    "match.schema.json": MatchRecord,
    "report.schema.json": ReportRecord,
    "reproduction.schema.json": ReproductionRecord,
    "scan.schema.json": ScanRecord,
    "scenarios.schema.json": ScenarioFile,
    "study.schema.json": Study,
    "tournament.schema.json": TournamentRecord,
}
"""Model by file name."""


def schema_text(name: str) -> str:
    """Return what the file of that name must hold."""
    return json.dumps(SCHEMAS[name].model_json_schema(), indent=2) + "\n"


if __name__ == "__main__":
    for name in SCHEMAS:
        (REFERENCE / name).write_text(schema_text(name), encoding="utf-8")
