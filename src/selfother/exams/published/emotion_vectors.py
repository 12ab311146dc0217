"""emotion-vector-bench 2026: are twenty emotions linear directions of the residual stream?"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from selfother.exams.exam import qualify
from selfother.exams.published.bundled_probe import bundled_probe
from selfother.exams.published.data import DataSet, read_jsonl
from selfother.exams.published.record import PublishedExam
from selfother.exams.published.row import Asked, PublishedRow
from selfother.exams.published.summing_up import exam_of_texts
from selfother.exams.texts import LabelledTexts

__all__ = ["EMOTION_VECTOR_BENCH", "EmotionVectors", "read_stories"]

EMOTION_VECTOR_BENCH = DataSet(
    "emotion_vector_bench",
    "https://github.com/mufxio/emotion-vector-bench",
    "MIT",
    {"stories": ("stories.jsonl", "corpus/stories/*.jsonl")},
)
_CLAIM = 0.921
_FIELDS = ("emotion", "topic", "text")


class EmotionVectors(PublishedRow):
    """Twenty emotions as directions in activations (emotion-vector-bench).

    3,000 stories that never name their emotion: 20 emotions x 30 topics x 5. The nulls see words. They are judged on
    stories that they have not seen (the authors' folds are random, too), and on topics that they have not seen.
    """

    key: ClassVar[str] = "emotion_vectors"
    name: ClassVar[str] = "emotion-vector-bench"
    place: ClassVar[int] = 2
    kind: ClassVar[str] = "activation probe"
    claim: ClassVar[str] = (
        "Linear probes of five open models (1.5B to 8B) give 89.7 to 92.1 % of 3,000 stories their one of 20 emotions, "
        "where chance is 5 %."
    )
    source: ClassVar[str] = (
        "github.com/mufxio/emotion-vector-bench (2026), README; its recipe is that of Sofroniew et al. 2026, “Emotion "
        "Concepts and their Function in a Large Language Model”, whose own stories and models are others"
    )
    does_not_show: ClassVar[str] = (
        "Most of the accuracy can be had from words: what people do with their hands and phones tells the emotion that "
        "is never named. About a sixth cannot be had so, and that rest is what speaks for more than words. The authors "
        "name repeated templates of the generator as a limit. The paper behind the recipe rests on steering and on "
        "held-out contexts, not on this accuracy; nothing here touches that."
    )
    data: ClassVar[tuple[DataSet, ...]] = (EMOTION_VECTOR_BENCH,)

    def measure(self, asked: Asked) -> list[PublishedExam]:
        """The nulls in random folds, and with topics held out."""
        return [
            *asked.attempt("stories", lambda: self._of_words(asked)),
            *asked.attempt("probe of the bundled model", lambda: [self._probed(asked)]),
        ]

    def _probed(self, asked: Asked) -> PublishedExam:
        stories = read_stories(asked.data.find(EMOTION_VECTOR_BENCH, "stories"), each=1 if asked.is_quick else 2)
        record = qualify(stories, instrument=bundled_probe(), seed=asked.seed)
        remark = "Stories are the first two of five for each emotion and topic, for the time that the model takes."
        return exam_of_texts(record, "topics held out, against a probe of the bundled model", remarks=[remark])

    def _of_words(self, asked: Asked) -> list[PublishedExam]:
        stories = read_stories(asked.data.find(EMOTION_VECTOR_BENCH, "stories"), each=1 if asked.is_quick else None)
        apart = LabelledTexts(stories.texts, stories.labels, source=stories.source)
        return [
            exam_of_texts(qualify(texts, claim=_CLAIM, seed=asked.seed), name)
            for texts, name in ((apart, "stories held out"), (stories, "topics held out"))
        ]


def read_stories(files: Iterable[Path], *, each: int | None = None) -> LabelledTexts:
    """The stories with their emotions, the topic as group.

    Args:
        files: Files of stories.
        each: How many stories of each emotion and topic, the first ones; None: all.
    """
    stories = []
    taken: Counter[tuple[str, str]] = Counter()
    for path in files:
        for story in read_jsonl(path, *_FIELDS):
            cell = story["emotion"], story["topic"]
            taken[cell] += 1
            if each is None or taken[cell] <= each:
                stories.append(story)
    texts, labels, groups = ([story[name] for story in stories] for name in ("text", "emotion", "topic"))
    return LabelledTexts(texts, labels, groups, "emotion-vector-bench")
