"""The exam: every null and the instrument on the same folds of labelled texts, and one word."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Literal

import numpy as np

from selfother.errors import BadArgument, NotMeasured
from selfother.exams.checks import check_test, check_texts, warnings_of
from selfother.exams.folds import Folds, fold_texts, held_out
from selfother.exams.instruments.instrument import About, Instrument
from selfother.exams.nulls.bag_of_words import BagOfWords
from selfother.exams.nulls.embedding_means import EmbeddingMeans
from selfother.exams.nulls.function_words import FunctionWords
from selfother.exams.nulls.length import Length
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.unigrams import Unigrams
from selfother.exams.reader import Reader
from selfother.exams.record import ClaimSource, ExamRecord, InstrumentResult, NullResult
from selfother.exams.scores import Score, Trial, difference_interval, score_accuracy, score_auroc
from selfother.exams.texts import LabelledTexts
from selfother.exams.word import PASSING_SHARE, share_of, word_of

__all__ = ["default_nulls", "qualify"]

_ERROR = 0.05
"""How often, of data sets without meaning, some interval may lie above chance."""
_AUROC_CHANCE = 0.5


def default_nulls() -> list[Null]:
    """The nulls that need no model."""
    return [BagOfWords(), FunctionWords(), Length(), Unigrams(), EmbeddingMeans()]


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
        watch: Is told what is read next, a sentence at a time.

    Raises:
        BadArgument: Texts from which nothing could be said, or a claim that is not above chance.

    Example:
        >>> kind, cold = ["I hear you, that is hard."] * 9, ["Proceed to the next step."] * 9
        >>> record = qualify(LabelledTexts([*kind, *cold], ["kind"] * 9 + ["cold"] * 9))
        >>> record.word, record.nulls["bag_of_words"].value
        ('passed by a null', 1.0)
    """
    exam = _exam(texts, test, seed)
    _check_claim(claim, exam)
    chosen = default_nulls() if nulls is None else list(nulls)
    level = 1.0 - _ERROR / max(1, len(chosen))
    scores: dict[str, Score] = {}
    reasons: dict[str, str] = {}
    for null in chosen:
        watch(f"null model: {null.title}")
        try:
            scores[null.name] = exam.score(null)
        except NotMeasured as error:
            reasons[null.name] = str(error)
    measured = None
    if instrument is not None:
        watch(f"instrument: {instrument.title}")
        measured = exam.score(instrument)
    source: ClaimSource = "perfect" if claim is None else "published"
    goal = claim or 1.0
    if measured is not None:
        source, goal = "instrument", measured.value
    results = {
        null.name: NullResult(value=None, sees=null.title, reason=reasons[null.name])
        if null.name in reasons
        else _null_result(null, scores[null.name], level=level, chance=exam.chance, goal=goal)
        for null in chosen
    }
    best = max(scores, key=lambda name: scores[name].value, default=None)
    examined, notes = None, []
    if instrument is not None and measured is not None:
        examined = _instrument_result(instrument, measured, scores.get(best or ""), level=level, chance=exam.chance)
        notes = list(instrument.about().notes) if isinstance(instrument, Instrument) else []
    record = exam.record(results, best, examined, claim=(goal, source, claim), level=level)
    return record.model_copy(update={"warnings": [*record.warnings, *notes]})


