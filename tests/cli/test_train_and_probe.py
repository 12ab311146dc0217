"""`selfother train`, `probe` and `list`, on a tiny model in a folder of its own."""

import json

import pytest

from selfother.cli.main import main
from selfother.models.save import save_model


@pytest.fixture
def model_folder(tiny_model, tmp_path):
    return save_model(tiny_model, tmp_path / "tiny")


def run(capsys, *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


SMALL = "layer=1,pairs=8,lora.first_layer=0,schedule.steps=2,schedule.batch_size=4"


def test_train_then_probe_the_adapter(model_folder, tmp_path, capsys) -> None:
    adapter = tmp_path / "adapter"
    code, out, _ = run(capsys, "train", f"overlap:{SMALL}", "--model", model_folder, "--out", adapter, "--json")
    assert code == 0
    made = json.loads(out)
    assert made["kind"] == "adapter"
    assert (adapter / "adapter_model.safetensors").is_file()
    code, out, _ = run(capsys, "probe", "dose:items=2", "--model", made["word"], "--json")
    doses = json.loads(out)["dose:items=2"]["items"]
    assert code == 0
    assert all(item["value"] > 0 for item in doses)


def test_train_says_which_layers_there_are(model_folder, tmp_path, capsys) -> None:
    code, _, err = run(capsys, "train", "overlap:layer=1,pairs=8", "--model", model_folder, "--out", tmp_path / "new")
    assert code == 2  # the default adapter starts at layer 10, and this model has three
    assert "layers 0 to 2" in err
    assert not (tmp_path / "new").exists()


def test_probe_prints_denominators(model_folder, capsys) -> None:
    code, out, _ = run(capsys, "probe", "fact:items=4", "perplexity", "--model", model_folder)
    assert code == 0
    assert "true" in out
    assert "perplexity" in out
    code, out, _ = run(capsys, "probe", "fact:items=4", "--model", model_folder, "--json")
    items = json.loads(out)["fact:items=4"]["items"]
    assert code == 0
    assert len(items) == 4
    assert {item["measure"] for item in items} == {"true"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("probe", "factt", "--model", "x"), "unknown probe 'factt'. Did you mean fact"),
        (("probe", "fact:itemz=4", "--model", "x"), "unknown setting of probe 'fact': 'itemz'"),
        (("probe", "fact:items=3", "--model", "x"), "multiple of 2"),
        (("probe", "fact", "--model", "nowhere/at-all"), "no model 'nowhere/at-all'"),
        (("probe", "fact", "--model", "x", "--dtype", "int3"), "unknown dtype 'int3'"),
        (("train", "overlapp", "--model", "x", "--out", "y"), "unknown intervention 'overlapp'. Did you mean overlap"),
        (("list", "agent"), "unknown kind 'agent'. Did you mean agents"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(words, sentence, capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *words)
    assert code == 2
    assert sentence in err
    assert out == ""


def test_train_refuses_a_folder_that_exists(model_folder, tmp_path, capsys) -> None:
    code, _, err = run(capsys, "train", "overlap", "--model", model_folder, "--out", tmp_path)
    assert code == 2
    assert "exists already" in err


def test_list_names_everything_with_a_title(capsys) -> None:
    code, out, _ = run(capsys, "list", "--json")
    listed = json.loads(out)
    assert code == 0
    assert {"deception", "dose", "fact"} <= set(listed["probes"])
    assert listed["interventions"]["overlap"].startswith("Self-other overlap")
