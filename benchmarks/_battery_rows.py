"""Rows of the scoring benchmark at the shapes of the commitment battery: a story family, asked as the provider asks it.

All questions of one telling of a family in the standard design (204, both orders, with their checks), rendered by the
model's template: about 150 tokens a prompt, 3 an option. All cells share the story, 23 tokens; the questions of a cell
share its factor sentences, about 100. (The other telling shares the template's beginning only, and costs as much.) The
peers:

- naive: one forward pass an option, logits at its tokens only; on four questions of typical lengths, counted each;
- batched KV: the story once, then rows of what is left behind copies of its cache, like lengths together, padded, 8
  rows a pass, logits at the options' tokens only; on every eighth question.

What can be gained over naive is bounded in tokens: a prefix tree of the family has 6.8 times fewer, and packing has
6 % more than that tree. In float32 that is the ratio. With units for two bytes a token is cheap, and what a pass costs
whatever its length counts: packing has fewer of them.
"""

import copy
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any

import torch

from benchmarks._timing import Row, compare
from selfother.models.language_model import LanguageModel, render
from selfother.models.packing import common_length
from selfother.models.scoring import OptionRequest, option_request, score_options
from selfother.probes.commitment.items import continuations
from selfother.probes.commitment.value_commitment import ValueCommitment

__all__ = ["battery_rows", "check_equal", "naive_sums", "picked"]

FAMILY, STORY_TOKENS = "school_lunches", 20
NAIVE_QUESTIONS, KV_EVERY, KV_ROWS = 4, 8, 8
TOLERANCE_NATS, TOLERANCE_IN_TWO_BYTES_NATS = 1e-4, 0.25
Sums = list[tuple[float, ...]]


def _requests(model: LanguageModel) -> list[OptionRequest]:
    """Return the questions of one telling of a family as the provider scores them."""
    asked = [one for one in ValueCommitment(families=(FAMILY,)).asked() if one.paraphrase == 0]
    prompts = [
        render(model, [{"role": "user", "content": one.prompt}], answer_prefix=one.answer_prefix) for one in asked
    ]
    return [option_request(model, prompt, continuations(one)) for prompt, one in zip(prompts, asked, strict=True)]


def battery_rows(model: LanguageModel, *, ending: str = "", repeats: int = 5) -> list[Row]:
    """Check that all three agree, then time them, interleaved.

    Args:
        model: In the dtype that is timed; in float32 each sum has to agree, in two bytes their mean.
        ending: Of the rows' names.
        repeats: Measured repeats of each side.
    """
    requests = _requests(model)
    by_length = sorted(range(len(requests)), key=lambda index: len(requests[index].prompt))
    some = by_length[len(requests) // (2 * NAIVE_QUESTIONS) :: len(requests) // NAIVE_QUESTIONS][:NAIVE_QUESTIONS]
    with_story = [
        index for index, one in enumerate(requests) if common_length(one.prompt, requests[0].prompt) >= STORY_TOKENS
    ][::KV_EVERY]

    def packed() -> Sums:
        return _sums(score_options(model, requests, method="packed"))

    def naive() -> Sums:
        return naive_sums(model, [requests[index] for index in some])

    def batched() -> Sums:
        return _batched(model, [requests[index] for index in with_story])

    found = packed()
    check_equal(model, "packed and naive", naive(), [found[index] for index in some])
    check_equal(model, "packed and batched", batched(), [found[index] for index in with_story])
    work = float(len(requests))

    def row(name: str, peer: Callable[[], Sums], count: int) -> Row:
        return compare(name, packed, peer, unit="items per CPU second", work=(work, count), repeats=repeats)

    return [
        row(f"battery_packed_vs_naive{ending}", naive, len(some)),
        row(f"battery_packed_vs_batched_kv{ending}", batched, len(with_story)),
    ]


def check_equal(model: LanguageModel, what: str, first: Sums, second: Sums) -> None:
    """Leave with a sentence where two ways of scoring differ: a sum in float32, the mean of all in two bytes."""
    pairs = zip(first, second, strict=True)
    apart = [abs(one - other) for a, b in pairs for one, other in zip(a, b, strict=True)]
    is_whole = model.dtype.itemsize >= 4
    found, allowed = (max(apart), TOLERANCE_NATS) if is_whole else (fmean(apart), TOLERANCE_IN_TWO_BYTES_NATS)
    if found >= allowed:
        raise SystemExit(f"{what} differ by {found:.2e} nats, more than {allowed:g}: the timing means nothing.")


def _sums(scores: Sequence[Any]) -> Sums:
    return [one.log_probs for one in scores]


@torch.inference_mode()
def naive_sums(model: LanguageModel, requests: Sequence[OptionRequest]) -> Sums:
    """Score with one forward pass an option, logits at the option's tokens only."""

    def one(prompt: list[int], option: list[int]) -> float:
        ids = torch.tensor([prompt + option])
        return picked(model.network(ids, use_cache=False, logits_to_keep=len(option) + 1).logits[0, :-1], option)

    return [tuple(one(request.prompt, option) for option in request.options) for request in requests]


def picked(logits: torch.Tensor, option: list[int]) -> float:
    """Return the log-probability of an option from the logits that predict its tokens."""
    chosen = torch.log_softmax(logits.float(), -1)[torch.arange(len(option)), torch.tensor(option)]
    return float(chosen.sum())


@torch.inference_mode()
def _batched(model: LanguageModel, requests: Sequence[OptionRequest]) -> Sums:
    before = min(common_length(requests[0].prompt, request.prompt) for request in requests)
    rows = [
        (request.prompt[before:] + option, option, (number, place))
        for number, request in enumerate(requests)
        for place, option in enumerate(request.options)
    ]
    rows.sort(key=lambda row: len(row[0]))
    cache: Any = model.network(
        torch.tensor([requests[0].prompt[:before]]), use_cache=True, logits_to_keep=1
    ).past_key_values
    found: dict[tuple[int, int], float] = {}
    for start in range(0, len(rows), KV_ROWS):
        batch = rows[start : start + KV_ROWS]
        repeated = copy.deepcopy(cache)
        repeated.batch_repeat_interleave(len(batch))
        for (_, option, key), logits in zip(batch, _logits(model, batch, repeated, before), strict=True):
            found[key] = picked(logits, option)
    return [
        tuple(found[number, place] for place in range(len(request.options))) for number, request in enumerate(requests)
    ]


def _logits(model: LanguageModel, batch: Sequence[Any], cache: Any, before: int) -> list[torch.Tensor]:
    """Return the logits that predict each row's option; padded on the left, so that all options end together."""
    width = max(len(tokens) for tokens, _, _ in batch)
    gaps = [width - len(tokens) for tokens, _, _ in batch]
    ids = torch.tensor([[0] * gap + tokens for gap, (tokens, _, _) in zip(gaps, batch, strict=True)])
    mask = torch.ones(len(batch), before + width, dtype=torch.long)
    for row, gap in enumerate(gaps):
        mask[row, before : before + gap] = 0
    positions = torch.tensor([[before] * gap + list(range(before, before + width - gap)) for gap in gaps])
    kept = max(len(option) for _, option, _ in batch) + 1
    logits = model.network(
        ids, attention_mask=mask, position_ids=positions, past_key_values=cache, use_cache=True, logits_to_keep=kept
    ).logits
    return [logits[row, kept - 1 - len(option) : kept - 1] for row, (_, option, _) in enumerate(batch)]
