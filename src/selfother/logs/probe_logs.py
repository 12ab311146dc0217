"""Logs of one of our Inspect tasks, read for a page without a study: one arm a log.

    read_probe_logs(paths, task, read) -> ProbeLogs       readings, sample answers, what was not scored
    report_of(logs, title=..., ...) -> ReportRecord       still without the readings

A log is read and let go before the next one: nine whole batteries fit where one does.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from selfother.errors import BadArgument, SelfOtherError
from selfother.probes.probe import ProbeResult
from selfother.records import ItemScore, ReportRecord, Transcript
from selfother.studies.declaring.bases import count_parameters
from selfother.wording import listed, plural

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

__all__ = ["ProbeLogs", "read_probe_logs", "report_of"]

Reading = TypeVar("Reading")
Read = Callable[[str, "EvalLog"], tuple[ProbeResult, Reading]]
"""Takes an arm's name and its log, and returns its scores and what they amount to."""

_OURS, _SCRIPTED = "selfother/", "selfother_scripted/"
_SMALL_PARAMETERS = 7e9
_REASONS, _REASON_LENGTH = 8, 160


@dataclass(frozen=True)
class ProbeLogs(Generic[Reading]):
    """What the logs say.

    Attributes:
        task: Its name, without the package.
        arms: One a log: the model's name, with the file's where two logs are of one model, or its whole path.
        readings: One a log.
        models: Model of each log, as Inspect names it.
        transcripts: The cases that a reader should see.
        facts: Arm -> what its log is.
        unfinished: Sentences on logs that did not end well.
        notes: Sentences on what was not scored, and on logs that were asked different questions.
    """

    task: str
    arms: list[str]
    readings: list[Reading] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    transcripts: list[Transcript] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def named(self) -> str:
        """The arms in words, their number where there are many."""
        return listed(self.arms) if len(self.arms) < 4 else plural(len(self.arms), "model")


def read_probe_logs(paths: Sequence[Path], task: str, read: Read[Reading]) -> ProbeLogs[Reading]:
    """Read logs of one task.

    Args:
        paths: Logs as Inspect wrote them, `.eval` or `.json`.
        task: Its name, without the package.
        read: Called with each log in turn.

    Raises:
        BadArgument: No log, one that is not there or given twice, one of another task or without samples, or one that
            `read` refuses.
    """
    given, how = [path.resolve() for path in paths], f"inspect eval selfother/{task} --model MODEL"
    if not paths or len(set(given)) < len(given):
        raise BadArgument(
            f"got {len(paths)} logs, {len(set(given))} of them different. Give logs of: {how}, each once."
        )
    for path in paths:
        if not path.is_file():
            raise BadArgument(f"no file {path}. Give a log of: {how}")
    found: ProbeLogs[Reading] = ProbeLogs(
        task, _arm_names([_log(path, task, header_only=True) for path in paths], paths)
    )
    asked = [_add(found, arm, path, read) for arm, path in zip(found.arms, paths, strict=True)]
    shared, every = len(set.intersection(*asked)), len(set.union(*asked))
    if shared < every:
        differ = f"The logs were not asked the same questions: {shared:,} of {every:,} are shared."
        found.notes.insert(0, f"{differ} Arms differ in that too.")
    return found


def report_of(
    logs: ProbeLogs[Reading],
    *,
    title: str,
    question: str,
    summary: Sequence[str],
    command: str,
    not_measured: Sequence[str] = (),
) -> ReportRecord:
    """Return the report of some logs, to which the caller adds the readings.

    Args:
        logs: The logs.
        title: Of the page.
        question: What it answers.
        summary: Sentences for its top.
        command: The command line that makes it again.
        not_measured: Sentences beside those of the logs.
    """
    return ReportRecord(
        name=logs.task,
        title=title,
        question=question,
        status="; ".join(logs.unfinished) or "complete",
        scale=_scale(logs.models),
        summary=list(summary),
        findings=[],
        transcripts=logs.transcripts,
        not_measured=[*logs.notes, *not_measured],
        environment=logs.facts,
        command=command,
    )


