"""The landscapes of a study's games: who cooperates, and who gains, when empathy differs."""

from selfother.records import ReportRecord, Section
from selfother.tournaments.landscape_page import landscape_blocks

__all__ = ["landscape_section"]


def landscape_section(report: ReportRecord) -> Section | None:
    """The maps; None where no landscape was computed.

    Raises:
        BrokenRecord: A grid whose size is not that of its empathy weights.
    """
    maps = landscape_blocks(*report.landscapes)
    if not maps:
        return None
    return Section(
        key="landscape",
        title="The landscape of empathy",
        note=(
            "Two agents play; each weighs the other’s payoff by its own empathy λ. On the dotted line both are equally "
            "empathic; far from it empathy is one-sided. Point at a cell, or move with the arrow keys, to read it."
        ),
        blocks=list(maps),
    )
