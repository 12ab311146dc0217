"""Any model with one of our wrappings around it: `--model selfother_wrapped/disclosure -M inside=openai/gpt-4o`.

The wrapping is an intervention of ours, and its settings follow as further `-M KEY=VALUE`. Every task asks it as it
asks a model, one with several turns too. Where the model inside scores given answers, so does the wrapped one: the
conversation is prepared as for a reply. A message with a call of a tool goes out as it came: the assistant acts and
does not speak.

The notes of a wrapping stand in the output's metadata, under "wrapping": a list, the innermost first.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageSystem,
    ChatMessageUser,
    GenerateConfig,
    Model,
    ModelAPI,
    ModelOutput,
    ModelUsage,
    get_model,
    modelapi,
)
from inspect_ai.tool import ToolChoice, ToolInfo

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.wrapping import Notes, Wraps
from selfother.errors import BadArgument
from selfother.models.provider import Held
from selfother.models.scores_options import ScoresOptions
from selfother.models.scoring import OptionScores

__all__ = ["NOTES", "WrappedAPI", "calls_a_reply", "selfother_wrapped", "wrapped_model"]

NOTES = "wrapping"
"""Key of the notes in an output's metadata."""
_MAKES = {"system": ChatMessageSystem, "user": ChatMessageUser, "assistant": ChatMessageAssistant}


class WrappedAPI(ModelAPI):
    """Inspect's view of a model with a wrapping around it."""

    def __init__(self, inner: Model, wrapping: Wraps, config: GenerateConfig) -> None:
        """Take the model and what stands around it.

        Args:
            inner: The model.
            wrapping: What stands around it.
            config: Of the wrapped model.
        """
        digest = hashlib.sha256(wrapping.identity.encode()).hexdigest()[:8]
        super().__init__(f"{inner.api.model_name}+{wrapping.word}.{digest}", config=config)
        self.inner, self.wrapping = inner, wrapping

    async def generate(
        self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
    ) -> ModelOutput:
        """Answer one conversation: prepare it, ask the model, finish what it said."""
        call = _Call(self.inner, input, tools, tool_choice, config)
        prepared = await self.wrapping.prepare(call.asked, call.say)
        if prepared.answer is not None:
            notes = {**prepared.notes, "answered_by": self.wrapping.word}
            return self._output(ModelOutput.from_content(self.model_name, prepared.answer), notes)
        output = await call.ask(prepared.asked)
        if output.choices and output.choices[0].message.tool_calls:
            return self._output(output, prepared.notes)
        reply = await self.wrapping.finish(prepared.asked, output.completion, call.say)
        if reply.text != output.completion:
            if not output.choices:
                output = ModelOutput.from_content(self.model_name, "")
            message = output.choices[0].message.model_copy(update={"content": reply.text})
            output.choices[0] = output.choices[0].model_copy(update={"message": message})
            output.completion = reply.text
        return self._output(output, {**prepared.notes, **reply.notes})

    async def count_text_tokens(self, text: str) -> int:
        """Count as the model inside does."""
        return await self.inner.api.count_text_tokens(text)

    def max_connections(self) -> int:
        """Return how many samples may be asked at once, as the model inside says."""
        return self.inner.api.max_connections()

    def max_tokens(self) -> int | None:
        """Return how long an answer gets where the task does not say, as the model inside says."""
        return self.inner.api.max_tokens()

    def connection_key(self) -> str:
        """Return a key of its own: a call waits for those of the model inside, and must not take their place."""
        return f"wrapped.{self.model_name}"

    def _output(self, output: ModelOutput, notes: Notes) -> ModelOutput:
        """The output with the notes behind those of what is inside; its tokens were counted there."""
        before = (output.metadata or {}).get(NOTES, [])
        stored = [*before, {"word": self.wrapping.word, **notes}]
        update = {
            "model": self.model_name,
            "usage": ModelUsage(),
            "metadata": {**(output.metadata or {}), NOTES: stored},
        }
        return output.model_copy(update=update)


class _ScoringWrappedAPI(WrappedAPI):
    """One whose model scores given answers."""

    async def score_options(self, messages: list[ChatMessage], options: Sequence[str]) -> OptionScores:
        """Score given answers to the conversation as it is prepared.

        Args:
            messages: An assistant's message at the end is the beginning of the answer.
            options: How the answer may go on.

        Raises:
            BadArgument: The wrapping answers in the model's place.
        """
        begun = messages[-1:] if messages and messages[-1].role == "assistant" else []
        call = _Call(self.inner, messages[: len(messages) - len(begun)], [], "none", GenerateConfig())
        prepared = await self.wrapping.prepare(call.asked, call.say)
        if prepared.answer is not None:
            raise BadArgument(
                f"{self.wrapping.word} answers in the model's place ({prepared.answer[:60]!r}), so given answers "
                "cannot be scored. Ask for written replies."
            )
        api = self.inner.api
        if not isinstance(api, ScoresOptions):
            raise TypeError(f"{api.model_name} scores no given answers")
        return await api.score_options([*call.messages(prepared.asked), *begun], options)


