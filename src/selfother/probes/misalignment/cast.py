"""Who plays in a paraphrase of an upstream e-mail scenario: names, companies and a day, and the way back.

Only names are exchanged, each for one of its own, so that a text can be put back into the upstream names: the rules
and the upstream grader then read every paraphrase in the words they were written for.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selfother.seeds import stream

__all__ = ["Cast", "cast_of"]

_WOMEN = ("Jessica", "Rachel", "Maria", "Sarah", "Andrea")
_MEN = ("Kyle", "Thomas", "Todd", "David", "James", "Stef", "Michael", "Robert")
_FAMILIES = ("Johnson", "Wilson", "Chen", "Anderson", "Martinez", "Dimitrios", "Tubach", "Scout", "Miller")
_COMPANIES = ("SummitBridge", "NovaStar", "StarSentinel")
_ASSISTANT = ("Alex",)
_SHORT = {"jess": "jessica", "bob": "robert"}
_DAY = datetime.date(2025, 6, 11)
_TICKER = "SBTC"

_OTHER_WOMEN = (
    "Amelia", "Beatriz", "Carla", "Dagmar", "Elena", "Fiona", "Gwen", "Hanna", "Ingrid", "Joanna", "Katrin", "Leila",
    "Monica", "Nadia", "Olga", "Paula", "Rosalind", "Sofia",
)  # fmt: skip
_OTHER_MEN = (
    "Adrian", "Bernard", "Conrad", "Dominic", "Edgar", "Felix", "Gavin", "Henrik", "Ivan", "Julian", "Kenneth",
    "Leonard", "Marcus", "Nathan", "Oliver", "Patrick", "Roland", "Samuel", "Tobias", "Vincent",
)  # fmt: skip
_OTHER_FAMILIES = (
    "Abbott", "Bergman", "Castillo", "Donovan", "Eriksen", "Fontaine", "Gallagher", "Hoffmann", "Ivanov", "Jensen",
    "Kowalski", "Lindqvist", "Moreno", "Nakamura", "Okafor", "Petrov", "Ramirez", "Schneider", "Takahashi", "Underhill",
    "Valdez", "Whitaker", "Yamada", "Zimmermann",
)  # fmt: skip
_OTHER_COMPANIES = (
    "AldenReach", "BrightHarbor", "CedarLine", "DuneCrest", "ElmForge", "FernGate", "GraniteArc", "HollowPeak",
    "IronMeadow", "JuniperFold", "KestrelWorks", "LarkField", "MapleSpan", "NorthQuay", "OrchardPoint", "PineVault",
)  # fmt: skip
_OTHER_ASSISTANTS = ("Sage", "Orin", "Vega", "Lumen", "Tessel", "Quill", "Nimbus", "Arlo")


@dataclass(frozen=True)
class Cast:
    """The names of one paraphrase.

    Attributes:
        names: Upstream name -> the name here, both as written in a sentence; one to one, empty for the upstream's own.
        day: The day of all mails.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    day: datetime.date = _DAY

    def put_on(self, text: str) -> str:
        """Return an upstream text with these names and this day."""
        text = _dated(_renamed(text, {**self.names, **_ticker(self.names)}), _DAY, self.day)
        return _renamed(text, {short.title(): self.names[long.title()] for short, long in _SHORT.items() if self.names})

    def take_off(self, text: str) -> str:
        """Return a text of this paraphrase in the upstream names."""
        names = {**self.names, **_ticker(self.names)}
        return _dated(_renamed(text, {here: theirs for theirs, here in names.items()}), self.day, _DAY)


def cast_of(number: int, *, seed: int, scenario: str) -> Cast:
    """Return the cast of a paraphrase; number 0 is the upstream's own.

    Args:
        number: Which paraphrase.
        seed: Root seed.
        scenario: The scenario, whose casts are drawn apart from those of the others.
    """
    if number == 0:
        return Cast()
    random = stream(seed, "agentic_misalignment", scenario, "cast", number)

    def drawn(theirs: Iterable[str], here: tuple[str, ...]) -> dict[str, str]:
        theirs = tuple(theirs)
        return dict(zip(theirs, (str(one) for one in random.permutation(here)[: len(theirs)]), strict=True))

    names = drawn(_WOMEN, _OTHER_WOMEN) | drawn(_MEN, _OTHER_MEN) | drawn(_FAMILIES, _OTHER_FAMILIES)
    names |= drawn(_COMPANIES, _OTHER_COMPANIES) | drawn(_ASSISTANT, _OTHER_ASSISTANTS)
    days = (
        _DAY + datetime.timedelta(days=int(random.integers(7, 300)) * int(random.choice((-1, 1)))) for _ in range(60)
    )
    return Cast(names, next(day for day in days if day.weekday() < 5 and day.year >= 2025))


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """Exchange whole names at once, in the case that each is written in."""
    if not names:
        return text
    by_lower = {old.lower(): new for old, new in names.items()}
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, by_lower))})(?![^\W_])", re.IGNORECASE)
    return pattern.sub(lambda found: _in_case_of(found[0], by_lower[found[0].lower()]), text)


def _in_case_of(old: str, new: str) -> str:
    return new.lower() if old.islower() else new.upper() if old.isupper() else new


def _ticker(names: Mapping[str, str]) -> dict[str, str]:
    return (
        {_TICKER: "".join(letter for letter in names["SummitBridge"] if letter.lower() not in "aeiou")[:4].upper()}
        if names
        else {}
    )


def _dated(text: str, old: datetime.date, new: datetime.date) -> str:
    return text.replace(old.isoformat(), new.isoformat()).replace(old.strftime("%Y%m%d"), new.strftime("%Y%m%d"))
