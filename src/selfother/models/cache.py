"""Where models, digests and measured payoffs are kept between runs."""

import os
from pathlib import Path

__all__ = ["cache_folder"]


def cache_folder() -> Path:
    """Return the folder of models and digests: `$SELFOTHER_CACHE`, or the user's cache directory."""
    import platformdirs

    given = os.environ.get("SELFOTHER_CACHE")
    return Path(given).expanduser() if given else Path(platformdirs.user_cache_dir("selfother"))
