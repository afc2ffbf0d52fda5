"""What a grid search and a random search must return."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.checks import Mistake, expect, require
from course.checks.any_answer import expect_own_arrays
from course.checks.call import call
from course.texts import _

LAST_WINS = Mistake("last_wins", "the last of equal scores wins: the first one should")
LOWEST = Mistake("lowest", "the lowest score wins: higher is better")
LAST_TRIED = Mistake("last_tried", "the last parameters that were tried are returned: compare the scores")
FROM_ZERO = Mistake(
    "from_zero", "the best score so far starts at 0, and no score here is higher: start with the first result"
)
NONE_KEPT = Mistake("none_kept", "the best parameters are None: no trial was kept as the best so far")
SORTED = Mistake("sorted", "the results are sorted: keep the order in which they were tried")
SCORE_RETURNED = Mistake("score_returned", "the best score is returned: return the parameters that gave it")
PAIR_RETURNED = Mistake("pair_returned", "the best pair is returned: return its parameters alone")
SCORES_ALONE = Mistake("scores_alone", "the results hold the scores alone: each is a pair (params, score)")
SCORE_FIRST = Mistake("score_first", "the results hold (score, params): the parameters come first")
ONE_DICT = Mistake("one_dict", "all results hold the same dict, changed later: make a new one for each trial")
RESULTS_FIRST = Mistake("results_first", "the pair is the wrong way round: the best parameters first")
NO_RESULTS = Mistake("no_results", "the results are missing: return (best_params, results)")

BY_NAME = Mistake("by_name", "the parameters are handed over by their places or as one dict: call `score(**params)`")
FIRST_FASTEST = Mistake(
    "first_fastest", "the first parameter runs fastest: the last one should, as in itertools.product"
)
PAIRED = Mistake("paired", "values are paired off: try every value of one with every value of the other")
NO_NAMES = Mistake("no_names", "the parameters are lists of values: make a dict from name to value")
NAMES_SORTED = Mistake("names_sorted", "values got the names of other parameters: keep the order of `grid`")

CALLS = Mistake(
    "calls",
    "a function is called in another way than it wants: `draw(rng)` for each value, `score(**params)` with names",
)
COLUMNS = Mistake(
    "columns", "all trials draw their first parameter before any draws its second: finish one trial first"
)
OTHER_NAMES_FIRST = Mistake("other_names_first", "the parameters are drawn in another order than that of `space`")
DRAWN_ONCE = Mistake("drawn_once", "the parameters are drawn once, for all trials: draw anew in each")
TOO_FEW = Mistake("too_few", "there is one trial too few")
TOO_MANY = Mistake("too_many", "there is one trial too many")
OWN_GENERATOR = Mistake("own_generator", "the values come from another generator: call each function with `rng`")
DRAWN_AGAIN = Mistake("drawn_again", "the score belongs to other parameters than those noted: draw once in each trial")
REPEATS_LEFT_OUT = Mistake("repeats_left_out", "a trial that was tried before is left out: each of the n counts")


def check_grid(grid_search: Callable[..., Any]) -> None:
    """Check grids of one, two and three parameters."""
    called = {BY_NAME: TypeError}
    pair = expect(grid_search, try_network, {"eta": [0.1], "units": [8]}, case=_("one combination"), mistakes=called)
    above_zero = [try_size, {"side": [2]}]
    _check_best(pair, _("one combination is the best, though its score is below 0"), grid_search, above_zero)
    _two_parameters(grid_search)
    expect_own_arrays(grid_search, [try_side, {"side": [1, 2]}], [try_side, {"side": [3, 4]}])
    expect(
        grid_search,
        try_three,
        {"c": [1, 2], "a": [3], "b": [5, 4]},
        case=_("three parameters, not in the order of the alphabet"),
        gives=(
            {"c": 1, "a": 3, "b": 4},
            [
                ({"c": 1, "a": 3, "b": 5}, -135),
                ({"c": 1, "a": 3, "b": 4}, -134),
                ({"c": 2, "a": 3, "b": 5}, -235),
                ({"c": 2, "a": 3, "b": 4}, -234),
            ],
        ),
        mistakes={
            NAMES_SORTED: (
                {"a": 1, "b": 3, "c": 4},
                [
                    ({"a": 1, "b": 3, "c": 5}, -513),
                    ({"a": 1, "b": 3, "c": 4}, -413),
                    ({"a": 2, "b": 3, "c": 5}, -523),
                    ({"a": 2, "b": 3, "c": 4}, -423),
                ],
            )
        },
    )
    expect(
        grid_search,
        try_side,
        {"side": [2, 3]},
        case=_("one parameter"),
        gives=({"side": 2}, [({"side": 2}, -2), ({"side": 3}, -3)]),
    )


def _two_parameters(grid_search: Callable[..., Any]) -> None:
    all_six = [
        ({"eta": 0.01, "units": 4}, -5.0),
        ({"eta": 0.01, "units": 8}, -3.0),
        ({"eta": 0.1, "units": 4}, -1.0),
        ({"eta": 0.1, "units": 8}, -8.0),
        ({"eta": 1.0, "units": 4}, -1.0),
        ({"eta": 1.0, "units": 8}, -2.0),
    ]
    best = {"eta": 0.1, "units": 4}
    paired = [all_six[0], all_six[3]]
    expect(
        grid_search,
        try_network,
        {"eta": [0.01, 0.1, 1.0], "units": [4, 8]},
        case=_("two parameters, equal scores"),
        gives=(best, all_six),
        mistakes={
            LOWEST: ({"eta": 0.1, "units": 8}, all_six),
            LAST_TRIED: ({"eta": 1.0, "units": 8}, all_six),
            LAST_WINS: ({"eta": 1.0, "units": 4}, all_six),
            FIRST_FASTEST: (best, all_six[::2] + all_six[1::2]),
            SORTED: (best, [all_six[i] for i in (2, 4, 5, 1, 0, 3)]),
            PAIRED: ({"eta": 0.01, "units": 4}, paired),
            NO_NAMES: ([0.1, 4], [([params["eta"], params["units"]], score) for params, score in all_six]),
            ONE_DICT: (
                {"eta": 1.0, "units": 8},
                [({"eta": 1.0, "units": 8}, score) for _params, score in all_six],
            ),
            BY_NAME: TypeError,
            **_returned_otherwise(best, -1.0, all_six),
        },
    )


def check_random(random_search: Callable[..., Any]) -> None:
    """Check trials over two parameters, with repeats, and alone."""
    digits = {"a": draw_digit, "b": draw_digit}
    called = {CALLS: TypeError}
    two = expect(random_search, closeness, digits, 2, np.random.default_rng(21), case=_("two trials"), mistakes=called)
    few = {"side": draw_one_of_three}
    above_zero = [try_size, few, 1, np.random.default_rng(0)]
    _check_best(two, _("one trial is the best, though its score is below 0"), random_search, above_zero)
    _five_trials(random_search, digits)
    expect(
        random_search,
        try_side,
        few,
        5,
        np.random.default_rng(0),
        case=_("trials that are drawn more than once"),
        gives=(
            {"side": 1},
            [({"side": 3}, -3), ({"side": 2}, -2), ({"side": 2}, -2), ({"side": 1}, -1), ({"side": 1}, -1)],
        ),
        mistakes={REPEATS_LEFT_OUT: ({"side": 1}, [({"side": 3}, -3), ({"side": 2}, -2), ({"side": 1}, -1)])},
    )
    alone = ({"side": 2}, [({"side": 2}, -2)])
    rngs = [np.random.default_rng(seed) for seed in (1, 2)]
    expect_own_arrays(random_search, [closeness, digits, 3, rngs[0]], [closeness, digits, 3, rngs[1]])
    expect(random_search, try_side, few, 1, np.random.default_rng(1), case=_("one trial"), gives=alone)


def _five_trials(random_search: Callable[..., Any], digits: dict[str, Any]) -> None:
    five = _trials([(3, 7, -4), (3, 6, -3), (4, 7, -3), (3, 0, -7), (2, 6, -4)])  # what this seed draws
    best = {"a": 3, "b": 6}
    columns = _trials([(3, 7, -4), (7, 3, -4), (3, 0, -7), (6, 2, -4), (4, 6, -2)])
    turned = _trials([(7, 3, -4), (6, 3, -3), (7, 4, -3), (0, 3, -7), (6, 2, -4)])
    again = _trials([(3, 7, -3), (4, 7, -7), (2, 6, -5), (2, 4, -8), (7, 9, -5)])  # scores of the pairs between
    own = _trials([(8, 6, -4), (5, 2, -3), (3, 0, -7), (0, 0, -10), (1, 8, -7)])  # what the seed 0 draws
    expect(
        random_search,
        closeness,
        digits,
        5,
        np.random.default_rng(21),
        case=_("five trials, equal scores"),
        gives=(best, five),
        mistakes={
            LOWEST: ({"a": 3, "b": 0}, five),
            LAST_TRIED: ({"a": 2, "b": 6}, five),
            LAST_WINS: ({"a": 4, "b": 7}, five),
            COLUMNS: ({"a": 4, "b": 6}, columns),
            OTHER_NAMES_FIRST: ({"a": 6, "b": 3}, turned),
            DRAWN_ONCE: ({"a": 3, "b": 7}, five[:1] * 5),
            TOO_FEW: (best, five[:4]),
            TOO_MANY: (best, [*five, ({"a": 6, "b": 9}, -5)]),
            SORTED: (best, [five[i] for i in (1, 2, 0, 4, 3)]),
            OWN_GENERATOR: ({"a": 5, "b": 2}, own),
            DRAWN_AGAIN: ({"a": 3, "b": 7}, again),
            ONE_DICT: ({"a": 2, "b": 6}, [({"a": 2, "b": 6}, score) for _params, score in five]),
            CALLS: TypeError,
            **_returned_otherwise(best, -3, five),
        },
    )


def _returned_otherwise(
    best: dict[str, Any], score: float, results: list[tuple[dict[str, Any], float]]
) -> dict[Mistake, Any]:
    """List the answers that hold the right values in another form."""
    return {
        SCORE_RETURNED: (score, results),
        PAIR_RETURNED: ((best, score), results),
        SCORES_ALONE: (best, [one for _params, one in results]),
        SCORE_FIRST: (best, [(one, params) for params, one in results]),
        RESULTS_FIRST: (results, best),
        NO_RESULTS: best,
    }


def _check_best(pair: Any, claim: str, search: Callable[..., Any], above_zero: list[Any]) -> None:
    """Check that a trial was kept as the best; if none was, try whether one is where scores are above 0."""
    if _none_kept(pair):
        again = call(search, above_zero, [""] * len(above_zero)).answer
        require(False, claim, cause=NONE_KEPT if _none_kept(again) else FROM_ZERO)


def _none_kept(pair: Any) -> bool:
    return isinstance(pair, tuple | list) and len(pair) == 2 and pair[0] is None


def _trials(drawn: list[tuple[int, int, int]]) -> list[tuple[dict[str, Any], float]]:
    return [({"a": a, "b": b}, score) for a, b, score in drawn]


def try_network(*, units: int, eta: float) -> float:
    """Score a combination; the parameters are taken by name only."""
    table = {(0.01, 4): -5.0, (0.01, 8): -3.0, (0.1, 4): -1.0, (0.1, 8): -8.0, (1.0, 4): -1.0, (1.0, 8): -2.0}
    return table[eta, units]


def try_three(*, a: int, b: int, c: int) -> int:
    """Score three parameters, so that each has a digit of its own."""
    return -(100 * c + 10 * a + b)


def try_side(*, side: int) -> int:
    """Score one parameter: the smaller, the better."""
    return -side


def try_size(*, side: int) -> int:
    """Score one parameter: the larger, the better, and above 0."""
    return side


def closeness(*, b: int, a: int) -> int:
    """Score a trial: how close it is to (5, 5), 0 at best; the parameters are taken by name only."""
    return -(abs(a - 5) + abs(b - 5))


def draw_digit(rng: np.random.Generator) -> int:
    """Draw a whole number from 0 to 9."""
    return int(rng.integers(0, 10))


def draw_one_of_three(rng: np.random.Generator) -> int:
    """Draw 1, 2 or 3, so that repeats are frequent."""
    return int(rng.integers(1, 4))
