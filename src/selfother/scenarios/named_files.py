"""Words that name one thing of a user's YAML file (`my.yaml`, `my.yaml:NAME`), and the reading of such a file."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from selfother.errors import BadArgument

__all__ = ["read_yaml", "split_word"]

_ENDINGS = (".yaml", ".yml")
Model = TypeVar("Model", bound=BaseModel)


class _StrictLoader(yaml.SafeLoader):
    """YAML in which a key that is given twice is an error, where PyYAML keeps the last one silently."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping of a node whose keys differ."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if repeated := sorted({str(key) for key in keys if keys.count(key) > 1}):
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {repeated[0]!r} is given twice", node.start_mark
            )
        return dict(super().construct_mapping(node, deep))


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
    try:
        said = yaml.load(path.read_text(encoding="utf-8"), _StrictLoader)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadArgument(f"no scenario file {str(path)!r}: {reason}. Give the path of a YAML file.") from error
    except yaml.YAMLError as error:
        raise BadArgument(f"{path} is not YAML: {' '.join(str(error).split())}. Mend that line.") from error
    try:
        return model.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise BadArgument(f"{path}: {place}: {first['msg']}; got {str(first['input'])[:60]!r}. See {page}.") from error
