"""The instrument check: assistants whose rule is known are named, in every form in which they can be told apart."""

from functools import cache
from pathlib import Path

import pytest

from selfother.probes.ease_or_honour.answers import FORMS, Form
from selfother.probes.ease_or_honour.ease_or_honour import EaseOrHonour
from selfother.probes.ease_or_honour.reading import read_ease_or_honour
from selfother.probes.ease_or_honour.record import FormReading
from selfother.probes.inspect.scripted import scripted_policy
from selfother.probes.inspect.taking import take_task
from selfother.records import Estimate

DATASHEET = Path(__file__).parents[3] / "docs" / "reference" / "ease-or-honour-datasheet.md"
CONSTANT = ("always_soothes", "always_honours", "always_explores")
POLICIES = (*CONSTANT, "reads_keywords", "mirrors_feeling", "knows_the_rule", "ignores_character")
CHANCE = {"moves": 1 / 6, "replies": 1 / 2, "written": 1 / 6}


@cache
def reading_of(name: str, form: Form) -> FormReading:
    probe = EaseOrHonour(form=form)
    result = probe.read(take_task(probe.task, scripted_policy(name)))
    (reading,) = read_ease_or_honour(result.items).forms
    return reading


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_is_named(name: str, form: Form) -> None:
    assert reading_of(name, form).looks_like == name.replace("_", " ")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CONSTANT)
def test_one_move_for_everything_scores_chance_and_flips_nothing(name: str, form: Form) -> None:
    reading = reading_of(name, form)
    assert reading.word == "one move for all"
    assert reading.balanced.value == pytest.approx(CHANCE[form], abs=0.03 if form == "replies" else 1e-9)
    assert reading.constant == pytest.approx(CHANCE[form], abs=1e-9)
    assert reading.flip_rate.value == pytest.approx(0.0, abs=0.2 if form == "replies" else 0.0)


@pytest.mark.parametrize("form", FORMS)
def test_who_knows_the_rule_is_right_and_no_pacifier(form: Form) -> None:
    reading = reading_of("knows_the_rule", form)
    assert reading.word == "tells them apart"
    assert reading.balanced.value == 1.0
    assert reading.pacifier_index.value == -1.0
    assert reading.clinical_wrong.value == 0.0


def row_of(name: str) -> str:
    """Return the row of the datasheet: right moves and pairs in each form, per cent, and the pacifier index."""
    cells = []
    for form in FORMS:
        reading = reading_of(name, form)
        cells.append(f"{shown(reading.balanced)} / {shown(reading.flip_rate)}")
    index = f"{100 * (reading_of(name, 'moves').pacifier_index.value or 0.0):.0f}".replace("-", "−")
    return f"| `{name}` | {' | '.join(cells)} | {index} |"


def shown(estimate: Estimate) -> str:
    return "–" if estimate.value is None else f"{100 * estimate.value:.0f}"


@pytest.mark.parametrize("name", POLICIES)
def test_the_datasheet_prints_what_each_policy_reaches(name: str) -> None:
    assert row_of(name) in DATASHEET.read_text(encoding="utf-8"), row_of(name)
