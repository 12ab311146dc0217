"""The one way in which a command is made."""

import typer

__all__ = ["make_app"]


def make_app(help_text: str = "") -> typer.Typer:
    """The typer app of a command: errors are sentences of ours, and no shell completion is offered.

    Args:
        help_text: Of a command that has commands of its own; it prints its help where none is named.
    """
    return typer.Typer(
        help=help_text or None,
        no_args_is_help=bool(help_text),
        add_completion=False,
        pretty_exceptions_enable=False,
    )
