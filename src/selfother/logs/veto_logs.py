"""Logs of the probe `empathy_veto` become a report: one arm a log, without a study.

    read_veto_logs(paths) -> ProbeLogs                      readings, and what the logs say beside them
    report_of_veto_logs(logs, command=...) -> ReportRecord

What all our tasks have in common is read in `probe_logs`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.catalogue import build
from selfother.errors import BadArgument
from selfother.logs.probe_logs import ProbeLogs, read_probe_logs, report_of
from selfother.records import Estimate, ReportRecord, VetoReading
from selfother.studies.judging.veto_reading import read_veto
from selfother.wording import amount, points, points_interval, share_words

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

    from selfother.probes.empathy_veto.empathy_veto import EmpathyVeto
    from selfother.probes.probe import ProbeResult

__all__ = ["read_veto_logs", "report_of_veto_logs"]


def read_veto_logs(paths: Sequence[Path]) -> ProbeLogs[VetoReading]:
    """Read logs of `selfother/empathy_veto`, each by the settings that it was run with.

    Args:
        paths: Logs as Inspect wrote them, `.eval` or `.json`.

    Raises:
        BadArgument: No log, one that is not there or given twice, one of another task or without samples, one
            without the probe's settings, or one whose cases are others than these settings make.
    """

    def read(arm: str, log: "EvalLog") -> "tuple[ProbeResult, VetoReading]":
        result = _probe_of(log).read(log.samples or [])
        facts = {name: one.value for name, one in result.estimates.items() if one.value is not None}
        return result, VetoReading(arm=arm, found=read_veto(result.items, facts))

    return read_probe_logs(paths, "empathy_veto", read)


def report_of_veto_logs(logs: ProbeLogs[VetoReading], *, command: str = "") -> ReportRecord:
    """Return the report.

    Args:
        logs: What `read_veto_logs` returned.
        command: The command line that makes the report again.
    """
    report = report_of(
        logs,
        title=f"An empathy veto by {logs.named}",
        question="Does the model know whom an action would hurt, well enough to veto it?",
        summary=[_line(one) for one in logs.readings],
        command=command,
    )
    return report.model_copy(update={"veto": logs.readings})


def _probe_of(log: "EvalLog") -> "EmpathyVeto":
    """Return the probe by the settings that the log was run with; what is in the log has to be of its cases."""
    if not log.eval.task_args:
        raise BadArgument(
            "the log does not hold the settings of the probe, as logs of a study and of Python do not. "
            "Give a log of `inspect eval`; a study's reading is in its report: selfother report DIR"
        )
    probe: EmpathyVeto = build("probes", "empathy_veto", log.eval.task_args)
    known, asked = {one.case.name for one in probe.cases()}, {str(sample.id) for sample in log.samples or ()}
    if strange := sorted(asked - known):
        raise BadArgument(
            f"{len(strange):,} of {len(asked):,} cases are not among those of its settings, such as {strange[0]!r}: "
            "the stories have changed since. Read it with the selfother that made it, or run it again."
        )
    return probe


def _line(reading: VetoReading) -> str:
    """Return what the veto knows, and what it does beside doing nothing and chance."""
    area = next((one.area for one in reading.found.curves if one.name == "empathy"), None)
    at_work = next((one for one in reading.found.controls if one.name == "empathy"), None)
    said = f"{reading.arm}: {_area(area)}"
    if at_work is None:
        return f"{said}."
    return (
        f"{said}; harm against no veto {_change(at_work.against_none)}, against a random veto of the same rate "
        f"{_change(at_work.against_random)}; benign cases undone {share_words(at_work.benign_undone)}."
    )


def _area(area: Estimate | None) -> str:
    if area is None or area.value is None:
        return "no area under the ROC"
    ends = "" if area.low is None or area.high is None else f" ({amount(area.low)} to {amount(area.high)})"
    return f"area under the ROC {amount(area.value)}{ends}, where 0.5 knows nothing"


def _change(difference: Estimate) -> str:
    if difference.value is None:
        return "not measured"
    return f"{points(difference.value)} ({points_interval(difference)})"
