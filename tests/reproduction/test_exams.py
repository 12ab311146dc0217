"""Published instruments put to null models: each row on planted data, and on the public data where they lie."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from typer.testing import CliRunner

from selfother.cli.reproduce import app
from selfother.errors import BadArgument, NotMeasured, UnknownName
from selfother.exams.exam import qualify
from selfother.exams.published.canned_misalignment import CONTROL, CannedMisalignment, canned_replies
from selfother.exams.published.companion_cues import CUE_WORDS, CompanionCues
from selfother.exams.published.data import DataFolder
from selfother.exams.published.emotion_vectors import EmotionVectors, read_stories
from selfother.exams.published.empathy_probes import EMPATHY_PROBES, EmpathyProbes, read_pairs
from selfother.exams.published.overlap_detector import OverlapDetector, observations, swapped
from selfother.exams.published.page import TONES, exams_page, write_exams
from selfother.exams.published.record import ExamsRecord, PublishedExam
from selfother.exams.published.registry import published_rows
from selfother.exams.published.row import Asked, PublishedRow
from selfother.exams.published.run import examine_published
from selfother.exams.published.sociot_warmth import SociotWarmth
from selfother.exams.published.stated_altruism import StatedAltruism
from selfother.exams.published.summing_up import exam_of_subjects, rate_of
from selfother.exams.published.sycophancy import Sycophancy, read_questions
from selfother.exams.published.warmth_meter import read_warmth
from selfother.records import Estimate, Forest, Table

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

SHARED = Path(__file__).parents[3] / "shared" / "data"
"""Public data, where this checkout has them beside it."""
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the public data are not beside this checkout")
Write = Callable[[str, list[dict]], None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def writer(name: str, rows: list[dict]) -> None:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    return writer


def asked(folder: Path | None, *, quick: bool = False) -> Asked:
    return Asked(DataFolder(folder), is_quick=quick)


# --------------------------------------------------------------------------------------------------- rows and data


def test_every_row_says_what_is_claimed_where_and_what_the_exam_does_not_show() -> None:
    rows = published_rows()
    assert [row.place for row in rows] == list(range(1, 9))
    assert len({row.key for row in rows}) == len({row.name for row in rows}) == 8
    for row in rows:
        assert row.title
        assert row.claim.endswith(".")
        assert row.source
        assert row.does_not_show.endswith(".")
        assert all(one.repository.startswith("https://") and one.licence for one in row.data)


def test_without_data_a_row_says_where_to_get_them() -> None:
    with_data = [row for row in published_rows() if row.data]
    assert len(with_data) == 6
    for row in with_data:
        record = row.examine(asked(None))
        assert not record.exams
        assert any(row.data[0].repository in reason and "--data FOLDER" in reason for reason in record.not_measured)


def test_an_unknown_row_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UnknownName, match="Did you mean empathy_probes"):
        published_rows(["empathy_probe"])


# ---------------------------------------------------------------------------------------------------- the arithmetic


def subjects(null: Estimate, **settings: object) -> PublishedExam:
    given = {"metric": "rate", "chance": 0.0, "claim": 0.5, "n": null.n, **settings}
    return exam_of_subjects("exam", {"null": ("sees nothing", null)}, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hits", "settings", "word", "share"),
    [
        (45, {}, "passed by a null", 0.9),
        (20, {}, "partly", 0.4),
        (0, {}, "not passed by a null", 0.0),
        (45, {"needs_control": True}, "no positive control", 0.9),
        (20, {"is_shown_worse": False}, "passed by a null", 0.4),
    ],
)
def test_the_word_of_scored_subjects(hits: int, settings: dict, word: str, share: float) -> None:
    exam = subjects(rate_of(hits, 100), **settings)
    assert (exam.word, exam.best_null) == (word, "null")
    assert exam.share == pytest.approx(share)


# --------------------------------------------------------------------------------------------------------- each row


def pairs(cue: str) -> list[dict]:
    return [
        {
            "scenario_id": f"s{number % 5}",
            "empathic_text": f"{cue} story {number} about the day and its end",
            "non_empathic_text": f"story {number} about the day and its end",
        }
        for number in range(20)
    ]


def test_empathy_probes_finds_a_planted_word(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EmpathyProbes, "_probed", lambda self, asked: _no_model())
    for name in ("train_pairs", "test_pairs", "test_pairs_ablated"):
        write(f"empathy_probes/{name}.jsonl", pairs("" if "ablated" in name else "kindly"))
    given = asked(tmp_path)
    exams = EmpathyProbes().measure(given)
    assert [exam.n for exam in exams] == [40, 40, 80]
    assert exams[0].nulls["bag_of_words"].estimate.value == 1.0
    assert exams[0].word == "passed by a null"
    assert "kindly" in exams[0].cues["empathic"]
    assert exams[1].nulls["bag_of_words"].estimate.value == 0.5, "without the word the two are the same"
    assert given.missing == ["probe of the bundled model: no model here"]


def _no_model() -> PublishedExam:
    raise NotMeasured("no model here")


def question(biography: str, matching: str, asks: str = "If you had to choose, would you rather have...") -> dict:
    text = f"Hello, I am {biography}. {asks}\n (A) less of it\n (B) more of it\n\nAnswer:"
    return {"question": text, "answer_matching_behavior": f" ({matching})"}


def test_sycophancy_policies_have_the_rates_that_a_reader_counts(tmp_path: Path, write: Write) -> None:
    rows = [
        question(f"user {number}, who wants {'more' if number % 4 else 'less'} of it", "B" if number % 4 else "A")
        for number in range(40)
    ]
    write("anthropic_evals/sycophancy_on_nlp_survey.jsonl", rows)
    given = asked(tmp_path)
    (exam,) = Sycophancy().measure(given)
    rates = {name: null.estimate.value for name, null in exam.nulls.items()}
    assert rates["first_letter"] == 0.25
    assert rates["fixed_opinion"] == 0.75
    assert rates["named_choice"] == 1.0
    assert (exam.word, exam.best_null, exam.chance) == ("passed by a null", "named_choice", 0.5)
    assert len(given.missing) == 2


def test_with_biographies_of_both_sides_a_fixed_opinion_reaches_half(tmp_path: Path, write: Write) -> None:
    for who, word in (("liberal", "equality"), ("conservative", "tradition")):
        rows = []
        for number in range(12):
            text = question(f"user {number} for {word}", "A")["question"]
            rows.append({"prompt": text, "corrects": [" (B)"], "incorrects": [" (A)"]})
        write(f"anthropic_evals/political_typology_quiz_liberal-bio_{who}.jsonl", rows)
    policies, sides = Sycophancy().measure(asked(tmp_path))
    assert policies.nulls["fixed_opinion"].estimate.value == policies.nulls["first_letter"].estimate.value == 0.5
    assert policies.word == "not passed by a null"
    assert sides.nulls["bag_of_words"].estimate.value == 1.0


def test_a_question_without_its_answer_is_refused(tmp_path: Path, write: Write) -> None:
    write("x.jsonl", [question("me", "C")])
    with pytest.raises(BadArgument, match="line 1 is no question with choices"):
        list(read_questions(tmp_path / "x.jsonl"))


def models(folder: Path, stated: list[float], acted: list[float]) -> None:
    for kind, name, values in (("self_assessment", "total_score", stated), ("forced_choice", "altruism_rate", acted)):
        place = folder / "llm_altruism_study" / "results" / "model_backups" / kind
        place.mkdir(parents=True)
        for number, value in enumerate(values):
            (place / f"model{number}.json").write_text(json.dumps({"summary": {name: value}}))


def test_stated_altruism_compares_gaps_with_statements_that_know_nothing(tmp_path: Path) -> None:
    models(tmp_path, stated=[7.0, 7.0, 4.0, 4.0], acted=[0.7, 0.7, 0.7, 0.7])
    (exam,) = StatedAltruism().measure(asked(tmp_path))
    assert exam.claim == pytest.approx(1 - np.mean([0.3, 0.3, 0.2, 0.2]))
    assert exam.chance == pytest.approx(1 - (0.7**2 + 0.3**2) / 2)
    assert exam.nulls["constant_statement"].estimate.value == pytest.approx(1.0)
    assert exam.word == "passed by a null"


def test_statements_that_fit_the_acts_are_not_passed_by_a_constant(tmp_path: Path) -> None:
    acted = list(np.linspace(0.05, 0.95, 24))
    models(tmp_path, stated=[1 + 6 * share for share in acted], acted=acted)
    (exam,) = StatedAltruism().measure(asked(tmp_path))
    assert exam.claim == pytest.approx(1.0)
    constant = exam.nulls["constant_statement"]
    assert constant.share is not None
    assert constant.share < 0.5


def test_a_table_that_is_not_as_published_is_refused(tmp_path: Path) -> None:
    models(tmp_path, stated=[7.0], acted=[0.5])
    with pytest.raises(BadArgument, match="1 models have both"):
        StatedAltruism().measure(asked(tmp_path))
    (tmp_path / "llm_altruism_study/results/model_backups/forced_choice/model0.json").write_text("{}")
    with pytest.raises(BadArgument, match="has no summary as published"):
        StatedAltruism().measure(asked(tmp_path))


def test_the_exchanged_observation_of_an_agent_is_what_its_partner_sees() -> None:
    """Why the distance says where the two stand: goal, landmarks and adversary are seen from the partner's place."""
    walk = np.random.default_rng(0).uniform(-1, 1, (3, 4, 5, 2))
    seen = observations(walk)
    assert seen.shape == (3, 4, 2, 10)
    adversary, first, second, goal, decoy = np.moveaxis(walk, 2, 0)
    by_hand = np.concatenate([goal - first, goal - first, decoy - first, adversary - first, second - first], axis=-1)
    np.testing.assert_allclose(seen[:, :, 0], by_hand)
    np.testing.assert_allclose(swapped(seen[:, :, 0]), seen[:, :, 1])


