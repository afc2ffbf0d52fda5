"""The messages between the judge and a student's process, as an honest side sends them.

A packed value is what `wire.pack` returns. What comes from the student's process may be anything, so the judge reads it
as a plain dict, with doubt; these types are what the student's side promises to write.
"""

from typing import Any, NotRequired, TypedDict

Packed = Any


class Target(TypedDict, total=False):
    """What to call: the student's object of this number, one of its attributes, or an operator between the arguments.

    With `lines`, the lines that a call of the object runs are counted, up to so many.
    """

    of: int
    attribute: str
    operator: str
    lines: int


class RunRequest(TypedDict):
    """Ask for a cell to be run; every request goes with the `seconds` that it may take."""

    request: str
    source: str


class NamesRequest(TypedDict):
    """Ask what these names stand for."""

    request: str
    names: list[str]


class CallRequest(TypedDict):
    """Ask for a call."""

    request: str
    target: Target
    arguments: list[Packed]
    keywords: dict[str, Packed]


class ErrorMessage(TypedDict):
    """An error: its type, the types it derives from, its message, and the steps on its way (`checks.call.Step`)."""

    type: str
    bases: list[str]
    message: str
    steps: list[list[Any]]


class RunReply(TypedDict):
    """What a cell put out, and how it ended, as a kernel says it."""

    outputs: list[Any]
    end: dict[str, str]


class NamesReply(TypedDict):
    """The values of the names that are defined."""

    values: dict[str, Packed]


class CallReply(TypedDict):
    """What a call did: its value or its error, what it changed (by position), printed and warned of."""

    value: NotRequired[Packed]
    iterator: NotRequired[bool]
    error: NotRequired[ErrorMessage]
    changed: dict[str, Packed]
    warnings: list[list[str]]
    printed: str


class ErrorReply(TypedDict):
    """The request itself could not be done."""

    error: ErrorMessage


class Callback(TypedDict):
    """The student's code calls a function that the judge has handed over."""

    callback: int
    arguments: list[Packed]
    keywords: dict[str, Packed]


class ShortError(TypedDict):
    """An error of such a function."""

    type: str
    message: str


class Answer(TypedDict):
    """What such a function gave: its value, with the generators among its arguments as it left them, or its error."""

    value: NotRequired[Packed]
    generators: NotRequired[dict[str, Packed]]
    error: NotRequired[ShortError]
