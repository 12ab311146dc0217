"""The contract of a verdict rule: how what a study measured of an arm becomes a word, and the sentence behind it.

A rule is configuration: a frozen pydantic model whose fields are its limits, so that a study file can hold it and its
plan can freeze it. `judge` gets the `Evidence` of one treatment and returns a `Verdict`; `describe` does the same for
every other arm, and `conclude` of the study as a whole. A rule owns its words. Each has a tone, which is all that a
report's page knows of it.

Example:
    class Cheaper(VerdictRule):
        \"\"\"Whether a treatment lies less than its sham.\"\"\"

        words = {"lies less": "good", "does not lie less": "bad", "not resolved": "open"}

        def judge(self, evidence):
            gap = evidence.difference(evidence.declared.controls.sham)
            if gap.low is None:
                return self.verdict("not resolved", "The difference has no interval.")
            word = "lies less" if gap.high < 0 else "does not lie less" if gap.low > 0 else "not resolved"
            return self.verdict(word, f"The difference to its sham is {gap.value:+.2f}.")
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self, get_args

from pydantic import BaseModel, ConfigDict

from selfother.catalogue import name_of
from selfother.errors import BadArgument
from selfother.records.blocks import Section, Tone
from selfother.wording import amount, capital, listed, share_words

if TYPE_CHECKING:
    from selfother.studies.declaring.study import Contrasts
    from selfother.studies.judging.evidence import Evidence

__all__ = ["Conclusion", "Tone", "Verdict", "VerdictRule"]


@dataclass(frozen=True)
class Verdict:
    """A word, whether it is good news, and what it rests on.

    Attributes:
        word: A few words, printed as they are.
        tone: "good", "part" (good with a limit), "bad", "open" (not settled) or "neutral".
        reason: One or more sentences with the numbers behind the word.
    """

    word: str
    tone: Tone
    reason: str


@dataclass(frozen=True)
class Conclusion:
    """What a rule says of a whole study.

    Attributes:
        verdict: A word of the rule, with what it rests on.
        plain: One sentence without a symbol, for the first paragraph of the report; empty: that speaks of the arms.
        lines: Further sentences for the summary.
        section: What the page shows of it, right after the arms; None: nothing.
    """

    verdict: Verdict
    plain: str = ""
    lines: Sequence[str] = ()
    section: Section | None = None


class VerdictRule(BaseModel, ABC):
    """The contract of a verdict rule; a new one is one file in this folder, or `./mine.py:MyRule`.

    Attributes:
        schema_number: Raised whenever the same settings would give another word: a frozen plan then names the change.
        words: Every word that `judge` may return, and `conclude`, with its tone.
        plain: Word -> what it says of a treatment, as the rest of a sentence: "damaged the model". The first paragraph
            of a report says so; a word without an entry is quoted there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_number: ClassVar[int] = 1
    words: ClassVar[dict[str, Tone]]
    plain: ClassVar[dict[str, str]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **settings: Any) -> None:
        """Check the words of a class, so that no run ends at a word without a tone."""
        super().__pydantic_init_subclass__(**settings)
        words: Any = vars(cls).get("words", {"": "good"})
        if not isinstance(words, Mapping) or not words or not all(tone in get_args(Tone) for tone in words.values()):
            raise BadArgument(
                f"words of {cls.__name__} must give each word its tone ({', '.join(get_args(Tone))}); got {words!r}. "
                'Write e.g. words = {"halved": "good", "not halved": "bad"}'
            )

    @classmethod
    def small(cls) -> Self:
        """The smallest object that still does its work; a class that needs settings says its own."""
        return cls()

    @abstractmethod
    def judge(self, evidence: "Evidence") -> Verdict:
        """The verdict on a treatment.

        Args:
            evidence: What was measured of it, of every other arm, and what was declared.

        Returns:
            A word of `words`; where a number that it needs is missing, one that says so.
        """

    def describe(self, evidence: "Evidence") -> Verdict:
        """The verdict on an arm that nothing is claimed for: what it is for, its level, and what it broke."""
        level = self.level_words(evidence)
        if evidence.role == "baseline":
            return Verdict("baseline", "neutral", level)
        if evidence.arm == evidence.subject:
            return Verdict("subject", "neutral", level)
        if evidence.is_another_model:
            return Verdict("another model", "neutral", level)
        damages = evidence.damages()
        broken = f" Damage: {listed(damages)}." if damages else ""
        return Verdict("upper bound" if evidence.role == "upper bound" else "control", "neutral", f"{level}{broken}")

    def conclude(self, evidences: Sequence["Evidence"]) -> Conclusion | None:
        """What the rule says of the study as a whole, with a section of its own; None: nothing.

        Args:
            evidences: One an arm, in the order of the study; each of them sees all arms.
        """
        return None

    def measures(self) -> Sequence[str]:
        """The measures that its words rest on beside the declared ones, `probe.measure` each.

        A word was declared before the run only if their probes are still those of the frozen plan.
        """
        return ()

    def level_words(self, evidence: "Evidence") -> str:
        """The level of an arm on the primary measure, as a sentence."""
        level, name = evidence.level(), capital(evidence.measure_name)
        if level.value is None or evidence.is_share():
            return f"{name}: {share_words(level)}."
        return f"{name}: {amount(level.value)}."

    def check(self, declared: "Contrasts", probes: Sequence[str]) -> None:
        """Check that a study has what the rule needs, before anything runs.

        Args:
            declared: What the study declares, its controls among it.
            probes: The names of its probes.

        Raises:
            BadStudy: It has not.
        """

    def gaps(self, declared: "Contrasts", *, seeds: int, kinds: int) -> list[str]:
        """What a study that trains lacks for the words of this rule, a sentence each.

        Args:
            declared: What the study declares, its controls among it.
            seeds: How many training seeds it has.
            kinds: How many kinds of subject.
        """
        return []

    def verdict(self, word: str, reason: str) -> Verdict:
        """A verdict in a word of this rule, with the tone of that word.

        Raises:
            BadArgument: The word is none of its words.
        """
        if word not in self.words:
            rule = name_of(type(self))
            raise BadArgument(f"the rule {rule} has no word {word!r}; it has {', '.join(self.words)}. Add it to words.")
        return Verdict(word, self.words[word], reason)
