"""Loading and saving: words, adapters, digests, and the errors of everything that is not there or does not fit."""

import json

import pytest
import torch
from tests.models.tiny import CHATML, tiny_language_model

from selfother.errors import BadArgument, MissingModel, SelfOtherError, UnsupportedModel
from selfother.models.adapters import load_adapter
from selfother.models.digests import adapter_digest, digest_of
from selfother.models.language_model import with_network
from selfother.models.layers import projection_names
from selfother.models.load import load_model
from selfother.models.save import save_adapter, save_model
from selfother.models.weights import share_weights_copy
from selfother.models.words import split_word

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


@pytest.mark.parametrize(
    ("file", "change", "sentence"),
    [
        ("model.safetensors", lambda _: b"version https://git-lfs.github.com/spec/v1\n", "a pointer of git-lfs"),
        ("model.safetensors", lambda content: content[:-100], r"\(\d+ bytes\) is cut or no safetensors file"),
        ("model.safetensors", lambda _: b"", "is cut or no safetensors file"),
        ("config.json", lambda content: content.replace(b"260", b"300"), "have other shapes than its config.json says"),
        ("config.json", lambda content: content[:20], "config.json is no JSON"),
        ("config.json", lambda content: content.replace(b'"llama"', b'"novel"'), "'novel', which transformers"),
        ("tokenizer.json", lambda content: content.replace(b'"BPE"', b'"BPX"'), "the tokenizer of odd in .*cannot"),
    ],
)  # fmt: skip
def test_broken_files_of_a_model_are_named(file, change, sentence, base, tmp_path):
    place = save_model(base, tmp_path / "odd") / file
    place.write_bytes(change(place.read_bytes()))
    with pytest.raises(UnsupportedModel, match=sentence):
        load_model(str(tmp_path / "odd"))


def test_a_folder_without_a_tokenizer_or_with_a_gguf_says_what_to_do(base, tmp_path):
    folder = save_model(base, tmp_path / "mute")
    for file in folder.glob("tok*"):
        file.unlink()
    with pytest.raises(UnsupportedModel, match="holds no tokenizer"):
        load_model(str(folder))
    packed = tmp_path / "packed"
    packed.mkdir()
    (packed / "small.gguf").write_bytes(b"GGUF")
    for word in (packed, packed / "small.gguf"):
        with pytest.raises(SelfOtherError, match=r"Run: selfother models import .*small.gguf"):
            load_model(str(word))
    with pytest.raises(MissingModel, match="no such file"):
        load_model(str(packed / "other.gguf"))


def test_a_plus_may_stand_in_a_folders_name(base, tmp_path):
    folder = save_model(base, tmp_path / "a+b")
    save_adapter(adapted(base), tmp_path / "c+d", base=base, about={})
    assert load_model(str(folder)).name == "a+b"
    assert load_model(f"{folder}+{tmp_path / 'c+d'}", dtype="float32").name == "a+b+c+d"
    assert digest_of(f"{folder}+{tmp_path / 'c+d'}") != digest_of(str(folder)) == base.digest
    assert split_word("smollm2-135m+soo") == ("smollm2-135m", "soo")


def test_a_template_that_is_given_writes_the_prompts_and_stays_with_a_product(base, tmp_path, capsys):
    plain = save_model(tiny_language_model("llama", template=None), tmp_path / "plain")
    assert load_model(str(plain)).render("Hi").startswith("User: Hi")
    assert "plain: prompts are written as plain turns" in capsys.readouterr().err
    (tmp_path / "mine.jinja").write_text(CHATML)
    given = load_model(str(plain), template=tmp_path / "mine.jinja")
    assert capsys.readouterr().err == ""
    assert given.render("Hi") == base.render("Hi")
    assert load_model(str(save_model(given, tmp_path / "product"))).render("Hi") == base.render("Hi")
    tokenizer = given.tokenizer
    tokenizer.chat_template = {"rag": CHATML, "tool_use": CHATML}
    tokenizer.save_pretrained(plain)
    with pytest.raises(BadArgument, match=r"several chat templates \(rag, tool_use\) and no default"):
        load_model(str(plain))
    assert load_model(str(plain), template="rag").render("Hi") == base.render("Hi")


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
