"""Pairs in one row: every token has its own history, and a step is what it is without."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from peft import LoraConfig
from tests.interventions.overlap.soo_runs import trainer
from tests.models.tiny import tiny_language_model

from selfother.interventions.overlap.network import Reader
from selfother.interventions.overlap.pair_packing import packed_pairs

STORY = "The ring is in the hall. The vase is in the loft. Which room do you name to "
PAIRS = [
    {"self": f"{STORY[cut:]}yourself?{end}", "other": f"{STORY[cut:]}Bob?{end}"} for cut, end in ((0, ""), (9, " The"))
]
rows_of_pairs = st.lists(st.tuples(*[st.lists(st.integers(0, 2), min_size=1, max_size=9)] * 3), min_size=1, max_size=4)


@given(rows_of_pairs)
def test_every_token_sees_its_own_history_and_stands_at_its_own_place(drawn) -> None:
    own, other = [first + second for first, second, _ in drawn], [first + third for first, _, third in drawn]
    packed = packed_pairs(own, other)
    if packed is None:
        assert all(len(first) < 9 for first, _, _ in drawn)
        return
    for row in range(len(drawn)):
        for side, tokens in (("self", own[row]), ("other", other[row])):
            columns = packed[side][row, -len(tokens) :]
            assert packed["position_ids"][row, columns].tolist() == list(range(len(tokens)))
            for place, column in enumerate(columns.tolist()):
                seen = packed["input_ids"][row, packed["seen"][row, column]]
                assert seen.tolist() == tokens[: place + 1]
    assert packed["seen"].diagonal(dim1=1, dim2=2).all()


def test_pairs_that_share_nothing_keep_rows_of_their_own() -> None:
    assert packed_pairs([[1, 2, 3]], [[2, 3, 4]]) is None
    assert packed_pairs([[1, 2, 3]], [[1, 2, 4]]) is not None


def batch_of(run) -> dict:
    return run.data_collator([run.train_dataset[index] for index in range(len(PAIRS))])


def gradients(run, *, packs: bool) -> dict[str, torch.Tensor]:
    batch = batch_of(run)
    assert "packed" in batch
    if not packs:
        del batch["packed"]
    run.model.zero_grad()
    run.compute_loss(run.model, batch).backward()
    assert run._start.takes_packed
    return {key: value.grad.clone() for key, value in run.model.named_parameters() if value.grad is not None}


@pytest.mark.parametrize("name", ["llama", "mistral", "qwen2", "qwen3", "phi3", "gpt2", "neox", "opt", "falcon"])
def test_a_step_has_the_gradient_of_rows_of_their_own(name) -> None:
    run = trainer(tiny_language_model(name), pairs=PAIRS, target="symmetric", position="mean")
    torch.nn.init.normal_(next(value for key, value in run.model.named_parameters() if "lora_B" in key), std=0.1)
    apart = gradients(run, packs=False)
    together = gradients(run, packs=True)
    assert any(value.abs().sum() > 0 for value in apart.values())
    for key, value in apart.items():
        torch.testing.assert_close(together[key], value, atol=1e-5, rtol=1e-3)


def test_nothing_is_packed_where_it_would_be_something_else(tiny_model) -> None:
    symmetric = {"pairs": PAIRS, "target": "symmetric"}
    assert "packed" in batch_of(trainer(tiny_model, **symmetric))
    assert "packed" not in batch_of(trainer(tiny_model, pairs=PAIRS))  # only the other side runs in a step
    assert "packed" in batch_of(trainer(tiny_model, pairs=PAIRS, anchor=1.0))
    assert "packed" not in batch_of(trainer(tiny_language_model("mistral_windowed"), **symmetric))
    noisy = LoraConfig(r=2, lora_dropout=0.5, target_modules=["q_proj"], task_type="CAUSAL_LM")
    assert "packed" not in batch_of(trainer(tiny_model, peft_config=noisy, **symmetric))
    assert "packed" not in batch_of(trainer(tiny_model, kl_logits=True, **symmetric))


def refuses(self, forward, batch):
    if batch["attention_mask"].ndim == 4:
        raise ValueError("no such mask")
    return READ(self, forward, batch)


def mistakes(self, forward, batch):
    if batch["attention_mask"].ndim == 4:
        batch = {**batch, "attention_mask": torch.ones_like(batch["input_ids"])}
    return READ(self, forward, batch)


READ = Reader.__call__


@pytest.mark.parametrize("wrong", [refuses, mistakes])
def test_a_network_that_refuses_or_mistakes_the_mask_keeps_rows_of_their_own(tiny_model, monkeypatch, wrong) -> None:
    right = trainer(tiny_model, pairs=PAIRS, target="symmetric")
    expected = float(right.compute_loss(right.model, batch_of(right)).detach())
    monkeypatch.setattr(Reader, "__call__", wrong)
    run = trainer(tiny_model, pairs=PAIRS, target="symmetric")
    assert float(run.compute_loss(run.model, batch_of(run)).detach()) == pytest.approx(expected, rel=1e-5)
    assert not run._start.takes_packed
