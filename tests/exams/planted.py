"""Texts whose label no bag of words can tell, and a model into which that label is planted."""

from typing import Any

import numpy as np
from tests.models.tiny import tiny_language_model

from selfother.exams.texts import LabelledTexts
from selfother.models.language_model import LanguageModel
from selfother.models.layers import decoder_layers

__all__ = ["ordered_texts", "planted_model"]

_SENTENCE = "the kettle was warm when she came home and no light fell on a floor that nobody had swept since spring"
_WORDS = tuple(dict.fromkeys(_SENTENCE.split(" ")))
FIRST, SECOND = "q", "z"


def ordered_texts(count: int = 90, *, groups: int = 9, seed: int = 0) -> LabelledTexts:
    """Texts of the same words: in half of them `q` comes before `z`."""
    rng = np.random.default_rng(seed)
    texts, labels = [], []
    for number in range(count):
        words = [str(word) for word in rng.choice(_WORDS, size=9)]
        early, late = 2 + int(rng.integers(2)), 5 + int(rng.integers(3))
        is_first = number % 2 == 0
        words[early], words[late] = (FIRST, SECOND) if is_first else (SECOND, FIRST)
        texts.append(" ".join(words))
        labels.append("q first" if is_first else "z first")
    return LabelledTexts(texts, labels, [f"group {number // 2 % groups}" for number in range(count)])


def planted_model(*, layer: int = 1, size: float = 3.0) -> LanguageModel:
    """A random model whose layer adds one direction to every token of a text in which `q` comes before `z`."""
    import torch

    model = tiny_language_model("llama")
    q, z = (model.tokenizer(letter, add_special_tokens=False)["input_ids"][0] for letter in (FIRST, SECOND))
    direction = torch.randn(32, generator=torch.Generator().manual_seed(1))
    seen: dict[str, Any] = {}

    def note(_network: Any, _args: Any, given: dict[str, Any]) -> None:
        seen["ids"] = given["input_ids"]

    def add(_layer: Any, _inputs: Any, output: Any) -> Any:
        ids = seen["ids"]
        is_first = ((ids == q).float().argmax(1) < (ids == z).float().argmax(1)).float()
        return output + size * is_first[:, None, None] * direction

    model.network.register_forward_pre_hook(note, with_kwargs=True)
    decoder_layers(model.network)[layer].register_forward_hook(add)
    return model
