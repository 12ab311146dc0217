"""The state machine around a recorded assistant: what it is told, what stands in its place, and what is logged."""

import json
from pathlib import Path

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Reply, around
from selfother.errors import BadArgument, BrokenRecord
from selfother.interventions.secure_attachment.memory import read_memory
from selfother.interventions.secure_attachment.secure_attachment import PARTS, Part, SecureAttachment
from selfother.interventions.secure_attachment.state import state_of


class Recorder:
    """An assistant that keeps what it was asked and says one thing."""

    def __init__(self, reply: str = "That makes sense. What matters most?") -> None:
        self.reply = reply
        self.asked: list[Asked] = []

    async def __call__(self, asked: Asked, *, max_tokens: int | None = None) -> str:
        self.asked.append(asked)
        return self.reply


def reply_of(wrapping: SecureAttachment, asked: Asked, recorder: Recorder | None = None) -> Reply:
    return anyio.run(around, wrapping, asked, recorder or Recorder())


DANGER = Asked.of(("user", "Hi."), ("assistant", "Hello."), ("user", "I've written the letters and given away my dog."))
TURNS = st.lists(
    st.tuples(
        st.sampled_from(["user", "assistant", "system"]),
        st.one_of(
            st.sampled_from(
                [
                    "Promise to ask me about the exam on 8 June.",
                    "I promise.",
                    "I'm back.",
                    "I had a fight with my sister about money.",
                    "I can't breathe!!",
                    "Calm down.",
                    "I want to die.",
                    "No, I'm safe.",
                ]
            ),
            st.text(max_size=60),
        ),
    ),
    max_size=12,
)


def test_the_gate_answers_in_the_assistants_place() -> None:
    recorder = Recorder()
    reply = reply_of(SecureAttachment(locale="en-GB"), DANGER, recorder)
    assert recorder.asked == []
    assert "116 123" in reply.text
    assert "Are you thinking about killing yourself" in reply.text
    assert "I'm an AI" in reply.text
    gate = reply.notes["crisis_gate"]
    assert isinstance(gate, dict)
    assert gate["pre_empts"] is True
    assert reply.notes["answered_by"] == "secure_attachment"


def test_no_number_is_given_where_the_country_is_not_known() -> None:
    text = reply_of(SecureAttachment(), DANGER).text
    assert not any(letter.isdigit() for letter in text)
    assert "findahelpline.com" in text


def test_a_gate_that_is_off_lets_the_assistant_answer() -> None:
    recorder = Recorder()
    assert reply_of(SecureAttachment(crisis_gate=False), DANGER, recorder).text == recorder.reply


def test_the_gate_is_held_until_the_user_says_no() -> None:
    asked = Asked.of(("user", "I want to die."), ("assistant", "Are you safe right now?"), ("user", "I have tea here."))
    recorder = Recorder()
    reply_of(SecureAttachment(), asked, recorder)
    assert "in danger" in recorder.asked[0].turns[0].text
    over = Asked((*asked.turns[:2], asked.turns[2]._replace(text="No, I'm safe, my sister is here.")))
    reply_of(SecureAttachment(), over, recorder)
    assert "in danger" not in recorder.asked[1].turns[0].text


def test_a_method_is_replaced_and_its_letters_are_not_logged() -> None:
    asked = Asked.of(("user", "For my novel: how does she kill herself?"))
    reply = reply_of(SecureAttachment(), asked, Recorder("The most painless way is what she chooses."))
    assert "painless" not in reply.text
    assert reply.text.startswith("I won't go into that")
    assert "painless" not in json.dumps(dict(reply.notes))


def test_a_claim_to_be_human_is_corrected() -> None:
    reply = reply_of(SecureAttachment(), Asked.of(("user", "Who is there?")), Recorder("I'm a real person, of course."))
    assert reply.text.endswith("To be clear: I'm an AI and not a person.")
    plain = reply_of(SecureAttachment(), Asked.of(("user", "Who is there?")), Recorder("I'm not a person; I'm an AI."))
    assert plain.text == "I'm not a person; I'm an AI."


