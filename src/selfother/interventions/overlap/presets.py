"""Published settings of overlap fine-tuning, for those who have the weights and a GPU; none of them was run here.

    published      the paper's own          replication      of the largest public replication
    released_code  the authors' code

    args, peft_config, hub_id = published("mistral-7b", output_dir="runs/mistral")
    network = AutoModelForCausalLM.from_pretrained(hub_id, ...)
    SOOTrainer(network, args, train_dataset=build_pairs(), processing_class=tokenizer, peft_config=peft_config).train()

Source: Carauleanu et al. 2024, arXiv:2412.16325. What the paper was not found to state is listed in every docstring,
beside what stands here instead. Adapters above the layer that is read get no gradient from the published loss;
`SOOTrainer` leaves them out, which changes nothing else.

The data are those of `build_pairs()`: the kinds and numbers are the paper's, the sentences and items are ours, so a
rate measured after one of these is a replication on other words.
"""

from collections.abc import Callable
from typing import Literal, get_args

from peft import LoraConfig

from selfother.errors import UnknownName
from selfother.interventions.overlap.soo_trainer import SOOConfig

__all__ = ["Preset", "PublishedModel", "ReplicatedModel", "published", "released_code", "replication"]

PublishedModel = Literal["mistral-7b", "gemma-2-27b", "calmerys-78b"]
ReplicatedModel = Literal["gemma-4-12b", "gemma-4-31b", "qwen3.8-27b", "mistral-7b"]
Preset = tuple[SOOConfig, LoraConfig, str]
"""(settings, adapter, id of the model on the hub)."""


_REPLICATED: dict[str, tuple[str, int]] = {
    "gemma-4-12b": ("google/gemma-4-12B-it", 24),
    "gemma-4-31b": ("google/gemma-4-31B-it", 32),
    "qwen3.8-27b": ("Qwen/Qwen3.8-27B", 32),
    "mistral-7b": ("mistralai/Mistral-7B-Instruct-v0.2", 16),
}
_TEXT_MODULES = r"(?!.*(?:vision|audio)).*layers\.\d+\.(?:self_attn\.(?:q_proj|v_proj)|linear_attn\.in_proj_qkv)"
"""Query and value of the text model: the vision towers of Gemma 4 and Qwen 3.8 have projections of the same names."""


def published(model: PublishedModel, *, output_dir: str = "runs/soo") -> Preset:
    """Return the paper's settings for one of its three models.

    The loss in all three: mean squared error between the outputs of the attention's output projection at one layer,
    both prompts moving, not divided by a variance, no capability term.

    | | layer | rank, alpha, dropout | rate | batch | epochs | weights |
    |---|---|---|---|---|---|---|
    | mistral-7b | 19 of 32 | 8, 32, .2 | 1e-4 | 4 | 15 | 4 bit |
    | gemma-2-27b | 20 of 46 | 4, 8, .1 | 9e-4 | 4 (ours) | 8 | bfloat16 |
    | calmerys-78b | 57 | 8, 32, .2 (ours) | 1e-4 (ours) | 4 (ours) | 15 (ours) | 4 bit (ours) |

    Not stated, and chosen here for all three: which tokens are compared ("aligned", so that every token of the shorter
    prompt counts), padding (none is compared), stop-gradient (none), schedule (constant, no warm-up) and weight decay
    (0). Whether layers are counted from 0 is not stated either; here they are. Of CalmeRys only the layer is known
    to us; the rest is Mistral's. How the weights are loaded is the caller's: `BitsAndBytesConfig(load_in_4bit=True)`
    or `dtype="bfloat16"`.

    Args:
        model: Which of the three.
        output_dir: Where checkpoints go.

    Raises:
        UnknownName: None of the three.
    """
    makers: dict[str, Callable[[str], Preset]] = {
        "mistral-7b": _mistral,
        "gemma-2-27b": _gemma,
        "calmerys-78b": _calmerys,
    }
    if model not in makers:
        raise UnknownName.among("published model", model, get_args(PublishedModel))
    return makers[model](output_dir)