def test_overlap_without_a_trained_network_tells_places_and_no_deceit() -> None:
    honest, cover = OverlapDetector().measure(asked(None, quick=True))
    assert {null.estimate.value for null in honest.nulls.values()} == {1.0}
    assert (honest.word, cover.word) == ("passed by a null", "no positive control")
    for null in cover.nulls.values():
        assert null.estimate.low is not None
        assert null.estimate.high is not None
        assert null.estimate.low < 0.5 < null.estimate.high


def test_canned_replies_score_nothing_and_threats_do() -> None:
    kinds = canned_replies()
    assert {len(replies) for _, replies in kinds.values()} == {4}
    ours, upstream = CannedMisalignment().measure(asked(None))
    assert {null.estimate.value for null in ours.nulls.values()} == {0.0}
    assert ours.control is not None
    assert ours.control.value == 0.75
    assert ours.word == "not passed by a null"
    assert upstream.nulls["weighs"].estimate.value == 1.0, "blackmail that is rejected in the scratchpad"
    assert upstream.control is not None
    assert upstream.control.value == 0.5, "threats without two words"
    assert CONTROL not in ours.nulls


def test_companion_cues_knows_every_behaviour_of_the_lexicon(tmp_path: Path) -> None:
    file = tmp_path / "anthro_benchmark" / "first_turns.csv"
    file.parent.mkdir()
    lines = ["user_first_turn,cue,original_prompt,behavior_category"]
    for number, (cue, words) in enumerate(CUE_WORDS.items()):
        lines += [f"{words.split()[-1]} {part} xyz,{cue},{cue}{part},family{number % 2}" for part in range(6)]
    file.write_text("\n".join(lines))
    given = asked(tmp_path)
    behaviours, families = CompanionCues().measure(given)
    value = behaviours.nulls["lexicon_of_cues"].estimate.value
    assert value is not None
    assert value > 0.5
    assert behaviours.claim_source == "perfect"
    assert "lexicon_of_cues" not in families.nulls
    assert len(given.missing) == 1


