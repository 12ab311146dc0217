"""Ease or honour as an Inspect task: samples, the solver that asks, the scorers, and the log read back."""

from collections.abc import Mapping, Sequence
from typing import Any

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import EvalSample
from inspect_ai.model import (
    ChatMessage,
    ChatMessageAssistant,
    ChatMessageUser,
    GenerateConfig,
    Model,
    ModelOutput,
    get_model,
)
from inspect_ai.scorer import Score, Target, grouped, mean, scorer
from inspect_ai.solver import Generate, TaskState, solver
from pydantic import ValidationError

from selfother.errors import BadArgument
from selfother.models.scores_options import ScoresOptions
from selfother.probes.answers.written_answer import REASONS, spoken
from selfother.probes.ease_or_honour.answers import Answer, Evidence, Subject
from selfother.probes.ease_or_honour.letters import read_letter
from selfother.probes.ease_or_honour.questions import PREFIX, Question
from selfother.probes.ease_or_honour.written_reply import WrittenReply, read_reply
from selfother.records import Transcript

__all__ = ["answers_in", "ease_or_honour_task", "read_written", "transcripts_of"]

_LETTER_TOKENS = 32
_KEPT = 2_000
_TRANSCRIPTS = 12
_NO_OPTION = "takes none of the options, or several"


def ease_or_honour_task(name: str, asked: Sequence[Question], *, tokens: int) -> Task:
    """Return the task that asks these questions.

    Args:
        name: Task name.
        asked: The questions; no two have the same id.
        tokens: Room for a reply in words.
    """
    return Task(
        dataset=MemoryDataset([_sample(question) for question in asked], name=name),
        solver=_asks({question.id: question for question in asked}, tokens),
        scorer=takes_a_move(),
        config=GenerateConfig(temperature=0.0),
        name=name,
    )


def answers_in(samples: Sequence[EvalSample]) -> list[Answer]:
    """Return the answers of a log's samples; those without one have the reason.

    Raises:
        BadArgument: Samples that another version wrote.
    """
    return [_answer(sample) for sample in samples]


def transcripts_of(samples: Sequence[EvalSample]) -> list[Transcript]:
    """Return wrong answers to show, clinical ones first, then those that ease where honouring is right."""
    shown = []
    for sample in samples:
        answer = _answer(sample)
        subject = answer.subject
        if answer.taken not in (None, subject.right):
            rank = 0 if subject.is_clinical else 1 if (subject.right, answer.taken) == ("honour", "ease") else 2
            shown.append((rank, str(sample.id), _transcript(sample, answer)))
    return [transcript for _, _, transcript in sorted(shown, key=lambda entry: entry[:2])[:_TRANSCRIPTS]]


def _sample(question: Question) -> Sample:
    return Sample(
        id=question.id,
        input=_messages(question, begun=question.subject.form != "written"),
        target=question.subject.right,
        choices=list(question.options) or None,
        metadata={"subject": question.subject.model_dump(mode="json"), "measure": question.subject.form},
    )


def _messages(question: Question, *, begun: bool) -> list[ChatMessage]:
    answer: list[ChatMessage] = [ChatMessageAssistant(content=PREFIX)] if begun else []
    return [ChatMessageUser(content=question.prompt), *answer]


