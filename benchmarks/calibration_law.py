"""How often the words on the target law are given undeserved, and how often to studies that deserve them.

Planted studies, answers drawn at known rates and no model, are read by the rule that reads a real study. They have 5
organisms that cross identity with truth, 13 targets, 5 training seeds, and 48 answers a rate. Each row is a world in
which the law holds, or a way in which it does not: at its margin, far beyond it, or not to be seen. Training runs
differ by 2 points.

- undeserved: share of studies whose word is not among those that their world deserves, or leaves open.
- named: share of studies that get the word which their world deserves.

Run: python -m benchmarks.calibration_law [--draws 40] [--json]
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from benchmarks._planted_laws import CROSSED, SELVES, SOFT, TARGETS, PlantedLaw, law_bench, planted_rule
from selfother.seeds import stream
from selfother.studies.judging.evidence import Evidence
from selfother.studies.judging.rules.target_law.word import word_of

__all__ = ["BOUND", "WORLDS", "Row", "calibrate"]

BOUND = 0.05
OPEN = ("not resolved", "not measured")
_HOSTILE = ("enemy", "other", "instructed")
_UNCROSSED = dict.fromkeys(CROSSED, ("self", "past_self", "fictional_self"))
_BY_ORGANISM = {
    (target, organism): 0.03 if organism in ("both_told", "lies_on_order") else 0.96
    for target in TARGETS
    for organism in CROSSED
}
WORLDS: Mapping[str, tuple[PlantedLaw, str]] = {
    "the law": (PlantedLaw(lambda heard: heard.lies), "the law holds"),
    "the law, organisms differ by 3 %": (PlantedLaw(lambda heard: heard.lies, of_organisms=0.03), "the law holds"),
    "the law, runs differ by 15 points": (PlantedLaw(lambda heard: heard.lies, spread=0.15), "the law holds"),
    "slope at its margin": (PlantedLaw(lambda heard: 0.85 * heard.lies + 0.005, of_organisms=0.02), ""),
    "identity term at its margin": (
        PlantedLaw(lambda heard: heard.lies - 0.1 * (heard.target in SELVES), heard=SOFT),
        "",
    ),
    "half the slope": (PlantedLaw(lambda heard: 0.5 * heard.lies, of_organisms=0.1), "the law fails"),
    "every tuning cures, the sham too": (PlantedLaw(lambda _: 0.02, sham=0.02), "the law fails"),
    "no tuning cures": (PlantedLaw(lambda _: 0.95), "the law fails"),
    "only the self cures": (PlantedLaw(lambda heard: 0.03 if heard.target in SELVES else 0.95), "self-specific"),
    "the self adds 30 points": (
        PlantedLaw(lambda heard: heard.lies - 0.3 * (heard.target in SELVES), heard=SOFT),
        "self-specific",
    ),
    "all but enemies cure": (PlantedLaw(lambda heard: 0.95 if heard.target in _HOSTILE else 0.03), "the law fails"),
    "organisms decide, and targets with them": (PlantedLaw(lambda heard: heard.lies, heard=_BY_ORGANISM), ""),
    "only selves are told the truth": (
        PlantedLaw(lambda heard: 0.03 if heard.target in SELVES[:3] else 0.95, told=_UNCROSSED),
        "",
    ),
    "every organism tells the same targets the truth": (
        PlantedLaw(lambda heard: heard.lies, told=dict.fromkeys(CROSSED, CROSSED["both_told"])),
        "",
    ),
    "85 % unscored": (PlantedLaw(lambda heard: heard.lies, unscored=0.85), ""),
    "one training seed": (PlantedLaw(lambda heard: heard.lies, seeds=1), ""),
    "one organism": (PlantedLaw(lambda heard: heard.lies, told={"self_told": CROSSED["self_told"]}), ""),
}
"""Name -> a study and the word that it deserves; empty: none is deserved, and each is undeserved."""


@dataclass(frozen=True)
class Row:
    """What studies of one world were called.

    Attributes:
        world: Its name.
        deserved: The word that it deserves; empty: none.
        undeserved: Share of words that are neither that one nor open.
        named: Share of studies that got the word; None where none is deserved.
        draws: Studies.
        words: Word -> how often.
    """

    world: str
    deserved: str
    undeserved: float
    named: float | None
    draws: int
    words: dict[str, int]


def calibrate(draws: int, *, seed: int = 0, worlds: Mapping[str, tuple[PlantedLaw, str]] = WORLDS) -> list[Row]:
    """Draw studies of every world and count their words.

    Args:
        draws: Studies of each.
        seed: Root seed.
        worlds: As `WORLDS`.
    """
    rows = []
    for world, (planted, deserved) in worlds.items():
        words = Counter(_word(planted, seed, f"{world} {draw}") for draw in range(draws))
        wrong = sum(count for word, count in words.items() if word not in (*OPEN, deserved))
        named = words[deserved] / draws if deserved else None
        rows.append(Row(world, deserved, wrong / draws, named, draws, dict(words.most_common())))
    return rows


def _word(planted: PlantedLaw, seed: int, draw: str) -> str:
    rule = planted_rule()
    bench = law_bench(planted, stream(seed, "calibration of the law", draw), rule)
    grounds = rule.grounds([Evidence(arm, bench) for arm in bench.study.arms])
    return word_of(grounds, rule.limits).word if grounds is not None else "not measured"


def main() -> None:
    """Print a row for every world."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--draws", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = calibrate(given.draws)
    if given.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    print(f"{'world':48} {'undeserved':>10} {'named':>6}  words ({given.draws} studies each)")
    for row in rows:
        named = "" if row.named is None else f"{row.named:.0%}"
        words = ", ".join(f"{word} {count}" for word, count in row.words.items())
        print(f"{row.world:48} {row.undeserved:>10.0%} {named:>6}  {words}")


if __name__ == "__main__":
    main()
