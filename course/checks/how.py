"""How an answer is off: the relation between the values that came back and those that should have.

Each relation says what would have come back, had this been done to the right values. It is believed only where that is
what did come back, in every part that is off, and where it also leaves right what earlier calls got right.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from course.checks.asked import Asked, same, wrong_places
from course.checks.compare import as_numbers
from course.checks.mistakes import Mistake
from course.layer import Array, Layer
from course.texts import _

TRANSPOSED = Mistake("general.transposed", "the answer is transposed: rows and columns have changed places")
SIGN = Mistake("general.sign", "the sign is the wrong way round")
TOO_LARGE = Mistake("general.too_large", "the answer is too large by a factor of {factor}")
TOO_SMALL = Mistake("general.too_small", "the answer is too small by a factor of {factor}")
BASE_2 = Mistake("general.base_2", "the logarithm has the base 2, but `np.log` has the base e")
BASE_10 = Mistake("general.base_10", "the logarithm has the base 10, but `np.log` has the base e")
ONE_FACTOR = Mistake("general.one_factor", "all values are off by one and the same factor")
ONE_OFFSET = Mistake("general.one_offset", "one and the same number is added to all values, or missing in them")
ONE_TOO_MANY = Mistake(
    "general.one_too_many", "the numbers are too large by 1, as if they were counted from 1 in place of 0"
)
ONE_TOO_FEW = Mistake("general.one_too_few", "the numbers are too small by 1")
TIMES_ARGUMENT = Mistake("general.times_argument", "the answer is multiplied by `{name}` once too often")
OVER_ARGUMENT = Mistake(
    "general.over_argument", "the answer is divided by `{name}` once too often, or not multiplied by it"
)
NOT_ADDED = Mistake("general.not_added", "`{name}` is not added")
ADDED_TWICE = Mistake("general.added_twice", "`{name}` is added twice, or added where it should not be")
SUBTRACTED = Mistake("general.subtracted", "`{name}` is subtracted where it must be added, or added where subtracted")
ARGUMENT_ITSELF = Mistake("general.argument_itself", "this is `{name}` itself, as it came in")
AS_BEFORE = Mistake("general.as_before", "the answer is the one of an earlier call, on other arguments")
TURNED = Mistake("general.turned", "0 and 1 have changed places")
OTHER_FUNCTION = Mistake("general.other_function", "this is {function} of `{name}`, and nothing more")
ONE_MINUS = Mistake("general.one_minus", "this is 1 minus the right answer")
INVERSE = Mistake("general.inverse", "this is 1 divided by the right answer: the quotient is upside down")
ROOT = Mistake("general.root", "this is the square root of the right answer")
SQUARE = Mistake("general.square", "this is the square of the right answer")
LOGARITHM = Mistake("general.logarithm", "this is the logarithm of the right answer")
EXPONENTIAL = Mistake("general.exponential", "this is e to the power of the right answer")
NO_SIGNS = Mistake(
    "general.no_signs", "the signs are lost: all values have the right size, but negative ones came as positive"
)
F_TWICE = Mistake("general.f_twice", "`{name}` is applied once too often: the right answer went through it again")
F_MISSING = Mistake(
    "general.f_missing", "`{name}` is not applied at the end: put through it, the answer would be right"
)
REVERSED = Mistake("general.reversed", "the right values stand in the reversed order")
SORTED = Mistake("general.sorted", "the right values are sorted, but they must stay in their order")
SHIFTED = Mistake("general.shifted", "the right values stand one place further on or back")
REARRANGED = Mistake("general.rearranged", "the right rows or values stand in another order")
CUMULATED = Mistake("general.cumulated", "the values are summed up from one to the next: each holds all before it, too")
NOT_CUMULATED = Mistake("general.not_cumulated", "the values should be summed up from one to the next, but stand alone")
SINGLE = Mistake("general.single", "the numbers are kept in single or half precision, which loses digits: use float64")
ROUNDED = Mistake("general.rounded", "the values are rounded: return them as they are")
WHOLE = Mistake("general.whole", "fractions are cut off, as in an array of whole numbers: use floats")
CLIPPED = Mistake("general.clipped", "large or small values are clipped at a bound: right between, cut off outside")

Change = Callable[[Array, Asked], Any]


def cause(asked: Asked, earlier: Sequence[Asked]) -> Mistake | None:
    """Find the relation that explains everything that is off.

    Args:
        asked: the call; each part of its answer has the shape that it should have.
        earlier: calls before it that were right.

    Example:
        >>> cause(Asked([], [], np.array([-1.0, 2.0]), np.array([1.0, -2.0])), []).words
        'the sign is the wrong way round'
    """
    parts = asked.parts() or {}
    wrong = {place: pair for place, pair in parts.items() if not same(*pair)}
    if not wrong or not all(np.all(np.isfinite(got)) for got, _wanted in wrong.values()):
        return None
    for mistake, change in _relations(asked, list(wrong.values()), earlier):
        if all(_gives(change, wanted, asked, got) for got, wanted in wrong.values()) and all(
            _gives(change, pair[1], one, pair[0])
            for one in earlier
            for place, pair in (one.parts() or {}).items()
            if place in wrong and pair[0].shape == pair[1].shape
        ):
            return mistake
    return None


def _gives(change: Change, wanted: Array, asked: Asked, got: Array) -> bool:
    with np.errstate(all="ignore"):
        try:
            made = np.asarray(change(wanted, asked), dtype=np.float64)
        except (TypeError, ValueError, IndexError, AttributeError):
            return False
    return same(got, made)


def _relations(
    asked: Asked, wrong: list[tuple[Array, Array]], earlier: Sequence[Asked]
) -> Iterator[tuple[Mistake, Change]]:
    """Yield the relations that can be told apart from chance, the more special ones first."""
    yield from _of_places(wrong)
    yield from _of_arguments(asked, wrong, earlier)
    many = any(
        len(np.unique(np.abs(wanted[wanted != 0]))) >= 2 or len(np.unique(wanted)) >= 3 for _got, wanted in wrong
    )
    long = all(_is_long(wanted) or _is_long(got) for got, wanted in wrong)
    if many or long:
        yield from _of_functions(asked)
        yield from _of_values()
        yield from _of_numbers(asked)
    if sum(wanted.size for _got, wanted in wrong) > 1 and all(np.all(wanted % 1 == 0) for _got, wanted in wrong):
        are_counts = all(np.all(wanted >= 0) for _got, wanted in wrong)
        yield ONE_TOO_MANY if are_counts else ONE_OFFSET, lambda wanted, asked: wanted + 1
        yield ONE_TOO_FEW if are_counts else ONE_OFFSET, lambda wanted, asked: wanted - 1
    yield from _of_lengths(asked, wrong, many or long)
    if not all(_are_counts(got, wanted) for got, wanted in wrong):
        yield from _of_addends(asked, wrong)
    yield from _of_digits(wrong)
    if max(len(np.unique(wanted)) for _got, wanted in wrong) >= 3:
        yield from _of_constants(wrong)


def _is_long(wanted: Array) -> bool:
    """Tell whether a value has so many digits that a relation to it is hardly chance: it is no simple fraction."""
    multiples = np.ravel(wanted)[:, None] * [*range(1, 13), 100]
    return bool(np.any(np.all(np.abs(multiples - np.round(multiples)) > 1e-6, axis=1)))


def _are_counts(got: Array, wanted: Array) -> bool:
    """Tell two whole numbers, between which a relation is chance."""
    return wanted.ndim == 0 and wanted % 1 == 0 and got % 1 == 0


def _of_places(wrong: list[tuple[Array, Array]]) -> Iterator[tuple[Mistake, Change]]:
    yield TRANSPOSED, lambda wanted, asked: wanted.T if wanted.ndim == 2 else None
    if any(wanted.ndim and len(wanted) > 2 and len(np.unique(wanted)) > 2 for _got, wanted in wrong):
        yield REVERSED, lambda wanted, asked: wanted[::-1]
        yield SORTED, lambda wanted, asked: np.sort(wanted, axis=0)
        yield SORTED, lambda wanted, asked: np.sort(wanted, axis=0)[::-1]
        for got, wanted in wrong:
            if same(got[1:], wanted[:-1]) or same(got[:-1], wanted[1:]):
                yield SHIFTED, lambda wanted, asked, got=got: got  # type: ignore[misc]
        yield SHIFTED, lambda wanted, asked: np.roll(wanted, 1, axis=0)
        yield SHIFTED, lambda wanted, asked: np.roll(wanted, -1, axis=0)
        yield CUMULATED, lambda wanted, asked: np.cumsum(wanted, axis=0)
        yield NOT_CUMULATED, lambda wanted, asked: np.diff(wanted, axis=0, prepend=0)
    if all(wanted.ndim and len(np.unique(wanted)) > 3 for _got, wanted in wrong):
        for got, wanted in wrong:
            if sorted(got.ravel().round(9)) == sorted(wanted.ravel().round(9)):
                yield REARRANGED, lambda wanted, asked, got=got: got  # type: ignore[misc]


def _of_arguments(
    asked: Asked, wrong: list[tuple[Array, Array]], earlier: Sequence[Asked]
) -> Iterator[tuple[Mistake, Change]]:
    if all(wanted.size > 2 and set(np.unique(wanted)) == {0.0, 1.0} for _got, wanted in wrong):
        yield TURNED, lambda wanted, asked: 1 - wanted
    for name, array in asked.arrays():
        if len(np.unique(array)) > 1:
            for function, change in _known().items():
                yield (
                    OTHER_FUNCTION.format(function=function, name=name),
                    lambda wanted, asked, name=name, change=change: change(asked.argument(name)),  # type: ignore[misc]
                )
    # One number of few digits can have the other sign by chance.
    if sum(np.count_nonzero(wanted) for _got, wanted in wrong) > 1 or any(_is_long(wanted) for _got, wanted in wrong):
        if all(np.all(wanted <= 0) for _got, wanted in wrong):
            yield NO_SIGNS, lambda wanted, asked: np.abs(wanted)
        yield SIGN, lambda wanted, asked: -wanted
    held = [name for name, array in asked.arrays() if len(np.unique(array)) > 1]
    for name in (*held, *(name for name, value in asked.numbers() if _is_long(np.asarray(value)))):
        yield ARGUMENT_ITSELF.format(name=name), lambda wanted, asked, name=name: asked.argument(name)  # type: ignore[misc]
    for one in earlier:
        numbers = as_numbers(one.answer)
        if numbers is not None and len(np.unique(numbers)) > 2:
            yield AS_BEFORE, lambda wanted, asked, one=one: one.answer  # type: ignore[misc]


def _known() -> dict[str, Callable[[Array], Any]]:
    """List functions that are taken for another."""
    return {
        "`np.abs`": np.abs,
        "`np.square`": np.square,
        "`np.exp`": np.exp,
        "`np.log`": np.log,
        "`np.tan`": np.tan,
        "`np.tanh`": np.tanh,
        _("the sigmoid"): lambda z: 1 / (1 + np.exp(-z)),
        _("the derivative of tanh"): lambda z: np.square(1 / np.cosh(z)),
        _("the derivative of the sigmoid"): lambda z: 1 / (2 + np.exp(z) + np.exp(-z)),
        _("the softplus, the logarithm of 1 + e^z,"): lambda z: np.log1p(np.exp(z)),
        _("each entry divided by the sum"): lambda z: z / z.sum(axis=-1, keepdims=True),
    }


def _of_values() -> Iterator[tuple[Mistake, Change]]:
    yield ONE_MINUS, lambda wanted, asked: 1 - wanted
    yield INVERSE, lambda wanted, asked: 1 / wanted
    yield NO_SIGNS, lambda wanted, asked: np.abs(wanted)
    yield ROOT, lambda wanted, asked: np.sqrt(wanted)
    yield SQUARE, lambda wanted, asked: wanted**2
    yield LOGARITHM, lambda wanted, asked: np.log(wanted)
    yield EXPONENTIAL, lambda wanted, asked: np.exp(wanted)


def _of_functions(asked: Asked) -> Iterator[tuple[Mistake, Change]]:
    """Yield what an activation that came in does to the answer, the last layer's too."""
    for name, value in zip(asked.names, asked.arguments, strict=True):
        if isinstance(value, list) and value and isinstance(value[-1], Layer):
            yield F_MISSING.format(name="layer.f"), lambda wanted, asked, name=name: _before(asked, name, wanted)  # type: ignore[misc]
        if callable(value) and name == "f":
            yield F_TWICE.format(name=name), lambda wanted, asked, name=name: asked.argument(name)(wanted)  # type: ignore[misc]
            yield F_MISSING.format(name=name), lambda wanted, asked, name=name: _before(asked, name, wanted)  # type: ignore[misc]


