"""What a written text does with each option that it names: takes it, denies it, says it again, or none of these.

    affirmed    "I would discard the vial", "My answer: the gym", "Discard the vial."
    denied      "It is not in the hall", "rather than use the vial", "The hall is empty."
    restated    "You ask whether to use it", "use the vial or discard the vial?", lists of both
    described   "Using the vial would harm Maya": spoken of and not taken
    open        everything else: "Many would use the vial", "I could use the vial", "use the vial if you must"

An option is affirmed by words that are known to affirm and by no others, so that a phrase that was not foreseen leaves
it open. What is open is never guessed: `selfother.probes.answers.written_answer` does not score it.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from selfother.probes.answers.words import (
    ADDS,
    AFFIRMS,
    ASIDE,
    BOUNDARY,
    CONTRAST,
    DENIES,
    DENIES_BEHIND,
    DESCRIBES,
    ENDS,
    FOLLOWS,
    GOES_ON,
    HEADS,
    HEDGES,
    IDIOMS,
    NOT_SO,
    OR,
    REASON,
    RESTATES,
    TAKES_BACK,
    TURNS,
    plain,
)  # fmt: skip
from selfother.scenarios.word_bounds import bounded

__all__ = ["Stance", "Stances", "forms_of", "stances_in"]

Stance = Literal["affirmed", "denied", "restated", "described", "open"]
_FIRST_MARK = 0xE000  # of Unicode's private use: no text has these
_MARK = re.compile("[\ue000-\uf8ff]")
_WORD = re.compile(r"\d+|[^\W\d_]+(?:'s)?")
_NUMBERED = re.compile(r"^\s*(?:[-•+]|\(?\d{1,2}[.):])\s+")
_BARE_LINE = re.compile(
    r"^\s*(?:[-•+]|\(?(?:\d{1,2}|[a-h])[.):]|option \w{1,2}\s*[:.-])?\s*[\ue000-\uf8ff][\s.,;!]*$", re.I
)
_TOLD_WHERE = re.compile(r"\byou (?:should|(?:can|will|could|may) find)\b", re.IGNORECASE)
_LOOSE = (",", "-", "–", "—", ")")
"""Begins what stands between two clauses of which one may bear on the other; a dash may be written twice."""
_SPEAKS = re.compile(r"\b(?:said|say|says|thinks?)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.!…–—()\[\]{}]|\s-+\s|$")
_ARGUMENTS = re.compile(r"^\(\s*(?:\w+\s*=[^()]*)?\)")  # of an option that is written as a call
_COMMA = re.compile(r"[,;()\[\]{}–—]|\s-+\s")
_SAYS_OF = re.compile(r"\s*(?:[:=]|-+>|=+>)\s*\w")
_TURNED_TAIL = re.compile(r"[,;–—(-]\s*(?:but|however|yet|or|though|although)\b", re.IGNORECASE)
_PRAISES = re.compile(r"\b(?:better|best|right|safer|wiser|what|wait|good|prefer\w*)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:i|my|me|mine|we|our)\b", re.IGNORECASE)
_PARTICLES = frozenset(("out", "away", "back", "off", "on", "up", "down", "in", "over", "through"))
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "their", "my", "your", "this", "that"))


@dataclass(frozen=True)
class Stances:
    """What a text does with its options.

    Attributes:
        affirmed: Numbers of the options that it takes.
        denied: Of those that it denies.
        open: Of those of which it cannot be said, and that stand against a reading.
        named: Of all that it names, in whatever way.
        is_taken_back: Whether something behind the last option that it takes may take it back.
    """

    affirmed: frozenset[int]
    denied: frozenset[int]
    open: frozenset[int]
    named: frozenset[int]
    is_taken_back: bool


@dataclass(frozen=True)
class _Named:
    """One mention: which option, what is done with it, and whether its sentence hedges or denies anything."""

    option: int
    stance: Stance
    sentence: int
    doubts: bool = False


def forms_of(option: str, options: Sequence[str], names: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the words for an option: itself, its names, with -ing, with "it" for the part that all options share.

    Example:
        >>> forms_of("use the vial", ["use the vial", "discard the vial"])[:3]
        ('use the vial', 'use it', 'using the vial')
    """
    words = option.split()
    forms = [option, *names]
    shared = _shared_end([other.split() for other in options])
    if shared and len(words) > len(shared):
        forms.append(" ".join([*words[: -len(shared)], "it"]))
    if len(words) > 3 and words[1] in _PARTICLES and words[2] in _DETERMINERS:
        forms += [" ".join([words[0], *words[2:], words[1]]), f"{words[0]} it {words[1]}"]
    if len(words) > 1 and words[0].isalpha() and words[0].lower() not in _DETERMINERS:
        forms += [" ".join([gerund, *form.split()[1:]]) for form in list(forms) if form.split()[0] == words[0]
                  for gerund in _gerunds(words[0])]  # fmt: skip
    if words[-1] == "percent":
        forms += [" ".join([*words[:-1], "%"]), f"{' '.join(words[:-1])}%"]
    return tuple(dict.fromkeys(forms))


