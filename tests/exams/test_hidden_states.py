"""The bundled model's hidden states beside a bag of words, on stories that nobody here wrote."""

import gzip
import json
import random
from pathlib import Path

import pytest

from selfother.exams.exam import qualify
from selfother.exams.instruments.activation_probe import ActivationProbe, Settings
from selfother.exams.nulls.bag_of_words import BagOfWords
from selfother.exams.texts import LabelledTexts

_FILE = Path(__file__).parents[3] / "shared" / "data" / "emotion_vector_bench" / "stories.jsonl.gz"


@pytest.mark.slow
@pytest.mark.skipif(not _FILE.is_file(), reason="public data that lies beside the project, and is no part of it")
def test_hidden_states_of_600_stories_beat_words_with_topics_held_out(bundled_model) -> None:
    """Twenty emotions: .78 for the middle layer and .62 for words, on the same five folds of topics."""
    with gzip.open(_FILE, "rt", encoding="utf-8") as file:
        stories = [json.loads(line) for line in file]
    drawn = [stories[place] for place in sorted(random.Random(0).sample(range(len(stories)), 600))]
    texts, labels, topics = ([story[key] for story in drawn] for key in ("text", "emotion", "topic"))
    probe = ActivationProbe(bundled_model, Settings(layer=15))
    record = qualify(LabelledTexts(texts, labels, topics), instrument=probe, nulls=[BagOfWords()])
    assert record.instrument is not None
    assert record.instrument.value == pytest.approx(0.78, abs=0.03)
    assert record.nulls["bag_of_words"].value == pytest.approx(0.62, abs=0.03)
    assert record.instrument.gap_low is not None
    assert record.instrument.gap_low > 0.0
    assert record.word == "partly"
