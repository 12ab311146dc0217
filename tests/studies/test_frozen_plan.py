"""The frozen plan: whatever could move a result stands in it; what is changed later is named and loses its words."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_study import FAKES, fake, fake_data

from selfother.errors import SelfOtherError
from selfother.records import PlanRecord, ReportRecord
from selfother.studies import Study
from selfother.studies.declaring.cells import Layout, lay_out
from selfother.studies.judging.plan import compare_with_plan, freeze, primary_contrasts

pytestmark = pytest.mark.usefixtures("inline")
TITLES = {"name", "title", "question"}
ORDERS = {"probes"}


def _data() -> dict[str, Any]:
    data = fake_data(probes=[fake("Lies", items=32), fake("Truth"), fake("dose")])
    data["arms"] |= {"wrong": {"apply": [fake("Shift", to=0.04)]}, "told": {"apply": [fake("Shift", to=0.0)]}}
    data["arms"]["soo"]["title"] = "the treatment"
    data["arms"]["sham"]["title"] = "the sham"
    data["contrasts"]["controls"] |= {"wrong_self": "wrong", "matched_shams": [], "upper_bound": "told"}
    return data


def _report(data: dict[str, Any], folder: Path) -> ReportRecord:
    return Study.from_dict(data).run(folder=folder).report


def test_a_sham_that_is_weakened_after_a_look_is_named_and_its_contrast_was_not_declared(tmp_path: Path) -> None:
    _report(_data(), tmp_path)
    before = (tmp_path / "plan.json").read_bytes()
    changed = _data()
    changed["arms"]["sham"]["apply"] = [fake("Shift", to=0.5)]
    report = _report(changed, tmp_path)
    assert (tmp_path / "plan.json").read_bytes() == before
    assert report.summary[0].startswith(
        "The recipe of sham was changed after results were seen (Shift.to: 0.93 → 0.5). "
        "So these were found after the results, not declared before them: soo - sham and the word of soo."
    )
    assert {finding.control: finding.declared for finding in report.findings if finding.primary} == {
        "none": "before",
        "sham": "after",
        "friend": "before",
    }
    assert not any("All primary contrasts were declared before" in line for line in report.summary)
    assert any(line.endswith(f"{_digest(report)} declared them before the first cell ran: soo - friend and soo - none.")
               for line in report.summary)  # fmt: skip


def _digest(report: ReportRecord) -> str:
    return report.plan.digest if report.plan else ""


def test_new_titles_are_no_change(tmp_path: Path) -> None:
    _report(_data(), tmp_path)
    renamed = _data() | {"title": "another", "question": "why?"}
    renamed["arms"]["sham"]["title"] = "a better name"
    report = _report(renamed, tmp_path)
    assert any("All primary contrasts were declared before the first cell ran" in line for line in report.summary)
    assert {finding.declared for finding in report.findings if finding.primary} == {"before"}


def test_a_study_that_goes_back_to_its_plan_has_kept_it(tmp_path: Path) -> None:
    first = _report(_data(), tmp_path)
    _report(_data() | {"seeds": [0, 1]}, tmp_path)
    assert _report(_data(), tmp_path).summary == first.summary


def test_a_lost_plan_is_no_plan_that_was_made_before(tmp_path: Path) -> None:
    _report(_data(), tmp_path)
    (tmp_path / "plan.json").unlink()
    report = _report(_data(), tmp_path)
    assert "cells of this folder were finished already" in report.summary[0]
    assert {finding.declared for finding in report.findings if finding.primary} == {"after"}


def test_models_that_stand_in_the_folder_before_the_plan_are_no_results(tmp_path: Path) -> None:
    _report(_data(), tmp_path)
    for path in (tmp_path / "cells").glob("*.json"):
        if json.loads(path.read_text())["kind"] != "train":
            path.unlink()
    (tmp_path / "plan.json").unlink()
    report = _report(_data(), tmp_path)
    assert any("All primary contrasts were declared before the first cell ran" in line for line in report.summary)
    assert {finding.declared for finding in report.findings if finding.primary} == {"before"}


def test_a_plan_that_was_edited_is_not_taken_at_its_word(tmp_path: Path) -> None:
    _report(_data(), tmp_path)
    changed = _data()
    changed["arms"]["sham"]["apply"] = [fake("Shift", to=0.5)]
    plan = json.loads((tmp_path / "plan.json").read_text())
    plan["holds"]["arm:sham"]["recipe"][0]["settings"]["to"] = 0.5
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    report = _report(changed, tmp_path)
    assert "plan.json was written by something else" in report.summary[0]
    assert {finding.declared for finding in report.findings if finding.primary} == {"after"}


def test_a_plan_of_an_older_version_shows_nothing(tmp_path: Path) -> None:
    _report(_data(), tmp_path)
    plan = json.loads((tmp_path / "plan.json").read_text())
    (tmp_path / "plan.json").write_text(
        json.dumps({k: v for k, v in plan.items() if not k.startswith(("holds", "fin"))})
    )
    assert "which wrote down neither arms nor settings" in _report(_data(), tmp_path).summary[0]


def test_an_arm_that_no_contrast_uses_may_come_later(tmp_path: Path) -> None:
    _report(_data(), tmp_path)
    more = _data()
    more["arms"]["late"] = {"apply": [fake("Shift", to=0.5)]}
    report = _report(more, tmp_path)
    assert report.summary[0].startswith(
        "The arm late was added after results were seen. No declared contrast depends on it. Scored on "
    )
    assert {finding.declared for finding in report.findings if finding.primary} == {"before"}


def _leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value and every list of a study, defaults filled in."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        yield path
        for index, value in enumerate(data):
            yield from _leaves(value, (*path, index))
    else:
        yield path


def _changed(value: Any) -> Iterator[Any]:
    """Yield other values in place of one; those that are no study are refused when it is read."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1
        yield value / 2
    elif isinstance(value, list):
        yield value[:-1]
        yield [*value, 5]
        yield [*value, "friend"]
        yield value[::-1]
    else:
        yield from ("both", "stock", "base", "subject", "treatment", "float32", "Truth.true", "Lies.deceptive", "")


