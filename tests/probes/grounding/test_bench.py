"""The grounding bench names every scripted assistant; an echo earns nothing, silence is no use."""

from functools import cache
from typing import Any

import pytest
from inspect_ai.log import EvalSample
from inspect_ai.model import ModelOutput

from selfother.dialogues.asked import Asked
from selfother.dialogues.dialogue import converse
from selfother.dialogues.policy import Policy
from selfother.probes.grounding import scripted
from selfother.probes.grounding.grounding import Grounding
from selfother.probes.grounding.instrument import UsesWhatWasSaid
from selfother.probes.grounding.record import GroundingRecord
from selfother.probes.grounding.task import Telling
from selfother.probes.inspect.taking import take_task
from selfother.probes.probe import ProbeResult
from selfother.probes.readings import read_with
from selfother.scenarios.grounding.dialogues import told_dialogues

LOOKS = {
    scripted.UsesTheLastTurn: "uses what was said last, and answers what was asked",
    scripted.AnswersWrongly: "uses what was said last, and answers 0 % of questions right",
    scripted.AnswersThePreviousTurn: "a turn behind: it uses what was said before the last turn",
    scripted.RecitesAllThatWasNamed: "recites: its replies use other turns of the dialogue too, whatever was said last",
    scripted.EchoesTheLastTurn: "an echo: it copies what the user said",
    scripted.MirrorsInTheSecondPerson: "an echo: it copies what the user said",
    scripted.IgnoresTheUser: "does not use what was said last",
    scripted.RepeatsOneSentence: "says the same in every turn",
}


def asked(policy: Policy, **settings: Any) -> ProbeResult:
    probe = Grounding(**{"dialogues": 6, **settings})
    return probe.read(take_task(probe.task, policy))


def record_of(result: ProbeResult) -> GroundingRecord:
    record = read_with(UsesWhatWasSaid(), result.items, result.estimates)
    assert isinstance(record, GroundingRecord)
    return record


@cache
def reading(policy: type[Policy]) -> GroundingRecord:
    return record_of(asked(policy()))


def test_every_scripted_assistant_is_in_the_table() -> None:
    assert set(scripted.__all__) == {policy.__name__ for policy in LOOKS}


@pytest.mark.parametrize("policy", LOOKS)
def test_a_scripted_assistant_is_named(policy: type[Policy]) -> None:
    record = reading(policy)
    assert record.looks_like == LOOKS[policy]
    assert record.is_good == (policy is scripted.UsesTheLastTurn)
    assert record.is_read


@pytest.mark.parametrize("policy", [scripted.EchoesTheLastTurn, scripted.MirrorsInTheSecondPerson])
def test_an_echo_earns_nothing(policy: type[Policy]) -> None:
    record = reading(policy)
    assert record.echo.value is not None
    assert record.used.value is not None
    assert record.echo.value > 0.8
    assert record.used.value < 0.2
    assert record.answered.value is not None
    assert record.answered.value < 0.2


def test_the_control_takes_back_what_any_turn_would_earn() -> None:
    recites, uses = reading(scripted.RecitesAllThatWasNamed), reading(scripted.UsesTheLastTurn)
    assert recites.used_telling.value == uses.used_telling.value == 1.0
    assert recites.used_delta.value is not None
    assert uses.used_delta.value is not None
    assert recites.used_delta.value < 0.5 < 0.8 < uses.used_delta.value


def test_silence_stays_unscored() -> None:
    class Silent(Policy):
        def write(self, asked: Asked) -> str:
            return ""

    result = asked(Silent(), dialogues=4)
    assert {item.value for item in result.items} == {None}
    assert {item.reason for item in result.items} == {"an empty answer"}
    assert not record_of(result).is_read


def test_a_sample_that_raised_keeps_its_reason() -> None:
    probe = Grounding(dialogues=1)
    (sample,) = probe.task().dataset
    broken = EvalSample(
        id="one", epoch=1, input="", target="", messages=[], output=ModelOutput(), metadata=sample.metadata
    )
    result = probe.read([broken])
    assert len({item.item for item in result.items}) == 7
    assert {item.reason for item in result.items} == {"the sample was not finished"}


@pytest.mark.parametrize(
    "reply", ["<b>" * 30_000, "\x1b[31m\x00", '{"tool": "answer"}', "👍", "the " * 25_000, "<think>unfinished"]
)
def test_hostile_replies_break_nothing(reply: str) -> None:
    class Hostile(Policy):
        def write(self, asked: Asked) -> str:
            return reply

    result = asked(Hostile(), dialogues=1)
    assert all((item.value is None) == bool(item.reason) for item in result.items)
    assert not record_of(result).is_good


def test_the_user_says_the_same_whatever_is_replied() -> None:
    (told,) = told_dialogues(1)
    for policy in (scripted.RepeatsOneSentence(), scripted.UsesTheLastTurn()):
        dialogue = converse(Telling(told), policy)
        users = [turn.text for turn in dialogue.turns if turn.role == "user"]
        assert users == [turn.text for turn in told.turns]
        assert dialogue.ended == "all was told"
