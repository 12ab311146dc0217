"""A GGUF file becomes a directory of safetensors, once: loading a GGUF costs 15 CPU-seconds each time, safetensors 0.3.

import_gguf     a file of the user's -> a folder that `load_model` reads
convert_gguf    the conversion alone: weights dequantised to float32, configuration, tokenizer with its chat template
"""

import contextlib
import errno
import functools
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from unittest import mock

from selfother.errors import BadArgument, MissingExtra, MissingModel, NoSpace, UnsupportedModel
from selfother.models.cache import cache_folder
from selfother.models.weight_files import ABOUT_FILE, first_line

__all__ = ["convert_gguf", "import_gguf"]

_MAGIC = b"GGUF"
_NEEDED = ("torch", "transformers", "gguf")


def import_gguf(file: Path, folder: Path | None = None, *, progress: Callable[[str], None] | None = None) -> Path:
    """Convert a GGUF file into a directory that `load_model` reads.

    Args:
        file: The model.
        folder: Where it goes, must not exist yet; None: among the models of the cache, under the file's name.
        progress: Called with a few words as the work goes on.

    Returns:
        The folder.

    Raises:
        MissingModel: No such file.
        UnsupportedModel: No GGUF, or one of an architecture that transformers does not convert.
        BadArgument: The folder exists.
        MissingExtra: The packages that convert it are not installed.
        NoSpace: The disk is full.
    """
    file = Path(file).expanduser()
    place = folder or cache_folder() / "models" / file.stem
    _check(file, place)
    if progress is not None:
        progress(f"converting {file.name} ({file.stat().st_size / 1e6:.0f} MB) to safetensors, several times as large")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".import-") as scratch:
            made = Path(scratch) / "made"
            convert_gguf(file, made)
            about = {"name": file.stem, "about": f"dequantised from {file.name}"}
            (made / ABOUT_FILE).write_text(json.dumps(about, indent=2) + "\n")
            os.rename(made, place)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise NoSpace(f"the disk of {place.parent} is full. Make room, or name another folder with --out.") from error
    except Exception as error:  # transformers may refuse an architecture in any way it likes
        raise UnsupportedModel(
            f"{file} cannot be converted: {first_line(error)}. Give the model as a directory of safetensors instead."
        ) from error
    return place


def convert_gguf(file: Path, folder: Path) -> None:
    """Write a clean safetensors model: one that was loaded from a GGUF refuses to be saved."""
    import copy

    from transformers import AutoModelForCausalLM, AutoTokenizer

    from selfother.models.weights import quiet_loading

    # the bar of the dequantisation cannot be switched off, so stderr goes nowhere meanwhile
    with quiet_loading(), contextlib.redirect_stderr(io.StringIO()), _read_once():
        tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
        loaded = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name)
        config = copy.deepcopy(loaded.config)
        if hasattr(config, "quantization_config"):
            del config.quantization_config
        clean = AutoModelForCausalLM.from_config(config, dtype=loaded.dtype)
        clean.load_state_dict(loaded.state_dict())
        clean.tie_weights()
        clean.save_pretrained(folder)
        tokenizer.save_pretrained(folder)


def _check(file: Path, place: Path) -> None:
    if not file.is_file():
        raise MissingModel(f"no file {file}. Give a model's .gguf file.")
    with file.open("rb") as begun:
        if begun.read(len(_MAGIC)) != _MAGIC:
            raise UnsupportedModel(f"{file} is no GGUF file (it does not begin with GGUF). Give a model's .gguf file.")
    if place.exists():
        raise BadArgument(f"{place} exists already: use it as --model {place}, or name another folder with --out.")
    for package in _NEEDED:
        if find_spec(package) is None:
            raise MissingExtra.of("lm", package, f"converting {file.name}")


@contextlib.contextmanager
def _read_once() -> Iterator[None]:
    """Keep what gguf reads: transformers parses the file three times and maps the names anew for every module."""
    import gguf

    with (
        mock.patch.object(gguf, "GGUFReader", functools.cache(gguf.GGUFReader)),
        mock.patch.object(gguf, "get_tensor_name_map", functools.cache(gguf.get_tensor_name_map)),
    ):
        yield