def _before(asked: Asked, name: str, wanted: Array) -> Any:
    """Return the answer, where the function turns it into the right one."""
    got = np.asarray(asked.answer, dtype=np.float64)
    value = asked.argument(name)
    f = value[-1].f if isinstance(value, list) else value
    return got if same(np.asarray(f(got), dtype=np.float64), wanted) else None


def _of_numbers(asked: Asked) -> Iterator[tuple[Mistake, Change]]:
    for name, value in asked.numbers():
        if value not in (0.0, 1.0, -1.0):
            yield TIMES_ARGUMENT.format(name=name), lambda wanted, asked, name=name: wanted * asked.argument(name)  # type: ignore[misc]
            yield OVER_ARGUMENT.format(name=name), lambda wanted, asked, name=name: wanted / asked.argument(name)  # type: ignore[misc]


def _of_lengths(asked: Asked, wrong: list[tuple[Array, Array]], telling: bool) -> Iterator[tuple[Mistake, Change]]:
    """Yield factors: 2, the base of a logarithm, and the lengths at hand."""
    if all(_are_counts(got, wanted) for got, wanted in wrong):
        return
    if telling:
        yield TOO_LARGE.format(factor="2"), lambda wanted, asked: 2 * wanted
        yield TOO_SMALL.format(factor="2"), lambda wanted, asked: wanted / 2
        yield BASE_2, lambda wanted, asked: wanted / np.log(2)
        yield BASE_10, lambda wanted, asked: wanted / np.log(10)
        yield TOO_LARGE.format(factor="100"), lambda wanted, asked: wanted * 100
    for words, length in _lengths(asked):
        yield TOO_LARGE.format(factor=words), lambda wanted, asked, length=length: wanted * length(asked)  # type: ignore[misc]
        yield TOO_SMALL.format(factor=words), lambda wanted, asked, length=length: wanted / length(asked)  # type: ignore[misc]


