"""Null models: readers of texts that cannot have empathy, one a file."""
