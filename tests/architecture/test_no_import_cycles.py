"""No file imports another that imports it back, directly or through others; imports inside functions count."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"


def _module_of(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {_module_of(file): file for file in sorted((SOURCE / "selfother").rglob("*.py"))}


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield every node that runs: what stands under TYPE_CHECKING does not."""
    for child in ast.iter_child_nodes(node):
        if not _is_type_checking(child):
            yield child
            yield from _nodes(child)


def _imported(text: str) -> set[str]:
    """Return the modules of ours that a file imports; a name of a package is the package itself."""
    names: set[str] = set()
    for node in _nodes(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = {name for name in inside if name in FILES}
            names |= modules if len(modules) == len(inside) else modules | {node.module}
    return {name for name in names if name in FILES}


def _cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return every group of modules that reach one another, by Tarjan's algorithm."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    groups: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            group = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            if len(group) > 1 or name in graph[name]:
                groups.append(sorted(group))

    for name in graph:
        if name not in index:
            visit(name)
    return groups


def test_the_search_sees_cycles_and_leaves_types_out() -> None:
    assert _cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": {"e"}}) == [["a", "b", "c"], ["e"]]
    text = "if TYPE_CHECKING:\n    import selfother.cli.play\ndef act():\n    from selfother import errors\n"
    assert _imported(text) == {"selfother.errors"}
    assert _imported("from selfother.agents import Agent") == {"selfother.agents"}


def test_no_file_imports_itself_through_others() -> None:
    graph = {name: _imported(file.read_text(encoding="utf-8")) for name, file in FILES.items()}
    assert len(graph) > 300
    assert _cycles(graph) == []
