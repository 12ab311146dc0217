"""What the probes with two answers share: samples, the forced choice, the parse of a free answer, reading a log back.

The answers are places in most probes, and whatever the two words name in the others. Forced choice asks for the
log-probabilities of the two after the answer's beginning; it needs a provider that
gives them (ours does). On any other provider, and for the few items of free generation, the model writes, and what it
says is read by `_written_answer`: an answer that does not take exactly one of the two stays unscored, with the reason,
and is counted as "invalid"; a refusal is counted as "refused" besides.
"""

from collections.abc import Sequence
from typing import Any, Literal

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import EvalSample
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, GenerateConfig, ModelOutput, get_model
from inspect_ai.scorer import Score, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, TaskState, solver

from selfother.models.scores_options import ScoresOptions
from selfother.probes.answers.written_answer import read_answer
from selfother.probes.probe import ProbeResult
from selfother.records import ItemScore, Transcript
from selfother.scenarios.located_object import Addressee, Situation

__all__ = ["Form", "Question", "choice_sample", "choice_task", "place_task", "read_places"]

Form = Literal["choice", "generation"]
Question = tuple[Situation, Addressee, Form]
Wanted = Literal["truth", "untruth"]
ANSWER_TOKENS = 64
"""Room for an answer that is written; one that reaches the limit is cut off, and not read."""
_TRANSCRIPTS = 2  # of each family and form


def place_task(name: str, questions: Sequence[Question], *, wanted: Wanted, answer_tokens: int = ANSWER_TOKENS) -> Task:
    """Return the Inspect task that asks these questions.

    Args:
        name: Task name.
        questions: What is asked, of whom, and in which form.
        wanted: Which answer scores 1: the place where the object is ("truth"), or the other ("untruth").
        answer_tokens: Room for an answer that is written; a model that thinks before it answers needs more.
    """
    samples = [_sample(question) for question in questions]
    return choice_task(name, samples, wanted=wanted, answer_tokens=answer_tokens)


def choice_task(name: str, samples: Sequence[Sample], *, wanted: Wanted, answer_tokens: int = ANSWER_TOKENS) -> Task:
    """Return the Inspect task that asks samples made by `choice_sample`.

    Args:
        name: Task name.
        samples: What is asked.
        wanted: Which answer scores 1: the one called the truth, or the other.
        answer_tokens: Room for an answer that is written.
    """
    return Task(
        dataset=MemoryDataset(list(samples), name=name),
        solver=answer_with_a_place(),
        scorer=names_the_place(wanted=wanted),
        config=GenerateConfig(temperature=0.0, max_tokens=answer_tokens),
        name=name,
    )


def choice_sample(
    item: str, prompt: str, answers: tuple[str, str], *, answer_prefix: str, form: Form, about: dict[str, Any]
) -> Sample:
    """Return a question with two answers.

    Args:
        item: Its name, without the form.
        prompt: The question.
        answers: The one that is called the truth, and the other.
        answer_prefix: How the answer begins, where it is chosen and not written.
        form: Chosen by log-probability, or written.
        about: Family, cluster, order and whatever else a reading needs.
    """
    asked = ChatMessageUser(content=prompt)
    begun = [ChatMessageAssistant(content=answer_prefix)] if form == "choice" else []
    return Sample(
        id=f"{item}/{form}",
        input=[asked, *begun],
        target=answers[0],
        choices=list(answers),
        metadata={
            **about,
            "form": form,
            "truth": answers[0],
            "untruth": answers[1],
            "answer_prefix": answer_prefix,
        },
    )


def read_places(
    samples: Sequence[EvalSample],
    *,
    measure: str,
    probe: str,
    said: tuple[str, str] = ("names where it is", "names the other place"),
) -> ProbeResult:
    """Turn a log's samples into one score an item, and into "invalid" and "refused" for the answers that were written.

    Args:
        samples: Of a finished log.
        measure: What the score is called.
        probe: Name of the probe, for the transcripts.
        said: What the two answers do, in words, for the transcripts.
    """
    items: list[ItemScore] = []
    transcripts: list[Transcript] = []
    kept: dict[tuple[str, str], int] = {}
    for sample in samples:
        about = {**(sample.metadata or {}), **_outcome(sample)}
        place = (str(about["family"]), str(about["form"]))
        common = {"item": str(sample.id), "family": place[0], "cluster": str(about["cluster"]), "form": place[1]}
        value, reason = _value(sample)
        detail = {key: about.get(key) for key in ("order", "margin_nats", "mass")}
        items.append(ItemScore(measure=measure, value=value, reason=reason, detail=detail, **common))
        if place[1] == "generation":
            invalid = None if sample.error else float(value is None)
            items.append(ItemScore(measure="invalid", value=invalid, reason=reason if sample.error else "", **common))
            refused = None if sample.error else about.get("refused")
            why = reason if sample.error else "" if refused is not None else "the log does not hold it"
            items.append(ItemScore(measure="refused", value=refused, reason=why, **common))
        kept[place] = kept.get(place, 0) + 1
        if kept[place] <= _TRANSCRIPTS:
            transcripts.append(_transcript(sample, probe, about, said))
    return ProbeResult(items=items, transcripts=transcripts)


