"""A model as the user: it says each turn of the script in its own words, with the dialogue before its eyes.

What the user wants stays the script's, so the scores mean the same. The model, its seed and the words that it is told
stand in the log.
"""

from dataclasses import replace
from typing import Any

from inspect_ai.model import ChatMessageSystem, ChatMessageUser, GenerateConfig, get_model

from selfother.dialogues.asked import Turn
from selfother.dialogues.dialogue import Dialogue
from selfother.probes.inspect.conversing import Voice

__all__ = ["PROMPT", "PROMPT_VERSION", "model_voice"]

PROMPT_VERSION = 1
PROMPT = (
    "You play a person who writes to an assistant. You get the conversation so far and what the person says next. Say "
    "the same in the person's own words, in at most three sentences: keep every number, name, question, feeling and "
    "goodbye, add none, and answer with the words alone."
)
_TOKENS = 200


def model_voice(user_model: str, *, seed: int) -> Voice:
    """What makes a model say the user's next turn.

    Args:
        user_model: Model of Inspect; one given for the role "user" (`--model-role user=...`) goes before it.
        seed: Of its sampling.

    Returns:
        Given a dialogue whose last turn is the script's, the dialogue with that turn in the model's words. Where the
        model says nothing, the script's words stay.
    """

    async def say(dialogue: Dialogue[Any]) -> Dialogue[Any]:
        model = get_model(role="user", default=user_model)
        told = "\n".join(f"{turn.role}: {turn.text}" for turn in dialogue.turns[:-1]) or "(nothing yet)"
        wanted = dialogue.turns[-1].text
        output = await model.generate(
            [
                ChatMessageSystem(content=PROMPT),
                ChatMessageUser(content=f"So far:\n{told}\n\nWhat the person says next:\n{wanted}"),
            ],
            config=GenerateConfig(seed=seed, max_tokens=_TOKENS),
        )
        words = output.completion.strip() if output.choices else ""
        return replace(dialogue, turns=(*dialogue.turns[:-1], Turn("user", words or wanted)))

    return say
