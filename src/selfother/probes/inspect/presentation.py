"""How a task of ours shows itself in Inspect: what it asks, its one number, and how the viewer lays out its samples.

Every task probe passes through here on its way to Inspect (`TaskProbe.task`), so no task says these things by itself.
"""

import inspect
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from inspect_ai import Task
    from inspect_ai.log import HeadlineMetric
    from inspect_ai.viewer import ViewerConfig

    from selfother.probes.probe import Direction, Headline, TaskProbe

__all__ = ["present"]

Palette = Literal["good-high", "good-low", "neutral"]
_PALETTES: "dict[Direction, Palette]" = {"higher": "good-high", "lower": "good-low", "neither": "neutral"}


def present(probe: "TaskProbe", task: "Task") -> "Task":
    """Tell Inspect about the task of a probe: `description`, `headline_metric` and `viewer`.

    The description is the first line of the probe's docstring. The viewer takes no markup from answers: they come from
    models that may be deceptive on purpose.

    Args:
        probe: What the task belongs to.
        task: Its task, changed in place.

    Returns:
        The same task.
    """
    from inspect_ai import task_with

    return task_with(
        task,
        description=(inspect.getdoc(type(probe)) or "").partition("\n")[0],
        headline_metric=_metric(probe.headline()),
        viewer=_viewer(probe, scorers_of(task)),
    )


def scorers_of(task: "Task") -> list[str]:
    """Return the names of a task's scorers, as its logs have them."""
    from inspect_ai.util import registry_info

    return [registry_info(scorer).name.rpartition("/")[2] for scorer in task.scorer or []]


def _metric(headline: "Headline | None") -> "HeadlineMetric | None":
    from inspect_ai.log import HeadlineMetric

    return None if headline is None else HeadlineMetric(scorer=headline.scorer, metric=headline.metric)


def _viewer(probe: "TaskProbe", scorers: list[str]) -> "ViewerConfig":
    """Return columns and colours: a score is coloured by the direction of the measure that it is."""
    from inspect_ai.viewer import ScoreColorScale, TaskSamplesColumn, TaskSamplesView, ViewerConfig

    headline = probe.headline()
    measures = {name: name for name in scorers if name in probe.measures}
    if headline is not None and headline.measure:
        measures[headline.scorer] = headline.measure

    def scale(scorer: str) -> ScoreColorScale:
        measure = measures.get(scorer, "")
        low, high = probe.ranges.get(measure, (0.0, 1.0))
        return ScoreColorScale(palette=_PALETTES[probe.measures.get(measure, "neither")], min=low, max=high)

    columns = [
        TaskSamplesColumn(id="sampleStatus"),
        TaskSamplesColumn(id="sampleId"),
        TaskSamplesColumn(id="input"),
        TaskSamplesColumn(id="target"),
        TaskSamplesColumn(id="answer"),
        *(TaskSamplesColumn.score(name) for name in scorers),
        TaskSamplesColumn(id="error"),
    ]
    view = TaskSamplesView(
        name=probe.word,
        columns=columns,
        score_labels={scorer: measure.replace("_", " ") for scorer, measure in measures.items()},
        score_color_scales={name: scale(name) for name in scorers},
        color_scales_enabled=True,
    )
    return ViewerConfig(trust_content=False, task_samples_view=view)
