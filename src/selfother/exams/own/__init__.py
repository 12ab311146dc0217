"""A row for every probe of ours: what a positive control reaches on it, and what each null does. One file each."""
