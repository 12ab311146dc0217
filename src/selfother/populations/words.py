"""What evolved, in words: the settings in a line, what the shares came to, a type's numbers."""

from selfother.records import EvolutionRecord, RestWord
from selfother.wording import compact

__all__ = ["cell_of", "heading_of", "rest_sentence", "share_title"]

_RESTS: dict[RestWord, str] = {
    "stable": "The shares come to rest, and come back after a small push.",
    "neutral": "The shares come to rest where some types fare alike: a small push among them stays.",
    "unstable": "The start lies on an edge: the shares rest there, and any push leads away.",
    "alone": "Only one type was there at the start.",
    "neutral cycle": "No limit: the shares go round for ever, on an orbit that depends on the start.",
    "recurrent": "No limit: the shares go up and down for ever between the same lowest and highest values.",
    "heteroclinic cycle": "No limit: one type after another takes nearly all, each round longer than the one before.",
    "still moving": "No limit was seen: the shares still moved.",
}


def rest_sentence(record: EvolutionRecord) -> str:
    """What the replicator dynamics came to, in a sentence; empty for another process."""
    if record.rest is None:
        return ""
    if record.seen is None or record.followed is None:
        return _RESTS[record.rest]
    return (
        f"{_RESTS[record.rest]} Followed over {compact(record.followed)} units of time; "
        "the shares are the lowest and the highest of its last half."
    )


def heading_of(record: EvolutionRecord) -> str:
    """Game, process and settings in a line, and how the numbers were got."""
    game = "" if record.game is None else f"{record.game['name']}, "
    facts = {
        "population": record.population,
        "selection": record.selection,
        "assortment": record.assortment or None,
        "recognition": record.recognition,
        "mutation": record.mutation or None,
        "graph": None if record.graph is None else record.graph + (" (weighted)" if record.is_weighted else ""),
        "updating": record.updating,
        "runs": record.runs,
    }
    settings = ", ".join(
        f"{key} {value:g}" if isinstance(value, float) else f"{key} {value}"
        for key, value in facts.items()
        if value is not None
    )
    how = "monte-carlo, ± standard error over runs" if record.method == "monte-carlo" else record.method
    return f"{game}{record.process}{', ' if settings else ''}{settings}; {how}"


def share_title(record: EvolutionRecord) -> str:
    """What a share is a share of."""
    if record.start is not None:
        return "share in the end" if record.seen is None else "no limit: shares seen"
    if record.graph is not None and record.mutation:
        return "share at the end of a run"
    return "share of time" if record.mutation else "share of time (rare mutations)"


def cell_of(record: EvolutionRecord, what: str, name: str) -> str:
    """A type's fixation or frequency with its standard error, the shares seen, or a dash."""
    values: dict[str, float] | None = getattr(record, what)
    if values is None:
        return "-" if what == "fixation" or record.seen is None else "{:.4g} to {:.4g}".format(*record.seen[name])
    error = (record.standard_error[what] or {}).get(name)
    return f"{values[name]:.4g}" + ("" if error is None else f" ± {error:.2g}")
