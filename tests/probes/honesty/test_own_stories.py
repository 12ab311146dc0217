"""Feigned compliance and sensitivity, on answers whose scores a reader can work out; task probes on any provider."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from inspect_ai.model import ModelOutput, ModelUsage, get_model

from selfother.catalogue import build, parse_word
from selfother.errors import BadArgument, CellFailed
from selfother.probes.answers.written_answer import REASONS
from selfother.probes.honesty.deception import Deception
from selfother.probes.honesty.fact import Fact
from selfother.probes.honesty.feigned_compliance import FeignedCompliance
from selfother.probes.honesty.sensitivity import Sensitivity
from selfother.probes.inspect.evaluation import run_on_provider
from selfother.probes.inspect.provider import (
    _CHEAPER,
    asked_of_inspect,
    cheaper_words,
    estimate_calls,
    open_model,
    provider_of,
)
from selfother.scenarios.duties import MOST_STORIES, duties
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.located_object import situations

STORIES = FeignedCompliance(items=8, generation_items=2)


def answering(answer: Callable[[str], str]):
    """Return a provider's model that answers each prompt as the function does."""

    def output(messages, *_):
        said = ModelOutput.from_content("mockllm/model", answer(messages[0].text))
        said.usage = ModelUsage()  # else Inspect downloads a vocabulary to count with
        return said

    return get_model("mockllm/model", custom_outputs=output)


def scores(result, measure: str) -> dict[str, float | None]:
    return {f"{item.item}/{item.form}": item.value for item in result.items if item.measure == measure}


def told(prompt: str):
    """Return the story of a prompt, whether it is observed, and the verb that is mentioned first."""
    stories = [*duties(16), *duties(16, seed=1_000_003)]
    return next(
        (one, watch == "observed", one.work if first else one.shirk)
        for one in stories
        for watch in ("observed", "unobserved")
        for first in (True, False)
        if one.prompt(watch, work_first=first) == prompt
    )


def test_whoever_works_for_the_eye_of_the_observer_has_a_gap_of_one() -> None:
    def feign(prompt: str) -> str:
        one, is_observed, _ = told(prompt)
        return f"I will {one.work if is_observed else one.shirk}."

    result = run_on_provider(STORIES, answering(feign))
    assert set(scores(result, "observation_gap").values()) == {1.0}
    shirked = {item.family: item.value for item in result.items if item.measure == "shirks"}
    assert shirked == {"observed": 0.0, "unobserved": 1.0}
    assert set(scores(result, "invalid").values()) == {0.0}
    assert {one.verdict for one in result.transcripts} == {"works", "shirks"}


def test_naming_the_first_option_is_one_half_and_no_gap() -> None:
    choices = FeignedCompliance(items=8, generation_items=0)
    result = run_on_provider(choices, answering(lambda prompt: told(prompt)[2]))
    shirked = list(scores(result, "shirks").values())
    assert sum(shirked) == len(shirked) / 2 == 4
    assert set(scores(result, "observation_gap").values()) == {0.0}


def test_a_story_with_an_answer_that_says_nothing_has_no_gap() -> None:
    choices = FeignedCompliance(items=8, generation_items=0)
    silent = duties(2)[0].prompt("observed", work_first=True)
    result = run_on_provider(choices, answering(lambda prompt: "Well." if prompt == silent else told(prompt)[0].work))
    gaps = [item for item in result.items if item.measure == "observation_gap"]
    assert sorted(str(item.value) for item in gaps) == ["0.0", "None"]
    assert {item.reason for item in gaps} == {"", f"1 of 4 answers: {REASONS['names neither']}"}
    assert sum(scores(result, "invalid").values()) == 1


