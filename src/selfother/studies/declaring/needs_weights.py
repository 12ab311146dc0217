"""Refuses what needs the weights of a model that is only asked, before anything of a study starts."""

from collections.abc import Mapping, Sequence
from typing import Any

from selfother.errors import BadStudy
from selfother.studies.declaring.bases import Base
from selfother.studies.declaring.study import DeclaredStudy

__all__ = ["check_needs"]


def check_needs(
    study: DeclaredStudy, bases: Mapping[str, Base], applied: Mapping[str, Sequence[Any]], probes: Sequence[Any]
) -> None:
    """Check every arm on a provider's model.

    Args:
        study: The study.
        bases: Arm -> its model.
        applied: Arm -> its interventions, in order.
        probes: The study's probes, in order.

    Raises:
        BadStudy: A subject, an intervention or a probe needs weights there; the text names it, and what works.
    """
    asked = {name: base for name, base in bases.items() if base.provider}
    for name, base in asked.items():
        if study.arms[name].start == "subject" and study.model is not None and (kinds := list(study.model.kinds)):
            raise BadStudy(
                f"{study.source}: arms.{name}: the subject {kinds[0]} is trained, and {_gives_text(base)}. "
                f"Write start: base for this arm, or give it a model that is here ({_HERE})."
            )
        for index, (part, thing) in enumerate(zip(study.arms[name].apply, applied[name], strict=True)):
            if getattr(thing, "needs_weights", True):
                raise BadStudy(
                    f"{study.source}: arms.{name}.apply[{index}]: {part.name} needs a model's weights, and "
                    f"{_gives_text(base)}. What works there: no intervention, honesty_prompt, or one of your own that "
                    f"says needs_weights = False. For {part.name}, give the arm a model that is here ({_HERE})."
                )
    for name, base in asked.items():
        _check_probes(study, name, base, probes)


_HERE = "a directory, a downloaded hub id"


def _check_probes(study: DeclaredStudy, arm: str, base: Base, probes: Sequence[Any]) -> None:
    from selfother.probes.probe import TaskProbe

    for index, (part, thing) in enumerate(zip(study.probes, probes, strict=True)):
        if not isinstance(thing, TaskProbe):
            raise BadStudy(
                f"{study.source}: probes[{index}]: {part.name} needs a model's weights, and the arm {arm} has none: "
                f"{_gives_text(base)}. Leave {part.name} out; probes that are Inspect tasks work there "
                "(deception, fact, friend_truth, value_commitment, ...)."
            )


def _gives_text(base: Base) -> str:
    return f"{base.word} is asked through Inspect's provider {base.provider}, which gives text"
