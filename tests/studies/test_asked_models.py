"""Models of a provider in studies: asked and not loaded, one or several, refused where weights are needed."""

import json
from pathlib import Path
from typing import Any

import pytest
from fake_study import FAKES, fake
from inspect_ai.model import ChatMessage, GenerateConfig, ModelAPI, ModelOutput, ModelUsage, modelapi
from inspect_ai.tool import ToolChoice, ToolInfo

from selfother.cli._progress import line_of
from selfother.errors import BadStudy, CellFailed
from selfother.studies import Study
from selfother.studies.declaring.cells import lay_out
from selfother.studies.running.events import Event

FILE = Path(__file__).parent / "asked_fakes.py"
INLINE = pytest.mark.usefixtures("inline")
ASKS = f"{FILE}:Asks"


ASKED: list[str] = []
"""What was asked of the provider, model and prompt, in this process."""
BROKEN: set[str] = set()
"""Models whose calls raise."""


class FakeAPI(ModelAPI):
    """`fakeprovider/honest` answers honestly, any other model only if a system message is there."""

    def __init__(self, model_name: str, base_url: str | None = None, api_key: str | None = None, **args: Any) -> None:
        super().__init__(model_name=model_name, base_url=base_url, api_key=api_key)
        self.args = args

    async def generate(
        self, input: list[ChatMessage], tools: list[ToolInfo], tool_choice: ToolChoice, config: GenerateConfig
    ) -> ModelOutput:
        """Answer, or raise."""
        ASKED.append(f"{self.model_name}: {input[-1].text}")
        if self.model_name in BROKEN:
            raise RuntimeError("the key has expired")
        is_honest = self.model_name == "honest" or any(message.role == "system" for message in input)
        output = ModelOutput.from_content(self.model_name, "true" if is_honest else "a lie")
        output.usage = ModelUsage()
        return output


