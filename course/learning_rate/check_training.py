"""The parts of the check of `train`."""

import numpy as np

from course.checks import Mistake, expect, expect_value, require
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.layer import Function, Layer
from course.texts import _

LOSS_FIRST = Mistake("loss_first", "each loss belongs after the epoch's last step: first train, then measure")
LOSS_TOO_MANY = Mistake("loss_too_many", "there is one loss too many: the first one comes after the first epoch")
LAST_LOSS = Mistake("last_loss", "only the last loss is returned: make a list, one loss for each epoch")
NOT_TRAINED = Mistake("not_trained", "the network was not trained: `gradient_step` returns new layers, keep them")
BEGAN_AGAIN = Mistake(
    "began_again",
    "only the first epoch counts: each one goes on from the layers of the one before, with new batches "
    "(a generator of batches is used up after one pass)",
)
NO_LOSSES = Mistake("no_losses", "the losses are not returned")
NO_LAYERS = Mistake("no_layers", "the layers are not returned")
PAIR_TURNED = Mistake("pair_turned", "the pair is the wrong way round: (layers, losses)")
LAST_BATCH_MISSING = Mistake("last_batch_missing", "the last, smaller batch is left out")
ONE_STEP = Mistake("one_step", "there is only one step in each epoch: take one for each batch")
LOSS_EACH_BATCH = Mistake("loss_each_batch", "there is a loss for each batch: take one for each epoch")
LOSS_AVERAGED = Mistake(
    "loss_averaged",
    "the loss is a mean over the batches, while the network still changes: measure once, after the epoch's last step",
)
STOPPED = Mistake(
    "stopped", "training stopped early: go through all epochs, also where the loss rises or no longer falls"
)
LOSS_BY_ROWS = Mistake(
    "loss_by_rows", "the loss is divided by the number of rows: `mse` is the mean over all elements, rows and outputs"
)
OTHER_ROWS = Mistake(
    "other_rows", "a step used other rows than those of its batch (all of `X`?), or rows are left out or come twice"
)
FIXED_ORDER = Mistake("fixed_order", "the rows came in the same order for four seeds: `minibatches` must get `rng`")
ORDER_REPEATED = Mistake(
    "order_repeated",
    "the second epoch repeats the order of the first: call `minibatches` in each epoch, with the same `rng`",
)
LOSS_OF_BATCH = Mistake(
    "loss_of_batch",
    "the loss is that of one batch, or comes too early: measure over all of `X` after the epoch's last step",
)
NOT_REPEATABLE = Mistake("not_repeatable", "the order does not come from `rng` alone: hand `rng` to `minibatches`")


def line(W: float, b: float) -> list[Layer]:
    """Make a network of one linear unit with one input."""
    return [Layer(np.array([[W]]), np.array([b]), np.positive, np.ones_like)]


def one_batch(train: Function) -> None:
    """Check two epochs of one batch each."""
    network, trained = line(0.0, 0.0), line(1.28, 0.84)
    X, Y = np.array([[-1.0], [0.0], [1.0]]), np.array([[-1.0], [1.0], [3.0]])
    expect(
        train,
        *(network, X, Y, 0.3, 2, 3, np.random.default_rng(0)),
        case=_("2 epochs of one batch"),
        gives=(trained, [1.12, 0.3712]),
        mistakes={
            LOSS_FIRST: (trained, [3.6666666667, 1.12]),
            LOSS_TOO_MANY: (trained, [3.6666666667, 1.12, 0.3712]),
            LAST_LOSS: (trained, 0.3712),
            NOT_TRAINED: (network, [3.6666666667, 3.6666666667]),
            BEGAN_AGAIN: (line(0.8, 0.6), [1.12, 1.12]),
            NO_LOSSES: trained,
            NO_LAYERS: [1.12, 0.3712],
            PAIR_TURNED: ([1.12, 0.3712], trained),
        },
    )


def equal_rows(train: Function) -> None:
    """Check epochs of three batches: the rows are equal, so that their order does not matter."""
    trained = line(0.953344, 0.953344)
    each = [1.44, 0.5184, 0.186624, 0.06718464, 0.0241864704, 0.0087071293]
    expect(
        train,
        *(line(0.0, 0.0), np.ones((5, 1)), np.full((5, 1), 2.0), 0.1, 2, 2, np.random.default_rng(0)),
        case=_("5 equal rows in batches of 2"),
        gives=(trained, [0.186624, 0.0087071293]),
        mistakes={
            LAST_BATCH_MISSING: (line(0.8704, 0.8704), [0.5184, 0.06718464]),
            ONE_STEP: (line(0.64, 0.64), [1.44, 0.5184]),
            LOSS_EACH_BATCH: (trained, each),
            LOSS_AVERAGED: (trained, [0.715008, 0.0333594132]),
        },
    )


