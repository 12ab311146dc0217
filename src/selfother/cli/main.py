"""The `selfother` command: one file a command, imported only when that command is called.

A command is a file of this folder with an `app` (a typer app) and a first line that is its title. Listing the commands
reads first lines and imports nothing, not even typer, so that `selfother --help` answers at once. A file whose name
would be a Python keyword or shadow something ends in an underscore (`list_.py` is the command `list`).
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from selfother.errors import SelfOtherError, UnknownName

__all__ = ["commands", "main"]

_FOLDER = Path(__file__).parent
_TITLE = "A laboratory for machine empathy: build it by every mechanism, measure what it buys and what it costs."


def commands() -> dict[str, Path]:
    """Return the commands and their files."""
    files = sorted(_FOLDER.glob("*.py"))
    return {file.stem.rstrip("_"): file for file in files if file.stem != "main" and file.stem[0] != "_"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; our errors become one sentence on stderr.

    Args:
        arguments: What was written after `selfother`; None: what this process was called with.

    Raises:
        SystemExit: Always: 0 done, 1 a cell failed, 2 misuse, 130 interrupted.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        sys.exit(_run(words))
    except SelfOtherError as error:
        print(f"selfother: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


def _run(words: list[str]) -> int:
    if not words or words[0] in ("--help", "-h"):
        print(_help())
        return 0
    if words[0] == "--version":
        from selfother import __version__

        print(__version__)
        return 0
    name, rest = words[0], words[1:]
    known = commands()
    if name not in known:
        raise UnknownName.among("command", name, known, "selfother --help")
    import importlib

    import typer

    module = importlib.import_module(f"selfother.cli.{known[name].stem}")
    command = typer.main.get_command(module.app)
    return int(command.main(rest, prog_name=f"selfother {name}") or 0)


def _help() -> str:
    titles = {name: _title(file) for name, file in commands().items()}
    width = max(map(len, titles), default=0)
    lines = [f"  {name:<{width}}  {title}" for name, title in titles.items()]
    usage = "Usage: selfother COMMAND [ARGUMENTS]        selfother COMMAND --help        selfother --version"
    return "\n".join([usage, "", _TITLE, "", "Commands:", *lines])


def _title(file: Path) -> str:
    with file.open(encoding="utf-8") as text:
        return text.readline().strip().strip('"')
