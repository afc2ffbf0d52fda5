"""The student's side: runs the student's cells, and answers what the judge asks about the things they define.

It knows no test, no expected value and no score. Whatever it sends is the student's to forge, and is read as such.
"""

import builtins
import contextlib
import inspect
import io
import operator
import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.judging.channel import CellTimeout, Channel, ClosedError
from autograder.judging.errors import describe
from autograder.judging.guard import time_limit
from autograder.judging.kernel import Kernel
from autograder.judging.messages import CallReply, ErrorReply, NamesReply, RunReply, Target
from autograder.judging.wire import WireError, pack, unpack, write_back
from autograder.sandbox.limits import Limits
from course.checks.lines_run import lines_run


class Student:
    """Hold the student's kernel, and the objects that the judge has a reference to."""

    def __init__(self, channel: Channel, limits: Limits, kernel: Kernel) -> None:
        self.channel, self.limits = channel, limits
        self.objects: list[Any] = []
        self.last_answer: Any = None  # a later call can change the arrays in it, as it can change its arguments
        self.kernel = kernel
        kernel.begin()

    def serve(self) -> None:
        """Answer requests until the judge is gone."""
        # What goes past Python's own streams is dropped: the worker's are pipes that nobody empties.
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 1)
            os.dup2(nothing.fileno(), 2)
        self.channel.send({"ready": True}, [])
        while True:
            try:
                message, arrays = self.channel.receive()
                self._reply(message, arrays)
            except ClosedError:
                return

    def _reply(self, message: dict[str, Any], arrays: list[bytes]) -> None:
        requests: dict[str, Callable[..., RunReply | NamesReply | CallReply]] = {
            "run": self._run,
            "names": self._names,
            "call": self._call,
        }
        out: list[bytes] = []
        try:
            with time_limit(message["seconds"]):
                reply: RunReply | NamesReply | CallReply | ErrorReply = requests[message["request"]](
                    message, arrays, out
                )
        except ClosedError:
            raise
        except BaseException as error:  # whatever comes of the student's objects when they are looked at
            out.clear()
            reply = {"error": describe(error)}
        try:
            self.channel.send({"reply": reply}, out)
        except WireError as error:
            self.channel.send({"reply": {"error": describe(error)}}, [])

    def _run(self, message: dict[str, Any], _arrays: list[bytes], _out: list[bytes]) -> RunReply:
        """Run one cell."""
        outputs, end = self.kernel.run(message["source"], self.limits.output_characters)
        return {"outputs": outputs, "end": end}

    def _names(self, message: dict[str, Any], _arrays: list[bytes], out: list[bytes]) -> NamesReply:
        """Hand over what these names stand for, those that are defined."""
        namespace = self.kernel.shell.user_ns
        found = {name: namespace[name] for name in message["names"] if name in namespace}
        return {"values": {name: pack(value, out, self._refer) for name, value in found.items()}}

    def _call(self, message: dict[str, Any], arrays: list[bytes], out: list[bytes]) -> CallReply:
        """Call a function, an operator, or get an attribute; tell everything that this did."""
        arguments = [unpack(one, arrays, self._resolve) for one in message["arguments"]]
        keywords = {name: unpack(one, arrays, self._resolve) for name, one in message["keywords"].items()}
        watched = [*arguments, self.last_answer]
        before = [packed_alone(one) for one in watched]
        printed = Printed(self.limits.printed_characters)
        with (
            warnings.catch_warnings(record=True) as caught,
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            np.errstate(over="warn", invalid="warn", divide="warn", under="ignore"),
        ):
            warnings.simplefilter("always")
            reply: CallReply = {"changed": {}, "warnings": [], "printed": ""}
            try:
                answer = self._target(message["target"])(*arguments, **keywords)
                if isinstance(answer, Iterator):
                    answer = items_of(answer, self.limits.generator_items)
                    reply["iterator"] = True
                reply["value"] = pack(answer, out, self._refer)
                self.last_answer = answer
            except (CellTimeout, ClosedError):
                raise
            except BaseException as error:
                reply["error"] = describe(error)
        after = [packed_alone(one) for one in watched]
        reply["changed"] = {
            str(i): pack(watched[i], out, self._refer) for i in range(len(watched)) if before[i] != after[i]
        }
        reply["warnings"] = [[one.category.__name__, str(one.message)] for one in caught[:20]]
        reply["printed"] = printed.getvalue()
        return reply

    def _target(self, target: Target) -> Callable[..., Any]:
        if "attribute" in target:
            return lambda: getattr(self.objects[target["of"]], target["attribute"])
        if "operator" in target:
            return getattr(operator, target["operator"])
        if "lines" in target:
            return lambda: lines_run(self.objects[target["of"]], target["lines"])
        return self.objects[target["of"]]

    def _refer(self, value: Any) -> dict[str, Any]:
        """Keep an object here, and describe it to the judge."""
        if isinstance(value, Callback):
            return {"judge": value.number}
        self.objects.append(value)
        described: dict[str, Any] = {"student": len(self.objects) - 1, "type": type(value).__name__}
        if callable(value):
            described["function"] = str(getattr(value, "__name__", type(value).__name__))
            described["parameters"] = parameters_of(value)
        return described

    def _resolve(self, reference: dict[str, Any]) -> Any:
        """Find what the judge's reference stands for here."""
        if "student" in reference:
            return self.objects[reference["student"]]
        if "numpy" in reference:
            return getattr(np, reference["numpy"])
        own = self.kernel.shell.user_ns.get(reference["function"]) if reference["named"] else None
        return own if callable(own) else Callback(self, reference["judge"], reference["function"])

    def call_back(self, number: int, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call a function of the judge's that it has handed over."""
        out: list[bytes] = []
        packed = [pack(one, out, self._refer) for one in arguments]
        named = {name: pack(one, out, self._refer) for name, one in keywords.items()}
        self.channel.send({"callback": number, "arguments": packed, "keywords": named}, out)
        while True:
            message, arrays = self.channel.receive()
            if "answer" in message:
                break
            self._reply(message, arrays)  # the judge's function asks something in its turn
        if "error" in message["answer"]:
            error = message["answer"]["error"]
            kind = getattr(builtins, error["type"], None)
            raise (kind if isinstance(kind, type) and issubclass(kind, Exception) else ValueError)(error["message"])
        for position, state in message["answer"]["generators"].items():
            write_back(arguments[int(position)], unpack(state, arrays, self._resolve))
        return unpack(message["answer"]["value"], arrays, self._resolve)


class Callback:
    """Stand for a function of the judge's; calling it calls there."""

    def __init__(self, student: Student, number: int, name: str) -> None:
        self._student, self.number, self.__name__ = student, number, name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call the judge's function."""
        return self._student.call_back(self.number, arguments, keywords)


class Printed(io.StringIO):
    """Keep the beginning of what a called function prints."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, text: str) -> int:
        """Take some text."""
        room = self.most - self.tell()
        super().write(text[: max(room, 0)])
        return len(text)


def items_of(iterator: Iterator[Any], most: int) -> list[Any]:
    """Draw all that a generator gives."""
    items = []
    for item in iterator:
        items.append(item)
        if len(items) > most:
            raise ValueError(f"a generator gave more than {most:,} items")
    return items


def packed_alone(value: Any) -> Any:
    """Write a value in a form that can be compared with a later one; what cannot cross counts as unchanged."""
    arrays: list[bytes] = []
    try:
        return pack(value, arrays, lambda _: {}), arrays
    except WireError:
        return None


def parameters_of(function: Callable[..., Any]) -> list[str]:
    """Name a function's parameters, as far as it can be asked."""
    try:
        return [str(name) for name in inspect.signature(function).parameters]
    except (TypeError, ValueError):
        return []
