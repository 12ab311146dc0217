"""Users of a companion: what they come for, how they are, and how they say goodbye."""
