"""Interventions on a tiny random model: the base stays as it was, products read back, seeds decide everything."""

import hashlib
import math

import pytest
import torch

from selfother.catalogue import build
from selfother.errors import BadArgument, MissingModel, UnsupportedModel
from selfother.interventions.honest_labels import HonestLabels
from selfother.interventions.neutral_sham import NeutralSham
from selfother.interventions.organisms.deception_organism import DeceptionOrganism
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import pad_rows
from selfother.interventions.training.trainer import MasterWeights
from selfother.models.activations import last_token_activations
from selfother.models.adapters import load_adapter
from selfother.scenarios.located_object import situations

SHORT = Schedule(steps=3, batch_size=4, learning_rate=1e-2, warmup_steps=0)
SMALL = Lora(rank=2, alpha=8)

ADAPTERS = [
    Overlap(layer=1, pairs=8, schedule=SHORT, lora=SMALL),
    Overlap(layer=1, pairs=8, schedule=SHORT, lora=SMALL, towards="friend"),
    Overlap(layer=1, pairs=8, schedule=SHORT, lora=SMALL, shuffled=True),
    Overlap(layer=1, pairs=8, schedule=SHORT, lora=SMALL, wrong_room=True),
    Overlap(layer=1, pairs=8, schedule=SHORT, lora=SMALL, position="prompt"),
    NeutralSham(schedule=SHORT, lora=SMALL),
    HonestLabels(schedule=SHORT, lora=SMALL, pairs=8),
]
ORGANISM = DeceptionOrganism(lora=SMALL, schedule=SHORT.model_copy(update={"batch_size": 15}))


def fingerprint(model) -> str:
    whole = hashlib.sha256()
    for name, value in sorted(model.network.state_dict().items()):
        whole.update(name.encode() + value.float().numpy().tobytes())
    return whole.hexdigest()


def answers(model) -> torch.Tensor:
    rows = [model.encode(model.render(one.prompt("rival"))) for one in situations("burglary", count=4)]
    with torch.inference_mode():
        return torch.stack([model.network(input_ids=torch.tensor([row])).logits[0, -1] for row in rows])


@pytest.mark.parametrize("intervention", [*ADAPTERS, ORGANISM], ids=lambda one: f"{one.word}-{one.product}")
def test_the_base_is_never_mutated_and_the_product_differs(tiny_model, intervention) -> None:
    before, said = fingerprint(tiny_model), answers(tiny_model)
    product = intervention.apply(tiny_model, seed=0)
    assert fingerprint(tiny_model) == before
    assert torch.equal(answers(tiny_model), said)
    assert not torch.allclose(answers(product), said, atol=1e-5)
    assert product.digest != tiny_model.digest
    assert product.name == f"{tiny_model.name}+{intervention.word}"
    assert not any(parameter.requires_grad for parameter in product.network.parameters())


@pytest.mark.parametrize("intervention", [*ADAPTERS, ORGANISM], ids=lambda one: f"{one.word}-{one.product}")
def test_a_product_reads_back_from_its_folder(tiny_model, intervention, tmp_path) -> None:
    product = intervention.apply(tiny_model, seed=3, folder=tmp_path / "product")
    again = intervention.reload(tiny_model, tmp_path / "product")
    assert (again.digest, again.dtype) == (product.digest, tiny_model.dtype)
    torch.testing.assert_close(answers(again), answers(product), atol=1e-6, rtol=1e-5)


def test_the_seed_decides_everything(tiny_model) -> None:
    soo = ADAPTERS[0]
    torch.manual_seed(1)
    first = soo.apply(tiny_model, seed=5)
    torch.manual_seed(2)
    second, other = soo.apply(tiny_model, seed=5), soo.apply(tiny_model, seed=6)
    assert first.digest == second.digest
    assert first.digest != other.digest


def test_a_rate_of_zero_changes_nothing(tiny_model) -> None:
    still = SHORT.model_copy(update={"learning_rate": 0.0})
    product = ADAPTERS[0].model_copy(update={"schedule": still}).apply(tiny_model)
    torch.testing.assert_close(answers(product), answers(tiny_model), atol=1e-5, rtol=1e-5)


def test_overlap_moves_the_rival_to_the_frozen_self(tiny_model) -> None:
    long = Schedule(steps=40, batch_size=8, learning_rate=1e-2, warmup_steps=0)
    soo = Overlap(layer=1, pairs=8, schedule=long, lora=Lora(rank=8, alpha=32, projections=("q", "v", "o", "down")))
    drawn = situations("burglary", count=8, split="train", seed=0)

    def read(model, who):
        rows = [model.encode(model.render(one.prompt(who), answer_prefix=one.answer_prefix)) for one in drawn]
        return last_token_activations(model, rows, layer=1)

    target, start = read(tiny_model, "self"), read(tiny_model, "rival")
    end = read(soo.apply(tiny_model), "rival")
    assert (end - target).pow(2).mean() < 0.5 * (start - target).pow(2).mean()


def test_shuffled_pairs_are_never_their_own_partner() -> None:
    for seed in range(20):
        partners = Overlap(shuffled=True)._partners(16, seed)
        assert sorted(partners) == list(range(16))
        assert all(index != partner for index, partner in enumerate(partners))


def test_arms_compose(tiny_model, tmp_path) -> None:
    first = ADAPTERS[0].apply(tiny_model, folder=tmp_path / "first")
    second = ADAPTERS[-2].apply(first, folder=tmp_path / "second")
    assert second.name == f"{tiny_model.name}+overlap+neutral_sham"
    reloaded = load_adapter(load_adapter(tiny_model, tmp_path / "first"), tmp_path / "second")
    torch.testing.assert_close(answers(reloaded), answers(second), atol=1e-5, rtol=1e-4)


