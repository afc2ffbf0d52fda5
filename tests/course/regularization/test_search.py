"""Pictures of searches show the trials, and what a grid costs."""

import numpy as np

from course.regularization.search import draw_costs, draw_searches, draw_sweep, draw_trials


def score(x: float, y: float) -> float:
    return 1 - abs(x - 0.25)


def test_searches_show_their_trials_and_their_best() -> None:
    spots = [(0.0, 0.2), (0.5, 0.4), (0.5, 0.9)]
    results = [({"x": x, "y": y}, score(x, y)) for x, y in spots]
    (axes,) = draw_searches({"mine": results}, score).axes
    drawn = np.column_stack(axes.lines[1].get_data())
    assert np.allclose(drawn, spots)
    assert axes.get_title() == "mine: 3 trials, 2 values of x\nbest score 0.75"
    hill = np.asarray(axes.lines[0].get_ydata())
    assert np.asarray(axes.lines[0].get_xdata())[hill.argmax()] == 0.25


def test_costs_are_powers() -> None:
    (axes,) = draw_costs([3, 10], most=4).axes
    assert np.allclose(np.asarray(axes.lines[0].get_ydata()), [3, 9, 27, 81])
    assert np.allclose(np.asarray(axes.lines[1].get_ydata()), [10, 100, 1000, 10000])
    assert axes.get_yscale() == "log"


def test_trials_carry_their_loss_and_the_best_a_star() -> None:
    results = [({"eta": 0.1, "lam": 2.0}, -0.5), ({"eta": 0.3, "lam": 1.0}, -0.25), ({"eta": 0.2, "lam": 3.0}, -0.75)]
    (axes,) = draw_trials(results, "eta", "lam").axes
    assert [text.get_text() for text in axes.texts] == ["0.50", "0.25", "0.75"]
    assert [line.get_marker() for line in axes.lines] == ["o", "*", "o"]
    assert np.allclose(np.column_stack(axes.lines[1].get_data()), [[0.3, 1.0]])


def test_sweep_has_a_line_for_each_value_and_a_star_at_its_lowest_point() -> None:
    losses = {0.1: [0.5, 0.3, 0.9], 0.01: [0.2, 0.4, 0.6]}
    results = [
        ({"eta": eta, "lam": lam}, -loss)
        for eta, row in losses.items()
        for lam, loss in zip((0, 1, 10), row, strict=True)
    ]
    (axes,) = draw_sweep(results, along="lam", apart="eta").axes
    lines = [line for line in axes.lines if line.get_marker() != "*"]
    stars = [line for line in axes.lines if line.get_marker() == "*"]
    assert [line.get_label() for line in lines] == ["eta = 0.1", "eta = 0.01"]
    assert np.allclose([np.asarray(line.get_ydata()) for line in lines], list(losses.values()))
    assert [(np.asarray(s.get_xdata())[0], np.asarray(s.get_ydata())[0]) for s in stars] == [(1, 0.3), (0, 0.2)]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0", "1", "10"]
