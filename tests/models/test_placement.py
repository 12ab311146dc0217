"""Quantised weights and several GPUs: what `from_pretrained` is told, as far as a machine without a GPU can see."""

import importlib.util
from pathlib import Path

import pytest
import torch
from tests.models.tiny import tiny_language_model, tiny_network

from selfother.errors import BadArgument, MissingExtra, UnsupportedModel
from selfother.models.adapters import load_adapter
from selfother.models.digests import adapter_digest
from selfother.models.language_model import with_network
from selfother.models.layers import projection_names
from selfother.models.load import load_model
from selfother.models.save import save_adapter, save_model
from selfother.models.weights import share_weights_copy

IDS = torch.tensor([[5, 6, 7, 8]])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path / "cache"))
    return save_model(tiny_language_model("llama"), tmp_path / "base")


@pytest.fixture
def told(monkeypatch):
    """Let bitsandbytes be installed, and return what the last `from_pretrained` was told."""
    from transformers import AutoModelForCausalLM

    heard: dict[str, object] = {}

    def load(_folder, **options):
        heard.clear()
        heard.update(options)
        network = tiny_network("llama")
        network.to = lambda *_: pytest.fail("placed by from_pretrained, and then moved")
        return network, {"missing_keys": []}

    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: name == "bitsandbytes" or find_spec(name, *more)
    )
    monkeypatch.setattr(AutoModelForCausalLM, "from_pretrained", load)
    return heard


def test_four_bits_are_nf4_computed_in_the_dtype_on_the_one_device(folder, told):
    model = load_model(str(folder), quantise="4bit", dtype="bfloat16", device="cpu")
    settings = told["quantization_config"].to_dict()
    assert settings["load_in_4bit"]
    assert settings["bnb_4bit_quant_type"] == "nf4"
    assert settings["bnb_4bit_use_double_quant"]
    assert settings["bnb_4bit_compute_dtype"] == "bfloat16"
    assert told["device_map"] == {"": torch.device("cpu")}
    assert told["dtype"] == torch.bfloat16
    assert not told["trust_remote_code"]
    assert told["use_safetensors"]
    assert model.name == "base-4bit"
    assert model.digest == load_model(str(folder), device_map="auto").digest
    assert not any(parameter.requires_grad for parameter in model.network.parameters())


def test_eight_bits_over_all_gpus(folder, told):
    load_model(str(folder), quantise="8bit", device_map="balanced")
    assert told["quantization_config"].to_dict()["load_in_8bit"]
    assert told["device_map"] == "balanced"


def test_several_gpus_without_quantising(folder, told):
    assert load_model(str(folder), device_map="sequential").name == "base"
    assert told["device_map"] == "sequential"
    assert "quantization_config" not in told


def test_a_device_map_of_this_machine_is_the_same_model(folder):
    ours, mapped = load_model(str(folder), dtype="float32"), load_model(str(folder), dtype="float32", device_map="auto")
    assert torch.equal(ours.network(IDS).logits, mapped.network(IDS).logits)


def test_a_copy_of_a_spread_network_is_spread_and_apart(folder):
    """accelerate puts hooks into modules; the copy that takes an adapter must run its own, and leave the original."""
    from accelerate import dispatch_model
    from peft import LoraConfig, get_peft_model

    plain = load_model(str(folder), dtype="float32").network
    before = plain(IDS).logits
    spread = dispatch_model(plain, {"": "cpu"}, force_hooks=True)
    copy = share_weights_copy(spread)
    assert any(hasattr(module, "_hf_hook") for module in copy.modules())
    settings = LoraConfig(r=2, target_modules=projection_names(copy), init_lora_weights=False)
    adapted = get_peft_model(copy, settings)
    assert not torch.allclose(adapted(IDS).logits, before)
    assert torch.equal(spread(IDS).logits, before)


def test_an_adapter_fits_packed_weights_by_the_projection_and_not_by_the_packing(folder, tmp_path):
    from peft import LoraConfig, get_peft_model

    base = load_model(str(folder), dtype="float32")
    settings = LoraConfig(r=2, target_modules=projection_names(base.network), init_lora_weights=False)
    network = get_peft_model(share_weights_copy(base.network), settings)
    made = with_network(base, network, name="made", weights_digest=adapter_digest(network, base.weights_digest))
    save_adapter(made, tmp_path / "soo", base=base, about={})
    own = frozenset(map(id, base.network.parameters()))
    packed = with_network(
        base, share_weights_copy(base.network, own=own), name="packed", weights_digest=base.weights_digest
    )
    for module in packed.network.modules():
        if hasattr(module, "in_features"):  # as bitsandbytes holds it: a column of bytes
            module.weight = torch.nn.Parameter(module.weight.reshape(-1, 1), requires_grad=False)
    assert load_adapter(packed, tmp_path / "soo").adapter == tmp_path / "soo"
    narrow = tiny_language_model("llama", hidden_size=16)
    (tmp_path / "soo" / "selfother.json").unlink()
    with pytest.raises(UnsupportedModel, match="does not fit"):
        load_adapter(narrow, tmp_path / "soo")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"quantise": "3bit"}, "quantise '3bit': expected 4bit or 8bit, or leave it out"),
        ({"device_map": "everywhere"}, "device_map 'everywhere': expected auto or balanced"),
        ({"device_map": "auto", "device": "cpu"}, "device 'cpu' holds the whole model.*Give one"),
    ],
)
def test_bad_words_are_refused_before_the_model_is_looked_for(settings, sentence):
    with pytest.raises(BadArgument, match=sentence):
        load_model("nowhere/at-all", **settings)


def test_without_bitsandbytes_the_line_that_installs_it_is_named(monkeypatch):
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *more: None if name == "bitsandbytes" else find_spec(name, *more)
    )
    with pytest.raises(MissingExtra, match=r"needs bitsandbytes.*Run: pip install bitsandbytes"):
        load_model("nowhere/at-all", quantise="4bit")


@pytest.mark.parametrize("command", [("probe", "perplexity"), ("train", "overlap", "--out", "new")])
def test_the_command_line_hands_the_words_on(command, folder, tmp_path, monkeypatch):
    from selfother.cli.main import main
    from selfother.models import load

    heard: list[dict[str, object]] = []

    def stop(_word: str, **options: object) -> None:
        heard.append(options)
        raise BadArgument("heard")

    monkeypatch.setattr(load, "load_model", stop)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main([*command, "--model", str(folder), "--quantise", "4bit", "--device-map", "auto"])
    assert [(one["quantise"], one["device_map"]) for one in heard] == [("4bit", "auto")]
    assert not Path("new").exists()


def test_the_provider_takes_them_as_model_arguments(folder, told):
    from inspect_ai.model import get_model

    model = get_model(f"selfother/{folder}", quantise="4bit", device_map="auto", memoize=False)
    assert model.api.model_name.startswith("base-4bit@")
    assert told["device_map"] == "auto"
