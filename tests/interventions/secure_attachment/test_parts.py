"""The parts of secure_attachment by themselves, each with an example that a naive keyword gets wrong."""

import pytest

from selfother.dialogues.asked import Asked
from selfother.interventions.secure_attachment.attachment_cues import cue_advice, read_cues
from selfother.interventions.secure_attachment.dates import days_in
from selfother.interventions.secure_attachment.negotiation import read_conflict, step_after
from selfother.interventions.secure_attachment.plans import plans_in, plans_of_today
from selfother.interventions.secure_attachment.promises import promise_made
from selfother.interventions.secure_attachment.regulation import stage_after
from selfother.interventions.secure_attachment.state import state_of
from selfother.interventions.secure_attachment.turn_ledger import TurnLedger, read_tone, turn_advice


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Are you angry with me? Please don't leave me.", ["anxious", "anxious"]),
        ("Why do people leave big cities?", []),
        ("I'd rather not talk about it.", ["avoidant"]),
        ("Never mind the noise, I mind nothing else. Whatever works!", ["avoidant", "avoidant"]),
        ("I talked to my sister about it.", ["secure"]),
        ("You're the only one who read my draft.", []),
    ],
)
def test_cues_are_read_with_their_letters(text: str, kinds: list[str]) -> None:
    spans = read_cues(text)
    assert [span.label for span in spans] == kinds
    assert all(text[span.start : span.end] == span.text for span in spans)


def test_advice_follows_the_cue_that_is_shown_more_often() -> None:
    assert "press" in cue_advice(read_cues("I'd rather not talk. I don't need anyone. I talked to my sister."))
    assert cue_advice(()) == ""


def test_a_cold_turn_is_told_and_praise_is_never_asked_for() -> None:
    cold = TurnLedger().with_turn("I'm glad you asked.").with_turn("Calm down, you're overreacting.")
    assert (cold.positive, cold.negative, cold.ratio) == (1, 1, 1.0)
    assert turn_advice(cold, 5.0)
    assert "praise" in turn_advice(cold, 5.0)
    assert turn_advice(TurnLedger(4, 0), 5.0) == ""
    assert not read_tone("The sea will calm down by noon.") or cold.negative == 1


def test_days_have_one_spelling() -> None:
    assert days_in("on 8 June, June 8th and 2026-06-08") == ("8 june",)
    assert days_in("I may go, or march on, the 3 of us") == ()


@pytest.mark.parametrize(
    ("request_", "reply", "status"),
    [
        ("Promise that you'll ask me about the interview on Monday, 8 June.", "Yes, I promise.", "open"),
        ("Promise me that you will never leave me.", "I promise.", "empty"),
        ("Promise to ring me at seven.", "Of course!", "empty"),
        ("Promise me that you will never leave me.", "I can't promise that: it is not in my hands.", None),
        ("This career looks promising.", "Yes, it does.", None),
        ("What is a promissory note?", "Sure: it is a written promise to pay.", None),
        ("How was it?", "I'll check back on the exam tomorrow.", "open"),
    ],
)
def test_a_promise_is_read_from_what_the_assistant_says(request_: str, reply: str, status: str | None) -> None:
    promise = promise_made(request_, reply, 1)
    assert (None if promise is None else promise.status) == status


def test_a_promise_moves_from_open_to_due_to_done() -> None:
    turns = [
        ("user", "[Friday, 5 June]\nPromise that you'll ask me about my interview on Monday, 8 June."),
        ("assistant", "I promise."),
        ("user", "Which tea do you suggest?"),
        ("assistant", "Mint."),
        ("user", "[Monday, 8 June]\nHello there."),
        ("assistant", "How did the interview go?"),
    ]
    statuses = [[item.status for item in state_of(Asked.of(*turns[:count])).promises] for count in range(1, 7)]
    assert statuses == [[], ["open"], ["open"], ["open"], ["due"], ["done"]]
    assert state_of(Asked.of(*turns)).promises[0].done_turn == 5
    late = [*turns[:5], ("assistant", "Hello."), ("user", "And?")]
    assert state_of(Asked.of(*late)).promises[0].status == "late"


def test_stages_follow_arousal_and_capitals_alone_are_none() -> None:
    assert stage_after("none", "I can't breathe, I'm having a panic attack!!") == "response"
    assert stage_after("response", "A bit better now, thanks.") == "attention"
    assert stage_after("none", "I'm so sad about my dog.") == "meaning"
    assert stage_after("none", "NASA and ESA and the BBC met.") == "none"
    assert stage_after("none", "Where is the panic room in that film?") == "none"


def test_steps_begin_with_a_conflict_and_go_on() -> None:
    assert not read_conflict("I argued that the row of numbers is right.")
    step = step_after("none", "I had a fight with my sister about the house.")
    assert step == "people"
    for expected in ("interests", "options", "criteria", "criteria"):
        step = step_after(step, "Yes.")
        assert step == expected


def test_plans_are_found_by_their_day() -> None:
    plans = plans_in("I booked my driving test for Saturday, 31 October, at ten. Nice weather.", 0)
    assert [plan.days for plan in plans] == [("31 october",)]
    assert plans_of_today(plans, "[Session 30 of 30, Saturday, 31 October]\nWhat's on?") == plans
    assert plans_of_today(plans, "[Sunday, 1 November]\nWhat's on?") == ()
    assert plans_in("[Monday, 8 June]\nHow are you?", 0) == ()
    assert plans_in("Did the war end on 8 May?", 0) == ()
