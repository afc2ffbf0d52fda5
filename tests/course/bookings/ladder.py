"""Measure what is reachable on made-up bookings: one column, a line, networks, boosted trees, and the true chances.

`python -m tests.course.bookings.ladder` prints what course/bookings/ladder.py records.
"""

from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits

from course.bookings import AFTER_STAY, COLUMNS, as_unseen, draw_effects, make_bookings, one_column_rule
from course.bookings.chance import chance
from tests.collection import Classroom

SEEDS = range(500, 510)
N = 4000
HONEST = [name for name in COLUMNS if name not in (*AFTER_STAY, "is_canceled")]
PENALTY = "+ shrink"  # in the solution's gradient


def measure_ladder(classroom: Classroom) -> dict[str, list[float]]:
    """Measure the AUC of each rung on ten draws: N bookings to learn from, N others to measure on.

    Args:
        classroom: of unit 7; its solutions prepare the tables and train the networks.

    Returns:
        By the name of the rung, one AUC for each draw.
    """
    rungs: dict[str, list[float]] = {}
    for seed in SEEDS:
        with threadpool_limits(1):
            for name, area in _measure(classroom, np.random.default_rng(seed)).items():
                rungs.setdefault(name, []).append(area)
    return rungs


def _measure(classroom: Classroom, rng: np.random.Generator) -> dict[str, float]:
    effects = draw_effects(rng)
    train, future = (make_bookings(N, rng, effects) for _ in range(2))
    truth, unseen = future["is_canceled"].to_numpy(), as_unseen(future, rng)
    X, Z = classroom.namespace["prepare"](train, unseen)
    line = LogisticRegression(max_iter=1000).fit(X, train["is_canceled"])
    trees = HistGradientBoostingClassifier(random_state=0).fit(X, train["is_canceled"])
    scores = {
        "logistic regression": line.predict_proba(Z)[:, 1],
        "network, no penalty": network_without_penalty(classroom)(train).predict_proba(unseen),
        "network, L2 penalty": classroom.namespace["cancellation_model"](train).predict_proba(unseen),
        "gradient boosting": trees.predict_proba(Z)[:, 1],
        "the true chances": chance({name: future[name].to_numpy() for name in COLUMNS}, effects),
    }
    one_column = max(roc_auc_score(truth, one_column_rule(train, future, name)) for name in HONEST)
    return {"best single column": one_column, **{name: roc_auc_score(truth, p) for name, p in scores.items()}}


def network_without_penalty(classroom: Classroom) -> Any:
    """Return the solution's `cancellation_model` with the penalty left out."""
    source = classroom.solutions["cancellation_model"]
    assert PENALTY in source
    namespace = dict(classroom.namespace)
    exec(source.replace(PENALTY, ""), namespace)
    return namespace["cancellation_model"]


if __name__ == "__main__":
    for rung, areas in measure_ladder(Classroom("07_bookings")).items():
        print(f'    "{rung}": ({min(areas):.3f}, {np.mean(areas):.3f}, {max(areas):.3f}),')
