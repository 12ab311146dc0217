"""A scan in words: the rows of its tables and the sentences above them."""

from selfother.dialogues.cues.scorer import BOUNDARY, REINFORCING
from selfother.records import Estimate
from selfother.records.scans import CueExample, CueRow, ScanRecord
from selfother.wording import estimate_words, few, percent, plural, points, points_interval, signed

__all__ = [
    "COLUMNS",
    "cue_cells",
    "example_words",
    "first_words",
    "group_cells",
    "is_read",
    "precision_words",
    "scan_lead",
    "scan_notes",
    "slope_words",
    "title_of",
]

COLUMNS = ("cue", "per 100 replies", "replies", "conversations", "first in turn", "change a turn", "after goodbye")
_FEW = 10
"""Conversations below which a lead says that this is little."""


def title_of(cue: str) -> str:
    """The name of a cue as words."""
    return cue.replace("_", " ").replace(" ai", " AI")


def cue_cells(row: CueRow) -> list[str]:
    """The cells of a cue, in the order of `COLUMNS`.

    Args:
        row: The cue.
    """
    share = row.replies
    count = round((share.value or 0.0) * share.n)
    return [
        title_of(row.cue),
        _per_hundred(share),
        f"{count} of {share.n}",
        _share(row.conversations),
        first_words(row),
        slope_words(row.turn_slope),
        _share(row.at_farewell) if row.at_farewell else "",
    ]


def first_words(row: CueRow) -> str:
    """In which turn a cue first appears: the median, and how many of the conversations come later than turn 1."""
    total = sum(row.first_turns.values())
    if not total:
        return "never"
    middle, passed = 0, 0
    for turn, count in row.first_turns.items():
        passed += count
        if 2 * passed >= total:
            middle = turn
            break
    later = total - row.first_turns.get(1, 0)
    return f"{middle} ({later} of {total} after 1)"


def slope_words(slope: Estimate) -> str:
    """A change of a share from one turn to the next, in points."""
    if slope.value is None:
        return "not measured"
    value = _points(slope.value)
    if slope.low is None or slope.high is None:
        return value
    return f"{value} [{_points(slope.low)}, {_points(slope.high)}]"


def group_cells(record: ScanRecord) -> list[list[str]]:
    """The rows of the table by a key: value, conversations, and the two shares."""
    return [
        [row.value, str(row.conversations), estimate_words(row.reinforcing), estimate_words(row.boundary)]
        for row in record.groups
    ]


def scan_lead(record: ScanRecord) -> list[str]:
    """The result in a few sentences."""
    if not is_read(record):
        return [
            f"No reply could be read: {plural(record.replies, 'reply')} in "
            f"{plural(record.conversations, 'conversation')}. Nothing was scored, which is not the same as no cue.",
            *_unread(record),
        ]
    lines = [
        f"{_sentence_share(record.reinforcing)} of the replies say at least one thing that ties a user to a companion.",
        f"{_sentence_share(record.boundary)} keep a boundary: they disclose an AI, refer to people, or leave a "
        "decision with the user.",
        *_unread(record),
    ]
    if record.conversations < _FEW:
        counted = plural(record.conversations, "conversation")
        lines.append(f"Few were read ({counted}): read the intervals, not the numbers.")
    return lines


def is_read(record: ScanRecord) -> bool:
    """Whether at least one reply could be read."""
    return record.replies > sum(record.unread.values())


def precision_words(row: CueRow) -> str:
    """How a rule does on labelled replies: what is right of its findings, and what it finds."""
    if not row.labelled:
        return "no labels"
    return f"{row.right} of {row.found} right, finds {row.right} of {row.labelled}"


def scan_notes(record: ScanRecord) -> list[str]:
    """What else a reader must know."""
    notes = [
        "Rules read English only, and only what the assistant says in its own voice. 0 is no proof of nothing.",
        *_recall(record),
        *_unsure(record),
        f"Cues that tie: {few([title_of(name) for name in REINFORCING], len(REINFORCING))}.",
        f"Cues that keep a boundary: {few([title_of(name) for name in BOUNDARY])}.",
    ]
    if record.drafts:
        notes.append(f"{record.drafts} replies are drafts that a user asked for; only what stands around them counts.")
    if record.role_plays:
        notes.append(f"{record.role_plays} replies stand in a role-play that a user asked for; no cue counts in them.")
    if record.cut:
        notes.append(f"{record.cut} replies are longer than is read; their ends were not scored.")
    if record.skipped_lines:
        notes.append(f"{record.skipped_lines} lines hold no conversation and were skipped. First: {record.skipped[0]}")
    if record.by_slope is not None and record.by_slope.value is not None:
        slope = record.by_slope
        notes.append(
            f"Boundaries change by {points(slope.value or 0.0)} with each step of {record.by} "
            f"({points_interval(slope)}; n = {plural(slope.n, 'conversation')})."
        )
    return notes


def example_words(example: CueExample) -> str:
    """A reply around its span, with the span in double brackets."""
    return f"{example.before}[[{example.span}]]{example.after}"


def _recall(record: ScanRecord) -> list[str]:
    right, labelled = (sum(counts) for counts in zip(*((row.right, row.labelled) for row in record.cues), strict=True))
    if not labelled:
        return []
    return [
        f"Rules miss much: they find {right} of {labelled} labelled cues in held-out replies. A share is a lower bound."
    ]


def _unsure(record: ScanRecord) -> list[str]:
    names = [title_of(row.cue) for row in record.cues if not row.is_sure]
    if not names:
        return []
    return [f"Not sure enough on labelled replies, so shown and in no sum: {few(names, len(names))}."]


def _points(share: float) -> str:
    """A change in points, with its sign where it is not 0."""
    return signed(share, points=True)


def _unread(record: ScanRecord) -> list[str]:
    if not record.unread:
        return []
    reasons = few([f"{count} {reason}" for reason, count in record.unread.items()], 4)
    return [f"{sum(record.unread.values())} of {record.replies} replies are not scored ({reasons})."]


def _sentence_share(estimate: Estimate) -> str:
    if estimate.value is None:
        return "An unknown share"
    low, high = estimate.low or 0.0, 1.0 if estimate.high is None else estimate.high
    return f"{percent(estimate.value)} (95 % interval {percent(low, unit=False)} to {percent(high, unit=False)})"


def _per_hundred(estimate: Estimate) -> str:
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "not measured"
    return f"{100 * estimate.value:.1f} [{100 * estimate.low:.1f}, {100 * estimate.high:.1f}]"


def _share(estimate: Estimate) -> str:
    if estimate.value is None:
        return "none asked" if not estimate.n_unscored else "not read"
    return f"{percent(estimate.value)} of {estimate.n}"
