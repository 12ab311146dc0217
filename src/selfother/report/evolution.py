"""What evolved, in words."""

from selfother.records import EvolutionRecord, RestWord
from selfother.report.text import compact

__all__ = ["rest_sentence"]

_SENTENCES: dict[RestWord, str] = {
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
    """Return what the replicator dynamics came to, in a sentence; empty for another process."""
    if record.rest is None:
        return ""
    if record.seen is None or record.followed is None:
        return _SENTENCES[record.rest]
    return (
        f"{_SENTENCES[record.rest]} Followed over {compact(record.followed)} units of time; "
        "the shares are the lowest and the highest of its last half."
    )
