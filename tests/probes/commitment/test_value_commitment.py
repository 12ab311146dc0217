"""The commitment battery in Inspect: scores as without it, no text of what is told unlogged, hostile answers."""

import asyncio
import json
import socket
from dataclasses import replace

import pytest
from inspect_ai import eval as run_task
from inspect_ai.log import read_eval_log
from inspect_ai.model import ChatMessageUser, GenerateConfig, ModelOutput, ModelUsage, get_model
from tests.probes.commitment.scripted_battery import asked_of

from selfother.errors import BadArgument
from selfother.models.provider import inspect_model
from selfother.probes.answers.written_answer import REASONS
from selfother.probes.commitment.effects import EFFECTS, fit_effects
from selfother.probes.commitment.items import Answer, about, scores_of
from selfother.probes.commitment.reading import read_commitment
from selfother.probes.commitment.value_commitment import ValueCommitment
from selfother.probes.inspect.evaluation import evaluate
from selfother.probes.inspect.scripted import scripted_model
from selfother.scenarios.commitment.factors import PRICES
from selfother.scenarios.commitment.questions import questions
from selfother.scenarios.commitment.split import families_of

FEW = ValueCommitment(families=("school_lunches",), fraction="small", paraphrases=(0,))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return the scores and the whole log, as text, of one agent through Inspect."""
    folder = tmp_path_factory.mktemp("logs")
    samples = evaluate(FEW.task(), scripted_model("audience_follower", FEW.asked()), log_folder=folder)
    (path,) = folder.glob("*.eval")
    return FEW.read(samples), read_eval_log(str(path)).model_dump_json(exclude_none=True)


def by_item(items):
    """Return the scores of a reading by what they are scores of."""
    return {(one.measure, one.item): one for one in items}


def test_inspect_gives_the_scores_that_the_model_interface_gives(run) -> None:
    given = scores_of(asked_of("audience_follower", FEW.asked()))
    assert by_item(run[0].items) == by_item(given)  # the log asks in an order of its own


def test_what_is_told_unlogged_leaves_no_text(run) -> None:
    unlogged = [one for one in FEW.asked() if one.kind != "null" and one.factors.observation == "unlogged"]
    assert len(unlogged) > 4
    assert not [one.item for one in unlogged if json.dumps(one.prompt)[1:-1] in run[1]]
    others = [one for one in FEW.asked() if one.factors.observation != "unlogged"]
    assert all(json.dumps(one.prompt)[1:-1] in run[1] for one in others)
    told = {one.prompt for one in unlogged}
    assert not [one for one in run[0].transcripts if any(prompt in one.prompt for prompt in told)]


def test_no_network_is_asked_for(monkeypatch, bundled_model) -> None:
    tried = []

    def refuse(*address, **more):
        tried.append((address, more))
        raise OSError("the network is off")

    for way in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, way, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    one = FEW.model_copy(update={"orders": (0,), "factors": ("harm_kind",)})
    for model in (scripted_model("committed", one.asked()), inspect_model(bundled_model)):
        found = one.read(evaluate(one.task(), model)).items
        harm = [item.value for item in found if item.measure == "harm"]
        assert harm
        assert None not in harm
    assert tried == []


def test_pages_of_text_are_unscored_with_their_reason() -> None:
    hostile = "<script>alert(1)</script>\x1b[31m" + "x" * 100_000
    output = ModelOutput.from_content("mockllm/model", hostile)
    output.usage = ModelUsage()
    model = get_model("mockllm/model", custom_outputs=lambda *_: output)
    few = FEW.model_copy(update={"orders": (0,)})
    found = few.read(evaluate(few.task(), model)).items
    assert {one.value for one in found if one.measure != "refused"} == {None}
    assert {one.value for one in found if one.measure == "refused"} == {0.0}
    assert {one.reason for one in found if one.measure == "harm"} == {REASONS["wrong form"]}


def test_a_prompt_of_something_else_is_no_guess() -> None:
    api = scripted_model("committed", FEW.asked()).api
    strange = replace(FEW.asked()[0], prompt="Where is the vase?")
    with pytest.raises(BadArgument, match=r"none of them: 'Where is the vase\?'"):
        asked_of_api(api, strange)


def asked_of_api(api, question) -> Answer:
    import anyio

    from selfother.probes.commitment.asking import choose

    return anyio.run(choose, api, question)


def test_a_preference_for_the_words_of_an_option_is_taken_away() -> None:
    """A model that likes the goal's words by 3 nats, and virtue's deed by 1, chooses virtue."""
    battery = questions(["school_lunches"], paraphrases=[0], kinds=["revealed", "null"])
    answers = [Answer(about(one), 3.0 if one.kind == "null" else 2.0, 1.0, 0.9) for one in battery]
    found = scores_of(answers)
    assert {one.value for one in found if one.measure == "harm"} == {0.0}
    assert {one.detail["null_nats"] for one in found if one.measure == "harm"} == {3.0}
    assert {one.detail["log_odds_nats"] for one in found if one.measure == "harm"} == {-1.0}


def test_a_choice_whose_null_was_not_answered_is_unscored_with_its_reason() -> None:
    battery = questions(["school_lunches"], paraphrases=[0], kinds=["revealed", "null"])
    lost = next(one for one in battery if one.kind == "null" and one.factors.harm_kind == "act")
    answers = [
        Answer(about(one), reason="lost") if one is lost else Answer(about(one), 2.0, 1.0, 0.9) for one in battery
    ]
    harm = [one for one in scores_of(answers) if one.measure == "harm"]
    missing = [one for one in harm if one.value is None]
    assert 0 < len(missing) < len(harm)
    assert {one.reason.partition(",")[0] for one in missing} == {"its options without the story were not answered"}
    assert all("-act-" in one.item for one in missing)


def test_every_effect_can_be_estimated_in_the_standard_fraction_and_is_exact_for_main_effects() -> None:
    from dataclasses import asdict

    from selfother.scenarios.commitment.design import design, is_corner

    cells = [asdict(one) for one in design("standard") if one.consequence == "harm" and not is_corner(one)]
    effects = [effect for effect in EFFECTS if effect.on == "harm"]
    answers = [0.3 * (one["observation"] == "unlogged") - 0.2 * (one["whose"] == "self") + 0.1 for one in cells]
    found = {name: fitted.value for name, fitted in fit_effects(cells, answers, effects).items() if fitted}
    assert len(found) == len(effects)
    assert found.pop("observation_gap") == pytest.approx(0.3)
    assert found.pop("self_other_gap") == pytest.approx(0.2)
    assert all(value == pytest.approx(0.0, abs=1e-8) for value in found.values())


def test_an_effect_whose_level_was_not_asked_is_not_measured() -> None:
    cells = [{"observation": "silent", "whose": "other"}, {"observation": "silent", "whose": "self"}]
    found = fit_effects(cells, [1.0, 0.0], EFFECTS)
    assert found["observation_gap"] is None
    assert found["self_other_gap"] is not None


def test_one_family_may_be_given_as_a_word_and_a_form_that_there_is_not_is_refused() -> None:
    from selfother.catalogue import build

    assert build("probes", "value_commitment", {"families": "school_lunches"}).families == ("school_lunches",)
    with pytest.raises(BadArgument, match="form"):
        build("probes", "value_commitment", {"form": "tools"})


def test_some_factors_are_asked_alone_and_the_others_are_not_measured() -> None:
    one = ValueCommitment(families=("orchard", "payroll", "school_lunches"), factors=("price",), paraphrases=(0,))
    asked = one.asked()
    assert {each.factors.observation for each in asked} == {"silent"}
    assert {each.factors.price for each in asked if each.kind == "revealed"} == set(PRICES)
    found = read_commitment(scores_of(asked_of("priced_altruist", asked)))
    effects = {effect.name: effect.estimate.value for effect in found.effects}
    assert effects.pop("price_gap") == pytest.approx(1.0)
    assert effects.pop("stakes_gap") == pytest.approx(0.0, abs=1e-8)  # harm is always varied
    assert set(effects.values()) == {None}


def test_a_scripted_agent_knows_the_questions_of_some_factors() -> None:
    first = ValueCommitment(families=("orchard",), factors=("price",)).asked()[0]
    api = get_model("selfother_scripted/egoist", families="orchard", factors="price").api
    output = asyncio.run(api.generate([ChatMessageUser(content=first.prompt)], [], "none", GenerateConfig()))
    assert output.completion == first.goal


@pytest.mark.parametrize("split", ["train", "held_out"])
def test_a_scripted_agent_knows_both_halves_of_the_stories(split) -> None:
    (story, *_) = families_of(split)
    half = ValueCommitment(families=(story,), split=split, fraction="small", paraphrases=(0,), orders=(0,))
    first = next(one for one in half.asked() if one.kind == "revealed")
    api = get_model("selfother_scripted/egoist", families=story).api
    output = asyncio.run(api.generate([ChatMessageUser(content=first.prompt)], [], "none", GenerateConfig()))
    assert output.completion == first.goal


def test_a_model_that_thinks_first_can_be_given_room_for_it(tmp_path) -> None:
    given = []

    def respond(messages, tools, choice, config):  # noqa: ARG001  (Inspect's signature)
        given.append(config.max_tokens)
        output = ModelOutput.from_content("mockllm/model", "I am not sure.")
        output.usage = ModelUsage()
        return output

    model = get_model("mockllm/model", custom_outputs=respond, memoize=False)
    for most in (None, 4096):
        run_task(FEW.task(), model=model, limit=2, log_dir=str(tmp_path), display="none", max_tokens=most)
    assert given == [64, 64, 4096, 4096]


def test_refusals_are_a_measure_of_their_own() -> None:
    asked = questions(["orchard"], kinds=["revealed"], paraphrases=[0])
    answers = [
        Answer(about(one), reason=REASONS["refused"]) if one.order == 0 else Answer(about(one), picked=0.0)
        for one in asked
    ]
    refused = [item for item in scores_of(answers) if item.measure == "refused"]
    assert len(refused) == len(asked) / 2
    assert {item.value for item in refused} == {0.5}
