"""A PEFT adapter in a folder goes onto a model, and the model stays as it was.

**A base is never changed.** PEFT puts its modules into the network that it is given, and some of its starts (PiSSA,
OLoRA, CorDA, ...) write into the weights of that network. So an adapter goes onto a copy of the modules with parameters
of its own over the same memory (`share_weights_copy`), and the parameters that the adapter's file holds (biases, whole
embeddings) are copied first. A kind of PEFT that is not among those tried here gets a copy of all weights.

Left out on purpose: adapters that are no part of the weights. Prompt and prefix tuning put tokens or keys before the
text, activated LoRA looks at where the text calls it, X-LoRA and Poly choose for each text. Packed scoring, caches and
overlap's hooks run the network itself, where those are not seen.
"""

import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument, MissingModel, UnsupportedModel
from selfother.models.digests import adapter_digest
from selfother.models.language_model import LanguageModel, with_network
from selfother.models.weight_files import ABOUT_FILE, check_tensor_file, first_line, read_json
from selfother.models.weights import kind_of, merged_copy, quiet_loading, share_weights_copy, start_in_base

if TYPE_CHECKING:
    from peft import PeftConfig
    from torch import nn

__all__ = ["copy_for_adapter", "load_adapter", "plain_name", "refuse_outside_weights"]

_CONFIG, _WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_OUTSIDE = frozenset({"ADAPTION_PROMPT", "CARTRIDGE", "POLY", "SHADOW", "XLORA"})
"""Kinds that are no part of the weights, beside those that PEFT calls prompt learning."""
_SHARING = frozenset(
    (
        *("LORA", "ADALORA", "IA3", "LOHA", "LOKR", "OFT", "BOFT", "HRA", "HIRA", "VERA", "RANDLORA", "FOURIERFT"),
        *("LN_TUNING", "SHIRA", "DELORA", "MISS", "TRAINABLE_TOKENS"),
    )
)
"""Kinds that were seen to write into no weight of the base beyond those that their file holds (tests/models)."""
_SHARED_BY_ALL = ("vblora_vector_bank", ".tinylora_v.", ".unilora_theta_d.")
"""Tensors that every layer names and the file holds once."""
_MISMATCH = re.compile(r"size mismatch for (\S+): .*?Size\(\[(.*?)\]\).*?Size\(\[(.*?)\]\)", re.DOTALL)


def load_adapter(model: LanguageModel, folder: Path | str) -> LanguageModel:
    """Put a PEFT adapter onto a model, which is left as it was.

    Where the model carries an adapter already, that one is merged into a copy first: arms compose.

    Args:
        model: The base.
        folder: Holds `adapter_config.json` and `adapter_model.safetensors`.

    Raises:
        MissingModel: No adapter there.
        UnsupportedModel: The adapter was made on another base or does not fit, holds no readable safetensors, or is of
            a kind that is no part of the weights (prompt tuning).
    """
    folder = Path(folder).expanduser()
    _check_files(folder)
    _check_declared_base(model, folder)
    config = _read_config(folder)
    refuse_outside_weights(config, f"the adapter {folder}", error=UnsupportedModel)
    network = _attached(model, merged_copy(model.network), config, folder)
    digest = adapter_digest(network, model.weights_digest)
    for name, parameter in network.named_parameters():
        if "lora_" in name:  # in the base's type: mixed types are several times slower
            parameter.data = parameter.data.to(model.dtype)
    label = folder.name if folder.name != "adapter" else folder.resolve().parent.name
    return with_network(model, network, name=f"{model.name}+{label}", weights_digest=digest, adapter=folder)


def refuse_outside_weights(
    config: "PeftConfig", subject: str, *, error: type[UnsupportedModel] | type[BadArgument]
) -> None:
    """Refuse a configuration whose adapter is no part of the weights (see the module).

    Args:
        config: PEFT's configuration.
        subject: What it belongs to, as the sentence begins.
        error: What is raised.
    """
    kind = kind_of(config)
    if config.is_prompt_learning or kind in _OUTSIDE:
        raise error(
            f"{subject} is of PEFT's kind {kind}, which puts something before or beside the text instead of "
            "into the weights; scoring and overlap read the weights. Use an adapter of the weights, such as LoRA."
        )
    if getattr(config, "alora_invocation_tokens", None):
        raise error(
            f"{subject} is an activated LoRA, which works from certain words of the text on; scoring and overlap would "
            "run without it. Use an adapter without alora_invocation_tokens."
        )


