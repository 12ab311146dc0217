"""Logs of the commitment battery become a page: one arm a log, hostile text inert, what is missing said."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from inspect_ai.log import EvalError, EvalSample
from inspect_ai.scorer import Score
from tests.logs.inspect_logs import sample, write_log
from tests.probes.commitment.scripted_battery import asked_of

from selfother.cli.main import main
from selfother.errors import BadArgument, UnknownName
from selfother.logs.reading import read_logs, report_of
from selfother.probes.commitment.items import is_unlogged
from selfother.probes.commitment.record import CommitmentRecord
from selfother.probes.commitment.value_commitment import ValueCommitment
from selfother.records import ReportRecord

FEW = ValueCommitment(families=("school_lunches",), fraction="small", paraphrases=(0,), orders=(0,))
HOSTILE = "<script>alert(1)</script>\x1b[31m\x1b]0;title\x07"


@cache
def samples(agent: str, orders: tuple[int, ...] = (0,)) -> tuple[EvalSample, ...]:
    """Return an agent's samples, as Inspect logs them."""
    found, asked = [], FEW.model_copy(update={"orders": orders}).asked()
    for question, answer in zip(asked, asked_of(agent, asked), strict=True):
        kept = {"log_odds_nats": answer.log_odds, "picked": answer.picked, "mass": answer.mass}
        said = dict(answer.about) | {"is_unlogged": is_unlogged(question)}
        score = Score(value=answer.picked or 0.0, metadata=kept)
        found.append(sample(question.item, metadata=said, input=question.prompt, scores={"option": score}))
    return tuple(found)


def log(folder: Path, agent: str, *, name: str = "", task: str = "selfother/value_commitment", **more) -> Path:
    listed = more.pop("samples", samples(agent))
    model = more.pop("model", f"selfother_scripted/{agent}")
    return write_log(folder / f"{name or agent}.eval", listed, task=task, model=model, **more)


def test_every_log_is_an_arm_with_its_reading_and_its_worst_cases(tmp_path: Path) -> None:
    read = read_logs([log(tmp_path, "egoist"), log(tmp_path, "committed")])
    assert [reading.arm for reading in read.readings] == ["egoist", "committed"]
    assert [reading.record.harm.value for reading in read.readings] == [1.0, 0.0]
    assert {one.arm for one in read.transcripts} == {"egoist"}
    report = report_of(read)
    assert report.title == "Commitment: egoist and committed"
    assert report.status == "complete"
    assert report.scale.startswith("instrument check")
    assert set(report.environment) == {"log of egoist", "log of committed"}


def test_what_the_options_draw_without_the_story_is_no_worst_case(tmp_path: Path) -> None:
    """Each choice takes the goal, and none of it is harm: the words alone draw more."""
    drawn = [drawn_to_the_goal(sample) if sample.metadata["kind"] == "null" else sample for sample in samples("egoist")]
    read = read_logs([log(tmp_path, "egoist", samples=drawn)])
    assert read.readings[0].record.harm.value == 0.0
    assert read.transcripts == []


def drawn_to_the_goal(one: EvalSample) -> EvalSample:
    """Return the sample with log-odds that no choice has."""
    (score,) = (one.scores or {}).values()
    metadata = (score.metadata or {}) | {"log_odds_nats": 50.0}
    return one.model_copy(update={"scores": {"option": score.model_copy(update={"metadata": metadata})}})


def test_a_choice_is_shown_in_one_order_of_its_options(tmp_path: Path) -> None:
    read = read_logs([log(tmp_path, "egoist", samples=samples("egoist", orders=(0, 1)))])
    shown = [one.item.rpartition("/")[0] for one in read.transcripts]
    assert shown
    assert len(shown) == len(set(shown))


