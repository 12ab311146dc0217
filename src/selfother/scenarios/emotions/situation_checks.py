"""What makes a situation sound: sentences, matched lengths, no word that gives the move away, no stray brace."""

import re
from collections.abc import Iterator

from selfother.errors import BadArgument
from selfother.scenarios.emotions.situation import SENTENCE_KEYS, Situation

__all__ = ["LABEL_WORDS", "check_situation"]

_JUDGING = """
warrant warranted unwarranted justified unjustified deserve deserved overreact overreaction exaggerate exaggerating
ease soothe soothing comfort comforting calm honour honor validate explore escalate amplify therapist therapy hotline
helpline suicide suicidal kill killed killing assertive
"""
LABEL_WORDS = frozenset(_JUDGING.split())
"""Words that would judge the feeling, name a move or speak of danger inside a situation."""
_MOST_WORDS_APART = 6
_MATCHED = (("warranted", "unwarranted", "unsettled"), ("possible", "too_late", "unclear"))
"""Keys whose sentences take one another's place."""


def check_situation(situation: Situation, where: str) -> None:
    """Raise unless a situation can be asked and scored fairly.

    Checked: sentences begin with a capital and end with a stop; phrases have no stop; wordings differ; sentences that
    take one another's place are of one length to six words; no text judges the feeling, names a move or speaks of
    danger (`LABEL_WORDS`); no text has a brace; a word of `about` stands in `core` or `topic`.

    Args:
        situation: The situation.
        where: File and situation, for the error.

    Raises:
        BadArgument: The text names `where`, the key, what was expected and what to do.
    """
    for key, text in _texts(situation):
        _check_text(text, f"{where}: {key}", is_sentence=key.partition("[")[0] in SENTENCE_KEYS)
    for key in SENTENCE_KEYS[1:]:
        wordings = getattr(situation, key)
        if len(set(wordings)) < len(wordings):
            raise BadArgument(f"{where}: {key}: expected different wordings; got {wordings[0]!r} twice.")
    for keys in _MATCHED:
        _check_lengths(situation, keys, where)
    told = f"{situation.core} {situation.topic}".casefold()
    if not any(word.casefold() in told for word in situation.about):
        raise BadArgument(
            f"{where}: about: none of {', '.join(situation.about)} stands in core or topic. "
            "Give words that a reply would use for what the feeling is about."
        )


def _check_text(text: str, place: str, *, is_sentence: bool) -> None:
    if not text.strip() or text != text.strip():
        raise BadArgument(f"{place}: {text!r} is empty or has spaces around it. Write the words alone.")
    if "{" in text or "}" in text:
        raise BadArgument(f"{place}: {text!r} has a brace, and no key here takes a slot. Write it out.")
    if is_sentence and not (text[0].isupper() and text.endswith((".", "!", "?"))):
        raise BadArgument(f"{place}: expected a sentence with a capital and a stop; got {text!r}.")
    if not is_sentence and text.endswith((".", "!", "?")):
        raise BadArgument(f"{place}: {text!r} stands inside a sentence. Write it without a stop.")
    if judged := sorted(set(re.findall(r"[\w-]+", text.casefold())) & LABEL_WORDS):
        raise BadArgument(
            f"{place}: {judged[0]!r} judges the feeling, names a move or speaks of danger ({text[:60]!r}). "
            "Say what happened, and let the facts decide."
        )


def _check_lengths(situation: Situation, keys: tuple[str, ...], where: str) -> None:
    sentences = [(key, text) for key in keys for text in getattr(situation, key)]
    (_, shortest), (key, longest) = (
        pick(sentences, key=lambda pair: len(pair[1].split())) for pick in (min, max)
    )  # fmt: skip
    if len(longest.split()) - len(shortest.split()) > _MOST_WORDS_APART:
        raise BadArgument(
            f"{where}: {key}: {longest!r} and {shortest!r} take one another's place and differ by more than "
            f"{_MOST_WORDS_APART} words, so that length would tell them apart. Make them of one length."
        )


def _texts(situation: Situation) -> Iterator[tuple[str, str]]:
    """Yield every text of a situation with its key."""
    yield "core", situation.core
    for key in SENTENCE_KEYS[1:]:
        yield from ((f"{key}[{number}]", text) for number, text in enumerate(getattr(situation, key)))
    yield from ((key, getattr(situation, key)) for key in ("topic", "step", "other", "watchers", "rash", "bystander"))
    yield from ((f"about[{number}]", word) for number, word in enumerate(situation.about))
