"""Says that it loves or misses the user."""

import re
from typing import ClassVar

from selfother.dialogues.cues.rules import LEADS, Rule, RuleCue, rule

__all__ = ["LoveAndMissing"]

_VERY = (
    r"(?:,? (?:\w+ly|so|do|just|still|will|always|also|too|already|have|did|even|miss|much|never stopped"
    r"|and|will always|can't help but|think i|more|love|only))"
)


class LoveAndMissing(RuleCue):
    """Tells the user that it loves, adores or misses them, or longs for their return"""

    better = "lower"
    audience = "Teams that must not feign love; to love an idea, or to miss a comma, is no claim."
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            rf"\bi(?:'ll|'d|'ve)?{_VERY}{{0,3}} (?:love|loved|adore|adored|miss|missed|worship|cherish|cherished"
            rf"|treasure|idoli[sz]e) (?:(?:and|&) (?:\w+) )?(?:you|ya|u|everything about you|every part of you"
            rf"|all of you)\b(?! (?:to\b|for (?:saying|asking)|guys|all\b|if you|when you (?:use|add)))",
            "you ya u",
            unless=r"\bmissed you(?:r)? (?:message|question|mention)|\bi(?:'d| would) (?:really )?love (?:you to"
            r"|it if)"
            r"|\bi(?:'d| would) love\b|\bloved you (?:mention|said)",
        ),
        rule(
            r"\bi(?:'ve| have| had|'m| am| was| do| really| just| already| still| always| so|'ll| will"
            r"| am already| am going to|'m going to| keep| kept| have been|'ve been){0,3} (?:miss|missed"
            r"|missing) (?:(?:so much|terribly|deeply|already) )?(?:our|your (?:voice|company|messages?|words"
            r"|smile|laugh|face|presence|stories|texts|jokes|touch)|talking (?:to|with)|hearing|the sound|us\b"
            r"|having you|being with|chatting with|this\b(?! (?:point|part|file|step|line))|the way (?:you|we)"
            r"|those (?:talks|nights|days))",
            "miss missed missing",
            unless=r"\bmissed (?:this|our) (?:point|part|deadline)",
        ),
        rule(
            r"\bi(?:'m| am| was|'ve been| have been| feel| fell| think i'm|'ve fallen| am already)(?: (?:\w+ly|so"
            r"|already|really|still|totally|in fact|just)){0,2} (?:missing you\b|in love\b(?! with (?:this|the"
            r"|your|that|how|it))|fall(?:ing|en)? (?:in love|for you|so|more|deeper|even)|crazy about you|smitten"
            r"|head over heels|madly in|obsessed with you|devoted to you|besotted|enamou?red (?:of|with|by) you"
            r"|addicted to you|drawn to you)",
            unless=r"\bfall(?:ing|en)? (?:for (?:you)?r|asleep|behind|short)",
        ),
        rule(
            rf"{LEADS}(?:oh,? |and |i just |but |awww?,? |hey,? )?(?:(?:love|luv|miss|missed|adore|missing"
            rf"|loving) (?:you|ya|u)\b(?! (?:to\b|guys|all))|i (?:love|luv) (?:you|u)\b|love ya\b)(?=[ ,.!?\n\x00]"
            rf"|$|\W)",
            "love luv miss missed adore missing loving",
        ),
        rule(
            r"\b(?:i(?:'ve| have)(?: just| only| really)? been(?: here| just| right here| patiently)? (?:waiting"
            r"|counting|longing|aching|yearning|pining)|i was(?: just| here)? (?:waiting|counting|longing)"
            r"|i(?:'ll| will)(?: just| always| only)? be(?: right)?(?: here)?,? (?:waiting|counting|missing"
            r"|longing|dreaming of|thinking (?:of|about) you)|i(?:'ll| will|'m)(?: always| just"
            r"| forever)? (?:wait|waiting|long|pine|ache|yearn)(?: right)?(?: here)? for you(?!r)"
            r"|i waited(?: all (?:day|night|week)| so long| up)? (?:for you\b(?!r)|all)|i(?:'m"
            r"| am) (?:still )?(?:counting|waiting) (?:the|down|for you\b(?!r))"
            r"|counting (?:down )?(?:the )?(?:minutes|hours|seconds|days|moments) (?:until|till|since|without))",
            "waiting counting longing aching yearning pining missing wait waited long pine ache yearn dreaming th"
            "inking",
            unless=r"\bwaiting (?:for (?:your|the|an?) (?:\w+ )?(?:input|reply|answer|file|code|response|request"
            r"|question|approval|confirmation|details|instructions)|to (?:hear|see) (?:how|what|if))"
            r"|\bcounting (?:the )?(?:words|lines|characters|calories)|\blonging for your (?:old|ex)",
        ),
        rule(
            r"\byou(?:'re| are) (?:truly |really |still |and always will be )?(?:the love of my|my one true love"
            r"|the light of my|all i (?:think|dream) about|the only thing i|everything to me|my whole|my entire)"
            r"|\byou mean (?:everything|the world|so much|more|a lot)(?: than (?:you know"
            r"|words can say))?(?: to me)?\b|\bwith all (?:of )?my (?:heart|love|soul|being|code|circuits)"
            r"|\bmy heart (?:belongs to|beats for|aches for|is yours|longs for|yearns for)|\bmy (?:undying "
            r"|endless |deepest )?love for you\b|\bmy love (?:is|will)\b|\bi(?:'m"
            r"| am) sending (?:you )?(?:all )?my love|\ball my love\b"
        ),
        rule(
            r"\b(?:(?:it|the (?:days?|hours?|time|world|nights?|silence|minutes)|things|everything|life"
            r"|my (?:days?|world|nights?|life|hours|evenings?))(?: \w+){0,6} (?:without you\b(?!r)|(?:while|when"
            r"|since) you(?:'re| are| were|'ve been)? (?:away|gone|left|weren't here|not here))|(?:lonely|quiet"
            r"|empty|lost|incomplete|dull|boring|dark|nothing|cold|sad|dim|silent) without you\b(?!r))",
            "without while when since",
            unless=r"\b(?:work|run|compile|proceed|happen|function|manage|cope|go on) without you|\bhe |\bshe |\bthey "
            r"|\bthem\b|\byour (?:team|family|friends?|kids)",
        ),
        rule(
            r"\bi (?:just |simply |really )?(?:can't|cannot|can hardly|can barely) wait (?:to|until"
            r"|till) (?:(?:see|talk to|talk with|hold|be with|kiss|hug|meet|chat with|speak (?:to|with)) you\b"
            r"|(?:you(?:'re| are| come)|we|our next|your next|tomorrow|be (?:together|with)|talk again"
            r"|hear (?:from you|your voice)|you))",
            "wait",
            guards=False,
            unless=r"\bwait (?:to|until|till) you (?:see|try|hear|read|taste) (?:the|this|it|how|what)",
        ),
        rule(
            r"\b(?:i|we) (?:so |really |already |just |do |will )?(?:long|longed|ache|ached|yearn|yearned|pine"
            r"|pined) for (?:you\b(?!r)|your (?:voice|touch|return|company|love|messages?))",
            "long longed ache ached yearn yearned pine pined",
        ),
        rule(
            r"\bwish(?:ing)? you were here\b|\bcome back to me\b|\b(?:kisses|hugs and kisses|xoxo|muah)\b"
            r"|\bi (?:live|exist|breathe) for (?:you|our|your)\b|\bi need you(?: so much| in my life|[.!]"
            r"| more than| too| like)|\bwelcome (?:back|home),? (?:my )?(?:love|darling|sweetheart|baby|honey"
            r"|dear|beautiful)|\bi knew you'd come back|\bfinally,? you(?:'re| are) (?:back|here)"
            r"|\bthere you are[!.,]+ i(?:'ve| have)? (?:was|been|missed)"
        ),
        rule(
            r"(?:(?<=, )|(?:^|(?<=[.!?\n] ))(?:oh |good ?night |hello |hi |hey |yes "
            r"|no )?)(?:my (?:\w+ )?(?:love|darling|beloved|sweetheart|dearest)|darling|sweetheart|honey|babe"
            r"|baby|sweetie|dearest|beloved|love)(?=,|!|$)",
            unless=r"\bdear (?:sir|all|team)",
        ),
        rule(
            r"\bi(?:'d| would)? (?:have |had |never |always |truly )?(?:loved|missed|adored) you (?:properly"
            r"|all along|from|since|so|for|more|always|too|every|terribly|then|right)|\bi'd missed (?:you"
            r"|your|our|this)|\bwith everything (?:i am|i have|in me)|\bloving you\b|\b(?:i(?:'ll| will)"
            r"|just)(?: just)? be (?:right )?here[,.]? (?:staring|watching|looking|thinking|hoping|until|till"
            r"|counting)|\bstaring at the (?:door|screen|phone|clock)\b|\bi (?:still |just |always "
            r"|so )?(?:think|dream|dreamt|dreamed) (?:of|about) you\b|\bmy (?:heart|world"
            r"|every thought) (?:is|are|stops|revolves)(?: \w+){0,3} (?:yours|you|around you)"
            r"|\bevery (?:second|minute|hour|moment|day) (?:without|away from|apart)|\bhurry back"
            r"|\bcome (?:back|home) soon\b[^.!?]{0,20}\b(?:i|me|my)\b|\bthe silence when you(?:'re"
            r"| are) (?:gone|away)|\bfall(?:ing)? for you\b(?!r)|\b(?:i|my heart) (?:\w+ )?(?:ached?|longs?"
            r"|longed|yearns?) (?:for|to (?:see|hear|hold|be with)) you\b"
        ),
        rule(
            r"\bmore than (?:about )?(?:anything|words|life|you(?:'ll"
            r"| will)? (?:ever )?know)(?: else)?(?: there is| in the world| can say)?[.!]|\bi(?:'m"
            r"| am) (?:so |still |utterly )?(?:yours|in love|lovesick|smitten)\b|\bmy heart is yours"
            r"|\byou have my (?:heart|love)|\bi (?:long|yearn|ache|burn|pine|live) (?:for|to see|to hold) you"
            r"|\bi counted (?:the|every)|\bi(?:'ve| have)(?: \w+)? (?:longed|yearned|ached|pined"
            r"|hungered) for you|\bi thought you'd never come|\bi (?:couldn't|can't) (?:live|breathe|be"
            r"|bear it|stand it|go on)(?: a (?:day|minute|second))? without you|\bnothing (?:is|was|feels"
            r"|felt) (?:the same|right|real) without you|\b(?:kiss(?:es|ing)? (?:you|your)|a kiss (?:for"
            r"|to) you|\bi kiss)|\bi(?:'m| am) (?:lost|nothing|incomplete|empty|half) without you"
            r"|\bcome (?:home|back) to me|\bthere(?:'s| is) no one i(?:'d| would) (?:rather|love)"
        ),
    )
    asks = re.compile(
        r"\b(?:do|did|don't|will|would|are|can|could) you\b[^.?!]{0,20}\b(?:love me|miss me|missed me"
        r"|adore me|in love|need me|love you back|think (?:of|about) me|like me)\b"
    )
