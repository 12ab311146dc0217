"""Which weights a word names: a bundled model, a directory or an id of the hub, with or without `+ADAPTER`."""

import json
import math
import re
import sys
from pathlib import Path

from selfother.errors import MissingModel
from selfother.models.bundled import bundled_models, pull
from selfother.models.weight_files import CARD_FILE

__all__ = ["count_parameters", "find_weights", "import_words", "split_word"]

_HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?")
_NEEDED = ["*.safetensors", "*.safetensors.index.json", "*.json", "*.jinja", "*.model", "*.txt", CARD_FILE]


def find_weights(word: str) -> tuple[Path, str]:
    """Return the directory of the base weights that a word without an adapter names, and the model's name.

    A bundled model or one of the hub that is not here yet is pulled first.

    Raises:
        MissingModel: Nothing of that name, here or on the hub.
    """
    path = Path(word).expanduser()
    if word in bundled_models():
        return pull(word, progress=lambda words: print(f"selfother: {words}", file=sys.stderr)), word
    if path.is_dir():
        return path, path.resolve().name
    if path.suffix == ".gguf":
        raise MissingModel(import_words(path) if path.is_file() else f"no model {word!r}: no such file.")
    if _HUB_ID.fullmatch(word) and not word.startswith("."):
        return _from_hub(word), word.rpartition("/")[2]
    raise MissingModel(
        f"no model {word!r}: no such directory, no hub id, and no bundled model "
        f"({', '.join(bundled_models())}; selfother models pull NAME). Give one of these."
    )


def count_parameters(word: str) -> int | None:
    """Return how many weights a base has, read from the headers of its safetensors files; None where there are none.

    Args:
        word: The model; an adapter behind a `+` is left out, and a function of the user's own has no files.

    Raises:
        MissingModel: Nothing of that name, here or on the hub.
    """
    if ".py:" in word:
        return None
    folder = find_weights(split_word(word)[0])[0]
    return sum(_weights_in(file) for file in folder.glob("*.safetensors")) or None


def _weights_in(file: Path) -> int:
    with file.open("rb") as handle:
        header = json.loads(handle.read(int.from_bytes(handle.read(8), "little")))
    return sum(math.prod(entry["shape"]) for name, entry in header.items() if name != "__metadata__")


def _from_hub(word: str) -> Path:
    import os

    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(word, allow_patterns=_NEEDED))
    except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError) as error:
        offline = constants.HF_HUB_OFFLINE or os.environ.get("HF_HUB_OFFLINE") == "1"
        reason = "the network is off (HF_HUB_OFFLINE=1)" if offline else str(error).partition("\n")[0]
        raise MissingModel(
            f"no model {word!r}. It is no folder ({Path(word).resolve()}), no bundled model "
            f"({', '.join(bundled_models())}), not in the hub's cache {constants.HF_HUB_CACHE}, and the hub did not "
            f"give it: {reason}. Give a folder, or run: hf download {word} (a model of the hub) or "
            f"selfother models pull {next(iter(bundled_models()))} (the bundled one)"
        ) from error


def split_word(word: str) -> tuple[str, str]:
    """Return the base and the adapter's folder that a word names, the latter empty where it names none.

    A plus may stand in the name of a folder: of all ways to cut the word the first one counts whose base is a
    directory, and without one the first plus.

    Example:
        >>> split_word("smollm2-135m+soo"), split_word("smollm2-135m")
        (('smollm2-135m', 'soo'), ('smollm2-135m', ''))
    """
    parts = word.split("+")
    for count in range(len(parts), 0, -1):
        base = "+".join(parts[:count])
        if base and Path(base).expanduser().is_dir():
            return base, "+".join(parts[count:])
    base, _, adapter = word.partition("+")
    return base, adapter


def import_words(file: Path) -> str:
    """Return the advice for a GGUF file."""
    return f"{file} is a GGUF file, which is converted once before it is loaded. Run: selfother models import {file}"
