"""Find the place in a student's code where one small change makes the whole check hold.

What was tried is never shown: only where it was, and what kind of change. Code that may go on and on is stopped by
counting its lines, and code that does more than calculate (it draws, asks, keeps something) is left alone. The grader
has a student's code in another process, so there nothing is tried.
"""

import ast
import contextlib
import io
import linecache
import time
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from course.checks.edit_kinds import called
from course.checks.edits import edits
from course.checks.held import tried
from course.checks.lines_run import lines_run
from course.checks.mistakes import Mistake

SECONDS = 1.0  # of the processor, for all tries together
SLOW = 0.3  # a check that takes as long is not tried again
GROW = ("append", "extend", "insert")
CALCULATING = ("numpy", "math", "itertools", "functools", "course")  # modules that such code may use
ACTING = {"input", "open", "display", "show", "exec", "eval"}
KEPT = (list, dict, set, np.ndarray, np.random.Generator)
LINES = 200_000  # of code that run, the check's own too, for each try


def cause(check: Callable[..., Any], answers: Sequence[Any]) -> Mistake | None:
    """Find the change that makes a check hold.

    Args:
        check: the check, which raises an error where an answer is wrong.
        answers: what it gets, one of them at least wrong.

    Returns:
        Where the change was made and of which kind, or None.
    """
    source = _source(answers)
    if source is None:
        return None
    program = _definitions(source)
    if not _only_calculates(program, next(_globals(one) for one in answers if _code(one) is not None)):
        return None
    most, end = None if _ends(program) else LINES, time.process_time() + SECONDS
    for mistake, node in edits(program):
        begin = time.process_time()
        if begin > end:
            break
        if _holds(check, answers, program, most):
            return mistake.format(**mistake.values, code=_quoted(source, node), line=getattr(node, "lineno", 0))
        if time.process_time() > begin + SLOW:
            break
    return None


def _source(answers: Sequence[Any]) -> str | None:
    """Return the text of the cell that defines the answers, where they are functions or classes of one cell."""
    files = {code.co_filename for code in map(_code, answers) if code is not None}
    if len(files) != 1:
        return None
    return "".join(linecache.getlines(files.pop())) or None


def _code(answer: Any) -> Any:
    """Return the code of a function, or of a method of a class."""
    methods = vars(answer).values() if isinstance(answer, type) else [answer]
    return next((one.__code__ for one in methods if hasattr(one, "__code__")), None)


def _definitions(source: str) -> ast.Module:
    """Return the functions and classes that a cell defines, without what else it runs."""
    body: list[ast.stmt] = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return ast.Module(body, [])


def _only_calculates(program: ast.Module, names: dict[str, Any]) -> bool:
    """Tell whether a program leaves nothing behind when it is run a thousand times: no picture, nothing kept."""
    nodes = list(ast.walk(program))
    own = {one.id for one in nodes if isinstance(one, ast.Name) and not isinstance(one.ctx, ast.Load)}
    own |= {one.arg for one in nodes if isinstance(one, ast.arg)}
    used = {one.id for one in nodes if isinstance(one, ast.Name)} - own
    modules = [one.__name__ for name in used if isinstance(one := names.get(name), ModuleType)]
    modules += [alias.name for one in nodes if isinstance(one, ast.Import) for alias in one.names]
    modules += [str(one.module) for one in nodes if isinstance(one, ast.ImportFrom)]
    return (
        not any(isinstance(one, ast.Global | ast.Nonlocal) for one in nodes)
        and not used & ACTING
        and not any(isinstance(names.get(name), KEPT) for name in used)
        and all(one.partition(".")[0] in CALCULATING for one in modules)
    )


def _redefined(answers: Sequence[Any], tree: ast.Module) -> Iterator[Any]:
    """Yield the answers anew, as the changed program defines them; what it does not define stays as it is."""
    namespace: dict[str, Any] = {}
    for answer in answers:
        code = _code(answer)
        if code is not None and not namespace:
            namespace = dict(_globals(answer))
            exec(compile(tree, code.co_filename, "exec"), namespace)
    for answer in answers:
        yield answer if _code(answer) is None else namespace[answer.__name__]


def _globals(answer: Any) -> dict[str, Any]:
    methods = vars(answer).values() if isinstance(answer, type) else [answer]
    return next(one.__globals__ for one in methods if hasattr(one, "__code__"))


def _holds(check: Callable[..., Any], answers: Sequence[Any], tree: ast.Module, most: int | None) -> bool:
    held = False

    def run() -> None:
        nonlocal held
        check(*_redefined(answers, tree))
        held = True

    nowhere = io.StringIO()
    with (
        tried(),
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        contextlib.suppress(Exception, SystemExit),
    ):
        if most is None:
            run()
        else:
            lines_run(run, most)
    return held


def _quoted(source: str, node: ast.AST) -> str:
    """Return the code of a node, or its first line."""
    code = ast.get_source_segment(source, node) or ""
    return " ".join(code.split()) if isinstance(node, ast.expr) else code.splitlines()[0].rstrip(":")


def _ends(tree: ast.Module) -> bool:
    """Tell whether a changed program ends for sure: no `while`, no call of itself, no list that grows in its loop."""
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    calls = {called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return not calls & {*own, *GROW} and not any(isinstance(node, ast.While) for node in ast.walk(tree))
