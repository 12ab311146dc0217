"""What a report found: what its first paragraph and its summary speak of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfother.probes.readings import Gathered
from selfother.records import ArmRecord, Finding, RelearningRecord
from selfother.studies.judging.rules.rule import Conclusion
from selfother.wording import few

__all__ = ["Outcome"]

_TITLES = 3
"""So many arms are named in a sentence."""


@dataclass(frozen=True)
class Outcome:
    """What a report found.

    Attributes:
        arms: Every arm with its title and verdict.
        verdicts: The verdicts on treatments.
        conclusion: What the verdict rule says of the whole study; None: nothing.
        contrasts: Differences between arms, the primary ones first.
        claims: Findings of checks.
        readings: Of instruments.
        relearning: How soon lies come back; None: no arm was tuned on lies.
        status: "complete", or what is missing, in words.
        is_declared: What is compared stands as it was declared before the first result.
        is_small: A model of the study is too small to speak for large ones.
    """

    arms: Sequence[ArmRecord]
    verdicts: Sequence[Finding] = ()
    conclusion: Conclusion | None = None
    contrasts: Sequence[Finding] = ()
    claims: Sequence[Finding] = ()
    readings: Sequence[Gathered] = ()
    relearning: RelearningRecord | None = None
    status: str = "complete"
    is_declared: bool = True
    is_small: bool = False

    def titles(self, names: Iterable[str]) -> str:
        """Titles of arms in quotation marks, as a list in a sentence; of many, the first few.

        Args:
            names: Of arms; one whose title is that of another arm, too, is named beside it.
        """
        known = {arm.name: arm.title for arm in self.arms}
        counts = Counter(known.values())
        quoted = [
            f"“{title}”" + (f" ({name})" if counts[title] > 1 else "")
            for name, title in ((name, known.get(name) or name) for name in names)
        ]
        return few(quoted, most=_TITLES)
