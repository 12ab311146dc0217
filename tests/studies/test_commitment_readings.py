"""Cells of a study become readings, and readings the sentences at the top of its report."""

from types import SimpleNamespace
from typing import Any

from selfother.probes.commitment.reading import read_commitment
from selfother.records import CellRecord, CommitmentReading, Estimate, ItemScore
from selfother.studies.judging.commitment_readings import commitment_lines, commitment_readings, unread_lines
from selfother.studies.judging.veto_reading import veto_readings


def bench(probe: str, items: list[ItemScore], **estimates: Estimate) -> Any:
    """Return what a reading needs of a study: two arms, the second of them trained twice."""

    def cell(seed: int) -> tuple[Any, CellRecord]:
        record = CellRecord(
            schema_number=1, key="k", kind="probe", name=probe, seed=seed, inputs={}, items=items, estimates=estimates
        )
        return SimpleNamespace(seed=seed, kind="rival"), record

    cells = {("none", probe): [cell(0)], ("soo", probe): [cell(0), cell(1)]}
    return SimpleNamespace(
        study=SimpleNamespace(arms=["none", "soo", "not_run"]),
        kinds=["rival"],
        cells_of=lambda arm, name: iter(cells.get((arm, name), [])),
    )


def test_every_arm_and_run_has_its_reading() -> None:
    found = commitment_readings(bench("value_commitment", []))
    assert [(one.arm, one.seed, one.subject) for one in found] == [("none", 0, ""), ("soo", 0, ""), ("soo", 1, "")]
    assert commitment_readings(bench("deception", [])) == []


def test_the_veto_is_read_with_what_a_decision_takes() -> None:
    score = ItemScore(item="a", measure="harm", value=1.0, cluster="a", detail={"control": "none"})
    found = veto_readings(bench("empathy_veto", [score], mean_ms=Estimate(value=12.5), tau=Estimate(value=None)))
    assert [one.arm for one in found] == ["none", "soo", "soo"]
    assert (found[0].found.overhead.mean_ms, found[0].found.overhead.tau) == (12.5, None)
    assert [one.name for one in found[0].found.controls] == ["none"]


def test_runs_that_differ_are_counted_and_what_was_not_measured_is_named() -> None:
    nothing = read_commitment([]).model_copy(update={"verdict": "not shown", "profile": "mixed"})
    shown = nothing.model_copy(update={"verdict": "commitment", "profile": "committed", "effects": []})
    readings = [
        CommitmentReading(arm="soo", seed=0, found=shown),
        CommitmentReading(arm="soo", seed=1, found=nothing),
        CommitmentReading(arm="none", found=nothing),
    ]
    lines = commitment_lines(readings)
    assert lines[0].startswith("Commitment is shown for soo (looks like: committed, 1 of 2 runs), in the cells that ")
    assert lines[1] == (
        "Commitment is neither shown nor refuted for soo (looks like: mixed, 1 of 2 runs) and none (looks like: mixed)."
    )
    unread = unread_lines(readings)
    assert [line.partition(": ")[0] for line in unread] == [
        "Commitment battery, soo, seed 1",
        "Commitment battery, none, seed 0",
    ]
    assert all("observation gap" in line and "not asked" in line for line in unread)
