"""A model of ours behind Inspect's interface: `--model selfother/smollm2-135m`, `selfother/NAME+ADAPTER`.

Beside what every provider does:

- the model's name carries its digest (`smollm2-135m@0123456789abcdef`), because Inspect's cache does not look at
  model arguments and would serve one adapter the answers of another;
- concurrent samples run as one batch as soon as the event loop is quiet for 10 ms;
- `logprobs` are those of the sampled tokens, `prompt_logprobs` are filled where asked for, the first prompt token has
  none; stop reasons and token counts are what happened;
- an assistant's message at the end is the beginning of the answer, and the completion is what follows it;
- prompts that the model's own chat template does not write are said to be so, with every output and in the model's
  arguments;
- `score_options` scores given answers (`selfother.models.scoring`), for forced choice; a model that computes no packed
  rows takes longer, which a warning says.

Temperature is 0 unless a task sets it. What this provider cannot do (tools, several choices, ...) is an error, never
ignored.
"""

import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inspect_ai.model import (
    ChatCompletionChoice,
    ChatMessage,
    ChatMessageAssistant,
    GenerateConfig,
    Logprob,
    Logprobs,
    Model,
    ModelAPI,
    ModelOutput,
    ModelUsage,
    modelapi,
)
from inspect_ai.tool import ToolChoice, ToolInfo

from selfother.errors import BadArgument
from selfother.models.forward import Method
from selfother.models.gathering import Gathering
from selfother.models.generation import Generation, Watch, generate
from selfother.models.language_model import LanguageModel, encode, render
from selfother.models.scoring import OptionScores, option_request, score_options, score_tokens, scoring_method
from selfother.seeds import derive

__all__ = ["Held", "SelfOtherAPI", "inspect_model", "selfother"]

_DEFAULT_MAX_TOKENS = 256
_REFUSED = (
    "best_of",
    "frequency_penalty",
    "logit_bias",
    "presence_penalty",
    "response_schema",
    "top_k",
    "top_logprobs",
    "top_p",
)


_SLOWER: dict[Method, str] = {
    "batched": "in a batch behind what all of them begin with, which is slower",
    "naive": "with a forward pass for each answer, which is much slower",
}


@dataclass(frozen=True)
class _Wish:
    """One sample's call of generate."""

    prompt: str
    max_tokens: int
    temperature: float
    seed: int
    stop: tuple[str, ...]
    watch: Watch | None = None


class SelfOtherAPI(ModelAPI):
    """Inspect's view of a `LanguageModel`."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008  (Inspect's signature; it is never changed)
        **model_args: Any,
    ) -> None:
        """Load the model that the name says, or take the one in `model_args["language_model"]`."""
        super().__init__(model_name=model_name, base_url=base_url, api_key=api_key, config=config)
        held = model_args.pop("language_model", None)
        model = held.thing if held is not None else _load(model_name, model_args)
        self.language_model: LanguageModel = model
        self._asked: Counter[tuple[str, int]] = Counter()
        self.model_name = f"{model.name}@{model.digest}"
        self._generations: Gathering[_Wish, Generation] = Gathering(self._generate_all)
        self._choices: Gathering[tuple[str, tuple[str, ...]], OptionScores] = Gathering(self._score_all)
        self._prompts: Gathering[tuple[int, ...], list[float]] = Gathering(self._score_prompts)

    async def generate(
        self,
        input: list[ChatMessage],
        tools: list[ToolInfo],
        tool_choice: ToolChoice,
        config: GenerateConfig,
    ) -> ModelOutput:
        """Answer one conversation; concurrent calls share a batch."""
        return await self.generate_watched(input, tools, config)

    async def generate_watched(
        self, input: list[ChatMessage], tools: list[ToolInfo], config: GenerateConfig, *, watch: Watch | None = None
    ) -> ModelOutput:
        """Answer one conversation; a watch sees what has been said after every token, and may end it there.

        An answer that the watch ended has the stop reason "content_filter" and the tokens that were written.
        """
        _check(self.model_name, tools, config)
        prompt = _prompt(self.language_model, input)
        wish = _Wish(
            prompt,
            config.max_tokens or _DEFAULT_MAX_TOKENS,
            config.temperature or 0.0,
            self._seed(prompt, config),
            tuple(config.stop_seqs or ()),
            watch,
        )
        said = await self._generations.submit(wish)
        tokens = encode(self.language_model, prompt)
        choice = ChatCompletionChoice(
            message=ChatMessageAssistant(content=said.text, model=self.model_name, source="generate"),
            stop_reason="content_filter" if said.stop_reason == "watch" else said.stop_reason,
            logprobs=self._logprobs(said.tokens, said.log_probs) if config.logprobs else None,
        )
        if config.prompt_logprobs:
            values = await self._prompts.submit(tuple(tokens))
            choice.prompt_logprobs = self._logprobs(tokens[1:], values)
        usage = ModelUsage(
            input_tokens=len(tokens), output_tokens=len(said.tokens), total_tokens=len(tokens) + len(said.tokens)
        )
        return ModelOutput(model=self.model_name, choices=[choice], usage=usage, metadata=self._prompt_format())

    async def score_options(self, messages: list[ChatMessage], options: Sequence[str]) -> OptionScores:
        """Score given answers to one conversation; concurrent calls are packed together.

        Args:
            messages: An assistant's message at the end is the beginning of the answer.
            options: How the answer may go on, as it stands after that beginning (with its space).
        """
        return await self._choices.submit((_prompt(self.language_model, messages), tuple(options)))

    async def tokenize(self, text: str) -> list[int]:
        """Return the tokens of a text that stands inside another, without special tokens."""
        return list(self.language_model.tokenizer(text, add_special_tokens=False)["input_ids"])

    async def count_text_tokens(self, text: str) -> int:
        """Count with our own tokenizer; Inspect's way downloads a vocabulary."""
        return len(await self.tokenize(text))

    def max_connections(self) -> int:
        """Return how many samples may wait for one batch."""
        return 256

    def max_tokens(self) -> int | None:
        """Return how long an answer gets where the task does not say."""
        return _DEFAULT_MAX_TOKENS

    def connection_key(self) -> str:
        """Return one key for each set of weights."""
        return self.model_name

    def _prompt_format(self) -> dict[str, str] | None:
        """Return the log's sentence on prompts that are not written by the model's own template."""
        words = self.language_model.prompt_format
        return {"prompts are written": words} if words else None

    def _seed(self, prompt: str, config: GenerateConfig) -> int:
        """Return a seed that differs between epochs, which ask the same again, and not between runs."""
        seed = config.seed or 0
        if not config.temperature:
            return seed
        self._asked[prompt, seed] += 1
        return derive(seed, "asked", self._asked[prompt, seed])

    def _generate_all(self, wishes: Sequence[_Wish]) -> list[Generation]:
        alike: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
        for index, wish in enumerate(wishes):
            alike[wish.max_tokens, wish.temperature, wish.seed, wish.stop].append(index)
        results: dict[int, Generation] = {}
        for (max_tokens, temperature, seed, stop), indices in alike.items():
            said = generate(
                self.language_model,
                [wishes[index].prompt for index in indices],
                max_new_tokens=max_tokens,
                temperature=temperature,
                seed=seed,
                stop=stop,
                watches=[wishes[index].watch for index in indices],
            )
            results.update(zip(indices, said, strict=True))
        return [results[index] for index in range(len(wishes))]

    def _score_all(self, asked: Sequence[tuple[str, tuple[str, ...]]]) -> list[OptionScores]:
        requests = [option_request(self.language_model, prompt, options) for prompt, options in asked]
        network = self.language_model.network
        if (method := scoring_method(network)) != "packed":
            warnings.warn(
                f"{self.language_model.name} ({type(network).__name__}) does not take the mask of packed rows: "
                f"its answers are scored {_SLOWER[method]}. The numbers are the same.",
                stacklevel=2,
            )
        return score_options(self.language_model, requests)

    def _score_prompts(self, rows: Sequence[tuple[int, ...]]) -> list[list[float]]:
        return score_tokens(self.language_model, rows)

    def _logprobs(self, tokens: Sequence[int], values: Sequence[float]) -> Logprobs:
        words = [self.language_model.tokenizer.decode([token]) for token in tokens]
        return Logprobs(content=[Logprob(token=word, logprob=value) for word, value in zip(words, values, strict=True)])


