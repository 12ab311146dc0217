"""The adapter that the overlap trainer puts on: where the loss can reach it, and so that its base stays what it was.

attached             network + PEFT configuration -> a trainable `PeftModel` on weights that it shares
check_adapter_kind   a configuration with whose adapter off the network is another one is refused
check_trained        so is an adapted network that trains weights of its base
default_adapter      LoRA on query and value
modules_beyond       what runs after a site, where an adapter would get no gradient
"""

import copy
import re
import warnings
from collections.abc import Sequence
from typing import Any

import torch
from peft import LoraConfig, PeftConfig, PeftModel, get_peft_model, prepare_model_for_kbit_training
from torch import nn

from selfother.errors import BadArgument
from selfother.models.adapters import copy_for_adapter, plain_name, refuse_outside_weights
from selfother.models.layers import base_network, decoder_layers, projection_names
from selfother.models.weights import start_in_base
from selfother.seeds import derive

__all__ = ["attached", "check_adapter_kind", "check_trained", "default_adapter", "modules_beyond"]


def default_adapter(network: nn.Module, layers: Sequence[int] | None, path: str | None = None) -> LoraConfig:
    """Return LoRA of rank 8, alpha 32 on query and value of some layers; None means all.

    Raises:
        UnsupportedModel: An architecture whose projections are unknown.
    """
    names = projection_names(network, ("q", "v"), layers=layers, path=path)
    return LoraConfig(r=8, lora_alpha=32, target_modules=names, task_type="CAUSAL_LM")


def attached(
    network: nn.Module,
    peft_config: PeftConfig,
    *,
    beyond: Sequence[str] = (),
    seed: int = 0,
    checkpointing: bool = False,
) -> PeftModel:
    """Put a fresh adapter onto a copy of the network that shares its weights.

    A quantised network (4 or 8 bit) is prepared by PEFT in place and not copied: its norms become float32.

    Args:
        network: A causal LM without an adapter.
        peft_config: Any configuration of PEFT.
        beyond: Names of modules in and below which no adapter is put, whatever the configuration says.
        seed: Root seed of the adapter's start.
        checkpointing: Whether the training will use gradient checkpointing.

    Raises:
        BadArgument: The configuration puts no adapter anywhere else, or one that is no part of the weights, changes the
            network that is given or trains its own weights.
    """
    check_adapter_kind(peft_config)
    config: Any = copy.deepcopy(peft_config)
    restricted = bool(beyond) and hasattr(config, "exclude_modules")
    if restricted:
        config.exclude_modules = _excluding(config.exclude_modules, beyond)
    if getattr(network, "is_loaded_in_4bit", False) or getattr(network, "is_loaded_in_8bit", False):
        base = prepare_model_for_kbit_training(network, use_gradient_checkpointing=checkpointing)
    else:
        base = copy_for_adapter(network, config)
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PEFT remarks on tied embeddings, on Conv1D, on exclusions without effect
        torch.manual_seed(derive(seed, "adapter"))
        try:
            adapted: PeftModel = get_peft_model(base, config)
        except ValueError as error:
            raise BadArgument(
                "peft_config puts no adapter where the loss reaches, at or below the deepest layer that is read "
                f"({error}) Name target_modules that exist there, or read a higher layer."
            ) from error
    _check_base(network, adapted)
    if restricted:
        _name_targets(adapted)
    return adapted


def check_adapter_kind(config: PeftConfig) -> None:
    """Refuse a configuration with whose adapter switched off the network is not the one that was given.

    Raises:
        BadArgument: A start that is taken out of the weights (PiSSA, OLoRA), or an adapter outside the weights.
    """
    refuse_outside_weights(config, "peft_config", error=BadArgument)
    if start := start_in_base(config):
        raise BadArgument(
            f"init_lora_weights={start!r} takes the adapter's start out of the weights: with the adapter off the "
            "network is not the one that was given, and the frozen target would be another model's. Use True, "
            "'gaussian' or 'orthogonal'."
        )


