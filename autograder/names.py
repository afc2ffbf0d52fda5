"""Which names a cell defines, and which it takes from elsewhere."""

import ast
import builtins
import symtable
from collections.abc import Iterator
from functools import lru_cache

_BUILTINS = frozenset(dir(builtins)) | {"__name__", "get_ipython", "display"}

_CELLS = (
    2000  # of which is kept what they define and read: lint, release and judge ask for the same ones again and again
)


@lru_cache(_CELLS)
def defined_names(source: str) -> frozenset[str]:
    r"""Return the names that a cell binds at its top level: assignments, definitions, imports, loop variables.

    Example:
        >>> sorted(defined_names("import numpy as np\nfor i in range(3):\n    x = i"))
        ['i', 'np', 'x']
    """
    table = symtable.symtable(source, "cell", "exec")
    names = (symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported())
    return frozenset(names)


def free_names(source: str) -> frozenset[str]:
    r"""Return the names that a cell reads but neither binds itself nor finds among Python's own.

    Example:
        >>> sorted(free_names("y = f(x)\ndef g(a):\n    return a + b + y"))
        ['b', 'f', 'x']
    """
    return read_names(source) - defined_names(source) - _BUILTINS


@lru_cache(_CELLS)
def read_names(source: str) -> frozenset[str]:
    r"""Return all names that a cell reads and that are not local to a function: its own, and Python's, too.

    Example:
        >>> sorted(read_names("y = len(x)\ndef g(a):\n    return a + y"))
        ['len', 'x', 'y']
    """
    table = symtable.symtable(source, "cell", "exec")
    read = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    for inner in _tables_within(table):
        read |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global() and symbol.is_referenced()}
    return frozenset(read)


def read_at_once(source: str) -> frozenset[str]:
    r"""Return the free names that a cell reads when it runs, and not only when a function of it is called later.

    Example:
        >>> sorted(read_at_once("y = f(x)\ndef g(a=d):\n    return a + b"))
        ['d', 'f', 'x']
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body = [ast.Pass()]
        elif isinstance(node, ast.Lambda):
            node.body = ast.Constant(None)
    return free_names(ast.unparse(tree))


def _tables_within(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _tables_within(child)
