"""Runs the slow tests in parts and prints each part's name, tests and minutes: `make test-slow`.

    python tests/slow_parts.py              all parts, in this order
    python tests/slow_parts.py games docs   these
    python tests/slow_parts.py --list       names, folders, and how many tests each has

A part is a name and the folders or files that are its. Together they hold every slow test: one that is in no part, or
in two, is an error before anything runs. Parts run one after another and each takes two workers, so that the output of
one is whole before the next begins.
"""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PARTS", "Part", "main", "slow_tests"]

ROOT = Path(__file__).parents[1]
_NO_TESTS = 5  # pytest's exit code where nothing was collected


@dataclass(frozen=True)
class Part:
    """Some of the slow tests.

    Attributes:
        name: As it is typed.
        says: What is tested, for the list.
        paths: Folders and files under tests/.
    """

    name: str
    says: str
    paths: tuple[str, ...]


PARTS = (
    Part(
        "games", "agents against each other, and what starts without numba", ("agents", "tournaments", "architecture")
    ),
    Part("populations", "claims on graphs and groups", ("populations", "reproduction/test_populations_claims.py")),
    Part("resource", "empathy is no resource, at full size", ("reproduction/test_not_a_resource.py",)),
    Part("intervals", "coverage of intervals and of tests", ("statistics", "logs")),
    Part("verdicts", "how often words of a study are wrong", ("studies",)),
    Part("commitment", "the commitment battery and other probes at full size", ("probes",)),
    Part(
        "overlap",
        "the organism, its cure, and trajectories of training",
        ("reproduction/test_overlap.py", "interventions", "invariant"),
    ),
    Part("exams", "published instruments and null models at full size", ("exams", "reproduction/test_exams.py")),
    Part("docs", "the slow blocks of README and docs", ("docs",)),
)


def slow_tests(paths: tuple[str, ...] = ("",)) -> list[str]:
    """Return the ids of the slow tests under some paths of tests/, without running them."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-m", "slow", "--collect-only"]
    done = subprocess.run([*command, *_under_tests(paths)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, _NO_TESTS):
        sys.exit(f"the slow tests cannot be collected:\n{done.stdout}{done.stderr}")
    return [line for line in done.stdout.splitlines() if "::" in line]


def check_parts(known: list[str]) -> dict[str, int]:
    """Return how many tests each part has.

    Raises:
        SystemExit: A test is in no part, or in two.
    """
    counts = dict.fromkeys((part.name for part in PARTS), 0)
    for test in known:
        owners = [part.name for part in PARTS if any(_is_in(test, path) for path in part.paths)]
        if len(owners) != 1:
            sys.exit(f"{test} is in {' and '.join(owners) or 'no part'}: give it one part in tests/slow_parts.py")
        counts[owners[0]] += 1
    return counts


def main(words: list[str]) -> int:
    """Run the parts that are named, or all; return 1 where some test failed."""
    by_name = {part.name: part for part in PARTS}
    if unknown := [word for word in words if word not in by_name and word != "--list"]:
        sys.exit(f"no part {unknown[0]!r}. There are: {', '.join(by_name)}.")
    counts = check_parts(slow_tests())
    if "--list" in words:
        for part in PARTS:
            print(f"{part.name:<12} {counts[part.name]:>3} tests  {part.says}")
        return 0
    failed, began = [], time.monotonic()
    for part in [by_name[word] for word in words] or list(PARTS):
        print(f"== {part.name}: {part.says} ({counts[part.name]} tests)", flush=True)
        start = time.monotonic()
        command = [sys.executable, "-m", "pytest", "-m", "slow", "-n", "2", "--durations=5", *_under_tests(part.paths)]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        failed += [part.name] if code else []
        print(f"== {part.name}: {'FAILED' if code else 'passed'} in {_minutes(start)}\n", flush=True)
    print(f"slow tests: {_minutes(began)} in all; {'failed: ' + ', '.join(failed) if failed else 'all parts passed'}")
    return int(bool(failed))


def _under_tests(paths: tuple[str, ...]) -> list[str]:
    return [f"tests/{path}" for path in paths]


def _is_in(test: str, path: str) -> bool:
    file = test.partition("::")[0].removeprefix("tests/")
    return file == path or file.startswith(f"{path}/")


def _minutes(start: float) -> str:
    return f"{(time.monotonic() - start) / 60:.1f} min"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
