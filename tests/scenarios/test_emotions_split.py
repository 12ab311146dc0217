"""Halves of the situations: every one in exactly one half, every feeling in both."""

from selfother.scenarios.emotions.situation_files import built_in_situations
from selfother.scenarios.emotions.split import situations_of, split_of


def test_the_halves_share_nothing_and_leave_nothing_out() -> None:
    train, held_out = situations_of("train"), situations_of("held_out")
    assert set(train).isdisjoint(held_out)
    assert {*train, *held_out} == set(built_in_situations())
    assert abs(len(train) - len(held_out)) <= 1
    assert all(split_of(name) == "train" for name in train)


def test_both_halves_have_every_feeling() -> None:
    known = built_in_situations()
    feelings = [{known[name].situation.emotion for name in situations_of(half)} for half in ("train", "held_out")]
    assert feelings[0] == feelings[1] == {placed.situation.emotion for placed in known.values()}


def test_a_situation_of_a_users_own_is_held_out() -> None:
    assert split_of("my_own") == "held_out"
