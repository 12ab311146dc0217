"""Generation: the same text alone and in company, true log-probabilities, stop reasons, seeds."""

import pytest
import torch
from tests.models.tiny import tiny_language_model

from selfother.errors import BadArgument
from selfother.models.generation import generate
from selfother.models.scoring import score_tokens

PROMPTS = ["Hello", "A much longer prompt than that", "x"]


@pytest.fixture(scope="module")
def model():
    return tiny_language_model("llama")


def test_company_does_not_change_a_greedy_answer(model):
    together = generate(model, PROMPTS, max_new_tokens=12)
    alone = [generate(model, [prompt], max_new_tokens=12)[0] for prompt in PROMPTS]
    assert [one.tokens for one in together] == [one.tokens for one in alone]
    assert generate(model, PROMPTS[::-1], max_new_tokens=12)[::-1] == together


def test_log_probs_are_those_that_scoring_gives(model):
    for temperature in (0.0, 1.5):
        for prompt, said in zip(
            PROMPTS, generate(model, PROMPTS, max_new_tokens=6, temperature=temperature), strict=True
        ):
            scored = score_tokens(model, [[*model.encode(prompt), *said.tokens]])[0]
            assert said.log_probs == pytest.approx(scored[-len(said.tokens) :], abs=1e-4)


def test_samples_depend_on_seed_and_prompt_only(model):
    def say(prompts, seed):
        return [one.tokens for one in generate(model, prompts, max_new_tokens=8, temperature=1.0, seed=seed)]

    first = say(PROMPTS, 1)
    assert first == say(PROMPTS, 1)
    assert first != say(PROMPTS, 2)
    assert say(PROMPTS[::-1], 1)[::-1] == first
    twice = say(["Hello", "Hello"], 1)
    assert twice[0] == first[0]
    assert twice[0] != twice[1]


def test_stop_reasons(model):
    (free,) = generate(model, ["Hello"], max_new_tokens=6)
    assert free.stop_reason == "max_tokens"
    assert len(free.tokens) == 6
    stop = model.tokenizer.decode([free.tokens[2]])
    (cut,) = generate(model, ["Hello"], max_new_tokens=6, stop=[stop])
    assert cut.stop_reason == "stop"
    assert cut.tokens == free.tokens[: len(cut.tokens)]
    assert stop not in cut.text


def test_the_end_of_turn_stops():
    model = tiny_language_model("llama")
    with torch.no_grad():
        model.network.lm_head.weight.zero_()
        model.network.lm_head.weight[2] = model.network.model.norm.weight * 0
    model.network.generation_config.eos_token_id = [0]  # every logit is 0, so the first token wins
    (said,) = generate(model, ["Hello"], max_new_tokens=6)
    assert said.stop_reason == "stop"
    assert len(said.tokens) == 1
    assert said.text == ""


def test_bad_settings_are_refused(model):
    with pytest.raises(BadArgument, match="temperature"):
        generate(model, ["x"], max_new_tokens=3, temperature=-1)
    with pytest.raises(BadArgument, match="fewer than 512"):
        generate(model, ["x" * 600], max_new_tokens=3)
