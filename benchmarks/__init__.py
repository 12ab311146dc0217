"""Benchmarks against peers, run as `python -m benchmarks.NAME [--json]`; a ratio above 1 means that we are ahead."""
