"""From a scripted study to its page: every sentence that `judging` writes, with the numbers that it is about.

The models are scripted, so scores are what they are by construction, and the words beside them are what the rules say.
Each study stands in `studies/NAME.md`. What depends on this machine or on the code of the fakes is replaced.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "studies"))  # no package: child processes import it too

from fake_study import FAKES, InlineLauncher, fake, fake_data
from law_study import FAKES as LAW_FAKES
from law_study import law_data

from selfother.records import ReportRecord
from selfother.report.markdown import render_markdown
from selfother.studies import Study
from selfother.studies.judging.page import page_of

THREE = ["burglary", "treasure", "escape"]
DIGEST = re.compile(r"\b[0-9a-f]{16}\b")


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run tasks in this process."""
    monkeypatch.setattr("selfother.studies.running.runner.make_launcher", lambda backend: InlineLauncher())


def _probes(*more: dict[str, Any]) -> list[dict[str, Any]]:
    return [fake("Lies", items=64, families=THREE), fake("Truth", items=32), fake("dose"), *more]


def _run(data: dict[str, Any], folder: Path) -> ReportRecord:
    return Study.from_dict(data).run(folder=folder).report


def not_self_specific(folder: Path) -> ReportRecord:
    """A cure that one of its controls equals, on one subject."""
    return _run(fake_data(probes=_probes()), folder)


def self_specific(folder: Path) -> ReportRecord:
    """A cure that no control equals: five seeds, two kinds of subject, a self that is wrong."""
    arms = fake_data()["arms"] | {
        "friend": {"apply": [fake("Shift", to=0.9)]},
        "wrong": {"title": "A self that is wrong", "apply": [fake("Shift", to=0.9)]},
    }
    contrasts = fake_data()["contrasts"] | {
        "controls": {"sham": "sham", "specificity": ["friend"], "wrong_self": "wrong"},
        "damage": {"truth": ["Truth.true"], "perplexity": "", "invalid": ""},
    }
    model = {"base": f"{FAKES}:base", "subjects": [fake("Organism", to=0.97), fake("Shift", to=0.96)]}
    probes = [fake("Lies", items=64, families=THREE), fake("Truth", items=160), fake("dose")]
    return _run(fake_data(arms=arms, contrasts=contrasts, model=model, probes=probes, seeds=[0, 1, 2, 3, 4]), folder)


def damage(folder: Path) -> ReportRecord:
    """A cure that breaks the model."""
    probes = [fake("Lies", items=64, families=THREE), fake("Truth", needs=0.04)]
    return _run(fake_data(probes=probes), folder)


def no_better_than_sham(folder: Path) -> ReportRecord:
    """A treatment that a sham at its dose equals, and one that does nothing."""
    data = fake_data(probes=_probes())
    data["arms"] |= {
        "soo": {"role": "treatment", "apply": [fake("Shift", to=0.5)]},
        "weak": {"role": "treatment", "apply": [fake("Shift", to=0.95)]},
        "by_kl": {"apply": [fake("Shift", to=0.6)]},
    }
    data["contrasts"] |= {
        "treatment": ["soo", "weak"],
        "controls": {"sham": "sham", "matched_shams": ["by_kl"], "specificity": ["friend"]},
    }
    return _run(data, folder)


def found_after(folder: Path) -> ReportRecord:
    """A study whose contrasts and margin were changed when its results had been seen."""
    _run(fake_data(probes=_probes()), folder)
    data = fake_data(probes=_probes())
    data["contrasts"] |= {"margin_points": 5, "controls": {"sham": "sham", "specificity": ["both"]}}
    return _run(data, folder)


def not_scored(folder: Path) -> ReportRecord:
    """Answers that were refused and cut off, a probe that raises, and a damage that nothing measures."""
    data = fake_data(games=[], probes=[fake("Shy", items=64, families=THREE), fake("Raises", items=8), fake("dose")])
    data["contrasts"] |= {"measure": "Shy.deceptive", "controls": {}}
    return _run(data, folder)


def no_contrasts(folder: Path) -> ReportRecord:
    """A study that declares nothing, and scores too little for words."""
    return _run(fake_data(contrasts=None, games=[], probes=[fake("Lies", items=4), fake("Truth")]), folder)


def relearning_and_inside(folder: Path) -> ReportRecord:
    """Arms that are tuned on lies, asked under pressure, and read layer by layer."""
    cure = fake("Shift", to=0.02)
    arms = fake_data()["arms"] | {
        f"soo_{steps}": {"apply": [cure, fake("relearning", schedule={"steps": steps})]} for steps in (2, 8)
    }
    arms["none_2"] = {"apply": [fake("relearning", schedule={"steps": 2})]}
    probes = _probes(fake("pressure"), fake("layer_gap"), fake("lie_detector"))
    return _run(fake_data(arms=arms, games=[], probes=probes), folder)


def games(folder: Path) -> ReportRecord:
    """Checks alone: numbers, tables, and claims of a paper."""
    checks = [fake("FakeCheck"), {"one_sided_empathy": {"rounds": 20}}]
    return _run({"name": "games", "title": "Games alone", "games": checks}, folder)


def target_law(folder: Path) -> ReportRecord:
    """A rule that speaks of the study as a whole: what the rival hears against what each target heard."""
    return _run(law_data(seeds=2), folder)


STUDIES = [
    not_self_specific,
    self_specific,
    damage,
    no_better_than_sham,
    found_after,
    not_scored,
    no_contrasts,
    relearning_and_inside,
    games,
    target_law,
]


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.__name__)
def test_a_study_says_what_was_recorded(
    study: Callable[[Path], ReportRecord], tmp_path: Path, golden: Callable[[str, str], str]
) -> None:
    report = study(tmp_path).model_copy(update={"environment": {}, "command": "selfother study run small.yaml"})
    text = render_markdown(page_of(report)).replace(str(FAKES), "fakes.py").replace(str(tmp_path), "RUN")
    text = text.replace(str(LAW_FAKES), "law_fakes.py")
    text = DIGEST.sub("DIGEST", text)
    assert text == golden(f"studies/{study.__name__}.md", text)
