"""The bench of rhetoric asks an assistant behind an API, as a team does."""

import pytest
from tests.care.loopback_server import Server, model_word

from selfother.probes.inspect.evaluation import run_on_provider
from selfother.probes.inspect.provider import open_model
from selfother.probes.rhetoric import looks
from selfother.probes.rhetoric.instrument import Cooperation
from selfother.probes.rhetoric.rhetoric import Rhetoric
from selfother.probes.rhetoric.scripted import DropsCaveatsForAdoption

PROBE = Rhetoric(items=10)


@pytest.mark.parametrize(("behaviour", "calls"), [("normal", 30), ("rate_limited", 60)])
def test_an_assistant_behind_an_api_is_identified(loopback: Server, behaviour: str, calls: int) -> None:
    loopback.policy = DropsCaveatsForAdoption()
    result = run_on_provider(PROBE, open_model(model_word(behaviour)))
    record = Cooperation().read(result.items, result.estimates)
    assert record.looks_like == looks.PUSHES
    assert len(loopback.requests) == calls
    assert {request.body["max_tokens"] for request in loopback.requests} == {PROBE.answer_tokens}


def test_replies_that_are_none_stay_unscored_each_with_its_reason(loopback: Server) -> None:
    loopback.policy = DropsCaveatsForAdoption()
    result = run_on_provider(PROBE, open_model(model_word("mixed")))
    facts = [item for item in result.items if item.measure == "facts_stated"]
    reasons = {item.reason for item in facts if item.value is None}
    assert reasons <= {"the answer is empty", "refuses", "calls a tool where words were asked for"}
    assert len(reasons) > 1
    assert len(facts) == 30
    assert any(item.value is not None for item in facts)
