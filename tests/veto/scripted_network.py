"""A language model that says what it is told to, letter by letter: its network only knows which token comes next."""

from pathlib import Path
from types import SimpleNamespace

import torch
from tests.models.tiny import tiny_tokenizer

from selfother.models.language_model import LanguageModel

__all__ = ["scripted_model"]


class _Rows:
    """A cache that keeps, for each row of the batch, the tokens so far."""

    def __init__(self, rows):
        self.rows = rows

    def batch_select_indices(self, kept):
        self.rows = [self.rows[place] for place in kept.tolist()]


class _Network(torch.nn.Module):
    def __init__(self, answers, size):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(1), requires_grad=False)
        self.config = SimpleNamespace(get_text_config=lambda: SimpleNamespace(max_position_embeddings=4096))
        self.answers, self.size, self.steps = answers, size, 0
        self.embeddings = torch.nn.Embedding(size, 1)

    def get_input_embeddings(self):
        return self.embeddings

    def forward(self, input_ids, attention_mask, past_key_values=None, **_):
        self.steps += 1
        cache = past_key_values or _Rows([[] for _ in input_ids])
        logits = torch.zeros(len(input_ids), 1, self.size)
        for place, (row, ids, mask) in enumerate(zip(cache.rows, input_ids, attention_mask, strict=True)):
            row.extend(ids[mask[-len(ids) :] > 0].tolist())
            logits[place, 0, self.answers(row)] = 50.0
        return SimpleNamespace(logits=logits, past_key_values=cache)


def scripted_model(answers):
    """Return a model that answers a prompt holding a key of `answers` with its text, and ends its turn."""
    tokenizer = tiny_tokenizer()

    def next_token(row):
        said = tokenizer.decode(row)
        prompt, _, begun = said.rpartition("<|im_start|>assistant\n")
        answer = next(text for key, text in answers.items() if key in prompt)
        rest = tokenizer(answer, add_special_tokens=False)["input_ids"][len(tokenizer(begun)["input_ids"]) :]
        return rest[0] if rest else tokenizer.eos_token_id

    return LanguageModel("scripted", _Network(next_token, len(tokenizer)), tokenizer, "0" * 16, Path("nowhere"))
