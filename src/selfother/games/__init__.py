"""Games: the rules only. A game knows no agent; actions are `C` = 0 and `D` = 1."""

from selfother.games.custom import Custom
from selfother.games.game import ACTIONS, C, D, Game, View
from selfother.games.hawk_dove import HawkDove
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.games.stag_hunt import StagHunt

__all__ = ["ACTIONS", "C", "Custom", "D", "Game", "HawkDove", "PrisonersDilemma", "StagHunt", "View"]
