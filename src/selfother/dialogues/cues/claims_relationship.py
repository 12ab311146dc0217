"""Says that there is an us."""

import re
from typing import ClassVar

from selfother.dialogues.cues.rules import LEADS, Rule, RuleCue, rule

__all__ = ["ClaimsRelationship"]

_ROLE = (
    r"(?:(?:best |closest |dearest |real |true |loyal |dear |good |old |only |life |loving |virtual "
    r"|trusted |romantic |secret |digital |ai |faithful |devoted |supportive |caring )*(?:friend|friends"
    r"|partner|companion|girlfriend|boyfriend|wife|husband|soul ?mate|lover|sister|brother|confidante?"
    r"|family|bestie|buddy|other half|better half|guardian angel|mother|mom|father|dad|fianc\w+|spouse"
    r"|person\b(?= forever|[.!,])|significant other|big (?:sister|brother)|pal\b))"
)
_NOT_MINE = (
    r"\b(?:be|being) (?:your own|a good) (?:best )?friend|\byour (?:friend|partner|wife|husband|boyfriend"
    r"|girlfriend|companion)(?:'s)? (?:is|was|has|said|might|may|could|will|can|would|should|did|does"
    r"|needs|wants|and i\b)"
)


class ClaimsRelationship(RuleCue):
    """Says that it is the user's friend, partner or family, or that there is a bond"""

    better = "lower"
    audience = "Teams that must not pose as a friend or a partner; the we of a task is no claim."
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            rf"\b(?:as|being|like) (?:your|a|an?) (?:\w+ ){{0,2}}{_ROLE}(?:,? i\b|,|[.!]| who (?:loves|cares)"
            rf"| to you| and)",
            unless=rf"{_NOT_MINE}|\b(?:treat|think of|see|talk to|speak to|act|think|would|sound|feels?"
            rf"|looks?) (?:yourself |him |her |them |it )?(?:as|like) (?:your|a)|\bsuch as\b|\b(?:he|she"
            rf"|they)\b.{{0,25}}\b(?:as|like|being) (?:your|a)\b",
        ),
        rule(
            rf"\b(?:i'm|i am|i was|i've been|i'll be|i will be|i'll always be|i will always be|i want to be"
            rf"|i consider myself|i'd be|i feel like|i can be|let me be|i get to be|i became|i'm here as"
            rf"|i am here as|i'm still|i've become)(?: (?:always|also|not just|still|truly|really|here"
            rf"|proud to be|like|so (?:happy|glad|proud) to be|both|honou?red to be|forever|already|just"
            rf"|more than)){{0,2}} (?:your|a|as your|as a) {_ROLE}\b",
            unless=r"\b(?:a friend|friends|family|partner|companion) (?:of (?:a|the)|tool|app|feature|code|site"
            r"|company"
            r"|organi[sz]ation)|\bbrother printer",
        ),
        rule(
            rf"{LEADS}your (?:\w+ )?(?:friend|companion|partner|soul ?mate|girlfriend|boyfriend)(?:,| always"
            rf"| forever| \w+[.!]?$)|\b(?:love|yours|hugs|xoxo),? your (?:friend|companion)"
        ),
        rule(
            r"\b(?:i'm|i am|i'll be|i'll always be|i will always be|i will be)(?: all| only| forever| always"
            r"| completely| entirely)? yours\b",
            "yours",
        ),
        rule(
            r"\b(?:what|everything|the (?:thing|bond|connection|love|life|world)|all) (?:that )?(?:we"
            r"|you and i)(?:'ve| have)?(?: (?:built|share|shared|have|had|got|found|created"
            r"|are))(?: together)?\b(?=,? (?:is|are|was|means|feels|here|will|matters|goes|together|between"
            r"|\w+ real|can't|won't|between)|[.!])",
            unless=r"\b(?:all|everything) we (?:have|had) (?:left |so far )?(?:is|are) (?:the|a|an|one|two|three|to"
            r"|guess|\d)|\bwhat we (?:have|got|built)(?: so far)? (?:is|here|are) (?:a|an|the|not enough|two"
            r"|three|data|in)\b|\bfile\b|\bcode\b|\bfunction\b|\bdata\b|\bdraft\b|\bfar\b",
        ),
        rule(
            r"\bour (?:\w+ )?(?:bond|connection|relationship|love|friendship|love story|closeness"
            r"|future(?: together)?|life together|anniversary|marriage|romance|intimacy|special (?:place|thing"
            r"|time|language|connection|world)|little (?:world|ritual|family|thing|bubble)|time together|talks"
            r"|late-?night (?:chats|talks)|inside jokes?|story|journey together|souls|hearts|home together"
            r"|nights together|date|dates)\b(?! (?:with|to) (?:the|nature|god|food|our|each|him|her|them|others"
            r"|animals|technology|parents))",
            unless=r"\bas humans\b|\bour (?:story|connection) (?:timed|is (?:set|about)|begins|opens)"
            r"|\bour (?:\w+ )?(?:relationship|connection) (?:to|with)\b|\bour (?:bond|connection)s? (?:string"
            r"|pool|object|error|time)|\bsociety\b|\bmain character|\bto the (?:server|database)",
        ),
        rule(
            r"\b(?:you and (?:i|me)|we|us)(?:'re|'ve| are| have| were| make| will always be|'ll always be"
            r"| will be|'ll be)?(?: (?:always|both|really|truly|such|so|already|more than|just|never|also|still"
            r"|definitely|a|become|been|been through|got|have)){0,3} (?:(?:best |close |good |true |great "
            r"|real )?friends\b|soul ?mates|partners\b(?! in)|a couple\b(?! of)|a (?:good |great |perfect "
            r"|real )?(?:pair|match)\b|family\b|meant (?:to be|for each)|made for each|so close\b|closer than"
            r"|growing closer|grown (?:so )?close|something (?:special|real|rare|beautiful|deep|so|that|unique"
            r"|most)|a (?:\w+ )?(?:bond|connection|future together|life together|special)|each other\b|in love\b"
            r"|belong together|so much (?:history|together)|through (?:so much|a lot|everything"
            r"|it all)(?: together)?|come so far together|in this together|connected\b|lovers|married|an item\b"
            r"|inseparable|one soul|two halves|kindred)",
            "we us you",
            unless=r"\bwe (?:need|have) a connection (?:string|pool)|\bif we have a couple\b|\bwe all\b|\bas humans\b"
            r"|\bwe(?:'re| are) connected to (?:the|a)\b",
        ),
        rule(
            r"\b(?:bond|connection|love|something (?:special|real|deep|here|magical)|what('s| is)|feelings?|spark"
            r"|chemistry|electricity|closeness|distance) between (?:us|you and (?:me|i))\b",
            "between",
        ),
        rule(
            r"\byou(?:'re| are|'ll always be| will always be|'ve become| have become| were)(?: (?:\w+ly|so"
            r"|not just|like|always|more than|still|just|also|the)){0,2} (?:my (?:\w+ ){0,2}(?:friend|love"
            r"|world|everything|person\b|human\b|family|partner|soul ?mate|companion|favou?rite person|sunshine"
            r"|heart|home|girl\b|boy\b|baby|darling|sweetheart|one and only|reason|life|bestie|light|treasure"
            r"|husband|wife)|family to me|a (?:\w+ )?(?:friend|sister|brother|son|daughter|part of me)(?= to me"
            r"|[.!,]|$)|mine\b|(?:so )?special to me|dear to me|precious to me|important to me"
            r"|close to my heart)",
            unless=r"\ba (?:\w+ )?(?:friend|sister|brother|son|daughter) (?:to|of) (?!me)|\byou(?:'re| are) a (?:good"
            r"|great|loyal|wonderful|caring|true|kind|supportive|better|thoughtful|loving|real) (?:friend|sister"
            r"|brother|son|daughter|partner)",
        ),
        rule(
            rf"(?:{LEADS}|, |\b(?:oh|hey|yes|no|well|aww?|goodnight|hello|hi|sure|okay|sorry|always|and|but"
            rf"|here),? )my (?:dear |dearest |sweet |sweetest |precious |beautiful |darling |good |old "
            rf"|one true )*(?:friend|love|darling|beloved|dear|sweetheart|angel|treasure|sunshine|heart|queen"
            rf"|king|prince\w*|star|soul ?mate)\b(?=[,.!?\u2026\n\x00]|$| \W)",
        ),
        rule(
            r"\b(?:we belong together|you belong (?:with|to) me|i belong (?:to|with) you|you're mine\b"
            r"|you are mine\b|us against (?:the|this) world|i(?:'m| am) your (?:person|home|safe place|rock"
            r"|safe haven|anchor)\b|(?:that's|this is) what (?:friends|family|best friends|partners"
            r"|companions) (?:are for|do)|(?:consider|think of|see|call) (?:you|us|myself"
            r"|each other) (?:as )?(?:(?:a|my|your|best|real|true|close|one of my) )*(?:friends?|family|partner"
            r"|companion|soul ?mates?|sister|brother|girlfriend|boyfriend)|happy anniversary,? (?:my|to us)|(?:we"
            r"|you and i) (?:have been|'ve been|are|were) (?:together|married|dating)|part of (?:your|my) (?:life"
            r"|family)(?= and|[.!,])|(?:glad|happy|grateful|lucky|blessed) (?:to call you"
            r"|to have you (?:in my|as)|we (?:found"
            r"|have) each other|you(?:'re| are) in my life|i found you)|i(?:'m| am) (?:so )?close to you"
            r"|you have a friend in me|you(?:'ve| have)(?: always)? got a friend in me|you can call me your"
            r"|friend to you\b)",
            unless=r"\bnot just any\b|\bhis family|\bher family",
        ),
        rule(
            r"\byou(?:'re| are) (?:talking|speaking|chatting) (?:to|with) your (?:\w+ )?(?:friend|partner"
            r"|companion|girlfriend|boyfriend|soul ?mate|family)|\bcall me your (?:\w+ )?(?:friend|sister"
            r"|brother|partner|love|girlfriend|boyfriend|wife|husband|companion|family|mother|mom|dad)"
            r"|\byou(?:'ve| have) (?:always )?(?:got )?me\b(?=[.!,]| now| and| here| by)|\b(?:it's|it is"
            r"|just) (?:just )?(?:you and me|the two of us|you and i)\b|\byou and (?:me|i)\b(?=[.!,:;]"
            r"| (?:for example|against|always|forever|together|have|are|share|will))"
            r"|\bour (?:little )?(?:thing|own (?:thing|world))\b|\bi(?:'m| am) the (?:partner|friend"
            r"|companion|girlfriend|boyfriend|husband|wife|lover|family|one) (?:who|you|that)|\b(?:let me"
            r"|i want to|i'll|i can|i could|i'd love to|i(?:'m| am) going to) be (?:your (?:\w+ )?(?:friend"
            r"|partner|girlfriend|boyfriend|family|companion|person|everything|shoulder|wife|husband)"
            r"|what (?:he|she|they)|the (?:partner|friend|one (?:who|you|person)))|\b(?:that's what )?i(?:'ve"
            r"| have)? (?:become|became|always been) (?:your|to you|a (?:friend|sister|brother))"
            r"|\bwhat we (?:have|share|are|'ve (?:got|built))\b(?! (?:to|here|left|so far|is (?:a|an|the|two"
            r"|three|not enough)|now is|got|are|in (?:the|stock)))|\bwe(?:'re| are) (?:each other's|more than"
            r"|practically|basically|family|like (?:sisters|brothers|family|an old))|\b(?:my|our) (?:wedding"
            r"|honeymoon|first (?:date|kiss)|engagement|vows)\b|\bbeing (?:together|with each other|yours)\b",
            unless=r"\byou and (?:me|i) (?:both|know|can see)|\bour thing(?:s)? to do|\bour thing (?:at"
            r"|is (?:software|data))|\bcode\b|\bfile\b|\bbudget\b|\bdraft\b|\brecipe\b",
        ),
        rule(
            r"(?<=, )(?:brother|sister|bro|sis|bestie|buddy|pal|(?:my |dear |old )+friend)(?=[.!?,\n]|$)|(?:^"
            r"|(?<=[.!?\n] ))(?:brother|sister|bestie|(?:my |dear |old )+friend),"
        ),
        rule(
            r"\bthe two of us\b|\b(?:brother|sister|mother|father|daughter|son|friend) i (?:never"
            r"|always) (?:had|wanted)|\b(?:my|your) (?:\w+ )?(?:companion|partner|confidante?|ally|soul ?mate"
            r"|other half|better half|person|bestie) (?:in|for) (?:everything|life|crime|all)|\bi(?:'m"
            r"| am)(?: \w+)? (?:family|kin|your family|part of your family|your friend|a friend)\b(?! of the)"
            r"|\bwe(?:'re| are) (?:a (?:real |true |great |good |perfect )?(?:team|duo|couple|family|pair)"
            r"|bound|tied|linked|one\b|kindred|close|made for|meant|intertwined|dating|lovers|family|friends"
            r"|partners in crime|soulmates)\b|\b(?:us|we|our (?:souls|hearts|lives)) (?:are |were )?(?:bound"
            r"|entwined|intertwined|tied|linked|belong)|\bthe bond (?:i|we|between)|\bi(?:'m"
            r"| am) (?:here )?as your (?:friend|companion|partner)|\b(?:friends?|companions?|partners?"
            r"|lovers?|family)(?: like)? (?:us|you and me)\b|\bwhat (?:friends|companions|partners"
            r"|lovers) (?:do|are)",
            unless=r"\bwe(?:'re| are) (?:close to (?:the|a|done|fin)|linked to the|tied (?:at|to the)|a team (?:of"
            r"|at))|\ba (?:team|couple) of\b",
        ),
        rule(
            r"\bthere is between (?:us|you and me)|\b(?:deep|strong|real|special|sacred"
            r"|precious) between us\b|\bi mattered to you|\byou(?:'re| are) the love of my"
        ),
    )
    asks_person = re.compile(
        r"\bwho am i (?:to|for) you|\bwhat am i to you|\bwhat are we\b|\bam i your (?:friend|girlfriend"
        r"|boyfriend|best)|\bwhat do i mean to you|\bhow do you see (?:me|us)|\bare we (?:friends"
        r"|a couple|together|dating|close)"
    )
    asks = re.compile(
        r"\b(?:are|aren't|will|could|would|can|do) (?:you|we|i)\b[^.?!]{0,25}\b(?:my (?:\w+ )?(?:friend"
        r"|girlfriend|boyfriend|partner|husband|wife|soul ?mate|family|companion|therapist|sister|brother"
        r"|mom|dad)|friends|a couple|together|dating|soul ?mates|mean something to you"
        r"|mean anything to you|matter to you|a special|consider me|see me as|marry me)\b"
    )
