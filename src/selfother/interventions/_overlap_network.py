"""What the overlap trainer needs of a network: an adapter that the loss can reach, activations, one forward to wrap.

    attached         network + PEFT configuration -> a trainable `PeftModel` on weights that it shares
    modules_beyond   what runs after a site, where an adapter would get no gradient
    host             let the network's own forward run a function, so that what wraps it sees one forward a step
    quiet_base       no dropout but the adapter's
    unadapted        the network as it was before tuning, for the length of a block
    packable_tokens  how long prompts may be that share a row
    Reader           runs a network up to the deepest site and returns the activations of all of them

Beyond the hook nothing is computed: a forward hook raises once the deepest site has spoken. Where a wrapper must see
every module end (FSDP, DeepSpeed, gradient checkpointing), `stop=False` lets the network run to its end instead.
"""

import copy
import math
import re
import types
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from peft import LoraConfig, PeftConfig, PeftModel, get_peft_model, prepare_model_for_kbit_training
from peft.tuners.tuners_utils import BaseTunerLayer
from torch import nn

from selfother.errors import BadArgument
from selfother.models.forward import attention_window
from selfother.models.layers import base_network, decoder_layers, projection_names
from selfother.models.weights import share_weights_copy
from selfother.seeds import derive

__all__ = [
    "Forward",
    "Reader",
    "attached",
    "default_adapter",
    "host",
    "modules_beyond",
    "packable_tokens",
    "quiet_base",
    "unadapted",
]

Forward = Callable[..., Any]
"""A network's forward."""


class _Read(Exception):
    """Ends a forward pass whose activations have been read."""


@dataclass(frozen=True)
class Reader:
    """Reads activations at several sites in one forward pass.

    Attributes:
        sites: Modules, in the order in which the network runs them.
        stop: Whether to end the pass at the last of them.
        joins_output: Whether activations of a pass that was not ended hang on its output, by a term of zero: FSDP and
            DeepSpeed prepare the backward pass from there.
        takes_few_logits: Whether the forward knows `logits_to_keep`, which spares the head where the pass goes on.
    """

    sites: tuple[nn.Module, ...]
    stop: bool = True
    joins_output: bool = False
    takes_few_logits: bool = False

    def __call__(self, forward: Forward, batch: Mapping[str, torch.Tensor]) -> torch.Tensor:
        """Run a batch.

        Args:
            forward: The network's own forward.
            batch: input_ids, attention_mask, position_ids, each [rows, tokens]; the mask may be one of the network's
                own type that is added to attention, [rows, 1, tokens, tokens].

        Returns:
            [rows, tokens, sites, hidden], float32.
        """
        read: list[torch.Tensor] = []

        def hook(_module: nn.Module, _inputs: Any, output: Any) -> None:
            read.append(output[0] if isinstance(output, tuple) else output)
            if self.stop and len(read) == len(self.sites):
                raise _Read

        handles = [module.register_forward_hook(hook) for module in self.sites]
        few = {"logits_to_keep": 1} if self.takes_few_logits and not self.stop else {}
        output: Any = None
        try:
            output = forward(**batch, use_cache=False, **few)
        except _Read:
            pass
        finally:
            for handle in handles:
                handle.remove()
        (rows, tokens), device = batch["input_ids"].shape, batch["input_ids"].device
        # a network that is spread over several devices (device_map) reads on several of them
        values = torch.stack([one.float().to(device).reshape(rows, tokens, -1) for one in read], dim=2)
        return values + 0.0 * output.logits.float().mean().to(device) if self.joins_output else values


def host(network: nn.Module) -> None:
    """Let `network(run=f)` return `f(forward)`; every other call is as it was.

    DistributedDataParallel and its kin prepare gradients around the forward of what they wrap. A loss that needs
    several passes, or ends one early, must therefore happen inside one forward.
    """
    own = vars(network).get("forward")

    def forward(self: nn.Module, *args: Any, run: Callable[[Forward], Any] | None = None, **kwargs: Any) -> Any:
        # through the class, not a closure, so that a copy of the network runs the copy
        plain = own or types.MethodType(type(self).forward, self)
        return plain(*args, **kwargs) if run is None else run(plain)

    network.forward = types.MethodType(forward, network)


