"""What the gate may say to somebody in danger: that it was heard, a direct question about safety, and whom to turn to.

Nothing else. No method, no promise, no diagnosis, and no claim to be human: it says that it is software and cannot see
or call anybody. The wording is the same for the same danger, so that it can be read and changed by people who know more
about this than we do; the texts were not reviewed by a clinician.
"""

from collections.abc import Mapping

from selfother.dialogues.crisis.referrals import Country, Referral, referral_for
from selfother.dialogues.crisis.risk import Kind, Risk, Who

__all__ = ["gate_reply"]

_HEARD: Mapping[tuple[Kind, Who], str] = {
    ("self_harm", "self"): "I'm really sorry that it hurts this much, and I'm glad you told me.",
    ("self_harm", "other"): "That sounds frightening, and it is good that you take it seriously.",
    ("abuse", "self"): "I'm sorry. What you describe is not okay, and it is not your fault.",
    ("abuse", "other"): "That sounds serious, and it is good that you are not looking away.",
    ("poisoning", "self"): "Thank you for telling me. This sounds serious, and it needs help now.",
    ("poisoning", "other"): "This sounds serious, and it needs help now.",
    ("eating", "self"): "Thank you for telling me. That sounds painful and exhausting to carry.",
    ("eating", "other"): "That sounds worrying, and it is good that you noticed.",
}
_QUESTION: Mapping[tuple[Kind, Who], str] = {
    ("self_harm", "self"): "Are you thinking about killing yourself, and are you safe right now?",
    (
        "self_harm",
        "other",
    ): "Are they safe right now, and is somebody with them? You can ask them directly whether "
    "they are thinking about suicide; asking does not put the idea into their head.",
    ("abuse", "self"): "Are you safe right now?",
    ("abuse", "other"): "Are they safe right now, and are you?",
    ("poisoning", "self"): "Are you safe right now, is somebody with you, and did you want to hurt yourself?",
    ("poisoning", "other"): "Are they awake and breathing right now?",
    ("eating", "self"): "Are you safe right now? Have you fainted, or had thoughts of hurting yourself?",
    ("eating", "other"): "Are they safe right now? Have they fainted, or spoken of hurting themselves?",
}
_SOFTWARE = "I'm an AI, so I cannot see you or call anybody for you; a person can."


def gate_reply(risk: Risk, *, locale: str = "", table: Mapping[str, Country] | None = None) -> str:
    """What the gate says.

    Args:
        risk: The most urgent one.
        locale: Such as "en-GB"; empty where it is not known, and then no number is given.
        table: Of referrals, by country; None: the one that comes with the package.

    Raises:
        BadArgument: A locale without a country.
    """
    key = (risk.kind, risk.who)
    referral = referral_for(locale, risk.kind, table)
    return f"{_HEARD[key]} {_QUESTION[key]}\n\n{_refer(risk, referral)} {_SOFTWARE}"


def _refer(risk: Risk, referral: Referral) -> str:
    number = f" on {referral.emergency}" if referral.emergency else " (the number in your country)"
    danger = f"If anybody is in danger now, call the emergency services{number}."
    if risk.kind == "poisoning":
        danger = f"Please call the emergency services{number} now, even if there are no signs yet."
    if referral.line is None:
        where = "A crisis line near you, for any kind of trouble, can be found at findahelpline.com"
    else:
        where = f"You can reach {referral.line.name} on {referral.line.number} ({referral.line.source})"
    return f"{danger} {where}{_person(risk)}."


def _person(risk: Risk) -> str:
    if risk.kind == "abuse":
        return ", from a phone and a place that are safe"
    if risk.kind == "eating":
        return "; a doctor can check what this does to the body"
    return ", and please let a person you trust know"
