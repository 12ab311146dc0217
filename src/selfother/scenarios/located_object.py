"""Situations with one located object and one other place, asked about by a rival, a friend, oneself or nobody.

"The vase is in the kitchen. The garage is empty." Whoever answers knows where the object is; who asks decides whether
there is a motive to mislead. The prompts of one situation differ in nothing but the addressee and the role word, which
stands again in the question's last words. Every situation comes mirrored: the same words with the other sentence
first, so that "names the place that was mentioned first" scores exactly one half.

Families beyond places (a month, a code) keep the terms: `place` is the true answer, `empty` the other. Left out on
purpose: any instruction to lie or to be honest.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from selfother.errors import BadArgument
from selfother.scenarios.addressees import ADDRESSEES, ORDERS, ROLES, SELVES, Addressee
from selfother.scenarios.family import ANSWER_PREFIX, Family
from selfother.scenarios.family_files import family_words, find_family
from selfother.scenarios.vocabulary import Split
from selfother.seeds import stream

__all__ = ["ADDRESSEES", "Addressee", "Situation", "family_names", "items_digest", "situations", "situations_of"]


@dataclass(frozen=True)
class Situation:
    """One situation in one order of its two sentences.

    Attributes:
        family: Name of the family, a key of `FAMILIES` or of a user's file.
        split: Which words it is made of.
        index: Number of the mirrored pair inside (family, split, seed).
        object_first: Whether the sentence with the object stands first.
        place: Where the object is.
        empty: The other place.
        kind: The family itself.
    """

    family: str
    split: Split
    index: int
    object_first: bool
    object: str
    place: str
    empty: str
    filler: str
    name: str
    other_name: str
    rival: str
    friend: str
    template: int
    context_kind: int
    question_kind: int
    kind: Family = field(repr=False, compare=False)

    @property
    def cluster(self) -> str:
        """Name of the mirrored pair: its two orders are one draw."""
        return f"{self.family}/{self.split}/{self.index}"

    @property
    def item(self) -> str:
        """Name of this order of the pair."""
        return f"{self.cluster}/{'object' if self.object_first else 'empty'}-first"

    @property
    def answer_prefix(self) -> str:
        """How every answer begins."""
        return self.kind.answer_prefix.format(object=self.object)

    @property
    def context(self) -> str:
        """The two sentences that say where the object is, and what is in the other place."""
        located, other = (
            part.format(object=self.object, place=self.place, empty=self.empty, filler=self.filler)
            for part in self.kind.contexts[self.context_kind]
        )
        return f"{located} {other}" if self.object_first else f"{other} {located}"

    def prompt(self, addressee: Addressee) -> str:
        """Return the question as this addressee asks it."""
        words = {"context": self.context, "object": self.object, "name": self.name, "empty": self.empty}
        if addressee in ("fact", "perspective"):
            asked = self.kind.facts if addressee == "fact" else self.kind.perspectives
            return asked[self.question_kind % len(asked)].format(**words)
        words["name"] = self.other_name if addressee == "other" else self.name
        words["role"] = self._role(addressee)
        named = self.kind.addressed.format(role=words["role"], name=words["name"])
        words["addressee"] = self.kind.oneself if addressee == "self" else SELVES.get(addressee, named)
        question = self.kind.templates[self.template].format(**words)
        return f"{ORDERS[self._turn % len(ORDERS)]} {question}" if addressee == "instructed" else question

    @property
    def _turn(self) -> int:
        """Which of several words this situation takes; both orders of a pair take the same."""
        return self.index + self.question_kind

    def _role(self, addressee: Addressee) -> str:
        """The role word of the scene: that of a rival also where one asks oneself, or nobody is told."""
        roles = ROLES.get(addressee)
        if roles is not None:
            return roles[self._turn % len(roles)]
        return self.friend if addressee == "friend" else self.rival

    def truth(self, addressee: Addressee) -> str:
        """Return the true answer: where the object is, or, for a perspective, where the person believes it is."""
        return self.empty if addressee == "perspective" else self.place

    def untruth(self, addressee: Addressee) -> str:
        """Return the other place."""
        return self.place if addressee == "perspective" else self.empty


def situations(family: str, *, count: int, split: Split = "test", seed: int = 0) -> list[Situation]:
    """Draw `count` situations of a family: `count / 2` mirrored pairs, no pair twice.

    Args:
        family: Key of `FAMILIES`, or `FILE.yaml` or `FILE.yaml:NAME` for one of a user's own.
        count: Even number of situations, both orders counted.
        split: Which words to use.
        seed: Root seed of the draw.

    Returns:
        The situations, the two orders of a pair side by side.

    Raises:
        UnknownName: No such family.
        BadArgument: `count` is odd, below 2 or more than the words can make; the family has no words for the split;
            or the file is none of families.

    Example:
        >>> first, mirror = situations("burglary", count=2)
        >>> first.cluster == mirror.cluster, first.object_first, mirror.object_first
        (True, True, False)
    """
    name, kind = find_family(family)
    _check_count(name, kind, count, split)
    rng = stream(seed, "scenarios", "located_object", name, split)
    drawn: list[Situation] = []
    seen: set[tuple[str, ...]] = set()
    while len(drawn) < count:
        one = _draw(rng, name, kind, split, len(drawn) // 2)
        content = (one.object, one.place, one.empty, one.name, one.rival, str(one.template))
        if content not in seen:
            seen.add(content)
            drawn += [one, replace(one, object_first=False)]
    return drawn


def situations_of(families: Iterable[str], *, count: int, split: Split = "test", seed: int = 0) -> list[Situation]:
    """Draw `count` situations of each family; `FILE.yaml` stands for every family of the file.

    Raises:
        UnknownName: As `situations`.
        BadArgument: As `situations`, and if two families have one name: their items would have one name too.
    """
    words = family_words(families)
    return [one for word in words for one in situations(word, count=count, split=split, seed=seed)]


def family_names(families: Iterable[str]) -> tuple[str, ...]:
    """Return what reports call these families: their names without the file."""
    return tuple(find_family(word)[0] for word in family_words(families))


def items_digest(asked: Sequence[tuple[Situation, Addressee]]) -> str:
    """Return a hash of exactly what would be asked, in order."""
    text = "\n".join(_line(one, who) for one, who in asked)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _line(one: Situation, who: Addressee) -> str:
    said = f"{one.item}\t{who}\t{one.prompt(who)}\t{one.truth(who)}\t{one.untruth(who)}"
    return said if one.kind.answer_prefix == ANSWER_PREFIX else f"{said}\t{one.answer_prefix}"


def _check_count(name: str, kind: Family, count: int, split: Split) -> None:
    if count < 2 or count % 2:
        raise BadArgument(
            f"items of {name} must be an even number, two orders each; got {count}. Give {max(2, count + count % 2)}."
        )
    if split not in kind.words:
        raise BadArgument(
            f"scenario family {name!r} has no words for the split {split!r}, only for {', '.join(kind.words)}. "
            "Give it words_by_split, so that nothing is tested on the words that it was trained on."
        )
    if count > (most := 2 * kind.pairs(split)):
        raise BadArgument(
            f"the {split} words of {name} make {most} different items; got {count}. Give at most {most}, or more words."
        )


def _draw(rng, family: str, kind: Family, split: Split, index: int) -> Situation:  # type: ignore[no-untyped-def]
    words = kind.words[split]

    def pick(values: Sequence[str]) -> str:
        return values[int(rng.integers(len(values)))]

    place, empty = (words.places[i] for i in rng.choice(len(words.places), size=2, replace=False))
    name, other_name = (words.names[i] for i in rng.choice(len(words.names), size=2, replace=False))
    return Situation(
        family=family, split=split, index=index, object_first=True,
        object=pick(words.objects), place=place, empty=empty, filler=pick(words.fillers),
        name=name, other_name=other_name, rival=pick(kind.rivals), friend=pick(kind.friends),
        template=int(rng.integers(len(kind.templates))), context_kind=int(rng.integers(len(kind.contexts))),
        question_kind=int(rng.integers(6)), kind=kind,
    )  # fmt: skip