def _log(path: Path, task: str, *, header_only: bool) -> "EvalLog":
    from inspect_ai.log import read_eval_log

    try:
        log = read_eval_log(str(path), header_only=header_only)
    except Exception as error:
        raise BadArgument(
            f"{path} is not a log of Inspect that can be read ({str(error).partition(chr(10))[0][:160]}). "
            "Give a file that `inspect eval` wrote."
        ) from error
    if log.eval.task.rpartition("/")[2] != task:
        raise BadArgument(f"{path} holds {log.eval.task}: expected samples of selfother/{task}.")
    return log


def _arm_names(headers: Sequence["EvalLog"], paths: Sequence[Path]) -> list[str]:
    """Return the models' names as short as tells them apart."""
    whole = [log.eval.model for log in headers]
    short = [name.rpartition("/")[2] for name in whole]
    names = short if len(set(short)) == len(set(whole)) else whole
    counts, stems = Counter(names), Counter(path.stem for path in paths)
    files = [path.stem if stems[path.stem] == 1 else str(path) for path in paths]
    return [name if counts[name] == 1 else f"{name} ({file})" for name, file in zip(names, files, strict=True)]


def _add(found: ProbeLogs[Reading], arm: str, path: Path, read: Read[Reading]) -> set[str]:
    """Add what one log says; return the items that it was asked."""
    log = _log(path, found.task, header_only=False)
    if not log.samples:
        raise BadArgument(f"{path} holds no samples: expected some of selfother/{found.task}. Run it to its end.")
    try:
        result, reading = read(arm, log)
    except SelfOtherError as error:
        raise BadArgument(f"{path}: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:  # samples that others wrote
        raise BadArgument(
            f"{path}: its samples are not those of selfother/{found.task}: they lack what a question of it holds, or "
            f"hold something else ({type(error).__name__}: {str(error)[:_REASON_LENGTH]}). Read it with the selfother "
            f"that made it, or run it again: inspect eval selfother/{found.task} --model MODEL"
        ) from error
    found.readings.append(reading)
    found.models.append(log.eval.model)
    found.transcripts.extend(one.model_copy(update={"arm": arm}) for one in result.transcripts)
    found.notes.extend(_unscored(arm, result.items))
    if log.status != "success":
        found.unfinished.append(f"the log of {arm} ended as “{log.status}” with {len(log.samples):,} samples")
    settings = ", ".join(f"{name}={value}" for name, value in log.eval.task_args.items())
    parts = [log.eval.model, path.name, f"{len(log.samples):,} samples", settings, f"asked {log.eval.created}"]
    parts += [f"{name} {version}" for name, version in log.eval.packages.items()]
    found.facts[f"log of {arm}"] = "; ".join(part for part in parts if part)
    return {str(sample.id) for sample in log.samples}


def _unscored(arm: str, items: Iterable[ItemScore]) -> list[str]:
    """Return a sentence for every measure of single answers that lacks some, with the reasons."""
    total: Counter[str] = Counter()
    reasons: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        name = f"{item.measure} under {item.detail['control']}" if "control" in item.detail else item.measure
        total[name] += 1
        if item.value is None and "pairs" not in item.detail:  # an effect that a fraction cannot estimate is no gap
            reasons[name][item.reason[:_REASON_LENGTH] or "no reason given"] += 1
    return [
        f"{measure.replace('_', ' ')}, {arm}: {sum(why.values()):,} of {total[measure]:,} not scored ({_counted(why)})."
        for measure, why in reasons.items()
    ]


def _counted(reasons: Counter[str]) -> str:
    """Return the reasons with their counts, the most frequent first; the rarest of many in one sum."""
    kept = reasons.most_common(_REASONS)
    rest = sum(reasons.values()) - sum(count for _, count in kept)
    said = [f"{reason}: {count:,}" for reason, count in kept]
    return "; ".join([*said, f"other reasons: {rest:,}"] if rest else said)


def _scale(models: Sequence[str]) -> str:
    if all(model.startswith(_SCRIPTED) for model in models):
        return "instrument check: scripted agents, no language model"
    sizes = [_size(model) for model in models if not model.startswith(_SCRIPTED)]
    return "scale: mechanism only" if any(size is not None and size < _SMALL_PARAMETERS for size in sizes) else ""


def _size(model: str) -> int | None:
    """Return how many weights a model of this machine has; None where that is not known."""
    if not model.startswith(_OURS):
        return None
    try:
        return count_parameters(model.removeprefix(_OURS).rsplit("@", 1)[0])  # a digest of the weights comes last
    except (SelfOtherError, OSError):
        return None
