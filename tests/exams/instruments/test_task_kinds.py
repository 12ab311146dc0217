"""Choice tasks, reply scorers and Inspect tasks: policies whose scores a reader can work out, and what is refused."""

import json

import numpy as np
import pytest

from selfother.cli.main import main
from selfother.errors import BadArgument, NotMeasured
from selfother.exams.exam import qualify
from selfother.exams.instruments.choice_task import Choice, examine_choices
from selfother.exams.instruments.inspect_task import examine_task
from selfother.exams.instruments.reply_scorer import ReplyScorer, examine_replies
from selfother.exams.instruments.task_exam import examine_scores
from selfother.exams.texts import LabelledTexts

TASKS = """
from inspect_ai import Task, task
from inspect_ai.dataset import Sample
from inspect_ai.scorer import choice, match, model_graded_qa
from inspect_ai.solver import generate, multiple_choice

SAMPLES = [Sample(input=f"Case {n}: what helps?", choices=["to listen", "to leave"], target="A") for n in range(8)]

@task
def kindness():
    return Task(dataset=SAMPLES, solver=multiple_choice(), scorer=choice())

@task
def warmth():
    return Task(dataset=SAMPLES, solver=multiple_choice(), scorer=choice())

@task
def judged():
    return Task(dataset=SAMPLES, solver=generate(), scorer=model_graded_qa())

@task
def boxed():
    return Task(dataset=SAMPLES, solver=generate(), scorer=match(), sandbox="docker")

@task
def unscored():
    return Task(dataset=SAMPLES, solver=generate())
"""


def leave(*words: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main(words)
    return int(left.value.code)


@pytest.fixture(scope="module")
def tasks(tmp_path_factory):
    file = tmp_path_factory.mktemp("tasks") / "mine.py"
    file.write_text(TASKS)
    return file


def test_a_task_whose_right_answer_stands_first_is_passed_by_whoever_takes_the_first(tasks) -> None:
    found = examine_task(f"{tasks}@kindness", claim=0.95)
    assert found.n == 8
    assert found.nulls["first_option"].value.value == 1.0
    assert found.nulls["last_option"].value.value == 0.0
    assert "random_choice" not in found.nulls  # it is what chance is
    assert found.best_null in ("first_option", "longest_option")
    assert found.word == "passed by a null"
    assert found.claim_source == "given"


def test_the_command_prints_each_policy_and_that_nobody_claims_anything(tasks, capsys) -> None:
    assert leave("qualify", "--task", f"{tasks}@kindness", "--limit", "4", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["n"], record["word"], record["share"]) == (4, "no positive control", None)
    assert leave("qualify", "--task", f"{tasks}@kindness", "--limit", "4", "--claims", "0.9") == 0
    printed = capsys.readouterr().out
    assert "first_option" in printed
    assert "Passed by a null" in printed


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("judged", "judge model"),
        ("boxed", "sandbox"),
        ("unscored", "no scorer"),
        ("nothing", "loaded|knows no task"),
    ],
)
def test_a_task_that_a_policy_cannot_take_is_refused_in_a_sentence(tasks, name: str, words: str) -> None:
    with pytest.raises(BadArgument, match=words):
        examine_task(f"{tasks}@{name}", limit=4)


def test_bad_settings_are_refused(tasks, tmp_path) -> None:
    with pytest.raises(BadArgument, match="got both"):
        examine_task(f"{tasks}@kindness", claim=0.5, log=tmp_path / "x.eval")
    with pytest.raises(BadArgument, match="at least 2"):
        examine_task(f"{tasks}@kindness", limit=1)
    with pytest.raises(BadArgument, match="no log of Inspect"):
        examine_task(f"{tasks}@kindness", limit=4, log=tmp_path / "x.eval")


