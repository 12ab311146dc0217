"""Tournaments: agents meet, and what happened is measured."""

from selfother.tournaments.exact import exact_joint
from selfother.tournaments.landscape import sweep
from selfother.tournaments.match import Trajectories, play_match
from selfother.tournaments.noise import play_noisy_match
from selfother.tournaments.pairing import Played, play, play_with_trajectories

__all__ = [
    "Played",
    "Trajectories",
    "exact_joint",
    "play",
    "play_match",
    "play_noisy_match",
    "play_with_trajectories",
    "sweep",
]
