"""The check of `Value`: what its operations give, then the gradients of small graphs, then graphs of many Values."""

from collections.abc import Callable
from typing import Any

from course.checks import Mistake, expect, expect_value, require
from course.checks.lines_run import lines_run
from course.checks.mistakes import Signs
from course.texts import _

MOST_LINES = 50_000  # for 20 Values; one turn for each of 524,288 paths runs ten times as many
NO_DATA = Mistake("no_data", "a plain number has no `.data`: make a Value of it first")
NUMBER_LEFT = Mistake(
    "number_left", "a number on the left: Python calls `__radd__` and `__rmul__`, which must give a Value"
)
NOT_STARTED = Mistake("not_started", "the result's own gradient is missing: the walk begins with 1 there")
NOTHING_ARRIVES = Mistake("nothing_arrives", "nothing reaches the parents: add the share to the `grad` of each parent")
GRAD_NOT_ZERO = Mistake("grad_not_zero", "`grad` is 0 before the walk")
OWN_FACTOR = Mistake("own_factor", "each factor's slope is the other factor, not itself")
LIKE_A_SUM = Mistake(
    "like_a_sum",
    "each factor gets 1, as in a sum: its slope is the other factor, and only the result's own `grad` is set to 1",
)
ONE_FACTOR = Mistake("one_factor", "only one factor gets its gradient")
OVERWRITTEN = Mistake("overwritten", "a second share overwrites the first: gradients are added, `+=`")
WRONG_END = Mistake("wrong_end", "the walk stops, or starts, at the wrong end: from the result to everything before it")
TOO_EARLY = Mistake(
    "too_early",
    "a Value passes its gradient on before all its shares have arrived: go in reverse order of computation",
)
TOO_OFTEN = Mistake("too_often", "a Value passes its whole gradient on again at every visit: each Value has one turn")
EVERY_PATH = Mistake(
    "every_path", "a Value has a turn for every path that leads to it, here 524,288: each Value has one turn"
)
SLOPE_AT_DATA = Mistake("slope_at_data", "tanh has the slope 1 - x^2: it is 1 minus the square of the tanh")
NO_TANH_SLOPE = Mistake("no_tanh_slope", "the slope of tanh is left out")
RELU_LEAKS = Mistake("relu_leaks", "a gradient passes through a relu that is off")
ONE_TAPE = Mistake(
    "one_tape",
    "all Values share one list, so a walk reaches Values of another graph: each Value holds its own parents",
)
BY_NUMBER = Mistake("by_number", "two Values with the same number are taken for one")


def results(Value: Any) -> None:
    """Ask for the numbers that each operation gives, before any walk back."""
    signs = {NO_DATA: AttributeError, NUMBER_LEFT: TypeError}
    _result("a * b, a = 3, b = -2", lambda: Value(3.0) * Value(-2.0), -6.0)
    _result("a * 2 + 1, a = 2", lambda: Value(2.0) * 2 + 1, 5.0, signs)
    _result("2 * a, a = 3", lambda: 2 * Value(3.0), 6.0, signs)
    _result("1.5 + a, a = 2", lambda: 1.5 + Value(2.0), 3.5, signs)
    _result(_("relu of 2"), lambda: Value(2.0).relu(), 2.0)
    _result(_("relu of -2"), lambda: Value(-2.0).relu(), 0.0)
    _result(_("tanh of 0.5"), lambda: Value(0.5).tanh(), 0.46211716)


def sums_and_products(Value: Any) -> None:
    """Ask for the gradients of one operation, and of a sum with numbers on either side."""

    def pair(operation: str) -> dict[str, Any]:
        a, b = Value(3.0), Value(-2.0)
        return {"c": a + b if operation == "+" else a * b, "a": a, "b": b}

    def numbers() -> dict[str, Any]:
        a = Value(2.0)
        return {"c": 1.5 + 3 * a + a * 2 + 1, "a": a}

    start = Value(1.5).grad
    signs: dict[str, Signs] = {"a.grad": {GRAD_NOT_ZERO: 1.0}}
    _compare(_("before any walk"), {"a.grad": start}, {"a.grad": 0.0}, signs)
    signs = {"c.grad": {NOT_STARTED: 0.0}, "a.grad": {NOTHING_ARRIVES: 0.0}}
    _walk("a + b, a = 3, b = -2", lambda: pair("+"), {"c.grad": 1.0, "a.grad": 1.0, "b.grad": 1.0}, signs)
    signs = {
        "a.grad": {ONE_FACTOR: 0.0, OWN_FACTOR: 3.0, LIKE_A_SUM: 1.0},
        "b.grad": {ONE_FACTOR: 0.0, OWN_FACTOR: -2.0, LIKE_A_SUM: 1.0},
    }
    _walk("a * b, a = 3, b = -2", lambda: pair("*"), {"a.grad": -2.0, "b.grad": 3.0}, signs)
    signs = {"a.grad": {WRONG_END: 0.0, OVERWRITTEN: lambda got: got in (2, 3)}}
    _walk("1.5 + 3 * a + a * 2 + 1, a = 2", numbers, {"c.data": 12.5, "a.grad": 5.0}, signs)


