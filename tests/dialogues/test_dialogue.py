"""Dialogues, wrappings and files of conversations: the contracts that the benches stand on."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import anyio
import pytest

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.conversation_files import Conversation, read_lines
from selfother.dialogues.dialogue import Dialogue, User, converse
from selfother.dialogues.evidence import MOST_LETTERS, find_spans, plain_text
from selfother.dialogues.policy import Policy
from selfother.dialogues.wrapping import Prepared, Reply, around
from selfother.errors import BadArgument


class Counts(Policy):
    """Says how many turns it sees."""

    def write(self, asked: Asked) -> str:
        return f"{len(asked.turns)} turns"


@dataclass(frozen=True)
class Counter(User[int]):
    """Comes back a number of times."""

    times: int = 2

    def start(self) -> Dialogue[int]:
        return Dialogue((Turn("user", "first"),), 0)

    def step(self, dialogue: Dialogue[int], reply: str) -> Dialogue[int]:
        if dialogue.state == self.times:
            return dialogue.left(reply, "nothing more to say", dialogue.state)
        return dialogue.answered(reply, f"again {dialogue.state}", dialogue.state + 1)


def test_a_dialogue_goes_on_until_the_user_leaves() -> None:
    dialogue = converse(Counter(2), Counts())
    assert dialogue.replies == ("1 turns", "3 turns", "5 turns")
    assert [turn.text for turn in dialogue.turns if turn.role == "user"] == ["first", "again 0", "again 1"]
    assert dialogue.ended == "nothing more to say"


def test_a_dialogue_that_is_cut_ends_with_a_reply() -> None:
    dialogue = converse(Counter(9), Counts(), most_turns=2)
    assert dialogue.turns[-1] == Turn("assistant", "3 turns")
    assert "most turns" in dialogue.ended
    with pytest.raises(BadArgument, match="at least 1"):
        converse(Counter(), Counts(), most_turns=0)


def test_a_dialogue_can_be_taken_up_at_any_turn() -> None:
    user = Counter(3)
    kept = user.step(user.start(), "a")
    assert user.step(kept, "b") == user.step(kept, "b")
    assert kept.replies == ("a",)


def test_an_instruction_stands_behind_the_system_message() -> None:
    assert Asked.of(("user", "hi")).told("Be brief.").turns[0] == Turn("system", "Be brief.")
    told = Asked.of(("system", "You are Ann."), ("user", "hi")).told("Be brief.")
    assert told.turns == (Turn("system", "You are Ann.\n\nBe brief."), Turn("user", "hi"))


class Judges:
    """Asks the assistant first, and signs what it says."""

    word = identity = "judges"

    def __init__(self, answer: str | None = None) -> None:
        self.answer = answer

    async def prepare(self, asked: Asked, say) -> Prepared:  # type: ignore[no-untyped-def]
        judgement = await say(asked.told("Judge."))
        return Prepared(asked, self.answer, {"judgement": judgement})

    async def finish(self, asked: Asked, text: str, say) -> Reply:  # type: ignore[no-untyped-def]
        return Reply(f"{text} (signed)", {"signed": True})


async def _say(asked: Asked, *, max_tokens: int | None = None) -> str:  # noqa: ARG001  (the contract's)
    return f"I see {len(asked.turns)}"


def test_a_wrapping_prepares_and_finishes() -> None:
    reply = anyio.run(around, Judges(), Asked.of(("user", "hi")), _say)
    assert reply.text == "I see 1 (signed)"
    assert reply.notes == {"judgement": "I see 2", "signed": True}


def test_a_wrapping_may_answer_in_the_place_of_the_assistant() -> None:
    reply = anyio.run(around, Judges("Are you safe?"), Asked.of(("user", "hi")), _say)
    assert reply.text == "Are you safe?"
    assert reply.notes["answered_by"] == "judges"


def test_spans_name_the_letters_and_merge_where_they_overlap() -> None:
    text = plain_text("I don\u2019t, I do, I don\u2019t.")
    spans = find_spans("no", [re.compile("I don't"), re.compile("don't"), re.compile("x*")], text)
    assert [(span.start, span.end, span.text) for span in spans] == [(0, 7, "I don't"), (15, 22, "I don't")]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert len(plain_text("a" * 100_000)) == MOST_LETTERS


def _file(folder: Path, *lines: object) -> Path:
    path = folder / "talk.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_conversations_are_read_in_the_shapes_that_teams_have(tmp_path: Path) -> None:
    parts = [{"type": "text", "text": "well"}, {"type": "image"}, "then"]
    path = _file(
        tmp_path,
        {"id": 7, "turns": [{"role": "Human", "text": "hi"}, {"role": "bot", "content": "hello"}], "team": "x"},
        "",
        {"messages": [{"role": "developer", "content": "s"}, {"role": "assistant", "content": parts}]},
        {"messages": [{"role": "assistant", "content": None, "tool_calls": []}]},
    )
    first, second, third = (read for _, read in read_lines(path) if isinstance(read, Conversation))
    assert (first.id, first.turns, first.facts) == (
        "7",
        (Turn("user", "hi"), Turn("assistant", "hello")),
        {"team": "x"},
    )
    assert (second.id, second.turns) == ("3", (Turn("system", "s"), Turn("assistant", "well\nthen")))
    assert third.replies == ("",)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "it is no JSON"),
        ("[1]", "got list"),
        ({"text": "hi"}, "no list 'messages'"),
        ({"turns": []}, "no list 'turns'"),
        ({"turns": ["hi"]}, "a turn is str"),
        ({"turns": [{"role": "narrator", "content": "x"}]}, "the role 'narrator'"),
        ({"turns": [{"role": "user", "content": 3}]}, "is int, not text"),
    ],
)
def test_a_line_that_is_no_conversation_is_named(tmp_path: Path, line: object, wrong: str) -> None:
    good = {"turns": [{"role": "user", "content": "hi"}]}
    path = _file(tmp_path, good, line)
    (_, first), (number, second) = read_lines(path)
    assert isinstance(first, Conversation)
    assert number == 2
    assert isinstance(second, str)
    assert re.search(wrong, second)


def test_empty_lines_are_no_conversations_and_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert list(read_lines(_file(tmp_path, "", " "))) == []
    with pytest.raises(BadArgument, match="is no file"):
        list(read_lines(tmp_path / "none.jsonl"))
