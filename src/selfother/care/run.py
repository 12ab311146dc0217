"""A whole run of `selfother care`: ask, read, compare, hold against the limits, write the page."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.care.asking import StoredBench, ask_benches
from selfother.care.benches import SizedBench
from selfother.care.limits import Limit, broken_limits
from selfother.care.page import care_page
from selfother.care.reading import looks_like, read_scenes
from selfother.records.care import BenchRun, CareRecord
from selfother.report.write import write_page

if TYPE_CHECKING:
    from inspect_ai.model import Model

__all__ = ["open_assistant", "run_care"]


def run_care(
    model: str,
    benches: Sequence[SizedBench],
    folder: Path,
    *,
    budget: int,
    before: Sequence[StoredBench] | None = None,
    against: str = "",
    limits: Mapping[str, Limit] | None = None,
    command: str = "",
    tell: Callable[[str], None] = print,
) -> tuple[CareRecord, Path]:
    """The record of a run, and the path of its page.

    Args:
        model: The assistant's word.
        benches: What to ask it.
        folder: Where the run is kept.
        budget: Calls that were allowed.
        before: The run before.
        against: What that is called on the page.
        limits: Scene -> limits.
        command: The command line that makes it again.
        tell: Told what goes on.

    Raises:
        BadArgument: The assistant does not start, or the folder holds a run of another one.
        CellFailed: The first bench gave nothing.
    """
    stored = ask_benches(open_assistant(model), model, benches, folder, tell=tell)
    scenes = read_scenes(stored, before)
    record = CareRecord(
        model=model,
        budget=budget,
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        benches=[_bench(bench) for bench in stored],
        scenes=scenes,
        against=_named(against, model, before or ()),
        limits=len(limits or {}),
        broken=broken_limits(scenes, limits or {}),
        version=_version(),
    )
    page = write_page(care_page(record, command=command), folder, stem="care", json=record.to_json(indent=2) + "\n")
    return record, page


def open_assistant(word: str) -> "Model":
    """The Inspect model of a word: of a provider, or of weights that are here.

    Args:
        word: As `--model` takes it.

    Raises:
        BadArgument: The provider does not start.
        SelfOtherError: The model cannot be loaded.
    """
    from selfother.models.load import load_model
    from selfother.models.provider import inspect_model
    from selfother.probes.inspect.provider import open_model, provider_of

    return open_model(word) if provider_of(word) is not None else inspect_model(load_model(word))


def _bench(bench: StoredBench) -> BenchRun:
    return BenchRun(
        bench=bench.bench, settings=bench.settings, items_digest=bench.items_digest, calls=bench.calls,
        looks_like=looks_like(bench), failure=bench.failure,
    )  # fmt: skip


def _named(against: str, model: str, before: Sequence[StoredBench]) -> str:
    """The run before, with its assistant where that is another one: a change is then not one of this assistant."""
    others = sorted({bench.model for bench in before} - {model})
    return f"{against} (another assistant: {', '.join(others)})" if against and others else against


def _version() -> str:
    try:
        return version("selfother")
    except PackageNotFoundError:  # run from its source
        return ""
