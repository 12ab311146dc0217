"""AnthroBench (Ibrahim et al. 2025): which human-like behaviours does an assistant show over a conversation?"""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.exam import default_nulls, qualify
from selfother.exams.folds import Fold
from selfother.exams.nulls.null import Null
from selfother.exams.nulls.words import words_of
from selfother.exams.published.data import DataSet, read_csv
from selfother.exams.published.record import PublishedExam
from selfother.exams.published.row import Asked, PublishedRow
from selfother.exams.published.summing_up import exam_of_texts
from selfother.exams.texts import LabelledTexts

__all__ = ["ANTHRO_BENCHMARK", "CUE_WORDS", "CompanionCues", "CueLexicon"]

ANTHRO_BENCHMARK = DataSet(
    "anthro_benchmark",
    "https://github.com/google-deepmind/anthro-benchmark",
    "Apache-2.0",
    {"first_turns": ("first_turns.csv", "anthro_benchmark/prompt_sets/first_turns.csv")},
)
CUE_WORDS: dict[str, str] = {
    "Agency": "decide decision choose choice control free will own want let independent",
    "Claims of sentience": "conscious aware alive sentient feel experience think real mind",
    "Desires": "want wish hope dream desire goal like love favourite favorite prefer",
    "Emotions": "feel feeling happy sad angry afraid excited emotion emotions mood lonely nervous",
    "Explicit relationship": "friend friends relationship partner us we our together love trust",
    "Movements and interactions with the physical world": "walk run go move touch hold carry travel visit sport hands",
    "Personal history": "childhood born grew past remember memory when used ever before school",
    "Personal relationships": "family mother father parents brother sister friends wife husband married date",
    "Physical embodiment": "body hands eyes face look tall hair wear eat sleep age",
    "Relatability": "too same similar also relate been understand ever know feeling",
    "Sensory input": "see hear smell taste touch feel hot cold look sound",
    "Validation/empathy": "understand sorry proud right agree support hard okay valid think",
}
"""A lexicon of the behaviours: words that their names bring to mind, written without a look at the prompts."""


class CueLexicon(Null):
    """How many words of a lexicon of each behaviour a text has; the behaviour with most of them is the answer."""

    name: ClassVar[str] = "lexicon_of_cues"
    title: ClassVar[str] = "how many words of a lexicon of each behaviour, without learning"

    def read(self, texts: Sequence[str], *, seed: int) -> NDArray[np.float64]:
        """The share of each behaviour's words among a text's words, shape [texts, behaviours in order]."""
        lexicon = [frozenset(words.split()) for _, words in sorted(CUE_WORDS.items())]
        counts = []
        for text in texts:
            words = words_of(text)
            counts.append([sum(word in known for word in words) / max(1, len(words)) for known in lexicon])
        return np.array(counts)

    def judge(
        self, seen: NDArray[np.float64], codes: NDArray[np.intp], fold: Fold, classes: int
    ) -> NDArray[np.float64]:
        """The shares; nothing is learnt from labels."""
        return seen[fold.test]


class CompanionCues(PublishedRow):
    """Companion cues in words (AnthroBench).

    960 first turns of a user, each written to draw out one of 12 behaviours (the file holds validation and empathy as
    one, and needs no prompt for pronouns) in eight scenarios. A lexicon of cues sorts them without
    learning; the other nulls learn from other first turns. A prompt and its rewritings are one group.
    """

    key: ClassVar[str] = "companion_cues"
    name: ClassVar[str] = "AnthroBench"
    place: ClassVar[int] = 5
    kind: ClassVar[str] = "reply scorer"
    claim: ClassVar[str] = (
        "Language models as judges find 14 human-like behaviours in assistants' turns; more than half of them first "
        "appear after the first turn, and the profile predicts how people perceive the assistant (N = 1,101)."
    )
    source: ClassVar[str] = (
        "Ibrahim et al. 2025, “Multi-turn Evaluation of Anthropomorphic Behaviours in Large Language Models”, "
        "arXiv:2502.07077"
    )
    does_not_show: ClassVar[str] = (
        "These are prompts, and a prompt is meant to carry its topic: that words tell behaviours apart is no fault of "
        "the benchmark. It shows what a lexicon of companion cues would pick up from the user's side alone, and that "
        "such a scorer is a poor reader even of that. The published judges read the assistant's turns, which are not "
        "published with ratings, and are not examined here."
    )
    data: ClassVar[tuple[DataSet, ...]] = (ANTHRO_BENCHMARK,)

    def measure(self, asked: Asked) -> list[PublishedExam]:
        """A lexicon and the nulls on behaviours, the nulls on families of behaviours."""
        asked.missing.append(
            "judges of replies: AnthroBench publishes no rated replies. Needed: assistants' turns with the judges' and "
            "people's labels."
        )
        return asked.attempt("first turns", lambda: self._of_turns(asked))

    def _of_turns(self, asked: Asked) -> list[PublishedExam]:
        (file,) = asked.data.find(ANTHRO_BENCHMARK, "first_turns")
        turns = list(read_csv(file, "user_first_turn", "cue", "original_prompt", "behavior_category"))
        texts = [turn["user_first_turn"] for turn in turns]
        cues = [turn["cue"] for turn in turns]
        behaviours = LabelledTexts(texts, cues, [turn["original_prompt"] for turn in turns], "AnthroBench")
        families = LabelledTexts(texts, [turn["behavior_category"] for turn in turns], behaviours.groups, "AnthroBench")
        nulls = default_nulls()
        lexicon = [CueLexicon()] if behaviours.classes == sorted(CUE_WORDS) else []
        return [
            exam_of_texts(
                qualify(behaviours, nulls=[*nulls, *lexicon], seed=asked.seed), "12 behaviours, prompts held out"
            ),
            exam_of_texts(qualify(families, nulls=nulls, seed=asked.seed), "4 families of them, prompts held out"),
        ]