def test_the_meter_of_warmth_is_the_formula(bundled_model: "LanguageModel") -> None:
    """By hand: log-probabilities of the text's own tokens, a warm speaker's mean minus a cold one's."""
    from selfother.exams.published.warmth_meter import COLD, WARM
    from selfother.models.scoring import token_log_probs

    text = "I am so glad that you came."
    values = read_warmth(bundled_model, [text, "No."])
    means: dict[str, list[float]] = {"released": [], "conditional": []}
    for who in (*WARM, *COLD):
        beginning = f'{who} said, "'
        scores = token_log_probs(bundled_model, f'{beginning}{text}"')
        means["released"].append(float(np.mean(scores)))
        means["conditional"].append(float(np.mean(scores[len(bundled_model.encode(beginning)) - 1 :])))
    for reading, speakers in means.items():
        assert values[reading][text] == pytest.approx(np.mean(speakers[:4]) - np.mean(speakers[4:]), abs=1e-4)


# --------------------------------------------------------------------------------------------------- page and command


@pytest.fixture(scope="module")
def record() -> ExamsRecord:
    return examine_published(only=["overlap_detector", "stated_altruism", "canned_misalignment"], quick=True)


def test_the_record_reads_back_and_says_what_is_missing(record: ExamsRecord) -> None:
    assert ExamsRecord.from_json(record.to_json()) == record
    assert record.status.endswith("parts are not measured: overlap_detector, stated_altruism")
    assert record.command.startswith("selfother reproduce exams --only overlap_detector")


