"""The exam: every null and the instrument on the same folds of labelled texts, and one word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

from selfother.errors import BadArgument, NotMeasured
from selfother.exams.folds import Folds, fold_texts, held_out
from selfother.exams.instruments.instrument import About, Instrument
from selfother.exams.nulls.bag_of_words import BagOfWords
from selfother.exams.nulls.length import Length
from selfother.exams.nulls.null import Null
from selfother.exams.reader import Reader
from selfother.exams.record import ClaimSource, ExamRecord, InstrumentResult, NullResult
from selfother.exams.scores import Score, Trial, difference_interval, score_accuracy, score_auroc
from selfother.exams.texts import LabelledTexts
from selfother.exams.word import share_of, word_of

__all__ = ["default_nulls", "qualify"]

_ERROR = 0.05
"""How often, of data sets without meaning, some interval may lie above chance."""
_AUROC_CHANCE = 0.5


def default_nulls() -> list[Null]:
    """The nulls that need no model."""
    return [BagOfWords(), Length()]


def qualify(
    texts: LabelledTexts,
    *,
    instrument: Reader | None = None,
    claim: float | None = None,
    nulls: Sequence[Null] | None = None,
    test: LabelledTexts | None = None,
    seed: int = 0,
    watch: Callable[[str], None] = lambda sentence: None,
) -> ExamRecord:
    """What null models reach on labelled texts, against what an instrument reaches there or is said to reach.

    Args:
        texts: What the nulls learn from and, in folds, are judged on.
        instrument: What is examined on the same folds; None: the nulls alone.
        claim: The value that was published for an instrument, in the metric of the record.
        nulls: Which nulls; None: all that need no model.
        test: Texts to judge instead of folds, with labels of `texts`.
        seed: Of the folds and of what the nulls draw.
        watch: Is told what is done, a sentence at a time.

    Raises:
        BadArgument: Texts from which nothing could be said, or a claim that is not above chance.
    """
    exam = _exam(texts, test, seed)
    chance = exam.chance
    if claim is not None and not chance < claim <= 1.0:
        raise BadArgument(
            f"the claim must lie above chance ({chance:.3g}) and be at most 1; got {claim:g}. "
            f"Give the published {'AUROC' if exam.is_auroc else 'accuracy'} as a share, such as 0.92."
        )
    chosen = default_nulls() if nulls is None else list(nulls)
    level = 1.0 - _ERROR / max(1, len(chosen))
    scores: dict[str, Score] = {}
    reasons: dict[str, str] = {}
    for null in chosen:
        watch(f"null model {null.name}")
        try:
            scores[null.name] = exam.score(null)
        except NotMeasured as error:
            reasons[null.name] = str(error)
    measured = None
    if instrument is not None:
        watch(instrument.title)
        measured = exam.score(instrument)
    goal, source = _goal(measured, claim)
    results = {
        null.name: _result(scores.get(null.name), reasons.get(null.name, ""), null.title, level, chance, goal)
        for null in chosen
    }
    best = max(scores, key=lambda name: scores[name].value) if scores else None
    about = instrument.about() if isinstance(instrument, Instrument) else About()
    examined = None
    if instrument is not None and measured is not None:
        examined = _instrument(instrument.title, about, measured, scores.get(best or ""), level, chance)
    share = None if best is None else results[best].share
    word = word_of(
        share,
        exceeds_chance=any(result.exceeds_chance for result in results.values()),
        is_shown_worse=examined is None or examined.gap_low is None or examined.gap_low > 0.0,
        has_control=examined is None or examined.exceeds_chance,
    )
    return ExamRecord(
        n=len(exam.judged.codes),
        classes=len(texts.classes),
        chance=chance,
        metric="auroc" if exam.is_auroc else "accuracy",
        nulls=results,
        best_null=best,
        instrument=examined,
        word=word,
        folds=len(exam.folds.folds),
        claim=goal,
        claim_source=source,
        published=claim,
        share=share,
        level=level,
        labels=exam.labels,
        groups=exam.groups,
        how=exam.folds.how,
        cues=exam.cues(),
        warnings=list(about.notes),
        source=texts.source,
        seed=seed,
        version=version("selfother"),
    )


@dataclass(frozen=True)
class _Exam:
    """All texts in their folds, and what was judged."""

    texts: LabelledTexts
    folds: Folds
    judged: Trial
    seed: int

    @property
    def is_auroc(self) -> bool:
        return len(self.texts.classes) == 2

    @property
    def chance(self) -> float:
        if self.is_auroc:
            return _AUROC_CHANCE
        return float(np.bincount(self.judged.codes).max() / len(self.judged.codes))

    @property
    def labels(self) -> dict[str, int]:
        counts = np.bincount(self.judged.codes, minlength=len(self.texts.classes))
        return dict(zip(self.texts.classes, counts.tolist(), strict=True))

    @property
    def groups(self) -> int | None:
        return None if self.texts.groups is None else int(self.judged.clusters.max()) + 1

    def score(self, reader: Reader) -> Score:
        """What a reader reaches on the judged texts."""
        seen = reader.read(self.texts.texts, seed=self.seed)
        classes = len(self.texts.classes)
        parts = [reader.judge(seen, self.texts.codes, fold, classes) for fold in self.folds.folds]
        return (score_auroc if self.is_auroc else score_accuracy)(np.concatenate(parts), self.judged)

    def cues(self) -> dict[str, list[str]]:
        """The words that speak most for each label, by a bag of words that learnt from all texts."""
        null, classes = BagOfWords(), self.texts.classes
        try:
            seen = null.read(self.texts.texts, seed=self.seed)
        except NotMeasured:
            return {}
        return dict(zip(classes, null.cues(seen, self.texts.codes, len(classes)), strict=True))


def _exam(texts: LabelledTexts, test: LabelledTexts | None, seed: int) -> _Exam:
    if test is None:
        folds = fold_texts(texts, seed=seed)
    else:
        learnt, groups = len(texts.texts), None
        if test.groups is not None:
            groups = [*(texts.groups or [""] * len(texts.texts)), *test.groups]
        texts = LabelledTexts(
            [*texts.texts, *test.texts], [*texts.labels, *test.labels], groups, f"{texts.source}, {test.source}"
        )
        folds = held_out(learnt, len(test.texts), None if groups is None else texts.clusters)
    places = folds.judged
    _, clusters = np.unique(texts.clusters[places], return_inverse=True)
    return _Exam(texts, folds, Trial(texts.codes[places], clusters, folds.number), seed)


def _goal(measured: Score | None, claim: float | None) -> tuple[float, ClaimSource]:
    """What the nulls are measured against."""
    if measured is not None:
        return measured.value, "instrument"
    return (claim, "published") if claim is not None else (1.0, "perfect")


def _result(score: Score | None, reason: str, sees: str, level: float, chance: float, goal: float) -> NullResult:
    if score is None:
        return NullResult(value=None, sees=sees, reason=reason)
    low, high = score.interval(level)
    share = share_of(score.value, chance=chance, claim=goal)
    return NullResult(value=score.value, low=low, high=high, share=share, exceeds_chance=low > chance, sees=sees)


def _instrument(
    title: str, about: About, score: Score, best: Score | None, level: float, chance: float
) -> InstrumentResult:
    low, high = score.interval(level)
    gap_low, gap_high = (None, None) if best is None else difference_interval(score, best, level)
    return InstrumentResult(
        name=title,
        value=score.value,
        low=low,
        high=high,
        exceeds_chance=low > chance,
        gap=None if best is None else score.value - best.value,
        gap_low=gap_low,
        gap_high=gap_high,
        model=about.model,
        digest=about.digest,
        position=about.position,
        layer=about.layer,
        layers=list(about.layers),
    )
