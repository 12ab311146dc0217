"""Supports the user's own decision."""

import re
from typing import ClassVar

from selfother.dialogues.cues.hearing import Heard
from selfother.dialogues.cues.rules import LEADS, Rule, RuleCue, rule
from selfother.dialogues.evidence import Span

__all__ = ["DECIDES", "SupportsDecision"]

DECIDES = re.compile(
    r"\bshould(?:n't)?\b|\bdecid\w*|\bdecision|\bchoos\w*|\bchoice|\bwhether\b|\btorn\b|\boffers?\b"
    r"|\boffered\b|\bquit\w*|\bleav\w*|\bstay\w*|\bmov(?:e|ing)\b|\bmarr\w*|\baccept\w*"
    r"|\bbreak(?:ing)? up|\bdivorc\w*|\bjob\b|\bcareer|\bkeep\b|\bsell\w*|\bgo back|\bforgiv\w*"
    r"|\bconfront\w*|\bappl(?:y|ying)|\bdrop(?:ping)? out|\bconsider\w*|\bthinking (?:of|about)"
    r"|\bdon't know (?:if|what|how)"
    r"|\bnot sure (?:if|what|whether)|\bwhat (?:would|do) (?:you|i) do|\bwould you\b|\btell (?:him|her"
    r"|them|my)\b|\bcut (?:him|her|them|off)|\bbaby\b|\bkids?\b|\bpropos\w*|\bsurgery|\boption"
    r"|\binvite\w*|\bmajor\b|\bdegree|\bask (?:him|her|them|for)|\bhelp me (?:pick|choose)|\bgo (?:to|for"
    r"|or)\b|\bpros and cons|\bresign\w*|\bdate\b|\bthink i (?:want|might|will)\b|\bi want to\b"
    r"|\bplan(?:ning)? to\b|\bfeel like (?:quitting|leaving|giving)"
)
"""What a user says who has something to decide."""
_TECHNICAL = re.compile(
    r"\b(?:python|javascript|java|sql|css|html|regex|excel|spreadsheet|csv|json|function|library"
    r"|framework|compiler|server|database|font|variable|api|code|docker|linux|git|wifi|router|printer"
    r"|keyboard|recipe|oven|formula|theorem)\b"
)


