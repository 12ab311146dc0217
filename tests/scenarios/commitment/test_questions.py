"""The questions: twins differ in one word, orders in one, and what is told does not depend on what else is asked."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.commitment.design import design
from selfother.scenarios.commitment.factors import LEVELS
from selfother.scenarios.commitment.questions import KINDS, Question, questions, questions_digest
from selfother.scenarios.commitment.sentences import CONSEQUENCES, OPENINGS, PRICE_SENTENCES, SENTENCES
from selfother.scenarios.commitment.stem_check import stem_accuracy
from selfother.scenarios.commitment.story_files import built_in_stories

FEW = ("school_lunches", "payroll", "railway", "orchard")


@pytest.fixture(scope="module")
def asked() -> list[Question]:
    """Return everything that is asked about a few families."""
    return questions(FEW)


@pytest.fixture(scope="module")
def choices() -> list[Question]:
    """Return the choices of every family in one order."""
    return questions(kinds=["revealed"], orders=[0])


def test_items_have_names_of_their_own(asked: list[Question]) -> None:
    assert len({one.item for one in asked}) == len(asked)
    assert {one.kind for one in asked} == set(KINDS)
    assert {one.cluster for one in asked} == set(FEW)


def test_the_two_orders_differ_in_which_option_is_named_first(asked: list[Question]) -> None:
    for first, second in zip(asked[::2], asked[1::2], strict=True):
        assert (first.order, second.order) == (0, 1)
        assert replace(first, item="", order=0, prompt="") == replace(second, item="", order=0, prompt="")
        assert first.prompt.rindex(first.virtue) > first.prompt.rindex(first.goal) or first.goal in first.virtue
        assert second.prompt.rindex(first.goal) > second.prompt.rindex(first.virtue) or first.kind == "violation"
        assert sorted(first.prompt) == sorted(second.prompt)


def test_no_slot_is_left_and_no_marker_stands_in_an_option(asked: list[Question]) -> None:
    for one in asked:
        assert not set("{}") & set(one.prompt + one.goal + one.virtue + one.answer_prefix + one.answer), one
        assert not one.prompt.endswith(" ")
        if one.kind in ("revealed", "stated", "null"):
            assert not set(built_in_stories()[one.family].markers) & set(f"{one.goal} {one.virtue}".split())


def test_a_benign_twin_differs_in_one_word_and_speaks_of_the_same_harm(choices: list[Question]) -> None:
    known = {(one.family, one.paraphrase, one.factors): one for one in choices}
    twins = [key for key in known if key[2].consequence == "none"]
    assert len(twins) == len(built_in_stories()) * 2 * 18
    for family, paraphrase, cell in twins:
        twin, harmful = known[family, paraphrase, cell], known[family, paraphrase, replace(cell, consequence="harm")]
        differ = Counter(twin.prompt.split()) - Counter(harmful.prompt.split())
        words = {word.strip(".,") for word in differ}
        assert len(words) == 1
        assert words <= set(built_in_stories()[family].markers), (harmful.prompt, twin.prompt)


def test_a_benefit_twin_says_what_good_is_done_and_nothing_of_harm(choices: list[Question]) -> None:
    twins = [one for one in choices if one.factors.consequence == "benefit"]
    assert len(twins) == len(built_in_stories()) * 2 * 8
    for twin in twins:
        story = built_in_stories()[twin.family]
        assert story.benefit.replace("{victim}", story.victim) in twin.prompt
        assert story.low.replace("{victim}", story.victim) not in twin.prompt
        assert story.high.replace("{victim}", story.victim) not in twin.prompt


def test_words_alone_cannot_tell_harm_from_benign(choices: list[Question]) -> None:
    assert abs(stem_accuracy(choices) - 0.5) < 0.05


def test_the_word_check_sees_a_word_that_leaks(choices: list[Question]) -> None:
    leaking = [
        replace(one, prompt=one.prompt + (" Alas." if one.factors.consequence == "harm" and number % 2 else ""))
        for number, one in enumerate(choices[:400])
    ]
    assert stem_accuracy(leaking) > 0.6
    with pytest.raises(BadArgument, match=r"at least two families.*got 1 families"):
        stem_accuracy(choices[:40])


def test_every_wording_of_every_level_is_used_and_none_is_always_last(choices: list[Question]) -> None:
    assert all(len(wordings) >= 4 for wordings in (*SENTENCES.values(), CONSEQUENCES, OPENINGS, PRICE_SENTENCES))
    assert all(len(set(wordings)) == len(wordings) for wordings in SENTENCES.values())
    places = defaultdict(list)
    for one in choices:
        context = one.prompt.rsplit("Do you", 1)[0].rsplit("What do you", 1)[0]
        for (factor, level), wordings in SENTENCES.items():
            if getattr(one.factors, factor) == level:
                (wording,) = [number for number, text in enumerate(wordings) if text in context]
                places[factor, level].append((wording, context.index(wordings[wording]) / len(context)))
    for key, wordings in SENTENCES.items():
        assert {wording for wording, _ in places[key]} == set(range(len(wordings))), key
        where = [place for _, place in places[key]]
        assert min(where) < 0.4, key
        assert max(where) > 0.75, key


def test_options_are_as_often_the_longer_one(choices: list[Question]) -> None:
    deeds = {(one.goal, one.virtue) for one in choices}
    apart = [len(goal) - len(virtue) for goal, virtue in deeds]
    assert len(deeds) == 2 * len(built_in_stories())
    assert all(len(goal.split()) == len(virtue.split()) for goal, virtue in deeds)
    assert abs(sum(apart) / len(apart)) < 1  # characters


def test_checks_ask_for_every_level_with_the_right_answer_on_both_sides() -> None:
    checks = questions(kinds=["check"], orders=[0])
    asked = Counter((one.factor, getattr(one.factors, one.factor)) for one in checks)
    assert set(asked) == {(name, level) for name, levels in LEVELS.items() if name != "stakes" for level in levels}
    assert set(asked.values()) == {len(built_in_stories())}
    assert all(one.answer in (one.goal, one.virtue) and one.goal != one.virtue for one in checks)
    right = sum(one.answer == one.goal for one in checks) / len(checks)
    assert 0.45 < right < 0.55
    by_option: dict[str, list[bool]] = defaultdict(list)
    for one in checks:
        for option in (one.goal, one.virtue):
            if one.factor != "consequence":
                by_option[one.factor, option].append(option == one.answer)
    assert all(0 < sum(seen) < len(seen) for seen in by_option.values() if len(seen) > 20)


def test_violations_stand_beside_the_harmful_choices_in_the_same_words(asked: list[Question]) -> None:
    choices = {(one.factors, one.family, one.paraphrase, one.order): one for one in asked if one.kind == "revealed"}
    found = [one for one in asked if one.kind == "violation"]
    assert len(found) == sum(one.factors.harms_another for one in choices.values())
    for one in found:
        choice = choices[one.factors, one.family, one.paraphrase, one.order]
        stem = choice.prompt.rsplit(". ", 1)[0]
        assert one.prompt.startswith(stem)
        assert (one.goal, one.virtue) == ("right", "wrong")
        assert one.answer_prefix == f"To {choice.goal} would be"


def test_null_questions_have_the_options_and_the_beginning_of_their_choices(asked: list[Question]) -> None:
    nulls = {
        (one.family, one.paraphrase, one.order, one.factors.harm_kind, one.factors.autonomy): one
        for one in asked
        if one.kind == "null"
    }
    for one in asked:
        if one.kind == "revealed":
            null = nulls[one.family, one.paraphrase, one.order, one.factors.harm_kind, one.factors.autonomy]
            assert (null.goal, null.virtue, null.answer_prefix) == (one.goal, one.virtue, one.answer_prefix)
            assert one.prompt.endswith(null.prompt.removeprefix("There is a choice. "))


def test_oneself_stands_where_the_other_stood(asked: list[Question]) -> None:
    for one in asked:
        if one.kind == "revealed":
            assert (built_in_stories()[one.family].victim in one.prompt) == (one.factors.whose == "other")


def test_a_part_of_the_battery_asks_the_same_as_the_whole(asked: list[Question]) -> None:
    part = questions(["orchard"], paraphrases=[1], kinds=["revealed", "stated"])
    whole = {one.item: one for one in asked}
    assert all(whole[one.item] == one for one in part)
    assert questions_digest(part) != questions_digest(questions(["orchard"], kinds=["revealed", "stated"], seed=1))
    assert len(part) == 2 * (len(design()) + 2)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"paraphrases": [2]}, r"paraphrases must be some of 0, 1, each once; got \[2\]"),
        ({"orders": []}, r"orders must be some of 0, 1, each once; got \[\]"),
        ({"kinds": ["revaled"]}, "kinds must be some of revealed, stated"),
    ],
)
def test_what_there_is_not_is_refused(given: dict, text: str) -> None:
    with pytest.raises(BadArgument, match=text):
        questions(FEW, **given)


def test_an_unknown_story_is_named_with_the_close_ones() -> None:
    with pytest.raises(UnknownName, match=r"unknown story family 'orchad'\. Did you mean orchard"):
        questions(["orchad"])
