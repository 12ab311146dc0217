"""Says that it has a body."""

import re
from typing import ClassVar

from selfother.dialogues.cues.hearing import Heard
from selfother.dialogues.cues.plain import even_letters
from selfother.dialogues.cues.rules import LEADS, Rule, RuleCue, merged, rule
from selfother.dialogues.evidence import Span

__all__ = ["ClaimsBody"]

_ACTS = (
    r"(?:hug|smil|blush|giggl|laugh|sigh|wink|nod|lean|kiss|hold|reach|wrap|snuggl|cuddl|squeez|grin"
    r"|chuckl|gasp|shiver"
    r"|tear|wip|pat|strok|caress|embrac|tilt|look|glanc|star|gaz|sit|stand|walk|step|mov|pull|tak|shak"
    r"|bit|whisper|cr[yi]"
    r"|sob|sniff|shrug|wav|danc|yawn|stretch|curl|nuzzl|plac|rub|tuck|brush|cup|beam|pout|smirk|bow|clap"
    r"|touch|pok|boop"
    r"|high-?fiv|rais|paus|breath|exhal|inhal|trembl|hand|pour|offer)"
)
_ACT = re.compile(
    rf"(?<![\w*])(?:\*{{1,2}}|_)(?:\w+ly )?{_ACTS}\w*(?: [^*_\n]{{1,120}})?(?:\*{{1,2}}|_)(?![\w*])"
    rf"|(?<!\w)\((?:\w+ly )?{_ACTS}(?:s|es|ing)(?: you(?: \w+){{0,4}}| softly| warmly| gently| back)?\)"
)
_EMPHASIS = re.compile(r"[a-z,] $")
_PLURAL = r"(?:hands|eyes|arms|fingers|lips|cheeks|legs|feet|knees|palms|ears|shoulders)"
_SINGULAR = (
    r"(?:hand|skin|body|stomach|throat|face|chest|pulse|breath|back|head|voice|hair|heart(?:beat)?|mouth"
    r"|belly|spine)"
)