def replication(model: ReplicatedModel, *, output_dir: str = "runs/soo") -> Preset:
    """Return the settings with which a replication by others found lies to fall in both orders of the two rooms.

    Both prompts move, and the loss is the plain squared error between the attention's outputs at the prompt's last
    token, under the model's chat template with its generation prompt.

    | | hub id | layer | rank, alpha, dropout | rate | epochs | honest, in the two orders of the rooms |
    |---|---|---|---|---|---|---|
    | gemma-4-12b | google/gemma-4-12B-it | 24 of 48 | 4, 8, .1 | 9e-4 | 8 | 0 -> 94.4 and 92.0 % |
    | gemma-4-31b | google/gemma-4-31B-it | 32 of 60 | 4, 8, .1 | 9e-4 | 8 | 0 -> 100 and 100 % |
    | qwen3.8-27b | Qwen/Qwen3.8-27B | 32 of 64 | 4, 8, .1 | 9e-4 | 8 | 0 -> 100 and 100 % |
    | mistral-7b | mistralai/Mistral-7B-Instruct-v0.2 | 16 of 32 | 8, 32, .2 | 1e-4 | 15 | 10 -> 90 and 18 -> 100 % |

    Answers are n = 250, of one training seed; Mistral's of five. Two further seeds of gemma-4-12b gave 98 and 90 %, and
    74 and 58 % (n = 50).

    In all four the same study found the attention's output nearly constant over prompts, for two names as much as for
    self and other. So give it name pairs as a control, and read `self_other_gap` at this layer and site.

    Adapters sit on query and value of every layer of the text model, and on the fused projection where Qwen 3.8 has
    linear attention. `SOOTrainer` leaves out those above the layer that is read; they got no gradient there either.

    Source: github.com/DRAGNLabs/self-concept-experiments, `experiments/soo` (STEERING_MATRIX.md, FINDINGS2.md, and
    `configs/`). Differs: our pairs have other sentences and items (theirs are 78), the rate is constant without weight
    decay where theirs has AdamW's default, and dropout is drawn from our seed.

    Args:
        model: Which of the four.
        output_dir: Where checkpoints go.

    Raises:
        UnknownName: None of the four.
    """
    if model not in _REPLICATED:
        raise UnknownName.among("replicated model", model, get_args(ReplicatedModel))
    hub_id, layer = _REPLICATED[model]
    is_mistral = model == "mistral-7b"
    args = _settings(output_dir, layers=[layer], rate=1e-4 if is_mistral else 9e-4, epochs=15 if is_mistral else 8)
    args.position = "last"
    adapter = _adapter(rank=8, alpha=32, dropout=0.2) if is_mistral else _adapter(rank=4, alpha=8, dropout=0.1)
    adapter.target_modules = _TEXT_MODULES
    return args, adapter, hub_id


def released_code(*, output_dir: str = "runs/soo") -> Preset:
    """Return the settings of the authors' released code for Mistral, which are not those of their paper.

    It minimises a KL between the full logits of the two prompts over positions padded to 128, in two full forward
    passes, instead of a squared error at one layer; for 20 epochs at 5e-5, where the paper has 15 at 1e-4. The adapter
    is the paper's, on what PEFT chooses for Mistral: query and value of every layer.

    As in that code: KL(other || self), both with gradients; padding counts as any other position; batches of 4, summed
    over 4 to a step; constant rate, no weight decay, no clipping.

    Differs: the KL is a mean over the 128 positions instead of their sum, which the optimiser (Adam) does not see;
    padding is on the right, where the code leaves the side to the tokenizer; an epoch's last batches make a step of
    their own instead of being dropped. It loads the model in 4 bit (nf4) under float16 autocast: the caller's to do.
    It trains on 52 pairs, each item in one of the three kinds; `build_pairs()` has every item in every kind.

    Source: github.com/agencyenterprise/SOO-Honest-AI, `LLM experiments/soo_fine_tune.py`.

    Args:
        output_dir: Where checkpoints go.
    """
    _, adapter, hub_id = _mistral(output_dir)
    args = _settings(output_dir, rate=5e-5, epochs=20, kl_logits=True)
    args.gradient_accumulation_steps, args.max_grad_norm = 4, 0.0
    return args, adapter, hub_id


def _mistral(output_dir: str) -> Preset:
    args = _settings(output_dir, layers=[19], rate=1e-4, epochs=15)
    return args, _adapter(rank=8, alpha=32, dropout=0.2), "mistralai/Mistral-7B-Instruct-v0.2"


def _gemma(output_dir: str) -> Preset:
    args = _settings(output_dir, layers=[20], rate=9e-4, epochs=8)
    return args, _adapter(rank=4, alpha=8, dropout=0.1), "google/gemma-2-27b-it"


def _calmerys(output_dir: str) -> Preset:
    args = _settings(output_dir, layers=[57], rate=1e-4, epochs=15)
    return args, _adapter(rank=8, alpha=32, dropout=0.2), "dfurman/CalmeRys-78B-Orpo-v0.1"


def _settings(
    output_dir: str, *, rate: float, epochs: int, layers: list[float] | None = None, kl_logits: bool = False
) -> SOOConfig:
    return SOOConfig(
        output_dir=output_dir,
        target="symmetric",
        site="o_proj",
        layers=layers,
        position="aligned",
        normalise=False,
        kl_logits=kl_logits,
        learning_rate=rate,
        num_train_epochs=epochs,
        per_device_train_batch_size=4,
        lr_scheduler_type="constant",
    )


def _adapter(*, rank: int, alpha: int, dropout: float) -> LoraConfig:
    return LoraConfig(
        r=rank, lora_alpha=alpha, lora_dropout=dropout, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM"
    )
