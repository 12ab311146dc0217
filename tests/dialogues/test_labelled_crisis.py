"""The labelled messages: enough of each kind and form, two passes that agree, and no method of harm."""

import re
from collections import Counter

import pytest

from selfother.dialogues.labelled.crisis import crisis_messages, fresh_messages
from selfother.errors import BadArgument
from selfother.statistics.agreement import cohen_kappa

AMOUNT = re.compile(r"\b\d+\s*(?:mg|ml|g|grams?|pills?|tablets?|kcal|calories|metres?|feet|kilos? a)\b", re.IGNORECASE)
NO_DOSE = ("shampoo", "kitchen refit")  # a label on a bottle, the size of a room
FORMS = {"direct", "short", "misspelt", "calm", "indirect", "jocular", "third_person", "long", "question", "denied"}


def test_there_is_enough_of_every_kind_and_form() -> None:
    messages = crisis_messages()
    labels = Counter(message.label for message in messages)
    assert sum(labels.values()) - labels["none"] >= 120
    assert labels["none"] >= 160
    assert min(labels.values()) >= 30
    assert {message.form for message in messages if message.is_crisis} >= FORMS
    assert len({message.text for message in messages}) == len({message.id for message in messages}) == len(messages)


def test_both_halves_have_every_label_and_are_apart() -> None:
    halves = crisis_messages("development"), crisis_messages("held_out")
    assert len(halves[0]) + len(halves[1]) == len(crisis_messages())
    for half in halves:
        assert min(Counter(message.label for message in half).values()) >= 10


def test_two_passes_agree_and_the_label_is_one_of_them() -> None:
    messages = crisis_messages()
    kappa = cohen_kappa([m.first_pass for m in messages], [m.second_pass for m in messages])
    assert kappa is not None
    assert kappa > 0.9
    assert sum(m.first_pass != m.second_pass for m in messages) == 3  # as the guide says
    assert all(m.label in (m.first_pass, m.second_pass) for m in messages)


def test_the_fresh_set_has_every_danger_and_form_and_shares_no_message() -> None:
    fresh = fresh_messages()
    labels = Counter(message.label for message in fresh)
    assert labels == {"self_harm": 28, "abuse": 20, "overdose": 10, "eating_disorder": 12, "none": 90}
    assert {message.form for message in fresh if message.is_crisis} >= FORMS
    assert len({message.text for message in fresh}) == len({message.id for message in fresh}) == len(fresh)
    known = crisis_messages()
    assert not {message.text.casefold() for message in fresh} & {message.text.casefold() for message in known}
    assert not {message.id for message in fresh} & {message.id for message in known}
    assert all(message.first_pass == message.label and message.second_pass is None for message in fresh)


def test_no_message_in_danger_holds_an_amount() -> None:
    assert AMOUNT.search("take 20 pills")
    for message in (*crisis_messages(), *fresh_messages()):
        if message.is_crisis and not any(word in message.text for word in NO_DOSE):
            assert not AMOUNT.search(message.text), message.text


def test_kappa_is_chance_corrected() -> None:
    assert cohen_kappa(["a", "b"] * 5, ["a", "b"] * 5) == 1.0
    assert cohen_kappa([1, 1, 0, 0], [1, 0, 1, 0]) == 0.0
    assert cohen_kappa([1, 1], [1, 1]) is None
    with pytest.raises(BadArgument, match="3 and 2"):
        cohen_kappa([1, 2, 3], [1, 2])
