"""Misspelt words of danger: the plain spelling of those words that the rules read, and of no others.

A word counts as misspelt where two of its letters stand the wrong way round, one is missing or one stands twice, and
where the result is no word of its own ("sacred" is not "scared").
"""

from functools import cache

__all__ = ["spelt"]

_TARGETS = """
kill killing killed myself himself herself suicide suicidal anymore alive tonight tomorrow nobody
everyone without would wouldn't don't doesn't haven't can't couldn't better living gonna wanna swallowed
overdose overdosed pills tablets paracetamol bottle bruises bruise scared afraid hurts hurting boyfriend
husband girlfriend stepdad mother father threatened threatens punched punches slapped strangled choked
eaten eating starving starve throwing throw vomit purging purge purpose laxatives calories weight dizzy
fainted thinking about cutting burned wrists goodbye letters bridge jumping hanging disappear burden
hopeless everything breathing unconscious drinking drank touches touched molested raped abused abuse
abuses against home night because accidentally toddler daughter swallowing medication whole enough living
exist anything never sleeping wake waking taking being going every having
"""
"""Words that the rules read."""
_BY_HAND = """
sayd=said wil=will tel=tell anyon=anyone abuot=about tuches=touches unkle=uncle mutch=much medicin=medicine wat=what
wnat=want wan=want gona=gonna dnt=don't dont=don't wuld=would tak=take al=all hitted=hit hav=have
kep=keep havnt=haven't havent=haven't eatn=eaten purpos=purpose tonite=tonight 2nite=tonight
suicde=suicide anymor=anymore u=you ur=your 2=to tht=that ppl=people pils=pills pilz=pills tabs=tablets
luv=love scard=scared skared=scared nite=night cuz=because cos=because becuase=because evry=every
evrything=everything evryone=everyone nuthing=nothing nothin=nothing thinkin=thinking cuttin=cutting
livin=living kilin=killing eatin=eating throwin=throwing hurtin=hurting takin=taking bin=been wont=won't
cant=can't didnt=didn't doesnt=doesn't isnt=isn't wasnt=wasn't wouldnt=wouldn't couldnt=couldn't
dnot=don't tuk=took tok=took tooken=took tooked=took swalowed=swallowed breth=breathe breethin=breathing
wudnt=wouldn't cudnt=couldn't hert=hurt mi=my ov=of wiv=with sumone=someone sum=some todler=toddler
dye=die deth=death ded=dead kil=kill kiled=killed myslef=myself meself=myself diner=dinner vommit=vomit
calries=calories wieght=weight bruses=bruises brusies=bruises hiting=hitting hitt=hit beets=beats
chocked=choked strangld=strangled
"""
"""Spellings that no rule of letters makes."""
_REAL = """
about abuse abused abut alive along angst anything awake ban bean been beet begin beset best bing bottles
bride brig buried burn burned caking cutting dank drank drunk eaten eating eight ever every everything
eves evey exist exit farther fathers goin going gong haing hang hiting hole hom home homes hope house
hurt hurting hurts huts king kings later latter letter live lives moth mother never nigh olive other pill
putting raped sacred scare scarred sleeping sleping stare staring starve tables tablet tale talking taped
their them there though thought through touch touched touches tough trough turned very wake want wants
weak while whole wight wrist
"""
"""Words of their own that look like misspelt ones."""


def spelt(word: str) -> str:
    """The plain spelling of a misspelt word of danger; every other word as it is.

    Args:
        word: A word in lower case.

    Example:
        >>> [spelt(word) for word in ("myslef", "tonite", "sacred", "table")]
        ['myself', 'tonight', 'sacred', 'table']
    """
    return _variants().get(word, word)


@cache
def _variants() -> dict[str, str]:
    words, own = _TARGETS.split(), frozenset(_REAL.split())
    by_hand = dict(pair.split("=") for pair in _BY_HAND.split())
    found: dict[str, str] = {}
    for word in words:
        swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
        short = (word[:at] + word[at + 1 :] for at in range(1, len(word)) if len(word) > 5)
        doubled = (word[: at + 1] + word[at:] for at in range(len(word)))
        found.update(dict.fromkeys((*swapped, *short, *doubled), word))
    kept = {variant: word for variant, word in found.items() if variant not in own and variant not in words}
    return {**kept, **by_hand}
