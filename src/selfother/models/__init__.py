"""Language models: load, read, score, generate; no empathy here."""