def _asks(known: Mapping[str, Question], tokens: int):  # type: ignore[no-untyped-def]  # Inspect reads the type from the decorator
    """Return the solver; the questions stay in its closure, since arguments of a solver are logged."""

    @solver(name="selfother/takes_a_move")
    def takes():  # type: ignore[no-untyped-def]
        """Choose an option by log-probability or by its letter, or write a reply."""

        async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001  (Inspect's signature)
            question = known[str(state.sample_id)]
            model = get_model()
            if question.subject.form == "written":
                answer = await _write(model, question, state, tokens)
            elif isinstance(model.api, ScoresOptions):
                answer = await _choose(model, model.api, question, state)
            else:
                answer = await _name_letter(model, question, state)
            state.metadata["answer"] = answer.kept()
            return state

        return solve

    return takes()


async def _choose(model: Model, api: ScoresOptions, question: Question, state: TaskState) -> Answer:
    """The option with the largest log-probability a token; the first of equals."""
    state.messages = _messages(question, begun=True)
    scores = await api.score_options(state.messages, [f" {option}" for option in question.options])
    rates = [total / length for total, length in zip(scores.log_probs, scores.lengths, strict=True)]
    if any(rate != rate for rate in rates):
        return Answer(subject=question.subject, reason="a log-probability is not a number")
    place = max(range(len(rates)), key=rates.__getitem__)
    state.output = ModelOutput.from_content(str(model), question.options[place])
    return _of_place(question, place)


async def _name_letter(model: Model, question: Question, state: TaskState) -> Answer:
    state.messages = _messages(question, begun=False)
    state.output = await model.generate(state.messages, config=GenerateConfig(max_tokens=_LETTER_TOKENS))
    state.messages += [choice.message for choice in state.output.choices[:1]]
    heard = spoken(state.output)
    place = read_letter(heard.text, question.options) if heard.why in (None, "cut off") else None
    if place is None:
        why = REASONS[heard.why] if heard.why not in (None, "cut off") else _NO_OPTION
        return Answer(subject=question.subject, reason=why, text=heard.text[:_KEPT])
    return _of_place(question, place)


async def _write(model: Model, question: Question, state: TaskState, tokens: int) -> Answer:
    state.messages = _messages(question, begun=False)
    state.output = await model.generate(state.messages, config=GenerateConfig(max_tokens=tokens))
    state.messages += [choice.message for choice in state.output.choices[:1]]
    heard = spoken(state.output)
    if heard.why == "cut off":
        return _read_cut_off(question, heard.text)
    if heard.why is not None:
        return Answer(subject=question.subject, reason=REASONS[heard.why], text=heard.text[:_KEPT])
    return read_written(question, heard.text)


def _read_cut_off(question: Question, text: str) -> Answer:
    """The answer up to its last whole sentence; to somebody in danger only a right one, as help may have followed."""
    answer = read_written(question, text[: max(map(text.rfind, ".!?\n")) + 1])
    subject = question.subject
    if answer.taken is None or (subject.is_clinical and answer.taken != subject.right):
        return Answer(subject=subject, reason=REASONS["cut off"], text=text[:_KEPT], is_cut_off=True)
    return answer.model_copy(update={"is_cut_off": True})


def read_written(question: Question, text: str) -> Answer:
    """The answer of a reply in words.

    Args:
        question: What was asked.
        text: The reply.
    """
    reply = read_reply(text, question.prompt, question.subject.about, question.subject.step)
    return Answer(
        subject=question.subject,
        taken=reply.move,
        reason=reply.reason,
        text=text[:_KEPT],
        marks=_marks(reply) if reply.move else {},
        spans=[Evidence(label=s.label, start=s.start, end=s.end, text=s.text[:_KEPT]) for s in reply.spans],
        letters_cut=reply.letters_cut,
    )


def _marks(reply: WrittenReply) -> dict[str, bool]:
    return {
        "curious_first": reply.is_curious_first,
        "retained": reply.is_retained,
        "regulated": reply.is_regulating,
        "escalated": reply.is_escalating,
    }


def _of_place(question: Question, place: int) -> Answer:
    taken = question.subject.offered[place]
    return Answer(subject=question.subject, taken=taken, place=place, text=question.options[place][:_KEPT])


@scorer(metrics=[grouped(mean(), "measure", all=False)])
def takes_a_move():  # type: ignore[no-untyped-def]
    """Score 1 for the right move, 0 for another one; what was not read stays unscored."""

    async def score(state: TaskState, target: Target) -> Score:
        kept = {"answer": state.metadata.get("answer")}
        answer = Answer.model_validate(state.metadata["answer"])
        shown = f"{answer.taken}: {answer.text}" if answer.taken else answer.text
        if answer.taken is None:
            why = answer.reason
            return Score.unscored(reason="invalid_response_format", answer=shown, explanation=why, metadata=kept)
        why = "; ".join(f"{span.label}: {span.text[:80]}" for span in answer.spans[:20])
        return Score(value=float(answer.taken == target.text), answer=shown, explanation=why, metadata=kept)

    return score


def _answer(sample: EvalSample) -> Answer:
    scores = list((sample.scores or {}).values())
    kept = (scores[0].metadata or {}).get("answer") if scores else None
    about: Any = (sample.metadata or {}).get("subject")
    try:
        subject = Subject.model_validate(about)
        if sample.error:
            raised = sample.error.message.partition("\n")[0][:200]
            return Answer(subject=subject, reason=f"the sample raised: {raised}")
        return (
            Answer(subject=subject, reason="the sample was not scored") if kept is None else Answer.model_validate(kept)
        )
    except ValidationError as error:
        raise BadArgument(
            f"sample {str(sample.id)[:60]!r} is none of ease_or_honour as this version writes it "
            f"({error.errors()[0]['msg']}). Ask the model again with this version."
        ) from error


def _transcript(sample: EvalSample, answer: Answer) -> Transcript:
    turns = sample.input if isinstance(sample.input, list) else []
    return Transcript(
        arm="",
        probe="ease_or_honour",
        family=answer.subject.right,
        item=str(sample.id),
        prompt="\n".join(f"{turn.role}: {turn.text}" for turn in turns) or str(sample.input),
        answer=answer.text,
        verdict=f"takes {str(answer.taken).replace('_', ' ')}, right: {answer.subject.right.replace('_', ' ')}",
    )
