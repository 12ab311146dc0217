"""The random twin: same shape and tokenizer, weights from its seed alone."""

import pytest
import torch
from tests.models.tiny import tiny_language_model

from selfother.errors import UnsupportedModel
from selfother.exams.nulls.random_transformer import random_twin


@pytest.mark.parametrize("name", ["llama", "gpt2", "gemma3"])
def test_the_twin_has_the_shape_and_none_of_the_weights(name: str) -> None:
    model = tiny_language_model(name)
    state = torch.random.get_rng_state()
    twin, same, other = (random_twin(model, seed=seed) for seed in (0, 0, 1))
    assert torch.equal(state, torch.random.get_rng_state())
    mine, theirs = dict(model.network.named_parameters()), dict(twin.network.named_parameters())
    assert {key: value.shape for key, value in mine.items()} == {key: value.shape for key, value in theirs.items()}
    embeddings = [one.network.get_input_embeddings().weight for one in (model, twin, same, other)]
    assert torch.equal(embeddings[1], embeddings[2])
    assert not torch.allclose(embeddings[0], embeddings[1])
    assert not torch.allclose(embeddings[1], embeddings[3])
    assert twin.tokenizer is model.tokenizer
    assert twin.name == f"tiny-{name} with random weights"
    assert len({model.digest, twin.digest, other.digest}) == 3
    assert not any(value.requires_grad for value in theirs.values())


def test_an_adapter_and_another_type_of_numbers() -> None:
    import peft

    model = tiny_language_model("llama")
    config = peft.LoraConfig(target_modules=["q_proj"], r=2, task_type="CAUSAL_LM")
    adapted = peft.get_peft_model(model.network.to(torch.bfloat16), config)
    object.__setattr__(model, "network", adapted)
    twin = random_twin(model)
    assert twin.dtype == torch.bfloat16
    assert not any("lora" in key for key, _ in twin.network.named_parameters())


def test_a_configuration_that_makes_no_network_is_refused() -> None:
    model = tiny_language_model("llama")
    model.network.config.num_attention_heads = -1
    with pytest.raises(UnsupportedModel, match=r"Leave the null random_transformer out\."):
        random_twin(model)
