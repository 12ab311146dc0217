"""Train an intervention: a model in, an adapter (or a model) out."""

from pathlib import Path
from typing import Annotated

import typer

from selfother.cli._training import DeviceMap, Quantise, dtype_word

__all__ = ["app"]

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def train(
    intervention: Annotated[str, typer.Argument(help="name:key=value,... (see: selfother list interventions).")],
    model: Annotated[str, typer.Option(help="Bundled name, hub id or directory, BASE+ADAPTER_FOLDER too.")],
    out: Annotated[Path, typer.Option(help="Folder of the product; must not exist yet.")],
    seed: Annotated[int, typer.Option(help="Root seed.")] = 0,
    device: Annotated[str, typer.Option(help="torch device, or auto.")] = "auto",
    dtype: Annotated[str, typer.Option(help="float32, bfloat16, float16, or auto.")] = "auto",
    quantise: Annotated[Quantise | None, typer.Option(help="Hold the weights in 4 or 8 bits (bitsandbytes).")] = None,
    device_map: Annotated[DeviceMap | None, typer.Option(help="Spread the layers over all GPUs.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Train an intervention on a model and write its product.

    Example: selfother train overlap:towards=self --model smollm2-135m --out soo
    """
    import json

    from selfother import catalogue
    from selfother.cli._training import training_progress
    from selfother.errors import BadArgument

    if out.exists():
        raise BadArgument(f"--out {out} exists already. Name a folder that does not, or remove it.")
    chosen = catalogue.build("interventions", *catalogue.parse_word(intervention))
    if chosen.product == "wrapper":
        raise BadArgument(f"{intervention} wraps a model and trains nothing. Use it as an arm of a study.")
    from selfother.models.load import load_model

    base = load_model(model, device=device, dtype=dtype_word(dtype), quantise=quantise, device_map=device_map)
    with training_progress(chosen.word) as progress:
        product = chosen.apply(base, seed=seed, folder=out, progress=progress)
    word = str(out) if chosen.product == "model" else f"{model}+{out}"
    if as_json:
        print(json.dumps({"product": str(out), "kind": chosen.product, "digest": product.digest, "word": word}))
    else:
        print(f"{chosen.product} {product.digest} in {out}\nselfother probe deception --model {word}")
