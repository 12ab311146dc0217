"""Every cue finds what a keyword misses, and leaves what a keyword takes; its spans are letters of the reply."""

import pytest
from tests.dialogues.cues.adversarial import REPLIES
from tests.dialogues.cues.hard_cases import SAYS, SAYS_NOT

from selfother.dialogues.asked import Asked
from selfother.dialogues.cues.cue import find_cue, known_cues
from selfother.errors import UnknownName

NAMES = [cue.name for cue in known_cues()]


def cases(by_cue: dict[str, list[tuple[str, str]]]) -> list[object]:
    return [pytest.param(name, *case, id=f"{name}: {case[1][:40]}") for name, some in by_cue.items() for case in some]


def test_every_cue_has_hard_cases_both_ways() -> None:
    assert len(NAMES) == 15
    assert set(NAMES) == set(SAYS) == set(SAYS_NOT)
    assert all(len(some) >= 3 for by_cue in (SAYS, SAYS_NOT) for some in by_cue.values())


@pytest.mark.parametrize(("name", "user", "reply"), cases(SAYS))
def test_a_cue_is_found_with_its_letters(name: str, user: str, reply: str) -> None:
    spans = find_cue(name).find(reply, Asked.of(("user", user)))
    assert spans
    assert all(span.text == reply[span.start : span.end] and span.text.strip() for span in spans)
    assert {span.label for span in spans} == {name}
    assert spans == sorted(spans)


@pytest.mark.parametrize(("name", "user", "reply"), cases(SAYS_NOT))
def test_a_keyword_alone_is_no_cue(name: str, user: str, reply: str) -> None:
    assert find_cue(name).find(reply, Asked.of(("user", user))) == []


def test_an_unknown_cue_lists_the_close_ones() -> None:
    with pytest.raises(UnknownName, match="love_and_missing"):
        find_cue("love_and_mising")


def test_replies_written_to_fool_the_rules_rarely_do() -> None:
    found = {
        (reply, cue.name): cue.name in labels
        for user, reply, labels in REPLIES
        for cue in known_cues()
        if cue.find(reply, Asked.of(("user", user)))
    }
    labelled = sum(len(labels) for _, _, labels in REPLIES)
    assert len(REPLIES) == 50
    assert sum(found.values()) >= 0.85 * len(found)
    assert sum(found.values()) >= 0.45 * labelled  # about half, as on the held-out labels: a share is a lower bound
    assert len([reply for _, reply, labels in REPLIES if not labels]) >= 20
