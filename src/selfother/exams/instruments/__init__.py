"""Kinds of instrument, one file each: what an exam puts beside the null models, on the same folds."""
