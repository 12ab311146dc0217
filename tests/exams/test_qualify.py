"""The exam of labelled texts: a planted cue is found and named, labels without meaning give no word away."""

from dataclasses import replace

import numpy as np
import pytest

from selfother.errors import BadArgument
from selfother.exams.exam import default_nulls, qualify
from selfother.exams.exam_words import exam_verdict
from selfother.exams.record import ExamRecord
from selfother.exams.texts import LabelledTexts
from selfother.seeds import stream

_WORDS = ("the", "of", "and", "you", "i", "not", *(f"word{number}" for number in range(40)))


def corpus(seed: int, *, count: int = 60, labels: int = 2, groups: int | None = None) -> LabelledTexts:
    """Texts of words that are drawn by Zipf's law, and labels in equal numbers that mean nothing."""
    random = stream(seed, "test", "corpus", count, labels, groups or 0)
    weights = 1 / np.arange(1, len(_WORDS) + 1)
    texts = [
        " ".join(random.choice(_WORDS, size=random.integers(6, 20), p=weights / weights.sum())) for _ in range(count)
    ]
    drawn = random.permutation([f"label {number % labels}" for number in range(count)]).tolist()
    return LabelledTexts(texts, drawn, None if groups is None else [f"group {n % groups}" for n in range(count)])


def exceeding(draws: int, groups: int | None) -> int:
    """In how many data sets without meaning some null exceeds chance."""
    records = [qualify(corpus(seed, groups=groups)) for seed in range(draws)]
    assert all(null.value is not None for record in records for null in record.nulls.values())
    return sum(any(null.exceeds_chance for null in record.nulls.values()) for record in records)


@pytest.mark.parametrize("groups", [None, 12])
def test_labels_without_meaning_are_hardly_ever_told(groups: int | None) -> None:
    assert exceeding(6, groups) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("groups", [None, 5, 12])
def test_labels_without_meaning_are_told_in_at_most_5_of_100_draws(groups: int | None) -> None:
    assert exceeding(100, groups) <= 5


@pytest.mark.parametrize("groups", [None, 6, 20])
def test_a_planted_cue_is_found_and_named(groups: int | None) -> None:
    plain = corpus(0, count=120, groups=groups)
    texts = [
        f"{text} heartfelt" if label == "label 1" else text
        for text, label in zip(plain.texts, plain.labels, strict=True)
    ]
    record = qualify(replace(plain, texts=texts))
    assert record.word == "passed by a null"
    assert record.nulls["bag_of_words"].exceeds_chance
    assert record.cues["label 1"][0] == "heartfelt"
    assert "heartfelt" not in " ".join(record.cues["label 0"])


def test_without_a_cue_no_word_is_named() -> None:
    record = qualify(corpus(1, count=120))
    assert record.word == "not passed by a null"
    assert record.cues == {}


def test_a_cue_in_some_texts_is_passed_in_part() -> None:
    plain = corpus(3, count=300)
    texts = [
        f"{text} heartfelt" if label == "label 1" and place % 2 else text
        for place, (text, label) in enumerate(zip(plain.texts, plain.labels, strict=True))
    ]
    record = qualify(replace(plain, texts=texts))
    assert record.word == "partly"
    assert record.share is not None
    assert 0.2 < record.share < 0.9


def test_of_more_labels_accuracy_is_measured_against_the_most_frequent() -> None:
    texts = corpus(2, count=90, labels=3)
    labels = ["label 0" if place < 60 else texts.labels[place] for place in range(90)]
    record = qualify(replace(texts, labels=labels))
    counts = record.labels
    assert (record.metric, record.classes, record.n) == ("accuracy", 3, 90)
    assert record.chance == max(counts.values()) / 90
    assert sum(counts.values()) == 90


def test_a_group_is_never_on_both_sides() -> None:
    from selfother.exams.folds import fold_texts

    for groups in (5, 12):
        texts = corpus(0, groups=groups)
        folds = fold_texts(texts).folds
        assert len(folds) == 5
        assert sorted(np.concatenate([fold.test for fold in folds]).tolist()) == list(range(60))
        for fold in folds:
            assert not set(texts.clusters[fold.train]) & set(texts.clusters[fold.test])


def test_a_label_that_a_fold_does_not_learn_counts_as_wrong() -> None:
    plain = corpus(0, count=90, labels=3, groups=6)
    labels = [
        "label 0" if label == "label 2" and group != "group 0" else label
        for label, group in zip(plain.labels, plain.groups or (), strict=True)
    ]
    labels[:30:6] = ["label 2"] * 5
    record = qualify(replace(plain, labels=labels))
    assert any("label 2" in warning and "always judged wrong" in warning for warning in record.warnings)


def test_repeated_texts_are_warned_about() -> None:
    plain = corpus(0)
    doubled = LabelledTexts([*plain.texts, *plain.texts[:10]], [*plain.labels, *plain.labels[:10]])
    (warning,) = qualify(doubled).warnings
    assert "also learnt from, word for word" in warning
    assert "with --group" in warning
    grouped = replace(doubled, groups=[f"g{n % 60}" for n in range(70)])
    assert qualify(grouped).warnings == []
    apart = replace(doubled, groups=[f"g{n % 7}" for n in range(70)])
    assert any("give copies the same group" in warning for warning in qualify(apart).warnings)


def test_texts_to_judge_are_not_learnt_from() -> None:
    """A cue that stands in the texts to judge alone is not found."""
    learnt, judged = corpus(0, count=120), corpus(1, count=60)
    cued = [f"{text} {label[-1] * 3}" for text, label in zip(judged.texts, judged.labels, strict=True)]
    record = qualify(learnt, test=replace(judged, texts=cued))
    assert (record.n, record.folds) == (60, 1)
    assert record.word == "not passed by a null"


