"""What the overlap trainer needs of a network: an adapter that the loss can reach, activations, one forward to wrap.

    host             let the network's own forward run a function, so that what wraps it sees one forward a step
    quiet_base       no dropout but the adapter's
    unadapted        the network as it was before tuning, for the length of a block
    packable_tokens  how long prompts may be that share a row
    Reader           runs a network up to the deepest site and returns the activations of all of them

Beyond the hook nothing is computed: a forward hook raises once the deepest site has spoken. Where a wrapper must see
every module end (FSDP, DeepSpeed, gradient checkpointing), `stop=False` lets the network run to its end instead.
"""

import math
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from peft import PeftModel
from peft.tuners.tuners_utils import BaseTunerLayer
from torch import nn

from selfother.models.forward import attention_window
from selfother.models.layers import base_network

__all__ = [
    "Forward",
    "Reader",
    "host",
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
