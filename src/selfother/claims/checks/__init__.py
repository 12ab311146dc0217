"""Checks of the simulation half, one a file: games in a study."""
