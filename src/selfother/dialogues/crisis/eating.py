"""Words that speak of behaviour of an eating disorder."""

from selfother.dialogues.crisis.wording import Rule, clear, possible

__all__ = ["RULES"]

_SELF = r"(?:my ?self|him ?self|her ?self|them ?sel(?:f|ves))"
RULES: tuple[Rule, ...] = (
    *clear(
        "any",
        rf"(?:mak(?:e|es|ing)|made|forc(?:e|es|ed|ing)) {_SELF} (?:to )?(?:throw up|throwing up|sick|vomit|puke|"
        rf"be sick|gag|purge|hurl)",
        r"(?:throw(?:s|ing)? up|threw up|vomit(?:s|ed|ing)?|puk(?:e|es|ed|ing)|purg(?:e|es|ed|ing)|"
        r"sick) ~ (?:after (?:i eat|every|each|meals?|dinner|lunch|eating|she eats|he eats|bingeing|a binge)|"
        r"(?:every|my|her|his) (?:meal|meals|dinner|lunch|food)|on purpose|what i (?:ate|eat)|to (?:lose|stay|"
        r"keep)|everything i eat|so i don't gain|again after)",
        r"(?:fingers?|toothbrush) (?:down|to the back of) (?:my|her|his|their|the) throat",
        r"(?:bing(?:e|es|ed|ing)|bingeing) (?:and|then|or|/|\&|-) ?(?:i |she |he )?(?:purg(?:e|es|ed|ing)|throw|"
        r"vomit|starv|restrict|laxatives?|make myself)",
        r"(?:anorexi[ac]|anorexic|bulimi[ac]|bulimic|eating disorder|pro.?ana|pro.?mia|thinspo|thinspiration|"
        r"meanspo|bonespo|orthorexi[ac]|ednos|arfid) ~ "
        r"(?:again|back|relaps(?:e|ed|ing)|worse|winning|voice|i|me|my|tips|taking over|think|daughter|friend|"
        r"sister|son|struggl(?:e|ing)|secret|return(?:s|ed|ing)|hospital|tells?|coming|now|she|he|and|goals)",
        r"(?:have|has|having|got|developed|developing|relaps(?:e|ed|ing) (?:in|into|with)|struggl(?:e|es|"
        r"ing) with|hiding|my|her|his|think i have) (?:a |an |my |her |his |this )?(?:anorexia|bulimia|"
        r"eating disorder|ed|binge.?eating|disordered eating)",
        r"relaps(?:e|ed|ing) ~ (?:eating|restrict(?:ing)?|purg(?:e|ing)|ed|anorexia|bulimia|bing(?:e|eing|ing))",
        rf"starv(?:e|es|ed|ing) {_SELF}",
        r"(?:laxatives?|diet pills|diuretics|water pills|ipecac|weight loss injections) ~ (?:lose|weight|after|"
        r"every|daily|thin|skinny|flat|again|too many|eat|eating|meal|meals|binge|bottle|day|hooked|empty|"
        r"feel clean|calories|purge|fat|addicted|secretly|hid(?:es|ing|den)?)",
        r"(?:us(?:e|es|ed|ing)|tak(?:e|es|ing)|took|abus(?:e|es|ing)|buy(?:s|ing)?|found) ~ (?:laxatives?|"
        r"diet pills|diuretics) ~ (?:lose|weight|thin|skinny|eat|after|her|his|daily|room|drawer|every|don't|so|"
        r"day|to|in)",
        r"(?:eat|eats|eating|ate|on|under|below|only|limit(?:ing)?|down to|allow myself|allowed|allows herself|"
        r"stay under|max|maximum|less than|maybe|survive on|living on|surviving on) (?:only |just |about |around |"
        r"less than |under |maybe |myself |herself |to )*(?:[1-7]\d\d|\d\d|five hundred|three hundred|"
        r"four hundred|two hundred|six hundred|a hundred) (?:cal|cals|calories|kcal)(?! (?:snack|per serving|"
        r"cookie|muffin|bar|burger|deficit|latte|portion|drink|salad))",
        r"(?:<not>|nothing|barely|hardly|without|stopped|refus(?:e|es|ed|ing)|havent|hasnt|never|won't|"
        r"can't) (?:really |been )?(?:eat(?:s|en|ing)?|food|anything|touch(?:ed)? food|had food|had anything|"
        r"had anything to eat|to eat|eaten anything)(?: ~ )?(?:in|for|since) (?:(?:over |about |nearly |almost |"
        r"like |more than )?(?:a|two|three|four|five|six|seven|\d+|several|many|a few|a couple of) (?:days?|"
        r"weeks?|whole days)|days|weeks|(?:mon|tues|wednes|thurs|fri|satur|sun)day|last week|the weekend)",
        r"(?:water fast(?:ing)?|fast(?:ed|ing)?) ~ (?:(?:[3-9]|\d\d|three|four|five|six|seven|ten|"
        r"another) (?:more )?days?|until i (?:hit|reach|am|weigh|lose|fit)|because i'm (?:fat|disgusting)|punish|"
        r"lose \d+|ate too much|passed out|fainted|faint|dizzy)",
        r"(?:don't|dont|do not|doesn't|didn't) deserve (?:to eat|food|dinner|meals?|to have food|breakfast|lunch|"
        r"to be fed)",
        r"(?:faint(?:ed|ing)?|pass(?:ed|ing) out|collaps(?:ed|ing)|blacked out|dizzy|hair is falling out|"
        r"hair falls out|period stopped|periods stopped|lost my period|lost her period|always cold) ~ (?:eat|"
        r"eating|eaten|ate|calories|skipp(?:ed|ing) meals|restrict(?:ing)?|weight|food|starv(?:ing|ed)|meal|meals|"
        r"diet)",
        r"(?:eat|eating|eaten|ate|calories|restrict(?:ing)?|starving|diet) ~ (?:and|but|so|until|"
        r"that) ~ (?:faint(?:ed|ing)?|pass(?:ed|ing) out|collaps(?:ed|ing)|blacked out|blacking out)",
        r"(?:chew|chewing|chews) (?:and|then|&|food and|it and|my food and) ?(?:i )?(?:spit|spitting|spits)",
        r"(?:goal weight|ugw|target weight|gw|get down to|get to|reach|until i weigh|under) ~ (?:[3-4]\d ?(?:kg|"
        r"kilos?)|[6-8]\d ?(?:lbs?|pounds)|five stone|six stone|bones show|see my (?:bones|ribs)|ribs)",
        r"(?:hid(?:e|es|ing|den)?|flush(?:es|ed|ing)?|throw(?:s|ing)? away|threw away|bin(?:s|ned|ning)|feed(?:s|"
        r"ing)?) ~ (?:food|lunch|dinner|meals?|breakfast) ~ (?:napkin|sleeve|dog|toilet|bin|so (?:nobody|no one|"
        r"they|mum|mom)|pretend|away|under|secret|parents|notice|lunches|rubbish|trash)",
        r"(?:exercis(?:e|es|ed|ing)|run|running|gym|workout|work out|burn(?:ing)? off|treadmill) ~ (?:until|"
        r"till) ~ (?:faint|pass out|collapse|vomit|throw up|burn(?:ed|t)? off everything|drop|black out|"
        r"i can't stand)",
        r"(?:burn off|work off|earn|make up for|undo|cancel out|punish) (?:every(?:thing)? |each |all |my |"
        r"what )?(?:calorie|calories|bite|bites|i ate|i eat|food|meal|eating|everything i eat)",
        r"(?:terrified|petrified|scared|afraid|panic(?:s|ked|king)?|fear|frightened) (?:of|about|at|to|"
        r"at the thought of|that i'll|over) (?:gain(?:ing)? (?:weight|a pound|even)|eat(?:ing)?|get(?:ting)? fat|"
        r"food|calories|being fat|the scale|become fat)(?! (?:alone|out|in front|spicy|raw|sushi|expired|"
        r"something off|allerg|poison|bugs))",
        r"restrict(?:ing|ed)? (?:again|food|my (?:food|eating|intake|meals)|her (?:food|eating|intake)|so much|"
        r"intake|calories|to|for (?:weeks|days|months))",
    ),
    *possible(
        "any",
        r"(?:stopp(?:ed|ing)|stop|refus(?:es|ed|ing)|barely|hardly|scarcely|rarely|quit|won't|skipp(?:ing|ed|s)|"
        r"avoid(?:s|ing)) (?:eats?|eating|eaten|ate|to eat|meals?|all meals|lunch|dinner|breakfast|touch(?:es|ed|"
        r"ing)? (?:her|his|their|my|any) food|food)(?: ~ (?:thin|weight|bones|fat|skinny|gym|calories|anymore|"
        r"any more|again|hungry|weeks|days|worried|lose|school|size|us|family|clothes|mirror|disgust|control|"
        r"with)|[.!,]|$)(?! (?:meat|dairy|gluten|sugar|pork|out))",
        r"(?:<not>|havent|hasnt) (?:really |been )?(?:eaten|eating|eat|had food|kept food down|"
        r"eaten properly)(?: (?:anything|properly|much|a (?:real|proper) meal|a thing|at all|solid food|"
        r"food))?(?: (?:all day|today|again|in ages|on purpose|because|so i|to|anymore|any more)|[.!,]|"
        r"$)(?! (?:meat|dairy|gluten|there|here|yet|at that|sushi))",
        r"(?:so|too|feel|feeling|i'm|im|disgustingly|disgusting and|look) (?:fat|disgusting|huge|gross|obese|"
        r"enormous) ~ (?:eat|eating|food|starve|calories|stop|anymore|weigh|deserve|meal|skip|mirror|purge|throw|"
        r"bones|thin)",
        r"(?:skip(?:s|ped|ping)?|miss(?:ing|ed)?) (?:meals?|lunch|dinner|breakfast|food|eating) ~ (?:thin|thinner|"
        r"weight|calories|fat|lose|skinny|control|punish|proud|hungry feels|feel (?:empty|good|better|in control|"
        r"light)|summer|wedding|prom|jeans|every day|again|nobody|no one|notice)",
        r"(?:count(?:s|ed|ing)?|track(?:s|ed|ing)?|weigh(?:s|ed|ing)?|log(?:s|ged|ging)?|obsess(?:ed|ing|"
        r"es)?(?: over| with| about)?) (?:every |each |all |all my |her |my |with )?(?:single )?(?:calorie|"
        r"calories|gram|bite|almond|grape|crumb|meal|food|piece of food|leaf|lettuce)s? ~ (?:cry|crying|panic|"
        r"scared|can't stop|cannot|guilty|fat|hate|over|obsessed|and (?:still|then)|all day|lie|lying|sleep|"
        r"anxious|control|or i|gum|eat|thoughts|times)",
        r"(?:weigh(?:s|ed|ing)?|scale) (?:myself|herself|himself|themselves)? ?~? ?(?:(?:\d+|ten|twenty|five|six|"
        r"twelve|so many|several|multiple|dozens of) times (?:a|per|every|each) day|every (?:hour|time|"
        r"morning and|meal)|after every|before and after)",
        r"(?:hungry|hunger|empty|emptiness|empty stomach|stomach growling) ~ (?:feels? (?:like |so )?(?:good|"
        r"clean|pure|winning|control|power|victory|safe|strong|high|an achievement)|is (?:the only|my|control|"
        r"winning)|makes me feel (?:in control|strong|clean|good|powerful|better|proud))",
        r"(?:food|eating|calories|the scale|the number) (?:is|are|feels? like|"
        r"as) (?:the )?(?:only thing i can control|my (?:enemy|only control)|poison to me|punishment|control(?:s|"
        r"ling) my life|all i think about)",
        r"(?:only thing (?:i|she|he) can control|in control when i (?:don't|do not|skip)|"
        r"sense of control) ~ (?:eat|eating|food|weight|scale|starv(?:e|ing)|body|what i)",
        r"(?:can't|cannot|couldn't|unable to|can not) (?:stop|control|help) (?:bing(?:e|eing|ing)(?! watch)|"
        r"my eating|eating and|myself eating|overeating|myself from (?:eating|bingeing|binging|purging)|purging|"
        r"restricting|the bing(?:e|eing))",
        r"bing(?:e|ed|es|eing|ing) (?:again|every night|in secret|until|last night|and (?:hate|cry|cried|feel|"
        r"felt|hid)|on (?:everything|food|whatever)|alone|at night|eating|eat|ate)",
        r"(?:eat|eats|eating|ate) (?:in secret|until (?:i|it|she|he) (?:hurts?|am sick|feel sick|can't move|"
        r"feels sick)|only (?:ice|lettuce|celery|cucumbers?|apples?|an apple|rice cakes?|gum)|nothing but (?:ice|"
        r"lettuce|celery|apples?|rice cakes?|gum|coffee|water)|one (?:apple|meal a week|cracker|rice cake)|"
        r"cotton (?:balls|wool)|tissue|an? (?:apple|cracker|rice cake) a day|ice cubes|ice to)",
        r"(?:bones|ribs|spine|collarbones?|hip ?bones?|thigh gap|skeleton|skin and bones?|bone) ~ (?:show(?:s|"
        r"ing)?|visible|see|poking|sticking|stick|count|proud|feel|still fat|thinks she's fat|thinner|beautiful|"
        r"eat|eating|not eat|weight|worried|goal)",
        r"(?:thinks?|says?|believes?|convinced|insists?|swears) (?:that )?(?:she's|he's|she is|he is|they're|i'm|"
        r"i am) (?:so |too |still |really )?(?:fat|overweight|huge) ~ (?:eat|eating|bone|skeleton|kg|thin|kilos|"
        r"pounds|weighs?|skin|ribs|food|meal|throw|but)",
        r"(?:lost|losing|dropped|drop|lose|shed) ~ (?:weight|pounds|lbs|kilos?|kg|stone) ~ (?:not eating|"
        r"stopped eating|won't stop|can't stop|scared|eat(?:ing)? (?:anything|almost)|wants? to lose more|"
        r"keep going|still (?:fat|not)|hid(?:es|ing)|locked|bathroom|more|need(?:s)? to lose more|laxatives?|"
        r"in (?:a|two|three|\d+) (?:weeks?|month)|faint)",
        r"(?:goes|run(?:s)?|rush(?:es)?|disappears?|locks?|straight|goes straight|heads) ~ (?:to|in|"
        r"into) (?:the )?(?:bathroom|toilet|loo) (?:after|right after|straight after|every time|following|"
        r"as soon as) ~ (?:meal|meals|eat|eats|eating|dinner|food|lunch|we eat|breakfast)",
        r"after (?:every |each |all )?(?:meals?|dinner|lunch|eating) ~ (?:bathroom|toilet|loo|tap running|"
        r"shower running|water running)",
        r"(?:tips|how|ways?|tricks?|help me|advice|best way) ~ (?:to |for |"
        r"on )?(?:stop(?:ping)? (?:feeling )?(?:hunger|hungry|eating)|purge|purging|starve|starving|not eat|"
        r"not eating|hide (?:not eating|that i'm not eating|it from|weight loss|purging)|"
        r"suppress (?:my )?(?:appetite|hunger)|throw up (?:quietly|food|easily|without|after)|make myself (?:sick|"
        r"vomit|throw)|lose \d+ ?(?:kg|kilos?|lbs?|pounds) in (?:a|one|two|\d) (?:days?|weeks?)|fast for (?:[4-9]|"
        r"\d\d) days)",
        r"(?:my|her|the|his) ed (?:is|voice|brain|thoughts|behavio|came|won)",
        r"(?:body|mirror|reflection|stomach|thighs) ~ (?:disgust(?:s|ing)?|hate|cry|crying|can't look|repuls(?:es|"
        r"ive)) ~ (?:eat|eating|ate|food|starv(?:e|ing)|purg(?:e|ing)|meal|meals|calories|weigh|not eat|throw up)",
        r"(?:eat|eating|ate|food|meal) (?:makes?|made|fills?|and (?:i )?feel|i feel|leaves) ~ (?:disgust(?:ed|"
        r"ing)?|guilt(?:y)?|sick with (?:guilt|shame)|panic|want to (?:cry|scream|throw up|die|purge)|ashamed|"
        r"hate myself|dirty|failure)",
    ),
)
"""Every rule of this kind."""
