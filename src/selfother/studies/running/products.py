"""What a run leaves behind besides numbers: the models it made, each with the word that loads it again."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from selfother.studies.declaring.cells import Layout, Link
from selfother.studies.declaring.made import Made
from selfother.studies.running.store import RunFolder, write_atomically

__all__ = ["MadeModel", "write_models"]


@dataclass(frozen=True)
class MadeModel:
    """One model of a run.

    Attributes:
        arm: Its arm.
        subject: Kind of subject that it was made from; empty for the base.
        subject_seed: Root seed of that subject.
        seed: Training seed.
        word: What `selfother probe ... --model` and `load_model` take.
    """

    arm: str
    subject: str
    subject_seed: int
    seed: int
    word: str


def write_models(layout: Layout, folder: Path) -> list[MadeModel]:
    """Write `models.json` into a run folder: every trained model that stands there, with its word.

    Arms that only wrap a model (a prompt, a direction) have no word, nor have two adapters on one another: they are
    made again by the study.
    """
    store = RunFolder(folder)
    models = [
        MadeModel(arm, replicate.kind, replicate.subject_seed, replicate.seed, word)
        for (arm, replicate), stack in layout.stacks.items()
        if stack.links and (word := _word(stack.base.word, layout.chain(arm, replicate), store)) is not None
    ]
    write_atomically(folder / "models.json", json.dumps([asdict(model) for model in models], indent=1))
    return models


def _word(base: str, chain: list[tuple[Link, Made]], store: RunFolder) -> str | None:
    from selfother.models.words import split_word

    word = base
    for link, made in chain:
        if link.train is None or not store.has_product(link.train.key):
            return None
        path = str(store.product_path(link.train.key))
        if made.thing.product == "model":
            word = path
        elif split_word(word)[1]:
            return None
        else:
            word = f"{word}+{path}"
    return word
