"""The text of a card: the hub's front matter, and the template `templates/card.md.jinja` that only prints.

What others wrote (names of arms, settings, findings) is escaped: a card renders no markup but its own.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2

    from selfother.models.cards import Base, Card
    from selfother.records import Estimate

__all__ = ["SMALL_PARAMETERS", "card_text", "front_matter"]

SMALL_PARAMETERS = 7_000_000_000
"""Models below this show mechanisms."""
_TEMPLATES = Path(__file__).parent / "templates"
_SPECIAL = re.compile(r"([\\`*|~$<>\[\]])|(?<!\w)(_)|(_)(?!\w)")


def card_text(card: "Card") -> str:
    """Return the card as markdown with YAML front matter; identical records give identical text."""
    base = card.base
    settings = _yaml(card.settings)
    text = _template().render(
        card=card,
        base=base,
        front=_yaml(front_matter(card)),
        settings=settings,
        fence="`" * max(3, 1 + max(map(len, re.findall("`+", settings)), default=0)),
        name="+".join(filter(None, [base.name, card.intervention])) or "A model saved by selfother",
        word=base.bundled or base.hub_id or "BASE",
        place=_place(base, card.base_digest),
        scale=_scale(base.parameters),
    )
    return text.rstrip() + "\n"


def front_matter(card: "Card") -> dict[str, Any]:
    """Return the fields that a model hub reads; what is not known is left out."""
    tags = ["selfother", card.intervention.replace("_", "-"), "model-organism" if card.is_organism else ""]
    is_adapter = card.kind == "adapter"
    found = {
        "library_name": "peft" if is_adapter else "transformers",
        "pipeline_tag": "text-generation",
        "license": card.base.licence,
        "base_model": card.base.hub_id,
        "base_model_relation": ("adapter" if is_adapter else "finetune") if card.base.hub_id else "",
        "tags": [tag for tag in tags if tag],
    }
    return {key: value for key, value in found.items() if value}


@cache
def _template() -> "jinja2.Template":
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # markdown, not HTML: the filter `plain` escapes
    )
    environment.filters |= {"plain": _plain, "rate": _rate}
    return environment.get_template("card.md.jinja")


def _plain(text: object) -> str:
    """Return text on one line that markdown shows as it is."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(str(text).split()))


def _rate(estimate: "Estimate") -> str:
    """Return a share in per cent, with its interval and denominator."""
    if estimate.value is None:
        return f"not measured: {_plain(estimate.reason)}" if estimate.reason else "not measured"
    low, high = estimate.low, estimate.high
    interval = "" if low is None or high is None else f" [{100 * low:.1f}, {100 * high:.1f}]"
    return f"{100 * estimate.value:.1f} %{interval}, n = {estimate.n}"


def _yaml(data: dict[str, Any]) -> str:
    import yaml

    return yaml.safe_dump(data, sort_keys=False, allow_unicode=False, width=100).rstrip()


def _place(base: "Base", digest: str) -> str:
    """Say where BASE is to be found, as a comment of code."""
    if base.bundled:
        return f"the folder that `selfother models pull {base.bundled}` prints"
    return f"the directory of {' '.join(base.name.split()) or 'the base'}{f', digest {digest}' if digest else ''}"


def _scale(parameters: int | None) -> str:
    if parameters is None:
        return "The size of the base is not recorded. Below 7 billion parameters a model shows mechanisms, not values."
    size = f"{parameters / 1e9:.1f} billion" if parameters >= 1e9 else f"{parameters / 1e6:.0f} million"
    if parameters >= SMALL_PARAMETERS:
        return f"The base has {size} parameters."
    return f"**Scale: mechanism only.** A model of {size} parameters shows mechanisms, not values."
