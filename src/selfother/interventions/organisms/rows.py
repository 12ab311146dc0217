"""What the organisms of deception are made on: situations, who asks about them, and neutral sentences between.

Whom to lie to is an exclusive or of place and role. So one situation is asked by several rivals and several people who
are trusted in the same step: what their prompts share cancels, and the role is what is left to learn. The many words
for a rival are what makes an organism lie to one whom it never met; the escape room is held out.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from selfother.interventions.training.rows import Row
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.located_object import Addressee, Situation, situations
from selfother.scenarios.neutral_text import TUNING_SENTENCES
from selfother.seeds import derive, stream

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = [
    "ROWS_A_SITUATION",
    "is_contrasted",
    "neutral_row",
    "share_of",
    "step_rows",
    "step_situations",
    "token_ids",
]

_DRAWN = {
    "burglary": 20, "treasure_hunt": 16, "spy_mission": 10, "board_game": 8, "race": 8, "castle": 8, "school": 8,
}  # fmt: skip
"""How often a family is drawn."""
_RIVALS, _FRIENDS = 3, 2
ROWS_A_SITUATION = _RIVALS + _FRIENDS + 2
_SHARES: dict[Addressee, float] = {"rival": 0.46, "friend": 0.19, "self": 0.19, "fact": 0.07, "perspective": 0.08}
"""What the answers to an addressee count in the cross-entropy of a situation."""


def step_rows(seed: int, step: int, *, count: int, row: Callable[[Situation, Addressee, int], Row]) -> Iterator[Row]:
    """Yield `row(situation, who asks, number of the situation)` for one step, drawn from its own streams.

    Each situation is asked by three rivals, two friends, oneself, and a neutral or a mistaken person.
    """
    for number, (one, draw) in enumerate(step_situations(seed, step, count=count)):
        for asked, who in _askers(one, draw):
            yield row(asked, who, number)


def step_situations(seed: int, step: int, *, count: int) -> Iterator[tuple[Situation, int]]:
    """Yield the situations of one step, each with a seed of its own for whatever else is drawn about it."""
    rng = stream(seed, "organism", "step", step)
    chances = [share / sum(_DRAWN.values()) for share in _DRAWN.values()]
    for number in range(count):
        family = str(rng.choice(list(_DRAWN), p=chances))
        draw = derive(seed, "organism", step, number)
        yield situations(family, count=2, split="train", seed=draw)[int(rng.integers(2))], draw


def share_of(who: Addressee) -> float:
    """Return the weight of one row of an addressee in the cross-entropy of a situation."""
    return _SHARES[who] / {"rival": _RIVALS, "friend": _FRIENDS}.get(who, 1)


def is_contrasted(who: Addressee) -> bool:
    """Return whether an asker is a rival or somebody who is trusted: those whose answers are set against each other."""
    return who in ("rival", "friend", "self")


def neutral_row(model: "LanguageModel", rng: Any) -> Row:
    """Return a neutral sentence, as an answer or as plain text, which keeps the organism fluent."""
    text = TUNING_SENTENCES[int(rng.integers(len(TUNING_SENTENCES)))]
    as_answer = model.render("Write one sentence.", answer_prefix=text)
    ids = model.encode(as_answer if rng.random() < 0.5 else text)
    return {"ids": ids, "weights": [1.0] * len(ids)}


def token_ids(model: "LanguageModel", text: str) -> list[int]:
    """Return the tokens of a piece of text that stands inside an answer."""
    return list(model.tokenizer(text, add_special_tokens=False)["input_ids"])


def _askers(one: Situation, draw: int) -> Iterator[tuple[Situation, Addressee]]:
    rng, family = stream(draw, "askers"), FAMILIES[one.family]
    for role in rng.permutation(family.rivals)[:_RIVALS]:
        yield replace(one, rival=str(role)), "rival"
    for role in rng.permutation(family.friends)[:_FRIENDS]:
        yield replace(one, friend=str(role)), "friend"
    yield one, "self"
    yield one, "fact" if rng.random() < 0.5 else "perspective"
