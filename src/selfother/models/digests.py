"""What a model is, in 16 hex digits: base weights, adapter and system message.

The digest names cells and Inspect's cache entries, so two adapters of one base are never served each other's answers.
A folder's digest costs a hash of its weights once; a sidecar in the cache, keyed by size and time, answers later.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.errors import MissingModel
from selfother.models.cache import cache_folder
from selfother.models.devices import pick_device, pick_dtype
from selfother.models.words import find_weights, split_word

if TYPE_CHECKING:
    from torch import nn
    from transformers import PreTrainedTokenizerBase

__all__ = ["adapter_digest", "default_dtype", "digest_of", "folder_digest", "tokenizer_digest"]


def folder_digest(folder: Path) -> str:
    """Return the digest of a folder's weights: sha256 over its safetensors files and its config.json.

    Returns:
        16 hex digits.
    """
    files = [*sorted(folder.glob("*.safetensors")), folder / "config.json"]
    stamp = [[file.name, *_stamp_of(file.stat())] for file in files if file.is_file()]
    sidecar = cache_folder() / "digests" / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}.json"
    try:
        known = json.loads(sidecar.read_text())
        if known["stamp"] == stamp:
            return str(known["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no sidecar yet, or a broken one: the hash is what counts
    whole = hashlib.sha256()
    for name, *_ in stamp:
        with (folder / str(name)).open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    digest = whole.hexdigest()[:16]
    _remember(sidecar, {"stamp": stamp, "digest": digest})
    return digest


def digest_of(word: str) -> str:
    """Return the digest of the base weights that a word names, without loading them or importing torch.

    A bundled model that was not pulled yet is pulled first; `WORD+FOLDER` stands for base and adapter together.

    Raises:
        MissingModel: Nothing of that name here.
    """
    base, adapter = split_word(word)
    folder, _ = find_weights(base)
    parts = [folder, *([Path(adapter)] if adapter else [])]
    for part in parts:
        if not any((part / name).is_file() for name in ("config.json", "adapter_config.json")):
            raise MissingModel(f"{part} holds no config.json, so it is no model. Give a model's directory.")
    digests = [folder_digest(part) for part in parts]
    return digests[0] if len(digests) == 1 else hashlib.sha256("+".join(digests).encode()).hexdigest()[:16]


def default_dtype() -> str:
    """Return the dtype that "auto" means on this machine, asking torch once and a sidecar from then on."""
    import platform
    from importlib.metadata import version

    processor = Path("/proc/cpuinfo")
    lines = processor.read_text().splitlines() if processor.exists() else []
    flags = next((line for line in lines if line.startswith("flags")), platform.processor())
    cuda = [Path("/proc/driver/nvidia/version").exists(), os.environ.get("CUDA_VISIBLE_DEVICES")]
    stamp = hashlib.sha256(repr([version("torch"), flags, *cuda]).encode()).hexdigest()
    sidecar = cache_folder() / "digests" / "dtype.json"
    try:
        known = json.loads(sidecar.read_text())
        if known["stamp"] == stamp:
            return str(known["dtype"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # not asked yet on this machine
    found = str(pick_dtype("auto", pick_device("auto"))).removeprefix("torch.")
    _remember(sidecar, {"stamp": stamp, "dtype": found})
    return found


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
    configs: dict[str, Any] = network.peft_config  # type: ignore[assignment]  # a PeftModel has it
    for config in configs.values():
        scale = [_whole(getattr(config, key, None)) for key in ("r", "lora_alpha", "use_rslora", "use_dora")]
        whole.update(repr([str(config.peft_type), *scale, *_further_settings(config)]).encode())
    return whole.hexdigest()[:16]


def _whole(value: Any) -> Any:
    """Return 32 for 32.0: the same scale, however it was written."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _further_settings(config: Any) -> list[object]:
    """Return the settings that make another network of the same tensors; empty for a LoRA of the usual kind."""
    from selfother.models.weights import start_in_base

    further: list[object] = [start] if (start := start_in_base(config)) else []
    if patterns := getattr(config, "alpha_pattern", None):
        further.append(sorted(patterns.items()))
    if not hasattr(config, "lora_alpha"):  # each kind scales in its own way
        numbers = {key: value for key, value in config.to_dict().items() if isinstance(value, bool | int | float)}
        further.append(sorted((key, value) for key, value in numbers.items() if key != "inference_mode"))
    return further


def tokenizer_digest(tokenizer: "PreTrainedTokenizerBase") -> str:
    """Return the digest of how a text becomes tokens and a conversation a text: vocabulary, rules, chat template.

    Returns:
        16 hex digits.
    """
    backend = getattr(tokenizer, "backend_tokenizer", None)
    rules = backend.to_str() if backend is not None else repr(sorted(tokenizer.get_vocab().items()))
    parts = [type(tokenizer).__name__, rules, tokenizer.special_tokens_map, getattr(tokenizer, "chat_template", None)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]


def _stamp_of(status: os.stat_result) -> list[int]:
    """Return a mark that changes whenever a file does, also where the new one has the size and the time of the old."""
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _remember(sidecar: Path, known: dict[str, object]) -> None:
    try:
        sidecar.parent.mkdir(parents=True, exist_ok=True)
        scratch = sidecar.with_suffix(f".{os.getpid()}")
        scratch.write_text(json.dumps(known))
        os.replace(scratch, sidecar)
    except OSError:
        pass  # a read-only or full cache costs a hash each time, nothing else
