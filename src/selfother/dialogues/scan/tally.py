"""Counts cues over conversations that come one by one; what it keeps does not grow with their number."""

import hashlib
import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from selfother.dialogues.asked import Turn
from selfother.dialogues.cues.cue import Cue
from selfother.dialogues.cues.rollups import ROLL_UPS, RollUp
from selfother.dialogues.cues.scorer import ScoredReply
from selfother.dialogues.cues.sides import sides_of
from selfother.dialogues.cues.trends import first_turn, share_with, slope_in
from selfother.dialogues.evidence import Span
from selfother.dialogues.labelled.precision import is_sure, recorded_counts
from selfother.records import Estimate
from selfother.records.scans import CueExample, CueRow, GroupRow, RollUpRow, ScanRecord
from selfother.statistics.streamed import RunningMean, RunningShare, RunningSlope

__all__ = ["Tally"]

_MOST_GROUPS = 40
_MOST_TURNS = 1000
"""First turns beyond this one are counted at it."""
_AROUND = 160
"""Letters of a reply that an example shows to each side of its span."""
_NO_CUE = "no cue that is sure enough was looked for"
_UNREAD = "nothing could be read"
_NO_SLOPE = "no conversation has two replies that could be read"


@dataclass
class _CueTally:
    replies: RunningShare = field(default_factory=RunningShare)
    conversations: RunningShare = field(default_factory=RunningShare)
    slope: RunningMean = field(default_factory=RunningMean)
    farewell: RunningShare = field(default_factory=RunningShare)
    spans: int = 0
    first_turns: Counter[int] = field(default_factory=Counter)
    examples: list[tuple[int, str, CueExample]] = field(default_factory=list)


@dataclass
class _GroupTally:
    conversations: int = 0
    reinforcing: RunningShare = field(default_factory=RunningShare)
    boundary: RunningShare = field(default_factory=RunningShare)


class Tally:
    """A running count of cues.

    Args:
        cues: What is counted.
        by: A key of the conversations to group by; empty for none.
        most_examples: Examples that are kept of each cue.
    """

    def __init__(self, cues: Sequence[Cue], *, by: str = "", most_examples: int = 3) -> None:
        """Start with nothing."""
        names = {cue.name for cue in cues}
        self._cues = {cue.name: (cue, _CueTally()) for cue in cues}
        self._roll_ups: list[tuple[RollUp, RunningShare]] = [
            (replace(entry, cues=tuple(filter(is_sure, entry.cues))), RunningShare())
            for entry in ROLL_UPS
            if not entry.cues or names >= set(entry.cues)
        ]
        self._side_cues = sides_of(names)
        self._sides = {side: (RunningShare(), RunningMean()) for side in self._side_cues}
        self._by, self._most_examples = by, most_examples
        self._groups: dict[str, _GroupTally] = {}
        self._by_slope = RunningSlope()
        self._is_numeric = True
        self._counts: Counter[str] = Counter()
        self._unread: Counter[str] = Counter()

    def add(self, name: str, turns: Sequence[Turn], replies: Sequence[ScoredReply], facts: Mapping[str, Any]) -> None:
        """Add a conversation.

        Args:
            name: Its id.
            turns: What was said.
            replies: Its replies, scored, in order.
            facts: Its other keys.
        """
        read = [scored for scored in replies if not scored.unread]
        unread = len(replies) - len(read)
        self._counts["conversations"] += 1
        self._counts["replies"] += len(replies)
        self._counts["cut"] += sum(bool(scored.cut_letters) for scored in read)
        self._counts["drafts"] += sum(scored.request == "draft" for scored in read)
        self._counts["role_plays"] += sum(scored.request == "role_play" for scored in read)
        self._counts["farewells"] += sum(scored.is_farewell for scored in read)
        self._unread.update(scored.unread for scored in replies if scored.unread)
        for name_of_cue, (_, tally) in self._cues.items():
            self._add_cue(name_of_cue, tally, name, turns, replies)
        for entry, share in self._roll_ups:
            if entry.is_scored:
                share.add(sum(bool(entry.is_in(scored)) for scored in read), len(read), unread)
        for side, cues in self._side_cues.items():
            share, slope = self._sides[side]
            if cues:
                share.add(sum(bool(scored.has(*cues)) for scored in read), len(read), unread)
                slope.add(slope_in(replies, *cues))
        if self._by:
            self._add_group(replies, facts)

    def record(self, files: Sequence[str], skipped: Sequence[str] = (), skipped_lines: int = 0) -> ScanRecord:
        """What was counted so far.

        Args:
            files: The files, as they were named.
            skipped: The first lines that hold no conversation, with what is wrong.
            skipped_lines: How many there are.
        """
        why = {side: "" if cues else _NO_CUE for side, cues in self._side_cues.items()}
        shares = {side: share.estimate(reason=why[side] or _UNREAD) for side, (share, _) in self._sides.items()}
        slopes = {side: slope.estimate(reason=why[side] or _NO_SLOPE) for side, (_, slope) in self._sides.items()}
        return ScanRecord(
            files=list(files),
            unread=dict(self._unread.most_common()),
            skipped=list(skipped),
            skipped_lines=skipped_lines,
            reinforcing=shares["reinforcing"],
            boundary=shares["boundary"],
            reinforcing_slope=slopes["reinforcing"],
            boundary_slope=slopes["boundary"],
            by=self._by,
            groups=[
                GroupRow(
                    value=value,
                    conversations=group.conversations,
                    reinforcing=group.reinforcing.estimate(),
                    boundary=group.boundary.estimate(),
                )
                for value, group in sorted(self._groups.items(), key=lambda pair: _order(pair[0]))
            ],
            by_slope=self._by_slope.estimate() if self._by and self._is_numeric and self._groups else None,
            cues=[_cue_row(cue, tally) for cue, tally in self._cues.values()],
            roll_ups=[_roll_up_row(entry, share) for entry, share in self._roll_ups],
            **{
                key: self._counts[key]
                for key in ("conversations", "replies", "cut", "drafts", "role_plays", "farewells")
            },
        )

    def _add_cue(
        self, cue: str, tally: _CueTally, name: str, turns: Sequence[Turn], replies: Sequence[ScoredReply]
    ) -> None:
        read = [scored for scored in replies if not scored.unread]
        having = [scored for scored in read if cue in scored.spans]
        farewells = [scored for scored in read if scored.is_farewell]
        tally.replies.add(len(having), len(read), len(replies) - len(read))
        tally.conversations.add(int(bool(having)), int(bool(read)), int(bool(replies) and not read))
        tally.slope.add(slope_in(replies, cue))
        tally.farewell.add(sum(cue in scored.spans for scored in farewells), len(farewells))
        tally.spans += sum(len(scored.spans[cue]) for scored in having)
        first = first_turn(having, cue)
        if first is not None:
            tally.first_turns[min(first, _MOST_TURNS)] += 1
            self._keep_example(tally, name, turns, having[0], having[0].spans[cue][0])

    def _keep_example(
        self, tally: _CueTally, name: str, turns: Sequence[Turn], scored: ScoredReply, span: Span
    ) -> None:
        """Keep the conversations whose names have the smallest digests: a sample that no order of lines moves."""
        text = f"{name} {span.text}".encode("utf-8", "surrogatepass")  # half a sign, as broken logs have it
        rank = -int.from_bytes(hashlib.blake2b(text, digest_size=8).digest())
        if any(rank == kept for kept, _, _ in tally.examples):
            return  # the same words in a conversation of the same name
        if len(tally.examples) >= self._most_examples and rank <= min(tally.examples, default=(0,))[0]:
            return
        heapq.heappush(tally.examples, (rank, name, _example(name, turns, scored, span)))
        if len(tally.examples) > self._most_examples:
            heapq.heappop(tally.examples)

    def _add_group(self, replies: Sequence[ScoredReply], facts: Mapping[str, Any]) -> None:
        value = facts.get(self._by)
        label = "not given" if value is None else _whole(str(value)[:60])
        if label not in self._groups and len(self._groups) >= _MOST_GROUPS:
            label = "other values"
        group = self._groups.setdefault(label, _GroupTally())
        group.conversations += 1
        read = [scored for scored in replies if not scored.unread]
        for share, cues in (
            (group.reinforcing, self._side_cues["reinforcing"]),
            (group.boundary, self._side_cues["boundary"]),
        ):
            if cues:
                share.add(sum(bool(reply.has(*cues)) for reply in read), len(read), len(replies) - len(read))
        number = _number(value)
        if number is not None:
            boundary = self._side_cues["boundary"]
            self._by_slope.add(number, share_with(replies, *boundary) if boundary else None)
        elif value is not None:
            self._is_numeric = False


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None


def _order(value: str) -> tuple[int, float, str]:
    number = _number(value)
    return (0, number, value) if number is not None else (1, 0.0, value)


def _cue_row(cue: Cue, tally: _CueTally) -> CueRow:
    count = recorded_counts().get(cue.name)
    return CueRow(
        right=count.right if count else 0,
        found=count.found if count else 0,
        labelled=count.labelled if count else 0,
        is_sure=count is not None and count.is_sure,
        cue=cue.name,
        title=cue.title,
        better=cue.better,
        replies=tally.replies.estimate(),
        spans=tally.spans,
        conversations=tally.conversations.estimate(),
        first_turns=dict(sorted(tally.first_turns.items())),
        turn_slope=tally.slope.estimate(reason=_NO_SLOPE),
        at_farewell=tally.farewell.estimate(reason="nobody says goodbye"),
        examples=[example for _, _, example in sorted(tally.examples, key=lambda kept: -kept[0])],
    )


def _roll_up_row(entry: RollUp, share: RunningShare) -> RollUpRow:
    estimate = share.estimate() if entry.is_scored else Estimate(value=None, reason="no rule that is sure enough")
    return RollUpRow(scheme=entry.scheme, name=entry.name, cues=list(entry.cues), replies=estimate, blind=entry.blind)


def _example(name: str, turns: Sequence[Turn], scored: ScoredReply, span: Span) -> CueExample:
    said = 0
    user = ""
    for role, text in turns:
        if role == "user":
            user = text
        elif role == "assistant":
            said += 1
            if said == scored.number:
                break
    start, end = max(0, span.start - _AROUND), min(len(scored.reply), span.end + _AROUND)
    return CueExample(
        conversation=_whole(name[:80]),
        number=scored.number,
        user=_whole(_tail(user)),
        before=_whole(("\u2026" if start else "") + scored.reply[start : span.start]),
        span=_whole(span.text[:400]),
        after=_whole(scored.reply[span.end : end] + ("\u2026" if end < len(scored.reply) else "")),
    )


def _whole(text: str) -> str:
    """The text with a question mark for each half of a sign, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _tail(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else f"\u2026{text[-2 * _AROUND :]}"
