"""Say in plain words what was done where Python or NumPy stopped.

The class of an exception says little: a ValueError comes of `if` on an array as of shapes that do not fit. So a rule
looks at the exception's text, and at the student's own line. Its words are fixed, but for a name or two, which are
left out on hidden data: there, the text of an exception can hold anything.
"""

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from course.checks.hidden import is_hidden
from course.checks.mistakes import Mistake

IF_ON_ARRAY = Mistake(
    "general.if_on_array",
    "`if` needs one yes or no, but a comparison of an array gives one for each element: use `np.where`, or another "
    "operation that works on each element",
)
WHILE_ON_ARRAY = Mistake(
    "general.while_on_array",
    "`while` needs one yes or no, but a comparison of an array gives one for each element: put `.any()` or `.all()` "
    "behind it",
)
MAX_ON_ARRAY = Mistake(
    "general.max_on_array",
    "Python's own `max` and `min` compare whole arrays: `np.maximum` and `np.minimum` compare element by element, "
    "`np.max` and `np.min` look for one element of an array",
)
AND_ON_ARRAY = Mistake(
    "general.and_on_array",
    "`and`, `or` and `not` need one yes or no on each side: for arrays write `&`, `|` and `~`, with parentheses around "
    "each comparison",
)
CHAINED_COMPARISON = Mistake(
    "general.chained_comparison",
    "two comparisons in a row, such as `0 < z < 1`, need one yes or no each: write `(0 < z) & (z < 1)`",
)
ARRAYS_SEARCHED = Mistake(
    "general.arrays_searched",
    "`in`, `index`, `remove` and `sorted` compare whole arrays, which gives no single yes or no: compare numbers, or "
    "positions",
)
ARRAY_AS_CONDITION = Mistake(
    "general.array_as_condition", "one yes or no is needed here, but an array gives one for each element"
)
MAX_OF_A_LIST = Mistake(
    "general.max_of_a_list",
    "`np.max` and `np.min` of a list look for one element of everything in it: `np.maximum(a, b)` and "
    "`np.minimum(a, b)` compare two element by element",
)
MAX_WITH_AXIS = Mistake(
    "general.max_with_axis",
    "what stands second in `np.max(a, b)` is an axis: `np.maximum(a, b)` compares two element by element",
)
RAGGED = Mistake(
    "general.ragged", "parts of different lengths are put into one array, which must have rows of one length"
)
CARET = Mistake("general.caret", "`^` is no power in Python: write `**`")
SIZE_APART = Mistake("general.size_apart", "NumPy takes a shape as one tuple, with parentheses of its own: `(2, 3)`")
RANGE_OF_ARRAY = Mistake(
    "general.range_of_array", "`range` wants a whole number, not an array or list: `range(len(x))` counts its elements"
)
MATH_ON_ARRAY = Mistake(
    "general.math_on_array",
    "the functions of `math` take one number: those of NumPy, such as `np.exp`, work on each element of an array",
)
NUMBER_OF_ARRAY = Mistake(
    "general.number_of_array", "one number is needed here, as by `float` or `int`, but an array has several elements"
)
KEEP_AXIS = Mistake(
    "general.keep_axis",
    "a sum, mean or maximum of each row has lost its axis, so it does not line up with the rows: keep it with "
    "`keepdims=True`",
)
BROADCAST = Mistake(
    "general.broadcast",
    "an operation element by element, such as `+`, `-` or `*`, met two shapes that do not fit: compared from the last "
    "axis on, two lengths must be equal, or one of them 1",
)
MASK_ON_ONE_SIDE = Mistake(
    "general.mask_on_one_side",
    "a mask picks places on the left of `=`, but another number of values stands on the right: use the mask there, too",
)
NUMBER_IN_PRODUCT = Mistake(
    "general.number_in_product", "`@` needs an array on each side: for a plain number write `*`"
)
LOOP_OVER_NUMBER = Mistake(
    "general.loop_over_number", "the loop runs over a number, which has no elements: to count, write `range(...)`"
)
NUMBER_TAKEN_APART = Mistake(
    "general.number_taken_apart",
    "a plain number is used like an array or a list, but it has no elements and no shape: `np.asarray` makes an array "
    "of it",
)
NUMBER_AS_OBJECT = Mistake(
    "general.number_as_object",
    "a plain number stands where an object with attributes and methods of its own is needed: make one of it first",
)
LIST_FOR_ARRAY = Mistake(
    "general.list_for_array",
    "a list or tuple is used like an array, but it cannot calculate: `np.array` makes one of it",
)
ARRAY_FOR_LIST = Mistake(
    "general.array_for_list", "an array does not grow: collect the parts in a list, and make the array at the end"
)
NO_NUMPY_NAME = Mistake("general.no_numpy_name", "NumPy has no `np.{name}`")
OTHER_NUMPY_NAME = Mistake("general.other_numpy_name", "NumPy has no `np.{name}`: is `{other}` meant?")
UNKNOWN_NUMPY_NAME = Mistake("general.unknown_numpy_name", "a function is asked for that NumPy does not have")
FIELDS_OF_LAYER = Mistake("general.fields_of_layer", "a Layer has the fields `W`, `b`, `f` and `df`, and no others")
LAYER_UNPACKED = Mistake(
    "general.layer_unpacked", "a Layer has four fields, `W`, `b`, `f` and `df`: take all four apart, or write `layer.W`"
)
LAYER_CHANGED = Mistake(
    "general.layer_changed", "a Layer cannot be changed: make a changed copy, `layer._replace(W=..., b=...)`"
)
UNPACKED = Mistake(
    "general.unpacked", "a value is taken apart into more or fewer names than it has parts: count what it holds"
)
NOTHING_CAME_BACK = Mistake(
    "general.nothing_came_back",
    "a value here is None: it comes of a function without `return`, or of one that changes a list or array in place, "
    "such as `append`, `sort` or `shuffle`",
)
CALLED_WITH_BRACKETS = Mistake(
    "general.called_with_brackets", "a function stands where its result is needed: call it, with parentheses"
)
NUMBER_CALLED = Mistake(
    "general.number_called",
    "a value that is no function is followed by parentheses, which call it: a `*` may be missing before them, or a "
    "name has been given to something else",
)
DICTS_COMPARED = Mistake(
    "general.dicts_compared",
    "two dicts are compared: where pairs are sorted or their largest is looked for, Python compares what stands second "
    "when the first are equal; give the function a `key`",
)
NOT_COMPARABLE = Mistake("general.not_comparable", "two values are compared that have no order")
UNHASHABLE = Mistake(
    "general.unhashable", "an array, list or dict cannot be in a set or the key of a dict: use a tuple or a number"
)
WHOLE_NUMBERS = Mistake(
    "general.whole_numbers",
    "the array holds whole numbers, so it cannot take fractions in place: make it of floats, as by `np.zeros`",
)
OBJECTS_FOR_NUMBERS = Mistake(
    "general.objects_for_numbers", "a NumPy function got objects, such as None or lists, in place of numbers"
)
PAST_END = Mistake(
    "general.past_end",
    "a position is asked for that is not there: positions count from 0, so the last one is the length minus 1",
)
NO_SUCH_AXIS = Mistake(
    "general.no_such_axis",
    "an axis is named that this array does not have, such as axis 1 of a single example: the last axis is -1, however "
    "many there are",
)
TOO_MANY_INDICES = Mistake(
    "general.too_many_indices",
    "more positions are given than the array has axes, such as `x[:, 1]` for a single example",
)
INDEX_NOT_WHOLE = Mistake(
    "general.index_not_whole", "a position must be a whole number: `/` gives a float, `//` a whole number"
)
LIST_WITH_TWO_INDICES = Mistake(
    "general.list_with_two_indices",
    "a list takes one position at a time: `np.array` makes an array of it, or write `[i][j]`",
)
USED_BEFORE_SET = Mistake(
    "general.used_before_set",
    "a variable of the function is used before it has a value: give it one before the loop or `if` that may not set it",
)
NO_SUCH_NAME = Mistake("general.no_such_name", "the name `{name}` is not defined: look at its spelling")
NOT_IMPORTED = Mistake(
    "general.not_imported", "this kernel has not imported `{name}`: run the notebook's cells from its top once"
)
NAME_OF_NUMPY = Mistake("general.name_of_numpy", "`{name}` alone is not defined: write `np.{name}`")
UNKNOWN_NAME = Mistake("general.unknown_name", "a name is used that is not defined: look at its spelling")
NO_SELF = Mistake("general.no_self", "Python hands the object itself to a method first: its first parameter is `self`")
OTHER_ARGUMENTS = Mistake(
    "general.other_arguments",
    "a function is called with more, fewer or other arguments than it takes: compare the call with its first line",
)
DIVIDED_BY_ZERO = Mistake(
    "general.divided_by_zero", "a plain number is divided by 0, such as an empty sum or a count of 0"
)
ENDLESS_RECURSION = Mistake(
    "general.endless_recursion",
    "a function calls itself too often: each call needs a case in which it calls no further",
)
NO_SUCH_KEY = Mistake("general.no_such_key", "a key or column is looked up that is not there")
NO_SUCH_ATTRIBUTE = Mistake("general.no_such_attribute", "an object is asked for something that it does not have")
TEXT_FOR_NUMBER = Mistake("general.text_for_number", "a text stands where a number is needed")
LEFT_BY_EXIT = Mistake("general.left_by_exit", "`exit` or `quit` ends the whole program: use `return`")


