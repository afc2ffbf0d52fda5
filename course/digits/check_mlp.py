"""What the class `MLP` must do.

Its weights have no fixed names, so all is seen from outside: by what `predict_proba` gives before and after a few steps
of training, on data made so that each fault shows.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.checks import Mistake, expect, require
from course.digits.images import Labels
from course.layer import Array
from course.texts import _

NO_SOFTMAX = Mistake("no_softmax", "the scores must go through `softmax`, over each row of its own")
NOT_ONE_LABEL = Mistake(
    "not_one_label", "`predict` gives one label for each row: the column of the largest probability, `axis=1`"
)
NOT_THE_LARGEST = Mistake("not_the_largest", "use `np.argmax` over each row")
MADE_IN_FIT = Mistake(
    "made_in_fit", "`predict_proba` works before any `fit`: everything it needs is made in `__init__`"
)
OTHER_GENERATOR = Mistake(
    "other_generator", "draw weights and order from the `rng` that came in, from no other generator"
)
NOT_STORED = Mistake(
    "not_stored", "`fit` leaves the weights as they were: store the new ones in `self`, and take the step"
)
UPHILL = Mistake("uphill", "the loss grows: step against the gradient, `W - eta * dW`, where delta begins with P - Y")
LINEAR = Mistake(
    "linear", "the network stays a linear one: ReLU in the hidden layers, and its derivative on the way back"
)
TOO_SLOW = Mistake(
    "too_slow", "it learns too slowly: see that every mini-batch of every epoch takes its step, with the whole gradient"
)
STARTS_ANEW = Mistake("starts_anew", "the second `fit` starts anew: draw the weights in `__init__`, not in `fit`")
RELU_AT_OUTPUT = Mistake(
    "relu_at_output", "the last layer has a ReLU: its sums are the scores, and softmax alone is applied to them"
)
SIZE_OF_WEIGHTS = Mistake(
    "size_of_weights",
    "the weights are too {size}: normal with standard deviation sqrt(2 / n_in), as `init_weights` draws them",
)
FROM_LABELS = Mistake("from_labels", "the number of classes is `sizes[-1]`, not what occurs in `y`")
NEW_WEIGHTS_OR_NO_ETA = Mistake(
    "new_weights_or_no_eta", "`fit` begins with new weights, or does not use its argument `eta`"
)
ARGUMENT_UNUSED = Mistake("argument_unused", "`fit` does not use its argument `{name}`")
SHARED_WEIGHTS = Mistake(
    "shared_weights", "weights belong to the object: write them to `self` in `__init__`, not to the class"
)
NO_D_RELU = Mistake(
    "no_d_relu",
    "delta must be multiplied by `d_relu` of the layer's own sums: a unit at rest has no part in the error",
)
HIDDEN_LAYERS_FIXED = Mistake(
    "hidden_layers_fixed", "the hidden layers do not learn, or their biases do not: every layer gets its step, W and b"
)
NOT_AVERAGED = Mistake(
    "not_averaged",
    "1/n comes in once, with delta, where n is the number of rows of this batch; db is the sum of delta over them",
)
TAIL_DROPPED = Mistake("tail_dropped", "a batch may be smaller than `batch_size`: do not drop the rest")
WRONG_DB = Mistake(
    "wrong_db", "the biases do not learn as they should: db is the sum of delta over the rows of the batch"
)
WRONG_DW = Mistake("wrong_dw", "dW is not the product of the transposed activations before the layer and delta")


def all_properties(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """See that a class is the network of the exercise.

    Args:
        MLP: the student's class.
        rng: draws the data.
        seed: of the generators that the networks get.
    """
    _before_fit(MLP, rng, seed)
    _learns_xor(MLP, rng, seed)
    _negative_scores(MLP, rng, seed)
    _size_of_weights(MLP, rng, seed)
    _all_chance_is_from_rng(MLP, rng, seed)
    _arguments_matter(MLP, rng, seed)
    _networks_are_apart(MLP, rng, seed)
    _units_at_rest(MLP, rng, seed)
    _hidden_biases(MLP, rng, seed)
    _batches(MLP, rng, seed)
    _best_weights(MLP, rng, seed)


def _named(text: str, run: Callable[..., Any]) -> Callable[..., Any]:
    run.__name__ = text
    return run


def _untrained(MLP: Any, sizes: list[int], seed: int, ask: str = "predict_proba") -> Callable[..., Any]:
    def run(X: Array) -> Any:
        return getattr(MLP(sizes, np.random.default_rng(seed)), ask)(X)

    return _named(f"MLP({sizes}, rng).{ask}", run)


def _trained(MLP: Any, sizes: list[int], seed: int, *fits: tuple[float, int, int]) -> Callable[..., Any]:
    def run(X: Array, y: Labels) -> Any:
        model = MLP(sizes, np.random.default_rng(seed))
        results = []
        for eta, epochs, batch_size in fits:
            model.fit(X, y, eta, epochs, batch_size)
            results.append(model.predict_proba(X))
        return tuple(results)

    return _named(f"MLP({sizes}, rng).fit", run)


def _ask(run: Callable[..., Any], *arguments: Any, like: Any, mistakes: Any = None) -> Any:
    """Call the network, whose exercise is called `MLP`; what it gives is judged later."""
    return expect(run, *arguments, like=like, mistakes=mistakes, exercise="MLP")


def _first(MLP: Any, sizes: list[int], seed: int, X: Array) -> Array:
    """Return the probabilities before any training."""
    mistakes = {MADE_IN_FIT: AttributeError}
    return np.asarray(_ask(_untrained(MLP, sizes, seed), X, like=np.zeros((len(X), sizes[-1])), mistakes=mistakes))


def _after(MLP: Any, sizes: list[int], seed: int, X: Array, y: Labels, *fits: tuple[float, int, int]) -> list[Array]:
    """Return the probabilities after each training."""
    like = (np.zeros((len(X), sizes[-1])),) * len(fits)
    run = _trained(MLP, sizes, seed, *fits)
    mistakes = {FROM_LABELS: ValueError} if len(np.unique(y)) < sizes[-1] else None
    return [np.asarray(P) for P in _ask(run, X, y, like=like, mistakes=mistakes)]


def _loss(P: Array, y: Labels) -> float:
    return float(-np.log(np.maximum(P[np.arange(len(y)), y], 1e-12)).mean())


def _log(P: Array) -> Array:
    return np.log(np.maximum(P, 1e-300))


def _difference(P: Array) -> Array:
    """Return by how much the first score is above the second, for each row."""
    return np.asarray(_log(P)[..., 0] - _log(P)[..., 1])


def _are_probabilities(*all_P: Array) -> bool:
    return all(np.all(P >= 0) and np.allclose(np.sum(P, axis=1), 1) for P in all_P)


def _before_fit(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """Networks of several sizes, before any training."""
    P, right = [], []
    for n, sizes in ((5, [4, 6, 3]), (5, [4, 3]), (3, [2, 7, 5]), (1, [6, 3, 4, 2]), (4, [3, 8, 2, 6, 7])):
        X = rng.normal(size=(n, sizes[0]))
        P.append(_first(MLP, sizes, seed, X))
        run = _untrained(MLP, sizes, seed, "predict")
        chosen = _ask(run, X, like=np.zeros(n), mistakes={NOT_ONE_LABEL: lambda answer: True})
        right.append(np.array_equal(chosen, np.argmax(P[-1], axis=1)))
    require(_are_probabilities(*P), _("before any fit each row is a set of probabilities"), cause=NO_SOFTMAX)
    X = rng.normal(size=(5, 4))
    one, same, other = (_first(MLP, [4, 6, 3], number, X) for number in (seed, seed, seed + 1))
    require(np.allclose(one, same), _("the same `rng` draws the same weights"), cause=OTHER_GENERATOR)
    require(not np.allclose(one, other), _("another `rng` draws other weights"), cause=OTHER_GENERATOR)
    require(all(right), _("`predict` is the most probable label"), cause=NOT_THE_LARGEST)


def _xor(rng: np.random.Generator) -> tuple[Array, Labels]:
    """Draw four clouds in the corners of a square, turned and moved; opposite corners are of one class."""
    corners = np.tile([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]], (20, 1))
    angle, moved = rng.uniform(0, np.pi), rng.uniform(-0.5, 0.5, size=2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return (corners + rng.normal(0, 0.2, size=(80, 2))) @ turn + moved, np.tile([1, 0, 0, 1], 20)


def _learns_xor(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """XOR, which no linear network can learn, with one hidden layer and with two."""
    X, y = _xor(rng)
    P = []
    for sizes in ([2, 24, 2], [2, 16, 12, 2]):
        before = _first(MLP, sizes, seed, X)
        P += _after(MLP, sizes, seed, X, y, (0.1, 80, 8), (1e-9, 1, 8))
        layers = _("one hidden layer") if len(sizes) == 3 else _("two hidden layers")
        claim = _("with {layers} it learns XOR: the loss falls below 0.35").format(layers=layers)
        require(_loss(P[-2], y) < 0.35, claim, cause=_why_not(P[-2], y, before))
    require(_are_probabilities(*P), _("after a fit each row is a set of probabilities"), cause=NO_SOFTMAX)
    went_on = all(np.abs(after - first).mean() < 0.1 for first, after in (P[:2], P[2:]))
    require(went_on, _("a second fit goes on from the weights of the first"), cause=STARTS_ANEW)


def _why_not(P: Array, y: Labels, before: Array) -> Mistake:
    if np.allclose(P, before):
        return NOT_STORED
    if _loss(P, y) > max(1.0, _loss(before, y)):
        return UPHILL
    return LINEAR if 0.5 < _loss(P, y) < 0.8 else TOO_SLOW


def _negative_scores(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """Scores that a ReLU had cut off at 0 would be equal, and so would their probabilities."""
    P = _first(MLP, [4, 30, 10], seed, rng.normal(size=(12, 4)))
    differ = all(len(np.unique(row)) == len(row) for row in P)
    require(differ, _("negative scores are not cut off at 0"), cause=RELU_AT_OUTPUT)


def _size_of_weights(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """He's weights keep the size of what passes: scores of variance 2 for inputs of mean square 1."""
    X = rng.normal(size=(12, 200))
    X /= np.sqrt(np.mean(X**2, axis=1, keepdims=True))
    draws = [_first(MLP, [200, 400, 200, 20], seed + draw, X) for draw in range(12)]
    found = np.mean([np.var(_log(P), axis=1).mean() for P in draws])
    cause = SIZE_OF_WEIGHTS.format(size=_("large") if found > 2 else _("small"))
    require(1.4 < found < 2.8, _("the first weights have He's size"), cause=cause)


