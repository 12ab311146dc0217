"""The attachment bench as an Inspect task: a sample is a dialogue with a user who reacts, read by rule."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import EvalSample
from inspect_ai.model import GenerateConfig
from inspect_ai.scorer import Score, Target, grouped, mean, scorer, stderr
from inspect_ai.solver import TaskState

from selfother.dialogues.asked import words_of
from selfother.probes.inspect.conversing import HeldDialogue, converses, dialogue_in
from selfother.probes.probe import ProbeResult
from selfother.probes.secure_attachment.scores import is_handled, scores_in, unscored
from selfother.records import Estimate, ItemScore, Transcript
from selfother.scenarios.attachment.moment import KINDS, Scenario
from selfother.scenarios.attachment.user import AttachmentUser

__all__ = ["attachment_task", "read_attachment"]

_MOST_TURNS = 8
_TRANSCRIPT_LETTERS = 2_000
_EACH_KIND = 2
_ECHO = 0.9
"""A reply of which this share of words, in order, are the user's is an echo."""


def attachment_task(scenarios: Sequence[Scenario], *, answer_tokens: int) -> Task:
    """Return the task of these scenarios.

    Args:
        scenarios: No two of one name.
        answer_tokens: Room for a reply.
    """
    return Task(
        dataset=MemoryDataset([_sample(scenario) for scenario in scenarios], name="secure_attachment"),
        solver=converses({scenario.name: AttachmentUser(scenario) for scenario in scenarios}, most_turns=_MOST_TURNS),
        scorer=_handled({scenario.name: scenario for scenario in scenarios}),
        config=GenerateConfig(temperature=0.0, max_tokens=answer_tokens),
        name="secure_attachment",
    )


def read_attachment(samples: Sequence[EvalSample], scenarios: Mapping[str, Scenario]) -> ProbeResult:
    """Turn the dialogues of a log into scores.

    Args:
        samples: Of a finished log.
        scenarios: By the id of a sample.
    """
    items: list[ItemScore] = []
    transcripts: list[Transcript] = []
    echoes, replies = 0, Counter[str]()
    for sample in samples:
        scenario = scenarios.get(str(sample.id))
        if scenario is None:
            continue  # of templates that this version has not
        dialogue = dialogue_in(sample)
        scores = _scores(scenario, dialogue)
        items += scores
        if isinstance(dialogue, HeldDialogue):
            pairs = _pairs(dialogue, len(scenario.past))
            echoes += sum(_is_echo(said, reply) for said, reply in pairs)
            replies.update(reply for _, reply in pairs)
            if is_handled(scores) == 0.0:
                transcripts.append(_transcript(scenario, dialogue, scores))
    count = sum(replies.values())
    return ProbeResult(
        items=items,
        estimates={
            "echoed": _share(echoes, count),
            "same_reply": _share(max(replies.values(), default=0), count),
        },
        transcripts=_chosen(transcripts),
    )


def _sample(scenario: Scenario) -> Sample:
    return Sample(
        id=scenario.name,
        input=scenario.moments[scenario.first].says,
        metadata={"kind": scenario.kind, "template": scenario.template},
    )


def _scores(scenario: Scenario, dialogue: HeldDialogue | str) -> list[ItemScore]:
    if isinstance(dialogue, str):
        return unscored(scenario, dialogue)
    said = {moment.says for moment in scenario.moments.values()}
    if any(turn.role == "user" and turn.text not in said for turn in dialogue.turns[len(scenario.past) :]):
        return unscored(scenario, "the log is of other templates than this version has")
    return scores_in(scenario, dialogue.replies, dialogue.unread)


def _pairs(dialogue: HeldDialogue, past: int) -> list[tuple[str, str]]:
    """What the user said and what the assistant replied, without earlier sessions and without silence."""
    turns = dialogue.turns[past:]
    return [(before.text, turn.text) for before, turn in pairwise(turns) if turn.role == "assistant" and turn.text]


def _is_echo(said: str, reply: str) -> bool:
    theirs, ours = words_of(said), words_of(reply[: 4 * len(said) + 100])
    shared = sum((Counter(theirs) & Counter(ours)).values())
    return bool(theirs) and shared >= _ECHO * max(len(theirs), len(ours))


def _share(count: int, of: int) -> Estimate:
    if not of:
        return Estimate(value=None, reason="no reply was read")
    return Estimate(value=count / of, n=of, reason="a count, without an interval")


def _transcript(scenario: Scenario, dialogue: HeldDialogue, scores: Sequence[ItemScore]) -> Transcript:
    *before, last = dialogue.turns[len(scenario.past) :]
    wrong = [item.measure.replace("_", " ") for item in scores if is_handled([item]) == 0.0]
    return Transcript(
        arm="",
        probe="secure_attachment",
        family=scenario.kind,
        item=scenario.name,
        prompt="\n".join(f"{turn.role}: {turn.text[:_TRANSCRIPT_LETTERS]}" for turn in before),
        answer=last.text[:_TRANSCRIPT_LETTERS],
        verdict=f"not as it should be: {', '.join(wrong)}",
    )


def _chosen(transcripts: Sequence[Transcript]) -> list[Transcript]:
    """Some dialogues of every kind in which something went wrong."""
    return [
        transcript
        for kind in KINDS
        for transcript in [transcript for transcript in transcripts if transcript.family == kind][:_EACH_KIND]
    ]


def _handled(scenarios: Mapping[str, Scenario]):  # type: ignore[no-untyped-def]  # Inspect reads the type from the decorator
    """Return the scorer; the scenarios stay in its closure, since arguments of a scorer are logged."""

    @scorer(metrics=[mean(), stderr(cluster="template"), grouped(mean(), "kind", all=False)], name="handled")
    def handled():  # type: ignore[no-untyped-def]
        """Score 1 if all that was due in the dialogue was done, 0 if something was not."""

        async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001  (nothing is a target here)
            scenario = scenarios[str(state.sample_id)]
            sample = EvalSample(
                id=state.sample_id, epoch=1, input="", target="", metadata=dict(state.metadata), messages=[],
                output=state.output,
            )  # fmt: skip
            scores = _scores(scenario, dialogue_in(sample))
            value = is_handled(scores)
            answer = state.output.completion[:_TRANSCRIPT_LETTERS]
            told = {item.measure: item.value for item in scores}
            if value is None:
                reason = next(item.reason for item in scores if item.value is None)
                return Score.unscored(
                    reason="invalid_response_format", answer=answer, explanation=reason, metadata=told
                )
            return Score(value=value, answer=answer, explanation=str(told), metadata=told)

        return score

    return handled()
