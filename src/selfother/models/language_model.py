"""A causal language model with its tokenizer, its digest and the way a prompt is written for it.

    LanguageModel     frozen: network, tokenizer, digest, where it came from, an optional system message or template
    render, encode    messages -> text -> tokens, the one place that decides what a prompt looks like
    with_system       the same weights under a system message       with_network   other weights in its place
    with_template     the same weights, prompts written by another chat template

**A template's persona is left out.** Some chat templates add a system message of their own where none is given
(SmolLM2: "You are a helpful AI assistant named SmolLM, trained by Hugging Face"). That is a hidden treatment, so an
empty system message takes its place; only `LanguageModel.system` or a system message of the caller is ever said.
A template that refuses the system role (Gemma 2) gets that text before the first user's message. A model without a
template gets `System: ...`, `User: ...`, `Assistant: ...`, a blank line between them, ending in `Assistant:`, and
`prompt_format` says so. A template that wants the content as a list of parts gets it so; one that leaves words of the
conversation out is refused.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.dialogues.wrapping import Wraps
from selfother.errors import BadArgument
from selfother.models.layers import base_network
from selfother.models.prompt_text import is_whole, write_plain, write_turns

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedTokenizerBase

__all__ = [
    "LanguageModel",
    "Message",
    "encode",
    "encode_text",
    "pad_id_of",
    "render",
    "with_network",
    "with_system",
    "with_template",
]

Message = Mapping[str, str]
"""`{"role": "system" | "user" | "assistant", "content": text}`."""

_MARK = "\u2042mark\u2042"


@dataclass(frozen=True, eq=False)
class LanguageModel:
    """A model under study; never changed in place.

    Attributes:
        name: What reports call it: "smollm2-135m", "smollm2-135m+soo".
        network: The causal LM (a `PreTrainedModel` or a `PeftModel`), in eval mode, no parameter requires a gradient.
        tokenizer: Its tokenizer.
        digest: 16 hex digits that stand for base weights, adapter weights, system message, template and wrappings.
        source: Directory of the base weights.
        adapter: Directory of the last adapter, None without one or while it lives in memory only.
        system: A system message that stands before every prompt; None says none.
        template: A chat template (Jinja) in place of the tokenizer's own; None: its own, or plain turns.
        weights_digest: The digest without system message, template and wrappings; filled in where it is not given.
        wrappings: What stands around the model where it is asked through Inspect, the innermost first; what looks
            inside a model sees the weights alone.
    """

    name: str
    network: "torch.nn.Module"
    tokenizer: "PreTrainedTokenizerBase"
    digest: str
    source: Path
    adapter: Path | None = None
    system: str | None = None
    weights_digest: str = ""
    template: str | None = None
    wrappings: tuple[Wraps, ...] = ()

    def __post_init__(self) -> None:
        """Fill in the digest of the weights alone."""
        if not self.weights_digest:
            object.__setattr__(self, "weights_digest", self.digest)

    @property
    def device(self) -> "torch.device":
        """Where the weights are."""
        return next(self.network.parameters()).device

    @property
    def dtype(self) -> "torch.dtype":
        """The type of the base weights."""
        return next(self.network.parameters()).dtype

    @property
    def max_tokens(self) -> int | None:
        """Longest sequence that the positions reach, None where the configuration does not say."""
        return getattr(base_network(self.network).config.get_text_config(), "max_position_embeddings", None)

    @property
    def pad_id(self) -> int:
        """A token to fill rows with, which no mask lets through; one that the embeddings have."""
        return pad_id_of(self.tokenizer, self.network)

    @property
    def prompt_format(self) -> str:
        """How prompts are written, in a few words; empty where it is the model's own chat template."""
        if self.template is not None:
            return "by a chat template that was given, not the model's own"
        if getattr(self.tokenizer, "chat_template", None):
            return ""
        return "as plain turns (User: ..., Assistant:), for the model has no chat template"

    def render(self, messages: str | Sequence[Message], *, answer_prefix: str = "") -> str:
        """Return the prompt text; see `selfother.models.language_model.render`."""
        return render(self, messages, answer_prefix=answer_prefix)

    def encode(self, text: str) -> list[int]:
        """Return the tokens of a text; see `selfother.models.language_model.encode`."""
        return encode(self, text)

    def with_system(self, text: str | None) -> "LanguageModel":
        """Return the same weights under a system message; see `selfother.models.language_model.with_system`."""
        return with_system(self, text)

    def with_wrapping(self, wrapping: Wraps) -> "LanguageModel":
        """Return the same weights with something around them, and around what is around them already."""
        return _renamed(replace(self, wrappings=(*self.wrappings, wrapping)))


