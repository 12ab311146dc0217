"""Which logs are compared with which: files as they stand, folders and eval-sets task by task.

    match_logs(["a.eval", "b.eval", "c.eval"])   a with b, a with c; every one with every other where that is asked for
    match_logs(["before/", "after/"])            each task's log in the one with its log in the other
    match_logs(["logs/"])                        the logs of each task, the oldest first

In a folder an attempt that was made again (one task id, several logs) is its last log.
"""

import itertools
import json
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.errors import BadArgument
from selfother.logs.inspect_log import need_inspect

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

__all__ = ["MatchedLogs", "match_logs"]

_SHOWN = 3


@dataclass(frozen=True)
class MatchedLogs:
    """Pairs of logs.

    Attributes:
        pairs: Places of A and of B.
        warnings: Logs that are compared with none, and why.
    """

    pairs: list[tuple[str, str]]
    warnings: list[str]


@dataclass(frozen=True)
class _Header:
    place: str
    task: str
    model: str
    settings: str
    attempt: str
    created: str
    is_whole: bool


_KEYS: tuple[Callable[[_Header], Hashable], ...] = (
    lambda log: log.task,
    lambda log: (log.task, log.settings),
    lambda log: (log.task, log.model),
    lambda log: (log.task, log.model, log.settings),
)
"""What makes two logs of different folders counterparts: as little as tells those of one folder apart."""


def match_logs(places: Sequence[str], *, every: bool = False) -> MatchedLogs:
    """Match logs.

    Args:
        places: Files, URLs or folders, two at least; or one folder.
        every: Each is compared with each other one, not with the first only.

    Raises:
        BadArgument: Too few places, a folder without logs or without a counterpart, or one that has several logs of
            one task, model and settings.
        MissingExtra: inspect-ai is not installed.
    """
    folders = [place for place in places if "://" not in place and Path(place).is_dir()]
    if len(places) < 2 and not folders:
        raise BadArgument(f"got {len(places)} logs to compare. Give two or more, or a folder with logs of one task.")
    if not folders:
        return MatchedLogs(_paired(places, every), [])
    need_inspect()
    warnings: list[str] = []
    sides = [_in_folder(place, warnings) if place in folders else [_read(place)] for place in places]
    pairs = _within(sides[0], every, warnings) if len(sides) == 1 else _between(places, sides, every, warnings)
    if not pairs:
        tasks = sorted({log.task for side in sides for log in side})
        raise BadArgument(
            f"no two logs of one task in {', '.join(places)} (tasks: {', '.join(tasks[:10])}). "
            "Give folders that hold logs of the same tasks."
        )
    return MatchedLogs(pairs, warnings)


def _paired(places: Sequence[str], every: bool) -> list[tuple[str, str]]:
    return list(itertools.combinations(places, 2)) if every else [(places[0], place) for place in places[1:]]


def _within(logs: Sequence[_Header], every: bool, warnings: list[str]) -> list[tuple[str, str]]:
    """The pairs of one folder: logs of each task, the oldest first."""
    pairs = []
    by_task = itertools.groupby(sorted(logs, key=lambda log: (log.task, log.created)), key=lambda log: log.task)
    for task, group in by_task:
        places = [log.place for log in group]
        pairs += _paired(places, every)
        if len(places) == 1:
            warnings.append(f"One log of {task} only ({places[0]}): not compared.")
    return pairs


def _between(
    places: Sequence[str], sides: Sequence[Sequence[_Header]], every: bool, warnings: list[str]
) -> list[tuple[str, str]]:
    """The pairs of several folders, by the shortest key that tells the logs of each folder apart."""
    key = next((key for key in _KEYS if all(max(Counter(map(key, side)).values()) == 1 for side in sides)), None)
    if key is None:
        place, (name, count) = next(
            (place, twice)
            for place, side in zip(places, sides, strict=True)
            if (twice := Counter((log.task, log.model) for log in side).most_common(1)[0])[1] > 1
        )
        raise BadArgument(
            f"{place} has {count} logs of the task {name[0]} and the model {name[1]} with the same settings: "
            "which of them is meant cannot be told. Name the files."
        )
    by_key = [{key(log): log for log in side} for side in sides]
    pairs = []
    for i, j in [(0, k) for k in range(1, len(by_key))] if not every else itertools.combinations(range(len(by_key)), 2):
        pairs += [(by_key[i][name].place, by_key[j][name].place) for name in by_key[i] if name in by_key[j]]
    for i, side in enumerate(by_key):
        others = [other for j, other in enumerate(by_key) if j != i and (every or 0 in (i, j))]
        alone = [log.place for name, log in side.items() if not any(name in other for other in others)]
        if alone:
            names = ", ".join(alone[:_SHOWN]) + (", ..." if len(alone) > _SHOWN else "")
            warnings.append(f"{len(alone):,} logs of {places[i]} have no counterpart: not compared ({names}).")
    return pairs


def _in_folder(place: str, warnings: list[str]) -> list[_Header]:
    """The logs of a folder, the last one of each attempt; what is no log is left out, and said of `.eval`."""
    last: dict[str, _Header] = {}
    earlier = 0
    for path in sorted(file for file in Path(place).rglob("*") if file.suffix in (".eval", ".json") and file.is_file()):
        try:
            log = _read(str(path))
        except Exception as error:  # whatever a foreign or cut file makes Inspect, zipfile or pydantic raise
            if path.suffix == ".eval":
                warnings.append(f"{path} cannot be read as a log ({type(error).__name__}): left out.")
            continue
        before = last.get(log.attempt)
        earlier += before is not None
        if before is None or (log.is_whole, log.created) >= (before.is_whole, before.created):
            last[log.attempt] = log
    if not last:
        raise BadArgument(f"no log of Inspect in {place}. Give a folder with .eval or .json logs.")
    if earlier:
        warnings.append(f"{earlier:,} earlier attempts of tasks in {place} are left out.")
    return list(last.values())


def _read(place: str) -> _Header:
    from inspect_ai.log import read_eval_log

    if "://" not in place and not Path(place).is_file():
        raise BadArgument(f"no file or folder {place}. Give logs of Inspect, .eval or .json, or folders of them.")
    log: EvalLog = read_eval_log(place, header_only=True)
    return _Header(
        place=place,
        task=log.eval.task,
        model=log.eval.model,
        settings=json.dumps(log.eval.task_args, sort_keys=True, default=str),
        attempt=log.eval.task_id or place,
        created=str(log.eval.created),
        is_whole=log.status == "success",
    )
