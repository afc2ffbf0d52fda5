"""The checks of unit 7: what a student's answers must do on data that can be read."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from course.bookings.check_prepare import bookings_with_gaps, check_prepared
from course.bookings.effects import draw_effects
from course.bookings.generate import make_bookings
from course.bookings.rules import as_unseen
from course.checks import Mistake, check, expect, require
from course.checks.any_answer import expect_own_arrays
from course.checks.degree import LEARNED_TOO_LITTLE
from course.checks.mistakes import Signs, confirmed
from course.texts import _

TIES_NOTHING = Mistake("ties_nothing", "ties count nothing: a pair with equal scores counts a half")
TIES_RIGHT = Mistake("ties_right", "ties count as right: a pair with equal scores counts a half")
BACKWARDS = Mistake(
    "backwards",
    "the pairs are counted the wrong way round: the canceled booking (y = 1) should have the higher score",
)
ACCURACY = Mistake("accuracy", "this is the accuracy at a threshold of 0.5: compare pairs of bookings instead")
NOT_DIVIDED = Mistake(
    "not_divided",
    "the pairs are counted: divide by the number of pairs, (bookings with 1) times (bookings with 0)",
)
SQUARE = Mistake(
    "square", "the square of the number of bookings is in the denominator: only pairs of a 1 and a 0 count"
)
ALL_PAIRS = Mistake("all_pairs", "all pairs of two bookings are in the denominator: only pairs of a 1 and a 0 count")
ZERO_TO_ONE = Mistake("zero_to_one", "the thresholds run from 0 to 1 only, but scores are any numbers")
ORDERED = Mistake("ordered", "equal scores are put in an order, as by `np.argsort`: a pair of equals counts a half")

NEAR_TIES = Mistake("near_ties", "scores that are close together are taken for ties: only equal ones are")
COUNT_WRAPS = Mistake("count_wraps", "counts above 255 do not fit in an 8-bit number: count with `int` or `float`")
P_ROUNDED = Mistake(
    "p_rounded", "the thresholds are rounded, or come from a grid: they are the values in `p`, and 1.01"
)
STRICT = Mistake("strict", "a booking whose p equals the threshold is flagged, too: compare with `>=`")
SWAPPED = Mistake("swapped", "the two costs have changed places: `cost_fp` is for a kept booking that is flagged")
MOST_EXPENSIVE = Mistake("most_expensive", "this is the most expensive threshold: look for the lowest cost")
HIGHEST = Mistake("highest", "of equally cheap thresholds the lowest is asked for")
IGNORED = Mistake("ignored", "the costs are not used: both kinds of mistakes count the same")
NO_NOTHING = Mistake("no_nothing", "1.01, at which nothing is flagged, is not among the candidates")
IS_ONE = Mistake("is_one", "this is 1: at 1.01 nothing is flagged, at 1 a booking with p = 1 still is")
ZERO = Mistake("zero", "0 is not among the candidates: only the values in `p`, and 1.01")
WITH_COST = Mistake("with_cost", "the cost comes back, too: return the threshold alone")
COST_ALONE = Mistake("cost_alone", "this is the cost: return the threshold at which it is lowest")

NO_METHOD = Mistake("no_method", "a function or an array came back instead of an object with that method")
ASKS_FOR_ANSWER = Mistake(
    "asks_for_answer",
    "a column or value is looked up that unseen bookings do not have, such as `is_canceled`, or that "
    "only they have, such as a new country",
)
PREPARED_OTHERWISE = Mistake(
    "prepared_otherwise",
    "the columns differ from those in training, or are still texts: prepare unseen bookings as in training",
)
NO_OBJECT = Mistake(
    "no_object",
    "if an argument is missing, the class was returned instead of an object, made as `Model()`, or the method lacks "
    "its `self`",
)
TWO_COLUMNS = Mistake(
    "two_columns", "there are two columns, one for each class: return the probability of a cancellation alone"
)
ONE_COLUMN = Mistake("one_column", "there is one column: return the shape (n,), for example with `[:, 0]`")
NO_SIGMOID = Mistake("no_sigmoid", "the output did not pass a sigmoid")
LEANS_ON_A_LEAK = Mistake(
    "leans_on_a_leak",
    "where it may read the three columns `AFTER_STAY` the model is far better: it leans on a leak",
)
WRONG_CLASS = Mistake(
    "wrong_class",
    "it predicts that canceled bookings are kept: check the sign of the gradient, and which class is 1",
)


@check
def prepare(prepare: Callable[..., Any]) -> None:
    """Made-up bookings with gaps, and others with changed columns: what may change the arrays, and what may not."""
    rng = np.random.default_rng(3)
    made_up = bookings_with_gaps(160, rng)
    check_prepared(prepare, made_up[:130], made_up[130:].reset_index(drop=True))
    some = made_up[:130]
    expect_own_arrays(prepare, [some, some], [some[::-1].reset_index(drop=True), some])


@check
def roc_auc(roc_auc: Callable[..., Any]) -> None:
    """Scores with and without ties, all alike, perfect, and far outside 0 to 1."""
    signs: Signs = {
        TIES_NOTHING: 0.5,
        TIES_RIGHT: 0.8333333333333,
        BACKWARDS: 0.3333333333333,
        ACCURACY: 0.6,
        NOT_DIVIDED: 4.0,
        SQUARE: 0.16,
        ALL_PAIRS: 0.4,
    }
    there = {
        TIES_NOTHING: 0.6666666666667,
        TIES_RIGHT: 0.8333333333333,
        BACKWARDS: 0.25,
        ACCURACY: 0.5714285714286,
        ALL_PAIRS: 0.4285714285714,
    }
    others = np.array([1, 0, 0, 1, 0, 1, 0]), np.array([3.0, -1.0, 3.0, 0.5, 2.0, 7.0, 0.5])
    truth, scores = np.array([0, 1, 1, 0, 1]), np.array([0.4, 0.35, 0.8, 0.35, 0.4])
    signs = confirmed(signs, there, roc_auc, *others)
    expect(roc_auc, truth, scores, case=_("two ties"), gives=0.6666666666667, mistakes=signs)
    perfect = np.array([0.1, 0.9, 0.3, 0.4])
    expect(roc_auc, np.array([0, 1, 0, 1]), perfect, case=_("a perfect order"), gives=1.0, mistakes={BACKWARDS: 0.0})
    truth, large = np.array([1.0, 0.0, 1.0, 0.0]), np.array([2000.0, -7.5, -90.0, 40.0])
    expect(roc_auc, truth, large, case=_("scores outside 0 to 1"), gives=0.5, mistakes={ZERO_TO_ONE: 0.0})
    alike, ordered = np.array([-3.0, -3.0, -3.0]), {ORDERED: 0.0}
    expect(roc_auc, np.array([1, 0, 0]), alike, case=_("all scores alike"), gives=0.5, mistakes=ordered)
    close = np.array([1e-12, 2e-12, 3e-12])
    signs = {NEAR_TIES: lambda area: area.ndim == 0}
    expect(roc_auc, np.array([0, 0, 1]), close, case=_("tiny scores, close together"), gives=1.0, mistakes=signs)
    many, scores = np.arange(600) % 2, np.arange(600) % 2 - np.arange(600) % 3
    signs = {COUNT_WRAPS: lambda area: area.ndim == 0}
    expect(roc_auc, many, scores, case=_("600 bookings"), gives=7 / 9, mistakes=signs)


@check
def best_threshold(best_threshold: Callable[..., Any]) -> None:
    """Different prices, thresholds that cost the same, and bookings of which none or all are best flagged."""
    signs: Signs = {
        STRICT: 0.5,
        SWAPPED: 0.1,
        MOST_EXPENSIVE: 0.3,
        HIGHEST: 0.95,
        IGNORED: 0.45,
        WITH_COST: (0.75, 4),
        COST_ALONE: 4,
    }
    stay, chances = np.repeat([0, 1], [3, 6]), np.array([0.55, 0.75, 0.45, 0.6, 0.1, 0.7, 0.65, 0.95, 0.85])
    signs = confirmed(signs, {SWAPPED: 0.6, HIGHEST: 0.6, IGNORED: 0.6}, best_threshold, stay, chances, 1, 2)
    expect(
        best_threshold,
        np.array([1, 0, 1, 0, 1, 0, 1, 1, 0]),
        np.array([0.95, 0.5, 0.75, 0.3, 0.8, 0.9, 0.1, 0.45, 0.4]),
        *(2, 1),
        case=_("false alarms cost double"),
        gives=0.75,
        mistakes=signs,
    )
    guests = np.array([0, 1, 1, 0, 1, 0, 0, 1])
    chances = np.array([0.9, 0.65, 0.4, 0.35, 0.8, 0.1, 0.5, 0.2])
    none = {NO_NOTHING: 0.65, IS_ONE: 1}
    expect(best_threshold, guests, chances, 3, 1, case=_("best to flag nothing"), gives=1.01, mistakes=none)
    expect(best_threshold, guests, chances, 1, 2, case=_("empty rooms cost double"), gives=0.2)
    all_gone = np.array([1, 1, 1])
    some = np.array([0.7, 0.3, 0.3])
    expect(best_threshold, all_gone, some, 4, 1, case=_("best to flag all"), gives=0.3, mistakes={ZERO: 0.0})
    close, signs = np.array([1e-9, 2e-9, 3e-9]), {P_ROUNDED: lambda threshold: threshold.ndim == 0}
    args = (np.array([0, 1, 1]), close, 1, 1)
    expect(best_threshold, *args, case=_("tiny p, close together"), gives=2e-9, atol=0, mistakes=signs)
    truth, p = np.repeat([0, 1], [256, 3]), np.repeat([0.5, 0.2], [256, 3])
    wraps: Signs = {COUNT_WRAPS: 0.2}
    expect(best_threshold, truth, p, 1, 1, case=_("259 bookings"), gives=1.01, mistakes=wraps)
    expect(best_threshold, truth, p, 1_000_000, 99_999_999, case=_("high costs"), gives=0.2)


@check
def cancellation_model(cancellation_model: Callable[..., Any]) -> float:
    """4,000 made-up bookings to learn from and 4,000 others to predict, whose effects are drawn anew."""
    rng = np.random.default_rng(11)
    effects = draw_effects(rng)
    area = area_of(cancellation_model, make_bookings(4000, rng, effects), make_bookings(4000, rng, effects), rng)
    claim = _("the AUC on unseen bookings, {area:.4f}, is above 0.70, where the points begin").format(area=area)
    step = _("measure the AUC on `validation`, and change the training until it rises")
    require(area > 0.70, claim, cause=LEARNED_TOO_LITTLE, step=step)
    return area


def area_of(
    cancellation_model: Callable[..., Any], known: pd.DataFrame, future: pd.DataFrame, rng: np.random.Generator
) -> float:
    """Train a model, and measure its area on bookings whose future it cannot see.

    Args:
        cancellation_model: the student's function.
        known: the bookings to learn from.
        future: the bookings to predict.
        rng: scrambles what is written down only after the stay.

    Returns:
        The area under the ROC curve.
    """
    model = expect(cancellation_model, known)
    require(hasattr(model, "predict_proba"), _("the model has a method `predict_proba`"), cause=NO_METHOD)
    unseen, truth = as_unseen(future, rng), future["is_canceled"].to_numpy()
    _predicted(model, unseen[:3])
    p = _predicted(model, unseen)
    chances = np.all((p >= 0) & (p <= 1))
    require(chances, _("one probability between 0 and 1 comes back for each booking"), cause=NO_SIGMOID)
    area = float(roc_auc_score(truth, p))
    if area < 0.75:
        told = roc_auc_score(truth, np.asarray(model.predict_proba(future), dtype=np.float64))
        claim = _("the model does without what is known only after the stay")
        require(told < area + 0.1, claim, cause=LEANS_ON_A_LEAK)
        require(area > 0.45, _("canceled bookings get the higher scores"), cause=WRONG_CLASS)
    return area


def _predicted(model: Any, unseen: pd.DataFrame) -> Any:
    """Ask a model for its probabilities, and return them, shape (n,)."""

    def predict_proba(unseen: pd.DataFrame) -> Any:
        return model.predict_proba(unseen)

    mistakes = {ASKS_FOR_ANSWER: KeyError, PREPARED_OTHERWISE: ValueError, NO_OBJECT: TypeError}
    shapes = {TWO_COLUMNS: lambda p: p.shape[1:] == (2,), ONE_COLUMN: lambda p: p.shape[1:] == (1,)}
    p = expect(
        predict_proba,
        unseen,
        like=np.zeros(len(unseen)),
        mistakes={**mistakes, **shapes},
        exercise="cancellation_model",
    )
    return np.asarray(p, dtype=np.float64)
