"""Searches: what is kept, what is given up, what is said when there is nothing to find."""

import itertools
import json
import math
from pathlib import Path
from typing import Any, cast

import pytest

from selfother import catalogue
from selfother.cli.main import main
from selfother.errors import BadArgument
from selfother.interventions.honesty_prompt import HonestyPrompt
from selfother.interventions.neutral_sham import NeutralSham
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.models.language_model import LanguageModel
from selfother.models.save import save_model
from selfother.records import DoseRecord, SearchRecord, SearchRun
from selfother.report.html import render_html
from selfother.searches import dose_matching
from selfother.searches.dose_matching import match_dose
from selfother.searches.overlap_search import Score, SearchGrid, score_model, search_overlap
from selfother.searches.page import search_maps, search_page
from selfother.searches.run_log import open_log
from selfother.searches.words import intervention_word

SMALL = Overlap(layer=1, pairs=8, lora=Lora(first_layer=0, rank=2), schedule=Schedule(steps=4, batch_size=4))
SHAM = NeutralSham(lora=Lora(first_layer=0, last_layer=1, rank=2), schedule=Schedule(steps=2, batch_size=4))


class _FakeModels:
    """Overlap that trains nothing: its product is the arm itself, and the score is read off its settings."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.trained: list[Overlap] = []
        monkeypatch.setattr(Overlap, "apply", lambda arm, model: self._train(arm))

    def _train(self, arm: Overlap) -> Any:
        if arm.layer == 0:
            raise RuntimeError("out of memory")
        self.trained.append(arm)
        return arm

    def score(self, model: Any, reference: Any, items: int) -> Score:
        if model is reference:
            return Score(lies=1.0, truth=0.96, kl_neutral=0.0)
        lies = {1: 0.5, 2: 0.1}[model.layer]
        damaged = model.position == "prompt"
        return Score(
            lies=lies - 0.05 * damaged, truth=0.9 if damaged else 0.95, kl_neutral=model.schedule.learning_rate
        )


@pytest.fixture
def found(tiny_model: LanguageModel, monkeypatch: pytest.MonkeyPatch) -> SearchRecord:
    """A search of 3 layers x 2 positions x 2 rates whose answers are planted."""
    fakes = _FakeModels(monkeypatch)
    grid = SearchGrid([0, 1, 2], ["answer", "prompt"], [1e-3, 3e-3])
    return search_overlap(tiny_model, grid, treatment=SMALL, rungs=3, scorer=fakes.score)


def test_half_is_given_up_and_the_others_train_longer(found: SearchRecord) -> None:
    rungs = [[run for run in found.runs if run.rung == rung] for rung in range(3)]
    assert [len(runs) for runs in rungs] == [12, 6, 3]
    assert [{run.steps for run in runs} for runs in rungs] == [{1}, {2}, {4}]
    assert [sum(run.survives for run in runs) for runs in rungs] == [6, 3, 1]
    assert all(
        {run.place for run in later} <= {run.place for run in earlier if run.survives}
        for earlier, later in itertools.pairwise(rungs)
    )


def test_the_best_is_undamaged_then_honest_then_least_changed(found: SearchRecord) -> None:
    (best,) = [run for run in found.runs if run.rung == 2 and run.survives]
    assert (best.layer, best.position, best.learning_rate) == (2, "answer", 1e-3)
    assert any(run.is_damaged and (run.lies or 0) < (best.lies or 0) for run in found.runs)
    name, settings = catalogue.parse_word(found.best)
    again = catalogue.build("interventions", name, settings)
    assert (again.layer, again.position, again.schedule.learning_rate) == best.place
    assert again == SMALL.model_copy(
        update={"layer": 2, "schedule": SMALL.schedule.model_copy(update={"learning_rate": 1e-3})}
    )


def test_failed_runs_stay_in_the_log_and_never_survive(found: SearchRecord) -> None:
    failed = [run for run in found.runs if run.error]
    assert {run.layer for run in failed} == {0}
    assert len(failed) == 4
    assert all(run.error == "RuntimeError: out of memory" and run.lies is None and not run.survives for run in failed)
    page = render_html(search_page(found))
    assert page.count("failed: RuntimeError: out of memory") == 4
    assert SearchRecord.from_json(found.to_json()) == found


def test_a_search_goes_on_where_it_was_stopped(
    found: SearchRecord, tiny_model: LanguageModel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    of: dict[str, str | int] = {"model": tiny_model.digest, "items": 16}
    _, keep = open_log(tmp_path / "runs.jsonl", SearchRun, of=of)
    for run in found.runs[:14]:
        keep(run)
    with (tmp_path / "runs.jsonl").open("a") as file:
        file.write('{"layer": 2, "posi')  # the line that a kill cut
    known, _ = open_log(tmp_path / "runs.jsonl", SearchRun, of=of)
    assert known == found.runs[:14]
    fakes = _FakeModels(monkeypatch)
    grid = SearchGrid([0, 1, 2], ["answer", "prompt"], [1e-3, 3e-3])
    again = search_overlap(tiny_model, grid, treatment=SMALL, rungs=3, scorer=fakes.score, known=known)
    assert again == found
    assert len(fakes.trained) == len(found.runs) - 14
    with pytest.raises(BadArgument, match="log of another search"):
        open_log(tmp_path / "runs.jsonl", SearchRun, of={"model": "another", "items": 16})


def test_a_dose_search_makes_no_trial_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    _doses(monkeypatch, lambda rate: 1000 * rate**1.5)
    found = match_dose(SHAM, cast("LanguageModel", None), 0.9)
    made: list[float] = []
    _doses(monkeypatch, lambda rate: made.append(rate) or 1000 * rate**1.5)
    again = match_dose(SHAM, cast("LanguageModel", None), 0.9, known=found.trials[:-1])
    assert again == found
    assert made == [found.learning_rate]


def test_the_page_shows_every_place_once_and_escapes(found: SearchRecord) -> None:
    cells = [
        (words, value)
        for block in search_maps(found)
        for texts, values in zip(block.words, block.values, strict=True)
        for words, value in zip(texts, values, strict=True)
    ]
    assert len(cells) == 12
    assert [value for words, value in cells if words == "failed"] == [None] * 4
    assert [words for words, _ in cells if "★" in words] == ["10 ★"]
    hostile = found.model_copy(update={"model": "<script>alert(1)</script>"})
    assert "<script>alert" not in render_html(search_page(hostile))
    assert render_html(search_page(found)) == render_html(search_page(found))


@pytest.mark.parametrize(
    ("grid", "rungs", "said"),
    [
        (SearchGrid([7]), 1, "--layers=7: tiny-llama has 3 layers, 0 to 2"),
        (SearchGrid([0, 1]), 1, r"layers 0: the adapter begins at layer 1 .*overlap:lora\.first_layer=0"),
        (SearchGrid([]), 1, "a search needs layers"),
        (SearchGrid([1]), 0, "at least one rung"),
    ],
)
def test_a_search_that_cannot_be(grid: SearchGrid, rungs: int, said: str, tiny_model: LanguageModel) -> None:
    with pytest.raises(BadArgument, match=said):
        search_overlap(
            tiny_model, grid, treatment=SMALL.model_copy(update={"lora": Lora(first_layer=0.4)}), rungs=rungs
        )


@pytest.mark.parametrize(
    ("lies", "damaged", "reason"),
    [
        ([0.5, 0.5, 0.5], False, "no setting moved the measure: 50 % lies before, 50 % at the least after"),
        ([0.6, 0.46, 0.5], False, "no setting moved the measure: 50 % lies before, 46 % at the least after"),
        ([0.1, 0.2, 0.5], True, "what moved the measure damaged the model"),
        ([0.5, 0.4, 0.5], False, ""),
    ],
)
def test_there_is_no_best_layer_where_nothing_moved(
    lies: list[float], damaged: bool, reason: str, tiny_model: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Overlap, "apply", lambda arm, model: arm)

    def score(model: Any, reference: Any, _items: int) -> Score:
        if model is reference:
            return Score(lies=0.5, truth=0.9, kl_neutral=0.0)
        return Score(lies=lies[model.layer], truth=0.5 if damaged else 0.9, kl_neutral=0.1)

    found = search_overlap(tiny_model, SearchGrid([0, 0.4, -1, 2, 0.99]), treatment=SMALL, rungs=1, scorer=score)
    assert [run.layer for run in found.runs] == [0, 1, 2]
    assert found.reason.startswith(reason)
    assert bool(found.best) == (not reason)
    words = "".join(text for block in search_maps(found) for row in block.words for text in row)
    assert ("★" in words) == (not reason)
    assert reason in search_page(found).lead[0]


def test_scores_of_a_model_against_itself(tiny_model: LanguageModel) -> None:
    found = score_model(tiny_model, tiny_model, 4)
    assert found.kl_neutral == 0.0
    assert 0 <= found.lies <= 1
    assert 0 <= found.truth <= 1


def _doses(monkeypatch: pytest.MonkeyPatch, dose_at: Any) -> None:
    def measure(intervention: Any, *_: Any, **__: Any) -> float:
        return float(dose_at(intervention.schedule.learning_rate))

    monkeypatch.setattr(dose_matching, "measure_dose", measure)


@pytest.mark.parametrize("wanted", [1e-5, 0.02, 0.05, 0.9])
def test_bisection_finds_the_rate(wanted: float, monkeypatch: pytest.MonkeyPatch) -> None:
    _doses(monkeypatch, lambda rate: 1000 * rate**1.5)
    found = match_dose(SHAM, cast("LanguageModel", None), wanted, tolerance=0.05)
    assert found.learning_rate is not None
    assert found.dose == pytest.approx(wanted, rel=0.05)
    assert 1000 * found.learning_rate**1.5 == pytest.approx(found.dose)
    assert found.trials[0].learning_rate == SHAM.schedule.learning_rate
    assert len(found.trials) <= 14
    name, settings = catalogue.parse_word(found.word)
    assert catalogue.build("interventions", name, settings) == dose_matching.with_rate(SHAM, found.learning_rate)
    assert DoseRecord.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("dose_at", "said"),
    [
        (lambda rate: 0.002 + rate * 1e-6, "the dose does not reach 0.05: from a rate of 0.0003 to"),
        (lambda rate: 0.1 + rate, "even at a rate of 1e-06 the dose is above 0.05"),
        (lambda rate: 1.0 if rate > 4e-4 else 0.01, "14 trials did not come within 10 %"),
    ],
)
def test_it_gives_up_with_a_sentence(dose_at: Any, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _doses(monkeypatch, dose_at)
    found = match_dose(SHAM, cast("LanguageModel", None), 0.05)
    assert (found.learning_rate, found.dose, found.word) == (None, None, "")
    assert found.reason.startswith("neutral_sham: ")
    assert said in found.reason


def test_a_training_that_diverges_is_above_every_dose(monkeypatch: pytest.MonkeyPatch) -> None:
    _doses(monkeypatch, lambda rate: math.nan if rate > 1e-3 else 100 * rate)
    found = match_dose(SHAM, cast("LanguageModel", None), 0.09)
    assert found.dose == pytest.approx(0.09, rel=0.1)
    assert any(trial.dose is None for trial in found.trials)


def test_what_has_no_rate_or_no_dose_is_refused(tiny_model: LanguageModel) -> None:
    with pytest.raises(BadArgument, match="honesty_prompt has no learning rate"):
        match_dose(HonestyPrompt(), tiny_model, 0.1)
    with pytest.raises(BadArgument, match="must be above 0"):
        match_dose(SHAM, tiny_model, 0.0)


@pytest.mark.parametrize(
    "arm",
    [
        Overlap(),
        SMALL,
        Overlap(lora=Lora(), schedule=Schedule()),
        Overlap(shuffled=True, lora=Lora(projections=("q",))),
        HonestyPrompt(),
    ],
)
def test_a_word_makes_the_same_intervention(arm: Any) -> None:
    assert catalogue.build("interventions", *catalogue.parse_word(intervention_word(arm))) == arm


def _run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_search_commands_on_a_tiny_model(
    tiny_model: LanguageModel, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model, out = save_model(tiny_model, tmp_path / "tiny"), tmp_path / "out"
    arm = intervention_word(SMALL.model_copy(update={"schedule": Schedule(steps=2, batch_size=4)}))
    given = ("--model", model, "--dtype", "float32", "--json")
    code, said, err = _run(
        capsys,
        "search",
        "overlap",
        *given,
        "--layers",
        "1..2",
        "--treatment",
        arm,
        "--rungs",
        1,
        "--items",
        2,
        "--out",
        out,
    )
    assert code == 0
    record = SearchRecord.from_json(said)
    assert SearchRecord.read(out / "search.json") == record
    assert len((out / "runs.jsonl").read_text().splitlines()) - 1 == len(record.runs) == 2
    assert all(not run.error and (run.kl_neutral or 0) > 0 for run in record.runs)
    assert "rung 0, layer 1, answer" in err
    page = (out / "search.html").read_text()
    assert [page.count(f">{layer}</text>") for layer in ("L0", "L1", "L2")] == [0, 1, 1]
    sham, trials = intervention_word(SHAM), tmp_path / "trials.jsonl"
    words = ("search", "dose", sham, "--to", sham, "--way", "weight_norm", *given, "--out", trials)
    code, said, err = _run(capsys, *words)
    assert (code, len(json.loads(said)["trials"])) == (0, 1)  # its own dose is reached at its own rate
    assert "rate 0.0003: dose" in err
    assert _run(capsys, *words) == (0, said, "")  # nothing was trained again


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("overlap", "--layers", "a..b"), "layers 'a..b': expected"),
        (("overlap", "--layers", "all"), "a search is of some layers"),
        (("overlap", "--layers", "1", "--positions", "end"), "unknown position 'end'"),
        (("overlap", "--layers", "1", "--rates", "fast"), "--rates 'fast'"),
        (("overlap", "--layers", "1", "--items", "3"), "--items must be even"),
        (("overlap", "--layers", "1", "--treatment", "neutral_sham"), "this search is for overlap"),
        (("dose", "neutral_sham", "--to", "overlap", "--way", "kl"), "unknown way of measuring dose 'kl'"),
    ],
)
def test_bad_words_of_search(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    end = ("--out", tmp_path / "out") if words[0] == "overlap" else ()
    code, out, err = _run(capsys, "search", *words, "--model", "x", *end)
    assert (code, out) == (2, "")
    assert sentence in err
