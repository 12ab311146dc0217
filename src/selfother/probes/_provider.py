"""Task probes on a model of any Inspect provider: which words mean one, what a run will take, and the run.

**Which words.** A model that is here wins: a bundled name, a directory, a hub id in the hub's cache, and whatever has
`+ADAPTER`. Otherwise `PROVIDER/MODEL` with a provider that Inspect knows is asked through it (`openai/gpt-4o`,
`vllm/...`, `mockllm/model`), and every other word is a hub id. So `google/gemma-2-2b-it` is the hub's model once it is
downloaded, and Google's service before; the command line says which it took.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from selfother.errors import BadArgument

if TYPE_CHECKING:
    from inspect_ai.model import Model

    from selfother.probes.probe import ProbeResult, TaskProbe

__all__ = ["CallEstimate", "announce_calls", "estimate_calls", "open_model", "provider_of", "run_on_provider"]

LETTERS_A_TOKEN = 4.0
_TOKENS_A_MESSAGE = 8
_OURS = "selfother"


@dataclass(frozen=True)
class CallEstimate:
    """What a run on a provider will ask for, counted before it starts.

    Attributes:
        calls: How many answers are asked for; retries come on top.
        input_tokens: Tokens sent, at four letters a token and eight a message.
        most_output_tokens: Tokens that come back at most.
    """

    calls: int
    input_tokens: int
    most_output_tokens: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        return (
            f"{self.calls:,} calls, about {self.input_tokens:,} tokens in and at most {self.most_output_tokens:,} out"
        )


def provider_of(word: str) -> str | None:
    """Return the Inspect provider that a model's word names; None for one that is loaded here."""
    from selfother.models.bundled import bundled_models
    from selfother.models.load import split_word

    first, slash, _ = word.partition("/")
    base, adapter = split_word(word)
    if not slash or adapter or word in bundled_models() or Path(base).expanduser().is_dir():
        return None
    if first == _OURS or first not in _known_providers() or _is_in_hub_cache(word):
        return None
    return first


def open_model(word: str) -> "Model":
    """Return the Inspect model of a word that `provider_of` knows.

    Raises:
        BadArgument: The provider refuses: its package is not installed, a key is not set, ...; its reason is given.
    """
    from inspect_ai.model import get_model

    try:
        return get_model(word)
    except Exception as error:  # a provider may refuse in any way it likes
        reason = " ".join(re.sub(r"\[/?\w*\]", "", str(getattr(error, "message", error))).split())
        raise BadArgument(
            f"{word}: Inspect's provider {word.partition('/')[0]} does not start: {reason.removeprefix('ERROR: ')} "
            "For a model of the hub, download it first (hf download MODEL) or give its directory."
        ) from error


def estimate_calls(probes: "Iterable[TaskProbe]") -> CallEstimate:
    """Count what these probes will ask of a provider, without asking it."""
    calls = letters = messages = most = 0
    for probe in probes:
        most_a_call = probe.task().config.max_tokens or 0
        for turns in probe.prompts():
            calls += 1
            messages += len(turns)
            letters += sum(map(len, turns))
            most += most_a_call
    return CallEstimate(calls, round(letters / LETTERS_A_TOKEN) + _TOKENS_A_MESSAGE * messages, most)


def announce_calls(name: str, probe: "TaskProbe") -> None:
    """Say on stderr what `inspect eval` is about to ask of a provider; of a model that scores given answers, nothing.

    Such a model is one of ours, or scripted: its calls cost nobody money.
    """
    from inspect_ai.model._model import active_model  # get_model() would open one where there is none

    model = active_model()
    if model is not None and not hasattr(model.api, "score_options"):
        print(f"{name} on {model}: {estimate_calls([probe])}", file=sys.stderr, flush=True)


def run_on_provider(probe: "TaskProbe", model: "Model", *, log_folder: Path | None = None) -> "ProbeResult":
    """Run a task probe on an Inspect model.

    A provider gives no log-probabilities of given answers, so every answer is written; those that name neither option
    are counted by the measure "invalid" and stay unscored.

    Raises:
        CellFailed: Every call raised; the provider's reason is given.
    """
    from selfother.probes._inspect import evaluate

    return probe.read(evaluate(probe.task(), model, log_folder=log_folder))


def _known_providers() -> set[str]:
    import inspect_ai.model  # noqa: F401  (registers them)
    from inspect_ai._util.registry import registry_find, registry_info  # Inspect lists them nowhere else

    found = registry_find(lambda info: info.type == "modelapi")
    return {registry_info(provider).name.rpartition("/")[2] for provider in found}


def _is_in_hub_cache(word: str) -> bool:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return isinstance(try_to_load_from_cache(word, "config.json"), str)
    except HFValidationError:  # three parts, as in together/meta-llama/...: no hub id
        return False
