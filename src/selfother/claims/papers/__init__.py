"""Published claims, recomputed: `selfother reproduce`."""
