"""The checks of `gradient_step` and of `find_the_bug`.

The second one knows no right gradient: it measures the loss (measured.py), so that reading it tells nothing.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.backward.measured import slopes
from course.checks import Mistake, expect, expect_value, require
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.failure import ATOL
from course.checks.mistakes import Signs
from course.layer import Array, Function, Layer
from course.texts import _

# gradient_step
CANNOT_CHANGE = Mistake(
    "cannot_change", "a Layer cannot be changed: make a changed copy, `layer._replace(W=..., b=...)`"
)
NO_LAYERS = Mistake(
    "no_layers", "the answer is a list of `Layer`s, one for each old one: `layer._replace(...)` makes them"
)
UPHILL = Mistake("uphill", "the step goes uphill: against the gradient is downhill")
NO_RATE = Mistake("no_rate", "the learning rate is missing: multiply the gradient by `eta`")
NOT_MOVED = Mistake("not_moved", "these have not moved: both W and b take the step, and `_replace` returns a new layer")
LAST_ONLY = Mistake("last_only", "only the last layer has moved")
STEP_ITSELF = Mistake("step_itself", "this is the step itself: take it from the old value")
RATE_FIXED = Mistake("rate_fixed", "the learning rate is always 0.1: use `eta`")
RATE_DIVIDES = Mistake("rate_divides", "the gradient is divided by `eta`: multiply")
CUT_OFF = Mistake("cut_off", "a large gradient is cut off: the step is `eta` times the gradient as it is")
FUNCTION_LOST = Mistake(
    "function_lost", "a function is lost on the way: a new layer takes over `f` and `df` of the old one"
)
FUNCTIONS_MIXED = Mistake("functions_mixed", "`f` and `df` are mixed up, or another layer's were taken")

# find_the_bug
OTHER_SPELLING = Mistake("other_spelling", 'it is written in another way: "W1", "b1", "W2", "b2"')
NOT_FIXED = Mistake("not_fixed", "nothing is fixed yet: these are the gradients of `given_backward`")
OVERDONE = Mistake("overdone", "it is too large now: compare it with its measurement")
WAS_RIGHT = Mistake("was_right", "this one was right before: compare each of the four with its measurement")
NOT_THIS = Mistake("not_this", "the gradient of this parameter is right: compare each of the four with its measurement")
OTHER_NAMED = Mistake("other_named", "`buggy` names another gradient than the one that you have fixed")


def steps_down(gradient_step: Function) -> None:
    """Try two layers with the learning rate 0.1, then one with 0.5: weights, biases and functions."""
    W1, b1, W2, b2 = [[1.0, -2.0], [0.5, 3.0]], [0.2, -0.4], [[2.0], [-1.0]], [0.6]
    old = [
        Layer(np.array(W1), np.array(b1), np.tanh, np.cos),
        Layer(np.array(W2), np.array(b2), np.sin, np.exp),
    ]
    grads = [
        (np.array([[1.0, 2.0], [-4.0, 0.0]]), np.array([2.0, -1.0])),
        (np.array([[-3.0], [5.0]]), np.array([4.0])),
    ]
    right: dict[str, Any] = {"W": ([[0.9, -2.2], [0.9, 3.0]], [[2.3], [-1.5]]), "b": ([0.0, -0.3], [0.2])}
    signs: dict[str, Signs] = {
        "W": {
            UPHILL: ([[1.1, -1.8], [0.1, 3.0]], [[1.7], [-0.5]]),
            NO_RATE: ([[0.0, -4.0], [4.5, 3.0]], [[5.0], [-6.0]]),
            NOT_MOVED: (W1, W2),
            LAST_ONLY: (W1, [[2.3], [-1.5]]),
            STEP_ITSELF: ([[0.1, 0.2], [-0.4, 0.0]], [[-0.3], [0.5]]),
            RATE_DIVIDES: ([[-9.0, -22.0], [40.5, 3.0]], [[32.0], [-51.0]]),
        },
        "b": {UPHILL: ([0.4, -0.5], [1.0]), NO_RATE: ([-1.8, 0.6], [-3.4]), NOT_MOVED: (b1, b2)},
    }
    _step(gradient_step, _("two layers, eta 0.1"), old, grads, 0.1, right, signs)
    old = [Layer(np.array([[1.0, 2.0]]), np.array([0.0, 3.0]), np.sin, np.cos)]
    grads = [(np.array([[2.0, -4.0]]), np.array([1.0, 2.0]))]
    right = {"W": ([[0.0, 4.0]],), "b": ([-0.5, 2.0],)}
    signs = {"W": {RATE_FIXED: ([[0.8, 2.4]],)}}
    _step(gradient_step, _("one layer, eta 0.5"), old, grads, 0.5, right, signs)
    one = [Layer(np.array([[0.0]]), np.array([1.0]), np.sin, np.cos)]
    right, signs = {"W": ([[-5e5]],), "b": ([1.0],)}, {"W": {CUT_OFF: lambda got: np.all(got > -5e5)}}
    _step(gradient_step, _("a gradient of a million"), one, [(np.array([[1e6]]), np.zeros(1))], 0.5, right, signs)
    tiny, signs = {"W": ([[-(2.0**-40)]],), "b": ([1.0],)}, {"W": {SMALL_LOST: ([[0.0]],)}}
    _step(gradient_step, _("a tiny step"), one, [(np.array([[2.0**-39]]), np.zeros(1))], 0.5, tiny, signs, atol=0)
    expect_own_arrays(gradient_step, [old, grads, 0.5], [old, grads, -0.5])


def fixed_gradients(buggy: Any, mended_backward: Function, given_backward: Function) -> None:
    """Measure the gradients of two batches, compare, and see whether `buggy` names the one that has changed."""
    suspects = ("W1", "b1", "W2", "b2")
    expect_value("buggy", buggy, exercise="find_the_bug")
    require(isinstance(buggy, str) and buggy in suspects, _("`buggy` is one of the four names"), cause=OTHER_SPELLING)
    W1, W2 = np.array([[1.0, 0.5, -1.0], [2.0, -1.0, 1.0]]), np.array([[1.0, 2.0], [2.0, -1.0], [-1.0, 0.5]])
    X = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 1.0], [-1.0, 3.0], [3.0, 0.5]])
    Y = np.array([[3.0, 1.0], [1.0, -1.0], [0.0, 2.0], [5.0, 4.0], [-2.0, 1.0]])
    batches = (
        (_("three rows, one output"), X[:3], Y[:3, :1], W2[:, :1], np.array([-3.0])),
        (_("five rows, two outputs"), X, Y, W2, np.array([1.0, -2.0])),
    )
    for case, rows, targets, W, b in batches:
        first = Layer(W1, np.array([1.0, -1.0, 2.0]), np.abs, np.sign)
        layers = [first, Layer(W, b, _tripled, _three)]
        before = dict(zip(suspects, _parts(given_backward(rows, targets, layers)), strict=True))
        pairs = expect(mended_backward, rows, targets, layers, case=case, like=_in_pairs(list(before.values())))
        after = dict(zip(suspects, _parts(pairs), strict=True))
        changed = [name for name in suspects if not np.allclose(before[name], after[name])]
        require(changed, _("a gradient has changed ({case})").format(case=case), cause=NOT_FIXED)
        measured = _measured(rows, targets, layers)
        for name in changed:
            was_right = np.allclose(before[name], measured[name])
            signs: Signs = {WAS_RIGHT: lambda _got: True} if was_right else {OVERDONE: _larger_than(measured[name])}
            gives, said = measured[name], f"d{name}"
            expect_value(said, after[name], case=case, exercise="mended_backward", gives=gives, mistakes=signs)
        claim = _("`buggy` names the gradient that has changed ({case})").format(case=case)
        require(changed == [buggy], claim, cause=OTHER_NAMED)
    expect_own_arrays(mended_backward, [X, Y, layers], [-X, Y, layers], exercise="mended_backward")


def _larger_than(right: Array) -> Function:
    return lambda got: bool(np.all(abs(got) > 1.5 * abs(right)))


def _tripled(Z: Array) -> Array:
    return 3 * Z


def _three(Z: Array) -> Array:
    return np.full_like(Z, 3.0)


def _step(
    gradient_step: Function,
    case: str,
    old: list[Layer],
    grads: Sequence[tuple[Array, Array]],
    rate: float,
    right: dict[str, Any],
    signs: dict[str, Signs],
    atol: float = ATOL,
) -> None:
    """Check one step: a layer for each old one, then the weights, the biases, and the functions."""
    new = expect(gradient_step, old, grads, rate, case=case, mistakes={CANNOT_CHANGE: AttributeError})
    kind = isinstance(new, list | tuple) and [hasattr(layer, "df") for layer in new] == [True] * len(old)
    require(kind, _("there is a Layer for each old one ({case})").format(case=case), cause=NO_LAYERS)
    for part in ("W", "b"):
        moved = tuple(getattr(layer, part) for layer in new)
        name = _("{part} of the new layers").format(part=part)
        wrong = signs.get(part, {})
        expect_value(name, moved, case=case, exercise="gradient_step", gives=right[part], mistakes=wrong, atol=atol)
    held = all(callable(layer.f) and callable(layer.df) for layer in new)
    require(held, _("each layer has an f and a df ({case})").format(case=case), cause=FUNCTION_LOST)
    z = np.array([-2.0, 0.5, 3.0])
    pairs = [
        (getattr(after, name)(z), getattr(before, name)(z))
        for after, before in zip(new, old, strict=True)
        for name in ("f", "df")
    ]
    same = all(np.allclose(one, other) for one, other in pairs)
    require(same, _("f and df are the old ones ({case})").format(case=case), cause=FUNCTIONS_MIXED)


def _parts(pairs: Any) -> list[Any]:
    """Write [(dW1, db1), (dW2, db2)] as one list."""
    return [part for pair in pairs for part in pair]


def _in_pairs(parts: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(parts[::2], parts[1::2], strict=True))


def _measured(X: Array, Y: Array, layers: list[Layer]) -> dict[str, Array]:
    """Measure the four gradients of two layers of straight pieces by moving each entry a little."""

    def loss(W1: Array, b1: Array, W2: Array, b2: Array) -> float:
        first, second = layers
        hidden = first.f(np.einsum("ij,jk->ik", X, W1) + b1)
        missed = second.f(np.einsum("ij,jk->ik", hidden, W2) + b2) - Y
        return float(np.sum(missed**2) / missed.size)

    at = dict(zip(("W1", "b1", "W2", "b2"), (part for layer in layers for part in layer[:2]), strict=True))

    def moved(name: str) -> Callable[[Array], float]:
        return lambda value: loss(**at | {name: value})

    return {name: slopes(moved(name), value) for name, value in at.items()}
