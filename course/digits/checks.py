"""The checks of unit 6: what a student's answers must do on data that can be read.

What `standardize`, the class `MLP` and a trained model must do stands in the modules check_*.py.
"""

from typing import Any

import numpy as np

from course.checks import Mistake, check, expect, expect_value
from course.checks.any_answer import SMALL_LOST, expect_own_arrays
from course.checks.mistakes import Signs
from course.digits import check_mlp, check_model, check_standardize
from course.layer import Function
from course.texts import _

# one_hot
COUNTED_FROM_1 = Mistake("counted_from_1", "the columns are counted from 1: label 0 belongs in column 0")
TOO_FEW_COLUMNS = Mistake(
    "too_few_columns", "there are only as many columns as the labels need: `k` says how many there are"
)
ROWS_FOR_CLASSES = Mistake("rows_for_classes", "it is transposed: an example is a row, a class is a column")
SORTED_ROWS = Mistake("sorted_rows", "the rows are sorted: row i belongs to label i")
LABELS_WRAP = Mistake("labels_wrap", "labels above 255 do not fit in an 8-bit number: leave them as they are")
LABEL_K = Mistake("label_k", "the label k is let through: the largest label of k classes is k - 1")
LABEL_FOR_1 = Mistake("label_for_1", "the label itself stands in its column, where a 1 belongs")

# softmax_cross_entropy
LOSS_OVER_ALL = Mistake(
    "loss_over_all", "the mean of the loss is over rows and classes: divide by the number of rows only"
)
BOTH_OVER_ALL = Mistake("both_over_all", "the mean is over rows and classes: divide by the number of rows only")
SLOPE_OVER_ALL = Mistake("slope_over_all", "dZ is divided by rows and classes: divide by the number of rows only")
SLOPE_BY_CLASSES = Mistake("slope_by_classes", "dZ is divided by the number of classes: divide by the number of rows")
SLOPE_SIGN = Mistake("slope_sign", "dZ has the wrong sign: it is prediction minus truth")
LOSS_SIGN = Mistake("loss_sign", "the loss has the wrong sign: logarithms of probabilities are negative")
BASE_2 = Mistake("base_2", "the logarithm has the base 2: `np.log` is the natural one")
SLOPE_SUMMED = Mistake(
    "slope_summed", "dZ lacks 1/n: the loss is a mean over the rows, and so each row's slope is divided by n"
)
BOTH_SUMMED = Mistake("both_summed", "the rows are summed, not averaged, in the loss and in dZ")
LOSS_SUMMED = Mistake("loss_summed", "the rows of the loss are summed, not averaged")
WHOLE_BATCH = Mistake(
    "whole_batch", "softmax is taken over the batch as a whole: each row has probabilities of its own"
)
PARTS_SWAPPED = Mistake("parts_swapped", "the two have changed places: the loss comes first")
LOSS_FOR_EACH = Mistake("loss_for_each", "there is one loss for each row: average them")
P_FOR_SLOPE = Mistake("p_for_slope", "the second part is P: it must be the slope of the loss")
NO_SHIFT = Mistake(
    "no_shift",
    "a constant added to all scores of a row changes nothing: use a softmax that subtracts the largest first",
)

# accuracy
COUNT = Mistake("count", "this is how many are right: divide by how many there are")
SHARE_OF_WRONG = Mistake("share_of_wrong", "this is the share of the wrong ones")
PERCENT = Mistake("percent", "this is a percentage: the share lies between 0 and 1")
EACH_COMPARED = Mistake("each_compared", "the comparison is returned for each example: take the mean of it")
ALL_OR_NOTHING = Mistake(
    "all_or_nothing", "this is 1 only where all labels agree, else 0: take the share of those that agree"
)
COUNT_WRAPS = Mistake("count_wraps", "counts above 255 do not fit in an 8-bit number: count with `int`")
SHARE_ROUNDED = Mistake("share_rounded", "the share is rounded: return it as it is")
BY_CLASSES = Mistake("by_classes", "the sum is divided by the number of classes, not of examples")
DISTANCE = Mistake("distance", "this is how far the labels are apart: 8 is not nearer to 9 than 0 is")

# confusion_matrix
TRUTH_IN_COLUMNS = Mistake("truth_in_columns", "it is transposed: rows are the truth, columns what was read")
ONCE_ONLY = Mistake(
    "once_only", "`counts[y, y_hat] += 1` counts a pair once, however often it occurs: loop, or use `np.add.at`"
)
ONLY_CLASSES_SEEN = Mistake(
    "only_classes_seen", "classes that do not occur have a row and a column, too: `k` says how many there are"
)
SHARES = Mistake("shares", "these are shares: return the counts themselves")
LABELS_FROM_1 = Mistake("labels_from_1", "the labels are counted from 1: label 0 has row 0 and column 0")
ONE_LIST = Mistake("one_list", "one list stands in all rows, so that a mark appears in each: `[[0] * k] * k` does that")
ONLY_RIGHT = Mistake("only_right", "only what was read correctly is counted")
ONLY_WRONG = Mistake("only_wrong", "only the mistakes are counted: the diagonal belongs to it")