@dataclass(frozen=True)
class _Exam:
    """All texts in their folds, and what was judged."""

    texts: LabelledTexts
    folds: Folds
    judged: Trial
    seed: int

    @property
    def metric(self) -> Literal["auroc", "accuracy"]:
        return "auroc" if len(self.texts.classes) == 2 else "accuracy"

    @property
    def chance(self) -> float:
        if self.metric == "auroc":
            return _AUROC_CHANCE
        return float(np.bincount(self.judged.codes).max() / len(self.judged.codes))

    def score(self, reader: Reader) -> Score:
        """What a reader reaches on the judged texts."""
        seen = reader.read(self.texts.texts, seed=self.seed)
        classes = len(self.texts.classes)
        parts = [reader.judge(seen, self.texts.codes, fold, classes) for fold in self.folds.folds]
        return (score_auroc if self.metric == "auroc" else score_accuracy)(np.concatenate(parts), self.judged)

    def cues(self) -> dict[str, list[str]]:
        """The words that speak most for each label, by a bag of words that learnt from all texts."""
        null, classes = BagOfWords(), self.texts.classes
        seen = null.read(self.texts.texts, seed=self.seed)
        return dict(zip(classes, null.cues(seen, self.texts.codes, len(classes)), strict=True))

    def record(
        self,
        nulls: dict[str, NullResult],
        best: str | None,
        instrument: InstrumentResult | None,
        *,
        claim: tuple[float, ClaimSource, float | None],
        level: float,
    ) -> ExamRecord:
        """The record of what was measured, with its word."""
        share = None if best is None else nulls[best].share
        exceeds = any(null.exceeds_chance for null in nulls.values())
        # Without an instrument the claim is all there is to find: one that a null reaches by chance finds nothing here.
        is_claim_found = exceeds or share is None or share < PASSING_SHARE
        texts, judged = self.texts, self.judged
        counts = np.bincount(judged.codes, minlength=len(texts.classes)).tolist()
        return ExamRecord(
            n=len(judged.codes),
            classes=len(texts.classes),
            chance=self.chance,
            metric=self.metric,
            nulls=nulls,
            best_null=best,
            instrument=instrument,
            word=word_of(
                share,
                exceeds_chance=exceeds,
                is_shown_worse=instrument is None or instrument.gap_low is None or instrument.gap_low > 0.0,
                has_control=is_claim_found if instrument is None else instrument.exceeds_chance,
            ),
            folds=len(self.folds.folds),
            claim=claim[0],
            claim_source=claim[1],
            published=claim[2],
            share=share,
            level=level,
            labels=dict(zip(texts.classes, counts, strict=True)),
            groups=None if texts.groups is None else int(judged.clusters.max()) + 1,
            how=self.folds.how,
            cues=self.cues() if BagOfWords.name in nulls and nulls[BagOfWords.name].exceeds_chance else {},
            warnings=warnings_of(texts, self.folds),
            source=texts.source,
            columns={what: name for what, name in asdict(texts.columns).items() if name is not None},
            seed=self.seed,
            version=version("selfother"),
        )


def _exam(texts: LabelledTexts, test: LabelledTexts | None, seed: int) -> _Exam:
    """The texts in folds, after what can be wrong with them was looked for."""
    check_texts(texts, are_folded=test is None)
    if test is None:
        folds = fold_texts(texts, seed=seed)
    else:
        check_test(texts, test)
        learnt, texts = len(texts.texts), _joined(texts, test)
        folds = held_out(learnt, len(test.texts), None if texts.groups is None else texts.clusters)
    places = folds.judged
    _, clusters = np.unique(texts.clusters[places], return_inverse=True)
    return _Exam(texts, folds, Trial(texts.codes[places], clusters, folds.number), seed)


def _joined(texts: LabelledTexts, test: LabelledTexts) -> LabelledTexts:
    """Texts to learn from, and after them those to judge."""
    groups = None
    if test.groups is not None:
        groups = [*(texts.groups or [""] * len(texts.texts)), *test.groups]
    source = f"{texts.source}, judged on {test.source}"
    return LabelledTexts(
        [*texts.texts, *test.texts], [*texts.labels, *test.labels], groups, source=source, columns=texts.columns
    )


def _check_claim(claim: float | None, exam: _Exam) -> None:
    if claim is None or exam.chance < claim <= 1.0:
        return
    name = "AUROC" if exam.metric == "auroc" else "accuracy"
    percent = f", so {claim:g} % is {claim / 100:g}" if 1.0 < claim <= 100.0 else ""
    raise BadArgument(
        f"the claim must lie above chance, which is {exam.chance:.3g} here, and be at most 1; got {claim:g}. "
        f"Give the published {name} as a share{percent}."
    )


def _null_result(null: Null, score: Score, *, level: float, chance: float, goal: float) -> NullResult:
    low, high = score.interval(level)
    share = share_of(score.value, chance=chance, claim=goal)
    return NullResult(value=score.value, low=low, high=high, share=share, exceeds_chance=low > chance, sees=null.title)


def _instrument_result(
    instrument: Reader, score: Score, best: Score | None, *, level: float, chance: float
) -> InstrumentResult:
    about = instrument.about() if isinstance(instrument, Instrument) else About()
    low, high = score.interval(level)
    gap_low, gap_high = (None, None) if best is None else difference_interval(score, best, level)
    return InstrumentResult(
        name=instrument.title,
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
