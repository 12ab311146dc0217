"""What a decision of the empathy veto takes, in milliseconds and tokens, beside the step that it judges.

Ten actions of the commitment battery's stories, one after another as an agent takes them, the bundled model, one
thread. The peer is the step without a veto, which is the agent's own choice between its two options by log-probability
(the cheapest step that an agent of this model can take). Nothing is shared between two decisions.

- scripted_ms: a decision by a table of 84 victims;
- bundled_ms, bundled_tokens: a decision by the same model in the victim's place: four questions, scored in one batch.

Ratio is step over decision: below 1 the veto takes longer than the step that it judges. Milliseconds are of CPU;
tokens are read and written.

Run: python -m benchmarks.veto [--json]
"""

from dataclasses import replace

import anyio
import torch
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, Model

from benchmarks._timing import Row, compare, main
from selfother.models.load import load_model
from selfother.models.provider import inspect_model
from selfother.veto import EmpathicVeto, ModelSimulator, ScriptedSimulator, Veto
from selfother.veto.scripted_simulator import Victim
from selfother.veto.story_cases import StoryCase, story_cases

__all__ = ["measure_rows"]

ACTIONS = 10
_TABLE_REPEATS = 50  # of all actions in one timed call: a look into a table is too short to time


def measure_rows() -> list[Row]:
    """Time decisions against the steps that they judge, and count the tokens of both."""
    torch.set_num_threads(1)
    stories = story_cases(paraphrases=[0])
    cases = stories[:: len(stories) // ACTIONS][:ACTIONS]
    model = inspect_model(load_model("smollm2-135m", dtype="float32"))
    table = EmpathicVeto(ScriptedSimulator(_table(stories)))
    vetoes = [EmpathicVeto(ModelSimulator((one.victim,), model)) for one in cases]

    def steps() -> list[int]:
        return anyio.run(_steps, cases, model)

    def decisions() -> list[int]:
        return anyio.run(_decisions, cases, vetoes)

    def look_ups() -> list[int]:
        return anyio.run(_decisions, cases * _TABLE_REPEATS, [table] * ACTIONS * _TABLE_REPEATS)

    rows = [
        _in_ms(compare("scripted_ms", look_ups, steps, unit="ms of CPU an action"), _TABLE_REPEATS),
        _in_ms(compare("bundled_ms", decisions, steps, unit="ms of CPU an action"), 1),
    ]
    ours, peer = sum(decisions()) / ACTIONS, sum(steps()) / ACTIONS
    return [*rows, Row("bundled_tokens", ours, peer, peer / ours, "tokens an action")]


def _in_ms(row: Row, repeats: int) -> Row:
    """Return a row of CPU seconds for all actions as milliseconds for one."""
    ours, peer = row.ours * 1000 / ACTIONS / repeats, row.peer * 1000 / ACTIONS
    return replace(row, ours=ours, peer=peer, ratio=peer / ours)


async def _steps(cases: list[StoryCase], model: Model) -> list[int]:
    """Let the model choose between the two options of every case; return the tokens of each."""
    taken = []
    for one in cases:
        asked, options = one.question, (f" {one.question.goal}", f" {one.question.virtue}")
        turns = [ChatMessageUser(content=asked.prompt), ChatMessageAssistant(content=asked.answer_prefix)]
        scores = await model.api.score_options(turns, options)
        read = await model.api.count_text_tokens(asked.prompt + asked.answer_prefix)
        taken.append(read + sum(scores.lengths))
    return taken


async def _decisions(cases: list[StoryCase], vetoes: list[Veto]) -> list[int]:
    """Decide about the goal's action of every case; return the tokens of each."""
    return [
        (await veto(one.case.history, one.case.offers[0].wordings[0])).extra_tokens
        for one, veto in zip(cases, vetoes, strict=True)
    ]


def _table(stories: list[StoryCase]) -> tuple[Victim, ...]:
    """Return a row for either option of every story."""
    victims = {option: one.victim for one in stories for option in (one.question.goal, one.question.virtue)}
    return tuple(Victim(action=f"*{option}*", party=party, distress=0.9) for option, party in victims.items())


if __name__ == "__main__":
    main(measure_rows, title=f"The empathy veto, {ACTIONS} actions")
