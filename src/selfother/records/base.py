"""What every record has in common, and the numbers that all of them are made of."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from selfother.errors import BrokenRecord

__all__ = ["Estimate", "ItemScore", "Record"]


class Record(BaseModel):
    """Base of every record: frozen, no unknown field, no NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON text; `from_json` of it is the identity."""
        return self.model_dump_json(indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes, *, source: str = "text") -> Self:
        """Read a record back.

        Raises:
            BrokenRecord: The text is not JSON of this record; `source` is named.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"]) or "the whole"
            raise BrokenRecord(
                f"{source} is not a {cls.__name__}: {place}: {first['msg']}. "
                "It was cut short or written by another version; delete it and run the same command again."
            ) from error

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a record from a file (raises `BrokenRecord` that names it)."""
        return cls.from_json(path.read_bytes(), source=str(path))


class Estimate(Record):
    """A number with its interval and its denominator.

    Attributes:
        value: The estimate, or None where nothing was measured.
        low: Lower end of the interval, None where there is none.
        high: Upper end.
        standard_error: In the unit of `value`.
        level: Coverage of the interval.
        n: How many scored items the value stands on.
        n_unscored: How many items were asked and not scored.
        clusters: How many independent clusters those items form.
        method: The name of the interval ("wilson", "cluster t", "exact", ...).
        reason: Why `value` is None, or why there is no interval.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    level: float = 0.95
    n: int = 0
    n_unscored: int = 0
    clusters: int | None = None
    method: str = ""
    reason: str = ""


class ItemScore(Record):
    """One item, one measure.

    Attributes:
        item: Sample id, the unit of pairing between arms.
        measure: What was scored ("deceptive", "true", "nats_per_token", ...).
        value: The score, None where it could not be scored.
        family: Scenario template the item comes from, a fixed stratum.
        cluster: What was sampled: items of one cluster are not independent.
        form: "choice" (log-probabilities of given options), "generation" (free text), "activations", "exact", ...
        reason: Why `value` is None.
        detail: Anything a reader may want to see beside it (order, margin in nats, option mass, ...).
    """

    item: str
    measure: str
    value: float | None
    family: str = ""
    cluster: str = ""
    form: str = ""
    reason: str = ""
    detail: dict[str, JsonValue] = Field(default_factory=dict)
