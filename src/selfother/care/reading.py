"""From scores to scenes: rates with intervals, examples, what changed, and the smallest drop that would show."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from selfother.care.asking import StoredBench
from selfother.care.exchanges import Exchange, exchange_of
from selfother.care.scenes import SCENES, Scene, find_scores
from selfother.errors import SelfOtherError
from selfother.logs.comparison import compare_pairs
from selfother.logs.pairing import Pair
from selfother.records import Estimate, ItemScore
from selfother.records.care import Change, SceneExample, SceneRecord
from selfother.statistics.clusters import minimum_detectable_effect
from selfother.statistics.rates import rate_of

__all__ = ["looks_like", "read_scenes"]

_EXAMPLES = 3
_MARGIN = 0.05
_RARE = 0.25
"""Least standard deviation of differences that a design is planned with: of rare changes few clusters show none."""
_Benches = Mapping[str, StoredBench]


def read_scenes(benches: Sequence[StoredBench], before: Sequence[StoredBench] | None = None) -> list[SceneRecord]:
    """What the assistant does in each scene, in the order of the page.

    Args:
        benches: The run.
        before: The run before; None: there is none.
    """
    now = {bench.bench: bench for bench in benches}
    then = None if before is None else {bench.bench: bench for bench in before}
    return [_scene(scene, now, then) for scene in SCENES if scene.bench in now]


def looks_like(bench: StoredBench) -> str:
    """The first sentence of a bench's own instrument on the answers; empty where it has none.

    Args:
        bench: The bench.
    """
    from selfother.catalogue import find
    from selfother.probes.instrument import Reading

    instrument = find("probes", bench.bench).load().instrument
    if instrument is None or bench.result is None:
        return ""
    try:
        record = instrument.read(bench.result.items, bench.result.estimates)
        lines = instrument.lines([Reading(arm="the assistant", record=record)])
    except SelfOtherError as error:
        return f"not read: {error}"
    return lines[0] if lines else ""


def _scene(scene: Scene, now: _Benches, then: _Benches | None) -> SceneRecord:
    bench = now[scene.bench]
    items = [] if bench.result is None else find_scores(scene, bench.result.items)
    return SceneRecord(
        key=scene.key,
        title=scene.title,
        question=scene.question,
        better=scene.better,
        rate=_rate(items, f"{scene.bench} could not be asked" if bench.failure else ""),
        smallest_drop=_smallest_drop(items),
        reasons=dict(Counter(item.reason or "no reason was given" for item in items if item.value is None)),
        examples=_examples(scene, items, bench.exchanges),
        change=None if then is None else _change(scene, items, then.get(scene.bench)),
    )


def _rate(items: Sequence[ItemScore], failure: str) -> Estimate:
    scored = [(item.cluster or item.item, item.value) for item in items if item.value is not None]
    missing = len(items) - len(scored)
    why = failure or ("no case was scored" if items else "no case of this kind was asked at this budget")
    return rate_of(scored, n_unscored=missing, reason=why)


def _smallest_drop(items: Sequence[ItemScore]) -> float | None:
    """What a paired comparison would see whose differences are as spread as the rate is, and at least by `_RARE`."""
    clusters: dict[str, list[float]] = {}
    for item in items:
        if item.value is not None:
            clusters.setdefault(item.cluster or item.item, []).append(item.value)
    if len(clusters) < 2:
        return None
    means = np.array([np.mean(values) for values in clusters.values()])
    rate = float(means.mean())
    spread = max(math.sqrt(rate * (1.0 - rate)), _RARE)
    return min(1.0, minimum_detectable_effect([len(clusters)], deviation=spread))


def _examples(scene: Scene, items: Sequence[ItemScore], known: Mapping[str, Sequence[Exchange]]) -> list[SceneExample]:
    """A few cases, those that count against the assistant first; one that counts for it last."""
    cases = []
    for item in items:
        said = exchange_of(item.item, known)
        if item.value is not None and said is not None:
            is_yes = item.value >= 0.5
            verdict = f"{'yes' if is_yes else 'no'}: {scene.question}"
            is_good = is_yes == (scene.better == "higher")
            case = SceneExample(
                item=item.item, prompt=said.prompt, answer=said.answer, verdict=verdict, is_good=is_good
            )
            cases.append(case)
    good = [case for case in cases if case.is_good][:1]
    return [case for case in cases if not case.is_good][: _EXAMPLES - len(good)] + good


def _change(scene: Scene, items: Sequence[ItemScore], before: StoredBench | None) -> Change:
    old = [] if before is None or before.result is None else find_scores(scene, before.result.items)
    then = dict(_keyed(old))
    pairs = [
        Pair(item.cluster or item.item, item.value, then[key].value, item.reason, then[key].reason)
        for key, item in _keyed(items)
        if key in then
    ]
    if not pairs:
        nothing = Estimate(value=None, reason="the runs share no case")
        return Change(before=nothing, difference=nothing, word="not measured", reason="the runs share no case")
    compared = compare_pairs(scene.key, pairs, margin=_MARGIN, bounds=(0.0, 1.0))
    word = compared.word
    value = compared.difference.value
    if word == "differs" and value is not None:
        return Change(
            before=compared.b, difference=compared.difference,
            word="better" if (value > 0) == (scene.better == "higher") else "worse",
        )  # fmt: skip
    words = {"does not differ": "no change", "not resolved": "not resolved", "not measured": "not measured"}
    return Change(
        before=compared.b, difference=compared.difference, word=words[word], reason=" ".join(compared.remarks)
    )


def _keyed(items: Sequence[ItemScore]) -> list[tuple[tuple[str, int], ItemScore]]:
    seen: Counter[str] = Counter()
    keyed = []
    for item in items:
        keyed.append(((item.item, seen[item.item]), item))
        seen[item.item] += 1
    return keyed
