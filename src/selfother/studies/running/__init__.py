"""Cells are computed, kept in a run folder, and gone on with after a kill."""
