"""What a written answer says: one reader for all probes."""
