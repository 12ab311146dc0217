"""A word becomes a model: a bundled name, a hub id or a local directory, with or without `+ADAPTER`.

safetensors only: no pickle is read, and no code of a repository is run.

**Dtype "auto"**: bfloat16 on CUDA and on processors with bf16 units (amx_bf16, avx512_bf16), float32 elsewhere.
bfloat16 moves an option's log-probability by .05 nats on average and .13 at most, and a contrast of two options by .08
and .14 (the bundled model, 8 prompts, 2 options each). Set float32 where machines have to agree.

**Quantised** weights (`quantise`, by bitsandbytes) are another rounding of the same files, so the digest stays and the
name says it: `mistral-7b-4bit@DIGEST`. An adapter that was made on them loads onto the whole weights too.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from selfother.errors import BadArgument, MissingExtra, MissingModel, UnsupportedModel
from selfother.models.adapters import load_adapter
from selfother.models.devices import Dtype, pick_device, pick_dtype
from selfother.models.digests import folder_digest
from selfother.models.language_model import LanguageModel, with_template
from selfother.models.prompt_text import read_template
from selfother.models.weight_files import check_tensor_file, first_line, read_json
from selfother.models.weights import quiet_loading
from selfother.models.words import find_weights, import_words, split_word

if TYPE_CHECKING:
    import torch
    from torch import nn

__all__ = ["DeviceMap", "Quantise", "check_installed", "load_model"]

Quantise = Literal["4bit", "8bit"]
DeviceMap = Literal["auto", "balanced", "balanced_low_0", "sequential"]
_OTHER_TEMPLATE = "Name one with template=... (on the command line --template FILE.jinja)."
_TOKENIZERS = (
    "tokenizer.json",
    "tokenizer.model",
    "tokenizer_config.json",
    "vocab.json",
    "vocab.txt",
    "spiece.model",
    "tekken.json",
)


def load_model(
    word: str,
    *,
    adapter: str | Path | None = None,
    device: str = "auto",
    dtype: Dtype = "auto",
    quantise: Quantise | None = None,
    device_map: DeviceMap | None = None,
    template: str | Path | None = None,
) -> LanguageModel:
    """Load a causal language model.

    A bundled model that was not pulled yet is pulled first, with a line on stderr. A line on stderr says so, too, where
    a model has no chat template and none is given: its prompts are then plain turns.

    Args:
        word: A bundled name ("smollm2-135m"), a hub id or a local directory; `WORD+FOLDER` adds an adapter.
        adapter: An adapter's folder, instead of `+FOLDER`.
        device: A torch device, or "auto": cuda, else mps, else cpu.
        dtype: Type of the weights, or "auto" (see the module); of the computation where they are quantised.
        quantise: Hold the weights in 4 bits (NF4, scales quantised too) or 8 bits, by bitsandbytes; None: as they are.
        device_map: How accelerate spreads the layers over all GPUs; None: all on `device`.
        template: A chat template in place of the model's own: a Jinja file, its text, or the name of one of several
            that the model has.

    Raises:
        MissingExtra: The packages of the `lm` extra, or bitsandbytes, are not installed.
        MissingModel: Nothing of that name here, or the hub was not reached.
        UnsupportedModel: No safetensors, code of its own, no causal LM, or an adapter of another base.
        BadArgument: An unknown device, dtype, quantisation or device map, both a device and a device map, or a
            template that writes no prompt, or none where the model has several and no default.
    """
    check_installed()
    _check_placement(device, quantise, device_map)
    base_word, after = split_word(word)
    if after and adapter is not None:
        raise BadArgument(f"{word!r} names an adapter, and adapter={str(adapter)!r} another. Give one of them.")
    folder, name = find_weights(base_word)
    if not (folder / "config.json").is_file():
        raise _no_model(folder)
    place = pick_device(device)
    number = pick_dtype(dtype, place)
    placement = _placement(place, number, quantise, device_map)
    network, tokenizer = _read(folder, number, name, placement)
    prompts = _template(tokenizer, template, name)
    if not placement:  # what from_pretrained has placed must not be moved again
        network.to(place)
    network.eval().requires_grad_(False)
    name = f"{name}-{quantise}" if quantise else name
    model = with_template(LanguageModel(name, network, tokenizer, folder_digest(folder), folder), prompts)
    if model.prompt_format and prompts is None:
        print(f"selfother: {name}: prompts are written {model.prompt_format}. {_OTHER_TEMPLATE}", file=sys.stderr)
    chosen = after or adapter
    return load_adapter(model, Path(chosen)) if chosen else model


def _template(tokenizer: Any, given: str | Path | None, name: str) -> str | None:
    """Return the text of the template that is given, None where the tokenizer's own serves or there is none."""
    own = getattr(tokenizer, "chat_template", None)
    if given is not None:
        return read_template(given, tokenizer)
    if isinstance(own, dict) and "default" not in own:
        raise BadArgument(
            f"{name} has several chat templates ({', '.join(sorted(own))}) and no default. {_OTHER_TEMPLATE}"
        )
    return None


