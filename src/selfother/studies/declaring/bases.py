"""The model that arms start from: its digest without loading it, and the model itself.

A base is a word of `selfother.models` (a bundled name, a hub id, a local directory), or `file.py:function`: a function
without arguments that returns a model, whose digest is then the file's.
"""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, cast

from selfother.errors import BadArgument, MissingModel
from selfother.own_files import digest_of_file, load_at

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["base_digest", "count_layers", "count_parameters", "load_base", "resolve_dtype"]


def base_digest(word: str) -> str:
    """Return what names the weights of a base, without loading them.

    Raises:
        MissingModel: No such model on this machine.
    """
    if ".py:" in word:
        file, _, name = word.rpartition(".py:")
        try:
            return str(digest_of_file(Path(f"{file}.py"), name))[:16]
        except BadArgument as error:
            raise MissingModel(f"{error} A base is ./file.py:function.") from error
    from selfother.models.digests import digest_of

    return digest_of(word)


def load_base(word: str, dtype: str) -> "LanguageModel":
    """Return the base model, in the given dtype."""
    if ".py:" in word:
        file, _, name = word.rpartition(".py:")
        return cast("LanguageModel", load_at(Path(f"{file}.py"), name)())
    from selfother.models.load import load_model

    return load_model(word, dtype=dtype)  # type: ignore[arg-type]


def resolve_dtype(word: str, dtype: str) -> str:
    """Return the dtype that "auto" means on this machine."""
    if ".py:" in word or dtype != "auto":
        return dtype
    from selfother.models.digests import default_dtype

    return default_dtype()


def count_parameters(word: str) -> int | None:
    """Return how many weights a base has, read from the headers of its safetensors files; None where there are none."""
    if ".py:" in word:
        return None
    counts = [_weights_in(file) for file in sorted(_folder(word).glob("*.safetensors"))]
    return sum(counts) or None


def count_layers(word: str) -> int | None:
    """Return how many layers a base has, read from its config.json; None where that does not say.

    Raises:
        MissingModel: No such model on this machine.
    """
    if ".py:" in word:
        return None
    file = _folder(word) / "config.json"
    said = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    said = said.get("text_config", said)
    found = said.get("num_hidden_layers", said.get("n_layer"))
    return int(found) if found else None


def _folder(word: str) -> Path:
    """Return the directory of the base weights; an adapter behind a `+` is left out."""
    from selfother.models.load import find_weights, split_word

    return find_weights(split_word(word)[0])[0]


def _weights_in(file: Path) -> int:
    with file.open("rb") as handle:
        header = json.loads(handle.read(int.from_bytes(handle.read(8), "little")))
    return sum(math.prod(entry["shape"]) for name, entry in header.items() if name != "__metadata__")
