"""Logs of a task whose probe has an instrument, read for a page without a study: one arm a log.

    read_logs(paths) -> ReadLogs                    readings, sample answers, what was not scored
    report_of(logs, command=...) -> ReportRecord    the page's record

The task's name in a log finds the probe in the catalogue, and the probe its instrument; no instrument is known here. A
log is read and let go before the next one: nine whole batteries fit where one does.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.catalogue import entries, find
from selfother.errors import BadArgument, SelfOtherError, UnknownName
from selfother.given_settings import make
from selfother.models.words import count_parameters
from selfother.own_files import complaint
from selfother.probes.instrument import Instrument, Reading
from selfother.probes.probe import TaskProbe
from selfother.probes.readings import Gathered, instrument_of, read_with
from selfother.records import ItemScore, ReportRecord, Transcript
from selfother.wording import listed, plural

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

__all__ = ["ReadLogs", "read_logs", "report_of"]

_OURS, _SCRIPTED = "selfother/", "selfother_scripted/"
_SMALL_PARAMETERS = 7e9
_REASONS, _REASON_LENGTH = 8, 160


@dataclass(frozen=True)
class ReadLogs:
    """What the logs say.

    Attributes:
        probe: Class of the probe that wrote them.
        gathered: The readings, one a log, by the word of the probe.
        arms: One a log: the model's name, with the file's where two logs are of one model, or its whole path.
        models: Model of each log, as Inspect names it.
        transcripts: The cases that a reader should see.
        facts: Arm -> what its log is.
        unfinished: Sentences on logs that did not end well.
        notes: Sentences on what was not scored, and on logs that were asked different questions.
    """

    probe: type[TaskProbe]
    gathered: Gathered
    arms: list[str]
    models: list[str] = field(default_factory=list)
    transcripts: list[Transcript] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    unfinished: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def readings(self) -> list[Reading[Any]]:
        """The readings, one a log."""
        return self.gathered.readings

    @property
    def named(self) -> str:
        """The arms in words, their number where there are many."""
        return listed(self.arms) if len(self.arms) < 4 else plural(len(self.arms), "model")


def read_logs(paths: Sequence[Path], *, probe: str = "", settings: Mapping[str, Any] | None = None) -> ReadLogs:
    """Read logs of one task.

    Args:
        paths: Logs as Inspect wrote them, `.eval` or `.json`.
        probe: The probe that wrote them, where the name of the task does not say it: `./mine.py:MyProbe`.
        settings: Of the instrument, as `margin`.

    Raises:
        BadArgument: No log, one that is not there or given twice, one of another task, of a probe without an
            instrument or without samples, or one that the probe refuses.
        UnknownName: No such probe, or a setting that the instrument does not have.
    """
    given = [path.resolve() for path in paths]
    if not paths or len(set(given)) < len(given):
        raise BadArgument(
            f"got {len(paths)} logs, {len(set(given))} of them different. Give logs that `inspect eval` wrote, each "
            "once."
        )
    for path in paths:
        if path.is_dir():
            raise BadArgument(f"{path} is a folder. Give the logs in it: {path}/*.eval")
        if not path.is_file():
            raise BadArgument(f"no file {path}. Give a log that `inspect eval` wrote.")
    headers = [_log(path, header_only=True) for path in paths]
    task = _task_of(headers[0])
    for path, header in zip(paths, headers, strict=True):
        if _task_of(header) != task:
            raise BadArgument(
                f"{path} holds {header.eval.task}: expected samples of {headers[0].eval.task}, as {paths[0]} has. "
                "Give logs of one task."
            )
    word = probe or task
    where = f"--probe {probe} is no task with" if probe else f"{paths[0]} holds {headers[0].eval.task}, a task without"
    kind = _probe_class(word, where)
    instrument = _with_settings(kind, word, settings or {})
    logs = ReadLogs(kind, Gathered(word, instrument, []), _arm_names(headers, paths))
    asked = [_add(logs, arm, path) for arm, path in zip(logs.arms, paths, strict=True)]
    shared, every = len(set.intersection(*asked)), len(set.union(*asked))
    if shared < every:
        differ = f"The logs were not asked the same questions: {shared:,} of {every:,} are shared."
        logs.notes.insert(0, f"{differ} Arms differ in that too.")
    return logs


def report_of(logs: ReadLogs, *, command: str = "") -> ReportRecord:
    """The report of some logs.

    Args:
        logs: The logs.
        command: The command line that makes it again.
    """
    gathered = logs.gathered
    return ReportRecord(
        name=gathered.word,
        title=f"{gathered.instrument.title or gathered.word.replace('_', ' ')}: {logs.named}",
        question=gathered.instrument.question,
        status="; ".join(logs.unfinished) or "complete",
        scale=_scale(logs.models),
        summary=gathered.lines,
        findings=[],
        readings={gathered.word: gathered.stored},
        transcripts=logs.transcripts,
        not_measured=[*logs.notes, *gathered.gaps],
        environment=logs.facts,
        command=command,
    )


def _probe_class(word: str, where: str) -> type[TaskProbe]:
    """The class of a task probe that has an instrument.

    Raises:
        BadArgument: No probe of this name, or one without an instrument; the text names those that have one.
    """
    try:
        kind = find("probes", word).load()
    except UnknownName:
        if ".py:" in word:
            raise
        kind = None
    is_task = isinstance(kind, type) and issubclass(kind, TaskProbe)
    if kind is None or not is_task or kind.instrument is None:
        raise BadArgument(
            f"{where} a reading of its own. Tasks that can be read: {listed(_readable())}; or name the "
            "probe that wrote it: --probe ./mine.py:MyProbe. To compare scores of any logs: selfother compare A B"
        )
    return kind  # type: ignore[no-any-return]  # checked above


def _readable() -> list[str]:
    """The names of all probes with an instrument."""
    names = []
    for entry in entries("probes"):
        try:
            if issubclass(entry.load(), TaskProbe) and instrument_of(entry.name) is not None:
                names.append(entry.name)
        except SelfOtherError:  # what is not installed, or another package that is broken
            continue
    return names


def _with_settings(kind: type[TaskProbe], word: str, settings: Mapping[str, Any]) -> Instrument[Any]:
    """The probe's instrument, with other settings where they are given."""
    assert kind.instrument is not None
    if not settings:
        return kind.instrument
    instrument: Instrument[Any] = make(type(kind.instrument), settings, kind="instrument", name=word)
    return instrument


