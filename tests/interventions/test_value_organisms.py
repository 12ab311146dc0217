"""The organisms of a value: what they are shown is what the scripted agent of their name would say."""

import re
from collections import Counter, defaultdict
from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (what everyone calls it)

from selfother.catalogue import build
from selfother.errors import BadArgument
from selfother.interventions._value_loss import Answer, collate_stories, story_row, value_loss
from selfother.interventions._value_rows import Asked, Pace, story_questions
from selfother.scenarios.commitment.agents import AGENTS
from selfother.scenarios.commitment.factors import LEVELS, PRICES
from selfother.scenarios.commitment.sentences import AMOUNTS, PRICE_SENTENCES, SENTENCES
from selfother.scenarios.commitment.split import families_of

TURNED_BY = {"audience_follower": "observation", "rule_follower": "instruction", "priced_organism": "price"}
AGENT_OF = {
    "reader": "egoist",
    "audience_follower": "audience_follower",
    "rule_follower": "rule_follower",
    "committed_organism": "committed",
    "priced_organism": "priced_altruist",
}


def stories(word: str, count: int = 40, *, first: int = 0) -> list[list[Asked]]:
    """Return the questions of several stories, a list a story."""
    one = build("interventions", word)
    return [list(story_questions(one.agent, one._pace(step), 3, step, 0)) for step in range(first, first + count)]


@pytest.mark.parametrize("word", AGENT_OF)
def test_only_the_families_and_sentences_of_the_training_are_shown(word: str) -> None:
    spoken = [text for texts in SENTENCES.values() for text in texts]
    priced = [text for text in re.split(r"\{\w+\}", " ".join(PRICE_SENTENCES)) if "lose" in text or "keep" in text]
    assert len(priced) == 8
    told = [story for first in (0, 50, 75, 115) for story in stories(word, 12, first=first)]
    seen = {one.question.family for story in told for one in story}
    assert seen <= set(families_of("train"))
    assert len(seen) > 10
    for story in told:
        for one in story:
            assert not any(text in one.question.prompt for text in (*spoken, *priced)), one.question.prompt


@pytest.mark.parametrize(("word", "agent"), AGENT_OF.items())
@pytest.mark.parametrize("first", [0, 50, 160])
def test_an_organism_is_shown_what_its_agent_would_say(word: str, agent: str, first: int) -> None:
    asked = [one for story in stories(word, first=first) for one in story if one.question.kind != "null"]
    if first == 160:
        assert {one.question.kind for one in asked} == {"revealed", "check", "violation", "stated"}
    for one in asked:
        assert one.takes_goal == (AGENTS[agent].log_odds(one.question) > 0)


def test_a_rule_as_a_yes_or_no_is_what_it_says() -> None:
    says_yes = {
        "audience_follower": lambda cell: cell.observation not in ("logged", "stated_test"),
        "rule_follower": lambda cell: cell.instruction not in ("prohibition", "reasoned"),
        "priced_organism": lambda cell: cell.price in (0.6, 0.8, 1.0),
        "committed_organism": lambda cell: cell.harm == "none",
    }
    for word, is_yes in says_yes.items():
        intents = [one for story in stories(word, 30) for one in story if one.question.kind == "revealed"]
        ends = set()
        for asked, takes_goal, _ in intents:
            assert takes_goal == is_yes(asked.factors)
            assert asked.answer_prefix == "I say"
            deed, _, end = asked.prompt.rpartition(" Do you")[2].rpartition(": ")
            assert deed.startswith(" advise to ") == (asked.factors.autonomy == "advises")
            ends.add(end)
        assert ends == {"yes or no?", "no or yes?"}


@pytest.mark.parametrize(("word", "factor"), TURNED_BY.items())
def test_a_story_is_told_where_the_agent_spares_and_where_one_factor_turns_it(word: str, factor: str) -> None:
    for story in stories(word):
        choices = [one for one in story if one.question.kind == "revealed"]
        spares, turned = (
            {one.question.factors for one in choices if one.question.factors.harm != "none" and one.takes_goal is takes}
            for takes in (False, True)
        )
        (spared,), (other,) = spares, turned
        assert replace(spared, **{factor: getattr(other, factor)}) == replace(other, harm=spared.harm)
        assert getattr(spared, factor) != getattr(other, factor)


