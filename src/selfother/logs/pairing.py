"""Which samples of two logs belong together, which of them are not independent, and which are compared apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from selfother.errors import BadArgument
from selfother.logs.inspect_log import is_cut
from selfother.logs.scored_log import ScoredLog, ScoredSample, shown
from selfother.logs.whole_samples import changed_questions

__all__ = ["DEFAULT_CLUSTER", "Pair", "Pairing", "pair_up"]

DEFAULT_CLUSTER = "cluster"
_EXAMPLES = 3
_MOST_GROUPS = 50
_Side = tuple[float | None, str]


@dataclass(frozen=True)
class Pair:
    """One score of one sample, in one epoch or over all, in both logs.

    Attributes:
        cluster: What was sampled.
        a: Value in A, None where it was not scored.
        b: Value in B.
        reason_a: Why A has none.
        reason_b: Why B has none.
    """

    cluster: str
    a: float | None
    b: float | None
    reason_a: str = ""
    reason_b: str = ""


@dataclass(frozen=True)
class Pairing:
    """Two logs whose samples were matched by id.

    Attributes:
        a: One log.
        b: The other.
        items: Sample ids of both, in A's order.
        cluster_key: Metadata key of the clusters; empty where every sample is one.
        clusters: Cluster of every shared sample.
        groups: Samples that are compared apart from the others, by their value of a metadata key, "(no KEY)" where they
            have none; one group, "", of all where nothing is compared apart.
        by_epoch: Both logs have the same epochs, so that epochs are paired too; else each sample's mean over its
            epochs is compared.
        warnings: What a reader must know.
    """

    a: ScoredLog
    b: ScoredLog
    items: tuple[str, ...]
    cluster_key: str
    clusters: dict[str, str]
    groups: dict[str, tuple[str, ...]]
    by_epoch: bool
    warnings: tuple[str, ...]

    def pairs(self, score: str, group: str = "") -> list[Pair]:
        """Every pair of a score in a group, also those that one log did not score."""
        pairs = []
        for item in self.groups[group]:
            of_a, of_b = self.a.items[item], self.b.items[item]
            if self.by_epoch:
                by_epoch = [{sample.epoch: sample for sample in side} for side in (of_a, of_b)]
                sides = [
                    (_of_one(by_epoch[0].get(epoch), score), _of_one(by_epoch[1].get(epoch), score))
                    for epoch in sorted(by_epoch[0].keys() | by_epoch[1].keys())
                ]
            else:
                sides = [(_of_all(of_a, score), _of_all(of_b, score))]
            pairs += [Pair(self.clusters[item], a, b, why_a, why_b) for (a, why_a), (b, why_b) in sides]
        return pairs


def pair_up(a: ScoredLog, b: ScoredLog, *, cluster: str | None, by: str = "") -> Pairing:
    """Match the samples of two logs by id.

    Args:
        a: One log.
        b: The other.
        cluster: Metadata key whose values are the clusters; None: "cluster" where a sample has it, else every sample
            is a cluster; "": every sample is one.
        by: Metadata key whose values are the groups; "": one group.

    Raises:
        BadArgument: The logs share no samples, no sample has a key, it has too many values to be compared apart, or
            the logs disagree about one.
    """
    items = tuple(item for item in a.items if item in b.items)
    if not items:
        raise BadArgument(
            f"{a.name} and {b.name} share no samples: ids of A are {_some(a)}, ids of B are {_some(b)}. "
            "Give two logs of one task and one data set."
        )
    key = _cluster_key(a, b, items, cluster)
    named = _values(a, b, items, key, "--cluster")
    clusters = {item: repr((key, value) if value is not None else (None, item)) for item, value in named.items()}
    by_epoch = a.epochs == b.epochs
    warnings = [*_warnings(a, b, items)]
    if not by_epoch:
        warnings.append(
            f"A has {len(a.epochs)} and B has {len(b.epochs)} epochs: each sample's mean over its epochs is compared."
        )
    if key and (without := sum(value is None for value in named.values())):
        warnings.append(f"{without} of {len(items)} samples have no {key!r} in their metadata: each is a cluster.")
    return Pairing(a, b, items, key, clusters, _groups(a, b, items, by), by_epoch, tuple(warnings))


def _of_one(sample: ScoredSample | None, score: str) -> _Side:
    if sample is None:
        return None, "this epoch of the sample is not in the log"
    value = sample.values.get(score)
    return value, "" if value is not None else sample.reason(score)


def _of_all(samples: Sequence[ScoredSample], score: str) -> _Side:
    scored = [sample.values[score] for sample in samples if score in sample.values]
    return (math.fsum(scored) / len(scored), "") if scored else (None, samples[0].reason(score))


def _cluster_key(a: ScoredLog, b: ScoredLog, items: Sequence[str], asked: str | None) -> str:
    if asked is None:
        return DEFAULT_CLUSTER if DEFAULT_CLUSTER in _keys(a, b, items) else ""
    if asked:
        _check_key(a, b, items, asked, "--cluster")
    return asked


def _groups(a: ScoredLog, b: ScoredLog, items: Sequence[str], key: str) -> dict[str, tuple[str, ...]]:
    if not key:
        return {"": tuple(items)}
    _check_key(a, b, items, key, "--by")
    groups: dict[str, list[str]] = {}
    for item, value in _values(a, b, items, key, "--by").items():
        groups.setdefault(f"(no {key})" if value is None else value or "(empty)", []).append(item)
    if len(groups) > _MOST_GROUPS:
        raise BadArgument(
            f"{key!r} has {len(groups):,} values in {len(items):,} samples, too many to compare each apart. "
            f"Name a key of at most {_MOST_GROUPS} values with --by."
        )
    return {name: tuple(groups[name]) for name in sorted(groups)}


def _keys(a: ScoredLog, b: ScoredLog, items: Sequence[str]) -> set[str]:
    return {key for log in (a, b) for item in items for sample in log.items[item] for key in sample.metadata}


def _check_key(a: ScoredLog, b: ScoredLog, items: Sequence[str], key: str, option: str) -> None:
    keys = _keys(a, b, items)
    if key not in keys:
        known = f"Their metadata has {', '.join(map(shown, sorted(keys)[:20]))}" if keys else "They have no metadata"
        raise BadArgument(f"no sample of the two logs has {key!r} in its metadata. {known}. Leave {option} out.")


def _values(a: ScoredLog, b: ScoredLog, items: Sequence[str], key: str, option: str) -> dict[str, str | None]:
    """The value of every sample in its metadata; None where there is none."""
    values: dict[str, str | None] = {}
    for item in items:
        named = {
            str(sample.metadata[key])
            for log in (a, b)
            for sample in log.items[item]
            if key and sample.metadata.get(key) is not None
        }
        if any(map(is_cut, named)):
            raise BadArgument(
                f"{key!r} of sample {shown(item)} is longer than 1,000 characters: two values cannot be told apart. "
                f"Name another key with {option}."
            )
        if len(named) > 1:
            names = " and ".join(repr(name[:80]) for name in sorted(named)[:_EXAMPLES])
            raise BadArgument(
                f"sample {shown(item)} has more than one {key!r}: {names}. Name another key with {option}"
                + (", or --cluster '' to take every sample for itself." if option == "--cluster" else ".")
            )
        values[item] = named.pop() if named else None
    return values


def _warnings(a: ScoredLog, b: ScoredLog, items: Sequence[str]) -> list[str]:
    warnings = []
    if a.run == b.run:
        warnings.append("A and B are the same run.")
    if a.task != b.task:
        warnings.append(f"A is the task {a.task} and B is {b.task}: samples of one id may ask different things.")
    questions = changed_questions(a, b, items)
    if questions.changed:
        warnings.append(
            f"{questions.changed:,} of {len(items):,} shared ids have another input or target in A than in B."
        )
    if questions.unknown:
        warnings.append(
            f"{questions.unknown:,} of {len(items):,} questions are so long that only their beginnings were compared."
        )
    for name, log in (("A", a), ("B", b)):
        warnings += _log_warnings(name, log)
    return warnings


def _log_warnings(name: str, log: ScoredLog) -> list[str]:
    warnings = []
    if log.status != "success":
        warnings.append(f"{name} ended with status {log.status}: it may lack samples.")
    marked = sum(sample.is_invalid for sample in log.samples.values())
    if marked:
        warnings.append(
            f"{marked:,} of {len(log.samples):,} samples of {name} were marked as invalid: they are left out."
        )
    elif log.is_invalidated:
        warnings.append(f"{name} was marked as invalid, and none of its samples.")
    raised = sum(sample.is_raised and bool(sample.values) for sample in log.samples.values())
    if raised:
        warnings.append(
            f"{raised:,} samples of {name} raised an error and were scored all the same: their scores count."
        )
    if log.reducers and len(log.epochs) > 1:
        how = ", ".join(map(shown, log.reducers))
        warnings.append(f"{name} was printed by {how} over its epochs: here each epoch counts, or their mean.")
    if log.mixed_ids:
        ids = ", ".join(map(shown, log.mixed_ids[:_EXAMPLES])) + (", ..." if len(log.mixed_ids) > _EXAMPLES else "")
        warnings.append(
            f"{name} has ids as numbers and as text ({ids}): such a pair is one sample here, the later entry counts."
        )
    elif log.duplicates:
        warnings.append(f"{name} has {log.duplicates:,} entries of a sample and epoch twice: the last one counts.")
    return warnings


def _some(log: ScoredLog) -> str:
    return ", ".join(map(shown, list(log.items)[:_EXAMPLES])) + (", ..." if len(log.items) > _EXAMPLES else "")
