"""Every slow test is in exactly one part of `make test-slow`."""

from pathlib import Path

import pytest
from tests.slow_parts import PARTS, check_parts, main, slow_tests

ROOT = Path(__file__).parents[2]


def test_a_test_in_no_part_is_named() -> None:
    with pytest.raises(SystemExit, match=r"tests/nowhere/test_x\.py::test_y is in no part"):
        check_parts(["tests/nowhere/test_x.py::test_y"])


def test_every_file_with_slow_tests_is_in_one_part() -> None:
    files = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "tests").rglob("test_*.py"))
        if "mark.slow" in file.read_text() and file != Path(__file__)
    ]
    counts = check_parts([f"{file}::test" for file in files])
    assert sum(counts.values()) == len(files) > 15
    assert min(counts.values()) > 0, counts


def test_an_unknown_part_lists_the_known_ones() -> None:
    with pytest.raises(SystemExit, match=rf"no part 'gmaes'.*{PARTS[0].name}"):
        main(["gmaes"])


def test_slow_tests_are_found_by_their_ids() -> None:
    (test,) = slow_tests(("architecture/test_static_path_loads_no_numba.py",))
    assert test.startswith("tests/architecture/test_static_path_loads_no_numba.py::test_")
