"""The distance between two texts of an item: a planted one is found, and what words alone give is seen by the null."""

import numpy as np
import pytest
from tests.exams.planted import FIRST, SECOND, ordered_texts, planted_model
from tests.models.tiny import tiny_language_model

from selfother.errors import BadArgument
from selfother.exams.exam import default_nulls, qualify
from selfother.exams.instruments.representation_distance import DistanceSettings, RepresentationDistance
from selfother.exams.nulls.random_transformer import RandomTransformer
from selfother.exams.nulls.word_distance import WordDistance
from selfother.exams.pairs import pair_texts, split_pair
from selfother.exams.texts import LabelledTexts


def ordered_pairs() -> LabelledTexts:
    """Pairs of which one text is planted (`q` first) and the other, or both, by label."""
    texts = ordered_texts(120)
    planted = [text for text, label in zip(texts.texts, texts.labels, strict=True) if label == "q first"]
    plain = [text for text, label in zip(texts.texts, texts.labels, strict=True) if label == "z first"]
    pairs = [(planted[n], plain[n]) if n % 2 else (planted[n], swapped(plain[n])) for n in range(60)]
    return pair_texts(pairs, ["apart" if n % 2 else "alike" for n in range(60)], [f"g{n // 2 % 8}" for n in range(60)])


def swapped(text: str) -> str:
    return text.replace(FIRST, "#").replace(SECOND, FIRST).replace("#", SECOND)


@pytest.mark.parametrize("distance", ["squared", "cosine"])
def test_a_planted_distance_is_found_where_no_null_finds_it(distance) -> None:
    """The positive control of the kind."""
    model = planted_model(layer=1, size=6.0)
    settings = DistanceSettings(layer=1, position="mean", distance=distance)
    instrument = RepresentationDistance(model, settings)
    twin = RandomTransformer(model, lambda network: RepresentationDistance(network, settings))
    record = qualify(ordered_pairs(), instrument=instrument, nulls=[*default_nulls(), WordDistance(), twin])
    assert record.instrument is not None
    assert record.instrument.value > 0.97
    assert record.instrument.layer == 1
    assert not any(null.exceeds_chance for null in record.nulls.values())
    assert record.word == "not passed by a null"


def test_a_distance_that_is_in_the_words_is_passed_by_the_words() -> None:
    """Pairs that share words against pairs that share none: no network is needed."""
    rng = np.random.default_rng(0)
    alphabet = [chr(97 + at) for at in range(26)]
    pairs, labels = [], []
    for number in range(60):
        words = rng.permutation(alphabet)
        second = rng.permutation(words[:8]) if number % 2 else words[8:16]
        pairs.append((" ".join(words[:8]), " ".join(second)))
        labels.append("same" if number % 2 else "other")
    texts = pair_texts(pairs, labels)
    instrument = RepresentationDistance(tiny_language_model("llama"), DistanceSettings(layer="all", position="mean"))
    record = qualify(texts, instrument=instrument, nulls=[WordDistance()])
    assert record.nulls["word_distance"].value == 1.0
    assert record.word == "passed by a null"
    assert record.instrument is not None
    assert len(record.instrument.layers) == 5


def test_items_that_are_not_two_texts_are_refused() -> None:
    instrument = RepresentationDistance(tiny_language_model("llama"))
    with pytest.raises(BadArgument, match="two texts an item; got one: 'alone'"):
        instrument.read(["alone"], seed=0)
    with pytest.raises(BadArgument, match="pair 2 must be two texts with words"):
        pair_texts([("a", "b"), ("a", " ")], ["x", "y"])
    assert split_pair(pair_texts([("a\nb", "c")], ["x"]).texts[0]) == ("a\nb", "c")
