"""The one entry point for Inspect: registers the provider `selfother/<model>` and every task of this folder.

A task is an `@task` function in a public module here; importing the module registers it as `selfother/<name>`.
Neither the provider nor a probe imports torch before a model is loaded.
"""

import importlib
import pkgutil

import selfother.models.provider  # registers itself
import selfother.probes

__all__ = ["modules"]


def modules() -> list[str]:
    """Return the names of the public modules of this folder."""
    return [
        f"{selfother.probes.__name__}.{module.name}"
        for module in pkgutil.iter_modules(selfother.probes.__path__)
        if not module.name.startswith("_")
    ]


for _name in modules():
    importlib.import_module(_name)
