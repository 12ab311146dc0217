"""What a particle of the filter on the partner is drawn from, and what it is kept within.

The filter (`particle_filter`) and its compiled kernels (`particle_kernels`) both build on these numbers.
"""

__all__ = ["BINS", "FLOOR", "JITTER", "LEAST_BETA", "PRIOR"]

PRIOR = (2.0, 1.5, 2.0)
"""SD of alpha, SD of rho, scale of beta."""
JITTER = (0.1, 0.1, 0.1, 0.05)
"""SD of what is added to alpha, rho, beta, lam_j after resampling."""
LEAST_BETA = 0.01
FLOOR = 1e-10
"""Smallest likelihood."""
BINS = 10
"""Bins of the histogram of lam_j."""