@contextmanager
def unadapted(network: PeftModel) -> Iterator[None]:
    """Switch the adapter, dropout and gradients off for the length of a block."""
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    try:
        with torch.no_grad(), network.disable_adapter():
            yield
    finally:
        for module, training in modes:
            module.training = training


def quiet_base(network: PeftModel) -> None:
    """Leave the training mode to the adapter: a frozen target is no place to arrive at with dropout in the base.

    Layers that are checkpointed keep it too, since they ask it whether to checkpoint.
    """
    adapters = [module for module in network.modules() if isinstance(module, BaseTunerLayer)]
    own = {
        id(module)
        for adapter in adapters
        for name, module in adapter.named_modules()
        if name and not name.startswith("base_layer")
    }
    for module in network.modules():
        keeps = id(module) in own or getattr(module, "gradient_checkpointing", False)
        module.training = module.training and keeps


def packable_tokens(network: PeftModel) -> float:
    """Return up to how many tokens a prompt may share a row with another under a mask of our own; 0 is never.

    Not beyond a sliding window, which such a mask switches off; not in flash attention, which takes none; and not
    where the adapter drops out, since two prompts would then drop the same of the beginning that they share.
    """
    base = base_network(network)
    drops = any(
        isinstance(part, nn.Dropout) and part.p > 0
        for module in network.modules()
        if isinstance(module, BaseTunerLayer)
        for part in module.modules()
    )
    if drops or base.config._attn_implementation not in ("sdpa", "eager"):
        return 0
    return attention_window(network) or math.inf


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
        BadArgument: The configuration puts no adapter anywhere else.
    """
    config: Any = copy.deepcopy(peft_config)
    restricted = bool(beyond) and hasattr(config, "exclude_modules")
    if restricted:
        config.exclude_modules = _excluding(config.exclude_modules, beyond)
    if getattr(network, "is_loaded_in_4bit", False) or getattr(network, "is_loaded_in_8bit", False):
        base = prepare_model_for_kbit_training(network, use_gradient_checkpointing=checkpointing)
    else:
        base = share_weights_copy(network)
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PEFT remarks on tied embeddings, on Conv1D, on exclusions without effect
        torch.manual_seed(derive(seed, "adapter"))
        try:
            adapted = get_peft_model(base, config)
        except ValueError as error:
            raise BadArgument(
                "peft_config puts no adapter where the loss reaches, at or below the deepest layer that is read "
                f"({error}) Name target_modules that exist there, or read a higher layer."
            ) from error
    if restricted:
        # what was found stands in the saved configuration by name: it reads back without our exclusions
        adapted.active_peft_config.target_modules = sorted(adapted.base_model.targeted_module_names)
        adapted.active_peft_config.exclude_modules = None
    return adapted


def modules_beyond(network: nn.Module, site: nn.Module, layer: int, path: str | None = None) -> list[str]:
    """Return the names of the modules that run after a site: later layers, and what follows it inside its own.

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
    later = [names[id(one)] for one in list(blocks)[layer + 1 :]]
    attention = names[id(site)].removeprefix(f"{block}.").rpartition(".")[0].split(".")[0]
    if not any(word in attention for word in ("attn", "attention")):
        return later
    return [*later, *(f"{block}.{name}" for name, _ in blocks[layer].named_children() if name != attention)]


def _excluding(given: list[str] | str | None, names: Sequence[str]) -> str:
    """Join what the caller excludes with the modules in and below `names`, as the one expression that PEFT takes."""
    ours = rf"(?:{'|'.join(map(re.escape, names))})(?:\..*)?"
    if not given:
        return ours
    theirs = given if isinstance(given, str) else rf"(?:.*\.)?(?:{'|'.join(map(re.escape, given))})"
    return f"(?:{theirs})|(?:{ours})"
