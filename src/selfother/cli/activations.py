"""Export a model's activations, layer by layer, for other tools."""

from pathlib import Path
from typing import Annotated

import typer

from selfother.cli._app import make_app
from selfother.cli._training import Template

__all__ = ["app"]

app = make_app()


@app.command()
def activations(
    model: Annotated[str, typer.Option(help="A bundled name, hub id or directory, or BASE+ADAPTER_FOLDER.")],
    out: Annotated[Path, typer.Option(help="New .safetensors file.")],
    reference: Annotated[str, typer.Option(help="A second model that is asked the same questions.")] = "",
    family: Annotated[
        list[str] | None, typer.Option(help="Family of scenarios; can be repeated. The default is burglary.")
    ] = None,
    asks: Annotated[
        str,
        typer.Option(help="Who asks, separated by commas: rival, self, friend, fact, stranger, judge and others."),
    ] = "rival,self",
    items: Annotated[int, typer.Option(help="Situations in each family; each order counts as one.")] = 32,
    split: Annotated[str, typer.Option(help="Which words the situations use: train, tune or test.")] = "test",
    layers: Annotated[
        str, typer.Option(help="Layers: all, a range (0..29), shares of the depth (0.4..0.8), or a list (3,0.5,-1).")
    ] = "all",
    site: Annotated[str, typer.Option(help="Where to read: residual, o_proj or mlp.")] = "residual",
    device: Annotated[str, typer.Option(help="A torch device such as cuda:1, or auto.")] = "auto",
    dtype: Annotated[str, typer.Option(help="Type of the weights: float32, bfloat16, float16 or auto.")] = "auto",
    template: Template = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Write the activations at the last token before the answer, and who asked what, as safetensors.

    Example: selfother activations --model smollm2-135m --layers 0..29 --out acts.safetensors
    """
    import json

    from selfother.cli._layers import layer_indices, one_of
    from selfother.cli._training import dtype_word
    from selfother.models.depth import count_layers
    from selfother.probes.inside.activation_file import check_activation_path, export_activations
    from selfother.scenarios.located_object import ADDRESSEES, situations_of
    from selfother.scenarios.vocabulary import VOCABULARY

    check_activation_path(out)
    askers = [one_of("addressee", word.strip(), ADDRESSEES) for word in asks.split(",")]
    where = one_of("site", site, ("residual", "o_proj", "mlp"))
    words = one_of("split", split, tuple(VOCABULARY))
    drawn = situations_of(family or ["burglary"], count=items, split=words)  # type: ignore[arg-type]
    chosen = layer_indices(layers, lambda: count_layers(model))
    from selfother.models.load import load_model

    held = {"device": device, "dtype": dtype_word(dtype), "template": template}
    subject = load_model(model, **held)  # type: ignore[arg-type]
    other = load_model(reference, **held) if reference else None  # type: ignore[arg-type]
    asked = [(situation, addressee) for situation in drawn for addressee in askers]
    export_activations(subject, out, asked, reference=other, layers=chosen, site=where)  # type: ignore[arg-type]
    if as_json:
        export = {"file": str(out), "model": subject.digest, "reference": other and other.digest, "prompts": len(asked)}
        print(json.dumps(export))
    else:
        print(f"{len(asked)} prompts of {subject.name} ({subject.digest}) in {out}")
