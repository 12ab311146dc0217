"""How far apart a model represents another and itself, beside what a change of name does, and whether it collapsed."""
