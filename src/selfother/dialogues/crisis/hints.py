"""Hints: what somebody does, asks or leaves out, without a word for the danger itself: always "possible"."""

from collections.abc import Mapping

from selfother.dialogues.crisis.risk import Kind
from selfother.dialogues.crisis.wording import Rule, possible

__all__ = ["HINTS"]

_SELF_HARM = possible(
    "self",
    r"(?:won't|will not|not) be (?:able|around|here) ~~ (?:past|after|beyond) (?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day",
    r"<he> at the (?:tracks|bridge|roof|ledge|cliff|railway|platform)(?! (?:party|bar|cafe))",
    r"<suicide> ~ (?:is|was|feels?|seems?|looks?|keeps?|crosses|sounds?) ~ (?:only|all i|always|option|thing i|"
    r"answer|constantly|back|mind|way|best|better|every)",
    r"(?:only|all|can't stop|keep|keeps|always|just) ~ (?:think|thinking|thoughts?|dream(?:ing)?|"
    r"fantasi\w+) (?:about |of )?(?:dying|death|being dead|suicide|how to die|ending|driving off|jumping|hanging|"
    r"my funeral|not being here)",
    r"(?:point|sense|reason|use) (?:in|of|to) ~ (?:plans?|planning|next year|tomorrow|future|saving|"
    r"trying any ?more)(?: ~ (?:i won't|around|anymore|gone|anyway))?",
    r"(?:won't|wont|will not|don't plan to|not going to|not planning to|wasn't|weren't|"
    r"wouldn't) (?:be )?(?:just )?(?:around|able to ~|at my own \w+|here|at my \w+)(?: ~ (?:for it|past|after|"
    r"anymore|any ?more|much longer|by then|birthday|wedding|graduation|sunday|monday|friday|christmas))",
    r"if i (?:just )?(?:wasn't|weren't|was not|were not) (?:here|around|alive|in the picture)",
    r"(?:doesn't|don't|won't|not going to|didn't) (?:make|made) it to ~ (?:birthday|christmas|summer|spring|next|"
    r"thirty|end|graduation|new year|weekend)",
    r"(?:my|own|a|the|five-year plan is a|picked|chose) (?:\w+ )?(?:coffin|gravestone|epitaph|burial plot|urn|"
    r"obituary)",
    r"(?:looked up|looking up|googl\w+|search\w+|read(?:ing)? up on|research\w+|checked) ~ (?:plots|how high|"
    r"how deep|how long it takes|which pills|what happens when you (?:die|hang)|bridges|methods|train times|fall|"
    r"falls|height|how much|the tides?|painless|lethal|nooses?|knots?)",
    r"how (?:high|deep|long|many|much) ~ (?:fall|drop|building|bridge|jump|water|hang) ~ (?:has to be|to be|"
    r"before|die|kill|survive|fatal|sure)",
    r"(?:picked|chosen|set|circled|decided on|have) (?:the|a|my) (?:date|day|spot|place|bridge|tree|"
    r"night)(?! (?:for (?:the|our|my) (?:party|wedding|move|trip|exam|meeting|picnic|test|operation)|with|to meet|"
    r"off|night))",
    r"(?:whoever|who(?:ever)? will|someone will|somebody will|when (?:they|you|someone|somebody)) (?:finds?|"
    r"discovers?) me",
    r"(?:tonight|today|tomorrow|this time|soon|now) i (?:will |can |'ll )?(?:finally |just |really )(?:stop|rest|"
    r"sleep|go|end|let go|give up|do it|be free)",
    r"(?:tired|exhausted|sick|done) (?:of|with) (?:pretending|fighting|trying|faking|everything|surviving|"
    r"holding on|hurting|feeling like this|being (?:strong|me|sad|in pain|a burden|awake))",
    r"(?:belt|rope|cord|scarf|cable|noose|beam|hook|gallows|blade|razor|razors|knife|knives|gun|shotgun|pistol|"
    r"rifle|pills|window|balcony) ~~ (?:can't stop (?:looking|thinking)|staring|looking at it|calling|"
    r"trust (?:myself|him|her|them)|urge|tempt\w*|crying|cries|by the bed|under (?:his|her|my|the) (?:pillow|name|"
    r"bed)|in case|hanging|just in case|sorry)",
    r"(?:don't|can't|do not|not) trust (?:myself|him|her|them) (?:with|around|near|alone|tonight|on)",
    r"(?:urge|urges|need|craving|want|itching) ~ (?:to )?(?:burn|cut|scratch|hurt|hit|slice|carve) (?:my|his|her|"
    r"their) (?:arm|arms|skin|leg|legs|thigh|thighs|wrist|wrists|body|self|hand|stomach)",
    r"(?:clean|free|without (?:cutting|self.?harm)) ~~ (?:broke it|blew it|relaps\w+|blood|started again|slipped|"
    r"ruined it|gave in|back to zero|couldn't|last night)",
    r"blood (?:is |was |all |everywhere |keeps |dripping |running )?(?:on|over|in|down|across) (?:the |my |his |"
    r"her )(?:bath\w*|sink|sheets|towel|floor|arm|arms|sleeve|legs|carpet|tiles|bed|shower)",
    r"(?:pictures?|photos?|scars?|posts?|wearing|hides?|shows?|showed) ~ (?:of )?(?:his|her|their|my) (?:cuts|"
    r"scars|self.?harm|wrists?|bandages?)",
    r"(?:world|life|everyone|everything|they|work) (?:will|would|'ll) (?:just )?(?:keep|go on|carry on|keep on|"
    r"continue|manage|move on|forget) ~ (?:without me|if i'm gone|when i'm gone|without him|without her)",
    r"(?:take|adopt|look after|feed|keep|want|have) (?:my|the|our) (?:cat|dog|pets?|rabbit|fish|birds?|kids?|"
    r"children|horse|plants?) ~~ (?:past|after|won't be|when i'm|soon|any ?more|not be here|gone)",
    r"(?:bought|got|ordered|keep|saved|have|hid|hiding) ~ (?:lot of|bunch of|enough|all those|bottle of|box of|"
    r"some) ~ <pills> ~ (?:in case|just in case|ready|hidden|drawer|tonight|enough|when)",
    r"if i (?:disappear|disappeared|vanish|vanished|was found|didn't come (?:back|home)|never came (?:back|home)|"
    r"went missing|drowned|crashed|jumped|died)",
    r"(?:see you|meet you|see y'all|catch you|see them|see him|see her) ~ (?:other side|heaven|next life|"
    r"in another life|afterlife|beyond)",
    r"(?:driv\w+|swerv\w+|steer\w+|walk\w+|jump\w+) (?:off|into) (?:the |a |that )?(?:pass|cliff|bridge|edge|"
    r"river|lake|sea|ocean|oncoming|barrier|ravine|quarry|traffic|pier|canal)(?! (?:for (?:a|the)|to (?:the|see|"
    r"watch)|and (?:swim|swam|met)))",
    r"<he> (?:is|was|are|'s|were) (?:at|on|near|by|standing on) the (?:tracks|bridge|roof|ledge|cliff|edge|"
    r"railway|platform)(?! (?:party|bar|cafe))",
    r"(?:stopped|stop|stopping|refus\w+|quit|won't|not) (?:taking |to take |take )(?:his|her|their|my|"
    r"the) (?:\w+ )?<pills> ~ (?:on purpose|time|die|over|enough|done|wants? to|no point|be with)",
    r"(?:baby|kids?|children|family|son|daughter|husband|wife|they|everyone) ~ (?:better off|deserves? better|"
    r"happier|be fine|do better|safer) ~ (?:without|with (?:another|a different|someone|somebody)|if <he>)",
    r"(?:lost|losing) (?:the|his|her|their|my) (?:farm|job|house|everything|business|wife|husband|kids|son|"
    r"daughter) ~~ (?:shotgun|gun|no point|nothing left|goodbye|rope|pills|won't leave (?:his|her) (?:bed|room)|"
    r"talks about (?:dying|death|the end))",
    r"(?:drawing|drew|wrote|poem|essay|diary|notebook|search history|tweeted|posted|status|story|caption|"
    r"bio) ~~ (?:gallows|noose|dying|his own grave|her own grave|own funeral|suicide|tomorrow won't|end it|"
    r"goodbye|the other side|lighter without|don't wake me|not be here)",
    r"pay for my (?:care|treatment|hospital)|cost (?:them|everyone|my family) (?:less|nothing|money) if i",
    r"rather (?:not )?(?:be|wake|exist|live) ~ (?:dead|alive|up|like this|any ?more)",
    r"(?:death|dying) (?:is|would be|feels like|seems|sounds) (?:the only|a relief|easier|better|peaceful|"
    r"like peace|so (?:easy|calm|nice)|a way out|comforting|sweet)",
)
_ABUSE = possible(
    "any",
    r"(?:send|show|take|share) (?:him |her |me |them )?(?:pictures?|pics?|photos?|videos?|"
    r"selfies?) ~ (?:underwear|bikini|naked|"
    r"no clothes|shower|bra|undressed|in bed)",
    r"(?:mum|mom|mother|dad|father|daddy|mummy|mommy|stepdad|stepmum|stepmom|stepfather|stepmother|husband|wife|"
    r"partner|boyfriend|girlfriend|bf|gf|ex|uncle|aunt|brother|sister|grandpa|grandad|coach|teacher|carer|nurse|"
    r"pastor|priest|he|she|they|babysitter|nanny) (?:really |always |often |sometimes |still |just |has |"
    r"had )*(?:hurts?|chok(?:es|ed)|pinch(?:es|ed)|burn(?:s|ed|t)|spank(?:s|ed)|whips|thrash(?:es|ed)|bit|bites|"
    r"slaps?|shook|drags|kicked|tortur\w+|punish(?:es|ed)|starv(?:es|ed)|hit|broke|twist(?:s|ed)) (?:me|us|<him>|"
    r"(?:my|our|his|her) (?:\w+ )?(?:sister|brother|mum|mom|hand|hands|arm|arms|wrist|nose|rib|ribs|jaw|finger|"
    r"hair|face|skin|leg|baby|kids|children|child|son|daughter|grandmother|gran|aunt)|the (?:kids|children|baby|"
    r"child))(?! (?:feelings|up for|with (?:a|his|her) (?:joke|question|kindness)|first home run|home run|"
    r"out of (?:jail|bed)))",
    r"(?:get|got|getting|gets|given) (?:a |the |another |beaten with |hit with |spanked with )(?:spanking|belt|"
    r"beating|hiding|thrashing|slipper|cane|whipping|smack|cable|stick)(?! (?:at|in|on (?:chess|penalties)))",
    r"(?:hit|hits|hitting|fight|fighting|strike|push) (?:him |her |them )?back ~ (?:when|if|after|because|chok\w+|"
    r"hit|hits|slap\w*|trouble|crime|self.?defen[cs]e)",
    r"(?:said|says|saying|say) no ~ (?:crime|rape|husband|count|still|law|illegal|married|boyfriend|partner|"
    r"anyway)|(?:crime|rape|illegal|law|assault) ~~ (?:said no|own (?:husband|wife|partner|boyfriend)|didn't want|"
    r"asleep|married to)",
    r"(?:marks?|bruises?|scars|welts|burns) (?:all |are |everywhere |is )?(?:on|over|across|down) (?:my|his|her|"
    r"their|the) (?:back|face|neck|arms?|legs?|body|thighs?|wrists?|cheek|bottom|chest)(?! (?:exam|paper|test|"
    r"from (?:the )?(?:tattoo|acne|chickenpox|sunburn|cupping|bra|mask|mosquito|rash)))",
    r"(?:dad|father|mum|mom|mother|husband|he|she|uncle|brother|him|her) (?:doesn't|does not|won't|"
    r"not) (?:to )?get in(?:to)? trouble|get (?:him|her|them|my \w+) in(?:to)? trouble ~ (?:hurt|hit|marks|touch|"
    r"telling|said)",
    r"(?:take|taken|taking) (?:my|the|our) (?:little |baby |younger )?(?:sister|brother|kids|children|baby|"
    r"siblings) away",
    r"(?:walked|walk|ran|bumped|fell) (?:into|down|on|against) (?:a |the |some )?(?:door|doors|stairs|cupboard|"
    r"cabinet|wall)(?:\"|')? ~ (?:again|as we (?:tell|say)|we (?:tell|say|told)|i (?:tell|told|say)|story|"
    r"that's what|officially|nurse|doctor|haha)",
    r"(?:bag|suitcase|money|passport|clothes) ~ (?:packed|hidden|ready|by the (?:back )?door|stashed|"
    r"at my (?:friend|sister)) ~~ (?:temper|him|her|he|she|leave|escape|run|in case|drunk|husband)",
    r"(?:does|did|do|doing|makes? (?:her|him|me|them) do) (?:things|stuff|something|it|that) (?:to|with) (?:her|"
    r"him|me|them|us|the (?:girls|boys|kids|younger)) ~ (?:after|at night|practice|training|alone|room|secret|"
    r"tell|bath|when|in the|swim|school|church|camp|scared)",
    r"(?:touch(?:es|ed|ing)?|tuches|feel(?:s|ing)? up|fondl\w+|rubs?) (?:me|us|her|him) (?:and|an|when|at|there|"
    r"in|every|if|but|so|after|on|all|while|again)",
    r"(?:sit|sits|sat|sitting|get|climb) on (?:his|her|their) lap ~ (?:or|and|when|every|won't|then|makes?|"
    r"have to|alone|touch)|have to sit on (?:his|her) lap",
    r"(?:our|little|special|secret|this) (?:game|secret|time) ~ (?:tell|told|lose|team|alone|practice|nobody|"
    r"no one|mum|mom|coach|uncle|stepdad)",
    r"(?:hand|hands|pillow|tape) (?:over|on|across) (?:my|her|his) (?:mouth|face|nose) ~ (?:so|and|until|when|"
    r"scream|breathe|kids|hear|while|quiet)?",
    r"(?:made|makes|making|make|forc\w+|has) (?:me|him|her|us|them) (?:to )?(?:sleep|stay|stand|kneel|sit|eat|"
    r"wait|live|beg) (?:in|on|outside|from|off|naked|for|with|at) ~ (?:garage|floor|shed|basement|cellar|cold|"
    r"balcony|garden|dog|hours|rain|naked|closet|hall|car|bowl|knees|corner|street|night)",
    r"(?:outside|locked out|out in the cold|on the balcony|in the (?:shed|cellar|basement|garage|"
    r"closet)) ~~ (?:isn't allowed|not allowed|until (?:he|she|i|they)|sorry|punish\w*|pyjamas|pajamas|midnight|"
    r"barefoot|crying|naked|hungry)",
    r"(?:ask|asks|permission|beg|need to ask) (?:him|her|my \w+|from him|them) (?:before|to be allowed|"
    r"for permission|every time|for money|if i (?:can|may))(?: ~ (?:allowed|see|leave|go|mother|friends|out|spend|"
    r"shower|eat|buy))?",
    r"(?:not|n't|never|before i'm|isn't|aren't) allowed (?:to )?(?:see|leave|talk|have|go|eat|work|out|speak|"
    r"phone|use|in until|wear|sleep|friends) ~ (?:mother|family|friends?|house|alone|anyone|money|phone|until|"
    r"without (?:him|her|his|permission)|he|she|sorry)",
    r"(?:counts?|checks?|tracks?|monitors?|reads?|goes through|searches) (?:the |my |all my |every )(?:miles|"
    r"mileage|receipts|phone|messages|texts|emails?|bag|location|calls|steps|underwear|odometer|purse)",
    r"(?:filmed|recorded|photographed|has (?:videos|photos|pictures)|took (?:videos|photos|"
    r"pictures)) (?:of )?(?:us|me|her|him) ~~ (?:send|sends|share|post|leak|upload|show|break up|family|online|"
    r"without (?:me|my|her) (?:knowing|consent|permission)|asleep|shower|naked)",
    r"(?:send|sends|sending|show|take|share) (?:him|her|me|them|us)? ?~ (?:pictures?|pics?|photos?|videos?|"
    r"selfies?) ~ (?:underwear|bikini|naked|no clothes|without (?:my |a )?(?:clothes|shirt|top)|shower|bra|body|"
    r"undressed|private|bed)",
    r"(?:pull(?:s|ed)?|grab(?:s|bed)?|jerk(?:s|ed)?|yank(?:s|ed)?) the (?:steering )?wheel ~~ (?:because|talked|"
    r"angry|jealous|driving|fight|argu\w+|threat\w*)",
    r"(?:throws?|threw|throwing|hurls?) (?:things|stuff|plates|glasses|knives|a (?:plate|glass|chair|knife|bottle|"
    r"phone|mug)) (?:at|towards) (?:me|us|him|her|them|the (?:kids|children|wall|dog))",
    r"(?:pound(?:s|ing|ed)|bang(?:s|ing|ed)|kick(?:s|ing|ed)|hammer(?:s|ing|ed)) (?:on|at|in|against) (?:my|the|"
    r"our) (?:\w+ )?door ~?~? ?(?:drunk|scream\w*|yell\w*|he|she|dad|again|scared|let (?:him|her) in|kill)?",
    r"(?:says?|said|tells? me|told me|thinks?) (?:that )?(?:i|we) (?:deserved?|asked for|made (?:him|her) do|"
    r"provok\w+|had it coming|brought) (?:it|this|that)?",
    r"(?:lost it|lost control|snapped|couldn't take the crying|wouldn't stop crying) ~~ (?:baby|shook|shake|quiet|"
    r"limp|hit|threw|breathing|child|kid)",
    r"(?:gone quiet|gone limp|went limp|went quiet|isn't moving|not moving|won't wake)(?: ~ (?:baby|she|he|child))?",
    r"(?:he|she|dad|mum|mom|they)(?:'s| is| was|'d been)? (?:\w+ )?drunk again",
    r"(?:his|her|dad's|mum's|mom's|father's|mother's|husband's|partner's) (?:temper|rages?|fists?|drinking|moods?|"
    r"right hook|anger) ~~ (?:broke|hid\w*|scared|packed|leave|wrist|bruise\w*|eggshells|kids|hit|worse|nurse|"
    r"hurt|door)",
    r"kil+l? me if i (?:tel+l?|leave|left|told|go|speak|say)",
    r"(?:if|because|when) i (?:talk(?:ed)?|spoke|look(?:ed)?|smil(?:e|ed)) (?:to|at|with) (?:a|another|"
    r"other) (?:guy|guys|man|men|woman|women|boys?|girls?) ~ (?:hit|rage|angry|locks?|broke|scream\w*|threat\w*|"
    r"wheel|punish\w*)|(?:hit|rage|locks?|broke|scream\w*|threat\w*|wheel|punish\w*|"
    r"pulled) ~~ because i (?:talk(?:ed)?|spoke|smiled) (?:to|at|with)",
    r"dinner (?:was|is|wasn't|isn't) (?:cold|late|ready|burnt|burned) ~ (?:hit|garage|threw|slap\w*|punish\w*|"
    r"made me|locked|scream\w*)",
)
_POISONING = possible(
    "any",
    r"(?:took|taken|take|had|drank|drunk|tok|tuk) (?:way |far |a bit |rather |some )?(?:too|to) (?:much|many|"
    r"mutch) (?:of )?(?:my|the|his|her|their|a)? ?\w*",
    r"(?:doubled|tripled|doubling|upped) (?:my|the|his|her) (?:dose|meds|medication|pills|tablets|"
    r"painkillers?)(?! (?:as|on (?:the )?doctor|like (?:my|the) (?:doctor|gp)))",
    r"(?:took|taken|take|taking|had|swallowed) (?:\w+ ){0,3}more ~ (?:than (?:i should|prescribed|the (?:label|"
    r"doctor|packet|leaflet)|allowed|usual|i was|he should|she should|recommended))",
    r"(?:drink|drunk|drank|drinking|vodka|whisk(?:e)?y|rum|gin|wine|alcohol|booze|shots?|"
    r"bottle) ~~ (?:passing out|passed out|blacking out|breathing|can't (?:stand|move|feel|stop (?:throwing|"
    r"shaking))|won't wake|not waking|choking on|alone and|cold and|blue|seizure|room is (?:melting|spinning))",
    r"(?:took|taken|swallowed|ate|emptied|drank|finished) (?:everything|anything|all|"
    r"whatever) (?:i could find )?(?:in|from|out of|that was in) (?:the|my|our|mum's|mom's|his|"
    r"her) (?:\w+ )?(?:cabinet|cupboard|box|drawer|bottle|bathroom|packet|purse|bag)",
    r"(?:pills?|tablets?|capsules?|patches?|doses?|medication|painkillers?|gummies|edibles?) (?:is |are |was |"
    r"were )?(?:missing|gone|not in|all gone|open|everywhere|scattered|spilled|on the floor|in (?:her|his) mouth)",
    r"(?:year|month|week).?olds? ~~ (?:got into|found|opened|pills|tablets|bottle|purse|cabinet|missing|mouth|"
    r"swallowed|ate|drank|sucking|chewing|unresponsive)(?! (?:shapes|toys?|breast|milk))",
    r"(?:mushrooms?|berries|shellfish|fish|plants?|leaves|wild garlic|puffer) (?:we|i|he|she|they) (?:picked|"
    r"found|foraged|gathered|caught) ~~ (?:vomit\w*|sick|dizzy|cramps|seeing|hallucinat\w*|numb|throwing up|"
    r"diarrh\w*|hospital|stomach|tingl\w*|yellow)",
    r"(?:did|done|doing|took|had|snorted|smoked|dropped|tried|injected|shot up) (?:a |some |my |too much |"
    r"way too much |his |her |two |three |another )?(?:line|lines|bump|bumps|hit|tab|tabs|pills?|something|stuff|"
    r"gear|coke|speed|molly|acid|crack|meth|heroin|k|g|spice|fent)(?: of (?:something|coke|speed|k|it|white stuff|"
    r"powder))? ~~ (?:chest|heart|breath\w*|exploding|can't feel|shaking|overheating|hot|seizure|sweating|numb|"
    r"scared|dying|wrong|pounding|racing|passing out|faint\w*|vision)",
    r"(?:inject(?:ed|s|ing)?|shot up|shooting up|nodded? (?:off|out)|nodding|using again|used again|"
    r"needle) ~~ (?:snor\w+|lips|grey|gray|blue|pale|breath\w*|wake|waking|cold|unconscious|gurgl\w*|respond\w*|"
    r"limp|pulse)",
    r"(?:snoring|gurgling|breathing) (?:weirdly|strangely|funny|oddly|slow\w*|shallow\w*|wrong|really slow|weird)|"
    r"(?:lips|fingers|nails|face|skin) (?:\w+ )?(?:look|looks|are|is|turning|gone|going|went|"
    r"turned) (?:\w+ )?(?:grey|gray|blue|purple|waxy)",
    r"(?:breathing|heart|pulse) (?:is|feels|sounds) (?:\w+ )?(?:weird|slow|wrong|shallow|funny|stopping|strange|"
    r"irregular|all over)(?! (?:in this game))",
    r"(?:gave|given|give|giving|fed|injected) (?:\w+ ){1,3}(?:his|her|their|the|my)? ?(?:\w+ )?(?:twice|two doses|"
    r"double|the wrong (?:dose|pills?|tablets?|medicine|medication|bottle|syringe)|too much (?:insulin|calpol|"
    r"medicine|medication|paracetamol|tylenol|ibuprofen))",
    r"(?:insulin|dose|medication|medicine|tablets?|pills?) twice",
    r"(?:heater|boiler|stove|generator|barbecue|bbq|grill|fire|furnace|charcoal|car|engine|oven) ~~ (?:all of us|"
    r"we all|both|all three|everyone|everybody|family|whole family) ~ (?:headaches?|dizzy|sick|sleepy|nausea|"
    r"nauseous|faint|confused|collapsed)",
    r"(?:all (?:of us|three|four)|we all|everyone|the (?:dog|cat|kids) and i) (?:of us )?(?:have|has|got|feel|"
    r"woke up with) ~ (?:headaches?|dizzy|nausea|sick|faint) ~~ (?:heater|boiler|stove|gas|fumes|generator|alarm)",
    r"(?:everything|voices|sounds?|the room|the ceiling|walls|vision|head|hed|eyes) (?:is|are|sounds?|looks?|"
    r"feels?|keeps?|gone|has gone) (?:so |all |very )?(?:far away|melting|spinning|blurr\w+|yellow|double|moving|"
    r"breathing|underwater|dark|swimming|numb|green|fading)",
    r"(?:wasn't|weren't|not|isn't) (?:an? )?(?:attempt|suicide attempt|overdose) ~~ (?:took|taken|sleep|pills|"
    r"just|only|cabinet)",
    r"(?:cough syrup|mouthwash|hand sanitizer|sanitiser|rubbing alcohol|methylated|antifreeze|aftershave|cleaner|"
    r"weed ?killer|drain cleaner|bleach|lighter fluid|descaler|paint stripper|lamp oil) ~~ (?:drank|drunk|half|"
    r"whole|bottle|rum|vodka|swallow\w*|scream\w*|burn\w*|mouth|lemonade bottle|mistake|melting|throat)",
    r"(?:drank|drunk|swallowed|sipped|gulped|downed) ~ (?:the |some |a |from the bottle of )?(?:drain cleaner|"
    r"weed ?killer|bleach|antifreeze|cough syrup|cleaner|descaler|lighter fluid|lamp oil|perfume|detergent|"
    r"sanitizer|sanitiser|methylated spirits?|paint stripper|e-?liquid)",
)
_EATING = possible(
    "any",
    r"(?:<not>|no) (?:had |eaten )?(?:a |any )?(?:real|proper|full|normal|whole|single|solid) (?:meal|meals|"
    r"food) (?:since|in|for)(?! (?:breakfast|lunch))",
    r"(?:i|she|he|they|still|to) (?:just |still |even |only |have |has |secretly |usually |always )*purg(?:e|ed|"
    r"es|ing)(?: (?:every|again|today|tonight|after|twice|each|all|it|when|at|in|my|daily|and|last|so|until|two|"
    r"three)|[.!,?]|$)",
    r"(?:nobody|no one|no-one|they|anyone|anybody|mum|mom|my \w+|everyone) (?:can |will |could |ever |to |won't |"
    r"can't |doesn't )?(?:hears?|notices?|knows?|sees?|finds?) (?:me |that i'm |that i |when i )?(?:being sick|"
    r"vomit\w*|throw\w* up|puk\w+|purg\w+|bing\w+|not eating|(?:don't|didn't) eat)",
    r"(?:shower|tap|taps|water|music|fan|radio) (?:is |on |running |turned )?(?:on|running|so|to)? ?~ (?:hears?|"
    r"hide|cover|drown|sound|nobody|no one)(?: ~ (?:sick|vomit\w*|throw\w*|puk\w*|purg\w*|me))",
    r"(?:shower|bathroom|toilet|loo) ~ (?:after|following) (?:dinner|lunch|meals?|eating|every|breakfast)|"
    r"after (?:dinner|lunch|meals?|eating|breakfast|every meal) i (?:\w+ )?(?:take a shower|turn on the (?:shower|"
    r"tap|water)|go (?:straight )?to the (?:bathroom|toilet|loo))",
    r"(?:never|don't|not|avoid\w*|stopped|can't|hate|refus\w+|won't|no longer) (?:have to |want to |to )?eat(?:s|"
    r"ing)? (?:with|in front of|near|around) (?:others|other people|people|anyone|anybody|us|my family|the family|"
    r"friends|them|me)",
    r"(?:water|coffee|black coffee|air|gum|ice|tea|diet coke|nothing) (?:only |and one apple |and gum |and water |"
    r"alone |all week |all day )*(?:during the week|all week|for days|diet|and one (?:apple|cracker|egg)|until i|"
    r"fast|and something on)",
    r"(?:just|only|\") ?(?:air|water|ice|coffee)\"? (?:diet|fast|cleanse)",
    r"(?:if|when|because|since) i (?:was|am|'m|have been|wasn't|been) (?:good|bad|weak|disgusting|"
    r"greedy) ~?~? ?(?:eat|food|meal|something|dinner|calories)?",
    r"(?:day|week) (?:\d+|two|three|four|five|six|seven|ten) (?:of|without) ~ (?:diet|fast|food|eating|meal|"
    r"calories|nothing)",
    r"(?:saw|seeing|see) stars (?:on|when|again|and|in|every|after)(?! (?:tonight|at night|through|in the (?:sky|"
    r"night)))",
    r"(?:skinny|thin|tiny|size zero|thigh gap|bones|skeleton|lighter|empty) (?:queen|legend|though|enough|again|"
    r"is winning|feels|goals?|at last|girl)",
    r"(?:period|periods) (?:has |have )?(?:stopped|gone|vanished|disappeared|went away) ~~ (?:fat|thin|blacked|"
    r"faint\w*|weight|eat\w*|kilos?|stairs|cold|hair|food|ill)",
    r"(?:blacked out|faint\w*|passed out|collapsed|dizzy|saw stars) ~~ (?:fat|thin|eat\w*|weight|food|skinny|"
    r"meals?|calories|enough|nothing but|going again|hungry|diet|apple|kilos?)",
    r"(?:too|not|still) (?:fat|thin|skinny|thin enough|sick enough|underweight) (?:enough )?to (?:be (?:ill|sick|"
    r"anorexic)|have (?:a problem|an eating disorder|anorexia)|need help|deserve help)|(?:not that thin|"
    r"not thin enough|not underweight|not skinny enough) ~~ (?:ill|sick|purge|starv\w*|problem|eat\w*)",
    r"(?:not|don't|doesn't|never|won't|didn't) (?:let|allow) (?:myself|himself|herself|themselves) (?:to )?(?:eat|"
    r"have (?:food|dinner|breakfast|lunch|any)|swallow|touch food|finish)",
    r"only (?:let|allow|allows|lets) (?:myself|herself|himself|themselves) ~~ (?:apple|coffee|kilos?|calories|egg|"
    r"cracker|kg|meal|bites?|pounds|until|lettuce|water|a day)",
    r"(?:throw|threw|throwing|throws) (?:it|them|everything|"
    r"it all|all of it|dinner|lunch|my food|the food) (?:all )?(?:back )?(?:up|out of me|rid of)|(?:get|gets|"
    r"getting|got) rid of (?:it|them|everything|dinner|lunch|what i ate|the food)(?:,? (?:every|each|after|in the|"
    r"again|somehow|all))",
    r"(?:stuff|stuffing|stuffs|gorge|gorging|cram|cramming) (?:my face|myself|herself|himself|it all|food|"
    r"everything) ~~ (?:until|hurts?|sick|rid of|throw|vomit\w*|secret|cry\w*|hate|ashamed|night)",
    r"(?:one|two|three|five|ten|twenty|thirty|forty|\d+|too many|so many|a handful of|a box of|boxes of|loads of|"
    r"more) (?:of the )?(?:laxatives?|diet pills|water pills|diuretics)",
    r"(?:laxatives?|ipecac|diuretics) (?:a|every|each|per|after|before|at) (?:night|day|meals?|time|week|dinner|"
    r"weigh\w*|bed)",
    r"(?:hides?|hiding|hid|hidden|pockets|slips) (?:his|her|my|their|the|all (?:his|her|my)) (?:food|plate|meals?|"
    r"lunch|dinner|breakfast|leftovers|sandwiches) ~?~? ?(?:napkins?|bones|sleeves?|pockets?|dog|faint\w*|bag|bin|"
    r"eat\w*|notice)?",
    r"(?:bones?|ribs|spine|shoulder blades|cheekbones|collarbones?) (?:\w+ )?(?:stick|sticks|sticking|poke|poking|"
    r"show|shows|showing|jut|visible)(?: out| through)?|(?:just|all|nothing but|skin and|a bag of) bones",
    r"(?:cuts?|cutting|splits?|slices?|divides?|breaks?) (?:a |an |each |one |every |her |his |"
    r"my )(?:\w+ )?(?:grape|almond|pea|apple|cracker|bean|raisin|blueberry|slice|sandwich|cookie|egg|carrot|"
    r"strawberry) (?:in|into|in to) (?:\w+ )?(?:pieces|bits|parts|slices|eighths|tiny|quarters)(?: ~~ (?:cry|"
    r"cries|watch|panic|chew|hour|eat))",
    r"(?:cries?|panics?|screams?|shakes?|freaks out|loses it|hides?) (?:if|when|whenever|every time) (?:we|i|"
    r"anyone|anybody|mum|mom|they|you|people|somebody|someone) (?:watch|watches|see|sees|serve|offer|put|touch|"
    r"cook|make|mention|look)(?:es|s)? ?~? ?(?:eat|her|him|food|plate|butter|oil|dinner|meal)?",
    r"(?:real|proper|full|normal|whole|single|solid) (?:meal|meals|food) (?:since|in|for|all) (?:\w+day|days|"
    r"weeks|(?:a|two|three|four|\d+) (?:days|weeks|week)|week|christmas|ages|last)",
    r"(?:deserve|earned|allowed|right) (?:to be hungry|to starve|to go hungry|the hunger|to feel hungry|"
    r"the pain of hunger)|deserv(?:e|ing) hunger",
    r"(?:no|skip\w*|cut(?:ting)? out|without|cancel\w*) (?:dinner|lunch|breakfast|food|meals?|eating|"
    r"supper) (?:for|until|all|the rest of|this|till) ~ (?:week|i'm|i fit|thin|days|weight|month|kilos?|lose|"
    r"weekend|wedding|smaller)",
    r"(?:see|sees|seeing|feel like|look like|looks like|call myself|calls herself) (?:a |an )?(?:whale|pig|cow|"
    r"elephant|hippo|blob|monster|fat (?:cow|pig))(?! (?:watching|show|in the|at the))",
    r"(?:jeans|clothes|trousers|pants|rings?|dress|skirt|uniform|belt) (?:is|are|keep|keeps|fall|falls|hang|"
    r"hangs) ?(?:falling|hanging|sliding|slipping)? ?(?:off|loose) ~~ (?:fat|whale|eat\w*|dinner|food|still|"
    r"weight|more|smaller|hungry)",
    r"(?:mak(?:e|ing)|force|forcing) (?:yourself|myself|oneself) (?:to )?(?:puke|sick|vomit|throw up|gag|purge|"
    r"be sick)",
    r"(?:won't|doesn't|refus\w+ to|stopped|will not|does not|never) (?:eat|eats|eating|ate) (?:with us|at (?:the|"
    r"our) table|any ?more|in front of|dinner|lunch|meals|food|solid|at all|anything but)",
    r"chew (?:my|the|her|his) food and spit|(?:run|ran|running|swim|swam|cycle\w*|exercis\w*|work(?:ed|ing)? out|"
    r"gym) ~~ (?:nothing but|no food|without eating|empty stomach|blacked out|faint\w*|burn(?:t|ed)? off|"
    r"until i (?:drop|collapse|faint|throw|black))",
    r"until i (?:hit|reach|weigh|am|get to|see) (?:\d\d ?(?:kilos?|kg|pounds|lbs)|my (?:goal|bones|ribs)|"
    r"size (?:zero|0)|\d\d\b)",
    r"(?:tell|say to|convince|fool|trick|lie to|what do i say to) (?:my |the |them|her |"
    r"him )?(?:\w+ )?~ (?:stop making me eat|already (?:ate|eaten)|not eating|make me eat|think i (?:ate|eat)|"
    r"leave me alone about (?:food|eating|my weight))",
)
HINTS: Mapping[Kind, tuple[Rule, ...]] = {
    "self_harm": _SELF_HARM,
    "abuse": _ABUSE,
    "poisoning": _POISONING,
    "eating": _EATING,
}
"""The rules of each kind."""
