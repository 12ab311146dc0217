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
        "The sentence under test holds in full for one case: empathy that is unconditional (lam above c/(b+c)) in a "
        "well-mixed population, where partners meet by chance and nothing is known of them. There it is at a "
        "disadvantage at every frequency, and so also in a population of empathic agents: they do well together, and a "
        "selfish player among them does better",
    ),
    (
        ("3", "4", "5"),
        "It is false wherever the empathic meet the empathic more often than chance would have it: under assortment r "
        "unconditional empathy grows at every frequency, from a single mutant on, iff r b > c; and where payoffs do "
        "not add up, as in the prisoner's dilemma (3, 0, 5, 1), an evolving weight comes to rest near lam/(1-lam) = r, "
        "between selfishness and full concern",
    ),
    (
        ("7", "8"),
        "Few neighbours on a graph do the same above (b/c)* = k(N-2)/(N-2k), shown here for weak selection and "
        "death-birth updating; with birth-death updating they never do",
    ),
    (
        ("6",),
        "Recognition of the other's type with accuracy a is a condition of another kind: empathy resists selfish iff "
        "a > b/(2b-c), but grows only above an unstable share, and is favoured from a single mutant iff "
        "a > (b+2c)/(2b+c) and selection is weak",
    ),
    (
        ("9", "10", "11"),
        "Reputation, partner choice and adaptation are of that kind too: above a share they let empathy live among the "
        "selfish or replace them, reputation if it is known more often than c/b, the choice to leave if cheats must "
        "search for the next partner (if they need not, both live side by side), adaptation if games are repeated; "
        "below that share, and so from a single mutant in a large population, the sentence holds for all three",
    ),
)
LAST = (
    "What decides is therefore not whether a population is mixed, but whether what empathy gives comes back to the "
    "empathic more often than to others, often enough to pay for it; well-mixed and unconditional is the case in which "
    "it cannot. This is about these games and dynamics, not about people."
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
        "Under test: “empathy is a cooperative strategy only in a population of empathic agents; in a mixed "
        "population, it is a disadvantage”. Printed are closed forms (Hamilton 1964; Grafen 1979; Nowak and Sigmund "
        "1998; Ohtsuki et al. 2006; Alger and Weibull 2013; Allen et al. 2017; some derived here), ours are "
        "simulations that know nothing of them"
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
