"""Asks an assistant the benches one after another, and keeps each as soon as it is finished.

A folder of a run holds `benches/NAME.json` (the scores of each bench), Inspect's logs under `logs/NAME/`, and the page.
The same command on the same folder asks only the benches that are missing.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError

from selfother.care.benches import SizedBench
from selfother.care.exchanges import Exchange, exchanges_in
from selfother.errors import BadArgument, CellFailed, SelfOtherError
from selfother.probes.probe import ProbeResult
from selfother.records import Record
from selfother.report.write import write_texts

if TYPE_CHECKING:
    from inspect_ai.model import Model

__all__ = ["StoredBench", "ask_benches", "read_benches"]

Tell = Callable[[str], None]


class StoredBench(Record):
    """The scores of one bench, as a folder keeps them.

    Attributes:
        model: Whom it was asked.
        bench: The probe.
        settings: Those that were set.
        items_digest: Hash of what was asked.
        calls: Calls that were planned.
        result: Scores and sample answers; None where the bench failed.
        exchanges: Id of a sample -> what was said in it.
        failure: Why it did.
    """

    model: str
    bench: str
    settings: dict[str, Any] = Field(default_factory=dict)
    items_digest: str
    calls: int
    result: ProbeResult | None = None
    exchanges: dict[str, list[Exchange]] = Field(default_factory=dict)
    failure: str = ""


def ask_benches(
    model: "Model", word: str, benches: Sequence[SizedBench], folder: Path, *, tell: Tell
) -> list[StoredBench]:
    """The scores of some benches; one that fails leaves its reason, and the others go on.

    Args:
        model: Whom to ask.
        word: What it is called.
        benches: What to ask.
        folder: Where the run is kept.
        tell: Told what goes on, in a sentence.

    Raises:
        CellFailed: The first bench gave nothing: the others would wait for the same error.
    """
    stored: list[StoredBench] = []
    for sized in benches:
        kept = _kept(folder, word, sized)
        if kept is not None:
            tell(f"{sized.word}: kept from before, nothing is asked again")
            stored.append(kept)
            continue
        tell(f"{sized.word}: {sized.calls} calls")
        bench = _asked(model, word, sized, folder)
        if bench.failure:
            tell(f"{sized.word}: {bench.failure}")
        write_texts({"json": bench.to_json(indent=1) + "\n"}, folder / "benches", stem=sized.word)
        stored.append(bench)
        if all(bench.failure for bench in stored):
            raise CellFailed(f"{sized.word}: {bench.failure} Nothing else was asked.")
    return stored


def read_benches(folder: Path) -> list[StoredBench]:
    """The benches of a run that was kept.

    Args:
        folder: What `--out` was.

    Raises:
        BadArgument: It holds no run, or one that cannot be read.
    """
    files = sorted((folder / "benches").glob("*.json"))
    if not files:
        raise BadArgument(
            f"{folder} holds no run of selfother care (no benches/*.json). Give a folder that --out named."
        )
    return [_read(file) for file in files]


def _asked(model: "Model", word: str, sized: SizedBench, folder: Path) -> StoredBench:
    from selfother.probes.inspect.evaluation import evaluate

    bench = StoredBench(
        model=word, bench=sized.word, settings=dict(sized.settings), items_digest=sized.probe.items_digest(),
        calls=sized.calls,
    )  # fmt: skip
    try:
        samples = evaluate(sized.probe.task(), model, log_folder=folder / "logs" / sized.word)
        result = sized.probe.read(samples)
    except SelfOtherError as error:
        return bench.model_copy(update={"failure": str(error)})
    return bench.model_copy(update={"result": result, "exchanges": exchanges_in(samples)})


def _kept(folder: Path, word: str, sized: SizedBench) -> StoredBench | None:
    """A finished bench of the same model and questions; one that failed is asked again."""
    file = folder / "benches" / f"{sized.word}.json"
    if not file.is_file():
        return None
    stored = _read(file)
    if stored.model != word:
        raise BadArgument(f"{folder} holds a run of {stored.model}, and {word} is asked now. Give another --out.")
    is_same = stored.items_digest == sized.probe.items_digest() and stored.settings == _plain(sized.settings)
    return stored if is_same and stored.result is not None else None


def _plain(settings: Any) -> Any:
    return json.loads(json.dumps(dict(settings)))


def _read(file: Path) -> StoredBench:
    try:
        return StoredBench.model_validate_json(file.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadArgument(f"{file} cannot be read ({where}: {first['msg']}). Delete it and run again.") from error