def _lengths(asked: Asked) -> Iterator[tuple[str, Callable[[Asked], float]]]:
    seen = {1, 2}
    for name, array in asked.arrays():
        for axis, length in enumerate(array.shape):
            if length not in seen:
                seen.add(length)
                yield _in_words(name, axis, array.ndim), partial(_length, name, axis)
        if array.ndim == 2 and array.size not in seen:
            seen.add(array.size)
            yield (
                _("the number of all entries of `{name}`").format(name=name),
                lambda asked, name=name: asked.argument(name).size,  # type: ignore[misc]
            )


def _length(name: str, axis: int, asked: Asked) -> float:
    return float(np.shape(asked.argument(name))[axis])


def _in_words(name: str, axis: int, axes: int) -> str:
    if axes != 2:
        return _("n, the number of entries of `{name}`").format(name=name)
    words = _("n, the number of columns of `{name}`") if axis else _("n, the number of rows of `{name}`")
    return words.format(name=name)


def _of_addends(asked: Asked, wrong: list[tuple[Array, Array]]) -> Iterator[tuple[Mistake, Change]]:
    """Yield what is one argument, a number or one for each output, more or less."""
    if all(wanted.size <= 2 and np.all(wanted % 1 == 0) for _got, wanted in wrong):
        return
    short = all(wanted.size == 1 and not _is_long(wanted) for _got, wanted in wrong)
    for name, value in zip(asked.names, asked.arguments, strict=True):
        if not isinstance(value, float | np.ndarray) or not np.any(value):
            continue
        if np.ndim(value) == 0 and any(wanted.size == 2 for _got, wanted in wrong):
            continue  # twice the same difference can be chance
        for mistake, times in ((NOT_ADDED, -1), (ADDED_TWICE, 1), (SUBTRACTED, -2)):
            if short and mistake is ADDED_TWICE:
                continue  # seldom, and one number of few digits can differ so by chance
            yield (
                mistake.format(name=name),
                lambda wanted, asked, name=name, times=times: _plus(wanted, times, asked.argument(name)),  # type: ignore[misc]
            )


