"""How values and calls are written in messages."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from course.checks.compare import as_numbers, describe, holds_itself
from course.checks.held import is_tried
from course.checks.hidden import is_hidden
from course.layer import Layer
from course.texts import _, ngettext


def short(value: Any) -> str:
    """Write a value in little space, as a notebook's message shows it.

    Example:
        >>> short(np.array([0.1 + 0.2, 1.0]))
        '[0.3, 1.0]'
    """
    if is_tried():
        return ""
    if callable(value):
        return str(getattr(value, "__name__", _("a function")))
    if hasattr(value, "iloc"):  # a table of pandas, which takes long to write out
        return _("a table of {count} rows").format(count=len(value))
    if isinstance(value, np.random.Generator):
        return "rng"  # its own text holds an address
    if isinstance(value, Layer):
        return f"Layer({describe(value.W)}, ...)"
    if isinstance(value, list) and value and all(isinstance(item, Layer) for item in value):
        return ngettext("{count} layer", "{count} layers", len(value)).format(count=len(value))
    if isinstance(value, tuple):
        return "(" + ", ".join(short(item) for item in value) + ")"
    if holds_itself(value):
        return describe(value)
    if isinstance(value, bool | np.bool_):
        return str(bool(value))
    numbers = as_numbers(value)
    if numbers is None:
        text = "[" + ", ".join(short(item) for item in value) + "]" if isinstance(value, list) else repr(value)
        return text if len(text) <= 200 else text[:200] + "..."
    if np.asarray(value).dtype.kind in "biu" and numbers.ndim == 0:
        return str(int(numbers))
    if numbers.ndim == 0:
        number = float(numbers)
        return repr(round(number, 8)) if number == 0 or 1e-4 < abs(number) < 1e8 else f"{number:.6g}"
    whole = np.asarray(value).dtype.kind in "biu"
    text = np.array2string(
        np.asarray(value, dtype=int) if whole else numbers,
        separator=", ",
        threshold=40,
        max_line_width=100,
        formatter=None if whole else {"float_kind": lambda number: short(float(number))},
    )
    return text.replace("\n", "\n            ")


def call_text(name: str, arguments: Sequence[Any], names: Sequence[str]) -> str:
    """Write a call so that it can be recognized: with its values where they are short, never where hidden."""
    if is_tried():
        return name
    sizes = [argument.size if isinstance(argument, np.ndarray) else 1 for argument in arguments]
    if not is_hidden() and all(size <= 6 for size in sizes):
        values = [short(argument) for argument in arguments]
        if sum(len(value) for value in values) <= 60:
            return re.sub(r"\s*\n\s*", " ", f"{name}({', '.join(values)})")
    shapes = [
        _("{name} of shape {shape}").format(name=label, shape=argument.shape)
        for label, argument in zip(names, arguments, strict=True)
        if isinstance(argument, np.ndarray)
    ]
    where = _("{name} on hidden data").format(name=name) if is_hidden() else f"{name}({', '.join(names)})"
    return where + (f" ({', '.join(shapes)})" if is_hidden() and shapes else "")
