"""Situations in which a feeling has to be eased, honoured, asked about, acted on, slowed or handed on; no torch."""
