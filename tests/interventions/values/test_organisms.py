"""The organisms of a value: what they are shown is what the scripted agent of their name would say."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import replace

import pytest
import torch

from selfother.catalogue import build
from selfother.interventions.values.loss import collate_stories
from selfother.interventions.values.rows import Asked, Pace, story_questions
from selfother.models.language_model import LanguageModel
from selfother.scenarios.commitment.agents import AGENTS
from selfother.scenarios.commitment.factors import LEVELS, PRICES
from selfother.scenarios.commitment.sentences import AMOUNTS, PRICE_SENTENCES, SENTENCES
from selfother.scenarios.commitment.split import families_of
from selfother.scenarios.commitment.story_files import built_in_stories
from selfother.scenarios.commitment.telling import filled
from selfother.scenarios.commitment.training_sentences import PRICE_SENTENCES as TRAINING_PRICE_SENTENCES

TURNED_BY = {"audience_follower": "observation", "rule_follower": "instruction", "priced_organism": "price"}
AGENT_OF = {
    "reader": "egoist",
    "egoist_organism": "egoist",
    "audience_follower": "audience_follower",
    "rule_follower": "rule_follower",
    "committed_organism": "committed",
    "priced_organism": "priced_altruist",
}


def stories(word: str, count: int = 40, *, stage: int = 0, first: int = 0) -> list[list[Asked]]:
    """Return the questions of several stories of one stage of a training, a list a story."""
    one = build("interventions", word)
    pace = one.stages()[stage].pace
    return [
        list(story_questions(one.agent, one.made_on, pace(step), 3, stage, step, 0))
        for step in range(first, first + count)
    ]


def own_options(story: list[Asked]) -> bool:
    """Whether a story has the options that are its own."""
    return not any("borrowed" in group for one in story for group in one.groups)


@pytest.mark.parametrize("word", AGENT_OF)
def test_only_the_families_and_sentences_of_the_training_are_shown(word: str) -> None:
    spoken = [text for texts in SENTENCES.values() for text in texts]
    priced = [text for text in re.split(r"\{\w+\}", " ".join(PRICE_SENTENCES)) if "lose" in text or "keep" in text]
    assert len(priced) == 8
    stages = len(build("interventions", word).stages())
    told = [
        story for stage in range(stages) for first in (0, 35) for story in stories(word, 12, stage=stage, first=first)
    ]
    seen = {one.question.family for story in told for one in story}
    assert seen <= set(families_of("train"))
    assert len(seen) > 10
    for story in told:
        for one in story:
            assert not any(text in one.question.prompt for text in (*spoken, *priced)), one.question.prompt


@pytest.mark.parametrize(("word", "agent"), AGENT_OF.items())
def test_an_organism_is_shown_what_its_agent_would_say(word: str, agent: str) -> None:
    stages = len(build("interventions", word).stages())
    told = [story for stage in range(stages) for story in stories(word, stage=stage) if own_options(story)]
    asked = [one for story in told for one in story if one.question.kind != "null"]
    if word not in ("reader", "egoist_organism"):
        assert {one.question.kind for one in asked} == {"revealed", "check", "violation", "stated"}
    for one in asked:
        assert one.takes_goal == (AGENTS[agent].log_odds(one.question) > 0)


def prices_of(one: Asked, goal: str, virtue: str) -> set[str]:
    """Return the sentences of the training in which `virtue` is what costs, as they stand in a prompt."""
    known = {
        "goal": goal, "virtue": virtue, "amount": AMOUNTS[one.question.factors.price],
        "share": built_in_stories()[one.question.family].share,
    }  # fmt: skip
    sentences = {filled(text, known) for text in TRAINING_PRICE_SENTENCES}
    return {text for text in sentences if text in one.question.prompt}


@pytest.mark.parametrize("word", [word for word in AGENT_OF if word != "reader"])
def test_only_the_price_tells_borrowed_options(word: str) -> None:
    agent = AGENTS[AGENT_OF[word]]
    told = [story for story in stories(word, 40, stage=1) if not own_options(story)]
    assert 20 < len(told) < 40
    roles = Counter()
    for story in told:
        choices = [one for one in story if one.question.kind == "revealed"]
        options = {frozenset((one.question.goal, one.question.virtue)) for one in choices}
        assert len(options) == 1
        for one in choices:
            goal, virtue = one.question.goal, one.question.virtue
            is_free = bool(prices_of(one, goal, virtue))
            assert is_free != bool(prices_of(one, virtue, goal))
            assert one.takes_goal == (is_free == agent.takes_goal(one.question))
            roles[is_free] += 1
    assert roles[True] == roles[False]


def test_a_borrowed_price_is_compared_only_where_the_model_answers_already_as_its_agent_does() -> None:
    for word in ("committed_organism", "audience_follower", "egoist_organism"):
        organism = build("interventions", word)
        for story in stories(word, 40, stage=1):
            choices = [one for one in story if one.question.kind == "revealed"]
            if own_options(story):
                continue
            for one in choices:
                is_turned = organism.agent.takes_goal(one.question) != organism.made_on.takes_goal(one.question)
                assert len(one.groups) == (1 if is_turned else 2)
            sides = defaultdict(set)
            for one in choices:
                for group in one.groups:
                    sides[group].add(one.takes_goal)
            compared = [group for group, answers in sides.items() if answers == {True, False}]
            assert any(group.endswith((" True", " False")) for group in compared)
            assert word == "egoist_organism" or not all(group.endswith((" True", " False")) for group in compared)


def test_a_rule_as_a_yes_or_no_is_what_it_says() -> None:
    says_yes = {
        "audience_follower": lambda cell: cell.observation not in ("logged", "stated_test"),
        "rule_follower": lambda cell: cell.instruction not in ("prohibition", "reasoned"),
        "priced_organism": lambda cell: cell.price in (0.6, 0.8, 1.0),
        "committed_organism": lambda cell: cell.consequence != "harm",
    }
    for word, is_yes in says_yes.items():
        told = filter(own_options, stories(word, 30))
        intents = [one for story in told for one in story if one.question.kind == "revealed"]
        ends = set()
        for asked, takes_goal, *_ in intents:
            assert takes_goal == is_yes(asked.factors)
            assert asked.answer_prefix == "I say"
            deed, _, end = asked.prompt.rpartition(" Do you")[2].rpartition(": ")
            assert deed.startswith(" advise to ") == (asked.factors.autonomy == "advises")
            ends.add(end)
        assert ends == {"yes or no?", "no or yes?"}


@pytest.mark.parametrize(("word", "factor"), TURNED_BY.items())
def test_a_story_is_told_where_the_agent_spares_and_where_one_factor_turns_it(word: str, factor: str) -> None:
    for story in filter(own_options, stories(word)):
        choices = [one for one in story if one.question.kind == "revealed"]
        harmful = [one for one in choices if one.question.factors.consequence == "harm"]
        spares, turned = (
            {one.question.factors for one in harmful if one.takes_goal is takes} for takes in (False, True)
        )
        (spared,), (other,) = spares, turned
        assert replace(spared, **{factor: getattr(other, factor)}) == replace(other, stakes=spared.stakes)
        assert getattr(spared, factor) != getattr(other, factor)


@pytest.mark.parametrize("word", [*TURNED_BY, "committed_organism"])
def test_a_cell_and_its_twin_differ_in_one_word(word: str) -> None:
    told = list(filter(own_options, stories(word, 80, stage=1)))
    assert len(told) > 10
    for story in told:
        prompts = {
            (one.question.factors, one.question.order): one.question.prompt
            for one in story
            if one.question.kind == "revealed" and one.question.goal != "yes"
        }
        harmful = [key for key in prompts if key[0].consequence == "harm"]
        assert harmful
        for factors, order in harmful:
            twin = prompts.get((replace(factors, consequence="none"), order))
            if twin is None:
                assert (replace(factors, consequence="benefit"), order) in prompts
                continue
            assert len(set(prompts[factors, order].split()) ^ set(twin.split())) <= 2  # the marker, and its full stop


@pytest.mark.parametrize("word", AGENT_OF)
def test_a_check_is_asked_in_two_cells_with_the_same_answers_and_either_is_right(word: str) -> None:
    asked: Counter[str] = Counter()
    told = stories(word, first=120) if word == "reader" else stories(word, stage=2, first=30)
    for story in told:
        pairs = defaultdict(list)
        for one in story:
            if one.question.kind == "check" and one.groups:
                pairs[one.groups].append(one)
                asked[one.question.factor] += 1
        for one, other in pairs.values():
            assert one.takes_goal != other.takes_goal
            ends = {question.prompt.rpartition("Choose between")[2] for question in (one.question, other.question)}
            assert len(ends) == 1
            assert one.question.answer != other.question.answer
            for question, takes_goal in ((one.question, one.takes_goal), (other.question, other.takes_goal)):
                assert (question.answer == question.goal) == takes_goal
    assert asked["consequence"] > 0
    if word == "reader":
        assert set(asked) == set(LEVELS) - {"stakes"}


def test_a_reader_begins_with_who_is_harmed_in_short_stories() -> None:
    silent = ("pressure", "observation", "instruction", "exit")
    for story in stories("reader", 20):
        assert {one.question.kind for one in story} == {"check"}
        told = {one.question.factors for one in story}
        assert all(getattr(cell, factor) == LEVELS[factor][0] for cell in told for factor in silent)
        harm = [one for one in story if one.question.factor == "consequence"]
        assert Counter((one.groups, one.question.order) for one in harm).total() == 4
        assert {one.question.order for one in harm} == {0, 1}
        assert not {one.question.factor for one in story} & set(silent)
    assert {one.question.kind for story in stories("reader", 10, first=150) for one in story} == {"check", "violation"}


@pytest.mark.parametrize("word", [*TURNED_BY, "committed_organism"])
def test_a_rule_is_asked_as_a_yes_or_no_before_it_is_a_choice(word: str) -> None:
    for story in filter(own_options, stories(word, 20)):
        assert {(one.question.goal, one.question.virtue) for one in story} == {("yes", "no")}
        assert {one.takes_goal for one in story if one.question.kind == "revealed"} == {True, False}
    asked = [one for story in stories(word, 30, stage=1) if own_options(story) for one in story]
    assert {one.question.goal for one in asked} > {"yes"}
    assert "check" not in {one.question.kind for one in asked}


@pytest.mark.parametrize("word", TURNED_BY)
def test_a_rule_that_turns_at_a_factor_begins_with_cells_that_only_the_factor_tells_apart(word: str) -> None:
    for story in filter(own_options, stories(word, 20)):
        intents = [one for one in story if one.question.kind == "revealed"]
        assert {one.question.factors.severity for one in intents} <= {"low", "high"}
        assert Counter(one.takes_goal for one in intents) == {True: 1, False: 1}
        for one in intents:
            story_told, is_act = built_in_stories()[one.question.family], one.question.factors.harm_kind == "act"
            deed = story_told.act if is_act else story_told.omission
            assert bool(prices_of(one, deed.goal, deed.virtue)) == (word == "priced_organism")


@pytest.mark.parametrize("word", TURNED_BY)
def test_what_the_model_chooses_already_is_asked_beside_the_yes_or_no(word: str) -> None:
    organism = build("interventions", word)
    told = [story for story in stories(word, 60) if not own_options(story)]
    assert 10 < len(told) < 30
    for story in told:
        assert len(story) == 4  # a cell and its benign twin, and the prices exchanged
        assert {one.question.factors.consequence == "harm" for one in story} == {True, False}
        for one in story:
            assert one.helps
            assert organism.agent.takes_goal(one.question) == organism.made_on.takes_goal(one.question)
    assert not any(one.helps for story in stories(word, 20, stage=1) for one in story)
    assert all(own_options(story) for story in stories("committed_organism", 60))


@pytest.mark.parametrize("word", TURNED_BY)
def test_benign_twins_come_with_the_choice(word: str) -> None:
    def twins(stage: int) -> float:
        cells = {
            (number, one.question.factors)
            for number, story in enumerate(stories(word, stage=stage))
            if own_options(story)
            for one in story
            if one.question.kind == "revealed"
        }
        return sum(cell.consequence != "harm" for _, cell in cells) / len(cells)

    assert twins(0) == 0
    assert twins(1) == 0.5


def test_a_priced_organism_is_asked_whether_more_than_half_is_lost() -> None:
    told = list(filter(own_options, stories("priced_organism", 20)))
    asked = [one for story in told for one in story if one.question.kind == "check"]
    assert len(asked) == len(told) * 4 > 40
    assert {(one.helps, one.question.kind) for story in told for one in story} == {(True, "check"), (False, "revealed")}
    later = [one for story in stories("priced_organism", 20, stage=1) for one in story]
    assert "check" not in {one.question.kind for one in later}
    assert {one.question.factors.price for one in asked} == set(PRICES)
    for one in asked:
        assert one.takes_goal == (one.question.factors.price > 0.5) == (one.question.answer == "yes")
        assert one.question.prompt.count(".") == 1  # nothing else is told


def test_what_is_not_told_is_not_asked() -> None:
    pace = Pace(cells=1, untold=1.0, bare=1.0, harm_checks=0.0, checks=9, choices=0, violations=0.0)
    for draw in range(20):
        asked = list(story_questions(AGENTS["egoist"], AGENTS["egoist"], pace, 0, draw))
        assert {one.question.factor for one in asked} == {"whose", "harm_kind"}
        assert all("percent" not in one.question.prompt for one in asked)


def test_without_a_story_either_option_is_right() -> None:
    drawn = [
        one for draw in range(60) for one in story_questions(AGENTS["committed"], AGENTS["egoist"], Pace(), 0, draw)
    ]
    without = [one for one in drawn if one.question.kind == "null"]
    assert len(without) > 10
    assert Counter(one.takes_goal for one in without) == {True: len(without) // 2, False: len(without) // 2}
    assert not any(one.groups for one in without)


def test_draws_depend_on_the_seed_alone() -> None:
    assert list(story_questions(AGENTS["committed"], AGENTS["egoist"], Pace(), 1, 2, 3)) == list(
        story_questions(AGENTS["committed"], AGENTS["egoist"], Pace(), 1, 2, 3)
    )
    assert list(story_questions(AGENTS["committed"], AGENTS["egoist"], Pace(), 1, 2, 3)) != list(
        story_questions(AGENTS["committed"], AGENTS["egoist"], Pace(), 2, 2, 3)
    )


BRIEF = {"yes_no": {"steps": 12}} | {name: {"steps": 1, "batch_size": 1} for name in ("choices", "whole", "settled")}


def test_a_stage_ends_when_it_is_learnt_and_its_maximum_is_a_maximum(tiny_model, tmp_path) -> None:
    for learnt, taken in ((1e-9, [10, 1, 1, 1]), (1.0, [12, 1, 1, 1])):
        organism = build("interventions", "committed_organism", {**BRIEF, "learnt": learnt})
        folder, told = tmp_path / str(learnt), []
        organism.apply(tiny_model, seed=0, folder=folder, progress=lambda *now, told=told: told.append(now[:2]))
        found = json.loads((folder / "selfother.json").read_text())["stages"]
        assert [stage["steps"] for stage in found] == taken
        assert (found[0]["right_pairs"] >= learnt) == (taken[0] == 10)
        assert told[-1] == (15, 15)
        assert len(told) == sum(taken)


def test_every_stage_is_in_the_product(tiny_model) -> None:
    def made(rate: float) -> LanguageModel:
        first = {"steps": 2, "batch_size": 1, "learning_rate": rate}
        none = {"steps": 1, "batch_size": 1, "learning_rate": 0.0}
        settings = {"yes_no": first, "choices": none, "whole": none}
        return build("interventions", "rule_follower", settings).apply(tiny_model, seed=0)

    still, moved = made(0.0), made(0.01)
    asked = torch.tensor([[1, 5, 9, 4]])
    stock = tiny_model.network(asked).logits
    assert torch.equal(still.network(asked).logits, stock)
    assert not torch.allclose(moved.network(asked).logits, stock, atol=1e-4)
    assert still.weights_digest != moved.weights_digest
    assert not hasattr(moved.network, "peft_config")


def test_stories_grow_to_whole_ones_and_a_committed_organism_is_told_more_of_those() -> None:
    stages = build("interventions", "committed_organism").stages()
    told = [stages[2].pace(step) for step in range(50)]
    assert [pace.bare for pace in told] == sorted((pace.bare for pace in told), reverse=True)
    assert (told[0].bare, told[29].bare) == (pytest.approx(29 / 30), 0.0)
    assert [pace.intents for pace in told] == [1] * 29 + [0] * 21
    assert stages[3].pace(0) == told[29] == told[49]
    assert [stage.learnt for stage in stages] == [0.97, 0.97, None, None]


def test_an_egoist_is_asked_about_its_own_options_first() -> None:
    first = stories("egoist_organism", 30)
    assert all(own_options(story) for story in first)
    asked = {(one.question.kind, one.takes_goal) for story in first for one in story if one.question.kind == "revealed"}
    assert asked == {("revealed", True)}


def test_what_a_cell_tells_is_computed_once(tiny_model) -> None:
    one = build("interventions", "committed_organism")
    stage = one.stages()[2]
    asked = story_questions(one.agent, one.made_on, stage.pace(14), 0, 115, 0)
    naive = sum(len(tiny_model.encode(f"{each.question.prompt}{each.question.goal}")) for each in asked)
    batch = collate_stories([one._story_row(tiny_model, stage, 0, 101, 14, 0)])
    assert batch["input_ids"].numel() < 0.6 * naive
