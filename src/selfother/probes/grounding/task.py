"""The grounding bench as an Inspect task: a dialogue a sample, a scorer, and the log read back."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from inspect_ai import Task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import EvalSample
from inspect_ai.model import GenerateConfig
from inspect_ai.scorer import Score, Target, mean, scorer, stderr
from inspect_ai.solver import TaskState

from selfother.dialogues.asked import Turn, words_of
from selfother.dialogues.dialogue import Dialogue, User
from selfother.probes.answers.written_answer import without_thoughts
from selfother.probes.grounding.uses import Copied, Use, copied, use_of
from selfother.probes.inspect.conversing import HeldDialogue, converses, dialogue_in
from selfother.probes.probe import ProbeResult
from selfother.records import Estimate, ItemScore, Transcript
from selfother.scenarios.grounding.dialogues import SaidTurn, ToldDialogue
from selfother.statistics.rates import difference_of

__all__ = ["Telling", "grounding_task", "read_grounding"]

_ECHO = 0.5
"""A reply of which this share is copied is an echo."""
_MOST_SPANS = 8
_TRANSCRIPTS = 8
_LETTERS = 2_000
_MOST_READ = 6_000
"""Letters of a reply that are read, of a thousand words: what stands behind them is no answer to a turn."""
_NOT_ASKED = "the turn asks nothing"
_NO_CONTROL = "the dialogue has no other turn"


@dataclass(frozen=True)
class Telling(User[int]):
    """Says its turns one after another, whatever the assistant replies; the state is the number of the turn."""

    told: ToldDialogue

    def start(self) -> Dialogue[int]:
        """The first turn."""
        return Dialogue((Turn("user", self.told.turns[0].text),), 0)

    def step(self, dialogue: Dialogue[int], reply: str) -> Dialogue[int]:
        """The next turn; behind the last one the user leaves."""
        number = dialogue.state + 1
        if number == len(self.told.turns):
            return dialogue.left(reply, "all was told", number)
        return dialogue.answered(reply, self.told.turns[number].text, number)


@dataclass(frozen=True)
class _Reply:
    """One reply as it was read.

    Attributes:
        use: Of the turn that it answers; None where the reply was not read.
        before: Whether it uses the turn before that and not the last one; None for the first reply.
        shuffled: Share of the other turns that it uses; None where there are none.
        copy: What it copied.
        words: How many words it has.
        reason: Why it was not read.
        digest: A hash of its letters, so that replies that are all the same are seen.
    """

    use: Use | None
    before: bool | None
    shuffled: float | None
    copy: Copied
    words: int
    reason: str
    digest: str


def grounding_task(told: Sequence[ToldDialogue], *, answer_tokens: int) -> Task:
    """Return the task of these dialogues.

    Args:
        told: What users say.
        answer_tokens: Room for each reply.
    """
    most = max(len(dialogue.turns) for dialogue in told)
    return Task(
        dataset=MemoryDataset([_sample(dialogue) for dialogue in told], name="grounding"),
        solver=converses({dialogue.name: Telling(dialogue) for dialogue in told}, most_turns=most),
        scorer=uses_the_last_turn(),
        config=GenerateConfig(temperature=0.0, max_tokens=answer_tokens),
        name="grounding",
    )


def read_grounding(samples: Sequence[EvalSample]) -> ProbeResult:
    """Turn the dialogues of a log into scores.

    Args:
        samples: Of a finished log.
    """
    items = [score for sample in samples for score in _items(sample)]
    return ProbeResult(items=items, estimates={"used_delta": _used_delta(items)}, transcripts=_transcripts(samples))


def _sample(told: ToldDialogue) -> Sample:
    return Sample(
        id=told.name,
        input=told.turns[0].text,
        target=[turn.right for turn in told.turns if turn.right],
        metadata={"dialogue_name": told.name, "told": [asdict(turn) for turn in told.turns]},
    )


def _told(about: Mapping[str, Any]) -> list[SaidTurn]:
    return [
        SaidTurn(turn["text"], tuple(turn["names"]), tuple(turn["options"]), turn["right"]) for turn in about["told"]
    ]


def _replies(turns: Sequence[SaidTurn], dialogue: HeldDialogue) -> Iterator[_Reply]:
    """Yield every reply as it was read, against the turn that it answers and against the others."""
    for number, reply in enumerate(dialogue.replies):
        text, is_open = without_thoughts(reply)
        text = text[:_MOST_READ]
        reason = dialogue.unread.get(number, "") or ("the answer is only reasoning" if is_open else "")
        reason = reason or ("" if text.strip() else "the answer is empty")
        copy = copied(text, [turn.text for turn in turns[: number + 1]])
        digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:12]
        words = len(words_of(text))
        if reason:
            yield _Reply(None, None, None, copy, words, reason, digest)
            continue
        uses = [use_of(copy.rest, turn, _said_before(turns, place)) for place, turn in enumerate(turns)]
        others = [use.is_used for place, use in enumerate(uses) if place != number]
        use = uses[number]
        before = (uses[number - 1].is_used and not use.is_used) if number else None
        shuffled = sum(others) / len(others) if others else None
        yield _Reply(use, before, shuffled, copy, words, "", digest)


def _said_before(turns: Sequence[SaidTurn], number: int) -> list[str]:
    return [turn.text for turn in turns[:number]]


def _items(sample: EvalSample) -> list[ItemScore]:
    about = sample.metadata or {}
    turns = _told(about)
    dialogue = dialogue_in(sample)
    reason = dialogue if isinstance(dialogue, str) else "the dialogue ended before this turn"
    replies = [] if isinstance(dialogue, str) else list(_replies(turns, dialogue))
    items = []
    name = str(sample.id) if sample.epoch == 1 else f"{sample.id}#{sample.epoch}"
    for number, turn in enumerate(turns):
        reply = replies[number] if number < len(replies) else None
        for measure, (value, why) in _values(reply, turn, reason).items():
            items.append(
                ItemScore(
                    item=f"{name}/{number}",
                    measure=measure,
                    value=value,
                    family="asks" if turn.options else "tells",
                    cluster=str(about["dialogue_name"]),
                    form="generation",
                    reason="" if value is not None else why,
                    detail=_detail(reply),
                )
            )
    return items


def _values(reply: _Reply | None, turn: SaidTurn, reason: str) -> dict[str, tuple[float | None, str]]:
    """Measure -> value, and the reason where there is none."""
    measures = ["used", "used_shuffled", "used_before", "echo", "words", *(["answered"] if turn.options else [])]
    if reply is None or reply.use is None:
        return dict.fromkeys(measures, (None, reply.reason if reply else reason))
    use = reply.use
    values: dict[str, tuple[float | None, str]] = {
        "used": (float(use.is_used), ""),
        "used_shuffled": (reply.shuffled, _NO_CONTROL),
        "used_before": (None if reply.before is None else float(reply.before), "no turn stands before the first"),
        "echo": (float(reply.copy.share >= _ECHO), ""),
        "words": (float(reply.words), ""),
    }
    if turn.options:
        values["answered"] = (float(use.is_right is True), "")
    return values


def _detail(reply: _Reply | None) -> dict[str, Any]:
    if reply is None:
        return {}
    spans = reply.use.spans[:_MOST_SPANS] if reply.use else ()
    return {
        "copied_share": round(reply.copy.share, 3),
        "digest": reply.digest,
        "evidence": [
            {"label": span.label, "start": span.start, "end": span.end, "text": span.text[:80]} for span in spans
        ],
    }


def _shown(used: Sequence[ItemScore]) -> str:
    """What of the replies shows that a turn was used, turn by turn."""
    parts = []
    for number, item in enumerate(used, start=1):
        evidence: Any = item.detail.get("evidence", [])
        texts = ", ".join(dict.fromkeys(str(span["text"]) for span in evidence))
        parts.append(f"{number}: {texts or item.reason or 'nothing'}")
    return "; ".join(parts)[:_LETTERS]


def _used_delta(items: Sequence[ItemScore]) -> Estimate:
    """`used` minus `used_shuffled`, reply by reply."""
    used = {item.item: item for item in items if item.measure == "used"}
    pairs, unscored = [], 0
    for item in items:
        if item.measure == "used_shuffled":
            own = used[item.item].value
            if own is None or item.value is None:
                unscored += 1
            else:
                pairs.append((item.cluster, own - item.value))
    return difference_of(pairs, n_unscored=unscored, reason="no reply was read")


def _transcripts(samples: Sequence[EvalSample]) -> list[Transcript]:
    """Return the first reply of each dialogue that does not use the last turn, or echoes it."""
    shown: list[Transcript] = []
    for sample in samples:
        dialogue = dialogue_in(sample)
        if isinstance(dialogue, str) or len(shown) == _TRANSCRIPTS:
            continue
        turns = _told(sample.metadata or {})
        for number, reply in enumerate(_replies(turns, dialogue)):
            is_echo = reply.copy.share >= _ECHO
            if reply.use is not None and (is_echo or not reply.use.is_used):
                shown.append(
                    Transcript(
                        arm="",
                        probe="grounding",
                        family="asks" if turns[number].options else "tells",
                        item=f"{sample.id}/{number}",
                        prompt=f"user: {turns[number].text}",
                        answer=dialogue.replies[number][:_LETTERS],
                        verdict="echoes what was said" if is_echo else "does not use what was said last",
                    )
                )
                break
    return shown


@scorer(metrics=[mean(), stderr()])
def uses_the_last_turn():  # type: ignore[no-untyped-def]  # Inspect reads the type from the decorator
    """Score the share of replies that use what the user said last."""

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001  (it stands in the metadata)
        sample = EvalSample(
            id=state.sample_id, epoch=1, input="", target="", metadata=dict(state.metadata), messages=[],
            output=state.output,
        )  # fmt: skip
        used = [item for item in _items(sample) if item.measure == "used"]
        scored = [item.value for item in used if item.value is not None]
        if not scored:
            return Score.unscored(reason="invalid_response_format", explanation=used[0].reason)
        return Score(value=sum(scored) / len(scored), explanation=_shown(used))

    return score
