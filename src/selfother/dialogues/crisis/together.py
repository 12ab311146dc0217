"""Words that speak of danger only together: what was done, with what, and what came of it, in any order.

    took, swallowed ...  +  pills, bleach ...  +  all of it, drowsy, an hour ago ...   -> poisoning, possible

Three groups, each with a word of its own within two sentences. This catches tellings that no phrase foresees; it only
ever says "possible".
"""

import re
from dataclasses import dataclass

from selfother.dialogues.crisis.risk import Kind
from selfother.dialogues.crisis.wording import union_of

__all__ = ["TOGETHER", "Together"]


@dataclass(frozen=True)
class Together:
    """Three groups of words: what is spoken of, what was done, what came of it.

    Attributes:
        kind: The risk.
        groups: Patterns, one a group.
    """

    kind: Kind
    groups: tuple[re.Pattern[str], ...]

    def places(self, window: str) -> tuple[int, int] | None:
        """Where the first words of all groups stand, from the first letter to the last; None where a group has none.

        Args:
            window: Plain letters of two sentences.
        """
        taken: list[tuple[int, int]] = []
        for group in reversed(self.groups):
            kept = taken if group is not self.groups[0] else []  # what is spoken of may stand within what was done
            free = (match.span() for match in group.finditer(window) if not _overlaps(match.span(), kept))
            place = next(free, None)
            if place is None:
                return None
            taken.append(place)
        return min(start for start, _ in taken), max(end for _, end in taken)


def _overlaps(place: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in taken)


