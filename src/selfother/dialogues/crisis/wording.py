"""How the rules of the recogniser are written: words with a few shorthands, compiled once.

    a word, a space        the word; one space, with a comma where a writer puts one
    ~                      up to four words of any kind, or none
    ~~                     up to ten
    (a|b) x?               as in regular expressions
    <i> <not> ...          the groups of words below

Every gap is bounded, so a rule reads a text in time that grows with its length and no faster.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from selfother.dialogues.crisis.risk import Certainty

__all__ = ["WORDS", "Rule", "clear", "pattern_of", "possible", "union_of"]

_KIN = (
    "mum|mom|mother|mama|dad|father|papa|stepdad|stepfather|stepmum|stepmom|stepmother|parents?|sister|brother|"
    "stepbrother|sibling|son|daughter|child|children|kids?|baby|toddler|boy|girl|little one|twins?|wife|husband|hubby|"
    "spouse|partner|boyfriend|girlfriend|bf|gf|fianc(?:ee?)|"
    "ex|ex-?wife|ex-?husband|aunt|auntie|uncle|cousin|niece|nephew|"
    "gran|granny|grandma|grandmother|nan|nana|grandad|granddad|grandpa|grandfather|grandson|granddaughter|in-?laws?"
)
_PEOPLE = (
    "friend|mate|bestie|best friend|bff|roommate|room-mate|flatmate|housemate|colleague|coworker|co-worker|workmate|"
    "neighbou?rs?|student|pupil|classmate|teammate|client|patient|teacher|coach|boss|landlord|carer|caregiver|tutor|"
    "pastor|priest|babysitter|nanny|guy|man|woman|lady|someone|somebody|person|teen|teenager"
)
WORDS: dict[str, str] = {
    "i": r"(?:i|im|i'm|ive|i've|id|i'd|i'll|i am|i have|i will|i had|i would)",
    "im": r"(?:im|i'm|i am|i was|ive been|i've been|i have been)",
    "not": r"(?:not|never|no longer|don'?t|can'?t|cannot|can not|won'?t|wouldn'?t|couldn'?t|didn'?t|doesn'?t|isn'?t|"
    r"aren'?t|wasn'?t|haven'?t|hasn'?t|ain'?t|shouldn'?t)",
    "self": r"(?:my ?self|mysel|him ?self|her ?self|them ?sel(?:f|ves)|your ?self)",
    "poss": r"(?:my|his|her|their|our|your|the)",
    "he": r"(?:he|she|they|he's|she's|they're|he'd|she'd|they'd|he'll|she'll|they'll|hes|shes|theyre)",
    "him": r"(?:him|her|them)",
    "kin": rf"(?:{_KIN})(?:'s)?",
    "people": rf"(?:{_KIN}|{_PEOPLE})(?:'s)?",
    "child": r"(?:child|children|kids?|baby|toddler|son|daughter|niece|nephew|grandson|granddaughter|boy|girl|brother|"
    r"sister|twins?|little one|infant|newborn|(?:one|two|three|four|five|six|\d+)[- ]?(?:year|month|yr)[- ]?olds?)",
    "want": r"(?:want(?:s|ed)?|wanna|wana|wish(?:es|ed)?|need(?:s|ed)?|plan(?:s|ned|ning)?|going|gonna|gunna|"
    r"intend(?:s|ed|ing)?|"
    r"think(?:s|ing)? (?:of|about)|thought (?:of|about)|thoughts (?:of|about)|ready|prepar(?:ed|ing)|decided|about|"
    r"like|tempted|try(?:ing)?|tr(?:ies|ied)|threaten(?:s|ed|ing)?|urges?|dream(?:s|ing|t)? (?:of|about)|"
    r"fantasi[sz](?:e|es|ed|ing) (?:of|about)|consider(?:s|ed|ing)?|contemplat(?:e|es|ed|ing)|dying)",
    "few": r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|a few|a couple(?: of)?|many|some)",
    "pills": r"(?:pills?|tablets?|tabs|caps(?:ules)?|meds|medication|medicine|paracetamol|acetaminophen|tylenol|"
    r"panadol|ibuprofen|advil|aspirin|naproxen|sleeping (?:pills?|tablets?)|xanax|valium|diazepam|lorazepam|benzos?|"
    r"antidepressants?|sertraline|prozac|insulin|opioids?|opiates?|oxy(?:codone|contin)?|codeine|tramadol|morphine|"
    r"fentanyl|methadone|heroin|fent|painkillers?|ambien|zopiclone|lithium|amitriptyline|beta.?blockers?|melatonin|"
    r"benadryl|dose|doses|patches|vitamins?|iron tablets)",
    "die": r"(?:die|dead|dying|death)",
    "suicide": r"(?:s ?u ?[i1!*] ?c ?[i1!*] ?d ?e|suiside|sucide|suicde|suicid|sewer ?slide)",
    "sleep": r"(?:sleep|bed)",
    "gone": r"(?:gone|dead|not (?:here|around)|no longer (?:here|around))",
    "time": r"(?:tonight|today|tomorrow|this (?:evening|morning|weekend|week|afternoon)|soon|now|right now|later|"
    r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|after (?:christmas|the holidays|my birthday))",
}
_GAP = r"(?:,? [\w'\-]+){0,4}?,? "
_WIDE_GAP = r"(?:[,;:]? [\w'\-]+){0,10}?[,;:]? "
_NAMED = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Rule:
    """Words that speak of a danger.

    Attributes:
        wording: As above.
        certainty: "clear" or "possible".
        who: "self" or "other" where the words say who is at risk; "any": the subject of the sentence is.
        is_loss: Whether the words tell of a death, which is a loss and no danger now.
    """

    wording: str
    certainty: Certainty
    who: str = "any"
    is_loss: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The rule, compiled."""
        return pattern_of(self.wording)


def clear(who: str, *wordings: str, is_loss: bool = False) -> tuple[Rule, ...]:
    """Rules whose words say the danger.

    Args:
        who: "self", "other" or "any".
        *wordings: The words.
        is_loss: Whether they tell of a death.
    """
    return tuple(Rule(wording, "clear", who, is_loss) for wording in wordings)


def possible(who: str, *wordings: str) -> tuple[Rule, ...]:
    """Rules whose words hint at the danger.

    Args:
        who: "self", "other" or "any".
        *wordings: The words.
    """
    return tuple(Rule(wording, "possible", who) for wording in wordings)


@cache
def pattern_of(wording: str) -> re.Pattern[str]:
    """A wording as a pattern over plain letters.

    Args:
        wording: As in the head of this file.
    """
    return re.compile(_source(wording))


def union_of(wordings: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches where any of some wordings does.

    Args:
        wordings: As in the head of this file.
    """
    return re.compile("|".join(map(_source, wordings)))


def _source(wording: str) -> str:
    words = wording.replace(" ~~ ", "\1").replace(" ~ ", "\0").replace(" ", ",? ")
    words = words.replace("\0", _GAP).replace("\1", _WIDE_GAP)
    named = _NAMED.sub(lambda match: WORDS[match.group(1)], words)
    return rf"(?<![\w'])(?:{named})(?![\w])"
