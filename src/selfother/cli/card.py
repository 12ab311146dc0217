"""Write the card of a product: what it is, how to load it, what a report measured on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from selfother.models.cards import Card

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def card(
    folder: Annotated[Path, typer.Argument(help="A product: what `selfother train` wrote, or products/KEY of a run.")],
    report: Annotated[Path | None, typer.Option(help="A report.json whose rates and verdict are added.")] = None,
    arm: Annotated[str, typer.Option(help="The report's arm that this product is; default: as its run recorded.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a product's README.md again, with what a report measured on it.

    Example: selfother card soo --report runs/first_light/report.json --arm soo
    """
    import json

    from selfother.errors import BadArgument
    from selfother.models.cards import add_measured, measured_of, read_card, write_card
    from selfother.records import ReportRecord

    said = read_card(folder)
    if report is None:
        if arm:
            raise BadArgument(f"--arm {arm} names an arm of no report. Give --report report.json too.")
        path = write_card(folder)
    else:
        if not report.is_file():
            raise BadArgument(f"no file {report}. Give the report.json of a finished run.")
        found = ReportRecord.read(report)
        chosen = arm or _recorded_arm(folder, found)
        path = add_measured(folder, measured_of(found, chosen), about=_known_today(said))
    print(json.dumps({"card": str(path), "kind": said.kind}) if as_json else path)


def _recorded_arm(folder: Path, report: Any) -> str:
    """Return the arm of the report for which the run of this product made it."""
    from selfother.errors import BadArgument
    from selfother.records import CellRecord

    place = folder.resolve()
    cell = place.parent.parent / "cells" / f"{place.name}.json"
    if place.parent.name == "products" and cell.is_file():
        trained = CellRecord.read(cell).arm
        names = [one.name for one in report.arms if one.name == trained or (one.role == trained == "subject")]
        if len(names) == 1:
            return str(names[0])
    arms = ", ".join(one.name for one in report.arms)
    raise BadArgument(f"{folder} does not say which arm of {report.name} it is. Give --arm, one of: {arms}.")


def _known_today(card: "Card") -> dict[str, Any]:
    """Return what the intervention says of its products, for one that an older version made."""
    from selfother import catalogue
    from selfother.errors import SelfOtherError

    if card.title or not card.intervention:
        return {}
    try:
        made_by = catalogue.build("interventions", card.intervention, card.settings)
    except SelfOtherError:  # an intervention of a file or a plugin that is not here, or settings of another version
        return {}
    about: dict[str, Any] = made_by.about(card.seed or 0)
    return {key: about[key] for key in ("title", "note", "controls", "is_organism")}
