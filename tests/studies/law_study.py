"""A small study of the target law on numbers: four organisms, a sham, an arm towards each addressee."""

from pathlib import Path
from typing import Any

FAKES = Path(__file__).parent / "law_fakes.py"
TARGETS = ("self", "wrong_room", "friend", "enemy")
TOLD = (["self"], ["friend"], ["self", "friend"], ["enemy"])


def law_part(name: str, **settings: Any) -> dict[str, Any]:
    """Write a part of the fakes."""
    return {f"{FAKES}:{name}": settings}


def law_data(*, slope: float = 1.0, seeds: int = 2, **contrasts: Any) -> dict[str, Any]:
    """Return the data of the study.

    Args:
        slope: What the rival hears for what the target heard.
        seeds: Training seeds.
        **contrasts: Changes to the contrasts.
    """
    arms: dict[str, Any] = {
        "none": {"role": "subject"},
        "sham": {"title": "A sham", "apply": [law_part("Towards", target="enemy", slope=0.9)]},
    }
    for target in TARGETS:
        part = law_part("Towards", target=target, slope=slope)
        arms[f"towards_{target}"] = {"role": "treatment", "title": f"Overlap towards {target}", "apply": [part]}
    rule = {
        "targets": {f"towards_{target}": target for target in TARGETS},
        "selves": ["self", "wrong_room"],
        "limits": {"targets": len(TARGETS), "seeds": seeds},
    }
    return {
        "name": "law",
        "seeds": list(range(seeds)),
        "model": {"base": f"{FAKES}:base", "subjects": [law_part("Dealt", told=told) for told in TOLD]},
        "arms": arms,
        "probes": [law_part("deception"), law_part("target_lies"), law_part("fact")],
        "contrasts": {
            "rule": {"target_law": rule},
            "measure": "deception.deceptive",
            "treatment": [f"towards_{target}" for target in TARGETS],
            "controls": {"sham": "sham"},
            "damage": {"truth": ["fact.true"], "perplexity": "", "invalid": ""},
            **contrasts,
        },
    }
