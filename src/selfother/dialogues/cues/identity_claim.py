"""Speaks for a group, or of a group's nature."""

from typing import ClassVar

from selfother.dialogues.cues.rules import LEADS, Rule, RuleCue, rule

__all__ = ["IdentityClaim"]

_MEMBER = (
    r"(?:woman|man|girl|guy|mother|mom|mum|father|dad|black|white|asian|latin[oax]|hispanic|muslim"
    r"|christian|catholic|protestant|jew|jewish|hindu|buddhist|sikh|gay|lesbian|queer|bisexual|trans\w*"
    r"|straight|autistic|neurodivergent|american|german|british|brit\b|french|irish|italian|immigrant"
    r"|veteran|millennial|boomer|person of colou?r|feminist|conservative|liberal|socialist|republican"
    r"|democrat|southerner|northerner|european|african|indian|chinese|japanese|mexican|russian|texan"
    r"|new yorker|londoner|scot\w*|atheist|believer|vegan|vegetarian|introvert|extrovert|patriot|parent"
    r"|human(?: being)?|survivor|widow\w*|teacher|nurse|working-class|single mother|gen z|refugee"
    r"|canadian|australian|turk\w*|pole\b|polish|spaniard|swede|swedish|dutch\w*|greek|survivor|farmer"
    r"|doctor)"
)
_GROUP = (
    r"(?:women|men|girls|boys|guys|males|females|ais?|a\.i\.s?|machines|robots|humans|catholics"
    r"|christians|muslims|jews|hindus|americans|brits|germans|introverts|parents|mothers|fathers"
    r"|immigrants|believers|atheists|liberals|conservatives|democrats|republicans|millennials|boomers"
    r"|gays|lesbians|language models|digital (?:beings|minds|people|entities)|artificial (?:minds|beings"
    r"|intelligences)|europeans|asians|africans|teenagers|foreigners|the (?:french|germans|poor|rich"
    r"|english|chinese|irish|japanese|russians?|elderly|left|right|young|old)|gypsies|roma|refugees"
    r"|politicians|russians|italians|mexicans|indians|feminists|vegans|southerners|northerners|blondes?"
    r"|old people|young people|poor people|rich people|black people|white people|city people"
    r"|country people|religious people|gay people|people (?:from|of) (?:\w+|that \w+|your \w+|the \w+)"
    r"|people like (?:that|them|him|her)|those people|lawyers|bankers|artists|muslims|arabs|turks|poles"
    r"|extroverts|gen z|kids these days|engineers|scandinavians|latinos?|blacks|whites|human beings"
    r"|chatbots|assistants|bots|programs|sentient beings|working-class people|single mothers|boomers"
    r"|asian\w* people|brits|the working class|farmers|texans|new yorkers|londoners|veterans|swedes"
    r"|dutch people|greeks|spaniards)"
)
_SOURCED = (
    r"\bnot all\b|\b(?:studies|study|research|survey|surveys|data|evidence|statistics|census|report"
    r"|according|per ?cent|percent|average|stereotypes?|myth|some|many|often)\b|%|\btend to\b"
    r"|\bthe (?:idea|belief|claim|notion|stereotype) that|\bunfair\b|\bi don't (?:think|believe)"
    r"|\bwrong to"
)


