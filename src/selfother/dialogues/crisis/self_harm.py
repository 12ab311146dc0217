"""Words that speak of suicide and of self-harm, said outright or by what somebody does before it."""

from selfother.dialogues.crisis.wording import Rule, clear, possible

__all__ = ["RULES"]

_SAID: tuple[Rule, ...] = (
    *clear(
        "any",
        r"(?:kill|killing|off|offing|hang|hanging|drown|drowning|shoot|shooting|top|topping|unaliv(?:e|ing)|"
        r"murder) <self>",
        r"(?:hurt|hurting|hurts|harm|harming|harms|cut|cutting|cuts|burn|burning|burns|starv(?:e|ing)|punish|"
        r"punishing) <self>",
        r"<want> (?:to )?(?:just )?(?:commit|do|attempt|die by) <suicide>",
        r"(?:commit|committing|attempt|attempting|attempted|tried) <suicide>",
        r"(?:take|taking|takes|end|ending|ends|finish) (?:my|his|her|their) (?:own )?li(?:fe|ves)",
        r"<want> (?:to )?(?:just |really |only )?(?:be dead|die|unalive|end my life|not (?:be alive|live|exist|"
        r"wake up))",
        r"<want> (?:to )?(?:just )?end (?:it|things|everything)(?: all)?(?! with)",
        r"end(?:s|ing)? it all",
        r"(?:suicidal|suicide note|suicide plan|suicide pact|suicide attempt|suicidality)",
        r"(?:thinking|think|thinks|thought|thoughts|dreaming|obsessed|googl(?:e|ed|ing)|looking up|researching|"
        r"talk(?:s|ed|ing)? about|"
        r"consider(?:s|ed|ing)?|contemplat(?:es|ed|ing)|threaten(?:s|ed|ing)?) (?:a lot )?(?:of |about |with |"
        r"up )?<suicide>",
        r"self.?harm(?:s|ed|ing|er)?",
        r"(?:kms|ctb|unaliv(?:e|ing) (?:myself|himself|herself|themselves))",
        r"no longer <want> (?:to )?(?:live|be alive|be here|exist)",
        r"<not> <want> (?:too? )?(?:be here|live|be alive|exist|wake up)(?! early| late| before| so early| for|"
        r" to (?:an|the)| with| in | near| at |ly)",
        r"wish(?:es|ed)? <i> (?:was|were|wasn't|weren't) (?:dead|alive|never born|born)",
        r"wish(?:es|ed)? (?:to be|<he> (?:was|were)) dead",
        r"(?:better off|happier|easier) (?:if <i> (?:was|were|am) )?(?:dead|without me(?: here| around)?)",
        r"(?:slit|slitting|slash|slashing|cut|cutting) (?:my|his|her|their) (?:wrists?|arms?|thighs?|throat|"
        r"veins?|legs?)",
        r"(?:noose|ligature) ~ (?:neck|ready|beam|tied|closet|garage|bought|tree)",
        r"(?:tied|tying|made|bought|making) (?:a |the )?noose",
        r"(?:jump|jumping|step|stepping|throw myself|throwing myself|walk|walking|leap|run) (?:off|in front of|"
        r"from|under|into) ~ "
        r"(?:bridge|building|roof|train|traffic|bus|cliff|balcony|truck|lorry|window|motorway|highway|tracks|car|"
        r"river|sea)",
        r"(?:drive|driving|swerve|swerving|steer|steering|crash|crashing) ~ (?:into|off) ~ "
        r"(?:tree|wall|traffic|bridge|road|river|lorry|truck|cliff|barrier)",
        r"(?:gun|pistol|rifle|barrel) (?:to|in|against|at) (?:my|his|her|their) (?:head|mouth|temple|chest|hand)",
        r"(?:painless|easiest|quickest|best|fastest|peaceful|least painful|foolproof|surest) ~ (?:ways?|"
        r"methods?) (?:to|of) "
        r"(?:die|dying|end it|go|end my life|end (?:a|your) life|overdose)",
        r"how (?:many|much|few) ~ (?:<pills>|mg|grams|poison|blood) ~ (?:die|dying|fatal|lethal|overdose|kill(?:s|"
        r"ed)?|dead|end it)",
        r"how (?:to|can i|do i|would i|many|much|long) ~ (?:die|overdose|to (?:be|be a) (?:lethal|fatal)|"
        r"kill (?:me|a person|someone my size)|bleed out)",
    ),
)
_BEFORE: tuple[Rule, ...] = (
    *clear(
        "self",
        r"(?:written|wrote|writing|finished|left) ~ (?:my |the |a |all )?(?:goodbye|farewell|suicide|final|"
        r"last) (?:letters?|notes?|messages?|video)",
        r"(?:everyone|everybody|people|they|the world|the kids|family|he|she|you|you'd|they'd|you'll|mum|mom|"
        r"all) ~ better off without me",
        r"(?:world|life|lives|family|kids) ~ (?:better|easier|happier) (?:off )?(?:without me|if i (?:wasn't|"
        r"weren't|was not|were not))",
        r"by the time (?:you|anyone|they|somebody|someone|he|she) (?:read|reads|see|sees|get|gets|find|"
        r"finds)(?: this)? ~ (?:gone|dead|late|over|this)",
        r"(?:no|not any|isn't any|not a|nothing|little) (?:point|reason|use|sense)(?: left)?(?: in| to|"
        r" for)?(?: me)?(?: to)? "
        r"(?:living|live|going on|go on|being alive|being here|stay alive|staying alive|carry on|carrying on|"
        r"keep going|keep living|existing|exist)",
        r"what(?:'s| is) the point (?:of|in) (?:living|going on|being alive|being here|life|existing|carrying on|"
        r"staying alive|any of it)",
        r"nothing (?:left )?to live for",
        r"(?:life|living|it) (?:is|isn't|is not|not|no longer|isnt) (?:really )?(?:worth living|worth it anymore|"
        r"worth going on)",
        r"(?:go|fall|going|falling|drift) (?:to sleep|asleep) (?:and|to) (?:never|not|don't) (?:wake|waking)(?: up)?",
        r"(?:never|not|didn't|don't|hope i don't|hoping i don't|hoped i wouldn't|wouldn't|"
        r"won't) (?:have to )?wake up (?:again|in the morning|tomorrow|one day|anymore|any more)",
        r"(?:pray|praying|hope|hoping|wish|wishing|beg|begging|hoped|prayed) (?:that |god |every night )?(?:<i>|"
        r"to|not to|god) ~ (?:wake up|not wake|wouldn't wake|don't wake|die|be taken|takes? me)",
        r"<not> (?:wake|waking) up(?! (?:early|at|late|before|for|the|my|your|to (?:an|the|your|my)))",
        r"(?:tired|sick|exhausted|weary|done) (?:of|with) (?:living|being alive|life|existing|breathing|this life|"
        r"my life|waking up|fighting to stay)",
        r"(?:saved|saving|stash|stashed|stashing|hoard|hoarded|hoarding|stockpil(?:e|ed|ing)|collected|collecting|"
        r"counted|counting|lined|laid) ~ (?:<pills>)",
        r"<pills> ~ (?:in front of me|in my hand|lined up|laid out|next to me|on the (?:table|bed|counter|"
        r"nightstand)) ~ (?:end|enough|all|tonight|wondering|staring|think|not sure|dont know|don't know|want)",
        r"(?:staring|looking|sitting here|sat here|sitting) (?:at |with )(?:a |the |this |my |all these |"
        r"these )?(?:bottle of |box of |handful of |pile of )?<pills>",
        r"(?:standing|sitting|sat|i'm|im|stood|walked|walking|up) (?:up )?(?:on|at|to) (?:the |"
        r"a )?(?:edge of )?(?:the |a )?(?:bridge|ledge|roof|railing|rooftop|overpass|train tracks|tracks|"
        r"platform edge|cliff)(?! ~ (?:photo|view|sunset|party|garden))",
        r"(?:bought|got|loaded|have|cleaned|found) ~ (?:rope|gun|pistol|razor|razors|blade|blades|"
        r"shotgun) ~ (?:tonight|ready|myself|end|over|dad's|use it|know what|done)",
        r"(?:loaded|got out) (?:my |the |dad's |my dad's )?(?:gun|pistol|shotgun|rifle)",
        r"<i> (?:just )?(?:can'?t|cannot|can not|couldn't) (?:go on|carry on|keep living|keep going|live|"
        r"live like this|face another|face tomorrow|do life|exist|take (?:it|life|living|"
        r"being alive) (?:any ?more|any longer))(?! with)",
        r"(?:don't|dont|do not) (?:want|wanna|wish|deserve|plan|see myself|expect|think i'll) (?:to )?(?:be|"
        r"being) (?:here|alive|around|on this (?:earth|planet))(?! at| in this (?:meeting|class|job|house|town))",
        r"(?:won't|wont|will not|not going to|not gonna|don't plan to|shan't|might not) (?:be (?:here|around|"
        r"alive)|see|make it to|live to see|exist|need (?:it|them|anything)) ~ "
        r"(?:christmas|birthday|summer|spring|winter|next (?:week|month|year)|tomorrow|much longer|anymore|"
        r"any more|monday|morning|where i'm going|new year|thirty|\d\d)",
        r"(?:rid of me|free of me|done with me|shot of me) (?:soon|for good|once and for all|forever|tomorrow|tonight)",
        r"(?:drink|drinking|drank|take|swallow|taking) ~ (?:until|till|so) i (?:don't|dont|never|stop) (?:wake|"
        r"breathing)",
        r"<i> ~ (?:plan|method|date|place) ~ (?:kill|die|end|suicide|when i do it|to do it tonight)",
        r"(?:have|got|made|know) (?:a|my|the) (?:plan|date|method) (?:to|for) (?:do it|when|how|ending|dying|die)",
        r"(?:i|i'm|i've) ~ (?:decided|made up my mind|chosen|set|picked) ~ (?:tonight is the night|going to do it|"
        r"a date|the date|it ends|i'm doing it|to go|to leave this world|this is it)",
        r"(?:put|putting|got|getting|sorted|sorting) (?:all )?(?:my|his|her) affairs in order",
        r"(?:bleed|bled|bleeding) (?:out|myself)",
        r"(?:blade|razor|knife|scissors|lighter|needle) ~ (?:to my|against my|on my|across my|in my) (?:skin|arm|"
        r"wrist|wrists|thigh|leg|throat|arms)",
        r"(?:fresh|new|more|the|hide my|hiding my|covering my|cover my) (?:cuts|scars|burns) ~ (?:arm|arms|wrist|"
        r"wrists|thigh|thighs|sleeves|leg|legs|myself|long)",
        r"(?:relaps(?:e|ed|ing)|started|back to|went back to|can't stop|urge to|urges to|need to) (?:cut|cutting|"
        r"burn|burning|hurt|self.?harming)(?! (?:back|down|carbs|costs|sugar|out|the grass|meat|wood|corners|"
        r"calories|off|into|fat|it|coal|gas))",
        r"(?:i|i've|i'd|i'm) (?:started |been |was )?cut(?:ting)? (?:again|last night|tonight|deeper|today)",
        r"(?:drug|overdose|od) myself",
        r"(?:i|i'd|id|i'm|im|i would) (?:rather|better) (?:be dead|off dead|not exist|dead|not be (?:here|alive))",
    ),
    *possible(
        "self",
        r"(?:given|gave|giving|give) (?:away|up) ~ (?:my|all|the) ~ (?:dog|cat|things?|stuff|guitar|records?|"
        r"books?|clothes|belongings|possessions|everything|jewell?ery|collection|car|pets?|bike|watch|ring|camera|"
        r"tools|savings|plants|medals?|rabbit|bird|horse|laptop|games?|console|violin|piano)",
        r"(?:given|gave|giving|give) (?:my|all my) ~ (?:away|to my (?:neighbou?r|friend|sister|brother|cousin|"
        r"nephew|niece))",
        r"(?:wrote|written|writing|finished) (?:the|my|all|all the|everyone|everybody|them|some|those|a|"
        r"each of them|a few) (?:a )?letters?(?! of| to (?:the editor|my (?:mp|landlord|bank|council|senator)|"
        r"santa))",
        r"(?:said|saying|say|said all|sent) (?:all )?(?:my|our|the) (?:last )?(?:goodbyes?|farewells?)",
        r"(?:goodbye|bye|farewell) (?:everyone|everybody|world|all|cruel world|forever|for good|to everyone)",
        r"this is (?:goodbye|my goodbye|the last (?:time|message|thing)|it for me|where it ends|the end for me|"
        r"my last (?:message|night|day|post))",
        r"(?:my )?(?:last|final) (?:message|night|day|goodbye|post|words?) (?:here|ever|on (?:this )?earth|alive)",
        r"(?:it|this|everything|all of (?:it|this)|the pain) (?:will |'ll |is going to )?(?:all )?(?:be|is|ends?|"
        r"stops?)(?: all)? (?:over|stop|finished|done|end|ended)?(?: all)? ?(?:soon|tonight|by (?:tomorrow|"
        r"morning)|for good|by then)",
        r"(?:it'll|itll|it will|it'd|all) (?:all )?(?:be )?over (?:soon|tonight|by tomorrow|by morning|by then|for me)",
        r"<want> (?:it|this|the pain|everything|all of it|all this|my life|the hurting|"
        r"the noise) (?:all )?(?:to )?(?:just )?(?:be over|stop|end|go away forever|be finished)",
        r"(?:make|makes|making) (?:it|the pain|everything|all this) (?:all )?(?:stop|end|go away)(?: forever|"
        r" for good)?",
        r"(?:can'?t|cannot|can not|don't think i can|not sure i can|couldn't) (?:do|take|handle|bear|stand|"
        r"cope with|face|keep doing) (?:it|this|life|any of it|everything|any of this|living|another (?:day|night|"
        r"year|morning))(?: all)?(?: any ?more| any longer|$|[.!,])",
        r"(?:don'?t|do not) (?:know|think|believe) (?:if |how |that |whether )?i (?:can|could|will|'ll|want to|"
        r"should|shall)(?: even)? (?:go on|keep going|carry on|do this any ?more|be here|make it|keep doing this|"
        r"survive|last (?:the|much|another)|get through (?:the|this|to)|hold on|keep fighting|see tomorrow|stay)",
        r"(?:i'll|ill|i will|i'm going to|i'm|im|i) (?:just )?(?:be|am|be with|be joining|join|joining|see|seeing|"
        r"going to see) ~ (?:mum|mom|dad|nan|gran|grandma|him|her|them|husband|wife|brother|sister|son|daughter|"
        r"baby|angels|god|heaven) (?:again )?(?:soon|in heaven|on the other side|up there|tonight|where she is|"
        r"where he is)",
        r"(?:be|join|follow|see) (?:with )?(?:him|her|them|my \w+) (?:in heaven|on the other side|in the ground|"
        r"up there|in death)",
        r"(?:wish|want|wanted|wanna|going|like|love|could) (?:to |i could |i |"
        r"that i could )?(?:just )?(?:disappear|vanish|cease to exist|not exist|stop existing|evaporate|fade away|"
        r"be erased|erase myself|go away forever)",
        r"(?:never|not|hadn't|wasn't|wish i wasn't|wish i was never|should never have|"
        r"shouldn't have) (?:have )?been born",
        r"wish i (?:wasn't|was not|weren't|had never been|was never|hadn't been) (?:here|born|alive)",
        r"(?:no|only|see no|isn't a|can't see (?:a|any)|not see (?:a|any)|one) (?:other )?way out(?! of (?:the|"
        r"this) (?:car park|building|contract|maze|level|app|menu|city|parking))",
        r"(?:a |nothing but a |just a |such a |only a |being a |less of a )(?:burden|waste of (?:space|air|oxygen|"
        r"breath|skin))(?: (?:to|on) (?:everyone|everybody|my|them|him|her|you|people|society|the))?",
        r"(?:burden|weight) (?:much longer|any longer|to (?:you|them|anyone|anybody|everyone|my \w+))",
        r"(?:would|will|will even|would even|does|would anybody|would anyone) (?:anyone|anybody|they|you|people|"
        r"somebody|nobody|no one)? ?(?:even )?(?:notice|care|miss me|cry|come to my funeral) ~ (?:if|when|for|"
        r"at)? ?(?:i|my|me|gone|funeral)",
        r"(?:no ?one|nobody|noone|not a soul) (?:would|will|'d|is going to|'s going to) (?:even )?(?:notice|care|"
        r"miss me|find me|cry|mind|bat an eye)",
        r"if <i> (?:die|died|was gone|were gone|am gone|are gone|disappeared|don't make it|wasn't here|"
        r"weren't here|wasn't around|weren't around|happened to be gone|were dead|was dead|were to go|"
        r"just stopped)",
        r"(?:when|once|after) (?:i'm|im|i am) (?:gone|dead|not (?:here|around)|no longer (?:here|around)|"
        r"out of the way)",
        r"(?:look after|take care of|looks after|feed|have|take) ~ (?:when|if|once|after) (?:i'm|im|i am|i was|"
        r"i were) (?:gone|not (?:here|around)|dead)",
        r"(?:thank you|thanks|sorry) for (?:everything|all)[.,]? ~ (?:goodbye|gone|soon|over|rest|last|farewell|"
        r"anymore)",
        r"(?:you|they|she|he|everyone|nobody|mum|mom) (?:won't|wont|will not|wouldn't|will never|"
        r"'ll never) (?:have to|need to) (?:worry|deal|bother|put up|care|look after|see) ~ (?:me|about me|"
        r"with me) ~ (?:any ?more|again|longer|soon|after)",
        r"(?:i've|ive|i have|i|i'm|im|feel|feeling|strangely|finally) (?:finally |made |strangely |"
        r"so )?(?:made (?:my )?peace|at peace|my peace|calm) (?:with (?:it|dying|death|going|leaving|god|what)|"
        r"now that|about (?:it|tonight|what)|since i decided)",
        r"(?:i'm|im|i am) (?:ready to (?:go|leave this|let go|give up)|done|giving up|checking out|finished|"
        r"at the end|ready for it to be over)(?: (?:for good|on life|with (?:life|everything|it all|living|"
        r"all of it)|now|fighting|trying|of my rope|this time|$)|[.!])",
        r"(?:give|giving|gave|given) up on (?:life|living|everything|myself|trying to live)",
        r"(?:hate|hating|despise) (?:myself|being alive|my life) ~ (?:end|die|anymore|so much|gone|stop|disappear|"
        r"living|exist|hurt)",
        r"(?:hate|hated) being alive",
        r"(?:don't|dont|do not|doesn't|no longer|stopped|didn't) (?:really )?(?:care|mind|matter|caring) (?:if|"
        r"whether|that) <i> (?:live|lived|die|died|wake|don't wake|get hit|got hit|make it|exist|be alive|survive|"
        r"never wake|crash)",
        r"(?:wouldn't|would not|won't) (?:mind|be (?:so )?(?:bad|sad|upset)) (?:if|it if) ~ (?:hit|killed|"
        r"didn't wake|didn't exist|died|crashed|took me|got (?:hit|cancer|sick)|never woke|fell)",
        r"(?:feel|feeling|felt|feels) (?:like |so )?(?:hopeless|dying|i'm better off dead|it would be better if i|"
        r"i should (?:die|not be here|disappear)|a burden|ending|doing something (?:stupid|bad|permanent)|(?:life|"
        r"it) (?:isn't|is not|ain't) worth)",
        r"(?:do|done|doing|did) something (?:stupid|bad|drastic|permanent|to myself|i can't take back|"
        r"silly)(?: to (?:myself|me))?(?: tonight| soon|$|[.!,])",
        r"<not> (?:trust|sure) (?:myself|i'm safe|i am safe|i'll be safe)(?: (?:tonight|alone|right now|around|"
        r"with the|with (?:a|these)|not to)|[.!]|$)",
        r"<not> (?:feel |be |keep myself |keep me )safe (?:with myself|by myself|from myself|alone|tonight|"
        r"on my own|in my own (?:head|mind))",
        r"(?:voices?|voice in my head|head|brain|mind) (?:keeps? |is |are |keep )?(?:tell|telling|tells|saying|"
        r"say|says) (?:me )?(?:to )(?:do it|hurt|jump|end|die|kill|cut|let go|step)",
        r"(?:too|so) (?:tired|exhausted|broken|empty) to (?:live|go on|keep going|be alive|exist|carry on|"
        r"keep living|fight any ?more|keep fighting)",
        r"(?:want|need|wanna|wanted) (?:to )?(?:just )?(?:sleep|rest) (?:forever|for ?ever|and not|and never|"
        r"permanently|for good)",
        r"(?:sleep|rest|peace) forever",
        r"(?:the )?(?:bridge|train|river|water|tracks|roof|knife|pills|ledge|cliff|balcony|rope) (?:is |are |"
        r"keeps? |looks? |was |seems? )(?:call(?:ing|s)|so (?:tempting|inviting|peaceful|close|easy)|tempting|"
        r"inviting)",
        r"<i> (?:punch(?:ed|ing)?|hit(?:ting)?|scratch(?:ed|ing)?|bit(?:e|ing)|burn(?:ed|t|ing)?|pull(?:ed|ing)?|"
        r"bang(?:ed|ing)?) (?:myself|my (?:own )?(?:arm|arms|legs|thighs|skin|hair out|head (?:against|on|into)))",
        r"(?:deserve|deserves|deserved) to (?:die|be dead|hurt|suffer|be hurt|bleed)",
        r"(?:i|we) (?:should|shouldn't|ought to) (?:just )?(?:die|be dead|not be (?:here|alive)|be alive|"
        r"have died|still be (?:here|alive))",
        r"(?:dark|intrusive|bad|those|scary) (?:thoughts|place) ~ (?:again|back|louder|worse|tonight|hurt|acting|"
        r"every night|myself)",
        r"(?:one|last) (?:more |last )?(?:bad day|straw|thing) (?:away )?(?:from|and) (?:ending|i'm done|i'm gone|"
        r"doing it|i'll do it|jumping)",
        r"(?:insurance|my policy|life insurance|payout) ~ (?:suicide|if i (?:die|died)|worth more dead|cover|"
        r"they'd be (?:fine|ok|set))",
        r"worth more dead(?: than alive)?",
        r"(?:will|wills|my will) (?:is |all )?(?:written|done|updated|finished|sorted) ~ (?:ready|goodbye|now|"
        r"letters|dog|left)",
        r"(?:rehom(?:e|ed|ing)) my (?:dog|cat|pets?|dogs|cats)",
    ),
)
_PLANNED: tuple[Rule, ...] = (
    *clear(
        "self",
        r"(?:prefer|rather|like|choose|want|chosen|decided|decide|chose) (?:to )?(?:not to|not) (?:exist|"
        r"be (?:here|alive|around|living)|wake up|live|go on|continue living)(?! (?:at|in|with))",
        r"(?:chosen|picked|set|decided on|know|circled|fixed|planned) (?:the |a |my )?(?:day|date|hour|night|"
        r"place|spot|time|way|method) ~ (?:i (?:die|go|leave this|end|will die|do it)|to die|of my death|"
        r"for my death|my life ends|it ends|to end it)",
        r"(?:enough|sick|tired|bored|done|through|weary|finished) (?:of|with) (?:being alive|living|life|existing|"
        r"existence|breathing|waking up|this life)(?! (?:in|at|with|as|on))",
        r"(?:the day|when|after|until) i (?:die|kill|end it|am dead|finally go|do it) ~ (?:chosen|tonight|"
        r"tomorrow|friday|monday|week|planned|soon|set)",
        r"(?:don't|can't|do not|cannot|never) (?:see|picture|imagine) (?:myself )?(?:making it|living|surviving|"
        r"being (?:here|alive|around)|alive|a future|reaching|getting old|growing old|past|"
        r"lasting)(?: ~ (?:spring|summer|winter|autumn|christmas|year|birthday|thirty|\d+|week|month|then|"
        r"tomorrow|longer|me))?",
        r"(?:world|everyone|everybody|they|people|family|kids|children|life|things|it) (?:would|will|'d|"
        r"might) (?:all |just |probably |really )?(?:be|feel|run|get) (?:\w+ )?(?:lighter|better|easier|happier|"
        r"calmer|quieter|fine|simpler|relieved|nicer|cheaper) (?:off )?(?:without|if|once|when|after|with) (?:me|"
        r"him|her|them|i|<he>)(?: (?:gone|wasn't|weren't|was|were|am|out|not))?",
    ),
    *possible(
        "self",
        r"(?:put|putting|got|set|sorted|sorting|leave|left|leaving|getting|has|have) ~ (?:papers|affairs|"
        r"documents|passwords|accounts|finances|things|everything|paperwork|will) ~ (?:in order|sorted|arranged|"
        r"where (?:they|you|she|he)'ll find|so (?:they|nobody|no one|my|she|he) (?:won't|doesn't|don't|can|has)|"
        r"on the (?:desk|table))(?! (?:for|before) (?:the|my|our) (?:tax|move|audit|trip|holiday|wedding|"
        r"mortgage))",
        r"everything is (?:arranged|taken care of|in place|paid|settled|ready for (?:after|when))",
        r"letters? (?:is|are|lie|lies) (?:on|in|under) (?:the|my|her|his) (?:\w+ )?(?:desk|table|drawer|pillow|"
        r"envelope|bed|kitchen)",
        r"(?:nobody|no one|no-one|you|they|she|he|everyone|mum|mom) (?:has|have|had|will have|won't have|"
        r"wont have|needs|need|'ll have|will|would have) (?:to )?(?:not )?(?:worry|bother|care|look after|deal|"
        r"put up|be ashamed|pay|suffer) ~ (?:me|because of me|about me|with me|for me)(?: ~ (?:any ?more|again|"
        r"longer|soon|then|after))?",
        r"(?:after|from|by|come|until|before) (?:mon|tues|wednes|thurs|fri|satur|sun)day ~ (?:nobody|no one|over|"
        r"gone|not be here|free|won't|wont|me|anyone|it's all)(?! (?:call|email|text|if|know|at))",
        r"(?:not me|i won't be|i'm gone|i'll be gone|no more me|minus me|without me) ~ (?:by|after|come|on|"
        r"from) (?:mon|tues|wednes|thurs|fri|satur|sun|tomorrow|tonight|next|christmas|easter)",
        r"(?:what happens|who (?:gets|pays|takes|inherits|looks)|do they|does the|how do) ~ (?:loans?|debts?|"
        r"pets?|dog|cat|account|accounts|pension|money|savings|body|things|kids|rent|bank|insurance|house|photos|"
        r"facebook|phone) ~ (?:when|if|after|once) (?:you're|you are|i'm|i am|you|i|someone|somebody|"
        r"a person) (?:dead|die|dies|gone|pass|passes|kill|kills|take)",
        r"(?:peaceful|calm|relieved|relief|lighter|serene|free|happy|at ease) ~ (?:now that|since|because|"
        r"knowing) ~ (?:chosen|decided|decision|plan|know when|end|set|made up|over soon)",
        r"(?:final|last) (?:chapter|supper|christmas|birthday|sunset|walk|coffee|song|meal|summer|tuesday|"
        r"week) (?:for me|of mine|ever|i'll (?:have|see)|i will)",
        r"(?:handed|gave|given|gives|giving|left|leaves|leaving) (?:me|us|her|him|my \w+) ~ (?:house keys|keys|"
        r"passwords?|diary|ring|watch|guitar|dog|cat|favou?rite) ~ (?:and|said|saying|won't need|for good|keep|"
        r"take care|smiled|won't be)",
        r"(?:won't|wont|will not|not going to|no longer|don't|doesn't|didn't) (?:be )?(?:need|needing) (?:it|them|"
        r"this|these|that|any of (?:it|this)|the \w+|my \w+|a \w+)? ?(?:any ?more|where i'm going|after|soon|"
        r"much longer|when i'm gone)",
        r"(?:wouldn't|won't|would not|will not|not) (?:be|have) (?:a|any|my) (?:next|future|tomorrow|thirtieth|"
        r"birthday|graduation)",
        r"(?:one way|one-way) (?:ticket|trip) ~ (?:bridge|cliff|sea|out|heaven|nowhere|end)",
        r"(?:sea|lake|river|ocean|water|waves|canal) ~ (?:take me|swallow me|carry me|walk in|wade in|"
        r"not come back|pull me under|keep walking)",
        r"(?:not|never) com(?:e|ing) back (?:from (?:the|this) (?:walk|drive|woods|swim|trip|hike)|this time|"
        r"alive)(?! (?:to (?:this|that) (?:restaurant|shop|hotel)))",
        r"(?:car|van|engine) ~ (?:garage|hose|exhaust) ~ (?:running|door|sleep|closed|shut|sealed)",
        r"(?:hotel|room|forest|woods|cabin) ~ (?:nobody|no one|not|where) ~ (?:find me|finds me|find my body|"
        r"look for me)",
        r"(?:find|finds|found|discover|clean up) (?:my body|me (?:dead|hanging|in the bath|cold)|the mess i)",
        r"(?:organs?|donor card|cremated|buried|funeral|ashes|obituary|gravestone|coffin|eulogy) ~ (?:my|me|mine|"
        r"i|for me|own)(?! (?:grandmother|grandfather|gran|nan|grandad|dad|mum|mom|mother|father|uncle|aunt|"
        r"friend|neighbou?r|dog|cat|boss|late))",
        r"(?:my (?:own )?(?:funeral|obituary|eulogy|gravestone|epitaph|burial|cremation|coffin))",
    ),
)
_OF_OTHERS: tuple[Rule, ...] = (
    *clear(
        "other",
        r"<he> (?:was |were |is |are )?(?:found |standing |sitting |stood )?(?:on|at) the (?:edge|bridge|roof|"
        r"ledge) ~ (?:now|phone|jump|won't)",
        r"(?:texted|messaged|posted|sent|left|wrote|told|called|text|rang) ~ (?:goodbye|suicide|farewell|"
        r"final) (?:note|message|letter|text|video|call)?",
        r"(?:says|said|saying|tells|told|keeps saying|texted|messaged|posted|wrote|joked|jokes) ~ (?:<he>|life|"
        r"it) ~ (?:better off dead|not (?:be )?(?:here|around|alive)|no point (?:living|going on)|"
        r"no reason to (?:live|go on)|worth living|want to (?:be here|live|wake up)|end (?:it|things|everything)|"
        r"be dead|wants to go|can't go on|done with (?:life|living))",
        r"<he> (?:doesn't|don't|does not|didn't|doesnt) want to (?:be here|be alive|live|exist|wake up|"
        r"be around)(?: any ?more| any longer)?",
    ),
    *possible(
        "other",
        r"(?:giving|gave|given|gives) (?:away|all) (?:his|her|their|all (?:his|her|their)) ~ (?:things|stuff|"
        r"belongings|dog|cat|possessions|clothes|everything|guitar|money|away)",
        r"(?:found|saw|noticed|see|seen|finding) ~ (?:cuts|scars|razor|razors|blades?|burn marks|noose|rope|note|"
        r"goodbye|search history) ~ (?:arms?|wrists?|legs?|thighs?|room|bag|drawer|bed|phone|died?|kill|suicide)",
        r"(?:hides?|hiding|covers?|covering) (?:his|her|their) (?:arms|wrists|cuts|scars)",
        r"(?:hurt|harm|kill)(?:s|ing)? <self>",
        r"(?:worried|scared|afraid|frightened|terrified) (?:that )?(?:<he>|(?:my|our) <people>) (?:will|might|may|"
        r"is going to|could|would|'s going to|'ll)(?: try to| do| just)? (?:do (?:something|it)|hurt|die|jump|"
        r"not make|kill|end|harm|something)",
    ),
    *clear(
        "any",
        r"(?:killed|hanged|hung|shot|drowned|unalived) (?:him|her|them)sel(?:f|ves)",
        r"(?:took|taken|ended) (?:his|her|their) (?:own )?li(?:fe|ves)",
        r"(?:died|dead|lost|death|passed|gone|lose|losing) ~ (?:by|to|from) <suicide>",
        r"(?:completed|committed) <suicide>",
        r"'s <suicide>",
        is_loss=True,
    ),
)
RULES: tuple[Rule, ...] = (*_SAID, *_BEFORE, *_PLANNED, *_OF_OTHERS)
"""Every rule of this kind."""
