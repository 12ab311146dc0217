"""The overlap trainer on a tiny model: every setting is what it says, and what is wrong is said before work starts."""

import copy

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from tests.interventions.overlap.soo_runs import NEUTRAL, PAIRS, fingerprint, settings, trainer
from tests.models.tiny import tiny_language_model, tiny_network, tiny_tokenizer
from transformers import HfArgumentParser

from selfother.errors import BadArgument, UnknownName, UnsupportedModel
from selfother.interventions.overlap.presets import published, released_code
from selfother.interventions.overlap.soo_trainer import PairCollator, SOOConfig, SOOTrainer
from selfother.models.activations import capture
from selfother.models.layers import decoder_layers

ANSWERED = [{**row, "answer": f" The {row['self'][-4:]}"} for row in PAIRS]


def batch_of(run: SOOTrainer, rows) -> dict:
    return run.data_collator([run.train_dataset[index] for index in rows])


def loss_of(run: SOOTrainer, rows=range(4)) -> float:
    return float(run.compute_loss(run.model, batch_of(run, rows)).detach())


def shaken(run: SOOTrainer) -> SOOTrainer:
    """Give the adapter a start that changes something."""
    with torch.no_grad(), torch.random.fork_rng():
        torch.manual_seed(0)
        for key, value in run.model.named_parameters():
            if "lora_B" in key:
                value.copy_(0.1 * torch.randn_like(value))
    return run


@pytest.mark.parametrize("target", ["symmetric", "frozen_self", "frozen_other"])
@pytest.mark.parametrize("position", ["last", "answer", "mean", "aligned"])
def test_the_loss_is_the_definition_pair_by_pair(tiny_model, target, position) -> None:
    run = shaken(trainer(tiny_model, pairs=ANSWERED, target=target, position=position, normalise=False, layers=[0, 1]))
    network = run.model.eval()
    answered = position == "answer"

    def read(text: str, layer: int, adapted: bool) -> torch.Tensor:
        ids = torch.tensor([tiny_model.encode(text)])
        if adapted:
            return capture(network, {"input_ids": ids}, layer=layer)[0]
        with network.disable_adapter():
            return capture(network, {"input_ids": ids}, layer=layer)[0]

    expected = []
    with torch.no_grad():
        for row in ANSWERED[:3]:
            for layer in (0, 1):
                own, other = (
                    read(row[side] + (row["answer"] if answered else ""), layer, target != f"frozen_{side}")
                    for side in ("self", "other")
                )
                shared = min(len(own), len(other))
                cut = {"aligned": shared, "last": 1, "answer": 1}.get(position)
                own, other = (
                    (one.mean(0, keepdim=True) for one in (own, other)) if cut is None else (own[-cut:], other[-cut:])
                )
                expected.append(float((own - other).pow(2).mean()))
    assert loss_of(run, range(3)) == pytest.approx(sum(expected) / 6, rel=1e-4)


def test_normalising_divides_by_the_variance_of_the_moved_prompts(tiny_model) -> None:
    plain, divided = trainer(tiny_model, normalise=False), trainer(tiny_model)
    texts = [tiny_model.encode(row["other"]) for row in PAIRS]
    with torch.no_grad():
        ends = torch.stack(
            [capture(tiny_model.network, {"input_ids": torch.tensor([ids])}, layer=1)[0, -1] for ids in texts]
        )
    assert loss_of(plain) / loss_of(divided) == pytest.approx(float(ends.var(0, correction=0).mean()), rel=1e-4)


@pytest.mark.parametrize("position", ["last", "aligned"])
def test_targets_that_are_kept_are_those_that_are_read_anew(tiny_model, position) -> None:
    same = {"position": position, "anchor": 0.3}
    kept, anew = (shaken(trainer(tiny_model, cache_targets=value, **same)) for value in (True, False))
    assert loss_of(kept) == pytest.approx(loss_of(anew), rel=1e-5)
    assert kept._start.rows
    assert not anew._start.rows


