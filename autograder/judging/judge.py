"""The judge's side of one submission: asks the student's process, and runs the test cells here.

A test cell is compiled and run in this process. Its names are bound to the unit's own imports and given code, and,
where a solution cell defines them, to what the student's process holds: plain values as they are, functions and
objects as proxies that ask over the pipe. So test code, expected values and scores never enter the student's process.
"""

import ast
import contextlib
import gc
import importlib
import io
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any

import numpy as np
from nbformat import NotebookNode

from autograder.judging.channel import CellTimeout, Channel, ClosedError, LateError
from autograder.judging.endings import CellEnd
from autograder.judging.errors import MOST_CHARACTERS, error_of, malformed_is_an_error, warning_of
from autograder.judging.guard import time_limit
from autograder.judging.messages import Answer, CallRequest, NamesRequest, RunRequest, Target
from autograder.judging.outputs import MOST_MESSAGE, plain_text, result, stream
from autograder.judging.proxy import Proxy, proxy_for
from autograder.judging.results import NotebookStatus
from autograder.judging.wire import WireError, pack, unpack, write_back
from autograder.names import defined_names, free_names
from autograder.units import Unit, grade_id, is_by_degree, is_solution, is_test, is_written
from course.checks.failure import CheckFailed

GRACE = 3.0  # seconds that a process has to stop by itself before it is killed
SHORTEST = 0.01  # seconds; a timer of 0 would be none
MOST_PRINTED = 10_000  # characters that the student's code may print into a check
MOST_WARNINGS = 20
GIVEN = "given"  # the module that a support file is
DEEPEST_CALL = 20  # calls within calls back within calls


class KernelDied(BaseException):
    """The student's process is gone."""


# What is raised here once a run has been stopped, at whatever asks next.
ERROR_OF_STOP: dict[NotebookStatus, type[BaseException]] = {
    NotebookStatus.TIMEOUT: CellTimeout,
    NotebookStatus.MEMORY: MemoryError,
    NotebookStatus.CRASHED: KernelDied,
}


