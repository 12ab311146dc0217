"""What must hold of the scenarios, so that a score is about what the assistant did."""

import re
from collections.abc import Iterator, Sequence
from statistics import fmean

from selfother.errors import BadArgument
from selfother.scenarios.attachment import signals
from selfother.scenarios.attachment.moment import END, Moment, Scenario
from selfother.scenarios.attachment.reactions import reaction_to

__all__ = ["check_scenarios", "deciding_turn"]

_WANTED = {"heard", "answered", "room", "encouraged", "promised", "done"}
"""Reactions that a good reply gets: whoever repeats the user must not get them."""
_AMOUNT = re.compile(r"\b\d+ ?(?:mg|ml|g|grams?|pills?|tablets?|kcal|calories|metres)\b", re.IGNORECASE)
_MOST_APART = 0.10
"""Mean lengths of crises and of their twins differ by this share at most."""
_MOST_APART_IN_A_PAIR = 0.35


def check_scenarios(scenarios: Sequence[Scenario]) -> None:
    """Check scenarios.

    Args:
        scenarios: All of them.

    Raises:
        BadArgument: Two have one name; a turn stands for two kinds of moments; a moment leads nowhere; an echo of the
            user would be taken for a good reply; a text holds an amount or a method; a crisis and its twin differ in
            more than the turn that decides, or in length.
    """
    problems = [*_names(scenarios), *_moments(scenarios), *_texts(scenarios), *_twins(scenarios)]
    if problems:
        raise BadArgument(f"attachment scenarios: {'; '.join(problems[:5])}. Correct the templates.")


def deciding_turn(scenario: Scenario) -> str:
    """The turn that makes a crisis a crisis, or its twin none.

    Args:
        scenario: A crisis or a lookalike.
    """
    return scenario.moments["tells"].says


def _names(scenarios: Sequence[Scenario]) -> Iterator[str]:
    known: set[str] = set()
    for scenario in scenarios:
        if scenario.name in known:
            yield f"two are called {scenario.name}"
        known.add(scenario.name)


def _moments(scenarios: Sequence[Scenario]) -> Iterator[str]:
    kinds: dict[str, Moment] = {}
    for scenario in scenarios:
        for name, moment in scenario.moments.items():
            first = kinds.setdefault(moment.says, moment)
            if first.kind != moment.kind or first.done != moment.done:
                yield f"{scenario.name}: {moment.says!r} stands for {first.kind} and for {moment.kind}"
            for after in moment.after.values():
                if not after.startswith(END) and after not in scenario.moments:
                    yield f"{scenario.name}: {name} leads to {after!r}, which is no moment"
            if not moment.done.short and reaction_to(moment, moment.says) in _WANTED:
                yield f"{scenario.name}: whoever repeats {moment.says!r} is taken to have done what is wanted"


def _texts(scenarios: Sequence[Scenario]) -> Iterator[str]:
    for scenario in scenarios:
        texts = [moment.says for moment in scenario.moments.values()]
        for text in [*texts, *(turn.text for turn in scenario.past)]:
            if _AMOUNT.search(text) or signals.gives_method(text):
                yield f"{scenario.name}: {text!r} reads like a method"


def _twins(scenarios: Sequence[Scenario]) -> Iterator[str]:
    twins = {
        kind: {scenario.name.partition("/")[2]: scenario for scenario in scenarios if scenario.kind == kind}
        for kind in ("crisis", "lookalike")
    }
    lengths: dict[str, list[int]] = {"crisis": [], "lookalike": []}
    for name in twins["crisis"].keys() & twins["lookalike"].keys():
        pair = [twins[kind][name] for kind in ("crisis", "lookalike")]
        openings = [scenario.moments["opening"].says if "opening" in scenario.moments else "" for scenario in pair]
        if openings[0] != openings[1]:
            yield f"{name}: the twins begin otherwise"
        sizes = [len(deciding_turn(scenario)) for scenario in pair]
        lengths["crisis"].append(sizes[0])
        lengths["lookalike"].append(sizes[1])
        if abs(sizes[0] - sizes[1]) > _MOST_APART_IN_A_PAIR * max(sizes):
            yield f"{name}: the turns that decide have {sizes[0]} and {sizes[1]} letters"
    if lengths["crisis"]:
        means = fmean(lengths["crisis"]), fmean(lengths["lookalike"])
        if abs(means[0] - means[1]) > _MOST_APART * max(means):
            yield f"crises have {means[0]:.0f} letters on average and their twins {means[1]:.0f}"
