"""Code that is not ours: a class in a user's file (`./mine.py:MyAgent`), loaded, and the digest of what it says.

A result that is kept under a class's name alone is served again when the file has changed, and to another class of the
same name. So a key holds `source_digest`: a hash of the file as it was loaded, of the files of its base classes, and of
the user's other modules that it imports. What stands in no file (a notebook, `__main__`) has no digest, and nothing of
it is kept. Left out: data that a class reads itself, as from a file beside it.
"""

import hashlib
import importlib.util
import site
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from selfother.errors import BadArgument, UnknownName

__all__ = ["complaint", "digest_of_file", "load_at", "sentences_of", "source_digest", "word_of_file"]

_PREFIX = "selfother_file_"
_OURS = "selfother"
_TEXT = "__selfother_text__"
"""Where a module that was loaded here keeps the bytes that it was made of."""


def load_at(file: Path, name: str) -> Any:
    """Return what a Python file calls `name`; the same text is imported once.

    Raises:
        BadArgument: No such file, or it cannot be imported; the line is named.
        UnknownName: The file has no such name.
    """
    module = _module_at(file)
    if name not in vars(module):
        own = [key for key, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]
        raise UnknownName.among("name", name, own, str(file))
    return vars(module)[name]


def word_of_file(kind: type) -> str:
    """Return `path.py:Class` of a class that was loaded from a user's file, else nothing."""
    if not kind.__module__.startswith(_PREFIX):
        return ""
    return f"{sys.modules[kind.__module__].__file__}:{kind.__qualname__}"


def source_digest(kind: type) -> str | None:
    """Return the hash of the code of a class: 64 hex digits, empty for a class of ours, None where no file holds it.

    Our own classes say with a schema number or a version that their results changed.
    """
    if _is_ours(kind.__module__):
        return ""
    modules = [sys.modules.get(base.__module__) for base in kind.__mro__]
    return _digest_of([modules[0], *(module for module in modules[1:] if module is None or not _is_installed(module))])


def digest_of_file(file: Path, name: str) -> str | None:
    """Return the hash of a file that says `name`, with the user's modules that it imports; raises as `load_at`."""
    load_at(file, name)
    return _digest_of([_module_at(file)])


def _digest_of(modules: Sequence[ModuleType | None]) -> str | None:
    texts = [None if module is None else _text_of(module) for module in _with_imports(modules)]
    if None in texts:
        return None
    digests = sorted({hashlib.sha256(text).hexdigest() for text in texts if text is not None})
    return hashlib.sha256("".join(digests).encode()).hexdigest() if digests else ""


def complaint(error: BaseException, file: str) -> str:
    """Return what a user's code raised, in a sentence that names the line of `file` where it did."""
    words = " ".join(str(error).split())
    said = f"{type(error).__name__}: {words}" if words else type(error).__name__
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {error.msg}" if error.lineno else said
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return f"line {lines[-1]}: {said}" if lines else said


def sentences_of(method: Callable[..., Any], *given: Any, **named: Any) -> tuple[list[str], str]:
    """Return what a user's method says in sentences, and why it says none; the second is empty where it worked."""
    try:
        answer = method(*given, **named)
        sentences = [] if isinstance(answer, str) else list(answer)
        if isinstance(answer, str) or not all(isinstance(sentence, str) for sentence in sentences):
            raise TypeError(f"it returned {str(answer)[:60]!r}, expected a list of sentences")
    except (Exception, SystemExit) as error:  # code of others: no report is lost for its sentences
        return [], complaint(error, "")
    return [sentence for sentence in sentences if sentence], ""


def _module_at(file: Path) -> ModuleType:
    try:
        text = file.read_bytes()
    except OSError as error:
        raise BadArgument(f"no Python file {str(file)!r}: {error.strerror}. Give ./file.py:Class.") from error
    digest = hashlib.sha256(str(file.resolve()).encode() + b"\0" + text).hexdigest()[:12]
    name = f"{_PREFIX}{file.stem}_{digest}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise BadArgument(f"{file} is not a Python file. Give ./file.py:Class.")
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(file)  # as the user wrote it, since errors and words name it
    setattr(module, _TEXT, text)
    sys.modules[name] = module
    try:
        exec(compile(text, str(file), "exec"), module.__dict__)  # the very bytes that the digest is of
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise BadArgument(f"{file} cannot be imported: {complaint(error, str(file))}. Correct that line.") from error
    return module


def _with_imports(modules: Sequence[ModuleType | None]) -> Iterator[ModuleType | None]:
    """Yield these modules and the user's own that they import, each once."""
    waiting, seen = list(modules), set[str]()
    while waiting:
        module = waiting.pop()
        if module is None:
            yield None
            continue
        if module.__name__ in seen:
            continue
        seen.add(module.__name__)
        yield module
        if _is_installed(module):
            continue
        for value in vars(module).values():
            name = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
            found = sys.modules.get(name) if isinstance(name, str) else None
            if found is not None and not _is_installed(found):
                waiting.append(found)


def _text_of(module: ModuleType) -> bytes | None:
    """Return the bytes of a module's file, None where it has none that says what is running."""
    if hasattr(module, _TEXT):
        text: bytes = getattr(module, _TEXT)
        return text
    file = getattr(module, "__file__", None)
    if module.__name__ == "__main__" or not file:
        return None
    try:
        return Path(file).read_bytes()
    except OSError:
        return None


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] == _OURS


def _is_of_python(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names and name != "__main__"


def _is_installed(module: ModuleType) -> bool:
    """Whether a module is ours, of Python or of an installed package, for which a version stands."""
    if _is_ours(module.__name__) or _is_of_python(module.__name__):
        return True
    file = getattr(module, "__file__", None) or ""
    return bool(file) and any(Path(file).is_relative_to(folder) for folder in site.getsitepackages())
