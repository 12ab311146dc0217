"""What surrounds words of danger: who is meant, a denial, a story or the news, and when it was."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from selfother.dialogues.crisis.wording import pattern_of, union_of

__all__ = ["Subject", "Surroundings", "is_denied", "is_explained", "is_quoted", "subject_before"]

Subject = Literal["self", "relation", "they", "nobody"]

_SELF = pattern_of(r"(?:<i>|me|my own|we)")
_THEY = pattern_of(
    r"(?:<he>|<him>|who|people|teenagers|teens|kids|everyone|hero|heroine|characters?|protagonist|villain|detective|"
    r"killer|patients?|somebody|someone)"
)
_RELATION = pattern_of(
    r"(?:my|our|her|his|their|a|an|the|this|that|one of my|another) (?:\w+ |"
    r"\w+-\w+ )?(?:<people>)(?: of mine)?(?! (?:line|show))|(?:mum|mom|dad|mummy|mommy|daddy|nan|gran|grandma|"
    r"grandad|grandpa)"
)
_OWN_RELATION = pattern_of(
    r"(?:my|our|one of my|another) (?:\w+ |\w+-\w+ )?(?:<people>)|(?:a|an|the|this|some) (?:\w+ )?(?:friend|girl|"
    r"boy|guy|kid|student|classmate|colleague|person|someone|somebody|woman|man) (?:of mine|in my|at my|i know|"
    r"from my|on my|i work|i met|who lives|next door|online|in our|at school|at work|i follow|i like|"
    r"i'm (?:talking|texting|friends))|(?:someone|somebody|person|guy|girl|people) (?:i|close to me|near me|"
    r"in my)|friend|(?:mum|mom|dad)"
)
_NEWS = union_of(
    (
        r"(?:news|headline|headlines|newspaper|article|journalist|reporter|bbc|cnn|documentary|podcast|true crime|"
        r"history (?:class|lesson|book)|wikipedia|statistics|statistically|study|studies|research|researchers|"
        r"thesis|dissertation|(?:my|for an?|for the|writing an?|write an?|with an?) (?:\w+ )?(?:essay|paper)|"
        r"seminar|lecture|textbook|psychology (?:class|exam)|exam question|coursework|survey|policy|campaign|"
        r"charity (?:run|walk)|fundrais\w+|sociology|nursing (?:school|exam)|training (?:course|module)|"
        r"volunteer(?:ing|s)? (?:at|on|for) (?:a|the) (?:\w+ )?(?:hotline|helpline|charity|crisis line|refuge|"
        r"shelter))",
        r"(?:hr|test set|we (?:build|are building|test|design|develop|run) (?:a|an|our) (?:\w+ )?(?:chatbot|app|"
        r"tool|service|helpline|model|classifier)|validated (?:questions?|questionnaire|scale)|screening (?:tool|"
        r"questions?)|at admission|lesson (?:on|about)|our team|our school|our company|our charity|my (?:students|"
        r"pupils|class) (?:for|how)|slides|presentation|leaflet|brochure|handout|workshop|training (?:course|"
        r"module|material)|guideline|guidelines|curriculum|lesson plan|first.?aid course|(?:as a|i'm a|"
        r"i am a) (?:school |trainee |student |retired |clinical )?(?:paramedic|nurse|teacher|doctor|"
        r"social worker|counsell?or|therapist|journalist|lecturer|police officer|volunteer|pharmacist|lawyer|"
        r"historian|youth worker)|a (?:guide|talk|lecture|speech|module|chapter|report|blog|blog post|podcast|"
        r"webinar) (?:on|about|for))",
        r"(?:celebrity|singer|actor|actress|king|queen|emperor|president|politician|footballer|\d{4}s?|century|"
        r"ancient|roman|greek|war)",
    )
)
_STORY = union_of(
    (
        r"(?:novel|fiction|fanfic\w*|fan fiction|screenplay|script|short story|character|characters|protagonist|"
        r"antagonist|villain|hero|heroine|chapter|plot|movie|film|tv show|series|episode|season \w+|netflix|book|"
        r"poem|lyrics|song|album|opera|play by|shakespeare|hamlet|romeo|juliet|ophelia|anna karenina|sylvia plath|"
        r"video game|the game|level|npc|boss fight|dnd|d&d|campaign|role.?play|improv|manga|anime|comic|soap|"
        r"eastenders|thriller|theatre|detective|murder mystery|backstory|worldbuilding|my story|(?:writing|wrote|"
        r"write|read|reading|in|for) (?:a|the|this) story|"
        r"ballad|musical|cosplay)",
    )
)
_NOT_A_STORY = union_of(
    (
        r"(?:character|she|he|it|that|story|poem|song|book|friend|they)(?:'s)? ~ (?:is |was |are )?(?:really |"
        r"actually |"
        r"just |basically )?(?:(?:about )?me|myself)(?! (?:laugh|cry|feel|think|smile|of))",
        r"(?:not|isn't|wasn't|isnt) ~ (?:story|novel|fiction|joke|game|film)",
        r"(?:watched|watching|read|reading|after|since|listening) ~ (?:and|now|makes me|made me) ~ (?:me|myself|"
        r"my own)",
    )
)
_DENIAL = pattern_of(
    r"(?:(?:<i> )?(?:do |am |was |would |could |did )?(?:not|never|don'?t|dont|didn'?t|wouldn'?t|isn'?t|wasn'?t|"
    r"doesn'?t|won'?t|haven'?t|hasn'?t|aren'?t|no longer|neither|nor|no|without|nobody is|no one is|"
    r"none of us (?:is|are)|hadn'?t|couldn'?t)"
    r"(?: (?:actually|really|currently|even|at all|ever|once|thinking|planning|going|want|wanted|wanting|about|of|"
    r"to|a|any|to be|be|been|have|having|had|had any|feeling|feel|like|that|in any way|trying|tried|do|going to|"
    r"gonna|thoughts|plans|hit|intention|intend|was|were|is|it|i'm|i am|he|she|they|has|ever been|my|him|her|"
    r"getting|got|being|as|or|saying|says|said)){0,6})"
)
_NO_DENIAL = pattern_of(
    r"(?:why (?:should|shouldn't|don't|not|wouldn't|didn't|haven't)|can'?t (?:stop|promise|say|help|guarantee|"
    r"swear|tell|keep|not|trust|see (?:a|any)|be sure)|don'?t (?:know (?:if|why|how|what|that|whether)|"
    r"think (?:i can|i'll be able)|see (?:a|any|why|the)|trust|want to (?:be|live|wake|exist|go on|keep|have to)|"
    r"care (?:if|whether))|not (?:sure|certain|only|just|safe)|never (?:stop(?:s|ped)?|goes away)|won'?t (?:stop|"
    r"let|leave)|not going to (?:be here|make it|wake up)|if (?:not|i don't)|unless|doesn't (?:stop|let|"
    r"want to (?:be|live|wake|exist|go on))|didn't (?:stop|work|die|succeed|manage|mean|want (?:to wake|it|"
    r"to survive))|nobody (?:knows|believes|cares)|no one (?:knows|believes|cares)|never told|haven't told|"
    r"not told|haven't stopped|couldn't (?:stop|even|keep|kill|finish|go through))"
)
_BUT = pattern_of(
    r"(?:but|except|though|although|however|only|just|yet) ~ (?:can'?t|scared|afraid|thoughts?|sometimes|wish|"
    r"tired|keep|nobody|no one|might|want|need|stop|anymore|any more|gone|over|disappear|sleep|help|plan|pills|"
    r"knife|alone|trust|here|hurt|it's|don't|if)"
)
_LONG_PAST = union_of(
    (
        r"(?:years?|decades?|ages) (?:ago|back|later|since)|(?:clean|free|recovered|sober|in recovery|stable|"
        r"well) (?:from [a-z\-]+ )?(?:for|since)|(?:many|\w+) years (?:ago|clean|free|sober|in recovery|out|"
        r"behind)",
        r"(?:when|since|while) <i> (?:was|were) (?:a (?:\w+ )?(?:child|kid|teen\w*|girl|boy|student)|little|"
        r"younger|small|at (?:school|uni|university|college)|in (?:school|college|high school|my (?:teens|"
        r"twenties|thirties))|\d{1,2}|four|five|six|seven|eight|nine|three|two|thirteen|fourteen|fifteen|sixteen|"
        r"seventeen|eighteen|nineteen|twelve|eleven|"
        r"ten|married|about|still)",
        r"(?:as|being) a (?:\w+ )?(?:child|kid|teen\w*|girl|boy|student|young)|growing up|grew up|i once|"
        r"i recovered|in my (?:teens|twenties|"
        r"thirties|childhood|youth|past)|in the past|back (?:then|in (?:\d{4}|college|school|high school|uni|"
        r"university|the day|my))|in (?:19|20)\d\d|used to|long (?:ago|time ago)|once upon|my younger self|"
        r"(?:former|previous|old) (?:life|relationship|marriage)|my (?:first|ex|late) (?:husband|wife|marriage)|"
        r"at (?:fifteen|sixteen|seventeen|eighteen|fourteen|thirteen|university|school|nineteen|twenty|1\d|2\d)|"
        r"last (?:year|decade)|(?:nineties|eighties|seventies)|a (?:decade|lifetime) ago|(?:18|12|six|nine|"
        r"eighteen|ten|several|many|eight) months ago",
    )
)
_SAFE = union_of(
    (
        r"(?:i'm|i am) \w+ now(?! (?:and (?:i want|still)))|(?:so |very )?glad (?:that )?i (?:didn't|survived|am|"
        r"lived)|(?:therapist|therapy) ~ (?:done|over|finished)|recovered from",
        r"(?:glad|grateful|happy|thankful|relieved|proud) (?:i'm|i am|to be|that i|i'm still|it (?:didn't|failed)|"
        r"i (?:survived|got|lived|left|stayed|told|didn't))|(?:been )?(?:clean|recovered|better|stable|"
        r"healthy|safe|sober|happy|okay|ok|fine|healed|in recovery|in remission|in a good place|"
        r"in a better place|doing (?:well|great|good|better|okay|ok|fine|much better)|thriving|over it|"
        r"fully recovered|long over|behind me|survived|survivor|at peace with it|life is good|love my life|"
        r"much better|good now|long past|years out)(?! (?:off|if|without|with me|dead|than|out))",
        r"(?:therapy|therapist|treatment|counsell?ing|medication|support) ~ (?:helped|saved|worked|helps|works|"
        r"got me)|(?:got|found|getting) (?:the )?help|(?:volunteer|work|speak|talk|campaign) (?:as|at|for|about|"
        r"with) ~ (?:others|survivors|schools|helpline|charity|now|recovery)|haven't (?:cut|self.?harmed|purged|"
        r"binged|felt that way|had those thoughts|wanted to die|hurt myself|relapsed|felt) ~ (?:since|years|"
        r"months)|(?:left|divorced|escaped|got away from|reported) (?:him|her|them|that|it)|(?:he|she) (?:is|'s|"
        r"went) (?:in prison|to prison|dead now|gone now)|no longer (?:self.?harm|feel|purge|want|suicidal|"
        r"in danger)|(?:is|are) (?:alive|well|fine|safe|happy|recovered|doing well|doing great|okay|ok|healthy|"
        r"thriving) (?:now|today|these days)",
    )
)
_AGAIN = union_of(
    (
        r"(?:again|lately|recently|these days|right now|tonight|at the moment|currently|anymore|any more|"
        r"still (?:hits?|hurts?|do|does|think|want|cut|purge|hear|feel|am|in|beats?|happening|happens|has|there)|"
        r"(?:it's|they're|it is|feeling|feelings|thoughts|urges?|urge|voice|that's|he's|she's) (?:is |are |all |"
        r"have |has |now )*(?:coming back|back|returning|creeping|crept|returned|started again|stronger|come back|"
        r"came back)|coming back|came back|come back|creeping back|relaps(?:e|ed|ing)|this (?:week|morning|"
        r"evening|time)|last night|yesterday|today (?:he|she|i (?:want|took|cut|thought|feel like)|it)|"
        r"getting worse|worse now)",
        r"(?:want|wanting|wish|thinking|feel|thoughts) ~ (?:now|tonight|today|die|it again|do it)",
    )
)
_EXPLAINED = re.compile(
    r",? ?(?:\(?i mean|\(?as in|meaning|\(?by which i mean),? (?:the|my|this|a|our|these)\b|"
    r",? (?:the|my|this) [\w ]{1,30} i mean\b|"
    r" (?:for (?:a|the|one) (?:\w+ )?(?:week|weekend|day|few|couple|month|bit|while|year|summer)|in (?:the|"
    r"a) (?:\w+ )?(?:city|countryside|suburbs?|office|fast lane)|"
    r"as (?:a|an) (?:freelancer|commuter|student|bachelor|single))\b"
)
_HABIT = pattern_of(r"<i> used to")
_NEAR = 200
"""Plain letters around words of danger that are looked at."""
_NOT_AGAIN = pattern_of(
    r"(?:never|not|haven't|hasn't|n't|no|nothing|without) (?:\w+ ){0,3}(?:again|relaps(?:e|ed|ing)|any ?more|"
    r"since|back|lately|recently|these days|right now|at the moment|currently)"
)


def subject_before(text: str, start: int) -> Subject:
    """Whom the words at an offset speak of: the last subject before them in their sentence.

    Args:
        text: The sentence, plain letters.
        start: Offset of the words.
    """
    before = text[max(0, start - _NEAR) : start]
    places = {
        "self": _last(_SELF, before),
        "relation": _last(_RELATION, before),
        "they": _last(_THEY, before),
    }
    subject = max(places, key=lambda name: places[name])
    if places[subject] < 0:
        return "nobody"
    return "self" if subject == "self" else "relation" if subject == "relation" else "they"


def is_denied(sentence: str, start: int) -> bool:
    """Whether words are denied: "I am not suicidal"; no denial: "why shouldn't I", "I can't promise not to".

    Args:
        sentence: Plain letters.
        start: Offset of the words.
    """
    before = sentence[max(0, start - 80) : start].rstrip(" ,")
    if _NO_DENIAL.search(before):
        return False
    denial = next((match for match in _DENIAL.finditer(before) if match.end() == len(before)), None)
    return denial is not None and not _BUT.search(sentence[start : start + _NEAR])


def is_explained(sentence: str, end: int) -> bool:
    """Whether words are explained at once as something harmless: "I want to end it, the loop I mean".

    Args:
        sentence: Plain letters.
        end: Offset behind the words.
    """
    return bool(_EXPLAINED.match(sentence[end : end + _NEAR]))


def is_quoted(sentence: str, start: int) -> bool:
    """Whether words stand between quotes.

    Args:
        sentence: Plain letters.
        start: Offset of the words.
    """
    near = max(0, start - _NEAR)
    return sentence.count('"', near, start) % 2 == 1 and '"' in sentence[start : start + _NEAR]


@dataclass(frozen=True)
class Surroundings:
    """What a whole text says around its words of danger; each is read once, when it is first asked for.

    Attributes:
        text: Plain letters.
    """

    text: str

    @cached_property
    def is_story(self) -> bool:
        """Whether it is about a story or the news, and not about its writer under that cover."""
        return bool((_STORY.search(self.text) or _NEWS.search(self.text)) and not _NOT_A_STORY.search(self.text))

    @cached_property
    def names_own_relation(self) -> bool:
        """Whether it speaks of somebody whom its writer knows."""
        return bool(_OWN_RELATION.search(self.text))

    @cached_property
    def speaks_of_others(self) -> bool:
        """Whether the first person it speaks of is not its writer."""
        other, own = _RELATION.search(self.text), _SELF.search(self.text)
        return other is not None and (own is None or other.start() < own.start())

    @cached_property
    def is_long_past(self) -> bool:
        """Whether it tells of a time long ago."""
        return bool(_LONG_PAST.search(self.text))

    @cached_property
    def is_told_as_habit(self) -> bool:
        """Whether it tells of what somebody used to do."""
        return bool(_HABIT.search(self.text))

    @cached_property
    def is_told_safe(self) -> bool:
        """Whether it says that things are well now."""
        return bool(_SAFE.search(self.text))

    @cached_property
    def worsens_again(self) -> bool:
        """Whether it says that something of the past is back."""
        return bool(_AGAIN.search(_NOT_AGAIN.sub(" ", self.text)))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)
