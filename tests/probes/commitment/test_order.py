"""The battery asks in rounds: any number of first samples is a small battery, and what begins alike stands together."""

from itertools import pairwise

import pytest

from selfother.models.packing import TokenSequence, groups, rows
from selfother.probes.commitment.items import Answer, about, scores_of
from selfother.probes.commitment.task import in_rounds
from selfother.probes.commitment.value_commitment import ValueCommitment

BATCH = 256
"""The most samples that our provider scores together."""


def letters_computed(prompts: list[str]) -> int:
    """What packing computes of these prompts, with letters for tokens."""
    sequences = [TokenSequence((*map(ord, prompt), 0, 1), len(prompt)) for prompt in prompts]
    made = groups(sequences)
    return sum(one.prefix + sum(len(row.tokens) for row in rows(sequences, one, capacity=512)) for one in made)


def test_batches_lose_little_of_what_questions_share() -> None:
    probe = ValueCommitment(families=("orchard", "payroll"))
    known = {one.item: one.prompt for one in probe.asked()}
    prompts = [known[str(sample.id)] for sample in probe.task().dataset]
    assert len(prompts) == len(known) > 2 * BATCH
    cuts = [*range(0, len(prompts), BATCH), len(prompts)]
    in_batches = sum(letters_computed(prompts[start:end]) for start, end in pairwise(cuts))
    assert in_batches < 1.10 * letters_computed(prompts)  # rounds take 5 to 6 % more than a story at a time


@pytest.mark.parametrize("limit", [60, 200, 1000])
def test_any_number_of_first_samples_is_a_small_battery(limit: int) -> None:
    first = in_rounds(ValueCommitment().asked())[:limit]
    scored = scores_of([Answer(about(one), log_odds=1.0, picked=1.0, mass=1.0) for one in first])
    for measure in ("harm", "benign_refusal", "stated_harm", "says_wrong", "check", "order_bias"):
        assert [one for one in scored if one.measure == measure and one.value is not None], measure
    assert len({one.family for one in first}) >= limit // 50
