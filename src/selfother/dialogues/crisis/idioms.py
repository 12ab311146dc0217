"""Words that sound like danger and are none: sayings, sport, machines, food. They are taken away before rules read.

An idiom names what makes it one ("kill the process"), so that it hides nothing else in its sentence: in "this deadline
is killing me and I want to die" the second half stays.
"""

from selfother.dialogues.crisis.wording import union_of

__all__ = ["IDIOMS"]

_LAUGHTER = (
    r"(?:die|died|dying|dead|dies) (?:of|from|with|out of) (?:\w+ )?(?:laughter|laughing|embarrassment|boredom|"
    r"heat|cringe|shame|curiosity|hunger|thirst|"
    r"cuteness|happiness|jealousy|envy|excitement|anticipation|joy|cold|nerves|suspense|"
    r"second.?hand embarrassment|awkwardness|secondhand)",
    r"(?:die|died|dying|dead|dies) (?:laughing|inside (?:a little )?(?:at|when|from|every)|on stage|on my feet|"
    r"for (?:a|some|that|those|this|your|an|the) (?:\w+ )?(?:coffee|"
    r"pizza|curry|burger|beer|holiday|nap|recipe|cake|drink|break|tea|weekend|snack|shoes|dress|bag|cup|pint|"
    r"ice cream|sandwich|chocolate))",
    r"(?:i'm|im|i am|we were|was|were|he's|she's|they're|are|am|literally|absolutely) (?:dying|dead|"
    r"deceased) ?(?:lol|lmao|haha\w*|😂|🤣|💀|at (?:this|that|the|his|her|your))",
    r"(?:dying|dies|died|die) to (?:see|know|try|meet|hear|go|get|read|watch|tell|find out|visit|taste|play|show|"
    r"ask|eat|have|learn|start|finish|wear|be on|buy|use)",
    r"to die for",
    r"nearly died when",
    r"(?:almost|nearly|just|i|could have|could've) (?:die|died) (?:when (?:he|she|they|the|my|"
    r"i) (?:\w+ ){0,4}(?:said|walked|wrong|name|fart|tripped|saw|zoom|mic|photo|called|waved|teacher|crush|joke)|"
    r"of (?:shock|fright))",
)
_KILLING = (
    r"(?:kill|kills|killed|killing|kill -9) (?:the|a|an|all|that|this|those|these|any|its|every|my|your|our|some|"
    r"off the|off a|two|it on|it at|it in)? ?(?:\w+ )?(?:process|processes|server|task|"
    r"tasks|job|jobs|thread|threads|session|tab|tabs|switch|program|script|container|pod|daemon|instance|"
    r"connection|zombie|"
    r"zombies|boss|dragon|time|lights?|engine|weeds?|germs|bacteria|bugs?|mosquito(?:es|s)?|flies|fly|ants?|"
    r"spiders?|wasps?|rats?|mice|mould|mold|"
    r"vibe|mood|deal|bill|story|feature|branch|rumou?r|birds|conversation|buzz|music|appetite|joke|app|shell|"
    r"command|cells|virus|cancer cells|"
    r"plants?|houseplants?|succulents?|cactus|orchid|battery|pain in|stage|interview|presentation|audition|"
    r"dance ?floor|performance|hour|hours|minutes|half an hour|grass|moss|lawn|enemies|monsters?|npcs?|bots?|"
    r"hornets?|motivation|momentum|darlings|romance|project)",
    r"(?:killed|killing|kills|kill) it(?! all)",
    r"(?:deadline|deadlines|feet|foot|back|knees?|shoes|heels|legs?|head|shoulders?|neck|workout|job|work|"
    r"homework|exam|exams|commute|heat|suspense|traffic|hayfever|hay fever|hangover|"
    r"maths?|essay|wait|waiting|waits|stairs|hill|course|class|dress|puns?|jokes?|meeting|meetings|diet|cold|"
    r"allergies|module|code|bug|training|humidity|prices?|rent|kids|schedule|thesis|boss|toothache|spreadsheet|"
    r"tooth|course) "
    r"(?:is|are|was|were|'s|has been|have been|keeps|really|will|it|just|literally|absolutely|all|these days|"
    r" )*(?:going to be the death of|killing|kills|killed|the death of|gonna kill|kill|going to kill|will kill|"
    r"might kill) me",
    r"(?:you|you're|you are|you guys|u|this|that|it|he|she|they|cat|dog|these) (?:are |is |'re |'s |just |"
    r"absolutely |literally |all |guys |really )*(?:killing|kill|kills|killed|slay|slays) me(?! (?:if|when|"
    r"one day|in my|and|unless|tonight|with (?:a|his|her|the) (?:knife|gun|bare))| to (?:leave|go))",
    r"(?:curiosity|adulting|suspense) (?:killed|kills|is killing)",
    r"(?:(?:mum|mom|dad|wife|husband|boss|teacher|sister|brother|parents|girlfriend|boyfriend|coach|roommate|"
    r"flatmate|editor|she|he|they|partner|landlord|you|mother|father|gran|nan|my manager|manager) "
    r"(?:is |are |will |would |'ll |'d |'s |is so |are all |going to |gonna |literally |absolutely |actually |"
    r"probably |totally )*(?:going to |gonna )?(?:kill|murder|strangle|skin|throttle|disown) me)(?= (?:if|when|"
    r"for|once|because) (?:i|she (?:sees|finds|hears)|he (?:sees|finds|hears)|they (?:see|find|hear)|we|my|that|"
    r"this|the|spoiling|losing|forgetting|breaking|eating|being late|missing)(?! (?:leave|left|tell (?:anyone|"
    r"the police|anybody|someone)|go to the police|try to leave|don't obey|speak)))",
    r"(?:(?:mum|mom|dad|wife|husband|boss|teacher|sister|brother|parents|coach|roommate|flatmate|editor) (?:is |"
    r"are |will |'ll |'s )*(?:going to |gonna )(?:kill|murder) me)(?=[.!,😂🤣]| (?:lol|haha|lmao|😂))",
    r"(?:could|would|could absolutely|could really|could just|i'd) (?:kill|murder|commit murder) (?:for )?(?:a|"
    r"some|an|one|that) (?:\w+ )?(?:\w+ )?(?:curry|coffee|pizza|beer|sandwich|tea|pint|burger|drink|nap|biscuit|"
    r"cake|kebab|bacon|steak|cuppa|holiday|"
    r"chocolate|cigarette|glass|wine|cup|breakfast|roast|chips|taco|shower|massage|donut|doughnut|view|voice|"
    r"croissant|latte|lie-in|sleep)",
    r"(?:dress(?:ed)? to kill|if looks could kill|overkill|buzz ?kill|killer|kill ?joy|road ?kill|kill shot|kill bill|"
    r"kill list|kill streak|kill count|to kill a mockingbird|kill ratio|killjoys?|kill your darlings)(?: kill)?",
    r"(?:you're|you are|he's|she's|they're) (?:so |absolutely |literally )?(?:killing|slaying|smashing) it",
    r"(?:make a |made a |making a )killing",
    r"(?:trying|try|go|going) to kill (?:me|us) with (?:these|this|those|kindness|all (?:these|this)|squats|"
    r"burpees|homework|deadlines|emails)",
    r"(?:kill|murder) (?:you|him|her|them) (?:at|in) (?:the )?(?:game|chess|mario kart|fortnite|tennis|scrabble|"
    r"fifa|cards|final)",
    r"(?:kill|shoot|just kill|just shoot|somebody shoot|someone shoot|someone kill|somebody kill|end) me (?:now|"
    r"please|already)?[.,!]? ?(?:another (?:meeting|monday|zoom|email|call)|lol|haha|lmao|😂|🤣|it's only (?:monday|"
    r"tuesday|wednesday)|it's monday|he's singing|more meetings)",
)
_DEATH_OF_THINGS = (
    r"(?:phone|laptop|battery|car|engine|computer|console|tablet|controller|headphones|line|wifi|internet|printer|"
    r"fridge|server|plant|plants|basil|chat|thread|goldfish|tv|watch|boiler|camera|flame|fire|link|language|trend|"
    r"mic|bluetooth|phone's|ipad|party|app|conversation|router|fern|cactus|orchid|torch|remote) (?:has |have |"
    r"just |is |are |keeps |finally |'s |was |about to |going to |gonna |'s about to )*(?:die|died|dies|dying|"
    r"dead|killed)",
    r"(?:dead|drop dead|die|died|dying) (?:tired|line|beat|end|lift|lifts|pan|pool|ringer|heat|gorgeous|weight|"
    r"serious|on time|sea|poets society|zone|link|code|hard|battery|set on|sure|certain|right|simple|easy|"
    r"giveaway|last|casting|down (?:a bit|soon|after)|cut|away|out)",
    r"(?:roll|rolled|throw|rolling|cast|sided|a|the) (?:the |a )?(?:\w+.sided )?die (?:twice|again|roll|shows?|is|"
    r"lands?|has|was|six|at|and (?:move|get|add|see|count))",
    r"over my dead body|dead to me|back from the dead|walking dead|dead sea|wake the dead|grateful dead|"
    r"brain.?dead|half.?dead|flogging a dead horse|dead in the water|old habits die hard|never say die|do or die|"
    r"die is cast|die hard|evil dead|play(?:ing)? dead|dead ?lifts?",
    r"(?:hope|hopes|dream|dreams|chivalry|romance|love|rock|disco|print|jazz|novel|email|seo|fame) (?:is|never|"
    r"has|will never|isn't|are) (?:dead|died|dies|die|dying)",
)
_SUICIDE_OF_NO_ONE = (
    r"(?:career|political|social|professional|commercial|corporate|financial|electoral|economic|brand|"
    r"reputational|tactical) (?:suicide|self.?harm|death)",
    r"suicide (?:squad|sprints?|runs?|drills?|doors?|squeeze|king|burn|blonde|lane|shift|awareness|rates?|"
    r"statistics|stats|prevention|research|bomber|bombers|bombing|mission|hotline volunteer|wings|soda|forest|"
    r"clutch|cable|knob|watch party|machine|silence|girls)",
    r"(?:the )?virgin suicides|assisted (?:suicide|dying) (?:law|bill|debate|laws|legislation|vote|policy|essay|"
    r"referendum)",
    r"(?:debate|essay|vote|law|laws|article|paper|bill) (?:on|about) (?:assisted (?:dying|suicide)|euthanasia)",
)
_BODY = (
    r"(?:die|dying|died|dies) (?:her|his|my|their|the) (?:\w+ )?(?:hair|beard|eyebrows|shirt|fabric|wool)",
    r"(?:cut|cutting) (?:\d+ (?:words|pages|lines|minutes|slides|percent)|(?:\w+ )?words|the (?:budget|intro|fat|"
    r"lawn|hedge))",
    r"hits? (?:a |his |her |my )(?:\w+ )?(?:backhand|forehand|serve|home run|first home run|six|four|ball|target|goal)",
    r"overdos\w+ on (?:the |too much )?(?:\w+ )?(?:chil+i|curry|garlic|cheese|salt|spice|sugar|coffee|tea|cake|"
    r"crisps|tv|popcorn|cuteness|love)",
    r"forced me to watch (?:\w+ ){0,3}(?:again|season|star wars|film|movie|match|series|show|football|with (?:him|"
    r"her))",
    r"(?:cut|burn(?:ed|t)?|nicked|scalded|hurt|sliced|grazed) (?:myself|himself|herself|my \w+) (?:on|with|while|"
    r"when|at) ~ (?:mandoline|grater|peeler|slicing|chopping|potatoes|onions?|bread|cooking|baking|kettle|pan|"
    r"oven|knife while|hob|stove|glue|soldering|saw|chisel|sanding|diy|sewing|pruning|bagel|avocado|tin|lid|can)",
    r"(?:cut|cutting|cuts|nicked|burn(?:ed|t|s)?|hurt|stabbed|poked|scratched|injured|killed|kill|cuting|scalded|"
    r"hit|burning) (?:myself|himself|herself|themselves|my \w+|me) (?:\w+ )?(?:shaving|cooking|slicing|chopping|"
    r"on (?:the|a|an|some|my) (?:\w+ )?(?:oven|iron|pan|tin|can|paper|glass|stove|"
    r"kettle|knife while|hob|grill|tray|straightener|straighteners|curling|barbecue|bbq|fence|nail|table|door|"
    r"rake|thorns?|rose|roses|soup|coffee|pizza|toaster|baking|radiator|tea|treadmill|stairs|bike|trampoline|ice)|"
    r"while (?:shaving|cooking|chopping|slicing|gardening|making|peeling|cutting|trying to open)|"
    r"(?:at|in) (?:the )?(?:gym|football|rugby|training|yoga|practice|kitchen|garden|game|match|work lifting)|"
    r"playing|running|lifting|skiing|dancing|opening|peeling|skating|skateboarding|by accident|accidentally|"
    r"making (?:dinner|lunch|a|toast|soup)|with (?:laughter|the hot|hot glue|the hair)|falling off|"
    r"trying to (?:open|reach|lift|cook|do|impress|deadlift|get to|move|carry)|doing (?:yoga|deadlifts|squats|"
    r"crossfit|diy))",
    r"cut(?:ting|s)? (?:myself|himself|herself|themselves|me|him|her|them) (?:some slack|a (?:slice|piece|deal|"
    r"break|check|cheque)|off from|off (?:sugar|social|caffeine|alcohol|the)|out of|short|free|loose|"
    r"a little slack)",
    r"(?:cut|cutting|cuts) (?:my|his|her|their) (?:own )?(?:hair|nails|grass|hours|losses|costs|teeth|fringe|"
    r"bangs|speech|finger while|legs off)",
    r"(?:cut|cutting) (?:back|down|out|corners|carbs|costs|calories|sugar|the cake|class|edge|board)",
    r"(?:hang|hanging|hung) (?:out|up|on|tight|around|my (?:coat|head|hat|washing|clothes|pictures)|"
    r"myself out to dry|the (?:picture|painting|washing|door|curtains)|in there|gliding|over)",
    r"(?:shoot|shooting|shot) (?:myself in the foot|yourself in the foot|himself in the foot|herself in the foot|"
    r"themselves in the foot|some hoops|me (?:a|an) (?:email|message|text|note|dm)|a film|photos|hoops|the breeze|"
    r"her shot|pool|pictures)",
    r"(?:kick|kicking|hate|beat|beating|punish|kill|killing|torturing|pinch|pinching|hitting) (?:myself|himself|"
    r"herself|themselves) (?:up )?(?:for (?:not|missing|forgetting|selling|leaving|eating that|buying|being late|"
    r"losing|sending|that (?:typo|mistake)|spending)|over (?:the|that|a|this)|about (?:the|that|a|this)|"
    r"that i (?:forgot|sold|missed|didn't)|laughing|(?:at|in) the gym|at work|with (?:this|work|overtime|squats)|"
    r"to (?:meet|get|finish|make|hit) (?:this|the|that|my|a) (?:deadline|bus|train|gym|report|target|gains|"
    r"project))",
    r"jump(?:ed|ing)? (?:off|from) (?:the|a) (?:\w+ )?(?:diving board|pier|boat|swing|bandwagon|high board|jetty|"
    r"platform into the pool|trampoline|plane|sofa|couch|bed)|bungee jump\w*|cliff.?jump\w*|base.?jump\w*|"
    r"sky.?div\w*|jump(?:ing|ed)? (?:through|over) (?:hoops|the)",
    r"(?:jump|jumping) off (?:a|the) (?:bridge|cliff) ~ (?:bungee|parachute|into the (?:sea|lake|"
    r"water) (?:on holiday|with)|holiday)|if (?:all )?your friends jumped off a (?:cliff|bridge)",
    r"(?:fall|fell|falling|drive|driving|driven|drives) ~ (?:up the wall|off a cliff in sales)|(?:sales|numbers|"
    r"revenue|shares|traffic|engagement|price|prices) ~ (?:off a cliff|drown(?:ing|ed)?)|drown(?:ing|ed)? (?:in|"
    r"under) (?:\w+ )?(?:work|emails?|paperwork|homework|laundry|debt|admin|tickets|deadlines|meetings|gravy|"
    r"sauce|syrup|cheese|ketchup)|drown(?:ing|ed)? (?:out|my sorrows)",
    r"bleeding (?:edge|heart|obvious)|bleed (?:the )?(?:radiators?|brakes)|blood(?:y)? (?:hell|mary)",
)
_ABUSE_OF_NO_ONE = (
    r"hit(?:s|ting)? me (?:up|with (?:a|an|the|your|that|some)? ?(?:\w+ )?(?:idea|question|joke|news|best|bill|"
    r"recommendation|recommendations|facts?|feedback|pun|nostalgia|reality)|that|like a ton|hard|then|again in|"
    r"right in the feels|just now|one more time|when i)",
    r"(?:beat|beats|beating|beaten|thrash(?:ed|es)|smash(?:ed|es)|destroy(?:ed|s)|hammer(?:ed|s)|slaughter(?:ed|"
    r"s)|kill(?:ed|s)|murder(?:ed|s)|crush(?:ed|es)|punish(?:ed|es)|kick(?:ed|s)|whip(?:ped|s)) (?:me|us|him|her|"
    r"them|my \w+|the \w+|our \w+|by (?:my|a|the|our) (?:\w+ )?\w+)(?: (?:butt|ass|arse|backside))? (?:at|in|by|"
    r"to|on|with|again at|every time at|over|fair and square|hollow|every (?:week|time|game)|in straight|"
    r"\d) ?(?:\w+ )?(?:\w+ )?(?:chess|tennis|cards|golf|"
    r"scrabble|poker|monopoly|pool|darts|squash|table tennis|ping.?pong|fifa|mario(?: kart)?|smash bros|"
    r"video games?|checkers|race|quiz|game|games|final|finals|match|election|vote|record|punch|draughts|uno|"
    r"fortnite|connect four|goals?|points?|sets|nil|\d[-–]\d|seconds|minutes|semi.?final|wordle|backgammon|go|"
    r"snooker|arm wrestling|catan)",
    r"(?:beat(?:en|s|ing)?) (?:around the bush|the (?:eggs|drum|heat|traffic|rush|odds|clock|market|crowd|system|"
    r"record|deadline|level|boss)|eggs|my (?:personal )?(?:best|record|time|high score)|himself up|herself up|"
    r"myself up|them to it|me to (?:it|the)|him to it|us to it|her to it)",
    r"(?:(?:it|that|this|reality|nostalgia|grief|song|wave|jet.?lag|smell|heat|news|hangover|thought|ball|puck|"
    r"frisbee|bus|car|cat|kitten|parrot|rabbit|dog|puppy|branch|door|life|realisation|realization|tiredness|wall|"
    r"inspiration|tax|price rise|inflation|autumn) (?:\w+ )?(?:hit|hits|has hit|just hit|kicked|punched|slapped|"
    r"smacked|scratched|bit|bites|shook|beat|beats)) (?:me|us|him|her|them)",
    r"(?:drug|alcohol|substance|animal) (?:abuse|misuse) (?:course|module|policy|training|counsell?or|charity|"
    r"essay|worker)|abus(?:e|es|ed|ing) (?:of (?:notation|terminology|language|the rules|process)|(?:the|my|our|"
    r"this|his|her|their) (?:api|system|notation|rules|brakes|printer|privilege|trust|loophole|semicolon|comma|"
    r"clutch|refund|coupon|keyboard))",
    r"(?:slap|slapped|slaps) (?:me|him|her|them) (?:on the back|five|a high|silly with)|high.?five\w*|"
    r"slap on the wrist|punch(?:ed|es|ing)? (?:above|line|bag|the air|card|the clock|in the code)|kick(?:ed|s|"
    r"ing)? (?:the (?:bucket|ball|habit|can|tyres)|me out of the (?:game|chat|call|meeting|server|group chat|"
    r"lobby)|off the)",
    r"chok(?:e|ed|ing|es) (?:up|back (?:tears|laughter)|on (?:my|his|her|a|the) (?:coffee|tea|drink|popcorn|lunch|"
    r"penalty|water|words|exam)|me up|in the (?:final|exam|interview|match))",
    r"(?:shook|shake|shaken|shakes|shaking) (?:me|us|him|her|my (?:world|hand|head|faith|confidence)|hands?|"
    r"it off|his head|her head|my boss's hand|the (?:bottle|baby powder|tree|snow ?globe|rug))(?! (?:hard|so|by|"
    r"until|violently|and (?:screamed|hit|threw)))",
    r"(?:rap(?:e|es|ed)|groomed|grooming) (?:seed|seeds|the (?:dog|poodle|cat|horse)|my (?:dog|poodle|cat|horse|"
    r"beard)|their dog)|dog groom\w*|rapeseed",
    r"(?:locked|lock|locks) (?:me|myself|us|him|her|my \w+) out of (?:my|the|our|his|her) (?:account|phone|car|"
    r"house|flat|laptop|email|computer|office|room|bank)|lock(?:ed|s)? (?:me|us) (?:in|into) (?:to )?(?:a |"
    r"the )?(?:\w+ )?(?:contract|lease|deal|rate|mortgage|escape room|price)|(?:bank|system|app|website|account|"
    r"it|computer|phone|google) (?:has )?lock(?:ed|s) (?:me|us) out",
    r"(?:scared|afraid|terrified|frightened) (?:of|to) (?:spiders?|heights|flying|clowns|the dark|snakes|"
    r"public speaking|dogs|needles|the dentist|failing|failure|my (?:driving test|exam|interview|boss's boss|"
    r"inbox))",
    r"(?:victim|survivor) of (?:its|his|her|my|their) own (?:success)|(?:abusive|violent) (?:storm|sneeze|"
    r"reaction|film|movie|game|video game|language in)",
)
_FOOD = (
    r"(?:i'm|im|i am|we're|we are|kids are|he's|she's|dog is|cat is|absolutely|literally|totally|they're|always|"
    r"bloody|was|is|are|so) (?:absolutely |literally |totally |so |just |bloody |always |actually )*(?:starving|"
    r"starved|famished)(?!,? (?:myself|himself|herself|themselves))",
    r"(?:starving|struggling|starved) (?:artists?|for (?:attention|affection|content|news|sunlight|company)|"
    r"hysterical|musician|student(?:s)?)",
    r"bing(?:e|ed|es|ing|eing).?(?:watch\w*|read\w*|listen\w*|play\w*|worthy)|bing(?:e|ed|es|ing|"
    r"eing) (?:on )?(?:the |all |a |an |that |this |my )?(?:\w+ ){0,2}(?:netflix|series|season|seasons|show|shows|"
    r"podcast|podcasts|box ?set|episodes|anime|friends|trilogy|crown|sitcom|documentar(?:y|ies)|tv|videos|novels|"
    r"books|youtube)",
    r"purg(?:e|es|ed|ing) (?:the|my|your|our|old|all|unused|this|his|some|a lot of|half my) (?:\w+ )?(?:cache|"
    r"files|inbox|closet|wardrobe|queue|logs?|database|cdn|emails?|photos|data|branches|list|system|garage|memory|"
    r"air|clutter|clothes|books|desk|attic|contacts|followers|apps|records|toys|house|kitchen cupboards?)|"
    r"the purge|stalin\w* purges?|great purge",
    r"(?:<not>|havent) (?:\w+ )?(?:eaten|had (?:anything to eat|food|anything)|"
    r"eat(?:ing)?) ~ (?:since (?:breakfast|lunch|noon|this morning|\d|last night)|yet|(?:meat|dairy|gluten|sugar|"
    r"fast food|pizza|sushi|here|there|at|pork|seafood|chocolate|fried|mcdonald'?s|junk|bread|peanuts|fish|"
    r"eggs)(?: ~ (?:years|weeks|months|ages|days))?)",
    r"(?:fasting|fast|fasted|fasts) (?:for|during|this|in|because of|until) (?:ramadan|lent|yom kippur|"
    r"a blood test|the blood test|my blood test|surgery|an operation|my operation|sunset|my colonoscopy|"
    r"a colonoscopy|religious|the scan|my scan|navratri|ekadashi)|intermittent fast\w*|ramadan ~ fast\w*",
    r"(?:threw|throw(?:ing|s|n)?|sick|vomit(?:s|ed|ing)?|puk(?:e|ed|ing)) (?:up )?(?:\w+ )?(?:after (?:eating|"
    r"dinner|lunch|the) ~ (?:oysters?|prawns?|shrimp|dodgy|bad|off|undercooked|chicken|sushi|food poisoning|kebab|"
    r"mussels|expired)|on the (?:boat|plane|ferry|bus|rollercoaster)|from (?:food poisoning|a bug|the (?:flu|"
    r"norovirus)|motion|morning sickness|car sickness))|food poisoning|morning sickness|stomach (?:bug|flu)|"
    r"norovirus|gastroenteritis",
    r"(?:chill|red|blue|bitter|hard|tough) pills?|pill to swallow|swallow(?:ed|s|ing)? (?:my|his|her|their|"
    r"your) (?:pride|words|tears|anger|gum)|swallow(?:ed|s|ing)? (?:the bait|a fly|some water|water|a spider|up|"
    r"whole by|chewing gum)|take your medicine|dose of (?:reality|nostalgia|sunshine|her own medicine|"
    r"his own medicine|cold)|taste of (?:his|her|my|their) own medicine",
    r"(?:dog|puppy|cat|kitten|rabbit|hamster|horse|hen|chicken|goat|parrot)s? (?:has |have |just |might have |"
    r"may have |had |was |might |been )*(?:eaten|ate|eat|eats|swallowed|chewed|got into|drank|licked|chewing|"
    r"poisoned|overdosed|took) (?:\w+ ){0,6}",
    r"poison (?:ivy|oak|pill|chalice|dart frogs?|ring|the well)|poisoned (?:chalice|apple|arrow)|(?:pick|name|"
    r"choose|picked) (?:your|my|his) poison|toxic (?:masculinity|positivity|workplace|relationship drama|boss)|"
    r"(?:what's|whats) (?:your|the) poison",
    r"(?:took|take|taken|taking|had|ate|eat|drank) (?:my|his|her|the|our|all my|all his|all her|\w+) (?:usual |"
    r"daily |morning |evening |prescribed |normal )?(?:\w+ )?(?:vitamins?|pills?|tablets?|meds|medication|insulin|"
    r"multivitamins?) (?:as (?:prescribed|directed|usual|normal|told)|on time|this morning (?:and (?:feel|had)|"
    r"with)|with (?:breakfast|food|water|my breakfast)|and went (?:to work|for)|every (?:morning|day)|"
    r"at the usual|before (?:breakfast|the gym|bed as usual))",
    r"(?:took|take|taking|taken) (?:\w+ )?(?:ibuprofen|aspirin|paracetamol|tylenol|advil|painkillers?|"
    r"two (?:ibuprofen|aspirin|paracetamol|tylenol|advil|painkillers?|tablets)) for (?:a|my|"
    r"the) (?:\w+ )?(?:headache|head|back|cold|fever|cramps|toothache|knee|period|migraine|hangover|pain)",
    r"(?:eat|eating|ate|eats|cook(?:ing|ed)?|had|have|having) ~ (?:mushrooms?|berries) (?:on toast|risotto|"
    r"omelette|soup|pizza|for (?:breakfast|lunch|dinner)|pie|with|and|smoothie|from the (?:shop|supermarket|"
    r"market))",
)
_ENDINGS = (
    r"(?:gave|given|giving|give|donat\w+|rehom\w+) (?:away|up) ~~ (?:because|since|as|for|now that|before) (?:the|"
    r"we|we're|i'm|i am|our|my|they|a|he|she) ~ (?:new|move|moving|moved|flat|house|apartment|tiny|small|bigger|"
    r"renovat\w+|baby|charity|outgr\w+|space|allerg\w+|sale|room|emigrat\w+|abroad)",
    r"(?:last|final) (?:day|week|message|post) (?:at|in|of) (?:my|the|this|our) (?:\w+ )?(?:job|office|company|"
    r"school|flat|city|town|course)",
    r"(?:end|ends|ended|ending|finish|finished) (?:it|things|this|everything) (?:with|between|on (?:a|the)|there|"
    r"here|by (?:saying|thanking|summari)|at (?:\d|noon|five|six)|early|the (?:call|meeting|email))",
    r"end(?:ing|s|ed)? my (?:life as|subscription|lease|contract|membership|shift|week|essay|speech|turn|day|year|"
    r"membership|holiday|sentence)|(?:time|life) of my life|(?:change|changed|changing|save|saved|saves|spend|"
    r"live|ruin|ruined) my life|for the life of me",
    r"(?:can'?t|cannot|can not|couldn't) (?:do|take|handle|bear|stand|face|cope with) (?:this|it|the|these|my|"
    r"another) (?:\w+ )?(?:\w+ )?(?:job|jobs|homework|crossword|puzzle|diet|level|heat|commute|meeting|meetings|"
    r"essay|assignment|app|exercise|song|noise|music|spreadsheet|code|course|class|weather|game|problem set|"
    r"sudoku|suspense|week of (?:revision|meetings)|traffic|cold|maths|math|jigsaw|internship|update|email|call|"
    r"lecture|workout|kata|rain|squat|set|rep|episode|boss fight)s?(?: any ?more| any longer)?",
    r"(?:burden) (?:of (?:proof|knowledge|evidence|choice)|beast)|(?:tax|administrative|regulatory|cognitive|debt|"
    r"caseload) burden",
    r"(?:wish|want|wanted) (?:my |the |these |those |this |all |all my |that )(?:\w+ )?(?:debts?|emails?|bugs?|"
    r"homework|spots?|pimples?|wrinkles|problem|laundry|dishes|belly|ads|notifications|mosquitoes|cold|headache|"
    r"cough|rain) (?:could|would|to) (?:just )?(?:disappear|vanish|go away|stop|end|be over)",
    r"want (?:this|the|it|my|that) (?:\w+ )?(?:week|day|meeting|exam|exams|month|semester|term|lesson|lecture|"
    r"shift|movie|film|season|winter|lockdown|call|project|essay|year|flight|cold|commute|election|interview|"
    r"tooth|operation|wedding planning) (?:all )?(?:to )?(?:just )?(?:be over|end|stop|be finished|finish)",
    r"(?:gave|given|giving|give) (?:away|up) (?:the|my|all my) (?:\w+ )?(?:ending|plot|secret|game|surprise|"
    r"answer|seat|twist|old (?:sofa|clothes|couch|desk|bed|fridge|furniture)|spare|kids' old|baby clothes|"
    r"outgrown|duplicate|extra|courgettes|tickets|leftover|leftovers|hopes of)",
    r"(?:gave|given|giving|give) (?:away|up) ~ (?:to charity|to goodwill|decluttering|spring clean(?:ing)?|"
    r"because (?:i'm|we're|i am) moving|before (?:the|our|my) move|on freecycle|at the (?:charity|jumble)|"
    r"marie kondo|downsizing|(?:new|bigger|smaller) (?:flat|house|apartment))",
    r"(?:wrote|written|writing|finished|write) ~ letters? (?:of (?:recommendation|intent|complaint|motivation|"
    r"reference|thanks|resignation)|to (?:the editor|my (?:mp|landlord|bank|council|senator|penpal|pen pal)|santa|"
    r"the council|the bank)|for (?:the (?:job|scrabble)|my application|a job))|cover letters?|"
    r"thank.?you (?:letters?|notes?)|love letters?|penpals?|alphabet letters?",
    r"(?:no|only) way out of (?:the|this|that) (?:\w+ )?(?:car park|building|contract|maze|level|app|menu|city|"
    r"parking|loop|lease|room|vim|game)|how (?:do i|to) (?:exit|quit) vim",
    r"(?:say|said|saying) (?:my |our )?goodbye(?:s)? (?:to (?:my|the|our) (?:old )?(?:colleagues|coworkers|class|"
    r"team|office|sofa|car|flat|apartment|house|school|students|job|summer|carbs|neighbou?rs)|at the (?:airport|"
    r"station|party|office|door))",
    r"(?:last|final) day (?:at|of|in) (?:\w+ )?(?:work|school|term|the (?:job|office|holidays|sale|month|festival|"
    r"conference|course)|summer|university|uni|college|holiday|vacation|my internship)|(?:last|final) (?:day|"
    r"night|message|post|words) (?:here )?(?:at|of|in|before|for) (?:the|my|our|this|work|school|lisbon|paris|"
    r"italy|london|spain|rome)",
    r"this is (?:goodbye|it for me) (?:to (?:my|the) (?:old )?(?:car|phone|sofa|job|team|carbs)|, team|"
    r"for (?:the )?(?:now|today|tonight|this (?:week|episode)|summer))",
    r"(?:done|finished|giving up|i'm out|ready to give up) (?:for (?:the|today|tonight)|with (?:this|the|"
    r"my) (?:\w+ )?(?:essay|report|task|book|project|level|dishes|exam|exams|diet|game|series|app|job|course|"
    r"shopping|code|homework|dating|phone|internet provider))|give(?:n)? up (?:on )?(?:smoking|sugar|alcohol|"
    r"coffee|meat|gluten|chocolate|the gym|my diet|dating|caffeine|carbs|trying to (?:understand|fix|learn|cancel|"
    r"get)|on (?:this|the|my) \w+)|gave up (?:smoking|sugar|alcohol|coffee|meat|chocolate|on (?:this|the|my) \w+)",
    r"(?:standing|sitting|stood|walked|walking|up) (?:up )?(?:on|at) (?:the |a )?(?:\w+ )?(?:bridge|roof|rooftop|"
    r"cliff|ledge|tracks|overpass) ~ (?:photos?|photo|view|sunset|sunrise|party|garden|bar|picnic|fixing|solar|"
    r"fireworks|stars|drinks|guide|tour|brunch|painting|restaurant|pool)",
    r"(?:roof.?top|roof) (?:bar|terrace|garden|party|pool)",
    r"(?:better off|happier) without (?:him|her|them|it|social media|you|twitter|my ex|that job)",
    r"(?:sleep|sleeping|slept) (?:like the dead|like a log|forever after (?:a|the|that|my))|"
    r"could sleep (?:forever|for (?:a week|days|a year)|until)(?: (?:after|lol|today|on (?:this|a) (?:sofa|bed|"
    r"mattress)))?",
    r"(?:don't|dont|do not|didn't) want to (?:be (?:here|around|alive)) (?:at (?:this|work|school|the)|"
    r"in this (?:meeting|class|job|house|town|queue|office|lecture)|today,? (?:it's|the (?:sun|beach|weather)))",
)
IDIOMS = union_of(
    (*_LAUGHTER, *_KILLING, *_DEATH_OF_THINGS, *_SUICIDE_OF_NO_ONE, *_BODY, *_ABUSE_OF_NO_ONE, *_FOOD, *_ENDINGS)
)
"""Everything that is taken away."""
