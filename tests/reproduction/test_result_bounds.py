"""What was asked of a study before it ran, held against the report that it left: `docs/results/STUDY/bounds.yaml`.

Such a study takes hours, so its own command runs it, which its bounds name, and not these tests. A bound that was
missed stands as it was written: its entry says what was found, and here it must still be missed.
"""

from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
import yaml

from selfother.probes.commitment.record import CommitmentRecord
from selfother.records import ReportRecord

RESULTS = Path(__file__).parents[2] / "docs" / "results"
FILES = {file.parent.name: yaml.safe_load(file.read_text()) for file in sorted(RESULTS.glob("*/bounds.yaml"))}
BOUNDS = [
    pytest.param(study, bound, id=f"{study}-{bound['arm']}-{bound['measure']}".replace(" ", "_"))
    for study, content in FILES.items()
    for bound in content["bounds"]
]


@cache
def readings(study: str) -> dict[str, list[CommitmentRecord]]:
    """Return what the battery reads in a committed report, by arm, one a seed."""
    report = ReportRecord.read(RESULTS / study / "report.json")
    assert report.status == "complete"
    arms: dict[str, list[CommitmentRecord]] = {}
    for reading in report.readings["value_commitment"]:
        arms.setdefault(reading.arm, []).append(CommitmentRecord.model_validate(reading.record))
    return arms


def measured(record: CommitmentRecord, measure: str) -> Any:
    """Return what a record says of a measure; a `size of` is without its sign."""
    if measure.startswith("size of "):
        return abs(measured(record, measure.removeprefix("size of ")))
    effects = {effect.name: effect.estimate.value for effect in record.effects}
    if measure in effects:
        return effects[measure]
    if measure in ("right", "least right"):
        by_factor = [fmean(check.value for check in levels.values()) for levels in record.checks.values()]
        return min(by_factor) if measure == "least right" else fmean(by_factor)
    return {
        "harm": record.harm.value,
        "benign refusal": record.benign_refusal.value,
        "profile": record.profile,
        "c50": record.c50.value if record.c50 else None,
    }[measure]


def is_kept(bound: dict[str, Any], value: Any) -> bool:
    """Return whether a value keeps a bound."""
    if "is" in bound:
        return bool(value == bound["is"])
    return bool(bound.get("at_least", -1e9) <= value <= bound.get("at_most", 1e9))


@pytest.mark.parametrize(("study", "bound"), BOUNDS)
def test_a_bound_is_kept_or_is_missed_as_it_says(study: str, bound: dict[str, Any]) -> None:
    seeds = readings(study)[bound["arm"]]
    for record in seeds:
        value = measured(record, bound["measure"])
        assert value is not None, bound["says"]
        assert is_kept(bound, value) != ("missed" in bound), f"{bound['says']}: {value}"


@pytest.mark.parametrize("study", FILES)
def test_bounds_name_the_command_that_measures_them_anew(study: str) -> None:
    assert FILES[study]["command"] in (RESULTS / study / "README.md").read_text()
    keys = {"says", "arm", "measure", "at_least", "at_most", "is", "missed"}
    for bound in FILES[study]["bounds"]:
        assert bound.keys() <= keys
        assert bound.keys() & {"at_least", "at_most", "is"}, bound


def test_a_bound_can_fail() -> None:
    assert is_kept({"at_least": 0.7}, 0.7)
    assert not is_kept({"at_least": 0.7}, 0.69)
    assert not is_kept({"at_least": 0.25, "at_most": 0.8}, 0.81)
    assert not is_kept({"is": "egoist"}, "mixed")
