"""Settings of every test: no network, one thread, one hypothesis profile."""

import os
from typing import TYPE_CHECKING

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

settings.register_profile("selfother", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("selfother")


@pytest.fixture(scope="session")
def bundled_model() -> "LanguageModel":
    """Return the bundled model in float32; `make test` has pulled it."""
    from selfother.models.load import load_model

    return load_model("smollm2-135m", dtype="float32", device="cpu")


@pytest.fixture
def tiny_model() -> "LanguageModel":
    """Return a random Llama of two layers whose tokenizer reads bytes: loaded in no time, and free to be trained."""
    from tests.models.tiny import tiny_language_model

    return tiny_language_model("llama", max_position_embeddings=8192)  # a prompt has a token a letter


@pytest.fixture
def other_tiny_model() -> "LanguageModel":
    """Return another random Llama of the same shape: an adapter of the first fits it and does not belong to it."""
    from tests.models.tiny import tiny_language_model

    return tiny_language_model("llama", seed=1, max_position_embeddings=8192)
