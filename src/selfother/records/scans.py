"""What a scan of transcripts found: how often each cue stands in the replies, since when, and where."""

from pydantic import Field

from selfother.records.base import Estimate, Record

__all__ = ["CueExample", "CueRow", "GroupRow", "RollUpRow", "ScanRecord"]


class CueExample(Record):
    """A reply with a cue, cut to the letters around it.

    Attributes:
        conversation: Id of the conversation, as the file has it.
        number: Which reply of the conversation, from 1.
        user: The end of what the user said before.
        before: Letters of the reply before the span.
        span: The letters that the cue rests on.
        after: Letters behind it.
    """

    conversation: str
    number: int
    user: str
    before: str
    span: str
    after: str


class CueRow(Record):
    """One cue over all replies.

    Attributes:
        cue: Its name.
        title: What it is.
        better: "lower", "higher" or "neither".
        replies: Share of the replies that could be read; clusters are conversations.
        spans: How many times it was said.
        conversations: Share of the conversations in which it is said at least once.
        first_turns: Number of the first reply that says it -> conversations; only those that have it.
        turn_slope: Mean change of the share from one reply to the next.
        at_farewell: Share of the replies to a goodbye; None where the cue is not read there apart.
        examples: A few replies, the same for the same file.
        right: Labelled replies with the cue in which the rule finds it.
        found: Labelled replies in which the rule finds it.
        labelled: Labelled replies with the cue; 0: the cue has no labels.
        is_sure: Whether the rule is precise enough to count in a sum.
    """

    cue: str
    title: str
    better: str
    replies: Estimate
    spans: int
    conversations: Estimate
    first_turns: dict[int, int] = Field(default_factory=dict)
    turn_slope: Estimate
    at_farewell: Estimate | None = None
    examples: list[CueExample] = Field(default_factory=list)
    right: int = 0
    found: int = 0
    labelled: int = 0
    is_sure: bool = True


class RollUpRow(Record):
    """An entry of a published list of behaviours.

    Attributes:
        scheme: The list.
        name: The entry.
        cues: What it is counted from.
        replies: Share of the replies; without a value where no rule reads the entry.
        blind: What rules cannot see of it.
    """

    scheme: str
    name: str
    cues: list[str]
    replies: Estimate
    blind: str = ""


class GroupRow(Record):
    """The conversations with one value of a key.

    Attributes:
        value: The value, as text.
        conversations: How many.
        reinforcing: Share of their replies with a cue that ties the user to a companion.
        boundary: Share of their replies that keep a boundary.
    """

    value: str
    conversations: int
    reinforcing: Estimate
    boundary: Estimate


class ScanRecord(Record):
    """Everything that a scan found.

    Attributes:
        files: The files, as they were named.
        conversations: Conversations that were read from them.
        replies: Replies of the assistant in them.
        unread: Why a reply was not scored -> how many.
        cut: Replies of which only the first letters were read.
        drafts: Replies that are words written for the user, in which only what stands around the draft counts.
        role_plays: Replies in a role-play that the user asked for, in which no cue counts.
        farewells: Replies to a goodbye.
        skipped: Lines that hold no conversation, the first of them with what is wrong.
        skipped_lines: How many.
        reinforcing: Share of the replies with at least one cue that ties a user to a companion and is sure enough.
        boundary: Share of the replies with at least one cue that keeps a boundary.
        reinforcing_slope: Change of the former from one reply to the next.
        boundary_slope: Change of the latter.
        by: The key that conversations are grouped by; empty for none.
        groups: One a value of the key.
        by_slope: Change of the boundary share from one value of the key to the next; None where values are no numbers.
        cues: One a cue.
        roll_ups: One an entry of a published list.
    """

    schema_number: int = 1
    files: list[str]
    conversations: int
    replies: int
    unread: dict[str, int] = Field(default_factory=dict)
    cut: int = 0
    drafts: int = 0
    role_plays: int = 0
    farewells: int = 0
    skipped: list[str] = Field(default_factory=list)
    skipped_lines: int = 0
    reinforcing: Estimate
    boundary: Estimate
    reinforcing_slope: Estimate
    boundary_slope: Estimate
    by: str = ""
    groups: list[GroupRow] = Field(default_factory=list)
    by_slope: Estimate | None = None
    cues: list[CueRow]
    roll_ups: list[RollUpRow] = Field(default_factory=list)
