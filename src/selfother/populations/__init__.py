"""Populations: many agents over time, well mixed and on graphs, where types grow by what they get from each other."""

from selfother.populations.evolve import evolve
from selfother.populations.payoffs import TypeGame, donation_types, match_types
from selfother.populations.process import Process
from selfother.populations.replicator import mixed_strategy_rest, rest_points, run_replicator

__all__ = [
    "Process",
    "TypeGame",
    "donation_types",
    "evolve",
    "match_types",
    "mixed_strategy_rest",
    "rest_points",
    "run_replicator",
]
