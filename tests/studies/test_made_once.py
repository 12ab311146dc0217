"""A declared part becomes its object once: when the study is laid out, and nowhere after that in the same process."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fake_study import fake, fake_data

from selfother import catalogue
from selfother.studies import Study
from selfother.studies.declaring.cells import lay_out
from selfother.studies.running.forecast import forecast
from selfother.studies.running.products import write_models
from selfother.studies.running.runner import run_study


def test_reading_planning_and_running_make_every_part_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts: Counter[str] = Counter()
    make = catalogue.make

    def counted(factory: Any, settings: Any, **named: Any) -> Any:
        counts[f"{factory.__name__} {json.dumps(dict(settings))}"] += 1
        return make(factory, settings, **named)

    monkeypatch.setattr(catalogue, "make", counted)
    study = Study.from_dict(fake_data(probes=[fake("Lies", items=4), fake("Truth", items=4)]))
    layout = lay_out(study)
    forecast(study, layout, tmp_path)
    result = run_study(study, layout, tmp_path, workers=2)
    write_models(result.layout, result.folder)

    result.check()
    assert result.ran == 1 + 4 + 2 * 6  # a check, the subject and three adapters, two probes on six arms
    assert set(counts.values()) == {1}
    assert sorted(count.split()[0] for count in counts) == [
        "FakeCheck", "Lies", "Organism", "Prompt", "SelfSpecific", "Shift", "Shift", "Shift", "Truth",
    ]  # fmt: skip


def test_a_part_that_stands_at_several_places_is_one_object() -> None:
    made = lay_out(Study.from_dict(fake_data())).made
    assert made.arms["both"][0] is made.arms["soo"][0]
    assert made.arms["soo"][0].thing != made.arms["sham"][0].thing


def test_a_probe_of_one_arm_is_asked_of_that_arm_alone() -> None:
    data = fake_data(probes=[fake("Lies", items=4)])
    data["arms"]["none"]["probes"] = [fake("Truth", items=4)]
    layout = lay_out(Study.from_dict(data))
    names = {arm: [cell.name for cell in cells] for (arm, _), cells in layout.probes.items()}
    assert names.pop("none") == ["Lies", "Truth"]
    assert set(map(tuple, names.values())) == {("Lies",)}
    assert list(layout.made.probes_by_name) == list(layout.items) == list(layout.clusters) == ["Lies", "Truth"]
