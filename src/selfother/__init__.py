"""selfother: a laboratory for machine empathy."""

__version__ = "0.1.0"
