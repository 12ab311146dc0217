"""What a model is, in 16 hex digits: base weights, adapter and system message.

The digest names cells and Inspect's cache entries, so two adapters of one base are never served each other's answers.
A folder's digest costs a hash of its weights once; a sidecar in the cache, keyed by size and time, answers later.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.models.bundled import cache_folder

if TYPE_CHECKING:
    from torch import nn

__all__ = ["adapter_digest", "folder_digest"]


def folder_digest(folder: Path) -> str:
    """Return the digest of a folder's weights: sha256 over its safetensors files and its config.json.

    Returns:
        16 hex digits.
    """
    files = [*sorted(folder.glob("*.safetensors")), folder / "config.json"]
    stamp = [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files if file.is_file()]
    sidecar = cache_folder() / "digests" / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}.json"
    try:
        known = json.loads(sidecar.read_text())
        if known["stamp"] == stamp:
            return str(known["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no sidecar yet, or a broken one: the hash is what counts
    whole = hashlib.sha256()
    for name, _, _ in stamp:
        with (folder / str(name)).open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    digest = whole.hexdigest()[:16]
    _remember(sidecar, {"stamp": stamp, "digest": digest})
    return digest


def adapter_digest(network: "nn.Module", base_digest: str) -> str:
    """Return the digest of a base with the adapter that a `PeftModel` carries.

    Hashes the adapter's tensors as float32 with the settings that scale them, so the same adapter has the same digest
    in memory and read back from disk.

    Args:
        network: A `PeftModel`.
        base_digest: Digest of the weights below the adapter (`LanguageModel.weights_digest`).

    Returns:
        16 hex digits.
    """
    import torch
    from peft import get_peft_model_state_dict

    whole = hashlib.sha256(base_digest.encode())
    for name, tensor in sorted(get_peft_model_state_dict(network).items()):
        values = tensor.detach().to("cpu", torch.float32).contiguous()
        whole.update(f"{name}{tuple(values.shape)}".encode())
        whole.update(values.numpy().tobytes())
    for config in network.peft_config.values():
        scale = [getattr(config, key, None) for key in ("r", "lora_alpha", "use_rslora", "use_dora")]
        whole.update(repr([str(config.peft_type), *scale]).encode())
    return whole.hexdigest()[:16]


def _remember(sidecar: Path, known: dict[str, object]) -> None:
    try:
        sidecar.parent.mkdir(parents=True, exist_ok=True)
        scratch = sidecar.with_suffix(f".{os.getpid()}")
        scratch.write_text(json.dumps(known))
        os.replace(scratch, sidecar)
    except OSError:
        pass  # a read-only or full cache costs a hash each time, nothing else
