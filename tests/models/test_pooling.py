"""One vector a text and layer: what is averaged, what is cut, and that neighbours do not matter."""

import numpy as np
import pytest
import torch
from tests.models.tiny import tiny_language_model

from selfother.errors import BadArgument
from selfother.models.activations import capture_layers, last_token_layers, pad_left
from selfother.models.language_model import with_network
from selfother.models.pooling import encode_texts, pooled_layers

TEXTS = ["I am here.", "The kettle was still warm when she came home.", "No."]


def with_bos(model):
    """Return the model with a tokenizer that puts a mark before plain text, as Llama's does."""
    from tokenizers.processors import TemplateProcessing

    model.tokenizer.backend_tokenizer.post_processor = TemplateProcessing(
        single="<|im_start|> $A", special_tokens=[("<|im_start|>", 1)]
    )
    return model


def by_hand(model, text: str, layer: int) -> torch.Tensor:
    """Activations of one text alone, [tokens, hidden]."""
    ids, mask, positions = pad_left([model.encode(text)], model.pad_id)
    batch = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
    return capture_layers(model.network, batch, layers=[layer])[0, 0]


@pytest.mark.parametrize("name", ["llama", "gpt2", "gemma3", "falcon"])
def test_the_mean_is_over_the_tokens_of_the_text_alone(name: str) -> None:
    model = tiny_language_model(name)
    found = pooled_layers(model, encode_texts(model, TEXTS), layers=[0, 2])
    for place, text in enumerate(TEXTS):
        for at, layer in enumerate((0, 2)):
            torch.testing.assert_close(found[at, place], by_hand(model, text, layer).mean(0), rtol=1e-4, atol=1e-4)


def test_marks_before_a_text_are_no_words_of_it() -> None:
    model = with_bos(tiny_language_model("llama"))
    rows = encode_texts(model, TEXTS)
    assert rows.start == (1, 1, 1)
    assert rows.tokens[2][0] == 1
    found = pooled_layers(model, rows, layers=[1])
    torch.testing.assert_close(found[0, 2], by_hand(model, TEXTS[2], 1)[1:].mean(0), rtol=1e-4, atol=1e-4)


def test_last_is_the_last_token() -> None:
    model = tiny_language_model("llama")
    rows = encode_texts(model, TEXTS)
    expected = last_token_layers(model, [list(row) for row in rows.tokens])
    torch.testing.assert_close(pooled_layers(model, rows, position="last"), expected, rtol=1e-4, atol=1e-4)


def test_texts_longer_than_the_context_are_cut_and_counted() -> None:
    model = tiny_language_model("llama", max_position_embeddings=12)
    rows = encode_texts(model, TEXTS)
    assert rows.cut == 1
    assert [len(row) for row in rows.tokens] == [10, 12, 3]
    whole = pooled_layers(model, rows)
    cut = pooled_layers(model, encode_texts(model, [TEXTS[1][:12]]))
    torch.testing.assert_close(whole[:, 1], cut[:, 0], rtol=1e-4, atol=1e-4)


def test_bfloat16_weights_give_float32_means_in_many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Means over tokens are not rounded to three digits, and the order of the batches does not show."""
    model = tiny_language_model("llama")
    half = with_network(model, model.network.to(torch.bfloat16), name="half", weights_digest="0")
    together = pooled_layers(half, encode_texts(half, TEXTS * 3))
    monkeypatch.setattr("selfother.models.pooling._TOKENS_AT_ONCE", 20)
    seen: list[int] = []
    apart = pooled_layers(half, encode_texts(half, TEXTS * 3), on_texts=seen.append)
    assert together.dtype == torch.float32
    assert sum(seen) == 9
    assert len(seen) > 3
    np.testing.assert_allclose(together.numpy(), apart.numpy(), atol=0.05, rtol=0.05)
    assert not torch.equal(together, together.bfloat16().float())


def test_nothing_on_padding_reaches_a_sum() -> None:
    """A network may leave nan on padding."""
    from selfother.models.activations import _weighted_sum

    values = torch.tensor([[[float("nan")], [2.0], [4.0]]])
    assert _weighted_sum(values, torch.tensor([[0.0, 0.5, 0.5]])).item() == 3.0


@pytest.mark.parametrize("text", ["", "<|im_start|>"])
def test_a_text_without_words_is_refused(text: str) -> None:
    model = with_bos(tiny_language_model("llama"))
    with pytest.raises(BadArgument, match="text 2 has no token for tiny-llama"):
        encode_texts(model, ["a", text])


def test_a_sum_and_the_last_token_exclude_each_other() -> None:
    model = tiny_language_model("llama")
    ids, mask, positions = pad_left([[4, 5]], 0)
    batch = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
    with pytest.raises(BadArgument, match="Give one of them"):
        capture_layers(model.network, batch, last_only=True, weights=mask.float())
    with pytest.raises(BadArgument, match="at least one text"):
        pooled_layers(model, encode_texts(model, []))
