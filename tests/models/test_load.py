"""Loading and saving: words, adapters, digests, and the errors of everything that is not there or does not fit."""

import json

import pytest
import torch
from tests.models.tiny import tiny_language_model

from selfother.errors import BadArgument, MissingModel, UnsupportedModel
from selfother.models.digests import adapter_digest
from selfother.models.language_model import with_network
from selfother.models.layers import projection_names
from selfother.models.load import load_adapter, load_model
from selfother.models.save import save_adapter, save_model
from selfother.models.weights import share_weights_copy

IDS = torch.tensor([[5, 6, 7, 8]])


def adapted(model, *, seed=0, kinds=("q", "v")):
    from peft import LoraConfig, get_peft_model

    names = projection_names(model.network, kinds)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        settings = LoraConfig(r=2, target_modules=names, init_lora_weights=False)
        network = get_peft_model(share_weights_copy(model.network), settings)
    digest = adapter_digest(network, model.weights_digest)
    return with_network(model, network, name=f"{model.name}+test", weights_digest=digest)


@pytest.fixture
def base(tmp_path, monkeypatch):
    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path / "cache"))
    save_model(tiny_language_model("llama"), tmp_path / "base")
    return load_model(str(tmp_path / "base"), dtype="float32")


def fingerprint(network):
    return {name: value.clone() for name, value in network.state_dict().items()}


def test_a_saved_model_reads_back(base):
    assert base.name == "base"
    assert not base.network.training
    assert not any(parameter.requires_grad for parameter in base.network.parameters())
    assert torch.equal(base.network(IDS).logits, tiny_language_model("llama").network(IDS).logits)
    assert load_model(str(base.source)).digest == base.digest


def test_the_digest_follows_the_weights(base, tmp_path):
    save_model(tiny_language_model("llama", seed=1), tmp_path / "other")
    assert load_model(str(tmp_path / "other")).digest != base.digest
    save_model(tiny_language_model("llama"), tmp_path / "same")
    assert load_model(str(tmp_path / "same")).digest == base.digest


def test_an_adapter_reads_back_and_the_base_stays_bare(base, tmp_path):
    before, product = fingerprint(base.network), adapted(base)
    save_adapter(product, tmp_path / "soo", base=base, about={"intervention": "test", "seed": 0})
    again = load_model(f"{base.source}+{tmp_path / 'soo'}", dtype="float32")
    assert again.name == "base+soo"
    assert again.digest == product.digest != base.digest
    assert again.adapter == tmp_path / "soo"
    torch.testing.assert_close(again.network(IDS).logits, product.network(IDS).logits)
    loaded = load_adapter(base, tmp_path / "soo")
    after = base.network.state_dict()
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert not torch.allclose(base.network(IDS).logits, loaded.network(IDS).logits)


def test_two_adapters_of_one_base_share_its_weights(base, tmp_path):
    for seed in (0, 1):
        save_adapter(adapted(base, seed=seed), tmp_path / f"{seed}", base=base, about={})
    one, other = (load_adapter(base, tmp_path / f"{seed}") for seed in (0, 1))
    assert one.digest != other.digest
    owned = {parameter.data_ptr() for parameter in base.network.parameters()}
    for model in (one, other):
        assert owned == {value.data_ptr() for key, value in model.network.named_parameters() if "lora_" not in key}


def test_adapters_compose_and_a_merged_model_says_the_same(base, tmp_path):
    first = adapted(base)
    save_adapter(adapted(base, seed=1), tmp_path / "b", base=base, about={})
    (tmp_path / "b" / "selfother.json").unlink()  # made on the bare base, put on top of the first one on purpose
    both = load_adapter(first, tmp_path / "b")
    alone = first.network(IDS).logits
    assert not torch.allclose(both.network(IDS).logits, alone)
    torch.testing.assert_close(first.network(IDS).logits, alone)
    save_model(both, tmp_path / "merged")
    merged = load_model(str(tmp_path / "merged"), dtype="float32")
    torch.testing.assert_close(merged.network(IDS).logits, both.network(IDS).logits, atol=1e-4, rtol=1e-4)


def test_an_adapter_of_another_base_is_refused_by_digest_and_by_shape(base, tmp_path):
    other = tiny_language_model("llama", seed=1)
    save_adapter(adapted(other), tmp_path / "other", base=other, about={})
    with pytest.raises(UnsupportedModel, match="made on a base with digest 0000000000000001"):
        load_adapter(base, tmp_path / "other")
    foreign = tiny_language_model("opt")
    save_adapter(adapted(foreign), tmp_path / "foreign", base=foreign, about={})
    (tmp_path / "foreign" / "selfother.json").unlink()
    with pytest.raises(UnsupportedModel, match="does not fit base"):
        load_adapter(base, tmp_path / "foreign")


def test_pickles_are_not_read(base, tmp_path):
    folder = tmp_path / "pickled"
    folder.mkdir()
    (folder / "config.json").write_text((base.source / "config.json").read_text())
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(UnsupportedModel, match="pickles are not read"):
        load_model(str(folder))
    adapter = tmp_path / "adapter"
    adapter.mkdir()
    (adapter / "adapter_config.json").write_text("{}")
    torch.save({}, adapter / "adapter_model.bin")
    with pytest.raises(UnsupportedModel, match="pickles are not read"):
        load_adapter(base, adapter)


def test_code_of_a_repository_is_not_run(base, tmp_path):
    folder = save_model(base, tmp_path / "coded")
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "strange", "auto_map": {"AutoConfig": "evil.Config", "AutoModelForCausalLM": "evil.Model"}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    with pytest.raises(UnsupportedModel, match="without running code of its own"):
        load_model(str(folder))
    assert not (tmp_path / "ran").exists()


def test_what_is_not_there_says_where_it_was_looked_for(tmp_path):
    with pytest.raises(MissingModel, match=r"the network is off.*selfother models pull smollm2-135m"):
        load_model("someone/some-model")
    with pytest.raises(MissingModel, match="no such directory"):
        load_model("./nowhere/at/all")
    (tmp_path / "empty").mkdir()
    with pytest.raises(MissingModel, match=r"no config\.json"):
        load_model(str(tmp_path / "empty"))
    with pytest.raises(MissingModel, match="holds no adapter"):
        load_adapter(tiny_language_model("llama"), tmp_path / "empty")


def test_an_adapter_given_as_a_model_says_how_to_write_it(base, tmp_path):
    folder = save_adapter(adapted(base), tmp_path / "soo", base=base, about={})
    with pytest.raises(UnsupportedModel, match=r"Write BASE\+"):
        load_model(str(folder))


def test_bad_words_are_refused(base):
    with pytest.raises(BadArgument, match="device 'gpu9'"):
        load_model(str(base.source), device="gpu9")
    with pytest.raises(BadArgument, match="dtype 'int3'"):
        load_model(str(base.source), dtype="int3")
    with pytest.raises(BadArgument, match="exists already"):
        save_model(base, base.source)


def test_a_full_disk_is_a_sentence(base, tmp_path, monkeypatch):
    import errno

    from selfother.errors import NoSpace

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(type(base.network), "save_pretrained", full)
    with pytest.raises(NoSpace, match="is full"):
        save_model(base, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".new-*"))
