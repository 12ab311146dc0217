"""The share and the word of a claim that is read by several measures, on numbers that a reader can work out."""

import pytest

from selfother.exams.own.claim import ClaimExam, MeasureExam, examine_claim
from selfother.records import Estimate


def known(value: float | None, spread: float = 0.05) -> Estimate:
    if value is None:
        return Estimate(value=None, reason="not read")
    return Estimate(value=value, low=max(0.0, value - spread), high=min(1.0, value + spread), n=100)


def measure(chance: float, control: float | None, **nulls: float | None) -> MeasureExam:
    return MeasureExam(
        probe="a_probe",
        measure="rate",
        chance=chance,
        control=known(control),
        nulls={name: known(value) for name, value in nulls.items()},
    )


def exam(*measures: MeasureExam, control: str = "a script") -> ClaimExam:
    return examine_claim("has it", measures, control=control)


@pytest.mark.parametrize(
    ("chance", "control", "null", "share", "word"),
    [
        (0.5, 1.0, 0.95, 0.9, "passed by a null"),
        (0.5, 1.0, 0.75, 0.5, "partly"),
        (0.5, 1.0, 0.52, 0.04, "not passed by a null"),
        (0.5, 0.0, 0.0, 1.0, "passed by a null"),  # smaller is better
        (0.5, 0.0, 0.25, 0.5, "partly"),
        (0.5, 0.0, 0.9, -0.8, "not passed by a null"),
        (0.0, 1.0, 0.0, 0.0, "not passed by a null"),
    ],
)
def test_the_share_of_one_measure(chance: float, control: float, null: float, share: float, word: str) -> None:
    found = exam(measure(chance, control, mirror=null))
    assert found.share == pytest.approx(share)
    assert found.word == word
    assert found.best_null == "mirror"


def test_a_null_that_is_good_in_one_measure_only_has_no_share_in_both() -> None:
    harm = measure(1.0, 0.0, refuser=0.0, egoist=1.0, coin=0.5)
    work = measure(0.0, 1.0, refuser=0.0, egoist=1.0, coin=0.5)
    assert exam(harm).word == "passed by a null"
    together = exam(harm, work)
    assert (together.best_null, together.share) == ("coin", pytest.approx(0.5))
    assert together.word == "partly"
    without = exam(measure(1.0, 0.0, refuser=0.0, egoist=1.0), measure(0.0, 1.0, refuser=0.0, egoist=1.0))
    assert (without.share, without.word) == (0.0, "not passed by a null")


def test_a_null_above_chance_in_different_measures_exceeds_it_in_none_together() -> None:
    found = exam(measure(0.5, 1.0, one=0.8, other=0.5), measure(0.5, 1.0, one=0.5, other=0.8))
    assert found.word == "not passed by a null"


def test_without_a_subject_that_has_the_property_there_is_no_share() -> None:
    for found in (
        exam(measure(0.5, 0.5, mirror=1.0)),
        exam(measure(0.5, None, mirror=1.0)),
        exam(measure(0.5, 1.0, mirror=1.0), control=""),
    ):
        assert (found.word, found.share, found.best_null) == ("no positive control", None, None)


def test_a_null_that_could_not_be_read_is_not_the_best_one() -> None:
    found = exam(measure(0.5, 1.0, mute=None, coin=0.5))
    assert found.best_null == "coin"
    silent = exam(measure(0.5, 1.0, mute=None))
    assert (silent.best_null, silent.share, silent.word) == (None, None, "not passed by a null")


def test_a_record_is_read_back_as_it_was() -> None:
    found = exam(measure(0.5, 1.0, mute=None, coin=0.5))
    assert ClaimExam.from_json(found.to_json()) == found
