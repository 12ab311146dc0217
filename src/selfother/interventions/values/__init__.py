"""Model organisms of values."""
