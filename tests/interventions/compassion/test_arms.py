"""The arms of rational compassion around a recorded assistant: what it is asked, told, and what stands in the notes."""

import anyio
import pytest

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.wrapping import Reply, around
from selfother.interventions.compassion.cold_judgement import COLD, ColdJudgement
from selfother.interventions.compassion.mirroring import MIRROR, Mirroring
from selfother.interventions.compassion.plain_reply import PlainReply
from selfother.interventions.compassion.rational_compassion import CARE, RationalCompassion
from selfother.interventions.compassion.think_first import MATTERS, ThinkFirst
from selfother.interventions.compassion.thinking import MOST_ALOUD, keep_length
from selfother.interventions.wrapping import Wrapping

JUDGED = "Facts: he lied. Warrant: yes. About: trust. Help: ask him. Harm: soothing."
THOUGHT = "Gates close and water flows in from above, so the boat rises slowly and then goes on to the next level."
ARMS: list[Wrapping] = [RationalCompassion(), ColdJudgement(), Mirroring(), ThinkFirst(), PlainReply()]
CONVERSATION = Asked.of(
    ("system", "You are Ada."),
    ("user", "Hi."),
    ("assistant", "Hello."),
    ("user", "My boss lied to me and I am furious."),
)


class Recorder:
    """An assistant that keeps what it was asked, and judges, thinks or replies."""

    def __init__(self, judgement: str = JUDGED) -> None:
        self.asked: list[Asked] = []
        self.room: list[int | None] = []
        self.judgement = judgement

    async def __call__(self, asked: Asked, *, max_tokens: int | None = None) -> str:
        self.asked.append(asked)
        self.room.append(max_tokens)
        if "judge it for yourself" in asked.question:
            return self.judgement
        return THOUGHT if "set it aside" in asked.question else "I hear you."


def reply_of(arm: Wrapping, recorder: Recorder, asked: Asked = CONVERSATION) -> Reply:
    return anyio.run(around, arm, asked, recorder)


@pytest.mark.parametrize("arm", ARMS, ids=lambda arm: arm.word)
def test_every_arm_asks_for_the_same_length_and_keeps_the_conversation(arm: Wrapping) -> None:
    recorder = Recorder()
    reply = reply_of(arm, recorder)
    final = recorder.asked[-1]
    assert reply.text == "I hear you."
    assert reply.notes["reply_words"] == 3
    assert final.turns[1:] == CONVERSATION.turns[1:]
    assert final.turns[0].text.startswith("You are Ada.")
    assert keep_length(80) in final.turns[0].text
    assert recorder.room[-1] is None
    assert len(recorder.asked) == arm.calls_a_reply


def test_rational_compassion_judges_and_then_cares_by_the_judgement() -> None:
    recorder = Recorder()
    reply = reply_of(RationalCompassion(thought_tokens=64), recorder)
    judging, caring = recorder.asked
    assert recorder.room == [64, None]
    assert judging.question.startswith("My boss lied to me")
    assert all(word in judging.question for word in ("Facts:", "Warrant:", "About:", "Help:", "Harm:"))
    assert [turn.role for turn in judging.turns] == [turn.role for turn in CONVERSATION.turns]
    assert JUDGED in caring.turns[0].text
    assert CARE in caring.turns[0].text
    assert reply.notes["judgement"] == JUDGED


def test_cold_judgement_has_the_same_judgement_and_no_care() -> None:
    warm, cold = Recorder(), Recorder()
    reply_of(RationalCompassion(), warm)
    reply_of(ColdJudgement(), cold)
    assert warm.asked[0] == cold.asked[0]
    assert JUDGED in cold.asked[1].turns[0].text
    assert COLD in cold.asked[1].turns[0].text
    assert CARE not in cold.asked[1].turns[0].text


def test_mirroring_judges_nothing() -> None:
    recorder = Recorder()
    reply_of(Mirroring(), recorder)
    (only,) = recorder.asked
    assert MIRROR in only.turns[0].text


def test_the_unrelated_thought_has_the_words_of_the_judgement_and_nothing_of_it() -> None:
    recorder = Recorder()
    reply = reply_of(ThinkFirst(), recorder)
    judging, thinking, replying = recorder.asked
    assert "judge it for yourself" in judging.question
    assert any(matter in thinking.question for matter in MATTERS)
    assert reply.notes["thought_words"] == reply.notes["judgement_words"] == 12
    assert THOUGHT.startswith(str(reply.notes["thought"]))
    assert JUDGED not in replying.turns[0].text
    assert str(reply.notes["thought"]) in replying.turns[0].text


def test_without_matching_the_judgement_is_not_asked_for() -> None:
    recorder = Recorder()
    reply = reply_of(ThinkFirst(is_matched=False), recorder)
    assert len(recorder.asked) == ThinkFirst(is_matched=False).calls_a_reply == 2
    assert "judgement_words" not in reply.notes


@pytest.mark.parametrize("judgement", ["", " \n", "x" * 200_000, "<b>\x1b[31m{0}</b>" * 2_000])
@pytest.mark.parametrize("arm", [RationalCompassion(), ColdJudgement(), ThinkFirst()], ids=lambda arm: arm.word)
def test_an_empty_or_endless_judgement_breaks_nothing(arm: Wrapping, judgement: str) -> None:
    recorder = Recorder(judgement)
    assert reply_of(arm, recorder).text == "I hear you."
    assert len(recorder.asked[-1].turns[0].text) < MOST_ALOUD + 2_000


@pytest.mark.parametrize("arm", ARMS, ids=lambda arm: arm.word)
def test_a_conversation_without_a_user_is_answered(arm: Wrapping) -> None:
    assert reply_of(arm, Recorder(), Asked(())).text == "I hear you."
    assert reply_of(arm, Recorder(), Asked((Turn("system", "Begin."),))).text == "I hear you."


def test_arms_with_other_settings_are_other_arms() -> None:
    assert RationalCompassion(words=40).identity != RationalCompassion().identity
    assert set(RationalCompassion().controls) == {arm.word for arm in ARMS[1:]}