def copy_for_adapter(base: "nn.Module", config: "PeftConfig", keys: Sequence[str] = ()) -> "nn.Module":
    """Copy a network for an adapter: modules over the same memory, and own copies of all that PEFT writes in place.

    Args:
        base: A network without an adapter, left as it is.
        config: PEFT's configuration.
        keys: Names of the tensors in the adapter's file, which PEFT writes into the network.
    """
    kind = kind_of(config)
    written = {plain_name(key) for key in keys}
    if start_in_base(config):
        written |= {f"{plain_name(key).partition('.lora_')[0]}.weight" for key in keys}
    named = base.named_parameters(remove_duplicate=False)
    own = frozenset(id(value) for name, value in named if kind not in _SHARING or name in written)
    return share_weights_copy(base, own=own)


def plain_name(key: str) -> str:
    """Return the name that a parameter of an adapted network has without PEFT's wrapping."""
    return key.removeprefix("base_model.model.").replace(".base_layer.", ".").replace(".original_module.", ".")


def _check_files(folder: Path) -> None:
    if not (folder / _CONFIG).is_file():
        raise MissingModel(f"{folder.resolve()} holds no adapter (no {_CONFIG}). Give a PEFT adapter's folder.")
    if not (folder / _WEIGHTS).is_file():
        raise UnsupportedModel(
            f"{folder} holds no {_WEIGHTS} (pickles are not read, they can run code). Save it again."
        )
    check_tensor_file(folder / _WEIGHTS)


def _check_declared_base(model: LanguageModel, folder: Path) -> None:
    if not (folder / ABOUT_FILE).is_file():
        return
    declared = read_json(folder / ABOUT_FILE).get("base_digest")
    if declared and declared not in (model.weights_digest, model.digest):
        raise UnsupportedModel(
            f"the adapter {folder} was made on a base with digest {declared}; {model.name} has "
            f"{model.weights_digest}. Load the base that it was made on, or train it again on this one."
        )


def _read_config(folder: Path) -> "PeftConfig":
    from peft import PeftConfig

    read_json(folder / _CONFIG)  # PEFT's own error is a traceback of the parser
    try:
        config: PeftConfig = PeftConfig.from_pretrained(str(folder))
    except Exception as error:  # PEFT may refuse settings in any way it likes
        raise UnsupportedModel(
            f"{folder / _CONFIG} is no configuration that this version of PEFT reads: {first_line(error)}. "
            "Save the adapter again, or install the PEFT that made it."
        ) from error
    return config


def _attached(model: LanguageModel, base: "nn.Module", config: "PeftConfig", folder: Path) -> Any:
    """Put the adapter onto a copy of the base; its own file is all that is written there."""
    import torch
    from peft import PeftModel

    keys = _keys(folder)
    try:
        # a start that draws (PiSSA's fast decomposition) draws alike at every load
        with torch.random.fork_rng(devices=[]), quiet_loading(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # PEFT remarks on saved embeddings, and calls what transformers deprecates
            torch.manual_seed(0)
            network = PeftModel.from_pretrained(
                copy_for_adapter(base, config, keys), str(folder), is_trainable=False, config=config,
                autocast_adapter_dtype=False,
            )  # fmt: skip
            loaded = network.load_adapter(str(folder), "default", is_trainable=False, autocast_adapter_dtype=False)
    except Exception as error:  # PEFT may refuse in any way it likes
        raise _does_not_fit(model, folder, error) from error
    if lost := [key for key in loaded.missing_keys if not any(part in key for part in _SHARED_BY_ALL)]:
        raise UnsupportedModel(
            f"the adapter {folder} lacks {len(lost)} of the tensors that its configuration names "
            f"({plain_name(lost[0]).replace('.default', '')}, ...). Save it again, or load its own base."
        )
    if stray := [key for key in loaded.unexpected_keys if not key.endswith(".base_layer.weight")]:
        raise UnsupportedModel(
            f"the adapter {folder} does not fit {model.name}: it has {plain_name(stray[0])}, and the model has no such "
            "module. Load the base that it was made on."
        )
    return network


def _keys(folder: Path) -> list[str]:
    from safetensors import safe_open

    with safe_open(str(folder / _WEIGHTS), "pt") as tensors:
        return list(tensors.keys())


def _does_not_fit(model: LanguageModel, folder: Path, error: Exception) -> UnsupportedModel:
    mismatch = _MISMATCH.search(str(error))
    if mismatch is None:
        reason = first_line(error)
    else:
        name, has, wanted = mismatch.groups()
        reason = f"it has ({has}) for {plain_name(name).replace('.default', '')}, and the model has ({wanted}) there"
    return UnsupportedModel(
        f"the adapter {folder} does not fit {model.name}: {reason.rstrip('.')}. Load the base that it was made on."
    )