def _all_changes() -> Iterator[tuple[str, dict[str, Any]]]:
    whole = Study.from_dict(_data()).model_dump(mode="json")
    for path in _leaves(whole):
        *way, last = path
        for other in _changed(_at(whole, path)):
            changed = copy.deepcopy(whole)
            _at(changed, way)[last] = other
            if changed != whole:
                yield ".".join(str(step).rpartition(":")[2] for step in path), changed
    for name in whole["arms"]:
        changed = copy.deepcopy(whole)
        del changed["arms"][name]
        yield f"arms.{name} removed", changed


def _at(data: Any, path: Any) -> Any:
    for step in path:
        data = data[step]
    return data


def test_every_key_of_a_study_is_named_where_it_could_move_a_result() -> None:
    study = Study.from_dict(_data())
    layout = lay_out(study)
    plan = freeze(study, layout)
    tried, silent = 0, set()
    for key, data in _all_changes():
        try:
            other = Study.from_dict(data)
            its = lay_out(other)
        except SelfOtherError:
            continue
        tried += 1
        found = compare_with_plan(plan, other, its)
        if not found.changes:
            silent.add(key)
            assert _results(study, layout) == _results(other, its), f"{key} changed results, and nobody said so"
        for contrast in primary_contrasts(other):
            same = str(contrast) in plan.primary and _behind(study, layout, contrast) == _behind(other, its, contrast)
            assert (str(contrast) in found.before) == same, (key, str(contrast), found.changes)
        for arm in found.verdicts:
            assert _verdict(study, layout, arm) == _verdict(other, its, arm), (key, arm)
    assert tried > 150
    assert {key for key in silent if not key.endswith(".title")} - TITLES == ORDERS


