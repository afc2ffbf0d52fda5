"""Errors of Python and NumPy in plain words, each from code that a student wrote like that."""

import linecache
from typing import Any

import numpy as np
import pytest

from course import Layer, expect, hidden_data
from course.checks import CheckFailed, Mistake

Z = np.array([-1.0, 0.0, 2.0])
X = np.arange(6.0).reshape(3, 2)
LAYER = Layer(np.ones((2, 2)), np.zeros(2), np.tanh)

# What the function `f` does with its argument, its argument, and what its student is told.
CASES = [
    ("if z > 0: return z", Z, "if_on_array"),
    ("while z > 0: z = z - 1", Z, "while_on_array"),
    ("return max(0, z)", Z, "max_on_array"),
    ("return np.where(z > 0 and z < 1, 1, 0)", Z, "and_on_array"),
    ("return np.where(0 < z < 1, 1, 0)", Z, "chained_comparison"),
    ("return [z, z + 1].index(z + 1)", Z, "arrays_searched"),
    ("return np.max([0, z])", Z, "max_of_a_list"),
    ("return np.max(0, z)", Z, "max_with_axis"),
    ("return np.array([[1, 2], [3]])", Z, "ragged"),
    ("return z ^ 2", Z, "caret"),
    ("return np.zeros(2, 3)", Z, "size_apart"),
    ("return [i for i in range(z)]", Z, "range_of_array"),
    ("import math; return math.exp(z)", Z, "math_on_array"),
    ("return float(z)", Z, "number_of_array"),
    ("return z - z.sum(axis=1)", X, "keep_axis"),
    ("return np.sum(2 * z != z[:, 0])", X, "broadcast"),
    ("z[z > 2] = z\n    return z", X, "mask_on_one_side"),
    ("z[z > 1] = 2 * z\n    return z", Z, "mask_on_one_side"),
    ("return z + np.ones(5)", Z, "broadcast"),
    ("return z @ 2.0", Z, "number_in_product"),
    ("return [i for i in z]", 3, "loop_over_number"),
    ("return len(z)", 3.0, "number_taken_apart"),
    ("return z[z > 0]", 3.0, "number_taken_apart"),
    ("return z.shape", [1.0], "list_for_array"),
    ("return z - 1", [1.0], "list_for_array"),
    ("return z + 1", [1.0], "list_for_array"),
    ("return 0.5 * z", [1.0], "list_for_array"),
    ("return z.append(1)", Z, "array_for_list"),
    ("return np.ln(z)", Z, "other_numpy_name"),
    ("return np.sigmoyd(z)", Z, "no_numpy_name"),
    ("return z.weights", LAYER, "fields_of_layer"),
    ("W, b, f = z; return W", LAYER, "layer_unpacked"),
    ("z.W = 0", LAYER, "layer_changed"),
    ("a, b = z; return a", Z, "unpacked"),
    ("return [].append(z).shape", Z, "nothing_came_back"),
    ("return np.tanh[0]", Z, "called_with_brackets"),
    ("return 2 (z)", Z, "number_called"),
    ("return max([(1, {}), (1, {1: z})])", Z, "dicts_compared"),
    ("return {z: 1}", Z, "unhashable"),
    ("a = np.array([1, 2, 3]); a += z; return a", Z, "whole_numbers"),
    ("return np.exp(np.array([None]))", Z, "objects_for_numbers"),
    ("return z[len(z)]", Z, "past_end"),
    ("return z.sum(axis=1)", Z, "no_such_axis"),
    ("return z[:, 1]", Z, "too_many_indices"),
    ("return z[len(z) / 3]", Z, "index_not_whole"),
    ("return z[0, 1]", [[1, 2]], "list_with_two_indices"),
    ("total = total + z; return total", Z, "used_before_set"),
    ("return exp(z)", Z, "name_of_numpy"),
    ("return zz", Z, "no_such_name"),
    ("raise NameError(\"name 'np' is not defined\")", Z, "not_imported"),
    ("return g(z, 1)", Z, "other_arguments"),
    ("return 1 / 0", Z, "divided_by_zero"),
    ("return f(z)", Z, "endless_recursion"),
    ("return {}['W']", Z, "no_such_key"),
    ("return 'a' - z", Z, "text_for_number"),
    ("exit()", Z, "left_by_exit"),
]


def answer(body: str) -> Any:
    """Run a cell that defines `f`, with its lines at hand, as a notebook does."""
    source = f"def g(a):\n    return a\ndef f(z):\n    {body}\n"
    name = f"<cell {hash(body)}>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    namespace: dict[str, Any] = {"np": np, "__name__": "__main__", "exit": raise_exit}
    with pytest.warns(SyntaxWarning) if body in ("return 2 (z)",) else pytest.MonkeyPatch.context():
        exec(compile(source, name, "exec"), namespace)
    return namespace["f"]


def raise_exit() -> None:
    raise SystemExit


def failure(function: Any, *arguments: Any, **options: Any) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        expect(function, *arguments, **{"gives": 1.0, **options})
    return caught.value


@pytest.mark.parametrize(("body", "argument", "key"), CASES, ids=[case[0] for case in CASES])
def test_error_is_told_by_what_was_done(body: str, argument: Any, key: str) -> None:
    failed = failure(answer(body), argument)
    assert failed.mistake == f"general.{key}", failed
    assert "line 4 of the cell of `f`" in str(failed)


def test_on_hidden_data_the_words_are_fixed() -> None:
    for body, argument, _key in CASES:
        with hidden_data():
            failed = failure(answer(body), argument)
        cause = next(line for line in str(failed).splitlines() if "Likely cause" in line)
        assert "{" not in cause.replace("{}", ""), cause
    for body in ("raise AttributeError(f\"module 'numpy' has no attribute 'secret'\")", "return secret"):
        with hidden_data():
            cause = str(failure(answer(body), Z)).split("Next step")[0]
        assert "secret" not in cause, cause


@pytest.mark.parametrize(
    ("body", "listed"),
    [
        ("return np.max([0, z])", Mistake("python_max", "Python's `max` asks about a whole array")),
        ("return max([(1, {}), (1, {1: z})])", Mistake("by_place", "handed over by their places: call `score(**z)`")),
        ("return 2 (z)", Mistake("by_place", "handed over by their places: call `score(**z)`")),
    ],
)
def test_listed_mistake_that_is_known_by_the_class_alone_must_fit_what_was_done(body: str, listed: Mistake) -> None:
    function, kind = answer(body), ValueError if "np.max" in body else TypeError
    assert failure(function, Z, mistakes={listed: kind}).mistake.startswith("general.")
    fitting = Mistake("own", "Python's `max`: use `np.max` with a `key`, and `*` where it is meant")
    assert failure(function, Z, mistakes={fitting: kind}).mistake == "own"


def test_returned_error_is_told_from_arguments_that_are_not_tested() -> None:
    def raised(body: str) -> str:
        return failure(answer(body), Z, gives=None, raises=ValueError).mistake

    assert raised("return ValueError('no')") == "general.error_returned"
    assert raised("return ValueError") == "general.error_returned"
    assert raised("return z") == "general.arguments_not_tested"
    assert raised("print('ValueError')") == "general.ended_quietly"
    assert raised("raise KeyError('no')") == "general.other_error"
    assert raised("return {}['z']") == "general.arguments_not_tested"


def test_line_in_the_compiled_parts_of_numpy_is_not_the_students() -> None:
    failed = failure(answer("return np.random.default_rng(0).choice(3, size=5, replace=False)"), Z)
    assert "fix line 4 of the cell of `f`, `return np.random" in str(failed)
