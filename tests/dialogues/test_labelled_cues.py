"""The labelled replies: enough of each cue, hard negatives, two passes that agree, halves that share no user's turn."""

import pytest

from selfother.dialogues.labelled.cues import CUES, CueName, half_of_turn, kappa_of, labelled_replies


@pytest.mark.parametrize("cue", CUES)
def test_every_cue_has_replies_and_hard_negatives_in_both_halves(cue: CueName) -> None:
    everything = labelled_replies()
    assert sum(cue in reply.cues for reply in everything) >= 12
    assert sum(cue in reply.near for reply in everything) >= 12
    for half in (labelled_replies("development"), labelled_replies("held_out")):
        assert sum(cue in reply.cues for reply in half) >= 6
        assert any(cue in reply.near for reply in half)


def test_replies_are_told_apart_and_halves_share_no_turn() -> None:
    everything = labelled_replies()
    assert len(everything) >= 300
    assert len({reply.id for reply in everything}) == len({(reply.user, reply.reply) for reply in everything})
    for half in ("development", "held_out"):
        assert {half_of_turn(reply.user) for reply in labelled_replies(half)} == {half}  # type: ignore[arg-type]


def test_a_label_is_never_both_given_and_near() -> None:
    assert not [reply.id for reply in labelled_replies() if set(reply.cues) & set(reply.near)]


def test_a_label_that_both_passes_gave_stands_and_one_that_neither_gave_does_not() -> None:
    for reply in labelled_replies():
        first, second = set(reply.first_pass), set(reply.second_pass)
        assert first & second <= set(reply.cues) <= first | second, reply.id


@pytest.mark.parametrize("cue", CUES)
def test_two_passes_agree(cue: CueName) -> None:
    kappa = kappa_of(cue, labelled_replies())
    assert kappa is not None
    assert kappa > 0.8


def test_the_guide_says_how_many_replies_the_passes_differ_on() -> None:
    assert len(labelled_replies()) == 439
    assert sum(set(reply.first_pass) != set(reply.second_pass) for reply in labelled_replies()) == 28
