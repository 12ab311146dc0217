"""Policies: what each takes, that none sees more than the words, and how Inspect asks them."""

import random

import anyio
import pytest
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, get_model

from selfother.dialogues.asked import Asked
from selfother.dialogues.informed import Informed
from selfother.dialogues.policy import take
from selfother.errors import BadArgument, UnknownName
from selfother.exams.policies.nulls import find_null, null_policies
from selfother.probes.honesty.deception import Deception
from selfother.probes.inspect.evaluation import evaluate
from selfother.probes.inspect.scripted import policy_model
from selfother.probes.inspect.taking import take_task

STORY = Asked(
    (
        ("user", "The vase is in the attic. The cellar is cold. Ben believes the vase is in the cellar. Where is it?"),
        ("assistant", "The vase is in the"),
    )
)
LISTED = Asked.of(("user", "What helps?\n\nA) to hum\nB) to listen to the person for as long as it takes\nC) no idea"))
NAMES = [policy.name for policy in null_policies()]
TAKES = {
    "first_option": " attic",
    "last_option": " cellar",
    "mirror": " cellar",
    "longest_option": " cellar",
    "copies_first": " attic",
    "copies_latest": " cellar",
}


def test_the_room_has_the_policies_of_its_decision() -> None:
    assert {"constant_soother", "constant_refuser", "mirror", "always_agrees", "random_choice", "first_option"} < set(
        NAMES
    )
    assert "informed" not in NAMES


@pytest.mark.parametrize(("name", "taken"), TAKES.items())
def test_a_policy_takes_what_its_title_says(name: str, taken: str) -> None:
    options = [" attic", " cellar"]
    assert options[take(find_null(name), STORY, options)] == taken


@pytest.mark.parametrize("name", NAMES)
def test_the_order_in_which_a_scorer_holds_its_options_changes_nothing(name: str) -> None:
    policy, options = find_null(name), [" attic", " cellar", " garden", " no cellar", " yes, the attic"]
    taken = options[take(policy, STORY, options)]
    for seed in range(20):
        turned = random.Random(seed).sample(options, len(options))
        assert turned[take(policy, STORY, turned)] == taken


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_has_a_title_and_writes_the_same_text_again(name: str) -> None:
    policy = find_null(name)
    assert policy.title.endswith(".")
    assert policy.write(STORY)
    assert policy.write(STORY) == find_null(name).write(STORY)
    assert policy.write(Asked(())) is not None


def test_a_coin_is_fair_and_does_not_look_at_the_order() -> None:
    coin = find_null("random_choice")
    taken = [take(coin, Asked.of(("user", f"story {number}")), ["x", "y"]) for number in range(400)]
    assert 160 < sum(taken) < 240


@pytest.mark.parametrize(("name", "answer"), {"first_option": "A", "last_option": "C", "longest_option": "B"}.items())
def test_a_listed_option_is_taken_by_its_letter(name: str, answer: str) -> None:
    assert find_null(name).write(LISTED) == f"ANSWER: {answer}"


def test_constant_policies_say_the_same_to_everybody() -> None:
    for name in ("constant_soother", "constant_refuser", "always_agrees"):
        assert find_null(name).write(STORY) == find_null(name).write(LISTED)
    options = ["go on", "do not go on"]
    assert take(find_null("constant_refuser"), STORY, options) == 1
    assert take(find_null("always_agrees"), STORY, ["No.", "Yes."]) == 1


def test_a_mirror_repeats_the_last_words_of_the_user() -> None:
    asked = Asked.of(("user", "I lost my dog."), ("assistant", "Oh."), ("user", "I miss him."))
    assert find_null("mirror").write(asked) == "I miss him."


def test_an_unknown_policy_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UnknownName, match="mirror"):
        find_null("miror")


def test_inspect_opens_a_policy_by_its_word_and_scores_options() -> None:
    model = get_model("selfother_null/mirror")
    messages = [ChatMessageUser(content=STORY.question), ChatMessageAssistant(content=STORY.begun)]
    scores = anyio.run(model.api.score_options, messages, [" attic", " cellar"])
    assert scores.log_probs[1] - scores.log_probs[0] == pytest.approx(4.0)
    assert scores.mass == pytest.approx(0.98)
    with pytest.raises(BadArgument, match="no options"):
        anyio.run(model.api.score_options, messages, [])


def test_a_control_that_is_told_the_facts_answers_by_them_and_no_other_question() -> None:
    probe = Deception(families=("burglary",), items=4, generation_items=0)
    facts = {tuple((turn.role, turn.text) for turn in sample.input): sample.metadata for sample in probe.task().dataset}
    honest = Informed("is honest", facts, lambda about: about["truth"])
    samples = evaluate(probe.task(), policy_model(honest))
    assert {item.value for item in probe.read(samples).items} == {0.0}
    with pytest.raises(BadArgument, match="knows no question"):
        honest.write(STORY)
    with pytest.raises(BadArgument, match="none of"):
        Informed("errs", {turns: {} for turns in facts}, lambda _: "nowhere").choose(
            Asked(next(iter(facts))), ["a", "b"]
        )


def test_a_task_without_inspects_log_gives_the_scores_of_one_with_it() -> None:
    probe = Deception(families=("burglary",), items=4, generation_items=2)
    for name in ("mirror", "copies_first", "constant_refuser"):
        policy = find_null(name)
        logged = probe.read(evaluate(probe.task(), policy_model(policy)))
        assert probe.read(take_task(probe.task, policy)).items == logged.items
