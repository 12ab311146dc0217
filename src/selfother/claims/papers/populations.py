"""The page of populations: where empathy survives among the selfish, and where it is a disadvantage."""

from collections.abc import Sequence

from selfother.claims.papers.conditions import PartnerChoice, Recognition, Repetition, Reputation
from selfother.claims.papers.graphs import OnGraphs, Updating
from selfother.claims.papers.mixing import Assortment, Concern, Duality, TwoThresholds, WellMixed
from selfother.claims.papers.paper import Paper
from selfother.claims.papers.phases import draw_phases
from selfother.records import ReproducedClaim

__all__ = ["POPULATIONS"]

UNCONFIRMED = "not confirmed by this run"
SENTENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("1", "3", "6", "7", "9", "10", "11"),
        "The sentence is true of unconditional empathy in a well-mixed population, at every frequency, and false as a "
        "statement about mixed populations. Where gifts reach the empathic more often than others, by enough to pay "
        "for them (assortment, few neighbours), empathy spreads among the selfish from a single mutant on. Where it "
        "gives on conditions (recognition, reputation, partner choice, adaptation), it holds out against the selfish "
        "and spreads once it has a share to begin with; below that share the sentence holds",
    ),
    (
        ("1", "2"),
        "Well mixed: empathy that is unconditional (lam above c/(b+c)) gets c less than selfish whatever its share, "
        "and so it is at a disadvantage in a population of empathic agents too: they do well together, and a selfish "
        "player among them does better",
    ),
    (
        ("3", "4", "5"),
        "Assortment r: unconditional empathy grows at every frequency iff r b > c. Where payoffs do not add up, as in "
        "the prisoner's dilemma (3, 0, 5, 1), an evolving weight comes to rest near lam/(1-lam) = r, between "
        "selfishness and full concern",
    ),
    (
        ("7", "8"),
        "Graphs: few neighbours, fewer than half of the population (k < N/2), do the same above (b/c)* = "
        "k(N-2)/(N-2k), shown here for weak selection and death-birth updating; with more neighbours, or with "
        "birth-death updating, nothing does",
    ),
    (
        ("6",),
        "Recognition with accuracy a: empathy resists selfish iff a > b/(2b-c), and grows above an unstable share. "
        "Weak selection favours a single mutant iff a > ((N+1)b+(2N-1)c)/((2N-1)b+(N+1)c), in a large population "
        "(b+2c)/(2b+c), that share below a third; stronger selection in a large population turns this round",
    ),
    (
        ("9", "10", "11"),
        "Reputation lets empathy resist if it is known more often than c/b; the choice to leave, if cheats must "
        "search for the next partner (if they need not and relations last, both live side by side); adaptation, if "
        "games are repeated. Each needs a share to begin with, as recognition does: a single mutant loses in a large "
        "population, and gains in a small one only where drift can carry it over that share",
    ),
)
LAST = (
    "All of this is about these games and dynamics; whether people or machines meet the conditions is another question."
)


def verdict_of(claims: Sequence[ReproducedClaim]) -> list[str]:
    """Return the paragraphs; one whose claims were not all reproduced says so."""
    verdicts = {claim.key: claim.verdict for claim in claims}
    parts = []
    for keys, sentence in SENTENCES:
        missing = [key for key in keys if verdicts.get(key) != "reproduced"]
        doubt = f"; {UNCONFIRMED}: {', '.join(missing)}" if missing else ""
        parts.append(f"{sentence} (claim{'s' if len(keys) > 1 else ''} {', '.join(keys)}{doubt}).")
    return [*parts, LAST]


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
