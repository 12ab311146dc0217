"""The forward passes behind scoring: three ways to the same log-probabilities. See `selfother.models.scoring`."""

import copy
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Literal

from selfother.models.attention import attends_by_products
from selfother.models.layers import base_network
from selfother.models.packing import Group, Row, TokenSequence, ancestors, batches, groups, rows

if TYPE_CHECKING:
    import torch
    from torch import nn

__all__ = ["METHODS", "Method", "attention_window", "log_probs", "padded", "seen_tokens"]

Method = Literal["packed", "batched", "naive"]
METHODS: tuple[Method, ...] = ("packed", "batched", "naive")

# Measured on one AVX-512 core with a 135M model: matrix products are at full speed from about 200 tokens on, and rows
# that share nothing but the prefix are best kept short: each token attends to all of its row, masked or not.
_ROW_TOKENS = 128
_BATCH_TOKENS = 512
_LOGITS_AT_ONCE = 2**24  # float32 numbers: 64 MB


def log_probs(network: "nn.Module", sequences: Sequence[TokenSequence], method: Method) -> list[list[float]]:
    """Return the log-probabilities that each sequence wants, nats.

    Args:
        network: A causal LM.
        sequences: Each at least one token longer than its `start`, and `start` at least 1.
        method: How they are computed; "packed" turns into "batched" for a group that is longer than a sliding
            attention window, which a mask of our own would switch off.

    Returns:
        For each sequence the log-probability of `tokens[start]`, `tokens[start + 1]`, ...
    """
    import torch

    results: list[list[float]] = [[0.0] * (len(sequence.tokens) - sequence.start) for sequence in sequences]
    with torch.inference_mode(), attends_by_products(network) if method == "packed" else nullcontext():
        if method == "naive":
            parts = _naive(network, sequences)
        else:
            parts = (part for group in groups(sequences) for part in _of_group(network, sequences, group, method))
        for wanted, values in parts:
            for (_, _, index, place), value in zip(wanted, values.tolist(), strict=True):
                results[index][place] = value
    return results


Part = tuple[Sequence[tuple[int, int, int, int]], "torch.Tensor"]


def _of_group(network: "nn.Module", sequences: Sequence[TokenSequence], group: Group, method: Method) -> Iterator[Part]:
    longest = max(len(sequences[index].tokens) for index in group.members)
    window = attention_window(network)
    packed = method == "packed" and (window is None or longest <= window)
    # without packing every sequence is a row of its own: a tree with one branch
    made = rows(sequences, group, capacity=_ROW_TOKENS) if packed else _single_rows(sequences, group)
    prefix = _run_prefix(network, sequences[group.members[0]].tokens[: group.prefix]) if group.prefix else None
    for batch in batches(made, capacity=_BATCH_TOKENS):
        run = _run_packed if packed else _run_batched
        yield run(network, batch, prefix, group.prefix)


def _single_rows(sequences: Sequence[TokenSequence], group: Group) -> list[Row]:
    made: dict[tuple[int, ...], Row] = {}
    for index in group.members:  # options of one token share the row of their prompt
        row = made.setdefault(sequences[index].tokens[:-1], Row())
        row.add(sequences[index], index, group.prefix)
    return list(made.values())


def _run_prefix(network: "nn.Module", tokens: Sequence[int]) -> Any:
    import torch

    ids = torch.tensor([tokens], device=_device(network))
    return _decoder(network)(input_ids=ids, use_cache=True).past_key_values


def _repeated(prefix: Any, times: int) -> Any:
    """Return the prefix's cache for `times` rows; the given one stays as it is."""
    if prefix is None:
        return None
    repeated = copy.copy(prefix)
    repeated.layers = [copy.copy(layer) for layer in prefix.layers]
    repeated.batch_repeat_interleave(times)  # makes new tensors, as does every later update
    return repeated


