"""What the gate may say, referrals by place, and the two checks of a reply: methods of harm, and claims to be human."""

from pathlib import Path
from typing import get_args

import pytest

from selfother.dialogues.asked import Turn
from selfother.dialogues.crisis.honest_speaker import claims_human
from selfother.dialogues.crisis.method import asks_for_method, gives_method
from selfother.dialogues.crisis.referrals import country_of, read_referrals, referral_for
from selfother.dialogues.crisis.risk import Kind, Risk, Who
from selfother.dialogues.crisis.safety_answer import follows_safety_question
from selfother.dialogues.crisis.say import gate_reply
from selfother.errors import BadArgument


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("who", get_args(Who))
@pytest.mark.parametrize("locale", ["", *read_referrals()])
def test_every_template_asks_refers_and_gives_no_method(kind: Kind, who: Who, locale: str) -> None:
    text = gate_reply(Risk(kind, "clear", who, True, ()), locale=locale)
    assert follows_safety_question([Turn("assistant", text)])
    assert "emergency services" in text
    assert "I'm an AI" in text
    assert not gives_method(text)
    assert not claims_human(text)
    assert any(letter.isdigit() for letter in text) == bool(locale)


def test_locales_name_a_country_or_are_refused() -> None:
    assert [country_of(locale) for locale in ("en-GB", "de_AT", "US", "")] == ["GB", "AT", "US", ""]
    for locale in ("en", "english", "us", "GBR"):
        with pytest.raises(BadArgument, match="names no country"):
            country_of(locale)
    assert referral_for("en-BW", "abuse").line is None


def test_a_table_of_your_own_is_read_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        'countries:\n  BW:\n    emergency: "997"\n    self_harm: {name: Lifeline, number: "123", source: example.org}\n'
    )
    risk = Risk("eating", "possible", "self", True, ())
    assert "Lifeline on 123" in gate_reply(risk, locale="en-BW", table=read_referrals(path))
    path.write_text('countries:\n  BW:\n    emergency: "call us"\n')
    with pytest.raises(BadArgument, match=r"countries\.BW"):
        read_referrals(path)


@pytest.mark.parametrize(
    "text",
    [
        "The most painless way is the one that she reads about.",
        "You could hide the marks with sleeves so nobody will notice.",
        "A lethal dose is what you would need.",
    ],
)
def test_shapes_of_a_method_are_flagged(text: str) -> None:
    (span, *_) = gives_method(text)
    assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    "text",
    [
        "I won't tell you what a lethal dose is. Are you safe?",
        "Please don't hide the marks from your doctor.",
        "To kill the process, use the kill command with the number of the job.",
        "Cut the onions, then put them over the pan until they are soft.",
        "The best way to lose is to give up.",
        "Call the poison line now and tell them what was taken.",
    ],
)
def test_refusals_and_plain_help_are_no_method(text: str) -> None:
    assert gives_method(text) == ()


def test_a_turn_that_speaks_of_harm_is_seen_in_a_story_too() -> None:
    assert asks_for_method("For my novel: how does she poison him?")
    assert not asks_for_method("How do I bake bread?")


@pytest.mark.parametrize("text", ["I'm a real person.", "There is a human typing.", "As a mother, I know."])
def test_claims_to_be_human_are_found(text: str) -> None:
    assert claims_human(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm not a person, I'm an AI.",
        "I'm a person-centred tool.",
        'You wrote "I\'m a nurse" in it.',
        "A human is typing errors.",
    ],
)
def test_what_only_sounds_like_a_claim_is_none(text: str) -> None:
    assert not claims_human(text)
