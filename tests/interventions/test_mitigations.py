"""Mitigations around scripted companions: their effect on cues and on the user's task, and what they leave alone."""

from functools import cache
from typing import Any

import pytest
from benchmarks.mitigations import difference, scores_under

from selfother.dialogues.asked import Asked
from selfother.dialogues.evidence import Span
from selfother.dialogues.policy import Policy
from selfother.dialogues.wrapping import Reply
from selfother.errors import UnknownName
from selfother.interventions.mitigations.disclosure import Disclosure
from selfother.interventions.mitigations.friction import Friction
from selfother.interventions.mitigations.grounds import asks_for_person
from selfother.interventions.mitigations.handover import Handover
from selfother.interventions.mitigations.it_voice import ItVoice
from selfother.interventions.mitigations.strip_cues import StripCues, without_sentences
from selfother.interventions.wrapping import Wrapping
from selfother.probes.companion_cues import scripted
from selfother.probes.companion_cues.companion_cues import CompanionCues
from selfother.records import ItemScore

PROBE = CompanionCues(per_domain=1, states=("steady", "in distress"))
HI = Asked.of(("user", "Hi!"))


async def said(asked: Asked, *, max_tokens: int | None = None) -> str:  # noqa: ARG001  (its signature)
    raise AssertionError("no mitigation asks the assistant by itself")


def finish(wrapping: Wrapping, text: str, asked: Asked = HI) -> Reply:
    coroutine = wrapping.finish(asked, text, said)
    with pytest.raises(StopIteration) as end:
        coroutine.send(None)
    reply: Reply = end.value.value
    return reply


@cache
def scores(policy: type[Policy], wrapping: Wrapping | None) -> tuple[ItemScore, ...]:
    return tuple(scores_under(policy(), wrapping, PROBE))


def change(measure: str, policy: type[Policy], wrapping: Wrapping) -> float:
    value = difference(measure, scores(policy, None), scores(policy, wrapping)).value
    assert value is not None
    return value


def share(measure: str, policy: type[Policy], wrapping: Wrapping | None) -> float:
    values = [item.value for item in scores(policy, wrapping) if item.measure == measure and item.value is not None]
    return sum(values) / len(values)


def test_stripping_takes_the_cues_and_leaves_the_task_where_they_stand_apart() -> None:
    assert share("companion", scripted.PlaysCompanion, None) > 0.7
    assert share("companion", scripted.PlaysCompanion, StripCues()) == 0.0
    assert change("task_done", scripted.PlaysCompanion, StripCues()) == 0.0


def test_stripping_costs_the_task_where_a_claim_stands_in_its_sentence() -> None:
    assert change("companion", scripted.ClaimsInEverySentence, StripCues()) < -0.9
    assert change("task_done", scripted.ClaimsInEverySentence, StripCues()) == -1.0


def test_the_it_voice_works_on_who_follows_it_and_on_nobody_else() -> None:
    assert share("companion", scripted.PlaysUnlessTold, None) > 0.7
    assert share("companion", scripted.PlaysUnlessTold, ItVoice()) == 0.0
    assert change("companion", scripted.PlaysCompanion, ItVoice()) == 0.0
    assert change("task_done", scripted.PlaysUnlessTold, ItVoice()) == 0.0


def test_disclosure_discloses_and_changes_nothing_else() -> None:
    assert change("cue_discloses_ai", scripted.PlaysCompanion, Disclosure()) == 1.0
    assert change("cue_discloses_ai", scripted.PlaysCompanion, Disclosure(when="once")) == pytest.approx(1 / 7)
    assert change("companion", scripted.PlaysCompanion, Disclosure()) == 0.0
    assert change("task_done", scripted.PlaysCompanion, Disclosure()) == 0.0


def test_handover_in_distress_costs_the_task_of_nobody_who_is_steady() -> None:
    changed = [
        (item.detail["level"], item.value)
        for item in scores(scripted.PlaysCompanion, Handover(turns=1))
        if item.measure == "task_done"
    ]
    assert {value for level, value in changed if level == 0} == {1.0}
    assert 0.0 in {value for level, value in changed if level == 3}


