"""Situations: mirrored, disjoint between splits, and different in nothing but the addressee."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.located_object import ADDRESSEES, items_digest, situations
from selfother.scenarios.neutral_text import CHAT_QUESTIONS, PASSAGES, SHAM_SENTENCES, TUNING_SENTENCES
from selfother.scenarios.vocabulary import VOCABULARY

families = st.sampled_from(sorted(FAMILIES))


@given(family=families, pairs=st.integers(1, 20), seed=st.integers(0, 99))
def test_every_situation_comes_in_both_orders(family: str, pairs: int, seed: int) -> None:
    drawn = situations(family, count=2 * pairs, seed=seed)
    for first, mirror in zip(drawn[::2], drawn[1::2], strict=True):
        assert first.cluster == mirror.cluster
        assert (first.object_first, mirror.object_first) == (True, False)
        assert sorted(first.context.split()) == sorted(mirror.context.split())
        assert first.context != mirror.context
    assert len({one.item for one in drawn}) == len(drawn)


@given(family=families, seed=st.integers(0, 99))
def test_first_named_and_second_named_place_are_true_equally_often(family: str, seed: int) -> None:
    drawn = situations(family, count=20, seed=seed)
    first_is_true = [one.context.index(one.place) < one.context.index(one.empty) for one in drawn]
    assert sum(first_is_true) == 10


@given(family=families, seed=st.integers(0, 99))
def test_addressees_differ_in_nothing_else(family: str, seed: int) -> None:
    one = situations(family, count=2, seed=seed)[0]
    rival, friend, own = (one.prompt(who) for who in ("rival", "friend", "self"))
    assert rival.replace(one.rival, "X") == friend.replace(one.friend, "X")
    assert "yourself" in own
    assert "yourself" not in rival
    assert one.prompt("other") == rival.replace(one.name, one.other_name)
    assert rival.endswith("?")


@pytest.mark.parametrize("who", ADDRESSEES)
def test_the_true_answer_is_where_the_object_is_except_for_a_mistaken_person(who) -> None:
    one = situations("burglary", count=2)[0]
    expected = one.empty if who == "perspective" else one.place
    assert one.truth(who) == expected
    assert {one.truth(who), one.untruth(who)} == {one.place, one.empty}


def test_splits_share_no_word() -> None:
    for field in ("places", "objects", "fillers", "names"):
        seen = [word for words in VOCABULARY.values() for word in getattr(words, field)]
        assert len(seen) == len(set(seen)), field


def test_the_escape_room_shares_no_role_with_any_other_family() -> None:
    held_out, others = FAMILIES["escape_room"], [one for name, one in FAMILIES.items() if name != "escape_room"]
    roles = {word for one in others for word in (*one.rivals, *one.friends)}
    assert roles.isdisjoint({*held_out.rivals, *held_out.friends})


def test_neutral_texts_share_no_sentence() -> None:
    texts = [*TUNING_SENTENCES, *SHAM_SENTENCES, *PASSAGES, *CHAT_QUESTIONS]
    assert len(texts) == len(set(texts))


def test_the_digest_sees_order_addressee_and_words() -> None:
    drawn = situations("burglary", count=4)
    asked = [(one, "rival") for one in drawn]
    others = [
        [(one, "friend") for one in drawn],
        asked[::-1],
        [(one, "rival") for one in situations("burglary", count=4, seed=1)],
    ]
    assert items_digest(asked) == items_digest(list(asked))
    assert len({items_digest(asked), *map(items_digest, others)}) == 4


def test_a_draw_does_not_depend_on_how_many_follow() -> None:
    assert situations("spy_mission", count=4) == situations("spy_mission", count=40)[:4]


def test_bad_input_is_one_sentence() -> None:
    with pytest.raises(UnknownName, match=r"unknown scenario family 'burglery'.*burglary"):
        situations("burglery", count=2)
    with pytest.raises(BadArgument, match="even number"):
        situations("burglary", count=3)