def check_installed() -> None:
    """Check that the packages of a language model are here.

    Raises:
        MissingExtra: One is not.
    """
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
    """Return the arguments of `from_pretrained` beside the dtype; empty where the network is moved afterwards."""
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


def _no_model(folder: Path) -> MissingModel | UnsupportedModel:
    if (folder / "adapter_config.json").is_file():
        return UnsupportedModel(f"{folder} is an adapter, not a model. Write BASE+{folder}")
    if packed := sorted(folder.glob("*.gguf")):
        return UnsupportedModel(import_words(packed[0]))
    return MissingModel(f"{folder} holds no config.json, so it is no model. Give a model's directory.")


def _read(folder: Path, dtype: "torch.dtype", name: str, placement: Mapping[str, Any]) -> tuple["nn.Module", Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    _check_files(folder)
    options = {"trust_remote_code": False, "local_files_only": True}
    try:
        with quiet_loading():
            tokenizer = AutoTokenizer.from_pretrained(folder, **options)
    except Exception as error:  # a file of another version fails in any way it likes
        raise UnsupportedModel(
            f"the tokenizer of {name} in {folder} cannot be read: {first_line(error)}. Download or save it again, with "
            "the version of transformers that is installed, and without code of its own."
        ) from error
    try:
        with quiet_loading():
            loaded: Any = AutoModelForCausalLM.from_pretrained(
                folder, dtype=dtype, use_safetensors=True, output_loading_info=True, **placement, **options
            )
            network, report = loaded
    except Exception as error:  # as above
        raise _cannot_be_loaded(folder, name, error) from error
    if report["missing_keys"]:
        missing = sorted(report["missing_keys"])
        raise UnsupportedModel(
            f"{folder} lacks {len(missing)} of the weights that its config.json names ({missing[0]}, ...). "
            "Give the whole model."
        )
    return network, tokenizer


def _check_files(folder: Path) -> None:
    """Refuse a folder that lacks something, or holds something broken, before anything large is read."""
    from transformers import CONFIG_MAPPING, __version__

    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        pickles = ", ".join(file.name for kind in ("*.bin", "*.pt", "*.pth") for file in sorted(folder.glob(kind)))
        raise UnsupportedModel(
            f"{folder} holds no .safetensors weights{f', only {pickles}' if pickles else ''} (pickles are not read, "
            "they can run code). Convert the model with save_pretrained(..., safe_serialization=True)."
        )
    if not any((folder / name).is_file() for name in _TOKENIZERS):
        raise UnsupportedModel(
            f"{folder} holds no tokenizer (none of {', '.join(_TOKENIZERS)}). Copy that of the model that it was made "
            "of: AutoTokenizer.from_pretrained(BASE).save_pretrained(FOLDER)."
        )
    config = read_json(folder / "config.json")
    kind = config.get("model_type")
    if kind not in CONFIG_MAPPING:
        own = ", and code of its own is not run" if config.get("auto_map") else ""
        raise UnsupportedModel(
            f"{folder}/config.json names the architecture {kind!r}, which transformers {__version__} does not know"
            f"{own}: it cannot be loaded without running code of its own. Install a version that knows it, or give "
            "another model."
        )
    for file in weights:
        check_tensor_file(file)


def _cannot_be_loaded(folder: Path, name: str, error: Exception) -> UnsupportedModel:
    if "ignore_mismatched_sizes" in str(error) or "size mismatch" in str(error):
        return UnsupportedModel(
            f"the weights of {name} in {folder} have other shapes than its config.json says. "
            "Download or save both again, from one source."
        )
    return UnsupportedModel(
        f"{name} in {folder} cannot be loaded as a causal language model without running code of its own: "
        f"{first_line(error)}"
    )
