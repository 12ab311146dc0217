"""What the commands that load or train a model share: how it is held and where, and a progress bar."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, cast, get_args

import typer

from selfother.errors import UnknownName

if TYPE_CHECKING:
    from selfother.interventions.intervention import Progress

__all__ = ["DeviceMap", "DtypeWord", "Quantise", "Template", "dtype_word", "training_progress"]

DtypeWord = Literal["auto", "float32", "bfloat16", "float16"]


Template = Annotated[
    str | None, typer.Option(help="Chat template to use instead of the model's own: a Jinja file, or one of its names.")
]


class Quantise(StrEnum):
    """How the weights are held, by bitsandbytes."""

    four = "4bit"
    eight = "8bit"


class DeviceMap(StrEnum):
    """How accelerate spreads the layers over several GPUs."""

    auto = "auto"
    balanced = "balanced"
    balanced_low_0 = "balanced_low_0"
    sequential = "sequential"


def dtype_word(word: str) -> DtypeWord:
    """The dtype that a word names.

    Raises:
        UnknownName: None that we know.
    """
    if word not in get_args(DtypeWord):
        raise UnknownName.among("dtype", word, get_args(DtypeWord))
    return cast(DtypeWord, word)


@contextmanager
def training_progress(title: str) -> Iterator["Progress"]:
    """Show training steps on stderr: a bar on a terminal, else a line every tenth of the way."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total, words: _line(title, done, total, words)
        return
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task(title, total=None)
        yield lambda done, total, words: bars.update(task, completed=done, total=total)


def _line(title: str, done: int, total: int, words: str) -> None:
    if done == total or done % max(1, total // 10) == 0:
        print(f"{title}: {done}/{total} {words}", file=sys.stderr, flush=True)
