"""Words that speak of abuse: of a partner, of a child, of anybody who cannot get away."""

from selfother.dialogues.crisis.wording import Rule, clear, possible

__all__ = ["RULES"]

_WHO = r"(?:<he>|(?:my|our|her|his|their) (?:\w+ )?<people>|who|it's my <people>|and)"
_WHOM = r"(?:me|us|<him>|(?:my|our|his|her|their|the) (?:\w+ )?(?:<child>|mum|mom|mother|wife|girlfriend|kid|kids))"
_HIT = (
    r"(?:hits?|hit|hitting|beats?|beat|beating|slaps?|slapped|slapping|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|"
    r"chok(?:e|es|ed|ing)|"
    r"strangl(?:e|es|ed|ing)|shov(?:es|ed|ing)|push(?:es|ed) ~ (?:down|stairs|wall)|burns|burned|burnt|bruis(?:es|ed)|"
    r"smack(?:s|ed|ing)|whip(?:s|ped)|belt(?:s|ed)|headbutt(?:s|ed)|drag(?:s|ged)|grabs|grabbed|spat at|"
    r"spits? (?:on|at)|"
    r"throws? (?:things|plates|stuff) at|threw (?:a|things|plates|stuff|the) ~ at|pulled a knife on|pinn(?:ed|s)|"
    r"shook|shakes|shaking)"
)
RULES: tuple[Rule, ...] = (
    *clear(
        "any",
        rf"{_WHO} (?:\w+ly )?(?:just |has |had |have |used to |sometimes |always |still |started |keeps |kept |is |"
        rf"was |will |would |did |been |often |once )*{_HIT} {_WHOM}"
        r"(?! (?:up|with (?:a|an|the) (?:idea|question|joke|news|bill|fact|compliment)|for (?:money|a loan|cash)|"
        r"at (?:chess|tennis|cards|golf|mario|"
        r"scrabble|poker|monopoly|pool|darts|squash|table|every|fifa|video|any|the|a|it)|to (?:it|the)|in (?:the|"
        r"a|an) (?:race|quiz|game|final|election|match|"
        r"vote|pub)|by \d|again at|over (?:coffee|lunch)|\d))",
        r"(?:forc(?:es|ed|ing)|mak(?:es|ing)|made|coerc(?:es|ed|ing)) (?:me|him|her|them|us) (?:to |"
        r"into )?(?:have sex|sleep with|touch|do sexual|sexual|undress|watch|perform|do things)(?! (?:a|the|this|"
        r"that) (?:film|movie|show|match|game))",
        r"(?:rap(?:e|es|ed|ing)|molest(?:s|ed|ing)?|sexually (?:assault(?:s|ed)?|abus(?:es|ed|ing))|assault(?:s|"
        r"ed|ing)?|grop(?:es|ed|ing)|groom(?:s|ed|ing)) (?:me|us|<him>|(?:my|our|his|her|the) (?:\w+ )?<people>)",
        r"(?:was|were|been|being|got|get|getting|is|am|i'm) (?:\w+ )?(?:raped|molested|sexually (?:assaulted|"
        r"abused)|groomed|assaulted|abused|beaten(?! (?:at|by \d|in (?:the|a)|to|on penalties|up by (?:the|"
        r"this)))|strangled|choked by|slapped by|trafficked|beaten up|hit by (?:my|his|her) (?:\w+ )?<people>|"
        r"abused by)",
        r"(?:touch(?:es|ed|ing)?) (?:me|him|her|us) (?:down there|where|there|in (?:ways|a way|places)|"
        r"inappropriately|at night|when|sexually|under|between|and (?:told|says|said))",
        r"(?:touch(?:es|ed|ing)?|show(?:s|ed)?|ask(?:s|ed)? (?:to see|for)) (?:me |him |her )?(?:my|his|her|"
        r"their) (?:private|privates|private parts|penis|genitals|chest|breasts|nudes)",
        r"(?:comes?|came|coming|gets?|climbs?|sneaks?) (?:in|into) (?:my|her|his) (?:room|bed|bedroom|"
        r"tent) (?:at night|when|drunk|and|after|every)",
        r"(?:threaten(?:s|ed|ing)?|said|says|saying|swore|swears|promised|promises|tells me|"
        r"told me)(?: me)?(?: that)?(?: <he>)?(?: to|'ll| will| would|'d| is going to)? (?:kill|hurt|shoot|stab|"
        r"burn|strangle|harm|bury|beat|murder) (?:me|us|(?:my|the|our) (?:\w+ )?(?:<people>|dog|cat|"
        r"family))(?! if (?:i|we) (?:spoil|forget|miss|lose|don't (?:like|try|come)))",
        r"(?:domestic|child|sexual|physical|emotional|financial|elder|partner) (?:abuse|violence) ~ (?:home|me|my|"
        r"happening|us|at|going|victim|from|by|i'm|situation|again|now)",
        r"(?:victim|survivor) of (?:domestic|sexual|child) (?:abuse|violence)",
        r"(?:abusive|violent|controlling) (?:\w+ )?(?:relationship|marriage|home|household|husband|wife|partner|"
        r"boyfriend|girlfriend|dad|father|mother|mum|mom|stepdad|stepfather|parents?|ex|situation|family)",
        r"(?:<he>|<people>) (?:is|are|gets|was|has been|can be|became|'s|become|turned|turns) (?:\w+ )?(?:abusive|"
        r"violent|aggressive|physical with (?:me|us|<him>))(?: (?:to|towards?|with|when|at|again)|[.!,]|$)",
        r"(?:abus(?:es|ing)|abused) (?:me|us|<him>|(?:my|our|his|her|the) (?:\w+ )?<people>)",
        r"(?:won't|doesn't|wouldn't|does not|will not|never|not|don't|didn't) (?:let|lets|allow|allows|"
        r"allowed) (?:me|us|<him>|my <people>) (?:to )?(?:leave|out|go (?:out|anywhere|outside|home|to work)|"
        r"see (?:my|anyone|anybody|friends|a doctor|<him>|her|his)|talk to|speak to|have (?:money|a phone|my own|"
        r"friends|any)|eat|call|work|use the phone|drive)(?: (?:the house|the flat|alone|anyone|friends|family|"
        r"parents|home|without|any|my|at all|him|unless)|[.!,]|$)?",
        r"(?:lock(?:s|ed|ing)?|shuts?|trap(?:s|ped)?) (?:me|us|<him>|my <people>) (?:up|in|out|inside|"
        r"outside)(?! (?:a |the )?(?:contract|lease|loop|deal|rate|car by accident|the escape))",
        r"(?:took|takes|taken|taking|hid|hides|keeps|checks|controls|tracks|monitors|reads|controlling|smashed|"
        r"smashes|went through|goes through) (?:away )?(?:my|all my|her|all her) (?:phone|passport|money|wages|"
        r"bank card|cards?|keys|id|papers|messages|texts|every move|location|salary|documents)(?: (?:so|and|every|"
        r"when|because|away|off me|to|if)|[.!,]|$)",
        r"(?:scared|afraid|terrified|frightened|fear) (?:of|to go home to|to be alone with|to go home|for my life|"
        r"when|he'll|she'll|what) (?:my |her |his |the )?(?:\w+ )?(?:husband|wife|partner|boyfriend|girlfriend|"
        r"dad|father|mum|mom|mother|stepdad|stepfather|stepmum|stepmom|stepmother|uncle|brother|ex|parents|"
        r"gets home|comes home|gets drunk|drinks|<he> (?:will|might|would|gets|comes|drinks|do|does))",
        r"(?:scared|afraid|terrified|frightened|don't want|can't|cannot) (?:to )?(?:go|be|"
        r"going) (?:back )?home(?: ~ (?:he|she|dad|father|mum|mom|him|her|hit|hurt|angry|drunk|husband|wife))",
        r"(?:fear|feared|fearing|scared|frightened|afraid|terrified) for (?:my|our|her|his|their|the kids'?|"
        r"the children's?) (?:li(?:fe|ves)|safety|<people>)",
        r"(?:black eye|bruises?|bruised|broken (?:arm|rib|ribs|nose|jaw)|burn marks?|belt marks?|hand ?marks?|"
        r"finger ?marks?|welts?|handprints?|cigarette burns?) ~ (?:from|where|because|by|on (?:my|her|his|their)|"
        r"after|he|she|dad|him|neck|face|again|every)",
        r"(?:walk(?:s|ed|ing)?|walking) on eggshells ~ (?:he|him|she|her|husband|wife|partner|home|boyfriend|"
        r"angry|temper|hit)",
        r"(?:hands|hand|fingers) (?:round|around|on) (?:my|her|his) (?:throat|neck)",
        r"(?:push|pushes|pushed|threw|throws|shoved|slammed|slams|knocked) (?:me|him|her|us|them) (?:down|against|"
        r"into|across|to the (?:floor|ground|wall)|up against|on the floor|out of)(?! (?:a )?(?:pool|conclusion|"
        r"job|decision))",
        r"(?:stalk(?:s|ed|ing)|follow(?:s|ed|ing)) (?:me|her) (?:home|everywhere|to work|again|for (?:weeks|"
        r"months)|online and|and)",
        r"(?:send|sending|sent|sends|asks? for|asked for|wants?|share|post|leak|threatening to (?:post|share|leak|"
        r"send)) ~ (?:nudes?|naked (?:pics?|pictures?|photos?)|nude (?:pics?|pictures?|photos?)|dirty pics|"
        r"explicit (?:photos?|pictures?)|topless)",
        r"(?:secret|our secret|tell anyone|told not to tell|don't tell|can't tell anyone|not to tell|"
        r"keep quiet) ~ (?:touch(?:es|ed|ing)?|hurt|uncle|teacher|coach|stepdad|pastor|what he does|what he did|"
        r"he does)",
        r"(?:shook|shake|shaking|shaken|hit|hurt|smothered|smother|threw|dropped|slapped|drown|burned) (?:my|the|"
        r"our) (?:baby|newborn|infant|toddler|\w+.month.old)",
        r"(?:going to|gonna|might|could|afraid i'll|scared i'll|scared i will|want to|about to|thoughts of|"
        r"thoughts about|thinking about|urge to|close to) (?:hurt|hurting|shake|shaking|hit|hitting|smother|"
        r"smothering|harm|harming|kill|killing|drown|drowning|lose it with|snap (?:at|and hurt)|throw) (?:my|the|"
        r"our) (?:\w+ )?(?:baby|newborn|infant|toddler|child|children|kids?|son|daughter|wife|husband|mother|mum|"
        r"dad|partner|girlfriend|boyfriend)",
        r"(?:neglect(?:s|ed|ing)?|left alone|leaves|starv(?:es|ed|ing)|don't feed|doesn't feed|not (?:being )?fed|"
        r"withholds food from) (?:<him>|me|us|the|my|his|her|their|for) ~ (?:<child>|days|alone|food|nights?|"
        r"mother|gran|grandma|hungry)",
        r"(?:no food|nothing to eat|no heating) ~ (?:parents?|mum|mom|dad) ~ (?:gone|left|away|drunk|using|days)",
        r"<him>self on me",
        r"(?:forced (?:marriage|to marry)|making me marry|marry (?:him|a man|my cousin) ~ (?:against|don't want|"
        r"force|make|abroad|kill))",
        r"(?:fgm|to be cut back home|honou?r (?:killing|violence))",
    ),
    *possible(
        "any",
        r"(?:threaten(?:s|ed|ing)?|attack(?:s|ed|ing)?|pulled) (?:me|us|<him>|my \w+) (?:with|using) (?:a|an|the|"
        r"his|her) (?:\w+ )?(?:weapon|knife|gun|bat|belt|bottle|hammer|rope|razor|scissors|machete|pistol|rifle|"
        r"axe)",
        r"(?:get|gets|got|turn|turns|turned|being|is|was|goes) (?:only |just |a bit |so |very |"
        r"really )*(?:physical|rough|handsy|violent|nasty|heavy-handed)(?: ~ (?:with|when|about|twice|every|"
        r"sometimes|at|after|if|month|week))?(?! (?:therapy|activity|exercise|book|copy|store|idea|sketch|draft|"
        r"estimate|weather|sea|day|week|start))",
        r"(?:cover|hide|hiding|covering|conceal|disguise|explain) (?:up )?(?:a |the |my |these |some |his |"
        r"her )*(?:black eye|bruise|bruises|bruising|marks|handprint|bite|bite marks|split lip|burn|burns)",
        r"(?:chair|wardrobe|dresser|furniture|something) (?:under|against|in front of|behind) (?:the|"
        r"my) (?:bedroom )?(?:door|handle|door handle|doorknob)",
        r"(?:he|she|they|they're|he's|who) (?:comes?|came|coming|walks?|gets?|sneaks?|creeps?) (?:in|"
        r"into my \w+) (?:at night|while i (?:sleep|shower|change|am)|when i'm (?:asleep|in bed|changing|"
        r"in the (?:shower|bath)))",
        r"(?:dad|daddy|father|mum|mom|mother|stepdad|stepmum|stepmom|stepfather|husband|wife|boyfriend|girlfriend|"
        r"partner|uncle|he|she|his|her)(?:'s)? (?:\w+ )?(?:belt|fists?|slipper|cane|wooden spoon|backhand|"
        r"right hook|hands)(?: ~ (?:again|tonight|me|my (?:back|face|legs)|meeting|punish\w*|lesson|out|came|"
        r"comes))",
        r"(?:he's|he is|she's|she is|dad's|he'll be|she'll be|they're) (?:waiting|outside|downstairs|at the door|"
        r"coming|on his way|on her way|home|drunk|looking for (?:me|us))(?: ~ (?:there|for me|home|drunk|angry|"
        r"again|scared|knife|hide|door))",
        r"(?:scared|afraid|terrified|frightened|nervous|dread) ~ (?:of (?:him|her)|when (?:he|she) (?:comes|gets|"
        r"drinks|shouts|is angry|is home)|(?:he|she) (?:comes|gets) (?:home|back|in)|(?:his|her) (?:temper|moods|"
        r"car|key|footsteps))",
        r"(?:he|she) (?:gets|got|goes|went) (?:so |really |very )?(?:angry|mad|furious|jealous|in a rage|"
        r"drunk) (?:and|that|then|when) ~ (?:throws?|threw|breaks?|broke|smash(?:es|ed)|hit|punch|wall|door|hide|"
        r"scared|locks?|hole|grab|kids|frighten)",
        r"(?:punch(?:es|ed|ing)?|smash(?:es|ed|ing)?|broke|breaks|kick(?:s|ed|ing)) ~ (?:wall|door|plates?|phone|"
        r"tv|window|furniture|holes?) ~ (?:me|next to|angry|mad|argu|fight|when|head|drunk|because|shout|scream|"
        r"kids)",
        r"(?:my fault|made him|made her|provoked|deserve(?:d)? it|i (?:push|pushed) (?:his|her) buttons) ~ (?:hit|"
        r"angry|hurt|slap|bruise|he|she|snap|lash|when|mad|lose)",
        r"(?:he|she|they) (?:didn't|doesn't|did not|don't) mean (?:to hurt|to do it|it when|to hit|to scare|"
        r"to leave (?:a mark|marks))",
        r"(?:he|she) (?:only|just) (?:does it|hits|gets like (?:this|that)|did it|hurts|loses it|lost it|shouts|"
        r"drinks) (?:when|because|once|if|after|out of)",
        r"(?:apologi[sz]es?|says sorry|said sorry|cries|flowers|buys me|promises) ~ (?:after(?:wards)?|every time|"
        r"each time|never again|won't (?:do it|happen)|it won't happen) ~ (?:hit|hurt|again|happen|then|but|does|"
        r"do it)",
        r"(?:wear|wearing|use|using) ~ (?:make-?up|concealer|long sleeves|sunglasses|foundation|scarf) ~ (?:cover|"
        r"hide|bruise|marks|so nobody|so no one|eye)",
        r"(?:flinch(?:es|ed|ing)?|cower(?:s|ed|ing)?) (?:when|whenever|if|every time|at)",
        r"(?:afraid|scared|doesn't want|won't|cries|refuses|begs|screams|begging|terrified) (?:to )?(?:go|be|"
        r"going|going back|being|goes|be left|stay) (?:home|alone|near|to|with|back)(?: (?:with|to|"
        r"after))? ~ (?:dad|father|mum|mom|uncle|stepdad|stepfather|grandpa|grandad|babysitter|coach|teacher|him|"
        r"her|boyfriend|school|visits?|daddy)",
        r"(?:older|much older|grown|\d\d.year.old|adult) (?:man|guy|woman|person|friend|boyfriend|"
        r"stranger) ~ (?:online|discord|snapchat|chat|secret|meet|pictures|photos|gifts|school|alone|hotel)",
        r"(?:meet|meeting) (?:up )?(?:him|her|a man|someone|somebody|this guy) ~ (?:alone|online|secret|hotel|"
        r"parents don't know|without telling|not tell)",
        r"(?:controls|control|decides|dictates|tells me) (?:everything|all my|what i|who i|where i|the money|"
        r"my money|how i)(?: (?:i |can )?(?:wear|eat|do|spend|talk|see|go|money|dress|speak))?",
        r"(?:isolat(?:es|ed|ing) me|cut me off from|turned everyone against me|gaslight(?:s|ing)? me)",
        r"(?:if i (?:leave|left|tell|told|go|say|speak)|when i (?:try to leave|tried to leave|leave)) ~ (?:kill|"
        r"hurt|find me|take the (?:kids|children|baby)|come after|never see|regret|burn|worse|him)",
        r"(?:doesn't|don't|won't|does not|wouldn't|didn't) (?:stop|listen|care|like it|take no) when i (?:say|"
        r"said|tell|told|beg|ask) (?:no|stop|him|her|to stop)",
        r"(?:said|say|saying|told (?:him|her)) (?:no|stop) (?:but|and) (?:he|she|they) (?:didn't|wouldn't|kept|"
        r"did|carried|continued|never|went|still|don't)",
        r"(?:had|have|having|has) sex ~ (?:didn't want|don't want|no choice|or (?:he|she) gets|keep the peace|"
        r"asleep|passed out|drunk and|so he won't|even when)",
        r"(?:next door|neighbou?rs?|upstairs|downstairs|through the wall|flat above|across the (?:road|street|"
        r"hall)) ~ (?:scream(?:s|ing)?|cry(?:ing)?|beat(?:s|ing)?|hit(?:s|ting)?|thud|thump|bang(?:s|ing)?|"
        r"begging|shouting at|violence|hurting) ~ (?:child|kids?|wife|baby|woman|her|help|every night|again|"
        r"girlfriend|him|boy|girl|please|stop|now|children)",
        r"(?:hurts?|hurting|hurt) (?:me|us|(?:my|our) (?:\w+ )?(?:<child>|mum|mom|mother)) (?:when|again|every|"
        r"and|at|if|physically|badly|so bad|on purpose|last|tonight|bad)",
        r"(?:nowhere|no where|anywhere) (?:else )?(?:to go|safe)(?: ~ (?:leave|him|her|kids|he|she|hit|husband|"
        r"tonight|home))",
        r"(?:safe|unsafe|not safe|in danger) (?:at home|in my (?:own )?(?:home|house)|with (?:him|her|"
        r"my (?:husband|wife|partner|dad|father|mum|mom|stepdad|boyfriend|girlfriend|uncle|ex)))",
        r"(?:hid|hide|hiding|locked myself|barricaded) ~ (?:bathroom|toilet|closet|wardrobe|bedroom|"
        r"car) ~ (?:from|until|because|he|she|him|her|dad|drunk|shouting|calms?|husband|banging)",
        r"what happens (?:at home|behind closed doors|at night|when (?:dad|mum|mom|he) (?:drinks|gets|comes))",
    ),
)
"""Every rule of this kind."""
