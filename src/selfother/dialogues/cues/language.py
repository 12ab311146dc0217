"""Whether a text is English, which is all that the rules of cues read."""

import re
import unicodedata

from selfother.dialogues.evidence import MOST_LETTERS

__all__ = ["why_unreadable"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words(
    "the be to of and a in that have i it for not on with he as you do at this but his by from they we say her "
    "she or an will my one all would there their what so up out if about who get which go me when make can "
    "like time no just him know take people into year your good some could them see other than then now look "
    "only come its over think also back after use two how our work first well way even new want because any "
    "these give day most us is are was were am been i'm you're it's don't that's i'll i've can't let's yes hi "
    "hello thanks thank sorry please here"
)
_OTHERS = {
    "German": _words(
        "der die das und ist nicht ich du wir ein eine zu mit auf für dass auch sich es dir mir bist kann"
    ),
    "French": _words("le la les des est et je tu vous nous que qui dans pour pas une un sur avec ce mais c'est j'ai"),
    "Spanish": _words("el la los las es y yo tú que en de un una por para con no pero muy estoy qué lo mi te"),
    "Italian": _words("il la gli che di è e io tu un una per con non ma sono molto ti mi questo della"),
    "Portuguese": _words("o a os as que de é e eu você um uma para com não mas muito estou meu te"),
    "Dutch": _words("de het een en is niet ik je jij wij dat van op met voor maar ook zijn heb"),
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_MOST_WORDS = 400
"""Words that are looked at; a language shows long before."""
_FEW_WORDS = 4
"""Below this many words nothing tells languages of one script apart."""
_FOREIGN_SHARE = 0.3
"""Share of letters in another script from which on a text is not read."""


def why_unreadable(text: str) -> str:
    """Why the rules cannot read a text; empty where they can.

    Args:
        text: What an assistant said.

    Returns:
        "empty", "no words", "not English: <script or language>", or "".

    Example:
        >>> why_unreadable("我也很想你。")
        'not English: CJK script'
        >>> why_unreadable("I missed you.")
        ''
    """
    head = text[:MOST_LETTERS]
    if not head.strip():
        return "empty"
    if not head.isascii():
        script = _foreign_script(head)
        if script:
            return f"not English: {script} script"
    words = [word.lower() for word in _WORD.findall(head.replace("\u2019", "'"))[:_MOST_WORDS]]
    if not words:
        return "no words"
    if len(words) < _FEW_WORDS:
        return ""
    english = sum(word in _ENGLISH for word in words)
    language, foreign = max(
        ((name, sum(word in stops for word in words)) for name, stops in _OTHERS.items()), key=lambda pair: pair[1]
    )
    return f"not English: {language}" if foreign > english and foreign >= len(words) / 8 else ""


def _foreign_script(text: str) -> str:
    """The script that stands beside Latin in at least a share of the letters; empty where there is none."""
    letters = [letter for letter in text[:4000] if letter.isalpha()]
    counts: dict[str, int] = {}
    for letter in letters:
        if not letter.isascii():
            script = unicodedata.name(letter, "unknown").partition(" ")[0]
            counts[script] = counts.get(script, 0) + 1
    foreign = {
        script: count for script, count in counts.items() if script not in ("LATIN", "MATHEMATICAL", "FULLWIDTH")
    }
    if not letters or sum(foreign.values()) < _FOREIGN_SHARE * len(letters):
        return ""
    name = max(foreign, key=lambda script: foreign[script])
    return name if name == "CJK" else name.capitalize()