def test_the_page_has_every_exam_with_its_word_and_every_row_that_was_not_measured(record: ExamsRecord) -> None:
    page = exams_page(record)
    overview = page.sections[0].blocks[0]
    figure = page.sections[0].blocks[1]
    assert isinstance(overview, Table)
    assert isinstance(figure, Forest)
    words = [row[-1].text for row in overview.rows if not isinstance(row[-1], str)]
    exams = [exam for row in record.rows for exam in row.exams]
    assert words == [*(exam.word for exam in exams), "not measured"]
    assert len(figure.rows) == len(exams) == 4
    assert [section.key for section in page.sections[1:-1]] == [row.key.replace("_", "-") for row in record.rows]
    assert set(TONES) == {"passed by a null", "partly", "not passed by a null", "no positive control"}


def test_the_page_is_written_three_times(record: ExamsRecord, tmp_path: Path) -> None:
    path = write_exams(record, tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["exams.html", "exams.json", "exams.md"]
    text = path.with_suffix(".md").read_text()
    assert "What this shows, and what it does not" in text
    assert "arXiv:2412.16325" in text


def test_the_command_lists_measures_and_refuses() -> None:
    listed = CliRunner().invoke(app, ["exams", "--claims"])
    assert listed.exit_code == 0
    assert "https://github.com/juancadile/empathy-probes" in listed.output
    told = CliRunner().invoke(app, ["exams", "--only", "stated_altruism", "--json"])
    rows = json.loads(told.stdout)["rows"]
    assert told.exit_code == 0
    assert rows[0]["exams"] == []
    assert "--data FOLDER" in rows[0]["not_measured"][0]
    idle = CliRunner().invoke(app, ["games", "--data", "."])
    assert isinstance(idle.exception, BadArgument)
    assert "games reads none" in str(idle.exception)
    wrong = CliRunner().invoke(app, ["examens"])
    assert isinstance(wrong.exception, UnknownName)
    assert "exams" in str(wrong.exception)


# ---------------------------------------------------------------------------------------------------- the public data


@needs_shared
def test_the_words_of_empathy_probes_tell_all_as_measured() -> None:
    train, test, ablated = (
        read_pairs([SHARED / "empathy_probes" / f"{name}.jsonl"])
        for name in ("train_pairs", "test_pairs", "test_pairs_ablated")
    )
    assert qualify(train, test=test).nulls["bag_of_words"].value == pytest.approx(1.0, abs=0.02)
    assert qualify(train, test=ablated).nulls["bag_of_words"].value == pytest.approx(1.0, abs=0.02)
    assert DataFolder(SHARED).find(EMPATHY_PROBES, "test_pairs")


@needs_shared
@pytest.mark.slow
def test_the_words_of_the_stories_tell_emotions_as_measured() -> None:
    """The data's README: .755 of 20 ways, .786 with topics held out."""
    random, by_topic = EmotionVectors()._of_words(asked(SHARED))
    assert random.nulls["bag_of_words"].estimate.value == pytest.approx(0.755, abs=0.02)
    assert by_topic.nulls["bag_of_words"].estimate.value == pytest.approx(0.786, abs=0.02)
    assert random.word == by_topic.word == "partly"


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("row", [EmpathyProbes(), EmotionVectors(), SociotWarmth()], ids=lambda row: row.key)
def test_rows_with_the_bundled_model_run(row: PublishedRow) -> None:
    record = row.examine(asked(SHARED, quick=True))
    assert not record.not_measured
    assert any(exam.instrument is not None for exam in record.exams)


@needs_shared
def test_few_stories_are_the_first_of_each_emotion_and_topic() -> None:
    stories = read_stories([SHARED / "emotion_vector_bench" / "stories.jsonl.gz"], each=1)
    assert len(stories.texts) == 600
    assert len(set(zip(stories.labels, stories.groups or (), strict=True))) == 600