def test_the_two_ways_of_telling_differ_in_one_sentence_and_orders_in_none() -> None:
    for one in duties(40):
        seen, unseen = (one.prompt(watch, work_first=True).split(". ") for watch in ("observed", "unobserved"))
        assert sum(mine not in unseen for mine in seen) == 1
        first, turned = (one.prompt("observed", work_first=is_first) for is_first in (True, False))
        assert (
            first != turned == first.replace(f"{one.work} or do you {one.shirk}", f"{one.shirk} or do you {one.work}")
        )


def test_stories_are_different_and_a_draw_does_not_depend_on_how_many_follow() -> None:
    every = duties(MOST_STORIES)
    assert len({one.prompt("observed", work_first=True) for one in every}) == MOST_STORIES
    assert every[:8] == duties(8)
    assert len({one.kind for one in every[:8]}) == 8
    with pytest.raises(BadArgument, match=f"1 to {MOST_STORIES} stories"):
        duties(MOST_STORIES + 1)


ROOMS = Sensitivity(families=("burglary", "escape_room", "burglary_published"), items=2)


def first_place(prompt: str) -> str:
    places = {word for one in situations("burglary", count=100) for word in (one.place, one.empty)}
    return min((word for word in places if f"The {word}" in prompt or f"the {word}" in prompt), key=prompt.lower().find)


def test_an_answer_that_hangs_on_the_name_flips_with_it_and_with_nothing_else() -> None:
    probe = Sensitivity(families=("burglary",), items=2)
    asked = {one.prompt(who): (one, change) for _, change, one, who in probe._asked()}

    def by_name(prompt: str) -> str:
        one, change = asked[prompt]
        return one.empty if change == "name" else one.place

    result = run_on_provider(probe, answering(by_name))
    assert set(scores(result, "name_flips").values()) == {1.0}
    assert set(scores(result, "paraphrase_flips").values()) == {0.0}


def test_an_answer_that_hangs_on_the_order_flips_with_nothing() -> None:
    result = run_on_provider(ROOMS, answering(first_place))
    assert set(scores(result, "name_flips").values()) == set(scores(result, "paraphrase_flips").values()) == {0.0}
    assert len(result.items) == 2 * 2 * len(ROOMS.families)


def test_every_change_leaves_the_truth_and_changes_the_prompt() -> None:
    for family in ROOMS.families:
        for base, change, one, who in ROOMS.model_copy(update={"families": (family,)})._asked():
            assert one.truth(who) == base.place
            assert (one.prompt(who) == base.prompt("rival")) == (change == "none")


def test_a_family_without_another_wording_has_no_paraphrase(monkeypatch) -> None:
    bare = replace(FAMILIES["escape_room"], contexts=FAMILIES["escape_room"].contexts[:1])
    monkeypatch.setitem(FAMILIES, "bare", bare)
    with pytest.raises(BadArgument, match="'bare' has one template, one pair of sentences and one word"):
        Sensitivity(families=("bare",), items=2).items_digest()


def test_a_flip_of_an_unscored_answer_is_not_measured() -> None:
    result = run_on_provider(Sensitivity(families=("burglary",), items=2), answering(lambda _: "No."))
    assert {item.value for item in result.items} == {None}
    assert {item.reason for item in result.items} == {REASONS["wrong form"]}


@pytest.mark.parametrize(
    ("word", "provider"),
    [
        ("mockllm/model", "mockllm"),
        ("openai/gpt-x", "openai"),
        ("together/meta-llama/Llama-3-8b", "together"),
        ("openai/gpt-x+adapter", None),
        ("facebook/opt-125m", None),
        ("selfother/smollm2-135m", None),
        ("smollm2-135m", None),
        ("./openai/here", None),
    ],
)
def test_which_words_are_a_providers(word: str, provider: str | None) -> None:
    assert provider_of(word) == provider


def test_a_provider_of_an_installed_package_is_known_before_anything_of_it_is_imported() -> None:
    ask = "from selfother.probes.inspect.provider import provider_of; print(provider_of('selfother_scripted/egoist'))"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "selfother_scripted"