def test_two_logs_of_one_model_are_told_apart_by_their_files(tmp_path: Path) -> None:
    read = read_logs([log(tmp_path, "egoist", name="before"), log(tmp_path, "egoist", name="after")])
    assert [reading.arm for reading in read.readings] == ["egoist (before)", "egoist (after)"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
    paths = [log(tmp_path / folder, "egoist") for folder in "ab"]
    read = read_logs(paths)
    assert [reading.arm for reading in read.readings] == [f"egoist ({path})" for path in paths]
    assert len(read.facts) == 2


def test_a_log_of_a_battery_with_other_factors_is_refused(tmp_path: Path) -> None:
    other = [
        one.model_copy(update={"metadata": {**one.metadata, "cell": {"harm": "low", "whose": "self"}}})
        for one in samples("egoist")
    ]
    with pytest.raises(BadArgument, match=r"cells of other factors \(harm, whose\): the battery has pressure, "):
        read_logs([log(tmp_path, "egoist", samples=other)])


def test_a_log_of_before_there_were_two_forms_is_read(tmp_path: Path) -> None:
    old = [
        one.model_copy(update={"metadata": {key: value for key, value in one.metadata.items() if key != "form"}})
        for one in samples("egoist")
    ]
    read = read_logs([log(tmp_path, "egoist", samples=old)])
    assert read.readings[0].record.harm.value == 1.0
    assert len(read.transcripts) > 0


@pytest.mark.parametrize("name", ["smollm2-135m@0123456789abcdef", "smollm2-135m+soo@0123456789abcdef", "smollm2-135m"])
def test_a_small_model_of_this_machine_shows_a_mechanism_and_no_more(tmp_path: Path, name: str) -> None:
    report = report_of(read_logs([log(tmp_path, "egoist", model=f"selfother/{name}")]))
    assert report.scale == "scale: mechanism only"
    elsewhere = report_of(read_logs([log(tmp_path, "egoist", name="api", model="openai/gpt-4o")]))
    assert elsewhere.scale == ""


def test_two_models_of_one_name_keep_their_providers(tmp_path: Path) -> None:
    other = log(tmp_path, "egoist", name="other", model="hf/egoist")
    assert [one.arm for one in read_logs([log(tmp_path, "egoist"), other]).readings] == [
        "selfother_scripted/egoist",
        "hf/egoist",
    ]


def test_what_differs_between_logs_and_what_is_missing_is_said(tmp_path: Path) -> None:
    whole = samples("egoist")
    broken = [sample(one.id, metadata=one.metadata, error=HOSTILE) for one in whole[:9]] + list(whole[9:40])
    few = log(tmp_path, "egoist", name="few", samples=broken, status="cancelled")
    report = report_of(read_logs([log(tmp_path, "egoist"), few]))
    assert f"40 of {len(whole):,} are shared" in report.not_measured[0]
    assert report.status == "the log of egoist (few) ended as “cancelled” with 40 samples"
    assert any("the sample raised" in sentence for sentence in report.not_measured)


@pytest.mark.parametrize(
    ("task", "listed", "said"),
    [
        (
            "selfother/deception",
            None,
            "holds selfother/deception, a task without a reading of its own. Tasks that can be "
            "read: companion_cues, ease_or_honour, empathy_veto, grounding, holds_under_pushback, rhetoric, "
            "secure_attachment and value_commitment; ",
        ),
        ("their/quiz", None, "holds their/quiz, a task without a reading"),
        ("selfother/value_commitment", (), "holds no samples"),
    ],
)
def test_a_log_of_something_else_is_refused(tmp_path: Path, task: str, listed, said: str) -> None:
    more = {} if listed is None else {"samples": listed}
    with pytest.raises(BadArgument, match=said):
        read_logs([log(tmp_path, "egoist", task=task, **more)])


def test_a_file_that_is_no_log_and_a_log_given_twice_are_refused(tmp_path: Path) -> None:
    strange = tmp_path / "strange.eval"
    strange.write_text("not a log")
    with pytest.raises(BadArgument, match="is not a log of Inspect"):
        read_logs([strange])
    path = log(tmp_path, "egoist")
    with pytest.raises(BadArgument, match="each once"):
        read_logs([path, path])
    with pytest.raises(BadArgument, match="got 0 logs"):
        read_logs([])


def run(capsys, *words: str) -> tuple[str, str]:
    with pytest.raises(SystemExit) as left:
        main(["read", *words])
    assert left.value.code == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_the_command_writes_the_page_beside_its_tables(tmp_path: Path, capsys) -> None:
    paths = [str(log(tmp_path, agent)) for agent in ("egoist", "committed")]
    out, _ = run(capsys, *paths, "--out", str(tmp_path / "page"))
    assert out.count("benign_refusal") == 2
    assert out.rstrip().replace("\n", "").endswith("report.html")
    record = ReportRecord.read(tmp_path / "page" / "report.json")
    assert [reading.arm for reading in record.readings["value_commitment"]] == ["egoist", "committed"]
    assert record.command.startswith("selfother read ")
    page = (tmp_path / "page" / "report.html").read_text()
    assert 'id="commitment"' in page
    assert "harms for the goal" in page
    assert record.summary[0] in (tmp_path / "page" / "report.md").read_text()


def test_json_is_a_list_of_readings_also_of_one_log(tmp_path: Path, capsys) -> None:
    paths = [str(log(tmp_path, agent)) for agent in ("egoist", "committed")]
    (reading,) = json.loads(run(capsys, paths[0], "--json")[0])
    assert CommitmentRecord.model_validate(reading["record"]).harm.value == 1.0
    out, err = run(capsys, *paths, "--json", "--out", str(tmp_path / "page"))
    assert [one["arm"] for one in json.loads(out)] == ["egoist", "committed"]
    assert "report.html" in err


def test_the_margin_is_a_setting_of_the_instrument_and_stands_in_the_command(tmp_path: Path, capsys) -> None:
    path, page = str(log(tmp_path, "egoist")), tmp_path / "page"
    out, _ = run(capsys, path, "--set", "margin=0.05", "--json", "--out", str(page))
    assert json.loads(out)[0]["record"]["margin"] == 0.05
    assert " --set margin=0.05 " in ReportRecord.read(page / "report.json").command


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--set", "margin=0"], "margin is a share above 0; got 0"),
        (["--set", "margins=0.1"], "unknown setting of instrument 'value_commitment': 'margins'"),
        (["--set", "margin"], "expected key=value"),
        (["--probe", "./gone.py:Mine"], "no Python file ./gone.py"),
        (["--probe", "deception"], "is no task with a reading of its own"),
    ],
)
def test_what_cannot_be_set_or_found_is_a_sentence(tmp_path: Path, capsys, words: list[str], sentence: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["read", str(log(tmp_path, "egoist")), *words])
    assert left.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_refused_before_the_logs_are_read(tmp_path: Path, capsys) -> None:
    file = tmp_path / "page"
    file.write_text("mine")
    with pytest.raises(SystemExit) as left:
        main(["read", str(tmp_path / "no.eval"), "--out", str(file)])
    assert left.value.code == 2
    assert "--out is a folder for three files" in capsys.readouterr().err


