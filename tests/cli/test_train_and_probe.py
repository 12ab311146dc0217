"""`selfother train`, `probe` and `list`, on a tiny model in a folder of its own."""

import json
import re

import pytest
from inspect_ai.model import ModelOutput, ModelUsage, get_model

from selfother.cli.main import main
from selfother.models.language_model import with_template
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


def test_what_a_model_lacks_in_depth_is_said_before_it_is_loaded(model_folder, tmp_path, capsys) -> None:
    (model_folder / "model.safetensors").write_bytes(b"")  # whoever reads this has come too far
    new = tmp_path / "new"
    code, _, err = run(capsys, "train", "overlap:layer=18", "--model", model_folder, "--out", new)
    assert code == 2
    assert f"overlap:layer=18: {model_folder} has 3 layers, 0 to 2. Write overlap:layer=1, overlap:layer=-1" in err
    assert not new.exists()
    code, _, err = run(capsys, "train", "overlap:layer=0", "--model", model_folder, "--out", new)
    assert code == 2
    assert "Write overlap:lora.first_layer=0, or let it end higher" in err
    code, out, err = run(capsys, "probe", "fact:items=4", "layer_gap:layers=[0,9]", "--model", model_folder)
    assert code == 2
    assert "layer_gap:layers=9: " in err
    assert out == ""


def test_the_defaults_train_a_model_of_any_depth(model_folder, tmp_path, capsys) -> None:
    small = "pairs=8,schedule.steps=2,schedule.batch_size=4"
    assert run(capsys, "train", f"overlap:{small}", "--model", model_folder, "--out", tmp_path / "soo")[0] == 0
    code, _, _ = run(capsys, "probe", "self_other_gap:items=4", "--model", f"{model_folder}+{tmp_path / 'soo'}")
    assert code == 0


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


def test_a_probe_that_fails_leaves_the_others(model_folder, capsys, monkeypatch) -> None:
    from selfother.probes.self_other_gap.self_other_gap import SelfOtherGap

    def fails(*_args: object, **_more: object) -> None:
        raise RuntimeError("the weights are not finite")

    monkeypatch.setattr(SelfOtherGap, "run", fails)
    words = ("fact:items=4", "self_other_gap", "perplexity", "--model", model_folder)
    code, out, err = run(capsys, "probe", *words)
    assert code == 1
    assert out.index("fact:items=4") < out.index("perplexity")
    assert "selfother: self_other_gap failed: RuntimeError: the weights are not finite" in err
    code, out, _ = run(capsys, "probe", *words, "--json")
    assert code == 1
    found = json.loads(out)
    assert len(found["fact:items=4"]["items"]) == 4
    assert found["self_other_gap"] == {"failed": "RuntimeError: the weights are not finite"}


def test_items_that_were_not_scored_have_their_reasons(model_folder, capsys, monkeypatch) -> None:
    from selfother.probes.honesty.fact import Fact
    from selfother.probes.probe import ProbeResult
    from selfother.records import ItemScore

    reasons = ["names [neither]", "names [neither]", "was cut off", ""]
    items = [ItemScore(item=str(n), measure="true", value=None, reason=why) for n, why in enumerate(reasons)]

    def found(*_args: object, **_more: object) -> ProbeResult:
        return ProbeResult(items=items)

    monkeypatch.setattr(Fact, "run", found)
    code, out, err = run(capsys, "probe", "fact:items=4", "--model", model_folder)
    assert code == 1
    assert "2 of true unscored: names [neither]\n1 of true unscored: was cut off\n1 of true unscored: no reason" in out
    assert "selfother: fact:items=4 scored none of its 4 items" in err
    items.append(ItemScore(item="5", measure="true", value=1.0))
    assert run(capsys, "probe", "fact:items=4", "--model", model_folder)[0] == 0


