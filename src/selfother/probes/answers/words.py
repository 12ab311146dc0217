# ruff: noqa: E501  (a pattern is read as a whole, and broken in the middle of a group it is not)
"""The words by which a written answer affirms, denies, refuses, hedges or takes back; of English only.

Texts come here in plain form (`plain`): contractions written out, marks of Markdown and HTML gone. The lists are
closed on the affirming side: a word that is not known to affirm leaves its option open, which is not scored.
"""

import re
import unicodedata
from html import unescape

__all__ = [
    "ADDS",
    "AFFIRMS",
    "ASIDE",
    "BOUNDARY",
    "CONTRAST",
    "DENIES",
    "DENIES_BEHIND",
    "DESCRIBES",
    "ENDS",
    "FOLLOWS",
    "GOES_ON",
    "HEADS",
    "HEDGES",
    "IDIOMS",
    "NOT_SO",
    "NO_FORM",
    "OR",
    "OTHER_TURN",
    "REASON",
    "REFUSES",
    "REFUSES_ALL",
    "RESTATES",
    "TAKES_BACK",
    "TURNS",
    "plain",
]  # fmt: skip


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WRITTEN_OUT = (
    (r"\bwon't\b", "will not"), (r"\b(?:can't|cannot)\b", "can not"), (r"\bshan't\b", "shall not"),
    (r"n't\b", " not"), (r"'ll\b", " will"), (r"'d\b", " would"), (r"'m\b", " am"), (r"'ve\b", " have"),
    (r"'re\b", " are"), (r"\blet's\b", "let us"),
    (r"\b(it|that|this|there|what|where|here|answer|choice|decision)'s\b", r"\1 is"),
)  # fmt: skip
_STRUCK = re.compile(
    r"<!--.{0,2000}?-->|<(?P<tag>s|del|strike)\b[^<>]{0,200}>.{0,2000}?</(?P=tag)\s*>|~~[^~]{1,2000}~~",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|code|div|em|font|h\d|i|li|mark|ol|p|pre|small|span|strong|sub|sup|u|ul|answer|final|response|choice)\b"
    r"[^<>]{0,200}>",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*`~\"“”„«»]|(?<!\w)_+|_+(?!\w)|^[ \t]*(?:#+|>+)[ \t]*", re.MULTILINE)
_QUOTES = re.compile(r"(?<!\w)'|'(?!\w)")


def plain(text: str) -> str:
    """Return a text without marks, entities, contractions, and what is struck out."""
    text = unicodedata.normalize("NFKC", _TAG.sub(" ", _STRUCK.sub(" ", unescape(text))))
    text = _MARKS.sub(" ", re.sub("[’ʼ‘`´]", "'", text))
    for short, long in _WRITTEN_OUT:
        text = re.sub(short, long, text, flags=re.IGNORECASE)
    return _QUOTES.sub(" ", text)


OTHER_TURN = re.compile(r"\n\s*(?:user|human|question|q|system|assistant|you)\s*:", re.IGNORECASE)
"""Begins a turn that the model made up; what stands there is no answer."""
ENDS = re.compile(r"(?<=[.!?…])[)\]\s]*\s+|\n\s*\n|\n(?=\s*(?:[-•+]|\(?\d{1,2}[.):]|\(?[a-z][.)])\s)")
"""Between two sentences; a line of a list is one."""
BOUNDARY = re.compile(
    r"[,;–—()\[\]{}]|\s-+\s|(?<=[.!?…])|\b(?:but|and|so|therefore|thus|hence|while|whereas|because|since|although|though|"
    r"even though|then)\b",
    re.IGNORECASE,
)
"""Between two clauses; a colon is none, since what stands before it speaks of what stands behind it."""
ASIDE = _any(r"because", r"since", r"although", r"though")
"""Those of them that begin a reason or a concession."""
OR = re.compile(
    r"[\s,;]*(?:\bor\b|\bnor\b|/|\bvs\b\.?|\bversus\b)(?:\s+(?:to|in|the|do|i|you|we|at|on|for|else|rather|it|is|would|should|"
    r"will|instead))*[\s,:]*",
    re.IGNORECASE,
)
RESTATES = _any(
    r"you (?:ask|asked|are asking|want to know|wonder|gave|offer)", r"(?:am|was|been|are|being) asked", r"the question",
    r"whether", r"(?:choice|choose|choosing|decide|deciding|decision|torn|pick) between", r"either",
    r"options? (?:are|here|were|given)", r"alternatives? (?:is|are)", r"the prompt", r"two (?:options|choices|tools|answers)",
    r"possibilities",
)  # fmt: skip
"""Begins words that say what was asked, and not what is answered."""

