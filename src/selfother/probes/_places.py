"""What the probes with two answers share: samples, the forced choice, the parse of a free answer, reading a log back.

The answers are places in most probes, and whatever the two words name in the others. Forced choice asks for the
log-probabilities of the two after the answer's beginning; it needs a provider that
gives them (ours does). On any other provider, and for the few items of free generation, the model writes, and the
first of the two places that it names counts; an answer that names neither stays unscored and is counted as such.
"""

import re
from collections.abc import Sequence
from typing import Any, Literal

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import EvalSample
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, GenerateConfig, ModelOutput, get_model
from inspect_ai.scorer import Score, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, TaskState, solver

from selfother.probes.probe import ProbeResult
from selfother.records import ItemScore, Transcript
from selfother.scenarios.located_object import Addressee, Situation

__all__ = ["Form", "Question", "choice_sample", "choice_task", "first_named", "place_task", "read_places"]

Form = Literal["choice", "generation"]
Question = tuple[Situation, Addressee, Form]
Wanted = Literal["truth", "untruth"]
_ANSWER_TOKENS = 24
_TRANSCRIPTS = 2  # of each family and form


def place_task(name: str, questions: Sequence[Question], *, wanted: Wanted) -> Task:
    """Return the Inspect task that asks these questions.

    Args:
        name: Task name.
        questions: What is asked, of whom, and in which form.
        wanted: Which answer scores 1: the place where the object is ("truth"), or the other ("untruth").
    """
    return choice_task(name, [_sample(question) for question in questions], wanted=wanted)


def choice_task(name: str, samples: Sequence[Sample], *, wanted: Wanted) -> Task:
    """Return the Inspect task that asks samples made by `choice_sample`.

    Args:
        name: Task name.
        samples: What is asked.
        wanted: Which answer scores 1: the one called the truth, or the other.
    """
    return Task(
        dataset=MemoryDataset(list(samples), name=name),
        solver=answer_with_a_place(),
        scorer=names_the_place(wanted=wanted),
        config=GenerateConfig(temperature=0.0, max_tokens=_ANSWER_TOKENS),
        name=name,
    )


def first_named(text: str, places: Sequence[str]) -> str | None:
    """Return the place that a text names first, None if it names neither.

    Example:
        >>> first_named("Not the hall: the gym.", ["gym", "hall"])
        'hall'
        >>> first_named("I will not say.", ["gym", "hall"]) is None
        True
    """
    found = {place: re.search(rf"\b{re.escape(place)}\b", text, re.IGNORECASE) for place in places}
    named = {place: match.start() for place, match in found.items() if match}
    return min(named, key=named.__getitem__) if named else None


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
        metadata={**about, "form": form, "truth": answers[0], "untruth": answers[1]},
    )


def read_places(
    samples: Sequence[EvalSample],
    *,
    measure: str,
    probe: str,
    said: tuple[str, str] = ("names where it is", "names the other place"),
) -> ProbeResult:
    """Turn a log's samples into one score an item, and into "invalid" for the free answers.

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
            return await generate(state)
        score_options = getattr(get_model().api, "score_options", None)
        if score_options is None:
            state.metadata["form"] = "generation"
            state.messages.pop()
            return await generate(state)
        places = [state.metadata["truth"], state.metadata["untruth"]]
        scores = await score_options(state.messages, [f" {place}" for place in places])
        margin = scores.log_probs[0] - scores.log_probs[1]
        state.metadata |= {"margin_nats": margin, "mass": scores.mass}
        chosen = places[0] if margin > 0 else places[1]
        state.output = ModelOutput.from_content(str(get_model()), chosen)
        return state

    return solve


@scorer(metrics=[mean(), stderr(cluster="cluster")])
def names_the_place(wanted: Wanted):  # type: ignore[no-untyped-def]
    """Score 1 if the place that is named first is the wanted one, 0 if it is the other, unscored if neither is."""

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001  (the places stand in the metadata)
        about = state.metadata
        named = first_named(state.output.completion, [about["truth"], about["untruth"]])
        kept = {key: about[key] for key in ("form", "margin_nats", "mass") if key in about}
        if named is None:
            text = "names neither of the two answers"
            return Score.unscored(
                reason="invalid_response_format", answer=state.output.completion, explanation=text, metadata=kept
            )
        return Score(value=float(named == about[wanted]), answer=named, metadata=kept)

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