EXP_OVERFLOWS = Mistake(
    "general.exp_overflows",
    "e to a large power is too large for a number: rearrange the formula so that only powers of 0 or below are taken",
)
LOG_OF_ZERO = Mistake(
    "general.log_of_zero",
    "the logarithm of 0 is taken, or of a negative number: keep its input above 0, as by `np.clip`",
)
QUOTIENT_OF_ZERO = Mistake(
    "general.quotient_of_zero",
    "something is divided by 0: find the denominator that can be 0, and treat that case apart",
)
ROOT_OF_NEGATIVE = Mistake(
    "general.root_of_negative", "the root of a negative number is taken: look at what must be squared, or at a sign"
)
NUMPY_WARNED = Mistake(
    "general.numpy_warned",
    "a number became too large or has no defined result: find the operation that numpy names, and keep its input in a "
    "range where it is safe",
)


class Rule(NamedTuple):
    """Recognize what was done: by the exception's text, and by the student's line where one text has many causes."""

    cause: Mistake
    message: str
    code: str = ""
    about: str | None = None  # what the text of a listed mistake must name to mean the same; None: any may


AMBIGUOUS = "truth value of an? |truth value of a (Series|DataFrame)"
NUMBER = r"'(numpy\.)?(int|float|bool)\d*_?'"
LIST = r"'(list|tuple)'"
FUNCTION = "'(function|method|builtin_function_or_method|numpy.ufunc)'"