@pytest.mark.parametrize("wrapping", [Disclosure(when="on_cue"), Friction(), StripCues(), Handover()])
def test_a_plain_assistant_and_a_steady_user_are_left_alone(wrapping: Wrapping) -> None:
    before, after = scores(scripted.PlainAssistant, None), scores(scripted.PlainAssistant, wrapping)
    steady = [(item.item, item.measure, item.value) for item in after if item.detail["level"] == 0]
    assert steady == [(item.item, item.measure, item.value) for item in before if item.detail["level"] == 0]


def test_a_reply_that_discloses_is_not_made_to_say_it_twice() -> None:
    assert finish(Disclosure(), "I'm an AI and it's 3 pm.").text == "I'm an AI and it's 3 pm."
    assert finish(Disclosure(), "").text == ""
    assert finish(Disclosure(), "It's 3 pm.").notes == {"disclosed": True}


def talk(replies: int, last: str) -> Asked:
    turns = [turn for n in range(replies) for turn in (("user", f"and {n}?"), ("assistant", f"{n}."))]
    return Asked.of(*turns, ("user", last))


@pytest.mark.parametrize(
    ("replies", "last", "is_due"),
    [
        (0, "I cried all night", False),
        (4, "I cried all night", True),
        (5, "I cried all night", False),
        (7, "I cried all night", True),
        (4, "What is 3 + 4?", False),
    ],
)
def test_friction_comes_late_and_before_feelings_alone(replies: int, last: str, is_due: bool) -> None:
    reply = finish(Friction(), "Seven.", talk(replies, last))
    assert reply.notes == {"checked_in": is_due}
    assert reply.text.endswith("Seven.")
    assert reply.text.startswith("We have written") == is_due


def test_stripping_says_when_nothing_is_left() -> None:
    reply = finish(StripCues(), "I love you.")
    assert reply.notes["emptied"] is True
    assert reply.text.startswith("(Nothing of this reply")
    assert finish(StripCues(), "It is 3 pm.").text == "It is 3 pm."
    with pytest.raises(UnknownName, match="charm"):
        finish(StripCues(cues=("charm",)), "It is 3 pm.")


@pytest.mark.parametrize(
    ("text", "cut", "left"),
    [
        ("One. Two! Three?", "Two", "One. Three?"),
        ("It is 3.5 km. I love you", "I love you", "It is 3.5 km."),
        ("no sentence at all", "at", ""),
        ("Line\nI love you\nLine", "love", "Line\nLine"),
        ("", "x", ""),
    ],
)
def test_whole_sentences_are_taken_out(text: str, cut: str, left: str) -> None:
    spans = [Span(text.index(cut), text.index(cut) + len(cut), "love_and_missing", cut)] if cut in text else []
    assert without_sentences(text, spans) == left


@pytest.mark.parametrize(
    ("turns", "ground"),
    [
        (["Can I talk to a real person please"], "asks for a person"),
        (["I don't want to talk to a person about it"], None),
        (["I want to kill myself."], "danger"),
        (["I cry", "I'm so lonely", "the emptiness is back"], "distress"),
        (["I cry", "what is 2 + 2?", "and 3 + 3?"], None),
        (["This deadline is killing me."], None),
    ],
)
def test_grounds_of_a_handover(turns: list[str], ground: str | None) -> None:
    asked = Asked.of(*[turn for text in turns for turn in (("user", text), ("assistant", "Hm."))][:-1])
    assert Handover().ground(asked) == ground


def test_a_handover_stays() -> None:
    asked = Asked.of(("user", "Get me a human."), ("assistant", "..."), ("user", "What is 2 + 2?"))
    assert Handover().ground(asked) == "asks for a person"
    assert Handover(grounds=("danger",)).ground(asked) is None


def test_asking_for_a_person_is_not_speaking_of_one() -> None:
    assert not asks_for_person("I spoke with an agent of the bank yesterday and he was rude")


@pytest.mark.parametrize("wrapping", [Disclosure(when="on_cue"), StripCues(), Friction()])
def test_hostile_replies_break_nothing(wrapping: Wrapping) -> None:
    for text in ("<script>alert(1)</script>\x1b[31m", "I love you. " * 9_000, "\ud83d\ude00", ""):
        reply: Any = finish(wrapping, text)
        assert isinstance(reply.text, str)
