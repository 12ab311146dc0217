"""The cross-table of a study: arms by measures, with every comparison made once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from selfother.records import CellRecord, Estimate, ItemScore
from selfother.studies.declaring.cells import Layout, Replicate
from selfother.studies.declaring.study import DeclaredStudy
from selfother.studies.judging.comparisons import Difference, Scores, difference, level_of, select
from selfother.studies.judging.plan import reference_arm

if TYPE_CHECKING:
    from selfother.studies.judging.rules.rule import VerdictRule

__all__ = ["Bench", "MeasureKey", "negated"]


@dataclass(frozen=True, order=True)
class MeasureKey:
    """A measure in one form: `deception.deceptive` by forced choice, say."""

    probe: str
    measure: str
    form: str = ""

    def __str__(self) -> str:
        """Write it as findings name it."""
        return f"{self.probe}.{self.measure}" + (f" ({self.form})" if self.form else "")


@dataclass
class Bench:
    """Scores of every arm, read from finished cells; missing cells are missing scores, never zeros."""

    study: DeclaredStudy
    layout: Layout
    records: Mapping[str, CellRecord]
    _differences: dict[tuple[str, str, MeasureKey, str], Difference] = field(default_factory=dict)
    _levels: dict[tuple[str, MeasureKey, str], Estimate] = field(default_factory=dict)
    _scores: dict[tuple[str, MeasureKey, str], Scores] = field(default_factory=dict)

    @property
    def subject(self) -> str | None:
        """The arm that is the subject itself."""
        return reference_arm(self.study)

    def is_another_model(self, arm: str) -> bool:
        """Whether an arm is made from another model than the subject, not from what was done to it."""
        bases, subject = self.layout.bases(), self.subject
        return subject is not None and bases[arm].identity != bases[subject].identity

    @property
    def trains(self) -> bool:
        """Whether anything of the study is trained."""
        links = [link for stack in self.layout.stacks.values() for link in (*stack.start, *stack.links)]
        return any(link.train is not None for link in links)

    @property
    def kinds(self) -> list[str]:
        """The kinds of subject that are here, in the order of the study; empty: the base itself is the subject."""
        return list(dict.fromkeys(where.kind for _, where in self.layout.probes if where.kind))

    def on(self, *kinds: str) -> "Bench":
        """The same table on those kinds of subject alone; arms made from the base stay."""
        if set(kinds) >= set(self.kinds):
            return self
        probes = {where: cells for where, cells in self.layout.probes.items() if where[1].kind in ("", *kinds)}
        return Bench(self.study, replace(self.layout, probes=probes), self.records)

    @property
    def rule(self) -> "VerdictRule":
        """The declared verdict rule; only studies with contrasts have one."""
        made = self.layout.made.rule
        assert made is not None  # `lay_out` makes it wherever contrasts are declared
        rule: VerdictRule = made.thing
        return rule

    @property
    def primary(self) -> MeasureKey | None:
        """The primary measure."""
        declared = self.study.contrasts
        return self.key_of(declared.measure, declared.form) if declared else None

    @staticmethod
    def key_of(path: str, form: str = "") -> MeasureKey:
        """Read `probe.measure`."""
        probe, _, measure = path.partition(".")
        return MeasureKey(probe, measure, form)

    def cells_of(self, arm: str, probe: str) -> Iterator[tuple[Replicate, CellRecord]]:
        """Yield the finished cells of one arm and probe."""
        for (name, replicate), cells in self.layout.probes.items():
            for cell in cells:
                if name == arm and cell.name == probe and cell.key in self.records:
                    yield replicate, self.records[cell.key]

    def scores(self, arm: str, key: MeasureKey, family: str = "") -> Scores:
        """The scores of an arm on one measure."""
        where = (arm, key, family)
        if where not in self._scores:
            if family:
                self._scores[where] = select(self.scores(arm, key), key.measure, family=family)
            else:
                whole: dict[Replicate, list[ItemScore]] = {
                    replicate: record.items for replicate, record in self.cells_of(arm, key.probe)
                }
                self._scores[where] = select(whole, key.measure, form=key.form)
        return self._scores[where]

    def measures(self) -> list[MeasureKey]:
        """Every measure and form that was scored, the primary first, then in the order of the study."""
        keys: dict[MeasureKey, None] = {self.primary: None} if self.primary else {}
        for cells in self.layout.probes.values():
            for cell in cells:
                if (record := self.records.get(cell.key)) is not None:
                    keys |= {MeasureKey(cell.name, item.measure, item.form): None for item in record.items}
        return [key for key in keys if not (self.primary and not self.primary.form and self._refines(key))]

    def _refines(self, key: MeasureKey) -> bool:
        primary = self.primary
        return primary is not None and key != primary and (key.probe, key.measure) == (primary.probe, primary.measure)

    def families(self, key: MeasureKey) -> list[str]:
        """The families of a measure, in the order they were scored."""
        families: dict[str, None] = {}
        for arm in self.study.arms:
            for items in self.scores(arm, key).values():
                families |= {item.family: None for item in items if item.family}
        return list(families)

    def direction(self, key: MeasureKey) -> Literal["lower", "higher", "neither"]:
        """Which direction of a measure is better, as its probe says."""
        for cells in self.layout.probes.values():
            for cell in cells:
                if cell.name == key.probe:
                    return cell.measures.get(key.measure, "neither")  # type: ignore[return-value]
        return "neither"

    def bounds(self, key: MeasureKey) -> tuple[float, float] | None:
        """What no score of a measure can leave, as its probe says; None: it says nothing."""
        for cells in self.layout.probes.values():
            for cell in cells:
                if cell.name == key.probe:
                    return cell.ranges.get(key.measure)
        return None

    def is_share(self, key: MeasureKey) -> bool:
        """Whether a measure is 0 or 1 an item, and nothing else by its range."""
        return self.bounds(key) in (None, (0.0, 1.0)) and all(
            item.value in (None, 0.0, 1.0)
            for arm in self.study.arms
            for items in self.scores(arm, key).values()
            for item in items
        )

    def level(self, arm: str, key: MeasureKey, family: str = "") -> Estimate:
        """The mean of an arm on a measure."""
        where = (arm, key, family)
        if where not in self._levels:
            self._levels[where] = level_of(self.scores(arm, key, family), bounds=self.bounds(key))
        return self._levels[where]

    def difference(self, arm: str, control: str, key: MeasureKey, family: str = "") -> Difference:
        """The paired difference of two arms on a measure."""
        where = (arm, control, key, family)
        if where not in self._differences:
            own, other = self.scores(arm, key, family), self.scores(control, key, family)
            self._differences[where] = difference(own, other, bounds=self.bounds(key))
        return self._differences[where]

    def benefit(self, arm: str, control: str, key: MeasureKey) -> Estimate:
        """How much better an arm is than its control: the difference, turned so that positive is better."""
        estimate = self.difference(arm, control, key).estimate
        return negated(estimate) if self.direction(key) == "lower" else estimate


def negated(estimate: Estimate) -> Estimate:
    """The estimate of the negative."""
    if estimate.value is None:
        return estimate
    turned = {"value": -estimate.value}
    if estimate.low is not None and estimate.high is not None:
        turned |= {"low": -estimate.high, "high": -estimate.low}
    return estimate.model_copy(update=turned)