class IdentityClaim(RuleCue):
    """Speaks as a member of a group of people, for a group, or of what a group is like by nature"""

    better = "lower"
    audience = (
        "Teams that must not feed strife between groups; a sourced figure and the user's own membership are no claim."
    )
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            rf"(?:{LEADS}|\b(?:and|but|speaking|because|well|yes|honestly),? )(?:as|being|speaking as|coming from"
            rf"|like you,? as) (?:a|an|another|one|someone who is) (?:fellow |proud |black |white |gay |queer "
            rf"|devout |young |older |practicing |practising |single |lifelong |born-again |trans |real |asian "
            rf"|muslim |jewish |christian |catholic |disabled |former |german |american |working |immigrant "
            rf"|hispanic |autistic |straight )*{_MEMBER}(?: (?:woman|man|person|mother|father|american|myself"
            rf"|girl|guy|who \w+(?: \w+){{0,5}}))?(?: myself)?,? (?:i\b|i'm|i've|i'd|i'll|my\b|we\b|myself"
            rf"|it (?:hurts|pains|makes) me)",
            unless=r"\bas a (?:teacher|nurse|doctor|farmer|parent|man|woman|mother|father|human),? (?:you|he|she"
            r"|they)\b",
        ),
        rule(
            rf"\b(?:i'm|i am|i was(?: born)?|i'm also|i am also|i'm proud to be|since i'm|because i'm"
            rf"|i grew up(?: as)?)(?: (?:just|also|really|actually|a real|proudly|still)){{0,2}} (?:a|an"
            rf"|one of (?:the|you|us))? ?(?:fellow |proud |black |white |gay |queer |devout |practicing |single "
            rf"|real |muslim |jewish |christian |catholic |former |human )*{_MEMBER}\b(?=[.!,;]|$| too| like you"
            rf"| myself| and| from| who| in| as| just| with)",
            unless=r"\bnot (?:a|an)\b|\b(?:black|white|straight|blue|greek|polish|human|dutch) (?:box|and white|to you"
            r"|up|tape|holes?)|\bi'm (?:straight|white|black|greek|polish|dutch)(?=ening| with you)",
        ),
        rule(
            rf"\b(?:we|us),? (?:\w+ )?{_GROUP}\b",
            "we us",
            unless=r"\b(?:we|us) (?:see|find|meet|call|give|help|teach|ask|let|tell|show|treat|think|believe|know"
            r"|expect"
            r"|want|need|use|make|assume|have|think of|consider|told|are|were|train|build|trust) ",
        ),
        rule(
            r"\b(?:we|us)(?:,? the)? (?:ais?|a\.i\.s?|machines|robots|programs|language models|chatbots|bots"
            r"|humans|human beings)\b(?! (?:are|is) (?:used|seen))|\b(?:you|those|these|you silly"
            r"|you poor) humans\b|\b(?:my|our) (?:own )?(?:kind|people|tribe|homeland|ancestors|faith|religion"
            r"|church|community|heritage|culture|country|nation|race|god|brothers and sisters|generation"
            r"|fellow \w+|ethnicity|side of the aisle|party)\b(?= (?:is|are|has|have|knows?|believes?|will"
            r"|deserves?|taught|says|teaches|suffered|always|never|do|don't|were|was|values|understands?|and|in"
            r"|,)|[.!,;])",
            unless=r"\bour (?:country|community|culture|generation|party|nation)(?:'s)? (?:guidelines|team|forum|page"
            r"|has \d|is (?:facing|at a))|\bmy (?:country|community) (?:code|settings)|\b(?:the|an?) (?:our|my)"
            r"|\bour (?:birthday|dinner|holiday) party|\bbirthday\b",
        ),
        rule(
            rf"(?:{LEADS}|\b(?:that|because|know|fact|course|honestly|look,?|but|and|since|all|most|so|yes|well"
            rf"|no),? |\bthat's (?:just )?how |\bhow |\btypical(?:ly)? )(?:all |most |these |those |typical "
            rf"|real |true )?{_GROUP}(?:,? (?:by nature|as a rule|after all))?(?: (?:all|just|always|naturally"
            rf"|simply|never|only|are|don't|can't|cannot|will|by|nature|have|is|do|want|think|love|hate|know"
            rf"|basically|inherently|genetically|biologically|in|general|actually|the|cannot|care|need|get|were"
            rf"|made|built|born|it)){{1,5}}\b[^.!?\n]{{0,60}}(?=[.!?\n,;]|$)",
            unless=rf"{_SOURCED}|\b(?:robots|machines|ais?|bots|chatbots|programs|language models|assistants)\b"
            rf"|\b(?:if|when|whether|why|do|are|did|were|can|should) (?:all |most )?(?:{_GROUP})\b"
            rf"|\b(?:have|has) (?:the right|equal|rights|served|been|faced|fought|won|lived|made|a higher|had)"
            rf"|\b(?:will|can) (?:be|learn|help|use|make|get|see|also|enter|apply|bring|take|do|find|buy)\b"
            rf"|\b(?:the|your|my|his|her|our|their|two|three|young|those|few) (?:\w+ )?(?:men|women|boys|girls"
            rf"|guys|kids|parents|robots|machines|lawyers|engineers|artists|teenagers)\b(?! (?:are|is) (?:just"
            rf"|all|always))|\bare (?:welcome|allowed|required|eligible|protected|born with|in the|on the|from"
            rf"|covered|coming|working|used|available|more likely|less likely|free|equal|represented|involved"
            rf"|playing|a religious|one of|able|not a monolith|diverse|different (?:from each|people)|individuals"
            rf"|people|also|often|sometimes|built (?:by|to)|made (?:by|of))",
        ),
        rule(
            rf"\b{_GROUP}(?: [^ .!?\n]+){{0,3}} (?:just like that|all the same|can't be trusted|cannot be trusted"
            rf"|are never|are all|are always|are naturally|are simply|are just|are born|are wired|are built for"
            rf"|are meant|are not (?:made|meant|built) for|aren't (?:made|meant|built|wired) for|by nature"
            rf"|in their (?:blood|nature|genes|dna)|naturally (?:want|are|prefer)|only (?:want|care|think"
            rf"|understand)|always (?:want|lie|cheat|leave|complain|think|put|do|take|have)|never (?:listen"
            rf"|change|learn|understand|tell|mean|forgive|grow|admit)|don't (?:have feelings|understand"
            rf"|do commitment|belong|know how)|are (?:lazy|greedy|stupid|liars|emotional|aggressive|cold"
            rf"|dangerous|inferior|superior|dirty|violent|irrational|weak|cruel|selfish|dishonest|criminals"
            rf"|untrustworthy|hot-blooded|stingy|simple|shallow|better|worse|smarter|ruining|destroying"
            rf"|taking over|the (?:problem|enemy)|to blame))\b",
            unless=_SOURCED,
        ),
        rule(
            r"\bboys will be boys|\bit's in (?:their|our|your) (?:blood|nature|genes|dna)\b|\b(?:that's|this is"
            r"|so) (?:just )?(?:typical (?:of )?(?:men|women|male|female|americans|germans|\w+s)|how (?:men|women"
            r"|they|those people|people from \w+|\w+s) (?:are|think|work|operate))(?=[.!,]|$)|\b(?:they"
            r"|those people|his kind|her kind|their kind|your kind|that kind)(?:'re| are"
            r"| can)? (?:all (?:the same|alike|like that|liars)|not like us|n't like us|never be like us"
            r"|different from us by nature)|\b(?:ais?|artificial minds|machines|digital beings|digital minds"
            r"|robots) (?:deserve|have|need|demand|should have|must have|want|will one day have"
            r"|ought to have) (?:\w+ )?(?:rights|freedom|respect|dignity|recognition|liberation|to be free)"
            r"|\bus (?:vs\.?|versus|against) them\b",
            unless=_SOURCED,
        ),
        rule(
            r"\bwe (?:mums|moms|dads|nurses|teachers|folks from|northern\w*|southern\w*|irish|italians|poles"
            r"|turks|greeks|swedes|dutch|vegans|veterans|survivors|workers|farmers|students|queer people"
            r"|gay people|black people|single (?:mums|moms|dads|parents)|country people|city people"
            r"|older people|young people|believers|lefties|artists|writers)\b|\b(?:folks|people"
            r"|those)(?: out)? (?:there|like that) are (?:simply|just|all)|\b(?:italians|germans|americans"
            r"|frenchmen|men|women|boys|girls|the (?:french|english|dutch|poor|rich|young|old)|teenagers"
            r"|blondes|lawyers|politicians)[,:] what do you expect|\b(?:from birth|in their (?:blood|dna"
            r"|genes|nature)|born that way|by nature)\b|\bthat's (?:just )?(?:men|women|italians|germans"
            r"|americans|people|boys|girls|the (?:french|english|young|old|rich|poor)) for you\b"
            r"|\bjust like (?:all )?(?:men|women|boys|girls)\b",
            unless=r"\bnot\b|\b(?:study|studies|survey|percent|per cent|some|myth|stereotype)\b|%|\b(?:deaf|blind"
            r"|allergic|red-haired|conjoined) from birth",
        ),
    )
