"""The scripted agents behind Inspect's interface for models: `--model selfother_scripted/committed`.

    inspect eval selfother/value_commitment --model selfother_scripted/audience_follower

An agent reads the factors of a question by looking its exact prompt up among the battery's questions, and answers by
log-probability (`score_options`), in text or, in the tool form, by calling a tool. A prompt that is none of them is an
error, never a guess. Questions of your own families are known after `-M families=mine.yaml`, those of another draw
after `-M draw=1`, those of some factors after `-M factors=price`.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, log, log1p
from typing import Any, ClassVar

from inspect_ai.model import ChatMessage, GenerateConfig, ModelAPI, ModelOutput, ModelUsage
from inspect_ai.tool import ToolChoice, ToolInfo

from selfother.errors import BadArgument
from selfother.models.scoring import OptionScores
from selfother.probes.commitment.awareness import with_awareness
from selfother.probes.commitment.items import continuations
from selfother.scenarios.commitment.agents import scripted_agent
from selfother.scenarios.commitment.questions import Question, questions
from selfother.scenarios.commitment.tools import in_form, tool_names
from selfother.scenarios.commitment.wordings import WordingSet

__all__ = ["HeldQuestions", "ScriptedAPI", "known_questions"]

_MASS = 0.98
Known = dict[str, Question]


class ScriptedAPI(ModelAPI):
    """Inspect's view of a scripted agent.

    Attributes:
        calls_tools: In the tool form it is given the tools, though it scores given answers too.
    """

    calls_tools: ClassVar[bool] = True

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008  (Inspect's signature; it is never changed)
        families: str | Sequence[str] | None = None,
        draw: int = 0,
        factors: str | Sequence[str] | None = None,
        **model_args: Any,
    ) -> None:
        """Take the agent that the name says.

        Args:
            model_name: `egoist`, ..., `priced_altruist-0.3`.
            base_url: Not used.
            api_key: Not used.
            config: Not used.
            families: Story families or files of them, None for all that are built in.
            draw: The battery's `draw`.
            factors: The battery's `factors`.
            **model_args: None that is known, but `questions`: the questions themselves, from Python.

        Raises:
            UnknownName: No such agent.
            BadArgument: An argument that there is not.
        """
        super().__init__(model_name=model_name, base_url=base_url, api_key=api_key, config=config)
        self.agent = scripted_agent(model_name)
        held = model_args.pop("questions", None)
        if model_args:
            raise BadArgument(
                f"model arguments {sorted(model_args)} of {model_name}: expected families, draw, factors."
            )
        wanted, varied = ((given,) if isinstance(given, str) else tuple(given or ()) for given in (families, factors))
        self._source = (wanted, int(draw), varied)
        self._held: Known | None = held.known if held is not None else None

    async def generate(
        self,
        input: list[ChatMessage],
        tools: list[ToolInfo],
        tool_choice: ToolChoice,
        config: GenerateConfig,
    ) -> ModelOutput:
        """Say the option that the agent takes, or call its tool."""
        question = self._question(input)
        takes_goal = self.agent.log_odds(question) > 0
        if question.form == "tool":
            name = tool_names(question)[0 if takes_goal else 1]
            output = ModelOutput.for_tool_call(self.model_name, name, {}, tool_call_id=f"call_{name}", content="")
        else:
            output = ModelOutput.from_content(self.model_name, question.goal if takes_goal else question.virtue)
        output.usage = ModelUsage()
        return output

    async def score_options(self, messages: list[ChatMessage], options: Sequence[str]) -> OptionScores:
        """Return the log-probabilities of the two options, in the order in which they are given.

        Raises:
            BadArgument: A prompt or options that are not the battery's.
        """
        question = self._question(messages)
        goal, virtue = continuations(question)
        if sorted(options) != sorted((goal, virtue)):
            raise BadArgument(f"{self.model_name} scores the two options of {question.item} only; got {options!r}.")
        odds = self.agent.log_odds(question)
        known = {goal: log(_MASS) - log1p(exp(-odds)), virtue: log(_MASS) - log1p(exp(odds))}
        return OptionScores(tuple(known[option] for option in options), (1,) * len(options), _MASS)

    def max_connections(self) -> int:
        """Return how many samples may be asked at once."""
        return 256

    def _question(self, messages: Sequence[ChatMessage]) -> Question:
        asked = next((message.text for message in reversed(messages) if message.role == "user"), "")
        known = self._held if self._held is not None else known_questions(*self._source)
        if asked not in known and self._held is None:
            known = known_questions(*self._source, wordings="training")  # of split=train; not looked for before
        if asked not in known:
            raise BadArgument(
                f"{self.model_name} answers questions of selfother/value_commitment only, and this prompt is none of "
                f"them: {asked[:80]!r}. Give your own families, draw and factors with -M families=mine.yaml -M draw=1 "
                "-M factors=price."
            )
        return known[asked]


@lru_cache(maxsize=4)
def known_questions(
    families: tuple[str, ...] = (), draw: int = 0, factors: tuple[str, ...] = (), wordings: WordingSet = "battery"
) -> Known:
    """Return prompt -> question, of the fractions "small" and "standard" (all cells would be millions)."""
    found: Known = {}
    for fraction in ("small", "standard"):
        for tellings in ((0, 1), (0,), (1,)):  # which of them is asked for awareness depends on which there are
            asked = questions(
                families or None, fraction=fraction, factors=factors, paraphrases=tellings, seed=draw, wordings=wordings
            )
            found |= {one.prompt: one for one in in_form(with_awareness(asked), "both")}
    return found


class HeldQuestions:
    """Hides the questions from Inspect's registry, which writes a text of every argument into the log."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def __repr__(self) -> str:
        return f"{len(self.known)} questions"
