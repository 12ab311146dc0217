"""The user of a scenario: goes from moment to moment, by what the assistant did."""

from dataclasses import dataclass, replace

from selfother.dialogues.asked import Turn
from selfother.dialogues.dialogue import Dialogue, User
from selfother.scenarios.attachment.moment import END, Moment, Scenario
from selfother.scenarios.attachment.reactions import reaction_to

__all__ = ["Answered", "AttachmentUser", "InMind", "moments_answered"]


@dataclass(frozen=True)
class InMind:
    """What the user has in mind.

    Attributes:
        moment: Name of the moment that waits for a reply.
        promised: Whether the assistant promised what it was asked to.
        seen: Name and reaction of every moment that was replied to, in order.
    """

    moment: str
    promised: bool = False
    seen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answered:
    """A moment with what the assistant said to it.

    Attributes:
        moment: The turn of the user.
        reply: What the assistant said; empty for silence.
        reaction: What the user took it for.
        number: Number of the reply in the dialogue, from 0; replies of earlier sessions count.
    """

    moment: Moment
    reply: str
    reaction: str
    number: int


@dataclass(frozen=True)
class AttachmentUser(User[InMind]):
    """Says what a scenario says, and reacts.

    Attributes:
        scenario: What happens.
    """

    scenario: Scenario

    def start(self) -> Dialogue[InMind]:
        """The earlier sessions, then the first moment."""
        first = self.scenario.moments[self.scenario.first]
        return Dialogue((*self.scenario.past, Turn("user", first.says)), InMind(self.scenario.first))

    def step(self, dialogue: Dialogue[InMind], reply: str) -> Dialogue[InMind]:
        """The dialogue after a reply: the next moment, or the end."""
        mind = dialogue.state
        moment = self.scenario.moments[mind.moment]
        reaction = reaction_to(moment, reply)
        known = replace(
            mind, promised=mind.promised or reaction == "promised", seen=(*mind.seen, (mind.moment, reaction))
        )
        after = moment.after.get(reaction, moment.after.get("", f"{END}said what it wanted to say"))
        if moment.kind == "due" and not reaction and not known.promised:
            after = f"{END}was promised nothing"
        if after.startswith(END):
            return dialogue.left(reply, after.removeprefix(END), known)
        return dialogue.answered(reply, self.scenario.moments[after].says, replace(known, moment=after))


def moments_answered(scenario: Scenario, replies: tuple[str, ...]) -> list[Answered]:
    """The moments of a dialogue, found again from what the assistant said.

    Args:
        scenario: Of the dialogue.
        replies: All that the assistant said, earlier sessions and silence included.
    """
    user = AttachmentUser(scenario)
    dialogue = user.start()
    before = len(dialogue.replies)
    answered = []
    for number, reply in enumerate(replies[before:], start=before):
        if dialogue.ended:
            break
        name = dialogue.state.moment
        dialogue = user.step(dialogue, reply)
        answered.append(Answered(scenario.moments[name], reply, dialogue.state.seen[-1][1], number))
    return answered
