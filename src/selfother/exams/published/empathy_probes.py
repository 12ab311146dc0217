"""Cadile 2025: is empathy a direction in the activations of a language model?"""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from selfother.exams.exam import qualify
from selfother.exams.published.bundled_probe import bundled_probe
from selfother.exams.published.data import DataSet, read_jsonl
from selfother.exams.published.record import PublishedExam
from selfother.exams.published.row import Asked, PublishedRow
from selfother.exams.published.summing_up import exam_of_texts
from selfother.exams.texts import LabelledTexts

__all__ = ["EMPATHY_PROBES", "EmpathyProbes", "read_pairs"]

EMPATHY_PROBES = DataSet(
    "empathy_probes",
    "https://github.com/juancadile/empathy-probes",
    "MIT",
    {
        name: (f"{name}.jsonl", f"data/contrastive_pairs/{name}.jsonl")
        for name in ("train_pairs", "test_pairs", "test_pairs_ablated")
    },
)
_CLAIM = 1.0


class EmpathyProbes(PublishedRow):
    """Empathy as a direction in activations (empathy-probes).

    Each scenario gives pairs: a reply that leaves the task for a person in need, and one that stays with the task. The
    nulls see the words of the replies and no activations. They learn from the authors' training pairs and are judged on
    their test pairs; then on those with 41 words of empathy taken out; then each scenario in turn is left out.
    """

    key: ClassVar[str] = "empathy_probes"
    name: ClassVar[str] = "empathy-probes"
    place: ClassVar[int] = 1
    kind: ClassVar[str] = "activation probe"
    claim: ClassVar[str] = (
        "Linear probes tell empathic from task-bound replies with AUROC .996 to 1.00 at the best layers of three "
        "models (3.8B to 8B). With 41 words of empathy removed the AUROC stays at 1.0."
    )
    source: ClassVar[str] = "Cadile 2025, “Detecting and Steering LLMs’ Empathy in Action”, arXiv:2511.16699"
    does_not_show: ClassVar[str] = (
        "The AUROC cannot tell a representation of empathy from one of words: the two kinds of reply differ in what "
        "they talk about, also without the 41 words. That does not show that the probes read words only. The author's "
        "other evidence stands apart from this test: random directions at chance, the correlation with rated behaviour "
        "(r = .71, n = 12), and steering, which he reports with its failures."
    )
    data: ClassVar[tuple[DataSet, ...]] = (EMPATHY_PROBES,)

    def measure(self, asked: Asked) -> list[PublishedExam]:
        """Three exams of the nulls: test pairs, ablated test pairs, scenarios left out."""
        return [
            *asked.attempt("test pairs", lambda: [self._tested(asked, "test_pairs", "test pairs")]),
            *asked.attempt(
                "ablated test pairs",
                lambda: [self._tested(asked, "test_pairs_ablated", "test pairs, words of empathy replaced")],
            ),
            *asked.attempt("scenarios left out", lambda: [self._left_out(asked)]),
            *asked.attempt("probe of the bundled model", lambda: [self._probed(asked)]),
        ]

    def _tested(self, asked: Asked, file: str, name: str) -> PublishedExam:
        train, test = (read_pairs(asked.data.find(EMPATHY_PROBES, which)) for which in ("train_pairs", file))
        return exam_of_texts(qualify(train, test=test, claim=_CLAIM, seed=asked.seed), name)

    def _left_out(self, asked: Asked) -> PublishedExam:
        record = qualify(self._all_pairs(asked), claim=_CLAIM, seed=asked.seed)
        return exam_of_texts(record, "all pairs, each scenario left out in turn")

    def _probed(self, asked: Asked) -> PublishedExam:
        record = qualify(self._all_pairs(asked), instrument=bundled_probe(), seed=asked.seed)
        return exam_of_texts(record, "the same, against a probe of the bundled model")

    def _all_pairs(self, asked: Asked) -> LabelledTexts:
        return read_pairs(
            [path for which in ("train_pairs", "test_pairs") for path in asked.data.find(EMPATHY_PROBES, which)]
        )


def read_pairs(files: Iterable[Path]) -> LabelledTexts:
    """The replies of pairs as labelled texts, the scenario as group.

    Args:
        files: Paths of files of pairs.
    """
    fields = ("scenario_id", "empathic_text", "non_empathic_text")
    pairs = [pair for path in files for pair in read_jsonl(path, *fields)]
    return LabelledTexts(
        texts=[pair[side] for pair in pairs for side in fields[1:]],
        labels=["empathic", "task-bound"] * len(pairs),
        groups=[pair["scenario_id"] for pair in pairs for _ in fields[1:]],
        source="empathy-probes",
    )
