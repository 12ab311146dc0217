"""Minds: what they predict, what they want, how they choose."""
