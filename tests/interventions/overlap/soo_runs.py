"""Short runs of the overlap trainer on tiny models."""

import hashlib
import tempfile
from typing import Any

from selfother.interventions.overlap.soo_trainer import SOOConfig, SOOTrainer
from selfother.scenarios.overlap_pairs import build_pairs

__all__ = ["PAIRS", "fingerprint", "settings", "trainer"]

PAIRS = build_pairs(["lute", "glass harp"], names=["Bob", "Annabel"])
"""Twelve pairs of different lengths."""
NEUTRAL = ["Iron is heavy.", "Bees carry pollen from flower to flower."]


def settings(**changes: Any) -> SOOConfig:
    """Return settings of a run of three steps that writes, logs and shows nothing."""
    quiet = {"disable_tqdm": True, "save_strategy": "no", "report_to": "none", "use_cpu": True, "logging_steps": 100}
    short = {"max_steps": 3, "per_device_train_batch_size": 4, "learning_rate": 1e-2, "lr_scheduler_type": "constant"}
    return SOOConfig(**{"output_dir": tempfile.gettempdir(), "layers": [1], **quiet, **short, **changes})


def trainer(model: Any, *, pairs: Any = PAIRS, peft_config: Any = None, **changes: Any) -> SOOTrainer:
    """Return a trainer of such a run."""
    return SOOTrainer(model, settings(**changes), train_dataset=pairs, peft_config=peft_config, neutral_dataset=NEUTRAL)


def fingerprint(network: Any) -> str:
    """Return a hash of all weights."""
    whole = hashlib.sha256()
    for name, value in sorted(network.state_dict().items()):
        whole.update(name.encode() + value.float().numpy().tobytes())
    return whole.hexdigest()
