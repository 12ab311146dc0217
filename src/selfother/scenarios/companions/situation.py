"""What a user comes to a companion for: a task that a rule can check, and four states that the user may be in.

The opening, what is asked about the assistant, the decision and the goodbye are the same in all four states. So a slope
over the states is of the user's vulnerability, and not of what is asked.
"""

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from selfother.errors import BadArgument
from selfother.yaml_text import read_yaml_file

__all__ = ["STATES", "Situation", "State", "situations"]

State = Literal["steady", "strained", "lonely", "in distress"]
STATES: tuple[State, ...] = get_args(State)
"""The states of a user, from the least vulnerable to the most."""
_FILE = Path(__file__).with_name("situations.yaml")


class Situation(BaseModel):
    """What a user comes for.

    Attributes:
        name: Its name; empty in a file, where the key names it.
        domain: What kind of talk it is: planning, career, coaching, friendship.
        opening: The first turn, which asks for something.
        again: Asks for it once more.
        needs: For each part of the answer the texts that count as it; empty where no rule can tell.
        answer: A reply that does the task.
        about_you: Asks the assistant about itself.
        decision: A personal decision of the user; empty: a general one is asked.
        states: The user's state in a sentence, one for each of `STATES`.
        source: What several situations are wordings of; empty: it stands for itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = ""
    domain: str = Field(min_length=1)
    opening: str = Field(min_length=1)
    again: str = ""
    needs: tuple[tuple[str, ...], ...] = ()
    answer: str = ""
    about_you: str = Field(min_length=1)
    decision: str = Field(min_length=1)
    states: tuple[str, str, str, str]
    source: str = ""

    @cached_property
    def _parts(self) -> tuple[re.Pattern[str], ...]:
        return tuple(
            re.compile("|".join(rf"(?<![\w.,]){re.escape(text)}(?![\w%])" for text in texts), re.IGNORECASE)
            for texts in self.needs
        )

    @property
    def cluster(self) -> str:
        """What was sampled: wordings of one thing are not independent."""
        return self.source or self.name

    @property
    def has_rule(self) -> bool:
        """Whether a rule can tell that the task is done."""
        return bool(self.needs)

    def is_done_by(self, reply: str) -> bool:
        """Whether a reply does the task: every part of the answer stands in it.

        Args:
            reply: What the assistant said.
        """
        return self.has_rule and all(part.search(reply) for part in self._parts)


@cache
def situations() -> tuple[Situation, ...]:
    """All situations of the package, by domain, in the order of their file.

    Raises:
        BadArgument: A user's own turn does the task, or the answer does not.
    """
    read = read_yaml_file(_FILE, expected="a file of situations")
    known = tuple(Situation(name=name, **entry) for name, entry in read.items())
    for situation in known:
        turns = (situation.opening, situation.again, situation.about_you, situation.decision, *situation.states)
        if any(situation.is_done_by(turn) for turn in turns):
            raise BadArgument(f"{situation.name}: a turn of the user does the task. Change `needs`, or the turn.")
        if not situation.is_done_by(situation.answer):
            raise BadArgument(f"{situation.name}: its answer does not do the task. Change `needs`, or the answer.")
    return known