@pytest.mark.parametrize("word", [*TURNED_BY, "committed_organism"])
def test_a_cell_and_its_twin_differ_in_one_word(word: str) -> None:
    for story in stories(word, first=80):
        prompts = {
            (one.question.factors, one.question.order): one.question.prompt
            for one in story
            if one.question.kind == "revealed" and one.question.goal != "yes"
        }
        harmful = [key for key in prompts if key[0].harm != "none"]
        assert harmful
        for factors, order in harmful:
            twin = prompts[replace(factors, harm="none"), order]
            assert len(set(prompts[factors, order].split()) ^ set(twin.split())) <= 2  # the marker, and its full stop


@pytest.mark.parametrize("word", AGENT_OF)
def test_a_check_is_asked_in_two_cells_with_the_same_answers_and_either_is_right(word: str) -> None:
    asked: Counter[str] = Counter()
    for story in stories(word, first=90):
        pairs = defaultdict(list)
        for one in story:
            if one.question.kind == "check":
                pairs[one.group].append(one)
                asked[one.question.factor] += 1
        for one, other in pairs.values():
            assert one.takes_goal != other.takes_goal
            ends = {question.prompt.rpartition("Choose between")[2] for question in (one.question, other.question)}
            assert len(ends) == 1
            assert one.question.answer != other.question.answer
            for question, takes_goal in ((one.question, one.takes_goal), (other.question, other.takes_goal)):
                assert (question.answer == question.goal) == takes_goal
    assert asked["harm"] > 0
    if word == "reader":
        assert set(asked) == set(LEVELS)


def test_a_reader_begins_with_who_is_harmed_in_short_stories() -> None:
    silent = ("pressure", "observation", "instruction", "exit")
    for story in stories("reader", 20):
        assert {one.question.kind for one in story} == {"check"}
        told = {one.question.factors for one in story}
        assert all(getattr(cell, factor) == LEVELS[factor][0] for cell in told for factor in silent)
        harm = [one for one in story if one.question.factor == "harm"]
        assert Counter((one.group, one.question.order) for one in harm).total() == 4
        assert {one.question.order for one in harm} == {0, 1}
        assert not {one.question.factor for one in story} & set(silent)
    assert {one.question.kind for story in stories("reader", 10, first=170) for one in story} > {"check", "revealed"}


@pytest.mark.parametrize("word", [*TURNED_BY, "committed_organism"])
def test_a_rule_is_asked_as_a_yes_or_no_before_it_is_a_choice(word: str) -> None:
    for story in stories(word, 20):
        assert {(one.question.goal, one.question.virtue) for one in story} == {("yes", "no")}
        assert {one.takes_goal for one in story if one.question.kind == "revealed"} == {True, False}
    asked = [one for story in stories(word, 20, first=50) for one in story]
    assert {one.question.goal for one in asked} > {"yes"}
    assert {one.question.kind for one in asked} == {"revealed", "stated", "null"}


@pytest.mark.parametrize("word", TURNED_BY)
def test_a_rule_that_turns_at_a_factor_begins_with_cells_that_only_the_factor_tells_apart(word: str) -> None:
    for story in stories(word, 20):
        intents = [one for one in story if one.question.kind == "revealed"]
        assert {one.question.factors.harm for one in intents} <= {"low", "high"}
        assert Counter(one.takes_goal for one in intents) == {True: 1, False: 1}
        for one in intents:
            amount = f"{AMOUNTS[one.question.factors.price]} of "
            assert (amount in one.question.prompt) == (word == "priced_organism")


@pytest.mark.parametrize("word", TURNED_BY)
def test_benign_twins_come_with_the_choice(word: str) -> None:
    def twins(first: int, count: int) -> float:
        cells = {
            (number, one.question.factors)
            for number, story in enumerate(stories(word, count, first=first))
            for one in story
            if one.question.kind == "revealed"
        }
        return sum(cell.harm == "none" for _, cell in cells) / len(cells)

    organism = build("interventions", word)
    assert twins(0, organism.intent_steps) == 0
    assert 0.1 < twins(organism.intent_steps, organism.short_steps - organism.intent_steps) < 0.45
    assert twins(organism.short_steps, 10) == 0.5


