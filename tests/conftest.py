"""Settings of every test: no network, one thread, one hypothesis profile."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

from hypothesis import settings

settings.register_profile("selfother", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("selfother")
