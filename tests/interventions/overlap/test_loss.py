"""The arithmetic of the overlap loss against numbers that a reader can check."""

import math

import pytest
import torch

from selfother.interventions.overlap.loss import (
    at_position,
    divergence_nats,
    pair_means,
    shared_end,
    spread,
    squared_gap,
)
from selfother.interventions.overlap.overlap import Overlap

HIDDEN = torch.arange(24.0).reshape(2, 3, 4)
MASK = torch.tensor([[0, 1, 1], [1, 1, 1]])


@pytest.mark.parametrize("position", ["last", "answer"])
def test_the_last_token_is_the_last_column(position) -> None:
    values, mask = at_position(HIDDEN, MASK, position)
    assert torch.equal(values, HIDDEN[:, -1:])
    assert mask.tolist() == [[1], [1]]


def test_the_mean_leaves_padding_out() -> None:
    values, mask = at_position(HIDDEN, MASK, "mean")
    assert values[:, 0].tolist() == [[6.0, 7.0, 8.0, 9.0], [16.0, 17.0, 18.0, 19.0]]
    assert mask.shape == (2, 1)
    of_sites, _ = at_position(HIDDEN[:, :, None].expand(-1, -1, 2, -1), MASK, "mean")
    assert torch.equal(of_sites[:, :, 0], values)
    assert torch.equal(of_sites[:, :, 1], values)


def test_aligned_rows_are_cut_to_what_both_have_from_the_end() -> None:
    longer = torch.arange(5.0).reshape(1, 5, 1), torch.tensor([[0, 1, 1, 1, 1]])
    shorter = torch.tensor([[[9.0], [7.0], [8.0]]]), torch.tensor([[0, 1, 1]])
    first, second, mask = shared_end(longer, shorter)
    assert first.flatten().tolist() == [2.0, 3.0, 4.0]
    assert second.flatten().tolist() == [9.0, 7.0, 8.0]
    assert mask.tolist() == [[0, 1, 1]]
    gap = pair_means(squared_gap(first, second, torch.ones(())), mask)
    assert gap.tolist() == [(4.0**2 + 4.0**2) / 2]


def test_a_gap_is_in_units_of_the_spread() -> None:
    values = torch.tensor([[0.0, 0.0], [2.0, 0.0]])
    assert float(spread(values)) == pytest.approx(math.sqrt(0.5))  # variances 1 and 0
    gap = squared_gap(values, values + 1.0, torch.tensor(2.0))
    assert gap.tolist() == [[0.25, 0.25], [0.25, 0.25]]


def test_pairs_count_alike_however_long_they_are() -> None:
    values = torch.tensor([[[3.0], [5.0]], [[0.0], [1.0]]])
    means = pair_means(values, torch.tensor([[1, 1], [0, 1]]))
    assert means.tolist() == [4.0, 1.0]


def test_divergence_is_that_of_the_definition_and_zero_with_itself() -> None:
    before, after = torch.tensor([[0.5, 0.5]]).log(), torch.tensor([[0.9, 0.1]]).log()
    expected = 0.5 * math.log(0.5 / 0.9) + 0.5 * math.log(0.5 / 0.1)
    assert float(divergence_nats(before, after)) == pytest.approx(expected, rel=1e-6)
    assert float(divergence_nats(before, before + 3.0)) == pytest.approx(0.0, abs=1e-7)


def test_a_card_calls_the_published_form_no_mere_control() -> None:
    both, push = Overlap(symmetric=True).note, Overlap(random_direction=True).note
    assert "towards each other, the form that was published" in both
    assert "A control of self-other overlap" not in both
    assert "random direction" in push
    assert "A control of self-other overlap" in Overlap(symmetric=True, towards="friend").note
