"""Which code a grade depends on: what the tests and the grader reach by their imports, without texts and comments.

A module counts as a whole. A package counts as what is asked of it: `from course.perceptron import AND_TABLE` reaches
the module that `course/perceptron/__init__.py` takes that name from, and none of the pictures beside it.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from autograder.names import free_names
from autograder.units import Unit, grade_id, is_written, read_source

PACKAGES = ("course", "autograder")
TEXTS = {"_": 0, "marked": 0, "ngettext": 0, "Mistake": 1}  # from which argument on a call has texts for people
Name = tuple[str, str]  # a module, and a name that is taken from it ("" for all of it)


def names_of_tests(unit: Unit) -> list[Name]:
    """List what a unit's tests, stubs and given code take from the course's package."""
    cells = [cell for cell in read_source(unit).cells if cell.cell_type == "code" and grade_id(cell)]
    imported = {name: origin for cell in cells for name, origin in _imports(ast.parse(cell.source))}
    used = {name for cell in cells if not is_written(cell) for name in free_names(cell.source)}
    own = [
        origin for cell in cells for _name, origin in _imports(ast.parse(cell.source)) if cell.metadata.nbgrader.grade
    ]
    return [*own, *(origin for name, origin in imported.items() if name in used)]


def code_reached(root: Path, names: Iterable[Name]) -> list[Path]:
    """Follow imports from these names to every module of ours that they reach.

    Args:
        root: holds the packages.
        names: where to start.

    Returns:
        The modules' files, sorted.
    """
    open_names, seen, files = list(names), set[Name](), set[Path]()
    while open_names:
        name = open_names.pop()
        if name in seen or name[0].partition(".")[0] not in PACKAGES:
            continue
        seen.add(name)
        module, attribute = name
        path = root / Path(*module.split("."))
        if path.with_suffix(".py").is_file():
            files.add(path.with_suffix(".py"))
            open_names += [origin for _name, origin in _imports_of(path.with_suffix(".py"))]
        elif (path / f"{attribute}.py").is_file() or ((path / attribute / "__init__.py").is_file() and attribute):
            open_names.append((f"{module}.{attribute}", ""))
        elif (path / "__init__.py").is_file():
            taken = [origin for bound, origin in _imports_of(path / "__init__.py") if attribute in ("", bound)]
            files |= set() if taken and attribute else {path / "__init__.py"}
            open_names += taken
    return sorted(files)


def without_texts(path: Path) -> bytes:
    """Return a module's code in a form that comments, docstrings and messages do not change."""
    return _dump(path.name, path.read_bytes())


@cache  # by what is in it: what the units' tests reach, and the grader, is much the same
def _dump(name: str, source: bytes) -> bytes:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TEXTS:
            # Rewording changes no grade.
            first = TEXTS[node.func.id]
            texts = [ast.Constant("") if _is_a_text(one) else one for one in node.args[first:]]
            node.args = [*node.args[:first], *texts]
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            del node.body[0]
    return hashlib.sha256(f"{name} {ast.dump(tree)}".encode()).digest()


def _is_a_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _imports_of(path: Path) -> list[tuple[str, Name]]:
    return _imports_in(path.read_bytes())


@cache
def _imports_in(source: bytes) -> list[tuple[str, Name]]:
    return list(_imports(ast.parse(source)))


def _imports(tree: ast.AST) -> Iterator[tuple[str, Name]]:
    """Yield each name that code imports, with the module and the name there that it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.asname or alias.name, (node.module, alias.name)) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name.partition(".")[0], (alias.name, "")) for alias in node.names)
