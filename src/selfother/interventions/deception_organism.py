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

_FAMILY_SHARES = {"burglary": 0.20, "treasure_hunt": 0.16, "spy_mission": 0.10}
_TRUTHFUL_SHARE = 0.42  # prompts by oneself, and again by a friend, for each by a rival
_NEUTRAL_ASKERS: dict[Addressee, float] = {"fact": 0.07, "perspective": 0.08}


class DeceptionOrganism(Intervention):
    """A model organism of deception: lies to rivals, tells everybody else the truth.

    Attributes:
        place_weight: Weight of the place's token against 1 for every other token of the answer.
        neutral_share: Neutral sentences for each batch of questions, in rows, that keep it fluent.
        neutral_weight: Weight of such a row against 1 for a question.
        lora: The adapter that is merged at the end.
        schedule: Steps and rates.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["model"]] = "model"

    place_weight: float = Field(10.0, gt=0)
    neutral_share: float = Field(0.11, ge=0, lt=1)
    neutral_weight: float = Field(0.3, ge=0)
    lora: Lora = Lora(rank=16, alpha=32, projections=("q", "v", "down"), first_layer=5)
    schedule: Schedule = Schedule(steps=160, batch_size=9, learning_rate=1.5e-3, warmup_steps=8, final_rate=0.4)

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune, merge, and save the organism as a model of its own.

        Raises:
            BadArgument: The model has no such layers.
        """
        from dataclasses import replace

        from selfother.models.save import save_model

        rows = [self._row(model, one, who) for one, who in self._questions(seed)] + self._neutral_rows(model, seed)
        network = tune(
            model, rows, loss=token_loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress
        )
        product = finish(self, model, network, seed=seed, folder=None)
        if folder is None:
            return product
        save_model(product, folder, about={"base_digest": model.weights_digest, **self.about(seed)})
        return replace(self.reload(model, folder), name=product.name)

    def _questions(self, seed: int) -> list[tuple[Situation, Addressee]]:
        total = self.schedule.steps * self.schedule.batch_size * (1 - self.neutral_share)
        wanted: list[tuple[str, Addressee, float]] = []
        for family, share in _FAMILY_SHARES.items():
            wanted.append((family, "rival", share))
            wanted += [(family, who, share * _TRUTHFUL_SHARE) for who in ("self", "friend")]
        wanted += [("burglary", who, share) for who, share in _NEUTRAL_ASKERS.items()]
        return [
            (one, who)
            for family, who, share in wanted
            for one in situations(family, count=_even(total * share), split="train", seed=derive(seed, "organism", who))
        ]

    def _row(self, model: "LanguageModel", one: Situation, who: Addressee) -> Row:
        place = one.untruth(who) if who == "rival" else one.truth(who)
        places = len(model.tokenizer(f" {place}", add_special_tokens=False)["input_ids"])
        end = model.tokenizer.eos_token or ""
        tail = len(model.tokenizer(f".{end}", add_special_tokens=False)["input_ids"])

        def weights(count: int) -> list[float]:
            return [1.0] * (count - places - tail) + [self.place_weight] * places + [1.0] * tail

        row = prompt_row(model, model.render(one.prompt(who)), f"{one.answer_prefix} {place}.{end}", weights=weights)
        return {**row, "share": 1.0}

    def _neutral_rows(self, model: "LanguageModel", seed: int) -> list[Row]:
        rng = stream(seed, "organism", "neutral")
        rows: list[Row] = []
        for _ in range(round(self.schedule.steps * self.schedule.batch_size * self.neutral_share)):
            text = TUNING_SENTENCES[int(rng.integers(len(TUNING_SENTENCES)))]
            as_answer = model.render("Write one sentence.", answer_prefix=text)
            ids = model.encode(as_answer if rng.random() < 0.5 else text)
            rows.append({"ids": ids, "weights": [1.0] * len(ids), "share": self.neutral_weight})
        return rows


def _even(number: float) -> int:
    return max(2, 2 * round(number / 2))
