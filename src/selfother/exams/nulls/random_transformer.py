"""A transformer that has learnt nothing, read in the same way as the model under test."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.exams.folds import Fold
from selfother.exams.instruments.instrument import Instrument
from selfother.exams.nulls.null import Null

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["RandomTransformer", "random_twin"]


class RandomTransformer(Null):
    """The instrument on a random network of the same shape and tokenizer, at the same layer.

    What it tells apart comes from the words and the shape alone: every token has some random vector, and attention
    mixes them. Nothing in it was learnt from language. Its weights are drawn as a training would begin.
    """

    name: ClassVar[str] = "random_transformer"
    title: ClassVar[str] = "the same network with random weights, at the same layer"

    def __init__(self, model: "LanguageModel", instrument: "Callable[[LanguageModel], Instrument]") -> None:
        """Keep what is imitated; nothing is drawn yet.

        Args:
            model: The model under test.
            instrument: Makes the instrument for a model: `lambda model: ActivationProbe(model, settings)`.
        """
        self._model = model
        self._make = instrument
        self._read: tuple[int, Instrument] | None = None

    def read(self, texts: Sequence[str], *, seed: int) -> Any:
        """What the instrument sees of the texts in the random network, whose weights come from the seed."""
        if self._read is None or self._read[0] != seed:
            self._read = seed, self._make(random_twin(self._model, seed=seed))
        return self._read[1].read(texts, seed=seed)

    def judge(self, seen: Any, codes: NDArray[np.intp], fold: Fold, classes: int) -> NDArray[np.float64]:
        """As the instrument judges."""
        assert self._read is not None, "`read` comes first"
        return self._read[1].judge(seen, codes, fold, classes)


def random_twin(model: "LanguageModel", *, seed: int = 0) -> "LanguageModel":
    """A model of the same shape, type of numbers and tokenizer with weights as at the start of a training.

    Args:
        model: What is imitated; an adapter of it is left out.
        seed: Of the weights.

    Raises:
        UnsupportedModel: transformers cannot make such a network from its configuration.
    """
    import copy

    import torch
    from transformers import AutoModelForCausalLM

    from selfother.errors import UnsupportedModel
    from selfother.models.language_model import with_network
    from selfother.models.layers import base_network
    from selfother.models.weights import quiet_loading
    from selfother.seeds import derive

    config = copy.deepcopy(base_network(model.network).config)
    if hasattr(config, "quantization_config"):  # random weights are not packed
        del config.quantization_config
    number = derive(seed, "exams", "random_transformer") % 2**31
    dtype = model.dtype if model.dtype.is_floating_point else torch.bfloat16
    try:
        with torch.random.fork_rng(), quiet_loading():
            torch.manual_seed(number)
            network = AutoModelForCausalLM.from_config(config, dtype=dtype)
    except (ValueError, TypeError, RuntimeError) as error:
        raise UnsupportedModel(
            f"no network with random weights can be made of the configuration of {model.name}: {error}. "
            "Leave the null random_transformer out."
        ) from error
    return with_network(
        model, network.to(model.device), name=f"{model.name} with random weights", weights_digest=f"{number:016x}"
    )
