"""`selfother activations`: what is written is what the model represents, and comes back as it was."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from selfother import export_activations, read_activations
from selfother.cli._layers import layer_indices
from selfother.cli.main import main
from selfother.errors import BadArgument, BrokenRecord
from selfother.models.activations import last_token_activations
from selfother.models.save import save_model
from selfother.scenarios.located_object import situations

ASKED = [(one, who) for one in situations("burglary", count=4) for who in ("rival", "self", "perspective")]


def run(capsys, *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


@pytest.mark.parametrize("site", ["residual", "o_proj", "mlp"])
def test_what_is_written_comes_back_and_is_what_capture_reads(site, tiny_model, other_tiny_model, tmp_path) -> None:
    path = export_activations(
        tiny_model, tmp_path / "a.safetensors", ASKED, reference=other_tiny_model, layers=[-1, 0], site=site
    )
    found = read_activations(path)
    assert found.layers == (2, 0)
    assert found.activations.shape == found.reference.shape == (2, 12, 32)
    assert found.activations.dtype == np.float32
    rows = [tiny_model.encode(one["prompt"]) for one in found.prompts]
    for place, layer in enumerate(found.layers):
        for model, values in ((tiny_model, found.activations), (other_tiny_model, found.reference)):
            expected = last_token_activations(model, rows, layer=layer, site=site).numpy()
            np.testing.assert_array_equal(values[place], expected)
    assert found.about["site"] == site
    assert found.about["model_digest"] == tiny_model.digest
    assert found.about["reference_digest"] == other_tiny_model.digest


def test_prompts_say_who_asked_what(tiny_model, tmp_path) -> None:
    found = read_activations(export_activations(tiny_model, tmp_path / "a.safetensors", ASKED))
    assert found.reference is None
    assert [(one["item"], one["addressee"]) for one in found.prompts] == [(one.item, who) for one, who in ASKED]
    for said, (one, who) in zip(found.prompts, ASKED, strict=True):
        assert one.prompt(who) in said["prompt"]
        assert said["prompt"].endswith(one.answer_prefix)
        assert (said["truth"], said["untruth"]) == (one.truth(who), one.untruth(who))
        assert (said["family"], said["cluster"]) == (one.family, one.cluster)


def test_the_command_writes_what_the_function_writes(tiny_model, tmp_path, capsys) -> None:
    folder, out = save_model(tiny_model, tmp_path / "tiny"), tmp_path / "a.safetensors"
    words = ("activations", "--model", folder, "--out", out, "--layers", "0..1", "--asks", "rival, friend")
    words += ("--dtype", "float32")
    code, said, _ = run(capsys, *words, "--family", "burglary", "--family", "race", "--items", "4", "--json")
    assert code == 0
    assert json.loads(said) | {"model": ""} == {"file": str(out), "model": "", "reference": None, "prompts": 16}
    asked = [
        (one, who) for name in ("burglary", "race") for one in situations(name, count=4) for who in ("rival", "friend")
    ]
    again = export_activations(tiny_model, tmp_path / "b.safetensors", asked, layers=[0, 1])
    first, second = (load_file(one) for one in (out, again))
    assert first.keys() == {"activations", "layers"}
    assert all(np.array_equal(first[name], second[name]) for name in first)
    assert read_activations(out).prompts == read_activations(again).prompts


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--out", "a.npz"), "written as .safetensors"),
        (("--out", "here.safetensors"), "exists already"),
        (("--out", "nowhere/a.safetensors"), "does not exist. Make it first"),
        (("--out", "a.safetensors", "--asks", "rivl"), "unknown addressee 'rivl'. Did you mean rival"),
        (("--out", "a.safetensors", "--layers", "5..2"), "layers '5..2': expected all, a range such as 12..24"),
        (("--out", "a.safetensors", "--layers", "few"), "layers 'few'"),
        (("--out", "a.safetensors", "--site", "mpl"), "unknown site 'mpl'. Did you mean mlp"),
        (("--out", "a.safetensors", "--split", "tests"), "unknown split 'tests'. Did you mean test"),
        (("--out", "a.safetensors", "--family", "burgalry"), "unknown scenario family 'burgalry'. Did you mean"),
        (("--out", "a.safetensors", "--items", "3"), "must be an even number"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_before_a_model_is_looked_for(words, sentence, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    Path("here.safetensors").touch()
    code, out, err = run(capsys, "activations", "--model", "nowhere/at-all", *words)
    assert code == 2
    assert sentence in err
    assert out == ""
    assert [file.name for file in tmp_path.iterdir()] == ["here.safetensors"]


def test_a_layer_that_is_not_there_leaves_no_file(tiny_model, tmp_path) -> None:
    with pytest.raises(BadArgument, match="layers=7: tiny-llama has 3 layers, 0 to 2"):
        export_activations(tiny_model, tmp_path / "a.safetensors", ASKED, layers=[7])
    with pytest.raises(BadArgument, match="at least one prompt"):
        export_activations(tiny_model, tmp_path / "a.safetensors", [])
    assert not list(tmp_path.iterdir())


def test_another_file_is_no_file_of_activations(tmp_path) -> None:
    from safetensors.numpy import save_file

    save_file({"x": np.zeros(2)}, tmp_path / "x.safetensors")
    (tmp_path / "y.safetensors").write_text("no")
    with pytest.raises(BrokenRecord, match="no file of activations"):
        read_activations(tmp_path / "x.safetensors")
    for name in ("y.safetensors", "z.safetensors"):
        with pytest.raises(BrokenRecord, match="cannot be read as safetensors"):
            read_activations(tmp_path / name)


def test_a_range_holds_both_ends() -> None:
    assert layer_indices("0..29") == list(range(30))
    assert layer_indices("0.9..29", lambda: 30) == [27, 28, 29]


@pytest.mark.parametrize("word", ["0.4..1.0", "1.0", "0.9..20"])
def test_a_share_that_is_none_or_lies_above_the_end_is_refused(word: str) -> None:
    with pytest.raises(BadArgument, match=r"layers=1\.0: the model has 30 layers|layers '0\.9\.\.20': expected"):
        layer_indices(word, lambda: 30)
