"""The figure of `selfother sweep --out`: one HTML file that opens without a network."""

import html
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selfother.records import Landscape

__all__ = ["landscape_html"]


def landscape_html(result: "Landscape") -> str:
    """Return a page with two heat maps, joint cooperation and payoff gap, to be hovered over.

    The figure is written as plain plotly JSON beside the plotly library itself: building it through plotly's Python
    classes would triple the command's time.
    """
    from importlib.resources import files

    library = (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
    widest = max(abs(cell) for row in result.payoff_gap for cell in row) or 1.0
    traces = [
        _heat_map(result, result.joint_cooperation, "x", "y", "both cooperate", colorscale="Viridis", zmin=0, zmax=1),
        _heat_map(result, result.payoff_gap, "x2", "y2", "gap", colorscale="RdBu", zmin=-widest, zmax=widest),
    ]
    traces[0]["colorbar"] = {"x": 0.44, "len": 0.9}
    axis = {"title": {"text": "lam of the second agent"}}
    layout = {
        "xaxis": {**axis, "domain": [0, 0.42]},
        "xaxis2": {**axis, "domain": [0.56, 0.98], "anchor": "y2"},
        "yaxis": {"title": {"text": "lam of the first agent"}},
        "yaxis2": {"anchor": "x2"},
        "annotations": [
            _heading("joint cooperation (share of rounds)", 0.21),
            _heading("payoff a round, second minus first", 0.77),
        ],
        "margin": {"t": 60},
    }
    title = f"{result.game}, {result.theory}, {result.rounds} rounds, n = {result.seeds} seeds in every cell"
    figure = json.dumps({"data": traces, "layout": layout}).replace("</", "<\\/")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Empathy x empathy: {html.escape(title)}</title><script>{library}</script></head>\n"
        f'<body><h1 style="font:1.1rem sans-serif">{html.escape(title)}</h1>\n'
        '<div id="landscape" style="height:80vh"></div>\n'
        f'<script>const figure = {figure};\nPlotly.newPlot("landscape", figure.data, figure.layout, '
        "{responsive: true, displaylogo: false});</script></body></html>\n"
    )


def _heat_map(
    result: "Landscape", cells: list[list[float]], x: str, y: str, name: str, **colours: str | float
) -> dict[str, Any]:
    hover = f"first lam %{{y}}<br>second lam %{{x}}<br>{name} %{{z:.3f}}<extra></extra>"
    return {
        "type": "heatmap",
        "x": result.lam,
        "y": result.lam,
        "z": cells,
        "xaxis": x,
        "yaxis": y,
        "hovertemplate": hover,
        **colours,
    }


def _heading(text: str, x: float) -> dict[str, Any]:
    return {"text": text, "x": x, "y": 1.06, "xref": "paper", "yref": "paper", "showarrow": False, "xanchor": "center"}