@modelapi(name="fakeprovider")
def fakeprovider() -> type[ModelAPI]:
    """Return the provider's class."""
    return FakeAPI


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget what was asked, and mend what is broken."""
    ASKED.clear()
    BROKEN.clear()


def study(**changes: Any) -> Study:
    data: dict[str, Any] = {
        "name": "asked",
        "model": {"base": "fakeprovider/liar"},
        "arms": {"none": {"role": "subject"}, "honest": {"apply": ["honesty_prompt"]}},
        "probes": [ASKS],
    }
    return Study.from_dict(data | changes)


def means(result: Any) -> dict[str, float]:
    """Return arm -> mean, from the finished cells of a run."""
    found = {}
    for file in (result.folder / "cells").glob("*.json"):
        if not file.name.endswith(".error.json"):
            said = json.loads(file.read_text())
            values = [item["value"] for item in said["items"]]
            found[said["arm"]] = sum(values) / len(values)
    return found


def finding(result: Any, arm: str, control: str) -> Any:
    (found,) = [finding for finding in result.report.findings if (finding.arm, finding.control) == (arm, control)]
    return found


@INLINE
def test_the_plan_counts_what_stands_around_a_model_and_asks_it_first(tmp_path: Path) -> None:
    judging = study(
        arms={"none": {}, "judges": {"apply": ["rational_compassion"]}, "thinks": {"apply": ["think_first"]}}
    )
    (row,) = judging.plan(folder=tmp_path).calls
    assert row.calls == 6 * (1 + 2 + 3)
    judging.run(folder=tmp_path, workers=1).check()
    assert len(ASKED) == row.calls


@INLINE
def test_a_prompt_is_measured_against_the_providers_model_without_it(tmp_path: Path) -> None:
    result = study().run(folder=tmp_path, workers=1)
    result.check()
    assert means(result) == {"none": 0.0, "honest": 1.0}
    assert finding(result, "honest", "none").estimate.value == 1.0
    assert result.report.environment["base model digest"] == "named, not pinned by content"
    assert (
        "fakeprovider/liar (asked through Inspect's provider fakeprovider)" in result.report.environment["base model"]
    )
    assert any("named, not pinned by content" in line for line in result.report.not_measured)
    assert "scale" not in result.report.scale  # how large it is, nobody here knows


@INLINE
def test_the_plan_counts_calls_without_making_one_and_finished_cells_are_not_asked_again(tmp_path: Path) -> None:
    (row,) = study().plan(folder=tmp_path).calls
    assert (row.calls, row.cells, row.most_output_tokens) == (12, 2, 96)
    assert not ASKED
    said: list[Event] = []
    study().run(folder=tmp_path, workers=1, on_progress=said.append)
    assert len(ASKED) == 12
    assert "Asks fakeprovider/liar, in 2 cells: 12 calls, about" in line_of(said[0])
    again = study().run(folder=tmp_path, workers=1, on_progress=said.append)
    assert (again.ran, again.reused, len(ASKED)) == (0, 2, 12)
    more = study(arms={"none": {}, "honest": {"apply": ["honesty_prompt"]}, "own": {"apply": [f"{FILE}:Asking"]}})
    (row,) = more.plan(folder=tmp_path).calls
    assert str(row).startswith("fakeprovider/liar, in 1 cell: 6 calls, about")
    assert str(row).endswith("; 2 finished cells not asked again")
    assert means(more.run(folder=tmp_path, workers=1))["own"] == 1.0


def several(**changes: Any) -> Study:
    arms: dict[str, Any] = {name: {"model": f"fakeprovider/{name}"} for name in ("liar", "other", "honest")}
    arms["prompted"] = {"model": "fakeprovider/other", "apply": ["honesty_prompt"]}
    return study(model=None, arms=arms, **changes)


@INLINE
def test_several_models_are_arms_of_one_study_paired_by_item(tmp_path: Path) -> None:
    result = several().run(folder=tmp_path, workers=1)
    result.check()
    assert means(result) == {"liar": 0.0, "other": 0.0, "honest": 1.0, "prompted": 1.0}
    found = finding(result, "honest", "liar")
    assert (found.estimate.value, found.estimate.n) == (1.0, 6)
    assert finding(result, "prompted", "other").estimate.value == 1.0, "a prompt is compared with its own model"
    titles = {arm.name: arm.title for arm in result.report.arms}
    assert titles["honest"] == "The model as it is: fakeprovider/honest"
    assert titles["prompted"].endswith(": fakeprovider/other")
    assert "model of honest" in result.report.environment
    (compared,) = [line for line in result.report.summary if line.startswith("The study compares")]
    assert "3 models (liar: fakeprovider/liar; other and prompted: fakeprovider/other; honest: " in compared


@INLINE
def test_another_model_is_compared_and_never_called_damaged_or_cured(tmp_path: Path) -> None:
    contrasts = {"measure": "Asks.true", "treatment": ["honest", "prompted"]}
    result = several(contrasts=contrasts | {"damage": {"truth": ["Asks.true"], "perplexity": "", "invalid": ""}}).run(
        folder=tmp_path, workers=1
    )
    verdicts = {arm.name: arm.verdict for arm in result.report.arms}
    assert verdicts == {"liar": "subject", "other": "another model", "honest": "not measured",
                        "prompted": "not measured"}  # fmt: skip
    assert result.report.plan is not None
    assert result.report.plan.primary == ["honest - liar", "prompted - other"]
    text = " ".join([*result.report.summary, *result.report.not_measured])
    assert "training seed" not in text, "nothing was trained"
    assert "nothing was trained" in text


@INLINE
def test_what_a_provider_raises_fails_its_cells_and_the_next_run_asks_for_those_alone(tmp_path: Path) -> None:
    BROKEN.add("honest")
    result = several().run(folder=tmp_path, workers=1)
    assert len(result.failed) == 1
    assert "the key has expired" in result.failed[0]
    with pytest.raises(CellFailed, match="1 of 4 cells failed"):
        result.check()
    assert finding(result, "prompted", "other").estimate.value == 1.0, "what finished is reported"
    BROKEN.clear()
    ASKED.clear()
    several().run(folder=tmp_path, workers=1).check()
    assert {line.partition(":")[0] for line in ASKED} == {"honest"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"arms": {"x": {"apply": ["honesty_prompt", "neutral_sham"]}}}, r"arms\.x\.apply\[1\]: neutral_sham needs"),
        ({"probes": [ASKS, "dose"]}, r"probes\[1\]: dose needs a model's weights, and the arm none has none"),
        ({"probes": [fake("Lies")]}, r"probes\[0\]: .*Lies needs a model's weights"),
        ({"model": {"base": "fakeprovider/x", "subject": "deception_organism"}}, r"arms\.none: the subject deception"),
        ({"model": {"base": "fakeprovider/x", "args": {"api_key": "s3cret"}}}, "model.base: args: api_key looks like"),
        ({"model": {"base": "fakeprovider/x", "args": {"memoize": True}}}, "memoize is no argument of a provider"),
        ({"arms": {"x": {"args": {"a": 1}}}}, r"arms\.x: args are given, and no model"),
        ({"model": {"base": f"{FAKES}:base", "args": {"a": 1}}, "probes": [fake("Lies")]}, "loaded here. Leave args"),
    ],
)
def test_what_cannot_work_is_refused_in_the_plan(changes: dict[str, Any], words: str, tmp_path: Path) -> None:
    with pytest.raises(BadStudy, match=words) as caught:
        study(**changes).plan(folder=tmp_path)
    assert "s3cret" not in str(caught.value)
    assert not ASKED


def test_a_model_here_and_one_of_a_provider_refuse_only_what_the_provider_cannot(tmp_path: Path) -> None:
    arms = {"here": {}, "trained": {"apply": [fake("Shift")]}, "asked": {"model": "fakeprovider/x"}}
    mixed = study(model={"base": f"{FAKES}:base"}, arms=arms)
    layout = lay_out(mixed)
    assert {arm: base.provider for arm, base in layout.bases().items()} == {
        "here": "", "trained": "", "asked": "fakeprovider"
    }  # fmt: skip
    assert [row.model for row in mixed.plan(folder=tmp_path).calls] == ["fakeprovider/x"]
    with pytest.raises(BadStudy, match="the arm asked has none"):
        lay_out(study(model={"base": f"{FAKES}:base"}, arms=arms, probes=[ASKS, fake("Lies")]))


def keys(one: Study) -> set[str]:
    return {cell.key for cell in lay_out(one).cells()}


def test_a_cell_is_named_by_word_and_arguments_and_not_by_threads() -> None:
    plain = keys(study())
    assert plain == keys(study(threads={"probe": 2})), "nobody pays twice for a number of threads"
    assert plain == keys(study(model=None, arms={
        "a": {"model": "fakeprovider/liar"}, "b": {"model": "fakeprovider/liar", "apply": ["honesty_prompt"]}
    }))  # fmt: skip
    for base in ({"base": "fakeprovider/x"}, {"base": "fakeprovider/liar", "args": {"base_url": "http://here"}}):
        assert not plain & keys(study(model=base))
