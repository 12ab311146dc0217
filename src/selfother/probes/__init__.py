"""Measurements with a stated direction: Inspect tasks and white-box functions, one file each."""
