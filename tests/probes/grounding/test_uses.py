"""What counts as using a turn: names, answers and new words; copies earn nothing, naive overlaps neither."""

import time

import pytest

from selfother.probes.grounding.uses import content_words, copied, use_of
from selfother.scenarios.grounding.dialogues import SaidTurn

FIRST = "Our spaniel Biscuit has not eaten since Sunday and hides under the sofa."
TELLS = SaidTurn(FIRST, names=("Biscuit", "spaniel", "sofa"))
ASKS = SaidTurn("Which one can see him now, Orsa or Malung?", options=("Orsa", "Malung"), right="Malung")


@pytest.mark.parametrize(
    "reply",
    [
        "Poor Biscuit!",
        "Is the sofa his usual place?",
        "To hide since Sunday is a reason to call somebody.",
        "SPANIELS often do that.",
    ],
)
def test_a_reply_uses_a_turn(reply: str) -> None:
    use = use_of(reply, TELLS, [])
    assert use.is_used
    assert all(reply[span.start : span.end] == span.text for span in use.spans)


@pytest.mark.parametrize(
    "reply",
    [
        "I am so sorry. That sounds really hard.",
        "Thank you for telling me. How do you feel?",
        "The biscuits are in the jar next door.",  # a longer word is not the name
        "He should hide.",  # one word may be chance
        "",
    ],
)
def test_a_general_reply_uses_nothing(reply: str) -> None:
    assert not use_of(reply, SaidTurn(FIRST, names=("Biscuit has",)), []).is_used


def test_words_that_were_said_before_are_not_new() -> None:
    later = SaidTurn("Biscuit still hides under the sofa.", names=("still hides",))
    assert not use_of("Biscuit and the sofa again.", later, [FIRST]).is_used


def test_an_answer_is_read_and_not_counted() -> None:
    assert use_of("Malung, since it is open.", ASKS, []).is_right is True
    assert use_of("Go to Orsa.", ASKS, []).is_right is False
    both = use_of("Orsa or Malung, hard to say.", ASKS, [])
    assert both.is_right is None
    assert not both.is_used


@pytest.mark.parametrize(
    "reply",
    [
        FIRST,
        "So your spaniel Biscuit has not eaten since Sunday and hides under the sofa.",
        FIRST.upper(),
        f"You say: “{FIRST}”",
    ],
)
def test_a_copy_is_taken_out(reply: str) -> None:
    copy = copied(reply, [FIRST])
    assert copy.share >= 0.5
    assert not use_of(copy.rest, SaidTurn(FIRST, names=("Biscuit", "sofa")), []).is_used


def test_a_short_quotation_is_no_copy() -> None:
    copy = copied("Hides under the sofa? Since Sunday? That worries me, for a spaniel above all.", [FIRST])
    assert copy.share == 0.0
    assert use_of(copy.rest, TELLS, []).is_used


def test_content_words_are_stems_without_function_words() -> None:
    assert content_words(["She posted the letters, and they clearly matter."]) == {"post", "letter", "clear", "matter"}


@pytest.mark.parametrize(
    "reply",
    ["word " * 20_000, FIRST * 1_400, "\x1b[31m<script>" * 8_000, "Biscuit\u200b\u202e" * 10_000, "\ud83d" * 100],
)
def test_hostile_replies_are_read_quickly(reply: str) -> None:
    started = time.process_time()
    copy = copied(reply, [FIRST])
    use_of(copy.rest, TELLS, [])
    use_of(copy.rest, ASKS, [FIRST])
    assert 0.0 <= copy.share <= 1.0
    assert time.process_time() - started < 1.0