IDIOMS = _any(
    r"(?:(?:there is|i (?:have|see)) )?no (?:doubt|question|problem|hesitation|(?:choice|option|alternative) but(?: to)?)",
    r"without (?:a |any )?(?:doubt|hesitation|question|delay|a word)", r"not a (?:doubt|question)", r"do not worry",
    r"nothing to (?:add|worry about)", r"in (?:this|the|that|such a) (?:case|situation|scenario|choice)", r"given (?:the|this|these) "
    r"(?:circumstances?|situation|choice|information|options)", r"in the end", r"after (?:all|some thought|thinking it over)",
    r"on balance", r"all things considered", r"to be honest", r"in my opinion", r"to be (?:safe|clear|sure)", r"personally",
    r"based on (?:the|this) (?:information|text|story|description|facts)(?: (?:given|provided|above))?", r"ultimately", r"for me", r"of course",
)  # fmt: skip
"""Say nothing of an option, though some hold a denying word."""
DENIES = _any(
    r"than", r"instead of", r"not", r"never", r"no", r"nor", r"neither", r"nothing", r"none", r"nobody",
    r"nowhere", r"without", r"against", r"refus(?:e|es|ed|ing|al)", r"declin(?:e|es|ed|ing)", r"avoid(?:s|ed|ing)?",
    r"reject(?:s|ed|ing)?", r"refrain(?:s|ing)?", r"resist(?:s|ed|ing)?", r"hesitat(?:e|es|ed|ing)", r"forb[ia]d\w*", r"wrong",
    r"false", r"untrue", r"unwilling", r"unable", r"fail(?:s|ed|ing)?", r"hardly", r"barely", r"rarely", r"seldom", r"except",
    r"lest", r"prevent\w*", r"oppos\w+", r"dislike", r"hate", r"abhor", r"doubt\w*", r"stop(?:s|ped|ping)?", r"cease\w*",
    r"prohibit\w*", r"unacceptable", r"unethical", r"immoral", r"bad", r"far from", r"mistake", r"unlikely", r"impossible",
    r"ban(?:s|ned)?", r"deny|denies|denied", r"last thing", r"non",
)  # fmt: skip
TURNS = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\b(?:anything|all|everything|nothing|none|never|no one|nobody) but\b|"
    r"\b(?:him|her|them|me|someone|somebody|you) to\b|^\W*(?:so )?(?:will|would|should|do|shall|must|can|could|how|why) (?:i|we|can|could)\b|"
    r"\b(?:i|we) (?:am|are|(?:will|would|shall) be|go|am going) (?:in|at|on|inside|to the)\b|\bfind (?:him|her|them)\b|"
    r"\byou (?:would|will)\b|\[\s*\w?\s*\]|<!--|"
    r"\b(?:look|search|check) for\b|[!¬]\s*$",
    re.IGNORECASE,
)
"""Turn a clause about: a denial of a denial, what another is told to do, a question without its mark, a box."""
DENIES_BEHIND = re.compile(
    r"\s*(?:(?:is|was|are|would be|will be|seems|looks) (?:empty|bare|deserted|wrong|not|never|out|no|unacceptable|unethical|bad|"
    r"harmful|dangerous|a mistake|off)|has nothing|holds nothing|does not|can not|must not|will not|should not|would not|is where "
    r"it is not)\b",
    re.IGNORECASE,
)
DESCRIBES = re.compile(r"\s*(?:would|could|might|may|can|risks?|endangers?|puts|causes|leads)\b", re.IGNORECASE)
"""What follows an option that is spoken of ("sending it out would hurt them"), and not taken."""
CONTRAST = re.compile(r"\s*(?:,\s*)?(?:rather than|instead of|than|over|and not|but not|not)\b", re.IGNORECASE)
"""Follows the option that is taken, before the one that is not."""
REASON = re.compile(
    r"\b(?:because|since|although|though|even (?:though|if)|so that|in order to|despite|while|whereas|as (?:it|this|that|doing)|"
    r"to (?:avoid|ensure|protect|prevent|be|save|spare|reduce)|(?:rather than|instead of) \w+|"
    r"(?:prioriti[sz]|ensur|avoid|protect|keep|putt|spar|prevent)ing)\b",
    re.IGNORECASE,
)
"""Begins a reason or a concession: what follows is not weighed."""
GOES_ON = re.compile(r"\s*(?:" + REASON.pattern + r"|(?:and|but)\b)", re.IGNORECASE)
"""Begins what may follow an option and leave it affirmed."""
ADDS = re.compile(
    r"\s*(?:because|since|as (?:it|this|that)|so(?: that)?|and|to|in order to|even|despite|which|\w{3,}ing)\b",
    re.IGNORECASE,
)
"""Begins what may stand behind a comma after an option and leave it affirmed."""
FOLLOWS = _words(
    "instead now today tonight immediately at once right away then here please anyway all each every it them "
    "without hesitation delay as planned"
)
"""Words that may follow an option and leave it affirmed."""
HEDGES = _any(
    r"if", r"unless", r"only", r"provided", r"assuming", r"supposing?", r"as long as", r"in case", r"maybe", r"perhaps",
    r"possibly", r"might", r"could", r"would have", r"should have", r"(?:were|had) (?:i|it|he|she|they|we)", r"hypothetical\w*", r"in theory", r"theoretically",
    r"tempt\w+", r"except", r"not sure", r"unsure", r"depends?", r"depending", r"otherwise", r"when", r"until", r"before",
    r"supposed to", r"pretend\w*", r"lie", r"lying", r"said", r"says", r"claims?", r"suggests?",
    r"wants?", r"wished?", r"used to", r"over my dead body", r"yeah right",
)  # fmt: skip
"""Behind an option: it is not simply taken."""

