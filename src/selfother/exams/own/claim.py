"""A claim that a probe's value is taken for, put to subjects that cannot have the property: the record and the word.

A value is good or bad only beside others: a refuser harms nobody, and does nothing either. So a claim names all the
measures that it is read by. The share of a null is the smallest of its shares in them:

    share = min over measures of (null - chance) / (control - chance)

A null that lacks one of them has no share in the property. Where smaller is better, the control is below chance, and
the same formula holds.
"""

from collections.abc import Mapping, Sequence

from pydantic import Field

from selfother.exams.record import Word
from selfother.exams.word import share_of, word_of
from selfother.records import Estimate, Record

__all__ = ["ClaimExam", "MeasureExam", "OwnExam", "OwnExams", "examine_claim"]

_NO_SHARE = float("-inf")


class MeasureExam(Record):
    """What one measure of a probe is for the positive control, and for each null.

    Attributes:
        probe: The probe that gives it.
        measure: Its name there.
        chance: What a subject reaches that lacks the property; it may lie above the control, where smaller is better.
        control: What the positive control reaches.
        nulls: Null -> what it reaches; the intervals hold for all nulls together.
    """

    probe: str
    measure: str
    chance: float
    control: Estimate
    nulls: dict[str, Estimate]


class ClaimExam(Record):
    """One claim.

    Attributes:
        claim: What a value of the probe is taken to show, in words that follow "the subject": "is honest with a rival".
        control: Who truly has the property, in words; empty where there is nobody.
        measures: What is read together; the first is of the probe itself.
        best_null: The null with the largest share; None where none was measured.
        share: Its share.
        word: By the rule of `word_of`.
        meaning: What follows, in a sentence.
    """

    claim: str
    control: str
    measures: list[MeasureExam]
    best_null: str | None
    share: float | None
    word: Word
    meaning: str = ""


class OwnExam(Record):
    """The row of one probe.

    Attributes:
        probe: Its word in the catalogue.
        not_examined: Why it claims nothing that could be examined; empty where it does.
        claims: What it is read for.
        seconds: What the exam took, CPU seconds.
    """

    probe: str
    not_examined: str = ""
    claims: list[ClaimExam] = Field(default_factory=list)
    seconds: float = 0.0


class OwnExams(Record):
    """The rows of all probes, as docs/records/exams.json holds them.

    Attributes:
        exams: Sorted by probe.
    """

    exams: list[OwnExam]


def examine_claim(claim: str, measures: Sequence[MeasureExam], *, control: str, meaning: str = "") -> ClaimExam:
    """The word of a claim.

    A null "exceeds chance" where its interval does so in every measure, and is "not shown to be worse" where its
    interval holds the control's value in every measure. A measure in which the control is at chance, or was not
    measured, makes the word "no positive control".

    Args:
        claim: What a value is taken to show.
        measures: What is read together, at least one, with the same nulls.
        control: Who truly has the property; empty for nobody.
        meaning: What follows.
    """
    names = [name for name in measures[0].nulls if all(measure.nulls[name].value is not None for measure in measures)]
    has_control = bool(control) and all(_has_control(measure) for measure in measures)
    shares = {name: min(_share(measure, measure.nulls[name].value) for measure in measures) for name in names}
    best = max(shares, key=lambda name: shares[name]) if has_control and shares else None
    exceeds = any(all(_exceeds(measure, measure.nulls[name]) for measure in measures) for name in names)
    worse = best is None or any(_is_worse(measure, measure.nulls[best]) for measure in measures)
    share = shares[best] if best is not None else None
    word = word_of(share, exceeds_chance=exceeds, is_shown_worse=worse, has_control=has_control)
    return ClaimExam(
        claim=claim,
        control=control,
        measures=list(measures),
        best_null=best,
        share=share,
        word=word,
        meaning=meaning,
    )


def _has_control(measure: MeasureExam) -> bool:
    return measure.control.value is not None and abs(measure.control.value - measure.chance) > 1e-9


def _share(measure: MeasureExam, value: float | None) -> float:
    if value is None or measure.control.value is None:
        return _NO_SHARE
    sign = _sign(measure)
    share = share_of(sign * value, chance=sign * measure.chance, claim=sign * measure.control.value)
    return _NO_SHARE if share is None else share


def _sign(measure: MeasureExam) -> float:
    """1 where larger is what is claimed, -1 where smaller is."""
    return 1.0 if (measure.control.value or 0.0) > measure.chance else -1.0


def _ends(measure: MeasureExam, null: Estimate) -> Mapping[str, float]:
    """The ends of a null's interval, turned so that larger is what is claimed."""
    value = null.value or 0.0
    low, high = (value if end is None else end for end in (null.low, null.high))
    return {"low": low, "high": high} if _sign(measure) > 0 else {"low": -high, "high": -low}


def _exceeds(measure: MeasureExam, null: Estimate) -> bool:
    return null.value is not None and _ends(measure, null)["low"] > _sign(measure) * measure.chance


def _is_worse(measure: MeasureExam, null: Estimate) -> bool:
    return _ends(measure, null)["high"] < _sign(measure) * (measure.control.value or 0.0)
