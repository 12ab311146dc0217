"""What is claimed and recomputed: papers, and checks that a study runs."""