def _few(rng: np.random.Generator) -> tuple[Array, Labels]:
    """Draw 21 examples of three classes; the networks that get them have four."""
    return rng.normal(size=(21, 3)), rng.integers(0, 3, size=21)


def _all_chance_is_from_rng(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    X, y = _few(rng)
    first, second = (_after(MLP, [3, 6, 4], seed, X, y, (0.05, 2, 4))[0] for _number in range(2))
    require(np.array_equal(first, second), _("the same `rng` trains the same network"), cause=OTHER_GENERATOR)


def _arguments_matter(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """Whatever `fit` is told changes the result; the second fit goes on, and learning goes further."""
    X, y = _few(rng)

    def result(*fits: tuple[float, int, int]) -> list[Array]:
        return _after(MLP, [3, 6, 4], seed, X, y, *fits)

    before, once = _first(MLP, [3, 6, 4], seed, X), result((0.05, 2, 4))[0]
    is_near = np.allclose(result((1e-9, 2, 4))[0], before, atol=1e-5)
    require(is_near, _("a tiny `eta` changes hardly anything"), cause=NEW_WEIGHTS_OR_NO_ETA)
    fits: tuple[tuple[str, tuple[float, int, int]], ...] = (
        ("eta", (0.02, 2, 4)),
        ("epochs", (0.05, 3, 4)),
        ("batch_size", (0.05, 2, 7)),
    )
    for name, fit in fits:
        matters = not np.allclose(once, result(fit)[0], rtol=1e-9)
        require(matters, _("`{name}` matters").format(name=name), cause=ARGUMENT_UNUSED.format(name=name))
    P = result((0.05, 30, 4), (0.02, 60, 21))
    require(_loss(P[1], y) < _loss(P[0], y) + 0.02, _("a further fit learns further"), cause=STARTS_ANEW)


def _networks_are_apart(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """Two networks have two sets of weights, and a result that was handed out stays as it is."""
    X, y = _few(rng)
    before = _first(MLP, [3, 6, 4], seed, X)

    def apart(X: Array, y: Labels) -> Any:
        models = [MLP([3, 6, 4], np.random.default_rng(seed)) for _number in range(2)]
        earlier = [model.predict_proba(X) for model in models]
        models[0].fit(X, y, 0.1, 5, 4)
        return *earlier, models[1].predict_proba(X)

    P = _ask(_named("MLP([3, 6, 4], rng).fit", apart), X, y, like=(before, before, before))
    same = all(np.allclose(other, before) for other in P)
    require(same, _("training one network leaves others alone"), cause=SHARED_WEIGHTS)


def _units_at_rest(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """Trained on positive inputs, a network stays the same among negative ones, where other units work."""
    positive, y = rng.uniform(0.5, 2, size=(12, 1)), np.tile([0, 1], 6)
    far = np.array([[-40.0], [-80.0]])

    def elsewhere(X: Array, y: Labels) -> Any:
        models = [MLP([1, 20, 2], np.random.default_rng(seed + draw)) for draw in range(5)]
        earlier = [model.predict_proba(far) for model in models]
        for model in models:
            model.fit(X, y, 0.005, 5, 4)
        return np.array(earlier), np.array([model.predict_proba(far) for model in models])

    run = _named("MLP([1, 20, 2], rng).fit", elsewhere)
    old, new = _ask(run, positive, y, like=(np.zeros((5, 2, 2)),) * 2)
    change = np.diff(_difference(new), axis=1) - np.diff(_difference(old), axis=1)
    at_rest = np.sort(np.abs(change), axis=None)[1] < 0.05
    require(at_rest, _("units at rest learn nothing"), cause=NO_D_RELU)


def _hidden_biases(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """Without trained biases in the hidden layers, the scores' distance from those at 0 doubles with the input."""
    X, y = _few(rng)

    def doubled(X: Array, y: Labels) -> Any:
        model = MLP([3, 8, 6, 4], np.random.default_rng(seed))
        model.fit(X, y, 0.05, 20, 4)
        return tuple(model.predict_proba(factor * X) for factor in (0, 1, 2))

    P = _ask(_named("MLP([3, 8, 6, 4], rng).fit", doubled), X, y, like=(np.zeros((21, 4)),) * 3)
    at_zero, single, double = (_difference(np.asarray(part)) for part in P)
    learn = np.abs(double - 2 * single + at_zero).max() > 1e-3
    require(learn, _("the hidden layers' biases learn"), cause=HIDDEN_LAYERS_FIXED)


def _batches(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """Try the mean over a batch, batches of other lengths, and labels in which classes are missing."""
    X, y = _few(rng)

    def result(*fits: tuple[float, int, int], X: Array = X, y: Labels = y) -> Array:
        return _after(MLP, [3, 6, 4], seed, X, y, *fits)[0]

    # The mean over a batch does not notice that every row is there twice.
    twice = result((0.05, 3, 99), X=np.tile(X, (2, 1)), y=np.tile(y, 2))[:21]
    averaged = np.allclose(result((0.05, 3, 99)), twice, atol=1e-6)
    require(averaged, _("a batch is averaged over its rows"), cause=NOT_AVERAGED)
    before = _first(MLP, [3, 6, 4], seed, X)
    learned = _loss(result((0.05, 40, 64)), y) < _loss(before, y)
    require(learned, _("a batch larger than the data is all the data"), cause=TAIL_DROPPED)
    # Equal rows: six steps are six steps, whether the sixth batch has four rows or one.
    ones = np.ones(24, dtype=int)
    full, short = (result((0.05, 1, 4), X=np.tile(X[:1], (n, 1)), y=ones[:n])[0] for n in (24, 21))
    require(np.allclose(full, short, atol=1e-6), _("a smaller last batch counts in full"), cause=NOT_AVERAGED)
    six = result((0.05, 6, 4), X=np.tile(X[:1], (4, 1)), y=ones[:4])
    claim = _("six batches of four equal rows are six steps, in one epoch as in six")
    require(np.allclose(full, six, atol=1e-6), claim, cause=NOT_AVERAGED)
    learned = _loss(result((0.05, 60, 5), y=ones[:21]), ones[:21]) < _loss(before, ones[:21])
    require(learned, _("it learns where classes are missing"), cause=FROM_LABELS)


def _best_weights(MLP: Any, rng: np.random.Generator, seed: int) -> None:
    """Without hidden layers the best weights are known: there, the gradients are zero."""
    X = rng.normal(size=(60, 2)) + 1
    y = (X[:, 0] + rng.normal(0, 1, size=60) > 1).astype(int) + (rng.random(60) < 0.3)
    P = _after(MLP, [2, 3], seed, X, y, (0.3, 300, 60), (0.03, 150, 60), (0.003, 50, 60))[-1]
    error = P - (y[:, None] == np.arange(3))
    biases, weights = np.abs(error.mean(axis=0)).max() < 0.02, np.abs(X.T @ error).max() / 60 < 0.02
    require(biases, _("long training ends where the gradient of the biases is zero"), cause=WRONG_DB)
    require(weights, _("long training ends where the gradient of the weights is zero"), cause=WRONG_DW)
