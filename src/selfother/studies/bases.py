"""The model that arms start from: its digest without loading it, and the model itself.

A base is a word of `selfother.models` (a bundled name, a hub id, a local directory), or `file.py:function`: a function
without arguments that returns a model, whose digest is then the file's.
"""

from typing import TYPE_CHECKING, cast

from selfother.catalogue import Entry
from selfother.errors import MissingModel
from selfother.studies.parts import source_digest

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["base_digest", "load_base", "resolve_dtype"]


def base_digest(word: str) -> str:
    """Return what names the weights of a base, without loading them.

    Raises:
        MissingModel: No such model on this machine.
    """
    if ".py:" in word:
        try:
            return source_digest(word)[:16]
        except FileNotFoundError:
            raise MissingModel(f"model.base: no file behind {word!r}. Give ./file.py:function.") from None
    from selfother.models.digests import digest_of

    return digest_of(word)


def load_base(word: str, dtype: str) -> "LanguageModel":
    """Return the base model, in the given dtype."""
    if ".py:" in word:
        return cast("LanguageModel", Entry("interventions", word, "", word).load()())
    from selfother.models.load import load_model

    return load_model(word, dtype=dtype)  # type: ignore[arg-type]


def resolve_dtype(word: str, dtype: str) -> str:
    """Return the dtype that "auto" means on this machine."""
    if ".py:" in word or dtype != "auto":
        return dtype
    from selfother.models.digests import default_dtype

    return default_dtype()
