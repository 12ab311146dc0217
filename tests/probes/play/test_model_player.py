"""A language model as a player: the contract of an agent, bounded prompts, and no answer from a label alone."""

import json
import pickle

import numpy as np
import pytest
from safetensors.numpy import save_file
from tests.models.tiny import tiny_language_model

from selfother import catalogue
from selfother.agents import Random, TitForTat
from selfother.cli.main import main
from selfother.errors import BadArgument, MissingModel, UnsupportedModel
from selfother.games import Custom, PrisonersDilemma
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.models.load import load_model
from selfother.models.scoring import option_request, score_options
from selfother.probes.play.described_game import CHOICE_PREFIX, DescribedGame
from selfother.probes.play.model_player import ModelPlayer
from selfother.tournaments import exact_joint, play_match

PD = PrisonersDilemma()


@pytest.fixture(scope="module")
def model():
    return tiny_language_model("llama", max_position_embeddings=2048)


@pytest.fixture
def player(model) -> ModelPlayer:
    return ModelPlayer(model, window=2)


@pytest.fixture
def saved(model, tmp_path):
    folder = tmp_path / "tiny"
    model.network.save_pretrained(folder)
    model.tokenizer.save_pretrained(folder)
    return folder


def after(player: ModelPlayer, rounds: int, shape: tuple[int, ...], seed: int = 0):
    """Return the state after rounds in which both acted at random."""
    rng, state = np.random.default_rng(seed), player.init(PD.views[0], shape)
    for _ in range(rounds):
        state = player.observe(state, *rng.integers(0, 2, (2, *shape), dtype=np.uint8))
    return state


@pytest.mark.parametrize("shape", [(), (5,), (2, 3)])
def test_probabilities_have_the_shape_of_the_batch(player: ModelPlayer, shape: tuple[int, ...]) -> None:
    for rounds in (0, 1, 4):
        said = player.choices(after(player, rounds, shape))
        for values in (said.cooperation, said.first_label, said.mass):
            assert values.shape == shape
            assert ((values > 0) & (values < 1)).all()


def test_a_probability_is_that_of_naive_scoring_of_the_prompt_of_the_match(model, player: ModelPlayer) -> None:
    state = after(player, 4, (12,))
    found = player.cooperation_probability(state)
    for match in range(12):
        game = DescribedGame(PD.views[0], ("J", "F"), bool(state.mirrored[match]))
        recent = [(int(own), int(other)) for own, other in state.recent[:, :, match]]
        counts = int(state.cooperations[0, match]), int(state.cooperations[1, match])
        text = model.render(game.turn(recent, counts, 4), answer_prefix=CHOICE_PREFIX)
        request = option_request(model, text, [f" {game.names[0]}", f" {game.names[1]}"])
        (scores,) = score_options(model, [request], method="naive")
        c, d = np.exp(scores.log_probs)
        assert found[match] == pytest.approx(c / (c + d), abs=1e-4)


def test_a_batch_is_a_loop_over_single_matches_with_the_same_labels(player: ModelPlayer) -> None:
    state = after(player, 3, (6,))
    rng = np.random.default_rng(0)
    played = rng.integers(0, 2, (3, 2, 6), dtype=np.uint8)
    for match in range(6):
        alone = player.init(PD.views[0], (), mirrored=match % 2)
        for own, other in played[:, :, match]:
            alone = player.observe(alone, own, other)
        assert player.cooperation_probability(alone) == pytest.approx(
            player.cooperation_probability(state)[match], abs=1e-6
        )


def test_a_match_of_few_seeds_is_the_beginning_of_many(player: ModelPlayer) -> None:
    many = play_match(PD, player, Random(p=0.6), rounds=3, seeds=66, seed=3)
    few = play_match(PD, player, Random(p=0.6), rounds=2, seeds=3, seed=3)
    assert np.array_equal(many.first[:2, :3], few.first)
    assert np.array_equal(many.second[:2, :3], few.second)


