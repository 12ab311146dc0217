"""An Inspect log as scores by sample and epoch: any task, any scorer, also a log that was cut short.

Only the log's header and its summaries of samples are read, so that a log with huge answers is read as fast as another.
A summary holds every score, and metadata of up to 1,000 characters.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument, BrokenRecord, MissingExtra

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog, EvalSampleSummary

__all__ = ["ScoredLog", "ScoredSample", "is_cut", "read_scored_log", "shown"]

_LETTERS = {"C": 1.0, "P": 0.5, "I": 0.0, "N": 0.0, "yes": 1.0, "true": 1.0, "no": 0.0, "false": 0.0}
_REASON_LENGTH = 120
_REMOVED = "Key removed from summary"
_WHOLE_LENGTH = 1000


@dataclass(frozen=True)
class ScoredSample:
    """One sample of one epoch.

    Attributes:
        item: Sample id, as text: `1` and `"1"` are one sample.
        epoch: From 1.
        metadata: Of the sample.
        question: Digest of input and target, to see whether two logs asked the same.
        values: Score -> number; a score of several values has one entry each.
        reasons: Scorer or score -> why there is no number.
        problem: Why nothing was scored; empty where something was.
    """

    item: str
    epoch: int
    metadata: Mapping[str, Any]
    question: str
    values: Mapping[str, float]
    reasons: Mapping[str, str]
    problem: str

    def reason(self, score: str) -> str:
        """Return why a score has no value here."""
        said = [why for name, why in self.reasons.items() if name == score or _is_part(score, name)]
        return said[0] if said else self.problem or "not scored by this scorer"


@dataclass(frozen=True)
class ScoredLog:
    """A log, as far as a comparison needs it.

    Attributes:
        name: As it was given.
        task: Task name.
        model: Model name.
        status: Inspect's word for how the run ended.
        run: What tells runs apart.
        is_invalidated: Somebody marked the log as invalid.
        samples: By id and epoch, in the order of the log.
        duplicates: Entries of an id and epoch that a later entry replaced.
    """

    name: str
    task: str
    model: str
    status: str
    run: str
    is_invalidated: bool
    samples: Mapping[tuple[str, int], ScoredSample]
    duplicates: int

    @cached_property
    def items(self) -> dict[str, list[ScoredSample]]:
        """Return the samples of every id, in the order of their epochs."""
        found: dict[str, list[ScoredSample]] = {}
        for _, sample in sorted(self.samples.items(), key=lambda entry: entry[0][1]):
            found.setdefault(sample.item, []).append(sample)
        return found

    @cached_property
    def epochs(self) -> frozenset[int]:
        """Return the epochs that the log has."""
        return frozenset(epoch for _, epoch in self.samples)

    @cached_property
    def scores(self) -> list[str]:
        """Return the names of the scores, in the order of the log; also those that no sample has a value of."""
        valued = dict.fromkeys(name for sample in self.samples.values() for name in sample.values)
        empty = dict.fromkeys(name for sample in self.samples.values() for name in sample.reasons if name not in valued)
        return [*valued, *(name for name in empty if not any(_is_part(score, name) for score in valued))]


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
            return _scored(log.location or "a log in memory", log, [sample.summary() for sample in log.samples])
        if not log.location:
            raise BadArgument("a log in memory without samples and without a place. Read it with its samples.")
        log = log.location
    place = str(log)
    if "://" not in place and not Path(place).is_file():
        raise BadArgument(
            f"no file {place}. Give an .eval or .json log of Inspect, such as `inspect eval` leaves in logs/."
        )
    try:
        from inspect_ai.log import read_eval_log, read_eval_log_sample_summaries
    except ImportError as error:
        raise MissingExtra(
            "reading a log needs inspect-ai, which is not installed. Run: pip install 'inspect-ai>=0.3.285,<0.4'"
        ) from error
    try:
        header, summaries = read_eval_log(place, header_only=True), read_eval_log_sample_summaries(place)
    except Exception as error:  # whatever a foreign or cut file makes Inspect, zipfile or pydantic raise
        said = shown((str(error).splitlines() or [""])[0], _REASON_LENGTH)
        raise BrokenRecord(
            f"{place} cannot be read as a log of Inspect ({type(error).__name__}: {said}). "
            "Give an .eval or .json log; one of a newer Inspect needs that Inspect."
        ) from error
    return _scored(place, header, summaries)


def shown(text: str, limit: int = 40) -> str:
    r"""Return the beginning of a text that a log brought, fit for an error: nothing that a terminal would obey.

    Example:
        >>> shown("story 7"), shown("\x1b[2J")
        ('story 7', "'\\x1b[2J'")
    """
    beginning = text[:limit]
    return beginning if beginning.isprintable() else repr(beginning)


def is_cut(value: str) -> bool:
    """Whether Inspect cut this metadata for its summary, so that two different values may look the same."""
    return value.startswith(_REMOVED) or (len(value) > _WHOLE_LENGTH and value.endswith("..."))


def _scored(name: str, log: "EvalLog", summaries: "Sequence[EvalSampleSummary]") -> ScoredLog:
    samples = {(one.item, one.epoch): one for one in map(_sample, summaries)}
    if not samples:
        raise BadArgument(f"{name} has no samples (status: {log.status}). Give a log of a run that got to some.")
    return ScoredLog(
        name=name,
        task=log.eval.task,
        model=log.eval.model,
        status=log.status,
        run=log.eval.eval_id,
        is_invalidated=bool(log.invalidated),
        samples=samples,
        duplicates=len(summaries) - len(samples),
    )


def _sample(summary: "EvalSampleSummary") -> ScoredSample:
    values: dict[str, float] = {}
    reasons: dict[str, str] = {}
    problem = ""
    if summary.error:
        problem = f"the sample raised: {_short(summary.error)}"
    elif not summary.scores:
        problem = f"not scored: limit {_short(summary.limit)}" if summary.limit else "not scored"
    else:
        for scorer, score in summary.scores.items():
            for name, raw in _parts(scorer, score.value):
                number = _number(raw)
                if number is None:
                    reasons[name] = _why(raw, score.reason or score.explanation)
                else:
                    values[name] = number
    return ScoredSample(
        item=str(summary.id),
        epoch=summary.epoch,
        metadata=summary.metadata,
        question=_digest(summary),
        values=values,
        reasons=reasons,
        problem=problem,
    )


def _parts(scorer: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the values of a score, each with its name."""
    if isinstance(value, Mapping):
        yield from ((f"{scorer}/{key}", one) for key, one in value.items())
    elif isinstance(value, list | tuple):
        yield from ((f"{scorer}[{place}]", one) for place, one in enumerate(value))
    else:
        yield scorer, value


def _is_part(score: str, scorer: str) -> bool:
    return score.startswith((f"{scorer}/", f"{scorer}["))


def _number(value: Any) -> float | None:
    """Return the value as Inspect counts it (C 1, P 0.5, I and N 0); None for what is no finite number."""
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


def _why(raw: Any, said: str | None) -> str:
    if isinstance(raw, float) and math.isnan(raw):
        return f"unscored: {_short(said)}" if said else "unscored, no reason given"
    return f"the value {_short(repr(raw))} is no number" if raw is not None else "no value"


def _short(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _REASON_LENGTH else f"{line[:_REASON_LENGTH]}…"


def _digest(summary: "EvalSampleSummary") -> str:
    """Return a digest of what was asked; messages have random ids, so their roles and texts are taken."""
    asked = summary.input
    turns: Iterable[str] = [asked] if isinstance(asked, str) else [f"{turn.role}: {turn.text}" for turn in asked]
    target = [summary.target] if isinstance(summary.target, str) else summary.target
    text = "\0".join([*turns, "", *target])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
