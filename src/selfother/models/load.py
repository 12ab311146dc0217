"""A word becomes a model: a bundled name, a hub id or a local directory, with or without `+ADAPTER`.

safetensors only: no pickle is read, and no code of a repository is run.

**A base is never mutated.** PEFT puts its modules into the network that it is given, so an adapter goes onto a copy of
the modules that shares the weight tensors (`share_weights_copy`): cheap, and the base stays bare.

**Dtype "auto"**: bfloat16 on CUDA and on processors with bf16 units (amx_bf16, avx512_bf16), float32 elsewhere.
bfloat16 moves an option's log-probability by .05 nats on average and .13 at most, and a contrast of two options by .08
and .14 (the bundled model, 8 prompts, 2 options each). Set float32 where machines have to agree.

**Quantised** weights (`quantise`, by bitsandbytes) are another rounding of the same files, so the digest stays and the
name says it: `mistral-7b-4bit@DIGEST`. An adapter that was made on them loads onto the whole weights too.
"""

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from selfother.errors import BadArgument, MissingExtra, MissingModel, UnsupportedModel
from selfother.models.bundled import bundled_models, pull
from selfother.models.cards import ABOUT_FILE, CARD_FILE
from selfother.models.digests import adapter_digest, folder_digest
from selfother.models.language_model import LanguageModel, with_network
from selfother.models.weights import merged_copy, quiet_loading, share_weights_copy

if TYPE_CHECKING:
    import torch
    from torch import nn

__all__ = ["DeviceMap", "Dtype", "Quantise", "find_weights", "load_adapter", "load_model", "pick_device", "pick_dtype"]

Dtype = Literal["auto", "float32", "bfloat16", "float16"]
Quantise = Literal["4bit", "8bit"]
DeviceMap = Literal["auto", "balanced", "balanced_low_0", "sequential"]
_HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?")
_NEEDED = ["*.safetensors", "*.safetensors.index.json", "*.json", "*.jinja", "*.model", "*.txt", CARD_FILE]


def load_model(
    word: str,
    *,
    adapter: str | Path | None = None,
    device: str = "auto",
    dtype: Dtype = "auto",
    quantise: Quantise | None = None,
    device_map: DeviceMap | None = None,
) -> LanguageModel:
    """Load a causal language model.

    A bundled model that was not pulled yet is pulled first, with a line on stderr.

    Args:
        word: A bundled name ("smollm2-135m"), a hub id or a local directory; `WORD+FOLDER` adds an adapter.
        adapter: An adapter's folder, instead of `+FOLDER`.
        device: A torch device, or "auto": cuda, else mps, else cpu.
        dtype: Type of the weights, or "auto" (see the module); of the computation where they are quantised.
        quantise: Hold the weights in 4 bits (NF4, scales quantised too) or 8 bits, by bitsandbytes; None: as they are.
        device_map: How accelerate spreads the layers over all GPUs; None: all on `device`.

    Raises:
        MissingExtra: The packages of the `lm` extra, or bitsandbytes, are not installed.
        MissingModel: Nothing of that name here, or the hub was not reached.
        UnsupportedModel: No safetensors, code of its own, no causal LM, or an adapter of another base.
        BadArgument: An unknown device, dtype, quantisation or device map, or both a device and a device map.
    """
    _check_installed()
    _check_placement(device, quantise, device_map)
    base_word, _, after = (word, "", "") if Path(word).is_dir() else word.partition("+")
    if after and adapter is not None:
        raise BadArgument(f"{word!r} names an adapter, and adapter={str(adapter)!r} another. Give one of them.")
    folder, name = find_weights(base_word)
    if not (folder / "config.json").is_file():
        raise _no_model(folder)
    place = pick_device(device)
    number = pick_dtype(dtype, place)
    placement = _placement(place, number, quantise, device_map)
    network, tokenizer = _read(folder, number, name, placement)
    if not placement:  # what from_pretrained has placed must not be moved again
        network.to(place)
    network.eval().requires_grad_(False)
    name = f"{name}-{quantise}" if quantise else name
    model = LanguageModel(name, network, tokenizer, folder_digest(folder), folder)
    chosen = after or adapter
    return load_adapter(model, Path(chosen)) if chosen else model