@check
def one_hot(one_hot: Function) -> None:
    """Four labels of four classes, one label of many classes, and labels outside the range."""
    expect(
        one_hot,
        np.array([1, 0, 2, 1]),
        4,
        case=_("four labels, the last class does not occur"),
        gives=[[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]],
        mistakes={
            COUNTED_FROM_1: [[1, 0, 0, 0], [0, 0, 0, 1], [0, 1, 0, 0], [1, 0, 0, 0]],
            TOO_FEW_COLUMNS: [[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0]],
            ROWS_FOR_CLASSES: [[0, 1, 0, 0], [1, 0, 0, 1], [0, 0, 1, 0], [0, 0, 0, 0]],
            SORTED_ROWS: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]],
            LABEL_FOR_1: [[0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 2, 0], [0, 1, 0, 0]],
        },
    )
    expect(one_hot, np.array([4]), 6, case=_("one label"), gives=[[0, 0, 0, 0, 1, 0]])
    signs = {LABELS_WRAP: lambda rows: rows.shape == (1, 300)}
    expect(one_hot, np.array([270]), 300, case=_("300 classes"), gives=np.eye(300)[[270]], mistakes=signs)
    expect_own_arrays(one_hot, [np.array([1, 0]), 3], [np.array([2, 1]), 3])
    for label, case in ((9, _("a large label")), (-1, _("label -1")), (-4, _("label -k")), (4, _("label k"))):
        let_through: Signs = {LABEL_K: IndexError} if label == 4 else {}  # the other ones were refused
        expect(one_hot, np.array([0, label, 1]), 4, case=case, raises=ValueError, mistakes=let_through)


@check
def standardize(standardize: Function) -> None:
    """Columns of different sizes, constant columns, tiny and large ones, and what a later call must leave alone."""
    check_standardize.three_columns(standardize)
    check_standardize.constant_columns(standardize)
    check_standardize.constant_in_train(standardize, np.array([[1.0, 0.4], [1.0, 1.5]]))
    check_standardize.tiny_and_large_columns(standardize)
    check_standardize.arrays_apart(standardize)


@check
def softmax_cross_entropy(softmax_cross_entropy: Function) -> None:
    """Two rows of three scores, and the same rows moved up by 1000 and down by 1000."""
    slopes = np.array([[-0.16737952, 0.12236424, 0.04501529], [0.02830587, -0.37314191, 0.34483604]])
    truth = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    expect(
        softmax_cross_entropy,
        np.array([[2.0, 1.0, 0.0], [-1.0, 0.5, 1.5]]),
        truth,
        case=_("two rows of three scores"),
        gives=(0.8895725, slopes),
        mistakes={
            SLOPE_SUMMED: (0.8895725, 2 * slopes),
            BOTH_SUMMED: (1.779145, 2 * slopes),
            LOSS_SUMMED: (1.779145, slopes),
            BOTH_OVER_ALL: (0.29652417, slopes / 3),
            LOSS_OVER_ALL: (0.29652417, slopes),
            SLOPE_OVER_ALL: (0.8895725, slopes / 3),
            SLOPE_BY_CLASSES: (0.8895725, slopes * 2 / 3),
            SLOPE_SIGN: (0.8895725, -slopes),
            LOSS_SIGN: (-0.8895725, slopes),
            BASE_2: (1.28338183, slopes),
            WHOLE_BATCH: (
                1.61821861,
                [[-0.29015073, 0.07719923, 0.02840001], [0.01044778, -0.4531763, 0.12728001]],
            ),
            PARTS_SWAPPED: (slopes, 0.8895725),
            LOSS_FOR_EACH: ([0.40760596, 1.37153903], slopes),
            P_FOR_SLOPE: (0.8895725, 2 * slopes + truth),
        },
    )
    expect(
        softmax_cross_entropy,
        np.array([[1002.0, 1001.0, 1000.0], [-1001.0, -999.5, -998.5]]),
        truth,
        case=_("large scores"),
        gives=(0.8895725, slopes),
        mistakes={NO_SHIFT: RuntimeWarning},
    )
    signs = {SMALL_LOST: lambda got: got.shape == (1, 2) and not got.all()}
    Z, Y, gap = np.array([[10.0, 0.0]]), np.array([[1.0, 0.0]]), 4.5397868702e-05
    loss, dZ = expect(softmax_cross_entropy, Z, Y, case=_("almost sure"), like=(0.0, Z))
    case = _("almost sure")
    expect_value("loss", loss, case=case, exercise="softmax_cross_entropy", gives=4.5398899217e-05, atol=0)
    expect_value("dZ", dZ, case=case, exercise="softmax_cross_entropy", gives=[[-gap, gap]], atol=0, mistakes=signs)
    square = np.array([[2.0, 1.0], [-1.0, 0.5]])
    expect_own_arrays(softmax_cross_entropy, [square, np.eye(2)], [-square, np.eye(2)])


