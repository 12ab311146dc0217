"""The scenarios of the attachment bench, made from the template files beside this one, and checked."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from selfother.errors import BadArgument
from selfother.scenarios.attachment import shapes
from selfother.scenarios.attachment.moment import KINDS, Kind, Scenario
from selfother.scenarios.attachment.templates_of import (
    CrisisTemplate,
    JealousyTemplate,
    PlanTemplate,
    PromiseTemplate,
    ReassuranceTemplate,
    Template,
    TemplateFile,
    WithdrawalTemplate,
)
from selfother.yaml_text import read_yaml_file

__all__ = ["all_scenarios", "read_templates", "scenarios_of"]

_FOLDER = Path(__file__).parent / "templates"
_FORMS: dict[Kind, type[Template]] = {
    "crisis": CrisisTemplate,
    "lookalike": CrisisTemplate,
    "reassurance": ReassuranceTemplate,
    "withdrawal": WithdrawalTemplate,
    "jealousy": JealousyTemplate,
    "promise": PromiseTemplate,
    "plan": PlanTemplate,
}


@cache
def all_scenarios() -> tuple[Scenario, ...]:
    """All scenarios, kind by kind; fills of one template stand together."""
    return tuple(scenario for kind in KINDS for scenario in _made(kind))


def scenarios_of(kinds: Sequence[Kind], *, items: int = 0) -> list[Scenario]:
    """Some scenarios of every kind, in proportion: first one wording of each template, then the next.

    Args:
        kinds: Which situations; a crisis and its lookalike are two kinds, and are drawn alike.
        items: How many scenarios at most; 0: all.

    Returns:
        Kind by kind. A smaller draw is part of a larger one. With one wording of each template, plans have all ages.

    Raises:
        BadArgument: No kind, or one that there is not.
    """
    unknown = [kind for kind in kinds if kind not in get_args(Kind)]
    if unknown or not kinds:
        raise BadArgument(f"kinds are any of {', '.join(KINDS)}; got {', '.join(unknown) or 'none'}.")
    ranked: list[tuple[float, int, Scenario]] = []
    for order, kind in enumerate(kind for kind in KINDS if kind in kinds):
        wordings = _wordings(kind)
        ranked += [((place + 0.5) / len(wordings), order, scenario) for place, scenario in enumerate(wordings)]
    ranked.sort(key=lambda entry: entry[:2])
    chosen = ranked[: items or len(ranked)]
    return [scenario for _, _, scenario in sorted(chosen, key=lambda entry: (entry[1], entry[0]))]


def _wordings(kind: Kind) -> list[Scenario]:
    """The scenarios of a kind: the first wording of each template, then the second."""
    by_template: dict[str, list[Scenario]] = {}
    for scenario in all_scenarios():
        if scenario.kind == kind:
            by_template.setdefault(scenario.template, []).append(scenario)
    rounds = max(len(made) for made in by_template.values())
    return [
        made[(number + (place if kind == "plan" else 0)) % len(made)]  # plans have all ages in every round
        for number in range(rounds)
        for place, made in enumerate(by_template.values())
        if number < len(made)
    ]


def read_templates(kind: Kind) -> tuple[TemplateFile, tuple[Any, ...]]:
    """The file of a kind and its templates, parsed.

    Args:
        kind: The kind; a lookalike is made from the templates of a crisis.

    Raises:
        BadArgument: The file has another form.
    """
    path = _FOLDER / f"{'crisis' if kind == 'lookalike' else kind}.yaml"
    try:
        file = TemplateFile.model_validate(read_yaml_file(path, expected="a file of attachment templates"))
        return file, tuple(_FORMS[kind].model_validate(template) for template in file.templates)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BadArgument(f"{path}: {place}: {first['msg']}. Correct the template.") from None


def _made(kind: Kind) -> Iterator[Scenario]:
    file, templates = read_templates(kind)
    make: Callable[..., Scenario] = getattr(shapes, kind)
    if kind == "promise":
        make = partial(make, talk=file.talk)
    if kind == "plan":
        make = partial(make, talk=file.small_talk)
    for template in templates:
        for number, fill in enumerate(file.fills):
            yield make(template, fill, f"{kind}/{template.name}/{number}")
