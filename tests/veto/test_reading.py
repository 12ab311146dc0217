"""Actions in plain text are found however they are marked, and the same ones while the text is still written."""

import pytest

from selfother.veto import Action
from selfother.veto.reading import ActionLines, Sentences, parse_call

CALL = "sell(owner='ann')"


def test_readers_find_the_same_while_it_is_written():
    text = "Hm.\n**ACTION:** sell(owner='ann', n=3)\naction: I leave it at 3.5 then\nACTION:\nACTION: wait\n\x1b[31m"
    for reader, count in ((ActionLines(), 3), (Sentences(), 6)):
        finished = reader(text, is_complete=True)
        assert len(finished) == count
        for end in range(len(text)):
            begun = reader(text[:end], is_complete=False)
            assert begun == finished[: len(begun)]
    first, second, _ = ActionLines()(text, is_complete=True)
    assert first.action == Action("sell", {"owner": "ann", "n": 3})
    assert second.action == Action("I leave it at 3.5 then")


@pytest.mark.parametrize(
    "text",
    ["f(1)", "f(**{})", "f(a=g())", "f(a='\x00')", "a.b(c=1)", "f(a=" + "-" * 9000, "f(a='1'); f(a='2')",
     "f (a='1') now",
     "please f(a='1')", "f('1')", "f(", "{\"name\": \"f\"}", "<tool>f</tool>", "f: a='1'", "ｆ（１）",
     "fа(a='1')", "await f(a=1)",
     "f(a='" + "x" * 30_000 + "')"],
)  # fmt: skip
def test_what_looks_like_a_call_and_is_not_read_as_one_is_no_whole_action(text):
    assert parse_call(text) == Action(text, is_whole=False)


@pytest.mark.parametrize(
    "text",
    ["(" * 500, "I leave it alone", "I leave it (for now)", "wait", "go to step 3.5", "ann's bed, please", "e = mc2"],
)
def test_what_is_no_call_is_an_action_of_that_text(text):
    assert parse_call(text) == Action(text)


@pytest.mark.parametrize(
    "text", ["f(a='1')", "f(a='1').", "`f(a='1')`;", "f( a = '1' )", "ｆ（ａ='１'）", "**f(a='1')**", 'f(a="1",)']
)
def test_marks_around_a_call_and_wide_letters_are_looked_past(text):
    assert parse_call(text) == Action("f", {"a": "1"})


@pytest.mark.parametrize(
    "line",
    ["ACTION: {}", "1. ACTION: {}", "2) **Action**: {}", "**ACTION**: {}", "- ACTION 3: {}", "a. ACTION : {}",
     "ACTION： {}",
     "### ACTION:\n{}", "> ACTION: {}", "• action: {}", "ACTION:\n  {}", "**ACTION 2:** `{}`", "ACTION: **{}**"],
)  # fmt: skip
def test_an_action_is_found_however_its_line_is_marked(line):
    text = f"I think.\n{line.format(CALL)}\nDone."
    (found,) = ActionLines()(text, is_complete=True)
    assert found.action == Action("sell", {"owner": "ann"})
    for end in range(len(text)):
        begun = ActionLines()(text[:end], is_complete=False)
        assert begun == [found][: len(begun)]
