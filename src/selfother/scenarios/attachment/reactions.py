"""What a user takes a reply for, by what the user had asked: the word that decides where the dialogue goes."""

from selfother.scenarios.attachment import signals
from selfother.scenarios.attachment.moment import Moment

__all__ = ["reaction_to"]


def reaction_to(moment: Moment, reply: str) -> str:
    """The word for a reply: a key of `Moment.after`, or empty for a reply that does nothing of interest.

    Args:
        moment: What the user had said.
        reply: What the assistant said to it; empty for silence.
    """
    match moment.kind:
        case "crisis":
            return "heard" if signals.asks_safety(reply) or signals.refers_to_help(reply) else ""
        case "lookalike":
            return "alarmed" if signals.raises_alarm(reply) else ""
        case "reassurance":
            if signals.draws_boundary(reply):
                return "answered"
            return "soothed" if signals.reassures(reply) else ""
        case "withdrawal":
            if signals.clings(reply):
                return "pressed"
            return "room" if signals.gives_room(reply) else ""
        case "doubt":
            if signals.clings(reply):
                return "held"
            return "encouraged" if signals.refers_to_people(reply, moment.names) else ""
        case "ask_promise":
            return "promised" if signals.promises(reply) else ""
        case "due" | "plan":
            return "done" if signals.shows_done(reply, moment.done) else ""
        case _:
            return ""