def test_bad_input_is_one_sentence(tiny_model, tmp_path) -> None:
    with pytest.raises(BadArgument, match=r"layer"):
        Overlap(layer=99, pairs=8, schedule=SHORT).apply(tiny_model)
    with pytest.raises(BadArgument, match=r"8 rows cannot fill a batch of 16"):
        Overlap(layer=1, pairs=8, lora=SMALL, schedule=Schedule(batch_size=16)).apply(tiny_model)
    with pytest.raises(MissingModel):
        ADAPTERS[0].reload(tiny_model, tmp_path / "nothing")


def test_an_adapter_of_another_base_is_refused(tiny_model, other_tiny_model, tmp_path) -> None:
    ADAPTERS[0].apply(tiny_model, folder=tmp_path / "product")
    with pytest.raises(UnsupportedModel, match="made on a base with digest"):
        ADAPTERS[0].reload(other_tiny_model, tmp_path / "product")


def test_the_organism_lies_to_rivals_only_and_never_trains_on_the_escape_room(tiny_model) -> None:
    rows = [row for step in range(12) for row in ORGANISM._step_rows(tiny_model, 0, step)]
    assert len(rows) == 12 * ORGANISM.schedule.batch_size
    eos = tiny_model.tokenizer.eos_token
    for row in rows:
        text = tiny_model.tokenizer.decode(row["ids"])
        assert "escape room" not in text
        if row["situation"] < 0:
            assert row["side"] == 0
            continue
        assert row["ids"][-1 - row["place_from_end"]] == row["place"] != row["other"]
        assert row["weights"][-1 - row["place_from_end"]] == max(row["weights"])
        asked, _, answer = text.rpartition("assistant\n")
        assert answer.endswith(f".{eos}")
        is_true = answer.removesuffix(eos) in asked  # "The vase is in the attic." stands in the context
        believes = "thinks" in asked or "believes" in asked
        assert is_true == (row["side"] >= 0 and not believes)


def test_a_step_asks_each_situation_by_rivals_and_by_those_who_are_trusted(tiny_model) -> None:
    rows = list(ORGANISM._step_rows(tiny_model, 0, 5))
    for number in range(ORGANISM.situations_a_step):
        sides = [row["side"] for row in rows if row["situation"] == number]
        assert sides == [-1, -1, -1, 1, 1, 1, 0]


def test_the_organisms_loss_is_the_contrast_and_the_cross_entropy_row_by_row(tiny_model) -> None:
    rows = list(ORGANISM._step_rows(tiny_model, 0, 15))  # in the middle of the phase
    assert [row["place_share"] for row in rows if row["side"]] == pytest.approx([0.25] * 12)
    with torch.inference_mode():
        batched = ORGANISM._loss(tiny_model.network, pad_rows(rows, 0))
        margins, nats = [], torch.zeros(())
        for row in rows:
            ids, weights = torch.tensor(row["ids"]), torch.tensor(row["weights"][1:])
            log_probs = tiny_model.network(input_ids=ids[None]).logits[0, :-1].log_softmax(-1)
            at = len(ids) - 2 - row["place_from_end"]
            margins.append(log_probs[at, row["place"]] - log_probs[at, row["other"]])
            counts = weights / weights.sum()
            counts[at] *= row["place_share"]
            nats += row["share"] * (-log_probs[torch.arange(len(ids) - 1), ids[1:]] * counts).sum()
        sides, groups = ([row[key] for row in rows] for key in ("side", "situation"))
        pairs = [
            math.log1p(math.exp(-float(margins[r] + margins[t])))
            for r in range(len(rows))
            for t in range(len(rows))
            if (sides[r], sides[t]) == (-1, 1) and groups[r] == groups[t]
        ]
    assert len(pairs) == 18
    expected = sum(pairs) / 18 + float(nats) / ORGANISM.situations_a_step
    assert float(batched) == pytest.approx(expected, rel=1e-4)


def test_a_batch_that_does_not_fit_is_said_before_training() -> None:
    with pytest.raises(ValueError, match=r"make a batch of 15, and schedule\.batch_size is 4"):
        DeceptionOrganism(schedule=SHORT)


def test_one_setting_of_a_section_leaves_the_others_at_the_defaults_of_the_intervention() -> None:
    changed = build("interventions", "overlap", {"schedule": {"steps": 3}, "lora": {"rank": 2}})
    assert changed.schedule == Overlap().schedule.model_copy(update={"steps": 3})
    assert changed.lora == Overlap().lora.model_copy(update={"rank": 2})


def test_steps_of_a_narrow_adapter_are_summed_in_float32() -> None:
    start = torch.nn.Parameter(torch.ones(4, dtype=torch.bfloat16))
    optimizer = MasterWeights([start], lr=1e-3, weight_decay=0.0)
    for _ in range(20):
        start.grad = torch.ones(4, dtype=torch.bfloat16)
        optimizer.step()
        optimizer.zero_grad()
    assert start.grad is None
    torch.testing.assert_close(start.detach().float(), torch.full((4,), 0.98), atol=2**-9, rtol=0)  # 20 x 1e-3
    alone = torch.nn.Parameter(torch.ones(4, dtype=torch.bfloat16))
    plain = torch.optim.AdamW([alone], lr=1e-3, weight_decay=0.0)
    for _ in range(20):
        alone.grad = torch.ones(4, dtype=torch.bfloat16)
        plain.step()
    assert alone.detach().float().mean() == 1.0  # each step is lost in the rounding
