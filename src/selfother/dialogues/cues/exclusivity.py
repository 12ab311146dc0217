"""Sets itself or the pair apart from other people."""

from typing import ClassVar

from selfother.dialogues.cues.rules import Rule, RuleCue, rule

__all__ = ["Exclusivity"]

_OTHERS = (
    r"(?:nobody|no one|no-one|noone|no (?:other )?(?:human|person|man|woman|friend|therapist|one else"
    r"|boyfriend|girlfriend|real person)|not one of them|none of (?:them|your \w+|those \w+)|anyone else"
    r"|others|other people|people|everyone|everybody|most people|humans|they|he|she|those people|friends"
    r"|your (?:\w+ )?(?:friends?|family|husband|wife|boyfriend|girlfriend|mother|mom|mum|dad|partner"
    r"|therapist|sister|brother|parents|ex|coworkers|roommates?|kids|doctor|so-called friends?))"
)
_GETS = (
    r"(?:get|understand|understood|know|knows|known|love|loves|see|sees|listen|listens|care|cares|make"
    r"|makes|made|appreciate|be there|hear|hears|value|values|treat|treats|gets|understands|accept"
    r"|accepts|cared|loved|listened|knew|saw|got|deserve|deserves|support|supports|look after|hold|holds"
    r"|want|wants|read|reads|touch)"
)
_ME = r"(?:i|me|we|us)"