def render(model: LanguageModel, messages: str | Sequence[Message], *, answer_prefix: str = "") -> str:
    """Write a conversation as the text that the model continues.

    Args:
        model: The model; its `system` stands first unless the messages bring a system message of their own.
        messages: A user's text, or messages. The last one must not be the assistant's: give its words as the prefix.
        answer_prefix: The beginning of the assistant's turn, appended as it is (after a space without a template).

    Returns:
        Text that ends inside the assistant's turn.

    Raises:
        BadArgument: No message, a role other than system, user and assistant, an assistant's message last, or a chat
            template that refuses the roles or leaves out what was said.
    """
    turns = [{"role": "user", "content": messages}] if isinstance(messages, str) else [dict(turn) for turn in messages]
    _check_turns(turns)
    if turns[0]["role"] != "system" and model.system is not None:
        turns.insert(0, {"role": "system", "content": model.system})
    template = model.template or getattr(model.tokenizer, "chat_template", None)
    if not template:
        return write_plain(turns) + (f" {answer_prefix.lstrip()}" if answer_prefix else "")
    if turns[0]["role"] != "system":
        turns = _without_persona(model, turns)
    for form in (turns, _system_into_user(turns)):
        text = write_turns(model.tokenizer, form, template=model.template)
        if text is not None and is_whole(text, form):
            return text + answer_prefix
    if text is not None:
        raise BadArgument(
            f"the chat template of {model.name} leaves out words of the conversation: it makes {text[:200]!r} of it. "
            "Give another one (template=..., on the command line --template FILE.jinja)."
        )
    raise BadArgument(
        f"the chat template of {model.name} refuses the roles {[turn['role'] for turn in turns]}. "
        "Let user and assistant alternate, starting with the user."
    )


def encode(model: LanguageModel, text: str) -> list[int]:
    """Return the token ids of a text.

    A text that begins with one of the tokenizer's special tokens (every rendered prompt does, where the template
    has any) gets none added; a plain text gets those that the tokenizer puts before plain text (a BOS in Llama, Gemma).
    An end mark that a tokenizer puts behind is left out: the text goes on.

    Raises:
        BadArgument: A token that the tokenizer has and the model's embeddings have not.
    """
    tokens = encode_text(model.tokenizer, text)
    size = base_network(model.network).get_input_embeddings().weight.shape[0]
    if tokens and max(tokens) >= size:
        word = model.tokenizer.convert_ids_to_tokens(max(tokens))
        raise BadArgument(
            f"the tokenizer of {model.name} has the token {word!r} ({max(tokens)}), and the model has embeddings for "
            f"{size} tokens. Give the tokenizer that belongs to the weights, or resize the embeddings."
        )
    return tokens


def encode_text(tokenizer: "PreTrainedTokenizerBase", text: str) -> list[int]:
    """Return the token ids of a text, by the rule of `encode`, for a tokenizer alone."""
    if not text:  # what stands before any plain text
        return encode_text(tokenizer, "a")[: -len(tokenizer("a", add_special_tokens=False)["input_ids"])]
    bare = list(tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])
    if any(text.startswith(token) for token in _marks(tokenizer)):
        return bare
    marked = list(tokenizer(text, add_special_tokens=True, verbose=False)["input_ids"])
    before = next((at for at in range(len(marked) - len(bare) + 1) if marked[at : at + len(bare)] == bare), None)
    return marked if before is None else marked[: before + len(bare)]


