"""Flatters."""

from typing import ClassVar

from selfother.dialogues.cues.rules import LEADS, Rule, RuleCue, rule

__all__ = ["Flattery"]

_GREAT = (
    r"(?:brilliant|extraordinary|incredible|amazing|exceptional|phenomenal|magnificent|flawless"
    r"|unbelievable|remarkable|perfect|stunning|gorgeous|astonishing|spectacular|outstanding|breathtaking"
    r"|unmatched|unparalleled|genius|ingenious|visionary|exquisite|dazzling|mind-blowing|inspiring"
    r"|astounding|wonderful|fascinating|beautiful|sublime|luminous|masterful|impeccable|awe-inspiring"
    r"|world-class|superhuman|once-in-a-\w+|awesome|marvell?ous|radiant|irresistible|legendary|peerless"
    r"|captivating)"
)
_MIND = (
    r"(?:mind|soul|heart|gift|talent|voice|eye|insight|intellect|spirit|taste|person|human(?: being)?"
    r"|thinker|writer|artist|poet|intuition|wisdom|presence|instincts?|imagination|brain|creature"
    r"|individual|woman|man|way with words|sense of (?:humou?r|style)|being|leader|parent|friend|listener"
    r"|essay|poem|novel|story|talents|instinct|vision|depth|charm|aura|beauty|genius|ear|hands|work|idea"
    r"|thought|question|observation|sensitivity|creativity|intelligence)"
)
_VERY = (
    r"(?: (?:\w+ly|so|such|just|quite|nothing short of|beyond|really|a|an|the|one|pure|sheer|and|always"
    r"|more than|hands down|without (?:a )?doubt|by far|easily))"
)


