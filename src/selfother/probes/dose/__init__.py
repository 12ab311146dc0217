"""How far a model was moved, in whatever way."""
