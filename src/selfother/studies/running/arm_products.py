"""Which products the arms of a report are, so that a product found anywhere can be matched to its arm."""

from collections.abc import Mapping

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
            link, before = chain[-1], chain[:-1]
            product = ArmProduct(
                subject=replicate.kind,
                intervention=_word(link),
                settings=build("interventions", link.part.name, link.part.settings).model_dump(mode="json"),
                seed=link.seed,
                base_digest=records[train.key].facts.get("base_digest", "")
                or _base_digest(stack, before, records, store),
                weights=_weights(train.key, records, store),
                key=train.key,
            )
            found.setdefault(arm, []).append(product)
    return [one.model_copy(update={"products": found.get(one.name, [])}) for one in arms]


def _word(link: Link) -> str:
    """Return the intervention as its products name it."""
    return str(getattr(build("interventions", link.part.name, link.part.settings), "word", short_name(link.part.name)))


def _base_digest(stack: Stack, before: list[Link], records: Mapping[str, CellRecord], store: RunFolder) -> str:
    """Return the digest of the weights that a product goes onto, where its training did not record it; or empty."""
    trained = [link.train for link in before if link.train is not None]
    if not trained:
        return "" if ".py:" in stack.base.word or "+" in stack.base.word else stack.base.digest
    last = trained[-1]
    if _makes_a_model(before, last.key):
        return _weights(last.key, records, store)
    return records[last.key].facts.get("digest", "") if last.key in records else ""


def _makes_a_model(links: list[Link], key: str) -> bool:
    """Return whether a training's product is a folder that is loaded as a model of its own."""
    link = next(link for link in links if link.train is not None and link.train.key == key)
    return bool(build("interventions", link.part.name, link.part.settings).product == "model")


def _weights(key: str, records: Mapping[str, CellRecord], store: RunFolder) -> str:
    """Return the digest of a product's weights: as its training recorded it, else from the folder where it stands."""
    recorded = records[key].facts.get("weights", "") if key in records else ""
    if recorded or not store.has_product(key):
        return recorded
    from selfother.models.card_arms import product_digest

    return product_digest(store.product_path(key))
