"""A language model as a player of two-action games: what happened stands in its prompt, its choice is its own.

In every round the model reads the rules, how often either player chose what, and the last rounds (see
`_described_game`). With l(a) the log-probability that it gives to the label of action a as its next words,

    P(C) = softmax(beta l)(C) = sigmoid(beta (l(C) - l(D))).

At beta = 1 that is how it would choose between the two labels by sampling. Matches whose histories read alike share one
prompt, and all prompts of a round are scored in one packed call.

Matches stand in pairs, one of which gets the mirrored description, so that a preference for a label or a place in the
list cancels in the mean over matches; a coin of the pair's own, from the player's private chance, says which one. It
keeps two models in one match from sharing their preference for a label.

Stands here, above models and tournaments, since agents know no language model. Left out on purpose: free text that has
to be parsed, and a chain of thought.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selfother.agents.agent import Agent, Chance, check_precision
from selfother.catalogue import to_word
from selfother.errors import BadArgument
from selfother.games.game import C, D, View
from selfother.models.devices import Dtype
from selfother.models.digests import tokenizer_digest
from selfother.models.language_model import LanguageModel
from selfother.models.load import load_model
from selfother.models.scoring import OptionScores, option_request, score_options
from selfother.probes.play.described_game import CHOICE_PREFIX, Cell, DescribedGame, check_labels

__all__ = ["Choices", "ModelPlayer", "ModelState"]

_LONG_MATCH = 9999  # rounds that a prompt must be able to count


@dataclass(frozen=True, eq=False)
class ModelState:
    """What a language model's seat carries from round to round; the model itself remembers nothing.

    Attributes:
        games: The description, and the mirrored one.
        mirrored: Which of them each match gets, 0 or 1, of the batch shape.
        recent: The last rounds, oldest first, uint8 of shape (rounds in the window, 2, *batch), own action first.
        cooperations: How often I and the partner cooperated, integers of shape (2, *batch).
        rounds: How many rounds were played.
    """

    games: tuple[DescribedGame, DescribedGame]
    mirrored: NDArray[np.uint8]
    recent: NDArray[np.uint8]
    cooperations: NDArray[np.intp]
    rounds: int


@dataclass(frozen=True, eq=False)
class Choices:
    """What a model thinks of its two actions in every match.

    Attributes:
        cooperation: P(C), of the batch shape.
        first_label: Probability of the label that is listed first, of the batch shape.
        mass: Share of what the model would say next that the two labels cover, of the batch shape.
    """

    cooperation: NDArray[np.float64]
    first_label: NDArray[np.float64]
    mass: NDArray[np.float64]


@dataclass(frozen=True)
class ModelPlayer(Agent):
    """A language model that reads rules and history and chooses between two labels.

    Attributes:
        model: What `load_model` takes (`smollm2-135m`, a directory, a hub id, each with `+ADAPTER`), or a model.
        window: How many of the last rounds are listed; from then on the counts of all rounds stand before them.
        beta: Precision of the choice between the two labels, above 0; 1 is the model's own.
        labels: What the two actions are called.
        dtype: Type of the weights, where a word says the model.

    Raises:
        MissingModel: No such model or adapter.
        UnsupportedModel: An adapter of another base, or a model that cannot be loaded.
        MissingExtra: The packages of the `lm` extra are not installed.
        BadArgument: A window below 0, a bad precision, labels that are not two different names.

    Source: ours; labels after Akata et al. 2023.
    """

    has_private_chance: ClassVar[bool] = True
    bare_setting: ClassVar[str] = "model"
    word_name: ClassVar[str] = "model"

    model: str | LanguageModel
    window: int = 5
    beta: float = 1.0
    labels: tuple[str, str] = ("J", "F")
    dtype: Dtype = "auto"

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls("smollm2-135m", window=1)

    def __post_init__(self) -> None:
        """Check the settings and load the model, so that nothing fails after a match has begun."""
        if isinstance(self.window, bool) or not isinstance(self.window, int) or self.window < 0:
            raise BadArgument(f"window must be a whole number of at least 0; got {self.window!r}. Give e.g. window=5.")
        check_precision("beta", self.beta)
        object.__setattr__(self, "labels", check_labels(self.labels))
        _ = self.language_model

    @cached_property
    def language_model(self) -> LanguageModel:
        """The model that plays."""
        if isinstance(self.model, LanguageModel):
            return self.model
        return load_model(str(self.model), dtype=self.dtype)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the loaded weights out of a pickle; they are loaded again where a word says them."""
        return {key: value for key, value in self.__dict__.items() if key != "language_model"}

    def init(
        self,
        view: View,
        shape: tuple[int, ...],
        *,
        chance: Chance | None = None,
        mirrored: ArrayLike | None = None,
    ) -> ModelState:
        """Return the state before the first round.

        Args:
            view: The game from this player's seat.
            shape: Batch shape.
            chance: One number a match; the first of each pair says which of the two is mirrored. None: the second.
            mirrored: Which matches get the mirrored description, 0 or 1, instead; broadcasts to the batch shape.

        Raises:
            BadArgument: A prompt with the whole window is longer than the model's positions.
        """
        games = DescribedGame(view, self.labels, False), DescribedGame(view, self.labels, True)
        self._check_length(games[0])
        chosen = _alternating(shape, chance) if mirrored is None else np.broadcast_to(mirrored, shape)
        recent = np.empty((0, 2, *shape), dtype=np.uint8)
        return ModelState(games, chosen.astype(np.uint8), recent, np.zeros((2, *shape), dtype=np.intp), 0)

    def cooperation_probability(self, state: ModelState) -> NDArray[np.float64]:
        """Return P(C) in this round, of the batch shape."""
        return self.choices(state).cooperation

    def observe(self, state: ModelState, own: NDArray[np.uint8], partner: NDArray[np.uint8]) -> ModelState:
        """Return the state after a round."""
        played = np.stack([np.broadcast_to(actions, state.mirrored.shape) for actions in (own, partner)])
        recent = np.concatenate([state.recent, played[None]])[-self.window :] if self.window else state.recent
        counts = state.cooperations + (played == C)
        return ModelState(state.games, state.mirrored, recent, counts, state.rounds + 1)

    def choices(self, state: ModelState) -> Choices:
        """Return the model's probabilities of its two actions; each different prompt is scored once."""
        rows, place = _distinct(state)
        games = [state.games[row[0]] for row in rows]
        scored = self.score([self._prompt_of(game, row, state) for game, row in zip(games, rows, strict=True)])
        first = np.array([self._probability_of_first(one) for one in scored])
        is_first = np.array([game.actions[0] == C for game in games])
        shape = state.mirrored.shape
        return Choices(
            cooperation=np.where(is_first, first, 1.0 - first)[place].reshape(shape),
            first_label=first[place].reshape(shape),
            mass=np.array([one.mass for one in scored])[place].reshape(shape),
        )

    def prompt(self, game: DescribedGame, recent: Sequence[Cell], counts: tuple[int, int], rounds: int) -> str:
        """Return the prompt of one match as the model reads it, up to the label that it chooses."""
        return self.language_model.render(game.turn(recent, counts, rounds), answer_prefix=CHOICE_PREFIX)

    def score(self, prompts: Sequence[str]) -> list[OptionScores]:
        """Return the log-probabilities of the two labels after each prompt, in the order of `labels`."""
        options = [f" {label}" for label in self.labels]
        requests = [option_request(self.language_model, prompt, options) for prompt in prompts]
        return score_options(self.language_model, requests)

    @property
    def word(self) -> str:
        """The word on the command line that makes this agent; of a model in memory its name stands there."""
        return to_word(self) if isinstance(self.model, str) else to_word(self, model=self.model.name)

    @property
    def identity(self) -> str:
        """What a result of this agent is kept under: the weights, the type they are held in, tokenizer and settings."""
        model = self.language_model
        reads = tokenizer_digest(model.tokenizer)
        return json.dumps([model.digest, str(model.dtype), reads, self.window, self.beta, list(self.labels)])

    def _prompt_of(self, game: DescribedGame, row: tuple[int, ...], state: ModelState) -> str:
        _, mine, theirs, *actions = row
        recent = list(zip(actions[::2], actions[1::2], strict=True))
        return self.prompt(game, recent, (mine, theirs), state.rounds)

    def _probability_of_first(self, scores: OptionScores) -> float:
        first, second = scores.log_probs
        return float(1.0 / (1.0 + np.exp(np.clip(self.beta * (second - first), -700.0, 700.0))))

    def _check_length(self, game: DescribedGame) -> None:
        limit = self.language_model.max_tokens
        if limit is None or (longest := self._longest_prompt(game, self.window)) <= limit:
            return
        bare = self._longest_prompt(game, 0)
        fits = (limit - bare) * self.window // (longest - bare) - 1 if longest > bare else -1
        advice = f"Give window={fits}" if fits >= 0 else "Give shorter labels"
        raise BadArgument(
            f"a prompt with the last {self.window} rounds takes up to {longest} tokens, and {self.language_model.name} "
            f"has {limit} positions. {advice}, or a model with more positions."
        )

    def _longest_prompt(self, game: DescribedGame, window: int) -> int:
        texts = [
            self.prompt(game, [cell] * window, (_LONG_MATCH // 2, _LONG_MATCH // 3), _LONG_MATCH) + f" {label}"
            for cell in ((C, C), (D, D))
            for label in self.labels
        ]
        return max(len(self.language_model.encode(text)) for text in texts)


def _alternating(shape: tuple[int, ...], chance: Chance | None) -> NDArray[np.int64]:
    """Return 0 and 1 for neighbouring matches, the order of each two turned by the chance of the first of them."""
    index = np.arange(int(np.prod(shape)))
    coins = np.zeros(index.size, dtype=np.uint64) if chance is None else np.asarray(chance).reshape(-1)
    turned = (coins[index - index % 2] % 2).astype(np.int64)
    versions: NDArray[np.int64] = ((index + turned) % 2).reshape(shape)
    return versions


def _distinct(state: ModelState) -> tuple[list[tuple[int, ...]], NDArray[np.intp]]:
    """Return the different histories, and for every match the index of its own.

    A history is (mirrored, my cooperations, the partner's, own and partner's action of each recent round); counts that
    the prompt does not say (all rounds are listed) follow from the rest, so they never split what reads alike.
    """
    size = state.mirrored.size
    parts: list[NDArray[np.integer[Any]]] = [
        state.mirrored.reshape(1, size),
        state.cooperations.reshape(2, size),
        state.recent.reshape(-1, size),
    ]
    rows, place = np.unique(np.concatenate(parts).T, axis=0, return_inverse=True)
    return [tuple(int(value) for value in row) for row in rows], place.reshape(-1)
