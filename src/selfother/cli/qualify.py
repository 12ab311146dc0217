"""Examine a test of empathy with null models: can its labels be told by a model that has none?"""

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfother.cli._app import make_app
from selfother.errors import BadArgument

if TYPE_CHECKING:
    from selfother.exams.instruments.activation_probe import ActivationProbe
    from selfother.exams.nulls.null import Null
    from selfother.exams.record import ExamRecord

__all__ = ["app"]

app = make_app()
_MOST_CUES = 20
"""Labels whose words are printed; the page and JSON have all."""


@app.command()
def qualify(
    texts: Annotated[
        Path | None, typer.Argument(help="Texts as JSON lines, CSV or TSV (also .gz), or parquet.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="The column of the texts.")] = None,
    label: Annotated[str | None, typer.Option(help="The column of the labels.")] = None,
    group: Annotated[
        str | None,
        typer.Option(help="The column of what texts share (author, scenario, topic): groups are held out whole."),
    ] = None,
    test: Annotated[
        Path | None, typer.Option(help="Texts to judge, with the same columns: learn from TEXTS and judge these.")
    ] = None,
    claims: Annotated[
        float | None,
        typer.Option(help="Published AUROC (two labels), accuracy (more), or mean score of a task, such as 0.92."),
    ] = None,
    task: Annotated[
        str | None, typer.Option(help="An Inspect task in place of TEXTS: scripted policies take it.")
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Samples of the task that are asked, the first ones.")] = None,
    log: Annotated[Path | None, typer.Option(help="A model's .eval log of the task, in place of --claims.")] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="Probe the activations of this model too: a bundled name, hub id or directory, or BASE+ADAPTER."
        ),
    ] = None,
    layer: Annotated[
        str | None,
        typer.Option(help="Its layer: an index, a share of the depth, or all, to let each fold choose. Default 0.6."),
    ] = None,
    position: Annotated[
        str | None, typer.Option(help="What of a text is read: mean over its tokens (the default), or last.")
    ] = None,
    device: Annotated[str, typer.Option(help="A torch device such as cuda:1, or auto.")] = "auto",
    dtype: Annotated[str, typer.Option(help="Type of the weights: float32, bfloat16, float16 or auto.")] = "auto",
    seed: Annotated[int, typer.Option(help="Seed from which all randomness is drawn.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder for qualify.html, .md and .json.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Measure what null models reach on labelled texts: word counts, function words, length, random vectors.

    If one reaches what an instrument claims, the test measures words. A rule gives the word.

    With --task, scripted policies (constant soother, refuser, mirror, first option, ...) take a task of Inspect.

    With --model, a linear probe of its activations is the instrument, and random weights are a null.

    Example: selfother qualify stories.jsonl --text story --label emotion --group topic --claims 0.92
    """
    from selfother.cli._qualify_task import check_given, qualify_task
    from selfother.cli._words import check_folder
    from selfother.exams.checks import check_texts
    from selfother.exams.exam import qualify as examine
    from selfother.exams.reading import read_texts

    check_given(
        task,
        of_texts={
            "TEXTS": texts,
            "--text": text,
            "--label": label,
            "--group": group,
            "--test": test,
            "--model": model,
            "--layer": layer,
            "--position": position,
            "--out": out,
        },
        of_task={"--limit": limit, "--log": log},
    )
    if task is not None:
        qualify_task(task, limit=limit, claims=claims, log=log, as_json=as_json)
        return
    if texts is None or text is None or label is None:
        raise BadArgument(
            "give texts with their columns (TEXTS --text COLUMN --label COLUMN), or a task (--task NAME)."
        )
    if out is not None:
        check_folder(out, "three files")
    labelled = read_texts(texts, text=text, label=label, group=group)
    judged = None if test is None else read_texts(test, text=text, label=label, group=group)
    check_texts(labelled, are_folded=judged is None)  # before a model is loaded
    probe, nulls = _probe(model, layer, position, device=device, dtype=dtype)
    record = examine(labelled, instrument=probe, claim=claims, nulls=nulls, test=judged, seed=seed, watch=_tell)
    options = {
        "--text": text,
        "--label": label,
        "--group": group,
        "--test": test,
        "--claims": claims,
        "--model": model,
        "--layer": layer,
        "--position": position,
        "--device": None if device == "auto" else device,
        "--dtype": None if dtype == "auto" else dtype,
        "--seed": seed or None,
        "--out": out,
    }
    page = None if out is None else _write_page(record, out, ["selfother", "qualify", str(texts), *_words(options)])
    if as_json:
        print(record.to_json())
    else:
        _print(record)
    if page is not None:
        print(page, file=sys.stderr if as_json else sys.stdout)


def _probe(
    model: str | None, layer: str | None, position: str | None, *, device: str, dtype: str
) -> "tuple[ActivationProbe | None, list[Null] | None]":
    """The instrument and all nulls, or None for both without a model.

    Raises:
        BadArgument: A layer or position without a model.
    """
    from selfother.cli._probed import probe_and_twin, probe_settings
    from selfother.cli._training import dtype_word
    from selfother.exams.exam import default_nulls

    if model is None:
        if layer is not None or position is not None:
            raise BadArgument("--layer and --position say where a model is read; got no --model. Add --model NAME.")
        return None, None
    settings = probe_settings(layer or "0.6", position or "mean")
    probe, twin = probe_and_twin(model, settings, device=device, dtype=dtype_word(dtype))
    return probe, [*default_nulls(), twin]


def _words(options: Mapping[str, object]) -> list[str]:
    """Options as they are typed, those that were given."""
    return [word for name, value in options.items() if value is not None for word in (name, str(value))]


def _tell(sentence: str) -> None:
    """Say on a terminal what is read next; elsewhere nothing, as an exam takes seconds."""
    if sys.stderr.isatty():
        print(sentence, file=sys.stderr, flush=True)


def _write_page(record: "ExamRecord", out: Path, command: list[str]) -> Path:
    from selfother.exams.page import exam_page
    from selfother.report.write import write_page

    page = exam_page(record, command=shlex.join(command))
    return write_page(page, out, stem="qualify", json=record.to_json(indent=2) + "\n")


def _print(record: "ExamRecord") -> None:
    """Print the table, the word in sentences, and the words that give the labels away."""
    from selfother.cli._printing import print_lines, print_table
    from selfother.exams.exam_words import columns_of, cue_lines, exam_head, exam_rows, exam_verdict, unmeasured_lines

    print_lines(exam_head(record))
    print_lines(*(f"warning: {warning}" for warning in record.warnings))
    print_table(columns_of(record), exam_rows(record), names=2)
    print_lines(*unmeasured_lines(record), *exam_verdict(record))
    if lines := cue_lines(record, most=_MOST_CUES):
        print_lines("", "Words that speak most for each label, in a bag of words that learnt from all texts:", *lines)
