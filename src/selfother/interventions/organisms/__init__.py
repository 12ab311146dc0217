"""Model organisms of deception."""
