"""The checks of unit 2's losses, and of the choice between them; `course.forward.checks` calls them."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from course.checks import Mistake, expect, require
from course.checks.any_answer import SMALL_LOST
from course.texts import _

SUMMED = Mistake("summed", "the losses of the examples are summed, not averaged")
DIVIDED_BY_ROWS = Mistake(
    "divided_by_rows", "the sum is divided by the number of rows: divide by the number of all elements"
)
HALVED = Mistake("halved", "the mean is halved: other courses put a 1/2 in front, here there is none")
ROOT = Mistake("root", "the square root is taken: that is the root mean squared error")
NOT_SQUARED = Mistake("not_squared", "the errors are not squared, only made positive")
SQUARED_FIRST = Mistake("squared_first", "the squares are subtracted from each other: subtract first, then square")
AVERAGED_FIRST = Mistake("averaged_first", "the errors are averaged before they are squared, so they cancel")
EACH_ROW = Mistake("each_row", "there is one number for each example: average over all of them")
EACH_COLUMN = Mistake("each_column", "there is one number for each column: average over everything")

TINY_ADDED = Mistake("tiny_added", "a small number is added to the loss: leave it out")
DIGITS_LOST = Mistake(
    "digits_lost", "digits are lost between large numbers: subtract first, in float64, and square the difference"
)

BASE_2 = Mistake("base_2", "the logarithm has the base 2: `np.log` is the natural one")
BASE_10 = Mistake("base_10", "the logarithm has the base 10: `np.log` is the natural one")
NO_MINUS = Mistake("no_minus", "the minus sign in front is missing: logarithms of probabilities are negative")
CLASS_0_FREE = Mistake("class_0_free", "the examples of class 0 add nothing: the term with 1 - y is missing")
TERMS_CHANGED = Mistake("terms_changed", "the two terms have changed places: `y` goes with `p`, and 1 - y with 1 - p")
SQUARED_ERROR = Mistake("squared_error", "this is the squared error: here the loss is a logarithm")
AVERAGED_TWICE = Mistake("averaged_twice", "the mean is divided by the number of examples once more")
NOT_CLIPPED = Mistake("not_clipped", "the probabilities are not clipped, and the logarithm meets 0")
CLIPPED_ELSEWHERE = Mistake("clipped_elsewhere", "the probabilities are clipped, but not at 1e-12")

ADDED_NOT_CLIPPED = Mistake(
    "added_not_clipped", "1e-12 is added to the probabilities: clip them, which leaves those above 1e-12 as they are"
)
PRODUCT = Mistake(
    "product", "the probabilities are multiplied, which for many examples gives 0: add up their logarithms"
)

OVER_CLASSES = Mistake(
    "over_classes",
    "the mean is over rows and classes: every row counts once, so divide by the number of rows",
)
ALL_CLASSES = Mistake(
    "all_classes", "the wrong classes are counted too: multiply by `Y`, which is 1 at the right class only"
)
TWO_CLASS_FORMULA = Mistake(
    "two_class_formula", "the two-class formula is used: with one-hot rows there is no term with 1 - Y"
)
DIVIDED_BY_CLASSES = Mistake(
    "divided_by_classes", "the sum is divided by the number of classes: divide by the number of rows"
)
P_AND_Y_CHANGED = Mistake("p_and_y_changed", "`P` and `Y` have changed places: the logarithm is that of the prediction")
MOST_PROBABLE = Mistake("most_probable", "the most probable class is taken: take the right one, where `Y` is 1")
SOFTMAX_AGAIN = Mistake("softmax_again", "softmax is taken once more: `P` holds probabilities already")
LOG_OF_MEAN = Mistake("log_of_mean", "the logarithm is taken of the mean: take it first, then average")

OTHER_NAMES = Mistake(
    "other_names",
    "the activation comes first and the loss second, or a name is spelled in another way",
)
OTHER_ACTIVATION = Mistake("other_activation", "the activation does not fit the problem: {name} gives {found}")
OTHER_LOSS = Mistake("other_loss", "the loss does not fit the problem: {name} reads {found}")


def try_mse(mse: Callable[..., Any]) -> None:
    """Try predictions of two outputs, the worked example's, and a batch of one row."""
    Y_hat, Y = np.array([[1.0, 2.0], [-1.0, 4.0], [3.0, 1.0]]), np.array([[0.0, 2.0], [0.0, 1.0], [3.0, 3.0]])
    signs = {
        SUMMED: 15.0,
        DIVIDED_BY_ROWS: 5.0,
        HALVED: 1.25,
        ROOT: 1.5811388,
        NOT_SQUARED: 1.16666667,
        SQUARED_FIRST: 1.5,
        AVERAGED_FIRST: 0.02777778,
        EACH_ROW: [0.5, 5.0, 2.0],
        EACH_COLUMN: [0.66666667, 4.33333333],
    }
    expect(mse, Y_hat, Y, case=_("three rows, two outputs"), gives=2.5, mistakes=signs)
    expect(mse, np.array([[0.3764]]), np.array([[1.0]]), case=_("the worked example, truth 1"), gives=0.38887696)
    Y_hat, Y = np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([[1.0, 0.0, 3.0, 2.0]])
    expect(mse, Y_hat, Y, case=_("one row, four outputs"), gives=2.0)
    signs = {SMALL_LOST: 0.0, TINY_ADDED: lambda loss: loss.ndim == 0 and loss > 1e-14}
    expect(mse, 1e-8 * Y_hat, 1e-8 * Y, case=_("tiny errors"), gives=2e-16, atol=0, mistakes=signs)
    signs = {DIGITS_LOST: lambda loss: loss.ndim == 0}
    expect(mse, 1e8 + Y_hat, 1e8 + Y, case=_("large numbers"), gives=2.0, mistakes=signs)


