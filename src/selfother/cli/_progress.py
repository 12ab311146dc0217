"""Shows on stderr how far a study is: bars on a terminal, a line a cell elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from selfother.studies.running.events import Event

__all__ = ["duration", "line_of", "watch"]

_QUIET_SECONDS = 15.0
"""Where lines are printed, so long may pass without one before a line says what is under way."""


@contextmanager
def watch() -> Iterator[Callable[[Event], None]]:
    """Give the callback of a run."""
    if sys.stderr.isatty():
        with _bars() as show:
            yield show
    else:
        yield _lines()


def duration(seconds: float) -> str:
    """A span of time in words.

    Example:
        >>> duration(42), duration(170), duration(7300)
        ('42 s', '3 min', '2.0 h')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def line_of(event: Event) -> str:
    """The line that stands for an event, empty for those that get none."""
    if event.kind == "plan":
        left = duration(event.left_seconds or 0.0)
        asked = f". Asks {event.words}" if event.words else ""
        return f"{event.label}: {event.done} of {event.total} cells are finished, about {left} to go{asked}"
    if event.kind == "finished":
        left = f", about {duration(event.left_seconds)} left" if event.left_seconds else ""
        return f"[{event.done}/{event.total}] {event.label} ({duration(event.elapsed_seconds)}{left})"
    if event.kind == "failed":
        return f"failed: {event.words}"
    if event.kind == "running":
        left = f", about {duration(event.left_seconds)} left" if event.left_seconds else ""
        return f"running: {event.label} ({duration(event.elapsed_seconds)}{left})"
    return f"{event.label} ({duration(event.elapsed_seconds)})" if event.kind == "stage" else ""


def _lines() -> Callable[[Event], None]:
    """A callback that prints a line an event; what is under way only after a while without a line."""
    last = 0.0

    def show(event: Event) -> None:
        nonlocal last
        if event.kind == "running" and event.elapsed_seconds - last < _QUIET_SECONDS:
            return
        if text := line_of(event):
            last = event.elapsed_seconds
            print(text, file=sys.stderr, flush=True)

    return show


@contextmanager
def _bars() -> Iterator[Callable[[Event], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        whole = progress.add_task("cells", total=None, left="")
        parts: dict[str, TaskID] = {}

        def show(event: Event) -> None:
            if event.kind == "started":
                parts[event.key] = progress.add_task(event.label, total=None, left="")
            elif event.kind == "training" and event.key in parts:
                progress.update(parts[event.key], completed=event.done, total=event.total, left=event.words)
            else:
                if event.key in parts:
                    progress.remove_task(parts.pop(event.key))
                left = f"about {duration(event.left_seconds)} left" if event.left_seconds else ""
                progress.update(whole, completed=event.done, total=event.total, left=left)
                if event.kind not in ("stage", "running") and (text := line_of(event)):
                    console.print(text, markup=False, highlight=False)

        yield show
