"""Runs the published claims one after the other and judges each by the rule."""

import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version

from selfother.errors import UnknownName
from selfother.records import ReproducedClaim, ReproductionRecord, ReproductionRow
from selfother.seeds import derive
from selfother.studies.reproduce.claim import Claim, Reading, verdict_of_all
from selfother.studies.reproduce.figures import draw_figures
from selfother.studies.reproduce.registry import CLAIMS, PAPER, TITLE

__all__ = ["QUICK_SEEDS", "chosen", "reproduce_games"]

_WORDS = {"not": "Not reproduced", "partly": "Partly reproduced", "not measured": "Not measured"}
QUICK_SEEDS = 16
"""Matches of every pair in a quick run: enough to see that a page is made, too few for most verdicts."""


def chosen(only: Sequence[str] = ()) -> list[type[Claim]]:
    """Return the claims with the given keys, all of them without keys.

    Raises:
        UnknownName: No such claim.
    """
    known = {kind.key: kind for kind in CLAIMS}
    for key in only:
        if key not in known:
            raise UnknownName.among("claim", key, known)
    return [kind for kind in CLAIMS if not only or kind.key in only]


def reproduce_games(
    *,
    only: Sequence[str] = (),
    quick: bool = False,
    seed: int = 0,
    watch: Callable[[str], None] = lambda _: None,
) -> ReproductionRecord:
    """Measure every claim of the games paper beside its printed value.

    Args:
        only: Keys of claims ("1", "2", "recovery", ...); empty: all, and the figures.
        quick: Few seeds: the verdicts then say little, and the record says so.
        seed: Root seed.
        watch: Told in a sentence what is being done.

    Returns:
        The record; a claim's numbers depend on neither the other claims nor their order.

    Raises:
        UnknownName: No such claim.
    """
    claims = []
    kinds = chosen(only)
    for at, kind in enumerate(kinds, start=1):
        watch(f"[{at}/{len(kinds)}] claim {kind.key}: {kind.title}")
        claims.append(_judge(kind, seed, quick=quick))
        watch(f"        {claims[-1].verdict} ({claims[-1].seconds:.1f} s)")
    landscapes, plots = ([], []) if only else draw_figures(seed, quick=quick, watch=watch)
    flags = "".join(
        [*(f" --only {key}" for key in only), " --quick" if quick else "", f" --seed {seed}" if seed else ""]
    )
    return ReproductionRecord(
        name="games",
        title=TITLE,
        paper=PAPER,
        status=_status(only, quick=quick),
        seed=seed,
        summary=_summary(claims),
        claims=claims,
        landscapes=landscapes,
        plots=plots,
        environment={
            "selfother": version("selfother"),
            "numpy": version("numpy"),
            "python": ".".join(map(str, sys.version_info[:3])),
            "seed": str(seed),
        },
        command=f"selfother reproduce games{''.join(flags)}",
    )


def _judge(kind: type[Claim], seed: int, *, quick: bool) -> ReproducedClaim:
    started = time.perf_counter()
    seeds = min(QUICK_SEEDS, kind.seeds) if quick else kind.seeds
    readings = list(kind().measure(derive(seed, "claim", kind.key), seeds=seeds))
    return ReproducedClaim(
        key=kind.key,
        title=kind.title,
        source=kind.source,
        verdict=verdict_of_all([reading.verdict for reading in readings]),
        seconds=round(time.perf_counter() - started, 3),
        rows=[_row(reading) for reading in readings],
    )


def _row(reading: Reading) -> ReproductionRow:
    target = reading.target
    return ReproductionRow(
        quantity=target.quantity,
        source=target.source,
        printed=target.printed,
        low=target.low,
        high=target.high,
        unit=target.unit,
        ours=reading.estimate,
        exact=reading.exact,
        verdict=reading.verdict,
        note=reading.note,
    )


def _status(only: Sequence[str], *, quick: bool) -> str:
    parts = []
    if quick:
        parts.append(f"quick: {QUICK_SEEDS} seeds a pair, so verdicts say little")
    if only:
        parts.append(f"claims {', '.join(only)} only, no figures")
    return "; ".join(parts) or "complete"


def _summary(claims: Sequence[ReproducedClaim]) -> list[str]:
    """Return one sentence of counts, and one a verdict that names its claims."""
    rows = [row.verdict for claim in claims for row in claim.rows]
    sentences = [f"{rows.count('reproduced')} of {len(rows)} numbers of {len(claims)} claims are reproduced."]
    for verdict, words in (
        ("not", "Not reproduced"),
        ("partly", "Partly reproduced"),
        ("not measured", "Not measured"),
    ):
        named = [f"{claim.key} ({claim.title})" for claim in claims if claim.verdict == verdict]
        if named:
            sentences.append(f"{words}: {'; '.join(named)}.")
    return sentences
