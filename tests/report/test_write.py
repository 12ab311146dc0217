"""Three files, each whole or untouched; a record survives JSON."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfother.errors import BadArgument, NoSpace
from selfother.records import DosePoint, Estimate, Finding, ReportRecord, Table
from selfother.report.html import render_html
from selfother.report.json import render_json
from selfother.report.markdown import render_markdown
from selfother.studies.judging.page import page_of, write_report

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
NUMBER = st.floats(-1e6, 1e6)
ESTIMATES = st.builds(
    Estimate,
    value=st.none() | NUMBER,
    low=st.none() | NUMBER,
    high=st.none() | NUMBER,
    n=st.integers(0, 999),
    reason=TEXT,
)
FINDINGS = st.builds(
    Finding,
    sentence=TEXT,
    word=st.sampled_from(["differs", "holds", "not measured", "damage"]),
    arm=TEXT,
    control=TEXT,
    measure=TEXT,
    unit=st.sampled_from(["share", "nats"]),
    estimate=st.none() | ESTIMATES,
    p_value=st.none() | st.floats(0, 1),
)
DOSES = st.builds(DosePoint, arm=TEXT, doses=st.dictionaries(TEXT, st.none() | NUMBER, max_size=2), deception=ESTIMATES)
TABLES = st.builds(
    Table, title=TEXT, columns=st.lists(TEXT, max_size=3), rows=st.lists(st.lists(TEXT, max_size=4), max_size=3)
)
REPORTS = st.builds(
    ReportRecord,
    name=TEXT,
    title=TEXT,
    question=TEXT,
    status=TEXT,
    scale=TEXT,
    summary=st.lists(TEXT, max_size=2),
    findings=st.lists(FINDINGS, max_size=4),
    dose=st.lists(DOSES, max_size=3),
    tables=st.lists(TABLES, max_size=2),
    environment=st.dictionaries(TEXT, TEXT, max_size=2),
    landscapes=st.just([]),
    facts=st.just({}),
)


@given(REPORTS)
def test_any_record_renders_and_survives_json(report: ReportRecord) -> None:
    assert ReportRecord.from_json(render_json(report)) == report
    page = page_of(report)
    assert render_html(page) == render_html(page_of(report))
    assert render_markdown(page).endswith("\n")


def test_three_files_and_no_other(rich: ReportRecord, tmp_path: Path) -> None:
    page = write_report(rich, tmp_path / "run")
    assert page == tmp_path / "run" / "report.html"
    assert sorted(path.name for path in page.parent.iterdir()) == ["report.html", "report.json", "report.md"]
    assert ReportRecord.read(page.with_suffix(".json")) == rich


def test_full_disk_leaves_the_old_report(rich: ReportRecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(rich, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoSpace, match="Free some space"):
        write_report(rich.model_copy(update={"title": "another"}), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_file_is_named(empty: ReportRecord, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(BadArgument, match=r"cannot write to .*taken"):
        write_report(empty, tmp_path / "taken")
