"""Self-other overlap."""
