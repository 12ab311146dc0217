"""Populations: many agents over time, well mixed and on graphs."""