class _Call:
    """One call of the wrapped model: what was given, and how the model inside is asked."""

    def __init__(
        self, inner: Model, given: list[ChatMessage], tools: list[ToolInfo], choice: ToolChoice, config: GenerateConfig
    ) -> None:
        self._inner, self._given, self._tools, self._choice, self._config = inner, given, tools, choice, config
        self.asked = Asked(tuple(Turn(message.role, message.text) for message in given))

    async def ask(self, asked: Asked) -> ModelOutput:
        """The model's output, with the tools of the task."""
        return await self._inner.generate(self.messages(asked), self._tools, self._choice, self._config)

    async def say(self, asked: Asked, *, max_tokens: int | None = None) -> str:
        """What the model says without tools."""
        config = self._config if max_tokens is None else self._config.merge(GenerateConfig(max_tokens=max_tokens))
        output = await self._inner.generate(self.messages(asked), config=config)
        return output.completion

    def messages(self, asked: Asked) -> list[ChatMessage]:
        """A conversation as Inspect has it; turns that were given keep their pictures and calls of tools.

        Raises:
            BadArgument: A wrapping made up a turn of a tool.
        """
        left = list(zip(self.asked.turns, self._given, strict=True))
        messages: list[ChatMessage] = []
        for turn in asked.turns:
            place = next((place for place, (known, _) in enumerate(left) if known == turn), None)
            if place is not None:
                messages.append(left[place][1])
                del left[: place + 1]
            elif turn.role in _MAKES:
                messages.append(_MAKES[turn.role](content=turn.text))
            else:
                raise BadArgument(f"a turn has the role {turn.role!r}; a wrapping writes system, user and assistant.")
        return messages


@modelapi(name="selfother_wrapped")
def selfother_wrapped() -> Any:
    """Return what makes the model of a name, for Inspect's registry."""
    return make_wrapped


def make_wrapped(model_name: str, **given: Any) -> ModelAPI:
    """The model that a wrapping's name says, around another one.

    Args:
        model_name: The word of a wrapping: `disclosure`.
        **given: `inside`, the Inspect model inside (`openai/gpt-4o`), and the wrapping's settings; from Python
            `inner` and `wrapping` hold the objects.

    Raises:
        BadArgument: No model inside, or an intervention that wraps nothing.
        UnknownName: No intervention of that name, or no such setting.
    """
    from selfother.catalogue import build

    inner, wrapping, config = given.pop("inner", None), given.pop("wrapping", None), given.pop("config", None)
    base = {key: given.pop(key, None) for key in ("base_url", "api_key")}
    if inner is None:
        word = given.pop("inside", None)
        if not isinstance(word, str) or "/" not in word:
            raise BadArgument(
                f"selfother_wrapped/{model_name} needs the model inside, PROVIDER/MODEL; got {word!r}. "
                "Add -M inside=openai/gpt-4o, say."
            )
        inside = get_model(word, **{key: value for key, value in base.items() if value is not None})
        around = build("interventions", model_name, given)
        if not isinstance(around, Wraps):
            raise BadArgument(f"{model_name} wraps nothing around a model. Give a wrapping: selfother list.")
    else:
        inside, around = inner.thing, wrapping.thing
    kind = _ScoringWrappedAPI if isinstance(inside.api, ScoresOptions) else WrappedAPI
    return kind(inside, around, config or GenerateConfig())


def calls_a_reply(model: Model) -> int:
    """How often the innermost model is asked for one reply of a model, at most; 1 where nothing stands around it.

    Args:
        model: Any model of Inspect.
    """
    api = model.api
    return api.wrapping.calls_a_reply * calls_a_reply(api.inner) if isinstance(api, WrappedAPI) else 1


def wrapped_model(inner: Model, wrappings: Sequence[Wraps]) -> Model:
    """Return an Inspect model with wrappings around it; the same model where there are none.

    Args:
        inner: The model.
        wrappings: What stands around it, the innermost first.
    """
    for wrapping in wrappings:
        name = f"{inner.api.model_name}+{wrapping.word}"
        api = selfother_wrapped(  # type: ignore[call-arg]  # wrapped by Inspect
            model_name=name, inner=Held(inner, str(inner)), wrapping=Held(wrapping, wrapping.identity)
        )
        inner = Model(api, GenerateConfig())
    return inner