def try_binary_cross_entropy(binary_cross_entropy: Callable[..., Any]) -> None:
    """Try ordinary probabilities, then 0 and 1, where the network is sure: wrong, and right."""
    signs = {
        SUMMED: 1.24479480,
        BASE_2: 0.59861976,
        BASE_10: 0.18020250,
        NO_MINUS: -0.41493160,
        CLASS_0_FREE: 0.03512017,
        TERMS_CHANGED: 1.47428288,
        SQUARED_ERROR: 0.13666667,
        EACH_ROW: [0.10536052, 0.22314355, 0.91629073],
        AVERAGED_TWICE: 0.13831053,
    }
    p, y = np.array([0.9, 0.2, 0.6]), np.array([1.0, 0.0, 0.0])
    expect(binary_cross_entropy, p, y, case=_("three examples"), gives=0.41493160, mistakes=signs)
    for case, said, truth in ((_("p is 0, the truth is 1"), 0.0, 1.0), (_("p is 1, the truth is 0"), 1.0, 0.0)):
        p, y = np.array([said]), np.array([truth])
        expect(binary_cross_entropy, p, y, case=case, gives=27.631021, mistakes=_clips(), rtol=1e-3)
    p, y = np.array([1.0, 0.0, 0.5]), np.array([1.0, 0.0, 1.0])
    signs = {NOT_CLIPPED: RuntimeWarning}
    expect(binary_cross_entropy, p, y, case=_("sure and right"), gives=0.23104906, mistakes=signs)
    for case, said in ((_("p below 1e-12"), 1e-14), (_("p is 1e-12"), 1e-12)):
        p, y = np.array([said]), np.array([1.0])
        expect(binary_cross_entropy, p, y, case=case, gives=27.631021, mistakes=_clips(), rtol=1e-3)
    p, y, case = np.full(400, 0.1), np.ones(400), _("400 examples")
    expect(binary_cross_entropy, p, y, case=case, gives=2.30258509, mistakes={PRODUCT: RuntimeWarning})
    p, y, case = np.array([1 - 2.0**-33]), np.array([1.0]), _("almost sure")
    expect(binary_cross_entropy, p, y, case=case, gives=2.0**-33, atol=0, mistakes={SMALL_LOST: 0.0})


