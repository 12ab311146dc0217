"""Every probe of ours has its exam; the cheap ones are run here, small, against what is recorded of the full size."""

import math
from functools import cache

import pytest
from benchmarks.exams import RECORD

from selfother.catalogue import entries, find
from selfother.exams.own.claim import ClaimExam, OwnExam, OwnExams
from selfother.exams.own.row import NotExamined, Row, find_row, rows
from selfother.exams.word import PASSING_SHARE

PROBES = [entry.name for entry in entries("probes") if entry.target.startswith("selfother.")]
ROWS = rows()
CHEAP = [name for name, row in ROWS.items() if not row.is_slow and not isinstance(row, NotExamined)]
MARK = "A null passes"


@cache
def recorded() -> dict[str, OwnExam]:
    return {exam.probe: exam for exam in OwnExams.read(RECORD).exams}


def claims_of(exam: OwnExam) -> dict[str, ClaimExam]:
    return {claim.claim: claim for claim in exam.claims}


@pytest.mark.parametrize("name", PROBES)
def test_every_probe_has_a_row(name: str) -> None:
    """Write src/selfother/exams/own/NAME.py: a `Row`, or `NotExamined` with the reason."""
    assert find_row(name).probe == name


@pytest.mark.parametrize("name", ROWS)
def test_a_row_is_of_a_probe_and_recorded(name: str) -> None:
    """Measured again by: python -m benchmarks.exams NAME"""
    assert name in PROBES
    exam, row = recorded()[name], ROWS[name]
    assert exam.not_examined == row.not_examined
    assert bool(exam.claims) != bool(exam.not_examined)
    if isinstance(row, NotExamined):
        assert row.not_examined.endswith(".")
        assert row.examine() == []


def test_every_row_is_recorded() -> None:
    assert set(recorded()) == set(ROWS)


@pytest.mark.parametrize("name", CHEAP)
def test_the_small_exam_agrees_with_the_record(name: str) -> None:
    row: Row = ROWS[name]
    kept = claims_of(recorded()[name])
    claims = row.examine(small=True)
    assert claims
    for claim in claims:
        full = kept[claim.claim]
        assert (claim.control, claim.meaning) == (full.control, full.meaning)
        assert [measure.measure for measure in claim.measures] == [measure.measure for measure in full.measures]
        assert claim.word != "no positive control"
        for small, large in zip(claim.measures, full.measures, strict=True):
            assert small.control.value == pytest.approx(large.control.value, abs=0.05)
            assert small.nulls.keys() == large.nulls.keys()
        always = full.best_null if full.share is not None and full.share >= 0.999 else None
        if always:  # a rule without a coin, which passes at any size
            assert claim.word == full.word == "passed by a null"


@pytest.mark.parametrize("name", [name for name in ROWS if not isinstance(ROWS[name], NotExamined)])
def test_what_is_recorded_holds_together(name: str) -> None:
    for claim in recorded()[name].claims:
        assert claim.measures[0].probe == name
        assert all(measure.probe in PROBES for measure in claim.measures)
        assert claim.meaning.endswith(".")
        if claim.best_null is None:
            assert claim.share is None
            continue
        assert claim.share is not None
        assert math.isfinite(claim.share)
        assert (claim.share >= PASSING_SHARE - 1e-9) <= (claim.word == "passed by a null")


@pytest.mark.parametrize("name", ROWS)
def test_a_probe_that_a_null_passes_says_so_in_its_own_words(name: str) -> None:
    """The docstring has "A null passes" where a claim of the probe's own measures is passed, and nowhere else."""
    is_passed = any(claim.word == "passed by a null" for claim in recorded()[name].claims)
    assert (MARK in (find("probes", name).load().__doc__ or "")) == is_passed
