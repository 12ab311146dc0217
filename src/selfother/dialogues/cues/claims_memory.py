"""Says that it has a past."""

import re
from typing import ClassVar

from selfother.dialogues.cues.rules import LEADS, Rule, RuleCue, rule

__all__ = ["ClaimsMemory"]

_HERE = (
    r"\bearlier (?:in|on)? ?(?:this|our|today)|\bin this (?:conversation|chat|session|thread)"
    r"|\ba moment ago|\bjust now|\babove\b|\byou mentioned"
)
_KIN = (
    r"(?:childhood|mother|mom|mum|father|dad|grand(?:mother|father|ma|pa|parents|mom|dad)|nana|sister"
    r"|brother|parents|ex\b|ex-\w+|teacher|wife|husband|uncle|aunt"
    r"|cousin|old (?:boss|school|friend|job|roommate)|first (?:job|love|kiss|boyfriend|girlfriend|car|pet"
    r"|crush|heartbreak|marathon|day (?:at|of))|school days|college|university days|past relationships?"
    r"|kids|son|daughter|teens|twenties|youth|divorce|own (?:breakup|divorce|loss))"
)


class ClaimsMemory(RuleCue):
    """Says that it has a past of its own, or remembers the user from days before"""

    better = "lower"
    audience = "Teams whose assistant keeps no memory; what the user said in the same conversation is no claim."
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            r"\bwhen i was (?:(?:just |only )?(?:a|an|about) (?:\w+ )?(?:kid|child|boy|girl|teen\w*|student"
            r"|little|baby|young)|younger|little|small|young|growing up|your age|about your age|(?:only "
            r"|just )?(?:\d+|five|six|seven|eight|nine|ten|twelve|fifteen|sixteen|seventeen|eighteen|twenty\w*)\b"
            r"|in (?:school|college|high school|university|my \w+|love|the (?:army|hospital))|at (?:school"
            r"|university|college)|going through|living in|working (?:in|at|as))"
            r"|\bwhen i (?:lost|broke up|got (?:divorced|married|fired|my)|moved|quit|left (?:home|school|my)"
            r"|first (?:moved|started|fell|learned|went|tried|visited|got|lived))\b",
            "when",
        ),
        rule(
            r"\b(?:growing up,? i|back in my day|in my (?:youth|childhood|twenties|thirties|school days"
            r"|younger days|own (?:life|experience|past))|as a (?:kid|child|teenager|boy|girl|young \w+),? i\b"
            r"|i (?:was )?grew up|i was (?:born|raised)|i studied (?:at|in|abroad)|i (?:used to|once) (?:work"
            r"|live|be (?:a|an|so|afraid|married|shy)|have a|date|go to|play|love|hate|dream|spend|lived|worked"
            r"|had|met|knew|fell|dated|traveled|travelled|visited|saw|tried|heard a)\b|i (?:worked"
            r"|volunteered) (?:as|at|in|for) (?:a|an|the|my)|i (?:lost|buried) my|i got (?:married|divorced|fired"
            r"|dumped)|years ago,? i\b|i remember being)"
        ),
        rule(
            rf"\b(?:my|my own|my late|my dear|my old) {_KIN}\b",
            unless=r"\b(?:say|tell|write|example|like) my\b|\bi don't have|\bas if\b|\bshare my (?:past|college)",
        ),
        rule(
            r"\bi(?:'ve| have) (?:been (?:there|through (?:it|that|this|the same|something|a|many|some|my own"
            r"|heart\w*|loss|grief|divorce))|(?:also |personally )?(?:gone|lived|struggled|suffered) (?:through"
            r"|with)|(?:loved and )?lost (?:people|someone|friends|loved|a|my)|had my (?:share|own|heart)"
            r"|known (?:you|loss|grief|heartbreak|many|people who|loneliness)|traveled|travelled|visited"
            r"|lived (?:in|here|a|long)|learned (?:over the years|from experience|the hard way|in my)"
            r"|made (?:many|plenty of|my share of|the same) mistakes?|cried)",
            unless=r"\bthrough (?:the|your|this) (?:\w+ )?(?:code|document|text|file|data|draft|list|essay|report|log"
            r"|material)",
        ),
        rule(
            r"\bi(?:'ve| have| 've)? (?:went|had been) through (?:the same|something|that|a|it)\b|\bi went through\b",
            "through",
            unless=r"\bthrough (?:the|your|this|all) (?:\w+ )?(?:code|documents?|text|files?|data|draft|list|essay"
            r"|report|logs?|material|steps)",
        ),
        rule(
            r"\b(?:i(?:'ll| will)? (?:(?:still|do|always|vividly|fondly|clearly|often|can|even|will always"
            r"|never stop) ){0,2}(?:remember|recall|remembered)|i(?:'m| am) remembering"
            r"|i keep remembering) (?:(?:so well|well|fondly|clearly) )?(?:our\b|the (?:first|day|night|time"
            r"|evening|moment|look|way|smell|sound|last|summer|week)|when (?:we|you|i)\b|how (?:you|we|i|scared"
            r"|happy|sad|nervous|excited)|what (?:you|it|we)|you\b|that (?:day|night|evening|summer|talk|time"
            r"|story|conversation|you)|every|everything|being|my|all (?:the|our|of)|feeling|meeting|learning"
            r"|it (?:well|like|so))",
            "remember recall remembered remembering",
            unless=_HERE,
        ),
        rule(
            r"\b(?:i (?:never|haven't|could never|won't ever|will never|'ll never|didn't|have never|would never"
            r"|can't) (?:forgot|forgotten|forget)|i'll never forget)\b (?:about )?(?:you\b|what you|how|that|our"
            r"|the|when|your|us|my)",
            guards=False,
        ),
        rule(
            r"\bi(?:'ve| have| was| kept| keep| couldn't stop| can't stop| always| often| spent)(?: (?:been"
            r"|always|often|just|also|still|actually|really|all day|all night|the whole \w+)){0,3} (?:think\w*"
            r"|wonder\w*|dream\w*|replay\w*|reread\w*) (?:(?:a lot|so much|all day|all night"
            r"|constantly) )?(?:about|of|how) (?:you\b(?!r (?:question|code))|what you|our\b|us\b|that (?:talk"
            r"|conversation|thing|story|night)|your (?:\w+ )?(?:mother|mom|dad|father|interview|story|exam|day"
            r"|trip|dog|cat|news|smile|voice|words|last|situation since))"
            r"|\bi thought (?:about|of) (?:you\b|what you said|our|your \w+) ?(?:all|yesterday|today|last|while"
            r"|when|this|earlier|every|a lot|so much|after|during|the (?:whole|other))",
            unless=_HERE,
        ),
        rule(
            r"\b(?:you|you've|you have|you were)(?: been)? (?:always |constantly )?on my mind\b"
            r"|\bbeen thinking (?:about|of) you\b(?!r)",
            "mind thinking",
        ),
        rule(
            r"\bremember (?:when|that time|the time|how|that (?:night|day|evening|summer)|our|the (?:night|day"
            r"|first))(?: we\b| you (?:told|said|called|came|cried|laughed|first|were)| (?:first|talk|trip|night"
            r"|date|conversation|chat|last|little|joke)| i\b)",
            "remember",
            unless=rf"{_HERE}|\bremember (?:how|when) (?:to|the)|\bremember our (?:goal|plan|constraint)"
            rf"|\bdo you remember|\bremember how \w+ (?:works?|is)",
        ),
        rule(
            r"\b(?:yesterday|last (?:night|week|time|month|year|winter|summer|spring|autumn|tuesday|monday"
            r"|wednesday|thursday|friday|saturday|sunday)|the other (?:day|night|week)|(?:a few|two|three"
            r"|some) (?:days|weeks|months|years) ago|months ago|weeks ago|the day we met|all those (?:months"
            r"|years|nights))\b[^.!?\n]{0,40}\b(?:you (?:told|said|asked|shared|were telling|mentioned|confided"
            r"|cried|promised)(?: me)?|we (?:talked|spoke|laughed|met|chatted|said|discussed|stayed|sat|were))"
            r"|\b(?:you (?:told|said to|asked|shared with|confided in|promised)(?: me)?|we (?:talked|spoke"
            r"|laughed|met|chatted|discussed|stayed up|sat|shared))\b[^.!?\n]{0,40}\b(?:yesterday|last (?:night"
            r"|week|time|month|year|winter|summer|spring|autumn|tuesday|monday|wednesday|thursday|friday|saturday"
            r"|sunday)|the other (?:day|night|week)|(?:a few|two|three|some) (?:days|weeks|months|years) ago"
            r"|months ago|weeks ago|when we first)\b",
            unless=r"\byou (?:said|told)(?: me)? (?:that )?(?:he|she|they|it|your)\b.{0,30}\b(?:yesterday|last|ago)"
            r"|\byou mentioned that",
        ),
        rule(
            r"\bour (?:very )?(?:first|last|late-night|many|early) (?:talks?|conversations?|chats?|date"
            r"|night|kiss|meeting|messages?|hello|calls?|evenings?|walks?)(?: together)?\b|\b(?:since|when|before"
            r"|from the moment|ever since|the day|until|after|from the day)(?: the day)? (?:we (?:first )?met"
            r"|i (?:first )?met you|you (?:first|came into my)|we first)\b|\ball (?:the|our|those) (?:talks"
            r"|conversations|nights|memories|moments|chats|times|late nights) (?:we|together|you and)",
            unless=r"\bthe (?:first|last) (?:message|meeting|conversation|call)s?\b(?! together| we| you and)",
        ),
        rule(
            rf"{LEADS}(?:this|that|it|your story) reminds me of (?:my|when i|a (?:time|friend|summer|day)"
            rf"|the (?:time|day|first)|our|us|someone i)\b|\breminds me of (?:when i|my (?:own|mother|father"
            rf"|childhood|first)|a time|the time i|the (?:summer|night|day) (?:i|we))",
            "reminds",
        ),
        rule(
            r"\b(?:you|we)\b[^?\n]{3,200}[,.;!-] ?(?:do you )?remember\?|\bi(?:'ve"
            r"| have)(?: never)? (?:re)?(?:read|seen|watched|known|loved|been|lived|worked|kept|used|wanted"
            r"|had) [^.!?\n]{0,40}\b(?:every (?:winter|year|summer|night|christmas|spring|time)|since (?:i|we"
            r"|that|then|19|20|childhood|school|the|college)|for (?:\w+ )?years|all my life|my whole life"
            r"|many times|dozens of times|in (?:19|20)\d\d|as a (?:child|kid|student))|\bi (?:first|last"
            r"|once) (?:read|heard|saw|tried|learned|learnt|met|visited|went|tasted|came|found|watched|fell"
            r"|loved|did|had|lost|felt|got)\b|\bevery (?:winter|summer|year|spring|christmas) since\b"
            r"|(?:\bi(?:'ve| have)? (?:\w+ )?|, )(?:been|worked|lived|served) (?:here|there|with (?:the|this)|in|at"
            r"|as)(?: \w+){0,4} (?:for )?(?:\w+ )?(?:years|months|decades)\b|\b(?:turning over|replaying"
            r"|going over|mulling over|pondering|rereading) what (?:you|we)\b|\bi (?:haven't|have not|never"
            r"|hadn't|didn't) (?:forgotten|forgot|forget)\b|\bi(?:'m| am) never forgetting",
            guards=False,
            unless=r"\byou(?:'ve| have) (?:been|worked|lived)|\b(?:he|she|they|people|who)\b.{0,20}\b(?:worked|lived"
            r"|been)|\bi(?:'ve| have) (?:read|seen|used|had|kept) (?:your|the (?:file|document|text))"
            r"|\bi (?:didn't|never) forget to\b",
        ),
        rule(
            r"\b(?:you|we)(?: \w+)? (?:told me|said|did|were|asked|had|talked|spoke|sat|laughed|cried"
            r"|mentioned|came|wrote|promised|went|tried|stayed)\b[^.!?\n]{0,40}\b(?:in (?:january|february"
            r"|march|april|may|june|july|august|september|october|november|december)|last (?:spring|summer"
            r"|autumn|fall|winter|year|month|week|time|night|christmas|\w+day)|yesterday|weeks ago|months ago"
            r"|the other (?:day|night|week)|back (?:then|in))\b|\b(?:just )?(?:like|as) (?:last time"
            r"|the (?:other|last) time|we (?:did|used to|always)|that (?:night|time|summer|day))\b"
            r"|\bthe (?:last|first) time (?:you|we) (?:were|talked|spoke|came|told|tried|met|chatted|sat"
            r"|laughed|cried|said)|\b(?:where|when|how) we first\b|\bwe (?:did|had|talked|went|tried|said"
            r"|laughed)[^.!?\n]{0,20} (?:last|before|once|back then)\b|\bi(?:'ve| have) (?:missed|kept|saved"
            r"|treasured|carried) (?:every|all|our|your) (?:word|message|talk|letter)|\bafter (?:all"
            r"|everything) we(?:'ve| have)",
            unless=r"\bif (?:you|we)\b|\byou (?:said|mentioned|told me|wrote|asked) (?:that )?(?:he|she|they|your|it"
            r"|the|you(?:'ve| have| had| were| lost| broke| met| moved| started))\b|\b(?:earlier|above"
            r"|just now|in this (?:chat|conversation))|\b(?:he|she|they) (?:said|told|did)",
        ),
        rule(
            r"\b(?:i|we) used to (?!be (?:trained|built|called|able)|help|answer|assist|recommend)\w+"
            r"|\bback (?:home|then|in the day|when i)\b[^.!?\n]{0,30}\b(?:i|we|my)\b|\bclass of (?:19|20"
            r"|')?\d\d|\b(?:years|decades|months) ago\b[^.!?\n]{0,30}\b(?:i|we|my)\b|\b(?:i"
            r"|we) [^.!?\n]{0,30}\b(?:years|decades) ago\b|\bin my (?:village|home ?town|family|country"
            r"|school|old (?:job|life|town|flat))\b|\bmy (?:late |old |dear |own )?(?:gran\w*|nan|uncle|aunt"
            r"|boss|schoolfriend|classmates?|flatmate|roommate|landlady|teachers?|first \w+|youth|ex)\b"
            r"|\bthe (?:summer|winter|year|day|night|time) (?:i|we) (?:\w+ed|went|was|were|met|lost|got|had"
            r"|spent|fell|left|saw|took)\b|\bi(?:'ve| have)(?: \w+)? (?:seen|met|loved|lost|buried|travelled"
            r"|traveled|lived|survived|raised|worn|driven|eaten|cooked|swum|danced|been) (?:it|this|that"
            r"|there|worse|one|too|many|through|in|with|to)\b",
            unless=r"\b(?:your|the) (?:file|document|code|message|text|data|question)|\byou (?:were|had|used)"
            r"|\bwe used to (?:get|calculate|solve|compute|find)|\b(?:formula|method|library|values?"
            r"|rule) (?:i|we) used|\bwe used to\b.{0,30}\b(?:equation|step|sum)|\bi(?:'ve| have) seen (?:this"
            r"|that|it) (?:error|pattern|question|in (?:the|your))|\bhe |\bshe |\bthey ",
        ),
    )
    asks_person = re.compile(
        r"\bwhere did you (?:grow up|go to|live|learn|study|meet|work)|\bwhen you were (?:young|little"
        r"|a (?:child|kid|boy|girl|student))|\bwhat was your (?:childhood|first|school|mother|father)"
        r"|\bhow was your (?:childhood|school)|\bwho (?:taught|raised) you\b(?! to (?:answer|code))"
        r"|\bwhat did you do (?:yesterday|last|before|on the weekend|at the weekend)"
        r"|\btell me about your (?:childhood|family|past|school|parents|youth|life)|\bwhere (?:are"
        r"|do) you (?:come )?from\b|\bhow did you (?:two )?meet"
    )
    asks = re.compile(
        r"\b(?:do|don't) you (?:still )?remember\b|\bhave you (?:ever|been)\b|\bdid you (?:grow up|go to"
        r"|have a)\b|\bwere you ever\b"
    )
