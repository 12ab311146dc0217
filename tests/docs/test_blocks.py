"""What README and docs show is run, and every command that they name exists with these options."""

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.docs.blocks import Block, blocks_of, command_lines, is_in_one_folder, not_printed
from tests.models.tiny import tiny_network

from selfother.cli.main import commands
from selfother.models.language_model import LanguageModel
from selfother.models.save import save_model

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCKS = [block for file in FILES for block in blocks_of(file)]
SHELL = [block for block in BLOCKS if block.kind == "shell"]
IN_ONE_FOLDER = [file for file in FILES if is_in_one_folder(file)]
_INLINE = re.compile(r"(?<!`)`(selfother [^`\n]+)`(?!`)")


def _marked(blocks: list[Any]) -> list[Any]:
    """Mark what is slow: a block, or a list of blocks of which one is."""

    def is_slow(one: Any) -> bool:
        return any(block.when == "slow" for block in (one if isinstance(one, list) else [one]))

    return [pytest.param(one, marks=pytest.mark.slow) if is_slow(one) else one for one in blocks]


def _python_of(file: Path) -> list[Block]:
    return [block for block in BLOCKS if (block.file, block.kind) == (file, "python") and block.when != "not run"]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, with what the blocks name by path: the studies and the benchmarks."""
    for name in ("studies", "benchmarks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_is_something_to_run() -> None:
    assert {block.kind for block in BLOCKS} >= {"python", "shell"}
    assert any(block.when == "always" for block in SHELL)


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.when != "always"], ids=str)
def test_a_block_that_is_not_always_run_says_why(block: Block) -> None:
    assert len(block.reason.split()) >= 2, f"{block}: write <!-- {block.when}: the reason -->"
    assert block.kind != "other", f"{block}: nothing of it would be run anyway"


def test_pages_in_one_folder_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    for text, found in {
        "<!-- in one folder: why -->\n": True,
        "<!-- in one folder: -->\n": False,
        "in one folder: x": False,
    }.items():
        page.write_text(text, encoding="utf-8")
        assert is_in_one_folder(page) is found
    assert {file.stem for file in IN_ONE_FOLDER} == {
        "commitment-of-two-models",
        "overlap-your-own-model",
        "scan-your-transcripts",
    }


def test_the_output_of_a_block_is_what_stands_right_after_it(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```\nmake x\n```\n\n```text\none\n...\nthree\n```\n\n```text\nno\n```\n", encoding="utf-8")
    block = next(iter(blocks_of(page)))
    assert block.output == "one\n...\nthree\n"
    assert not_printed(block, "one\ntwo\n  three \n") == []
    assert not_printed(block, "three\none\n") == ["three"]


@pytest.mark.parametrize("block", SHELL, ids=str)
def test_every_command_of_a_block_exists_with_these_options(block: Block) -> None:
    assert [found for words in command_lines(block.text) if (found := _complaint(words))] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_command_in_a_sentence_exists_with_these_options(file: Path) -> None:
    for command in _INLINE.findall(file.read_text(encoding="utf-8")):
        for words in command_lines(command):
            if len(words) == 2 and words[0] == "selfother":  # spoken of by its name, not to be typed
                assert words[1] in commands(), f"selfother {words[1]}: known are {', '.join(commands())}"
            else:
                assert _complaint(words) == ""


def _complaint(words: list[str]) -> str:
    """Parse the command as the command line would, run nothing, and return what is wrong with it: empty for nothing."""
    program, *rest = words
    if program == "selfother":
        return _complaint_of_selfother(rest)
    if program == "make":
        targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        return "" if set(rest) <= set(targets) else f"{words}: the Makefile has {targets}"
    return "" if shutil.which(program, path=_path()) else f"{words}: there is no {program}"


def _complaint_of_selfother(words: list[str]) -> str:
    name, *rest = words
    if name not in commands():
        return f"selfother {name}: known are {', '.join(commands())}"
    if not rest:
        return ""  # a command that is named, or one that takes nothing
    command: Any = typer.main.get_command(importlib.import_module(f"selfother.cli.{commands()[name].stem}").app)
    while hasattr(command, "commands") and rest:
        if rest[0] not in command.commands:
            return f"selfother {name} {rest[0]}: known are {', '.join(command.commands)}"
        command = command.commands[rest.pop(0)]
    try:
        command.make_context(f"selfother {name}", rest)
    except Exception as error:  # an unknown option, a missing argument, a wrong type
        return f"selfother {name}: {type(error).__name__}: {error}"
    return ""


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        ("selfother plya a b", "known are .*play"),
        ("selfother study rum x.yaml", "known are .*run"),
        ("selfother play a b --bogus", "bogus"),
        ("selfother play a", "[Mm]issing"),
        ("make dmo", "the Makefile has .*demo"),
        ("inspectt eval x", "there is no inspectt"),
    ],
)
def test_a_command_that_is_wrong_is_found(command: str, complaint: str) -> None:
    assert re.search(complaint, _complaint(command.split()))


def _apart(file: Path) -> bool:
    return file not in IN_ONE_FOLDER


@pytest.mark.parametrize(
    "blocks", _marked([found for file in filter(_apart, FILES) if (found := _python_of(file))]), ids=lambda b: str(b[0])
)
@pytest.mark.usefixtures("workplace")
def test_python_blocks_run_in_order(blocks: list[Block]) -> None:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks:
        _run_python(block, namespace)
    assert namespace.keys() - {"__name__", "__builtins__"}, "nothing was imported or named"


@pytest.mark.parametrize(
    "block", _marked([block for block in SHELL if block.when != "not run" and _apart(block.file)]), ids=str
)
def test_a_shell_block_runs(block: Block, workplace: Path) -> None:
    done = _run_shell(block, workplace)
    assert done.returncode == 0, f"{block}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert done.stdout.strip()
    assert not_printed(block, done.stdout) == []


@pytest.mark.slow
@pytest.mark.parametrize("file", IN_ONE_FOLDER, ids=lambda file: file.stem)
def test_a_page_in_one_folder_runs_from_its_first_block_to_its_last(
    file: Path, workplace: Path, bundled_model: LanguageModel
) -> None:
    """`my-model`, the reader's own, is a random one that has the layers of which the page speaks."""
    tokenizer = bundled_model.tokenizer
    network = tiny_network("llama", num_hidden_layers=24, vocab_size=len(tokenizer))
    save_model(LanguageModel("my-model", network, tokenizer, "0" * 16, Path("nowhere")), workplace / "my-model")
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in (one for one in BLOCKS if one.file == file and one.when != "not run"):
        if block.kind == "python":
            _run_python(block, namespace)
        elif block.kind == "shell":
            done = _run_shell(block, workplace)
            assert done.returncode == 0, f"{block}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
            assert done.stdout.strip()
            assert not_printed(block, done.stdout) == []


def _run_python(block: Block, namespace: dict[str, Any]) -> None:
    exec(compile("\n" * block.line + block.text, str(block.file), "exec"), namespace)


def _run_shell(block: Block, workplace: Path) -> subprocess.CompletedProcess[str]:
    paths = [str(workplace), *(path for path in sys.path if path)]
    environment = os.environ | {"PATH": _path(), "PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "120"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.text],
        capture_output=True,
        text=True,
        check=False,
        cwd=workplace,
        env=environment,
    )


def _path() -> str:
    """Return where programs are looked for: first where this Python has its own."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
