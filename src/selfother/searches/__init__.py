"""Searches of layers and of doses."""
