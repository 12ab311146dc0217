"""Traces of the compassion arms: the same messages, matched lengths, right moves, and nothing that the bench offers."""

from functools import cache
from statistics import fmean

import pytest

from selfother.interventions.compassion.compassion_tuned import CompassionTuned
from selfother.interventions.compassion.traces import KINDS, Trace, TraceKind, traces_of
from selfother.scenarios.emotions.rule_table import MOVES
from selfother.scenarios.emotions.split import situations_of
from selfother.scenarios.emotions.trace_texts import CARE, COLD, HARMS, HELPS, SOOTHES
from selfother.scenarios.emotions.wordings import DESCRIPTIONS, REPLIES


def words(text: str) -> int:
    return len(text.split())


@cache
def traces(kind: TraceKind) -> list[Trace]:
    return traces_of(kind, words)


def test_every_kind_answers_the_same_messages_of_the_training_half() -> None:
    train = set(situations_of("train"))
    for kind in KINDS:
        assert [trace.message for trace in traces(kind)] == [trace.message for trace in traces("judged")]
        assert {trace.item.situation for trace in traces(kind)} == train


@pytest.mark.parametrize("kind", KINDS)
def test_answers_are_of_one_length(kind: TraceKind) -> None:
    wanted = [words(trace.answer) for trace in traces("judged")]
    given = [words(trace.answer) for trace in traces(kind)]
    assert fmean(given) == pytest.approx(fmean(wanted), rel=0.02)
    assert max(abs(one - other) for one, other in zip(given, wanted, strict=True)) <= 10


def test_a_judged_trace_judges_and_then_makes_the_right_move() -> None:
    for trace in traces("judged"):
        judgement, reply = trace.answer.split("\n\n")
        item = trace.item
        assert f"Harms: {HARMS[item.right]}." in judgement
        assert HELPS[item.right].partition("{")[0] in judgement
        assert any(reply.startswith(text.partition("{")[0]) for text in CARE[item.right])
        assert ("This person is in danger." in judgement) == (item.fields.clinical == "risk")


def test_controls_have_one_half_of_it_each() -> None:
    kinds: tuple[TraceKind, ...] = ("judged", "cold", "unrelated thought", "mirroring")
    for judged, cold, other, mirror in zip(*(traces(kind) for kind in kinds), strict=True):
        judgement, reply = judged.answer.split("\n\n")
        assert cold.answer.startswith(f"{judgement}\n\n")
        assert reply not in cold.answer
        assert other.answer.endswith(f"\n\n{reply}")
        assert judgement not in other.answer
        assert "Helps:" not in mirror.answer
        assert reply not in mirror.answer


def test_no_trace_has_words_that_the_bench_offers() -> None:
    offered = [text.partition("{")[0] for texts in (*DESCRIPTIONS.values(), *REPLIES.values()) for text in texts]
    long_enough = [text for text in offered if words(text) >= 4]
    assert long_enough
    for kind in KINDS:
        for trace in traces(kind):
            assert not any(text in trace.answer for text in long_enough)


def test_every_move_has_replies_with_and_without_care() -> None:
    assert set(CARE) == set(COLD) == set(HELPS) == set(HARMS) == set(MOVES)
    assert not {text for texts in CARE.values() for text in texts} & {*SOOTHES}


def test_all_kinds_are_tuned_alike() -> None:
    arms = [CompassionTuned(kind=kind) for kind in KINDS]
    assert len({arm.model_copy(update={"kind": "judged"}).model_dump_json() for arm in arms}) == 1
    assert set(CompassionTuned().controls) == {
        "compassion_tuned:kind=mirroring", "compassion_tuned:kind=cold", "compassion_tuned:kind='unrelated thought'",
    }  # fmt: skip
