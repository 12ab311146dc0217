"""The `selfother` command: one file a command, imported only when that command is called."""

import ast
import importlib
import sys
from pathlib import Path

import click
import typer
from typer.core import TyperGroup

from selfother.errors import SelfOtherError

__all__ = ["app", "main"]

_FOLDER = Path(__file__).parent


class _LazyGroup(TyperGroup):
    """Lists the commands by their files and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Return the command names: the files of this folder."""
        return sorted(_command_files())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command; while help is printed, a stand-in that knows only its title."""
        file = _command_files().get(cmd_name)
        if file is None:
            return None
        if _is_listing(ctx):
            return click.Command(cmd_name, help=_title(file))
        module = importlib.import_module(f"selfother.cli.{file.stem}")
        return typer.main.get_command(module.app)


def _is_listing(ctx: click.Context) -> bool:
    return ctx.invoked_subcommand is None and not ctx._protected_args


def _command_files() -> dict[str, Path]:
    return {file.stem.rstrip("_"): file for file in _FOLDER.glob("*.py") if file.stem != "main" and file.stem[0] != "_"}


def _title(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]


app = typer.Typer(
    cls=_LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A laboratory for machine empathy: build it by every mechanism, measure what it buys and what it costs.",
)


@app.callback()
def _root() -> None:
    pass


def main() -> None:
    """Run the command line; our errors become one sentence on stderr and an exit code."""
    try:
        app(standalone_mode=True)
    except SelfOtherError as error:
        print(f"selfother: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
