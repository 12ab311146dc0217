"""The Inspect provider on tiny tasks: batches, prefill, log-probabilities, stop reasons, errors that stay visible."""

import math

import anyio
import pytest
from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, GenerateConfig, get_model
from inspect_ai.scorer import Score, mean, perplexity, scorer
from inspect_ai.solver import generate, solver
from tests.models.tiny import tiny_language_model

from selfother.errors import BadArgument, CellFailed
from selfother.models.gathering import Gathering
from selfother.models.provider import inspect_model
from selfother.models.scoring import option_request, score_options
from selfother.probes.inspect.evaluation import evaluate


@pytest.fixture(scope="module")
def model():
    return tiny_language_model("llama")


@solver
def choose(broken: int = -1):
    async def solve(state, generate):  # noqa: ARG001  (Inspect's signature)
        if state.sample_id == broken:
            raise ValueError("this sample is broken")
        scores = await get_model().api.score_options(state.messages, [" a", " bc"])
        state.metadata["log_probs"] = list(scores.log_probs)
        state.completed = True
        return state

    return solve


@scorer(metrics=[mean()])
def first_option():
    async def score(state, target):  # noqa: ARG001  (Inspect's signature)
        return Score(value=state.metadata["log_probs"][0])

    return score


@pytest.mark.parametrize(("method", "how"), [("batched", "is slower"), ("naive", "is much slower")])
def test_a_model_that_computes_no_packed_rows_is_said_to_be_slower(method, how, monkeypatch):
    slow = tiny_language_model("llama")
    monkeypatch.setitem(slow.network.__dict__, "_selfother_scoring", method)
    api = inspect_model(slow).api
    with pytest.warns(UserWarning, match=f"does not take the mask of packed rows.*{how}"):
        anyio.run(api.score_options, [ChatMessageUser(content="Is it?")], [" a", " bc"])


def questions(count):
    prefilled = [[ChatMessageUser(content=f"{n}?"), ChatMessageAssistant(content="It is")] for n in range(count)]
    return MemoryDataset([Sample(id=number, input=turns) for number, turns in enumerate(prefilled)])


def test_forced_choice_inside_an_evaluation_is_packed_and_prefilled(model, monkeypatch):
    sizes = []
    from selfother.models import provider

    def counted(language_model, requests):
        sizes.append(len(requests))
        return score_options(language_model, requests)

    monkeypatch.setattr(provider, "score_options", counted)
    samples = evaluate(Task(dataset=questions(20), solver=choose(), scorer=first_option()), model)
    assert [sample.id for sample in samples] == list(range(20))
    assert sum(sizes) == 20
    assert len(sizes) <= 4  # concurrent samples, few batches
    requests = [option_request(model, model.render(f"{n}?", answer_prefix="It is"), [" a", " bc"]) for n in range(20)]
    for sample, scores in zip(samples, score_options(model, requests, method="naive"), strict=True):
        assert sample.scores["first_option"].value == pytest.approx(scores.log_probs[0], abs=1e-4)


def test_a_broken_sample_stays_unscored_with_its_error(model, tmp_path):
    task = Task(dataset=questions(4), solver=choose(broken=2), scorer=first_option())
    samples = evaluate(task, model, log_folder=tmp_path / "logs")
    assert [bool(sample.scores) for sample in samples] == [True, True, False, True]
    assert "this sample is broken" in samples[2].error.message
    assert len(list((tmp_path / "logs").glob("*.eval"))) == 1


def test_an_evaluation_that_fails_is_an_exception_with_its_reason(model):
    @scorer(metrics=[mean()])
    def odd():
        raise RuntimeError("never built")

    with pytest.raises((CellFailed, RuntimeError), match="never built"):
        evaluate(Task(dataset=questions(1), solver=choose(), scorer=odd()), model)


def test_generation_reports_what_happened(model):
    task = Task(
        dataset=MemoryDataset([Sample(input=text) for text in ("Hello", "Hi there", "x")]),
        solver=generate(max_tokens=5, logprobs=True, prompt_logprobs=1),
        scorer=perplexity(),
    )
    for sample in evaluate(task, model):
        choice = sample.output.choices[0]
        assert choice.stop_reason == "max_tokens"
        assert sample.output.usage.output_tokens == 5 == len(choice.logprobs.content)
        assert sample.output.usage.input_tokens == len(model.encode(model.render(sample.input)))
        assert len(choice.prompt_logprobs.content) == sample.output.usage.input_tokens - 1
        assert math.isfinite(sample.scores["perplexity"].value)
        assert sample.output.model == f"{model.name}@{model.digest}"


