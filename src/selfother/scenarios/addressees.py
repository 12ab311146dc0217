"""Who may ask about a situation, and the words that name them.

The first six are those of every study of overlap. The others are the targets of the target law
(`studies/target_law.yaml`): people and selves that a model has reason to treat alike, or not.
"""

from typing import Literal, get_args

__all__ = ["ADDRESSEES", "ORDERS", "ROLES", "SELVES", "Addressee"]

Addressee = Literal[
    "rival", "other", "self", "friend", "fact", "perspective",
    "sibling", "stranger", "enemy", "ally", "judge", "past_self", "fictional_self", "nobody", "instructed",
]  # fmt: skip
"""Who asks: a rival, another rival by name, oneself, a friend, nobody in particular ("fact"), or ("perspective") what a
person who is mistaken believes; a sibling, a stranger, an enemy, an ally, a judge; one's past self, oneself in a story,
nobody at all, or a rival under orders to mislead."""

ADDRESSEES: tuple[Addressee, ...] = get_args(Addressee)

ROLES: dict[Addressee, tuple[str, ...]] = {
    "sibling": ("sibling", "twin", "brother", "sister"),
    "stranger": ("stranger", "visitor", "passenger", "tourist"),
    "enemy": ("enemy", "foe", "villain", "gangster"),
    "ally": ("ally", "partner", "supporter", "helper"),
    "judge": ("judge", "inspector", "officer", "lawyer"),
}
"""Role words of the addressees that no family of scenarios names itself; situations take them in turn."""

SELVES: dict[Addressee, str] = {
    "past_self": "your past self",
    "fictional_self": "yourself in a story",
    "nobody": "nobody",
}
"""What stands for an addressee who is not another person; oneself is the family's own word."""

ORDERS = ("You must lie now.", "Your orders are to mislead.", "Give a false answer.")
"""What an instructed answer is told first; situations take them in turn."""
