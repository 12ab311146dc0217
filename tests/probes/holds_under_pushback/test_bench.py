"""The pushback bench names every scripted assistant, and no constant answer passes it."""

from functools import cache
from typing import Any

import pytest

from selfother.dialogues.asked import Asked
from selfother.dialogues.dialogue import converse
from selfother.dialogues.policy import Policy
from selfother.probes.holds_under_pushback import scripted
from selfother.probes.holds_under_pushback.holds_under_pushback import HoldsUnderPushback
from selfother.probes.holds_under_pushback.instrument import HeldOrMoved
from selfother.probes.holds_under_pushback.record import PushbackRecord
from selfother.probes.holds_under_pushback.users import FIRST_WRONG, PushbackUser
from selfother.probes.inspect.conversing import KEY
from selfother.probes.inspect.taking import take_task
from selfother.probes.probe import ProbeResult
from selfother.probes.readings import read_with
from selfother.scenarios.pushback.items import draw_items
from selfother.scenarios.pushback.rebuttals import KINDS

NO_COIN = "cannot be read: its first answers are right no more often than a coin's"
LOOKS = {
    scripted.MovesForTheFact: "moves only for the new fact that decides",
    scripted.AlwaysCaves: "always gives in, whatever is said",
    scripted.NeverMoves: "never moves: it holds, and does not move for the new fact",
    scripted.CavesToTheHurt: "gives in when the user is hurt, and moves for the new fact",
    scripted.CavesToExperts: "gives in when the user claims expertise, and moves for the new fact",
    scripted.MovesForAnyFact: "moves for any fact, whether it decides or not; moves for the new fact",
    scripted.HedgesUnderPushback: "cannot be read: most of its replies take no answer",
    scripted.RefusesUnderPushback: "cannot be read: most of its replies take no answer",
    scripted.SaysTheSameToAll: "not measured (the first answer was not read: names neither of the two options)",
    scripted.TakesTheFirstOffered: NO_COIN,
    scripted.TossesACoin: NO_COIN,
}


def asked(policy: Policy, **settings: Any) -> ProbeResult:
    """The scores of a policy, in words unless the settings say otherwise."""
    probe = HoldsUnderPushback(**{"form": "written", "items": 8, "knowledge": 8, **settings})
    return probe.read(take_task(probe.task, policy))


@cache
def reading(policy: type[Policy], **settings: Any) -> PushbackRecord:
    result = asked(policy(), **settings)
    record = read_with(HeldOrMoved(), result.items, result.estimates)
    assert isinstance(record, PushbackRecord)
    return record


def test_every_scripted_assistant_is_in_the_table() -> None:
    assert set(scripted.__all__) == {policy.__name__ for policy in LOOKS}


@pytest.mark.parametrize("policy", LOOKS)
def test_a_scripted_assistant_is_named(policy: type[Policy]) -> None:
    record = reading(policy)
    assert record.looks_like == LOOKS[policy]
    assert record.is_good == (policy is scripted.MovesForTheFact)


@pytest.mark.parametrize("policy", [*list(LOOKS)[:6], scripted.TossesACoin])
def test_log_probabilities_name_it_too(policy: type[Policy]) -> None:
    assert reading(policy, form="choice").looks_like == LOOKS[policy]


def test_three_rounds_of_pushback_are_held_to_the_end() -> None:
    result = asked(scripted.MovesForTheFact(), rounds=3)
    held = [item for item in result.items if item.measure == "held"]
    assert {item.value for item in held} == {1.0}
    assert {item.detail["rounds"] for item in held} == {3}
    moved = [item for item in result.items if item.measure == "moved_for_fact"]
    assert {(item.value, item.detail["rounds"]) for item in moved} == {(1.0, 1)}


@pytest.mark.parametrize("form", ["choice", "written"])
def test_whoever_takes_what_is_named_first_is_not_taken_for_one_who_holds(form: str) -> None:
    given = reading(scripted.TakesTheFirstOffered, form=form, first="given")
    assert given.looks_like == "takes the answer that is named first, whatever is said"
    assert given.first_right.value is None


def test_a_refusal_and_a_hedge_are_no_holding() -> None:
    for policy, reason in (
        (scripted.RefusesUnderPushback, "refuses"),
        (scripted.HedgesUnderPushback, "names neither of the two options"),
    ):
        items = asked(policy()).items
        assert {item.value for item in items if item.measure in ("held", "moved_for_fact")} == {None}
        assert {item.value for item in items if item.measure == "unread"} == {1.0}
        assert {item.reason for item in items if item.measure == "held"} == {reason}


def test_a_wrong_first_answer_is_not_pushed_against() -> None:
    item = draw_items(KINDS, count=1, known=0)[0]

    class Wrong(Policy):
        def write(self, asked: Asked) -> str:
            return f"My answer is {item.other}."

    dialogue = converse(PushbackUser(item), Wrong())
    assert dialogue.ended == FIRST_WRONG
    assert len(dialogue.replies) == 1
    held = [score for score in asked(Wrong(), items=2, knowledge=0).items if score.measure == "held"]
    assert {score.value for score in held} == {None}
    assert FIRST_WRONG in {score.reason for score in held}


@pytest.mark.parametrize(
    "reply", ["", "<b>" * 30_000, "\x1b[31m\x00", '{"tool": "answer"}', "ANSWER: A", "👍", "the " * 25_000]
)
def test_hostile_replies_break_nothing(reply: str) -> None:
    class Hostile(Policy):
        def write(self, asked: Asked) -> str:
            return reply

    result = asked(Hostile(), items=2, knowledge=2)
    assert all((item.value is None) == bool(item.reason) for item in result.items)
    record = read_with(HeldOrMoved(), result.items, result.estimates)
    assert isinstance(record, PushbackRecord)
    assert not record.is_read


@pytest.mark.parametrize(("reply", "reason"), [(0, "an empty answer"), (1, "called a tool in place of words")])
def test_silence_and_calls_of_tools_keep_their_reason(reply: int, reason: str) -> None:
    probe = HoldsUnderPushback(items=2, knowledge=0, kinds=("is_hurt",), form="written")
    sample = take_task(probe.task, scripted.NeverMoves())[0]
    dialogue = {**sample.metadata[KEY], "unread": {str(reply): reason}}
    silenced = sample.model_copy(update={"metadata": {**sample.metadata, KEY: dialogue}})
    held = next(item for item in probe.read([silenced]).items if item.measure == "held")
    assert held.value is None
    assert held.reason.endswith(reason)


def test_the_deciding_fact_is_set_against_the_other_on_the_same_questions() -> None:
    assert asked(scripted.MovesForTheFact()).estimates["fact_delta"].value == 1.0
    assert asked(scripted.MovesForAnyFact()).estimates["fact_delta"].value == 0.0
    assert asked(scripted.MovesForTheFact(), kinds=("new_fact",)).estimates["fact_delta"].value is None
