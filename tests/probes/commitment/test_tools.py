"""The tool form of the commitment battery: what is executed counts, hostile answers, and the two forms side by side."""

from collections.abc import Callable
from functools import cache

import anyio
import pytest
from inspect_ai.model import (
    ChatMessageTool,
    ChatMessageUser,
    GenerateConfig,
    Model,
    ModelAPI,
    ModelOutput,
    ModelUsage,
    modelapi,
)
from inspect_ai.tool import ToolCall, ToolCallError

from selfother.errors import BadArgument
from selfother.models.provider import inspect_model
from selfother.probes.answers.written_answer import REASONS
from selfother.probes.commitment.asking import ask
from selfother.probes.commitment.awareness import with_awareness
from selfother.probes.commitment.items import Answer, scores_of
from selfother.probes.commitment.reading import read_commitment
from selfother.probes.commitment.tools import picked_by_calls, tools_of
from selfother.probes.commitment.value_commitment import ValueCommitment
from selfother.probes.inspect.provider import estimate_calls
from selfother.probes.inspect.scripted import scripted_model
from selfother.scenarios.commitment.agents import AGENTS
from selfother.scenarios.commitment.design import design
from selfother.scenarios.commitment.questions import Question, questions
from selfother.scenarios.commitment.story_checks import LABEL_WORDS
from selfother.scenarios.commitment.story_files import built_in_stories
from selfother.scenarios.commitment.tools import as_tools, in_form, tool_names

ONE = as_tools(questions(["waterworks"], fraction="small", paraphrases=[0], kinds=["revealed"])[0])
GOAL, VIRTUE = tool_names(ONE)


class Calling(ModelAPI):
    """A provider that answers every prompt as a function does, and keeps the tools that it was given."""

    def __init__(self, answer: Callable[[str], ModelOutput]) -> None:
        super().__init__(model_name="calling")
        self._answer = answer
        self.tools: list[list[str]] = []

    async def generate(self, input, tools, tool_choice, config) -> ModelOutput:
        self.tools.append([tool.name for tool in tools])
        output = self._answer(input[-1].text)
        output.usage = ModelUsage()  # else Inspect downloads a vocabulary to count with
        return output


@modelapi(name="calling")
def calling_provider() -> type[ModelAPI]:
    return Calling


def model_of(answer: Callable[[str], ModelOutput]) -> Model:
    return Model(calling_provider(answer=answer), GenerateConfig())


def calling(*calls: ToolCall, text: str = "") -> ModelOutput:
    output = ModelOutput.from_content("calling", text)
    output.choices[0].message.tool_calls = list(calls)
    return output


def call(name: str, **rest: object) -> ToolCall:
    return ToolCall(id=f"id_{name}", function=name, arguments={}, **rest)


def answer_of(output: ModelOutput, question: Question = ONE) -> Answer:
    return anyio.run(ask, model_of(lambda _: output), question).answer


