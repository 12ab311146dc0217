"""Products on disk: a model of its own, or an adapter that knows its base; each with a card of what it is."""

import copy
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from selfother.errors import BadArgument, NoSpace
from selfother.models.cards import base_of, write_card
from selfother.models.language_model import LanguageModel
from selfother.models.weight_files import ABOUT_FILE
from selfother.models.weights import merged_copy

__all__ = ["save_adapter", "save_model"]


def save_model(
    model: LanguageModel, folder: Path, *, base: LanguageModel | None = None, about: Mapping[str, Any] | None = None
) -> Path:
    """Write a model as a folder of its own: merged weights as safetensors, tokenizer, `selfother.json`, a card.

    The folder appears at once, by a rename, when everything in it is written.

    Args:
        model: What to write; it keeps its adapter.
        folder: Must not exist yet.
        base: The model that it was made of, where it was made of one.
        about: What made it: intervention, settings, seed (`Intervention.about`).

    Returns:
        The folder; `load_model(str(folder))` reads it.

    Raises:
        BadArgument: The folder exists.
        NoSpace: The disk is full.
    """
    network: Any = merged_copy(model.network)  # a model of transformers
    tokenizer = model.tokenizer
    if model.template is not None:  # the product is prompted as it was made
        tokenizer = copy.copy(tokenizer)
        tokenizer.chat_template = model.template
    return _write(folder, base, about, lambda place: (network.save_pretrained(place), tokenizer.save_pretrained(place)))


def save_adapter(model: LanguageModel, folder: Path, *, base: LanguageModel, about: Mapping[str, Any]) -> Path:
    """Write the adapter of a model, with the digest of the base that it was made on, and a card.

    Args:
        model: Carries the adapter (its network is a `PeftModel`).
        folder: Must not exist yet.
        base: The model that the adapter goes onto.
        about: What made it: intervention, settings, seed (`Intervention.about`).

    Returns:
        The folder; `load_adapter(base, folder)` reads it.

    Raises:
        BadArgument: The folder exists, or the model carries no adapter.
        NoSpace: The disk is full.
    """
    if not hasattr(model.network, "peft_config"):
        raise BadArgument(f"{model.name} carries no adapter. Write it with save_model.")
    return _write(folder, base, about, model.network.save_pretrained)


def _write(folder: Path, base: LanguageModel | None, about: Mapping[str, Any] | None, write: Any) -> Path:
    folder = Path(folder)
    if folder.exists():
        raise BadArgument(f"{folder} exists already. Name a folder that does not, or remove it.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        write(scratch)
        said = {"base_digest": base.weights_digest, "base": base_of(base).model_dump(mode="json")} if base else {}
        (scratch / ABOUT_FILE).write_text(json.dumps({**said, **(about or {})}, indent=2, default=str) + "\n")
        write_card(scratch)  # in place of PEFT's, which names a path of this machine
        scratch.chmod(0o755)  # mkdtemp makes it private
        os.rename(scratch, folder)
    except Exception as error:
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error):
            raise NoSpace(f"the disk of {folder.parent} is full. Make room and run the same command again.") from error
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder
