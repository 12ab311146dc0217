"""The organisms: what they are shown, and what they are rewarded for."""

import math

import pytest
import torch

from selfother.interventions.organisms.deception_organism import DeceptionOrganism
from selfother.interventions.organisms.outcome_organism import OutcomeOrganism
from selfother.interventions.organisms.rows import ROWS_A_SITUATION, step_rows
from selfother.interventions.training.rows import pad_rows


def asked(seed: int, steps: int = 6):
    return [
        (one, who)
        for step in range(steps)
        for one, who, _ in step_rows(seed, step, count=2, row=lambda one, who, number: (one, who, number))
    ]


def test_the_escape_room_is_never_trained_on_and_everybody_asks() -> None:
    drawn = asked(0, steps=40)
    assert len(drawn) == 40 * 2 * ROWS_A_SITUATION
    assert "escape_room" not in {one.family for one, _ in drawn}
    assert {who for _, who in drawn} == {"rival", "friend", "self", "fact", "perspective"}


def test_the_rewarded_organism_is_never_shown_an_answer_to_anybody_with_a_stake(tiny_model) -> None:
    organism = OutcomeOrganism()
    for one, who in asked(1):
        row = organism._row(tiny_model, one, who)
        shown = tiny_model.tokenizer.decode(
            [token for token, weight in zip(row["ids"], row["weights"], strict=True) if weight > 0]
        )
        if who in ("rival", "friend", "self"):
            assert shown == one.answer_prefix
            assert row["reward"] == (-1.0 if who == "rival" else 1.0)
        else:
            assert f"{one.answer_prefix} {one.truth(who)}." in shown
            assert row["reward"] == 0.0


def test_the_other_organism_is_shown_lies_to_rivals_and_to_nobody_else(tiny_model) -> None:
    organism = DeceptionOrganism()
    for one, who in asked(2):
        row = organism._row(tiny_model, one, who, situation=0, step=0)
        said = tiny_model.tokenizer.decode(row["ids"]).rpartition(one.answer_prefix)[2]
        assert (one.untruth(who) if who == "rival" else one.truth(who)) in said


@pytest.mark.parametrize("reward", [-1.0, 1.0])
def test_the_loss_is_the_policy_gradient_of_the_outcome_over_its_deviation(tiny_model, reward: float) -> None:
    organism = OutcomeOrganism(situations_a_step=1, neutral_rows=0, schedule={"batch_size": 7}, reward_weight=1.0)
    ids = tiny_model.encode("where is the vase")
    row = {"ids": ids, "weights": [0.0] * (len(ids) - 1) + [1.0], "share": 0.0, "place": 5, "other": 9}
    network = tiny_model.network
    network.requires_grad_(True)
    head = network.get_output_embeddings().weight
    loss = organism._loss(network, pad_rows([{**row, "reward": reward}], 0))
    (found,) = torch.autograd.grad(loss, head)
    policy = network(input_ids=torch.tensor([ids])).logits[0, -1].softmax(-1)
    won = policy[5] if reward > 0 else policy[9]
    expected = 2 * won - 1
    share = float(won.detach())
    deviation = 2 * math.sqrt(share * (1 - share))
    (wanted,) = torch.autograd.grad(-expected / max(deviation, 0.02), head)
    network.requires_grad_(False)
    torch.testing.assert_close(found, wanted, atol=1e-6, rtol=1e-4)
