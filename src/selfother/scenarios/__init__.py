"""Templates and word lists become items; no torch."""
