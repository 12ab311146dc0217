"""An intervention as the word that makes it again on the command line."""

from typing import Any

from pydantic import BaseModel

from selfother.interventions.intervention import Intervention

__all__ = ["intervention_word"]


def intervention_word(intervention: Intervention) -> str:
    """Return `name:key=value,...` with every setting that is not its default.

    A word that gives one setting of a nested section leaves the others at that section's own defaults, so a section
    that differs is written with all that differs from those.

    Example:
        >>> from selfother.interventions.overlap import Overlap
        >>> intervention_word(Overlap(layer=12))
        'overlap:layer=12'
    """
    parts: list[str] = []
    for name, info in type(intervention).model_fields.items():
        value = getattr(intervention, name)
        if value == info.get_default(call_default_factory=True):
            continue
        if isinstance(value, BaseModel):
            said = value.model_dump(exclude_defaults=True) or dict(list(value.model_dump().items())[:1])
            parts += [f"{name}.{key}={_written(one)}" for key, one in said.items()]
        else:
            parts.append(f"{name}={_written(value)}")
    return f"{intervention.word}:{','.join(parts)}" if parts else intervention.word


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{','.join(_written(one) for one in value)}]"
    return repr(value) if isinstance(value, float) else str(value)