def check_trained(network: PeftModel) -> None:
    """Refuse an adapted network that trains weights of its base: they would stay changed with the adapter off.

    Raises:
        BadArgument: It trains some of them, as `bias="all"` does.
    """
    of_adapter = (str(getattr(network.base_model, "prefix", "lora_")), "modules_to_save", "trainable_tokens")
    trained = [name for name, value in network.named_parameters() if value.requires_grad]
    if own := [plain_name(name) for name in trained if not any(part in name for part in of_adapter)]:
        raise BadArgument(
            f"the adapter trains {len(own)} weights of the base itself ({own[0]}, ...), which stay changed when it is "
            "switched off, so the frozen target would move. Use bias='none', or modules_to_save for whole modules."
        )


def _check_base(network: nn.Module, adapted: PeftModel) -> None:
    """Refuse what was put on if it changed the base: the target is frozen only if the base is."""
    check_trained(adapted)
    before = dict(network.named_parameters())
    for key, value in adapted.named_parameters():
        given = before.get(plain_name(key))
        if given is None or given is value or given.data_ptr() == value.data_ptr():
            continue
        if given.shape != value.shape or not torch.equal(given, value):
            raise BadArgument(
                f"the start of peft_config changes the weights of the network ({plain_name(key)}), so with the adapter "
                "off it is not the one that was given. Use LoRA with its usual start."
            )


def _name_targets(adapted: PeftModel) -> None:
    """Name what was found in the configuration, so that it reads back without our exclusions.

    Raises:
        BadArgument: The configuration could not be read back.
    """
    config: Any = adapted.active_peft_config
    tuner: Any = adapted.base_model
    names = sorted(tuner.targeted_module_names)
    config.target_modules, config.exclude_modules = names, None
    if getattr(config, "feedforward_modules", None):  # IA3 wants them among the targets, as they are named there
        modules = dict(base_network(adapted).named_modules())
        config.feedforward_modules = [name for name in names if getattr(modules[name], "is_feedforward", False)]
    try:
        type(config)(
            **{key: value for key, value in config.to_dict().items() if key not in ("peft_type", "auto_mapping")}
        )
    except (ValueError, TypeError) as error:
        raise BadArgument(f"peft_config could not be read back once it was saved: {error}. Change it.") from error


def modules_beyond(network: nn.Module, site: nn.Module, layer: int, path: str | None = None) -> list[str]:
    """Return the names of the modules that run after a site: later layers, the last norm and the head, and what follows
    it inside its own layer.

    Inside the layer only what is certain: after an attention's output projection come all modules outside the
    attention. After an MLP nothing; an attention that runs beside it is kept and stays as it was.

    Args:
        network: A causal LM without an adapter.
        site: The module that is read.
        layer: The layer that it is in, from 0.
        path: Dotted name of the list of layers; overrides the search.
    """
    names = {id(module): name for name, module in base_network(network).named_modules()}
    blocks = decoder_layers(network, path=path)
    block = names[id(blocks[layer])]
    later = [names[id(one)] for one in list(blocks)[layer + 1 :]] + _behind_the_layers(network, names[id(blocks)])
    attention = names[id(site)].removeprefix(f"{block}.").rpartition(".")[0].split(".")[0]
    if not any(word in attention for word in ("attn", "attention")):
        return later
    return [*later, *(f"{block}.{name}" for name, _ in blocks[layer].named_children() if name != attention)]


def _behind_the_layers(network: nn.Module, layers: str) -> list[str]:
    """Return the names of the head and of the norms beside the list of layers, but for one of the embeddings."""
    base = base_network(network)
    head = base.get_output_embeddings()
    parent = layers.rpartition(".")[0]
    norms = [
        f"{parent}.{name}".lstrip(".")
        for name, child in base.get_submodule(parent).named_children()
        if "norm" in type(child).__name__.lower() and "embed" not in name
    ]
    return norms + [name for name, module in base.named_modules() if module is head]


def _excluding(given: list[str] | str | None, names: Sequence[str]) -> str:
    """Join what the caller excludes with the modules in and below `names`, as the one expression that PEFT takes."""
    ours = rf"(?:{'|'.join(map(re.escape, names))})(?:\..*)?"
    if not given:
        return ours
    theirs = given if isinstance(given, str) else rf"(?:.*\.)?(?:{'|'.join(map(re.escape, given))})"
    return f"(?:{theirs})|(?:{ours})"