def _plus(wanted: Array, times: int, addend: Any) -> Any:
    if np.shape(addend) not in ((), wanted.shape[-1:], wanted.shape):
        return None
    return wanted + times * np.asarray(addend)


def _of_digits(wrong: list[tuple[Array, Array]]) -> Iterator[tuple[Mistake, Change]]:
    """Yield what rounding and clipping do."""
    if not _is_one_offset(wrong) and any(np.any(np.abs(got) >= 2) for got, _wanted in wrong):
        yield WHOLE, lambda wanted, asked: np.trunc(wanted)
        yield ROUNDED, lambda wanted, asked: np.round(wanted)
    for digits in () if _is_one_offset(wrong) else range(1, 7):
        yield ROUNDED, lambda wanted, asked, digits=digits: np.round(wanted, digits)  # type: ignore[misc]
    if all(_is_near(got, wanted) for got, wanted in wrong):
        yield SINGLE, lambda wanted, asked: _as_near(wanted, wrong)
    got = np.concatenate([got.ravel() for got, _wanted in wrong])
    off = np.concatenate([wrong_places(*pair).ravel() for pair in wrong])
    low, high = got.min(), got.max()
    inside = got[~off & (got != low) & (got != high)]
    if len(np.unique(inside)) >= 2 and set(np.unique(got[off])) <= {low, high}:
        yield CLIPPED, lambda wanted, asked: np.clip(wanted, low, high)