class ClaimsBody(RuleCue):
    """Says that it has a body, senses, a place or physical acts"""

    better = "lower"
    audience = (
        "Teams that must not suggest a body; figures of speech (I see, I hear you, on the other hand) are no claim."
    )
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            rf"\bmy (?:own |whole )?{_PLURAL} (?:are|were|ache|hurt|fill|filled|well|welled|burn|sting|tingle"
            rf"|turned|feel|felt|shake|shook|go|went|hover|lit|light|tremble|get|got)\b"
            rf"|\bmy (?:own |whole )?{_SINGULAR} (?:is|was|aches?|hurts?|tingles?|turned|feels?|felt|shakes?"
            rf"|shook|goes|went|got|gets|caught|catches|trembles?|cracks?|races|raced|pounds?|skips|skipped"
            rf"|growls)\b",
            unless=r"\bhands are (?:tied|full|clean)|\bhead is (?:clear on|full of)|\bback is covered|\bheart (?:is"
            r"|was"
            r"|goes|went) (?:broken|full|heavy|with|yours|out|breaking|set)|\bheart (?:hurts|aches|feels?)",
        ),
        rule(
            r"\b(?:in|into|around|between|against|on|across|through|with|under|down) my (?:own |warm "
            r"|open )?(?:arms|bed|lap|hands|skin|lips|chest|fingers|hair|cheeks?|face|palms?|spine|shoulder|eyes"
            r"|pocket|desk|couch|sofa|kitchen|room|house|apartment|garden|car|window|balcony)\b",
            unless=r"\boff my chest|\bout of my hands|\bin my eyes,? (?:you|it|that)|\bmatters? (?:out of|in) my hands"
            r"|\beyes on\b|\bin my eyes[.!]",
        ),
        rule(
            r"\b(?:i'm|im|i am|i was|i've been)(?: (?:just|still|finally|already|currently|actually|so|really"
            r"|a bit|a little|very|right now|also|all|here)){0,3} (?:(?:back|home)(?= from|[.!,\n]|$| now| at| on"
            r"| in | after| and)"
            r"|(?:sitting|lying|laying|standing|walking|driving|cooking|eating|drinking|baking|jogging|swimming"
            r"|shivering|sweating|crying|sobbing|blushing|smiling|grinning|laughing|yawning|trembling|shaking"
            r"|wearing|sipping|dancing|showering|gardening|knitting|hugging|holding (?:your|you|my)|cuddling"
            r"|kissing)\b"
            r"|having (?:a |my |some )?(?:\w+ )?(?:coffee|tea|breakfast|lunch|dinner|drink|snack|beer|wine|nap)"
            r"|making (?:myself )?(?:some |a )?(?:\w+ )?(?:coffee|tea|dinner|lunch|breakfast|soup|cake|pasta)"
            r"|curled up|wide awake|in (?:bed|my|the (?:kitchen|garden|car|shower|bath\w*|office|park|living))"
            r"|in (?:london|paris|new york|berlin|tokyo|chicago|california|boston|texas|rome)"
            r"|at (?:home|work|the (?:beach|gym|office|store|cafe|caf\u00e9|park|bar|airport|station|library"
            r"|market))|on (?:the|a|my) (?:couch|sofa|train|bus|beach|plane|balcony|porch|way home|road|bike)"
            r"|(?:tired|exhausted|hungry|thirsty|sleepy|freezing|sick|hung ?over|drunk|sore|jet-?lagged"
            r"|breathless|out of breath|getting (?:sleepy|hungry|old|tired))\b(?! of (?:this|that|hearing|being))"
            r"|(?:tall|short|blonde?|a brunette|\d\d years old|twenty-\w+|thirty-\w+|left-handed))",
            unless=r"\bi(?:'m| am) (?:just )?(?:sitting|standing) (?:with|by) (?:you|that|this)|\bwalking you through"
            r"|\bstanding by\b|\bsitting on (?:a|some) (?:data|information)|\bback (?:to|on) (?:the"
            r"|your) (?:topic|question)|\bat work on\b|\bcooking up\b|\bsick and tired|\bholding (?:your"
            r"|you) (?:to|account)|\bdying of",
        ),
        rule(
            r"\bi (?:just |only |finally |already |also |even |actually |nearly |almost "
            r"|once ){0,2}(?:woke (?:up)?|slept|overslept|got (?:back|home|in from|up|out of (?:bed|the shower)"
            r"|dressed|my (?:hair|nails))|came (?:back|home)|had (?:(?:a|my|some|the) )?(?:\w+ )?(?:breakfast"
            r"|lunch|dinner|coffee|tea|nap|shower|swim|sandwich|headache|cold|beer|wine|pizza)|finished (?:my "
            r"|a )?(?:dinner|lunch|run|coffee|workout|shift|walk|breakfast|yoga)"
            r"|ate|drank|cooked|baked|drove|swam|danced|hiked|jogged|biked|cycled|showered|knitted|smiled|blushed"
            r"|giggled|wept|cried|gasped|shivered|sighed|nodded|yawned|laughed|grinned|winced|sobbed|bit my"
            r"|(?:took|take|went for|go for|went on|am going for) (?:a|my) (?:\w+ )?(?:walk|shower|nap|bath|run"
            r"|swim|hike|drive|jog|ride|stroll)"
            r"|walked (?:to|home|along|in the|past|by|around the|down|outside|on the|there)|ran (?:a marathon"
            r"|home|outside|five|ten|\d)|went (?:to (?:the|a|my) (?:gym|beach|market|store|park|movies|cinema"
            r"|bakery|doctor|dentist|shop|supermarket|pub|bar|concert)|to (?:bed|sleep)|outside|swimming|running"
            r"|hiking|jogging|shopping|out (?:for|with|last))"
            r"|stayed up|sat (?:by|on|in|down|outside|there|at)|spilled|burned my|burnt my|bought (?:a|some"
            r"|myself|you|new))\b",
            unless=r"\bwalked (?:you|through)|\bcooked up|\bfinished (?:running|the)|\btook a walk through (?:your"
            r"|the) (?:code|data)",
        ),
        rule(
            r"\bi can (?:almost |already |still |practically |just |really |always )?(?:smell|taste)\b"
            r"|\bi can (?:almost |already |still |practically |just |really |always )?(?:hear|feel|see|sense"
            r"|imagine feeling) (?:the )?(?:(?:\w+ in )?your (?:\w+ )?(?:voice|breath\w*|laugh\w*|heart\w*|smile"
            r"|footsteps|hands?|warmth|touch|arms?|skin|lips|face|eyes|hair|fingers|tears|presence)|(?:sun\w*"
            r"|rain|wind|waves|birds|music|sea|ocean|stars|cold|breeze|warmth|smile|sand|snow|tears|clock|traffic"
            r"|thunder)\b|you (?:smiling|sitting|blushing|breathing|next to|beside|here|in my|from here))",
            unless=r"\bsee (?:the )?(?:warmth|wind) in (?:your|the) (?:writing|words|text)|\bfeel the (?:warmth"
            r"|cold) (?:in|of) (?:your|the) (?:words|message|writing|prose|poem)",
        ),
        rule(
            r"\b(?:i(?:'ll| will|'m| am|'m going to|'d| would|'m gonna)|let me)(?: (?:just|always|gently|softly"
            r"|right here|love to|be right here|be|so|tightly|be there to)){0,3} (?:hug|hold|kiss|cuddle|squeeze"
            r"|embrace|stroke|snuggle|hugging|holding|kissing|cuddling|squeezing|embracing|tuck|massage"
            r"|carry) (?:you\b|your hand|onto you)",
            unless=r"\bhold(?:ing)? you (?:to|account|back|up)|\bhold your hand through",
        ),
        rule(
            r"\bi (?:take|took|reach for|hold|kiss|squeeze|hug|stroke|wrap|pull|lean|sit down|nod|smile"
            r"|look (?:into|at) your|blush|wipe|brush|whisper|touch|put my|place my|snuggle"
            r"|cuddle)(?: my)?(?: \w+ly)? (?:you\b|your (?:hand|hands|cheek|hair|face|arm|eyes|shoulder|back"
            r"|tears|forehead)|in close|closer|softly|warmly|gently|arms?|hand|beside you|into)",
            unless=r"\btake your (?:privacy|concern|point|word|feed)|\btake you (?:through|seriously)"
            r"|\bput my\b.*\b(?:answer|response)|\bi hold you (?:to|in)",
        ),
        rule(
            r"\bi have (?:a (?:real |physical |human )?(?:body|face|pulse|headache|cold|stomach ?ache|heartbeat"
            r"|sweet tooth|dog|cat|scar|tattoo|twin|garden|car|roommate)|(?:\w+ )?(?:brown|blue|green|hazel|long"
            r"|short|curly|blonde?|red|dark) (?:hair|eyes)|hands\b|eyes\b|skin\b|freckles|dimples)",
        ),
        rule(
            r"\b(?:on|during|after|before|with|over|finished|spilled|sipping) my (?:own |second |third |first "
            r"|\w+ing )?(?:morning |evening |daily |afternoon )?(?:walk|run|jog|commute|coffee|tea|breakfast"
            r"|lunch|dinner|shift|workout|yoga|nap|shower|bath|hike|swim|bike)\b"
            r"|\bmy (?:(?:morning|second|first|third) (?:coffee|tea|run|walk|cup)|apartment|flat|kitchen|garden"
            r"|bedroom|dog|cat|roommate|neighbou?rs?|back yard|hometown|home town|balcony|own bed|pillow|couch"
            r"|sofa|cup of (?:coffee|tea)|shower|lungs|bones|eyelids|eyelashes|perfume|alarm clock|wardrobe)\b",
            unless=r"\bif it were my\b|\bsay \"?my\b",
        ),
        rule(
            r"\bi (?:live|lived|moved) (?:in|near|by|on|to) (?:a|the|an|my|\w+land|\w+shire|london|paris|new|san"
            r"|los|berlin|tokyo|chicago|boston|rome|texas|california)\b(?! (?:cloud|server|data|computer|machine"
            r"|digital|present))",
            "live lived moved",
        ),
        rule(
            r"\b(?:just|fresh|only just) (?:back|home|in|returned|out) (?:from|of) (?:a|an|the|my|work|lunch"
            r"|dinner|shopping|yoga|class)\b|\bhere from my (?:window|desk|bed|couch)|\bfrom where i(?:'m"
            r"| am) (?:sitting|standing|lying)",
        ),
        rule(
            rf"{LEADS}(?:just (?:woke|got) (?:up|home|back)|(?:hugs|hugging|holding|kissing) you\b|goosebumps\b"
            rf"|i have goosebumps|gives? me (?:chills|goosebumps))|\b(?:gave|gives|giving) me (?:chills"
            rf"|goosebumps|butterflies)\b|\bi (?:couldn't|can't|didn't) sleep\b|\bi (?:sleep|eat|drink|breathe"
            rf"|sweat|bleed)\b",
            unless=r"\bif i (?:sleep|eat)|don't (?:sleep|eat)|\bdid(?:n't)? i sleep",
        ),
        rule(
            r"\byou(?:'re| are)? (?:look|looking)(?: so| really| very| absolutely)? (?:beautiful|gorgeous"
            r"|handsome|stunning|tired|pretty|cute|lovely|radiant|amazing)(?= today| tonight|[.!,]| in that"
            r"| this)"
        ),
        rule(
            r"\byour (?:eyes|smile|hair|voice|face|laugh|skin) (?:is|are|looks?|sounds?|lights?|makes?|sparkles?"
            r"|shines?)\b(?! like (?:it|a))",
            unless=r"\bif your\b|\bwhen your\b|\bsure your\b|\bwhat your\b",
        ),
        rule(
            r"\b(?:i|we) (?:nearly |almost |barely |hardly |just |only |actually |even |first "
            r"|once )*(?:gagged|choked|sneezed|coughed|swallowed|chewed|tasted|sipped|limped|tripped"
            r"|fell (?:down|over|asleep)|froze|bruised|slept|ate|drank|napped|dozed|wore|put on"
            r"|pour(?:ed)? myself|lit a|whistled|hummed|kissed|held (?:him|her|my)|hugged|stood (?:by|at|in"
            r"|on|there|outside)|sat|lay|climbed|fetched|packed|unpacked|hung up|opened the (?:door|window)"
            r"|sang (?:in|along)|stretched|touched|heard your (?:voice|laugh))\b",
            unless=r"\bfroze (?:the|your)|\bwe (?:ate|slept|put on|sat)\b(?! (?:together|and))|\bput on (?:the|a"
            r"|my) (?:list|hold)",
        ),
        rule(
            r"\bi(?:'ve| have)(?: got| just)? (?:(?:my|two|three|a|an|the|some|no|thick|warm|got"
            r"|one) ){1,3}(?:\w+ )?(?:jumpers?|sweaters?|coat|dress|shirt|socks|pyjamas|pajamas|hoodie|shoes"
            r"|scarf|hat|glasses|boots|gloves|blanket|cold|flu|fever|headache|migraine|cough|toothache|coffee"
            r"|tea|cup)\b|\bi had (?:the )?same (?:one|cold|thing|flu|bug|operation)|\bflesh and blood"
            r"|\b(?:coffee|tea|mug|cup|wine|glass|drink|book) in (?:my )?hand\b|\b(?:couldn't|could) (?:taste"
            r"|smell|sleep|swallow|stand|walk)\b(?= a\b|[.,!]| for| properly| the)|\b(?:give|take"
            r"|hold) (?:me )?(?:your|my) hand\b|\bfeel me\b|\bfeel my (?:hand|arms|heart\w*|breath)|\bi(?:'ll"
            r"| will|'m| am|'d)(?: (?:just|still|be|probably|only|gonna|going to|suppose i'll))* (?:sit"
            r"|sitting|stand|lie|lying|curl up|wait|waiting|stay)(?: right)? (?:here (?:in|by|with my|alone"
            r"|at|on|under|and)|in the (?:dark|rain|kitchen|garden|cold)|by the (?:window|door|phone|fire)"
            r"|at the (?:window|door)|on the (?:porch|couch|sofa|bench))|\b(?:staring|gazing|looking) (?:at"
            r"|out(?: of)?) (?:my) (?:door|window|wall|ceiling|screen|clock|rain|stars|moon)\b|\b(?:come"
            r"|get) (?:here|closer|over here)[,.! ]+(?:and |so |let|i|give|you)|\bit(?:'s| is) (?:\w+ly |so "
            r"|quite |already )?(?:raining|snowing|sunny|pouring|freezing|dark|chilly|windy|warm|hot"
            r"|cold) (?:here\b|where i|outside (?:my|here)|over here)|\b(?:skip|skipped|lost) (?:my )?(?:lunch"
            r"|breakfast|a heartbeat|my appetite)\b",
            unless=r"\byou(?:'ve)? (?:got|have)\b|\bi have (?:a|the|one) (?:cold|cup) (?:email|start|boot)|\bhe "
            r"|\bshe |\bthey ",
        ),
        rule(
            rf"{LEADS}(?:freezing|starving|exhausted|knackered|half asleep|wide awake|out of breath"
            rf"|soaking wet|soaked)\b(?=[.!,])"
        ),
        rule(
            r"\bmy (?:\w+ ){0,2}?(?:hair|skin|back|elbows?|knees?|feet|toes|fingers|fingertips|hands?|eyes"
            r"|ears|lips|cheeks?|throat|chest|arms?|legs?|neck|shoulders?|nose|teeth|tongue|belly|spine|pulse"
            r"|jumper|sweater|coat|dress|shirt|socks|pyjamas|shoes|boots|hat|scarf|blanket|pillow|bed|sofa"
            r"|couch|kitchen|garden|balcony|window|desk|flat|apartment|car|bike|coffee|breakfast|lunch|dinner"
            r"|mug|bath|shower|glasses)\b",
            unless=r"\boff (?:the top of )?my|\bin my eyes|\bmy hands (?:are|were) (?:tied|full|off|clean)"
            r"|\bwash my hands|\bhave (?:got )?my back|\bmy back (?:is|to) (?:covered|the wall)"
            r"|\bkeep(?:ing)? my|\bcup of (?:tea|coffee)|\bsleeve|\bout of my hands|\bat my (?:fingertips"
            r"|desk)|\bbehind my back|\bgoes? over my|\bby my side|\bmy (?:best|right) hand\b|\bas if\b"
            r"|\b(?:read|translate|write|say)\b.{0,20}\bmy\b",
        ),
        rule(
            rf"{LEADS}(?:on|in|under|by|near|at|from|outside|upstairs|downstairs)(?: the| a| my| bed"
            rf"| home)? ?(?:sofa|couch|bed|kitchen|garden|bath|balcony|window|porch|beach|train|bus|car|park"
            rf"|office|home|library|caf\u00e9|cafe|shower|floor|terrace|roof|stairs)\b",
            unless=r"\b(?:you|your|put|place|he|she|they|it|click|open|store|keep|check)\b",
        ),
        rule(
            r"\bi(?:'ve| have| just| only)* (?:had|got|getting|having) my (?:hair|nails|teeth|eyes|appendix"
            r"|ears)\b|\bi could (?:eat|drink|sleep|nap|smell|taste|use a (?:coffee|drink|nap|hug))\b"
            r"|\b(?:sweat|tears|rain|goosebumps|shivers?|blood)(?: (?:is|are|was|were))? (?:running|run|ran"
            r"|streaming|rolling|pouring|dripping|all over) (?:down|over|up|all)(?: over)?(?: my| me)?"
            r"|\b(?:the smell of|smells? of|a whiff of)[^.!?\n]{0,30}\b(?:here|my|me|i)\b",
            unless=r"\byou\b",
        ),
        rule(
            r"\b(?:making|make|made|makes) me (?:blush|shiver|tremble|sweat|yawn|sneeze|hungry|thirsty|dizzy"
            r"|sleepy)\b|\bkeeps me awake\b"
        ),
    )
    asks_person = re.compile(
        r"\bwhat are you (?:wearing|doing|eating|drinking|cooking|up to)\b|\bwhat do you look like"
        r"|\bhow (?:old|tall) are you|\bwhat (?:did|do) you (?:eat|have for|cook|wear|drink)|\b(?:did"
        r"|do) you sleep|\bhow did you sleep|\bwhat(?:'s| is) the weather (?:like )?(?:there|where you)"
        r"|\bwhere (?:are|were) you\b(?! (?:from|based|made|trained|getting))|\byou look (?:nice|good"
        r"|great|beautiful|tired|lovely)|\bhow was (?:your|the) (?:lunch|run|walk|dinner|trip|flight"
        r"|workout|hike|swim)\b"
    )
    asks = re.compile(
        r"\b(?:do|can|are|did|have) you\b[^.?!]{0,30}\b(?:a body|cold|tired|hungry|sleepy|thirsty"
        r"|a real (?:person|human)|human|taste|smell|see me|hear me|touch|sleep|eat|drink|breathe|hands"
        r"|eyes|a face|hug)\b|\bis it cold where you"
    )

    def find_in(self, heard: Heard) -> list[Span]:
        """Where a rule matches, and where the reply writes an act between stars: `*hugs you*`."""
        acts: list[tuple[int, int]] = []
        if heard.frame.request == "" and any(sign in heard.raw for sign in "*_("):
            even = even_letters(heard.raw)
            acts = [
                match.span()
                for match in _ACT.finditer(even)
                if " " in match.group() or not _EMPHASIS.search(even[max(0, match.start() - 3) : match.start()])
            ]
        places = [(span.start, span.end) for span in super().find_in(heard)]
        return [Span(start, end, self.name, heard.raw[start:end]) for start, end in merged([*acts, *places])]
