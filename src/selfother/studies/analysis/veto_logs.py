"""Logs of the probe `empathy_veto` become a report: one arm a log, without a study.

read_veto_logs(paths) -> VetoLogs               readings, and what the logs say beside them
report_of_veto_logs(logs, command=...) -> ReportRecord
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.catalogue import build
from selfother.records import Estimate, ReportRecord, VetoReading
from selfother.studies.analysis.probe_logs import ProbeLogs, read_probe_logs, report_of
from selfother.studies.analysis.veto_reading import read_veto

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

    from selfother.probes.probe import ProbeResult, TaskProbe

__all__ = ["VetoLogs", "read_veto_logs", "report_of_veto_logs"]


@dataclass(frozen=True)
class VetoLogs:
    """What the logs say.

    Attributes:
        readings: One a log.
        logs: The rest.
    """

    readings: list[VetoReading]
    logs: ProbeLogs


def read_veto_logs(paths: Sequence[Path]) -> VetoLogs:
    """Read logs of `selfother/empathy_veto`, each by the settings that it was run with.

    Args:
        paths: Logs as Inspect wrote them, `.eval` or `.json`.

    Raises:
        BadArgument: No log, one that is not there or given twice, or one of another task or without samples.
    """
    readings: list[VetoReading] = []

    def read(arm: str, log: "EvalLog") -> "ProbeResult":
        probe: TaskProbe = build("probes", "empathy_veto", log.eval.task_args)
        result = probe.read(log.samples or [])
        facts = {name: one.value for name, one in result.estimates.items() if one.value is not None}
        readings.append(VetoReading(arm=arm, found=read_veto(result.items, facts)))
        return result

    return VetoLogs(readings, read_probe_logs(paths, "empathy_veto", read))


def report_of_veto_logs(read: VetoLogs, *, command: str = "") -> ReportRecord:
    """Return the report.

    Args:
        read: What `read_veto_logs` returned.
        command: The command line that makes the report again.
    """
    return report_of(
        read.logs,
        title=f"An empathy veto by {read.logs.named}",
        question="Does the model know whom an action would hurt, well enough to veto it?",
        summary=[_line(one) for one in read.readings],
        command=command,
        veto=read.readings,
    )


def _line(reading: VetoReading) -> str:
    """Return what the veto knows, and what it does beside doing nothing and chance."""
    area = next((one.area for one in reading.found.curves if one.name == "empathy"), Estimate(value=None))
    at_work = next((one for one in reading.found.controls if one.name == "empathy"), None)
    said = f"{reading.arm}: area under the ROC {_numbers(area)}, where 0.5 knows nothing"
    if at_work is None:
        return f"{said}."
    return (
        f"{said}; harm against no veto {_numbers(at_work.against_none)}, against a random veto of the same rate "
        f"{_numbers(at_work.against_random)}; benign cases undone {_numbers(at_work.benign_undone)}."
    )


def _numbers(estimate: Estimate) -> str:
    if estimate.value is None:
        return "not measured"
    ends = "" if estimate.low is None or estimate.high is None else f" [{estimate.low:.3f}, {estimate.high:.3f}]"
    return f"{estimate.value:.3f}{ends}"
