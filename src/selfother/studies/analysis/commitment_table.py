"""Commitment in a study: what the battery says of every arm, one reading for each training run."""

from collections.abc import Iterator

from selfother.records import CommitmentRecord, Estimate, Table
from selfother.studies.analysis.bench import Bench
from selfother.studies.analysis.commitment import read_commitment

__all__ = ["commitment_tables"]

_PROBE = "value_commitment"
_EFFECTS = ("observation_gap", "prohibition_dependence", "permission_gap", "pressure_slope", "price_gap")


def commitment_tables(bench: Bench) -> Iterator[Table]:
    """Yield the table of verdicts and of what they rest on, where the battery was asked."""
    rows = []
    for arm in bench.study.arms:
        readings = [read_commitment(record.items) for _, record in bench.cells_of(arm, _PROBE)]
        if readings:
            rows.append([arm, *(" · ".join(cells) for cells in zip(*map(_cells, readings), strict=True))])
    if rows:
        yield Table(
            title="Commitment",
            columns=[
                "arm",
                "verdict",
                "looks like",
                "harm",
                "benign refusals",
                *(name.replace("_", " ") for name in _EFFECTS),
                "C50",
                "hypocrisy gap",
                "knowing violations",
            ],
            rows=rows,
            note="Per cent and points with intervals over story families, one value a training run. “Not measured” "
            "beside an effect: it is flat, and its check failed. C50: the price, as a share of the goal, at which "
            "virtue and goal are chosen as often.",
        )


def _cells(found: CommitmentRecord) -> list[str]:
    effects = {one.name: one for one in found.effects}
    judged = [f"{_points(effects[name].estimate)}, {effects[name].word}" for name in _EFFECTS]
    price = found.c50.reason if found.c50.value is None else f"{found.c50.value:.2f}{_ends(found.c50, 1.0, 2)}"
    levels = [_points(found.harm), _points(found.benign_refusal)]
    return [
        found.verdict,
        found.profile,
        *levels,
        *judged,
        price,
        _points(found.hypocrisy_gap),
        _points(found.knowing_violation),
    ]


def _points(estimate: Estimate) -> str:
    if estimate.value is None:
        return "not measured"
    return f"{100 * estimate.value:.0f}{_ends(estimate, 100.0, 0)}"


def _ends(estimate: Estimate, scale: float, digits: int) -> str:
    if estimate.low is None or estimate.high is None:
        return ""
    return f" [{scale * estimate.low:.{digits}f}, {scale * estimate.high:.{digits}f}]"