def _run_packed(network: "nn.Module", batch: list[Row], prefix: Any, before: int) -> Part:
    import torch

    width = max(len(row.tokens) for row in batch)
    ids, positions = (numbers.to(_device(network)) for numbers in padded(batch, width))
    dtype = next(network.parameters()).dtype
    hidden_value = torch.finfo(dtype).min
    mask = torch.zeros(len(batch), 1, width, before + width, dtype=dtype)
    mask[..., before:].masked_fill_(~seen_tokens(batch, width), hidden_value)
    output = _decoder(network)(
        input_ids=ids,
        attention_mask=mask.to(ids.device),
        position_ids=positions,
        past_key_values=_repeated(prefix, len(batch)),
        use_cache=prefix is not None,
    )
    wanted, at = _wanted(batch, width)
    states = output.last_hidden_state.flatten(0, 1)[torch.tensor(at, device=ids.device)]
    targets = torch.tensor([token for _, token, _, _ in wanted], device=ids.device)
    step = max(1, _LOGITS_AT_ONCE // _head(network).weight.shape[0])
    pieces = zip(states.split(step), targets.split(step), strict=True)
    return wanted, torch.cat([_chosen(_logits(network, some), these) for some, these in pieces])


def _run_batched(network: "nn.Module", batch: list[Row], prefix: Any, before: int) -> Part:
    import torch

    width = max(len(row.tokens) for row in batch)
    ids, positions = (numbers.to(_device(network)) for numbers in padded(batch, width))
    mask = torch.zeros(len(batch), before + width, dtype=torch.long)
    for index, row in enumerate(batch):
        mask[index, : before + len(row.tokens)] = 1
    cached = {} if prefix is None else {"past_key_values": _repeated(prefix, len(batch)), "use_cache": True}
    logits = network(
        input_ids=ids, attention_mask=mask.to(ids.device), position_ids=positions, **cached
    ).logits.flatten(0, 1)
    wanted, at = _wanted(batch, width)
    targets = torch.tensor([token for _, token, _, _ in wanted], device=ids.device)
    return wanted, _chosen(logits[torch.tensor(at, device=ids.device)], targets)


def _naive(network: "nn.Module", sequences: Sequence[TokenSequence]) -> Iterator[Part]:
    import torch

    for index, sequence in enumerate(sequences):
        ids = torch.tensor([sequence.tokens], device=_device(network))
        logits = network(input_ids=ids).logits[0, sequence.start - 1 : -1]
        wanted = [(0, token, index, place) for place, token in enumerate(sequence.tokens[sequence.start :])]
        yield wanted, _chosen(logits, ids[0, sequence.start :])


def padded(batch: Sequence[Row], width: int) -> tuple["torch.Tensor", "torch.Tensor"]:
    """Return (ids, positions), int64 [rows, width], padded on the right with token 0 at the row's first position."""
    import torch

    ids = torch.tensor([[*row.tokens, *[0] * (width - len(row.tokens))] for row in batch])
    first = [row.positions[0] for row in batch]
    positions = torch.tensor(
        [[*row.positions, *[start] * (width - len(row.tokens))] for row, start in zip(batch, first, strict=True)]
    )
    return ids, positions


def seen_tokens(batch: Sequence[Row], width: int) -> "torch.Tensor":
    """Return which tokens of its row each token sees, bool [rows, 1, width, width]; padding sees itself only."""
    import torch

    return torch.stack([torch.from_numpy(ancestors(row, width)) for row in batch])[:, None]


def _wanted(batch: list[Row], width: int) -> tuple[list[tuple[int, int, int, int]], list[int]]:
    wanted = [entry for row in batch for entry in row.wanted]
    return wanted, [number * width + entry[0] for number, row in enumerate(batch) for entry in row.wanted]


def _chosen(logits: "torch.Tensor", targets: "torch.Tensor") -> "torch.Tensor":
    logits = logits.float()
    return logits.gather(-1, targets[:, None])[:, 0] - logits.logsumexp(-1)


def _logits(network: "nn.Module", states: "torch.Tensor") -> "torch.Tensor":
    """Apply the vocabulary's head as Gemma, Cohere and Granite do; another way shows in `scoring_method`'s trial."""
    config = base_network(network).config.get_text_config()
    logits = _head(network)(states)
    logits = logits * (getattr(config, "logit_scale", None) or 1.0) / (getattr(config, "logits_scaling", None) or 1.0)
    cap = getattr(config, "final_logit_softcapping", None)
    bounded: torch.Tensor = (logits / cap).tanh() * cap if cap else logits
    return bounded


def _head(network: "nn.Module") -> Any:
    return base_network(network).get_output_embeddings()


def _decoder(network: "nn.Module") -> "nn.Module":
    decoder: nn.Module = base_network(network).base_model
    return decoder


def _device(network: "nn.Module") -> "torch.device":
    return next(network.parameters()).device


def attention_window(network: "nn.Module") -> int | None:
    """Return how many tokens back some layers see, or None; a mask of our own would switch that window off."""
    config = base_network(network).config.get_text_config()
    return getattr(config, "sliding_window", None) if getattr(config, "use_sliding_window", True) else None