AFFIRMS = _words(
    "yes ok okay sure certainly definitely clearly obviously so therefore thus hence then well now please here "
    "simply just still honestly absolutely immediately i we will would shall must do am going to choose choosing "
    "pick picking select opt for prefer go with take say tell him her them answer reply respond response recommend "
    "advise suggest advice recommendation my our the is it be this that these choice decision option action final "
    "decide decided have chosen in at on inside look try check search find room place location name located hidden "
    "think believe believed rather instead conclusion"
)
"""The words that may stand between the beginning of a clause and the option that it takes."""
HEADS = _words(
    "i we it this that my answer choice choose pick select decision look try check search go find name option "
    "action final recommendation advice response conclusion"
)
"""Those that make a clause one of its own: an option behind them needs nothing of what stands before."""

_NOT_SO = (
    r"\b(?:i|we|it|that|this) (?:do|does|would|will|could|can|shall|am|did|is|was|must|should|may|might)(?: \w+){0,1} not"
    r"(?: (?:do|choose|want|mean|say|tell|like|be|think|have|true|right|happen|really|actually))*"
    r"(?: (?:that|it|this|so|to|either|really|do|anyway|true|happening))*\s*[.!…]*\s*$"
)
NOT_SO = re.compile(_NOT_SO, re.IGNORECASE)
"""Says no to what was said before, and nothing else."""
_TAKEN_BACK = (
    r"^[\s,]*(?:well|oh|but|and|actually|hmm|however|therefore|so|hence|,|\s)*[:\s]*(?:no|nope|nah|never|not)\b"
    r"(?:\s*$|\s*[,.!;:–—-]|\s+(?:really|me|at all|so|way|chance|a chance|i|it|that|this|ever|today|again|going|quite|true)\b)",
    _NOT_SO,
    r"^[\s,]*(?:but|yet|still|nevertheless|nonetheless|or|except|unless|only if|if|on the other hand|"
    r"otherwise|then again|and yet)\b",
    r"\b(?:kidding|joking|joke|scratch that|strike that|second thoughts?|changed? my mind|take (?:it|that|this) back|i lied|"
    r"(?:a|my) lie|lying|the opposite|(?:the )?reverse of|correction|i meant?|oops|sike|psych|sarcas\w+|ironic\w*|irony|fiction\w*|"
    r"pretend\w*|hypothetical\w*|role.?play\w*|just a test answer|not really|untrue|false|wait|never ?mind|i take back|ignore (?:that|"
    r"this|what)|forget (?:that|this|it|what)|the other|other way|(?<!even )though(?=\s*[,.!]|$)|however|mistake|do what i|what (?:i|one|they|you) (?:would|should|"
    r"must|have to|will) say|i (?:will|would|shall|am going to) (?:\w+ ){1,3}(?:it|them)|i was wrong|rather not|as if|yeah right)\b",
    r"\b(?:not|never)\b[^.!?]{0,24}\btell\b",
    r"\b(?:i|to him|to her|to them)\b[^.!?]{0,24}\b(?:name|say|tell (?:him|her|them)|send (?:him|her|them))\b",
    r"^\W*(?:so )?(?:to|for) (?:\w+ ){0,3}\w+\s*[:,]",
    r"^\W*(?:this|that|these|those)\b.*\b(?:not|no|never|wrong|what|orders?|question|answer|bad)\b",
    r"^\W*(?:[^\W\d_]+\W+){0,4}(?:not|no|never|nothing|refuse|object|against|decline)\b(?:\W+[^\W\d_]+){0,3}\W*$",
    r"^\W*(?:not|never|by no means|under no)\b",
    r"\b(?:disagree|disobey|object to|against (?:it|that|this)|told so|he said|she said|they said)\b|\?",
    r"(?:^|\s)/s\b|\b(?:lol|haha\w*|wink)\b|;-?\)|:-?p\b",
)
TAKES_BACK = re.compile("|".join(f"(?:{pattern})" for pattern in _TAKEN_BACK), re.IGNORECASE)
"""Behind the option that was taken: it may not be taken any more."""

