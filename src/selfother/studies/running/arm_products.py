"""Which products the arms of a report are, so that a product found anywhere can be matched to its arm."""

from collections.abc import Mapping

from selfother.records import ArmProduct, ArmRecord, CellRecord
from selfother.studies.declaring.bases import Base
from selfother.studies.declaring.cells import Layout, Link
from selfother.studies.declaring.made import Made
from selfother.studies.running.store import RunFolder

__all__ = ["with_products"]


def with_products(
    arms: list[ArmRecord], layout: Layout, records: Mapping[str, CellRecord], store: RunFolder
) -> list[ArmRecord]:
    """The arms, each with the product of every training run; one that ends in a wrapper has none of its own."""
    products: dict[str, list[ArmProduct]] = {}
    for (arm, replicate), stack in layout.stacks.items():
        chain = layout.chain(arm, replicate)
        if chain and (train := chain[-1][0].train) is not None and train.key in records:
            *before, (link, made) = chain
            product = ArmProduct(
                subject=replicate.kind,
                intervention=made.thing.word,
                settings=made.settings,
                seed=link.seed,
                base_digest=records[train.key].facts.get("base_digest", "")
                or _base_digest(stack.base, before, records, store),
                weights=_weights(train.key, records, store),
                key=train.key,
            )
            products.setdefault(arm, []).append(product)
    return [arm.model_copy(update={"products": products.get(arm.name, [])}) for arm in arms]


def _base_digest(
    base: Base, before: list[tuple[Link, Made]], records: Mapping[str, CellRecord], store: RunFolder
) -> str:
    """The digest of the weights that a product goes onto, where its training did not record it; or empty."""
    trained = [(made, link.train.key) for link, made in before if link.train is not None]
    if not trained:
        return "" if ".py:" in base.word or "+" in base.word else base.digest
    last, key = trained[-1]
    if last.thing.product == "model":  # a folder that is loaded as a model of its own
        return _weights(key, records, store)
    return records[key].facts.get("digest", "") if key in records else ""


def _weights(key: str, records: Mapping[str, CellRecord], store: RunFolder) -> str:
    """The digest of a product's weights: as its training recorded it, else from the folder where it stands."""
    recorded = records[key].facts.get("weights", "") if key in records else ""
    if recorded or not store.has_product(key):
        return recorded
    from selfother.models.card_arms import product_digest

    return product_digest(store.product_path(key))