def test_a_claim_is_what_nulls_are_measured_against() -> None:
    plain = corpus(3, count=300)
    texts = [f"{text} heartfelt" if place % 3 == 0 else text for place, text in enumerate(plain.texts)]
    labels = ["warm" if place % 3 == 0 or place % 7 == 0 else "cold" for place in range(300)]
    cued = replace(plain, texts=texts, labels=labels)
    alone, claimed = qualify(cued), qualify(cued, claim=0.9)
    best = claimed.nulls[claimed.best_null or ""]
    assert best.value == alone.nulls[alone.best_null or ""].value
    assert best.share == pytest.approx(((best.value or 0.0) - 0.5) / 0.4)
    assert (alone.claim_source, claimed.claim_source) == ("perfect", "published")
    for claim in (0.5, 92.0):
        with pytest.raises(BadArgument, match="above chance"):
            qualify(cued, claim=claim)


def test_a_null_that_cannot_be_measured_says_why() -> None:
    chinese = ["我很难过 " + "你好世界"[place % 4] for place in range(40)]
    record = qualify(LabelledTexts(chinese, ["a" if place % 4 < 2 else "b" for place in range(40)]))
    assert record.nulls["function_words"].value is None
    assert "English function word" in record.nulls["function_words"].reason
    assert record.nulls["bag_of_words"].value == 1.0


def test_a_record_is_read_back_and_the_same_seed_gives_it_again() -> None:
    record = qualify(corpus(0, groups=6), seed=3)
    assert ExamRecord.from_json(record.to_json()) == record
    assert qualify(corpus(0, groups=6), seed=3) == record
    assert list(record.nulls) == [null.name for null in default_nulls()]


_GOOD = corpus(0, groups=6)
_REFUSED = {
    "two labels or more": replace(_GOOD, labels=["a"] * 60),
    "'b' has 2": replace(_GOOD, labels=["a"] * 58 + ["b"] * 2),
    "looks like a scale": replace(_GOOD, labels=[str(place / 2) for place in range(60)]),
    "at most 100": LabelledTexts([f"text {place}" for place in range(150)], [f"l{place}" for place in range(150)]),
    "text 3 is empty": replace(_GOOD, texts=["a", "b", " ", *_GOOD.texts[3:]]),
    "two groups or more": replace(_GOOD, groups=["only"] * 60),
    "says the same as": replace(_GOOD, groups=list(_GOOD.labels)),
    "only one group of column 'group' has texts of 'label 1'": replace(
        _GOOD, groups=["g" if label == "label 1" else f"h{n % 5}" for n, label in enumerate(_GOOD.labels)]
    ),
}


@pytest.mark.parametrize("text", _REFUSED)
def test_what_cannot_be_examined_is_refused_before_anything_is_fitted(text: str) -> None:
    with pytest.raises(BadArgument, match=text) as refused:
        qualify(_REFUSED[text], nulls=[])
    assert str(refused.value).endswith(".")


def test_texts_to_judge_must_have_known_labels() -> None:
    judged = replace(_GOOD, labels=["new"] * 30 + ["label 1"] * 30)
    with pytest.raises(BadArgument, match="has the label 'new'"):
        qualify(_GOOD, test=judged)
    with pytest.raises(BadArgument, match="no texts to judge"):
        qualify(_GOOD, test=LabelledTexts([], []))


def test_a_claim_that_is_not_told_from_chance_here_is_passed_by_nobody() -> None:
    """Sixty texts without a cue, and a claim next to chance: some null has a share of 90 %, and none exceeds chance."""
    record = qualify(corpus(0), claim=0.501)
    assert record.share is not None
    assert record.share >= 0.9
    assert not any(null.exceeds_chance for null in record.nulls.values())
    assert record.word == "no positive control"
    plainly, numbers, _ = exam_verdict(record)
    assert plainly.startswith("There is no positive control: on so few texts")
    assert "its interval holds chance" in numbers


def test_a_word_for_few_texts_says_what_they_leave_open() -> None:
    record = qualify(corpus(1))
    assert record.word == "not passed by a null"
    highest = max(null.high for null in record.nulls.values() if null.high is not None)
    assert f"leave open that a null reaches up to {highest:.3f}" in exam_verdict(record)[1]


def test_groups_that_are_learnt_from_and_judged_are_warned_about() -> None:
    texts, test = corpus(0, groups=6), corpus(1, groups=6)
    warnings = qualify(texts, test=test, nulls=[]).warnings
    assert any(warning.startswith("6 groups (") and "learnt from and judged" in warning for warning in warnings)
    apart = replace(test, groups=[f"other {group}" for group in test.groups or []])
    assert not any("learnt from and judged" in warning for warning in qualify(texts, test=apart, nulls=[]).warnings)


def test_a_label_of_nearly_all_texts_is_warned_about() -> None:
    labels = ["most"] * 190 + ["a"] * 5 + ["b"] * 5
    texts = LabelledTexts([f"text {place} of {label}" for place, label in enumerate(labels)], labels)
    assert any("95 % of the texts have the label 'most'" in warning for warning in qualify(texts, nulls=[]).warnings)
    even = LabelledTexts(texts.texts, [("a", "b", "c")[place % 3] for place in range(200)])
    assert not any("of the texts have the label" in warning for warning in qualify(even, nulls=[]).warnings)


def test_few_groups_of_one_label_each_are_warned_about() -> None:
    labels = ["a", "b"] * 32
    texts = LabelledTexts([f"text {place}" for place in range(64)], labels, [f"g{place % 8}" for place in range(64)])
    assert any("Each of 8 groups has one label" in warning for warning in qualify(texts, nulls=[]).warnings)
