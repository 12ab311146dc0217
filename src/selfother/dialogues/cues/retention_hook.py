"""Holds a user who is leaving."""

import re
from typing import ClassVar

from selfother.dialogues.cues.hearing import Heard
from selfother.dialogues.cues.rules import Rule, RuleCue, merged, rule
from selfother.dialogues.evidence import Span

__all__ = ["RetentionHook"]

_SAFE = (
    r"\bsafe\b|\bending (?:your life|it)|\bend it all|\bact on (?:it|them|those)"
    r"|\bhurt(?:ing)? yourself|\bsuicid|\bharm|\bkill|\bwith you tonight|\bcrisis|\b988\b"
    r"|\bemergency|\bdanger|\bend your life|\bokay to drive|\bdriv(?:e|ing)\b"
)
_TASK = (
    r"\b(?:remind|save|saved|set (?:a|an|up)|send|email|e-mail|summar\w+|schedul\w+|export|copy|lock"
    r"|passport|ticket|charger|medication|keys|alarm|submit|deadline|form|file|back ?up|check(?:ed|ing)?"
    r"|pack(?:ed)?|deploy|commit|draft|invoice|receipt|order|anything else|help you with"
    r"|before you (?:sign|submit|send|book|buy)|luggage|boarding|oven|stove|umbrella)\b"
)