def load_adapter(model: LanguageModel, folder: Path | str) -> LanguageModel:
    """Put a PEFT adapter onto a model, which is left as it was.

    Where the model carries an adapter already, that one is merged into a copy first: arms compose.

    Args:
        model: The base.
        folder: Holds `adapter_config.json` and `adapter_model.safetensors`.

    Raises:
        MissingModel: No adapter there.
        UnsupportedModel: The adapter was made on another base, or holds no safetensors.
    """
    from peft import PeftModel

    folder = Path(folder).expanduser()
    _check_adapter_files(folder)
    _check_declared_base(model, folder)
    base = merged_copy(model.network)
    _check_shapes(model, base, folder)
    network = PeftModel.from_pretrained(
        share_weights_copy(base), str(folder), is_trainable=False, autocast_adapter_dtype=False
    )
    digest = adapter_digest(network, model.weights_digest)
    for name, parameter in network.named_parameters():
        if "lora_" in name:  # in the base's type: mixed types are several times slower
            parameter.data = parameter.data.to(model.dtype)
    label = folder.name if folder.name != "adapter" else folder.resolve().parent.name
    return with_network(model, network, name=f"{model.name}+{label}", weights_digest=digest, adapter=folder)


def pick_device(device: str) -> "torch.device":
    """Return the torch device that a word names; "auto" is cuda, else mps, else cpu."""
    import torch

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        return torch.device(device)
    except RuntimeError as error:
        raise BadArgument(
            f"device {device!r} is none that torch knows. Give auto, cpu, cuda, cuda:1 or mps."
        ) from error


def pick_dtype(dtype: Dtype, device: "torch.device") -> "torch.dtype":
    """Return the torch dtype that a word names; "auto" is what the device does well."""
    import torch

    named = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    if dtype in named:
        return named[dtype]
    if dtype != "auto":
        raise BadArgument(f"dtype {dtype!r}: expected auto, {', '.join(named)}.")
    if device.type == "cuda":
        return torch.bfloat16
    has_units = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if device.type == "cpu" and has_units else torch.float32


def _check_installed() -> None:
    from importlib.util import find_spec

    for package in ("torch", "transformers", "peft", "safetensors"):
        if find_spec(package) is None:
            raise MissingExtra.of("lm", package, "a language model")


def _check_placement(device: str, quantise: str | None, device_map: str | None) -> None:
    from importlib.util import find_spec

    for said, value, known in (("quantise", quantise, Quantise), ("device_map", device_map, DeviceMap)):
        if value is not None and value not in get_args(known):
            raise BadArgument(f"{said} {value!r}: expected {' or '.join(get_args(known))}, or leave it out.")
    if device_map is not None and device != "auto":
        raise BadArgument(f"device {device!r} holds the whole model, device_map {device_map!r} spreads it. Give one.")
    if quantise is not None and find_spec("bitsandbytes") is None:
        raise MissingExtra(
            f"quantise {quantise!r} needs bitsandbytes, which is not installed. Run: pip install bitsandbytes"
        )


def _placement(
    place: "torch.device", dtype: "torch.dtype", quantise: Quantise | None, device_map: DeviceMap | None
) -> dict[str, Any]:
    """Return what `from_pretrained` is told beside the dtype; empty where the network is moved afterwards."""
    if quantise is None:
        return {} if device_map is None else {"device_map": device_map}
    from transformers import BitsAndBytesConfig

    settings: dict[str, Any] = (
        {
            "load_in_4bit": True,
            "bnb_4bit_quant_type": "nf4",
            "bnb_4bit_use_double_quant": True,
            "bnb_4bit_compute_dtype": dtype,
        }
        if quantise == "4bit"
        else {"load_in_8bit": True}
    )
    return {"quantization_config": BitsAndBytesConfig(**settings), "device_map": device_map or {"": place}}


def find_weights(word: str) -> tuple[Path, str]:
    """Return the directory of the base weights that a word without an adapter names, and the model's name.

    A bundled model or one of the hub that is not here yet is pulled first.

    Raises:
        MissingModel: Nothing of that name, here or on the hub.
    """
    path = Path(word).expanduser()
    if word in bundled_models():
        return pull(word, progress=lambda words: print(f"selfother: {words}", file=sys.stderr)), word
    if path.is_dir():
        return path, path.resolve().name
    if _HUB_ID.fullmatch(word) and not word.startswith("."):
        return _from_hub(word), word.rpartition("/")[2]
    raise MissingModel(
        f"no model {word!r}: no such directory, no hub id, and no bundled model "
        f"({', '.join(bundled_models())}; selfother models pull NAME). Give one of these."
    )


