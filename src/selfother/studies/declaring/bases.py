"""The model that arms start from: its digest without loading it, and the model itself.

A base is a word of `selfother.models` (a bundled name, a hub id, a local directory), or `file.py:function`: a function
without arguments that returns a model, whose digest is then the file's. Or it is `PROVIDER/MODEL` of Inspect, by the
rule of `selfother.probes.inspect.provider`: such a model is asked and not loaded, has no digest, and is the same
model where its word and its arguments are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from selfother.errors import BadArgument, BadStudy, MissingModel
from selfother.own_files import digest_of_file, load_at

if TYPE_CHECKING:
    from selfother.models.asked_model import AskedModel
    from selfother.models.language_model import LanguageModel

__all__ = ["UNPINNED", "Base", "base_digest", "count_layers", "find_base", "load_base"]

UNPINNED = "named, not pinned by content"
"""What is said of a provider's model, which has no digest."""

_NOT_ARGUMENTS = {"config", "default", "memoize", "model", "required", "role"}
"""What Inspect's `get_model` takes beside a provider's own arguments."""


@dataclass(frozen=True)
class Base:
    """A model that arms start from.

    Attributes:
        word: As the study names it.
        digest: Of its weights; empty for a provider's model, which has none.
        dtype: Of its weights; empty for a provider's model.
        provider: Inspect's provider that answers for it; empty for a model that is loaded here.
        args: Model arguments of the provider.
    """

    word: str
    digest: str = ""
    dtype: str = ""
    provider: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str | dict[str, Any]:
        """What stands for the model in the key of a cell: its digest, or what a provider is asked for."""
        return {"asked": self.word, "args": dict(self.args)} if self.provider else self.digest

    @property
    def label(self) -> str:
        """The model as reports name it: its word, with the arguments that a provider gets."""
        settings = ", ".join(f"{name}={value}" for name, value in self.args.items())
        return f"{self.word} ({settings})" if settings else self.word


def find_base(word: str, dtype: str, args: Mapping[str, Any]) -> Base:
    """What a word means on this machine; nothing is loaded, and nothing is asked.

    Args:
        word: As the study names it.
        dtype: Of the weights; "auto" is resolved.
        args: Model arguments of a provider.

    Raises:
        MissingModel: No such model on this machine, and no provider of that name.
        BadStudy: Arguments for a model that is loaded here, or arguments that may not stand in a study.
    """
    from selfother.probes.inspect.provider import provider_of

    if ".py:" not in word and (provider := provider_of(word)):
        _check_arguments(args)
        return Base(word, provider=provider, args=dict(args))
    if args:
        raise BadStudy(
            f"args ({', '.join(args)}) are for a provider of Inspect, and {word} is a model that is loaded here. "
            "Leave args out."
        )
    return Base(word, base_digest(word), resolve_dtype(word, dtype))


def _check_arguments(args: Mapping[str, Any]) -> None:
    """Raise where an argument is a secret, or is none of the provider."""
    if secret := [name for name in args if "key" in name.lower() or "token" in name.lower().split("_")]:
        raise BadStudy(
            f"args: {secret[0]} looks like a secret, and a study's arguments are written into its run folder and "
            "report. Leave it out and set the provider's environment variable (OPENAI_API_KEY, ...)."
        )
    if known := sorted(_NOT_ARGUMENTS & args.keys()):
        raise BadStudy(f"args: {known[0]} is no argument of a provider. Give those that Inspect takes behind -M.")


def base_digest(word: str) -> str:
    """What names the weights of a base, without loading them.

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


def load_base(base: Base) -> "LanguageModel | AskedModel":
    """The base model; one of a provider is opened by the first task that asks it."""
    word = base.word
    if base.provider:
        from selfother.models.asked_model import AskedModel

        return AskedModel(word, word, base.args)
    if ".py:" in word:
        file, _, name = word.rpartition(".py:")
        return cast("LanguageModel", load_at(Path(f"{file}.py"), name)())
    from selfother.models.load import load_model

    return load_model(word, dtype=base.dtype)  # type: ignore[arg-type]


def resolve_dtype(word: str, dtype: str) -> str:
    """The dtype that "auto" means on this machine."""
    if ".py:" in word or dtype != "auto":
        return dtype
    from selfother.models.digests import default_dtype

    return default_dtype()


def count_layers(word: str) -> int | None:
    """How many layers a base has, read from its config.json; None where that does not say.

    Raises:
        MissingModel: No such model on this machine.
    """
    if ".py:" in word:
        return None
    from selfother.models import depth

    return depth.count_layers(word)
