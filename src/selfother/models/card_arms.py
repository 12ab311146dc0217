"""Which arm of a report a product is: by what made it, on which base, and by its weights, never by a name alone."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from selfother.errors import BadArgument, UnknownName
from selfother.models.cards import Card
from selfother.models.digests import folder_digest
from selfother.records import ArmProduct, ReportRecord

__all__ = ["arm_of", "product_digest"]

_SHOWN = 4


def product_digest(folder: Path) -> str:
    """Return the digest of a product's weights; empty where it has none as safetensors."""
    return folder_digest(folder) if any(folder.glob("*.safetensors")) else ""


def arm_of(card: Card, weights: str, report: ReportRecord, arm: str = "") -> str:
    """Return the arm of the report that a product is.

    A product is an arm if one of its training runs has the same intervention, settings, seed and base, and the same
    weights where both are recorded.

    Args:
        card: What the product says of itself.
        weights: Its `product_digest`.
        report: The report.
        arm: Needed where two arms match; checked where it is given.

    Raises:
        UnknownName: The report has no such arm.
        BadArgument: The product is not that arm, or no arm; the text says what differs. Or it is several arms.
    """
    names = [reported.name for reported in report.arms]
    if arm and arm not in names:
        raise UnknownName.among("arm", arm, names, f"the report of {report.name}")
    differences = {
        reported.name: [list(_differences(card, weights, run)) for run in reported.products] for reported in report.arms
    }
    matching = [name for name, of_runs in differences.items() if [] in of_runs]
    if arm in matching or (not arm and len(matching) == 1):
        return arm or matching[0]
    if matching and not arm:
        raise BadArgument(f"several arms of {report.name} are this product. Give --arm, one of: {', '.join(matching)}.")
    raise BadArgument(_refusal(report, differences, arm, matching))


def _refusal(report: ReportRecord, runs: Mapping[str, list[list[str]]], arm: str, matching: list[str]) -> str:
    if not any(runs.values()):
        return (
            f"the report of {report.name} does not say which products its arms are: an older version wrote it, or no "
            "arm was trained. Run its study again with the same folder; finished cells are kept."
        )
    if arm and not runs[arm]:
        return f"the arm {arm} of {report.name} has no product of its own: nothing was trained for it. {_known(runs)}"
    candidates = {arm: runs[arm]} if arm else runs
    name, differences = min(
        ((name, run) for name, of_runs in candidates.items() for run in of_runs),
        key=lambda named: (named[1][0].startswith("intervention"), len(named[1])),
    )
    listed = "; ".join(differences[:_SHOWN])
    more = f"; and {len(differences) - _SHOWN} more" if len(differences) > _SHOWN else ""
    head = f"the product is not the arm {arm}" if arm else f"the product is no arm; the nearest is {name}"
    tail = f" It is the arm {', '.join(matching)}." if matching else " Give the report of the study that made it."
    return f"{head} of {report.name}: {listed}{more}.{tail}"


def _known(runs: Mapping[str, list[list[str]]]) -> str:
    return f"Arms with products: {', '.join(name for name, of_runs in runs.items() if of_runs)}."


def _differences(card: Card, weights: str, run: ArmProduct) -> Iterator[str]:
    """Yield what differs between a product and a training run, each as "what: here, there"."""
    for what, mine, its in (
        ("intervention", card.intervention, run.intervention),
        ("seed", card.seed, run.seed),
        ("base", card.base_digest or "not recorded", run.base_digest or "not recorded in the report"),
    ):
        if mine != its:
            yield f"{what} {_word(mine)} here, {_word(its)} there"
    if card.intervention == run.intervention:
        yield from _settings(card.settings, run.settings)
    if weights and run.weights and weights != run.weights:
        yield f"weights {weights} here, {run.weights} there"


def _settings(mine: Any, its: Any, path: str = "") -> Iterator[str]:
    if isinstance(mine, dict) and isinstance(its, dict):
        for key in dict.fromkeys([*mine, *its]):
            yield from _settings(mine.get(key), its.get(key), f"{path}.{key}" if path else key)
    elif mine != its:
        yield f"setting {path} {_word(mine)} here, {_word(its)} there"


def _word(value: Any) -> str:
    return "none" if value in (None, "") else str(value)
