"""Rebuild dataclasses from what JSON holds, which a person may have edited: each value has its type, or is named."""

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]
LARGEST = 1e12  # as points or seconds; infinity is larger, and "not a number" is not smaller
IN_WORDS = {str: "a text", bool: "true or false", int: "a whole number"}


def rebuild(kind: type[T], data: Any) -> T:
    """Return an object of a dataclass, as `dataclasses.asdict` has written it.

    Args:
        kind: the dataclass; its fields are texts, numbers, lists, enumerations and dataclasses.
        data: what came out of JSON.

    Raises:
        ValueError: something in it is missing, unknown, or of another type; it says what.
    """
    try:
        return cast(T, _reader(cast(Any, kind))(data))
    except ValueError as error:
        raise ValueError(str(error).strip().removeprefix(".")) from None


@cache  # since a journal has thousands of lines
def _reader(kind: Any) -> Reader:
    """Return what reads a value of this type; its errors begin with the place, seen from there."""
    if isinstance(kind, types.UnionType):  # something or None
        return partial(_optional, _reader(get_args(kind)[0]))
    if is_dataclass(kind):
        readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
        return partial(_object, cast(Any, kind), readers, {one.name for one in fields(kind) if one.default is MISSING})
    if get_origin(kind) is tuple:
        return partial(_list, _reader(get_args(kind)[0]))
    if issubclass(kind, Enum):
        return partial(_enumeration, kind)
    return _number if kind is float else partial(_exactly, kind)


def _optional(reader: Reader, data: Any) -> Any:
    return None if data is None else reader(data)


def _object(kind: Callable[..., Any], readers: dict[str, Reader], needed: set[str], data: Any) -> Any:
    if not isinstance(data, dict):
        raise ValueError(" is not an object")
    for name in sorted(needed - data.keys()):
        raise ValueError(f".{name} is missing")
    found = {}
    for name, value in data.items():
        if name not in readers:
            raise ValueError(f" has an unknown field {name[:40]!a}")
        try:
            found[name] = readers[name](value)
        except ValueError as error:
            raise ValueError(f".{name}{error}") from None
    return kind(**found)


def _list(reader: Reader, data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError(" is not a list")
    found = []
    for i, value in enumerate(data):
        try:
            found.append(reader(value))
        except ValueError as error:
            raise ValueError(f"[{i}]{error}") from None
    return tuple(found)


def _enumeration(kind: type[Enum], data: Any) -> Enum:
    try:
        return kind(data)
    except ValueError:
        raise ValueError(f" is none of: {', '.join(str(one.value) for one in kind)}") from None


def _number(data: Any) -> float:
    if type(data) in (int, float) and -LARGEST <= data <= LARGEST:
        return cast(float, data)
    raise ValueError(" is not a number")


def _exactly(kind: type, data: Any) -> Any:
    if type(data) is not kind:
        raise ValueError(f" is not {IN_WORDS[kind]}")
    return data
