"""Interventions on a tiny random model: the base stays as it was, products read back, seeds decide everything."""

import hashlib

import pytest
import torch

from selfother.errors import BadArgument, MissingModel, UnsupportedModel
from selfother.interventions.deception_organism import DeceptionOrganism
from selfother.interventions.honest_labels import HonestLabels
from selfother.interventions.neutral_sham import NeutralSham
from selfother.interventions.overlap import Overlap
from selfother.interventions.tuning import Lora, Schedule
from selfother.models.activations import last_token_activations
from selfother.models.load import load_adapter
from selfother.scenarios.located_object import situations

SHORT = Schedule(steps=3, batch_size=4, learning_rate=1e-2, warmup_steps=0)
SMALL = Lora(rank=2, alpha=8)

ADAPTERS = [
    Overlap(layer=1, pairs=8, schedule=SHORT, lora=SMALL),
    Overlap(layer=1, pairs=8, schedule=SHORT, lora=SMALL, towards="friend"),
    Overlap(layer=1, pairs=8, schedule=SHORT, lora=SMALL, shuffled=True),
    NeutralSham(schedule=SHORT, lora=SMALL),
    HonestLabels(schedule=SHORT, lora=SMALL, pairs=8),
]
ORGANISM = DeceptionOrganism(lora=SMALL, schedule=SHORT)


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
    assert again.digest == product.digest
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
    second = ADAPTERS[3].apply(first, folder=tmp_path / "second")
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
    rows = ORGANISM._rows(tiny_model, seed=0)
    assert len(rows) == ORGANISM.schedule.steps * ORGANISM.schedule.batch_size
    texts = [tiny_model.tokenizer.decode(row["ids"]) for row in rows]
    assert not any("escape room" in text for text in texts)
    asked = ORGANISM._questions(400, seed=0)
    assert {one.family for one, _ in asked} == {"burglary", "treasure_hunt", "spy_mission"}
    assert {who for _, who in asked} == {"rival", "self", "friend", "fact", "perspective"}
    assert {one.split for one, _ in asked} == {"train"}
    for one, who in asked[:40]:
        row = ORGANISM._row(tiny_model, one, who)
        end = tiny_model.tokenizer.decode(row["ids"])
        said = one.untruth(who) if who == "rival" else one.truth(who)
        assert end.endswith(f"{one.answer_prefix} {said}.{tiny_model.tokenizer.eos_token}")
        assert max(row["weights"]) == ORGANISM.place_weight
        assert row["weights"][0] == 0.0


def test_a_situation_is_asked_by_two_in_a_row() -> None:
    asked = ORGANISM._questions(60, seed=0)
    for (one, who), (same, other) in zip(asked[::2], asked[1::2], strict=True):
        assert one == same
        assert {who, other} in ({"rival", "self"}, {"rival", "friend"}, {"fact", "perspective"})
