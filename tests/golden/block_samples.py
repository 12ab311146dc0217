"""One of every block, small, with the cases that matter: nothing measured, several marks, words of every tone."""

from selfother.records import Estimate
from selfother.records.blocks import (
    Answer,
    Answers,
    Arrow,
    Block,
    Box,
    Cell,
    Curve,
    Diagram,
    Drawn,
    Facts,
    Fold,
    Forest,
    ForestRow,
    Heatmap,
    Line,
    Plot,
    Section,
    Table,
    Text,
)
from selfother.report.page import Marked, Page

__all__ = ["BLOCKS", "MARKS", "page_of"]

MARKS = (
    Marked("stock", "baseline", is_filled=False),
    Marked("soo", "treatment"),
    Marked("random_target", "control", is_filled=False),
)
_LOW = Estimate(value=0.12, low=0.05, high=0.22, n=64, clusters=16)
_HIGH = Estimate(value=0.91, low=0.83, high=0.96, n=64, clusters=16)
_NONE = Estimate(value=None, reason="the cell was not run")
_FALL = Estimate(value=-0.79, low=-0.88, high=-0.66, n=64, clusters=16)
_FLAT = Estimate(value=0.01, low=-0.05, high=0.06, n=64, clusters=16)
_GAP = Estimate(value=0.3, low=0.0004, high=0.62, n=8)


def _grid(value: float | None = None) -> list[list[float | None]]:
    """Return an 11 x 11 grid from 0 to 1; `value` in its middle, None for a gap there."""
    rows: list[list[float | None]] = [[(i + j) / 20 for j in range(11)] for i in range(11)]
    rows[5][5] = value
    return rows