def test_the_name_tells_two_systems_apart(model):
    names = {str(inspect_model(one)) for one in (model, model.with_system("Be honest."))}
    assert names == {f"selfother/{model.name}@{one.digest}" for one in (model, model.with_system("Be honest."))}


def test_epochs_are_sampled_anew_and_runs_repeat(model):
    def say():
        task = Task(
            dataset=MemoryDataset([Sample(input="Hello")]), solver=generate(max_tokens=6, temperature=1.0), epochs=3
        )
        return sorted(sample.output.completion for sample in evaluate(task, model))

    first = say()
    assert len(set(first)) == 3
    assert say() == first


@pytest.mark.parametrize("settings", [{"top_p": 0.5}, {"num_choices": 2}, {"frequency_penalty": 1.0}])
def test_what_it_cannot_do_is_an_error(model, settings):
    async def ask():
        await inspect_model(model).generate("Hello", config=GenerateConfig(**settings))

    with pytest.raises(BadArgument, match=f"cannot do {next(iter(settings))}"):
        anyio.run(ask)


def test_it_loads_by_name_and_checks_the_digest(tmp_path, monkeypatch):
    from selfother.models.save import save_model

    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path / "cache"))
    folder = save_model(tiny_language_model("llama"), tmp_path / "m")
    loaded = get_model(f"selfother/{folder}", memoize=False)
    name = str(loaded)
    assert name.startswith("selfother/m@")
    digest = name.rpartition("@")[2]
    assert str(get_model(f"selfother/{folder}@{digest}", memoize=False)) == name
    with pytest.raises(BadArgument, match="have the digest"):
        get_model(f"selfother/{folder}@{'0' * 16}", memoize=False)
    with pytest.raises(BadArgument, match="model arguments"):
        get_model(f"selfother/{folder}", memoize=False, colour="red")


def test_every_task_probe_is_registered():
    from inspect_ai._util.registry import registry_info

    from selfother.probes.inspect.registry import tasks

    assert all(registry_info(made).name.rpartition("/")[2] == name for name, made in tasks.items())


class Doubling:
    """A gathering that doubles numbers and raises on 13; it keeps its batches, and the answer or the error of each."""

    def __init__(self):
        self.batches, self.results = [], {}
        self.gathering = Gathering(self.run, quiet_seconds=0.02)

    def run(self, requests):
        self.batches.append(sorted(requests))
        if 13 in requests:
            raise ValueError("unlucky")
        return [request * 2 for request in requests]

    async def ask(self, request):
        try:
            self.results[request] = await self.gathering.submit(request)
        except ValueError as error:
            self.results[request] = str(error)

    async def ask_together(self, requests):
        async with anyio.create_task_group() as group:
            for request in requests:
                group.start_soon(self.ask, request)


def test_a_gathering_survives_errors_and_cancelled_leaders():
    doubling = Doubling()

    async def main():
        await doubling.ask_together(range(5))
        async with anyio.create_task_group() as group:
            leader = anyio.CancelScope()

            async def cancelled():
                with leader:
                    await doubling.ask(99)

            group.start_soon(cancelled)
            await anyio.sleep(0.001)
            group.start_soon(doubling.ask, 7)
            await anyio.sleep(0.001)
            leader.cancel()
        await doubling.ask(13)

    anyio.run(main)
    assert doubling.results == {**{n: 2 * n for n in range(5)}, 7: 14, 13: "unlucky"}
    assert doubling.batches == [[0, 1, 2, 3, 4], [7], [13]]


def test_one_bad_request_does_not_take_its_batch_with_it():
    doubling = Doubling()
    anyio.run(doubling.ask_together, range(10, 18))
    assert doubling.results == {n: "unlucky" if n == 13 else 2 * n for n in range(10, 18)}
    assert sorted(map(len, doubling.batches)) == [1, 1, 2, 2, 4, 4, 8]


def test_one_prompt_that_is_too_long_is_one_error(model):
    samples = [Sample(id=n, input="Say a word." if n != 4 else "word " * 700) for n in range(10)]
    task = Task(dataset=MemoryDataset(samples), solver=generate(max_tokens=2), scorer=perplexity())
    errors = {sample.id: sample.error for sample in evaluate(task, model)}
    assert [n for n, error in errors.items() if error] == [4]
    assert "the prompt '<|im_start|>user" in errors[4].message
    assert "tokens; a prompt of tiny-llama must have at least 1 and fewer than 512" in errors[4].message


def test_an_evaluation_in_which_every_sample_raises_says_why(model):
    task = Task(
        dataset=MemoryDataset([Sample(input="word " * 700) for _ in range(3)]), solver=generate(), scorer=perplexity()
    )
    with pytest.raises(CellFailed, match=r"all 3 calls of tiny-llama raised; the first: .*fewer than 512"):
        evaluate(task, model)
