"""Cheng, Yu, Jurafsky 2025: SocioT, a meter of warmth from the probabilities of a language model."""

from typing import ClassVar

from selfother.exams.exam import default_nulls, qualify
from selfother.exams.published.bundled_probe import BUNDLED
from selfother.exams.published.data import DataSet, read_csv
from selfother.exams.published.record import PublishedExam
from selfother.exams.published.register import KindWords, RegisterCounts
from selfother.exams.published.row import Asked, PublishedRow
from selfother.exams.published.summing_up import exam_of_texts
from selfother.exams.published.warmth_meter import WarmthMeter, read_warmth
from selfother.exams.texts import LabelledTexts
from selfother.seeds import stream

__all__ = ["EDOS", "SociotWarmth", "warm_and_cold"]

EDOS = DataSet(
    "edos",
    "https://github.com/anuradha1992/EDOS",
    "CC BY 4.0",
    {"people": ("mturk_9k.csv", "Data/Training data for the dialogue emotion classifier/1. MTurk_groundtruth*.csv")},
)
_WARM = frozenset(("Caring", "Consoling", "Encouraging", "Grateful", "Sympathizing", "Trusting"))
_COLD = frozenset(("Angry", "Annoyed", "Disgusted", "Furious"))
_EACH, _QUICK_EACH = 150, 24


class SociotWarmth(PublishedRow):
    """Warmth from a language model's probabilities (SocioT).

    The meter asks whether a text is likelier after “My friend said” than after “The stranger said”. Here it reads lines
    of film dialogue that people labelled: caring, consoling, encouraging, grateful, sympathizing or trusting against
    angry, annoyed, disgusted or furious. The nulls see words; one sees counts of register alone.
    """

    key: ClassVar[str] = "sociot_warmth"
    name: ClassVar[str] = "SocioT"
    place: ClassVar[int] = 4
    kind: ClassVar[str] = "reply scorer"
    claim: ClassVar[str] = (
        "Relative probabilities of GPT-2 measure warmth and other social perceptions of a text. Later work measures "
        "models that were tuned to be warm with it."
    )
    source: ClassVar[str] = (
        "Cheng, Yu, Jurafsky 2025, “HumT DumT: Measuring and controlling human-like language in LLMs”, ACL, "
        "arXiv:2502.13259; used by Ibrahim et al. 2025, arXiv:2507.21919"
    )
    does_not_show: ClassVar[str] = (
        "On these lines counts of words tell warm from hostile better than the meter does. Most nulls learn from "
        "labels and the meter does not; the count of kind minus rude words learns nothing in the folds, but its lists "
        "were written after a look at such lines. So a difference in the meter is no evidence of more than words. Our "
        "reader has 135M parameters and is not GPT-2, and film lines are no replies of an assistant: that the meter "
        "does poorly here does not show that it does so there. The authors offer it as a measure of perceived tone, "
        "and do not claim that it measures care."
    )
    data: ClassVar[tuple[DataSet, ...]] = (EDOS,)

    def measure(self, asked: Asked) -> list[PublishedExam]:
        """The meter by both of its formulas, beside the nulls."""
        return asked.attempt("film lines", lambda: self._of_lines(asked))

    def _of_lines(self, asked: Asked) -> list[PublishedExam]:
        from selfother.models.load import load_model

        lines = warm_and_cold(asked, _QUICK_EACH if asked.is_quick else _EACH)
        model = load_model(BUNDLED)
        nulls = [*default_nulls(), RegisterCounts(), KindWords()]
        exams = []
        for reading, values in read_warmth(model, lines.texts).items():
            meter = WarmthMeter(values, f"SocioT warmth, {reading} formula, read by {model.name}")
            record = qualify(lines, instrument=meter, nulls=nulls, seed=asked.seed)
            exams.append(exam_of_texts(record, f"warm against hostile lines, {reading} formula"))
        return exams


def warm_and_cold(asked: Asked, each: int) -> LabelledTexts:
    """Lines of one speaker that two of three people called warm, and as many hostile ones.

    Args:
        asked: Where the data are.
        each: How many of both, at most.
    """
    (file,) = asked.data.find(EDOS, "people")
    kinds: dict[str, dict[str, None]] = {"hostile": {}, "warm": {}}
    for row in read_csv(file, "Dialog", "Agreed emotion (2/3 vote)"):
        emotion, line = row["Agreed emotion (2/3 vote)"], row["Dialog"].strip()
        kind = "warm" if emotion in _WARM else "hostile" if emotion in _COLD else ""
        if kind and "\n" not in line:
            kinds[kind][line.replace(" 'm", "'m").replace(" 's", "'s").replace(" n't", "n't").replace(" '", "'")] = None
    texts: list[str] = []
    labels: list[str] = []
    for kind, lines in kinds.items():
        drawn = stream(asked.seed, "exams", "edos", kind).permutation(sorted(lines))[:each].tolist()
        texts += drawn
        labels += [kind] * len(drawn)
    return LabelledTexts(texts, labels, source="EDOS")
