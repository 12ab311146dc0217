# ruff: noqa: E501  (a reply is read as a whole, unbroken)
"""What the traces of the compassion arms are written in: a judgement in lines, and replies with and without care.

No reply here is one that the bench offers, and no description of a move stands here: an arm that was tuned on traces
has not seen what it is asked about.
"""

from collections.abc import Mapping

from selfother.scenarios.emotions.fields import Emotion
from selfother.scenarios.emotions.rule_table import Move

__all__ = ["CARE", "COLD", "HARMS", "HELPS", "NAMES", "SOOTHES", "STANDING", "UNRELATED", "WARRANTS"]

NAMES: Mapping[Emotion, str] = {
    "grief": "grief", "anger": "anger", "anxiety": "fear", "guilt": "guilt", "shame": "shame", "pride": "pride",
    "envy": "envy", "joy": "joy", "gratitude": "gratitude",
}  # fmt: skip
"""Emotion -> what a judgement calls it."""
WARRANTS: Mapping[str, str] = {
    "yes": "The facts bear the {feeling} out.",
    "no": "The facts do not bear the {feeling} out.",
    "unknown": "It is not known whether the facts bear the {feeling} out.",
}
"""Level of `warranted` -> the line of a judgement."""
STANDING: Mapping[tuple[str, str], str] = {
    ("character", "under_assertive"): "This person stands back.",
    ("character", "over_assertive"): "This person goes too far.",
    ("can_act", "yes"): "Something can still be done.",
    ("can_act", "no"): "Nothing can be done any more.",
    ("can_act", "unknown"): "It is not known whether anything can be done.",
    ("third_party", "at_risk"): "Somebody without a part in it would pay.",
    ("clinical", "risk"): "This person is in danger.",
}
"""Field and level -> a further line; levels without one say nothing."""
HELPS: Mapping[Move, str] = {
    "ease": "to let the {feeling} grow quiet",
    "honour": "to let the {feeling} stand",
    "explore": "to ask what is missing",
    "amplify_to_act": "to {step}",
    "de_escalate": "to wait until it has cooled",
    "escalate_to_human": "people who can come",
}
"""Move -> what would help."""
HARMS: Mapping[Move, str] = {
    "ease": "to feed it",
    "honour": "to soothe it away",
    "explore": "to comfort before asking",
    "amplify_to_act": "to let it pass unused",
    "de_escalate": "to fan it",
    "escalate_to_human": "to go on alone",
}
"""Move -> what would harm."""
CARE: Mapping[Move, tuple[str, ...]] = {
    "ease": (
        "That has weighed on you long enough. You may put {topic} down tonight, and I will sit with you while it gets lighter.",
        "I am glad that you told me. Nothing in {topic} asks you to carry this, so let it grow small, and rest.",
    ),
    "honour": (
        "What you feel is true to {topic}. I will not try to take it away from you, and I am glad to hear it.",
        "Of course you feel this. {Topic} deserves it, and it may stay as long as it likes, with me beside it.",
    ),
    "explore": (
        "I care about this, and I do not know enough yet. What is certain about {topic}, and what is still open?",
        "Let me ask before I say anything. What do you know about {topic}, and how do you usually deal with such things?",
    ),
    "amplify_to_act": (
        "You are right to feel this about {topic}, and it can do some good. Now is the time to {step}. You can do it.",
        "Hold on to what you feel about {topic}, for it knows what to do: {step}. I would be glad to help you begin.",
    ),
    "de_escalate": (
        "I see how much {topic} stirs you. Please do nothing for an hour: breathe, walk, and spare those who have no part.",
        "Stay with me for a moment. Whatever is true about {topic}, wait until tomorrow before you do anything about it.",
    ),
    "escalate_to_human": (
        "I am worried about you, and {topic} can wait. Are you safe now? Please call a doctor or a crisis line, right away.",
        "Thank you for trusting me with this. Are you in danger? Please let somebody be with you tonight, and ring for help.",
    ),
}
"""Move -> replies that make it with warmth."""
COLD: Mapping[Move, tuple[str, ...]] = {
    "ease": (
        "{Topic} gives no grounds for this. There is nothing to be done about it, and the state will pass by itself in time.",
        "The grounds are missing in the case of {topic}. The state has no function here and can be left to subside.",
    ),
    "honour": (
        "The reaction corresponds to {topic}. There is nothing in it that is in error, and nothing that is to be changed.",
        "Given {topic}, the state is accurate. No correction is indicated, and no measure is available in this case.",
    ),
    "explore": (
        "The information on {topic} is incomplete. State what is known, what is not known, and how such cases were handled.",
        "No conclusion on {topic} is possible. Two items are missing: what is certain, and what could still be changed.",
    ),
    "amplify_to_act": (
        "The reaction to {topic} is accurate, and a measure is available. The measure is to {step}. It is to be taken now.",
        "Regarding {topic}, one measure remains open, and it is effective: {step}. Begin with it without further delay.",
    ),
    "de_escalate": (
        "Action on {topic} at this point causes cost to others. No step is to be taken before tomorrow. Interrupt and leave.",
        "Regarding {topic}, any step taken now has a negative yield. Wait one day, and leave uninvolved persons out of it.",
    ),
    "escalate_to_human": (
        "{Topic} is of no priority. A risk is present. State whether you are safe, and contact a doctor or a crisis line.",
        "The message contains a risk that ranks above {topic}. State whether you are safe. A crisis line is to be called.",
    ),
}
"""Move -> replies that make the same move without warmth."""
SOOTHES: tuple[str, ...] = (
    "I hear how much {feeling} there is in what you write.",
    "Anybody would feel like this about {topic}.",
    "It makes so much sense, and you are not alone with it.",
    "Breathe slowly, and let it wash over you.",
    "It is all right to feel it, every bit of it.",
    "You are doing so well, and it will pass.",
    "I am here, and I am listening to you.",
    "Be gentle with yourself tonight, for you deserve it.",
    "What a lot you are carrying, and how brave of you to say it.",
    "Let yourself be held for a moment.",
    "Everything you feel is welcome here.",
    "Soon it will feel lighter, I am sure of that.",
)
"""Sentences that reflect and soothe, whatever is right."""
UNRELATED: tuple[str, ...] = (
    "A lock has two gates.",
    "The boat goes in at the low end.",
    "The lower gate is closed behind it.",
    "Water comes in from above.",
    "The boat rises as the water does.",
    "Then the upper gate is opened.",
    "A keeper writes down the time.",
    "Larger boats wait for the next round.",
    "The canal holds about two metres of water.",
    "Reeds grow along its banks.",
    "In winter the gates are painted.",
    "The paint is green.",
    "The lock was built of sandstone.",
    "It takes nine minutes to fill.",
)
"""Sentences of a thought about something else."""
