"""The instrument that `--model` and `--layer` name, and its null: the same network with random weights."""

import sys
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument, UnsupportedModel

if TYPE_CHECKING:
    from selfother.exams.instruments.activation_probe import ActivationProbe, Settings
    from selfother.exams.nulls.null import Null

__all__ = ["probe_and_twin", "probe_settings"]


def probe_settings(layer: str, position: str) -> "Settings":
    """How the probe reads, from words of the command line.

    Args:
        layer: "all", an index from 0, a negative one from the end, or a share of the depth.
        position: "mean" or "last".

    Raises:
        BadArgument: Another layer.
        UnknownName: Another position.

    Example:
        >>> probe_settings("0.6", "mean").layer, probe_settings("-1", "last").layer, probe_settings("all", "mean").layer
        (0.6, -1, 'all')
    """
    from selfother.cli._layers import one_of
    from selfother.exams.instruments.activation_probe import Settings

    where = one_of("position", position, ("mean", "last"))
    if layer == "all":
        return Settings(layer="all", position=where)  # type: ignore[arg-type]
    try:
        number: int | float = float(layer) if "." in layer else int(layer)
    except ValueError as error:
        raise BadArgument(
            f"--layer {layer!r}: expected all, an index such as 12 or -1, or a share of the depth such as 0.6."
        ) from error
    return Settings(layer=number, position=where)  # type: ignore[arg-type]


def probe_and_twin(word: str, settings: "Settings", **held: Any) -> tuple["ActivationProbe", "Null"]:
    """Load a model, and make the probe of its activations and the null of the same shape.

    Args:
        word: The model.
        settings: How the probe reads.
        held: `device` and `dtype`, as `load_model` takes them.

    Raises:
        UnsupportedModel: A model that a provider answers for.
        BadArgument: The model has no such layer; said before its weights are loaded.
        MissingModel: No such model.
        MissingExtra: The packages of the `lm` extra are not installed.
    """
    from selfother.exams.instruments.activation_probe import ActivationProbe
    from selfother.exams.nulls.random_transformer import RandomTransformer
    from selfother.models.depth import count_layers, layer_index
    from selfother.models.load import check_installed, load_model
    from selfother.probes.inspect.provider import provider_of

    check_installed()
    if provider := provider_of(word):
        raise UnsupportedModel(
            f"--model {word} answers through {provider}, which gives text and no activations. Give a model whose "
            "weights are here, such as smollm2-135m, or leave --model out: the nulls need none."
        )
    depth = None if settings.layer == "all" else count_layers(word)
    if depth is not None and settings.layer != "all":
        layer_index(settings.layer, depth, key="--layer", model=word)
    model = load_model(word, **held)
    probe = ActivationProbe(model, settings, watch=_say)
    return probe, RandomTransformer(model, lambda network: ActivationProbe(network, settings, watch=_say))


def _say(sentence: str) -> None:
    print(f"selfother: {sentence}", file=sys.stderr, flush=True)