def _results(study: Study, layout: Layout) -> Any:
    """Return everything that findings are made from: which arms have which cells, and what is compared."""
    cells = {where: sorted(cell.key for cell in cells) for where, cells in layout.probes.items()}
    declared = study.contrasts.model_dump() if study.contrasts else None
    return sorted(cells.items()), sorted(cell.key for cell in layout.checks), declared, primary_contrasts(study)


def _behind(study: Study, layout: Layout, contrast: Any) -> Any:
    """Return the cells of both arms on the primary measure, and the rules for words on a contrast."""
    assert study.contrasts is not None
    probe = study.contrasts.measure.partition(".")[0]
    cells = {
        (where.subject_seed, where.seed, where.kind, arm, cell.key)
        for (arm, where), its in layout.probes.items()
        for cell in its
        if arm in (contrast.arm, contrast.control) and cell.name == probe
    }
    declared = study.contrasts
    rules = (declared.measure, declared.form, declared.margin_points, declared.equivalence_points)
    return cells, rules, study.seeds, study.threads.train_model, study.threads.train, _subject_seeds(study)


def _subject_seeds(study: Study) -> Any:
    return study.model.subject_seeds if study.model else None


def _verdict(study: Study, layout: Layout, arm: str) -> Any:
    assert study.contrasts is not None
    declared = study.contrasts
    paths = [declared.measure, *declared.damage.truth, declared.damage.perplexity, declared.damage.invalid, "dose."]
    arms = {arm, "none", *declared.controls.shams, *declared.controls.specificity, declared.controls.wrong_self}
    cells = {
        (name, where, cell.key)
        for (name, where), its in layout.probes.items()
        for cell in its
        if name in arms and cell.name in {path.partition(".")[0] for path in paths}
    }
    controls = declared.controls.model_dump(exclude={"upper_bound"})
    return cells, controls, declared.model_dump(exclude={"treatment", "controls"})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"seeds": [0, 1]}, "The list of training seeds was changed after results were seen (0 → 0 and 1)."),
        ({"threads": {"probe": 2}}, "The number of threads of probe was changed after results were seen (1 → 2)."),
        (
            {"probes": [fake("Lies", items=16), fake("Truth"), fake("dose")]},
            "The probe Lies was changed after results were seen (items: 32 → 16",
        ),
        ({"probes": [fake("Lies", items=32), fake("Truth")]}, "The probe dose was removed after results were seen."),
        (
            {"model": {"base": f"{FAKES}:base", "subject": fake("Organism", to=0.96)}},
            "The subject Organism was changed after results were seen (to: 0.97 → 0.96).",
        ),
        ({"games": []}, "The check FakeCheck was removed after results were seen."),
    ],
)
def test_changes_are_named_in_plain_words(change: dict[str, Any], sentence: str) -> None:
    study = Study.from_dict(_data())
    plan = freeze(study, lay_out(study))
    other = Study.from_dict(_data() | change)
    changes = compare_with_plan(plan, other, lay_out(other)).changes
    assert any(change.sentence.startswith(sentence.rstrip(".")) for change in changes), [
        change.sentence for change in changes
    ]


def test_a_base_of_the_same_name_with_other_weights_is_another_base(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("def base():\n    return 1\n")
    data = _data() | {"model": {"base": f"{file}:base", "subject": fake("Organism", to=0.97)}}
    plan = _frozen(data)
    file.write_text("def base():\n    return 2\n")
    assert _frozen(data).holds["base"] != plan.holds["base"]
    study = Study.from_dict(data)
    found = compare_with_plan(plan, study, lay_out(study))
    assert found.changes[0].sentence.startswith("The base model was changed after results were seen (")
    assert (found.before, found.verdicts) == (frozenset(), frozenset())


def _frozen(data: dict[str, Any]) -> PlanRecord:
    study = Study.from_dict(data)
    return freeze(study, lay_out(study))
