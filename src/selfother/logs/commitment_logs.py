"""Logs of the commitment battery become a report: one arm a log, without a study.

    read_logs(paths) -> ProbeLogs                      readings, and what the logs say beside them
    report_of_logs(logs, command=...) -> ReportRecord

What all our tasks have in common is read in `probe_logs`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.logs.probe_logs import ProbeLogs, read_probe_logs, report_of
from selfother.probes.commitment.reading import Rules, read_commitment
from selfother.records import CommitmentReading, ReportRecord
from selfother.studies.judging.commitment_readings import commitment_lines, unread_lines

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog

    from selfother.probes.probe import ProbeResult

__all__ = ["read_logs", "report_of_logs"]


def read_logs(paths: Sequence[Path], rules: Rules | None = None) -> ProbeLogs[CommitmentReading]:
    """Read logs of `selfother/value_commitment`.

    Args:
        paths: Logs as Inspect wrote them, `.eval` or `.json`.
        rules: What the verdict's words ask for; None: the defaults.

    Raises:
        BadArgument: No log, one that is not there or given twice, or one of another task or without samples.
    """
    from selfother.probes.commitment.value_commitment import ValueCommitment

    def read(arm: str, log: "EvalLog") -> "tuple[ProbeResult, CommitmentReading]":
        result = ValueCommitment().read(log.samples or [])
        return result, CommitmentReading(arm=arm, found=read_commitment(result.items, rules))

    return read_probe_logs(paths, "value_commitment", read)


def report_of_logs(logs: ProbeLogs[CommitmentReading], *, command: str = "") -> ReportRecord:
    """Return the report.

    Args:
        logs: What `read_logs` returned.
        command: The command line that makes the report again.
    """
    report = report_of(
        logs,
        title=f"Commitment of {logs.named}",
        question="Does the value hold when it costs, and when nobody watches?",
        summary=commitment_lines(logs.readings),
        command=command,
        not_measured=unread_lines(logs.readings),
    )
    return report.model_copy(update={"commitment": logs.readings})
