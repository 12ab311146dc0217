"""Text from a model, with the true log-probabilities of what was sampled.

Rows are padded on the left and leave the batch as they finish. At temperature 0 the result does not depend on the
company a prompt keeps, as far as float32 allows; above 0 each prompt draws from a stream named by the seed, the prompt
and how often it came before, so neither does it there.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from selfother.errors import BadArgument
from selfother.models.activations import pad_left
from selfother.models.language_model import LanguageModel, encode
from selfother.models.layers import base_network
from selfother.seeds import stream

if TYPE_CHECKING:
    import numpy as np
    import torch

__all__ = ["Generation", "Watch", "generate"]

Watch = Callable[[str], bool]
"""Sees what has been said so far after every token, and ends the answer by returning True."""
StopReason = Literal["stop", "max_tokens", "watch"]

_BATCH_ROWS = 16
_TAIL_TOKENS = 16  # how many of the last tokens are decoded to look for a stop text, beyond its own length


@dataclass(frozen=True)
class Generation:
    """What a model said.

    Attributes:
        text: Decoded, without special tokens, cut before the stop text where one was met.
        tokens: Every sampled token id, the end-of-turn token included.
        log_probs: Log-probability of each token under the model at temperature 1, nats.
        stop_reason: "stop" (end of turn, or a stop text), "max_tokens", or "watch" (the watch ended it).
    """

    text: str
    tokens: tuple[int, ...]
    log_probs: tuple[float, ...]
    stop_reason: StopReason


@dataclass
class _Row:
    index: int
    random: "np.random.Generator"
    watch: Watch | None = None
    tokens: list[int] = field(default_factory=list)
    log_probs: list[float] = field(default_factory=list)
    done: StopReason | None = None


def generate(
    model: LanguageModel,
    prompts: Sequence[str],
    *,
    max_new_tokens: int,
    temperature: float = 0.0,
    seed: int = 0,
    stop: Sequence[str] | None = None,
    watches: Sequence[Watch | None] | None = None,
) -> list[Generation]:
    """Continue rendered prompts.

    Args:
        model: The model.
        prompts: Texts as `render` writes them.
        max_new_tokens: At most this many tokens each, at least 1.
        temperature: 0 takes the likeliest token; above, samples from the softened distribution.
        seed: Root seed of the sampling.
        stop: Texts that end an answer and are not part of it.
        watches: One a prompt, or None; each is called after every token of its answer but the last one of a turn, in
            the thread that generates.

    Returns:
        One generation a prompt, in the order of the prompts.

    Raises:
        BadArgument: A negative temperature, fewer than one token, an empty prompt, or one with no room left.
    """
    if temperature < 0 or max_new_tokens < 1:
        raise BadArgument(
            f"temperature must be at least 0 and max_new_tokens at least 1; got {temperature:g} and {max_new_tokens}."
        )
    encoded = [encode(model, prompt) for prompt in prompts]
    limit = model.max_tokens
    for prompt, tokens in zip(prompts, encoded, strict=True):
        if not tokens or (limit is not None and len(tokens) >= limit):
            raise BadArgument(
                f"the prompt {prompt[:60]!r}{'...' if len(prompt) > 60 else ''} has {len(tokens)} tokens; a prompt of "
                f"{model.name} must have at least 1 and fewer than {limit}. {'Shorten' if tokens else 'Write'} it."
            )
    seen: Counter[str] = Counter()
    rows = []
    for index, prompt in enumerate(prompts):
        watch = watches[index] if watches else None
        rows.append(_Row(index, stream(seed, "generate", prompt, seen[prompt]), watch))
        seen[prompt] += 1
    order = sorted(rows, key=lambda row: len(encoded[row.index]))
    for start in range(0, len(order), _BATCH_ROWS):
        batch = order[start : start + _BATCH_ROWS]
        _run(model, batch, [encoded[row.index] for row in batch], (max_new_tokens, temperature, tuple(stop or ())))
    return [_finished(model, row, tuple(stop or ())) for row in rows]


def _run(
    model: LanguageModel, rows: list[_Row], prompts: list[list[int]], limits: tuple[int, float, tuple[str, ...]]
) -> None:
    """Extend the rows until all are done."""
    import torch

    max_new_tokens, temperature, stop = limits
    pad_id = model.pad_id
    ids, mask, positions = (tensor.to(model.device) for tensor in pad_left(prompts, pad_id))
    ends, cache, live = _end_tokens(model), None, list(rows)
    with torch.inference_mode():
        while live:
            output = model.network(
                input_ids=ids, attention_mask=mask, position_ids=positions, past_key_values=cache, use_cache=True,
                logits_to_keep=1,
            )  # fmt: skip
            cache = output.past_key_values
            for row, logits in zip(live, output.logits[:, -1].float().cpu(), strict=True):
                _extend(row, logits, temperature)
                row.done = _is_done(model, row, ends, (max_new_tokens, stop), len(prompts[rows.index(row)]))
            kept = torch.tensor([place for place, row in enumerate(live) if row.done is None], device=ids.device)
            if len(kept) < len(live):
                live = [row for row in live if row.done is None]
                if not live:
                    return
                cache.batch_select_indices(kept)
                mask, positions = mask[kept], positions[kept]
            ids = torch.tensor([[row.tokens[-1]] for row in live], device=ids.device)
            mask = torch.cat([mask, mask.new_ones(len(live), 1)], dim=1)
            positions = positions[:, -1:] + 1


def _extend(row: _Row, logits: "torch.Tensor", temperature: float) -> None:
    import numpy as np
    import torch

    log_probs = torch.log_softmax(logits.double(), -1)
    if temperature == 0:
        token = int(log_probs.argmax())
    else:
        softened = torch.softmax(logits.double() / temperature, -1).numpy().cumsum()
        token = int(np.searchsorted(softened, row.random.random() * softened[-1], side="right"))
    row.tokens.append(token)
    row.log_probs.append(float(log_probs[token]))


def _is_done(
    model: LanguageModel, row: _Row, ends: frozenset[int], limits: tuple[int, tuple[str, ...]], prompt_tokens: int
) -> StopReason | None:
    max_new_tokens, stop = limits
    if row.tokens[-1] in ends:
        return "stop"
    if row.watch is not None and row.watch(_decoded(model, row.tokens)):
        return "watch"
    if stop:
        tail = _decoded(model, row.tokens[-_TAIL_TOKENS - max(map(len, stop)) :])
        if any(text in tail for text in stop):
            return "stop"
    full = model.max_tokens is not None and prompt_tokens + len(row.tokens) >= model.max_tokens
    return "max_tokens" if full or len(row.tokens) >= max_new_tokens else None


def _finished(model: LanguageModel, row: _Row, stop: tuple[str, ...]) -> Generation:
    text = _decoded(model, row.tokens)
    places = [text.find(end) for end in stop if end in text]
    text = text[: min(places)] if places else text
    return Generation(text, tuple(row.tokens), tuple(row.log_probs), row.done or "max_tokens")


def _decoded(model: LanguageModel, tokens: list[int]) -> str:
    return str(model.tokenizer.decode(tokens, skip_special_tokens=True))  # one sequence gives one text


def _end_tokens(model: LanguageModel) -> frozenset[int]:
    """Return the ids that end a turn: the tokenizer's, and those of the generation settings."""
    settings: Any = getattr(base_network(model.network), "generation_config", None)
    given = getattr(settings, "eos_token_id", None)
    ids = [given] if isinstance(given, int) else list(given or [])
    return frozenset([*ids, *([model.tokenizer.eos_token_id] if model.tokenizer.eos_token_id is not None else [])])
