"""The scale of cancellation_model: no points where one column alone gets, all where a well-trained network gets."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from course.bookings import AFTER_STAY, COLUMNS, as_unseen, make_bookings, one_column_rule
from tests.collection import Classroom

SEEDS = range(500, 510)  # the notebook quotes what these give
N = 4000


def scale_in_the_test_cell(classroom: Classroom) -> tuple[float, float]:
    cell = next(c for c in classroom.notebook.cells if c.id == "test_cancellation_model")
    found = set(re.findall(r"none_at=([\d.]+), all_at=([\d.]+)", cell.source))
    assert len(found) == 1
    none_at, all_at = found.pop()
    return float(none_at), float(all_at)


@pytest.mark.slow
def test_scale_is_what_is_measured(record_figures: Callable[..., None]) -> None:
    classroom = Classroom("07_bookings")
    none_at, all_at = scale_in_the_test_cell(classroom)
    one_column, straight, network = [], [], []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        train, future = make_bookings(N, rng), make_bookings(N, rng)
        truth, unseen = future["is_canceled"].to_numpy(), as_unseen(future, rng)
        honest = [name for name in COLUMNS if name not in (*AFTER_STAY, "is_canceled")]
        one_column.append(max(roc_auc_score(truth, one_column_rule(train, future, name)) for name in honest))
        model = classroom.namespace["cancellation_model"](train)
        network.append(roc_auc_score(truth, model.predict_proba(unseen)))
        X, Z = classroom.namespace["prepare"](train, unseen)
        logistic = LogisticRegression(max_iter=300).fit(X, train["is_canceled"])
        straight.append(roc_auc_score(truth, logistic.predict_proba(Z)[:, 1]))
    record_figures(
        f"07_bookings: AUC of one column {min(one_column):.3f} to {max(one_column):.3f}, no points at {none_at}",
        f"07_bookings: AUC of logistic regression {min(straight):.3f} to {max(straight):.3f}",
        f"07_bookings: AUC of the network {min(network):.3f} to {max(network):.3f}, all points at {all_at}",
    )
    text = next(cell.source for cell in classroom.notebook.cells if "measured on ten draws" in cell.source)
    quoted = [float(one) for pair in re.findall(r"(0\.\d{3}) to\s(0\.\d{3})", text) for one in pair]
    measured = [extreme(areas) for areas in (one_column, straight, network) for extreme in (min, max)]
    assert quoted == pytest.approx(measured, abs=0.002)
    assert max(one_column) <= none_at <= np.mean(one_column) + 0.03
    assert all_at <= min(network)
    assert np.mean(network) <= all_at + 0.035
    assert 0.85 <= np.mean(network) <= 0.93


def test_the_status_says_it_all() -> None:
    bookings = make_bookings(2000, np.random.default_rng(1))
    rule = one_column_rule(bookings[:1000], bookings[1000:], "reservation_status")
    assert roc_auc_score(bookings["is_canceled"][1000:], rule) == 1.0
    unseen = as_unseen(bookings[1000:], np.random.default_rng(2))
    scrambled = one_column_rule(bookings[:1000], unseen, "reservation_status")
    assert roc_auc_score(bookings["is_canceled"][1000:], scrambled) < 0.6
