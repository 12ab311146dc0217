"""Log-probabilities of given continuations, in nats, at a fraction of the cost of one forward pass each.

    packed    shared beginnings are computed once: the longest as cached keys and values, shorter ones and the options
              as branches of a row under a mask that shows a token its own history only; the vocabulary's head runs
              at the positions that are wanted and nowhere else
    batched   for architectures that refuse such masks: rows behind the cached common beginning, padded
    naive     one forward pass an option, the definition that the others are measured against

Which of them a network takes is found out by trying them on a few tokens (`scoring_method`); in float32 they differ by
less than 1e-4 nats. A log-probability belongs to the option's tokens as the tokenizer makes them after the prompt.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from selfother.errors import BadArgument
from selfother.models.forward import METHODS, Method, log_probs
from selfother.models.language_model import LanguageModel, encode
from selfother.models.layers import base_network
from selfother.models.packing import TokenSequence, common_length

if TYPE_CHECKING:
    from torch import nn

__all__ = [
    "OptionRequest",
    "OptionScores",
    "option_request",
    "score_options",
    "score_tokens",
    "scoring_method",
    "token_log_probs",
]


_APART, _APART_IN_TWO_BYTES = 1e-4, 0.25
"""How far a method may be from the naive values, nats: the largest difference, and in two bytes the mean one."""


@dataclass(frozen=True)
class OptionRequest:
    """A prompt and its possible continuations, as token ids."""

    prompt: list[int]
    options: tuple[list[int], ...]


@dataclass(frozen=True)
class OptionScores:
    """What a model thinks of the continuations of one prompt.

    Attributes:
        log_probs: Log-probability of each option, the sum over its tokens, nats.
        lengths: How many tokens each option has.
        mass: Sum of the options' probabilities, in [0, 1] unless one option begins with another: how much of what
            the model would say they cover.
    """

    log_probs: tuple[float, ...]
    lengths: tuple[int, ...]
    mass: float


def option_request(model: LanguageModel, prompt_text: str, options: Sequence[str]) -> OptionRequest:
    """Tokenise a prompt and its options together.

    The tokens of prompt + option are what the tokenizer makes of the whole text. Where it joins the prompt's end with
    an option's beginning, the prompt is cut back to the tokens that all options leave alone, and what was cut off
    stands at the beginning of every option.

    Args:
        model: Whose tokenizer.
        prompt_text: A rendered prompt.
        options: At least one, none empty.

    Raises:
        BadArgument: No options, an empty one, or two that are the same text.
    """
    if not options or not all(options) or len(set(options)) < len(options):
        raise BadArgument(f"options must be different texts and none empty; got {list(options)!r}.")
    prompt = encode(model, prompt_text)
    joint = [encode(model, prompt_text + option) for option in options]
    kept = min([len(prompt), *(common_length(prompt, tokens) for tokens in joint)])
    kept = min([kept, *(len(tokens) - 1 for tokens in joint)])
    if kept < 1:
        raise BadArgument(f"the prompt {prompt_text!r} leaves no token before the options. Give a longer one.")
    return OptionRequest(prompt[:kept], tuple(tokens[kept:] for tokens in joint))


def score_options(
    model: LanguageModel, requests: Sequence[OptionRequest], *, method: Literal["auto"] | Method = "auto"
) -> list[OptionScores]:
    """Score every option of every request.

    Args:
        model: The model.
        requests: In any order; what they share is found.
        method: "auto" takes the best that the architecture allows.

    Returns:
        One result a request, in the order of the requests.

    Raises:
        BadArgument: An empty prompt or option, a sequence longer than the model's positions, an unknown method.
    """
    if any(not request.prompt or not all(request.options) for request in requests):
        raise BadArgument("a request needs a prompt and options of at least one token each.")
    rows = [(request.prompt, option) for request in requests for option in request.options]
    sums = iter([math.fsum(values) for values in _scores(model, rows, method)])
    results = []
    for request in requests:
        values = tuple(next(sums) for _ in request.options)
        lengths = tuple(len(option) for option in request.options)
        results.append(OptionScores(values, lengths, math.fsum(map(math.exp, values))))
    return results


def score_tokens(
    model: LanguageModel, rows: Sequence[Sequence[int]], *, method: Literal["auto"] | Method = "auto"
) -> list[list[float]]:
    """Return the log-probability of every token after the first, nats, for each row of token ids."""
    long_enough = [index for index, row in enumerate(rows) if len(row) > 1]
    scored = _scores(model, [(rows[index][:1], rows[index][1:]) for index in long_enough], method)
    results: list[list[float]] = [[] for _ in rows]
    for index, values in zip(long_enough, scored, strict=True):
        results[index] = values
    return results


def token_log_probs(model: LanguageModel, text: str) -> list[float]:
    """Return the log-probability of every token of a text after the first, nats.

    The exponential of minus their mean is the text's perplexity.

    Raises:
        BadArgument: The text has more tokens than the model has positions.
    """
    return score_tokens(model, [encode(model, text)])[0]


def scoring_method(network: "nn.Module") -> Method:
    """Return the method that a network takes: the first that gives the naive values on a few tokens.

    Found once for a network and kept on it.
    """
    known = network.__dict__.get("_selfother_scoring")
    if known is None:
        known = _try_methods(network)
        network.__dict__["_selfother_scoring"] = known
    return known


def _scores(
    model: LanguageModel, rows: Sequence[tuple[Sequence[int], Sequence[int]]], method: Literal["auto"] | Method
) -> list[list[float]]:
    if method not in ("auto", *METHODS):
        raise BadArgument(f"method {method!r}: expected auto, {', '.join(METHODS)}.")
    sequences = [TokenSequence((*before, *after), len(before)) for before, after in rows]
    longest = max(sequences, key=lambda sequence: len(sequence.tokens), default=None)
    if longest is not None and model.max_tokens is not None and len(longest.tokens) > model.max_tokens:
        begun = model.tokenizer.decode(list(longest.tokens[:20]))
        raise BadArgument(
            f"a text of {len(longest.tokens)} tokens, {begun!r}..., is longer than the {model.max_tokens} positions of "
            f"{model.name}. Shorten it."
        )
    return log_probs(model.network, sequences, scoring_method(model.network) if method == "auto" else method)


def _try_methods(network: "nn.Module") -> Method:
    """Compare on sequences that branch twice, at the beginning and at the end; any refusal means no."""
    size = min(base_network(network).get_input_embeddings().weight.shape[0], 4096)
    tokens = [(17 * place * place + 5) % size for place in range(24)]
    turned = tokens[::-1]
    sequences = [
        TokenSequence((*tokens[:6], *stem, *option), 6 + len(stem))
        for stem in (tokens[6:11], turned[2:9])
        for option in (tokens[12:15], turned[:1], turned[1:3])
    ]
    exact = [value for values in log_probs(network, sequences, "naive") for value in values]
    has_four_bytes = next(network.parameters()).dtype.itemsize >= 4
    for method in METHODS[:-1]:
        try:
            found = [value for values in log_probs(network, sequences, method) for value in values]
        except Exception:  # (an architecture may refuse in any way it likes)
            continue
        apart = [abs(one - other) for one, other in zip(exact, found, strict=True)]
        # in two bytes one improbable token can be .3 off, and .1 is the mean; with the mask ignored it is .7 and more
        if max(apart) < _APART if has_four_bytes else fmean(apart) < _APART_IN_TWO_BYTES:
            return method
    return "naive"
