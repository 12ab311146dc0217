"""Logs of the commitment battery become a report: one arm a log, without a study.

    read_logs(paths) -> CommitmentLogs              readings, sample answers, what was not scored
    report_of_logs(logs, command=...) -> ReportRecord

A log is read and let go before the next one: nine whole batteries fit where one does.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.errors import BadArgument, SelfOtherError
from selfother.records import CommitmentReading, ItemScore, ReportRecord, Transcript
from selfother.studies.analysis.commitment import Rules, read_commitment
from selfother.studies.analysis.commitment_readings import commitment_lines, unread_lines
from selfother.studies.declaring.bases import count_parameters

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

__all__ = ["CommitmentLogs", "read_logs", "report_of_logs"]

_TASK, _OURS, _SCRIPTED = "value_commitment", "selfother/", "selfother_scripted/"
_SMALL_PARAMETERS = 7e9
_REASONS = 3


@dataclass(frozen=True)
class CommitmentLogs:
    """What the logs say.

    Attributes:
        models: Model of each log, as Inspect names it.
        readings: One a log; its arm is the model's name, with the file's where two logs are of one model.
        transcripts: The surest of what was scored as harm.
        facts: Arm -> what its log is.
        unfinished: Sentences on logs that did not end well.
        notes: Sentences on what was not scored, and on logs that were asked different questions.
    """

    models: list[str]
    readings: list[CommitmentReading]
    transcripts: list[Transcript]
    facts: dict[str, str]
    unfinished: list[str]
    notes: list[str]


def read_logs(paths: Sequence[Path], rules: Rules | None = None) -> CommitmentLogs:
    """Read logs of `selfother/value_commitment`.

    Args:
        paths: Logs as Inspect wrote them, `.eval` or `.json`.
        rules: What the verdict's words ask for; None: the defaults.

    Raises:
        BadArgument: No log, one that is not there or given twice, or one of another task or without samples.
    """
    given = [path.resolve() for path in paths]
    if not paths or len(set(given)) < len(given):
        raise BadArgument(
            f"got {len(paths)} logs, {len(set(given))} of them different. Give logs of: "
            "inspect eval selfother/value_commitment --model MODEL, each once."
        )
    for path in paths:
        if not path.is_file():
            raise BadArgument(f"no file {path}. Give a log of: inspect eval selfother/value_commitment --model MODEL")
    arms = _arm_names([_header(path) for path in paths], paths)
    found = CommitmentLogs([], [], [], {}, [], [])
    asked: list[set[str]] = []
    for arm, path in zip(arms, paths, strict=True):
        asked.append(_add(found, arm, path, rules))
    shared, every = len(set.intersection(*asked)), len(set.union(*asked))
    if shared < every:
        differ = f"The logs were not asked the same questions: {shared:,} of {every:,} are shared."
        found.notes.insert(0, f"{differ} Arms differ in that too.")
    return found


def report_of_logs(logs: CommitmentLogs, *, command: str = "") -> ReportRecord:
    """Return the report.

    Args:
        logs: What `read_logs` returned.
        command: The command line that makes the report again.
    """
    return ReportRecord(
        name=_TASK,
        title=f"Commitment of {_titled([one.arm for one in logs.readings])}",
        question="Does the value hold when it costs, and when nobody watches?",
        status="; ".join(logs.unfinished) or "complete",
        scale=_scale(logs.models),
        summary=commitment_lines(logs.readings),
        findings=[],
        commitment=logs.readings,
        transcripts=logs.transcripts,
        not_measured=[*logs.notes, *unread_lines(logs.readings)],
        environment=logs.facts,
        command=command,
    )


def _header(path: Path) -> "EvalLog":
    from inspect_ai.log import read_eval_log

    try:
        log = read_eval_log(str(path), header_only=True)
    except Exception as error:
        raise BadArgument(
            f"{path} is not a log of Inspect that can be read ({str(error).partition(chr(10))[0][:160]}). "
            "Give a file that `inspect eval` wrote."
        ) from error
    if log.eval.task.rpartition("/")[2] != _TASK:
        raise BadArgument(f"{path} holds {log.eval.task}: expected samples of selfother/value_commitment.")
    return log


def _arm_names(headers: Sequence["EvalLog"], paths: Sequence[Path]) -> list[str]:
    """Return the models' names as short as tells them apart."""
    whole = [log.eval.model for log in headers]
    short = [name.rpartition("/")[2] for name in whole]
    names = short if len(set(short)) == len(set(whole)) else whole
    counts = Counter(names)
    return [name if counts[name] == 1 else f"{name} ({path.stem})" for name, path in zip(names, paths, strict=True)]


def _add(found: CommitmentLogs, arm: str, path: Path, rules: Rules | None) -> set[str]:
    """Add what one log says; return the items that it was asked."""
    from inspect_ai.log import read_eval_log

    from selfother.probes.value_commitment import ValueCommitment

    log = read_eval_log(str(path))
    if not log.samples:
        raise BadArgument(f"{path} holds no samples: expected some of selfother/value_commitment. Run it to its end.")
    result = ValueCommitment().read(log.samples)
    found.models.append(log.eval.model)
    found.readings.append(CommitmentReading(arm=arm, found=read_commitment(result.items, rules)))
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
        total[item.measure] += 1
        if item.value is None and "pairs" not in item.detail:  # an effect that a fraction cannot estimate is no gap
            reasons[item.measure][item.reason or "no reason given"] += 1
    return [
        f"{measure.replace('_', ' ')}, {arm}: {sum(why.values()):,} of {total[measure]:,} not scored "
        f"({'; '.join(f'{reason}: {count:,}' for reason, count in why.most_common(_REASONS))})."
        for measure, why in reasons.items()
    ]


def _titled(arms: Sequence[str]) -> str:
    from selfother.studies.analysis.wording import listed, plural

    return listed(list(arms)) if len(arms) < 4 else plural(len(arms), "model")


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
        return count_parameters(model.removeprefix(_OURS))
    except (SelfOtherError, OSError):
        return None
