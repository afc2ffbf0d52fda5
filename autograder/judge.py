"""The judge's side of one submission: asks the student's process, and runs the test cells here.

A test cell is compiled and run in this process. Its names are bound to the unit's own imports and given code, and,
where a solution cell defines them, to what the student's process holds: plain values as they are, functions and
objects as proxies that ask over the pipe. So test code, expected values and scores never enter the student's process.
"""

import ast
import builtins
import contextlib
import inspect
import io
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any

import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.channel import CellTimeout, Channel, ClosedError, LateError
from autograder.names import defined_names, free_names
from autograder.units import Unit, grade_id, is_by_degree, is_solution, is_test, is_written
from autograder.wire import WireError, pack, unpack, write_back
from course.checks.call import Step
from course.checks.failure import CheckFailed

GRACE = 3.0  # seconds that a process has to stop by itself before it is killed


class KernelDied(BaseException):
    """The student's process is gone."""


class Judge:
    """Ask one student's process.

    Args:
        channel: leads to the process.
        seconds: what a cell, or a call from a test cell, may take.
        trusted: the names that the unit's locked cells define, from `trusted_names`.
    """

    def __init__(self, channel: Channel, seconds: float, trusted: Mapping[str, Any]) -> None:
        self.channel, self.seconds, self.trusted = channel, seconds, trusted
        self.callbacks: list[Callable[..., Any]] = []
        self.stopped: type[BaseException] | None = None

    def run(self, source: str) -> dict[str, Any]:
        """Run one of the student's cells; returns its outputs and how it ended."""
        try:
            return self._ask({"request": "run", "source": source}, [])[0]
        except CellTimeout:
            return {"outputs": [], "end": {"status": "error", "ename": "CellTimeout", "evalue": ""}}

    def names(self, names: set[str]) -> dict[str, Any]:
        """Fetch what these names stand for in the student's process; those it does not define are missing."""
        if not names:
            return {}
        reply, arrays = self._ask({"request": "names", "names": sorted(names)}, [])
        return {name: unpack(value, arrays, self.resolve) for name, value in reply["values"].items() if name in names}

    def call(self, target: dict[str, Any], arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> Any:
        """Call something in the student's process, and let here happen what happened there."""
        out: list[bytes] = []
        message = {
            "request": "call",
            "target": target,
            "arguments": [pack(one, out, self.refer) for one in arguments],
            "keywords": {name: pack(one, out, self.refer) for name, one in keywords.items()},
        }
        reply, arrays = self._ask(message, out)
        sys.stdout.write(str(reply.get("printed", "")))
        for position, packed in reply.get("changed", {}).items():
            write_back(arguments[int(position)], unpack(packed, arrays, self.resolve))
        for category, text in reply.get("warnings", ()):
            warnings.warn(str(text), warning_of(category), stacklevel=4)
        if "error" in reply:
            raise error_of(reply["error"])
        value = unpack(reply["value"], arrays, self.resolve)
        return iter(value) if reply.get("iterator") and isinstance(value, list) else value

    def _ask(self, message: dict[str, Any], arrays: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        if self.stopped:
            raise self.stopped
        self.channel.deadline = time.monotonic() + self.seconds + GRACE
        try:
            self.channel.send(message | {"seconds": self.seconds}, arrays)
            while True:
                answer, blobs = self.channel.receive()
                if "callback" not in answer:
                    break
                self._call_back(answer, blobs)
            reply = answer["reply"]
        except LateError:
            self.stopped = CellTimeout
            raise CellTimeout from None
        except (ClosedError, WireError, LookupError, TypeError) as error:
            self.stopped = KernelDied
            raise KernelDied(str(error)) from None
        if "error" in reply and reply["error"].get("type") == "CellTimeout":
            raise CellTimeout
        return reply, blobs

    def _call_back(self, message: dict[str, Any], arrays: list[bytes]) -> None:
        """Call one of the functions that were handed over, for the student's code."""
        out: list[bytes] = []
        try:
            function = self.callbacks[message["callback"]]
            arguments = [unpack(one, arrays, self.resolve) for one in message["arguments"]]
            keywords = {str(name): unpack(one, arrays, self.resolve) for name, one in message["keywords"].items()}
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                answer = {"value": pack(function(*arguments, **keywords), out, self.refer)}
            # A generator goes on where the function has left it.
            answer["generators"] = {
                str(i): pack(one, out, self.refer)
                for i, one in enumerate(arguments)
                if isinstance(one, np.random.Generator)
            }
        except Exception as error:  # the student's arguments may be anything
            answer = {"error": {"type": type(error).__name__, "message": str(error)}}
        self.channel.send({"answer": answer}, out)

    def refer(self, value: Any) -> dict[str, Any]:
        """Write a reference to a function of the judge's, or to an object of the student's."""
        if isinstance(value, Proxy):
            return {"student": value._number}
        name = str(getattr(value, "__name__", "function"))
        if isinstance(value, np.ufunc) and getattr(np, name, None) is value:
            return {"numpy": name}
        if not callable(value):
            raise WireError(f"a {type(value).__name__} cannot be handed to the student's code")
        self.callbacks.append(value)
        # What the notebook itself imports or comes with is there under its name too.
        named = self.trusted.get(name) is value
        return {"judge": len(self.callbacks) - 1, "function": name, "named": named}

    def resolve(self, reference: dict[str, Any]) -> Any:
        """Make a proxy for what the student's process refers to."""
        if "judge" in reference:
            return self.callbacks[reference["judge"]]
        kind = FunctionProxy if "function" in reference else Proxy
        return type(str(reference["type"])[:80], (kind,), {})(self, reference)


class Proxy:
    """Stand for an object in the student's process: attributes, methods and operators are asked for there."""

    def __init__(self, judge: Judge, reference: dict[str, Any]) -> None:
        self._judge, self._number = judge, int(reference["student"])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._judge.call({"of": self._number, "attribute": name}, (), {})

    def __deepcopy__(self, _memo: Any) -> "Proxy":
        return self


class FunctionProxy(Proxy):
    """Stand for a function in the student's process."""

    def __init__(self, judge: Judge, reference: dict[str, Any]) -> None:
        super().__init__(judge, reference)
        self.__name__ = str(reference["function"])[:80]
        with contextlib.suppress(ValueError, TypeError):
            self.__signature__ = inspect.Signature(
                [
                    inspect.Parameter(str(name), inspect.Parameter.POSITIONAL_OR_KEYWORD)
                    for name in reference.get("parameters", ())
                ]
            )

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call the student's function."""
        return self._judge.call({"of": self._number}, arguments, keywords)


def _operator(name: str, swapped: bool) -> Callable[[Proxy, Any], Any]:
    def apply(self: Proxy, other: Any) -> Any:
        return self._judge.call({"operator": name}, (other, self) if swapped else (self, other), {})

    return apply


for _name in ("add", "sub", "mul", "truediv", "pow", "matmul"):
    setattr(Proxy, f"__{_name}__", _operator(_name, swapped=False))
    setattr(Proxy, f"__r{_name}__", _operator(_name, swapped=True))
Proxy.__array_ufunc__ = None  # type: ignore[attr-defined]  # numpy numbers leave the operator to the proxy


def warning_of(name: str) -> type[Warning]:
    """Find a warning's class by its name."""
    found = getattr(builtins, str(name), RuntimeWarning)
    return found if isinstance(found, type) and issubclass(found, Warning) else RuntimeWarning


def error_of(data: dict[str, Any]) -> BaseException:
    """Make an error that has the name, the message and the place of the one in the student's process."""
    places = (builtins, np.exceptions, np.linalg)
    bases = (getattr(place, str(name), None) for name in data["bases"] for place in places)
    found = (one for one in bases if isinstance(one, type) and issubclass(one, (Exception, SystemExit)))
    base: type[BaseException] = next(found, Exception)
    kind = base if base.__name__ == data["type"] else type(str(data["type"])[:80], (base,), {})
    try:
        error = kind(data["message"])
    except TypeError:  # an error that wants more than a message
        error = type(str(data["type"])[:80], (Exception,), {})(data["message"])
    error.steps = [Step(*step) for step in data["steps"]]
    return error


def run_test(cell: NotebookNode, judge: Judge, answers: set[str]) -> dict[str, Any]:
    """Run one test cell here, and put what it printed into its outputs.

    Args:
        cell: the instructor's test cell; its outputs are set.
        judge: asks the student's process.
        answers: the names that its solution cells define.

    Returns:
        How it ended, as a kernel would say it: status, and where that is "error" ename and evalue; besides, where a
        check of the course did not hold, the mistake that it named and whether that was on hidden data.
    """
    printed = io.StringIO()
    body, last = _compiled(cell)
    try:
        with contextlib.redirect_stdout(printed):
            namespace = dict(judge.trusted) | judge.names(free_names(cell.source) & answers)
            exec(body, namespace)
            value = None if last is None else eval(last, namespace)
        end: dict[str, Any] = {"status": "ok"}
    except (Exception, SystemExit, CellTimeout, KernelDied) as error:
        end = {"status": "error", "ename": type(error).__name__, "evalue": str(error)}
        if isinstance(error, CheckFailed):  # raised here, by the judge's own checks
            end |= {"mistake": error.mistake, "hidden": error.hidden}
        value = None
    cell.outputs = [new_output("stream", name="stdout", text=printed.getvalue())] if printed.getvalue() else []
    if value is not None:
        cell.outputs.append(new_output("execute_result", {"text/plain": repr(value)}))
    return end


def _compiled(cell: NotebookNode) -> tuple[CodeType, CodeType | None]:
    """Compile a test cell; apart from it the call that tells the points, where the cell is graded by degree."""
    body, last = ast.parse(cell.source).body, None
    if is_by_degree(cell):
        call = body.pop()
        assert isinstance(call, ast.Expr)
        last = compile(ast.Expression(call.value), grade_id(cell), "eval")
    return compile(ast.Module(body, []), grade_id(cell), "exec"), last


def trusted_names(unit: Unit, source: NotebookNode) -> dict[str, Any]:
    """Run the locked cells of the instructor's notebook that carry no points, with the unit's support file."""
    namespace: dict[str, Any] = {"__name__": "judge"}
    sys.modules.pop("given", None)  # each unit has a support file of its own
    sys.path.insert(0, str(unit.source.parent))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in source.cells:
                if cell.cell_type == "code" and grade_id(cell) and not is_test(cell) and not is_solution(cell):
                    exec(compile(cell.source, grade_id(cell), "exec"), namespace)
    finally:
        sys.path.remove(str(unit.source.parent))
    return namespace


def answer_names(source: NotebookNode) -> set[str]:
    """Return the names that the solution cells define."""
    cells = [cell for cell in source.cells if is_solution(cell) and not is_written(cell)]
    return set().union(*(defined_names(cell.source) for cell in cells))


def imported_modules(source: NotebookNode) -> list[str]:
    """List the modules that the locked cells import, which a warm worker can import beforehand."""
    found: dict[str, None] = {}
    for cell in source.cells:
        if cell.cell_type == "code" and grade_id(cell) and not is_test(cell) and not is_solution(cell):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Import):
                    found |= dict.fromkeys(alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module != "given":
                    found[str(node.module)] = None
    return list(found)