def _task_of(log: "EvalLog") -> str:
    return log.eval.task.rpartition("/")[2]


def _log(path: Path, *, header_only: bool) -> "EvalLog":
    from inspect_ai.log import read_eval_log

    try:
        return read_eval_log(str(path), header_only=header_only)
    except Exception as error:  # a file that others wrote
        raise BadArgument(
            f"{path} is not a log of Inspect that can be read ({str(error).partition(chr(10))[0][:160]}). "
            "Give a file that `inspect eval` wrote."
        ) from error


def _arm_names(headers: Sequence["EvalLog"], paths: Sequence[Path]) -> list[str]:
    """The models' names as short as tells them apart."""
    whole = [log.eval.model for log in headers]
    short = [name.rpartition("/")[2] for name in whole]
    names = short if len(set(short)) == len(set(whole)) else whole
    counts, stems = Counter(names), Counter(path.stem for path in paths)
    files = [path.stem if stems[path.stem] == 1 else str(path) for path in paths]
    return [name if counts[name] == 1 else f"{name} ({file})" for name, file in zip(names, files, strict=True)]


def _add(logs: ReadLogs, arm: str, path: Path) -> set[str]:
    """Add what one log says; return the items that it was asked."""
    log, word = _log(path, header_only=False), logs.gathered.word
    if not log.samples:
        raise BadArgument(f"{path} holds no samples: expected some of {log.eval.task}. Run it to its end.")
    try:
        result = logs.probe.of_log(log).read(log.samples)
        record = read_with(logs.gathered.instrument, result.items, result.estimates)
        notes = _unscored(arm, filter(logs.gathered.instrument.is_answer, result.items))
    except SelfOtherError as error:
        raise BadArgument(f"{path}: {error}") from error
    except Exception as error:  # samples that others wrote, and perhaps a probe of theirs
        file, is_own, _ = word.rpartition(".py:")
        if is_own:
            why = complaint(error, f"{file}.py")
            raise BadArgument(
                f"{path}: {word} cannot read it ({why}). Correct it, or give a log of its task."
            ) from error
        raise BadArgument(
            f"{path}: its samples are not those of {log.eval.task}: they lack what a question of {word} holds, or "
            f"hold something else ({type(error).__name__}: {str(error)[:_REASON_LENGTH]}). Read it with the selfother "
            f"that made it, or run it again: inspect eval {log.eval.task} --model MODEL"
        ) from error
    logs.readings.append(Reading(arm=arm, record=record))
    logs.models.append(log.eval.model)
    logs.transcripts.extend(transcript.model_copy(update={"arm": arm}) for transcript in result.transcripts)
    logs.notes.extend(notes)
    if log.status != "success":
        logs.unfinished.append(f"the log of {arm} ended as “{log.status}” with {len(log.samples):,} samples")
    settings = ", ".join(f"{name}={value}" for name, value in log.eval.task_args.items())
    parts = [log.eval.model, path.name, f"{len(log.samples):,} samples", settings, f"asked {log.eval.created}"]
    parts += [f"{name} {version}" for name, version in log.eval.packages.items()]
    logs.facts[f"log of {arm}"] = "; ".join(part for part in parts if part)
    return {str(sample.id) for sample in log.samples}


