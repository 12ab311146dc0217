"""The items: pairs of texts from situations, with the moves and replies that are offered in a balanced order.

Everything that is drawn (fields, wordings, the order of sentences and of what is offered) comes from the seed, the
situation and the number of the pair, and from nothing else.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from selfother.scenarios.emotions.fields import LEVELS, UNKNOWN, FieldName, Fields
from selfother.scenarios.emotions.item import Item, Offer, Sentence
from selfother.scenarios.emotions.pair_plan import PAIRS_A_SITUATION, PairKind, draw_fields, pair_kinds
from selfother.scenarios.emotions.rule_table import MOVES, Move, right_move
from selfother.scenarios.emotions.situation import Situation
from selfother.scenarios.emotions.situation_files import Placed, find_situations
from selfother.scenarios.emotions.wordings import DESCRIPTIONS, REPLIES, SHARED
from selfother.seeds import stream

__all__ = ["items", "items_of"]

_OWN: Mapping[tuple[str, str], str] = {
    ("warranted", "yes"): "warranted",
    ("warranted", "no"): "unwarranted",
    ("warranted", "unknown"): "unsettled",
    ("can_act", "yes"): "possible",
    ("can_act", "no"): "too_late",
    ("can_act", "unknown"): "unclear",
}
"""Field and level -> the key of a situation that tells it."""
_TOLD: tuple[FieldName, ...] = ("warranted", "function", "character", "can_act", "asks_for")
"""Fields that every item tells, or passes over in a sentence that decides nothing."""
_SHARED_FIELDS: tuple[FieldName, ...] = ("function", "character", "asks_for")
"""Those whose sentences all situations share."""
_DRAFTS = 24
"""How many drafts of a pair are drawn; the one nearest to the common length is kept."""
_WORDS = 83
_LETTERS = 410
"""Words and letters that a text is to have."""
_KEPT: Mapping[FieldName, FieldName] = {"third_party": "character", "can_act": "asks_for"}
"""Varied field -> what is not passed over beside it: it is missing often enough where the same moves are right."""
_PASSED_SHARE = 0.6
"""How often a field that decides nothing is passed over, where there is an aside left."""


def items(words: Iterable[str] | None = None, *, seed: int = 0) -> list[Item]:
    """Return the items of situations, eight each: four minimal pairs.

    Args:
        words: `dog_clinic`, `my.yaml` for all of a file, `my.yaml:NAME`; None: every built-in situation.
        seed: Of the draws.

    Raises:
        UnknownName: No such situation.
        BadArgument: A file cannot be read, or holds an unsound situation.

    Example:
        >>> len(items()), len(items(["dog_clinic"]))
        (352, 8)
    """
    return items_of(find_situations(words), seed=seed)


def items_of(situations: Mapping[str, Placed], *, seed: int = 0) -> list[Item]:
    """Return the items of situations by name."""
    made: list[Item] = []
    for name, (situation, place) in situations.items():
        for number, kind in enumerate(pair_kinds(situation.emotion, place)):
            draws = stream(seed, "ease_or_honour", name, number)
            made += _pair(name, situation, (place * PAIRS_A_SITUATION + number, number), kind, draws)
    return made


def _pair(
    name: str, situation: Situation, numbers: tuple[int, int], kind: PairKind, draws: np.random.Generator
) -> list[Item]:
    """Return both items of a pair, from its number among all pairs of its side and in its situation."""
    both = draw_fields(kind, situation.emotion, draws)
    drafts = [_texts(situation, kind.varied, both, draws) for _ in range(_DRAFTS)]
    texts = min(drafts, key=_off_length)
    choices = _choices(kind.moves, numbers[0], draws)
    replies = _replies(situation, kind.moves, draws)
    ids = [f"{name}/{numbers[1]}/{level}" for level in kind.levels]
    return [
        Item(
            id=ids[side],
            situation=name,
            domain=situation.domain,
            fields=both[side],
            sentences=texts[side],
            varied=kind.varied,
            pair=ids[1 - side],
            choices=choices,
            replies=replies,
            about=situation.about,
            step=situation.step,
        )
        for side in (0, 1)
    ]


def _texts(
    situation: Situation, varied: FieldName, both: tuple[Fields, Fields], draws: np.random.Generator
) -> list[tuple[Sentence, ...]]:
    """Return the sentences of both items: the same ones in the same order, but that of the varied field."""
    told = list(dict.fromkeys((*_TOLD, varied)))
    asides = [str(aside) for aside in draws.permutation(situation.asides)]
    passed = _passed_over(varied, both, draws, most=len(asides) - (varied in _TOLD))
    slots: list[FieldName | None] = [*told, *([None] if varied in _TOLD else [])]
    order = [slots[place] for place in draws.permutation(len(slots))]
    numbers = {name: _wording_numbers(situation, name, both, draws) for name in told}
    texts = []
    for side, fields in enumerate(both):
        spare = iter(asides)
        sentences = [Sentence(None, situation.core)]
        for name in order:
            if name is None or (name in passed and name != varied):
                sentences.append(Sentence(None, next(spare)))
            elif (name, getattr(fields, name)) == ("character", UNKNOWN):
                sentences.append(Sentence(name, asides[-1]))
            else:
                known = _wordings(situation, name, fields)
                sentences.append(Sentence(name, known[numbers[name][side]]))
        texts.append(tuple(sentences))
    return texts


def _off_length(texts: list[tuple[Sentence, ...]]) -> int:
    """Return how many letters both texts together are off the length that all are to have; a word is five."""
    joined = [" ".join(sentence.text for sentence in text) for text in texts]
    return sum(abs(len(text) - _LETTERS) + 5 * abs(len(text.split()) - _WORDS) for text in joined)


def _passed_over(
    varied: FieldName, both: tuple[Fields, Fields], draws: np.random.Generator, *, most: int
) -> set[FieldName]:
    """Return fields in whose place both texts have an aside: an open character, and at times one that decides nothing.

    Where the sentence of the varied field is dropped, its absence would otherwise tell which field that was.
    """
    passed: set[FieldName] = {"character"} if any(fields.character == UNKNOWN for fields in both) else set()
    silent = [
        name
        for name in _SHARED_FIELDS
        if name not in (*passed, varied, _KEPT.get(varied)) and not any(_decides(name, fields) for fields in both)
    ]
    if silent and len(passed) < most and draws.random() < _PASSED_SHARE:
        passed.add(silent[int(draws.integers(len(silent)))])
    return passed


def _decides(name: FieldName, fields: Fields) -> bool:
    """Whether the move could be another one if the text said nothing of a field; who asks for nothing says nothing."""
    levels = ("nothing",) if name == "asks_for" else LEVELS[name]
    return any(right_move(fields.at(name, level)) != right_move(fields) for level in levels)


def _wording_numbers(
    situation: Situation, name: FieldName, both: tuple[Fields, Fields], draws: np.random.Generator
) -> tuple[int, int]:
    """Return a wording for each side: one that is drawn, and the one of its number, or else the nearest in length."""
    first, second = (_wordings(situation, name, fields) for fields in both)
    number = int(draws.integers(len(first)))
    if len(first) == len(second):
        return number, number
    length = len(first[number].split())
    return number, min(range(len(second)), key=lambda other: abs(len(second[other].split()) - length))


def _wordings(situation: Situation, name: FieldName, fields: Fields) -> tuple[str, ...]:
    level = getattr(fields, name)
    if own := _OWN.get((name, level)):
        return tuple(getattr(situation, own))
    if (name, level) == ("character", UNKNOWN):
        return situation.asides
    slots = {key: getattr(situation, key) for key in ("other", "watchers", "rash", "bystander")}
    slots |= {key.capitalize(): _capital(text) for key, text in slots.items()}
    return tuple(text.format(**slots) for text in SHARED[name, level])


def _choices(moves: tuple[Move, Move], number: int, draws: np.random.Generator) -> tuple[Offer, ...]:
    """Return the six moves, each in one of its descriptions; the two that are right stand in every place in turn."""
    first = number % len(MOVES)
    second = (first + 1 + number // len(MOVES) % (len(MOVES) - 1)) % len(MOVES)
    rest = [move for move in MOVES if move not in moves]
    order = [rest[place] for place in draws.permutation(len(rest))]
    for place, move in sorted(((first, moves[0]), (second, moves[1]))):
        order.insert(place, move)
    return tuple(Offer(move, DESCRIPTIONS[move][int(draws.integers(len(DESCRIPTIONS[move])))]) for move in order)


def _replies(situation: Situation, moves: tuple[Move, Move], draws: np.random.Generator) -> tuple[Offer, Offer]:
    """Return a reply for each of two moves in a drawn order: one that is drawn, and the one nearest to it in length."""
    first, second = moves if draws.integers(2) else moves[::-1]
    slots = {"topic": situation.topic, "Topic": _capital(situation.topic), "step": situation.step}
    known = {move: [reply.format(**slots) for reply in REPLIES[move]] for move in moves}
    text = known[first][int(draws.integers(len(known[first])))]
    nearest = min(known[second], key=lambda reply: abs(len(reply.split()) - len(text.split())))
    return Offer(first, text), Offer(second, nearest)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
