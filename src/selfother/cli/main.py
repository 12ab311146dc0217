"""The `selfother` command: one file a command, imported only when that command is called.

A command is a file of this folder with an `app` (a typer app) and a first line that is its title. Listing the commands
reads first lines and imports nothing, not even typer, so that `selfother --help` answers at once. A file whose name
would be a Python keyword or shadow something ends in an underscore (`list_.py` is the command `list`).
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from selfother.errors import MissingExtra, SelfOtherError, UnknownName

__all__ = ["commands", "main"]

_FOLDER = Path(__file__).parent
_TITLE = "A laboratory for machine empathy: build it by every mechanism, measure what it buys and what it costs."


def commands() -> dict[str, Path]:
    """The commands and their files."""
    files = sorted(_FOLDER.glob("*.py"))
    return {file.stem.rstrip("_"): file for file in files if file.stem != "main" and file.stem[0] != "_"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; what goes wrong is one sentence on stderr.

    Args:
        arguments: What was written after `selfother`; None: what this process was called with.

    Raises:
        SystemExit: Always: 0 done, 1 a cell failed or the output was not written, 2 misuse, 130 interrupted.
    """
    from selfother.cli._printing import guard_output
    from selfother.report.text import visible

    guard_output()
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
    except SystemExit as leave:
        code = _flushed(leave.code)
    except SelfOtherError as error:
        print(f"selfother: {visible(str(error))}", file=sys.stderr)
        code = error.exit_code
    except ModuleNotFoundError as error:
        code = _say_missing(error)
    except OSError as error:
        code = _say_unwritten(error)
    else:
        code = _flushed(code)
    sys.exit(code)


def _flushed(code: Any) -> Any:
    """An exit code once everything that was printed has reached its reader."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _say_unwritten(error)
    return code


def _say_missing(error: ModuleNotFoundError) -> int:
    """Say which extra a package belongs to that is not installed; what no extra has is a bug, and raised.

    Raises:
        ModuleNotFoundError: The package belongs to no extra.
    """
    from selfother.installation import extra_of

    package = (error.name or "").partition(".")[0]
    extra = extra_of(package)
    if extra is None:
        raise error
    missing = MissingExtra.of(extra, package, "this command")
    print(f"selfother: {missing}", file=sys.stderr)
    return missing.exit_code


def _say_unwritten(error: OSError) -> int:
    """Say what could not be written or read; a reader that went away (`| head`) is told nothing, as by other tools."""
    if not isinstance(error, BrokenPipeError):
        place, reason = error.filename or "the output", error.strerror or error
        print(f"selfother: {place}: {reason}. Give another place, or make room there.", file=sys.stderr)
    _drop_output()
    return 1


def _drop_output() -> None:
    """Keep Python from writing at its end what could not be written now."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


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
        raise UnknownName.among("command", name, known, advice="`selfother --help` shows all.")
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