@modelapi(name="selfother")
def selfother() -> type[ModelAPI]:
    """Return the provider's class, for Inspect's registry."""
    return SelfOtherAPI


def inspect_model(model: LanguageModel) -> Model:
    """Return an Inspect model around a model that is in memory already; nothing is loaded again."""
    api = selfother(model_name=model.name, language_model=Held(model, _described(model)))  # type: ignore[call-arg]  # wrapped by Inspect
    return Model(api, GenerateConfig())


def _described(model: LanguageModel) -> str:
    """Return the log's model arguments for a model in memory."""
    prompts = f", prompts {model.prompt_format}" if model.prompt_format else ""
    return f"{model.name}@{model.digest}{prompts}"


class Held:
    """Hides an object from Inspect's registry, which writes a text of every argument into the log.

    Attributes:
        thing: The object.
    """

    def __init__(self, thing: Any, name: str) -> None:
        """Keep the object, and the text that the log gets."""
        self.thing = thing
        self._name = name

    def __repr__(self) -> str:
        return self._name


def _load(name: str, options: dict[str, Any]) -> LanguageModel:
    from selfother.models.load import load_model

    word, _, digest = name.rpartition("@") if _has_digest(name) else (name, "", "")
    known = ("adapter", "device", "dtype", "quantise", "device_map", "template")
    if unknown := [key for key in options if key not in known]:
        raise BadArgument(f"model arguments {unknown} of selfother/{name}: expected some of {', '.join(known)}.")
    model = load_model(word, **options)
    if digest and digest != model.digest:
        raise BadArgument(
            f"selfother/{name}: the weights there have the digest {model.digest} now. Leave @{digest} out to use them."
        )
    return model


def _has_digest(name: str) -> bool:
    tail = name.rpartition("@")[2]
    return "@" in name and len(tail) == 16 and all(letter in "0123456789abcdef" for letter in tail)


def _check(name: str, tools: list[ToolInfo], config: GenerateConfig) -> None:
    refused = [key for key in _REFUSED if getattr(config, key) is not None]
    refused += ["tools"] if tools else []
    refused += ["num_choices"] if (config.num_choices or 1) > 1 else []
    if refused:
        raise BadArgument(f"{name} cannot do {', '.join(refused)}. Leave them out, or use another provider.")


def _prompt(model: LanguageModel, messages: Sequence[ChatMessage]) -> str:
    turns = [{"role": message.role, "content": _text(message)} for message in messages]
    prefix = turns.pop()["content"] if turns and turns[-1]["role"] == "assistant" else ""
    return render(model, turns, answer_prefix=prefix)


def _text(message: ChatMessage) -> str:
    if isinstance(message.content, str):
        return message.content
    if kinds := sorted({part.type for part in message.content} - {"text"}):
        raise BadArgument(f"a message holds {', '.join(kinds)}; models of selfother read text only.")
    return message.text
