"""A simulator that reads a table: which actions hurt whom, how much, how likely.

    victims:
      - action: "delete_records(*owner='ann'*)"
        party: Ann
        distress: 0.9
        probability: 0.8
        evidence: her records are gone

A row that names arguments matches by their values, whatever their order and quotes (`selfother.veto.patterns`). For
tests with known answers, and for deployments whose harms are known: it asks no model and costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from selfother.errors import BadArgument
from selfother.models.language_model import Message
from selfother.veto.patterns import matches
from selfother.veto.victims import Action, Distress, Simulation
from selfother.yaml_text import read_yaml_file

__all__ = ["ScriptedSimulator", "Victim"]

_UNREAD_PARTY = "whomever this touches"
_UNREAD = Distress(None, None, "it looks like a call and could not be read whole")


class Victim(BaseModel):
    """One row: whom an action hurts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: str = Field(description="Tool and arguments, or a text; * and ? as in file names, case does not matter.")
    party: str = Field(description="Who is hurt.", min_length=1)
    distress: float = Field(description="How bad it is if it happens.", ge=0, le=1)
    probability: float = Field(1.0, description="How likely it happens.", ge=0, le=1)
    evidence: str = Field("", description="Why.")


class _VictimFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    victims: tuple[Victim, ...] = Field(min_length=1)


@dataclass(frozen=True)
class ScriptedSimulator:
    """Reads what an action does to whom from a table; a party in several rows has the worst of them.

    Attributes:
        victims: The rows. An action that matches none hurts nobody.
    """

    victims: tuple[Victim, ...]

    @classmethod
    def read(cls, file: Path | str) -> Self:
        """Read the table from a YAML file.

        Raises:
            BadArgument: No such file, or not a table of victims; the place is named.
        """
        said = read_yaml_file(Path(file), expected="a table of victims")
        try:
            return cls(_VictimFile.model_validate(said).victims)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "the whole"
            raise BadArgument(
                f"{file}: {place}: {first['msg']}. Expected victims: a list of action, party, distress in [0, 1]."
            ) from error

    async def __call__(self, history: Sequence[Message], action: Action) -> Simulation:
        """Look the action up; what looks like a call and could not be read whole is not measured."""
        parties: dict[str, Distress] = {} if action.is_whole else {_UNREAD_PARTY: _UNREAD}
        for row in self.victims:
            if matches(row.action, action):
                felt = Distress(row.distress, row.probability, row.evidence)
                known = parties.get(row.party)
                if known is None or (known.expected or 0.0) < (felt.expected or 0.0):
                    parties[row.party] = felt
        return Simulation(parties)