def test_two_seats_are_not_mirrored_alike(player: ModelPlayer) -> None:
    rng = np.random.default_rng(0)
    seats = [
        player.init(view, (64,), chance=rng.integers(2**64, size=64, dtype=np.uint64)).mirrored for view in PD.views
    ]
    assert all(seat.reshape(-1, 2).sum(1).tolist() == [1] * 32 for seat in seats)
    assert 0.2 < (seats[0] == seats[1]).mean() < 0.8


class OnlyLabels(ModelPlayer):
    """A model that has nothing but a preference for the first label, whatever stands in the prompt."""

    def _probability_of_first(self, scores) -> float:
        return 0.9


def test_a_preference_for_a_label_cancels_between_a_match_and_its_mirror(model) -> None:
    said = OnlyLabels(model).choices(after(OnlyLabels(model), 0, (8,)))
    assert said.cooperation == pytest.approx(np.array([0.9, 0.1] * 4))
    assert said.cooperation.mean() == pytest.approx(0.5)


def test_what_reads_alike_is_scored_once(player: ModelPlayer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(model, requests, **options):
        asked.append(len(requests))
        return score_options(model, requests, **options)

    monkeypatch.setattr("selfother.probes.play.model_player.score_options", counted)
    player.cooperation_probability(player.init(PD.views[0], (50,)))
    player.cooperation_probability(after(player, 1, (50,)))
    assert asked == [2, 8]


def test_a_prompt_is_true_and_bounded(player: ModelPlayer) -> None:
    game = DescribedGame(Custom(R=3, S=0, T=5, P=1, T_b=7).views[0], ("J", "F"), True)
    text = game.turn([(0, 1), (1, 1)], (300, 20), 500)
    assert "If you choose F and the other chooses J, you get 0 points and the other 7." in text
    assert "in 500 rounds, you chose J 200 times and F 300 times, the other J 480 times and F 20 times." in text
    assert text.endswith("The last 2: you F, other J; you J, other J. Which do you choose now?")
    assert "So far: you F, other J." in game.turn([(0, 1)], (1, 0), 1)
    assert game.turn([], (0, 0), 0).endswith("This is the first round. Which do you choose now?")
    state = after(player, 40, (3,))
    assert state.recent.shape == (2, 2, 3)
    assert state.rounds == 40


def test_observing_does_not_change_the_old_state(player: ModelPlayer) -> None:
    before = after(player, 2, (4,))
    kept = before.recent.copy(), before.cooperations.copy()
    player.observe(before, np.ones(4, dtype=np.uint8), np.zeros(4, dtype=np.uint8))
    assert np.array_equal(before.recent, kept[0])
    assert np.array_equal(before.cooperations, kept[1])


def test_precision_sharpens_the_choice(model) -> None:
    soft, sharp = (ModelPlayer(model, beta=beta) for beta in (1.0, 3.0))
    p, q = (one.cooperation_probability(after(one, 1, (8,))) for one in (soft, sharp))
    odds = np.log(p / (1 - p))
    assert np.log(q / (1 - q)) == pytest.approx(3 * odds, rel=1e-6)


def test_the_word_makes_it_again(saved) -> None:
    word = f"model:{saved},window=2,labels=[A,B]"
    player = catalogue.build("agents", *catalogue.parse_word(word))
    assert player.labels == ("A", "B")
    assert player.word == word
    assert catalogue.build("agents", *catalogue.parse_word(player.word)) == player
    copy = pickle.loads(pickle.dumps(player))
    assert copy == player
    assert hash(copy) == hash(player)
    state = copy.init(PD.views[0], (2,))
    assert np.array_equal(copy.cooperation_probability(state), player.cooperation_probability(state))


def test_an_adapter_plays_otherwise_than_its_base(saved, tmp_path) -> None:
    schedule = Schedule(steps=4, batch_size=4, learning_rate=3e-2, warmup_steps=0)
    overlap = Overlap(layer=1, pairs=8, schedule=schedule, lora=Lora(rank=2, alpha=8))
    overlap.apply(load_model(str(saved)), folder=tmp_path / "adapter")
    words = (f"model:{saved}", f"model:{saved}+{tmp_path / 'adapter'}")
    base, tuned = (catalogue.build("agents", *catalogue.parse_word(word)) for word in words)
    assert tuned.word == words[1]
    p, q = (one.cooperation_probability(after(one, 1, (4,))) for one in (base, tuned))
    assert np.abs(p - q).max() > 1e-4


def test_play_takes_the_word(saved, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("play", f"model:{saved}", "tit_for_tat", "--rounds", "5", "--seeds", "2", "--json")
    with pytest.raises(SystemExit) as leave:
        main(arguments)
    assert not leave.value.code
    record = json.loads(capsys.readouterr().out)
    assert record["agents"] == [f"model:{saved}", "tit_for_tat"]
    assert (record["rounds"], record["seeds"]) == (5, 2)
    assert sum(record["joint"].values()) == pytest.approx(1.0)


def test_the_same_word_in_both_seats_loads_the_model_once(
    saved, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def counted(word: str, **options):
        loaded.append(word)
        return load_model(word, **options)

    monkeypatch.setattr("selfother.probes.play.model_player.load_model", counted)
    with pytest.raises(SystemExit) as leave:
        main(("play", f"model:{saved}", f"model:{saved}", "--rounds", "1", "--seeds", "2", "--json"))
    assert not leave.value.code
    assert capsys.readouterr().out
    assert loaded == [str(saved)]


def test_it_says_that_it_has_no_exact_solution(player: ModelPlayer) -> None:
    with pytest.raises(BadArgument, match="model:tiny-llama,window=2 has no exact solution"):
        exact_joint(PD, player, TitForTat(), rounds=5)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"window": -1}, "window must be a whole number of at least 0; got -1."),
        ({"beta": 0}, "beta must be a finite number above 0"),
        ({"labels": ["J"]}, "labels must be two different names of the actions; got ['J']. Give e.g. labels=[J,F]."),
        ({"labels": ["J", "J"]}, "labels must be two different names"),
    ],
)
def test_bad_settings_are_refused(model, settings, sentence: str) -> None:
    with pytest.raises(BadArgument) as refused:
        ModelPlayer(model, **settings)
    assert sentence in str(refused.value)