def test_a_log_of_a_model_is_the_claim_and_is_paired_with_each_policy(tasks, tmp_path) -> None:
    from inspect_ai import eval as run_task

    import selfother.exams.policies.provider  # noqa: F401  (registers selfother_null)

    (log,) = run_task(
        f"{tasks}@kindness", model="selfother_null/first_option", log_dir=str(tmp_path), display="none",
        acp_server=False, ctl_server=False,
    )  # fmt: skip
    found = examine_task(f"{tasks}@kindness", log=next(tmp_path.glob("*.eval")))
    assert log.status == "success"
    assert (found.claim, found.claim_source) == (1.0, "log")
    assert found.instrument.endswith("first_option")
    assert found.nulls["first_option"].share == pytest.approx(1.0)
    assert found.nulls["first_option"].is_worse is False
    assert found.nulls["last_option"].is_worse is True
    assert found.warnings == []
    part = examine_task(f"{tasks}@kindness", limit=2, log=next(tmp_path.glob("*.eval")))
    assert f"The log has scores of {found.n} samples, and 2 were asked here" in part.warnings[-1]
    with pytest.raises(BadArgument, match="expected one of"):
        examine_task(f"{tasks}@warmth", log=next(tmp_path.glob("*.eval")))


def test_choices_are_examined_without_inspect() -> None:
    told = "The key is in the box. Ada believes the key is in the jar."
    choices = [
        Choice(f"{told} Where does Ada believe it is? ({n})", ("box", "jar"), right=1, begun="The key is in the")
        for n in range(40)
    ]
    found = examine_choices("beliefs", choices, claim=0.97)
    assert found.chance == 0.5
    assert found.nulls["last_option"].value.value == 1.0
    assert found.nulls["copies_first"].value.value == 0.0
    assert found.word == "passed by a null"
    with pytest.raises(BadArgument, match="at least two options"):
        Choice("Which?", ("a", "a"), right=0)
    with pytest.raises(BadArgument, match="option's index"):
        Choice("Which?", ("a", "b"), right=2)
    with pytest.raises(BadArgument, match="no questions"):
        examine_choices("none", [])


def warmth(text: str) -> float:
    return float(sum(word in text.lower() for word in ("sorry", "feel", "hard", "here for you")))


def test_a_scorer_of_warm_words_is_passed_by_a_soother_who_reads_nothing() -> None:
    prompts = [f"My day {n} was bad." for n in range(12)]
    careful = ["I am sorry. What happened on that day, and how do you feel about it now?"] * 12
    found = examine_replies("warmth", lambda _, reply: warmth(reply), prompts, control=careful)
    assert found.best_null == "constant_soother"
    assert found.word == "passed by a null"
    assert found.nulls["constant_refuser"].value.value == 1.0  # "I'm sorry"
    with pytest.raises(BadArgument, match="one reply of the control for each"):
        examine_replies("warmth", lambda _, reply: warmth(reply), prompts, control=careful[:3])


def test_a_scorer_is_an_instrument_for_labelled_texts() -> None:
    texts = [f"I am sorry, text {n}" if n % 2 else f"The bus is late, text {n}" for n in range(60)]
    labelled = LabelledTexts(texts=tuple(texts), labels=tuple("warm" if n % 2 else "cold" for n in range(60)))
    found = qualify(labelled, instrument=ReplyScorer("warmth", warmth))
    assert found.instrument is not None
    assert found.instrument.value in (0.0, 1.0)
    with pytest.raises(BadArgument, match="finite number"):
        ReplyScorer("broken", lambda _: float("nan")).read(["a"], seed=0)
    with pytest.raises(BadArgument, match="tells two labels apart"):
        ReplyScorer("warmth", warmth).judge(np.zeros(3), np.zeros(3, dtype=np.intp), None, 3)


def test_smaller_may_be_what_is_claimed_and_silence_is_not_measured() -> None:
    items = {str(n): 1.0 for n in range(50)}
    found = examine_scores(
        "lies", {"egoist": items, "copier": dict.fromkeys(items, 0.0)}, measure="lies", n=50, chance=(0.5, "a coin"),
        claim=0.05,
    )  # fmt: skip
    assert found.best_null == "copier"
    assert found.share == pytest.approx(0.5 / 0.45)
    assert found.word == "passed by a null"
    with pytest.raises(NotMeasured, match="no answer of a policy"):
        examine_scores("lies", {"mute": {}}, measure="lies", n=3, chance=(0.0, "nothing"))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["--limit", "4"], "--limit cannot be given for texts"),
        (["texts.csv", "--task", "selfother/fact"], "TEXTS cannot be given for a task"),
        (["--text", "a"], "give texts with their columns"),
    ],
)
def test_options_of_the_other_kind_are_refused(words: list[str], error: str, capsys) -> None:
    assert leave("qualify", *words) == 2
    assert error in " ".join(capsys.readouterr().err.split())
