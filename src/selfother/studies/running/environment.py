"""What a run ran on: versions, machine, threads, seeds and model digests, read without importing what they name."""

import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from selfother.studies.declaring.bases import UNPINNED, Base
from selfother.studies.declaring.cells import Layout
from selfother.studies.declaring.study import DeclaredStudy
from selfother.studies.running.costs import usable_cores
from selfother.studies.running.store import write_atomically

__all__ = ["describe_environment", "write_environment"]

_PACKAGES = ("selfother", "numpy", "scipy", "numba", "torch", "transformers", "peft", "inspect-ai", "joblib", "polars")


def describe_environment(study: DeclaredStudy, layout: Layout) -> dict[str, str]:
    """Name -> value in the order in which a report prints them; nothing in it changes from run to run."""
    environment = {
        "seeds": ", ".join(map(str, study.seeds)),
        "threads": ", ".join(f"{kind} {count}" for kind, count in study.threads.model_dump().items()),
        "processor": f"{_processor()}, {usable_cores()} cores usable",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
    if study.model is not None:
        environment |= _models(layout)
        if len(study.model.kinds) > 1:
            environment["subjects"] = ", ".join(study.model.kinds)
        environment["subject seeds"] = ", ".join(map(str, study.model.subject_seeds))
    return environment | {name: package_version for name in _PACKAGES if (package_version := _version(name))}


def _models(layout: Layout) -> dict[str, str]:
    """Every model that arms start from, with its digest, or that it has none."""
    bases = layout.bases()
    if layout.base is None:
        return {}
    if len({json.dumps(base.identity) for base in bases.values()}) < 2:
        base = next(iter(bases.values()), layout.base)
        return {"base model": _named(base), "base model digest": base.digest or UNPINNED}
    return {f"model of {arm}": f"{_named(base)}, {base.digest or UNPINNED}" for arm, base in bases.items()}


def _named(base: Base) -> str:
    how = f"asked through Inspect's provider {base.provider}" if base.provider else base.dtype
    return f"{base.label} ({how})"


def write_environment(path: Path, environment: dict[str, str], cores: int) -> None:
    """Keep the environment beside the results."""
    kept = environment | {"cores used": str(cores), "platform": platform.platform()}
    write_atomically(path, json.dumps(kept, indent=1))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"
