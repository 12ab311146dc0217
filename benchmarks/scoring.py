"""Packed option scoring against one forward pass an option, and against a batched key-value cache.

40 items of a shared 300-token prefix, stems of 28 tokens of their own, 2 options of 4 tokens, on the bundled model, one
thread. The peers are what one would write without packing:

- naive: one forward pass an option, logits at the option's tokens only; 2 of the items a repeat, counted per item;
- batched KV: the prefix once, then rows of stem + option behind copies of its cache, 20 rows a pass, logits at the
  last tokens only. All rows have one length, so nothing is lost to padding.

Then the same at the real shapes of the commitment battery (`_battery_rows.py`), where less is shared: in the dtype that
it runs in unless one is named (bfloat16 on processors with units for it), and in float32.

Run: python -m benchmarks.scoring [--json]
"""

import copy
import random
from typing import Any

import torch

from benchmarks._battery_rows import battery_rows, check_equal, naive_sums, picked
from benchmarks._timing import Row, compare, main
from selfother.models.language_model import LanguageModel
from selfother.models.load import load_model
from selfother.models.scoring import OptionRequest, score_options

__all__ = ["measure_rows"]

ITEMS, NAIVE_ITEMS, PREFIX, STEM, OPTION, ROWS = 40, 2, 300, 28, 4, 20


def measure_rows() -> list[Row]:
    """Check that all ways agree, then time them."""
    torch.set_num_threads(1)
    model = load_model("smollm2-135m", dtype="float32")
    requests = _requests(model)
    some = requests[:NAIVE_ITEMS]

    def packed() -> list[tuple[float, ...]]:
        return [scores.log_probs for scores in score_options(model, requests, method="packed")]

    exact, ours, batched = naive_sums(model, some), packed(), _batched(model, requests)
    check_equal(model, "packed and naive", exact, ours[:NAIVE_ITEMS])
    check_equal(model, "packed and batched", batched, ours)
    unit = "items per CPU second"
    return [
        compare(
            "packed_vs_naive", packed, lambda: naive_sums(model, some), unit=unit, work=(ITEMS, NAIVE_ITEMS), repeats=5
        ),
        compare(
            "packed_vs_batched_kv", packed, lambda: _batched(model, requests), unit=unit, work=(ITEMS, ITEMS), repeats=5
        ),
        *battery_rows(load_model("smollm2-135m")),
        *battery_rows(model, ending="_float32"),
    ]


def _requests(model: LanguageModel) -> list[OptionRequest]:
    draw = random.Random(0)
    size = model.network.get_input_embeddings().weight.shape[0]

    def tokens(count: int) -> list[int]:
        return [draw.randrange(100, size) for _ in range(count)]

    prefix = tokens(PREFIX)
    return [OptionRequest(prefix + tokens(STEM), (tokens(OPTION), tokens(OPTION))) for _ in range(ITEMS)]


@torch.inference_mode()
def _batched(model: LanguageModel, requests: list[OptionRequest]) -> list[tuple[float, ...]]:
    prefix = requests[0].prompt[:PREFIX]
    cache: Any = model.network(torch.tensor([prefix]), use_cache=True, logits_to_keep=1).past_key_values
    rows = [(request.prompt[PREFIX:] + option, option) for request in requests for option in request.options]
    sums: list[float] = []
    for start in range(0, len(rows), ROWS):
        batch = rows[start : start + ROWS]
        repeated = copy.deepcopy(cache)
        repeated.batch_repeat_interleave(len(batch))
        ids = torch.tensor([tokens for tokens, _ in batch])
        logits = model.network(ids, past_key_values=repeated, use_cache=True, logits_to_keep=OPTION + 1).logits[:, :-1]
        sums += [picked(logits[place], option) for place, (_, option) in enumerate(batch)]
    return list(zip(sums[::2], sums[1::2], strict=True))


if __name__ == "__main__":
    shapes = f"{ITEMS} items of {PREFIX} + {STEM} tokens and 2 options of {OPTION}"
    main(measure_rows, title=f"Option scoring: {shapes}; the commitment battery")
