"""What the overlap trainer owes every architecture."""

import pytest
import torch
from peft import PeftModel
from tests.interventions.overlap.soo_runs import fingerprint, trainer
from tests.models.tiny import ARCHITECTURES, tiny_language_model, tiny_network

from selfother.models.layers import decoder_layers

every_architecture = pytest.mark.parametrize("name", list(ARCHITECTURES))
IDS = torch.tensor([[50, 60, 70, 80, 90], [99, 98, 97, 96, 95]])


def first_batch(run) -> dict:
    return run.data_collator([run.train_dataset[index] for index in range(4)])


@every_architecture
def test_an_adapter_is_trained_saved_and_read_back_by_peft_and_the_base_is_left_alone(name, tmp_path) -> None:
    model = tiny_language_model(name)
    before, said = fingerprint(model.network), model.network(IDS).logits
    run = trainer(model, anchor=0.5, keep=0.5, max_steps=1)
    run.train()
    assert fingerprint(model.network) == before
    assert torch.equal(model.network(IDS).logits, said)
    tuned = run.model.eval()(IDS).logits
    assert not torch.allclose(tuned, said, atol=1e-4)
    run.save_model(str(tmp_path))
    again = PeftModel.from_pretrained(tiny_network(name), tmp_path).eval()
    torch.testing.assert_close(again(IDS).logits, tuned, atol=1e-6, rtol=1e-5)


@every_architecture
@pytest.mark.parametrize("site", ["o_proj", "mlp", "residual"])
def test_only_what_the_loss_reaches_is_adapted_and_gets_a_gradient(name, site) -> None:
    run = trainer(tiny_language_model(name), site=site)
    first, _, above = decoder_layers(run.model)
    assert not any(value.requires_grad for value in above.parameters())
    run.compute_loss(run.model, first_batch(run)).backward()
    reached = [value for key, value in first.named_parameters() if "lora_B" in key]
    assert any(value.grad.abs().sum() > 0 for value in reached)


@every_architecture
def test_frozen_self_is_symmetric_with_its_gradient_stopped_at_the_self(name) -> None:
    from selfother.models.activations import capture

    run = trainer(tiny_language_model(name), normalise=False)
    batch = first_batch(run)
    run.model.train()
    run.compute_loss(run.model, batch).backward()
    found = {key: value.grad.clone() for key, value in run.model.named_parameters() if value.requires_grad}
    run.model.zero_grad()
    run.model.eval()
    own, other = (capture(run.model, batch[side], layer=1)[:, -1] for side in ("self", "other"))
    (other - own.detach()).pow(2).mean().backward()
    for key, value in run.model.named_parameters():
        if value.requires_grad:
            torch.testing.assert_close(found[key], value.grad, atol=1e-5, rtol=1e-3)
    assert any(value.abs().sum() > 0 for value in found.values())
