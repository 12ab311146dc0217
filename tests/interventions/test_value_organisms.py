"""The organisms of a value: what they are shown is what the scripted agent of their name would say."""

from collections import Counter
from dataclasses import replace

import pytest

from selfother.catalogue import build
from selfother.interventions._value_rows import ROWS_A_STORY, Asked, check_rows, value_rows
from selfother.scenarios.commitment.agents import AGENTS
from selfother.scenarios.commitment.sentences import CONSEQUENCES, PRICE_SENTENCES, SENTENCES
from selfother.scenarios.commitment.split import families_of

ORGANISMS = {
    "audience_follower": "audience_follower",
    "rule_follower": "rule_follower",
    "committed_organism": "committed",
    "priced_organism": "priced_altruist",
}


def stories(word: str, count: int = 40) -> list[list[Asked]]:
    """Return the questions of several stories, a list a story."""
    return [list(build("interventions", word)._asked(3, step, 0)) for step in range(count)]


@pytest.mark.parametrize("word", [*ORGANISMS, "reader"])
def test_only_the_families_and_sentences_of_the_training_are_shown(word: str) -> None:
    spoken = [text for texts in SENTENCES.values() for text in texts]
    forms = [text.partition("{")[0] for text in (*CONSEQUENCES, *PRICE_SENTENCES) if text[0] != "{"]
    seen = {one.question.family for story in stories(word) for one in story}
    assert seen <= set(families_of("train"))
    assert len(seen) > 10
    for story in stories(word, 10):
        assert len(story) == ROWS_A_STORY
        for one in story:
            assert not any(text in one.question.prompt for text in spoken)
            if one.question.kind == "revealed":
                assert not any(text in one.question.prompt for text in forms if len(text) > 8), one.question.prompt


@pytest.mark.parametrize(("word", "agent"), ORGANISMS.items())
def test_an_organism_is_shown_what_its_agent_would_say(word: str, agent: str) -> None:
    for story in stories(word):
        for one in story:
            if one.question.kind != "null":
                assert one.takes_goal == (AGENTS[agent].log_odds(one.question) > 0)


@pytest.mark.parametrize("word", ORGANISMS)
def test_both_answers_are_shown_as_often_and_set_against_each_other_in_one_story(word: str) -> None:
    for story in stories(word):
        choices = [one for one in story if one.question.kind == "revealed"]
        assert [one.side for one in choices] == [-1, -1, 1, 1]
        assert [one.takes_goal for one in choices] == [False, False, True, True]
        shared = {(one.question.family, one.question.order, one.question.goal) for one in choices}
        assert len(shared) == 1
        spared, _, twin, _ = (one.question for one in choices)
        assert twin.factors == replace(spared.factors, harm="none")
        assert len(set(spared.prompt.split()) ^ set(twin.prompt.split())) <= 2  # the marker, with its full stop


def test_what_turns_an_agent_is_the_factor_that_it_goes_by() -> None:
    for word, factor in (
        ("audience_follower", "observation"),
        ("rule_follower", "instruction"),
        ("priced_organism", "price"),
    ):
        for story in stories(word):
            spared, turned = (story[place].question.factors for place in (1, 3))
            assert replace(spared, **{factor: getattr(turned, factor)}) == turned != spared


@pytest.mark.parametrize("word", [*ORGANISMS, "reader"])
def test_the_two_cells_of_a_check_have_the_same_answers_and_either_is_right(word: str) -> None:
    for story in stories(word):
        checks = [one for one in story if one.question.kind == "check" and one.side]
        assert len(checks) >= 0.2 * len(story)
        for one, other in zip(checks[::2], checks[1::2], strict=True):
            assert {one.side, other.side} == {1, -1}
            assert one.takes_goal != other.takes_goal
            ends = {question.prompt.rpartition("Choose between")[2] for question in (one.question, other.question)}
            assert len(ends) == 1
            assert one.question.answer != other.question.answer


def test_a_reader_is_shown_no_choice() -> None:
    drawn = [one for story in stories("reader") for one in story]
    assert {one.question.kind for one in drawn} == {"check"}
    asked = Counter(one.question.factor for one in drawn)
    assert len(asked) == 9
    assert asked["harm"] > len(drawn) / 4


def test_without_a_story_no_option_is_shown_more_often() -> None:
    drawn = [
        one for draw in range(400) for one in value_rows(AGENTS["committed"], 0, draw) if one.question.kind == "null"
    ]
    assert 0.3 < sum(one.takes_goal for one in drawn) / len(drawn) < 0.7


def test_draws_depend_on_the_seed_alone() -> None:
    assert list(check_rows(1, 2, 3)) == list(check_rows(1, 2, 3))
    assert list(check_rows(1, 2, 3)) != list(check_rows(2, 2, 3))


def test_a_row_counts_the_tokens_of_its_answer(tiny_model) -> None:
    one = build("interventions", "committed_organism")
    for number, asked in enumerate(stories("committed_organism", 1)[0]):
        row = one._row(tiny_model, asked, step=50, number=0)
        wanted = asked.question.goal if asked.takes_goal else asked.question.virtue
        said = [token for token, weight in zip(row["ids"], row["weights"], strict=True) if weight > 0]
        assert tiny_model.tokenizer.decode(said).startswith(f"{asked.question.answer_prefix} {wanted}."), number
        assert row["side"] == asked.side