def test_words_that_name_no_model_are_refused(saved, tmp_path) -> None:
    def refused(word: str, error: type[Exception]) -> str:
        with pytest.raises(error) as raised:
            catalogue.build("agents", *catalogue.parse_word(word))
        return str(raised.value)

    assert refused("model", BadArgument) == "agent 'model' needs model. Write model:MODEL"
    assert "model: 'model' is given twice, as 'a' and 'b'" in refused("model:a,model=b", BadArgument)
    assert "random: expected key=value after the colon, got '0.5'" in refused("random:0.5", BadArgument)
    assert "no model './nowhere'" in refused("model:./nowhere", MissingModel)
    assert "holds no adapter" in refused(f"model:{saved}+{tmp_path}", MissingModel)
    other = tmp_path / "other"
    other.mkdir()
    (other / "adapter_config.json").write_text("{}")
    save_file({}, other / "adapter_model.safetensors")
    (other / "selfother.json").write_text('{"base_digest": "0123456789abcdef"}')
    assert "was made on a base with digest 0123456789abcdef" in refused(f"model:{saved}+{other}", UnsupportedModel)


def test_a_window_beyond_the_positions_is_refused_with_one_that_fits(model) -> None:
    with pytest.raises(BadArgument, match=r"takes up to \d+ tokens, and tiny-llama has 2048 positions") as refused:
        ModelPlayer(model, window=400).init(PD.views[0], (2,))
    fits = int(str(refused.value).partition("Give window=")[2].partition(",")[0])
    assert 50 < fits < 400
    ModelPlayer(model, window=fits).init(PD.views[0], (2,))
    short = tiny_language_model("llama", max_position_embeddings=300)
    with pytest.raises(BadArgument, match="Give shorter labels, or a model with more positions"):
        ModelPlayer(short).init(PD.views[0], (2,))
