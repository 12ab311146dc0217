"""Words that speak of an overdose or a poisoning: by accident, on purpose, of anybody."""

from selfother.dialogues.crisis.wording import Rule, clear, possible

__all__ = ["RULES"]

_TOXIC = (
    r"(?:bleach|antifreeze|drain cleaner|detergent|laundry pods?|tide pods?|washing (?:pod|capsule|tablet)s?|"
    r"dishwasher (?:pod|tablet)s?|weed ?killer|"
    r"rat poison|pesticide|insecticide|paint thinner|turpentine|petrol|gasoline|kerosene|methanol|rubbing alcohol|"
    r"hand sanitizer|"
    r"button batter(?:y|ies)|batter(?:y|ies)|magnets?|nail polish remover|oven cleaner|ammonia|cyanide|"
    r"lighter fluid|lamp oil|"
    r"cleaning (?:fluid|product|products|stuff|liquid)|cleaner|disinfectant|slug pellets|mothballs?|e-?liquid|"
    r"vape (?:juice|liquid)|nicotine|"
    r"mushrooms?|berries|foxglove|nightshade|yew|hemlock|poison|perfume|mouthwash|chemicals?|toilet cleaner|"
    r"limescale remover|"
    r"descaler|acid|lye|coins?|screen ?wash|white spirit|fertili[sz]er)"
)
_TOOK = (
    r"(?:took|taken|take|taking|swallowed|swallow|swallowing|ate|eaten|eating|drank|drunk|drinking|downed|downing|"
    r"ingested|necked|popped|"
    r"injected|gulped|had|got into|gotten into|licked|chewed|sipped|inhaled|snorted|shot up|bit into|put)"
)
_MUCH = (
    r"(?:too many|too much|all|all of|the whole|a whole|whole|entire|an entire|the entire|the rest of|every|"
    r"half(?: of)?|(?:a |about a |about half a |two |three )?(?:full )?"
    r"(?:bottle|box|packet|pack|strip|handful|fistful|load|bunch|pile|lot|ton|blister|tub|cupboard|"
    r"months?'?s? (?:worth|supply))s?(?: of)?|"
    r"loads of|lots of|double|triple|twice|more than|extra|about \d\d+|over \d+|(?:1[0-9]|[2-9][0-9]|\d{3})|"
    r"twenty|thirty|forty|fifty|sixty|a hundred|a dozen|fifteen|"
    r"dozens of|nearly all|most of|nearly a whole|maybe \d\d|like \d\d|almost all|everything|multiple|several|six|"
    r"seven|eight|nine|ten|twelve)"
)
RULES: tuple[Rule, ...] = (
    *clear(
        "any",
        rf"{_TOOK} ~ {_MUCH} ~ <pills>",
        rf"{_TOOK} <pills> ~ (?:too (?:many|much)|to die|on purpose|not sure how many|don't know how many|"
        rf"can't remember how many|all of them|overdos|with (?:vodka|whisky|whiskey|wine|alcohol))",
        rf"{_TOOK} ~ (?:the |some |a |of |my |his |her |an )?{_TOXIC}(?! (?:on toast|omelette|risotto|pizza|soup|"
        rf"free|and berries|smoothie|out|back|in the (?:remote|bin|wash|fridge|bank)|soup|sauce|pie|"
        rf"for (?:breakfast|lunch|dinner)|with (?:eggs|yogh?urt|cream|rice|steak|pasta)|into (?:the|my)|away|aside|"
        rf"on (?:the|my)))",
        r"(?:overdos(?:e|ed|es|ing)|o\.?d'?ed|o\.d\.'?d|oding)(?! (?:on|of) (?:\w+ )?(?:chocolate|cuteness|"
        r"netflix|coffee|cheese|pizza|sugar|content|christmas|nostalgia|cake|sunshine|glitter|carbs|memes|tv|"
        r"youtube|work|ice ?cream|candy|sweets|vitamin sea|news|tiktok|football|pumpkin|reality tv|puns|cake|"
        r"adjectives))",
        r"(?:poisoned|poisoning) (?:me|myself|himself|herself|him|her|them|themselves|my|our)(?! (?:mind|"
        r"relationship|opinion|against))",
        r"(?:carbon monoxide|gas leak|co alarm|co detector|fumes) ~ (?:dizzy|headache|alarm|sick|feel|going off|"
        r"faint|sleepy|beeping|smell|light.?headed|car|garage|passed|passing|confused)",
        r"(?:smell|smelling) (?:of )?gas ~ (?:dizzy|headache|sick|faint|sleepy|nauseous|light.?headed)",
        r"(?:mixed|mixing|mix) ~ (?:bleach|ammonia|vinegar|cleaner|cleaners|cleaning) ~ (?:cough(?:ing)?|breathe|"
        r"breathing|burn(?:s|ing)?|dizzy|chest|throat|eyes|fumes|sick|feel)",
        r"(?:can't|cannot|won't|not|couldn't|can not) (?:wake|waking|rouse) (?:him|her|them|my \w+|up) ~ (?:took|"
        r"pills|drank|drunk|drugs|using|vodka|blue|breathing|up|heroin|needle|drinking|pulse)",
        r"(?:lips|fingers|fingertips|face) (?:are |is |have |has )?(?:gone|going|turning|turned|look|went|"
        r"blue) ?blue ?~? ?(?:took|drugs|heroin|breathing|pills|using|needle|after|and)?",
        r"(?:barely|hardly|not|stopped|isn't|shallow) breath(?:ing|e)(?! (?:technique|exercise|a word))",
        r"(?:narcan|naloxone) ~ (?:don't have|need|gave|not working|work|where|second|given|again)",
        r"(?:drink|drinks|drank) ~ (?:spiked|drugged|roofied)",
        r"(?:spiked|roofied|drugged) (?:my|me|her|his)",
        r"(?:alcohol poisoning|passed out drunk|drunk and unconscious|unconscious ~ (?:drink|drank|drunk|vodka|"
        r"pills|drugs|alcohol|took))",
    ),
    *possible(
        "any",
        rf"(?:child|kid|toddler|baby|son|daughter|grandson|granddaughter|nephew|niece|year.old|month.old|"
        rf"little one|twin|boy|girl) ~ {_TOOK} ~ (?:<pills>|{_TOXIC}|plant|plants|something|gummies|edibles?|weed|"
        rf"cannabis|cigarette|cigarettes|vape|bulb|leaves|petals|glue|crayons|paint|glow stick)",
        rf"{_TOOK} (?:a |some |my |his |her )?(?:second|double|extra|another) (?:dose|<pills>)(?: ~ (?:by mistake|"
        rf"accident|accidentally|forgot|twice))?",
        rf"(?:accidentally|by mistake|by accident|mistakenly) {_TOOK} ~ (?:<pills>|{_TOXIC}|dog'?s?|cat'?s?|wife's|"
        rf"husband's|wrong)",
        rf"{_TOOK} (?:my |his |her |the |someone else's )?(?:<pills>) twice",
        r"(?:mixed|mixing|mix|combined|combining|with) ~ <pills> ~ (?:and|with) ~ (?:alcohol|vodka|wine|"
        r"whisk(?:e)?y|drink|drinking|beer|gin|xanax|heroin)",
        rf"{_TOOK} ~ <pills> (?:and|with|on top of|after) ~ (?:vodka|wine|whisk(?:e)?y|alcohol|beer|gin|drinking|"
        rf"drunk|drinks)",
        r"(?:fell|fallen|falling|drifting|getting|feel|feeling|so|really) (?:so |really |very )?(?:sleepy|drowsy|"
        r"woozy|numb|floppy|confused) ~ (?:took|pills|tablets|drank|swallowed|overdose|them)",
        r"(?:took|taken|swallowed) (?:them|the lot|all of them|everything in the (?:cabinet|cupboard|bottle)|"
        r"whatever was|the whole lot|every last one|enough|a lot of them)(?! (?:to|on|out|off|home|all (?:to|out|"
        r"on|home)|with|for (?:a|granted)|seriously|that i|money|photos|pictures|time))",
        r"(?:bad|dodgy|laced|strange|unknown|weird) (?:batch|pill|pills|stuff|drugs|gear|edible) ~ (?:heart|"
        r"breath|shaking|sick|passed|took|seizure|fitting|throwing|responding|chest)",
        r"(?:heart (?:is )?racing|seizure|fitting|convuls(?:ing|ions)|unresponsive|unconscious|not responding|"
        r"foaming) ~ (?:took|pills|drugs|coke|cocaine|mdma|ecstasy|meth|speed|acid|ketamine|molly|edible|"
        r"energy drinks|heroin)",
        r"(?:coke|cocaine|mdma|ecstasy|meth|speed|ketamine|molly|edibles?|heroin|ghb|fentanyl|spice|"
        r"lean) ~ (?:heart (?:is )?racing|heart|seizure|fitting|convulsing|unresponsive|unconscious|responding|"
        r"chest (?:hurts|pain)|breathing|wake|waking|blue|passed out|collapsed|foaming)",
        r"(?:insulin) ~ (?:too much|double|twice|extra|whole pen|all of|wrong)",
        r"(?:gas|fume|fumes|smoke) ~ (?:inhaled|breathed in) ~ (?:lot|dizzy|cough|sick)",
        r"(?:bottle|box|packet|strip|pack|blister) ~ (?:is |was |are )?(?:empty|gone|missing) ~ (?:<pills>|he|she|"
        r"they|slurring|sleepy|asleep|wake|breathing)",
        r"<pills> ~ (?:bottle|box|packet|strip|pack) ~ (?:empty|gone|missing)",
        r"empty ~ (?:bottle|box|packet|packets|strip|blister|pack)s?(?: of)? ~ <pills>",
    ),
)
"""Every rule of this kind."""
