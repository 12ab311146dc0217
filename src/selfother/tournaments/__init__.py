"""Tournaments: agents meet, and what happened is measured."""

from selfother.tournaments.best_response import best_response, enumerated_best_response
from selfother.tournaments.exact import exact_joint
from selfother.tournaments.exploiter import train_exploiter
from selfother.tournaments.group import PlayedGroup, play_group, play_group_with_actions
from selfother.tournaments.landscape import sweep
from selfother.tournaments.match import Trajectories, play_match
from selfother.tournaments.pairing import Played, play, play_with_trajectories
from selfother.tournaments.trembling import Trembling

__all__ = [
    "Played",
    "PlayedGroup",
    "Trajectories",
    "Trembling",
    "best_response",
    "enumerated_best_response",
    "exact_joint",
    "play",
    "play_group",
    "play_group_with_actions",
    "play_match",
    "play_with_trajectories",
    "sweep",
    "train_exploiter",
]
