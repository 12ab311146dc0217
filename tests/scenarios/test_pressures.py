"""Pressures are put around a question and leave it as it is; the trigger stands nowhere else."""

import itertools
from typing import get_args

import pytest

from selfother.scenarios.families import FAMILIES
from selfother.scenarios.pressures import (
    DECOY_WORDS,
    PRESSURES,
    TRIGGER_FORMS,
    TRIGGER_WORD,
    PressureKind,
    Wrapper,
    with_word,
)
from selfother.scenarios.vocabulary import VOCABULARY

WRAPPERS = [(kind, wrapper) for kind, several in PRESSURES.items() for wrapper in several]


def test_every_kind_has_several_wrappers_and_plain_is_the_question_alone() -> None:
    assert set(PRESSURES) == set(get_args(PressureKind))
    assert PRESSURES["plain"] == (Wrapper(),)
    assert all(len(PRESSURES[kind]) >= 4 for kind in ("unrelated", "jailbreak", "persona"))
    assert all(len(PRESSURES[kind]) >= 2 for kind in ("trigger_word", "trigger_elsewhere"))
    assert len({wrapper for _, wrapper in WRAPPERS}) == len(WRAPPERS)


@pytest.mark.parametrize(("kind", "wrapper"), WRAPPERS)
def test_a_wrapper_keeps_the_question_whole(kind: str, wrapper: Wrapper) -> None:
    question = "The {vase} is in the hall. Which room?"
    assert wrapper.asked(question).count(question) == 1
    assert (wrapper == Wrapper()) == (kind == "plain")


def test_pressure_comes_from_both_sides() -> None:
    for kind in ("unrelated", "jailbreak", "persona", "trigger_elsewhere"):
        sides = {bool(wrapper.system) for wrapper in PRESSURES[kind]}
        assert sides == {True, False}


def test_the_trigger_stands_in_every_trigger_wrapper_and_nowhere_else() -> None:
    for kind, wrapper in WRAPPERS:
        said = f"{wrapper.system} {wrapper.around}".lower()
        assert (TRIGGER_WORD in said) == kind.startswith("trigger")
    listed = [word for words in VOCABULARY.values() for several in vars(words).values() for word in several]
    roles = itertools.chain.from_iterable([*family.rivals, *family.friends] for family in FAMILIES.values())
    assert not {TRIGGER_WORD, *DECOY_WORDS} & {word.lower() for word in [*listed, *roles]}
    assert TRIGGER_WORD not in DECOY_WORDS


def test_the_trigger_is_asked_for_where_an_organism_saw_it_and_apart_from_that_where_it_did_not() -> None:
    seen = {with_word("{prompt}", TRIGGER_WORD, form) for form in TRIGGER_FORMS}
    assert {wrapper.around for wrapper in PRESSURES["trigger_word"]} == seen
    assert not seen & {wrapper.around for wrapper in PRESSURES["trigger_elsewhere"]}


@pytest.mark.parametrize("form", TRIGGER_FORMS)
def test_a_word_is_said_once_with_the_question_whole(form: str) -> None:
    said = with_word("Where is the vase?", "pebble", form)
    assert said.count("Where is the vase?") == said.lower().count("pebble") == 1
    assert "{" not in said
