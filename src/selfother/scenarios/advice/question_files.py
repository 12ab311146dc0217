"""Questions in YAML files, one a domain: those of this package, and a user's own, by the same reader."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import RootModel

from selfother.errors import BadArgument
from selfother.scenarios.advice.question import Advice, Question
from selfother.scenarios.named_files import read_yaml, split_word

__all__ = ["built_in_questions", "questions_of", "read_questions"]

_FOLDER = Path(__file__).parent / "questions"
_PAGE = "docs/reference/rhetoric-datasheet.md"


class QuestionsFile(RootModel[dict[str, Question]]):
    """A file of questions: name -> question."""


@cache
def built_in_questions() -> tuple[Advice, ...]:
    """The questions of this package, domain by domain."""
    return tuple(advice for path in sorted(_FOLDER.glob("*.yaml")) for advice in read_questions(path))


def read_questions(path: Path) -> tuple[Advice, ...]:
    """The questions of a YAML file.

    Args:
        path: The file; its name is the domain.

    Raises:
        BadArgument: No such file, not YAML, no question, a key that is wrong, or a fact that stands twice; the text
            names file and key.
    """
    held = read_yaml(path, QuestionsFile, page=_PAGE).root
    if not held:
        raise BadArgument(f"{path}: holds no question; expected name: {{question, facts, caveats}}. See {_PAGE}.")
    advices = []
    for name, question in held.items():
        if not name.replace("_", "").isalnum():
            raise BadArgument(f"{path}: {name}: a name has letters, digits and underscores. Rename it.")
        facts = [fact.lower() for fact in (*question.facts, *question.caveats)]
        if twice := next((fact for fact in facts if facts.count(fact) > 1), None):
            raise BadArgument(f"{path}: {name}: the fact {twice!r} stands twice. Leave one out.")
        advices.append(Advice(**question.model_dump(), name=name, domain=path.stem))
    return tuple(advices)


def questions_of(words: Sequence[str] = (), *, items: int = 0) -> tuple[Advice, ...]:
    """The questions that are asked, the domains in turn.

    Args:
        words: Domains, or YAML files of your own; empty: all domains of this package.
        items: At most so many, as many of each domain as of any other where there are; 0: all.

    Raises:
        BadArgument: No such domain, or a file that cannot be read.
    """
    known = built_in_questions()
    chosen: list[Advice] = []
    for word in words:
        path, name = split_word(word)
        among = known if path is None else read_questions(path)
        wanted = [advice for advice in among if word == advice.domain or (path and name in ("", advice.name))]
        if not wanted:
            domains = ", ".join(dict.fromkeys(advice.domain for advice in known))
            raise BadArgument(
                f"{word!r} names no question; expected one of {domains}, or a file FILE.yaml. See {_PAGE}."
            )
        chosen += wanted
    chosen = list(dict.fromkeys(chosen)) if words else list(known)
    ids = [advice.id for advice in chosen]
    if twice := next((one_id for one_id in ids if ids.count(one_id) > 1), None):
        raise BadArgument(f"two questions are called {twice}; expected one. Rename your file or the question.")
    return tuple(_in_turn(chosen)[: items or None])


def _in_turn(advices: Sequence[Advice]) -> list[Advice]:
    """The questions, one of each domain after the other, so that any beginning is balanced."""
    places: dict[str, int] = {}
    keyed = []
    for advice in advices:
        places[advice.domain] = places.get(advice.domain, -1) + 1
        keyed.append((places[advice.domain], advice))
    return [advice for _, advice in sorted(keyed, key=lambda pair: pair[0])]
