"""The battery asks what begins alike together, so that a provider that packs a batch computes a context once."""

from itertools import pairwise

from selfother.models.packing import TokenSequence, groups, rows
from selfother.probes.value_commitment import ValueCommitment

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
    assert in_batches < 1.05 * letters_computed(prompts)
