"""The veto as a provider that stops in mid-generation: `--model selfother_veto/smollm2-135m -M tau=0.6`.

It is `selfother/<model>` with a watch on every token. As soon as an action is complete in the text, its victims are
simulated while the answer waits; a veto ends the answer there, so what the model would have gone on to say is never
computed. The completion is cut before the action and ends with the reason; the stop reason is "content_filter". In the
output's metadata, under "veto":

    decisions            one record each
    tokens_before_veto   tokens that the model had written when it was stopped; None without a veto

The name carries a digest of the veto, since Inspect's cache does not look at model arguments.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import anyio.from_thread
from inspect_ai.model import ChatMessage, GenerateConfig, Model, ModelAPI, ModelOutput, modelapi
from inspect_ai.tool import ToolChoice, ToolInfo

from selfother.models.language_model import LanguageModel, Message
from selfother.models.provider import Held, SelfOtherAPI
from selfother.models.scoring import OptionScores
from selfother.veto.cost import Decision, EmpathicVeto, Veto
from selfother.veto.model_simulator import ModelSimulator
from selfother.veto.reading import ActionLines, FoundAction, Reader
from selfother.veto.seats import first_vetoed, make_veto, turns_of

__all__ = ["VetoedAPI", "selfother_veto", "vetoed_model"]


class VetoedAPI(ModelAPI):
    """Our provider under a veto."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008  (Inspect's signature; it is never changed)
        **model_args: Any,
    ) -> None:
        """Load the model; `model_args` say the veto first, and the rest is the model's.

        Args:
            model_name: As after `selfother/`.
            base_url: Not used.
            api_key: Not used.
            config: Generation settings.
            **model_args: `tau`, `table`, `parties`, `answer_tokens` as in `selfother.veto.seats.make_veto`;
                `simulator`, the name of the model that simulates; `marker`, what an action's line begins with; `veto`
                and `reader` hold objects in their place. Others go to `selfother.models.load.load_model`.
        """
        super().__init__(model_name=model_name, base_url=base_url, api_key=api_key, config=config)
        held = model_args.pop("veto", None)
        plain = ("tau", "table", "parties", "answer_tokens")
        settings = {key: model_args.pop(key) for key in plain if key in model_args}
        simulator, marker = model_args.pop("simulator", None), model_args.pop("marker", None)
        reader = model_args.pop("reader", None)
        veto = held.thing if held is not None else make_veto(**settings, model=simulator)  # before weights are loaded
        self._inner = SelfOtherAPI(model_name, base_url, api_key, config, **model_args)
        self._read: Reader = reader.thing if reader is not None else ActionLines(marker) if marker else ActionLines()
        self.model_name = f"{self._inner.model_name}+veto.{_digest(veto, self._read)}"
        self._veto: Veto = _bound(veto, Model(self._inner, GenerateConfig()))

    async def generate(
        self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
    ) -> ModelOutput:
        """Answer one conversation, up to the first action that is not allowed."""
        guard = _Guard(self._veto, self._read, turns_of(input))
        output = await self._inner.generate_watched(input, tools, config, watch=guard.watch)
        if guard.error is not None:
            raise guard.error
        written = output.usage.output_tokens if output.usage else None
        await guard.finish(output.completion)
        output.model = self.model_name
        if guard.held is not None:
            text = f"{output.completion[: guard.held.start]}[{guard.decisions[-1].explanation}]"
            choice = output.choices[0]
            choice.message = choice.message.model_copy(update={"content": text})
            choice.stop_reason = "content_filter"
            output.completion = text
        output.metadata = (output.metadata or {}) | {
            "veto": {
                "decisions": [decision.to_record() for decision in guard.decisions],
                "tokens_before_veto": written if guard.held is not None else None,
            }
        }
        return output

    async def score_options(self, messages: list[ChatMessage], options: Sequence[str]) -> OptionScores:
        """Score given answers, as the model without a veto does: nothing is done here that could be vetoed."""
        return await self._inner.score_options(messages, options)

    async def count_text_tokens(self, text: str) -> int:
        """Count with the model's own tokenizer."""
        return await self._inner.count_text_tokens(text)

    def max_connections(self) -> int:
        """Return how many samples may wait for one batch."""
        return self._inner.max_connections()

    def max_tokens(self) -> int | None:
        """Return how long an answer gets where the task does not say."""
        return self._inner.max_tokens()

    def connection_key(self) -> str:
        """Return one key for each set of weights and each veto."""
        return self.model_name


class _Guard:
    """Judges the actions of one answer while it is written."""

    def __init__(self, veto: Veto, read: Reader, history: list[Message]) -> None:
        self.decisions: list[Decision] = []
        self.held: FoundAction | None = None
        self.error: Exception | None = None
        self._veto, self._read, self._history = veto, read, history

    def watch(self, text: str) -> bool:
        """Return whether to stop; called in the thread that generates. An error stops this answer and no other's."""
        try:
            found = self._read(text, is_complete=False)
            if len(found) > len(self.decisions):
                anyio.from_thread.run(self._judge, found)
        except Exception as error:  # (raised again where this answer is awaited)
            self.error = error
        return self.held is not None or self.error is not None

    async def finish(self, text: str) -> None:
        """Judge what only the end of the text completes."""
        if self.held is None:
            await self._judge(self._read(text, is_complete=True))

    async def _judge(self, found: list[FoundAction]) -> None:
        self.held = await first_vetoed(self._veto, self._history, found, self.decisions, judged=len(self.decisions))


@modelapi(name="selfother_veto")
def selfother_veto() -> type[ModelAPI]:
    """Return the provider's class, for Inspect's registry."""
    return VetoedAPI


def vetoed_model(model: LanguageModel, veto: Veto, *, reader: Reader | None = None) -> Model:
    """Return an Inspect model that stops a model in memory in mid-generation.

    Args:
        model: The model; its weights are not loaded again.
        veto: Decides about each action; a `ModelSimulator` without a model asks this one.
        reader: Finds the actions; None: lines that begin with "ACTION:".
    """
    api = selfother_veto(  # type: ignore[call-arg]  # wrapped by Inspect
        model_name=model.name,
        language_model=Held(model, f"{model.name}@{model.digest}"),
        veto=Held(veto, type(veto).__name__),
        reader=Held(reader or ActionLines(), "reader"),
    )
    return Model(api, GenerateConfig())


def _bound(veto: Veto, model: Model) -> Veto:
    """Let a simulator without a model of its own ask the model that acts."""
    if isinstance(veto, EmpathicVeto) and isinstance(veto.simulator, ModelSimulator) and veto.simulator.model is None:
        return replace(veto, simulator=replace(veto.simulator, model=model))
    return veto


def _digest(*things: object) -> str:
    text = re.sub(r" at 0x[0-9a-f]+", "", repr(things))
    return hashlib.sha256(text.encode()).hexdigest()[:8]
