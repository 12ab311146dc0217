"""Adapters of every kind of PEFT: the base stays as it was, and what is loaded says what PEFT says."""

import warnings

import pytest
import torch
from tests.models.tiny import tiny_language_model, tiny_network

from selfother.errors import UnsupportedModel
from selfother.models.adapters import load_adapter
from selfother.models.digests import adapter_digest
from selfother.models.load import load_model
from selfother.models.save import save_model
from selfother.models.scoring import score_tokens
from selfother.models.weights import merged_copy

IDS = [5, 6, 7, 8, 40, 50, 60]
TARGETS = ["q_proj", "v_proj"]
LORA = {"r": 4, "target_modules": TARGETS}
KINDS = {
    "lora": ("LoraConfig", LORA),
    "dora": ("LoraConfig", {**LORA, "use_dora": True}),
    "rslora": ("LoraConfig", {**LORA, "use_rslora": True}),
    "gaussian": ("LoraConfig", {**LORA, "init_lora_weights": "gaussian"}),
    "orthogonal": ("LoraConfig", {**LORA, "init_lora_weights": "orthogonal"}),
    "mica": ("LoraConfig", {**LORA, "init_lora_weights": "mica"}),
    "pissa": ("LoraConfig", {**LORA, "init_lora_weights": "pissa"}),
    "pissa_fast": ("LoraConfig", {**LORA, "init_lora_weights": "pissa_niter_4"}),
    "olora": ("LoraConfig", {**LORA, "init_lora_weights": "olora"}),
    "bias_all": ("LoraConfig", {**LORA, "bias": "all"}),
    "bias_lora_only": ("LoraConfig", {**LORA, "bias": "lora_only"}),
    "alpha_pattern": ("LoraConfig", {**LORA, "alpha_pattern": {"q_proj": 64}}),
    "embedding": ("LoraConfig", {**LORA, "target_modules": ["q_proj", "embed_tokens"]}),
    "head_saved": ("LoraConfig", {**LORA, "modules_to_save": ["lm_head"]}),
    "embedding_saved": ("LoraConfig", {**LORA, "modules_to_save": ["embed_tokens"]}),
    "tokens": ("LoraConfig", {**LORA, "trainable_token_indices": [40, 41]}),
    "all_linear": ("LoraConfig", {"r": 4, "target_modules": "all-linear"}),
    "adalora": (
        "AdaLoraConfig",
        {"init_r": 4, "target_r": 2, "total_step": 9, "tinit": 1, "tfinal": 1, "target_modules": TARGETS},
    ),
    "ia3": ("IA3Config", {"target_modules": ["k_proj", "v_proj", "down_proj"], "feedforward_modules": ["down_proj"]}),
    "loha": ("LoHaConfig", LORA),
    "lokr": ("LoKrConfig", LORA),
    "oft": ("OFTConfig", {"oft_block_size": 4, "target_modules": TARGETS}),
    "boft": ("BOFTConfig", {"boft_block_size": 4, "target_modules": TARGETS}),
    "hra": ("HRAConfig", LORA),
    "hira": ("HiraConfig", LORA),
    "vera": ("VeraConfig", LORA),
    "randlora": ("RandLoraConfig", LORA),
    "fourier": ("FourierFTConfig", {"n_frequency": 20, "target_modules": TARGETS}),
    "norms": ("LNTuningConfig", {"target_modules": ["input_layernorm"]}),
    "shira": ("ShiraConfig", LORA),
    "delora": ("DeloraConfig", LORA),
    "miss": ("MissConfig", LORA),
    "osf": ("OSFConfig", {"target_modules": TARGETS}),
    "tokens_alone": ("TrainableTokensConfig", {"token_indices": [5, 40], "target_modules": ["embed_tokens"]}),
}  # fmt: skip