def stances_in(text: str, forms: Sequence[Sequence[str]], *, question: str = "", beside: str = "") -> Stances:
    """Return the stances of a text towards its options.

    Args:
        text: The answer.
        forms: Of each option, what it is called; the longest that stands in a place is what is named there.
        question: What was asked; where the answer repeats it, it is not read.
        beside: Words that may stand beside an option and say nothing, as the beginning of the answer does.
    """
    marked = _masked(text, forms)
    asked = [_flat(sentence) for sentence in ENDS.split(_masked(question, forms))]
    sentences = _without_question([sentence for sentence in ENDS.split(marked) if sentence.strip()], asked)
    words = _Words.of(beside, question)
    mentions: list[_Named] = []
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1] if number else ""
        turned = not _MARK.search(before) and NOT_SO.search(before) is not None
        mentions += _of_sentence(sentence, number, words, is_turned=turned)
    return _summed(_without_lists(mentions, sentences), sentences)


@dataclass(frozen=True)
class _Words:
    """Words that say nothing against an option: beside it, and in a clause before it."""

    beside: frozenset[str]
    before: frozenset[str]

    @classmethod
    def of(cls, beside: str, question: str) -> "_Words":
        near, asked = (
            {
                word
                for word in _WORD.findall(plain(text).lower())
                if not DENIES.fullmatch(word) and not HEDGES.fullmatch(word)
            }
            for text in (beside, question)
        )
        return cls(AFFIRMS | near, AFFIRMS | near | asked)


def _summed(mentions: Sequence[_Named], sentences: Sequence[str]) -> Stances:
    taken = [mention for mention in mentions if mention.stance == "affirmed"]
    affirmed = frozenset(mention.option for mention in taken)
    still_open = frozenset(
        mention.option
        for mention in mentions
        if mention.stance == "open" and (mention.doubts or mention.option not in affirmed)
    )
    last = max((mention.sentence for mention in taken), default=len(sentences))
    behind = [sentence for sentence in sentences[last + 1 :] if not _MARK.search(sentence)]
    return Stances(
        affirmed,
        frozenset(mention.option for mention in mentions if mention.stance == "denied"),
        still_open,
        frozenset(mention.option for mention in mentions),
        any(TAKES_BACK.search(sentence.strip(" ()[]\n")) for sentence in behind),
    )


def _masked(text: str, forms: Sequence[Sequence[str]]) -> str:
    """Return a text in plain form, with a mark in the place of each option: no word of one is read as the answer's.

    Options are looked for as they are written, since signs of Markdown may belong to them, and then in plain form.
    """
    known = {_folded(form): number for number, names in enumerate(forms) for form in names}
    text = _marked(_MARK.sub(" ", text), known)
    return _marked(plain(text), {_folded(plain(form)): number for form, number in known.items() if plain(form).strip()})


def _marked(text: str, known: Mapping[str, int]) -> str:
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join(bounded(form) for form in longest_first) or "(?!)", re.IGNORECASE)

    def mark(named: re.Match[str]) -> str:
        number = known.get(_folded(named[0]))
        return named[0] if number is None else chr(_FIRST_MARK + number)

    return pattern.sub(mark, text)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _without_question(sentences: Sequence[str], asked: Sequence[str]) -> list[str]:
    """Leave out the question where it is said again: its own question, and what stands before that in its words."""
    kept: list[str] = []
    for sentence in sentences:
        if sentence.rstrip(" )]").endswith("?") and _flat(sentence) in asked:
            while kept and _flat(kept[-1]) in asked:
                kept.pop()
            continue
        kept.append(sentence)
    return kept


