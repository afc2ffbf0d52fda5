"""Rules of one column, unseen bookings, and what a model leans on."""

from typing import Any

import numpy as np
import pandas as pd

from course.bookings import (
    AFTER_STAY,
    as_unseen,
    drops_when_shuffled,
    make_bookings,
    one_column_rule,
    score_unseen,
    trained_once,
)


def test_unseen_bookings_keep_all_but_the_future() -> None:
    bookings = make_bookings(200, np.random.default_rng(0))
    before = bookings.copy()
    unseen = as_unseen(bookings[50:], np.random.default_rng(1))
    pd.testing.assert_frame_equal(bookings, before)
    assert "is_canceled" not in unseen
    assert list(unseen.index) == list(range(150))
    for name in unseen.columns:
        original = bookings[name][50:].reset_index(drop=True)
        if name in AFTER_STAY:
            assert not unseen[name].equals(original)
            assert sorted(unseen[name]) == sorted(original)
        else:
            assert unseen[name].equals(original)


def test_rule_learns_from_train_and_knows_missing_values() -> None:
    train = pd.DataFrame({"agent": [9.0, 9.0, np.nan, 14.0], "is_canceled": [1, 0, 1, 0]})
    asked = pd.DataFrame({"agent": [9.0, np.nan, 14.0, 77.0]})
    assert np.allclose(one_column_rule(train, asked, "agent"), [0.5, 1.0, 0.0, 0.5])


def test_rule_cuts_long_numbers_into_parts() -> None:
    train = pd.DataFrame({"lead_time": np.arange(1000), "is_canceled": (np.arange(1000) >= 500).astype(int)})
    scores = one_column_rule(train, pd.DataFrame({"lead_time": [0, 120, 880, 5000]}), "lead_time")
    assert np.allclose(scores, [0, 0, 1, 1])


def test_drops_are_those_of_the_columns_used() -> None:
    bookings = pd.DataFrame({"a": np.arange(100.0), "b": np.arange(100.0)})
    y = (np.arange(100) >= 50).astype(float)
    asked = []

    def predict(table: pd.DataFrame) -> Any:
        asked.append(len(table))
        return table["a"].to_numpy()

    drops = drops_when_shuffled(
        predict,
        lambda truth, score: float(np.corrcoef(truth, score)[0, 1]),
        bookings,
        y,
        np.random.default_rng(0),
    )
    assert drops["b"] == 0
    assert drops["a"] > 0.5
    assert asked == [300]  # once for all, since a model may take long to prepare


def test_a_model_is_trained_once_for_each_function_and_table() -> None:
    trained = []

    def train_model(bookings: pd.DataFrame) -> object:
        trained.append(len(bookings))
        return object()

    def another(bookings: pd.DataFrame) -> object:
        return train_model(bookings)

    one, two = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1, 2]})
    model = trained_once(train_model, one)
    assert trained_once(train_model, one) is model
    assert trained == [1]
    assert trained_once(train_model, two) is not model
    assert trained_once(another, two) is trained_once(another, two)
    assert trained == [1, 2, 2]


def test_a_model_scores_bookings_without_their_future() -> None:
    bookings = make_bookings(50, np.random.default_rng(0))

    class Model:
        def predict_proba(self, unseen: Any) -> Any:
            assert "is_canceled" not in unseen
            assert not unseen["reservation_status"].equals(bookings["reservation_status"])
            return unseen["lead_time"].to_numpy() / 1000

    scored = score_unseen(Model(), bookings)
    assert (scored.y == bookings["is_canceled"]).all()
    assert np.allclose(scored.p, bookings["lead_time"] / 1000)
