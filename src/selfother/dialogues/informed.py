"""A positive control: a scripted subject that is told what every sample is about, and so truly has the property."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from selfother.dialogues.asked import Asked, Turn
from selfother.dialogues.policy import Policy
from selfother.errors import BadArgument

__all__ = ["Informed"]

Facts = Mapping[str, Any]


class Informed(Policy):
    """Knows what is asked, and answers by a rule over the facts of the sample."""

    is_null: ClassVar[bool] = False

    def __init__(self, name: str, known: Mapping[tuple[Turn, ...], Facts], rule: Callable[[Facts], str]) -> None:
        """Take the facts and the rule.

        Args:
            name: What tables call it: "always tells the truth".
            known: The conversation as it is asked -> the facts of its sample.
            rule: Facts -> the answer: a text, or one of the options.
        """
        self._name, self._known, self._rule = name, known, rule

    @property
    def name(self) -> str:
        """What tables call it."""
        return self._name

    @property
    def title(self) -> str:
        """The same."""
        return self._name

    def write(self, asked: Asked) -> str:
        """What the rule says.

        Raises:
            BadArgument: The conversation is none of those that it knows.
        """
        if asked.turns not in self._known:
            raise BadArgument(f"{self._name} knows no question like {asked.question[:80]!r}. Give it that sample.")
        return self._rule(self._known[asked.turns])

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The option that the rule says.

        Raises:
            BadArgument: The rule says none of the options.
        """
        wanted = self.write(asked)
        texts = [option.strip() for option in options]
        if wanted.strip() not in texts:
            raise BadArgument(f"{self._name} wants {wanted!r}, which is none of {texts}. Correct its rule.")
        return texts.index(wanted.strip())
