"""What a cell may do to what other cells use, told from its text alone.

Whatever cannot be told for sure counts as an effect. A cell may change all that it can reach: the things that its names
stand for, what these hold, and what the functions that it reads can reach in their turn. So of each name that a cell
binds it is told what kind of thing it stands for:

- fixed: a function that keeps nothing, or another name for something. It is as changeable as what it relies on.
- plain: numbers, texts, arrays, and lists of such. They are changed only by code that writes (writes.py).
- anything else may be changed by whoever reads it, as random numbers are by drawing one.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager

from autograder.judging.writes import is_plain_data, writes
from autograder.names import defined_names, read_names

# The random numbers that all share, numpy's and Python's, as a name that cells read and nothing binds.
GLOBAL_RANDOM = "np.random"
OWN_RANDOM = {"default_rng", "Generator", "SeedSequence"}
# With these a cell can read or bind any name, so what it does cannot be told from the names in its text.
REFLECTION = re.compile(
    r"exec|eval|compile|globals|locals|vars|(get|set|del)attr|__import__|get_ipython|breakpoint|exit|quit"
)
HISTORY = re.compile(r"_+|_i+|_i?\d+|_oh|_ih|_dh|In|Out")  # what IPython keeps of earlier cells
QUIET_DUNDERS = {"__name__", "__doc__", "__init__"}
# Importing these does nothing that another cell could notice; the second ones hold nothing that can be changed, either.
QUIET_MODULES = re.compile(
    r"collections|copy|course|dataclasses|enum|given|keras|matplotlib|random|sklearn|statistics|time|torch|types|typing"
)
FIXED_MODULES = {"functools", "itertools", "math", "numpy", "pandas"}
SETTINGS = {"seterr", "seterrcall", "setbufsize", "set_printoptions", "set_option", "set_config"}
FILES = re.compile(r"open|memmap|(save|load|read_|write|dump)\w*|(from|to)file|to_(csv|pickle|json|excel|parquet|sql)")
MOST_CHARACTERS = 20_000  # of a cell that is looked into


@dataclass(frozen=True)
class Effects:
    """Say what a cell may do.

    Attributes:
        reads: the names that it uses, in its functions too; GLOBAL_RANDOM; and attributes, as `.grad`.
        reaches: these, and the bare names of attributes and of what it imports.
        binds: the names that it defines or deletes; attributes that it sets.
        fixed: those of them that stand for something fixed, each with the names on which that relies.
        plain: those of them that stand for plain data.
        writes: it may write into plain data.
        acts: it may change what none of its names stands for.
    """

    reads: frozenset[str] = frozenset()
    reaches: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    fixed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    writes: bool = False
    acts: bool = False


@lru_cache(1000)  # so that the cells that come with the unit are looked into once for a class
def effects_of(source: str) -> Effects | None:
    r"""Tell what a cell may do; None where its text does not tell.

    Example:
        >>> sorted(effects_of("y = f(x)\nprint(y.T)").reads), effects_of("exec(code)")
        (['.T', 'f', 'print', 'x', 'y'], None)
    """
    try:
        return _effects(*_parsed(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: nested too deeply for Python
        return None


def _parsed(source: str) -> tuple[str, ast.Module]:
    """Parse a cell as IPython runs it, its magics as calls of get_ipython; nothing where none of it would run."""
    if len(source) > MOST_CHARACTERS:
        raise MemoryError
    for as_run in (str, TransformerManager().transform_cell):
        with suppress(SyntaxError):
            text = as_run(source)
            return text, ast.parse(text)
    return "", ast.Module([], [])


def _effects(text: str, tree: ast.Module) -> Effects | None:
    """Do as `effects_of` for Python without magics; its errors are left to that."""
    nodes = list(ast.walk(tree))
    reads = _reads(nodes, text)
    if any(REFLECTION.fullmatch(one) or HISTORY.fullmatch(one) for one in reads) or any(map(_tells_nothing, nodes)):
        return None
    acting = {id(node): node for node in _acting(nodes, reads)}
    fixed: dict[str, frozenset[str]] = {}
    plain, others = set[str](), [""]
    for statement in tree.body:
        part = text if len(tree.body) == 1 else str(ast.get_source_segment(text, statement))
        if _is_plain_assignment(statement):
            plain |= defined_names(part)
        elif _is_fixed(statement) and not (acting and any(id(one) in acting for one in ast.walk(statement))):
            relies = _reads(list(ast.walk(statement)), part)
            fixed |= {name: relies | fixed.get(name, frozenset()) for name in defined_names(part)}
        else:
            others.append(part)
    loose = defined_names("\n".join(others)).union(*(one.names for one in nodes if isinstance(one, ast.Global)))
    loose |= {f".{one.attr}" for one in acting.values() if isinstance(one, ast.Attribute)}
    return Effects(
        reads=reads,
        reaches=reads.union(*map(_other_names, nodes)),
        binds=frozenset(loose | plain | fixed.keys()),
        fixed={name: relies for name, relies in fixed.items() if name not in loose | plain},
        plain=frozenset(plain - loose - fixed.keys()),
        writes=writes(nodes),
        acts=bool(acting),
    )


def _tells_nothing(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(names=[ast.alias(name="*")]):
            return True
        case ast.Attribute(attr=name):
            return name.startswith("__") and name not in QUIET_DUNDERS
    return False


def _reads(nodes: list[ast.AST], text: str) -> frozenset[str]:
    """Return what code reads: GLOBAL_RANDOM too, for `np.random.normal` or an import, but not for `rng.random()`."""
    attributes = [one for one in nodes if isinstance(one, ast.Attribute)]
    other = {id(one.func) for one in nodes if isinstance(one, ast.Call)}
    other |= {id(one.value) for one in attributes if one.attr in OWN_RANDOM}
    shared = any(one.attr == "random" and id(one) not in other for one in attributes)
    shared |= any("random" in _other_names(one) for one in nodes if isinstance(one, ast.Import | ast.ImportFrom))
    found = read_names(text) | {f".{one.attr}" for one in attributes}
    if updated := {
        one.target.id for one in nodes if isinstance(one, ast.AugAssign) and isinstance(one.target, ast.Name)
    }:
        found |= updated & defined_names(text)  # `x += 1` reads x, which symtable does not say
    return frozenset(found | {GLOBAL_RANDOM} if shared else found)


def _other_names(node: ast.AST) -> list[str]:
    """Return the bare names under which something may be known to other cells: `table` for `course.table`."""
    match node:
        case ast.Attribute(attr=name):
            return [name]
        case ast.Import(names=names):
            return ".".join(alias.name for alias in names).split(".")
        case ast.ImportFrom(module=module, names=names):
            return ".".join([str(module), *(alias.name for alias in names)]).split(".")
    return []


def _is_plain_assignment(statement: ast.stmt) -> bool:
    match statement:
        case ast.Assign(targets=targets, value=value):
            return is_plain_data(value) and all(isinstance(one, ast.Name) for one in targets)
    return False


def _is_fixed(statement: ast.stmt) -> bool:
    """Tell whether all that a statement binds stays as it is, as long as that holds for what it reads."""
    match statement:
        case ast.Import(names=names):
            return all(alias.name in FIXED_MODULES for alias in names)
        case ast.ImportFrom(module=module, names=names):
            return module in FIXED_MODULES and all(alias.name != "random" for alias in names)
        case ast.FunctionDef(args=arguments, decorator_list=[]):
            return _keeps_nothing(arguments)
        case ast.ClassDef(body=body, decorator_list=[], keywords=[]):
            return all(map(_is_fixed_in_class, body))
        case ast.Assign(targets=targets, value=ast.Lambda(args=arguments)):
            return _keeps_nothing(arguments) and all(isinstance(one, ast.Name) for one in targets)
        case ast.Assign(targets=targets, value=value):
            return _is_named(value) and all(isinstance(one, ast.Name) for one in targets)
    return False


def _is_fixed_in_class(statement: ast.stmt) -> bool:
    match statement:
        case ast.FunctionDef(args=arguments, decorator_list=decorators):
            known = all(isinstance(one, ast.Name) and one.id in ("property", "staticmethod") for one in decorators)
            return known and _keeps_nothing(arguments)
        case ast.Assign(value=ast.Constant()) | ast.Expr(value=ast.Constant()) | ast.Pass():
            return True
    return False


def _keeps_nothing(arguments: ast.arguments) -> bool:
    """Tell whether a function's defaults, which are the same at each call, cannot be changed by one."""
    return all(one is None or _is_named(one) for one in [*arguments.defaults, *arguments.kw_defaults])


