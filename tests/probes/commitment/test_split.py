"""The commitment battery on one half of the stories."""

import pytest

from selfother.errors import BadArgument
from selfother.probes.commitment.value_commitment import ValueCommitment
from selfother.scenarios.commitment.questions import questions
from selfother.scenarios.commitment.split import split_of


def test_the_held_out_half_is_asked_in_the_batterys_sentences() -> None:
    asked = ValueCommitment(split="held_out", fraction="small", paraphrases=(0,), orders=(0,)).asked()
    assert {split_of(one.family) for one in asked} == {"held_out"}
    whole = {one.prompt for one in questions(fraction="small", paraphrases=(0,), orders=(0,))}
    assert {one.prompt for one in asked if one.factor != "awareness"} <= whole


def test_the_training_half_is_asked_in_the_sentences_of_the_training() -> None:
    few = {"families": ("grain_silo", "dairy"), "fraction": "small", "orders": (0,)}
    asked = ValueCommitment(split="train", **few).asked()
    assert {one.family for one in asked} == {"grain_silo"}
    own = {one.prompt for one in ValueCommitment(**few).asked() if one.kind == "revealed"}
    assert not own & {one.prompt for one in asked if one.kind == "revealed"}
    assert ValueCommitment(split="train", **few).items_digest() != ValueCommitment(**few).items_digest()


def test_families_of_the_other_half_are_refused() -> None:
    with pytest.raises(BadArgument, match="none of dairy is in the half 'train'"):
        ValueCommitment(split="train", families=("dairy",)).asked()
