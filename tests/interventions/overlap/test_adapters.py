"""Adapters of PEFT under the overlap trainer: the network stays as it was, and the product reads back."""

import peft
import pytest
import torch
from peft import LoraConfig, get_peft_model
from tests.interventions.overlap.soo_runs import PAIRS, fingerprint, settings, trainer
from tests.models.tiny import tiny_language_model, tiny_network

from selfother.errors import BadArgument
from selfother.interventions.overlap.network import unadapted
from selfother.interventions.overlap.soo_trainer import SOOTrainer
from selfother.models.adapters import load_adapter

SAFE = {
    "lora": ("LoraConfig", {"r": 4, "target_modules": ["q_proj", "v_proj"]}),
    "gaussian": ("LoraConfig", {"r": 4, "target_modules": ["q_proj"], "init_lora_weights": "gaussian"}),
    "dora": ("LoraConfig", {"r": 4, "target_modules": ["q_proj"], "use_dora": True}),
    "everything": ("LoraConfig", {"r": 4, "target_modules": "all-linear"}),
    "embedding": ("LoraConfig", {"r": 4, "target_modules": ["q_proj", "embed_tokens"]}),
    "embedding saved": ("LoraConfig", {"r": 4, "target_modules": ["q_proj"], "modules_to_save": ["embed_tokens"]}),
    "tokens": ("LoraConfig", {"r": 4, "target_modules": ["q_proj"], "trainable_token_indices": [40, 41]}),
    "ia3": ("IA3Config", {"target_modules": ["k_proj", "v_proj", "down_proj"], "feedforward_modules": ["down_proj"]}),
    "ia3 by rule": ("IA3Config", {"target_modules": r".*(k|down)_proj", "feedforward_modules": r".*down_proj"}),
    "adalora": (
        "AdaLoraConfig",
        {"init_r": 4, "target_r": 2, "total_step": 3, "tinit": 0, "tfinal": 1, "target_modules": ["q_proj"]},
    ),
    "loha": ("LoHaConfig", {"r": 4, "target_modules": ["q_proj"]}),
    "norms": ("LNTuningConfig", {"target_modules": ["input_layernorm"]}),
    "osf": ("OSFConfig", {"target_modules": ["q_proj"]}),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", SAFE)
def test_an_adapter_of_any_kind_leaves_the_network_as_it_was_and_reads_back(name, tmp_path) -> None:
    kind, given = SAFE[name]
    model = tiny_language_model("qwen2")  # its projections have biases
    before, ids = fingerprint(model.network), torch.tensor([[5, 6, 7, 40, 41]])
    run = trainer(model, peft_config=getattr(peft, kind)(task_type="CAUSAL_LM", **given))
    with torch.no_grad():
        bare = model.network(ids).logits.clone()
        with unadapted(run.model):
            assert torch.equal(run.model(input_ids=ids).logits, bare)
    run.train()
    run.model.eval()
    assert fingerprint(model.network) == before
    with torch.no_grad(), unadapted(run.model):
        assert torch.equal(run.model(input_ids=ids).logits, bare)
    run.save_model(tmp_path / "soo")
    back = peft.PeftModel.from_pretrained(tiny_network("qwen2"), tmp_path / "soo").eval()
    loaded = load_adapter(model, tmp_path / "soo")
    with torch.no_grad():
        trained = run.model(input_ids=ids).logits
        torch.testing.assert_close(back(input_ids=ids).logits, trained)
        torch.testing.assert_close(loaded.network(input_ids=ids).logits, trained)
    assert not torch.equal(trained, bare)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("kind", "given", "message"),
    [
        ("LoraConfig", {"init_lora_weights": "pissa"}, "init_lora_weights='pissa' takes the adapter's start out of"),
        ("LoraConfig", {"init_lora_weights": "pissa_niter_2"}, "init_lora_weights='pissa_niter_2' takes"),
        ("LoraConfig", {"init_lora_weights": "olora"}, "init_lora_weights='olora' takes"),
        ("LoraConfig", {"bias": "all"}, r"trains \d+ weights of the base itself .*bias='none'"),
        ("LoraConfig", {"bias": "lora_only"}, "weights of the base itself"),
        ("LoraConfig", {"target_modules": ["lm_head"]}, "no adapter where the loss reaches"),
        ("LoraConfig", {"target_modules": ["norm", "lm_head"]}, "no adapter where the loss reaches"),
        ("PromptTuningConfig", {"num_virtual_tokens": 4}, "PEFT's kind PROMPT_TUNING, which puts something before"),
        ("PrefixTuningConfig", {"num_virtual_tokens": 4}, "PREFIX_TUNING"),
    ],
)
def test_an_adapter_that_would_move_the_frozen_target_is_refused(kind, given, message) -> None:
    model = tiny_language_model("qwen2")
    before = fingerprint(model.network)
    targets = {"target_modules": ["q_proj", "v_proj"]} if kind == "LoraConfig" else {}
    config = getattr(peft, kind)(task_type="CAUSAL_LM", **{**targets, **given})
    with pytest.raises(BadArgument, match=message):
        trainer(model, peft_config=config)
    assert fingerprint(model.network) == before


@pytest.mark.filterwarnings("ignore")
def test_an_adapter_of_the_callers_that_would_move_the_target_is_refused_too() -> None:
    for given in ({"init_lora_weights": "pissa"}, {"bias": "all"}):
        own = get_peft_model(tiny_network("qwen2"), LoraConfig(target_modules=["q_proj"], **given))
        with pytest.raises(BadArgument, match=r"init_lora_weights='pissa' takes|weights of the base itself"):
            SOOTrainer(own, settings(), train_dataset=PAIRS, processing_class=tiny_language_model("qwen2").tokenizer)
