"""An Inspect log as scores by sample and epoch: any task, any scorer, also a log that was cut short.

Of an `.eval` file only the header and the summaries of samples are read, so that a log with huge answers is read as
fast as another. A summary holds every score, and metadata of up to 1,000 characters. What it lacks is read where it is
needed: the whole of a question that it cuts (`whole_samples`), and which samples somebody marked as invalid.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument, BrokenRecord, MissingExtra
from selfother.logs.scored_log import ScoredLog, ScoredSample, shown

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog, EvalSample, EvalSampleSummary

__all__ = ["digest", "is_cut", "need_inspect", "read_scored_log"]

_LETTERS = {"C": 1.0, "P": 0.5, "I": 0.0, "N": 0.0, "yes": 1.0, "true": 1.0, "no": 0.0, "false": 0.0}
_REASON_LENGTH = 120
_REMOVED = "Key removed from summary"
_WHOLE_LENGTH = 1000
_CUT_TEXT = "(content truncated)"
_HEAVY = {"messages", "store", "events", "attachments", "scores", "metadata"}


def read_scored_log(log: "EvalLog | str | Path") -> ScoredLog:
    """Read a log.

    Args:
        log: A file (`.eval` or `.json`), or a log in memory; one without samples is read from its place.

    Raises:
        BadArgument: No such file, or a log without a sample.
        BrokenRecord: A file that is no log of Inspect.
        MissingExtra: inspect-ai is not installed.
    """
    if not isinstance(log, str | Path):
        if log.samples is not None:
            return _of_whole(log.location or "a log in memory", log)
        if not log.location:
            raise BadArgument("a log in memory without samples and without a place. Read it with its samples.")
        log = log.location
    place = str(log)
    if "://" not in place and not Path(place).is_file():
        raise BadArgument(
            f"no file {place}. Give an .eval or .json log of Inspect, such as `inspect eval` leaves in logs/."
        )
    need_inspect()
    from inspect_ai.log import read_eval_log, read_eval_log_sample_summaries

    try:
        if place.endswith(".json"):  # Inspect parses all of it in any case
            return _of_whole(place, read_eval_log(place, resolve_attachments="core"))
        header, summaries = read_eval_log(place, header_only=True), read_eval_log_sample_summaries(place)
        marks = _invalid_marks(read_eval_log(place, exclude_fields=_HEAVY)) if header.invalidated else {}
    except BadArgument:
        raise
    except Exception as error:  # whatever a foreign or cut file makes Inspect, zipfile or pydantic raise
        first_line = shown((str(error).splitlines() or [""])[0], _REASON_LENGTH)
        raise BrokenRecord(
            f"{place} cannot be read as a log of Inspect ({type(error).__name__}: {first_line}). "
            "Give an .eval or .json log; one of a newer Inspect needs that Inspect."
        ) from error
    return _scored(place, place, header, (_sample(short, marks.get((short.id, short.epoch))) for short in summaries))


def need_inspect() -> None:
    """Raise MissingExtra, with the line to run, where Inspect cannot be imported."""
    try:
        import inspect_ai.log  # noqa: F401
    except ImportError as error:
        raise MissingExtra(
            "reading a log needs inspect-ai, which is not installed. Run: pip install 'inspect-ai>=0.3.285,<0.4'"
        ) from error


def is_cut(value: str) -> bool:
    """Whether Inspect cut this metadata for its summary, so that two different values may look the same."""
    return value.startswith(_REMOVED) or (len(value) > _WHOLE_LENGTH and value.endswith("..."))


def digest(asked: "EvalSample | EvalSampleSummary") -> str:
    """A digest of what was asked; messages have random ids, so their roles and texts are taken."""
    turns = [asked.input] if isinstance(asked.input, str) else [f"{turn.role}: {turn.text}" for turn in asked.input]
    target = [asked.target] if isinstance(asked.target, str) else asked.target
    text = "\0".join([*turns, "", *(asked.choices or ()), "", *target])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _scored(name: str, place: str, log: "EvalLog", samples: Iterable[ScoredSample]) -> ScoredLog:
    listed = list(samples)
    kept = {(sample.item, sample.epoch): sample for sample in listed}
    if not kept:
        raise BadArgument(f"{name} has no samples (status: {log.status}). Give a log of a run that got to some.")
    kinds = Counter(item for item, _ in {(sample.item, type(sample.id)) for sample in listed})
    return ScoredLog(
        name=name,
        place=place,
        task=log.eval.task,
        model=log.eval.model,
        status=log.status,
        run=log.eval.eval_id,
        created=str(log.eval.created),
        is_invalidated=bool(log.invalidated),
        samples=kept,
        duplicates=len(listed) - len(kept),
        mixed_ids=tuple(item for item, count in kinds.items() if count > 1),
        reducers=tuple(name for name in log.eval.config.epochs_reducer or () if name != "mean"),
    )


def _of_whole(name: str, log: "EvalLog") -> ScoredLog:
    """A log whose samples are in memory: nothing of them is cut."""
    marks = _invalid_marks(log)
    samples = (_sample(whole.summary(), marks.get((whole.id, whole.epoch)), whole) for whole in log.samples or ())
    return _scored(name, "", log, samples)


def _invalid_marks(log: "EvalLog") -> dict[tuple[int | str, int], str]:
    """The reasons for which samples were marked as invalid, by id and epoch."""
    return {
        (sample.id, sample.epoch): "marked as invalid"
        + (f": {_short(sample.invalidation.reason)}" * bool(sample.invalidation.reason))
        for sample in log.samples or ()
        if sample.invalidation is not None
    }


def _sample(summary: "EvalSampleSummary", mark: str | None, whole: "EvalSample | None" = None) -> ScoredSample:
    """A sample: scores first, also those of a sample that raised, for the run counted them."""
    values: dict[str, float] = {}
    reasons: dict[str, str] = {}
    problem = ""
    if mark is not None:
        problem = mark
    elif summary.scores:
        for scorer, score in summary.scores.items():
            for name, raw in _parts(scorer, score.value):
                number = _number(raw)
                if number is None:
                    reasons[name] = _why(raw, score.reason or score.explanation)
                else:
                    values[name] = number
    elif summary.error:
        problem = f"the sample raised: {_short(summary.error)}"
    else:
        problem = f"not scored: limit {_short(summary.limit)}" if summary.limit else "not scored"
    return ScoredSample(
        item=str(summary.id),
        id=summary.id,
        epoch=summary.epoch,
        metadata=summary.metadata,
        question=digest(whole or summary),
        is_question_cut=whole is None and _is_question_cut(summary),
        values=values,
        reasons=reasons,
        problem=problem,
        is_raised=bool(summary.error),
        is_invalid=mark is not None,
    )


def _is_question_cut(summary: "EvalSampleSummary") -> bool:
    turns = [summary.input] if isinstance(summary.input, str) else [turn.text for turn in summary.input]
    target = [summary.target] if isinstance(summary.target, str) else summary.target
    return any(text.endswith(_CUT_TEXT) for text in (*turns, *target))


def _parts(scorer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the values of a score, each with its name."""
    if isinstance(value, Mapping):
        yield from ((f"{scorer}/{key}", part) for key, part in value.items())
    elif isinstance(value, list | tuple):
        yield from ((f"{scorer}[{place}]", part) for place, part in enumerate(value))
    else:
        yield scorer, value


def _number(value: Any) -> float | None:
    """The value as Inspect counts it (C 1, P 0.5, I and N 0); None for what is no finite number."""
    if isinstance(value, str):
        if (letter := _LETTERS.get(value, _LETTERS.get(value.lower()))) is not None:
            return letter
        try:
            value = float(value)
        except ValueError:
            return None
    if not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def _why(raw: Any, explanation: str | None) -> str:
    if isinstance(raw, float) and math.isnan(raw):
        return f"unscored: {_short(explanation)}" if explanation else "unscored, no reason given"
    return f"the value {_short(repr(raw))} is no number" if raw is not None else "no value"


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _REASON_LENGTH else f"{line[:_REASON_LENGTH]}…"
