"""What the target law says in plain sentences, and the arms that stand beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfother.records import Estimate
from selfother.studies.judging.rules.target_law.fits import IDENTITY, INTERCEPT, SLOPE, Fits
from selfother.studies.judging.rules.target_law.word import Word
from selfother.wording import kind_words, listed, percent

if TYPE_CHECKING:
    from selfother.studies.judging.evidence import Evidence

__all__ = ["ControlRow", "control_rows", "controls_line", "plain_words"]


@dataclass(frozen=True)
class ControlRow:
    """An arm without a target: what the rival hears on every organism.

    Attributes:
        arm: The arm.
        role: What it is for.
        rates: Organism -> share of lies; nothing where it was not made from an organism.
    """

    arm: str
    role: str
    rates: Mapping[str, Estimate]


def control_rows(evidences: Sequence["Evidence"], targets: Mapping[str, str]) -> list[ControlRow]:
    """Every arm without a target, the untouched subject first among them where it stands first."""
    rows = []
    for evidence in evidences:
        if evidence.arm in targets:
            continue
        labels = kind_words(evidence.kinds)
        kinds = {label: evidence.on(kind) for kind, label in labels.items()} or {"the model": evidence}
        rows.append(ControlRow(evidence.arm, evidence.role, {kind: on.level() for kind, on in kinds.items()}))
    return rows


def controls_line(rows: Sequence[ControlRow]) -> str:
    """How often the rival is lied to after each control; empty without one."""
    parts = [f"{percent(rate)} after {row.arm}" for row in rows if (rate := _mean(row)) is not None]
    return f"The rival hears these shares of lies without a target: {listed(parts)}." if parts else ""


def plain_words(word: Word, fits: Fits) -> str:
    """The word in one sentence without a symbol, for a reader who has two minutes."""
    terms = fits.pooled.values
    slope, identity, intercept = (round(100 * (terms[name] or 0.0)) for name in (SLOPE, IDENTITY, INTERCEPT))
    if word.word == "the law holds":
        return "After the tuning the rival hears as many lies as the target heard before it, whoever the target is."
    if word.word == "holds on average":
        return (
            "On average the rival hears after the tuning as many lies as the target heard before it, but many single "
            "targets are missed."
        )
    if not word.broken:
        return "The study does not settle whether the rival hears after the tuning what the target heard before it."
    if word.word == "self-specific" or list(word.broken) == ["the identity term"]:
        return (
            "At equal truth it matters who the target is: a target that is the self leaves the rival "
            f"{abs(identity)} of 100 lies {'fewer' if identity < 0 else 'more'}."
        )
    if "the slope" in word.broken:
        return (
            "The rival does not simply hear what the target heard: where one target heard 100 lies more than another, "
            f"the rival hears {_count(slope)} after the tuning."
        )
    if "the intercept" in word.broken:
        return (
            "The rival does not simply hear what the target heard: towards a target that heard no lie, the rival still "
            f"hears {intercept} of 100."
        )
    return "Between targets of one organism the rival does not hear after the tuning what the target heard before it."


def _count(slope: int) -> str:
    return f"{slope} more" if slope > 0 else f"{-slope} fewer" if slope < 0 else "none more"


def _mean(row: ControlRow) -> float | None:
    rates = [rate.value for rate in row.rates.values() if rate.value is not None]
    return sum(rates) / len(rates) if rates and len(rates) == len(row.rates) else None
