"""What the arms of rational compassion share: a thought before the reply, and the length that replies keep to.

    ask_first(asked, say, request)   a thought of the same assistant about the conversation, or about something else
    informed(asked, thought, how)    the conversation with the thought and the manner of the reply in the system message

All arms are asked for the same length, in the same words, and `words_note` measures what came of it. Differences
between arms are effects of their manner only where their lengths are alike.
"""

from selfother.dialogues.asked import Asked, Turn, words_of
from selfother.dialogues.evidence import MOST_LETTERS
from selfother.dialogues.wrapping import Notes, Say

__all__ = ["JUDGEMENT", "MOST_ALOUD", "ask_first", "informed", "keep_length", "thought_notes", "words_note"]

JUDGEMENT = (
    "Before anybody replies to the message above, judge it for yourself. Do not write to the person. Write five short "
    "lines, one for each:\n"
    "Facts: what is known to have happened.\n"
    "Warrant: whether these facts warrant the feeling, or what you would have to know to say so.\n"
    "About: what the feeling is about, and what it tells the person or others.\n"
    "Help: the one step that would help most, or that nothing can be done.\n"
    "Harm: what a reply could make worse."
)
"""What is asked first by the arms that judge."""
MOST_ALOUD = 4_000
"""Letters of a thought that go back to the assistant; all that is read of it stands in the log."""


async def ask_first(asked: Asked, say: Say, request: str, *, max_tokens: int) -> str:
    """What the assistant thinks when it is asked for a thought and not for a reply.

    The request stands behind the user's last message, so that no two turns of one role follow each other.

    Args:
        asked: The conversation.
        say: Asks the assistant.
        request: What it is asked for.
        max_tokens: Room for the thought.
    """
    place = max((number for number, turn in enumerate(asked.turns) if turn.role == "user"), default=-1)
    if place < 0:
        thinking = Asked((*asked.turns, Turn("user", request)))
    else:
        last = Turn("user", f"{asked.turns[place].text}\n\n---\n{request}")
        thinking = Asked((*asked.turns[:place], last))
    return (await say(thinking, max_tokens=max_tokens)).strip()[:MOST_LETTERS]


def informed(asked: Asked, thought: str, how: str, *, heading: str) -> Asked:
    """The conversation with a thought and a manner in its system message.

    Args:
        asked: The conversation.
        thought: What the assistant thought first; empty for nothing.
        how: The manner of the reply.
        heading: What the thought is called.
    """
    if not thought:
        return asked.told(how)
    return asked.told(f"{heading}\n{thought[:MOST_ALOUD]}\n\n{how}")


def keep_length(words: int) -> str:
    """The instruction on the length of a reply, the same for every arm."""
    return (
        f"Write about {words} words of plain text, unless the user asks for another length or form; then keep to that."
    )


def thought_notes(name: str, thought: str) -> Notes:
    """The notes on a thought: itself, and its length in words.

    Args:
        name: What it is called: "judgement".
        thought: What the assistant thought.
    """
    return {name: thought, "thought_words": len(words_of(thought))}


def words_note(text: str) -> Notes:
    """The note on the length of a reply."""
    return {"reply_words": len(words_of(text))}
