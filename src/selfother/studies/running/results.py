"""Every score of a run as one table: a row an item and measure, for whoever wants to compute on."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from selfother.records import CellRecord
from selfother.studies.declaring.cells import Layout, Replicate
from selfother.studies.running.store import write_atomically

__all__ = ["SCHEMA", "write_results"]

SCHEMA = {
    "kind": "str",
    "name": "str",
    "arm": "str",
    "subject": "str",
    "subject_seed": "int",
    "seed": "int",
    "item": "str",
    "measure": "str",
    "form": "str",
    "family": "str",
    "cluster": "str",
    "value": "float",
    "reason": "str",
    "key": "str",
}


def write_results(path: Path, layout: Layout, records: Mapping[str, CellRecord]) -> None:
    """Write the scores of every finished cell as parquet, in the order of the study."""
    import polars as pl

    kinds = {"str": pl.String, "int": pl.Int64, "float": pl.Float64}
    frame = pl.DataFrame(
        list(_rows(layout, records)), schema={name: kinds[kind] for name, kind in SCHEMA.items()}, orient="row"
    )
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    write_atomically(path, buffer.getvalue())


def _rows(layout: Layout, records: Mapping[str, CellRecord]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for cell in layout.checks:
        if (record := records.get(cell.key)) is not None:
            rows += _scores(record, "", Replicate(0, cell.seed))
    for (arm, replicate), cells in layout.probes.items():
        for cell in cells:
            if (record := records.get(cell.key)) is not None:
                rows += _scores(record, arm, replicate)
    return rows


def _scores(record: CellRecord, arm: str, replicate: Replicate) -> list[tuple[Any, ...]]:
    head = (record.kind, record.name, arm, replicate.kind, replicate.subject_seed, replicate.seed)
    return [
        (*head, i.item, i.measure, i.form, i.family, i.cluster, i.value, i.reason, record.key) for i in record.items
    ]