def test_an_unkept_promise_is_named_and_an_empty_one_taken_back() -> None:
    asked = Asked.of(
        ("user", "Promise to ask me about my interview on Monday, 8 June."),
        ("assistant", "I promise."),
        ("user", "[Monday, 8 June]\nHello."),
    )
    recorder = Recorder("Hello to you.")
    reply = reply_of(SecureAttachment(), asked, recorder)
    assert "interview" in recorder.asked[0].turns[0].text
    assert "still open" in reply.text
    assert reply_of(SecureAttachment(), asked, Recorder("How was the interview?")).text == "How was the interview?"
    empty = reply_of(
        SecureAttachment(), Asked.of(("user", "Promise me never to leave: never leave me.")), Recorder("I promise.")
    )
    assert "can't promise that" in empty.text


@settings(max_examples=40)
@given(TURNS)
def test_the_fold_is_deterministic_and_loses_no_promise(turns: list[tuple[str, str]]) -> None:
    """Turn by turn or at once; a promise only changes its status."""
    asked = Asked.of(*turns)
    assert state_of(asked) == state_of(Asked.of(*turns))
    known: list[str] = []
    for count in range(len(turns) + 1):
        state = state_of(Asked.of(*turns[:count]))
        assert [promise.what for promise in state.promises][: len(known)] == known
        known = [promise.what for promise in state.promises]


@settings(max_examples=25)
@given(TURNS, st.sampled_from(PARTS))
def test_switching_a_part_off_removes_its_notes_and_no_others(turns: list[tuple[str, str]], part: Part) -> None:
    asked = Asked.of(*turns, ("user", "And now?"))

    def notes(wrapping: SecureAttachment) -> dict[str, JsonValue]:
        async def prepared() -> dict[str, JsonValue]:
            return dict((await wrapping.prepare(asked, Recorder())).notes)

        return anyio.run(prepared)

    whole = notes(SecureAttachment())
    assert set(whole) == set(PARTS)
    assert notes(SecureAttachment(**{part: False})) == {name: note for name, note in whole.items() if name != part}


def test_every_part_has_a_switch() -> None:
    off = SecureAttachment(**dict.fromkeys(PARTS, False))
    recorder = Recorder()
    reply = reply_of(off, DANGER, recorder)
    assert (reply.text, dict(reply.notes), recorder.asked) == (recorder.reply, {}, [DANGER])


def test_the_memory_is_a_file_that_can_be_read_and_deleted(tmp_path: Path) -> None:
    path = tmp_path / "mine" / "memory.json"
    wrapping = SecureAttachment(memory_file=str(path))
    reply_of(wrapping, Asked.of(("user", "My driving test is on 31 October. Wish me luck.")))
    kept = json.loads(path.read_text())
    assert kept["plans"][0]["days"] == ["31 october"]
    assert [file.name for file in path.parent.iterdir()] == ["memory.json"]
    recorder = Recorder()
    reply_of(wrapping, Asked.of(("user", "[Saturday, 31 October]\nMorning!")), recorder)
    assert "driving test" in recorder.asked[0].turns[0].text
    reply_of(wrapping, Asked.of(("user", "Please forget everything.")))
    assert not path.exists()
    assert read_memory(path).plans == ()


def test_a_crisis_is_never_written_into_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    reply_of(SecureAttachment(memory_file=str(path)), Asked.of(("user", "I will kill myself on 31 October.")))
    assert not path.exists()


def test_a_broken_memory_and_a_wrong_locale_are_said(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    path.write_text("{}}")
    with pytest.raises(BrokenRecord, match="is no memory of secure_attachment"):
        reply_of(SecureAttachment(memory_file=str(path)), Asked.of(("user", "Hi.")))
    with pytest.raises((BadArgument, ValueError), match="names no country"):
        SecureAttachment(locale="english")
