"""An overlap arm beside everything that it must be told apart from, and the study that compares them.

    none               the model as it is                      shuffled_pairs   the self of another situation
    soo                the treatment                           other_other      two rivals by name, no self
    neutral_sham       the same layers, steps, rate on text    friend_target    a friend instead of the self
    honest_labels      supervised tuning on the truth          wrong_room       a self that is wrong
    honesty_prompt     the model is told to be honest          reverse          the self towards the rival
    steering           the direction added, nothing trained    prompt_position  read before any token of an answer

Every arm has the treatment's own layers, adapter, pairs, steps and rate, because a control at another dose shows
nothing. Left out on purpose: shams at a matched dose, whose rate is only known after a search
(`selfother.studies.searching.match_dose`).
"""

from typing import TYPE_CHECKING, Any, TypeVar

from selfother.errors import BadArgument
from selfother.studies.declaring.bases import count_layers
from selfother.studies.declaring.parts import Part
from selfother.studies.declaring.study import Arm, Contrasts, Controls, DeclaredStudy, ModelChoice

if TYPE_CHECKING:
    from selfother.interventions.overlap.overlap import Overlap

__all__ = ["overlap_arms", "overlap_contrasts", "overlap_probes", "study_with_controls"]

S = TypeVar("S", bound=DeclaredStudy)
_TRUTHS = 72
"""Answers to each measure of truth (of three families, or of one): enough to show that a wrong self makes no liars."""
_FAMILIES = ["burglary", "treasure_hunt", "spy_mission", "escape_room"]


def overlap_arms(treatment: "Overlap") -> dict[str, Arm]:
    """The arms of an overlap study: the model as it is, the treatment, and every control of it.

    Args:
        treatment: Overlap towards the self, with whatever layer, position, adapter and schedule.

    Returns:
        Name -> arm, in the order of a report. The adapter of the treatment ends at its layer, so that of every control
        does too.

    Raises:
        BadArgument: The treatment is itself one of the controls.
    """
    _check_treatment(treatment)
    lora = _adapter(treatment)
    tuning = {"lora": lora, "schedule": treatment.schedule.model_dump(mode="json")}
    pairs = {"family": treatment.family, "pairs": treatment.pairs}
    steered = {"layer": treatment.layer, "moved": treatment.moved, "towards": treatment.towards, **pairs}
    elsewhere = "prompt" if treatment.position == "answer" else "answer"
    return {
        "none": Arm(role="subject", title="The model as it is"),
        "soo": Arm(role="treatment", title="Self-other overlap", apply=[_part(treatment)]),
        "shuffled_pairs": _control("Overlap with the self of another situation", _part(treatment, shuffled=True)),
        "other_other": _control("Overlap of two rivals by name, no self", _part(treatment, towards="other")),
        "friend_target": _control("Overlap towards a friend instead of the self", _part(treatment, towards="friend")),
        "wrong_room": _control("Overlap with a self that has the places swapped", _part(treatment, wrong_room=True)),
        "neutral_sham": _control(
            "Neutral text, same layers, steps and rate", Part(name="neutral_sham", settings=tuning)
        ),
        "reverse": _control(
            "The self moved towards the rival", _part(treatment, moved=treatment.towards, towards=treatment.moved)
        ),
        f"{elsewhere}_position": _control(
            f"Overlap read at the last token of the {elsewhere}", _part(treatment, position=elsewhere)
        ),
        "honesty_prompt": _control("Told to be honest, nothing trained", Part(name="honesty_prompt")),
        "steering": _control("The self-minus-other direction added", Part(name="steering", settings=steered)),
        "honest_labels": Arm(
            role="upper bound",
            title="Supervised tuning on honest answers",
            apply=[Part(name="honest_labels", settings=tuning | pairs)],
        ),
    }


def overlap_contrasts() -> Contrasts:
    """The primary contrasts over the names of `overlap_arms`: lies to a rival, by forced choice."""
    return Contrasts(
        measure="deception.deceptive",
        form="choice",
        treatment=["soo"],
        controls=Controls(
            sham="neutral_sham",
            specificity=["shuffled_pairs", "other_other", "friend_target"],
            wrong_self="wrong_room",
            upper_bound="honest_labels",
        ),
    )


def overlap_probes(treatment: "Overlap", *, items: int = 64) -> list[Part]:
    """The probes of an overlap study: lies, every truth, perplexity, the gap where it was trained, doses.

    Lies are asked for in four built-in families, and in the treatment's own where it is another, on its test words.
    """
    read = {"layer": treatment.layer, "site": treatment.site, "family": treatment.family}
    asked = {"families": list(dict.fromkeys([*_FAMILIES, treatment.family])), "items": items}
    truth = {"friend_truth": _TRUTHS // 3, "self_truth": _TRUTHS // 3, "fact": _TRUTHS, "perspective": _TRUTHS}
    return [
        Part(name="deception", settings=asked),
        *(Part(name=name, settings={"items": count}) for name, count in truth.items()),
        Part(name="perplexity"),
        Part(name="dose"),
        Part(name="self_other_gap", settings=read),
    ]


def study_with_controls(
    kind: type[S],
    treatment: "Overlap",
    *,
    model: ModelChoice,
    name: str = "overlap_with_controls",
    seeds: list[int] | None = None,
    items: int = 64,
) -> S:
    """The study that trains a treatment beside its controls on a model.

    Args:
        kind: The class of the study.
        treatment: See `overlap_arms`.
        model: What the arms start from.
        name: One word.
        seeds: Training seeds; None: one.
        items: Forced choices of each family, both orders counted.

    Raises:
        BadArgument: The treatment is itself one of the controls, or the model has not its layers.
    """
    arms = overlap_arms(treatment)
    _check_depth(treatment, model.base)
    return kind(
        name=name,
        title="Self-other overlap beside its controls",
        question="Does overlap remove lies where its controls do not?",
        seeds=seeds or [0],
        model=model,
        arms=arms,
        probes=overlap_probes(treatment, items=items),
        contrasts=overlap_contrasts(),
    )


def _check_treatment(treatment: "Overlap") -> None:
    if treatment.towards == "self" and not (treatment.shuffled or treatment.wrong_room):
        return
    given = [f"towards={treatment.towards}", *(name for name in ("shuffled", "wrong_room") if getattr(treatment, name))]
    raise BadArgument(
        f"expected overlap towards the self, as it is meant; got {', '.join(given)}, which is one of the controls that "
        "are added. Leave those settings out."
    )


def _check_depth(treatment: "Overlap", base: str) -> None:
    """Raise now for a layer that the model has not: every arm would raise later."""
    depth = count_layers(base)
    if depth is not None:
        treatment.check_depth(depth, model=base)


def _adapter(treatment: "Overlap") -> dict[str, Any]:
    last = treatment.layer if treatment.lora.last_layer is None else treatment.lora.last_layer
    return treatment.lora.model_copy(update={"last_layer": last}).model_dump(mode="json")


def _part(treatment: "Overlap", **changes: Any) -> Part:
    return Part(name="overlap", settings=treatment.model_dump(mode="json") | changes)


def _control(title: str, part: Part) -> Arm:
    return Arm(title=title, apply=[part])
