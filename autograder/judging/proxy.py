"""What stands in the judge for a function or an object in the student's process.

Every question to a proxy is answered by the student's code, and could be answered falsely. So a proxy answers as little
as the test cells need: calls, attributes, and arithmetic between objects, whose result has to be an object again. It
cannot be compared, counted, converted or taken for true, and no library may ask it anything: `numpy.mean` would take
the object's own word for its mean.
"""

import contextlib
import inspect
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Protocol

from autograder.judging.messages import Target

NAME_LENGTH = 80


class Asks(Protocol):
    """Ask the student's process; a `Judge` does."""

    def call(self, target: Target, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> Any:
        """Call something there."""


class Proxy:
    """Stand for an object in the student's process: attributes, methods and operators are asked for there."""

    __array_ufunc__ = None  # numpy's numbers leave the operator to the proxy

    def __init__(self, judge: Asks, reference: dict[str, Any]) -> None:
        self._judge, self._number = judge, int(reference["student"])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or "site-packages" in sys._getframe(1).f_code.co_filename:
            raise AttributeError(name)
        return self._judge.call({"of": self._number, "attribute": name}, (), {})

    def __bool__(self) -> bool:
        raise TypeError(f"a {type(self).__name__} is neither true nor false")

    def __deepcopy__(self, _memo: Any) -> "Proxy":
        return self


class FunctionProxy(Proxy):
    """Stand for a function in the student's process."""

    def __init__(self, judge: Asks, reference: dict[str, Any]) -> None:
        super().__init__(judge, reference)
        self.__name__ = str(reference["function"])[:NAME_LENGTH]
        with contextlib.suppress(ValueError, TypeError):
            self.__signature__ = inspect.Signature(
                [
                    inspect.Parameter(str(name)[:NAME_LENGTH], inspect.Parameter.POSITIONAL_OR_KEYWORD)
                    for name in reference.get("parameters", ())[:NAME_LENGTH]
                ]
            )

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Call the student's function."""
        return self._judge.call({"of": self._number}, arguments, keywords)

    def lines_run(self, most: int) -> Any:
        """Count the lines that a call runs there: `course.checks.lines_run` asks for it."""
        return self._judge.call({"of": self._number, "lines": most}, (), {})


def proxy_for(judge: Asks, reference: dict[str, Any]) -> Proxy:
    """Make a proxy for what the student's process refers to."""
    kind = FunctionProxy if "function" in reference else Proxy
    return _named(kind, str(reference["type"])[:NAME_LENGTH])(judge, reference)


@lru_cache(maxsize=1000)
def _named(kind: type[Proxy], name: str) -> type[Proxy]:
    """Make a class with the name of the student's, which messages tell."""
    return type(name if name.isidentifier() else "object", (kind,), {})


def _operator(name: str, swapped: bool) -> Callable[[Proxy, Any], Any]:
    def apply(self: Proxy, other: Any) -> Any:
        # An array stays here: it could be an expected value.
        if not isinstance(other, Proxy | int | float):
            raise TypeError(f"a {type(self).__name__} takes part in `{name}` with numbers and its like only")
        result = self._judge.call({"operator": name}, (other, self) if swapped else (self, other), {})
        # An answer would be compared with what it must be, and this one knew the other side of the comparison.
        if not isinstance(result, Proxy):
            raise TypeError(f"`{name}` of a {type(self).__name__} gave a {type(result).__name__}")
        return result

    return apply


for _name in ("add", "sub", "mul", "truediv", "pow", "matmul"):
    setattr(Proxy, f"__{_name}__", _operator(_name, swapped=False))
    setattr(Proxy, f"__r{_name}__", _operator(_name, swapped=True))