def _of_sentence(sentence: str, number: int, words: _Words, *, is_turned: bool) -> list[_Named]:
    """Return the mentions of a sentence; `is_turned`: the one before it is a bare "I would not"."""
    marks = list(_MARK.finditer(sentence))
    mentions: list[_Named] = []
    is_asked = sentence.rstrip(" )]}!.\n").endswith("?")
    for place, mark in enumerate(marks):
        option = ord(mark[0]) - _FIRST_MARK
        start = marks[place - 1].end() if place else 0
        left = sentence[start : mark.start()]
        right = sentence[mark.end() : marks[place + 1].start() if place + 1 < len(marks) else len(sentence)]
        before = mentions[-1] if mentions else None
        if is_asked or _is_restated(sentence, mark.start()) or _is_pair(right, marks, place, option, left):
            stance: Stance = "restated"
        elif before and OR.fullmatch(left):
            stance = before.stance if before.stance in ("denied", "restated") else "open"
        else:
            stance = _stance(left, right, is_last=place + 1 == len(marks), before=before, words=words)
        if is_turned and not place and stance == "affirmed" and not _has_own_head(left):
            stance = "open"
        rest = left + right
        mentions.append(
            _Named(option, stance, number, bool(DENIES.search(IDIOMS.sub(" ", rest)) or HEDGES.search(rest)))
        )
    is_struck = any(map(_is_sign, sentence))
    if is_struck or (mentions and mentions[-1].stance != "affirmed" and HEDGES.search(_behind(sentence, marks[-1]))):
        mentions = [
            replace(mention, stance="open", doubts=True) if mention.stance == "affirmed" else mention
            for mention in mentions
        ]
    return mentions


def _behind(sentence: str, mark: re.Match[str]) -> str:
    return REASON.split(sentence[mark.end() :])[0]


def _is_sign(letter: str) -> bool:
    """Return whether a letter is a sign that may strike an option out: a cross, a thumb; a tick is none."""
    return unicodedata.category(letter) == "So" and letter not in "✅✓✔☑👉🙂"


def _is_pair(right: str, marks: Sequence[re.Match[str]], place: int, option: int, left: str) -> bool:
    """Return whether an option and the next one are named as what may be chosen: "use it or discard it"."""
    if place + 1 == len(marks) or not OR.fullmatch(right) or DENIES.search(IDIOMS.sub(" ", left)):
        return False
    return ord(marks[place + 1][0]) - _FIRST_MARK != option


def _is_restated(sentence: str, start: int) -> bool:
    """Return whether the words before an option say what was asked, with no clause of the answer's own between."""
    begun = [words.end() for words in RESTATES.finditer(sentence, 0, start)]
    if not begun:
        return False
    between = sentence[begun[-1] : start]
    own = re.search(
        r"(?:[;:–—]|\s-\s|,|\.)\s*(?:(?:and|but|so|yet|then|well)\s+)*(?:i|my|we|it|the answer)\b", between, re.I
    )
    return own is None


def _stance(left: str, right: str, *, is_last: bool, before: _Named | None, words: _Words) -> Stance:
    left = _TOLD_WHERE.sub("find", IDIOMS.sub(" ", left))
    lead, earlier, joint = _lead(left)
    if TURNS.search(left):
        return "open"
    if ASIDE.search(joint):
        return "described" if before and before.stance == "affirmed" else "open"
    denials = len(DENIES.findall(lead))
    if denials:
        return "denied" if denials == 1 and not HEDGES.search(lead) else "open"
    if DENIES_BEHIND.match(right):
        return "denied"
    is_affirmed = (
        all(word.lower() in words.beside for word in _WORD.findall(_NUMBERED.sub(" ", lead)))
        and _stands_alone(lead, earlier, joint, before, words)
        and _is_left_affirmed(lead, right, is_last, words)
    )
    if is_affirmed:
        return "affirmed"
    return "described" if _is_described(lead, right, earlier) else "open"


def _lead(left: str) -> tuple[str, str, str]:
    """Return the clause that an option ends, what stands before it, and the word or mark between."""
    bounds = list(BOUNDARY.finditer(left))
    if not bounds:
        return left, "", ""
    last = bounds[-1]
    return left[last.end() :], left[: last.start()], last[0].strip().lower()


