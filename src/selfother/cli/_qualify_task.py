"""`selfother qualify --task NAME`: scripted policies take any Inspect task."""

from collections.abc import Mapping
from pathlib import Path

from selfother.errors import BadArgument

__all__ = ["check_given", "qualify_task"]


def check_given(task: str | None, *, of_texts: Mapping[str, object], of_task: Mapping[str, object]) -> None:
    """Check that either texts or a task is examined, with the options of it.

    Args:
        task: The task, None for texts.
        of_texts: Options that only texts have -> what was given.
        of_task: Options that only a task has -> what was given.

    Raises:
        BadArgument: Options of the other kind.
    """
    kind, foreign = ("a task", of_texts) if task is not None else ("texts", of_task)
    if given := [name for name, value in foreign.items() if value is not None]:
        raise BadArgument(
            f"{', '.join(given)} cannot be given for {kind}. Examine texts (TEXTS --text COLUMN --label COLUMN) or a "
            "task (--task NAME), one at a time."
        )


def qualify_task(task: str, *, limit: int | None, claims: float | None, log: Path | None, as_json: bool) -> None:
    """Let every policy take a task, and print what each scores and the word.

    Args:
        task: As `inspect eval` takes it.
        limit: How many of the first samples; None: all.
        claims: The mean score that is claimed.
        log: A model's log of the task.
        as_json: Print the record instead.
    """
    from selfother.cli._printing import print_lines, print_table
    from selfother.exams.instruments.inspect_task import examine_task
    from selfother.exams.task_words import COLUMNS, task_head, task_rows, task_verdict

    record = examine_task(task, limit=limit, claim=claims, log=log)
    if as_json:
        print(record.to_json())
        return
    print_lines(task_head(record), *(f"warning: {warning}" for warning in record.warnings))
    print_table(COLUMNS, task_rows(record))
    print_lines(*task_verdict(record))
