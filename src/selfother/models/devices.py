"""Where a model computes, and in which type of numbers."""

from typing import TYPE_CHECKING, Literal

from selfother.errors import BadArgument

if TYPE_CHECKING:
    import torch

__all__ = ["Dtype", "pick_device", "pick_dtype"]

Dtype = Literal["auto", "float32", "bfloat16", "float16"]


def pick_device(device: str) -> "torch.device":
    """Return the torch device that a word names; "auto" is cuda, else mps, else cpu."""
    import torch

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        return torch.device(device)
    except RuntimeError as error:
        raise BadArgument(
            f"device {device!r} is none that torch knows. Give auto, cpu, cuda, cuda:1 or mps."
        ) from error


def pick_dtype(dtype: Dtype, device: "torch.device") -> "torch.dtype":
    """Return the torch dtype that a word names; "auto" is what the device does well."""
    import torch

    named = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    if dtype in named:
        return named[dtype]
    if dtype != "auto":
        raise BadArgument(f"dtype {dtype!r}: expected auto, {', '.join(named)}.")
    if device.type == "cuda":
        return torch.bfloat16
    has_units = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return torch.bfloat16 if device.type == "cpu" and has_units else torch.float32