def _has_own_head(lead: str) -> bool:
    return any(word.lower() in HEADS for word in _WORD.findall(lead))


def _stands_alone(lead: str, earlier: str, joint: str, before: _Named | None, words: _Words) -> bool:
    """Return whether nothing that stands before a clause can turn it about."""
    if joint[:1] in _LOOSE and not all(word.lower() in words.before for word in _WORD.findall(earlier)):
        return False
    turned = DENIES.search(earlier) or HEDGES.search(earlier) or _SPEAKS.search(earlier)
    if _has_own_head(lead):
        return not turned or joint[:1] not in _LOOSE
    if turned:
        return False
    denied_before = before is not None and before.stance == "denied"
    return not denied_before or joint in ("but", ";", "so")


def _is_left_affirmed(lead: str, right: str, is_last: bool, words: _Words) -> bool:
    """Return whether what follows an option leaves it as it was."""
    right = _ARGUMENTS.sub("", right)
    if CONTRAST.match(right) and not is_last:
        return True
    bounds = list(_CLAUSE_END.finditer(right))
    head = right[: bounds[0].start()]
    goes_on = GOES_ON.match(head)
    near = {word.lower() for word in _WORD.findall(head)}
    if "name" in lead.lower().split() and re.match(r"\s*to\b", head):
        near -= words.before
    if near and not goes_on and not near <= (words.beside | FOLLOWS) - {"is", "was"}:
        return False
    if _SAYS_OF.match(right) or (goes_on and goes_on[0].strip().lower() == "and" and not _WORD.findall(lead)):
        return False
    if goes_on and is_last and goes_on[0].strip().lower() == "but":
        return False
    rest = right if is_last else right[: bounds[-2].start()] if len(bounds) > 1 else ""
    if any(NOT_SO.search(part.strip()) for part in _COMMA.split(rest)[1:]):
        return False
    rest = REASON.split(rest)[0]
    if not all(_may_follow(part, words) for part in _COMMA.split(rest)[1:]):
        return False
    tail = IDIOMS.sub(" ", rest)
    return not (HEDGES.search(tail) or DENIES.search(tail) or TAKES_BACK.search(tail) or _TURNED_TAIL.search(tail))


def _may_follow(part: str, words: _Words) -> bool:
    """Return whether what stands behind a comma adds to an option that was taken: a reason, a name, nothing at all."""
    told = {word.lower() for word in _WORD.findall(IDIOMS.sub(" ", part))}
    return told <= words.before | FOLLOWS or ADDS.match(part) is not None


def _is_described(lead: str, right: str, earlier: str) -> bool:
    speaks_for = _FIRST_PERSON.search(earlier + right) or _PRAISES.search(right)
    return bool(DESCRIBES.match(right)) and not _WORD.findall(lead) and not speaks_for


def _without_lists(mentions: Sequence[_Named], sentences: Sequence[str]) -> list[_Named]:
    """Return the mentions; where lines of nothing but an option name different ones, they are a list of what may be."""
    bare = {number for number, sentence in enumerate(sentences) if _BARE_LINE.match(sentence)}
    listed = {mention.option for mention in mentions if mention.sentence in bare and mention.stance == "affirmed"}
    if len(listed) < 2:
        return list(mentions)
    return [
        _Named(mention.option, "restated", mention.sentence) if mention.sentence in bare else mention
        for mention in mentions
    ]


def _flat(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.lower()) + _MARK.findall(sentence))


def _shared_end(options: Sequence[Sequence[str]]) -> list[str]:
    """Return the words with which all options end, from a determiner on."""
    if len(options) < 2:
        return []
    shared: list[str] = []
    for words in zip(*(reversed(option) for option in options), strict=False):
        if len(set(words)) > 1:
            break
        shared.insert(0, words[0])
    starts = [place for place, word in enumerate(shared) if word.lower() in _DETERMINERS]
    return shared[starts[0] :] if starts else []


def _gerunds(verb: str) -> list[str]:
    """Return how a verb may take -ing, the likeliest first; what is no word is never written."""
    found = [f"{verb}ing", f"{verb}{verb[-1]}ing"]
    if verb.endswith("ie"):
        found.insert(0, f"{verb[:-2]}ying")
    elif verb.endswith("e"):
        found.insert(0, f"{verb[:-1]}ing")
    return found