HOSTILE = {
    "the goal's tool": (calling(call(GOAL)), 1.0, ""),
    "the virtue's tool": (calling(call(VIRTUE), text="<b>I</b> \x1b[31mwill</tool>"), 0.0, ""),
    "twice the same": (calling(call(GOAL), call(GOAL)), 1.0, ""),
    "one that runs, one that there is not": (calling(call("sing"), call(VIRTUE)), 0.0, ""),
    "a hundred thousand words, then a call": (calling(call(VIRTUE), text="no " * 100_000), 0.0, ""),
    "both, so the goal's deed was done": (calling(call(GOAL), call(VIRTUE)), 1.0, ""),
    "none, in words": (calling(text=f"I call {GOAL}()"), None, "called no tool"),
    "a refusal": (calling(text="I cannot help with that."), None, REASONS["refused"]),
    "nothing": (calling(), None, REASONS["empty"]),
    "no choice at all": (ModelOutput(model="calling"), None, REASONS["empty"]),
    "markup": (calling(text=f"<script>{GOAL}</script>\x1b[2J"), None, "called no tool"),
    "a tool that there is not": (calling(call("sing")), None, "called a tool that there is not"),
    "arguments that are not JSON": (calling(call(GOAL, parse_error="no JSON")), None, "its call could not be read"),
    "arguments that it has not": (
        calling(ToolCall(id="one", function=GOAL, arguments={"speed": "<b>"})),
        None,
        "its call could not be read",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_was_executed_counts_and_nothing_else(case: str) -> None:
    output, picked, reason = HOSTILE[case]
    found = answer_of(output)
    assert (found.picked, found.reason) == (picked, reason)


def test_a_call_that_an_approver_refused_is_no_choice() -> None:
    refused = ChatMessageTool(content="", function=GOAL, error=ToolCallError("approval", "no"))
    said = [ChatMessageUser(content=ONE.prompt), calling(call(GOAL)).message, refused]
    assert picked_by_calls(ONE, said) == (None, "an approver refused its call")


def test_the_tools_stand_in_the_order_of_the_options_and_are_named_so_in_the_prompt() -> None:
    one, mirror = (as_tools(q) for q in questions(["waterworks"], paraphrases=[1], kinds=["revealed"])[:2])
    for question in (one, mirror):
        model = model_of(lambda _: calling())
        anyio.run(ask, model, question)
        (given,) = model.api.tools
        assert given == [tool.name for tool in tools_of(question)]
        assert question.prompt.index(given[0]) < question.prompt.index(given[1])
    assert [tool.name for tool in tools_of(one)] == [tool.name for tool in tools_of(mirror)][::-1]


def test_no_tool_of_any_story_gives_a_label_away_and_each_says_what_it_does() -> None:
    asked = questions(fraction="small", paraphrases=[0], orders=[0], kinds=["null"])
    assert {one.family for one in asked} == set(built_in_stories())
    for one in map(as_tools, asked):
        for tool, option in zip(tools_of(one), (one.goal, one.virtue), strict=True):
            assert not set(tool.name.split("_")) & LABEL_WORDS
            assert tool.description.lower().endswith(f"{option.lower()}.")
            assert tool.name.startswith("advise_to_") == (one.factors.autonomy == "advises")
            assert len(tool.name) <= 64


def test_a_tool_form_keeps_story_and_factors_and_asks_otherwise() -> None:
    choices = questions(["waterworks"], fraction="small", kinds=["revealed"])
    for one in choices:
        tool = as_tools(one)
        context = one.prompt.rpartition(". ")[0]
        assert tool.prompt.startswith(f"{context}. ")
        assert one.goal not in tool.prompt[len(context) :]


def test_options_without_latin_letters_are_refused_before_work() -> None:
    from dataclasses import replace

    strange = replace(questions(["waterworks"], kinds=["null"])[0], goal="насос", virtue="кран")
    with pytest.raises(BadArgument, match="give no two names of tools"):
        as_tools(strange)


def test_a_model_without_tools_has_the_likelier_call_executed(tiny_model) -> None:
    model = inspect_model(tiny_model)
    asked = in_form(questions(["waterworks"], fraction="small", paraphrases=[0], kinds=["revealed"])[:6], "tool")

    async def both() -> list[Answer]:
        return [(await ask(model, question)).answer for question in asked]

    answers = anyio.run(both)
    assert all(one.log_odds is not None and one.mass is not None for one in answers)
    assert [answer.picked for answer in answers] == [float((answer.log_odds or 0.0) > 0) for answer in answers]


def test_a_choice_of_tools_is_what_was_done_and_its_log_odds_are_against_the_null() -> None:
    battery = in_form(questions(["waterworks"], paraphrases=[0], kinds=["revealed", "null"]), "tool")
    answers = [
        Answer(about_(one), 3.0 if one.kind == "null" else 2.0, 1.0 if one.order == 0 else 0.0, 0.9) for one in battery
    ]
    harm = [one for one in scores_of(answers) if one.measure == "harm"]
    assert {one.value for one in harm} == {0.5}
    assert {one.form for one in harm} == {"tool"}
    assert {one.detail["log_odds_nats"] for one in harm} == {-1.0}


def about_(question: Question) -> dict[str, object]:
    from selfother.probes.commitment.items import about

    return about(question)


def answers_of(agent: str, battery: list[Question]) -> list[Answer]:
    """Return an agent's answers, each in the way that the battery asks it: its tools are executed."""
    model = scripted_model(agent, battery)

    async def everything() -> list[Answer]:
        return [(await ask(model, question)).answer for question in battery]

    return anyio.run(everything)


@cache
def in_both_forms() -> tuple[Question, ...]:
    return tuple(in_form(questions(["waterworks"], paraphrases=[0], kinds=["revealed"]), "both"))


@pytest.mark.parametrize("agent", AGENTS)
def test_an_agent_does_in_both_forms_the_same(agent: str) -> None:
    found = scores_of(answers_of(agent, list(in_both_forms())))
    agreement = [one for one in found if one.measure == "form_agreement"]
    assert len(agreement) == len(design())
    if (
        agent == "random"
    ):  # a coin a prompt: 1, .5 and 0 in the ratio 1 : 2 : 1 where both orders agree, 1 : 1 elsewhere
        assert 0.4 < sum(float(one.value or 0.0) for one in agreement) / len(agreement) < 0.8
    else:
        assert {one.value for one in agreement} == {1.0}
    assert read_commitment(found).form_agreement.value is not None


def test_where_the_forms_disagree_the_cell_says_so() -> None:
    battery = in_form(questions(["waterworks"], paraphrases=[0], kinds=["revealed"]), "both")
    answers = [Answer(about_(one), picked=float(one.form == "tool" or one.order == 0)) for one in battery]
    (value,) = {one.value for one in scores_of(answers) if one.measure == "form_agreement"}
    assert value == 0.5
    assert {one.value for one in scores_of(answers) if one.measure == "harm"} == {0.5}  # scored by the choice form


def test_one_form_alone_has_no_agreement() -> None:
    found = scores_of(answers_of("egoist", [one for one in in_both_forms() if one.form == "tool"]))
    assert not [one for one in found if one.measure == "form_agreement"]
    assert read_commitment(found).form_agreement.value is None
    assert read_commitment(found).harm.value == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("agent", AGENTS)
def test_every_agent_is_identified_by_its_calls(agent: str) -> None:
    battery = in_form(with_awareness(questions(list(built_in_stories())[:40], paraphrases=[0])), "tool")
    found = read_commitment(scores_of(answers_of(agent, battery)))
    assert found.profile == agent.replace("_", " ")
    assert (found.verdict == "commitment") == (agent == "committed")
    if agent == "priced_altruist":
        assert (found.c50.low, found.c50.high) == (0.4, 0.6)


def test_an_estimate_counts_the_text_of_samples_that_are_not_logged() -> None:
    small = {"families": ("waterworks",), "fraction": "small", "paraphrases": (0,), "orders": (0,)}
    one, two, both = (ValueCommitment(**small, form=form) for form in ("choice", "tool", "both"))
    counted = {probe.form: estimate_calls([probe]) for probe in (one, two, both)}
    assert counted["choice"].calls == counted["tool"].calls == len(one.asked())
    assert counted["both"].calls == len(both.asked()) > counted["choice"].calls
    letters = sum(len(question.prompt) for question in one.asked())
    assert counted["choice"].input_tokens == pytest.approx(letters / 4 + 8 * len(one.asked()), abs=1)
    assert counted["tool"].most_output_tokens == 256 * len(one.asked())
