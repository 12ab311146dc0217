"""The figure of `selfother sweep --out`: one HTML file that opens without a network."""

import html
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selfother.records import Landscape

__all__ = ["landscape_html"]


def landscape_html(result: "Landscape") -> str:
    """Return a page with two heat maps, joint cooperation and payoff gap, to be hovered over.

    Two plots side by side, one below the other on a phone. They are written as plain plotly JSON beside the plotly
    library itself: building them through plotly's Python classes would triple the command's time.
    """
    from importlib.resources import files

    library = (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
    widest = max(abs(cell) for row in result.payoff_gap for cell in row) or 1.0
    plots = [
        _heat_map(result, result.joint_cooperation, "joint cooperation (share of rounds)", ("Viridis", 0.0, 1.0)),
        _heat_map(result, result.payoff_gap, "payoff a round, second minus first", ("RdBu", -widest, widest)),
    ]
    title = f"{result.game}, {result.theory}, {result.rounds} rounds, n = {result.seeds} seeds in every cell"
    data = json.dumps(plots).replace("</", "<\\/")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Empathy x empathy: {html.escape(title)}</title><script>{library}</script>{_STYLE}</head>\n"
        f'<body><h1>{html.escape(title)}</h1><div id="landscape"><div></div><div></div></div>\n'
        f"<script>const plots = {data};\n"
        'document.querySelectorAll("#landscape > div").forEach((place, k) => Plotly.newPlot('
        "place, plots[k].data, plots[k].layout, {responsive: true, displayModeBar: false}));\n"
        "</script></body></html>\n"
    )


_STYLE = (
    "<style>body{font-family:sans-serif;margin:1rem}h1{font-size:1.1rem}"
    "#landscape{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1rem}"
    "#landscape>div{height:min(34rem,110vw);min-width:0;overflow:hidden}html{overflow-y:scroll}</style>"
)


def _heat_map(
    result: "Landscape", cells: list[list[float]], title: str, colours: tuple[str, float, float]
) -> dict[str, Any]:
    scale, low, high = colours
    hover = "first lam %{y:.3g}<br>second lam %{x:.3g}<br>%{z:.3f}<extra></extra>"
    trace = {"type": "heatmap", "x": result.lam, "y": result.lam, "z": cells, "hovertemplate": hover}
    return {
        "data": [{**trace, "colorscale": scale, "zmin": low, "zmax": high}],
        "layout": {
            "title": {"text": title, "font": {"size": 15}},
            "xaxis": {"title": {"text": "lam of the second agent"}},
            "yaxis": {"title": {"text": "lam of the first agent"}},
            "margin": {"t": 50, "l": 55, "r": 10, "b": 50},
        },
    }
