"""The scale of cancellation_model: no points where one column alone gets, all where a well-trained network gets."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from course.bookings import COLUMNS, as_unseen, draw_effects, make_bookings, one_column_rule
from course.bookings.chance import chance
from course.bookings.ladder import LADDER
from tests.collection import Classroom
from tests.course.bookings.ladder import measure_ladder


def scale_in_the_test_cell(classroom: Classroom) -> tuple[float, float]:
    cell = next(c for c in classroom.notebook.cells if c.id == "test_cancellation_model")
    found = set(re.findall(r"none_at=([\d.]+), all_at=([\d.]+)", cell.source))
    assert len(found) == 1
    none_at, all_at = found.pop()
    return float(none_at), float(all_at)


@pytest.mark.exhaustive
def test_scale_and_ladder_are_what_is_measured(record_figures: Callable[..., None]) -> None:
    classroom = Classroom("07_bookings")
    none_at, all_at = scale_in_the_test_cell(classroom)
    measured = {name: (min(areas), np.mean(areas), max(areas)) for name, areas in measure_ladder(classroom).items()}
    record_figures(
        *(f"07_bookings: AUC of {name} {low:.3f} to {high:.3f}" for name, (low, _, high) in measured.items()),
        f"07_bookings: no points at an AUC of {none_at}, all at {all_at}",
    )
    assert list(measured) == list(LADDER)
    for name, areas in measured.items():
        assert areas == pytest.approx(LADDER[name], abs=0.004), name
    assert measured["best single column"][2] <= none_at <= measured["best single column"][1] + 0.03
    lowest, mean, _ = measured["network, L2 penalty"]
    assert all_at <= lowest
    assert 0.85 <= mean <= all_at + 0.035


def test_the_notebook_quotes_the_ladder() -> None:
    cells = {cell.id: cell.source for cell in Classroom("07_bookings").notebook.cells}
    quoted = [
        float(one) for pair in re.findall(r"(0\.\d{3})\s+to\s+(0\.\d{3})", cells["cell-challenge"]) for one in pair
    ]
    rungs = ("best single column", "logistic regression", "network, L2 penalty")
    assert quoted == [LADDER[name][end] for name in rungs for end in (0, 2)]
    means = [float(one) for one in re.findall(r"0\.\d{3}", cells["cell-ladder"])]
    assert means == [mean for _, mean, _ in LADDER.values()]


def test_the_published_effects_say_little_about_those_of_the_check() -> None:
    for seed in range(6):
        rng = np.random.default_rng(seed)
        effects = draw_effects(rng)
        bookings = make_bookings(6000, rng, effects)
        columns = {name: bookings[name].to_numpy() for name in COLUMNS}
        canceled = bookings["is_canceled"]
        assert 0.3 < canceled.mean() < 0.55
        assert roc_auc_score(canceled, chance(columns)) < 0.84
        assert roc_auc_score(canceled, chance(columns, effects)) > 0.89


def test_the_status_says_it_all() -> None:
    bookings = make_bookings(2000, np.random.default_rng(1))
    rule = one_column_rule(bookings[:1000], bookings[1000:], "reservation_status")
    assert roc_auc_score(bookings["is_canceled"][1000:], rule) == 1.0
    unseen = as_unseen(bookings[1000:], np.random.default_rng(2))
    scrambled = one_column_rule(bookings[:1000], unseen, "reservation_status")
    assert roc_auc_score(bookings["is_canceled"][1000:], scrambled) < 0.6
