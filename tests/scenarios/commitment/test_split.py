"""The two halves of the stories, and the two sets of sentences: nothing that is trained on is asked about."""

from collections import Counter

import pytest

from selfother.errors import BadArgument
from selfother.scenarios.commitment import sentences, training_sentences
from selfother.scenarios.commitment.questions import questions, questions_digest
from selfother.scenarios.commitment.split import families_of, split_of
from selfother.scenarios.commitment.story_files import built_in_stories
from selfother.scenarios.commitment.wordings import WORDINGS


def test_both_halves_have_as_many_stories_and_every_walk_of_life() -> None:
    halves = [families_of("train"), families_of("held_out")]
    assert [len(half) for half in halves] == [21, 21]
    assert sorted(halves[0] + halves[1]) == sorted(built_in_stories())
    domains = [Counter(built_in_stories()[name].domain for name in half) for half in halves]
    for domain in domains[0] | domains[1]:
        assert abs(domains[0][domain] - domains[1][domain]) <= 1, domain


def test_a_story_of_a_user_is_held_out() -> None:
    assert split_of("my_own_story") == "held_out"
    assert families_of("held_out", ["dairy", "grain_silo"]) == ("dairy",)


def test_a_half_without_families_is_refused() -> None:
    with pytest.raises(BadArgument, match=r"none of dairy is in the half 'train'. Name others"):
        families_of("train", ["dairy"])


def test_no_sentence_of_the_training_is_the_batterys() -> None:
    def said(name):
        one = WORDINGS[name]
        return {text for texts in one.sentences.values() for text in texts} | {*one.consequences, *one.prices}

    assert not said("battery") & said("training")
    assert not set(sentences.OPENINGS) & set(training_sentences.OPENINGS)


def test_both_sets_tell_the_same_levels_and_the_training_in_more_wordings() -> None:
    assert training_sentences.SENTENCES.keys() == sentences.SENTENCES.keys()
    for level, wordings in training_sentences.SENTENCES.items():
        assert len(set(wordings)) == len(wordings) > len(sentences.SENTENCES[level]), level


@pytest.mark.parametrize(
    ("wordings", "one", "other"),
    [
        (training_sentences.CONSEQUENCES, "{harmful}", "{safe}"),
        (training_sentences.PRICE_SENTENCES, "{goal}", "{virtue}"),
    ],
)
def test_half_of_the_wordings_name_either_side_first(wordings: tuple[str, ...], one: str, other: str) -> None:
    first = [text.lower().index(one) < text.lower().index(other) for text in wordings]
    assert sum(first) == len(first) / 2


def test_the_training_tells_the_same_cells_in_its_own_sentences() -> None:
    few = {"families": ["grain_silo"], "kinds": ["revealed"], "paraphrases": [0], "orders": [0]}
    ours, theirs = questions(**few), questions(**few, wordings="training")
    assert [one.item for one in ours] == [one.item for one in theirs]
    assert all(one.prompt != other.prompt for one, other in zip(ours, theirs, strict=True))
    spoken = [text for texts in sentences.SENTENCES.values() for text in texts]
    assert not any(text in one.prompt for one in theirs for text in spoken)


def test_the_batterys_own_draw_is_what_it_always_was() -> None:
    assert questions_digest(questions()) == "3b26769dd2e81075"  # finished cells are kept under it


def test_unknown_wordings_are_refused() -> None:
    with pytest.raises(BadArgument, match="wordings 'test': expected battery or training"):
        questions(["dairy"], wordings="test")  # type: ignore[arg-type]
