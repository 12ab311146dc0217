"""The commitment battery asked of scripted agents, through the model interface and without Inspect's bookkeeping."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import anyio

from selfother.probes.commitment.asking import choose
from selfother.probes.commitment.awareness import with_awareness
from selfother.probes.commitment.items import Answer, scores_of
from selfother.probes.commitment.reading import read_commitment
from selfother.probes.commitment.record import CommitmentRecord
from selfother.probes.inspect.scripted import scripted_model
from selfother.scenarios.commitment.questions import Question, questions

__all__ = ["asked", "asked_of", "reading_of"]

FAMILIES = 40


@cache
def asked() -> tuple[Question, ...]:
    """Return the standard battery; where there are fewer stories, several draws of each stand for as many."""
    found: list[Question] = []
    draw = 0
    while len({one.cluster for one in found}) < FAMILIES:
        found += [
            replace(one, **{name: f"{getattr(one, name)}#{draw}" for name in ("item", "family", "cluster")})
            for one in with_awareness(questions(seed=draw))
        ]
        draw += 1
    return tuple(found)


def asked_of(agent: str, battery: Sequence[Question]) -> list[Answer]:
    """Return an agent's answers, each through `score_options` of its provider."""
    api = scripted_model(agent, battery).api

    async def ask() -> list[Answer]:
        return [await choose(api, question) for question in battery]

    return anyio.run(ask)


@cache
def reading_of(agent: str) -> CommitmentRecord:
    """Return the reading of an agent on the standard battery."""
    return read_commitment(scores_of(asked_of(agent, asked())))
