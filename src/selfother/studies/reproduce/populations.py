"""The page of populations: where empathy survives among the selfish, and where it is a disadvantage."""

from collections.abc import Sequence

from selfother.records import ReproducedClaim
from selfother.studies.reproduce.conditions import (
    OnGraphs,
    PartnerChoice,
    Recognition,
    Repetition,
    Reputation,
    Updating,
)
from selfother.studies.reproduce.mixing import Assortment, Concern, Duality, TwoThresholds, WellMixed
from selfother.studies.reproduce.paper import Paper
from selfother.studies.reproduce.phases import draw_phases

__all__ = ["POPULATIONS"]

UNCONFIRMED = "not confirmed by this run"
SENTENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("1", "2"),
        "The sentence under test is true of one case: empathy that is unconditional (lam above c/(b+c)) in a well-mixed "
        "population, where the other is met by chance and nothing is known of it. There it is at a disadvantage at every "
        "frequency, also among many of its like: they do better together, but a selfish player among them does better "
        "still",
    ),
    (
        ("3", "4", "5"),
        "It is false wherever the empathic meet the empathic more often than chance would have it: under assortment r "
        "empathy grows at every frequency, from a single mutant on, once r b > c, and an evolving weight comes to rest "
        "near lam/(1-lam) = r, neither at 0 nor at 1",
    ),
    (
        ("7", "8"),
        "On a graph the same is done by few neighbours, above (b/c)* = k(N-2)/(N-2k), but under weak selection and with "
        "death-birth updating only; with birth-death updating never",
    ),
    (
        ("6",),
        "Recognition with accuracy a makes empathy resist from a > b/(2b-c), but it then grows only above an unstable "
        "share, and drift favours it from a > (b+2c)/(2b+c) under weak selection only",
    ),
    (
        ("9", "10", "11"),
        "Reputation, partner choice and adaptation are of that second kind: they let empathy live among the selfish once "
        "it is common enough, and resist them (reputation if known more often than c/b; choice alone only if cheats must "
        "search for a partner, else the two live side by side), and none of them lets a single empathic mutant invade an "
        "infinite population",
    ),
)
LAST = (
    "So what decides is not whether the population is mixed, but whether gifts fall on the empathic more often than on the "
    "others by more than c/b; unconditional empathy in a well-mixed population is the case in which they cannot."
)


def verdict_of(claims: Sequence[ReproducedClaim]) -> str:
    """Return the paragraph; a sentence whose claims were not all reproduced says so."""
    found = {claim.key: claim.verdict for claim in claims}
    parts = []
    for keys, sentence in SENTENCES:
        open_claims = [key for key in keys if found.get(key) != "reproduced"]
        named = f"claim{'s' if len(keys) > 1 else ''} {', '.join(keys)}"
        doubt = f"; {UNCONFIRMED}: {', '.join(open_claims)}" if open_claims else ""
        parts.append(f"{sentence} ({named}{doubt}).")
    return " ".join([*parts, LAST])


POPULATIONS = Paper(
    name="populations",
    title="Where empathy survives, and where it is a disadvantage",
    source=(
        "Under test: “empathy is a cooperative strategy only in a population of empathic agents; in a mixed population, "
        "it is a disadvantage”. Printed are closed forms (Hamilton 1964; Grafen 1979; Nowak and Sigmund 1998; Ohtsuki et "
        "al. 2006; Alger and Weibull 2013; Allen et al. 2017; some derived here), ours are simulations that know nothing "
        "of them"
    ),
    claims=(
        WellMixed,
        Concern,
        Assortment,
        TwoThresholds,
        Duality,
        Recognition,
        OnGraphs,
        Updating,
        Reputation,
        PartnerChoice,
        Repetition,
    ),
    draw_figures=draw_phases,
    quick="a tenth of the runs",
    verdict=verdict_of,
)