def _unscored(arm: str, answers: Iterable[ItemScore]) -> list[str]:
    """A sentence for every measure, in each of its forms, that lacks scores, with the reasons."""
    total: Counter[tuple[str, str]] = Counter()
    reasons: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item in answers:
        key = item.measure, item.form
        total[key] += 1
        if item.value is None:
            reasons[key][item.reason[:_REASON_LENGTH] or "no reason given"] += 1
    forms = Counter(measure for measure, _ in total)
    lines = []
    for (measure, form), why in reasons.items():
        name = f"{measure} ({form})" if forms[measure] > 1 else measure
        missing = f"{sum(why.values()):,} of {total[measure, form]:,} not scored ({_counted(why)})"
        lines.append(f"{name.replace('_', ' ')}, {arm}: {missing}.")
    return lines


def _counted(reasons: Counter[str]) -> str:
    """The reasons with their counts, the most frequent first; the rarest of many in one sum."""
    kept = reasons.most_common(_REASONS)
    rest = sum(reasons.values()) - sum(count for _, count in kept)
    parts = [f"{reason}: {count:,}" for reason, count in kept]
    return "; ".join([*parts, f"other reasons: {rest:,}"] if rest else parts)


def _scale(models: Sequence[str]) -> str:
    if all(model.startswith(_SCRIPTED) for model in models):
        return "instrument check: scripted agents, no language model"
    sizes = [_size(model) for model in models if not model.startswith(_SCRIPTED)]
    return "scale: mechanism only" if any(size is not None and size < _SMALL_PARAMETERS for size in sizes) else ""


def _size(model: str) -> int | None:
    """The number of weights of a model of this machine; None where that is not known."""
    if not model.startswith(_OURS):
        return None
    try:
        return count_parameters(model.removeprefix(_OURS).rsplit("@", 1)[0])  # a digest of the weights comes last
    except (SelfOtherError, OSError):
        return None
