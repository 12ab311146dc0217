"""Words that name one thing of a user's YAML file (`my.yaml`, `my.yaml:NAME`), and the reading of such a file."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from selfother.errors import BadArgument
from selfother.yaml_text import read_yaml_file

__all__ = ["read_yaml", "split_word"]

_ENDINGS = (".yaml", ".yml")
Model = TypeVar("Model", bound=BaseModel)


def split_word(word: str) -> tuple[Path | None, str]:
    """Split `path.yaml:name` into the file and the name; a word that names no file is a name.

    Example:
        >>> split_word("burglary"), split_word("my.yaml:parcel")[1]
        ((None, 'burglary'), 'parcel')
    """
    for ending in _ENDINGS:
        before, found, name = word.partition(f"{ending}:")
        if found:
            return Path(before + ending).expanduser(), name
    return (Path(word).expanduser(), "") if word.endswith(_ENDINGS) else (None, word)


def read_yaml(path: Path, model: type[Model], *, page: str) -> Model:
    """Return what a YAML file says, as the model that it has to fit.

    Args:
        path: The file.
        model: What it has to fit.
        page: The page of docs/ that explains such files, for the error.

    Raises:
        BadArgument: No such file, not YAML, or a key that is wrong; the text names file and key.
    """
    said = read_yaml_file(path, expected=f"a file of {model.__name__.removesuffix('File').lower()} families")
    try:
        return model.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole"
        advice = f' Quote it: "{first["input"]}".' if first["type"] == "string_type" else ""
        raise BadArgument(
            f"{path}: {place}: {first['msg']}; got {str(first['input'])[:60]!r}.{advice} See {page}."
        ) from error
