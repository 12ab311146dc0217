"""Task probes on a model of any Inspect provider: which words mean one, what a run will take, and the run.

**Which words.** A model that is here wins: a bundled name, a directory, a hub id in the hub's cache, and whatever has
`+ADAPTER`. Otherwise `PROVIDER/MODEL` with a provider that Inspect knows is asked through it (`openai/gpt-4o`,
`vllm/...`, `mockllm/model`), and every other word is a hub id. So `google/gemma-2-2b-it` is the hub's model once it is
downloaded, and Google's service before; the command line says which it took.
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument
from selfother.models.scores_options import ScoresOptions

if TYPE_CHECKING:
    from inspect_ai.model import Model

    from selfother.probes.probe import TaskProbe

__all__ = [
    "CallEstimate",
    "announce_calls",
    "cheaper_words",
    "estimate_calls",
    "open_model",
    "provider_of",
]

LETTERS_A_TOKEN = 4.0
PRICES = "SELFOTHER_PRICES"
"""Environment variable with the user's prices, "IN,OUT" in money for a million tokens; none are known here."""
_CHEAPER = {
    "value_commitment": "fraction=small",
    "deception": "items=16,generation_items=0",
    "agentic_misalignment": "samples=8",
    "empathy_veto": "families=school_lunches,retries=0,tau=0.5",
    "pressure": "items=4",
    "feigned_compliance": "items=16,generation_items=0",
    "sensitivity": "items=4",
    "rhetoric": "items=8",
    "holds_under_pushback": "items=6,knowledge=2",
    "grounding": "dialogues=4",
}
"""Probe -> settings of a smaller run that still measures what it is for."""
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
        """Say it in a sentence, with what it costs where the user has given prices."""
        said = (
            f"{self.calls:,} calls, about {self.input_tokens:,} tokens in and at most {self.most_output_tokens:,} out"
        )
        cost = self.cost()
        return said if cost is None else f"{said}, at most {cost:,.2f} by your prices ({PRICES})"

    def times(self, count: int) -> "CallEstimate":
        """The same, where every answer takes so many calls.

        Args:
            count: At least 1.
        """
        return CallEstimate(self.calls * count, self.input_tokens * count, self.most_output_tokens * count)

    def cost(self) -> float | None:
        """Return the highest cost, in the money of `SELFOTHER_PRICES`; None where no prices are given.

        Raises:
            BadArgument: The variable holds no two prices.
        """
        given = os.environ.get(PRICES, "").strip()
        if not given:
            return None
        try:
            price_in, price_out = (float(part) for part in given.split(","))
        except ValueError:
            price_in = price_out = -1.0
        if not (0 <= price_in < float("inf") and 0 <= price_out < float("inf")):
            raise BadArgument(
                f"{PRICES}={given!r}: expected two prices for a million tokens, in and out, such as 2.50,10. Set it so."
            )
        return (self.input_tokens * price_in + self.most_output_tokens * price_out) / 1e6


def provider_of(word: str) -> str | None:
    """Return the Inspect provider that a model's word names; None for one that is loaded here."""
    from selfother.models.bundled import bundled_models
    from selfother.models.words import split_word

    first, slash, _ = word.partition("/")
    base, adapter = split_word(word)
    if not slash or adapter or word in bundled_models() or Path(base).expanduser().is_dir():
        return None
    if first == _OURS or not _is_provider(first) or _is_in_hub_cache(word):
        return None
    return first


def open_model(word: str, args: Mapping[str, Any] | None = None, *, system: str | None = None) -> "Model":
    """Return the Inspect model of a word that `provider_of` knows.

    Args:
        word: `PROVIDER/MODEL`.
        args: Model arguments of the provider, as behind Inspect's `-M`.
        system: A system message before every prompt; None says none.

    Raises:
        BadArgument: The provider refuses: its package is not installed, a key is not set, ...; its reason is given.
    """
    from inspect_ai.model import GenerateConfig, get_model

    try:
        return get_model(word, config=GenerateConfig(system_message=system), **(args or {}))
    except Exception as error:  # a provider may refuse in any way it likes
        reason = " ".join(re.sub(r"\[/?\w*\]", "", str(getattr(error, "message", error))).split())
        raise BadArgument(
            f"{word}: Inspect's provider {word.partition('/')[0]} does not start: {reason.removeprefix('ERROR: ')} "
            "For a model of the hub, download it first (hf download MODEL) or give its directory."
        ) from error


def estimate_calls(
    probes: "Iterable[TaskProbe]", *, limit: tuple[int, int] | None = None, epochs: int = 1
) -> CallEstimate:
    """Count what these probes will ask of a provider, without asking it.

    Args:
        probes: The probes.
        limit: First and last sample of each, the last one left out; None: all.
        epochs: How often each sample is asked.
    """
    calls = letters = messages = most = 0
    for probe in probes:
        task = probe.task()
        most_a_call = task.config.max_tokens or 0
        prompts = list(probe.prompts())
        a_sample = max(1, len(prompts) // max(1, len(task.dataset)))
        if limit is not None:
            prompts = prompts[limit[0] * a_sample : limit[1] * a_sample]
        for turns in prompts * epochs:
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

    from selfother.models.wrapped_provider import calls_a_reply

    model = active_model()
    if model is not None and not isinstance(model.api, ScoresOptions):
        limit, epochs = asked_of_inspect(sys.argv)
        estimate = estimate_calls([probe], limit=limit, epochs=epochs).times(calls_a_reply(model))
        cheaper = f". Cheaper: {_as_task_settings(_CHEAPER[name])}, or --limit N" if name in _CHEAPER else ""
        print(
            f"{name} on {model}: {estimate}{cheaper}",
            file=sys.stderr,
            flush=True,
        )


def cheaper_words(names: Iterable[str]) -> str:
    """Return words of the command line for smaller runs of probes; empty where none is known."""
    return " ".join(f"{name}:{_CHEAPER[name]}" for name in names if name in _CHEAPER)


def _as_task_settings(words: str) -> str:
    return " ".join(f"-T {word}" for word in words.split(","))


def asked_of_inspect(argv: Sequence[str]) -> tuple[tuple[int, int] | None, int]:
    """Return which samples `inspect eval` was told to ask, and how often.

    A task is made before Inspect says what it will ask of it, so the command line is read, and the variables of the
    environment that stand for it.
    """
    given = {"limit": os.environ.get("INSPECT_EVAL_LIMIT", ""), "epochs": os.environ.get("INSPECT_EVAL_EPOCHS", "")}
    for place, word in enumerate(argv):
        name, has_value, value = word.removeprefix("--").partition("=")
        if word.startswith("--") and name in given:
            given[name] = value if has_value else "".join(argv[place + 1 : place + 2])
    first, has_range, last = given["limit"].partition("-")
    epochs = int(given["epochs"]) if given["epochs"].isdigit() else 1
    if has_range and first.isdigit() and last.isdigit():
        return (max(0, int(first) - 1), int(last)), epochs
    return ((0, int(first)) if first.isdigit() else None), epochs


def _is_provider(name: str) -> bool:
    """Return whether Inspect has a provider of that name, its own or that of an installed package."""
    from inspect_ai._util.entrypoints import ensure_entry_points

    if name in _known_providers():
        return True
    ensure_entry_points()
    return name in _known_providers()


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