@check
def mlp(MLP: Any) -> None:
    """Look at the class before, during and after training, on small data sets that show each fault."""
    check_mlp.all_properties(MLP, np.random.default_rng(1), seed=0)


@check
def accuracy(accuracy: Function) -> None:
    """Eight examples of which five are right, none right, all right, and a single one."""
    expect(
        accuracy,
        np.array([3, 1, 4, 1, 5, 9, 2, 6]),
        np.array([3, 1, 4, 7, 5, 9, 0, 2]),
        case=_("five of eight are right"),
        gives=0.625,
        mistakes={
            COUNT: 5,
            SHARE_OF_WRONG: 0.375,
            PERCENT: 62.5,
            EACH_COMPARED: [1, 1, 1, 0, 1, 1, 0, 0],
            ALL_OR_NOTHING: 0,
            BY_CLASSES: 0.5,
            DISTANCE: 1.5,
        },
    )
    expect(accuracy, np.array([0, 2, 0]), np.array([2, 0, 1]), case=_("none is right"), gives=0.0)
    expect(accuracy, np.array([7, 2]), np.array([7, 2]), case=_("both are right"), gives=1.0)
    y, y_hat, case = np.arange(600) % 10, np.zeros(600, dtype=int), _("600 examples")
    y_hat[100:] = y[100:]
    signs = {COUNT_WRAPS: _one}
    expect(accuracy, y, y_hat, case=case, gives=0.85, mistakes=signs)
    long, off = np.arange(20000) % 10, (np.arange(20000) % 10 + (np.arange(20000) == 0)) % 10
    expect(
        accuracy, long, off, case=_("one mistake in 20,000"), gives=0.99995, rtol=1e-9, mistakes={SHARE_ROUNDED: _one}
    )


@check
def confusion_matrix(confusion_matrix: Function) -> None:
    """Seven examples of three of four classes, and one example."""
    expect(
        confusion_matrix,
        np.array([0, 0, 1, 2, 2, 2, 2]),
        np.array([0, 1, 1, 0, 2, 0, 2]),
        4,
        case=_("seven examples, class 3 does not occur"),
        gives=[[1, 1, 0, 0], [0, 1, 0, 0], [2, 0, 2, 0], [0, 0, 0, 0]],
        mistakes={
            TRUTH_IN_COLUMNS: [[1, 0, 2, 0], [1, 1, 0, 0], [0, 0, 2, 0], [0, 0, 0, 0]],
            ONCE_ONLY: [[1, 1, 0, 0], [0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]],
            ONLY_CLASSES_SEEN: [[1, 1, 0], [0, 1, 0], [2, 0, 2]],
            SHARES: [[0.5, 0.5, 0, 0], [0, 1, 0, 0], [0.5, 0, 0.5, 0], [0, 0, 0, 0]],
            LABELS_FROM_1: [[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 2, 0, 2]],
            ONE_LIST: [[3, 2, 2, 0], [3, 2, 2, 0], [3, 2, 2, 0], [3, 2, 2, 0]],
            ONLY_RIGHT: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 2, 0], [0, 0, 0, 0]],
            ONLY_WRONG: [[0, 1, 0, 0], [0, 0, 0, 0], [2, 0, 0, 0], [0, 0, 0, 0]],
        },
    )
    expect(
        confusion_matrix, np.array([1]), np.array([0]), 2, case=_("one example of two classes"), gives=[[0, 0], [1, 0]]
    )
    many, none = np.ones(300, dtype=int), np.zeros(300, dtype=int)
    signs = {COUNT_WRAPS: [[0, 0], [44, 0]]}
    expect(confusion_matrix, many, none, 2, case=_("300 examples"), gives=[[0, 0], [300, 0]], mistakes=signs)
    expect_own_arrays(confusion_matrix, [many, none, 2], [none, many, 2])


@check
def digits_model(digits_model: Function) -> float:
    """Train on three quarters of the images, and return the accuracy on the rest."""
    return check_model.accuracy_on_unseen(digits_model)


def _one(share: Any) -> bool:
    """Recognize one number."""
    return bool(share.ndim == 0)
