"""Refuses what needs the weights of a model that is only asked, before anything of a study starts."""

from collections.abc import Mapping

from selfother.errors import BadStudy
from selfother.studies.declaring.bases import Base
from selfother.studies.declaring.made import MadeParts, place_of_probe
from selfother.studies.declaring.study import DeclaredStudy

__all__ = ["check_needs"]

_HERE = "a directory, or a hub id after `hf download NAME`"


def check_needs(study: DeclaredStudy, bases: Mapping[str, Base], made: MadeParts) -> None:
    """Check every arm on a provider's model.

    Args:
        study: The study.
        bases: Arm -> its model.
        made: The study's parts.

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
        for index, link in enumerate(made.arms[name]):
            if link.thing.needs_weights:
                raise BadStudy(
                    f"{study.source}: arms.{name}.apply[{index}]: {link.part.name} needs a model's weights, and "
                    f"{_gives_text(base)}. What works there: no intervention, honesty_prompt, or one of your own that "
                    f"says needs_weights = False. For {link.part.name}, give the arm a model that is here ({_HERE})."
                )
    for name, base in asked.items():
        _check_probes(study, name, base, made)


def _check_probes(study: DeclaredStudy, arm: str, base: Base, made: MadeParts) -> None:
    from selfother.probes.probe import TaskProbe

    for index, probe in enumerate(made.asked[arm]):
        if not isinstance(probe.thing, TaskProbe):
            place = place_of_probe(study, arm, index)
            raise BadStudy(
                f"{study.source}: {place}: {probe.part.name} needs a model's weights, and the arm {arm} "
                f"has none: {_gives_text(base)}. Leave {probe.part.name} out; probes that are Inspect tasks work there "
                "(deception, fact, friend_truth, value_commitment, ...)."
            )


def _gives_text(base: Base) -> str:
    return f"{base.word} is asked through Inspect's provider {base.provider}, which gives text"