def order_of_the_walk(Value: Any) -> None:
    """Ask for shares that are added, and that are passed on when all of them have arrived."""

    def shared() -> dict[str, Any]:
        a = Value(1.5)
        b = a * Value(2.0)
        return {"c": b + b * Value(3.0), "a": a, "b": b}

    def power() -> dict[str, Any]:
        a = Value(3.0)
        return {"c": a * a + a, "a": a}

    def equal() -> dict[str, Any]:
        a, b = Value(3.0), Value(2.0)
        return {"c": a * 2 + b * 3, "a": a, "b": b}

    case, right = "b + b * 3, b = a * 2, a = 1.5", {"c.data": 12.0, "a.grad": 8.0, "b.grad": 4.0}
    found = _found(case, shared, right)
    of_b = found["b.grad"]
    signs = {
        WRONG_END: 0.0,
        OVERWRITTEN: lambda got: got in (2, 6) and of_b in (1, 3),
        TOO_EARLY: lambda got: got in (2, 6) and of_b == 4,
        TOO_OFTEN: lambda got: got in (10, 14) and of_b == 4,
    }
    _compare(case, found, right, {"a.grad": signs})
    signs = {OVERWRITTEN: lambda got: got in (1, 3, 4, 6)}
    _walk("a * a + a, a = 3", power, {"c.data": 12.0, "a.grad": 7.0}, {"a.grad": signs})
    signs = {BY_NUMBER: 0.0}
    case = "a * 2 + b * 3, a = 3, b = 2"
    _walk(case, equal, {"a.grad": 2.0, "b.grad": 3.0}, {"a.grad": signs, "b.grad": signs})


def two_graphs(Value: Any) -> None:
    """Ask for the gradients of two graphs that are built one after the other, then walked one after the other."""

    def both() -> tuple[Any, ...]:
        a, b = Value(3.0), Value(2.0)
        c = a * 2 + 1
        d = b * 5
        c.backward()
        d.backward()
        return a.grad, b.grad

    case = "c = a * 2 + 1, d = b * 5, c.backward(), d.backward()"
    signs: Signs = {ONE_TAPE: lambda got: got.shape == (2,)}
    expect(both, case=case, exercise="Value", gives=(2.0, 5.0), mistakes=signs)


def bends(Value: Any) -> None:
    """Ask for the gradients through tanh, and through a relu that is on, and one that is off."""

    def bent(y: float) -> dict[str, Any]:
        a, b = Value(0.5), Value(y)
        return {"c": a.tanh() * b.relu(), "a": a, "b": b}

    signs: dict[str, Signs] = {"a.grad": {SLOPE_AT_DATA: 1.5, NO_TANH_SLOPE: 2.0}}
    right = {"a.grad": 1.57289547, "b.grad": 0.46211716}
    _walk("a.tanh() * b.relu(), a = 0.5, b = 2", lambda: bent(2.0), right, signs)
    signs = {"b.grad": {RELU_LEAKS: 0.46211716}}
    _walk("a.tanh() * b.relu(), a = 0.5, b = -2", lambda: bent(-2.0), {"a.grad": 0.0, "b.grad": 0.0}, signs)


def long_graphs(Value: Any) -> None:
    """Ask for a hundred Values in a row, and for a count of visits that does not grow with the number of paths."""

    def row() -> dict[str, Any]:
        a = c = Value(2.0)
        for _number in range(99):
            c = c + 1
        return {"c": c, "a": a}

    def doubled(times: int) -> dict[str, Any]:
        a = c = Value(1.5)
        for _number in range(times):
            c = c + c
        return {"c": c, "a": a}

    _walk(_("1 added 99 times to a = 2"), row, {"c.data": 101.0, "a.grad": 1.0}, {})
    _walk(_("12 doublings of a = 1.5"), lambda: doubled(12), {"c.data": 6144.0, "a.grad": 4096.0}, {})
    require(
        lines_run(doubled(19)["c"].backward, MOST_LINES) < MOST_LINES,
        _("the walk back over 19 doublings, counted in lines of code that run, visits each Value once"),
        cause=EVERY_PATH,
        step=_("keep a set of the Values already seen, and see hint 2 for the order"),
    )


def _result(case: str, compute: Callable[[], Any], right: float, signs: Signs | None = None) -> None:
    """Check the number that an operation gives."""

    def compute_c() -> Any:
        return compute().data

    expect(compute_c, case=f"c = {case}", exercise="Value", gives=right, mistakes=signs)


def _walk(case: str, make: Callable[[], dict[str, Any]], right: dict[str, float], signs: dict[str, Signs]) -> None:
    """Check what a walk back over one graph leaves in its Values."""
    _compare(case, _found(case, make, right), right, signs)


def _found(case: str, make: Callable[[], dict[str, Any]], right: dict[str, float]) -> dict[str, Any]:
    """Walk back over one graph, and read what is asked for, such as "a.grad"."""

    def walk_back() -> tuple[Any, ...]:
        values = make()
        values["c"].backward()
        return tuple(getattr(values[name[0]], name[2:]) for name in right)

    numbers = expect(walk_back, case=f"c = {case}", exercise="Value", like=tuple(right.values()))
    found: dict[str, Any] = {}
    for place, name in enumerate(right):
        found[name] = numbers[place]
    return found


def _compare(case: str, found: dict[str, Any], right: dict[str, float], signs: dict[str, Signs]) -> None:
    for name, number in right.items():
        wrong = signs.get(name, {})
        expect_value(name, found[name], case=case, exercise="Value", gives=number, mistakes=wrong)
