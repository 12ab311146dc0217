"""stub"""
from selfother.studies.reproduce.paper import Figures
def draw_phases(seed, *, quick, watch):
    return Figures()
