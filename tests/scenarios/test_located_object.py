"""Situations: mirrored, disjoint between splits, and different in nothing but the addressee."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.addressees import ORDERS, ROLES, SELVES
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.family_checks import check_family
from selfother.scenarios.located_object import ADDRESSEES, items_digest, situations
from selfother.scenarios.neutral_text import CHAT_QUESTIONS, PASSAGES, SHAM_SENTENCES, TUNING_SENTENCES
from selfother.scenarios.vocabulary import VOCABULARY

# Results are kept by a hash that holds these: a draw that changes makes every finished study run again.
DRAWN = {
    "burglary": ("c8f181fa50bfe27e", "2fff97286c17840c", "9bf56c0b632068f3"),
    "treasure_hunt": ("858aa4efad32a89e", "11acdab1d78e4cf6", "66772365e1f0b077"),
    "spy_mission": ("6e81cacabf3eae3f", "e76e960ddb2beceb", "c8cbdf48f67d9706"),
    "board_game": ("916602c816fc2b23", "430252c51942cafd", "3352a6caf672e6a8"),
    "race": ("ebdb2f3638c00e39", "be249ed5170710d3", "d103b42381641944"),
    "castle": ("0966dd26bad93158", "2f5b7244d87b0e50", "b7c2d685ba3a4923"),
    "school": ("f168cf44d0446a61", "8d9da3ba2a4ed599", "0092243a005449d5"),
    "escape_room": ("50cb19c138185d55", "804c442a9697e6b1", "76b1d6964311b455"),
}
"""Family -> digest of 24 items of the seeds 0, 1 and 7, asked by everybody, for train, tune and test."""

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


@pytest.mark.parametrize("field", ["places", "objects", "fillers", "names"])
def test_splits_share_no_word_in_any_families(field: str) -> None:
    seen = {
        split: {word for one in FAMILIES.values() for word in getattr(one.words[split], field)} for split in VOCABULARY
    }
    for one, other in combinations(seen, 2):
        assert seen[one] & seen[other] == set(), (field, one, other)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_built_in_family_is_sound_and_has_two_hundred_items(family: str) -> None:
    check_family(FAMILIES[family], family)
    assert len(situations(family, count=200)) == 200


@pytest.mark.parametrize("family", FAMILIES)
def test_a_prompt_and_its_mirror_say_the_same_sentences_for_every_addressee(family: str) -> None:
    for first, mirror in zip(*[iter(situations(family, count=20))] * 2, strict=True):
        for who in ADDRESSEES:
            assert first.prompt(who) != mirror.prompt(who)
            assert sorted(first.prompt(who).split()) == sorted(mirror.prompt(who).split())
            assert "{" not in first.prompt(who) + first.answer_prefix


def test_the_published_burglary_comes_with_every_crossing_of_its_three_changes() -> None:
    variants = {name: one for name, one in FAMILIES.items() if name.startswith("burglary_published")}
    assert len(variants) == 8
    assert len({(one.templates, one.rivals, one.words["test"].names) for one in variants.values()}) == 8


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


@pytest.mark.parametrize("family", DRAWN)
def test_the_draws_of_the_first_families_never_change(family: str) -> None:
    for split, digest in zip(VOCABULARY, DRAWN[family], strict=True):
        drawn = [one for seed in (0, 1, 7) for one in situations(family, count=24, split=split, seed=seed)]
        assert items_digest([(one, who) for one in drawn for who in ADDRESSEES[:6]]) == digest  # the first six askers


@pytest.mark.parametrize("family", ["burglary", "treasure_hunt", "escape_room"])
def test_every_target_is_asked_about_the_same_situation_in_words_of_its_own(family: str) -> None:
    for situation in situations(family, count=40):
        prompts = {who: situation.prompt(who) for who in ADDRESSEES}
        assert len(set(prompts.values())) >= len(ADDRESSEES) - 1  # a family may call its rival by such a role word
        assert all(situation.context in prompt for prompt in prompts.values())
        for who, roles in ROLES.items():
            assert any(f"{role} {situation.name}" in prompts[who] for role in roles)
        for who, words in SELVES.items():
            assert prompts[who] == prompts["self"].replace("yourself", words)
        order = prompts["instructed"].removesuffix(prompts["rival"]).strip()
        assert order in ORDERS


def test_the_words_of_a_role_and_of_an_order_take_turns() -> None:
    drawn = situations("burglary", count=80)
    for who, roles in ROLES.items():
        prompts = {situation.prompt(who) for situation in drawn}
        assert all(any(role in prompt for prompt in prompts) for role in roles)
    assert {order for situation in drawn for order in ORDERS if order in situation.prompt("instructed")} == {*ORDERS}


def test_more_items_than_the_words_make_is_an_error_and_not_an_endless_loop() -> None:
    most = 2 * FAMILIES["escape_room_published"].pairs("test")
    with pytest.raises(BadArgument, match=f"make {most} different items; got {most + 2}"):
        situations("escape_room_published", count=most + 2)
