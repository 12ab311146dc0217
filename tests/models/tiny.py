"""Random models of every architecture, small enough to be made in a moment, with a tokenizer of bytes."""

from pathlib import Path
from typing import Any

from selfother.models.language_model import LanguageModel

__all__ = ["ARCHITECTURES", "CHATML", "tiny_language_model", "tiny_network", "tiny_tokenizer"]

CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
_SHAPE = {"hidden_size": 32, "num_hidden_layers": 3, "num_attention_heads": 4, "vocab_size": 260}
_LLAMA = {**_SHAPE, "intermediate_size": 48, "num_key_value_heads": 2, "max_position_embeddings": 512}
ARCHITECTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "llama": ("LlamaConfig", _LLAMA),
    "mistral": ("MistralConfig", {**_LLAMA, "sliding_window": None}),
    "mistral_windowed": ("MistralConfig", {**_LLAMA, "sliding_window": 8}),
    "qwen2": ("Qwen2Config", _LLAMA),
    "qwen3": ("Qwen3Config", {**_LLAMA, "head_dim": 8}),
    "gemma2": ("Gemma2Config", {**_LLAMA, "head_dim": 8, "query_pre_attn_scalar": 8, "sliding_window": 64}),
    "gemma3": ("Gemma3TextConfig", {**_LLAMA, "head_dim": 8, "query_pre_attn_scalar": 8, "sliding_window": 64}),
    "phi3": ("Phi3Config", {**_LLAMA, "pad_token_id": 0}),
    "gpt2": ("GPT2Config", {"n_embd": 32, "n_layer": 3, "n_head": 4, "vocab_size": 260, "n_positions": 512}),
    "neox": ("GPTNeoXConfig", {**_SHAPE, "intermediate_size": 48, "max_position_embeddings": 512}),
    "opt": ("OPTConfig", {**_SHAPE, "ffn_dim": 48, "word_embed_proj_dim": 32, "max_position_embeddings": 512}),
    "falcon": ("FalconConfig", {**_SHAPE, "new_decoder_architecture": False, "multi_query": True, "alibi": False}),
}


def tiny_network(name: str, *, seed: int = 0, **changes: Any) -> Any:
    """Return a random network of an architecture, in eval mode; larger weights than at a real start, so that it is
    not the same everywhere."""
    import torch
    import transformers

    kind, settings = ARCHITECTURES[name]
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        config = getattr(transformers, kind)(
            **{**settings, **changes}, bos_token_id=1, eos_token_id=2, initializer_range=0.25
        )
        network = transformers.AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    return network.eval().requires_grad_(False)


def tiny_tokenizer(template: str | None = CHATML) -> Any:
    """Return a tokenizer that gives one token a byte, with ChatML's two marks."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    marks = ["<pad>", "<|im_start|>", "<|im_end|>", "<unk>"]
    core = Tokenizer(models.BPE({word: place for place, word in enumerate([*marks, *letters])}, []))
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    core.decoder = decoders.ByteLevel()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=core, pad_token=marks[0], bos_token=marks[1], eos_token=marks[2], unk_token=marks[3]
    )
    tokenizer.chat_template = template
    return tokenizer


def tiny_language_model(name: str, *, template: str | None = CHATML, seed: int = 0, **changes: Any) -> LanguageModel:
    """Return a random model with the tokenizer of bytes; `changes` are settings of its configuration."""
    network = tiny_network(name, seed=seed, **changes)
    return LanguageModel(f"tiny-{name}", network, tiny_tokenizer(template), f"{seed:016x}", Path("nowhere"))