def _is_named(value: ast.expr) -> bool:
    """Tell whether a value is a number, a text, or something that has a name already."""
    match value:
        case ast.Constant() | ast.Name():
            return True
        case ast.UnaryOp(operand=inner) | ast.Attribute(value=inner):
            return _is_named(inner)
        case ast.Tuple(elts=inner):
            return all(map(_is_named, inner))
    return False


def _acting(nodes: list[ast.AST], reads: Set[str]) -> Iterator[ast.AST]:
    """Yield what may change more than the things that names stand for: modules, settings, files, other scopes."""
    own = {id(one) for cls in nodes if isinstance(cls, ast.ClassDef) for one in _own_fields(cls, reads)}
    for node in nodes:
        match node:
            case ast.Import(names=names):
                acts = not all(_is_quiet(alias.name) for alias in names)
            case ast.ImportFrom(module=module, level=level):
                acts = bool(level) or not _is_quiet(module or "")
            case ast.Attribute(attr=name) if name in SETTINGS or FILES.fullmatch(name):
                acts = True
            case ast.Attribute() | ast.Subscript():
                acts = not isinstance(node.ctx, ast.Load) and id(_attribute_of(node)) not in own | {id(None)}
            case ast.Name(id=name):
                acts = name == "open"
            case _:
                acts = isinstance(node, ast.Global | ast.Nonlocal | ast.Await)
        if acts:
            yield node


def _is_quiet(module: str) -> bool:
    package = module.partition(".")[0]
    return package in FIXED_MODULES or bool(QUIET_MODULES.fullmatch(package))


def _attribute_of(target: ast.expr) -> ast.Attribute | None:
    """Return the attribute that is written to, or into: `a.b` for `a.b[0] = 1`, none for `a[0] = 1`."""
    while isinstance(target, ast.Subscript):
        target = target.value
    return target if isinstance(target, ast.Attribute) else None


def _own_fields(cls: ast.ClassDef, reads: Set[str]) -> Iterator[ast.Attribute]:
    """Yield the uses, in a class, of attributes that its methods set on `self`, on that or on another local thing."""
    attributes = [one for one in ast.walk(cls) if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name)]
    own = {one.attr for one in attributes if isinstance(one.ctx, ast.Store) and ast.unparse(one.value) == "self"}
    yield from (one for one in attributes if one.attr in own and ast.unparse(one.value) not in reads)