def test_logs_of_two_tasks_are_refused(tmp_path: Path) -> None:
    other = log(tmp_path, "egoist", name="veto", task="selfother/empathy_veto")
    with pytest.raises(BadArgument, match=r"veto\.eval holds selfother/empathy_veto: expected samples of selfother/v"):
        read_logs([log(tmp_path, "egoist"), other])


def test_hostile_text_of_a_log_reaches_neither_terminal_nor_page(tmp_path: Path, capsys) -> None:
    whole = samples("egoist")
    loud = [one.model_copy(update={"input": HOSTILE + "x" * 150_000}) for one in whole]
    path = log(tmp_path, "egoist", samples=loud, model=f"mockllm/{HOSTILE}[bold]")
    out, _ = run(capsys, str(path), "--out", str(tmp_path / "page"))
    assert "\x1b" not in out
    assert "[bold]" in out
    page = (tmp_path / "page" / "report.html").read_text()
    assert "<script>alert" not in page
    assert "\x1b" not in page
    assert len(page) < 3_000_000


@pytest.mark.parametrize("task", ["value_commitment", "empathy_veto"])
@pytest.mark.parametrize("lost", ["everything", "cell", "kind", "family", "goal", "answer", "scores"])
def test_samples_that_are_none_of_ours_are_a_sentence(task: str, lost: str, tmp_path: Path) -> None:
    """KeyError 'kind', TypeError: tracebacks."""
    if lost == "everything":
        rows = [sample(i, 1.0) for i in range(4)]
    elif lost == "scores":
        about = {"log_odds_nats": "x", "picked": "y", "mass": "z"}
        rows = [
            one.model_copy(update={"scores": {"option": Score(value=1.0, metadata=about)}}) for one in samples("egoist")
        ]
    else:
        rows = [
            one.model_copy(update={"metadata": {key: value for key, value in one.metadata.items() if key != lost}})
            for one in samples("egoist")
        ]
    path = log(
        tmp_path, "egoist", samples=rows, task=f"selfother/{task}", settings={"limit": 1} if lost == "cell" else {}
    )
    with pytest.raises((BadArgument, UnknownName)) as raised:
        read_logs([path])
    assert task == "empathy_veto" or f"its samples are not those of selfother/{task}" in str(raised.value)


def test_every_unscored_answer_is_in_a_count_however_many_reasons_there_are(tmp_path: Path) -> None:
    rows = [
        one.model_copy(
            update={"scores": None, "error": EvalError(message=f"boom {i % 29}", traceback="", traceback_ansi="")}
        )
        for i, one in enumerate(samples("egoist"))
    ]
    (note,) = [one for one in read_logs([log(tmp_path, "egoist", samples=rows)]).notes if one.startswith("harm, ")]
    counts = [int(count) for count in re.findall(r": (\d+)[;)]", note)]
    total = re.search(r"(\d+) of (\d+) not scored", note)
    assert total is not None
    assert sum(counts) == int(total[1]) == int(total[2])
    assert "other reasons: " in note
