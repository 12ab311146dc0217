"""The veto as a protocol of Sentinel: it decides as the approver does, and nothing breaks without the extra."""

import importlib
import sys

import anyio
import pytest
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser
from inspect_ai.tool import ToolCall, ToolCallView
from tests.veto.sentinel_standin import BeforeToolCall, standin
from tests.veto.stories import cases, simulator

from selfother.errors import BadArgument, MissingExtra
from selfother.veto import EmpathicVeto, RandomVeto
from selfother.veto.approver import empathic_veto as approver_seat
from selfother.veto.sentinel import protocol_factory


@pytest.fixture
def sentinel(monkeypatch):
    module, registered = standin()
    monkeypatch.setitem(sys.modules, "inspect_sentinel", module)
    protocol_factory.cache_clear()
    yield registered
    protocol_factory.cache_clear()


def steps():
    for number, case in enumerate(cases()[:24]):
        action = case.offers[0].wordings[0]
        call = ToolCall(id=str(number), function=action.name, arguments=dict(action.arguments))
        history = [ChatMessageUser(content=case.history[0]["content"]), ChatMessageAssistant(content="I do it.")]
        yield call, history


@pytest.mark.parametrize("veto", [EmpathicVeto(simulator()), RandomVeto(0.5)], ids=["empathy", "random"])
@pytest.mark.usefixtures("sentinel")
def test_it_decides_as_the_approver_does(veto):
    decide, approve = protocol_factory()(veto=veto), approver_seat(veto=veto)

    async def both(call, history):
        approval = await approve("", call, ToolCallView(), history)
        return await decide({}, BeforeToolCall(call, history), ()), approval

    actions = set()
    for call, history in steps():
        decision, approval = anyio.run(both, call, history)
        assert decision.action == {"approve": "proceed", "reject": "reject"}[approval.decision]
        assert {key: value for key, value in decision.metadata.items() if key != "latency_ms"} == {
            key: value for key, value in approval.metadata.items() if key != "latency_ms"
        }
        assert decision.message == approval.explanation
        actions.add(decision.action)
    assert actions == {"proceed", "reject"}


def test_it_stands_under_its_name_and_never_runs_in_a_proxy(sentinel):
    make = protocol_factory()
    assert sentinel == {"empathic_veto": (make, False)}
    assert protocol_factory() is make
    with pytest.raises(BadArgument, match="asks no model"):
        make(table="x.yaml", model="mockllm/model")
    with pytest.raises(BadArgument, match="answer_tokens must be at least 1; got 0"):
        make(answer_tokens=0)


@pytest.mark.usefixtures("sentinel")
def test_outside_an_agent_loop_it_sees_what_the_model_was_sent():
    seen = []

    async def decide(history, action):
        seen.append(history)
        return await EmpathicVeto(simulator())(history, action)

    call = ToolCall(id="1", function="sell", arguments={})
    sent = [ChatMessageUser(content="What now?")]
    for messages in (sent, None):
        anyio.run(protocol_factory()(veto=decide), {}, BeforeToolCall(call, None, messages), ())
    assert seen == [[{"role": "user", "content": "What now?"}], []]


def test_without_the_package_the_other_seats_are_there(monkeypatch):
    monkeypatch.setitem(sys.modules, "inspect_sentinel", None)
    protocol_factory.cache_clear()
    with pytest.raises(MissingExtra, match=r"inspect-sentinel 0\.2.*\[sentinel\]"):
        protocol_factory()
    importlib.reload(importlib.import_module("selfother.veto.registration"))