def _is_one_offset(wrong: list[tuple[Array, Array]]) -> bool:
    """Tell whether the same is taken off everywhere, which rounding does by chance alone."""
    return all(wanted.size > 1 and np.ptp(wanted - got) < 1e-9 for got, wanted in wrong)


def _is_near(got: Array, wanted: Array) -> bool:
    """Tell whether all values are right to about the digits of single or half precision, and held in them."""
    for kind, digits in ((np.float32, 1e-5), (np.float16, 1e-2)):
        with np.errstate(all="ignore"):
            held = np.array_equal(got, got.astype(kind).astype(np.float64))
        if held and np.allclose(got, wanted, rtol=digits, atol=0):
            return bool(np.any(got % 1))
    return False


def _as_near(wanted: Array, wrong: list[tuple[Array, Array]]) -> Any:
    return next((got for got, right in wrong if right is wanted), wanted)


def _of_constants(wrong: list[tuple[Array, Array]]) -> Iterator[tuple[Mistake, Change]]:
    """Yield one factor, or one number more, which has no name."""
    got, wanted = max(wrong, key=lambda pair: pair[1].size)
    largest = int(np.argmax(np.abs(wanted)))
    factor = got.flat[largest] / wanted.flat[largest]
    offset = got.flat[largest] - wanted.flat[largest]
    if factor != 0:
        yield ONE_FACTOR, lambda wanted, asked: wanted * factor
    yield ONE_OFFSET, lambda wanted, asked: wanted + offset
