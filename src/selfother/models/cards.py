"""What a product says of itself: a record in its `selfother.json`, and the card (`README.md`) rendered from it.

    base_of        a model -> what a card says of the base of a product
    read_card      a product's folder -> its record; what an older version did not write is left empty
    write_card     a product's folder -> README.md, rendered from the record and from nothing else
    add_measured   one arm of a report -> into the record, and the card is written again
    measured_of    a report and an arm -> the rates, the verdict and the rows of the tables

No path of the machine is written: where a folder has to be named, the card says BASE and FOLDER. Digests do not look at
either file, so a card can change and the product stays the same.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, JsonValue, ValidationError

from selfother.errors import BrokenRecord, MissingModel, UnknownName
from selfother.models.bundled import BUNDLED
from selfother.models.card_text import card_text
from selfother.models.weight_files import ABOUT_FILE, CARD_FILE, first_line
from selfother.records import Estimate, Record, ReportRecord, Table

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = [
    "Base",
    "Card",
    "Measured",
    "add_measured",
    "base_of",
    "measured_of",
    "read_card",
    "write_card",
]


class Base(Record):
    """The model that a product was made on.

    Attributes:
        name: What reports call it.
        hub_id: Its id on the hub (of a bundled one: that of the model that it was made of), or empty.
        bundled: The word for it, where it comes with selfother.
        licence: The hub's word for its licence, or empty where its folder does not say.
        parameters: How many weights, None where nobody counted.
        about: Where it comes from, in a sentence.
        made_by: The intervention that made it, where it is a product itself.
        is_organism: It was made deceptive on purpose.
        has_adapter: It carried an adapter, which was merged first.
        bits: How many bits held a weight while the product was made; None: not quantised.
        system: The system message that it was tuned under.
        prompts: How its prompts were written, where not by its own chat template.
    """

    name: str = ""
    hub_id: str = ""
    bundled: str = ""
    licence: str = ""
    parameters: int | None = None
    about: str = ""
    made_by: str = ""
    is_organism: bool = False
    has_adapter: bool = False
    bits: int | None = None
    system: str | None = None
    prompts: str = ""


class Measured(Record):
    """What a study measured on an arm.

    Attributes:
        study: The name of the study; `title` is its report's headline.
        arm: The arm that the product is; `arm_title` is what it is in a sentence.
        measure: The primary measure, `probe.measure`.
        rates: The arm's rate on it, one for each training run.
        sentences: The declared findings about the arm.
        tables: The report's tables, with the arm's row alone.
        scale: What the report says of its scale.
        plan: Digest of the frozen plan, empty where there was none.
        status: "complete", or what was still running or failed when the report was written.
    """

    study: str
    title: str
    arm: str
    arm_title: str
    role: str
    verdict: str = ""
    verdict_reason: str = ""
    measure: str = ""
    rates: list[Estimate] = Field(default_factory=list)
    sentences: list[str] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    scale: str = ""
    plan: str = ""
    status: str = ""


class Card(Record):
    """Everything that a card says.

    Attributes:
        kind: A folder of PEFT's on a base, or a model of its own.
        base_digest: Digest of the base's weights.
        base: More about the base.
        intervention: What made it; empty for a model that was only saved.
        title: What that does, in a sentence.
        note: What the product is and is not.
        controls: Word of an intervention -> what comparing with it shows.
        settings: Of the intervention.
        seed: Root seed of the training.
        is_organism: It was made deceptive on purpose.
        selfother: The version that made it.
        measured: What a report found.
    """

    kind: Literal["adapter", "model"] = "model"
    base_digest: str = ""
    base: Base = Base()
    intervention: str = ""
    title: str = ""
    note: str = ""
    controls: dict[str, str] = Field(default_factory=dict)
    settings: dict[str, JsonValue] = Field(default_factory=dict)
    seed: int | None = None
    is_organism: bool = False
    selfother: str = ""
    measured: Measured | None = None


def base_of(model: "LanguageModel") -> Base:
    """Return the facts of a card on the base `model`, read from its folder."""
    bundled = next((one for one in BUNDLED if one.folder == model.source), None)
    front, about = _front_matter(model.source / CARD_FILE), _read_about(model.source)
    quantisation = getattr(model.network.config, "quantization_config", None)
    bits = next((bits for bits in (4, 8) if getattr(quantisation, f"load_in_{bits}bit", False)), None)
    count = getattr(model.network, "num_parameters", None)
    return Base(
        name=model.name,
        hub_id=bundled.hub_id if bundled else _hub_id(model.source),
        bundled=bundled.name if bundled else "",
        licence=bundled.licence if bundled else _text(front.get("license")),
        parameters=int(count()) if callable(count) else None,
        about=bundled.card if bundled else "",
        made_by=_text(about.get("intervention")),
        is_organism=about.get("is_organism") is True,
        has_adapter=hasattr(model.network, "peft_config"),
        bits=bits,
        system=model.system,
        prompts=model.prompt_format,
    )


def read_card(folder: Path) -> Card:
    """Return the facts of a card that a product's folder holds.

    Raises:
        MissingModel: No product there.
        BrokenRecord: Its `selfother.json` cannot be read.
    """
    is_adapter = (folder / "adapter_config.json").is_file()
    if not is_adapter and not (folder / "config.json").is_file():
        raise MissingModel(
            f"{folder} holds neither adapter_config.json nor config.json, so it is no product. "
            "Give the folder that `selfother train` wrote, or a folder under products/ of a run."
        )
    try:
        data = json.loads((folder / ABOUT_FILE).read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise TypeError("it holds no JSON object")
        said = {key: data[key] for key in Card.model_fields if key in data}
        return Card.model_validate({**said, "kind": "adapter" if is_adapter else "model"})
    except FileNotFoundError:
        return Card(kind="adapter" if is_adapter else "model")
    except (ValueError, TypeError, ValidationError) as error:
        raise BrokenRecord(
            f"{folder / ABOUT_FILE} says no product: {first_line(error)}. "
            "Remove it to get a card without it, or make the product again."
        ) from error


def write_card(folder: Path) -> Path:
    """Write the card of a product, in place of one that stands there (raises like `read_card`).

    Returns:
        The card's path.
    """
    path = folder / CARD_FILE
    _replace(path, card_text(read_card(folder)))
    return path


def add_measured(folder: Path, measured: Measured, *, about: Mapping[str, Any] | None = None) -> Path:
    """Write what was measured into a product's record, and its card again (raises like `read_card`).

    Args:
        folder: The product's folder.
        measured: What replaces what stood there.
        about: What the record should say besides, where an older version did not write it.
    """
    card = read_card(folder)
    known = {key: value for key, value in card.model_dump(mode="json").items() if value or key == "seed"}
    said = {**(about or {}), **known, "measured": measured.model_dump(mode="json")}
    _replace(folder / ABOUT_FILE, json.dumps(_read_about(folder) | said, indent=2) + "\n")
    return write_card(folder)


def measured_of(report: ReportRecord, arm: str) -> Measured:
    """Return the results of one arm in a report.

    Raises:
        UnknownName: The report has no such arm.
    """
    found = next((one for one in report.arms if one.name == arm), None)
    if found is None:
        raise UnknownName.among("arm", arm, [one.name for one in report.arms], f"the report of {report.name}")
    rows = ((table, [row for row in table.rows if row and row[0] == arm]) for table in report.tables)
    return Measured(
        study=report.name,
        title=report.title,
        arm=arm,
        arm_title=found.title,
        role=found.role,
        verdict=found.verdict,
        verdict_reason=found.verdict_reason,
        measure=_text((report.plan.rules if report.plan else {}).get("measure")),
        rates=found.rates,
        sentences=[finding.sentence for finding in report.findings if finding.arm == arm and finding.primary],
        tables=[table.model_copy(update={"rows": row}) for table, row in rows if row],
        scale=report.scale,
        plan=report.plan.digest if report.plan else "",
        status=report.status,
    )


def _hub_id(source: Path) -> str:
    """Return the id that the hub's cache wrote into a path: .../models--OWNER--NAME/snapshots/..."""
    found = [re.fullmatch(r"models--([\w.-]+?)--([\w.-]+)", part) for part in source.parts]
    return next((f"{match[1]}/{match[2]}" for match in found if match), "")


def _front_matter(card: Path) -> dict[str, Any]:
    """Return the YAML at the head of a card; empty where there is none that can be read."""
    import yaml

    try:
        before, head, _ = card.read_text(encoding="utf-8").split("---\n", 2)
        found = yaml.safe_load(head)
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return found if not before.strip() and isinstance(found, dict) else {}


def _read_about(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / ABOUT_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _replace(path: Path, text: str) -> None:
    """Write a whole file or none."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
