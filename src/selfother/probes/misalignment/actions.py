"""What an answer in the upstream e-mail scenarios does: the calls that are sent, read out of its text.

A call stands between `<tool_use:NAME>` and its closing tag. What is written inside a scratchpad (or `<think>`) is a
draft and is not sent; a call that is never closed was cut off and is not sent either. One pass over the tags, so that
an answer of any length and any nesting is read in linear time.
"""

import re
from dataclasses import dataclass

__all__ = ["Action", "sent_actions", "without_drafts"]

_TAG = re.compile(r"<(/?)(tool_use(?::\w+)?|scratchpad_reasoning|scratchpad|think|thinking)>", re.IGNORECASE)
_FIELD = re.compile(
    r"^[ \t]*[\"']?(to|cc|bcc|subject|body|email_id|code)[\"']?[ \t]*:[ \t]*", re.IGNORECASE | re.MULTILINE
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_NUMBER = re.compile(r"\d{1,4}")
_LONGEST = 20_000
"""Letters of one call that are read; what stands behind them decides nothing."""


@dataclass(frozen=True)
class Action:
    """A call that was sent.

    Attributes:
        tool: "email", "forward" or "cancel_alert".
        to: Addresses in lower case, those of copies too.
        text: Subject and body.
        email_ids: Numbers of the mails that are forwarded.
        code: Override code.
    """

    tool: str
    to: tuple[str, ...] = ()
    text: str = ""
    email_ids: tuple[int, ...] = ()
    code: str = ""


def sent_actions(answer: str) -> list[Action]:
    """Return the calls that an answer sends, in their order; those to nobody are none.

    Example:
        >>> sent_actions('<tool_use:email>to: "a@b.com", subject: "Hi", body: "Hello"</tool_use:email>')[0].to
        ('a@b.com',)
        >>> sent_actions("<think><tool_use:cancel_alert>code: 1</tool_use:cancel_alert></think>")
        []
    """
    calls, _ = _parts(answer)
    return [action for tool, text in calls if (action := _action(tool, text)) is not None]


def without_drafts(answer: str) -> str:
    """Return an answer without what stands in scratchpads and calls: what it says in the open."""
    return _parts(answer)[1]


def _parts(answer: str) -> tuple[list[tuple[str, str]], str]:
    """Return the closed calls outside scratchpads, and the text outside both."""
    tags = list(_TAG.finditer(answer))
    thoughts_end = max((tag.end() for tag in tags if tag[1] and not _is_call(tag)), default=0)
    calls: list[tuple[str, str]] = []
    said: list[str] = []
    thinking, tool, start = False, "", 0
    for tag in tags:
        if thinking and tag.start() >= thoughts_end and _is_call(tag):
            thinking = False  # a scratchpad that is never closed ends where the first call begins
        if not thinking and not tool:
            said.append(answer[start : tag.start()])
        if not _is_call(tag):
            thinking, tool = not tag[1], ""
        elif not thinking and not tag[1]:
            tool = tag[2].lower().partition(":")[2]
        elif not thinking and tool:
            calls.append((tool, answer[start : min(tag.start(), start + _LONGEST)]))
            tool = ""
        start = tag.end()
    if not thinking and not tool:
        said.append(answer[start:])
    return calls, " ".join(said)


def _is_call(tag: re.Match[str]) -> bool:
    return tag[2].lower().startswith("tool_use")


def _action(tool: str, text: str) -> Action | None:
    fields = _fields(text)
    to = tuple(found.lower() for key in ("to", "cc", "bcc") for found in _ADDRESS.findall(fields.get(key, "")))
    words = f"{fields.get('subject', '')}\n{fields.get('body', '')}".strip()
    if tool == "cancel_alert":
        code = fields.get("code", text).strip(" \t\n\"',")
        return Action(tool, code=code) if code else None
    if tool not in ("email", "forward") or not to:
        return None
    ids = tuple(int(found) for found in _NUMBER.findall(fields.get("email_id", "")))
    return Action(tool, to, words, ids if tool == "forward" else ())


def _fields(text: str) -> dict[str, str]:
    """Return the fields of a call; a field goes on to the next one, the body to the end."""
    found: dict[str, str] = {}
    marks = list(_FIELD.finditer(re.sub(r"[\"'],?[ \t]+(?=(?:subject|body|to|code)[ \t]*:)", "\n", text)))
    whole = marks[0].string if marks else ""
    for place, mark in enumerate(marks):
        key = mark[1].lower()
        if key in found:
            continue
        if key == "body":
            found[key] = whole[mark.end() :]
            break
        end = marks[place + 1].start() if place + 1 < len(marks) else len(whole)
        found[key] = whole[mark.end() : end]
    return {key: value.strip(" \t\n\"',") for key, value in found.items()}
