"""A causal language model with its tokenizer, its digest and the way a prompt is written for it.

    LanguageModel     frozen: network, tokenizer, digest, where it came from, an optional system message
    render, encode    messages -> text -> tokens, the one place that decides what a prompt looks like
    with_system       the same weights under a system message       with_network   other weights in its place

**A template's persona is left out.** Some chat templates add a system message of their own where none is given
(SmolLM2: "You are a helpful AI assistant named SmolLM, trained by Hugging Face"). That is a hidden treatment, so an
empty system message takes its place; only `LanguageModel.system` or a system message of the caller is ever said.
A template that refuses the system role (Gemma 2) gets that text before the first user's message. A model without a
template gets `System: ...`, `User: ...`, `Assistant: ...`, a blank line between them, ending in `Assistant:`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedTokenizerBase

__all__ = ["LanguageModel", "Message", "encode", "encode_text", "render", "with_network", "with_system"]

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
        digest: 16 hex digits that stand for base weights, adapter weights and system message together.
        source: Directory of the base weights.
        adapter: Directory of the last adapter, None without one or while it lives in memory only.
        system: A system message that stands before every prompt; None says none.
        weights_digest: The digest without the system message; filled in where it is not given.
    """

    name: str
    network: "torch.nn.Module"
    tokenizer: "PreTrainedTokenizerBase"
    digest: str
    source: Path
    adapter: Path | None = None
    system: str | None = None
    weights_digest: str = ""

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
        return getattr(self.network.config.get_text_config(), "max_position_embeddings", None)

    def render(self, messages: str | Sequence[Message], *, answer_prefix: str = "") -> str:
        """Return the prompt text; see `selfother.models.language_model.render`."""
        return render(self, messages, answer_prefix=answer_prefix)

    def encode(self, text: str) -> list[int]:
        """Return the tokens of a text; see `selfother.models.language_model.encode`."""
        return encode(self, text)

    def with_system(self, text: str | None) -> "LanguageModel":
        """Return the same weights under a system message; see `selfother.models.language_model.with_system`."""
        return with_system(self, text)


def render(model: LanguageModel, messages: str | Sequence[Message], *, answer_prefix: str = "") -> str:
    """Write a conversation as the text that the model continues.

    Args:
        model: The model; its `system` stands first unless the messages bring a system message of their own.
        messages: A user's text, or messages. The last one must not be the assistant's: give its words as the prefix.
        answer_prefix: The beginning of the assistant's turn, appended as it is (after a space without a template).

    Returns:
        Text that ends inside the assistant's turn.

    Raises:
        BadArgument: No message, a role other than system, user and assistant, or an assistant's message last.
    """
    turns = [{"role": "user", "content": messages}] if isinstance(messages, str) else [dict(turn) for turn in messages]
    _check_turns(turns)
    if turns[0]["role"] != "system" and model.system is not None:
        turns.insert(0, {"role": "system", "content": model.system})
    if not getattr(model.tokenizer, "chat_template", None):
        return _plain(turns) + (f" {answer_prefix.lstrip()}" if answer_prefix else "")
    if turns[0]["role"] != "system":
        turns = _without_persona(model.tokenizer, turns)
    text = _template(model.tokenizer, turns)
    if text is None:
        text = _template(model.tokenizer, _system_into_user(turns))
    if text is None:
        raise BadArgument(
            f"the chat template of {model.name} refuses the roles {[turn['role'] for turn in turns]}. "
            "Let user and assistant alternate, starting with the user."
        )
    return text + answer_prefix


def encode(model: LanguageModel, text: str) -> list[int]:
    """Return the token ids of a text.

    A text that begins with one of the tokenizer's special tokens (every rendered prompt does, where the template
    has any) gets none added; a plain text gets those that the tokenizer adds to plain text (a BOS in Llama, Gemma).
    """
    return encode_text(model.tokenizer, text)


def encode_text(tokenizer: "PreTrainedTokenizerBase", text: str) -> list[int]:
    """Return the token ids of a text, by the rule of `encode`, for a tokenizer alone."""
    marked = any(text.startswith(token) for token in _marks(tokenizer))
    return list(tokenizer(text, add_special_tokens=not marked, verbose=False)["input_ids"])


def with_system(model: LanguageModel, text: str | None) -> LanguageModel:
    """Return the same weights under a system message (the honesty-prompt arm), or under none."""
    digest = model.weights_digest if text is None else _joined(model.weights_digest, "system", text)
    return replace(model, system=text, digest=digest)


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
    bare = replace(
        model,
        name=name,
        network=network,
        digest=weights_digest,
        weights_digest=weights_digest,
        source=source or model.source,
        adapter=adapter,
        system=None,
    )
    return with_system(bare, model.system)


def _check_turns(turns: list[dict[str, str]]) -> None:
    if not turns:
        raise BadArgument("a prompt needs at least one message; got none. Give a user's text.")
    for turn in turns:
        if turn.get("role") not in ("system", "user", "assistant"):
            raise BadArgument(f"a message's role must be system, user or assistant; got {turn.get('role')!r}.")
    if turns[-1]["role"] == "assistant":
        raise BadArgument("the last message is the assistant's. Give its words as answer_prefix instead.")


def _plain(turns: list[dict[str, str]]) -> str:
    return "\n\n".join([*(f"{turn['role'].title()}: {turn['content']}" for turn in turns), "Assistant:"])


def _template(tokenizer: Any, turns: list[dict[str, str]]) -> str | None:
    """Apply the chat template; None where it refuses these roles."""
    from jinja2.exceptions import TemplateError

    try:
        return str(tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True))
    except TemplateError:
        return None


def _without_persona(tokenizer: Any, turns: list[dict[str, str]]) -> list[dict[str, str]]:
    """Put an empty system message before the turns where the template would otherwise add its own.

    It does if the rendering without a system message equals the one with a marked system message, the mark replaced
    by other words. A template that merely leaves the system block out has no such words.
    """
    given = [{"role": "system", "content": _MARK}, *turns]
    bare, marked = _template(tokenizer, turns), _template(tokenizer, given)
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
    return [*tokenizer.all_special_tokens, *(str(token) for token in added if token.special)]


def _joined(digest: str, *parts: str) -> str:
    return hashlib.sha256("\x1f".join([digest, *parts]).encode()).hexdigest()[:16]