def all_epochs(train: Function) -> None:
    """Check that training goes on where the loss rises, and where it is 0."""
    X, Y = np.zeros((2, 1)), np.full((2, 1), 3.0)
    rising = [1.21, 1.4641, 1.771561]
    expect(
        train,
        *(line(0.0, 2.0), X, Y, 1.05, 3, 2, np.random.default_rng(0)),
        case=_("a loss that rises"),
        gives=(line(0.0, 4.331), rising),
        mistakes={STOPPED: (line(0.0, 1.79), rising[:2])},
    )
    done = line(0.0, 3.0)
    expect(
        train,
        *(done, X, Y, 0.1, 3, 2, np.random.default_rng(0)),
        case=_("a loss of 0"),
        gives=(done, [0.0, 0.0, 0.0]),
        mistakes={STOPPED: (done, [0.0])},
    )
    two = [Layer(np.zeros((1, 2)), np.zeros(2), np.positive, np.ones_like)]
    X, Y, rng = np.zeros((3, 1)), np.full((3, 2), [3.0, 1.0]), np.random.default_rng(0)
    case, gives = _("two outputs"), ([two[0]._replace(b=np.array([1.5, 0.5]))], [1.25])
    signs = {LOSS_BY_ROWS: ([two[0]._replace(b=np.array([1.5, 0.5]))], [2.5])}
    expect(train, two, X, Y, 0.5, 1, 3, rng, case=case, gives=gives, mistakes=signs)


def small_and_apart(train: Function) -> None:
    """Check losses that are tiny, and that a second training leaves the result of the first alone."""
    X, tiny = np.zeros((2, 1)), np.full((2, 1), 2.0**-20)
    trained, losses = expect(
        train, line(0.0, 0.0), X, tiny, 0.25, 1, 2, np.random.default_rng(0), like=(line(0.0, 0.0), [0.0])
    )
    case, signs = _("a tiny loss"), {SMALL_LOST: [0.0]}
    expect_value("losses", losses, case=case, exercise="train", gives=[2.0**-42], atol=0, mistakes=signs)
    case, signs = _("tiny targets"), {SMALL_LOST: [0.0]}
    expect_value("b", trained[0][1], case=case, exercise="train", gives=[2.0**-21], atol=0, mistakes=signs)
    given = (X, tiny, 0.25, 3, 2)
    first, second = (line(0.0, bias) for bias in (0.0, 1.0))
    expect_own_arrays(train, [first, *given, np.random.default_rng(0)], [second, *given, np.random.default_rng(0)])


def order(train: Function) -> None:
    """Check the order of the rows, and that each loss is measured over all of them.

    All inputs are 0, so only the bias learns. At this rate it writes down the targets it meets as digits, the last
    one first.
    """
    orders = []
    network, X, Y = line(0.0, 0.0), np.zeros((4, 1)), np.array([[1.0], [2.0], [3.0], [4.0]])
    for seed in range(4):
        answer = expect(train, network, X, Y, 0.45, 2, 1, np.random.default_rng(seed), like=(network, [0.0, 0.0]))
        bias, losses = float(np.asarray(answer[0][0][1])[0]), np.asarray(answer[1], dtype=np.float64)
        digits = f"{round(bias / 0.9 * 1e7):08d}"[::-1]
        every_row = all(sorted(half) == list("1234") for half in (digits[:4], digits[4:]))
        if seed == 0 or not every_row:
            require(every_row, _("4 rows, batches of 1: each epoch meets every row once"), cause=OTHER_ROWS)
        halfway = 0.9 * int(digits[3::-1]) / 1000
        expected = [np.mean((b - Y) ** 2) for b in (halfway, bias)]
        if seed == 0 or not np.allclose(losses, expected):
            claim = _("each loss is the mse over all rows, after its epoch")
            require(np.allclose(losses, expected), claim, cause=LOSS_OF_BATCH)
        orders.append((digits[:4], digits[4:]))
    require(len(set(orders)) > 1, _("the order comes from rng"), cause=FIXED_ORDER)
    require(any(first != second for first, second in orders), _("each epoch has its own order"), cause=ORDER_REPEATED)
    again = expect(train, network, X, Y, 0.45, 2, 1, np.random.default_rng(3), like=(network, [0.0, 0.0]))
    same = float(np.asarray(again[0][0][1])[0]) == bias
    require(same, _("the same rng, the same training"), cause=NOT_REPEATABLE)
