"""The simulated cell has a threshold, equal spikes and a limit; the drawings say what they should."""

import numpy as np
import pytest

from course.figures import png
from course.perceptron.spikes import REFRACTORY_MS, TAU_MS, draw_neuron, draw_spikes, firing_rate, simulate


def test_below_the_threshold_nothing_fires() -> None:
    times, voltages, spikes = simulate(np.array([0.0, 0.5, 0.99]), 80)
    assert spikes.tolist() == [0, 0, 0]
    assert voltages.shape == (len(times), 3)
    assert voltages[-1] == pytest.approx([0, 0.5, 0.99], abs=0.01)


def test_spikes_are_all_or_nothing() -> None:
    _, voltages, spikes = simulate(np.array([1.2, 3.0]), 100)
    assert np.all(spikes > 0)
    assert set(voltages[voltages > 1].tolist()) == {2.0}
    assert np.sum(voltages > 1, axis=0).tolist() == spikes.tolist()


def test_rate_agrees_with_the_formula_of_the_model() -> None:
    drive = np.array([1.1, 1.5, 3.0, 8.0])
    period = REFRACTORY_MS + TAU_MS * np.log(drive / (drive - 1))
    assert firing_rate(drive) == pytest.approx(1000 / period, rel=0.01)


def test_rate_is_zero_below_threshold_grows_and_stays_below_its_limit() -> None:
    rates = firing_rate(np.array([0.2, 0.9, 1.2, 2.0, 5.0, 1000.0]))
    assert rates[:2].tolist() == [0, 0]
    assert np.all(np.diff(rates[1:]) > 0)
    assert rates[-1] <= 1000 / REFRACTORY_MS


def test_a_single_drive_may_be_a_number() -> None:
    assert simulate(3.0, 100)[2].tolist() == [12]


def test_spike_figure_counts_the_spikes_of_each_drive() -> None:
    left, right = draw_spikes((0.9, 1.2, 3.0)).axes
    assert [text.get_text() for text in left.texts] == [
        "current 0.9\n0 spikes",
        "current 1.2\n4 spikes",
        "current 3.0\n12 spikes",
    ]
    curve = np.asarray(right.lines[0].get_ydata())
    assert curve[0] == 0
    assert 150 < curve[-1] < 1000 / REFRACTORY_MS


def test_neuron_drawing_names_every_part() -> None:
    figure = draw_neuron()
    words = " ".join(text.get_text() for text in figure.axes[0].texts)
    for part in ("excites", "inhibits", "no link", "bias", "soma", "dendrites", "axon", "firing rate"):
        assert part in words
    assert png(figure).startswith(b"\x89PNG")
