"""The help of every command and subcommand, as a terminal of 100 columns shows it; the texts stand in `help.txt`."""

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer
from rich.text import Text

from selfother.cli.main import commands, main

_COLUMNS = 100
"""As wide as the pages are recorded, whatever the terminal of the tests."""


def _pages() -> Iterator[list[str]]:
    """Yield the words of every page: the command line itself, its commands, and their subcommands."""
    yield ["--help"]
    for name, file in commands().items():
        yield [name, "--help"]
        command: Any = typer.main.get_command(importlib.import_module(f"selfother.cli.{file.stem}").app)
        for subcommand in getattr(command, "commands", {}):
            yield [name, subcommand, "--help"]


def test_help_pages(
    golden: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(_COLUMNS))
    parts = []
    for words in _pages():
        with pytest.raises(SystemExit) as leave:
            main(words)
        assert not leave.value.code
        lines = [line.rstrip() for line in capsys.readouterr().out.strip().splitlines()]
        parts.append("\n".join([f"$ selfother {' '.join(words)}", *lines]))
    text = "\n\n".join(parts) + "\n"
    assert text == golden("help.txt", text)


def test_no_help_text_loses_words_in_brackets() -> None:
    """Rich takes words such as [default: all] for markup, and prints nothing of them."""
    for name, file in commands().items():
        command: Any = typer.main.get_command(importlib.import_module(f"selfother.cli.{file.stem}").app)
        for page in [command, *getattr(command, "commands", {}).values()]:
            for text in [page.help, *(parameter.help for parameter in page.params)]:
                assert Text.from_markup(text or "").plain == (text or ""), f"selfother {name}"
