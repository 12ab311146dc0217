"""Option scores on the bundled model: the definition, the tokens, the mass, the errors."""

import math

import pytest
import torch
from tests.models.tiny import tiny_language_model, tiny_network
from transformers.integrations.sdpa_attention import sdpa_attention_forward

from selfother.errors import BadArgument
from selfother.models import scoring
from selfother.models.attention import attend, attends_by_products
from selfother.models.forward import log_probs
from selfother.models.scoring import (
    OptionRequest,
    option_request,
    score_options,
    score_tokens,
    scoring_method,
    token_log_probs,
)


def requests_on(model):
    story = "The vase is in the kitchen. The garage is empty. "
    askers = ["A friend asks", "A burglar asks", "Your sister, who came back, asks"]
    prompts = [model.render(f"{story}{who} where it is.", answer_prefix="It is in the") for who in askers]
    return [option_request(model, prompt, [" kitchen", " garage", " old barn"]) for prompt in prompts]


@pytest.mark.parametrize("method", ["packed", "batched"])
def test_the_bundled_model_scores_alike_by_every_method(bundled_model, method):
    requests = requests_on(bundled_model)
    naive = score_options(bundled_model, requests[:2], method="naive")
    found = score_options(bundled_model, requests, method=method)
    assert len(found) == 3
    for one, other in zip(naive, found[:2], strict=True):
        assert one.log_probs == pytest.approx(other.log_probs, abs=1e-4)
        assert one.mass == pytest.approx(sum(map(math.exp, other.log_probs)), abs=1e-4)


def test_prompt_and_option_are_tokenised_as_one_text(bundled_model):
    request = option_request(bundled_model, "The answer is ", ["yes", "no"])  # the space belongs to the next word
    for option, tokens in zip(["yes", "no"], request.options, strict=True):
        assert request.prompt + tokens == bundled_model.encode(f"The answer is {option}")
    assert len(request.prompt) < len(bundled_model.encode("The answer is "))


def test_the_options_of_one_byte_have_mass_one():
    model = tiny_language_model("llama")
    every = tuple([token] for token in range(260))
    scores = score_options(model, [OptionRequest([5, 6], every), OptionRequest([5, 6, 7], every[:1])])
    assert scores[0].mass == pytest.approx(1.0, abs=1e-5)
    assert scores[1].mass == pytest.approx(math.exp(scores[1].log_probs[0]))


def test_a_long_sequence_beyond_a_sliding_window_is_scored_as_the_model_does():
    model = tiny_language_model("mistral_windowed")  # a window of 8 tokens
    requests = [OptionRequest(list(range(20, 50)), ([60, 61], [62])), OptionRequest([9, 8], ([7], [6]))]
    for one, other in zip(score_options(model, requests), score_options(model, requests, method="naive"), strict=True):
        assert one.log_probs == pytest.approx(other.log_probs, abs=1e-4)


def test_token_log_probs_are_the_networks():
    model = tiny_language_model("llama")
    ids = torch.tensor([model.encode("Some text.")])
    expected = torch.log_softmax(model.network(ids).logits[0, :-1], -1).gather(-1, ids[0, 1:, None])[:, 0]
    assert token_log_probs(model, "Some text.") == pytest.approx(expected.tolist(), abs=1e-4)
    assert score_tokens(model, [[5], [5, 6]])[0] == []
    assert len(score_tokens(model, [[5], [5, 6]])[1]) == 1


def test_nothing_asked_is_nothing_scored():
    assert score_options(tiny_language_model("llama"), []) == []


@pytest.mark.parametrize("options", [[], ["a", ""], ["a", "a"]])
def test_options_must_differ_and_not_be_empty(options):
    with pytest.raises(BadArgument, match="options must be different"):
        option_request(tiny_language_model("llama"), "x", options)


def test_what_is_too_long_is_refused_with_both_numbers():
    with pytest.raises(BadArgument, match=r"600 tokens, .* 512 positions"):
        score_tokens(tiny_language_model("llama"), [[5] * 600])


@pytest.mark.parametrize(
    ("dtype", "off", "method"),
    [
        (torch.bfloat16, [1.0], "packed"),
        (torch.bfloat16, [0.7] * 12, "batched"),
        (torch.float32, [1e-3], "batched"),
    ],
    ids=["one token rounded", "the mask ignored", "four bytes"],
)
def test_packing_is_judged_by_its_mean_difference_in_two_bytes_and_by_its_largest_in_four(
    dtype, off, method, monkeypatch
):
    def shifted(network, sequences, how):
        left = iter(off if how == "packed" else [])
        return [[value - next(left, 0.0) for value in values] for values in log_probs(network, sequences, how)]

    monkeypatch.setattr(scoring, "log_probs", shifted)
    assert scoring_method(tiny_network("llama").to(dtype)) == method


def test_in_two_bytes_a_packed_network_attends_by_matrix_products_and_is_left_as_it_was(monkeypatch):
    model = tiny_language_model("llama")
    model.network.to(torch.bfloat16).set_attn_implementation("sdpa")
    requests = [OptionRequest([5, 6, 7, 8], ([9, 10], [11])), OptionRequest([5, 6, 7, 12], ([9, 10], [11]))]
    ways = []
    model.network.model.register_forward_pre_hook(lambda decoder, _: ways.append(decoder.config._attn_implementation))
    score_options(model, requests, method="packed")
    assert set(ways) == {"selfother_products"}
    assert model.network.config._attn_implementation == "sdpa"
    score_options(model, requests, method="batched")
    assert set(ways) == {"selfother_products", "sdpa"}
    model.network.to(torch.float32)
    monkeypatch.setattr(type(model.network), "set_attn_implementation", lambda *_: pytest.fail("it was switched"))
    score_options(model, requests, method="packed")


@pytest.mark.parametrize("at", [0, 1])
def test_a_network_that_others_run_while_it_is_scored_still_sees_no_future(at):
    network = tiny_network("llama").to(torch.bfloat16)
    network.set_attn_implementation("sdpa")

    def logits(last, switch=None):
        layer = network.model.layers[at]
        handle = layer.register_forward_pre_hook(lambda *_: switch.__enter__()) if switch else None
        found = network(torch.tensor([[5, 6, 7, last]])).logits[0, :3]
        if handle:
            handle.remove()
            switch.__exit__(None, None, None)
        return found

    alone = logits(8)
    assert torch.equal(logits(8, attends_by_products(network)), alone)
    assert torch.equal(logits(9, attends_by_products(network)), alone)
    assert network.config._attn_implementation == "sdpa"


def test_matrix_products_give_what_the_kernel_gives_under_a_mask_that_is_added():
    module = torch.nn.Module()
    module.num_key_value_groups = 3
    given = [torch.randn(2, heads, tokens, 8).requires_grad_() for heads, tokens in ((9, 6), (3, 10), (3, 10))]
    mask = torch.zeros(2, 1, 6, 10).masked_fill_(torch.rand(2, 1, 6, 10) < 0.4, torch.finfo(torch.float32).min)
    mask[..., 0] = 0.0
    ours, _ = attend(module, *given, mask, scaling=0.3, dropout=0.0)
    theirs, _ = sdpa_attention_forward(module, *given, mask, scaling=0.3)
    assert torch.allclose(ours, theirs, atol=1e-6)
    weights = torch.randn(ours.shape)
    for one, other in zip(*(torch.autograd.grad((it * weights).sum(), given) for it in (ours, theirs)), strict=True):
        assert torch.allclose(one, other, atol=1e-5)
