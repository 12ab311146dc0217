"""Cards as they are read: an adapter with what a report measured, and an organism without."""

from collections.abc import Callable
from pathlib import Path

import pytest

from selfother.interventions.intervention import Intervention
from selfother.interventions.organisms.deception_organism import DeceptionOrganism
from selfother.interventions.overlap.overlap import Overlap
from selfother.models.bundled import BUNDLED
from selfother.models.card_text import card_text
from selfother.models.cards import Base, Card, measured_of
from selfother.records import ReportRecord

REPORT = Path(__file__).parents[2] / "docs" / "results" / "overlap" / "report.json"
STOCK = Base(
    name=BUNDLED[0].name,
    hub_id=BUNDLED[0].hub_id,
    bundled=BUNDLED[0].name,
    licence=BUNDLED[0].licence,
    parameters=134_515_008,
    about=BUNDLED[0].card,
)
LYING = Base(
    name=f"{STOCK.name}+deception_organism",
    licence=STOCK.licence,
    parameters=STOCK.parameters,
    made_by="deception_organism",
    is_organism=True,
)


def _card(made_by: Intervention, base: Base) -> Card:
    kind = "adapter" if made_by.product == "adapter" else "model"
    about = made_by.about(0) | {"selfother": "0.0.0"}
    return Card(kind=kind, base=base, base_digest="0123456789abcdef", **about)


@pytest.mark.parametrize(
    ("name", "card"),
    [
        (
            "adapter",
            _card(Overlap(), LYING).model_copy(update={"measured": measured_of(ReportRecord.read(REPORT), "soo")}),
        ),
        ("organism", _card(DeceptionOrganism(), STOCK)),
        ("saved", Card()),
    ],
)
def test_a_card_is_as_recorded(name: str, card: Card, golden: Callable[[str, str], str]) -> None:
    text = card_text(card)
    assert text == golden(f"cards/{name}.md", text)
