"""Figures: numbers in the units of their axes become pixels; one file a kind. Templates only print them."""
