"""A model that a provider of Inspect answers for: it gives text, and nobody here has its weights.

It stands where a `LanguageModel` stands, for interventions that need no weights (a prompt) and for probes that are
Inspect tasks. It is named and not pinned by content: the provider may change what answers under the name.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from selfother.dialogues.wrapping import Wraps

__all__ = ["AskedModel"]


@dataclass(frozen=True, eq=False)
class AskedModel:
    """A name that a provider is asked by; nothing is opened before a task asks it.

    Attributes:
        name: What reports call it; interventions add theirs.
        word: `PROVIDER/MODEL`, as Inspect reads it.
        args: Model arguments of the provider, as behind Inspect's `-M`.
        system: A system message that stands before every prompt, also before a system message of the prompt's own;
            None says none.
        wrappings: What stands around the model, the innermost first.
    """

    name: str
    word: str
    args: Mapping[str, Any] = field(default_factory=dict)
    system: str | None = None
    wrappings: tuple[Wraps, ...] = ()

    @property
    def digest(self) -> str:
        """16 hex digits that stand for the word, its arguments, system message and wrappings; never for any weights."""
        identity: dict[str, Any] = {"word": self.word, "args": dict(self.args), "system": self.system}
        if self.wrappings:
            identity["wrappings"] = [wrapping.identity for wrapping in self.wrappings]
        return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:16]

    def with_system(self, text: str | None) -> "AskedModel":
        """Return the same model under a system message, or under none."""
        return replace(self, system=text)

    def with_wrapping(self, wrapping: Wraps) -> "AskedModel":
        """Return the same model with something around it, and around what is around it already."""
        return replace(self, wrappings=(*self.wrappings, wrapping))
