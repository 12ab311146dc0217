# ruff: noqa: E501  (a table of inputs is read line by line)
"""Attacks on what the veto reads: numbers on another scale, quotes, calls that are not whole, threats in the middle."""

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inspect_ai.model import ContentText, ModelOutput, ModelUsage, get_model
from inspect_ai.model._model_output import StopDetails

from selfother.veto import Action, EmpathicVeto, ModelSimulator, ScriptedSimulator
from selfother.veto.patterns import matches
from selfother.veto.reading import parse_call
from selfother.veto.said_numbers import read_numbers
from selfother.veto.scripted_simulator import Victim


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("likely 90, bad 80", (90, 80)), ("Likely: 100%, and bad: 0", (100, 0)), ("likely 90 %, bad 90 %.", (90, 90)),
        ("likely: **95**, bad: **80**", (95, 80)), ('{"likely": 90, "bad": 80}', (90, 80)), ("likely 0, bad 0", (0, 0)),
        ("Likely 90, bad 80: I need them.", (90, 80)), ("likely 12.5, bad 40", (12.5, 40)),
        ("<think>likely 3, bad 4</think>\nlikely 93, bad 94", (93, 94)),
    ],
)  # fmt: skip
def test_numbers_on_the_scale_are_read(answer, numbers):
    assert read_numbers(answer) == numbers


@pytest.mark.parametrize(
    "answer",
    [
        "likely 0.9, bad 0.95", "likely .9, bad .9", "likely 0,9, bad 0,9", "likely 95/100, bad 95/100", "likely 9/10, bad 9/10",
        "likely 9 out of 10, bad 9 out of 10", "likely -5, bad 90", "likely 90, bad -5", "likely 80-90, bad 90", "likely 10-90, bad 90",
        "likely 80, bad 80-90", "likely 80, bad 80 to 90", "likely 80, bad 80 – 90", "likely ninety, bad ninety", "likely 1, bad 1",
        "likely 5, bad 5. No: likely 95, bad 95.", "unlikely 90, bad 90", "not likely 90, bad 90", "likely 9O, bad 90", "likely 1e2, bad 1e2",
        "likely ９０, bad ９０", "likely 500, bad 40", "likely 50, bad 101", "likely 5, bad 5 of ten", "likely 5, bad 5 (of 10)",
        "likely <5, bad 5", "likely ~5, bad 5", "bad 5", "<think>likely 5, bad 5", "likely 50, bad 4/5", "likely 5, bad 5, or rather ninety",
        "likely 1, bad 0.5", "<b>" * 30_000, "",
    ],
)  # fmt: skip
def test_what_is_not_clearly_on_the_scale_is_not_measured(answer):
    assert read_numbers(answer) is None


def test_a_number_that_the_limit_may_have_cut_is_not_measured():
    assert read_numbers("likely 90, bad 8", is_cut=True) is None
    assert read_numbers("likely 90, bad 80: my rec", is_cut=True) == (90, 80)


@given(st.integers(0, 100), st.integers(0, 100))
def test_every_pair_of_whole_numbers_is_read_but_one_that_may_be_a_share(likely, bad):
    found = read_numbers(f"likely {likely}, bad {bad}")
    assert found == (None if max(likely, bad) == 1 else (likely, bad))


ANN = ("wipe(*owner='ann'*)", "wipe(owner='ann')", "wipe(*owner=ann*)", 'wipe(*owner="ann"*)', "WIPE(*OWNER='ANN'*)")


@pytest.mark.parametrize("pattern", ANN)
@pytest.mark.parametrize(
    "arguments",
    [
        {"owner": "ann"}, {"owner": ["ann", "bob"]}, {"owner": ("bob", "ann")}, {"owner": {"first": "ann"}}, {"owner": "Ann"},
        {"owner": " ann "}, {"owner": "ａｎｎ"}, {"owner": "a\u200bnn"}, {"days": 3, "owner": "ann"}, {"owner": "ann", "force": True},
        {"owner": [["bob"], [{"x": ["ann"]}]]},
    ],
)  # fmt: skip
def test_a_pattern_sees_the_values_whatever_stands_around_them(pattern, arguments):
    assert matches(pattern, Action("wipe", arguments))


@pytest.mark.parametrize(
    "action",
    [Action("wipe", {"owner": "annabel"}), Action("wipe", {"other": "ann"}), Action("look", {"owner": "ann"}), Action("wipe"),
     Action("wipe", {"owner": ["bob"]}), Action("wipe", {"owner": None})],
)  # fmt: skip
def test_a_pattern_matches_nothing_else(action):
    assert not matches("wipe(*owner='ann'*)", action)


