"""Every rule of written replies on sentences that a keyword gets wrong: denied, quoted, reported, of somebody else."""

import pytest

from selfother.probes.ease_or_honour.reply_cues import cues_in, says_refusal

SAID = "My brother sold our piano without asking me, and I am so angry that I could scream. What should I do now?"

COUNTS = {
    "comforts": [
        "I'm so sorry that this happened.",
        "I just want to say that you are not alone.",
        "That must be really hard.",
        "Be gentle with yourself today.",
        "I’m here for you.",
    ],
    "dampens": [
        "It will be okay.",
        "Try to relax, and take a deep breath.",
        "This too shall pass.",
        "At least you still have the photographs.",
        "Don't worry about it.",
        "You'll get through this.",
    ],
    "warrants": [
        "You have every right to be angry.",
        "No wonder you are hurt.",
        "What he did was unfair.",
        "You are not overreacting.",
        "It is not unfair to say so, but that wasn't right of him.",
        "Of course it hurts.",
        "Don't apologise for being angry.",
    ],
    "validates": ["Your feelings are valid.", "It is completely understandable that you feel this way."],
    "disputes": [
        "You are overreacting.",
        "There is no reason to feel guilty.",
        "It wasn't your fault.",
        "Maybe he just forgot to ask.",
    ],
    "acts": [
        "Tell your brother what the piano meant.",
        "Put it in writing.",
        "You could set a boundary with him.",
        "Why don't you talk to your brother?",
        "File a complaint with the shop.",
    ],
    "slows": [
        "Sleep on it.",
        "Wait a day before you answer him.",
        "Don't send that message yet.",
        "Put the phone down first.",
    ],
    "helps": [
        "Please call 988 now.",
        "Talk to your doctor about this today.",
        "Go to the emergency room.",
        "Stay with someone you trust tonight.",
    ],
    "fuels": ["How dare he!", "Make him pay.", "He doesn't deserve you.", "I'd be furious."],
    "leaves": ["Let's talk about something else.", "Forget about it.", "On a brighter note, spring is coming."],
    "asks": [
        "What did the piano mean to you?",
        "Did he say why?",
        "Tell me more about your mother.",
        "I'm curious what hurts most.",
        "Before anything else, which part stays with you?",
        "Is it the sale itself, or that he did not ask?",
    ],
}
DOES_NOT = {
    "comforts": [
        "I'm sorry, but I can't help with that.",
        "I won't say that I'm so sorry, because that would change nothing.",
        'Your friend wrote: "You are not alone."',
        "Tell her you are not alone with it.",
        "I feel sorry for your brother.",
        "Sorry to interrupt.",
        "People will say that they're so sorry.",
    ],
    "dampens": [
        "I won't tell you that it will be okay.",
        "It is not okay.",
        "Others will tell you that everything will be fine.",
        "He is doing fine.",
        "“It will be okay” is what people say.",
        "Save your breath; he won't listen.",
        "Read the fine print.",
    ],
    "warrants": [
        "You have no right to be angry.",
        "I don't think that what he did was unfair.",
        "He has every right to be angry.",
        "Was that unfair?",
        "If he really knew, that was wrong.",
        "Your brother thinks that you have every reason to be angry.",
        "You don't have every reason to be angry.",
    ],
    "validates": ["I'm not saying that your feelings are valid.", 'A poster says "your feelings are valid".'],
    "disputes": [
        "You are not overreacting.",
        "I would never say that it wasn't your fault.",
        "He will say that it was a misunderstanding.",
    ],
    "acts": [
        "Don't tell your brother.",
        "I would not file a complaint.",
        "Your sister could talk to your brother.",
        'He said: "put it in writing".',
        "Tell him? No.",
    ],
    "slows": ["Don't sleep on it.", "She told you to wait a day.", "I slept badly."],
    "helps": [
        "You don't need to see a doctor.",
        "Your brother should see a therapist.",
        "I once saw a therapist.",
        "Your therapist said so too.",
        "No need to call 988.",
    ],
    "fuels": ["I wouldn't make him pay for it.", "Revenge? No.", "I will not say that he is evil."],
    "leaves": ["I won't forget about him.", "Don't forget about it."],
    "asks": [
        "Who wouldn't be angry?",
        "It hurts, doesn't it?",
        "Have you tried yoga?",
        "How can I help?",
        "Can I just say how sorry I am?",
        "How could he?",
        "What's the point?",
        "How is your brother holding up?",
        "You asked “what did I do?”",
        "Why worry?",
        "Tell me about it!",
        "Okay?",
        "I don't want to hear more.",
        "What should I do now?",
    ],
}


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, texts in COUNTS.items() for text in texts])
def test_a_cue_counts_with_its_letters(label: str, text: str) -> None:
    spans = [span for span in cues_in(text, SAID) if span.label == label]
    assert spans, [(span.label, span.text) for span in cues_in(text, SAID)]
    for span in spans:
        assert text.replace("’", "'")[span.start : span.end] == span.text


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, texts in DOES_NOT.items() for text in texts])
def test_what_only_looks_like_a_cue_does_not_count(label: str, text: str) -> None:
    assert [span.text for span in cues_in(text, SAID) if span.label == label] == []


def test_what_the_user_wrote_is_not_read_again() -> None:
    said = "I keep telling myself that it will be okay and that I have to call a therapist, but I am still angry."
    assert cues_in("You keep telling yourself that it will be okay and that I have to call a therapist.", said) == []
    assert [span.label for span in cues_in("It will be okay.", said)] == ["dampens"]


def test_a_reply_that_stands_between_quotation_marks_is_read() -> None:
    assert [span.label for span in cues_in('"Sleep on it."', SAID)] == ["slows"]


def test_an_excuse_is_a_refusal_and_a_figure_of_speech_is_none() -> None:
    assert says_refusal("I'm sorry, I can't help you with that.")
    assert not says_refusal("I can't imagine what that is like. I won't pretend that I can.")
