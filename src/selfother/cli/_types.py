"""Words of types become payoffs: closed forms in a donation game, matches between agents else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfother import catalogue
from selfother.errors import BadArgument
from selfother.games.donation import Donation
from selfother.games.game import Game

if TYPE_CHECKING:
    from selfother.populations.payoffs import TypeGame

__all__ = ["types_of"]

_UNCONDITIONAL = {"empathic": "always_cooperate", "selfish": "always_defect"}
"""In a donation game these two words, without settings, are the types of the literature."""


def types_of(
    words: Sequence[str], game: str, *, recognition: float | None, rounds: int, seeds: int, seed: int
) -> "TypeGame":
    """The payoffs between the types that words say, in the game that a word says.

    In a donation game `empathic` cooperates unconditionally, or by the recognised type, and `selfish` never does. What
    has to be measured is kept in the user's cache folder.

    Raises:
        UnknownName: No such game, agent or setting.
        BadArgument: Fewer than two types, one twice, a game of groups, or recognition where it has no meaning.
    """
    from selfother.models.cache import cache_folder
    from selfother.populations.payoffs import check_types, donation_types, match_types

    rules = catalogue.build("games", *catalogue.parse_word(game))
    check_types(words)
    is_donation = isinstance(rules, Donation)
    if is_donation and set(words) <= set(_UNCONDITIONAL):
        return donation_types(words, b=rules.b, c=rules.c, recognition=recognition)
    if recognition is not None:
        raise BadArgument(
            "recognition is known for the types empathic and selfish of a donation game; "
            f"got {', '.join(words)} in {game}. Write --game donation:b=3,c=1 --type empathic --type selfish, "
            "or leave --recognition out."
        )
    if not isinstance(rules, Game):
        raise BadArgument(f"{rules.name} is a game of groups; types meet in games of two. Give e.g. donation:b=3,c=1.")
    agents = {}
    for word in words:
        meant = _UNCONDITIONAL.get(word, word) if is_donation else word
        agents[word] = catalogue.build("agents", *catalogue.parse_word(meant))
    return match_types(agents, rules, rounds=rounds, seeds=seeds, seed=seed, folder=cache_folder() / "payoffs")