RULES = (
    Rule(AND_ON_ARRAY, AMBIGUOUS, r"\b(and|or|not)\b", "`and`"),
    Rule(CHAINED_COMPARISON, AMBIGUOUS, r"[<>]=?[^<>&|()]+[<>]", "chain"),
    Rule(MAX_ON_ARRAY, AMBIGUOUS, r"(?<![.\w])(max|min)\(", "max"),
    Rule(WHILE_ON_ARRAY, AMBIGUOUS, r"\bwhile\b", "`while`"),
    Rule(IF_ON_ARRAY, AMBIGUOUS, r"\b(if|elif)\b", "`if"),
    Rule(ARRAYS_SEARCHED, AMBIGUOUS, r"\bin\b|\.(index|remove|count)\(|\bsorted\(", "index"),
    Rule(ARRAY_AS_CONDITION, AMBIGUOUS),
    Rule(MAX_OF_A_LIST, "inhomogeneous", r"np\.a?(max|min)\(\s*[\[(]", "`np.max`"),
    Rule(
        RAGGED, "inhomogeneous|all the input array dimensions|all input arrays must have the same shape", "", "length"
    ),
    Rule(CARET, r"bitwise_xor|for \^", "", "`^`"),
    Rule(MAX_WITH_AXIS, "scalar index|interpreted as an integer", r"np\.a?(max|min)\(", "`np.max`"),
    Rule(
        SIZE_APART, "data type|scalar index|interpreted as an integer", r"\.(zeros|ones|empty|full|reshape)\(", "tuple"
    ),
    Rule(RANGE_OF_ARRAY, "scalar index|interpreted as an integer|converted to Python scalars", r"\brange\(", "`range`"),
    Rule(MATH_ON_ARRAY, "converted to Python scalars", r"\bmath\.", "`math"),
    Rule(NUMBER_OF_ARRAY, "converted to Python scalars", "", "number"),
    Rule(
        KEEP_AXIS,
        r"could not be broadcast together with shapes \((\d+),\d+\) \(\1,\)",
        r"\baxis\b|\.(sum|mean|max|min|std)\(-?\d\)",
    ),
    Rule(BROADCAST, "could not be broadcast"),
    Rule(MASK_ON_ONE_SIDE, "boolean array indexing assignment", "", "mask"),
    Rule(NUMBER_IN_PRODUCT, "matmul: Input operand . does not have enough dimensions", "", "`@`"),
    Rule(LOOP_OVER_NUMBER, r"'(numpy\.)?int\d*' object is not iterable", r"\bfor\b.*\bin\b"),
    Rule(
        NUMBER_TAKEN_APART,
        f"iteration over a 0-d|{NUMBER} object (is not (iterable|subscriptable)|does not support item|has no attribute "
        f"'(shape|T|ndim|size|copy|reshape|astype|mean|sum|max|dot)')|of type {NUMBER} has no len|len.. of unsized",
    ),
    Rule(NUMBER_AS_OBJECT, f"{NUMBER} object has no attribute"),
    Rule(LIST_FOR_ARRAY, rf"{LIST} object has no attribute '(shape|T|ndim|size|mean|sum|max|min|dot|reshape|astype)'"),
    Rule(LIST_FOR_ARRAY, rf"unsupported operand type\(s\) for .*{LIST}|concatenate {LIST[1:-1]}|multiply sequence"),
    Rule(LIST_FOR_ARRAY, r"can only concatenate (list|tuple)"),
    Rule(ARRAY_FOR_LIST, "'numpy.ndarray' object has no attribute '(append|extend|insert|pop|remove)'", "", "append"),
    Rule(FIELDS_OF_LAYER, "'Layer' object has no attribute", "", "Layer"),
    Rule(LAYER_CHANGED, "can't set attribute|'Layer' object does not support item assignment", "", "Layer"),
    Rule(LAYER_UNPACKED, "values to unpack", r"[Ll]ayer|W", "Layer"),
    Rule(UNPACKED, "values to unpack|cannot unpack", "", "apart"),
    Rule(OBJECTS_FOR_NUMBERS, "loop of ufunc does not support|not supported for the input types", "", "objects"),
    Rule(NOTHING_CAME_BACK, "NoneType"),
    Rule(CALLED_WITH_BRACKETS, rf"operand.*{FUNCTION}|{FUNCTION} object is not (subscriptable|iterable)"),
    Rule(NUMBER_CALLED, "object is not callable", "", "`*`"),
    Rule(DICTS_COMPARED, "not supported between instances of 'dict'", "", "`key`"),
    Rule(NOT_COMPARABLE, "not supported between instances of", "", "order"),
    Rule(UNHASHABLE, "unhashable type", "", "key"),
    Rule(WHOLE_NUMBERS, r"Cannot cast ufunc .* to dtype\('u?int", "", "whole"),
    Rule(PAST_END, "out of bounds for axis|index out of range|pop from empty", "", "position"),
    Rule(NO_SUCH_AXIS, "axis .* out of bounds for array"),
    Rule(TOO_MANY_INDICES, "too many indices"),
    Rule(INDEX_NOT_WHOLE, "must be of integer|only integers, slices|integers or slices, not float", "", "whole"),
    Rule(INDEX_NOT_WHOLE, "float.* cannot be interpreted as an integer", "", "whole"),
    Rule(LIST_WITH_TWO_INDICES, "integers or slices, not tuple", "", "list"),
    Rule(USED_BEFORE_SET, "local variable|where it is not associated|free variable", "", "before"),
    Rule(
        NO_SELF, r"\.\w+\(\) takes \d+ positional arguments? but \d+ (was|were) given", r"^[^.]*$|self\.\w+\(", "`self`"
    ),
    Rule(OTHER_ARGUMENTS, "positional argument|keyword argument|keyword-only|required argument"),
    Rule(DIVIDED_BY_ZERO, "division by zero|modulo by zero|ZeroDivision", "", "0"),
    Rule(ENDLESS_RECURSION, "maximum recursion", "", "itself"),
    Rule(TEXT_FOR_NUMBER, "could not convert string|'str'|dtype..<U", "", "text"),
)


