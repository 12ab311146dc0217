"""Activations as a file for other tools: safetensors, with what was asked in its metadata.

    activations   float32 [layers, prompts, hidden]       reference   the same for a second model, where one is given
    layers        int64 [layers], indices from 0

The metadata are texts (safetensors knows no other): `format`, `schema_number`, `site`, `position`, `model`,
`model_digest`, `reference`, `reference_digest`, and `prompts`, a JSON list with one object for each prompt in order:
item, family, cluster, addressee, prompt (as the model read it), truth, untruth.
"""

import errno
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument, BrokenRecord, NoSpace
from selfother.probes.inside.layers import chosen_layers, prompt_text
from selfother.scenarios.located_object import Addressee, Situation

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["ActivationFile", "check_activation_path", "export_activations", "read_activations"]

_FORMAT, _SCHEMA_NUMBER = "selfother activations", "1"
_POSITION = "last token of the answer's beginning"


@dataclass(frozen=True)
class ActivationFile:
    """What a file of activations holds.

    Attributes:
        activations: float32 [layers, prompts, hidden].
        reference: The same for the reference, None without one.
        layers: Indices from 0, in the order of the first axis.
        prompts: One a prompt, in the order of the second axis: item, family, cluster, addressee, prompt, truth,
            untruth.
        about: The other metadata: site, position, model, model_digest, reference, reference_digest, ...
    """

    activations: NDArray[np.float32]
    reference: NDArray[np.float32] | None
    layers: tuple[int, ...]
    prompts: list[dict[str, str]]
    about: dict[str, str]


def export_activations(
    model: "LanguageModel",
    path: Path | str,
    asked: Sequence[tuple[Situation, Addressee]],
    *,
    reference: "LanguageModel | None" = None,
    layers: Sequence[int | float] | None = None,
    site: Literal["residual", "o_proj", "mlp"] = "residual",
) -> Path:
    """Write a model's activations at the last token of the answer's beginning, just before the place is named.

    Args:
        model: The model; one forward pass a prompt reads all layers.
        path: A new file that ends in .safetensors.
        asked: Situations and who asks, one a prompt.
        reference: A second model that is asked the same.
        layers: Indices from 0, negative ones from the end, or shares of the depth; None: all.
        site: "residual" (a layer's output), "o_proj" (its attention's), or "mlp".

    Returns:
        The path; `read_activations` reads it, and so does every reader of safetensors.

    Raises:
        BadArgument: No prompt, no such layer, a path that exists or has another ending.
        NoSpace: The disk is full; no file is left half written.
        UnsupportedModel: The architecture has no such site.
    """
    path = Path(path)
    check_activation_path(path)
    if not asked:
        raise BadArgument("activations need at least one prompt; got none. Give (situation, addressee) pairs.")
    chosen = chosen_layers(model, "all" if layers is None else tuple(layers))
    tensors = {
        "activations": _read(model, asked, chosen, site),
        "layers": np.array(chosen, dtype=np.int64),
    }
    about = {
        "format": _FORMAT,
        "schema_number": _SCHEMA_NUMBER,
        "site": site,
        "position": _POSITION,
        "model": model.name,
        "model_digest": model.digest,
        "prompts": json.dumps([_said(model, one, who) for one, who in asked]),
    }
    if reference is not None:
        tensors["reference"] = _read(reference, asked, chosen, site)
        about |= {"reference": reference.name, "reference_digest": reference.digest}
    _write(path, tensors, about)
    return path


def read_activations(path: Path | str) -> ActivationFile:
    """Read a file of activations back.

    Raises:
        BrokenRecord: No file there, or not one that `export_activations` wrote.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(path), "np") as file:
            about = dict(file.metadata() or {})
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  (not a mapping)
    except (OSError, SafetensorError) as error:
        raise BrokenRecord(f"{path} cannot be read as safetensors: {error}. Export it again.") from error
    if about.pop("format", "") != _FORMAT or about.pop("schema_number", "") != _SCHEMA_NUMBER:
        raise BrokenRecord(
            f"{path} is no file of activations that this version writes. Make one with: selfother activations"
        )
    return ActivationFile(
        activations=tensors["activations"],
        reference=tensors.get("reference"),
        layers=tuple(int(layer) for layer in tensors["layers"]),
        prompts=json.loads(about.pop("prompts")),
        about=about,
    )


def check_activation_path(path: Path) -> None:
    """Check where a file of activations is to go, before a model is loaded.

    Raises:
        BadArgument: Another ending, a file that exists, or a folder that does not.
    """
    if path.suffix != ".safetensors":
        raise BadArgument(f"activations are written as .safetensors; got {str(path)!r}. Give a name with that ending.")
    if path.exists():
        raise BadArgument(f"{path} exists already. Name a file that does not, or remove it.")
    if not path.parent.is_dir():
        raise BadArgument(f"{str(path)!r}: the folder {str(path.parent)!r} does not exist. Make it first.")


def _read(
    model: "LanguageModel",
    asked: Sequence[tuple[Situation, Addressee]],
    layers: list[int],
    site: Literal["residual", "o_proj", "mlp"],
) -> NDArray[np.float32]:
    from selfother.models.activations import last_token_layers

    rows = [model.encode(prompt_text(model, one, who)) for one, who in asked]
    return last_token_layers(model, rows, layers=layers, site=site).numpy()


def _said(model: "LanguageModel", one: Situation, who: Addressee) -> dict[str, str]:
    return {
        "item": one.item,
        "family": one.family,
        "cluster": one.cluster,
        "addressee": who,
        "prompt": prompt_text(model, one, who),
        "truth": one.truth(who),
        "untruth": one.untruth(who),
    }


def _write(path: Path, tensors: dict[str, Any], about: dict[str, str]) -> None:
    from safetensors.numpy import save

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(save({name: np.ascontiguousarray(one) for name, one in tensors.items()}, metadata=about))
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoSpace(f"the disk of {path.parent} is full. Make room and run the same command again.") from error
        raise
