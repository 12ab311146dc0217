"""`selfother qualify --model`: the instrument in the record, and what is refused before anything is loaded."""

import json
from pathlib import Path

import pytest
from tests.exams.planted import ordered_texts

from selfother.cli.main import main
from selfother.models.save import save_model

COLUMNS = ("--text", "text", "--label", "label", "--group", "group")


def run(capsys, *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


@pytest.fixture
def texts(tmp_path) -> Path:
    drawn = ordered_texts(40, groups=5)
    rows = zip(drawn.texts, drawn.labels, drawn.groups or [], strict=True)
    file = tmp_path / "texts.jsonl"
    lines = [json.dumps({"text": text, "label": label, "group": group}) for text, label, group in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_the_instrument_stands_in_the_record(tiny_model, texts: Path, tmp_path: Path, capsys) -> None:
    folder = save_model(tiny_model, tmp_path / "tiny")
    options = ("--model", folder, "--layer", "-1", "--position", "last", "--dtype", "float32", "--device", "cpu")
    code, out, err = run(capsys, "qualify", texts, *COLUMNS, *options, "--json")
    assert code == 0, err
    record = json.loads(out)
    probe = record["instrument"]
    assert (probe["model"], probe["layer"], probe["layers"], probe["position"]) == ("tiny", 2, [2] * 5, "last")
    assert probe["low"] <= probe["value"] <= probe["high"]
    assert "random_transformer" in record["nulls"]
    assert len(record["nulls"]) == 6
    assert record["claim_source"] == "instrument"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--layer", "3"), "got no --model. Add --model NAME."),
        (
            ("--model", "smollm2-135m", "--layer", "40"),
            "--layer=40: smollm2-135m has 30 layers, 0 to 29. Write --layer",
        ),
        (("--model", "smollm2-135m", "--layer", "deep"), "--layer 'deep': expected all, an index such as 12 or -1"),
        (("--model", "smollm2-135m", "--position", "first"), "unknown position 'first'"),
        (("--model", "mockllm/model"), "answers through mockllm, which gives text and no activations"),
        (("--model", "nowhere/at-all"), "no model 'nowhere/at-all'"),
    ],
)
def test_what_is_refused_before_weights_are_read(texts: Path, options, words: str, capsys, monkeypatch) -> None:
    def never(*_args, **_options):
        raise AssertionError("weights were read")

    monkeypatch.setattr("selfother.models.load._read", never)
    code, out, err = run(capsys, "qualify", texts, *COLUMNS, *options)
    assert (code, out) == (2, "")
    assert words in " ".join(err.split())


def test_without_the_extra_the_line_to_run_is_named(texts: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda package: None)
    code, _, err = run(capsys, "qualify", texts, *COLUMNS, "--model", "smollm2-135m")
    assert code == 2
    assert "a language model needs torch, which is not installed. Run:" in " ".join(err.split())