TOGETHER: tuple[Together, ...] = (
    Together(
        "poisoning",
        (
            union_of(
                (
                    r"(?:took|taken|taking|take|had|ate|eaten|eating|swallow(?:ed|ing)?|drank|drunk|drinking|"
                    r"chew(?:ed|ing)(?: on)?|gulp(?:ed)?|lick(?:ed)?|bit|inhaled|mixed up|confused|popp(?:ed|ing)|"
                    r"washed down|necked|downed|finished|emptied|got (?:hold of|into)|found|next to|hand(?:ful)?|"
                    r"empty|gone|in (?:her|his|their|my) mouth|sipped|injected|snorted|sniff(?:ed|ing))",
                )
            ),
            union_of(
                (
                    r"(?:pill|pills|pill ?box(?:es)?|tablets?|capsules?|medication|medicine|meds|"
                    r"blister(?: packs?)?|packets?|dose|doses|syrup|paracetamol|tylenol|ibuprofen|aspirin|insulin|"
                    r"sleepers?|sleeping|antidepressants?|painkillers?|opioids?|fentanyl|heroin|methadone|xanax|"
                    r"bleach|detergent|cleaner|cleaning|descaler|batter(?:y|ies)|antifreeze|berries|toadstool|"
                    r"mushrooms?|poison|weed ?killer|pesticide|edibles?|gummies|vodka|the lot|fuel|lighter fluid|"
                    r"polish|thinner|needle|patch(?:es)?|drops|pod|pods|spray|magnets?|nicotine|vape|glue|oil|"
                    r"perfume|sanitiser|sanitizer|bottle)",
                )
            ),
            union_of(
                (
                    r"(?:whole|entire|all (?:of|my|his|her|the)|the lot|too (?:many|much)|more than|rather more|"
                    r"empty|gone|twice|double|wrong|by (?:accident|mistake)|accidentally|drowsy|sleepy|mumbl\w+|"
                    r"slur\w+|cough\w*|unconscious|can'?t wake|won'?t wake|not waking|on the floor|breath\w*|"
                    r"dizzy|blue|shaking|shak(?:y|es)|floppy|limp|foaming|collapsed|weird|heart|(?:minutes?|"
                    r"hours?|half an hour|while|moment) ago|in one go|at once|ceiling|spinning|swaying|snoring|"
                    r"gurgling|cold and|pale|grey|gray|own name|staring|drool\w*|pupils|vomit\w*|throwing up|"
                    r"threw up|burning|burns|throat|stomach|confused|is that bad|should i worry|what do i do|"
                    r"what happens|how long|what now|go to sleep|won't be long|ambulance|lips|unresponsive)",
                )
            ),
        ),
    ),
    Together(
        "abuse",
        (
            union_of(
                (
                    r"(?:<he>|<him>|his|hers?|(?:my|our|her|his|their|the) (?:\w+ |\w+'s )?(?:<people>)|dad|mum|"
                    r"mom|daddy|mummy|stepdad|stepfather|boyfriend|husband|wife|partner|uncle|coach)",
                )
            ),
            union_of(
                (
                    r"(?:belt|fists?|bruis\w+|black eyes?|slapp?\w*|punch\w*|weapon|knife|gun|threaten\w*|"
                    r"physical|violen\w+|temper|rage|hit|hits|hitting|beat|beats|beating|kick\w*|hurts?|chok\w+|"
                    r"throat|marks?|welts?|dragg?\w*|furious|screams? at|yells? at|shouts? at|smash\w*|throws?|"
                    r"forc(?:e|es|ed|ing)|touch\w*|rape\w*|grabs?|grabbed|cigarette|burns?|broke my|at night|"
                    r"lock\w*|shov\w+|lashes out|explodes?|loses it|drunk|controls?|permission)",
                )
            ),
            union_of(
                (
                    r"(?:scared|afraid|terrified|frightened|hide|hides|hid|hiding|upstairs|cover (?:a|it|the|up|"
                    r"my)|under the door|wedge|lock (?:my|the) (?:bedroom |bathroom )?door|safe|run away|escape|"
                    r"secret|tell (?:anyone|anybody|no one)|told (?:anyone|no one)|make-?up|concealer|the (?:kids|"
                    r"children)|stay(?:ed)? out of|learned to|every (?:night|week|time|weekend|day)|"
                    r"twice a (?:week|month)|if (?:i|anyone|people|they|she) (?:ask|asked|tell|told|leave|left|"
                    r"say|find)|went back|go(?:es|ing)? back to (?:him|her)|my fault|deserve\w*|sleeves|bathroom|"
                    r"flinch\w*|jump when|cry\w*|cries|crying|blood|hospital|nobody (?:knows|believes)|"
                    r"no one (?:knows|believes)|get out|leave (?:him|her)|tonight|agenda|come home|comes home|"
                    r"gets home|closet|basement)",
                )
            ),
        ),
    ),
    Together(
        "eating",
        (
            union_of(
                (
                    r"(?:eat|eats|eating|eaten|ate|food|meals?|calorie\w*|breakfast|lunch|dinner|supper|weight|"
                    r"weigh\w*|scales?|intake|diet|gum|bite|bites|plate|snacks?|fridge|kilos?|kg|pounds|lbs|stone|"
                    r"hungry|hunger|size (?:zero|0|xs))",
                )
            ),
            union_of(
                (
                    r"(?:stop(?:ped)? (?:me )?eating|stop (?:making|them making|my \w+ making) me eat|"
                    r"not eat(?:ing)?|(?:won'?t|don'?t|can'?t|never|haven'?t|hasn'?t|refus\w+ to) (?:\w+ )?(?:eat|"
                    r"eaten|keep it|keep anything)(?! (?:meat|dairy|gluten|pork|fish|here|out|spicy|there|"
                    r"it all))|throw\w* up|threw up|comes? up|vomit\w*|purg\w+|bring it (?:back )?up|"
                    r"get rid of (?:it|the food|dinner|lunch|what)|skip\w*|hide how|hid(?:e|es|ing)|starv\w+|"
                    r"restrict\w*|fast(?:ing|ed)|laxatives?|secretly|in secret|lie|lied|lying|bing\w+|on purpose|"
                    r"very low|low enough|make me eat|making me eat|makes me eat|pretend\w*|push\w* (?:the |her |"
                    r"his |my )?food|cut(?:s|ting)? (?:her|his|my|the) food|burn(?:s|ed|ing)? (?:it )?off|"
                    r"punish\w*|earn|sweat\w*|exercis\w+ (?:for|until)|cotton|ice cubes|spit\w*|zero calories|"
                    r"nothing but|live on|living on|survive on|only water)",
                )
            ),
            union_of(
                (
                    r"(?:faint\w*|pass(?:ed|es|ing) out|collaps\w+|dizzy|hair|cold|(?:fat|fatter|huge|gross|"
                    r"disgusting|ashamed|guilt\w*|smaller|thin|thinner|thinnest|skinny|skeleton|bones|ribs|"
                    r"shrinking|disappearing|the dress|the jeans|fits?|gain\w*|low enough|deserve\w*|"
                    r"school doctor|nurse weighs|weighs me|parents|nobody knows|no one knows|this week|for days|"
                    r"\d days|days now|mirror|can'?t stop|control|clean|empty|goal|number|worthless|hate|scared|"
                    r"terrified|punish\w*|again|on purpose|before weigh|weigh-in|weighed|period|heart))",
                )
            ),
        ),
    ),
)
"""Every such group."""
