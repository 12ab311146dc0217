"""One finder for the parts of a decoder: layers, hook sites, projections.

Works by shape and by the names that the families use (Llama, Mistral, Qwen 2 to 3.5, Gemma 2 to 4, Phi-3, GPT-2, NeoX,
OPT, Falcon), so that a model of a known kind under a new class name is found too. What it cannot find it refuses, and
names the argument that overrides the search.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from selfother.errors import BadArgument, UnsupportedModel
from selfother.models.depth import layer_index

if TYPE_CHECKING:
    from torch import nn

__all__ = ["Projection", "Site", "base_network", "decoder_layers", "projection_names", "site"]

Site = Literal["o_proj", "mlp", "residual"]
"""Where activations are read: the attention's output projection, the MLP's output, the layer's output."""
Projection = Literal["q", "k", "v", "o", "gate", "up", "down"]

_ATTENTION_NAMES: dict[str, tuple[str, ...]] = {
    "q": ("q_proj", "qkv_proj", "c_attn", "query_key_value", "Wqkv", "query", "in_proj_qkv"),
    "k": ("k_proj", "qkv_proj", "c_attn", "query_key_value", "Wqkv", "key", "in_proj_qkv"),
    "v": ("v_proj", "qkv_proj", "c_attn", "query_key_value", "Wqkv", "value", "in_proj_qkv"),
    "o": ("o_proj", "out_proj", "c_proj", "dense", "wo"),
}
_MLP_NAMES: dict[str, tuple[str, ...]] = {
    "gate": ("gate_proj", "gate_up_proj", "w1"),
    "up": ("up_proj", "gate_up_proj", "c_fc", "dense_h_to_4h", "fc1", "w3"),
    "down": ("down_proj", "c_proj", "dense_4h_to_h", "fc2", "w2"),
}


def base_network(network: "nn.Module") -> Any:
    """Return the network inside a `PeftModel`, or the network itself.

    Returns:
        A model of transformers. `nn.Module` declares none of the attributes that are asked of it, so it is not typed.
    """
    inner = getattr(network, "get_base_model", None)
    return inner() if callable(inner) else network


def decoder_layers(network: "nn.Module", *, path: str | None = None) -> "nn.ModuleList":
    """Return the decoder's layers, first to last.

    Args:
        network: A causal LM, with or without an adapter.
        path: Dotted name of the list, for an architecture that the search does not know.

    Raises:
        UnsupportedModel: No list of `num_hidden_layers` modules was found.
    """
    from torch import nn

    base = base_network(network)
    if path is not None:
        found = dict(base.named_modules()).get(path)
        if not isinstance(found, nn.ModuleList):
            raise UnsupportedModel(f"{path!r} is no list of layers in {type(base).__name__}. Give its dotted name.")
        return found
    depth = getattr(base.config.get_text_config(), "num_hidden_layers", None)
    lists = [module for module in base.modules() if isinstance(module, nn.ModuleList) and len(module) == depth]
    if not lists:
        raise UnsupportedModel(
            f"no list of {depth} decoder layers in {type(base).__name__}. Give its dotted name as path=..."
        )
    return max(lists, key=_weights)


def site(
    network: "nn.Module",
    layer: int | float,
    kind: Site = "residual",
    *,
    module: str | None = None,
    path: str | None = None,
) -> "nn.Module":
    """Return the module whose output is the activation at a site.

    Args:
        network: A causal LM, with or without an adapter.
        layer: Index of the layer, from 0; negative counts from the end; between 0 and 1 a share of the depth.
        kind: "o_proj", "mlp" or "residual". In OPT, whose MLP is not a module of its own, "mlp" is `fc2`.
        module: Dotted name of the module inside the layer; overrides `kind`.
        path: Dotted name of the list of layers; overrides the search for it.

    Raises:
        BadArgument: No such layer, or no such kind.
        UnsupportedModel: The architecture has no module that the search knows.
    """
    layers = decoder_layers(network, path=path)
    block = layers[layer_index(layer, len(layers))]
    if module is not None:
        found = dict(block.named_modules()).get(module)
    elif kind == "residual":
        found = block
    elif kind == "o_proj":
        found = next(iter(_named(block, "o").values()), None)
    elif kind == "mlp":
        found = next((child for name, child in block.named_children() if name in ("mlp", "feed_forward", "ffn")), None)
        found = found if found is not None else next(iter(_named(block, "down").values()), None)
    else:
        raise BadArgument(f"site {kind!r}: expected one of {', '.join(get_args(Site))}.")
    if found is None:
        raise UnsupportedModel(
            f"{type(block).__name__} has no {module or kind} that the search knows; it has "
            f"{', '.join(name for name, _ in block.named_modules() if name)}. Name one of them as module=..."
        )
    read: nn.Module = found
    return read


