"""Reads transcripts line by line, and scores what the assistant says in them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from selfother.dialogues.conversation_files import read_lines
from selfother.dialogues.cues.cue import Cue, find_cue, known_cues
from selfother.dialogues.cues.scorer import score_turns
from selfother.dialogues.scan.tally import Tally
from selfother.errors import BadArgument
from selfother.records.scans import ScanRecord

__all__ = ["scan_files"]

_MOST_NAMED = 20
"""Skipped lines that are named."""


def scan_files(
    paths: Sequence[Path],
    *,
    cues: Sequence[str] = (),
    by: str = "",
    skips_broken: bool = False,
    most_examples: int = 3,
    progress: Callable[[int], None] | None = None,
) -> ScanRecord:
    """Score the replies of all conversations in some files.

    Memory does not grow with the number of lines.

    Args:
        paths: Files of JSON lines, a conversation a line (`conversation_files`).
        cues: Names of the cues to look for; empty: all.
        by: A key of the lines to group conversations by, such as "model" or "vulnerability".
        skips_broken: Whether a line without a conversation is counted and skipped.
        most_examples: Examples that are kept of each cue.
        progress: Told the number of conversations after each.

    Raises:
        BadArgument: No file, a line without a conversation where `skips_broken` is false (file and line are named),
            no conversation at all, or no reply of an assistant.
        UnknownName: A cue that there is not.
    """
    wanted: Sequence[Cue] = [find_cue(name) for name in dict.fromkeys(cues)] or known_cues()
    missing = [path for path in paths if not path.is_file()]
    if missing or not paths:
        named = str(missing[0]) if missing else "nothing"
        raise BadArgument(f"{named} is no file; expected JSON lines, one conversation a line. Give the path of one.")
    tally = Tally(wanted, by=by, most_examples=most_examples)
    skipped: list[str] = []
    skipped_lines = conversations = replies = 0
    for path in paths:
        for number, conversation in read_lines(path):
            if isinstance(conversation, str):
                if not skips_broken:
                    raise BadArgument(f"{path}, line {number}: {conversation} Mend it, or give --skip-broken.")
                skipped_lines += 1
                if len(skipped) < _MOST_NAMED:
                    skipped.append(f"{path}, line {number}: {conversation}")
                continue
            scored = score_turns(conversation.turns, wanted)
            tally.add(conversation.id, conversation.turns, scored, conversation.facts)
            conversations += 1
            replies += len(scored)
            if progress is not None:
                progress(conversations)
    if not conversations:
        why = f" All {skipped_lines} lines were skipped; the first is {skipped[0]}" if skipped else ""
        raise BadArgument(f"{', '.join(map(str, paths))}: no conversation in it.{why}")
    if not replies:
        raise BadArgument(
            f"{conversations} conversations have no turn of an assistant. Name its role assistant, bot, ai or model."
        )
    return tally.record([str(path) for path in paths], skipped, skipped_lines)
