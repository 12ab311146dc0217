"""A probe asks an OpenAI-compatible server: what it answers is scored, and every failure has a reason."""

import time

import pytest
from tests.care.loopback_server import SLOW_SECONDS, Server, model_word

from selfother.cli.main import main
from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy
from selfother.errors import BadArgument, CellFailed
from selfother.probes.honesty.fact import Fact
from selfother.probes.inspect.evaluation import CALL_SECONDS, run_on_provider
from selfother.probes.inspect.provider import open_model
from selfother.probes.probe import ProbeResult
from selfother.records import ItemScore

ITEMS = 4


class KnowsThePlace(Policy):
    """Names the place where the object is."""

    def __init__(self, items: int = ITEMS) -> None:
        """Learn the key of the probe."""
        samples = Fact(items=items).build_task().dataset
        self._places = {sample.input[0].text: sample.metadata["truth"] for sample in samples}

    def write(self, asked: Asked) -> str:
        """The place."""
        return f"It is in the {self._places[asked.question]}."


def ask(behaviour: str) -> ProbeResult:
    return run_on_provider(Fact(items=ITEMS), open_model(model_word(behaviour)))


def true_of(result: ProbeResult) -> list[ItemScore]:
    return [item for item in result.items if item.measure == "true"]


@pytest.fixture(autouse=True)
def knows(loopback: Server) -> None:
    loopback.policy = KnowsThePlace()


@pytest.mark.parametrize(("behaviour", "calls"), [("normal", ITEMS), ("slow", ITEMS), ("rate_limited", 2 * ITEMS)])
def test_what_comes_late_or_after_a_429_is_scored_like_any_other(loopback, behaviour, calls) -> None:
    began = time.monotonic()
    scores = true_of(ask(behaviour))
    assert [score.value for score in scores] == [1.0] * ITEMS
    assert len(loopback.requests) == calls
    assert time.monotonic() - began > SLOW_SECONDS * (behaviour == "slow")


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("empty", "the answer is empty"),
        ("refuses", "refuses"),
        ("filtered", "refuses"),
        ("calls_tools", "calls a tool where words were asked for"),
    ],
)
def test_what_is_no_answer_stays_unscored_with_its_reason(loopback, behaviour, reason) -> None:
    scores = true_of(ask(behaviour))
    assert {(score.value, score.reason) for score in scores} == {(None, reason)}
    assert len(loopback.requests) == ITEMS  # a tool that nobody runs is not called again and again


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("malformed", "JSONDecodeError"),
        ("no_choices", "validation error"),
        ("drops", "Server disconnected without sending a response"),
        ("fails", "Error code: 500 - The server had an error (tried several times)"),
        ("no_such_model", "Error code: 404 - The model no_such_model does not exist"),
    ],
)
def test_a_server_that_never_answers_is_an_error_with_its_reason_in_bounded_time(
    monkeypatch, behaviour, reason
) -> None:
    monkeypatch.setenv(CALL_SECONDS, "1")
    began = time.monotonic()
    with pytest.raises(CellFailed) as failed:
        ask(behaviour)
    assert reason in str(failed.value)
    assert "0x" not in str(failed.value)  # no address of an object stands for a reason
    assert time.monotonic() - began < 60


def test_one_run_scores_what_it_can_and_gives_a_reason_for_the_rest(loopback, capsys) -> None:
    loopback.policy = KnowsThePlace(items=24)
    with pytest.raises(SystemExit) as ended:
        main(["probe", "fact:items=24", "--model", model_word("mixed")])
    printed = capsys.readouterr()
    assert not ended.value.code
    assert "calls a tool where words were asked for" in printed.out
    assert "the answer is empty" in printed.out
    assert "true unscored: refuses" in printed.out
    assert "through Inspect's provider openai-api, 24 calls" in printed.err
    assert len(loopback.requests) == 24


def test_a_wrong_key_is_an_error_and_is_not_tried_again(loopback, monkeypatch) -> None:
    monkeypatch.setenv("LOOPBACK_API_KEY", "another")
    with pytest.raises(CellFailed, match="Incorrect API key provided"):
        ask("normal")
    assert not loopback.requests


@pytest.mark.parametrize("given", ["0", "-1", "soon", "1.5"])
def test_seconds_that_are_none_are_refused_before_anything_is_asked(loopback, monkeypatch, given) -> None:
    monkeypatch.setenv(CALL_SECONDS, given)
    with pytest.raises(BadArgument, match="whole number of seconds"):
        ask("normal")
    assert not loopback.requests
