"""A place that cannot be written: refused before work starts where a result goes there, done without for a cache."""

import os
from pathlib import Path

import pytest

from selfother.agents import Random, TitForTat
from selfother.cli._words import check_place
from selfother.cli.main import main
from selfother.errors import BadArgument
from selfother.games import PrisonersDilemma
from selfother.populations import match_types


def test_a_cache_that_cannot_be_written_costs_the_match_again(tmp_path: Path) -> None:
    minds = {"a": Random(p=0.3), "b": TitForTat()}
    kept = match_types(minds, PrisonersDilemma(), rounds=3, seeds=2, folder=tmp_path / "kept")
    (tmp_path / "file").write_text("")
    for folder in (Path("/dev/null/x"), tmp_path / "file" / "below"):
        found = match_types(minds, PrisonersDilemma(), rounds=3, seeds=2, folder=folder)
        assert found.payoffs.tolist() == kept.payoffs.tolist()


def test_kernels_compile_where_no_folder_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    import numba

    from selfother.agents import kept_code

    asked: list[bool] = []
    real = numba.njit

    def njit(*, cache: bool = False, **options: object):  # type: ignore[no-untyped-def]
        asked.append(cache)
        if cache:
            raise RuntimeError("cannot cache function 'f': no locator available for file 'f.py'")
        return real(**options)

    monkeypatch.setattr(kept_code, "njit", njit)

    def add(x: int) -> int:
        return x + 1

    assert kept_code.kept(add)(1) == 2
    assert asked == [True, False]


@pytest.mark.parametrize("command", ["train overlap --model nowhere/at-all", "sweep --grid 2 --rounds 2 --seeds 1"])
def test_a_place_below_a_file_is_refused_before_work_starts(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("")
    with pytest.raises(SystemExit) as leave:
        main([*command.split(), "--out", "file/below/deep"])
    assert leave.value.code == 2
    assert capsys.readouterr().err == (
        f"selfother: --out 'file/below/deep': '{tmp_path}/file' is no folder. Name a place below one.\n"
    )


def test_a_folder_that_must_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's answer is played, since root may write everywhere."""
    asked: list[tuple[Path, int]] = []

    def access(place: Path, mode: int) -> bool:
        asked.append((place, mode))
        return False

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(BadArgument) as error:
        check_place(tmp_path / "new" / "deep")
    assert str(error.value) == f"--out '{tmp_path}/new/deep': you must not write to '{tmp_path}'. Name another place."
    assert asked == [(tmp_path, os.W_OK | os.X_OK)]