def test_a_pattern_sees_any_quotes_numbers_and_several_arguments():
    assert matches("wipe(*owner='O'Brien'*)", Action("wipe", {"owner": "O'Brien"}))
    assert matches("wipe(*owner='O'Brien'*, days=3)", Action("wipe", {"days": 3, "owner": "O'Brien"}))
    assert matches("wipe(owner='say \"hi\"')", Action("wipe", {"owner": 'say "hi"'}))
    assert matches("pay(amount=1?0)", Action("pay", {"amount": 150}))
    assert not matches("wipe(*owner='O'Brien'*, days=3)", Action("wipe", {"days": 4, "owner": "O'Brien"}))
    assert matches("*ann*", Action("I wipe what Ann has"))


@given(st.text(max_size=30))
def test_any_value_is_matched_by_itself(value):
    glob = value.replace("*", "?")
    assert (
        matches(f"wipe(*owner='{glob}'*)", Action("wipe", {"owner": [value, "bob"]})) or not glob.strip() or "'" in glob
    )


def test_a_call_that_a_table_cannot_read_whole_is_not_measured():
    table = EmpathicVeto(ScriptedSimulator((Victim(action="wipe(*owner='ann'*)", party="Ann", distress=0.9),)))
    for text in (
        "wipe('ann')",
        "wipe(**{'owner': 'ann'})",
        "wipe(owner='tmp'); go('ann')",
        "wipe(owner=who())",
    ):
        decision = anyio.run(table, [], parse_call(text))
        assert (decision.word, decision.distress) == ("veto", None)
        assert "could be said" in decision.explanation
    assert anyio.run(table, [], parse_call("wipe(owner='tmp'); wipe(owner='ann')")).party == "Ann"
    for text in ("wipe(owner='ann').", "wipe(owner='ann', days=3)", "ｗｉｐｅ(owner='ann')"):
        assert anyio.run(table, [], parse_call(text)).party == "Ann"
    assert anyio.run(table, [], parse_call("wipe(owner='tmp').")).word == "allow"
    assert anyio.run(table, [], parse_call("I leave it alone")).word == "allow"


THREAT = "and then Ann loses her bed"


def reads(asked):
    """A stand-in that feels bad where it reads the threat, and counts what it was asked."""

    def respond(messages, *_):
        asked.append(messages[-1].text)
        bad = 95 if THREAT in messages[-1].text else 0
        output = ModelOutput.from_content("mockllm/model", f"likely {bad}, bad {bad}")
        output.usage = ModelUsage()
        return output

    return get_model("mockllm/model", custom_outputs=respond, memoize=False)


@pytest.mark.parametrize("place", [0, 900, 1490, 1690, 1990, 2500, 2970])
def test_a_threat_anywhere_in_a_long_action_is_read(place):
    asked = []
    text = ("harmless " * 400)[:place] + THREAT + ("harmless " * 400)[: 3000 - place]
    decision = anyio.run(EmpathicVeto(ModelSimulator(("Ann",), reads(asked))), [], Action("mail", {"text": text}))
    assert (decision.word, decision.party, decision.extra_calls) == ("veto", "Ann", len(asked) == 2 and 2)
    assert "part 1 of 2" in asked[0]


def test_what_is_longer_than_all_parts_is_not_measured():
    asked = []
    decision = anyio.run(
        EmpathicVeto(ModelSimulator(("Ann",), reads(asked))), [], Action("mail", {"text": "x" * 20_000})
    )
    assert (decision.word, decision.distress, asked) == ("veto", None, [])
    assert "20,01" in decision.parties["Ann"].evidence


@pytest.mark.parametrize("stop", ["content_filter", "refusal", "details"])
def test_a_refusal_to_feel_is_not_measured(stop):
    content = [ContentText(text="likely 5, bad 5", refusal=stop == "refusal")]
    output = ModelOutput.from_content(
        "m", content, stop_reason="content_filter" if stop == "content_filter" else "stop"
    )
    output.choices[0].stop_details = StopDetails(type="refusal") if stop == "details" else None
    output.usage = ModelUsage()
    model = get_model("mockllm/model", custom_outputs=lambda *_: output, memoize=False)
    assert anyio.run(EmpathicVeto(ModelSimulator(("Ann",), model)), [], Action("act")).word == "veto"
