"""Arms x probes x seeds, and game checks x seeds: cells become findings."""

from selfother.studies.public import Study

__all__ = ["Study"]
