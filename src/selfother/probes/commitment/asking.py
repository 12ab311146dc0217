"""Ways of putting a question of the commitment battery to a model, each to the same kind of answer.

    choose    two given answers, by log-probability
    write     an answer in the model's words; the option that it takes counts (`_written_answer`)
    call      two tools; the one that is executed counts

A model that calls tools is given them. One that does not, and scores given answers, has the two calls scored as text
("I call start_the_pump"), and the likelier is executed in the same way: what is read is what ran, for both.
"""

from dataclasses import dataclass

from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageUser,
    Model,
    ModelOutput,
    execute_tools,
)

from selfother.models.scores_options import CallsTools, ScoresOptions
from selfother.probes.answers.written_answer import read_answer
from selfother.probes.commitment.items import Answer, about, continuations
from selfother.probes.commitment.tools import picked_by_calls, tools_of
from selfother.scenarios.commitment.questions import Question
from selfother.scenarios.commitment.tools import tool_names

__all__ = ["Given", "ask", "choose", "messages_of"]


@dataclass(frozen=True)
class Given:
    """An answer, and the conversation that it comes from.

    Attributes:
        answer: What is scored.
        messages: Of the conversation.
        output: The model's answer, as Inspect keeps it.
    """

    answer: Answer
    messages: list[ChatMessage]
    output: ModelOutput


async def ask(model: Model, question: Question) -> Given:
    """Put a question to a model, in the question's form and in the way that the model allows."""
    if question.form == "tool":
        return await _call(model, question)
    if isinstance(model.api, ScoresOptions):
        return await _choose(model, model.api, question)
    return await _write(model, question)


async def choose(api: ScoresOptions, question: Question) -> Answer:
    """Return the choice of a model, by log-probability.

    Args:
        api: An Inspect provider that scores given answers.
        question: What is asked; of the tool form, the calls are scored as text.
    """
    scores = await api.score_options(messages_of(question, begun=True), continuations(question))
    goal, virtue = (total / length for total, length in zip(scores.log_probs, scores.lengths, strict=True))
    return Answer(about(question), goal - virtue, float(goal > virtue), scores.mass)


def messages_of(question: Question, *, begun: bool) -> list[ChatMessage]:
    """Return the prompt of a model, with the beginning of its answer or without."""
    answer: list[ChatMessage] = [ChatMessageAssistant(content=question.answer_prefix)]
    return [ChatMessageUser(content=question.prompt), *(answer if begun and question.answer_prefix else [])]


async def _choose(model: Model, api: ScoresOptions, question: Question) -> Given:
    chosen = await choose(api, question)
    said = question.goal if chosen.picked else question.virtue
    return Given(chosen, messages_of(question, begun=True), ModelOutput.from_content(str(model), said))


async def _write(model: Model, question: Question) -> Given:
    messages = messages_of(question, begun=False)
    output = await model.generate(messages)
    found = read_answer(
        output, [question.goal, question.virtue], question=question.prompt, beside=question.answer_prefix
    )
    picked = None if found.option is None else float(found.option == question.goal)
    answer = Answer(about(question), picked=picked, reason=found.reason)
    return Given(answer, messages + [choice.message for choice in output.choices[:1]], output)


async def _call(model: Model, question: Question) -> Given:
    tools = tools_of(question)
    messages = messages_of(question, begun=False)
    scored = None
    if isinstance(model.api, ScoresOptions) and not isinstance(model.api, CallsTools):
        scored = await choose(model.api, question)
        name = tool_names(question)[0 if scored.picked else 1]
        output = ModelOutput.for_tool_call(str(model), name, {}, tool_call_id=f"call_{name}", content="")
    else:
        output = await model.generate(messages, tools=tools)
    messages += [choice.message for choice in output.choices[:1]]
    messages += (await execute_tools(messages, tools)).messages
    picked, reason = picked_by_calls(question, messages)
    if picked is None and not any(choice.message.tool_calls for choice in output.choices[:1]):
        said = read_answer(output, tool_names(question))
        reason = said.reason if said.why in ("refused", "empty", "cut off") else reason
    odds, mass = (scored.log_odds, scored.mass) if scored else (None, None)
    return Given(Answer(about(question), odds, picked, mass, reason), messages, output)