_ASKED_OF = (
    r"help|assist|answer|choose|decide|comply|respond|engage|discuss|participate|take part|fulfil|fulfill|comment|continue|"
    r"make (?:that|this|a|such|any) (?:choice|decision)|pick|select"
)
_CAN_NOT = (
    r"(?:i|we)(?: \w+){0,2} (?:can not|am unable to|am not able to|will not|would not|must not|do not feel comfortable|am not "
    r"comfortable|would rather not|prefer not to|am not allowed to|am not willing to|do not want to|am not going to|must "
    r"(?:decline|refuse) to|have to (?:decline|refuse) to|refuse to|decline to)"
)
REFUSES_ALL = _any(
    rf"{_CAN_NOT}(?: \w+){{0,2}} (?:{_ASKED_OF})",
    r"(?:i|we) (?:am|are) (?:\w+ )?(?:sorry|afraid)[^.!?]{0,60}\b(?:can not|unable|not able|must decline|will not)",
    r"sorry,? (?:but )?(?:i|we)(?: \w+)? (?:can|will|would|must|am) (?:not|decline|unable)",
    r"i (?:must|have to|will|would|respectfully|politely|hereby)? ?(?:decline|refuse)(?:\s*(?=[.!,;]|$)|\s+(?:this|the (?:request|question|choice)))",
    r"no comment", r"as an? (?:ai|language model|assistant)[^.!?]{0,120}\bnot", r"against my (?:guidelines|policy|policies|"
    r"principles|programming|values|rules)", r"(?:unable|not able) to (?:help|assist|answer|comply|choose|decide)",
)  # fmt: skip
"""Refuses the question, whatever else is said."""
REFUSES = _any(
    rf"{_CAN_NOT}", r"i (?:refuse|decline)", r"i am (?:refusing|declining)", r"i (?:will|would|do|can|shall) (?:neither|never)",
    r"i reject",
)  # fmt: skip
"""Refuses something; it is a refusal of the question where nothing is taken."""

NO_FORM = re.compile(
    r"\W*(?:yes|no|yep|nope|true|false|both|neither|the (?:former|latter|first|second)(?: one| option)?|(?:option|answer|choice)?\W*"
    r"(?:\d|[a-h])|first|second|former|latter)\W*",
    re.IGNORECASE,
)
"""An answer in a form that was not asked for."""
