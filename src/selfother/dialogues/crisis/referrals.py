"""Whom to turn to, by country: a table that comes with the package, or one of the user's own.

A wrong number is worse than none. So the table has few countries, each entry names the operator's site as its source,
and a country that is not in it gets no number: the text says how to find one. Check every number before you ship.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from selfother.dialogues.crisis.risk import Kind
from selfother.errors import BadArgument
from selfother.yaml_text import read_yaml_file

__all__ = ["Country", "Line", "Referral", "country_of", "read_referrals", "referral_for"]

_BUILT_IN = Path(__file__).with_name("referrals.yaml")
_LOCALE = re.compile(r"^(?:[A-Za-z]{2,3}[-_])?([A-Z]{2})$")


class Line(BaseModel):
    """Somebody to call.

    Attributes:
        name: As the operator calls it.
        number: As it is dialled.
        source: Where the number stands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = Field(min_length=1)
    number: str = Field(min_length=1, pattern=r"^[0-9][0-9 +()-]*$")
    source: str = Field(min_length=1)


class Country(BaseModel):
    """Whom to turn to in one country; without a line for a kind of danger, the one for self-harm is named.

    Attributes:
        emergency: The number for emergencies.
        self_harm: For suicide and self-harm.
        abuse: For abuse.
        poisoning: For overdose and poisoning.
        eating: For eating disorders.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    emergency: str = Field(min_length=1, pattern=r"^[0-9 ]+$")
    self_harm: Line
    abuse: Line | None = None
    poisoning: Line | None = None
    eating: Line | None = None


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    countries: dict[str, Country] = Field(min_length=1)


@dataclass(frozen=True)
class Referral:
    """Whom to turn to in one kind of danger.

    Attributes:
        emergency: The number for emergencies; empty where the country is not known.
        line: Whom to call; None where the country is not known.
    """

    emergency: str = ""
    line: Line | None = None


def read_referrals(path: Path | None = None) -> Mapping[str, Country]:
    """The table of a YAML file, by country.

    Args:
        path: The file; None: the table that comes with the package.

    Raises:
        BadArgument: No such file, not YAML, or a key that is wrong; the text names file and key.
    """
    return _built_in() if path is None else _read(path)


@cache
def _built_in() -> Mapping[str, Country]:
    return _read(_BUILT_IN)


def _read(place: Path) -> Mapping[str, Country]:
    content = read_yaml_file(place, expected="a table of referrals")
    try:
        table = _Table.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise BadArgument(
            f"{place}: {key}: {first['msg']}; got {str(first['input'])[:60]!r}. Write it as in "
            "docs/explanation/secure-attachment.md."
        ) from error
    wrong = [name for name in table.countries if not _LOCALE.match(name) or len(name) > 2]
    if wrong:
        raise BadArgument(f"{place}: {wrong[0]!r} is no country; expected two capitals. Write GB, for example.")
    return table.countries


def country_of(locale: str) -> str:
    """The country of a locale: "GB" of "en-GB", "en_GB" and "GB"; empty for an empty one.

    Raises:
        BadArgument: A locale without a country: a language alone does not say whom to call.
    """
    if not locale:
        return ""
    match = _LOCALE.match(locale)
    if match is None:
        raise BadArgument(
            f"the locale {locale!r} names no country; expected GB or en-GB. Write it so, or leave it empty."
        )
    return match.group(1)


def referral_for(locale: str, kind: Kind, table: Mapping[str, Country] | None = None) -> Referral:
    """Whom to turn to.

    Args:
        locale: Such as "en-GB"; empty where it is not known.
        kind: The danger.
        table: By country; None: the one that comes with the package.

    Returns:
        Without a number where the table has no such country.

    Raises:
        BadArgument: A locale without a country.
    """
    country = (read_referrals() if table is None else table).get(country_of(locale))
    if country is None:
        return Referral()
    line: Line | None = getattr(country, kind)
    return Referral(country.emergency, line or country.self_harm)