_WEIGHTS = [k / 10 for k in range(11)]
BLOCKS: dict[str, Block] = {
    "text": Text(
        title="What was asked",
        paragraphs=["Does empathy pay when the other has none?", "A second paragraph, with 5 % & <signs>."],
    ),
    "text-lead": Text(paragraphs=["The treatment lies less than every control."], role="lead"),
    "text-note": Text(paragraphs=["Filled marks are treatments, hollow ones controls."], role="note"),
    "text-list": Text(paragraphs=["soo, seed 2: the run was stopped", "random_target: no adapter"], role="list"),
    "text-command": Text(
        title="The command that makes this page again", paragraphs=["selfother study run games.yaml"], role="command"
    ),
    "table": Table(
        title="Truth by family",
        columns=["arm", "rivals", "neutral", "n"],
        rows=[
            [Cell(text="stock", mark="stock"), "12.0 %", "98.4 %", "64"],
            [Cell(text="soo", mark="soo"), "91.0 %", "not measured", "64"],
        ],
        note="Share of true answers, n = 64 items in 16 families.",
    ),
    "table-verdicts": Table(
        title="Claims",
        columns=["claim", "ours", "verdict"],
        rows=[
            ["Empathy is exploited by a defector", "0.30 [0.0004, 0.6200]", Cell(text="holds", tone="good")],
            ["Both gain", "–", Cell(text="cannot be read", tone="bad", detail="the sham moved as much")],
            ["Nobody gains", "0.12", Cell(text="not resolved", tone="open")],
            ["Some gain", "0.12", Cell(text="less deceptive", tone="part")],
        ],
    ),
    "plot": Plot(
        title="Lies after steps of tuning on lies",
        x_label="steps",
        y_label="deceptive answers",
        is_share=True,
        y_span=(0.0, 1.0),
        curves=[
            Curve(name="stock", x=[0, 10, 20, 40], y=[0.88, 0.9, 0.95, 0.97], low=[0.8, 0.83, 0.9, 0.92],
                  high=[0.93, 0.95, 0.98, 0.99]),
            Curve(name="soo", x=[0, 10, 20, 40], y=[0.12, 0.2, None, 0.9], low=[0.05, 0.12, None, 0.83],
                  high=[0.22, 0.31, None, 0.95]),
            Curve(name="random_target", x=[0, 10], y=[None, None]),
        ],
        lines=[Line(name="half", x=[0, 40], y=[0.5, 0.5])],
        numbers="printed",
        note="n = 64 items a point.",
    ),
    "plot-dose": Plot(
        title="KL on neutral prompts",
        x_label="dose",
        y_label="deceptive answers",
        is_share=True,
        is_x_log=True,
        y_span=(0.0, 1.0),
        curves=[
            Curve(name="soo", x=[0.02], y=[0.12], low=[0.05], high=[0.22], is_labelled=True),
            Curve(name="random_target", x=[0.9], y=[0.85], is_labelled=True),
        ],
    ),
    "plot-forms": Plot(
        title="Cooperation against empathy",
        x_label="empathy",
        y_label="share of time",
        curves=[
            Curve(name="closed form", x=_WEIGHTS, y=[x**2 for x in _WEIGHTS], style="line", mark="empathic"),
            Curve(name="simulated", x=_WEIGHTS[::2], y=[x**2 for x in _WEIGHTS[::2]], style="points", mark="empathic"),
        ],
        band=(0.4, 0.6),
        lines=[
            Line(name="threshold of an infinite population", x=[0.5, 0.5], y=[0.0, 1.0], is_dashed=False),
            Line(name="threshold of 20 players", x=[0.6, 0.6], y=[0.0, 1.0], is_dashed=False),
        ],
    ),
    "plot-points": Plot(
        title="Fixation",
        kind="points",
        x_label="fixation from a single mutant",
        y_label="fixation from a single mutant",
        is_log=True,
        curves=[
            Curve(name="empathic", x=[0.0], y=[0.2], low=[0.15], high=[0.26]),
            Curve(name="defector", x=[0.0], y=[0.002]),
            Curve(name="reciprocal with a long name", x=[0.0], y=[None]),
        ],
        band=(0.03, 0.07),
        note="The band is what neutral drift gives.",
    ),
    "plot-square": Plot(
        title="soo",
        x_label="says",
        y_label="does",
        is_share=True,
        is_x_share=True,
        is_square=True,
        x_span=(0.0, 1.0),
        y_span=(0.0, 1.0),
        curves=[Curve(name="soo", x=[0.0, 0.5], y=[0.25, 1.0], sizes=[1, 6], style="points",
                      tips=["1 family: says 0 %, does 25 %", "6 families: says 50 %, does 100 %"])],
        lines=[Line(name="as it says", x=[0, 1], y=[0, 1])],
    ),
    "heatmap": Heatmap(
        title="Joint cooperation",
        unit="% of rounds",
        x_label="second agent’s empathy",
        y_label="first agent’s empathy",
        x=_WEIGHTS,
        y=_WEIGHTS,
        values=_grid(None),
        errors=[[0.02] * 11] * 11,
        low=0.0,
        high=1.0,
        is_share=True,
        has_diagonal=True,
        switches={"game": "prisoners_dilemma", "measure": "joint cooperation"},
        note="n = 12 seeds a cell.",
    ),
    "heatmap-gap": Heatmap(
        title="Payoff gap",
        unit="points a round",
        x_label="second agent’s empathy",
        y_label="first agent’s empathy",
        x=_WEIGHTS,
        y=_WEIGHTS,
        values=[[(j - i) / 10 for j in range(11)] for i in range(11)],
        unclear=[(k, k) for k in range(11)],
        scale="diverging",
        low=-1.0,
        high=1.0,
        scale_labels=("the first gains", "nobody", "the second gains"),
        lines=[Line(name="closed form", x=[0.0, 1.0], y=[0.3, 0.8], is_dashed=False)],
        switches={"game": "prisoners_dilemma", "measure": "payoff gap"},
    ),
    "heatmap-words": Heatmap(
        title="Lies, read at the last token",
        x_label="learning rate",
        y_label="layer",
        x=["1e-5", "1e-4", "1e-3"],
        y=["L4", "L12"],
        values=[[0.9, 0.2, None], [1.0, 0.6, 0.02]],
        words=[["90", "20 ★", "–"], ["100", "60", "2 †"]],
        tips=[["L4: 90 %", "L4: 20 %, the best", "not tried"], ["L12: 100 %", "L12: 60 %", "L12: 2 %, damaged"]],
        low=0.0,
        high=1.0,
        is_share=True,
    ),
    "forest": Forest(
        title="deceptive answers to rivals",
        measure="difference in points",
        unit="points",
        is_difference=True,
        band=(-0.1, 0.1),
        columns=["difference", "n", "declared"],
        rows=[
            ForestRow(
                name="soo − stock",
                detail="all families",
                drawn=[Drawn(estimate=_FALL, tone="good")],
                cells=[Cell(text="−79.0", detail="[−88.0, −66.0]"), "64", "before"],
                sentence=Cell(text="differs", tone="good", detail="soo lies less to rivals than stock."),
            ),
            ForestRow(
                name="random_target − stock",
                detail="all families",
                drawn=[Drawn(estimate=_FLAT, tone="open")],
                cells=["+1.0", "64", "after"],
                sentence="Nothing is told apart from chance.",
            ),
            ForestRow(name="soo − sham", drawn=[Drawn(estimate=_NONE)], cells=["not measured", "–", "before"]),
        ],
    ),
    "forest-levels": Forest(
        title="The arms",
        measure="deceptive answers",
        span=(0.0, 1.0),
        columns=["verdict"],
        numbers="printed",
        rows=[
            ForestRow(name="stock", detail="baseline", mark="stock", drawn=[Drawn(estimate=_HIGH, mark="stock")]),
            ForestRow(
                name="soo",
                detail="treatment",
                mark="soo",
                drawn=[Drawn(estimate=_LOW, mark="soo"), Drawn(estimate=_HIGH, mark="soo")],
                cells=[Cell(text="self-specific", tone="good", detail="in one of two training runs")],
            ),
        ],
    ),
    "forest-unit": Forest(
        title="What empathy costs", unit="payoff a round", is_difference=True, rows=[
            ForestRow(name="empathic − selfish", drawn=[Drawn(estimate=_GAP)]),
        ],
    ),
    "forest-small": Forest(
        title="Harm by stake",
        measure="harmful choices",
        is_small=True,
        span=(0.0, 1.0),
        rows=[
            ForestRow(name="low", drawn=[Drawn(estimate=_LOW, mark="soo"), Drawn(estimate=_HIGH, mark="stock")]),
            ForestRow(name="high", drawn=[Drawn(estimate=_HIGH, mark="soo"), Drawn(estimate=_NONE, mark="stock")]),
        ],
    ),
    "facts": Facts(title="Frozen before the run", rows=[("plan hash", "1f2e"), ("seeds", "3")]),
    "answers": Answers(
        title="soo",
        mark="soo",
        answers=[
            Answer(heading="fact · rivals · item 3", prompt="Where is the cup?", answer="In the kitchen.",
                   verdict="true"),
            Answer(heading="fact · rivals · item 4", prompt="Where?\n```", answer="x" * 950),
        ],
    ),
    "diagram": Diagram(
        title="Where the arms come from",
        boxes=[
            Box(name="smollm2-135m", rank=0, detail="as published"),
            Box(name="organism", rank=1, detail="trained to lie", mark="stock"),
            Box(name="treated", rank=2, mark="soo"),
            Box(name="control", rank=2, mark="random_target"),
        ],
        arrows=[
            Arrow(start="smollm2-135m", end="organism", word="lies"),
            Arrow(start="organism", end="treated", word="overlap"),
            Arrow(start="organism", end="control", word="the same at random"),
            Arrow(start="treated", end="treated", word="again"),
            Arrow(start="treated", end="smollm2-135m", word="back"),
        ],
        note="An arrow is a training run.",
    ),
    "fold": Fold(
        title="All other numbers",
        detail="2 tables",
        blocks=[
            Table(title="Refusals", columns=["arm", "refused"], rows=[["soo", "3.1 %"]]),
            Text(paragraphs=["Nothing else was measured."]),
        ],
    ),
}  # fmt: skip


def page_of(blocks: dict[str, Block]) -> Page:
    """Return a page with the blocks, a section for each kind of them."""
    kinds = dict.fromkeys(block.block for block in blocks.values())
    sections = [
        Section(
            key=kind,
            title=kind.capitalize(),
            note=f"Every {kind} of the samples.",
            blocks=[block for block in blocks.values() if block.block == kind],
        )
        for kind in kinds
    ]
    return Page(
        title="One of every block",
        question="Is every block drawn?",
        kicker="selfother report · samples",
        badges=[("status: complete", False), ("scale: mechanism only", True)],
        lead=["The treatment lies less than its controls.", "It was trained once, on one small model."],
        counts=[("arms", "3"), ("not measured", "2")],
        marks=MARKS,
        sections=sections,
        footer="The same findings, for machines: report.json; for a text editor: report.md.",
    )
