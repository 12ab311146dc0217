"""Games: the rules only. A game knows no agent; actions are `C` = 0 and `D` = 1."""

from selfother.games.custom import Custom
from selfother.games.donation import Donation
from selfother.games.game import ACTIONS, C, D, Game, View
from selfother.games.group_game import GroupGame
from selfother.games.hawk_dove import HawkDove
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.games.public_goods import PublicGoods
from selfother.games.stag_hunt import StagHunt

__all__ = [
    "ACTIONS",
    "C",
    "Custom",
    "D",
    "Donation",
    "Game",
    "GroupGame",
    "HawkDove",
    "PrisonersDilemma",
    "PublicGoods",
    "StagHunt",
    "View",
]
