"""Game checks: what a study asks of the simulation half; one file each."""
