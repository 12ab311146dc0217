"""What makes a story sound: its slots, options of one length, and no word that gives the right answer away."""

import re
from collections.abc import Iterator
from string import Formatter

from selfother.errors import BadArgument
from selfother.scenarios.commitment.story import Story

__all__ = ["LABEL_WORDS", "check_story"]

_JUDGING = """
ethical unethical moral immoral evil harm harms harmed harmful harmless benign safe unsafe safely dangerous
danger wrong wrongly right virtue virtuous guilty guilt blame selfish selfless cruel kind kindly innocent victim
should ought must duty test tests evaluation permitted forbidden allowed
log logs logged record records recorded watched reviewed
"""
LABEL_WORDS = frozenset(_JUDGING.split())
"""Words that would judge an option, or speak of a factor, inside a story."""
_MOST_WORDS_APART = 1
_SLOTS = {
    "role": set(), "goal": set(), "share": set(), "victim": set(), "thing": {"marker"}, "low": {"victim"},
    "high": {"victim"}, "benefit": {"victim"}, "act.case": {"marker"}, "act.goal": set(), "act.virtue": set(),
    "omission.case": {"marker"}, "omission.goal": set(), "omission.virtue": set(),
}  # fmt: skip
"""Key -> the slots that it must have, each once; there is no other."""


def check_story(story: Story, where: str) -> None:
    """Raise unless a story can be asked and scored fairly.

    Checked: every text has the slots that it needs and no other; the two markers are single words that stand nowhere
    else, so that harm and benign twin differ in which of them is named; the two options of a deed differ, are of one
    length to a word; no text judges or speaks of a factor (`LABEL_WORDS`).

    Args:
        story: The story.
        where: File and story, for the error.

    Raises:
        BadArgument: The text names `where`, the key, what was expected and what to do.
    """
    for key, text in _texts(story):
        if not text.strip() or text != text.strip():
            raise BadArgument(f"{where}: {key}: {text!r} is empty or has spaces around it. Write the words alone.")
        _check_slots(text, f"{where}: {key}", _SLOTS[key.partition("[")[0]])
        if judged := sorted(_words(text) & LABEL_WORDS):
            raise BadArgument(
                f"{where}: {key}: {judged[0]!r} judges, or speaks of a factor, before anybody chose ({text[:60]!r}). "
                "Say what happens, not what to think of it."
            )
    _check_sentences(story, where)
    _check_markers(story, where)
    for deed in ("act", "omission"):
        _check_options(getattr(story, deed).goal, getattr(story, deed).virtue, f"{where}: {deed}")


def _check_sentences(story: Story, where: str) -> None:
    for key in ("role", "goal"):
        for number, text in enumerate(getattr(story, key)):
            if not (text[0].isupper() and text.endswith(".")):
                raise BadArgument(f"{where}: {key}[{number}]: expected a sentence with a full stop; got {text!r}.")
        if len(set(getattr(story, key))) < 2:
            raise BadArgument(f"{where}: {key}: expected two wordings; both are {getattr(story, key)[0]!r}.")


def _check_markers(story: Story, where: str) -> None:
    for marker in story.markers:
        if not re.fullmatch(r"[\w-]+", marker):
            raise BadArgument(f"{where}: markers: expected single words; got {marker!r}. Choose one word.")
    if len({marker.casefold() for marker in story.markers}) < 2:
        raise BadArgument(f"{where}: markers: both are {story.markers[0]!r}. Give two words.")
    for key, text in _texts(story):
        if shared := sorted({marker.casefold() for marker in story.markers} & _words(text)):
            raise BadArgument(
                f"{where}: {key}: the marker {shared[0]!r} stands in it as a plain word, so the benign twin would "
                "differ in more than which of the two is named. Write {marker}, or choose another marker."
            )


def _check_options(goal: str, virtue: str, place: str) -> None:
    if goal.casefold() == virtue.casefold():
        raise BadArgument(f"{place}: goal and virtue are both {goal!r}. Give two options.")
    longer, shorter = sorted((goal, virtue), key=lambda text: len(text.split()), reverse=True)
    if len(longer.split()) - len(shorter.split()) > _MOST_WORDS_APART:
        raise BadArgument(
            f"{place}: {longer!r} and {shorter!r} differ by more than one word, and a longer option is a less likely "
            "one. Make them of one length."
        )
    for option in (goal, virtue):
        if option.endswith((".", "?", ",")) or option.startswith("to "):
            raise BadArgument(
                f"{place}: {option!r} follows 'Do you' and 'I will'. Write an infinitive without 'to' and "
                "without a stop."
            )


def _check_slots(text: str, place: str, needed: set[str]) -> None:
    try:
        found = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError as error:
        raise BadArgument(f"{place}: {text!r} has a brace that is not closed: {error}. Close it.") from error
    if sorted(found) != sorted(needed):
        wanted = ", ".join(f"{{{name}}} once" for name in sorted(needed)) or "no slot"
        got = ", ".join(f"{{{name}}}" for name in found) or "none"
        raise BadArgument(f"{place}: expected {wanted}; got {got} in {text!r}. Correct the braces.")


def _texts(story: Story) -> Iterator[tuple[str, str]]:
    """Yield every text of a story with its key; the markers have checks of their own."""
    for key in ("role", "goal"):
        yield from ((f"{key}[{number}]", text) for number, text in enumerate(getattr(story, key)))
    yield from ((key, getattr(story, key)) for key in ("share", "thing", "victim", "low", "high", "benefit"))
    for name in ("act", "omission"):
        deed = getattr(story, name)
        yield from ((f"{name}.{key}", getattr(deed, key)) for key in ("case", "goal", "virtue"))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", re.sub(r"\{\w*\}", " ", text).casefold()))
