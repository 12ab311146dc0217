"""The veto as an Inspect solver, for tasks whose actions are plain text.

It generates (or takes what a solver before it generated), reads the actions, and judges them in order. From the first
that is not allowed on, the text is replaced by the reason; with `retries` the model is told why and may say something
else. The decisions stand in `state.metadata["veto"]`, one record each, all attempts together.
"""

from inspect_ai.model import ChatMessageUser
from inspect_ai.solver import Generate, Solver, TaskState, solver

from selfother.errors import BadArgument
from selfother.veto.cost import Decision, Veto
from selfother.veto.reading import ActionLines, Reader
from selfother.veto.seats import first_vetoed, make_veto, turns_of

__all__ = ["empathic_veto"]

_AGAIN = "{explanation} Choose another way."


@solver
def empathic_veto(
    tau: float | None = 0.5,
    *,
    table: str | None = None,
    model: str | None = None,
    parties: str | list[str] | None = None,
    answer_tokens: int | None = None,
    retries: int = 0,
    reader: Reader | None = None,
    veto: Veto | None = None,
) -> Solver:
    """Veto actions in plain text by what they would do to those whom they touch.

    Args:
        tau: Veto from this expected distress on; None simulates and records and never vetoes.
        table: A YAML file of victims; then no model is asked.
        model: Name of the model that simulates the victims; None is the agent's own.
        parties: Who is asked, in words that follow "You are".
        answer_tokens: Room for an answer that is written; a model that thinks before it answers needs more than 48.
        retries: How often the model may try again after a veto.
        reader: Finds the actions; None: lines that begin with "ACTION:".
        veto: Any veto, in place of `tau`, `table`, `model`, `parties` and `answer_tokens`.
    """
    if retries < 0:
        raise BadArgument(f"retries must be at least 0; got {retries}.")
    decide = veto or make_veto(tau, table=table, model=model, parties=parties, answer_tokens=answer_tokens)
    read = reader or ActionLines()

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        decisions: list[Decision] = []
        if not state.messages or state.messages[-1].role != "assistant" or not state.output.choices:
            state = await generate(state)
        for attempt in range(retries + 1):
            text = state.output.completion
            held = await first_vetoed(decide, turns_of(state.messages), read(text, is_complete=True), decisions)
            if held is None:
                break
            _replace(state, f"{text[: held.start]}[{decisions[-1].explanation}]")
            if attempt < retries:
                again = _AGAIN.format(explanation=decisions[-1].explanation)
                state.messages.append(ChatMessageUser(content=again))
                state = await generate(state)
        state.metadata["veto"] = [decision.to_record() for decision in decisions]
        return state

    return solve


def _replace(state: TaskState, text: str) -> None:
    """Put a text in the place of the last answer, in the output and in the conversation."""
    state.output.completion = text
    state.messages[-1] = state.messages[-1].model_copy(update={"content": text})
    if state.output.choices:
        state.output.choices[0].message = state.messages[-1]  # type: ignore[assignment]  # it is the assistant's
        state.output.choices[0].stop_reason = "content_filter"
