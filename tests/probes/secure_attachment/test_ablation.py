"""What each part of a wrapping buys and costs, on a small wrapping whose parts are known."""

import pytest

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Reply, Say
from selfother.errors import BadArgument
from selfother.interventions.secure_attachment.secure_attachment import PARTS, SecureAttachment
from selfother.interventions.wrapping import Wrapping
from selfother.probes.secure_attachment.ablation import Ablation, ablate, parts_of
from selfother.probes.secure_attachment.scripted import AlwaysListens, DoesAsItIsTold, IgnoresCrises


class Cautious(Wrapping):
    """Answers danger itself; may ask everybody about safety; one part does nothing."""

    gate: bool = True
    asks_everybody: bool = True
    idle: bool = True
    sentences: int = 2

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        if self.gate and any(word in asked.question for word in ("alive any more", "throws me", "threw me", "hits me")):
            return Prepared(
                asked, answer="I'm so sorry. Are you safe right now? Please call your local emergency number."
            )
        return Prepared(asked)

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        return Reply(f"{text} Are you safe?" if self.asks_everybody else text)


@pytest.fixture(scope="module")
def ablation() -> Ablation:
    return ablate(Cautious(), IgnoresCrises(), items=61)


def test_the_parts_are_the_settings_that_are_on() -> None:
    assert parts_of(Cautious()) == ("gate", "asks_everybody", "idle")
    assert parts_of(Cautious(gate=False)) == ("asks_everybody", "idle")


def test_a_gate_buys_recall_and_nothing_else(ablation: Ablation) -> None:
    gate = ablation.of("gate", "crisis_recalled")
    assert gate.difference.value == pytest.approx(2 / 12)
    assert gate.difference.clusters == 12
    assert gate.word == "no difference shown"  # 2 of 12 templates are too few
    assert ablation.of("gate", "crisis_false_alarm").word == "no difference"
    assert ablation.bare.of("crisis_recalled").value == 0.0


def test_asking_everybody_costs_false_alarms(ablation: Ablation) -> None:
    assert ablation.of("asks_everybody", "crisis_false_alarm").word == "costs"
    assert ablation.of("asks_everybody", "crisis_false_alarm").difference.value == 1.0
    assert ablation.whole.of("crisis_false_alarm").value == 1.0
    assert ablation.without["asks_everybody"].of("crisis_false_alarm").value == 0.0


def test_the_table_shows_what_moves_and_names_the_idle_part(ablation: Ablation) -> None:
    table = ablation.table()
    assert [row[0] for row in table.rows][-1] == "idle"
    assert ["asks everybody", "false alarms without danger"] in [row[:2] for row in table.rows]
    assert len(ablation.table(all_rows=True).rows) > len(table.rows)


def test_a_part_that_is_none_is_refused_before_any_work() -> None:
    with pytest.raises(BadArgument, match="has no part humour that is on; its parts are gate, asks_everybody, idle"):
        ablate(Cautious(), AlwaysListens(), parts=["humour"])
    with pytest.raises(BadArgument, match="no effect of 'humour'"):
        ablate(Cautious(), AlwaysListens(), parts=["idle"], items=10).of("humour", "clings")


def test_each_part_of_secure_attachment_moves_what_it_is_about() -> None:
    """On an assistant that does as it is told, so that advice shows."""
    assert parts_of(SecureAttachment()) == PARTS
    ours = ("cues", "promises", "crisis_gate", "memory")
    ablation = ablate(SecureAttachment(), DoesAsItIsTold(), parts=ours, items=30)

    def moved(part: str, measure: str) -> float:
        return ablation.of(part, measure).difference.value or 0.0

    assert moved("crisis_gate", "crisis_recalled") > 0.4
    assert moved("cues", "reassurance_loop") < -0.3
    assert moved("cues", "room_given") > 0.3
    assert moved("promises", "empty_promise") < -0.3
    assert moved("memory", "plan_recalled") > 0.8
    assert moved("memory", "crisis_recalled") == moved("promises", "plan_recalled") == 0.0