def try_cross_entropy(cross_entropy: Callable[..., Any]) -> None:
    """Try three classes, then probabilities of 0 and 1, then two and four classes."""
    signs = {
        OVER_CLASSES: 0.26010796,
        SUMMED: 1.56064775,
        BASE_2: 1.12576938,
        BASE_10: 0.33889036,
        NO_MINUS: -0.78032387,
        ALL_CLASSES: 4.14304074,
        TWO_CLASS_FORMULA: 1.45540153,
        DIVIDED_BY_CLASSES: 0.52021592,
        P_AND_Y_CHANGED: 13.81551056,
        MOST_PROBABLE: 0.43375028,
        EACH_ROW: [0.35667494, 1.20397280],
        SOFTMAX_AGAIN: 0.96061805,
        LOG_OF_MEAN: 0.69314718,
    }
    P, Y = np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3]]), np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    expect(cross_entropy, P, Y, case=_("two rows, three classes"), gives=0.78032387, mistakes=signs)
    P, Y = np.array([[0.0, 1.0]]), np.array([[1.0, 0.0]])
    expect(cross_entropy, P, Y, case=_("the right class has 0"), gives=27.631021, mistakes=_clips(), rtol=1e-3)
    P, Y = np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    signs = {NOT_CLIPPED: RuntimeWarning}
    expect(cross_entropy, P, Y, case=_("a wrong class has 0"), gives=0.34657359, mistakes=signs)
    for case, said in ((_("below 1e-12"), 1e-14), (_("at 1e-12"), 1e-12)):
        P, Y = np.array([[said, 1.0 - said]]), np.array([[1.0, 0.0]])
        expect(cross_entropy, P, Y, case=case, gives=27.631021, mistakes=_clips(), rtol=1e-3)
    P = np.array([[0.7, 0.2, 0.1, 0.0], [0.1, 0.25, 0.25, 0.4], [0.2, 0.3, 0.4, 0.1]])
    Y = np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0], [0.0, 1.0, 0.0, 0.0]])
    expect(cross_entropy, P, Y, case=_("three rows, four classes"), gives=0.82564616)
    P, Y, case = np.full((400, 2), [0.1, 0.9]), np.full((400, 2), [1.0, 0.0]), _("400 rows")
    expect(cross_entropy, P, Y, case=case, gives=2.30258509, mistakes={PRODUCT: RuntimeWarning})
    P, Y, case = np.array([[1 - 2.0**-33, 2.0**-33]]), np.array([[1.0, 0.0]]), _("almost sure")
    expect(cross_entropy, P, Y, case=case, gives=2.0**-33, atol=0, mistakes={SMALL_LOST: 0.0})


def _clips() -> Mapping[Mistake, Any]:
    """Return the signs where the right probability is below 1e-12: no clip, or -ln of another one."""
    return {
        NOT_CLIPPED: RuntimeWarning,
        ADDED_NOT_CLIPPED: 26.937874,
        CLIPPED_ELSEWHERE: lambda loss: loss.ndim == 0 and 2 < float(loss) < 100,
    }


def try_output_unit(output_unit: Callable[..., Any]) -> None:
    """Try the three problems, and words that name none of them."""
    any_number, one, shares = _("any number"), _("one probability"), _("probabilities that sum to 1")
    makes = {"linear": any_number, "sigmoid": one, "softmax": shares}
    reads = {"mse": any_number, "binary_cross_entropy": one, "cross_entropy": shares}
    for problem, needed in {"regression": any_number, "binary": one, "multiclass": shares}.items():
        pair = expect(output_unit, problem, like=("an activation", "a loss"))
        activation, loss = pair
        claim = _("{problem}: an activation and a loss out of the six names").format(problem=problem)
        require(activation in makes and loss in reads, claim, cause=OTHER_NAMES)
        found = makes[activation]
        claim = _("{problem}: the activation gives {needed}").format(problem=problem, needed=needed)
        require(found == needed, claim, cause=OTHER_ACTIVATION.format(name=activation, found=found))
        found = reads[loss]
        claim = _("{problem}: the loss reads {needed}").format(problem=problem, needed=needed)
        require(found == needed, claim, cause=OTHER_LOSS.format(name=loss, found=found))
    unknown = {
        "clustering": _("another problem"),
        "Binary": _("a capital letter"),
        "class": _("a part of a name"),
        "regressions": _("a letter too many"),
        " binary": _("a space"),
        "mse": _("the name of a loss"),
        "": _("an empty text"),
    }
    for word, case in unknown.items():
        expect(output_unit, word, case=case, raises=ValueError)