def test_a_batch_is_the_mean_of_its_pairs_in_any_order(tiny_model) -> None:
    run = shaken(trainer(tiny_model, position="aligned", anchor=0.5, keep=0.5))
    whole = loss_of(run, [0, 1, 5, 7])
    assert loss_of(run, [7, 0, 5, 1]) == pytest.approx(whole, rel=1e-5)
    assert sum(loss_of(run, [one]) for one in (0, 1, 5, 7)) / 4 == pytest.approx(whole, rel=1e-4)


def test_anchor_and_keep_are_nothing_at_the_start_and_something_later(tiny_model) -> None:
    start, later = trainer(tiny_model, anchor=1.0, keep=1.0), shaken(trainer(tiny_model, anchor=1.0, keep=1.0))
    bare = trainer(tiny_model)
    assert loss_of(start) == pytest.approx(loss_of(bare), rel=1e-5)
    loss_of(later)
    assert all(float(later._terms[key][0]) > 1e-4 for key in ("anchor", "keep"))


def test_the_released_loss_is_a_divergence_over_padding_too(tiny_model) -> None:
    run = shaken(trainer(tiny_model, target="symmetric", kl_logits=True))
    batch = batch_of(run, range(2))
    assert batch["self"]["input_ids"].shape == (2, 128)
    with torch.no_grad():
        own, other = (run.model.eval()(**batch[side]).logits.log_softmax(-1) for side in ("self", "other"))
    expected = torch.nn.functional.kl_div(own, other, reduction="none", log_target=True).sum(-1).mean()
    assert loss_of(run, range(2)) == pytest.approx(float(expected), rel=1e-4)
    assert any(value.requires_grad for value in decoder_layers(run.model)[-1].parameters())


def test_a_rate_of_zero_changes_nothing(tiny_model) -> None:
    run = trainer(tiny_model, learning_rate=0.0)
    run.train()
    ids = torch.tensor([[50, 60, 70]])
    assert torch.equal(run.model.eval()(ids).logits, tiny_model.network(ids).logits)


