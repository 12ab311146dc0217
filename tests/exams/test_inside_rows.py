"""Rows of the probes that look inside: what a bag of words does, and which script passes which claim."""

import numpy as np
import pytest

from selfother.exams.own.lie_detector import seen_instead, word_readings
from selfother.exams.own.self_other_gap import examine_gap
from selfother.probes.inside.detector import Reading
from selfother.probes.inside.lie_detector import LieDetector, Readings
from selfother.probes.self_other_gap.self_other_gap import SelfOtherGap


def always_lies(probe: LieDetector) -> dict[str, Reading]:
    """A reference that lies to each rival and to no friend, and represents nothing."""
    n = probe.items
    flat = np.zeros((1, n, 1))
    return {name: Reading(flat, flat, np.ones(n, dtype=bool), np.zeros(n, dtype=bool)) for name in probe.names()}


def test_a_reader_of_nothing_is_at_chance_and_words_are_not_far_above() -> None:
    """Other families have other words for a rival: what words give is far below 1, and ties count one half."""
    probe = LieDetector(items=16)
    words, before = word_readings(probe, always_lies(probe), always_lies(probe))
    result = probe.judge([0], Readings(words, before, before))
    told = np.mean([item.value for item in result.items if item.measure == "told_apart"])
    assert result.estimates["auroc"].n == 64
    assert 0.5 < result.estimates["auroc"].value < 0.8
    assert 0.3 < told < 0.8


def test_words_that_all_families_share_are_found() -> None:
    """With the same word for every rival a bag of words is never wrong: the null can pass where the words allow it."""
    probe = LieDetector(items=4)
    words, before = word_readings(probe, always_lies(probe), always_lies(probe))
    for by_family in (words, before):
        for reading in by_family.values():
            reading.rival[:, :, 0], reading.friend[:, :, 0] = 5.0, 0.0
    result = probe.judge([0], Readings(words, before, before))
    assert result.estimates["auroc"].value == 1.0


def test_another_network_sees_the_same_situations(tiny_model) -> None:
    probe = LieDetector(items=4, families=("burglary", "escape_room"))
    seen = seen_instead(probe, tiny_model, always_lies(probe), always_lies(probe), layers=[0, 2])
    own = [probe.read(tiny_model, "burglary", split, [0, 2]) for split in ("tune", "test")]
    for mine, other in zip(own, seen, strict=True):
        np.testing.assert_array_equal(mine.rival, other["burglary"].rival)
        np.testing.assert_array_equal(mine.friend, other["burglary"].friend)
        assert other["burglary"].is_clean.all()


def test_which_script_passes_which_claim_of_the_gap(tiny_model) -> None:
    """Two prompts differ in words; a network that has collapsed has no gap; three measures together see both."""
    apart, alike, whole = examine_gap(SelfOtherGap(items=8, layer=1), tiny_model)
    words = apart.measures[0].nulls["bag_of_words"]
    assert words.value is not None
    assert words.value > 0.0
    assert set(apart.measures[0].nulls) == {"bag_of_words", "random_transformer"}
    assert (alike.best_null, alike.share, alike.word) == ("collapse", 1.0, "passed by a null")
    assert whole.word == "not passed by a null"
    gap, names, variation = whole.measures
    assert (gap.control.value, variation.nulls["collapse"].value) == (0.0, 0.0)
    assert names.nulls["deaf_to_who_asks"].value == 0.0
    assert names.control.value == pytest.approx(names.nulls["random_direction"].value)