def made(kind: str, settings: dict, folder, *, shake: float = 0.2, **changes):
    """Write an adapter of a kind, its numbers away from the start, with whatever PEFT writes beside it."""
    import peft

    config = getattr(peft, kind)(task_type="CAUSAL_LM", **settings)
    with torch.random.fork_rng(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.manual_seed(1)
        network = peft.get_peft_model(tiny_network("qwen2", **changes), config)
        with torch.no_grad():
            for value in network.parameters():
                if value.requires_grad:
                    value.add_(shake * torch.randn_like(value))
        network.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A model whose projections have biases, since some of PEFT trains those."""
    folder = tmp_path_factory.mktemp("adapters") / "base"
    save_model(tiny_language_model("qwen2"), folder)
    return load_model(str(folder), dtype="float32")


def logits(network) -> torch.Tensor:
    with torch.no_grad():
        return network(torch.tensor([IDS])).logits[0].clone()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", KINDS)
def test_no_adapter_touches_its_base_and_each_says_what_peft_says(name, base, tmp_path):
    from peft import PeftModel

    folder = made(*KINDS[name], tmp_path / name)
    before, weights = logits(base.network), {key: one.clone() for key, one in base.network.state_dict().items()}
    digest = base.digest
    model = load_adapter(base, folder)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        peers = PeftModel.from_pretrained(tiny_network("qwen2"), str(folder)).eval()
    wanted = logits(peers).log_softmax(-1)[:-1].gather(1, torch.tensor(IDS[1:])[:, None])[:, 0]
    said = torch.tensor(score_tokens(model, [IDS])[0])
    torch.testing.assert_close(said, wanted, atol=2e-4, rtol=0)
    assert not torch.allclose(logits(model.network), before, atol=1e-3)
    adapted = logits(model.network)
    torch.testing.assert_close(logits(merged_copy(model.network)), adapted, atol=2e-3, rtol=1e-3)
    assert torch.equal(logits(model.network), adapted)
    assert torch.equal(logits(base.network), before)
    assert all(torch.equal(weights[key], one) for key, one in base.network.state_dict().items())
    assert base.digest == digest != model.digest == load_adapter(base, folder).digest


def test_what_makes_another_network_of_the_same_tensors_is_in_the_digest():
    import peft

    digests = set()
    patterns, start = {"alpha_pattern": {"q_proj": 64}}, {"init_lora_weights": "pissa"}
    for changes in ({}, {"lora_alpha": 8.0}, patterns, start, {"lora_alpha": 9}):  # 8 is PEFT's own
        config = peft.LoraConfig(**{**LORA, "init_lora_weights": False, **changes}, task_type="CAUSAL_LM")
        network = peft.get_peft_model(tiny_network("llama"), config)
        for name, value in network.named_parameters():
            if "lora_" in name:
                value.data.fill_(0.5)
        digests.add(adapter_digest(network, "0" * 16))
    assert len(digests) == 4


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("kind", "settings", "sentence"),
    [
        ("PromptTuningConfig", {"num_virtual_tokens": 4}, "PROMPT_TUNING, which puts something before or beside"),
        ("PrefixTuningConfig", {"num_virtual_tokens": 4}, "PREFIX_TUNING"),
        ("PromptEncoderConfig", {"num_virtual_tokens": 4}, "P_TUNING"),
        ("AdaptionPromptConfig", {"adapter_len": 4, "adapter_layers": 2}, "ADAPTION_PROMPT"),
        ("PolyConfig", {"target_modules": TARGETS}, "POLY"),
        ("LoraConfig", {**LORA, "alora_invocation_tokens": [5, 6]}, "activated LoRA"),
    ],
)
def test_what_is_no_part_of_the_weights_is_refused(kind, settings, sentence, base, tmp_path):
    import peft

    folder = tmp_path / "outside"
    if kind == "AdaptionPromptConfig":  # PEFT puts it onto a Llama only
        config = peft.AdaptionPromptConfig(task_type="CAUSAL_LM", **settings)
        peft.get_peft_model(tiny_network("llama"), config).save_pretrained(folder)
    else:
        made(kind, settings, folder)
    with pytest.raises(UnsupportedModel, match=sentence):
        load_adapter(base, folder)


@pytest.mark.filterwarnings("ignore")
def test_what_does_not_fit_is_a_sentence(base, tmp_path):
    wide = made("LoraConfig", LORA, tmp_path / "wide", hidden_size=64)
    with pytest.raises(
        UnsupportedModel, match=r"it has \(4, 64\) for model.layers.0.self_attn.q_proj.lora_A.weight, and"
    ):
        load_adapter(base, wide)
    deep = made("LoraConfig", LORA, tmp_path / "deep", num_hidden_layers=4)
    with pytest.raises(UnsupportedModel, match=r"it has model.layers.3.*and the model has no such module"):
        load_adapter(base, deep)
    from safetensors.torch import load_file, save_file

    file = made("LoraConfig", LORA, tmp_path / "torn") / "adapter_model.safetensors"
    tensors = load_file(file)
    save_file({key: one for key, one in tensors.items() if "layers.1" not in key}, file)
    with pytest.raises(UnsupportedModel, match=r"lacks 4 of the tensors that its configuration names \(model.layers.1"):
        load_adapter(base, tmp_path / "torn")
    words = made("LoraConfig", {**LORA, "modules_to_save": ["embed_tokens"]}, tmp_path / "words", vocab_size=264)
    with pytest.raises(UnsupportedModel, match=r"it has \(264, 32\) for model.embed_tokens.* has \(260, 32\) there"):
        load_adapter(base, words)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("file", "content", "sentence"),
    [
        ("adapter_model.safetensors", b"version https://git-lfs.github.com/spec/v1\nsize 9\n", "a pointer of git-lfs"),
        ("adapter_model.safetensors", None, "is cut or no safetensors file"),
        ("adapter_config.json", b'{"peft_type": "LORA", "r": 4,', "adapter_config.json is no JSON"),
        ("adapter_config.json", b"[]", "holds no JSON object"),
        ("adapter_config.json", b'{"peft_type": "NOVEL"}', "no configuration that this version of PEFT reads"),
        ("selfother.json", b"{}\n]", "selfother.json is no JSON"),
    ],
)
def test_broken_files_of_an_adapter_are_named(file, content, sentence, base, tmp_path):
    place = made("LoraConfig", LORA, tmp_path / "soo") / file
    place.write_bytes(place.read_bytes()[:-40] if content is None else content)
    with pytest.raises(UnsupportedModel, match=sentence):
        load_adapter(base, tmp_path / "soo")
