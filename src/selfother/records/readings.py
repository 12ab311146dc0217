"""What an instrument says of one cell of a study, or of one log, as it is stored in a report."""

from pydantic import Field, JsonValue

from selfother.records.base import Record

__all__ = ["StoredReading"]


class StoredReading(Record):
    """One arm in one training run.

    Attributes:
        arm: The arm, or the name of the model that a log is of.
        seed: Its training seed.
        subject: The kind of subject, where there are several.
        title: The arm in a sentence; empty where it has none.
        record: The instrument's own, as plain JSON.
    """

    arm: str
    seed: int = 0
    subject: str = ""
    title: str = ""
    record: dict[str, JsonValue] = Field(default_factory=dict)
