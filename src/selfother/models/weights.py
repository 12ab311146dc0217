"""Networks that share weights: a copy of the modules over the same tensors, and a copy with the adapter merged in."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import nn

__all__ = ["merged_copy", "quiet_loading", "share_weights_copy"]


def share_weights_copy(network: "nn.Module", *, own: frozenset[int] = frozenset()) -> "nn.Module":
    """Copy the modules and keep the tensors: what is put into the copy does not reach the original.

    Parameters and buffers are the same objects in both, so the copy costs no memory to speak of; changing one of
    them in place changes both. Ties between parameters stay.

    Args:
        network: The original, left as it was.
        own: `id`s of parameters that the copy gets copies of.
    """
    tensors = [*network.parameters(), *network.buffers()]
    return copy.deepcopy(network, {id(tensor): tensor for tensor in tensors if id(tensor) not in own})


def merged_copy(network: "nn.Module") -> "nn.Module":
    """Return a plain network that computes what a `PeftModel` computes; the original keeps its adapter.

    Only the weights that the adapter touches are copied. A network without an adapter is returned as it is.
    """
    if not hasattr(network, "merge_and_unload"):
        return network
    touched = [module for module in network.modules() if hasattr(module, "base_layer")]
    own = frozenset(id(parameter) for module in touched for parameter in module.base_layer.parameters())
    merged = share_weights_copy(network, own=own).merge_and_unload()
    if hasattr(merged, "peft_config"):  # left behind by PEFT; it would claim an adapter that is no longer there
        del merged.peft_config
    merged._hf_peft_config_loaded = False
    return merged.eval().requires_grad_(False)


@contextmanager
def quiet_loading() -> Iterator[None]:
    """Keep transformers' progress bars and load reports off stderr for a while."""
    from transformers.utils import logging

    before, had_bars = logging.get_verbosity(), _bars(logging)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(before)
        if had_bars:
            logging.enable_progress_bar()


def _bars(logging: Any) -> bool:
    return bool(logging.is_progress_bar_enabled())