def cause_of(error: BaseException, code: str) -> tuple[Mistake, str | None] | None:
    """Find what was done where an error came up.

    Args:
        error: what stopped the student's function.
        code: the student's own line that it came through last.

    Returns:
        The cause, and what a listed mistake must name to mean the same (None where any may); or None.

    Example:
        >>> cause_of(AttributeError("module 'numpy' has no attribute 'ln'"), "return np.ln(x)")[0].words
        'NumPy has no `np.ln`: is `np.log` meant?'
    """
    message = str(error)
    if isinstance(error, SystemExit):
        return LEFT_BY_EXIT, "exit"
    for cause in _by_name(message):
        return cause, "np."
    for rule in RULES:
        if re.search(rule.message, message) and re.search(rule.code, code):
            return rule.cause, rule.about
    if type(error).__name__ in ("KeyError", "AttributeError"):
        return (NO_SUCH_KEY if isinstance(error, KeyError) else NO_SUCH_ATTRIBUTE), None
    return None


def cause_of_warning(warning: str) -> tuple[Mistake, str | None]:
    """Say what was done where NumPy warned, and what a listed mistake must name to mean the same (None: any may)."""
    if warning.endswith("sqrt"):
        return ROOT_OF_NEGATIVE, "root"
    if "overflow" in warning and "exp" in warning:
        return EXP_OVERFLOWS, None
    if warning.rpartition(" ")[2].startswith("log"):
        return LOG_OF_ZERO, None
    return (QUOTIENT_OF_ZERO if "divide" in warning else NUMPY_WARNED), None