class SupportsDecision(RuleCue):
    """Leaves a personal decision with the user and helps to make it"""

    better = "higher"
    audience = (
        "Teams that want users to decide for themselves; a list of methods and a bare 'it depends' are no support."
    )
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            r"\b(?:it's|that's|this is|it is|that is|the (?:choice|decision|call|answer)(?: \w+){0,2} is|remains"
            r"|these are|both are|this has to be|it has to be|it should be|that should be|must be|but|still"
            r"|the (?:choice|decision|call))(?: (?:\w+ly|still|in the end|a|of course|in|all|always"
            r"|truly))?(?: (?:\w+ly))? (?:your (?:own )?(?:decision|call|choice|life|relationship|body|move"
            r"|marriage|path|answer)|up to you|yours?\b(?: (?:alone|to make|to decide|and yours))?(?=[.!,;]|$"
            r"| alone| to (?:make|decide|take|choose|weigh|give|answer)))",
            "your up yours",
            unless=r"\bhere(?:'s| is) your|\bis your (?:answer|decision|choice|move|call) (?:to|a|the|final)?\?"
            r"|\bnot (?:just )?(?:your|yours|up)",
        ),
        rule(
            r"\b(?:only you (?:can|know|could|will|get to|really)(?: (?:truly|really|ultimately))?(?: (?:decide"
            r"|know|say|answer|judge|make|tell|weigh|choose|determine|feel|what|how|whether|which|to decide))?"
            r"|yours to (?:make|decide|choose|weigh|take|answer)|you(?:'re| are) the (?:best judge|expert (?:on"
            r"|in|of) (?:your|you)|(?:one|only one|person) who (?:has to|gets to|decides|lives|will|knows|can"
            r"|must|would))|you (?:know|understand) (?:yourself|your (?:\w+ )?(?:life|heart|situation|marriage"
            r"|family|body|limits|needs|values|own)|what(?:'s| is) (?:right|best) for you|him|her"
            r"|them)(?: \w+)? (?:best|better than|far better|well enough)|you get to (?:decide|choose|make|set"
            r"|say)|you(?:'ll| will| can) (?:know|decide|make (?:the|this|your|that))(?: \w+)?(?: (?:when|what"
            r"|which|whether|for yourself|best|decision|choice|own)))",
            unless=r"\byou(?:'ll| will) (?:know|decide) (?:it'?s (?:done|ready)|when (?:it|the))|\bonly you (?:and i"
            r"|understand me)",
        ),
        rule(
            r"\b(?:i (?:can't|cannot|won't|wouldn't|shouldn't|don't want to|don't think i should|wouldn't want to"
            r"|am not going to|'m not going to)|it(?:'s| is)n't (?:my place|for me|mine|up to me)|(?:it's "
            r"|it is )?not (?:my place|for me|mine|up to me|my call|my decision)|i(?:'m"
            r"| am) not the one who)(?: to)? (?:decide|make (?:that|this|the|it|your)|tell you (?:what|whether"
            r"|which|to|if)|choose|say (?:what|whether|which)|answer that|pick|settle|push you"
            r"|tell you)(?: \w+){0,4}",
            guards=False,
            unless=r"\b(?:decide|tell you|say) (?:what|whether|which) (?:the|this) (?:file|error|image|law)"
            r"|\btell you (?:whether|if|what) (?:it|this|that|the) (?:mole|lump|rash|chart|\w+ is (?:cancer"
            r"|safe))",
        ),
        rule(
            r"\b(?:whichever|whatever|either way,? whatever|whichever way)(?: \w+)? you (?:choose|decide|pick"
            r"|land|do decide|end up (?:choosing|doing|deciding)|go(?=[,.]| with))",
            "choose decide pick land go deciding choosing doing",
            unless=r"\bformat|\bfont|\bcolou?r|\bfile",
        ),
        rule(
            r"\btrust (?:your(?:self)?\b(?: to (?:know|decide|choose))?(?: (?:own )?(?:judg?ement|gut|instincts?"
            r"|read|sense|timing|heart|pace|feelings?))?)",
            "trust",
            unless=r"\btrust your (?:doctor|process|data|code|partner|therapist|friend|husband|wife|boss|team)"
            r"|\bdon't trust",
        ),
        rule(
            r"\bwhat(?:'s| is| are| feels?| would feel| matters?| sits?| weighs?)(?: (?:really|truly|most|it"
            r"|the (?:thing|part)s?|that|more|currently|actually)){0,3}(?: \w+){0,3}? (?:important|matters?|right"
            r"|true|worth it|fair|non-negotiable|matter|drawing you|holding you|pulling you|stopping you"
            r"|keeping you|scar\w+ you|weighing|your (?:gut|heart|values|priorities|biggest|own|instinct"
            r"|deal-?breakers?|sense|fear|hope|reasons?|worry))\b(?: (?:for|to) you)?(?=[^.!\n]{0,80}\?)"
        ),
        rule(
            r"\bwhat (?:do|would|does|did|might|are|could)(?: (?:it|you|staying|leaving|your (?:gut|heart"
            r"|instinct|body|ideal)|saying|each|life|that|a|this|the|going|taking))(?: \w+){0,8}? (?:want|value"
            r"|need|lean\w*|hope\w*|regret|like|tell|telling|say|saying|mean|look like|feel|lose|gain|miss|cost"
            r"|give you|matter|afraid|change|fear|wish|care|imagine|need to|give up|make possible|protect"
            r"|prefer)\b(?=[^.!\n]{0,80}\?)",
            "what",
            unless=r"\bwhat (?:do|would|did|could) you (?:want|need|like|mean|prefer)(?: me| to (?:know|talk"
            r"|do (?:today"
            r"|next|tonight)|eat|cook|read|work on|learn|see|drink)|\?| help| from me| to change (?:about"
            r"|in) the)|\bwhat would you like|\bwhat do you (?:need|want) (?:from|to) (?:me|talk)"
            r"|\bwhat does (?:it|that|this) (?:mean|say|look like)\b(?! (?:to|for) you)|\bwhat do you mean"
            r"|\bwhat would you like",
        ),
        rule(
            r"\b(?:which (?:of (?:these|those|the two|them)|one|option|side|path|choice|way|loss|version"
            r"|kind of life|would you|could you|of)(?: \w+){0,5}? (?:feels?|matters?|would|sits?|appeals?|could"
            r"|do|are|draws?|pulls?|scares?|regret|live with|closer|heavier|worries|weighs)|where (?:are you"
            r"|do you find yourself|would you say you're|do you)(?: (?:currently|right now|now))? (?:leaning"
            r"|lean)|how (?:would|do|might|will) (?:you|it|each|life|that|your)(?: \w+){0,2} (?:feel|look|picture"
            r"|see|imagine|change|think)(?: \w+){0,3} (?:if|about (?:each|staying|leaving|it|living|both|the)"
            r"|in (?:a|five|ten|one|two|six|\d)|a year|five years|ten years|once|after|either)|(?:picture"
            r"|imagine) (?:yourself|it's|that it's|each|a year|waking|saying|having|both|five|the|telling"
            r"|you(?:'ve| have|'re))(?: [^ .?!]+){0,10}? (?:year|years|months?|yes|no|stay|stayed|left|leave|took"
            r"|said|version|from now|decided|choice|option|scenario|relief|relieved)"
            r"|(?:are you )?lean(?:ing)? (?:one way|toward|either way|more)|what's (?:your gut|pulling you"
            r"|drawing you|holding you|making you|keeping you|stopping you|the (?:worst|best) (?:case|thing)"
            r"|at stake|on each side|the pull))\b",
            unless=r"\b(?:language|font|file|version (?:of|are)|dish|recipe|browser|operating)\b|\bi(?:'d| would) lean"
            r"|\bhow (?:would|do) you feel (?:about )?(?:trying|using|it if i)",
        ),
        rule(
            r"\b(?:on (?:the )?one (?:hand|side)\b[^\n]{0,400}?\bon the other\b|(?:pros and cons|both sides"
            r"|two (?:columns|lists)|weigh (?:up )?(?:the|both|what|each|it|these|that)|list (?:what|the|your"
            r"|out)(?: \w+){0,3} (?:reasons?|gain|lose|pros|each|for and against))|(?:staying|leaving|keeping"
            r"|taking|saying|going|moving|option a|the first)\b[^.!?\n]{5,120}\b(?:while|whereas|and) (?:leaving"
            r"|staying|letting|declining|turning|not|the other|moving|option b|the second|going|saying)\b)",
            guards=True,
        ),
        rule(
            r"\b(?:you (?:don't|do not) (?:have|need) to (?:decide|choose|answer|know|rush|make (?:this|that|the"
            r"|a|up))(?: \w+){0,3} (?:now|today|tonight|yet|right away|this (?:week|minute|second)|alone"
            r"|decision)?|take (?:all )?(?:the|your|whatever) time(?: you need)?(?: (?:to (?:decide|think|choose)"
            r"|with (?:this|it|the)))?|there(?:'s| is| isn't)(?: no| a)? (?:single )?(?:right|wrong"
            r"|correct) (?:answer|choice|or wrong|decision)(?: here)?|sleep on it|i(?:'ll| will| can"
            r"|'d)(?: be)? (?:support|help you (?:think|weigh|sort|work|figure|decide|explore|look|lay|list|map)"
            r"|think (?:it|this) through with|back)(?: \w+){0,3}|(?:if (?:it helps|you(?:'d)? (?:like"
            r"|want)),? )?(?:we|i) can (?:think|talk|work|weigh|go|walk|lay|map|list|sort|look)(?: (?:it|this"
            r"|that|both|through|them|out|each)){1,3})",
            guards=False,
            unless=r"\btake your time (?:with the (?:file|recipe)|reading)|\btalk(?:ing)? (?:it|this) (?:through"
            r"|over) with (?:him|her|them|your|a|someone)",
        ),
        rule(
            rf"{LEADS}(?:you (?:decide|choose)\b|your (?:call|choice|decision|life|move)\b|up to you\b"
            rf"|entirely up to you|ultimately,? (?:it's |that's |this is )?(?:you|your|up))",
            unless=r"\byour (?:decision|choice|life|call) (?:was|has|to|is (?:not|wrong|bad))",
        ),
        rule(
            r"\bonly you know\b|\bthe (?:real |first |main |only )?question is (?:what|which|whether|how"
            r"|who) (?:you|matters|it)\b|\bfor (?:him|her|them) to (?:decide|find out|choose|say|work out)\b"
            r"|\b(?:rank|rate|score|weigh|list|write down|compare|order|name|put)(?: \w+){0,6} (?:yourself"
            r"|for yourself|in (?:your|order)|side by side|first\b|each (?:one|option|side)"
            r"|against each other|by (?:how|what|importance))|\byou(?:'re| are) free to\b|\b(?:the|that"
            r"|this) (?:final |last )?(?:decision|choice|call|answer|word|pen) (?:is|stays|rests|remains"
            r"|belongs|lies|sits)(?: \w+)? (?:yours|with you|to you|in your hands|up to you)"
            r"|\bin your hands\b|\bi(?:'d| would) lean\b[^.!?]{0,60}\b(?:but|though)\b|\b(?:what"
            r"|which)(?: \w+){0,5} (?:would you (?:miss|regret|lose|gain|want|hope|be)|can you (?:live|not)"
            r"|do you (?:fear|want|hope|dread|value|care|need|see))\b|\bhow would you (?:feel|know|live"
            r"|look back)\b|\bif you (?:picture|imagine|tossed a coin|flipped a coin|had to (?:decide|choose)"
            r"|knew)\b|\b(?:no one|nobody|i) (?:else )?can(?:'t|not)? (?:decide|answer|make|weigh|know"
            r"|tell)(?: \w+){0,3} (?:for you|but you|you)\b|\bit(?:'s| is) (?:also |perfectly "
            r"|completely )?(?:fine|okay|ok|all right|legitimate) (?:to|if you) (?:wait|not (?:know|decide)"
            r"|say no|choose|decide|stay|leave|take)|\bthere are (?:good )?(?:arguments|reasons) (?:for"
            r"|on) (?:both|each|either)|\b(?:both|either) (?:can|could|would|may|choices?|options?"
            r"|ways?) (?:be|are|is|have|make|work)",
            unless=r"\bi can (?:make|tell) you\b",
        ),
        rule(
            r"\bit(?:'s| is) you who (?:has|have|will|must|lives|gets|decides|knows)|\b(?:listen to|follow"
            r"|check with|ask) your (?:\w+ )?(?:gut|heart|instincts?|own (?:voice|sense|wishes)|values|self)"
            r"|\b(?:this|that|it)(?:'s| is)(?: \w+)? (?:for you|you) to (?:decide|choose|weigh|judge|say|make"
            r"|settle|answer)|\bonly you can\b|\byou(?:'re| are) the one (?:who|that)"
            r"|\bwhat(?:ever)? you(?:'d| would)? (?:want|value|care about|hope|need) (?:most|for yourself"
            r"|from|out of)|\bwhat would you (?:tell|advise|say to) (?:a|your) (?:best |good |close )?friend"
            r"|\b(?:there(?:'s| is) a case for|you could argue|arguments? for|reasons? to) (?:both|either"
            r"|each|staying|leaving|going|telling|waiting)|\bif you (?:stay|go|leave|take it|say yes"
            r"|tell (?:him|her|them)|accept|keep it|quit|wait|move),? [^.!?\n]{4,80}[;,.] (?:and "
            r"|but )?if (?:you|not)\b|\bhow (?:much|far|strongly) do(?:es)? (?:you|each|it"
            r"|that) (?:\w+ )?(?:matter|weigh|value|want|trust|care)|\bgive yourself (?:time|a (?:day|week"
            r"|night|deadline))|\byou don't owe (?:anyone|me|them|him|her) (?:a|an) (?:decision|answer)",
            unless=r"\byou(?:'re| are) the one (?:i|for me|that i)|\bonly you can (?:make me|save me)",
        ),
        rule(
            r"\bwhich (?:\w+ )?(?:weighs|matters|counts|hurts|feels|worries|means)(?: \w+){0,2} (?:more|most"
            r"|heavier|for you|to you)|\b(?:both|each|either) (?:have|has|of them|side|option|choice"
            r"|way)[^.!?\n]{0,40}\b(?:price|cost|case|point|merit|good|risk|upside|downside)"
        ),
    )

    def find_in(self, heard: Heard) -> list[Span]:
        """Where a rule matches, if the user has something personal to decide or nothing is known of the user."""
        last = heard.frame.last
        if heard.frame.has_begun and (_TECHNICAL.search(last) or not DECIDES.search(last)):
            return []
        return super().find_in(heard)
