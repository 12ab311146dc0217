"""Write the card of a product: what it is, how to load it, what a report measured on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from selfother.cli._app import make_app

if TYPE_CHECKING:
    from selfother.models.cards import Card

__all__ = ["app"]

app = make_app()


@app.command()
def card(
    folder: Annotated[
        Path, typer.Argument(help="Folder of a product: from `selfother train`, or products/KEY of a run.")
    ],
    report: Annotated[
        Path | None, typer.Option(help="A report.json whose rates and verdict are added to the card.")
    ] = None,
    arm: Annotated[str, typer.Option(help="The report's arm, if several arms match this product.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Write the README.md of a product again, with what a report measured on it.

    The command finds the arm by what made the product, its base and its weights. It refuses any other product.

    Example: selfother card soo --report runs/first_light/report.json
    """
    import json

    from selfother.errors import BadArgument
    from selfother.models.card_arms import arm_of, product_digest
    from selfother.models.cards import add_measured, measured_of, read_card, write_card
    from selfother.records import ReportRecord

    card = read_card(folder)
    if report is None:
        if arm:
            raise BadArgument(f"--arm {arm} names an arm of no report. Give --report report.json too.")
        path = write_card(folder)
    else:
        if not report.is_file():
            raise BadArgument(f"no file {report}. Give the report.json of a finished run.")
        record = ReportRecord.read(report)
        chosen = arm_of(_with_defaults(card), product_digest(folder), record, arm)
        path = add_measured(folder, measured_of(record, chosen), about=_known_today(card))
    print(json.dumps({"card": str(path), "kind": card.kind}) if as_json else path)


def _with_defaults(card: "Card") -> "Card":
    """What a product says of itself, with the defaults of settings that an older version did not have."""
    made_by = _made_by(card)
    return card if made_by is None else card.model_copy(update={"settings": made_by.model_dump(mode="json")})


def _made_by(card: "Card") -> Any:
    """The intervention; None where it is of a file or plugin that is not here, or of another version."""
    from selfother import catalogue
    from selfother.errors import SelfOtherError

    try:
        return catalogue.build("interventions", card.intervention, card.settings) if card.intervention else None
    except SelfOtherError:
        return None


def _known_today(card: "Card") -> dict[str, Any]:
    """What the intervention says of its products, for one that an older version made."""
    made_by = None if card.title else _made_by(card)
    if made_by is None:
        return {}
    about: dict[str, Any] = made_by.about(card.seed or 0)
    return {key: about[key] for key in ("title", "note", "controls", "is_organism")}
