"""Networks that share weights: a copy of the modules over the same tensors, and a copy with the adapter merged in."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from selfother.errors import UnsupportedModel
from selfother.models.weight_files import first_line

if TYPE_CHECKING:
    from torch import nn

__all__ = ["kind_of", "merged_copy", "quiet_loading", "share_weights_copy", "start_in_base"]


def share_weights_copy(network: "nn.Module", *, own: frozenset[int] = frozenset()) -> "nn.Module":
    """Copy the modules and keep the memory of the tensors: what is put into the copy does not reach the original.

    The copy has parameters of its own over the same memory. So a parameter that is given other data (as PEFT's starts
    from the weights do) or another `requires_grad` changes in the copy alone, and the copy costs no memory to speak of.
    Only what is written into the memory in place is seen by both; name such parameters in `own`. Ties between
    parameters stay. Packed (quantised) parameters and buffers are the same objects in both.

    Args:
        network: The original, left as it was.
        own: `id`s of parameters that the copy gets copies of.
    """
    from torch import nn

    kept: dict[int, Any] = {id(buffer): buffer for buffer in network.buffers()}
    for parameter in network.parameters():
        if id(parameter) in own:
            continue
        kept[id(parameter)] = _twin(parameter) if type(parameter) is nn.Parameter else parameter
    return copy.deepcopy(network, kept)


def _twin(parameter: "nn.Parameter") -> "nn.Parameter":
    """Return another parameter over the same memory."""
    from torch import nn

    twin = nn.Parameter(parameter.detach(), requires_grad=parameter.requires_grad)
    twin.__dict__.update(parameter.__dict__)  # what libraries note on a parameter
    return twin


def merged_copy(network: "nn.Module") -> "nn.Module":
    """Return a plain network that computes what a `PeftModel` computes; the original keeps its adapter.

    Only the weights that the adapter touches are copied. A network without an adapter is returned as it is.

    Raises:
        UnsupportedModel: PEFT cannot merge an adapter of this kind.
    """
    if not hasattr(network, "merge_and_unload"):
        return network
    adapted: Any = network
    layers: list[Any] = [module for module in network.modules() if hasattr(module, "base_layer")]
    own = frozenset(id(parameter) for layer in layers for parameter in layer.base_layer.parameters())
    try:
        copied: Any = share_weights_copy(network, own=own)  # a PeftModel
        merged = copied.merge_and_unload()
    except (AttributeError, NotImplementedError, ValueError) as error:  # some methods of PEFT cannot be merged
        kinds = ", ".join(map(kind_of, adapted.peft_config.values()))
        raise UnsupportedModel(
            f"an adapter of PEFT's kind {kinds} cannot be merged into its base ({first_line(error)}), "
            "and what was asked for needs that. Use the adapter as it is, alone on its base."
        ) from error
    if hasattr(merged, "peft_config"):  # left behind by PEFT; it would claim an adapter that is no longer there
        del merged.peft_config
    merged._hf_peft_config_loaded = False
    plain: nn.Module = merged.eval().requires_grad_(False)
    return plain


def kind_of(config: Any) -> str:
    """Return PEFT's name of the kind of adapter that a configuration is for: LORA, IA3, ..."""
    return str(getattr(config.peft_type, "value", config.peft_type))


def start_in_base(config: Any) -> str:
    """Return the start of a PEFT configuration that is taken out of the weights below; empty where there is none.

    PiSSA, OLoRA, CorDA, LoftQ and LoRA-GA put a part of the weights into the adapter and the rest back into the base:
    with the adapter off the network is not the one that was given.
    """
    start = getattr(config, "init_lora_weights", None)
    is_taken = isinstance(start, str) and start.lower().startswith(("pissa", "olora", "corda", "loftq", "lora_ga"))
    return str(start) if is_taken else ""


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