def projection_names(
    network: "nn.Module",
    kinds: Sequence[Projection] = ("q", "v"),
    *,
    layers: Sequence[int] | None = None,
    path: str | None = None,
) -> list[str]:
    """Return the full names of projections, as PEFT's `target_modules` wants them.

    A fused projection (Phi-3's `qkv_proj`, GPT-2's `c_attn`, NeoX's and Falcon's `query_key_value`, `in_proj_qkv` of
    the linear attention in Qwen 3.5) stands for each of its parts and is named once. A layer that says to have none of
    its own is passed over: the values of Gemma 4's global layers are their keys.

    Args:
        network: A causal LM; names are relative to the network inside a `PeftModel`.
        kinds: Which projections.
        layers: Indices of the layers; None means all.
        path: Dotted name of the list of layers; overrides the search for it.

    Raises:
        BadArgument: An unknown kind, or a layer that does not exist.
        UnsupportedModel: A projection that the search does not find.
    """
    if unknown := [kind for kind in kinds if kind not in get_args(Projection)]:
        raise BadArgument(f"projections {unknown}: expected some of {', '.join(get_args(Projection))}.")
    blocks = decoder_layers(network, path=path)
    chosen = range(len(blocks)) if layers is None else layers
    if outside := [index for index in chosen if not 0 <= index < len(blocks)]:
        raise BadArgument(f"layers {outside} of {len(blocks)}: give indices from 0 to {len(blocks) - 1}.")
    names = {id(module): name for name, module in base_network(network).named_modules()}
    found: dict[str, None] = {}
    for index in chosen:
        for kind in kinds:
            modules = _named(blocks[index], kind)
            if not modules and not _goes_without(blocks[index], kind):
                raise UnsupportedModel(
                    f"{type(blocks[index]).__name__} has no {kind} projection that the search knows. "
                    "Name the modules yourself as target_modules=[...]"
                )
            found.update((names[id(module)], None) for module in modules.values())
    if not found:
        raise UnsupportedModel(
            f"{type(base_network(network)).__name__} has no {', '.join(kinds)} projection in the layers "
            f"{', '.join(map(str, chosen))}. Name other projections, or more layers."
        )
    return list(found)


def _named(block: "nn.Module", kind: str) -> dict[str, "nn.Module"]:
    """Return the one module of a layer that is the projection `kind`, by its name; empty where there is none."""
    of_attention = kind in _ATTENTION_NAMES
    modules = dict(_projections(block, of_attention))
    for wanted in (_ATTENTION_NAMES if of_attention else _MLP_NAMES)[kind]:
        for name, module in modules.items():
            if name.rpartition(".")[2] == wanted:
                return {name: module}
    return {}


def _goes_without(block: "nn.Module", kind: str) -> bool:
    """Return whether a layer keeps None under the name of a projection: it has none of its own."""
    names = (_ATTENTION_NAMES if kind in _ATTENTION_NAMES else _MLP_NAMES)[kind]
    return any(getattr(module, name, module) is None for module in block.modules() for name in names)


def _projections(block: "nn.Module", of_attention: bool) -> Iterator[tuple[str, "nn.Module"]]:
    for name, module in block.named_modules():
        inside = any("attn" in part or "attention" in part for part in name.split(".")[:-1])
        if inside == of_attention and getattr(module, "weight", None) is not None:
            yield name, module


def _weights(module: "nn.Module") -> int:
    return sum(parameter.numel() for parameter in module.parameters())