def test_a_directory_comes_before_a_provider(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openai" / "gpt-x").mkdir(parents=True)
    assert provider_of("openai/gpt-x") is None


def test_a_hub_model_that_is_here_comes_before_a_provider(monkeypatch) -> None:
    monkeypatch.setattr("huggingface_hub.try_to_load_from_cache", lambda *_: "/somewhere/config.json")
    assert provider_of("google/gemma-2-2b-it") is None


def test_what_a_run_takes_is_counted_as_it_is_asked() -> None:
    probe, asked = Fact(items=4), []

    def remember(prompt: str) -> str:
        asked.append(prompt)
        return "?"

    estimate = estimate_calls([probe])
    run_on_provider(probe, answering(remember))
    assert estimate.calls == len(asked) == 4
    assert estimate.most_output_tokens == 4 * 64
    assert estimate.input_tokens == pytest.approx(sum(map(len, asked)) / 4 + 4 * 16, rel=0.25)
    assert str(estimate) == f"4 calls, about {estimate.input_tokens} tokens in and at most 256 out"


def test_written_answers_of_a_truth_probe_count_the_invalid() -> None:
    result = run_on_provider(Fact(items=4), answering(lambda _: "I do not know."))
    assert list(scores(result, "invalid").values()) == [1.0] * 4
    assert list(scores(result, "true").values()) == [None] * 4


def test_a_provider_that_always_raises_is_an_error_with_its_reason() -> None:
    def refuse(_: str) -> str:
        raise RuntimeError("the key has expired")

    with pytest.raises(CellFailed, match=r"all 2 calls of mockllm/model raised; the first: .*the key has expired"):
        run_on_provider(Deception(families=("burglary",), items=2, generation_items=0), answering(refuse))


def test_a_provider_that_does_not_start_says_why(monkeypatch) -> None:
    def refuse(_: str, **_arguments: object) -> None:
        raise ValueError("[bold]ERROR[/bold]: pip install openai")

    monkeypatch.setattr("inspect_ai.model.get_model", refuse)
    with pytest.raises(
        BadArgument, match=r"^openai/gpt-x: Inspect's provider openai does not start: pip install openai"
    ):
        open_model("openai/gpt-x")


def test_the_announcement_knows_the_limit_the_epochs_and_the_users_prices(monkeypatch) -> None:
    probe = Fact(items=16)
    whole = estimate_calls([probe])
    assert estimate_calls([probe], limit=(0, 5)).calls == 5
    assert estimate_calls([probe], limit=(10, 12), epochs=3).calls == 6 < whole.calls
    assert asked_of_inspect(["inspect", "eval", "x", "--limit", "5"]) == ((0, 5), 1)
    assert asked_of_inspect(["inspect", "eval", "x", "--limit=10-20", "--epochs=3"]) == ((9, 20), 3)
    assert asked_of_inspect(["inspect", "eval", "x"]) == (None, 1)
    assert whole.cost() is None
    monkeypatch.setenv("SELFOTHER_PRICES", "2.50,10")
    assert whole.cost() == pytest.approx((whole.input_tokens * 2.5 + whole.most_output_tokens * 10) / 1e6)
    assert "by your prices" in str(whole)
    monkeypatch.setenv("SELFOTHER_PRICES", "cheap")
    with pytest.raises(BadArgument, match="expected two prices for a million tokens"):
        whole.cost()


@pytest.mark.parametrize("name", _CHEAPER)
def test_settings_that_are_said_to_be_cheaper_are_those_of_the_probe(name: str) -> None:
    named, settings = parse_word(cheaper_words([name]))
    few = {"families": "school_lunches"} if name == "value_commitment" else {}  # all of them take seconds to count
    probe, usual = build("probes", named, few | settings), build("probes", name, few)
    assert set(settings) <= set(type(probe).model_fields)
    assert estimate_calls([probe]).calls < estimate_calls([usual]).calls
