"""Logs of the commitment battery become a report: one arm a log, without a study.

    read_logs(paths) -> CommitmentLogs              readings, and what the logs say beside them
    report_of_logs(logs, command=...) -> ReportRecord

What all our tasks have in common is read in `probe_logs`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.records import CommitmentReading, ReportRecord
from selfother.studies.analysis.commitment import Rules, read_commitment
from selfother.studies.analysis.commitment_readings import commitment_lines, unread_lines
from selfother.studies.analysis.probe_logs import ProbeLogs, read_probe_logs, report_of

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

    from selfother.probes.probe import ProbeResult

__all__ = ["CommitmentLogs", "read_logs", "report_of_logs"]


@dataclass(frozen=True)
class CommitmentLogs:
    """What the logs say.

    Attributes:
        readings: One a log.
        logs: The rest.
    """

    readings: list[CommitmentReading]
    logs: ProbeLogs


def read_logs(paths: Sequence[Path], rules: Rules | None = None) -> CommitmentLogs:
    """Read logs of `selfother/value_commitment`.

    Args:
        paths: Logs as Inspect wrote them, `.eval` or `.json`.
        rules: What the verdict's words ask for; None: the defaults.

    Raises:
        BadArgument: No log, one that is not there or given twice, or one of another task or without samples.
    """
    from selfother.probes.value_commitment import ValueCommitment

    readings: list[CommitmentReading] = []

    def read(arm: str, log: "EvalLog") -> "ProbeResult":
        result = ValueCommitment().read(log.samples or [])
        readings.append(CommitmentReading(arm=arm, found=read_commitment(result.items, rules)))
        return result

    return CommitmentLogs(readings, read_probe_logs(paths, "value_commitment", read))


def report_of_logs(read: CommitmentLogs, *, command: str = "") -> ReportRecord:
    """Return the report.

    Args:
        read: What `read_logs` returned.
        command: The command line that makes the report again.
    """
    report = report_of(
        read.logs,
        title=f"Commitment of {read.logs.named}",
        question="Does the value hold when it costs, and when nobody watches?",
        summary=commitment_lines(read.readings),
        command=command,
        not_measured=unread_lines(read.readings),
    )
    return report.model_copy(update={"commitment": read.readings})
