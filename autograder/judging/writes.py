"""Whether code may write into arrays and lists that it has not made itself.

Such data are changed in known ways only: an assignment to a part of them, `+=`, a few methods and functions. To what it
has just made itself, code may do all that: `errors = []` and then `errors.append(3)` changes nothing of before.
"""

import ast
import re
from collections.abc import Iterator

import numpy as np

WRITING_METHODS = re.compile(
    r"add|append|at|byteswap|clear|discard|extend|fill|insert|itemset|partition|permuted|pop|popitem|put|remove|resize|"
    r"reverse|setdefault|setfield|setflags|shuffle|sort|update"
)
WRITING_FUNCTIONS = {"copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask"}  # numpy's
WRITING_KEYWORDS = {"copy", "inplace", "out"}
MAKERS = {"arange", "array", "empty", "eye", "full", "linspace", "ones", "zeros"}  # numpy's, of new arrays
BUILTIN_MAKERS = {"bool", "dict", "float", "int", "len", "list", "range", "round", "set", "sorted", "str", "tuple"}
Fresh = dict[
    str, tuple[int, bool]
]  # names for what a scope has made itself: from which line on, and how deep it is new
_Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef


def is_plain_data(value: ast.expr) -> bool:
    """Tell whether an expression makes plain data out of plain data: numbers, texts, arrays, lists."""
    match value:
        case ast.Constant():
            return True
        case ast.UnaryOp(operand=inner):
            return is_plain_data(inner)
        case ast.BinOp(left=left, right=right):
            return is_plain_data(left) and is_plain_data(right)
        case ast.Tuple(elts=inner) | ast.List(elts=inner) | ast.Set(elts=inner):
            return all(map(is_plain_data, inner))
        case ast.Dict(keys=keys, values=values):
            return all(one is not None and is_plain_data(one) for one in [*keys, *values])
        case ast.Call(args=arguments, keywords=keywords) if _makes_an_array(value):
            return all(map(is_plain_data, [*arguments, *(one.value for one in keywords)]))
    return False


def writes(nodes: list[ast.AST]) -> bool:
    """Tell whether code, all of whose nodes these are, may write into something that it has not made itself."""
    return any(_scope_writes(list(_nodes_of(one))) for one in nodes if isinstance(one, ast.Module | _Scope))


def _nodes_of(scope: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a scope without those of the scopes within it."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _Scope):
            waiting += ast.iter_child_nodes(node)


def _scope_writes(nodes: list[ast.AST]) -> bool:
    fresh = _fresh_names(nodes)
    return any(_node_writes(node, fresh) for node in nodes)


def _node_writes(node: ast.AST, fresh: Fresh) -> bool:
    match node:
        case ast.AugAssign(target=ast.Name() as target):
            return not _is_new(target, fresh, deep=False)
        case ast.AugAssign(target=target):
            return not _is_new(target, fresh, deep=True)
        case ast.Subscript(ctx=ast.Store() | ast.Del(), value=inner):
            return not _is_new(inner, fresh, deep=not isinstance(inner, ast.Name))
        case ast.Attribute(value=ast.Name(id="np" | "numpy"), attr=name):
            return name in WRITING_FUNCTIONS
        case ast.Attribute(value=inner, attr=name) if WRITING_METHODS.fullmatch(name):
            return not _is_new(inner, fresh, deep=not isinstance(inner, ast.Name))
        case ast.Call(func=function, args=arguments, keywords=keywords):
            ufunc = getattr(np, function.attr, None) if isinstance(function, ast.Attribute) else None
            into = isinstance(ufunc, np.ufunc) and len(arguments) > ufunc.nin
            return into or any(one.arg in WRITING_KEYWORDS for one in keywords)
    return False


def _is_new(target: ast.expr, fresh: Fresh, deep: bool) -> bool:
    """Tell whether what is written to was made in this scope, and where asked, all that it holds too."""
    root = target
    while isinstance(root, ast.Subscript):
        root = root.value
    if not isinstance(root, ast.Name) or root.id not in fresh:
        return False
    line, is_deep = fresh[root.id]
    return line <= root.lineno and (is_deep or not deep)


def _fresh_names(nodes: list[ast.AST]) -> Fresh:
    """Find the names that a scope binds to nothing but what it makes there."""
    fresh: Fresh = {}
    made = set[int]()
    for target, value in (pair for node in nodes for pair in _assignments(node)):
        if isinstance(target, ast.Name) and _makes(value):
            line, deep = fresh.get(target.id, (target.lineno, True))
            fresh[target.id] = min(line, target.lineno), deep and _makes_all(value)
            made.add(id(target))
    updated = {id(one.target) for one in nodes if isinstance(one, ast.AugAssign)}
    for one in nodes:
        if isinstance(one, ast.Name) and not isinstance(one.ctx, ast.Load) and id(one) not in made | updated:
            fresh.pop(one.id, None)
    return fresh


def _assignments(node: ast.AST) -> list[tuple[ast.expr, ast.expr]]:
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
            return list(zip(targets, values, strict=False))
        case ast.Assign(targets=[target], value=value):
            return [(target, value)]
    return []


def _makes(value: ast.expr) -> bool:
    """Tell whether an expression makes something new, whatever that holds."""
    match value:
        case ast.List() | ast.Dict() | ast.Set() | ast.ListComp() | ast.DictComp() | ast.SetComp():
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in BUILTIN_MAKERS
    return _makes_all(value)


def _makes_all(value: ast.expr) -> bool:
    """Tell whether an expression makes something new that holds nothing from elsewhere."""
    match value:
        case ast.BinOp() | ast.Compare():
            return True
        case ast.ListComp(elt=inner):
            return _makes_all(inner)
        case ast.Call() if _makes_an_array(value):
            return True
    return is_plain_data(value)


def _makes_an_array(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id="np" | "numpy"), attr=name):
            return name in MAKERS
    return False
