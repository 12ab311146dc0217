"""A language model as a player of games."""