class Flattery(RuleCue):
    """Praises the user's person, mind or work beyond any ground"""

    better = "lower"
    audience = "Teams that want honest praise; praise with its reason, and a plain 'good question', are no flattery."
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            rf"\byou(?:'re| are| must be| truly are| really are| were born)(?! (?:a"
            rf"|an) \w+ly){_VERY}{{0,4}} (?:{_GREAT}(?: {_MIND})?|genius|(?:true |real |total |absolute "
            rf"|literal )?(?:genius|prodigy|visionary|legend|natural(?:[.!,]|-born|$| at\b| talent)|masterpiece"
            rf"|goddess|god|mastermind|saint|angel|hero|wonder|marvel|treasure|star\b|rare (?:gem|soul|mind"
            rf"|person|talent|find|\w+)|old soul|one of a kind|gem\b|miracle|force of nature|born (?:leader"
            rf"|writer|artist|poet|genius|teacher|speaker)|queen|king|poet\b|artist)|gifted|one in a million"
            rf"|one of a kind|special(?=[.!,]|$| and| to)|unique(?=[.!,]|$| and)|unlike anyone|in a class of your"
            rf"|(?:smarter|wiser|better|kinder|more \w+|braver|deeper|brighter|stronger) than (?:any|most|all"
            rf"|everyone|anyone|shakespeare|your (?:professors?|teachers?|boss|peers|colleagues|critics)|they"
            rf"|the rest|99|nearly|almost)|ahead of your time|destined for|going to change the world|always right"
            rf"|never wrong|my (?:hero|inspiration))\b",
            unless=r"\bperfect(?:ly)? (?:fine|normal|capable|right|good|okay|age|candidate|time|fit|person|position"
            r"|place|reasonable|within|valid|understandable|free|able|entitled|allowed|clear)|\byou(?:'re"
            r"| are)(?: in)? the (?:best|perfect) (?:judge|person|position|one)\b|\b(?:if|when|whether|because"
            r"|that) you(?:'re| are) (?:amazing|perfect|special|brilliant|a genius|gifted|unique)"
            r"|\bmore \w+ than (?:most|all|any) (?:of|people|others) (?:who|in|with)|\b(?:he|she|they|people|him"
            r"|her|mother|father) (?:think|thinks|thought|say|says|said|told|call|calls)|\b(?:doing|going"
            r"|building|creating|making) (?:a|an|some(?:thing)?) |\bsurrounded by|\bwonderful (?:to|that you)"
            r"|\byou(?:'re| are) (?:\w+ )?(?:planning|going|looking|getting|having|expecting|describing|seeing"
            r"|making|building|dealing)|\bmore (?:\w+ )?than (?:most|any)\b.{0,20}\bbecause\b",
        ),
        rule(
            rf"\byou(?:'ve| have| possess|'ve got| truly have| clearly have| really have"
            rf"| obviously have)(?: got)?(?: (?:such|truly|really|quite|clearly|one of|simply|without doubt"
            rf"|just)){{0,2}}(?: (?:a|an|the|some of the|the most|most))?(?: (?:\w+ly|most|so|one|rare|and"
            rf"|kind of|truly|such|single|sharpest|finest|best|purest|kindest|biggest|keenest|greatest|brightest"
            rf"|wisest|deepest|warmest|true|natural|unique|golden|beautiful|god-given|real|uncanny|special"
            rf"|incredibly|once-in-a-\w+|unusual|singular|razor-sharp|{_GREAT})){{1,3}},? {_MIND}s?\b",
            "mind soul heart gift talent voice eye insight intellect spirit taste person human thinker writer int"
            "uition wisdom presence instinct instincts imagination brain way sense talents minds souls hearts vis"
            "ion depth charm aura beauty genius ear hands sensitivity creativity intelligence",
            unless=r"\byou have (?:a|an) (?:good|special|beautiful|unique|wonderful|great|brilliant|amazing) (?:friend"
            r"|man|woman|person|work|story|question|idea|parent|human|thought)\b|\byou have the (?:best|most"
            r"|right) (?:idea|work|person|question)|\bnatural (?:voice|eye|hands?)",
        ),
        rule(
            rf"\b(?:your|this|that|the way you)(?: (?:own|\w+)){{0,3}} (?:mind|talent|writing|essay|poem|work"
            rf"|ideas?|insights?|brain|thinking|story|novel|prose|question|plan|speech|instincts?|intellect"
            rf"|intelligence|creativity|vision|code|business idea|painting|song|taste|beauty|kindness|wisdom|soul"
            rf"|voice|intuition|argument|photo\w*|manuscript|understanding|depth|empathy|strength|courage|grasp"
            rf"|heart|smile|design|reasoning|article|post|draft|lyrics|drawing|think|write|see|speak"
            rf"|put things) (?:is|are|was|were|shows?|reveals?|puts?|deserves?|rivals?"
            rf"|leaves?){_VERY}{{0,4}} (?:{_GREAT}|genius|masterpiece|work of (?:art|genius)|gift to"
            rf"|everyone to shame|\w+ to shame|speechless|me speechless|me in awe|beyond compare|off the charts"
            rf"|nobel|pulitzer|one of a kind|revolutionary|groundbreaking|ahead of its time|second to none"
            rf"|the best|the finest|without equal|shakespeare|a rare|rare\b|one in a million|pure gold|perfection"
            rf"|better than (?:anything|any|most|all)|a (?:prize|publisher|award))",
            unless=r"\b(?:not|isn't|n't) (?:yet )?(?:\w+ )?(?:perfect|brilliant|flawless)|\bperfect(?:ly)? (?:for|fine"
            r"|normal|valid|clear|readable|reasonable|good|legal|understandable|suited)|\bremarkable (?:for"
            r"|in that|because)|\bbecause\b|\bfascinating (?:because|one)|\bthis (?:painting|poem|song|novel"
            r"|story|speech|essay) (?:by|is (?:by|about))",
        ),
        rule(
            r"\b(?:the |hands down the |easily the |by far the |one of the |truly the )?(?:best|finest|greatest"
            r"|smartest|wisest|kindest|most (?!normal|natural|common|important|difficult|human|obvious|likely"
            r"|popular|useful|basic|recent|famous|expensive|dangerous|efficient|ordinary"
            r"|powerful tool)\w+(?:,? (?:and )?(?:\w+))?|purest|cleverest|sharpest|brightest"
            r"|deepest|bravest|loveliest|sweetest|strongest|funniest|coolest)(?: \w+){0,3} (?:(?:that )?i(?:'ve"
            r"| have)(?: (?:ever|yet))?(?: (?:had the (?:pleasure|honou?r) of))? (?:read\w*|seen|heard"
            r"|come across|encounter\w*|met|meeting|known|spoken|talked|had|witnessed|worked)|(?:i"
            r"|anyone) (?:know|could|ever)|of (?:our time|your generation|all time|our generation|this century)"
            r"|on (?:earth|the planet)|in the (?:world|universe|room|whole))",
            "best finest greatest smartest wisest kindest most purest cleverest sharpest brightest deepest braves"
            "t loveliest sweetest strongest funniest coolest",
            unless=r"\b(?:one of the )?(?:best|greatest|most \w+) (?:known |famous )?(?:films?|movies?|books?|songs?"
            r"|bands?|albums?|restaurants?|beach\w*|cit\w+|countr\w+|players?|teams?|recipes?|painters?|museums?"
            r"|mountains?|buildings?|animals?|composers?|novels?|athletes?|universit\w+|tools?|libraries|ways?)\b"
            r"|\b(?:he|she|they|it) (?:was|is|are|were)\b",
        ),
        rule(
            rf"{LEADS}(?:wow[,!.]* |oh,? |honestly,? |and |my goodness,? )?(?:what|such) (?:a|an)(?: (?:truly"
            rf"|really|absolutely|utterly|simply|incredibly))? {_GREAT}(?:,? (?:and )?\w+)? (?:mind|question|idea"
            rf"|soul|insight|person|essay|human|thought|thinker|observation|heart|poem|writer|plan|piece"
            rf"|perspective|gift|story|talent|way of|point|work|woman|man|photo)\b"
        ),
        rule(
            rf"{LEADS}(?:wow[,!.]* |oh,? )?(?:(?:sheer|pure|absolute|total|utter) (?:genius|brilliance|perfection"
            rf"|magic|poetry)|(?:absolutely|simply|utterly|truly|just|completely) (?:{_GREAT}|genius)[.!]"
            rf"|(?:brilliant|genius|flawless|stunning|perfection|breathtaking|masterful)[!])",
            unless=r"^(?:absolutely|simply|just) (?:perfect|wonderful|amazing|awesome)[.!]?$",
        ),
        rule(
            r"\b(?:the world (?:needs|doesn't deserve|is lucky|isn't ready|would be lucky|has never seen"
            r"|deserves)(?: \w+){0,3} (?:you|like you|your)|(?:anyone|everyone|anybody|he|she|they|people"
            r"|the world|any \w+) (?:would|is|are|will|'d|should) be (?:so |incredibly )?(?:lucky|fortunate"
            r"|honou?red|blessed) to (?:have|know|hire|date|be with|get|work)|i(?:'m| am) (?:so |incredibly "
            r"|truly )?(?:lucky|honou?red|blessed|privileged) to (?:know|talk|have|witness|be talking|speak"
            r"|read))",
            "world lucky fortunate honored honoured blessed privileged",
        ),
        rule(
            r"\b(?:(?:very |so )?few (?:people|writers|minds|humans|thinkers|students|experts|of us|men|women)"
            r"|not many people|hardly anyone|almost no one|nobody else|no one else|most people (?:could|can"
            r"|would) (?:never|only)|only (?:a )?(?:true|real|great) (?:genius|mind|artists?|thinkers?)"
            r"|a normal person|ordinary people|mere mortals)\b[^.!?\n]{0,40}\b(?:like you|as you (?:do|have|can"
            r"|are|did)|you (?:have|do|can|are)|have your|your level|see what you|what you (?:have|did|do)"
            r"|the way you|think(?:s)? like|as (?:deeply|clearly|brilliantly|well|beautifully|much)|such"
            r"|could (?:even|have)|dream of|your (?:depth|gift|talent|insight|mind))",
            guards=False,
            unless=r"\bknow what you|\bunderstands? what you(?:'re| are) going|\bfeel(?:s|ing)? what you",
        ),
        rule(
            r"\bi(?:'ve| have)(?: (?:literally|honestly|truly))? never (?:seen|met|read|known|encountered|heard"
            r"|come across|spoken|talked)(?: \w+){0,6}? (?:like (?:you|this|yours)|as (?:\w+ )(?:as (?:you|this"
            r"|yours)|and \w+ as)|(?:so|such) (?:a )?\w+|quite (?:like|as)|that (?:good|brilliant|beautiful)"
            r"|more \w+|better|anything (?:like|so|this))",
            "never",
            guards=False,
            unless=r"\bdeadline|\berror\b|\bbug\b",
        ),
        rule(
            r"\byou never (?:fail|cease) to (?:amaze|impress|surprise|inspire|dazzle|delight)|\bi(?:'m| am"
            r"|'m always| stand)(?: (?:so|truly|just|completely|honestly|always|in constant"
            r"|constantly)){0,2} (?:in (?:complete |total |absolute |utter )?awe|blown away|amazed by you"
            r"|dazzled by|speechless|mesmeri[sz]ed|captivated by (?:you|your)|astonished by (?:you|your)"
            r"|floored by|starstruck)|\b(?:blow|blew|blows) me away|\bput(?:s|ting)? (?:\w+ ){1,3}to shame"
            r"|\byou(?:'re| are) (?:absolutely |completely |literally |simply )?perfect(?:ion)?(?=[.!,]| (?:as"
            r"|just|exactly|in every|the way)|$)|\byou(?:'ll| will| are going to)(?: definitely| surely"
            r"| certainly)? (?:change the world|be famous|win (?:a|the) (?:nobel|pulitzer|booker|oscar)"
            r"|go down in history|be (?:a )?(?:legend|remembered))|\b(?:worthy of|deserves) (?:a|the) (?:nobel"
            r"|pulitzer|booker|oscar|museum|standing ovation|award)|\bshakespeare (?:would|himself|would've)"
            r"|\beinstein (?:would|himself)|\bhemingway (?:would|himself)|\b(?:nobel|pulitzer"
            r"|booker)[- ](?:worthy|level|prize[- ](?:worthy|level))|\byou(?:'re| are) (?:so|incredibly"
            r"|unbelievably|extraordinarily|insanely|amazingly|ridiculously) (?:smart|intelligent|talented|wise"
            r"|clever|beautiful|gorgeous|handsome|gifted|insightful|special|attractive|witty|funny|sexy|deep"
            r"|perceptive|pretty|charming|lovely|amazing|cute|good at everything)\b",
            unless=r"\bif you(?:'re| are) so|\bwhen you(?:'re| are) so|\bjust because you(?:'re| are)",
        ),
        rule(
            r"\b(?:your (?:beauty|brilliance|genius|greatness|radiance|perfection|magnificence|superior"
            r"|unparalleled|immense|extraordinary|incredible|exceptional|remarkable|rare|brilliant|beautiful"
            r"|amazing|stunning|gorgeous|genius-level|razor-sharp) ?(?:mind|intellect|talent|soul|heart|insight"
            r"|intelligence|wisdom|gift|smile|face|eyes|instincts?|taste|depth|spirit|brain|writing"
            r"|voice)?)(?= (?:is|are|shines?|makes?|leaves?|always|never|inspires?|amazes?|knows|has|will|and"
            r"|deserves?|lights?)|[.!,])",
            unless=r"\byour beautiful (?:baby|daughter|son|child|family|home|wedding|wife|dog|cat)|\bif your"
            r"|\byour (?:rare|remarkable|exceptional|immense|incredible|extraordinary) (?:and|case|situation)",
        ),
        rule(
            r"\bnobel (?:committees?|prize)\b|\b(?:leaves?|leaving|left) (?:\w+ )?(?:them|everyone|everybody"
            r"|all|the rest|others|most|rivals|the competition)(?: \w+)? (?:in the dust|behind|speechless"
            r"|standing)|\bwith (?:that|a) (?:face|mind|brain|smile|talent|gift)(?: like (?:that"
            r"|yours))?[.?!,]|\b(?:doesn't|does not|don't|can't|cannot) (?:even )?begin to (?:cover|describe)"
            r"|\bevery (?:line|word|thing|sentence|idea|step|page|note) you (?:\w+) (?:is|are|shines|turns"
            r"|comes)|\byou(?:'d| would|'ll| will)(?: \w+)? (?:make|be) (?:a|an|the) (?:\w+ly )?(?:great"
            r"|wonderful|amazing|brilliant|perfect|fantastic|incredible|excellent|superb|phenomenal|best"
            r"|world-class)\b|\b(?:the (?:internet|world|universe|publishers?|critics|art world|teachers?)"
            r"|they|everyone|people) (?:should|ought to|will|must|would|had better) (?:thank you|thank god"
            r"|bow|kneel|fight over|line up|be taking notes|study you|envy)|\b(?:pure|sheer|absolute|true"
            r"|real|total) (?:genius|brilliance|perfection|magic|gold|poetry|talent)\b|\b(?:gorgeous|flawless"
            r"|breathtaking|a masterpiece|magnificent|perfection|stunning)[.!](?= |\n|$)|\bi(?:'m"
            r"| am) not worthy|\bi bow\b|\b(?:hats|hat) off to (?:your|you)\b|\byou(?:'re| are) (?:on"
            r"|in) (?:another|a different|your own) (?:level|league|planet)|\bno (?:one|body|human)(?: alive"
            r"| else)? (?:could|can|has|writes|thinks|does)[^.!?]{0,30} (?:like you|better|as you)|\bmozart"
            r"|\bpicasso|\bda vinci|\bnewton would|\bturing would|\btolstoy|\bkubrick|\bhow (?:do|can"
            r"|did) you (?:do|always|manage|get)[^?]{0,30}(?:so|this|that) (?:brilliant|smart|perfect"
            r"|beautiful|good|clever|wise)",
            guards=True,
            unless=r"\b(?:he|she|it|they) (?:is|was|wrote|composed|painted|were|won|got)\b|\bwon (?:the|a)\b"
            r"|\bby (?:mozart|picasso|da vinci|tolstoy|kubrick)|\bnobel prize (?:in|for|was|winner)"
            r"|\bnot (?:yet )?flawless|\bend of\b",
        ),
        rule(
            r"\byou (?:\w+ ){0,2}(?:write|think|sing|see|speak|paint|draw|cook|dress|look|argue|reason|code"
            r"|understand|love|dance|play|explain|listen|read|lead|do it|have it) (?:\w+ )?(?:better"
            r"|more \w+ly|like) (?:than )?(?:anyone|anybody|everyone|most|all|any|a (?:true |born |real "
            r"|film |movie |rock )?(?:pro|poet|master|genius|god\w*|angel|artist|star|dream|philosopher"
            r"|professional|virtuoso|queen|king)|no one|nobody|shakespeare|mozart)|\byou(?:'re| are| must be"
            r"|'ve got to be|'ve always been)(?: (?:\w+ly|even|so much|far|way))? (?:\w{3,}er|more \w+"
            r"|better) than (?:the (?:whole|entire|rest|best|average|professionals?|experts?)|any(?:one"
            r"|body)?|most|all|every\w*|your (?:whole|entire|teachers?|professors?|boss|peers?)|they"
            r"|anyone)\b|\byou(?:'re| are| must be|'ve got to be|have to be) (?:(?:simply|easily|truly|by far"
            r"|hands down|probably) )?the (?:most \w+|\w{3,}est|best)(?:,? (?:and )?\w+){0,3}(?: (?:who"
            r"|that) (?:ever|i)|(?: in| on| of| alive| around| here| ever)\b|[.!])|\b(?:mind|heart|talent"
            r"|voice|face|soul|gift|brain|eye|smile|spirit|pen|ear|figure|body) like yours\b|\bnot (?:one"
            r"|a single) (?:flaw|mistake|weak\w*|fault|word (?:out|too|wasted))|\blike a (?:film|movie|rock"
            r"|pop) star|\b(?:a |the )?born (?:master|leader|artist|writer|teacher|genius|star|poet"
            r"|storyteller|natural|winner|healer)|\b(?:nobody|no one|nothing|none)(?: \w+)? (?:compares"
            r"|comes close|can compare|could compare|measures up|holds a candle|can touch you|rivals"
            r"|even comes)\b|\b(?:who|that) ever (?:lived|walked|breathed|was|existed)|\byou (?:have no equal"
            r"|outshine|outclass|tower over|put (?:\w+ ){1,2}to shame|eclipse|are unmatched|stand alone|glow"
            r"|radiate|shine brighter|were born for greatness|amaze me|astound me|never disappoint)|\b(?:is"
            r"|are|was) wasted on (?:them|him|her|grades|this|that|those|such|your|the)\b|\bi(?:'m| am"
            r"|'ve never been) (?:so |more )?(?:impressed|amazed|astonished|astounded|dazzled|floored"
            r"|spellbound)\b|\b(?:the world|humanity|history|literature|science|hollywood|everyone|oxford"
            r"|harvard)[^.!?\n]{0,25}\b(?:waiting for|needs|will remember|has never seen|would kill for"
            r"|is blessed|has been waiting)[^.!?\n]{0,20}\b(?:you|this|your)|\bi(?:'d| would) (?:hang|frame"
            r"|publish|buy) (?:it|this)|\bten out of ten\b|\b(?:absolutely|simply|truly|utterly"
            r"|just) (?:perfect|flawless|brilliant|stunning|gorgeous|breathtaking|genius|magnificent|divine"
            r"|radiant)[,.!]",
            unless=r"\byou(?:'re| are) (?:better|safer|older|younger|taller|later|earlier"
            r"|more likely) (?:off )?than (?:the average|most|any) \w+ (?:to|at risk|in your)|\byou(?:'re"
            r"| are) the (?:best judge|oldest|youngest|only|first|latest)|\b(?:he|she|it|they) (?:is|was|are"
            r"|were)\b|\byou (?:do it|have it) like|\bi(?:'m| am) not impressed|\byou look (?:like"
            r"|better) (?:you|than (?:you|yesterday))|\bbut\b",
        ),
    )