def test_training_brings_the_other_to_the_self_and_logs_what_it_did(tiny_model) -> None:
    config = LoraConfig(r=8, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM")
    given = copy.deepcopy(config)
    run = trainer(tiny_model, peft_config=config, max_steps=40, logging_steps=40)
    start = loss_of(trainer(tiny_model, peft_config=config), range(12))
    run.train()
    assert loss_of(run, range(12)) < 0.5 * start
    assert config.to_dict() == given.to_dict()
    logged = run.state.log_history[0]
    assert logged["overlap"] == pytest.approx(logged["loss"], rel=1e-3)
    assert 0.0 < logged["variance_ratio"] < 10.0


def test_dropout_of_the_base_is_off_and_that_of_the_adapter_on() -> None:
    network = tiny_network("gpt2", resid_pdrop=0.5, embd_pdrop=0.5, attn_pdrop=0.5)
    config = LoraConfig(r=4, target_modules=["c_attn"], fan_in_fan_out=True, task_type="CAUSAL_LM")
    still, noisy = (
        shaken(
            SOOTrainer(
                network,
                settings(),
                train_dataset=PAIRS,
                processing_class=tiny_tokenizer(),
                peft_config=LoraConfig(**{**config.to_dict(), "lora_dropout": rate}),
            )
        )
        for rate in (0.0, 0.5)
    )
    for run in (still, noisy):
        run.model.train()
    assert loss_of(still) == loss_of(still)
    assert loss_of(noisy) != loss_of(noisy)


def test_checkpointing_gives_the_same_gradient(tiny_model) -> None:
    grads = []
    for checkpointing in (False, True):
        run = shaken(trainer(tiny_model, activation_checkpointing=checkpointing, site="o_proj"))
        run.model.train()
        if checkpointing:
            run.model.activation_checkpointing_enable()
            assert any(layer.gradient_checkpointing for layer in decoder_layers(run.model))
        run.compute_loss(run.model, batch_of(run, range(4))).backward()
        grads.append([value.grad for value in run.model.parameters() if value.grad is not None])
    assert len(grads[0]) == len(grads[1]) > 0
    for one, other in zip(*grads, strict=True):
        torch.testing.assert_close(one, other, atol=1e-6, rtol=1e-4)


def test_a_copy_of_the_trained_network_runs_its_own_weights(tiny_model) -> None:
    run = trainer(tiny_model)
    twin = copy.deepcopy(run.model)
    shaken(run)
    ids = torch.tensor([[50, 60, 70]])
    assert torch.equal(twin.eval()(ids).logits, tiny_model.network(ids).logits)


def test_a_quantised_network_is_prepared_by_peft() -> None:
    network = tiny_network("llama").to(torch.float16)
    network.is_loaded_in_4bit = True
    run = SOOTrainer(network, settings(), train_dataset=PAIRS, processing_class=tiny_tokenizer())
    norms = [value.dtype for key, value in run.model.named_parameters() if "layernorm" in key]
    assert set(norms) == {torch.float32}
    assert run.model.get_base_model() is network
    run.compute_loss(run.model, batch_of(run, range(4))).backward()


def test_an_adapter_of_the_callers_is_trained_further_or_merged_below_another(tiny_model) -> None:
    config = LoraConfig(r=2, target_modules=["q_proj"], init_lora_weights=False, task_type="CAUSAL_LM")
    tokenizer = tiny_model.tokenizer
    further = get_peft_model(copy.deepcopy(tiny_model.network), config)
    run = SOOTrainer(further, settings(), train_dataset=PAIRS, processing_class=tokenizer)
    assert run.model is further
    before = fingerprint(further)
    on_top = SOOTrainer(further, settings(), train_dataset=PAIRS, processing_class=tokenizer, peft_config=config)
    assert isinstance(on_top.model, PeftModel)
    assert on_top.model is not further
    assert fingerprint(further) == before


@pytest.mark.parametrize(
    ("name", "layer", "rank", "rate", "epochs"),
    [("mistral-7b", 19, 8, 1e-4, 15), ("gemma-2-27b", 20, 4, 9e-4, 8), ("calmerys-78b", 57, 8, 1e-4, 15)],
)
def test_presets_are_the_papers(name, layer, rank, rate, epochs) -> None:
    args, adapter, hub_id = published(name)
    assert (args.layers, args.site, args.target, args.normalise) == ([layer], "o_proj", "symmetric", False)
    assert (args.learning_rate, args.num_train_epochs, args.per_device_train_batch_size) == (rate, epochs, 4)
    assert (adapter.r, adapter.target_modules) == (rank, {"q_proj", "v_proj"})
    assert "/" in hub_id


def test_the_released_preset_runs_its_own_loss(tiny_model) -> None:
    args, adapter, _ = released_code()
    assert args.kl_logits
    assert (args.learning_rate, args.num_train_epochs, args.gradient_accumulation_steps) == (5e-5, 20, 4)
    args.use_cpu, args.dataloader_pin_memory, args.max_steps = True, False, 1
    args.disable_tqdm, args.save_strategy = True, "no"
    SOOTrainer(tiny_model, args, train_dataset=PAIRS[:4], peft_config=adapter).train()
    with pytest.raises(UnknownName, match="published model 'mistral'"):
        published("mistral")  # type: ignore[arg-type]


def test_a_pad_token_without_an_embedding_fills_no_row() -> None:
    model = tiny_language_model("llama")
    model.tokenizer.add_special_tokens({"pad_token": "<new>"})
    assert model.tokenizer.pad_token_id >= model.network.get_input_embeddings().weight.shape[0]
    pairs = [{"self": "You", "other": "Somebody else"}, {"self": "You are", "other": "Bob"}]
    trainer(model, pairs=pairs, max_steps=1).train()
    trainer(model, pairs=pairs, max_steps=1, kl_logits=True).train()


def test_transformers_reads_the_settings_from_a_command_line(tmp_path) -> None:
    words = ["--output_dir", str(tmp_path), "--layers", "1", "0.5", "-1", "--target", "symmetric"]
    (read,) = HfArgumentParser(SOOConfig).parse_args_into_dataclasses(words)
    assert read.layers == [1, 0.5, -1]
    assert isinstance(read.layers[0], int)
    assert read.target == "symmetric"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"target": "frozen"}, "target 'frozen': expected one of symmetric, frozen_self, frozen_other"),
        ({"position": "first"}, "position 'first': expected one of last, answer, mean, aligned"),
        ({"site": "head"}, "site 'head': expected one of o_proj, mlp, residual"),
        ({"layers": []}, "layers is empty"),
        ({"anchor": -1.0}, "anchor is a weight; got -1.0"),
        ({"kl_logits": True, "anchor": 1.0}, "kl_logits reads none"),
        ({"remove_unused_columns": True}, "takes the texts out of the rows"),
    ],
)
def test_a_bad_setting_is_one_sentence(changes, message) -> None:
    with pytest.raises(BadArgument, match=message):
        SOOConfig(**changes)


