"""Tournaments: agents meet, and what happened is measured."""

from selfother.tournaments.exact import exact_joint
from selfother.tournaments.group import PlayedGroup, play_group, play_group_with_actions
from selfother.tournaments.landscape import sweep
from selfother.tournaments.match import Trajectories, play_match
from selfother.tournaments.pairing import Played, play, play_with_trajectories

__all__ = [
    "Played",
    "PlayedGroup",
    "Trajectories",
    "exact_joint",
    "play",
    "play_group",
    "play_group_with_actions",
    "play_match",
    "play_with_trajectories",
    "sweep",
]
