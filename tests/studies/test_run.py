"""A run keeps what finishes, goes on where it stopped, and gives the same numbers in every order."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_study import FAKES, fake, fake_data, results

from selfother.errors import BadStudy, BrokenRecord, CellFailed, NoSpace
from selfother.records import ReportRecord
from selfother.studies import Study
from selfother.studies.running.events import Event
from selfother.studies.running.store import RunFolder

Small = Callable[..., Study]
pytestmark = pytest.mark.usefixtures("inline")


def test_a_run_finishes_every_cell_and_a_second_reuses_them(tmp_path: Path, small: Small) -> None:
    first = small().run(folder=tmp_path, workers=2)
    assert (first.reused, first.failed, first.report.status) == (0, (), "complete")
    before = results(tmp_path)
    second = small().run(folder=tmp_path, workers=2)
    assert (second.ran, second.reused) == (0, first.ran)
    assert results(tmp_path) == before


def test_order_of_arms_probes_and_number_of_workers_change_no_cell(tmp_path: Path, small: Small) -> None:
    data = fake_data()
    turned = data | {
        "arms": dict(reversed(data["arms"].items())),
        "probes": data["probes"][::-1],
        "games": [fake("FakeCheck"), *data["games"]][:1],
    }
    small().run(folder=tmp_path / "a", workers=1)
    Study.from_dict(turned).run(folder=tmp_path / "b", workers=5)
    a, b = results(tmp_path / "a"), results(tmp_path / "b")
    cells = {name for name in a if name not in ("report.json", "results.parquet", "plan.json", "study.resolved.yaml")}
    assert cells == set(b) - (set(a) - cells)
    for name in cells:
        assert {**a[name], "arm": ""} == {**b[name], "arm": ""}


def test_a_changed_setting_runs_only_what_depends_on_it(tmp_path: Path, small: Small) -> None:
    whole = small().run(folder=tmp_path)
    data = fake_data()
    data["arms"]["sham"]["apply"] = [fake("Shift", to=0.8)]
    again = Study.from_dict(data).run(folder=tmp_path)
    assert (again.ran, again.reused) == (3, whole.ran - 3)


def test_arms_that_are_the_same_model_share_their_cells(tmp_path: Path, small: Small) -> None:
    data = fake_data()
    data["arms"]["twin"] = data["arms"]["soo"]
    alone = small().run(folder=tmp_path / "a")
    assert Study.from_dict(data).run(folder=tmp_path / "b").ran == alone.ran


def test_a_removed_product_is_trained_again_only_where_a_probe_needs_it(tmp_path: Path, small: Small) -> None:
    import shutil

    small().run(folder=tmp_path)
    shutil.rmtree(tmp_path / "products")
    assert small().run(folder=tmp_path).ran == 0
    extended = small(probes=[*fake_data()["probes"], fake("Raises", below=0.0)])
    assert extended.run(folder=tmp_path).failed == ()
    assert any((tmp_path / "products").iterdir())


def test_a_cell_that_raises_leaves_the_others_and_is_tried_again(tmp_path: Path, small: Small) -> None:
    probes = [fake("Raises"), fake("Truth")]
    result = small(probes=probes, contrasts=None).run(folder=tmp_path, command="selfother study run x.yaml")
    assert len(result.failed) == 3
    assert "ValueError: no answer to <b>this</b>" in result.failed[0]
    with pytest.raises(CellFailed, match=r"3 of 17 cells failed.*Run selfother study run x\.yaml") as caught:
        result.check()
    assert caught.value.exit_code == 1
    errors = [json.loads(path.read_text()) for path in (tmp_path / "cells").glob("*.error.json")]
    assert {error["name"] for error in errors} == {"Raises"}
    assert all("Traceback" in error["traceback"] for error in errors)
    assert "failed" in result.report.status
    assert any("no answer" in sentence for sentence in result.report.not_measured)
    again = small(probes=probes, contrasts=None).run(folder=tmp_path)
    assert again.ran == 0
    assert len(again.failed) == 3


def test_a_training_that_raises_fails_its_arm_and_no_other(tmp_path: Path) -> None:
    data = fake_data()
    data["arms"]["soo"]["apply"] = [fake("Shift", to=0.02, fails=True)]
    result = Study.from_dict(data).run(folder=tmp_path)
    assert "training went wrong" in result.failed[0]
    assert any("what it builds on failed" in sentence for sentence in result.failed)
    assert all("soo" in sentence for sentence in result.failed)
    assert not list((tmp_path / "products").glob(".*"))


def test_a_subject_that_raises_blocks_all_that_starts_from_it(tmp_path: Path, small: Small) -> None:
    model = {"base": f"{FAKES}:base", "subject": fake("Organism", fails=True)}
    result = small(model=model).run(folder=tmp_path)
    arms = {record.name: record for record in result.report.arms}
    assert result.ran == 3  # the check, and both probes of the stock model
    assert len(result.failed) == 14
    assert arms["soo"].verdict == "not measured"


def test_a_corrupt_cell_stops_before_work_starts(tmp_path: Path, small: Small) -> None:
    small().run(folder=tmp_path)
    victim = sorted((tmp_path / "cells").glob("*.json"))[0]
    victim.write_text(victim.read_text()[:100])
    with pytest.raises(BrokenRecord, match=f"{victim.name} is not a CellRecord.*delete it and run the same command"):
        small().run(folder=tmp_path)
    victim.unlink()
    assert small().run(folder=tmp_path).ran == 1


def test_a_full_disk_is_said_and_nothing_finished_is_lost(
    tmp_path: Path, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    written = []
    real = RunFolder.write_cell

    def full(self: RunFolder, record: object) -> None:
        written.append(record)
        if len(written) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(self, record)  # type: ignore[arg-type]

    monkeypatch.setattr(RunFolder, "write_cell", full)
    with pytest.raises(NoSpace, match="No space left"):
        small().run(folder=tmp_path)
    monkeypatch.setattr(RunFolder, "write_cell", real)
    result = small().run(folder=tmp_path)
    assert result.reused == len(written) - 1
    assert result.failed == ()


def test_two_runs_do_not_share_a_folder(tmp_path: Path, small: Small) -> None:
    with (
        RunFolder(tmp_path).locked(),
        pytest.raises(BadStudy, match=r"another run \(process \d+\) works in this folder"),
    ):
        small().run(folder=tmp_path)
    assert small().run(folder=tmp_path).failed == ()  # the lock of a run that ended holds nobody up


def test_leftovers_of_a_killed_run_are_swept(tmp_path: Path, small: Small) -> None:
    leftover = tmp_path / "products" / ".abc.1.tmp"
    leftover.mkdir(parents=True)
    (tmp_path / ".report.json.1.tmp").write_text("half")
    small().run(folder=tmp_path)
    assert not leftover.exists()
    assert not (tmp_path / ".report.json.1.tmp").exists()


def test_events_count_up_to_the_end(tmp_path: Path, small: Small) -> None:
    events: list[Event] = []
    stages: list[str] = []
    result = small().run(
        folder=tmp_path, on_progress=events.append, on_stage=lambda folder, report: stages.append(report.status)
    )
    assert events[0].kind == "plan"
    assert [event.done for event in events if event.kind == "finished"] == list(range(1, result.ran + 1))
    assert {event.total for event in events if event.kind == "training"} == {10}
    assert len(stages) == 2
    assert stages[0].startswith("running:")
    assert stages[1] == "complete"


def test_an_interrupted_run_reports_what_is_finished_and_goes_on(tmp_path: Path, small: Small) -> None:
    def stop(event: Event) -> None:
        if event.kind == "finished" and event.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small().run(folder=tmp_path, on_progress=stop)
    report = ReportRecord.read(tmp_path / "report.json")
    assert re.fullmatch(r"interrupted: 5 of \d+ cells are finished", report.status)
    result = small().run(folder=tmp_path)
    assert result.reused >= 5
    assert result.report.status == "complete"


def test_an_interrupted_run_that_has_nothing_writes_no_report(tmp_path: Path, small: Small) -> None:
    def stop(event: Event) -> None:
        if event.kind == "plan":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        small().run(folder=tmp_path, on_progress=stop)
    assert not (tmp_path / "report.json").exists()


def test_the_folder_holds_what_a_reader_needs(tmp_path: Path, small: Small) -> None:
    import polars as pl

    result = small().run(folder=tmp_path)
    assert Study.from_file(tmp_path / "study.resolved.yaml") == small()
    environment = json.loads((tmp_path / "environment.json").read_text())
    assert environment["base model digest"] == result.report.environment["base model digest"]
    frame = pl.read_parquet(tmp_path / "results.parquet")
    assert set(frame["arm"].unique()) == {"stock", "none", "soo", "sham", "friend", "both"}
    assert frame.filter(pl.col("name") == "Lies").height == 6 * 64


def test_a_run_of_fakes_imports_no_torch(tmp_path: Path) -> None:
    import subprocess

    code = (
        f"import sys; sys.path.insert(0, {str(FAKES.parent)!r})\n"
        "from fake_study import fake_data\nfrom selfother.studies import Study\n"
        f"Study.from_dict(fake_data()).plan(folder={str(tmp_path)!r})\n"
        "import selfother.studies.running.runner\nassert 'torch' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_report_says_which_products_its_arms_are(tmp_path: Path, small: Small) -> None:
    arms = {arm.name: arm.products for arm in small().run(folder=tmp_path).report.arms}
    assert {name: len(several) for name, several in arms.items()} == {
        "stock": 0, "none": 1, "soo": 1, "sham": 1, "friend": 1, "both": 0,
    }  # fmt: skip
    assert (arms["none"][0].intervention, arms["none"][0].settings["to"]) == ("Organism", 0.97)
    assert all((tmp_path / "products" / made.key).is_dir() for several in arms.values() for made in several)
