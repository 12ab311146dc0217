"""Arms x probes x seeds, and game checks x seeds: cells become findings."""
