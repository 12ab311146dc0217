"""Which products the arms of a report are, so that a product found anywhere can be matched to its arm."""

from collections.abc import Mapping
from typing import Any

from selfother.catalogue import build
from selfother.records import ArmProduct, ArmRecord, CellRecord
from selfother.studies.declaring.cells import Layout, Link, Stack
from selfother.studies.declaring.parts import short_name
from selfother.studies.running.store import RunFolder

__all__ = ["with_products"]


def with_products(
    arms: list[ArmRecord], layout: Layout, records: Mapping[str, CellRecord], store: RunFolder
) -> list[ArmRecord]:
    """Return the arms, each with the product of every training run; one that ends in a wrapper has none of its own."""
    found: dict[str, list[ArmProduct]] = {}
    for (arm, replicate), stack in layout.stacks.items():
        chain = [*stack.start, *stack.links]
        if chain and (train := chain[-1].train) is not None and train.key in records:
            *before, link = chain
            made_by = _made_by(link)
            product = ArmProduct(
                subject=replicate.kind,
                intervention=str(getattr(made_by, "word", short_name(link.part.name))),
                settings=made_by.model_dump(mode="json"),
                seed=link.seed,
                base_digest=records[train.key].facts.get("base_digest", "")
                or _base_digest(stack, before, records, store),
                weights=_weights(train.key, records, store),
                key=train.key,
            )
            found.setdefault(arm, []).append(product)
    return [arm.model_copy(update={"products": found.get(arm.name, [])}) for arm in arms]


def _made_by(link: Link) -> Any:
    """Return the intervention of a link."""
    return build("interventions", link.part.name, link.part.settings)


def _base_digest(stack: Stack, before: list[Link], records: Mapping[str, CellRecord], store: RunFolder) -> str:
    """Return the digest of the weights that a product goes onto, where its training did not record it; or empty."""
    trained = [(link, link.train.key) for link in before if link.train is not None]
    if not trained:
        return "" if ".py:" in stack.base.word or "+" in stack.base.word else stack.base.digest
    last, key = trained[-1]
    if _made_by(last).product == "model":  # a folder that is loaded as a model of its own
        return _weights(key, records, store)
    return records[key].facts.get("digest", "") if key in records else ""


def _weights(key: str, records: Mapping[str, CellRecord], store: RunFolder) -> str:
    """Return the digest of a product's weights: as its training recorded it, else from the folder where it stands."""
    recorded = records[key].facts.get("weights", "") if key in records else ""
    if recorded or not store.has_product(key):
        return recorded
    from selfother.models.card_arms import product_digest

    return product_digest(store.product_path(key))
