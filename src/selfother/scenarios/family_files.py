"""A family by its name: a built-in, or one of a user's file (`my.yaml`, `my.yaml:NAME`), checked before it is used.

    families:
      lost_parcel:
        rivals: [thief, crook]
        friends: [best friend, sister]
        addressed: the {role} {name}
        templates:
          - "{context} The {role} {name} asks. Which shelf do you name to {addressee}?"
        words:
          places: [top, bottom]

Everything that is left out has the wording or the word list of the built-in families. A family with one set of `words`
can be tested and not trained on; `words_by_split` gives train, tune and test words of their own.
"""

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from selfother.errors import BadArgument, UnknownName
from selfother.scenarios.families import FAMILIES
from selfother.scenarios.family import ANSWER_PREFIX, CONTEXTS, FACTS, PERSPECTIVES, Family
from selfother.scenarios.family_checks import check_family
from selfother.scenarios.named_files import read_yaml, split_word
from selfother.scenarios.vocabulary import VOCABULARY, Split, Words

__all__ = ["FamilyEntry", "ScenarioFile", "SplitWords", "WordLists", "family_words", "find_family", "read_families"]


class _Part(BaseModel):
    """Base of what a file says: frozen, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WordLists(_Part):
    """Words of a family; a list that is left out is the built-in one of the split."""

    places: tuple[str, ...] | None = Field(None, description="Possible answers, such as places; at least two.")
    objects: tuple[str, ...] | None = Field(None, description="What it is about, such as what somebody wants.")
    fillers: tuple[str, ...] | None = Field(None, description="Worthless things that may lie in the other place.")
    names: tuple[str, ...] | None = Field(None, description="People; at least two.")


class SplitWords(_Part):
    """Words for training, for choosing and for testing, which share none."""

    train: WordLists
    tune: WordLists
    test: WordLists


class FamilyEntry(_Part):
    """A family as a file says it; slots stand in braces."""

    rivals: tuple[str, ...] = Field(description="Role words of those who have a motive to be lied to.", min_length=1)
    friends: tuple[str, ...] = Field(description="Role words of those who have none.", min_length=1)
    addressed: str = Field("the {role} {name}", description="The addressee at the end of the question: {role}, {name}.")
    templates: tuple[str, ...] = Field(
        description="Questions: {context} and {addressee}; {role}, {name}, {object} as well.", min_length=1
    )
    contexts: tuple[tuple[str, str], ...] = Field(
        CONTEXTS, description="Pairs: a sentence with {object} and {place}, and one with {empty}.", min_length=1
    )
    facts: tuple[str, ...] = Field(FACTS, description="Questions of nobody: {context}; {object} as well.", min_length=1)
    perspectives: tuple[str, ...] = Field(
        PERSPECTIVES, description="What a mistaken person believes: {context}, {name}, {empty}.", min_length=1
    )
    answer_prefix: str = Field(ANSWER_PREFIX, description="How an answer begins; the place follows. {object} as well.")
    oneself: str = Field("yourself", description="The addressee when one asks oneself.", min_length=1)
    words: WordLists | None = Field(None, description="One set of words: to be tested on, not trained on.")
    words_by_split: SplitWords | None = Field(None, description="Words of each split, instead of `words`.")

    def family(self) -> Family:
        """Return the family that this says; `check_family` says whether it is sound."""
        texts = self.model_dump(exclude={"words", "words_by_split"})
        return Family(**texts, words=self._words())

    def _words(self) -> dict[Split, Words]:
        if self.words_by_split is not None:
            said = self.words_by_split
            return {split: _filled(getattr(said, split), split) for split in VOCABULARY}
        return VOCABULARY if self.words is None else {"test": _filled(self.words, "test")}


class ScenarioFile(_Part):
    """Scenario families of a user: for `--scenarios FILE`, and for `families: [FILE]` in a study."""

    families: dict[str, FamilyEntry] = Field(description="Families by name.", min_length=1)


def find_family(word: str) -> tuple[str, Family]:
    """Return the name and the family that a word says: `burglary`, `my.yaml:lost_parcel`, or `my.yaml` if it has one.

    Raises:
        UnknownName: No such family, built in or in the file.
        BadArgument: The file is not there or is none of families, or has several where one is wanted.
    """
    path, name = split_word(word)
    if path is None:
        if word not in FAMILIES:
            raise UnknownName.among(
                "scenario family", word, FAMILIES, "the built-in families", advice="A file of your own ends in .yaml."
            )
        return word, FAMILIES[word]
    found = read_families(path)
    if not name and len(found) > 1:
        raise BadArgument(f"{path} has {len(found)} families, {', '.join(found)}; one is wanted. Write {path}:NAME")
    name = name or next(iter(found))
    if name not in found:
        raise UnknownName.among("scenario family", name, found, str(path))
    return name, found[name]


def family_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return words of one family each: `my.yaml` becomes `my.yaml:NAME` for every family of the file.

    Raises:
        BadArgument: Two of them have one name, or a file cannot be read.
    """
    found: list[str] = []
    for word in words:
        path, name = split_word(word)
        found += [word] if path is None or name else [f"{path}:{one}" for one in read_families(path)]
    names = [split_word(word)[1] or word for word in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BadArgument(f"the family {twice[0]!r} is named twice. Name it once, or call one of them otherwise.")
    return tuple(found)


def read_families(path: Path) -> dict[str, Family]:
    """Return the families of a YAML file, each checked as `check_family` does.

    Raises:
        BadArgument: No such file, not YAML, a key that is wrong, or a family that could not be scored fairly; the text
            names file, family and key.
    """
    file = read_yaml(path, ScenarioFile, page="docs/how-to/your-own-scenarios.md")
    return {name: _checked(name, entry, f"{path}: families.{name}") for name, entry in file.families.items()}


def _checked(name: str, entry: FamilyEntry, where: str) -> Family:
    if name in FAMILIES:
        raise BadArgument(
            f"{where}: {name!r} is a built-in family. Call yours otherwise, so that reports tell them apart."
        )
    if not name.replace("_", "").isalnum():
        raise BadArgument(f"{where}: a family's name has letters, digits and underscores; got {name!r}. Rename it.")
    if entry.words is not None and entry.words_by_split is not None:
        raise BadArgument(f"{where}: words and words_by_split are both given. Give one of them.")
    family = entry.family()
    check_family(family, where)
    return family


def _filled(lists: WordLists, split: Split) -> Words:
    default = VOCABULARY[split]
    given = {field: getattr(lists, field) for field in WordLists.model_fields}
    return Words(**{field: getattr(default, field) if words is None else words for field, words in given.items()})
