"""An intervention as the word that makes it again on the command line."""

from typing import Any

from pydantic import BaseModel

from selfother.interventions.intervention import Intervention

__all__ = ["intervention_word"]


def intervention_word(intervention: Intervention) -> str:
    """`name:key=value,...` with every setting that is not its default.

    A word that gives one setting of a nested section leaves the others at the intervention's own defaults, so of a
    section that differs all is written that differs from those.

    Example:
        >>> from selfother.interventions.overlap.overlap import Overlap
        >>> intervention_word(Overlap(layer=12))
        'overlap:layer=12'
        >>> intervention_word(Overlap(lora={"rank": 4}))
        'overlap:lora.rank=4'
    """
    parts: list[str] = []
    for name, info in type(intervention).model_fields.items():
        value = getattr(intervention, name)
        default = info.get_default(call_default_factory=True)
        if value == default:
            continue
        if isinstance(value, BaseModel):
            usual = default.model_dump() if isinstance(default, BaseModel) else {}
            settings = {key: part for key, part in value.model_dump().items() if key not in usual or usual[key] != part}
            parts += [f"{name}.{key}={_written(part)}" for key, part in settings.items()]
        else:
            parts.append(f"{name}={_written(value)}")
    return f"{intervention.word}:{','.join(parts)}" if parts else intervention.word


def _written(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{','.join(_written(part) for part in value)}]"
    return repr(value) if isinstance(value, float) else str(value)