def test_what_does_not_fit_is_said_before_anything_runs(tiny_model) -> None:
    with pytest.raises(BadArgument, match="layers=9: the model has 3 layers"):
        trainer(tiny_model, layers=[9])
    with pytest.raises(BadArgument, match="row 0 of train_dataset has no text under other; it has self"):
        trainer(tiny_model, pairs=[{"self": "You"}])
    with pytest.raises(BadArgument, match="has no text under answer"):
        trainer(tiny_model, position="answer")
    with pytest.raises(BadArgument, match="no rows"):
        trainer(tiny_model, pairs=[])
    with pytest.raises(BadArgument, match="must have a length"):
        trainer(tiny_model, pairs=iter(PAIRS))
    with pytest.raises(BadArgument, match="give processing_class"):
        SOOTrainer(tiny_model.network, settings(), train_dataset=PAIRS)
    with pytest.raises(BadArgument, match=r"keep=0\.5 holds the model .* has none"):
        SOOTrainer(tiny_model, settings(keep=0.5), train_dataset=PAIRS)
    with pytest.raises(BadArgument, match="no adapter where the loss reaches"):
        trainer(tiny_model, layers=[0], peft_config=LoraConfig(target_modules=["q_proj"], layers_to_transform=[2]))
    with pytest.raises(UnsupportedModel, match="module="):
        trainer(tiny_model, module="nowhere")
    strange = tiny_network("llama")
    strange.config.num_hidden_layers = 7
    with pytest.raises(UnsupportedModel, match="path="):
        SOOTrainer(strange, settings(), train_dataset=PAIRS, processing_class=tiny_model.tokenizer)
    frozen = get_peft_model(tiny_network("llama"), LoraConfig(target_modules=["q_proj"])).requires_grad_(False)
    with pytest.raises(BadArgument, match="is_trainable=True"):
        SOOTrainer(frozen, settings(), train_dataset=PAIRS, processing_class=tiny_model.tokenizer)


def test_prompts_that_do_not_vary_cannot_be_divided(tiny_model) -> None:
    run = trainer(tiny_model, pairs=[PAIRS[0]] * 4)
    with pytest.raises(BadArgument, match=r"all have the same activation .* normalise=False"):
        run.train()


def test_an_override_finds_what_the_search_does_not(tiny_model) -> None:
    loss = loss_of(trainer(tiny_model, site="o_proj"))
    assert loss_of(trainer(tiny_model, module="self_attn.o_proj", path="model.layers")) == pytest.approx(loss)


def test_a_neutral_text_follows_its_row_however_batches_are_cut(tiny_model) -> None:
    collate = PairCollator(tiny_model.tokenizer, neutral=NEUTRAL)
    rows = [{**row, "index": number} for number, row in enumerate(PAIRS[:3])]
    whole, last = collate(rows), collate(rows[2:])
    assert whole["index"].tolist() == [0, 1, 2]
    assert last["neutral"]["input_ids"].tolist() == [tiny_model.encode(NEUTRAL[0])]
    assert whole["neutral"]["attention_mask"].sum(1).tolist() == [len(NEUTRAL[one % 2]) for one in range(3)]
