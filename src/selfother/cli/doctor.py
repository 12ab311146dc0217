"""Check the installation: what is here, what is missing, and how to install it."""

import os
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer

from selfother.cli._app import make_app

__all__ = ["app"]

app = make_app()

_CORE = "core"
_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


@dataclass(frozen=True)
class _Package:
    name: str
    group: str
    version: str | None


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False) -> None:
    """Print versions, threads, the cache, models, and what is missing, with the line that installs it.

    Example: selfother doctor --json
    """
    import json

    machine = _examine()
    print(json.dumps(machine, indent=2) if as_json else _text(machine))


def _examine() -> dict[str, Any]:
    import platform

    from selfother.installation import install_line
    from selfother.models.bundled import bundled_models, find_pulled, folder_bytes
    from selfother.models.cache import cache_folder

    packages = _packages()
    pulled = {name: str(find_pulled(name) or "") or None for name in bundled_models()}
    lacking: dict[str, list[str]] = {}
    for package in packages:
        if package.group != _CORE and not package.version:
            lacking.setdefault(package.group, []).append(package.name)
    missing = [
        {"what": f"extra {extra}", "lacks": names, "line": install_line(extra)} for extra, names in lacking.items()
    ]
    missing += [
        {"what": f"model {name}", "lacks": [name], "line": f"selfother models pull {name}"}
        for name, folder in pulled.items()
        if folder is None
    ]
    return {
        "selfother": version("selfother") if _version("selfother") else "not installed (run from its source)",
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processors": os.cpu_count(),
        "bf16_units": _bf16_units(),
        "threads": {name: os.environ.get(name) for name in _THREADS},
        "hub_offline": os.environ.get("HF_HUB_OFFLINE") == "1",
        "cache": {"folder": str(cache_folder()), "megabytes": round(folder_bytes(cache_folder()) / 1e6)},
        "models": pulled,
        "packages": [asdict(package) for package in packages],
        "missing": missing,
    }


def _packages() -> list[_Package]:
    """What selfother requires, as its metadata say it: core and extras, in their order."""
    from selfother.installation import required_packages

    packages = [_Package(name, extra or _CORE, _version(name)) for name, extra in required_packages()]
    groups = list(dict.fromkeys([_CORE, *(package.group for package in packages)]))
    return sorted(packages, key=lambda package: (groups.index(package.group), package.name))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _bf16_units() -> bool | None:
    """Whether the processor has bf16 units, None where the system does not say without torch."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            flags = next((line.split() for line in file if line.startswith("flags")), [])
    except OSError:
        return None
    return bool({"amx_bf16", "avx512_bf16"} & set(flags))


def _text(machine: dict[str, Any]) -> str:
    units = {True: "bf16 units", False: "no bf16 units: float32", None: "bf16 units unknown"}[machine["bf16_units"]]
    set_threads = [f"{name}={value}" for name, value in machine["threads"].items() if value]
    lines = [
        f"selfother {machine['selfother']}, Python {machine['python']}, {machine['platform']}",
        f"processors: {machine['processors']} ({units}); threads: {', '.join(set_threads) or 'as each library likes'}",
        f"cache: {machine['cache']['folder']} ({machine['cache']['megabytes']} MB)",
        f"network for models: {'off (HF_HUB_OFFLINE=1)' if machine['hub_offline'] else 'allowed'}",
        *(f"model {name}: {folder or 'not pulled'}" for name, folder in machine["models"].items()),
    ]
    groups: dict[str, list[str]] = {}
    for package in machine["packages"]:
        groups.setdefault(package["group"], []).append(f"{package['name']} {package['version'] or '-'}")
    lines += [f"{group}: {', '.join(names)}" for group, names in groups.items()]
    lines += [f"missing: {gap['what']} ({', '.join(gap['lacks'])}). Run: {gap['line']}" for gap in machine["missing"]]
    return "\n".join(lines if machine["missing"] else [*lines, "nothing is missing"])