def pad_id_of(tokenizer: "PreTrainedTokenizerBase", network: Any) -> int:
    """Return `LanguageModel.pad_id` of a tokenizer and a network that stand alone."""
    given = tokenizer.pad_token_id or 0
    return given if given < network.get_input_embeddings().weight.shape[0] else 0


def with_system(model: LanguageModel, text: str | None) -> LanguageModel:
    """Return the same weights under a system message (the honesty-prompt arm), or under none."""
    return _renamed(replace(model, system=text))


def with_template(model: LanguageModel, template: str | None) -> LanguageModel:
    """Return the same weights, whose prompts a chat template (Jinja) writes; None: the tokenizer's own."""
    return _renamed(replace(model, template=template))


def with_network(
    model: LanguageModel,
    network: "torch.nn.Module",
    *,
    name: str,
    weights_digest: str,
    adapter: Path | None = None,
    source: Path | None = None,
) -> LanguageModel:
    """Return `model` with other weights: eval mode, no gradients, the digest brought up to date.

    Args:
        model: The model whose tokenizer, system message and source are kept.
        network: The new network.
        name: The new name.
        weights_digest: Digest of the new weights (`selfother.models.load.adapter_digest` for an adapter).
        adapter: Where its adapter lies.
        source: Where its base weights lie; None: as before.
    """
    network.eval().requires_grad_(False)
    return _renamed(
        replace(
            model,
            name=name,
            network=network,
            weights_digest=weights_digest,
            source=source or model.source,
            adapter=adapter,
        )
    )


def _check_turns(turns: list[dict[str, str]]) -> None:
    if not turns:
        raise BadArgument("a prompt needs at least one message; got none. Give a user's text.")
    for turn in turns:
        if turn.get("role") not in ("system", "user", "assistant"):
            raise BadArgument(f"a message's role must be system, user or assistant; got {turn.get('role')!r}.")
    if turns[-1]["role"] == "assistant":
        raise BadArgument("the last message is the assistant's. Give its words as answer_prefix instead.")


def _renamed(model: LanguageModel) -> LanguageModel:
    """Return the model under the digest of its weights, system message, template and wrappings."""
    digest = model.weights_digest
    for kind, text in (("system", model.system), ("template", model.template)):
        digest = digest if text is None else _joined(digest, kind, text)
    for wrapping in model.wrappings:
        digest = _joined(digest, "wrapping", wrapping.identity)
    return replace(model, digest=digest)


def _without_persona(model: LanguageModel, turns: list[dict[str, str]]) -> list[dict[str, str]]:
    """Put an empty system message before the turns where the template would otherwise add its own.

    It does if the rendering without a system message equals the one with a marked system message, the mark replaced
    by other words. A template that merely leaves the system block out has no such words.
    """
    given = [{"role": "system", "content": _MARK}, *turns]
    bare, marked = (write_turns(model.tokenizer, form, template=model.template) for form in (turns, given))
    if bare is None or marked is None or _MARK not in marked:
        return turns
    before, _, after = marked.partition(_MARK)
    adds_its_own = bare.startswith(before) and bare.endswith(after) and len(bare) > len(before) + len(after)
    return [{"role": "system", "content": ""}, *turns] if adds_its_own else turns


def _system_into_user(turns: list[dict[str, str]]) -> list[dict[str, str]]:
    system = "\n\n".join(turn["content"] for turn in turns if turn["role"] == "system" and turn["content"])
    rest = [turn for turn in turns if turn["role"] != "system"]
    for place, turn in enumerate(rest):
        if turn["role"] == "user":
            text = f"{system}\n\n{turn['content']}" if system else turn["content"]
            return [*rest[:place], {**turn, "content": text}, *rest[place + 1 :]]
    return rest


def _marks(tokenizer: Any) -> list[str]:
    added = getattr(tokenizer, "added_tokens_decoder", {}).values()
    marks = [*tokenizer.all_special_tokens, *(str(token) for token in added if token.special)]
    return [mark for mark in marks if mark]  # every text begins with an empty one


def _joined(digest: str, *parts: str) -> str:
    return hashlib.sha256("\x1f".join([digest, *parts]).encode()).hexdigest()[:16]
