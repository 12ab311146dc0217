"""Agents: minds that play games. A frozen configuration, and pure functions over a state."""

from selfother.agents.agent import Agent, Chain
from selfother.agents.empathic import Empathic, Selfish
from selfother.agents.learners import DeltaRule, QLearning
from selfother.agents.particle_filter import ParticleFilter, Posterior, posterior
from selfother.agents.planning import Planner
from selfother.agents.scripted import (
    Alternator,
    AlwaysCooperate,
    AlwaysDefect,
    GenerousTitForTat,
    Grim,
    Random,
    SuspiciousTitForTat,
    TitForTat,
    WinStayLoseShift,
)
from selfother.agents.weighted import Weighted

__all__ = [
    "Agent",
    "Alternator",
    "AlwaysCooperate",
    "AlwaysDefect",
    "Chain",
    "DeltaRule",
    "Empathic",
    "GenerousTitForTat",
    "Grim",
    "ParticleFilter",
    "Planner",
    "Posterior",
    "QLearning",
    "Random",
    "Selfish",
    "SuspiciousTitForTat",
    "TitForTat",
    "Weighted",
    "WinStayLoseShift",
    "posterior",
]
