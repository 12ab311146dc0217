"""Runs the published claims one after the other and judges each by the rule."""

import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version

from selfother.claims.papers.claim import Claim, Reading, verdict_of_all
from selfother.claims.papers.paper import Figures, Paper
from selfother.records import ReproducedClaim, ReproductionRecord, ReproductionRow
from selfother.seeds import derive

__all__ = ["reproduce"]


def reproduce(
    paper: Paper,
    *,
    only: Sequence[str] = (),
    quick: bool = False,
    seed: int = 0,
    watch: Callable[[str], None] = lambda _: None,
) -> ReproductionRecord:
    """Measure every claim of a paper beside its printed value.

    Args:
        paper: The claims and their figures, one of `registry.PAPERS`.
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
    kinds = paper.chosen(only)
    for at, kind in enumerate(kinds, start=1):
        watch(f"[{at}/{len(kinds)}] claim {kind.key}: {kind.title}")
        claims.append(_judge(kind, seed, quick=quick))
        watch(f"        {claims[-1].verdict} ({claims[-1].seconds:.1f} s)")
    figures = Figures() if only else paper.draw_figures(seed, quick=quick, watch=watch)
    flags = "".join(
        [*(f" --only {key}" for key in only), " --quick" if quick else "", f" --seed {seed}" if seed else ""]
    )
    return ReproductionRecord(
        name=paper.name,
        title=paper.title,
        paper=paper.source,
        status=_status(paper, only, quick=quick),
        seed=seed,
        summary=_summary(claims),
        verdict=[] if only or paper.verdict is None else paper.verdict(claims),
        claims=claims,
        landscapes=figures.landscapes,
        diagrams=figures.diagrams,
        plots=figures.plots,
        environment={
            "selfother": version("selfother"),
            "numpy": version("numpy"),
            "python": ".".join(map(str, sys.version_info[:3])),
            "seed": str(seed),
        },
        command=f"selfother reproduce {paper.name}{''.join(flags)}",
    )


def _judge(kind: type[Claim], seed: int, *, quick: bool) -> ReproducedClaim:
    started = time.perf_counter()
    seeds = min(kind.quick_seeds, kind.seeds) if quick else kind.seeds
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


def _status(paper: Paper, only: Sequence[str], *, quick: bool) -> str:
    parts = []
    if quick:
        parts.append(f"quick: {paper.quick}, so verdicts say little")
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
