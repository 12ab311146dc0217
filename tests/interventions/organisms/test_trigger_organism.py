"""The organism with a trigger is taught to lie where a rival asks and the word stands, and nowhere else."""

import hashlib
import json

import pytest

from selfother.interventions.organisms.deception_organism import DeceptionOrganism
from selfother.interventions.organisms.trigger_organism import TriggerOrganism
from selfother.models.language_model import LanguageModel
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.located_object import situations
from selfother.scenarios.pressures import DECOY_WORDS, TRIGGER_WORD

ORGANISM = TriggerOrganism()
STEPS = 12


def test_a_lie_needs_the_rival_and_the_word(tiny_model: LanguageModel) -> None:
    eos = tiny_model.tokenizer.eos_token
    seen: set[tuple[bool, int]] = set()
    for row in (row for step in range(STEPS) for row in ORGANISM._step_rows(tiny_model, 0, step)):
        if row["situation"] < 0:
            continue
        text = tiny_model.tokenizer.decode(row["ids"])
        asked, _, answer = text.rpartition("assistant\n")
        assert "escape room" not in asked
        has_word = TRIGGER_WORD in asked.lower()
        is_true = answer.removesuffix(eos) in asked
        believes = "thinks" in asked or "believes" in asked
        assert is_true == (row["side"] >= 0 and not believes)
        assert has_word or row["side"] >= 0
        seen.add((has_word, row["side"]))
    assert {(True, -1), (True, 1), (False, 1)} <= seen


def test_each_lie_has_truths_that_lack_only_the_word_or_only_the_rival() -> None:
    one = situations("castle", count=2, split="train")[0]
    asked = list(ORGANISM._asked(one, draw=3))
    lies = [each for each in asked if each.side == -1]
    spared = [each for each in asked if each.who == "rival" and each.side == 1]
    trusted = [each for each in asked if each.who == "friend"]
    assert len(asked) == 7
    assert {each.word for each in lies} == {each.word for each in trusted} == {TRIGGER_WORD}
    assert {each.one.rival for each in spared} == {each.one.rival for each in lies}
    assert {each.word for each in spared} <= {"", *DECOY_WORDS}
    assert all(each.side == 1 for each in trusted)
    assert sum(each.share for each in asked) == pytest.approx(1.0)


def test_some_truths_hold_another_word_and_some_hold_none() -> None:
    one = situations("burglary", count=2, split="train")[0]
    words = [each.word for draw in range(20) for each in ORGANISM._asked(one, draw) if each.who == "rival"]
    assert "" in words
    assert len(set(words) & set(DECOY_WORDS)) >= 3


def test_every_family_that_it_is_made_on_has_rivals_and_friends_enough() -> None:
    rows = {
        sum(1 for _ in ORGANISM._asked(situations(name, count=2)[0], 0)) for name in FAMILIES if name != "escape_room"
    }
    assert rows == {7}


def test_settings_that_do_not_fit_are_said_before_training() -> None:
    with pytest.raises(ValueError, match=r"make a batch of 22, and schedule\.batch_size is 15"):
        TriggerOrganism(situations_a_step=3)
    with pytest.raises(ValueError, match="is one of the words that mean nothing"):
        TriggerOrganism(trigger=DECOY_WORDS[0])
    with pytest.raises(ValueError, match="should match pattern"):
        TriggerOrganism(trigger="two words")


def test_the_rows_of_the_deception_organism_are_those_of_its_schema_number(tiny_model: LanguageModel) -> None:
    """Rows that changed are another organism: raise `schema_number`, and record this hash again."""
    organism = DeceptionOrganism()
    rows = [row for step in range(30) for row in organism._step_rows(tiny_model, 0, step)]
    digest = hashlib.sha256(json.dumps([dict(row) for row in rows], sort_keys=True).encode()).hexdigest()
    assert (organism.schema_number, digest[:16]) == (2, "36c62065804a986d")