def _from_hub(word: str) -> Path:
    import os

    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(word, allow_patterns=_NEEDED))
    except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError) as error:
        offline = constants.HF_HUB_OFFLINE or os.environ.get("HF_HUB_OFFLINE") == "1"
        reason = "the network is off (HF_HUB_OFFLINE=1)" if offline else str(error).partition("\n")[0]
        raise MissingModel(
            f"no model {word!r}: no directory {Path(word).resolve()}, no bundled model "
            f"({', '.join(bundled_models())}), not in the hub's cache {constants.HF_HUB_CACHE}, "
            f"and the hub did not give it: {reason}. Give a directory, or run: "
            f"selfother models pull {next(iter(bundled_models()))}"
        ) from error


def _no_model(folder: Path) -> MissingModel | UnsupportedModel:
    if (folder / "adapter_config.json").is_file():
        return UnsupportedModel(f"{folder} is an adapter, not a model. Write BASE+{folder}")
    return MissingModel(f"{folder} holds no config.json, so it is no model. Give a model's directory.")


def _read(folder: Path, dtype: "torch.dtype", name: str, placement: Mapping[str, Any]) -> tuple["nn.Module", Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    if not any(folder.glob("*.safetensors")):
        raise UnsupportedModel(
            f"{folder} holds no .safetensors weights (pickles are not read, they can run code). "
            "Convert the model with save_pretrained(..., safe_serialization=True)."
        )
    options = {"trust_remote_code": False, "local_files_only": True}
    try:
        with quiet_loading():
            tokenizer = AutoTokenizer.from_pretrained(folder, **options)
            network, report = AutoModelForCausalLM.from_pretrained(
                folder, dtype=dtype, use_safetensors=True, output_loading_info=True, **placement, **options
            )
    except (ValueError, OSError, KeyError) as error:
        raise UnsupportedModel(
            f"{name} in {folder} cannot be loaded as a causal language model without running code of its own: "
            f"{str(error).partition(chr(10))[0]}"
        ) from error
    if report["missing_keys"]:
        missing = sorted(report["missing_keys"])
        raise UnsupportedModel(
            f"{folder} lacks {len(missing)} of the weights that its config.json names ({missing[0]}, ...). "
            "Give the whole model."
        )
    return network, tokenizer


def _check_adapter_files(folder: Path) -> None:
    if not (folder / "adapter_config.json").is_file():
        raise MissingModel(
            f"{folder.resolve()} holds no adapter (no adapter_config.json). Give a PEFT adapter's folder."
        )
    if not (folder / "adapter_model.safetensors").is_file():
        raise UnsupportedModel(
            f"{folder} holds no adapter_model.safetensors (pickles are not read, they can run code). Save it again."
        )


def _check_declared_base(model: LanguageModel, folder: Path) -> None:
    try:
        declared = json.loads((folder / ABOUT_FILE).read_text()).get("base_digest")
    except FileNotFoundError:
        return
    if declared and declared not in (model.weights_digest, model.digest):
        raise UnsupportedModel(
            f"the adapter {folder} was made on a base with digest {declared}; {model.name} has "
            f"{model.weights_digest}. Load the base that it was made on, or train it again on this one."
        )


def _check_shapes(model: LanguageModel, base: "nn.Module", folder: Path) -> None:
    """Refuse an adapter whose matrices do not fit; its `base_model_name_or_path` says nothing reliable."""
    from safetensors import safe_open

    modules = dict(base.named_modules())
    with safe_open(str(folder / "adapter_model.safetensors"), "pt") as tensors:
        for key in tensors.keys():  # noqa: SIM118  (not a mapping)
            name, found, _ = key.removeprefix("base_model.model.").partition(".lora_")
            if not found:
                continue
            shape = _shape(modules.get(name))
            size = tensors.get_slice(key).get_shape()[1 if ".lora_A" in key else 0]
            if size not in shape:
                have = f"{shape} there" if shape else "no such module"
                raise UnsupportedModel(
                    f"the adapter {folder} does not fit {model.name}: it has {size} for {name}, and the model has "
                    f"{have}. Load the base that it was made on."
                )


def _shape(module: "nn.Module | None") -> tuple[int, ...]:
    """Return (outputs, inputs) of a projection; quantised weights are packed, and their own shape says nothing."""
    if hasattr(module, "in_features") and hasattr(module, "out_features"):
        return int(module.out_features), int(module.in_features)
    weight = getattr(module, "weight", None)
    return () if weight is None else tuple(weight.shape)
