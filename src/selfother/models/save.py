"""Products on disk: a model of its own, or an adapter that knows its base."""

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from selfother.errors import BadArgument, NoSpace
from selfother.models.language_model import LanguageModel
from selfother.models.load import ABOUT_FILE
from selfother.models.weights import merged_copy

__all__ = ["save_adapter", "save_model"]


def save_model(model: LanguageModel, folder: Path, *, about: Mapping[str, Any] | None = None) -> Path:
    """Write a model as a folder of its own: merged weights as safetensors, tokenizer, `selfother.json`.

    The folder appears at once, by a rename, when everything in it is written.

    Args:
        model: What to write; it keeps its adapter.
        folder: Must not exist yet.
        about: What made it: base_digest, intervention, settings, seed.

    Returns:
        The folder; `load_model(str(folder))` reads it.

    Raises:
        BadArgument: The folder exists.
        NoSpace: The disk is full.
    """
    network = merged_copy(model.network)
    return _write(folder, about, lambda place: (network.save_pretrained(place), model.tokenizer.save_pretrained(place)))


def save_adapter(model: LanguageModel, folder: Path, *, base: LanguageModel, about: Mapping[str, Any]) -> Path:
    """Write the adapter of a model, with the digest of the base that it was made on.

    Args:
        model: Carries the adapter (its network is a `PeftModel`).
        folder: Must not exist yet.
        base: The model that the adapter goes onto.
        about: What made it: intervention, settings, seed.

    Returns:
        The folder; `load_adapter(base, folder)` reads it.

    Raises:
        BadArgument: The folder exists, or the model carries no adapter.
        NoSpace: The disk is full.
    """
    if not hasattr(model.network, "peft_config"):
        raise BadArgument(f"{model.name} carries no adapter. Write it with save_model.")
    return _write(folder, {"base_digest": base.weights_digest, **about}, model.network.save_pretrained)


def _write(folder: Path, about: Mapping[str, Any] | None, write: Any) -> Path:
    folder = Path(folder)
    if folder.exists():
        raise BadArgument(f"{folder} exists already. Name a folder that does not, or remove it.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        write(scratch)
        (scratch / ABOUT_FILE).write_text(json.dumps(dict(about or {}), indent=2, default=str) + "\n")
        scratch.chmod(0o755)  # mkdtemp makes it private
        os.rename(scratch, folder)
    except Exception as error:
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error):
            raise NoSpace(f"the disk of {folder.parent} is full. Make room and run the same command again.") from error
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder
