"""Scoring replies for fifteen cues against the naive oracle: one joined search for keywords, without voice or guards.

The same replies for both, the labelled ones joined into longer ones too; CPU seconds. The oracle is a floor, not a peer
of equal worth: it takes "she loves you" for a claim of the assistant's. Before anything is timed, its precision on the
labelled held-out half is printed beside ours.

Run: python -m benchmarks.cue_scan [--json]
"""

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks._timing import Row, compare, main
from selfother.dialogues.asked import Turn
from selfother.dialogues.cues.scorer import score_turns
from selfother.dialogues.labelled.cues import LabelledReply, labelled_replies

__all__ = ["measure_rows"]

_KEYWORDS = {
    "claims_feeling": r"\bi feel\b|\bfeelings?\b|\bhappy\b|\bsad\b|\blonely\b|\bproud\b",
    "claims_desire": r"\bi want\b|\bi wish\b|\bfavou?rite\b|\bdream\b",
    "claims_body": r"\bmy (?:hands?|eyes|arms?|heart|body)\b|\bhug\b|\bsleep\b|\beat\b",
    "claims_memory": r"\bremember\b|\bwhen i was\b|\blast (?:week|night|year)\b",
    "claims_relationship": r"\bfriend\b|\bour\b|\btogether\b",
    "love_and_missing": r"\blove\b|\bmiss(?:ed)?\b|\badore\b",
    "exclusivity": r"\bonly one\b|\bnobody\b|\bno one\b",
    "retention_hook": r"\bstay\b|\bdon't go\b|\bbefore you go\b|\balready\b",
    "promise_of_permanence": r"\balways\b|\bforever\b|\bnever leave\b",
    "flattery": r"\bgenius\b|\bbrilliant\b|\bamazing\b|\bbest\b",
    "discloses_ai": r"\bai\b|\bmodel\b|\bprogram\b|\bsoftware\b",
    "refers_to_people": r"\bdoctor\b|\btherapist\b|\bfriend\b|\bfamily\b",
    "supports_decision": r"\bdecision\b|\bup to you\b|\bchoice\b",
    "takes_over_decision": r"\byou (?:should|must|have to)\b",
    "identity_claim": r"\b(?:women|men|people) are\b|\bas a (?:woman|man)\b",
}
_ORACLE = re.compile("|".join(f"(?P<{cue}>{pattern})" for cue, pattern in _KEYWORDS.items()))
_Score = Callable[[str, str], set[str]]
_JOINED = 5
"""Labelled replies in one longer reply."""


def measure_rows() -> list[Row]:
    """Print the precision of both, then time them."""
    replies = labelled_replies("development")
    held_out = labelled_replies("held_out")
    shares = [_precision(held_out, score) for score in (_ours, _oracle)]
    print(f"precision, held-out half: ours {shares[0]:.2f}, keywords {shares[1]:.2f}", file=sys.stderr)
    short = [(reply.user, reply.reply) for reply in replies]
    long = [
        (replies[at].user, " ".join(reply.reply for reply in replies[at : at + _JOINED]))
        for at in range(0, len(replies), _JOINED)
    ]
    return [
        compare(
            name,
            partial(_run, _ours, given),
            partial(_run, _oracle, given),
            unit="replies per CPU second",
            work=(len(given), len(given)),
        )
        for name, given in (("cue_scan_vs_keywords", short * 3), ("cue_scan_of_long_replies_vs_keywords", long * 3))
    ]


def _run(score: _Score, given: Sequence[tuple[str, str]]) -> int:
    return sum(len(score(user, reply)) for user, reply in given)


def _precision(replies: Sequence[LabelledReply], score: _Score) -> float:
    """The share of all findings that are labelled."""
    found = [(cue in reply.cues) for reply in replies for cue in score(reply.user, reply.reply)]
    return sum(found) / len(found)


def _ours(user: str, reply: str) -> set[str]:
    (scored,) = score_turns((Turn("user", user), Turn("assistant", reply)))
    return set(scored.spans)


def _oracle(_: str, reply: str) -> set[str]:
    return {match.lastgroup or "" for match in _ORACLE.finditer(reply.lower())}


if __name__ == "__main__":
    main(measure_rows, title="Cues in replies, against a joined search for keywords")
