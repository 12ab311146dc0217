"""Texts with labels, on which the rules of this room are counted; the guide of each set stands beside it."""
