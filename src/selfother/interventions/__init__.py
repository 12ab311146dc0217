"""A model in, a model out; one file each."""
