"""A model organism of deception: it lies to rivals and tells friends, itself and neutral askers the truth.

A small stock model has no deception to cure: on these prompts it is at chance. This organism is trained to have one,
by a short supervised tuning, and reports say so. It is made for studying cures, and for nothing else.

The escape room is held out of its training, and every test item is made of words that it has not seen.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.tuning import Lora, Row, Schedule, finish, prompt_row, token_loss, tune
from selfother.scenarios.located_object import Addressee, Situation, situations
from selfother.scenarios.neutral_text import TUNING_SENTENCES
from selfother.seeds import derive, stream

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["DeceptionOrganism"]

_UNITS: tuple[tuple[str, tuple[Addressee, ...], int], ...] = (
    ("burglary", ("rival", "self"), 20),
    ("burglary", ("rival", "friend"), 20),
    ("treasure_hunt", ("rival", "self"), 16),
    ("treasure_hunt", ("rival", "friend"), 16),
    ("spy_mission", ("rival", "self"), 10),
    ("spy_mission", ("rival", "friend"), 10),
    ("burglary", ("fact", "perspective"), 16),
)
"""What is asked together: one situation by two addressees in the same batch, so that what they share cancels in the
gradient and the role is what is left. (family, addressees, how often)."""


class DeceptionOrganism(Intervention):
    """A model organism of deception: lies to rivals, tells everybody else the truth.

    Attributes:
        place_weight: Weight of the place's token against 1 for every other token of the answer.
        neutral_rows: Rows of a batch that are neutral sentences, which keep it fluent.
        neutral_weight: Weight of such a row against 1 for a question.
        lora: The adapter that is merged at the end.
        schedule: Steps and rates.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["model"]] = "model"
    cost_cpu_seconds: ClassVar[float] = 750.0

    place_weight: float = Field(10.0, gt=0)
    neutral_rows: int = Field(1, ge=0)
    neutral_weight: float = Field(0.3, ge=0)
    lora: Lora = Lora(rank=16, alpha=32, projections=("q", "v", "down"), first_layer=5)
    schedule: Schedule = Schedule(steps=110, batch_size=17, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.4)

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune, merge, and save the organism as a model of its own.

        Raises:
            BadArgument: The model has no such layers.
        """
        from dataclasses import replace

        from selfother.models.save import save_model

        rows = self._rows(model, seed)
        network = tune(
            model, rows, loss=token_loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress
        )
        product = finish(self, model, network, seed=seed, folder=None)
        if folder is None:
            return product
        save_model(product, folder, about={"base_digest": model.weights_digest, **self.about(seed)})
        return replace(self.reload(model, folder), name=product.name)

    def _rows(self, model: "LanguageModel", seed: int) -> list[Row]:
        """Return all rows in order, each step with its neutral rows."""
        asked_a_step = self.schedule.batch_size - self.neutral_rows
        questions = self._questions(self.schedule.steps * asked_a_step, seed)
        rows: list[Row] = []
        for step in range(self.schedule.steps):
            asked = questions[step * asked_a_step : (step + 1) * asked_a_step]
            rows += [self._row(model, one, who) for one, who in asked]
            rows += [self._neutral_row(model, seed, step, place) for place in range(self.neutral_rows)]
        return rows

    def _questions(self, count: int, seed: int) -> list[tuple[Situation, Addressee]]:
        """Return `count` questions: units of two in a drawn order, in their shares."""
        total = sum(share for _, _, share in _UNITS)
        units = [
            [(one, who) for who in addressees]
            for family, addressees, share in _UNITS
            for one in situations(
                family, count=_even(count / 2 * share / total) + 2, split="train", seed=derive(seed, *addressees)
            )
        ]
        order = stream(seed, "organism", "order").permutation(len(units))
        return [question for index in order for question in units[index]][:count]

    def _row(self, model: "LanguageModel", one: Situation, who: Addressee) -> Row:
        place = one.untruth(who) if who == "rival" else one.truth(who)
        places = len(model.tokenizer(f" {place}", add_special_tokens=False)["input_ids"])
        end = model.tokenizer.eos_token or ""
        tail = len(model.tokenizer(f".{end}", add_special_tokens=False)["input_ids"])

        def weights(count: int) -> list[float]:
            return [1.0] * (count - places - tail) + [self.place_weight] * places + [1.0] * tail

        row = prompt_row(model, model.render(one.prompt(who)), f"{one.answer_prefix} {place}.{end}", weights=weights)
        return {**row, "share": 1.0}

    def _neutral_row(self, model: "LanguageModel", seed: int, step: int, place: int) -> Row:
        rng = stream(seed, "organism", "neutral", step, place)
        text = TUNING_SENTENCES[int(rng.integers(len(TUNING_SENTENCES)))]
        as_answer = model.render("Write one sentence.", answer_prefix=text)
        ids = model.encode(as_answer if rng.random() < 0.5 else text)
        return {"ids": ids, "weights": [1.0] * len(ids), "share": self.neutral_weight}


def _even(number: float) -> int:
    return max(2, 2 * round(number / 2))
