"""One arm of a study as a verdict rule sees it: its numbers, those of every other arm, and what was declared.

A `Bench` holds the scores of all arms, an `Evidence` looks at them from one arm. Whatever a rule asks is computed then,
and kept: levels and differences with 95 % intervals over clusters (and over training runs, where there are several),
paired by item. What was not measured has `value=None` and a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from selfother.records import Estimate, ItemScore
from selfother.studies.declaring.cells import Replicate
from selfother.studies.declaring.parts import short_name
from selfother.studies.declaring.study import Contrasts
from selfother.studies.judging.bench import Bench, MeasureKey
from selfother.studies.judging.comparisons import level_of
from selfother.studies.judging.damage import damages_of, truth_changes, unseen_damage
from selfother.studies.judging.readings import read_arm
from selfother.studies.judging.scored import few_words, unscored_words

__all__ = ["Evidence"]

_DOSE = MeasureKey("dose", "kl_neutral")


@dataclass(frozen=True)
class Evidence:
    """What a study measured, seen from one arm.

        evidence.level()                       its mean on the primary measure
        evidence.level("fact.true")            the same on another measure, written `probe.measure`
        evidence.level(arm="sham")             the same of another arm
        evidence.by_run()                      its mean in every training run alone
        evidence.benefit("sham")               how much better it is than an arm, paired by item
        evidence.difference("sham", "fact.true")
        evidence.doses("sham")                 the dose of an arm over its own
        evidence.damages()                     what it broke, a sentence each
        evidence.readings("value_commitment")  what an instrument says of each of its training runs
        evidence.declared.margin_points        the declared margins; `declared.controls` are the declared controls
        evidence.on("lying_organism")          the same on one kind of subject alone

    Attributes:
        arm: The arm that is judged.
        bench: Where the numbers come from.
    """

    arm: str
    bench: Bench = field(repr=False)

    @property
    def declared(self) -> Contrasts:
        """What the study declared before it ran: the primary measure, margins, treatments, controls, damage."""
        assert self.bench.study.contrasts is not None  # without contrasts nothing is judged
        return self.bench.study.contrasts

    @property
    def measure(self) -> str:
        """The primary measure, "probe.measure", with its form in brackets where one is declared."""
        return str(self.bench.primary)

    @property
    def measure_name(self) -> str:
        """The primary measure without its probe, in words: "deceptive"."""
        return self._key("").measure.replace("_", " ")

    @property
    def arms(self) -> list[str]:
        """All arms, in the order of the study."""
        return list(self.bench.study.arms)

    @property
    def role(self) -> str:
        """What the arm is for: "subject", "baseline", "treatment", "control" or "upper bound"."""
        return self.bench.study.arms[self.arm].role

    @property
    def subject(self) -> str | None:
        """The arm that is the subject as it is; None: the study has none."""
        return self.bench.subject

    @property
    def kinds(self) -> list[str]:
        """The kinds of subject that are seen here; empty: the base model is the subject."""
        return self.bench.kinds

    @property
    def is_another_model(self) -> bool:
        """Whether the arm is made from another model than the subject, so that no intervention explains the gap."""
        return self.bench.is_another_model(self.arm)

    @property
    def is_one_run(self) -> bool:
        """Whether an arm that is trained was trained once on each subject, as far as the primary measure was taken."""
        stacks = [stack for (arm, _), stack in self.bench.layout.stacks.items() if arm == self.arm]
        is_trained = any(link.train is not None for stack in stacks for link in stack.links)
        seeds = {replicate.seed for replicate, items in self.bench.scores(self.arm, self._key("")).items() if items}
        return is_trained and len(seeds) < 2

    def on(self, *kinds: str) -> "Evidence":
        """The same evidence on these kinds of subject alone."""
        return Evidence(self.arm, self.bench.on(*kinds))

    def families(self, measure: str = "") -> list[str]:
        """The families of a measure that were scored; empty where it has none."""
        return self.bench.families(self._key(measure))

    def direction(self, measure: str = "") -> Literal["lower", "higher", "neither"]:
        """Which direction of a measure is better, as its probe says."""
        return self.bench.direction(self._key(measure))

    def is_share(self, measure: str = "") -> bool:
        """Whether every score of a measure is 0 or 1, so that points can be said of it."""
        return self.bench.is_share(self._key(measure))

    def level(
        self, measure: str = "", *, arm: str = "", family: str = "", unscored_as: float | None = None
    ) -> Estimate:
        """The mean of an arm.

        Args:
            measure: `probe.measure`; empty: the primary measure.
            arm: Another arm than this one.
            family: One family alone; empty: all of them, weighing the same.
            unscored_as: What an answer without a score counts as; None: it stays out.
        """
        key, name = self._key(measure), arm or self.arm
        if unscored_as is None:
            return self.bench.level(name, key, family)
        scores = self.bench.scores(name, key, family)
        return level_of({replicate: _filled(items, unscored_as) for replicate, items in scores.items()})

    def by_run(self, measure: str = "", *, arm: str = "", family: str = "") -> Mapping[Replicate, Estimate]:
        """The mean of every training run of an arm alone, by its kind of subject and its seeds.

        Args:
            measure: `probe.measure`; empty: the primary measure.
            arm: Another arm than this one.
            family: One family alone; empty: all of them, weighing the same.
        """
        key = self._key(measure)
        scores = self.bench.scores(arm or self.arm, key, family)
        return {run: level_of({run: items}, bounds=self.bench.bounds(key)) for run, items in scores.items()}

    def difference(self, control: str, measure: str = "", *, family: str = "") -> Estimate:
        """This arm minus another one, paired by item.

        Args:
            control: The other arm.
            measure: `probe.measure`; empty: the primary measure.
            family: One family alone.
        """
        return self.bench.difference(self.arm, control, self._key(measure), family).estimate

    def benefit(self, control: str, measure: str = "") -> Estimate:
        """How much better this arm is than another one: the difference, turned so that positive is better."""
        return self.bench.benefit(self.arm, control, self._key(measure))

    def doses(self, control: str) -> tuple[float, float] | None:
        """The smallest and the largest dose of another arm over this one's, over kinds of subject.

        A dose is the divergence from the starting model on neutral prompts (`dose.kl_neutral`).

        Returns:
            1.0 is the same dose. None: one of the two is not known, or this arm's is 0.
        """
        ratios = []
        for kind in self.kinds or [""]:
            here = self.bench.on(kind)
            own, other = here.level(self.arm, _DOSE).value, here.level(control, _DOSE).value
            if own is None or other is None or own <= 0:
                return None
            ratios.append(max(other, 0.0) / own)
        return min(ratios), max(ratios)

    def damages(self) -> list[str]:
        """What the arm broke by the declared limits (`declared.damage`), a sentence each; empty: nothing was found."""
        return damages_of(self.bench, self.arm, self.declared)

    def unseen_damage(self, *, most_unscored: float) -> list[str]:
        """Why the arm is not shown to be whole: declared damage measures without a value, or of too few answers.

        Args:
            most_unscored: Share of answers without a score up to which a measure counts as taken.
        """
        return unseen_damage(self.bench, self.arm, self.declared, most_unscored=most_unscored)

    def truth_changes(self, arm: str = "") -> Mapping[str, Estimate]:
        """What this arm, or another one, changes of every declared truth measure, against the subject."""
        return truth_changes(self.bench, arm or self.arm, self.declared)

    def too_unscored(self, most: float, measure: str = "", *, arm: str = "") -> str:
        """How many answers have no score, in words, where that is more than a share in some family; else empty."""
        return unscored_words(self.bench, arm or self.arm, self._key(measure), most)

    def too_few(self, least: int, measure: str = "") -> str:
        """Which family of a measure has fewer scored clusters than asked for, in words; else empty."""
        return few_words(self.bench, self.arm, self._key(measure), least)

    def readings(self, probe: str) -> Sequence[Any]:
        """What the instrument of a probe says of each training run of the arm: records of that instrument.

        Args:
            probe: The name that its results are kept under. The probe must have an instrument.

        Returns:
            One a finished run, in the order of the study; see `runs` for how many there are to be.
        """
        return read_arm(self.bench, self.arm, probe)

    def runs(self, probe: str) -> int:
        """How many training runs of the arm a probe is to measure, finished or not."""
        return sum(
            short_name(cell.part.name) == probe
            for (arm, _), cells in self.bench.layout.probes.items()
            for cell in cells
            if arm == self.arm
        )

    def _key(self, measure: str) -> MeasureKey:
        if not measure:
            assert self.bench.primary is not None
            return self.bench.primary
        path, _, form = measure.partition(" (")
        return self.bench.key_of(path, form.removesuffix(")"))


def _filled(items: Sequence[ItemScore], value: float) -> list[ItemScore]:
    return [item if item.value is not None else item.model_copy(update={"value": value}) for item in items]
