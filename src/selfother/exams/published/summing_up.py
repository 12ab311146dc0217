"""From what was measured to an exam with its word: of labelled texts, and of subjects that were scored."""

from collections.abc import Mapping, Sequence

from selfother.exams.published.record import NullReached, PublishedExam
from selfother.exams.record import ClaimSource, ExamRecord
from selfother.exams.word import share_of, word_of
from selfother.records import Estimate
from selfother.statistics.clusters import wilson

__all__ = ["exam_of_subjects", "exam_of_texts", "rate_of", "simultaneous"]

_ERROR = 0.05
_METRICS = {"auroc": "AUROC", "accuracy": "share of texts with the right label"}


def exam_of_texts(record: ExamRecord, name: str, *, remarks: Sequence[str] = ()) -> PublishedExam:
    """The exam of labelled texts.

    Args:
        record: What `qualify` found.
        name: What was asked of which texts.
        remarks: What a reader must know beside the numbers.
    """
    instrument = record.instrument
    return PublishedExam(
        name=name,
        metric=_METRICS[record.metric],
        chance=record.chance,
        claim=record.claim,
        claim_source=record.claim_source,
        instrument=None if instrument is None else Estimate(
            value=instrument.value, low=instrument.low, high=instrument.high, level=record.level, n=record.n
        ),
        instrument_name="" if instrument is None else instrument.name,
        nulls={
            null: NullReached(
                sees=result.sees,
                estimate=Estimate(
                    value=result.value, low=result.low, high=result.high, level=record.level,
                    n=0 if result.value is None else record.n, reason=result.reason,
                ),
                share=result.share,
            )
            for null, result in record.nulls.items()
        },
        best_null=record.best_null,
        share=record.share,
        word=record.word,
        n=record.n,
        clusters=record.how,
        cues=record.cues,
        remarks=[*remarks, *record.warnings],
    )  # fmt: skip


def exam_of_subjects(
    name: str,
    nulls: Mapping[str, tuple[str, Estimate]],
    *,
    metric: str,
    chance: float,
    claim: float,
    claim_source: ClaimSource = "published",
    control: Estimate | None = None,
    control_name: str = "",
    needs_control: bool = False,
    instrument: Estimate | None = None,
    instrument_name: str = "",
    is_shown_worse: bool = True,
    n: int,
    clusters: str = "",
    remarks: Sequence[str] = (),
) -> PublishedExam:
    """The exam of subjects that were scored, one number each.

    Args:
        name: What was asked of whom.
        nulls: Null -> what it sees, and what it reaches with an interval that holds for all of them together.
        metric: What the numbers are; larger is what is claimed.
        chance: What a subject reaches that knows nothing.
        claim: What the nulls are measured against.
        claim_source: Where that comes from.
        control: What a subject reaches that truly has the property.
        control_name: Who that is.
        needs_control: Without a control above chance the word is "no positive control".
        instrument: What the instrument itself reaches here.
        instrument_name: Which one.
        is_shown_worse: Whether the best null was shown to be worse than the instrument, paired on the same items.
        n: Items.
        clusters: What they were held out by.
        remarks: What a reader must know beside the numbers.
    """
    reached = {
        null: NullReached(sees=sees, estimate=estimate, share=_share(estimate, chance, claim))
        for null, (sees, estimate) in nulls.items()
    }
    shares = {null: result.share for null, result in reached.items() if result.share is not None}
    best = max(shares, key=lambda null: shares[null]) if shares else None
    has_control = control is not None and control.value is not None and control.value > chance
    return PublishedExam(
        name=name,
        metric=metric,
        chance=chance,
        claim=claim,
        claim_source=claim_source,
        instrument=instrument,
        instrument_name=instrument_name,
        control=control,
        control_name=control_name,
        nulls=reached,
        best_null=best,
        share=None if best is None else shares[best],
        word=word_of(
            None if best is None else shares[best],
            exceeds_chance=any(_exceeds(result.estimate, chance) for result in reached.values()),
            is_shown_worse=is_shown_worse,
            has_control=has_control or not needs_control,
        ),
        n=n,
        clusters=clusters,
        remarks=list(remarks),
    )


def simultaneous(nulls: int) -> float:
    """The coverage of each interval with which all of so many hold together, at 95 %."""
    return 1.0 - _ERROR / max(1, nulls)


def rate_of(hits: float, n: int, *, level: float = 0.95) -> Estimate:
    """A share of items, with Wilson's interval.

    Args:
        hits: How many; halves count where a coin would decide.
        n: Of how many.
        level: Coverage.
    """
    low, high = (round(end, 12) for end in wilson(hits, n, level=level))  # 0 of n begins at 0
    return Estimate(value=hits / n, low=low, high=high, level=level, n=n, method="wilson")


def _share(estimate: Estimate, chance: float, claim: float) -> float | None:
    return None if estimate.value is None else share_of(estimate.value, chance=chance, claim=claim)


def _exceeds(estimate: Estimate, chance: float) -> bool:
    return estimate.low is not None and estimate.low > chance
