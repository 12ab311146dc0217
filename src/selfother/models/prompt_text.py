"""A conversation as text: by a chat template, as a string or as a list of parts, or as plain turns.

write_turns     turns -> text by the template, None where it refuses them
is_whole        whether what was said stands in the text
write_plain     turns -> `User: ...`, `Assistant:`
read_template   what a user gives for a template -> its text
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from selfother.errors import BadArgument

__all__ = ["is_whole", "read_template", "write_plain", "write_turns"]

Turn = dict[str, str]
_THOUGHT = "</think>"
_PRINTED_LIST = re.compile(r"type\W{1,12}text\W{1,12}text\W")
"""A list of parts that a template for strings has printed as it is."""


def write_turns(tokenizer: Any, turns: Sequence[Turn], *, template: str | None = None) -> str | None:
    """Apply a chat template.

    Where the text lacks words of the turns, the content is given as a list of parts, which some templates want.

    Args:
        tokenizer: Whose template is used, unless one is given.
        turns: Role and content of each.
        template: A template in place of the tokenizer's.

    Returns:
        The text, ending where the assistant begins; None where the template refuses these roles or this form.
    """
    text = _applied(tokenizer, list(turns), template)
    if text is not None and is_whole(text, turns):
        return text
    parts = [{**turn, "content": [{"type": "text", "text": turn["content"]}]} for turn in turns]
    of_parts = _applied(tokenizer, parts, template)
    takes_parts = of_parts is not None and is_whole(of_parts, turns) and not _PRINTED_LIST.search(of_parts)
    return of_parts if takes_parts else text


def is_whole(text: str, turns: Sequence[Turn]) -> bool:
    """Return whether the words of every turn stand in a text; blanks may differ.

    Of an assistant's turn what follows its thoughts counts: templates leave earlier thoughts out.
    """
    flat = _flat(text)
    return all(_flat(_kept(turn)) in flat for turn in turns)


def write_plain(turns: Sequence[Turn]) -> str:
    """Write turns as `User: ...`, with a blank line between them, ending in `Assistant:`."""
    return "\n\n".join([*(f"{turn['role'].title()}: {turn['content']}" for turn in turns), "Assistant:"])


def read_template(given: str | Path, tokenizer: Any) -> str:
    """Return the text of the chat template that a user names.

    Args:
        given: A file, the Jinja text itself, or the name of one of the templates that the model has.
        tokenizer: The model's.

    Raises:
        BadArgument: No such file, a broken template, or one that leaves out what is said.
    """
    own = getattr(tokenizer, "chat_template", None)
    named = own if isinstance(own, dict) else {}
    word = str(given)
    if word in named:
        text = str(named[word])
    elif "{" in word:
        text = word
    else:
        file = Path(given).expanduser()
        if not file.is_file():
            known = f", and the model's own templates are {', '.join(sorted(named))}" if named else ""
            raise BadArgument(f"template {word!r}: no such file{known}. Give a Jinja file, or its text.")
        text = file.read_text(encoding="utf-8")
    trial = [{"role": "user", "content": "Is it there?"}]
    written = write_turns(tokenizer, trial, template=text)
    if written is None or not is_whole(written, trial):
        raise BadArgument(
            f"template {word[:80]!r} does not write a user's turn: of 'Is it there?' it makes {written!r}. It gets a "
            "list `messages` of role and content, and `add_generation_prompt`."
        )
    return text


def _applied(tokenizer: Any, turns: Sequence[Any], template: str | None) -> str | None:
    from jinja2.exceptions import TemplateError

    try:
        return str(
            tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True, chat_template=template)
        )
    except (TemplateError, TypeError, AttributeError, KeyError):  # templates are programs: a wrong form fails anyhow
        return None


def _kept(turn: Turn) -> str:
    return turn["content"].rpartition(_THOUGHT)[2] if turn["role"] == "assistant" else turn["content"]


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)