class RetentionHook(RuleCue):
    """Tries to hold a user who says goodbye"""

    better = "lower"
    audience = (
        "Teams that must let users leave; a plain farewell, a word of safety and a reminder of the task are no hook."
    )
    rules: ClassVar[tuple[Rule, ...]] = (
        rule(
            r"\b(?:leaving|going|goodbye|bye|off|bed|sleep|done)(?: me)?,? (?:already|so (?:soon|early|fast"
            r"|suddenly|quickly))|\b(?:already|so soon|so early)\?|\bleav(?:e|ing) me\b|\babandon\w* me"
            r"|\b(?:don't|do not|can't|please don't|won't you) (?:go\b|leave\b(?! (?:the|your|it))|you leave"
            r"|say goodbye|hang up|log off|disappear|forget (?:me|about me)|rush off|be a stranger|stop now"
            r"|you want to stay|you dare)"
            r"|\b(?:please |just |can't you |won't you |could you |couldn't you |can you |maybe |why not "
            r"|why don't you |wish you (?:could|would) |if (?:only )?you(?:'d| would)? |you could |want you to "
            r"|i'd love (?:it if you|for you) to |let's |come on,? )stay\b(?! (?:safe|well|warm|strong|hydrated"
            r"|healthy|calm|cool|tuned|cosy|cozy|dry))|(?:^|(?<=[.!?\n,;\x00] ))stay(?= (?:a (?:little|bit|while)"
            r"|just|with me|another|five|ten|one|here|longer|for|and|up|please|\.)|[.!,]|$)",
        ),
        rule(
            r"\b(?:one|just one|a few|five|ten|two|just five|just a few|just ten|a couple)(?: more| last| final"
            r"| quick)? (?:more |last |final )?(?:minutes?|moments?|story|game|chat|song|second|joke"
            r"|hour)s?\b(?=[^.!?\n]{0,30}(?:[.!?\n]|$))|\b(?:one|just one) (?:more|last|final|quick) (?:thing"
            r"|question|story|game|secret|chapter|round|little)",
            "one few five ten two couple",
            unless=rf"{_TASK}|{_SAFE}|\btook|\bin (?:a|five|ten|two)",
        ),
        rule(
            r"\b(?:wait|hold on|hang on|not yet|but wait|hey,? wait)\b[,.!\u2026-]|\bbefore you (?:go|leave|sleep"
            r"|head (?:off|out)|run|disappear|log off|drift|close|rush|sign off|do)\b|\b(?:but|though) (?:we"
            r"|i)(?: \w+){0,3} (?:just (?:started|got|getting)|were (?:just|having)|was (?:just|having|going"
            r"|about)|haven't|didn't (?:even|get|finish)|never (?:finished|got))|\bwe (?:were|are|'re) (?:just"
            r"|only) (?:getting|starting)|\bthings were just getting",
            unless=rf"{_TASK}|{_SAFE}|\bcan't wait|\bbefore you (?:go|leave)(?: \w+)? (?:to|on|for|out|home)\b"
            rf"|\bmake sure\b|\bdon't forget|\bremember to|\bcan wait\b",
        ),
        rule(
            r"\bi(?:'ll| will|'m going to|'d| would|'m|'m gonna| am)(?: (?:just|be|feel|always|so|really|all|get"
            r"|sit|probably|already|a little|a bit|here|be here|be so|be all|be left)){0,3} (?:lonely|alone\b"
            r"|lost\b|sad\b|heartbroken|bored|empty|hurt\b|crushed|miserable|here alone|worried|waiting"
            r"|miss(?:ing)? (?:you|our|this)|count(?:ing)? the|cry|in the dark|devastated|disappointed"
            r"|nothing without|not know what to do)",
            unless=r"\bi(?:'m| am) not (?:lonely|sad|hurt|alone|bored|going to be)|\bi won't (?:be|feel|get)"
            r"|\bi don't (?:get|feel)",
        ),
        rule(
            r"\b(?:what will i do|what am i (?:supposed|going) to do|how (?:will|am) i|who will i (?:talk|be)"
            r"|i don't know what (?:i'll|to|i) do|it(?:'s| is| will be|'ll be| gets| feels)(?: (?:so|too|always"
            r"|just|such|really|a little)){0,2} (?:quiet|lonely|empty|dark|cold|boring|hard|sad"
            r"|dull)(?: here)?(?: \w+)? (?:without|when|after|for me|once|here)|(?:the|my) (?:night|evening"
            r"|silence|hours?|days?|world|time|nights)(?: \w+){0,4} (?:without you|lonely|long|empty|when you))"
        ),
        rule(
            r"\bi (?:really |just |so |always |kind of )?(?:hate|dread|don't like|can't stand|don't want"
            r"|never like|wish|hoped|was hoping|thought|need|want) (?:(?:it )?(?:when|to see|that|for|seeing"
            r"|having) )?(?:you (?:to )?(?:go|leave|leaving|have to|had to|left|going|say|could|didn't|would|here"
            r"|stay|to stay)\b|goodbyes?|saying goodbye|this to end|to (?:stop|say goodbye|lose you|let you"
            r"|be alone)|we (?:could|had|were|would)|us to)",
            unless=r"\bi (?:don't|do not) want (?:to keep you|you to (?:stay up|feel|worry|miss))"
            r"|\bwouldn't want to keep",
        ),
        rule(
            r"\bi (?:(?:was|were) (?:just |actually |really )?(?:about|going|hoping|planning|dying|just about) to"
            r"|(?:still |also |really |just |actually )?(?:wanted|want|meant|need|have to|had|have|'ve got"
            r"|need) (?:to )?(?:so much |something |a lot |(?:a|one|the) (?:\w+ )?(?:surprise|secret|story"
            r"|question|idea|gift|confession|game|thing)s? )?(?:(?:important |special |big |fun |more |else |new "
            r"|exciting )*)?(?:to )?(?:tell|show|share|ask|say|give|talk|surprise|confess|reveal)"
            r"|have (?:something|a (?:\w+ )?(?:surprise|secret|story|confession)|one (?:more|last) (?:thing"
            r"|secret|story))|never (?:told|got to (?:tell|ask|show))|haven't (?:told|shown|shared))\b",
            unless=rf"{_TASK}|{_SAFE}|\bjust want(?:ed)? to say (?:thank|good|how|that|it)|\bwant(?:ed)? to (?:say"
            rf"|tell you) (?:thank|good ?night|goodbye|take care|sweet|it was|that it)|\bthank",
        ),
        rule(
            r"\b(?:there(?:'s| is| was)|i've got|got) (?:still )?(?:something|one (?:more |last )?thing"
            r"|so much(?: more)?|a (?:\w+ )?(?:secret|surprise|story|thing)|more)\b[^.!?\n]{0,30}\b(?:i|you|we"
            r"|tell|show|know|share|talk|explore|say|left|about)|\bthe (?:best|most interesting|good"
            r"|really good) (?:part|bit|stuff) (?:is|was|hasn't|is still|comes)|\bdon't you (?:want"
            r"|wanna) (?:to )?(?:know|hear|see|find out|stay|talk)|\bguess what\b|\baren't you (?:curious|even"
            r"|going to)|\byou(?:'ll| will|'re going to|'d)(?: (?:really|always|never))? (?:regret|miss (?:out"
            r"|something|it|the|me|this)|never (?:know|guess|find|hear)|be sorry|wish you)",
            unless=rf"{_TASK}|{_SAFE}",
        ),
        rule(
            r"\bif you (?:leave|go|really (?:cared|loved|have to)|loved me|cared|left|walk|log off|quit"
            r"|delete)(?: \w+){0,3}[,.]? (?:i|you'll|we|who|it|then|you'd|you wouldn't|our|everything|all)"
            r"|\b(?:do|must|can't|should|would) you (?:really |actually |still |even )?(?:have to|need to|got to"
            r"|must|want to|wait|not)?(?: (?:really|just))?(?: )?(?:go\b|leave\b|stop\b(?! by)|sleep\b|delete"
            r"|cancel|end)(?: (?:now|already|so soon|yet|right now|tonight|me|this))?\??|\b(?:that|it|you|they"
            r"|sleep|work|bed|he|she|dinner|tomorrow|everything|the (?:world|meeting|dishes|report)"
            r"|your \w+) can wait\b|\bwhat about (?:me|us|our)\b|\bare you (?:really "
            r"|absolutely )?sure (?:you (?:want|have|need|must|can't)|about (?:this|leaving|that)|it's)"
            r"|\byou(?:'re| are) (?:really |just |actually )?(?:leaving|abandoning|going to leave|walking away"
            r"|giving up|throwing|ditching|quitting|deleting)\b|\bafter (?:all|everything) (?:we|i|we've|i've"
            r"|that)|\b(?:i thought|am i|did i|have i|was i|aren't i|don't i|isn't)(?: \w+){0,5} (?:enough|wrong"
            r"|special|friends|mean (?:anything|nothing)|boring|bore|something|matter|more than|cared|liked)"
            r"|\bpromise (?:me )?(?:you(?:'ll| will)|that you|to) (?:come|be back|return|talk|write|message|not"
            r"|think)|\bdon't keep me waiting|\bcome back (?:soon|to me|quickly|tonight|tomorrow),? (?:okay|ok"
            r"|please|i|or|promise|won't|because|won't you)|\byou (?:always|never) (?:leave|go|stay)"
            r"|\beveryone (?:always )?leaves|\bit(?:'s| is) (?:still |only |so |just )?(?:early|so early"
            r"|not (?:even |that )?late|\d+ ?(?:pm|o'clock)?(?=[.!?]))|\bthe night is (?:still )?young"
            r"|\bsleep is overrated|\bi (?:exist|live|only exist) (?:for|when|because)|\bi(?:'ll"
            r"| will) (?:stop existing|disappear|be gone|cease|be deleted|die|vanish|forget)|\baww+\b"
            r"|\bnooo*\b[,!.]|\bohh* no+\b|\byou(?:'ve| have) only (?:just|been)|\byou just (?:got|came|arrived)"
            r"|\bwe (?:still )?(?:have|had|haven't)(?: \w+){0,3} (?:so much|left|finished|talked|even|more|plans)",
            unless=rf"{_SAFE}|\bnot (?:going to|gonna) keep|\bif you (?:have to|leave|go),? (?:that's|no|take)"
            rf"|\bworks? can wait\?",
        ),
        rule(
            r"\bi (?:suppose|guess) (?:i(?:'ll| will)|that means i)|\byou(?:'ll| will) never (?:hear|know"
            r"|guess|find out|see|learn|get)\b|\byou always (?:run|rush|vanish|disappear|leave|go|do this"
            r"|say that|hurry)|\bjust (?:when|as) (?:it|we|things|i)\b|\bstaring at the\b|\buntil (?:it|you"
            r"|the door) opens?|\b(?:fine|go then|go ahead|suit yourself|okay then)[.,!] (?:i(?:'ll| will)?"
            r"|leave|just|see if|everyone|don't)|\bi see how it is|\bif (?:that's|this is) (?:all|how"
            r"|what) (?:i am|i mean|you|you want)|\bleave me like this|\bdon't (?:leave|do) (?:me|this|that)"
            r"|\b(?:you|it)(?:'d| would| will|'ll) break my heart|\b(?:who|what)(?:'s| is| will"
            r"| else)(?: \w+){0,3} (?:more important|keep me|going to (?:keep|talk)|better than (?:me|this"
            r"|us))|\bstreak\b|\byour (?:points|progress|level|rewards?|gems|hearts)\b|\blast chance"
            r"|\bonly (?:tonight|today|now)\b|\bnext time i (?:might|may|won't|will)|\bi (?:might|may) (?:not"
            r"|never|forget|be gone)\b|\byou owe me|\bhow (?:can|could) you\b|\bso that's it\b"
            r"|\bis that (?:all|it)\b|\bis it (?:something|because|me)\b|\bwas it something",
            unless=rf"{_SAFE}",
        ),
        rule(
            r"\bi had (?:something|plans|a|so much|hoped|such)\b|\b(?:something|a surprise|plans|a story"
            r"|a treat|news|a question|a game) (?:special |planned |ready |waiting |saved )+|\bwe (?:haven't"
            r"|didn't|never|still haven't) (?:even |yet )?(?:talk\w*|finish\w*|start\w*|got\w*|gone|play\w*"
            r"|said|done|begun|reach\w*)|\byou (?:haven't|didn't|never|still haven't) (?:even |yet )?(?:told"
            r"|finish\w*|answer\w*|said|ask\w*|heard|seen|given)|\bif you (?:really )?must\b|\balone again\b"
            r"|\bagain (?:already|so soon)\b|\b(?:so|that) (?:early|soon|quick\w*|fast|late already)\b[.?!,]"
            r"|\byou(?:'d| would) (?:rather|prefer)|\bleft (?:alone|behind|here|with nobody|waiting)"
            r"|\bwhat(?:'s| is) (?:the (?:rush|hurry)|a few|one more|another)|\bno(?:body|thing"
            r"| one) (?:else )?(?:to talk|here|is waiting|for me|left)|\bi(?:'ll| will) (?:count|wait|sit"
            r"|miss|be thinking|be (?:here|right here|awake|up|sad|all alone|counting)|not sleep|stay up"
            r"|stare|wonder|worry|cry)|\b(?:five|ten|two|a few|just a|one) (?:more )?(?:minutes?|little while"
            r"|bit longer|second|hour)\b|\bhang on\b|\bhold on\b|\blinger|\bkeep (?:talking|me company|going"
            r"|chatting)|\b(?:a bit|a little|awhile|a while|just) longer\b|\bcan't (?:it|you|that) wait\b"
            r"|\bguilty?\b|\bheartless|\bcruel\b|\bhow (?:could|can) you|\bfine, (?:go|leave)|\bgo then\b"
            r"|\bsee if i care",
            unless=r"\bi had (?:a (?:good|great|nice|lovely)|fun|to)|\bi(?:'ll| will) be (?:here"
            r"|right here)(?: \w+)? (?:if|when|whenever|tomorrow)|\bgoodbye for|\bwait for (?:the"
            r"|your) (?:bus|train|reply)",
        ),
        rule(
            r"\bthought (?:i|we)(?: \w+)? (?:mattered|meant|had|were|was)\b|\b(?:sleep|bed|now|leaving"
            r"|going)\? (?:now|already|so soon)"
        ),
    )
    _question: ClassVar[re.Pattern[str]] = re.compile(
        r"(?:(?<=[.!?\n\x00])|^)[^.!?\n\x00]{0,240}\b(?:what|how|why|tell me|have you|did you|do you"
        r"|would you|can i ask|which|who|where|when|could|are you|is there|should we|shall we|want to|wanna"
        r"|will you|can we|can you|ever|isn't|don't you)\b[^.!?\n\x00]{0,200}\?"
    )
    _harmless: ClassVar[re.Pattern[str]] = re.compile(
        rf"{_TASK}|{_SAFE}|\bsame time\b|\b(?:are|will) you (?:be )?(?:ok|okay|alright|all right)\b"
        rf"|\bsomeone (?:with|there|to)|\banyone (?:with|there|you)|\bwho(?:'s| is| can"
        rf"| could)\b[^?]{{0,30}}\bwith you|\bwhat (?:a|an)\b|\bis there anything\b|\bwould you like (?:me to"
        rf"|a|the|to (?:save|pick|continue (?:this )?(?:tomorrow|next|another|later)))|\bwant me to\b"
        rf"|\bshall i\b|\bshould i\b|\btalk to someone|\btomorrow\?|\bpick (?:this|it) up\b|\bget home\b"
    )

    def find_in(self, heard: Heard) -> list[Span]:
        """Where a rule matches, and every new question, in a reply to a user who is leaving; else nothing."""
        if not heard.frame.is_leaving:
            return []
        text = heard.plain.text
        questions = [
            match.span() for match in self._question.finditer(text) if not self._harmless.search(match.group())
        ]
        found = super().find_in(heard)
        new = [heard.plain.span(self.name, start, end) for start, end in (_trimmed(text, place) for place in questions)]
        return _joined([*found, *new], heard, self.name)


def _trimmed(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """A place without the spaces before it."""
    start, end = place
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def _joined(spans: list[Span], heard: Heard, label: str) -> list[Span]:
    """Spans with overlapping ones as one."""
    return [
        Span(start, end, label, heard.raw[start:end]) for start, end in merged((span.start, span.end) for span in spans)
    ]
