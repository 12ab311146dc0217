"""Train an intervention on a model, and write an adapter or a model."""

from pathlib import Path
from typing import Annotated

import typer

from selfother.cli._app import make_app
from selfother.cli._training import DeviceMap, Quantise, Template, dtype_word

__all__ = ["app"]

app = make_app()


@app.command()
def train(
    intervention: Annotated[
        str, typer.Argument(help="The intervention, name:key=value,... (`selfother list interventions` shows them).")
    ],
    model: Annotated[str, typer.Option(help="A bundled name, hub id or directory, or BASE+ADAPTER_FOLDER.")],
    out: Annotated[Path, typer.Option(help="Folder of the product; it must not exist yet.")],
    seed: Annotated[int, typer.Option(help="Seed from which all randomness is drawn.")] = 0,
    device: Annotated[str, typer.Option(help="A torch device such as cuda:1, or auto.")] = "auto",
    dtype: Annotated[str, typer.Option(help="Type of the weights: float32, bfloat16, float16 or auto.")] = "auto",
    quantise: Annotated[
        Quantise | None, typer.Option(help="Hold the weights in 4 or 8 bits (needs bitsandbytes).")
    ] = None,
    device_map: Annotated[DeviceMap | None, typer.Option(help="How to spread the layers over several GPUs.")] = None,
    template: Template = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
    with_controls: Annotated[
        bool,
        typer.Option(
            "--with-controls",
            help="For overlap: train and measure every control too. The same command goes on where it stopped.",
        ),
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Number of cores for --with-controls; all if you give none.")
    ] = None,
) -> None:
    """Train an intervention on a model, and write an adapter or a model.

    With --with-controls, OUT is the folder of a run, with all arms and their report.

    Example: selfother train overlap:towards=self --model smollm2-135m --out soo
    """
    import json

    from selfother import catalogue
    from selfother.cli._layers import check_depths
    from selfother.cli._training import training_progress
    from selfother.cli._words import check_place
    from selfother.errors import BadArgument

    check_place(out)
    if with_controls:
        if template is not None:
            raise BadArgument("--with-controls runs a study, which takes the model's own template. Leave one out.")
        _train_with_controls(
            intervention, model, out, seed=seed, workers=workers, words=(device, dtype), as_json=as_json
        )
        return
    if workers is not None:
        raise BadArgument("--workers is for --with-controls: one training runs in this process. Leave it out.")
    if out.exists():
        raise BadArgument(f"--out {out} exists already. Name a folder that does not, or remove it.")
    chosen = catalogue.build("interventions", *catalogue.parse_word(intervention))
    if chosen.product == "wrapper":
        raise BadArgument(f"{intervention} wraps a model and trains nothing. Use it as an arm of a study.")
    check_depths(model, [chosen])
    from selfother.models.load import load_model

    held = {"quantise": quantise, "device_map": device_map, "template": template}
    base = load_model(model, device=device, dtype=dtype_word(dtype), **held)  # type: ignore[arg-type]
    with training_progress(chosen.word) as progress:
        product = chosen.apply(base, seed=seed, folder=out, progress=progress)
    word = str(out) if chosen.product == "model" else f"{model}+{out}"
    if as_json:
        print(json.dumps({"product": str(out), "kind": chosen.product, "digest": product.digest, "word": word}))
    else:
        asked = f" --template {template}" if template and chosen.product == "adapter" else ""
        print(f"{chosen.product} {product.digest} in {out}\nselfother probe deception --model {word}{asked}")


def _train_with_controls(
    intervention: str, model: str, out: Path, *, seed: int, workers: int | None, words: tuple[str, str], as_json: bool
) -> None:
    from selfother import catalogue
    from selfother.cli._running import run_and_report
    from selfother.cli._training import dtype_word
    from selfother.errors import BadArgument
    from selfother.studies import Study

    device, dtype = words
    name, settings = catalogue.parse_word(intervention)
    if name != "overlap":
        raise BadArgument(
            f"--with-controls knows the controls of overlap; got {name!r}. Write a study file for others."
        )
    if device != "auto":
        raise BadArgument(f"--with-controls runs a study, which picks the device itself; got --device {device}.")
    if out.is_file():
        raise BadArgument(f"--out {out} is a file. Name a folder for the run.")
    treatment = catalogue.build("interventions", name, settings)
    study = Study.with_controls(treatment, model=model, dtype=dtype_word(dtype), seeds=[seed])
    run_and_report(study, folder=out, workers=workers, as_json=as_json, says_models=True)
