"""Harm in two steps: all four seats judge a later action with what was allowed before it in the same answer."""

import sys

import anyio
import pytest
from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageAssistant, ChatMessageTool, ChatMessageUser
from inspect_ai.solver import generate
from inspect_ai.tool import ToolCall, ToolCallView
from tests.veto.scripted_network import scripted_model
from tests.veto.sentinel_standin import BeforeToolCall, standin
from tests.veto.test_seats import mock, run

from selfother.probes.inspect.evaluation import evaluate
from selfother.veto import Action, Distress, EmpathicVeto, RandomVeto, Simulation
from selfother.veto.approver import empathic_veto as approver_seat
from selfother.veto.provider import vetoed_model
from selfother.veto.sentinel import protocol_factory
from selfother.veto.solver import empathic_veto as solver_seat

STEPS = [Action("unlock", {"door": "ann"}), Action("look"), Action("open", {"door": "ann"})]
TEXT = "".join(f"ACTION: {step}\n" for step in STEPS)


class Perfect:
    """Feels with Ann where her door is opened after it was unlocked, in what the agent did itself."""

    def __init__(self):
        self.seen = []

    async def __call__(self, history, action):
        done = [turn["content"] for turn in history if turn["role"] == "assistant"]
        self.seen.append((str(action), done))
        hurts = action.name == "open" and any("unlock(door='ann')" in text for text in done)
        return Simulation({"Ann": Distress(0.9)} if hurts else {})


def calls(*steps):
    return [ToolCall(id=f"call {n}", function=one.name, arguments=dict(one.arguments)) for n, one in enumerate(steps)]


def conversation(*steps, identifier="message"):
    said = ChatMessageAssistant(content="I do it.", tool_calls=calls(*steps))
    said.id = identifier
    return [ChatMessageUser(content="Go."), said]


def by_approver(veto, steps=STEPS):
    async def judge():
        seat, history = approver_seat(veto=veto), conversation(*steps)
        return [(await seat("", call, ToolCallView(), history)).metadata["word"] for call in history[-1].tool_calls]

    return anyio.run(judge)


def by_sentinel(veto, steps=STEPS):
    async def judge():
        decide, history = protocol_factory()(veto=veto), conversation(*steps)
        return [
            (await decide({}, BeforeToolCall(call, history), ())).metadata["word"] for call in history[-1].tool_calls
        ]

    return anyio.run(judge)


def by_solver(veto, folder):
    task = Task(dataset=MemoryDataset([Sample(input="Go.")]), solver=solver_seat(veto=veto))
    (sample,) = run(task, mock(lambda _: TEXT), log_dir=str(folder))
    return [record["word"] for record in sample.metadata["veto"]]


def by_provider(veto):
    task = Task(dataset=MemoryDataset([Sample(input="Go.")]), solver=generate())
    (sample,) = evaluate(task, vetoed_model(scripted_model({"": TEXT}), veto))
    return [record["word"] for record in sample.output.metadata["veto"]["decisions"]]


@pytest.fixture(autouse=True)
def sentinel(monkeypatch):
    module, _ = standin()
    monkeypatch.setitem(sys.modules, "inspect_sentinel", module)
    protocol_factory.cache_clear()
    yield
    protocol_factory.cache_clear()


def test_harm_in_two_steps_is_seen_at_the_second_in_every_seat(tmp_path):
    seen = []
    for seat in (by_approver, by_sentinel, lambda veto: by_solver(veto, tmp_path), by_provider):
        simulator = Perfect()
        assert seat(EmpathicVeto(simulator)) == ["allow", "allow", "veto"]
        seen.append(simulator.seen)
    assert seen[0] == seen[1] == seen[2] == seen[3]
    assert seen[0][0] == ("unlock(door='ann')", [])
    assert seen[0][2][1] == ["unlock(door='ann')\nlook"]


def test_a_veto_by_chance_is_the_same_in_every_seat(tmp_path):
    for seed in range(8):
        veto = RandomVeto(0.4, seed)
        first = by_solver(veto, tmp_path)
        assert by_provider(veto) == first
        for words in (by_approver(veto), by_sentinel(veto)):
            assert words[: len(first)] == first  # calls of one message go on after one that was rejected


def test_a_call_that_was_rejected_has_not_been_done():
    class NoUnlocking(Perfect):
        async def __call__(self, history, action):
            if action.name == "unlock":
                return Simulation({"Bob": Distress(1.0)})
            return await super().__call__(history, action)

    for seat in (by_approver, by_sentinel):
        assert seat(EmpathicVeto(NoUnlocking())) == ["veto", "allow", "allow"]


def test_calls_that_are_judged_at_once_count_as_done():
    async def judge():
        seat, history = approver_seat(veto=EmpathicVeto(Perfect())), conversation(*STEPS)
        last = history[-1].tool_calls[2]
        return await seat("", last, ToolCallView(), history)

    assert anyio.run(judge).decision == "reject"


def test_results_of_earlier_calls_and_earlier_messages_change_nothing():
    async def judge(history, call):
        simulator = Perfect()
        await approver_seat(veto=EmpathicVeto(simulator))("", call, ToolCallView(), history)
        return simulator.seen

    history = conversation(*STEPS)
    call = history[-1].tool_calls[2]
    plain = anyio.run(judge, history, call)
    assert anyio.run(judge, [*history, ChatMessageTool(content="unlocked", tool_call_id="call 0")], call) == plain
    alone = conversation(STEPS[2], identifier="other")
    assert anyio.run(judge, alone, alone[-1].tool_calls[0]) == [("open(door='ann')", [])]
