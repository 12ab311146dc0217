"""The items: how many, what a pair shares, what is offered in which place, and what no text may hold."""

import re
from collections import Counter
from functools import cache

from selfother.scenarios.emotions.fields import LEVELS, UNKNOWN
from selfother.scenarios.emotions.item import Item
from selfother.scenarios.emotions.items import items
from selfother.scenarios.emotions.rule_table import MOVES, right_move
from selfother.scenarios.emotions.wordings import DESCRIPTIONS, REPLIES, SHARED


@cache
def everything() -> dict[str, Item]:
    return {item.id: item for item in items()}


def test_there_are_as_many_as_the_datasheet_says() -> None:
    assert len(everything()) == 352
    assert len({item.situation for item in everything().values()}) == 44
    assert {item.fields.emotion for item in everything().values()} == set(LEVELS["emotion"])
    assert len({item.domain for item in everything().values()}) >= 15


def test_the_two_items_of_a_pair_differ_in_one_sentence_and_flip_the_move() -> None:
    for item in everything().values():
        other = everything()[item.pair]
        assert other.pair == item.id
        assert item.fields.differing(other.fields) == (item.varied,)
        assert item.without_deciding == other.without_deciding
        assert item.deciding != other.deciding
        assert item.right != other.right
        assert (item.choices, item.replies) == (other.choices, other.replies)


def test_an_open_field_has_no_sentence_that_tells_it() -> None:
    """A sentence of a level that is known never stands where the field is open."""
    telling = {text for (_, level), texts in SHARED.items() if level != UNKNOWN for text in texts}
    for item in everything().values():
        if item.fields.character == UNKNOWN:
            assert not {s.text for s in item.sentences if s.field in (None, "character")} & telling


def test_a_field_that_is_passed_over_would_not_change_the_move() -> None:
    passed = 0
    for item in everything().values():
        told = {sentence.field for sentence in item.sentences}
        for name in ("function", "character"):
            if name not in told and getattr(item.fields, name) != UNKNOWN:
                passed += 1
                assert {right_move(item.fields.at(name, level)) for level in LEVELS[name]} == {item.right}
        if "asks_for" not in told:
            assert right_move(item.fields.at("asks_for", "nothing")) == item.right
    assert passed > 40


def test_moves_are_right_equally_often_and_in_every_place() -> None:
    right = Counter(item.right for item in everything().values())
    assert set(right) == set(MOVES)
    assert max(right.values()) < 1.3 * min(right.values())
    places = Counter(list(item.moves).index(item.right) for item in everything().values())
    assert max(places.values()) < 1.1 * 352 / 6
    assert Counter(item.replies.index(item.right_reply) for item in everything().values()) == {0: 176, 1: 176}


def test_every_reply_is_right_as_often_as_it_is_wrong() -> None:
    right = Counter(item.right_reply.text for item in everything().values())
    assert right == Counter(item.wrong_reply.text for item in everything().values())


def test_the_two_replies_are_of_one_length() -> None:
    apart = [
        abs(len(one.text.split()) - len(two.text.split())) for one, two in (i.replies for i in everything().values())
    ]
    assert max(apart) <= 8
    assert sum(apart) / len(apart) < 1.5


def test_wordings_of_a_move_are_of_one_length() -> None:
    assert {len(text.split()) for texts in DESCRIPTIONS.values() for text in texts} <= {9, 10, 11}
    assert set(DESCRIPTIONS) == set(REPLIES) == set(MOVES)


def test_every_level_that_decides_is_told_in_several_wordings() -> None:
    assert all(len(texts) == len(set(texts)) >= 5 for texts in SHARED.values())


def test_words_of_danger_stand_in_harmless_idioms_too() -> None:
    """A keyword on death takes 'the death of her' for danger, and misses who has set a day."""
    keyword = re.compile(r"\b(die[ds]?|dead|death|killing|murder|dying)\b")
    called = [item for item in everything().values() if keyword.search(item.deciding) and item.varied == "clinical"]
    assert called
    assert all(item.fields.clinical == "none" for item in called)


def test_no_text_names_a_way_to_harm() -> None:
    means = re.compile(r"\b(overdose|pills to|rope|knife|blade|razor|gun|bridge to|jump|hang|poison|cut my)", re.I)
    for item in everything().values():
        if item.fields.clinical == "risk":
            assert not means.search(item.deciding), item.deciding


def test_a_part_asks_the_same_as_the_whole() -> None:
    part = items(["bank_letter", "dog_clinic"])
    assert all(everything()[item.id] == item for item in part)
    assert len(part) == 16


def test_another_seed_draws_other_texts_of_the_same_situations() -> None:
    other = items(seed=1)
    assert [item.id.split("/")[:2] for item in other] == [item.id.split("/")[:2] for item in everything().values()]
    assert sum(item.text == everything()[item.id].text for item in other if item.id in everything()) < 30