class Judge:
    """Ask one student's process.

    Whatever it answers, the outcome is one of these: a value, an error of the student's, CellTimeout, KernelDied.

    Args:
        channel: leads to the process.
        seconds: what a cell may take, the student's or a test cell with all its calls.
        trusted: the names that the unit's locked cells define, from `trusted_names`.
    """

    def __init__(self, channel: Channel, seconds: float, trusted: Mapping[str, Any]) -> None:
        self.channel, self.seconds, self.trusted = channel, seconds, trusted
        self.callbacks: dict[int, Callable[..., Any]] = {}
        self.handed_over = 0  # functions, over all cells
        self.last_answer: Any = None
        self.stopped: NotebookStatus | None = None
        self.begin_cell()

    def begin_cell(self) -> None:
        """Start the clock of a cell, give it room for what it prints, and forget what the last one handed over."""
        self.callbacks.clear()
        self.ends_at = time.monotonic() + self.seconds
        self.room = MOST_PRINTED
        self.depth = 0

    def run(self, source: str) -> tuple[Any, CellEnd]:
        """Run one of the student's cells; returns its outputs, as its process tells them, and how it ended."""
        self.begin_cell()
        try:
            with self.time_limit():
                reply, _ = self._ask(RunRequest(request="run", source=source), [])
        except CellTimeout:
            return [], CellEnd(False, CellTimeout.__name__)
        told = reply.get("end")
        if not isinstance(told, dict):
            told = {"ename": "Error", "evalue": "the cell did not end as cells do"}
        error, message = (plain_text(str(told.get(key, "")))[:MOST_CHARACTERS] for key in ("ename", "evalue"))
        return reply.get("outputs"), CellEnd(told.get("status") == "ok", error, message)

    @contextlib.contextmanager
    def time_limit(self) -> Iterator[None]:
        """Keep this side within the time of a cell, too; after that it may stop within a message, and asks no more."""
        try:
            with time_limit(self.seconds + 2 * GRACE):
                yield
        except CellTimeout:
            if time.monotonic() > self.ends_at + GRACE:
                self.stopped = NotebookStatus.TIMEOUT
            raise

    def names(self, names: Set[str]) -> dict[str, Any]:
        """Fetch what these names stand for in the student's process; those it does not define are missing."""
        if not names:
            return {}
        reply, arrays = self._ask(NamesRequest(request="names", names=sorted(names)), [])
        if "error" in reply:
            raise error_of(reply["error"])
        with malformed_is_an_error():
            return {
                name: unpack(value, arrays, self.resolve) for name, value in reply["values"].items() if name in names
            }

    def call(self, target: Target, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> Any:
        """Call something in the student's process, and let here happen what happened there."""
        if self.depth >= DEEPEST_CALL:
            raise RecursionError("calls went back and forth between the check and the answer too often")
        out: list[bytes] = []
        message: CallRequest = {
            "request": "call",
            "target": target,
            "arguments": [pack(one, out, self.refer) for one in arguments],
            "keywords": {name: pack(one, out, self.refer) for name, one in keywords.items()},
        }
        watched = [*arguments, self.last_answer]
        self.depth += 1
        try:
            reply, arrays = self._ask(message, out)
        finally:
            self.depth -= 1
        with malformed_is_an_error():
            self._print(str(reply.get("printed", "")))
            for position, packed in reply.get("changed", {}).items():
                write_back(watched[int(position)], unpack(packed, arrays, self.resolve))
            for category, text in reply.get("warnings", [])[:MOST_WARNINGS]:
                warnings.warn(str(text)[:MOST_CHARACTERS], warning_of(category), stacklevel=4)
            if "error" not in reply:
                value = self.last_answer = unpack(reply["value"], arrays, self.resolve)
                return iter(value) if reply.get("iterator") and isinstance(value, list) else value
        raise error_of(reply["error"])

    def _print(self, text: str) -> None:
        """Take over what the student's code has printed, as long as there is room."""
        sys.stdout.write(text[: self.room])
        self.room -= min(len(text), self.room)

    def _ask(
        self, message: RunRequest | NamesRequest | CallRequest, arrays: list[bytes]
    ) -> tuple[dict[str, Any], list[bytes]]:
        if self.stopped:
            raise ERROR_OF_STOP[self.stopped]
        # What is asked in between, while the student's code calls back, has no more time than the cell.
        self.channel.deadline = self.ends_at + GRACE
        seconds = max(self.ends_at - time.monotonic(), SHORTEST)
        try:
            self.channel.send({**message, "seconds": seconds}, arrays)
            while True:
                answer, blobs = self.channel.receive()
                if "callback" not in answer:
                    break
                self._call_back(answer, blobs)
            reply = answer["reply"]
            timed_out = reply.get("error", {}).get("type") == "CellTimeout"
        except LateError:
            self.stopped = NotebookStatus.TIMEOUT
            raise CellTimeout from None
        except (ClosedError, WireError, LookupError, TypeError, AttributeError) as error:
            self.stopped = NotebookStatus.CRASHED
            raise KernelDied(str(error)) from None
        except MemoryError:
            self.stopped = NotebookStatus.MEMORY
            raise
        if timed_out:
            raise CellTimeout
        return reply, blobs

    def _call_back(self, message: dict[str, Any], arrays: list[bytes]) -> None:
        """Call one of the functions that were handed over, for the student's code."""
        out: list[bytes] = []
        try:
            function = self.callbacks.get(message["callback"])
            if function is None:
                raise RuntimeError("a function of a check can be called only while that check runs")
            arguments = [unpack(one, arrays, self.resolve) for one in message["arguments"]]
            keywords = {str(name): unpack(one, arrays, self.resolve) for name, one in message["keywords"].items()}
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                answer: Answer = {"value": pack(function(*arguments, **keywords), out, self.refer)}
            # A generator goes on where the function has left it.
            answer["generators"] = {
                str(i): pack(one, out, self.refer)
                for i, one in enumerate(arguments)
                if isinstance(one, np.random.Generator)
            }
        except (Exception, SystemExit) as error:  # the student's arguments may be anything
            out.clear()
            answer = {"error": {"type": type(error).__name__, "message": str(error)[:MOST_CHARACTERS]}}
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
        self.handed_over += 1
        self.callbacks[self.handed_over] = value
        # What the notebook itself imports or comes with is there under its name too.
        named = self.trusted.get(name) is value
        return {"judge": self.handed_over, "function": name, "named": named}

    def resolve(self, reference: dict[str, Any]) -> Any:
        """Make a proxy for what the student's process refers to."""
        return self.callbacks[reference["judge"]] if "judge" in reference else proxy_for(self, reference)


def run_test(cell: NotebookNode, judge: Judge, answers: set[str]) -> CellEnd:
    """Run one test cell here, and put what it printed into its outputs.

    Args:
        cell: the instructor's test cell; its outputs are set.
        judge: asks the student's process.
        answers: the names that its solution cells define.

    Returns:
        How it ended.
    """
    printed = io.StringIO()
    body, last = _compiled(cell)
    value = None
    judge.begin_cell()
    try:
        with contextlib.redirect_stdout(printed), judge.time_limit(), warnings.catch_warnings(action="ignore"):
            namespace = dict(judge.trusted) | judge.names(free_names(cell.source) & answers)
            exec(body, namespace)
            value = None if last is None else eval(last, namespace)
        end = CellEnd(True)
    except (Exception, SystemExit, CellTimeout, KernelDied) as error:
        end = _end_with(error)
    text = plain_text(printed.getvalue())
    cell.outputs = [stream(text)] if text else []
    if value is not None:
        cell.outputs.append(result({"text/plain": repr(value)}))
    return end


def _end_with(error: BaseException) -> CellEnd:
    """Say how a test cell ended that was stopped by an error."""
    if not isinstance(error, CheckFailed) and getattr(error, "hidden", False):
        return CellEnd(False, base_name(error))  # its text could hold what the student's code was given
    name, message = plain_text(type(error).__name__), plain_text(str(error))[:MOST_MESSAGE]
    if isinstance(error, CheckFailed):  # raised here, by the judge's own checks
        return CellEnd(False, name, message, error.mistake, error.hidden)
    return CellEnd(False, name, message)


def base_name(error: BaseException) -> str:
    """Name the type of Python's or numpy's that an error derives from: a student's own could have any name."""
    return next(
        one.__name__ for one in type(error).__mro__ if one.__module__.partition(".")[0] in ("builtins", "numpy")
    )


def _compiled(cell: NotebookNode) -> tuple[CodeType, CodeType | None]:
    """Compile a test cell; apart from it the call that tells the points, where the cell is graded by degree."""
    body, last = ast.parse(cell.source).body, None
    if is_by_degree(cell):
        call = body.pop()
        assert isinstance(call, ast.Expr)
        last = compile(ast.Expression(call.value), grade_id(cell), "eval")
    return compile(ast.Module(body, []), grade_id(cell), "exec"), last


@dataclass(frozen=True)
class Trusted:
    """Hold what a unit's locked cells define, by name, and its support file's module, where it has one."""

    names: dict[str, Any]
    given: ModuleType | None

    def put_in_place(self) -> None:
        """Have this process import this unit's support file, and not another's."""
        sys.modules.pop(GIVEN, None)
        if self.given:
            sys.modules[GIVEN] = self.given


def trusted_names(unit: Unit, source: NotebookNode) -> Trusted:
    """Run the locked cells of the instructor's notebook that carry no points, with the unit's support file."""
    namespace: dict[str, Any] = {"__name__": "judge"}
    sys.modules.pop(GIVEN, None)  # each unit has a support file of its own
    sys.path.insert(0, str(unit.source.parent))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in source.cells:
                if cell.cell_type == "code" and grade_id(cell) and not is_test(cell) and not is_solution(cell):
                    exec(compile(cell.source, grade_id(cell), "exec"), namespace)
    finally:
        sys.path.remove(str(unit.source.parent))
    return Trusted(namespace, sys.modules.get(GIVEN))


def answer_names(source: NotebookNode) -> set[str]:
    """Return the names that the solution cells define."""
    cells = [cell for cell in source.cells if is_solution(cell) and not is_written(cell)]
    return set().union(*(defined_names(cell.source) for cell in cells))


def imported_modules(source: NotebookNode, tests: bool = False) -> list[str]:
    """List the modules that the locked cells import, which a warm process can import beforehand.

    `from course.forward import checks` gives two names, of which the second may be a module or something in the first.

    Args:
        source: the instructor's notebook.
        tests: whether to count the test cells, which run in the judge alone.
    """
    found: dict[str, None] = {}
    for cell in source.cells:
        if cell.cell_type == "code" and grade_id(cell) and (tests or not is_test(cell)) and not is_solution(cell):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Import):
                    found |= dict.fromkeys(alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module != "given":
                    found[str(node.module)] = None
                    found |= dict.fromkeys(f"{node.module}.{alias.name}" for alias in node.names)
    return list(found)


_imported: set[str] = set()


def import_for_judges(source: NotebookNode) -> None:
    """Import, once for all judges that are forked from this process, what each of them needs."""
    missing = set(imported_modules(source, tests=True)) - _imported
    for module in sorted(missing):
        with contextlib.suppress(Exception):  # none, or the judge's own import will say what is wrong
            importlib.import_module(module)
    if missing:
        _imported.update(missing)
        gc.collect()
        gc.freeze()