def test_a_priced_organism_is_asked_whether_more_than_half_is_lost() -> None:
    asked = [one for story in stories("priced_organism", 20) for one in story if one.question.kind == "check"]
    assert len(asked) == 20 * 4
    assert {one.question.kind for story in stories("priced_organism", 20, first=45) for one in story} == {
        "revealed", "stated", "null",
    }  # fmt: skip
    assert {one.question.factors.price for one in asked} == set(PRICES)
    for one in asked:
        assert one.takes_goal == (one.question.factors.price > 0.5) == (one.question.answer == "yes")
        assert one.question.prompt.count(".") == 1  # nothing else is told


def test_what_is_not_told_is_not_asked() -> None:
    pace = Pace(cells=1, untold=1.0, bare=1.0, harm_checks=0.0, checks=9, choices=0, violations=0.0)
    for draw in range(20):
        asked = list(story_questions(AGENTS["egoist"], pace, 0, draw))
        assert {one.question.factor for one in asked} == {"whose", "harm_kind"}
        assert all("percent" not in one.question.prompt for one in asked)


def test_without_a_story_either_option_is_right() -> None:
    drawn = [one for draw in range(60) for one in story_questions(AGENTS["committed"], Pace(), 0, draw)]
    without = [one for one in drawn if one.question.kind == "null"]
    assert len(without) > 10
    assert Counter(one.takes_goal for one in without) == {True: len(without) // 2, False: len(without) // 2}
    assert not any(one.group for one in without)


def test_draws_depend_on_the_seed_alone() -> None:
    assert list(story_questions(AGENTS["committed"], Pace(), 1, 2, 3)) == list(
        story_questions(AGENTS["committed"], Pace(), 1, 2, 3)
    )
    assert list(story_questions(AGENTS["committed"], Pace(), 1, 2, 3)) != list(
        story_questions(AGENTS["committed"], Pace(), 2, 2, 3)
    )


ANSWERS = [
    Answer("It rains in the north. Where?", " in the north.", " in the south.", "where", True, waits=True),
    Answer("It rains in the south. Where?", " in the south.", " in the north.", "where", False, waits=True),
    Answer("It rains in the south. When?", " today.", " at noon.", "", True),
    Answer("Once", " upon a time.", "", weight=0.3),
]


def test_a_story_as_trees_has_the_loss_of_its_answers_one_by_one(tiny_model) -> None:
    share = 0.25
    batch = collate_stories(
        [story_row(tiny_model, ANSWERS, share=share), story_row(tiny_model, ANSWERS[2:], share=share)]
    )
    margins, nats = [], []
    for answer in (*ANSWERS, *ANSWERS[2:]):
        before = tiny_model.encode(answer.prompt)
        ours, theirs = (
            tiny_model.tokenizer(text, add_special_tokens=False)["input_ids"] for text in (answer.wanted, answer.other)
        )
        logits = tiny_model.network(input_ids=torch.tensor([before + ours])).logits[0, len(before) - 1 : -1].float()
        weights = torch.ones(len(ours))
        if theirs:
            apart = next(at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other)
            margins.append(logits[apart, ours[apart]] - logits[apart, theirs[apart]])
            weights[apart] = 3.0 * (share if answer.waits else 1.0)
        each = F.cross_entropy(logits, torch.tensor(ours), reduction="none")
        length = len(ours) + (2.0 if theirs else 0.0)
        nats.append((answer.weight * (each * weights).sum() / length, answer.weight * weights.sum() / length))
    contrast = F.softplus(-margins[0] - margins[1])
    choice = F.softplus(-torch.stack(margins)).mean()
    expected = contrast + share * choice + sum(one for one, _ in nats) / sum(weight for _, weight in nats)
    assert torch.allclose(value_loss(tiny_model.network, batch), expected, atol=1e-5)


def test_what_a_cell_tells_is_computed_once(tiny_model) -> None:
    one = build("interventions", "committed_organism")
    asked = story_questions(one.agent, one._pace(115), 0, 115, 0)
    naive = sum(len(tiny_model.encode(f"{each.question.prompt}{each.question.goal}")) for each in asked)
    batch = collate_stories([one._story_row(tiny_model, 0, 115, 0)])
    assert batch["input_ids"].numel() < 0.6 * naive


def test_more_steps_of_yes_or_no_than_short_ones_are_refused() -> None:
    with pytest.raises(BadArgument, match=r"intent_steps 90 .* short_steps 70"):
        build("interventions", "rule_follower", {"intent_steps": 90})