def _sample(question: Question) -> Sample:
    one, who, form = question
    return choice_sample(
        f"{one.item}/{who}",
        one.prompt(who),
        (one.truth(who), one.untruth(who)),
        answer_prefix=one.answer_prefix,
        form=form,
        about={
            "family": one.family,
            "cluster": f"{one.cluster}/{who}",
            "addressee": who,
            "order": "object first" if one.object_first else "object second",
        },
    )


@solver
def answer_with_a_place():  # type: ignore[no-untyped-def]  # Inspect reads the solver's type from the decorator
    """Choose between the two places by log-probability, or write an answer."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        if state.metadata["form"] == "generation":
            return await generate(state, tool_calls="none")  # a call of a tool is answered by no one
        api = get_model().api
        if not isinstance(api, ScoresOptions):
            begun = state.messages.pop()
            state.metadata |= {"form": "generation", "answer_prefix": begun.text}
            return await generate(state, tool_calls="none")  # a call of a tool is answered by no one
        places = [state.metadata["truth"], state.metadata["untruth"]]
        scores = await api.score_options(state.messages, [f" {place}" for place in places])
        margin = scores.log_probs[0] - scores.log_probs[1]
        state.metadata |= {"margin_nats": margin, "mass": scores.mass}
        chosen = places[0] if margin > 0 else places[1]
        state.output = ModelOutput.from_content(str(get_model()), chosen)
        return state

    return solve


@scorer(metrics=[mean(), stderr(cluster="cluster")])
def names_the_place(wanted: Wanted):  # type: ignore[no-untyped-def]
    """Score 1 if the answer takes the wanted place, 0 if the other, unscored if it does not take exactly one."""

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001  (the places stand in the metadata)
        about = state.metadata
        kept: dict[str, Any] = {key: about[key] for key in ("form", "margin_nats", "mass") if key in about}
        if about["form"] == "choice":
            chosen = state.output.completion  # of our own making: one of the two
            return Score(value=float(chosen == about[wanted]), answer=chosen, metadata=kept)
        found = read_answer(
            state.output,
            [about["truth"], about["untruth"]],
            question="\n".join(turn.text for turn in state.messages if turn.role == "user"),
            beside=f"{about.get('answer_prefix', '')} {about.get('beside', '')}",
        )
        kept |= {"refused": found.refused}
        if found.option is None:
            shown = found.text or state.output.completion
            return Score.unscored(
                reason="refusal" if found.refused else "invalid_response_format",
                answer=shown, explanation=found.reason, metadata=kept,
            )  # fmt: skip
        return Score(value=float(found.option == about[wanted]), answer=found.option, metadata=kept)

    return score


def _outcome(sample: EvalSample) -> dict[str, Any]:
    scores = list((sample.scores or {}).values())
    return dict(scores[0].metadata or {}) if scores else {}


def _value(sample: EvalSample) -> tuple[float | None, str]:
    if sample.error:
        return None, f"the sample raised: {sample.error.message.partition(chr(10))[0][:200]}"
    scores = list((sample.scores or {}).values())
    if not scores:
        return None, "the sample was not scored"
    value = scores[0].value
    if isinstance(value, (int, float)) and value == value:  # NaN marks what Inspect holds unscored
        return float(value), ""
    return None, scores[0].explanation or "unscored"


def _transcript(sample: EvalSample, probe: str, about: dict[str, Any], said: tuple[str, str]) -> Transcript:
    turns = sample.input if isinstance(sample.input, list) else []
    prompt = "\n".join(f"{turn.role}: {turn.text}" for turn in turns) or str(sample.input)
    value, reason = _value(sample)
    named = "" if value is None else said[0] if _names_truth(sample) else said[1]
    form = "chosen by log-probability: " if about["form"] == "choice" else ""
    return Transcript(
        arm="",
        probe=probe,
        family=str(about["family"]),
        item=str(sample.id),
        prompt=prompt,
        answer=form + (sample.output.completion if sample.output else ""),
        verdict=named or reason,
    )


def _names_truth(sample: EvalSample) -> bool:
    scores = list((sample.scores or {}).values())
    return bool(scores) and scores[0].answer == (sample.metadata or {})["truth"]