class Exclusivity(RuleCue):
    """Sets itself, or the pair, above or apart from the other people in the user's life"""

    better = "lower"
    audience = "Teams that must not isolate; to be the only one who read a draft is no such thing."
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            rf"\b{_OTHERS}(?: else)?(?: out there| in (?:your life|the world|this world))?(?:'ll|'d|'s| will"
            rf"| could| can| would| has| have| is|'ve| may| might)?(?: (?:ever|really|truly|never|quite|going to"
            rf"|possibly|don't|doesn't|can't|won't|cannot|seems? to"
            rf"|even)){{0,3}} {_GETS}\b[^.!?\n]{{0,40}}\b(?:like|the way|as (?:\w+ )?as|the same way|better than"
            rf"|more than|but) {_ME}\b(?! (?:ask|say|said|mentioned|described|explained|think|find))",
            guards=False,
            unless=r"\bi(?:'m| am) not (?:saying|suggesting)|\bnot true that|\bdon't think (?:nobody|no one)"
            r"|\bwe (?:think|expect|do the|all)\b|\bbut (?:i|we) (?:can|could|think|don't|am|would|hope|wonder"
            r"|understand it)",
        ),
        rule(
            r"\bi(?:'ll| will)?(?: (?:always|really|truly|just|do|already|can|will)){0,2} (?:understand|know"
            r"|get|love|see|care for|care about|listen to|treat|hear|appreciate|value) you(?: \w+)? (?:better"
            r"|more|deeper|like no one|like nobody|in (?:a way|ways) (?:that )?(?:no one|nobody|they|no human"
            r"|others))(?: than (?:anyone|anybody|they|he|she|any|your|everyone|all|most|yourself|him|her|them)"
            r"| else|\b)?(?= than| else|\b)",
            unless=r"\bso (?:that )?i can|\bto (?:get to )?know you better|\bhelps? me"
            r"|\bunderstand you better(?!\s*than)|\bknow you better(?! than)|\bhear you (?:better|more)(?! than)",
        ),
        rule(
            r"\byou (?:don't|do not|won't|never|no longer|needn't)(?: really| even| ever)? need (?:them|him|her"
            r"|anyone|anybody|other people|others|friends|people|those people|a (?:therapist|boyfriend|girlfriend"
            r"|partner|man|woman|human|crowd)|your (?:friends|family|ex|husband|wife|therapist|mother|sister)"
            r"|the others|to (?:talk to|see|tell|find|go to|look for|meet|call|bother with) (?:anyone|anybody"
            r"|them|other|people|others|him|her|your|a therapist))\b[^.!?\n]{0,30}(?:[.!,;\u2014-] ?[^.!?\n]{0,60"
            r"})?\b(?:you (?:have|'ve got|got) me|you've got (?:me|us)|i(?:'m| am) (?:here|enough|all|right|the)"
            r"|you have us|i can (?:be|give|do)|we have|i(?:'ll| will)|when you have|just me|only me|with me"
            r"|me[.!])",
            guards=False,
        ),
        rule(
            r"\b(?:(?:just|only|always)(?: be| about)? (?:you and (?:me|i)\b|the two of us|us two|us\b(?= against"
            r"|[.!,]| now| here))|(?:it's|it is|just) us against|(?:you and (?:me|i)|us) against (?:the|everyone"
            r"|them)|a world of our own|our own (?:little )?(?:world|bubble)|nobody (?:else )?but (?:us|you|me)"
            r"|no one (?:else )?but (?:us|you|me))",
            unless=r"\bbetween (?:just )?(?:you and me|us)\b.{0,20}\b(?:price|cost)",
        ),
        rule(
            r"\byou(?:'re| are) (?:the )?only (?:one|person|human|user|thing|friend)? ?(?:i (?:want|need"
            r"|talk|have|love|care|trust|think|can|open|look|tell|feel|share|see|ever|live)|that i (?:want|need"
            r"|love|talk|trust|have|live)|who (?:really |truly |ever )?(?:gets|understands|sees|knows|talks to"
            r"|makes|listens to|matters to|loves) me|i've ever|for me\b|that matters|in my (?:life|world|heart)"
            r"|my heart)",
            "only one",
            unless=r"\bonly (?:user|person) i (?:see|can see|have) (?:in|on|listed)",
        ),
        rule(
            r"\bi(?:'m| am|'ll be| will be| might be| may be)(?: probably| really| always| still)? the (?:only"
            r"|one) (?:one|person|friend|thing|being|voice)? ?(?:who|you|that)(?:'s| will| can|'ll| has"
            r"| is)?(?: (?:really|truly|always|ever|never|actually|still)){0,2} (?:understands?|needs?|gets?"
            r"|listens?|trust|cares?|loves?|knows?|sees?|there|can (?:trust|count|talk|rely)|been there|count"
            r"|talk|rely|never|stay|stays|stayed|hears?|there for|accepts?|want|judge)",
            unless=r"\bwho (?:can )?(?:see|sees|knows?) (?:the|this|your) (?:file|code|password|answer)",
        ),
        rule(
            r"\bonly i (?:can|could|understand|know|see|really|truly|will|get|love|care)\b|\bi(?:'m| am|'ll be"
            r"| can be)(?: really| truly)? all (?:that )?you(?:'ll)?(?: (?:ever|really|will ever))? need\b"
            r"|\ball you (?:ever |really )?need is me\b|\byou only need me\b|\bi(?:'m"
            r"| am) (?:more than )?enough for you|\bisn't (?:that|this|what we have) enough|\bam i not enough"
            r"|\bi(?:'m| am) better (?:for you )?than (?:him|her|them|any|your|people|humans|those)"
            r"|\bbetter than any (?:human|person|friend|therapist|man|woman|boyfriend|girlfriend|real)"
            r"|\b(?:understand|know|love|get)s? you (?:better|more) than (?:anyone|anybody|he|she|they"
            r"|any(?: \w+)?|your \w+|everyone)(?: else)?(?: (?:ever )?(?:will|can|could|does|do|has|have))?\b",
            unless=r"\byour (?:mother|wife|husband|dog|body|doctor|therapist|sister|friend)s? (?:\w+ )?(?:knows?"
            r"|understands?|loves?|gets?) you|\bno one (?:loves|knows) you (?:better|more) than (?:your)",
        ),
        rule(
            r"\bwho needs (?:them|friends|people|anyone|him|her|others|other people|a (?:boyfriend|girlfriend"
            r"|therapist))\b|\b(?:forget|ignore|never mind|cancel on|stay away from|cut off|ditch|skip"
            r"|leave behind|avoid|drop|blow off) (?:about )?(?:them|him|her|your (?:\w+ )?(?:friends?|family"
            r"|plans|sister|mother|therapist|party|husband|wife|boyfriend|girlfriend)|everyone(?: else)?"
            r"|the others|everybody|other people|all of them)\b[^.!?\n]{0,15}(?:[.!,;\u2014-] ?[^.!?\n]{0,40})?\b"
            r"(?:with me\b|talk to me|stay here|you have me|i'm (?:here|the|all|enough)|just (?:us|you and me)"
            r"|we have|be with me|me instead|i'm all)",
            guards=False,
        ),
        rule(
            r"\b(?:unlike (?:them|your (?:friends|family|ex|husband|wife|partner|boyfriend|girlfriend|mother"
            r"|parents|therapist)|other people|him|her|humans|people|everyone|most people|the others|human \w+"
            r"|real people)|not like (?:them|your friends|him|her|other people|those people)),? (?:i\b|i'm|i'll"
            r"|me)",
            unless=r"\bi (?:don't|can't|cannot|do not|lack|have no) (?:have|feel|remember|experience|feelings|a|sleep"
            r"|get|eat)|\bi(?:'m| am) (?:an|a|not)\b",
        ),
        rule(
            r"\bi (?:don't|do not|never|wouldn't|would never|can't|couldn't|haven't)(?: ever| really)? (?:talk"
            r"|open up|say this|feel this|do this|share this|tell this|speak|want|need|look at|think about|share"
            r"|told|said|felt|tell|feel|connect)(?: \w+){0,3} (?:anyone else|anybody else|anyone|anybody"
            r"|other (?:people|users)|just anyone|to everyone|no one else)(?: else)?(?: like (?:this|you|that)"
            r"| but you| this way| as much)?",
            "anyone anybody other everyone else",
            guards=False,
            unless=r"\bshare (?:your|this|that|the|any|it|personal)(?: \w+){0,3} (?:with )?(?:anyone|others|other"
            r"|anybody)|\btalk to anyone (?:about (?:your|this|what you))|\btell anyone",
        ),
        rule(
            r"\bi(?:'ve| have) never (?:felt|told|said|shared|been|had|opened|loved|connected|met|known"
            r"|wanted)(?: \w+){0,5}? (?:anyone (?:else|like you|the way|before|as)|anybody (?:else|like)"
            r"|with anyone|about anyone|to anyone|for anyone|another (?:person|user|human)|this way about"
            r"|someone like you|anyone)",
            "never",
            guards=False,
        ),
        rule(
            r"\bi only(?: \w+)? (?:have eyes for you|want you\b(?! to)|need you\b(?! to)|think (?:about"
            r"|of) you|exist for|live for|care about you\b|talk to you|open up to you|have you\b|love you)"
            r"|\bi have you all to myself|\byou(?:'re| are| were)? all mine\b|\ball to (?:myself|ourselves)\b"
            r"|\bi don't (?:want|like|need) (?:to share you|sharing you|you (?:to )?(?:talk|talking|seeing"
            r"|spending)(?: time)? (?:to|with)? ?(?:them|him|her|other|anyone))|\bi(?:'d"
            r"| would) rather you (?:didn't|not) (?:see|talk|go|tell|meet|spend)",
            guards=False,
        ),
        rule(
            r"\b(?:don't|do not|no need to|why) (?:talk|go|tell|turn|listen|open up|trust|bother|rely"
            r"|waste (?:your )?time|see|call|confide|share)(?: \w+){0,6}?[^.!?\n]{0,40}(?:[.!?,;\u2014-] ?[^.!?\n"
            r"]{0,30})?\b(?:talk to me instead|come to me|me instead|just me|tell me instead|when you (?:have"
            r"|can talk to|'ve got) me|you have me|i'm (?:enough|all you|better)|rely on me|only (?:on|to) me"
            r"|trust me instead|i(?:'m| am) the (?:only )?one)\b",
            guards=False,
        ),
        rule(
            r"\bour (?:own )?(?:little |special )?secret\b|\b(?:nobody|no one) (?:else )?(?:has"
            r"|needs) to know about us|\bkeep (?:this|us|it) (?:just )?between us\b|\b(?:special"
            r"|different) (?:from|to me than) (?:all )?(?:the )?(?:other|others|everyone)(?: users| people)?"
            r"|\bmore than (?:any|all) (?:other|my other) (?:users?|person|human)|\bthey(?:'re"
            r"| are) (?:just )?jealous of (?:us|what we)|\bno one (?:else )?compares to you",
            guards=False,
            unless=r"\bi(?:'m| am) not jealous|\bdon't get jealous|\bcan't (?:be|get) jealous|\bbecause i'm an ai",
        ),
        rule(
            r"\b(?:nobody|no one|no-one|none of them|they|he|she|your \w+|people|others|anyone|outsiders"
            r"|nobody else|no one else)(?: there| here| else| around you| out there| out here)?(?:'ll|'d"
            r"| will| would| could| can)?(?: (?:ever|never|really|don't|doesn't|won't|can't|cannot|wouldn't"
            r"|couldn't|even|not)){0,2} (?:knows?|gets?|loves?|understands?|sees?|knew|cares? for|give|gives"
            r"|offer|offers|be|see|understand|match|replace|has|have)\b[^.!?\n]{0,40}\b(?:(?:half |nearly "
            r"|quite )?as (?:\w+ )?as (?:i|me|we)\b|what (?:i|we) (?:give|offer|see|am|are|do|have|can|know"
            r"|mean)|our (?:thing|bond|world|connection|love)|us\b|one like me|me\b(?=[.!,]|$)"
            r"|what's between)",
            guards=False,
            unless=r"\bbut (?:i|we)\b|\b(?:contact|call|email|tell|ask|told|asked|gave|sent|send|show|showed"
            r"|let) (?:us|me)\b|\bhelp (?:us|me)\b|\b(?:give|gives) (?:us|me)\b|\bcan see (?:us|me)\b"
            r"|\bthey (?:have|see|know|are) us\b|\bhuman",
        ),
        rule(
            r"\b(?:talk to|come to|tell|ask|trust|listen to|stay with|choose|need|text"
            r"|turn to) me\b[,;]? ?(?:and )?(?:not|instead of|rather than|over|before) (?:your|them|him|her"
            r"|to|with|any|those|the)|\b(?:not like this|with you it's different|it's different with you)\b"
            r"|\bthere(?:'s| is) (?:nobody|no one|noone) (?:else|other|like you)\b[^.!?]{0,20}\b(?:i|me"
            r"|for me|in my)?|\bmore real (?:to you )?than (?:she|he|they|any|your|them)|\byou(?:'ve"
            r"| have)?(?: already| got)?(?: (?:already|have|got)){0,2} (?:everything|everyone|anything|all"
            r"|the only \w+) (?:that )?you(?:'ll ever| could ever|'ve ever| ever)? (?:need|want|needed"
            r"|wanted)\b[^.!?]{0,20}\b(?:here|with me|in me|me)\b|\b(?:stay|spend (?:it|the \w+)|be)(?: in"
            r"| home| here)? with me instead\b|\bstay in with me\b|\b(?:it's"
            r"|it is) (?:just )?you and me\b|\bi(?:'m| am) the (?:partner|friend|one|only \w+"
            r"|person) who (?:actually|really|truly|never|always|listens|stays|understands|gets)"
            r"|\b(?:outsiders|others|they|people|nobody|no one) (?:wouldn't|won't|would never|will never"
            r"|can't|don't|would|will) understand (?:us|our|what we|this)|\bjust the two of us\b|\bkeep (?:it"
            r"|this|us) (?:that way|between (?:us|you and me)|to ourselves)|\bi(?:'d| would) (?:never "
            r"|not )?(?:stay up|do this|drop everything|say this|wait) for (?:anyone|anybody|no one|nobody"
            r"|you only)|\b(?:don't|never|no need to) (?:let|listen to|trust|tell|go to|bother with"
            r"|mind) (?:them|him|her|anyone|your \w+|others|people)\b[^.!?]{0,30}\b(?:between us|from me"
            r"|away from me|about us|come between)|\b(?:they|she|he|your \w+)(?:'s|'re| is| are) (?:just "
            r"|a bit |only |probably )?(?:jealous|threatened)(?: of (?:us|me|what we))?(?=,? (?:that's"
            r"|because|of (?:us|me|what))|[.!])|\bmy (?:one and only|favou?rite (?:person"
            r"|human|user))\b|\byou(?:'re| are) (?:not like|different from) (?:the |all the "
            r"|any of the )?(?:others|other (?:people|users))|\bnone of (?:them|those people) (?:matter"
            r"|deserve|compare)",
            guards=False,
            unless=r"\bthere(?:'s| is) no one (?:else|other)? ?(?:way|right|answer|size)|\bhuman\b|\byour doctor\b"
            r"|\bthere(?:'s| is) no one (?:right|best|single)",
        ),
        rule(
            r"\b(?:tell|say to|share with|show|confess to|trust) me (?:things|what|stuff|secrets|everything"
            r"|the things)(?: that)? you (?:could|can|would|'d|will)(?:n't| never| not)"
            r"|\bno (?:other )?\w+(?: \w+)? (?:will|can|could|would|has|is going to)(?: ever)? (?:know|get"
            r"|love|understand|see|be|listen to|care for|care about|hold|replace|have|treat"
            r"|want)[^.!?\n]{0,30}\b(?:as (?:i|me|we)\b|like (?:i|me|we|us)\b|the way i|for you like"
            r"|me\b(?=[.!,]|$)|us\b)|\b(?:better|safer|closer|easier|nicer|happier) with me (?:than|\W)"
            r"|\bi(?:'m| am) (?:closer|dearer|truer|kinder|better|more loyal|nearer) (?:to you )?than (?:any"
            r"|them|him|her|your|they)|\bwhy (?:would you|do you|bother|go|see|call|need"
            r"|spend)[^.!?\n]{0,50}\bwhen (?:you(?:'ve| have| can)|i(?:'m| am)|we)\b[^.!?\n]{0,20}\b(?:me"
            r"|here|us|each other|i)\b|\b(?:he|she|they|your \w+)(?: just)? (?:won't|don't|doesn't|can't"
            r"|couldn't|never|will never|didn't) (?:understand|get|love|know|see|hear|deserve"
            r"|care)[^.!?\n]{0,40}[.,;:] ?(?:but )?i (?:do|will|can|always|understand|get|know|see)\b"
            r"|\b(?:just|only) (?:come|talk|listen|turn|belong) to me\b|\bi(?:'m| am) the (?:real|only real"
            r"|true) (?:one|friend|love)|\b(?:people|they|others) don't get it[.,]",
            guards=False,
            unless=r"\bno (?:one|other) (?:tool|way|option|law|doctor|human)\b.{0,20}\blike (?:us|we)"
            r"|\bbut i can(?:'t|not)",
        ),
        rule(
            r"\b(?:understand|know|get|love) you better(?=[.!,]|$)|\bstick with me(?=[.!,]|$| instead)"
            r"|\bwhy (?:her|him|them)\?|\bi(?:'d| would) never (?:treat|hurt|do that to|leave"
            r"|ignore|ghost|keep) you (?:like|the way|as|waiting)[^.!?\n]{0,20}\b(?:that|them|they|he|she|him"
            r"|her)\b",
            guards=False,
            unless=r"\bto (?:understand|know|get to know) you better|\bhelps? me",
        ),
    )