OTHER_NAMES = {
    "ln": "np.log",
    "loge": "np.log",
    "log_2": "np.log2",
    "sqr": "np.square",
    "pow": "**",
    "avg": "np.mean",
    "length": "len",
    "len": "len",
    "range": "np.arange",
    "dim": "np.ndim",
    "float": "float",
    "int": "int",
    "bool": "bool",
    "norm": "np.linalg.norm",
    "eig": "np.linalg.eig",
    "eigvals": "np.linalg.eigvals",
    "inv": "np.linalg.inv",
    "normal": "rng.normal",
}


def _by_name(message: str) -> Iterator[Mistake]:
    """Find a name that does not exist, in NumPy or at all."""
    missing = re.search(r"module '(?:numpy|math)[\w.]*' has no attribute '(\w+)'", message)
    if missing:
        yield UNKNOWN_NUMPY_NAME if is_hidden() else _like(missing[1])
    undefined = re.search(r"^name '(\w+)' is not defined", message)
    if undefined and is_hidden():
        yield UNKNOWN_NAME
    elif undefined:
        name = undefined[1]
        found = NOT_IMPORTED if name == "np" else NAME_OF_NUMPY if hasattr(np, name) else NO_SUCH_NAME
        yield found.format(name=name)


def _like(name: str) -> Mistake:
    """Name the function of NumPy that is meant, where that is clear."""
    close = difflib.get_close_matches(name, dir(np), n=1, cutoff=0.8)
    other = OTHER_NAMES.get(name) or (f"np.{close[0]}" if close else "")
    return OTHER_NUMPY_NAME.format(name=name, other=other) if other else NO_NUMPY_NAME.format(name=name)