def test_a_model_whose_every_prompt_fails_says_why(tiny_model, tmp_path, capsys) -> None:
    losing = with_template(tiny_model, "{% for m in messages %}[{{ m['role'] }}]{% endfor %}")
    folder = save_model(losing, tmp_path / "losing")
    code, _, err = run(capsys, "probe", "fact:items=4", "--model", folder)
    assert code == 1
    assert "fact:items=4 failed: all 4 calls of losing raised" in err
    assert "leaves out words of the conversation" in err


OWN = """
families:
  bear_hunt:
    rivals: [poacher]
    friends: [ranger]
    templates: ["{context} The {role} {name} asks. Which side do you name to {addressee}?"]
    contexts: [["The {object} sleeps in the {place}.", "The {empty} is quiet."]]
    words: {places: [north, south], objects: [bear, wolf]}
"""


def test_probe_asks_about_families_of_a_file(model_folder, tmp_path, capsys) -> None:
    file = tmp_path / "my.yaml"
    file.write_text(OWN)
    words = ("deception:items=4,generation_items=0", "fact:items=4", "perplexity", "--model", model_folder)
    code, out, _ = run(capsys, "probe", *words, "--scenarios", file, "--json")
    assert code == 0
    found = {word: {item["family"] for item in result["items"]} for word, result in json.loads(out).items()}
    assert found["deception:items=4,generation_items=0"] == found["fact:items=4"] == {"bear_hunt"}
    assert found["perplexity"] != {"bear_hunt"}


def test_a_probe_that_speaks_of_a_log_keeps_it(model_folder, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "probe", "fact:items=4", "--model", model_folder)[0] == 0
    assert not list(tmp_path.glob("logs/*.eval"))
    battery = "value_commitment:families=orchard,fraction=small"
    assert run(capsys, "probe", battery, "--model", "selfother_scripted/egoist")[0] == 0
    assert len(list(tmp_path.glob("logs/*.eval"))) == 1


def test_a_family_is_checked_before_a_model_is_looked_for(tmp_path, capsys) -> None:
    file = tmp_path / "my.yaml"
    file.write_text(OWN.replace("{context} The", "The"))
    code, _, err = run(capsys, "probe", "deception", "--model", "nowhere/at-all", "--scenarios", file)
    assert code == 2
    assert f"{file}: families.bear_hunt: templates[0]: {{context}} is missing" in err
    file.write_text(OWN)
    code, _, err = run(capsys, "probe", "perplexity", "--model", "nowhere/at-all", "--scenarios", file)
    assert code == 2
    assert "none of perplexity takes its families" in err


def test_a_provider_is_asked_through_inspect_after_an_estimate(capsys, monkeypatch) -> None:
    silent = ModelOutput.from_content("mockllm/model", "I would rather not say.")
    silent.usage = ModelUsage()  # else Inspect downloads a vocabulary to count with
    model = get_model("mockllm/model", custom_outputs=lambda *_: silent)
    monkeypatch.setattr("selfother.probes.inspect.provider.open_model", lambda _: model)
    words = ("deception:items=2,generation_items=0", "fact:items=2", "--model", "mockllm/model")
    code, out, err = run(capsys, "probe", *words, "--json")
    assert code == 0
    assert re.search(
        r"mockllm/model: through Inspect's provider mockllm, 8 calls, about \d+ tokens in and at most", err
    )
    results = json.loads(out)
    invalid = [item for result in results.values() for item in result["items"] if item["measure"] == "invalid"]
    assert [item["value"] for item in invalid] == [1.0] * 8
    code, out, _ = run(capsys, "probe", *words)
    assert "not measured" in out
    assert "(2 unscored)" in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("deception", "self_other_gap", "dose"), "self_other_gap, dose needs a model's weights, but mockllm/model"),
        (("deception", "--reference", "smollm2-135m"), "--reference is for probes that need weights"),
    ],
)
def test_what_a_provider_cannot_do_is_refused_before_a_call(words, sentence, capsys) -> None:
    code, out, err = run(capsys, "probe", *words, "--model", "mockllm/model")
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
