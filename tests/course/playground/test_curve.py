"""The loss curve has numbers on its axes, and two lines that everybody can tell apart."""

from typing import Any

import numpy as np
import pytest
from PIL import Image

from course.playground.canvas import FINE, Canvas
from course.playground.curve import STYLES, draw_losses, ticks
from course.playground.geometry import HEIGHT, PLOT, PLOT_SIZE, WIDTH

# What people with protanopia, deuteranopia and tritanopia see of linear RGB (Machado, Oliveira and Fernandes 2009).
SEEN = np.array(
    [
        np.eye(3),
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ]
)
LAB = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def rgb(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))


def draw(losses: list[tuple[float, float]]) -> Any:
    canvas = Canvas(WIDTH, HEIGHT)
    draw_losses(canvas, losses)
    return np.asarray(canvas.image).astype(int)


def has(pixels: Any, color: str) -> Any:
    return np.all(pixels == rgb(color), axis=-1)


def part(pixels: Any, left: float, top: float, right: float, bottom: float) -> Any:
    return pixels[round(top * FINE) : round(bottom * FINE), round(left * FINE) : round(right * FINE)]


@pytest.mark.parametrize("highest", [0.05, 0.1, 0.53, 1.0, 1.3, 7, 1e6])
@pytest.mark.parametrize("most", [3, 4])
def test_ticks_are_round_and_few(highest: float, most: int) -> None:
    values = ticks(highest, most)
    assert values[0] == 0
    assert 2 <= len(values) <= most + 1
    assert highest / 2.5 <= values[-1] <= highest
    step = values[1]
    assert np.allclose(np.diff(values), step)
    assert f"{step:.0e}"[0] in "125"


def test_the_training_loss_is_solid_and_the_test_loss_dashed() -> None:
    pixels = draw([(0.4, 0.2)] * 50)
    (left, top), (width, height) = PLOT, PLOT_SIZE
    plot = part(pixels, left + 4, top, left + width - 4, top + height - 4)
    shares = []
    for _words, color, _dashed in STYLES:
        shares.append(has(plot, color).any(axis=0).mean())
    assert shares[0] == 1
    assert 0.3 < shares[1] < 0.7
    legend = part(pixels, left, 0, left + width, top - 2)
    assert all(has(legend, color).any() for _words, color, _dashed in STYLES)


def test_both_axes_have_numbers() -> None:
    blank = np.asarray(Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), "white")).astype(int)
    (left, top), (width, height) = PLOT, PLOT_SIZE
    few, many = draw([(0.5, 0.5)] * 21), draw([(0.05, 0.05)] * 301)
    for box in (
        (left - 40, top - 8, left - 2, top + height - 8),
        (left + 40, top + height + 6, left + width, top + 84),
    ):
        assert not np.array_equal(part(few, *box), part(blank, *box))
        assert not np.array_equal(part(few, *box), part(many, *box))


def test_the_curve_ends_at_the_last_losses() -> None:
    (left, top), (width, height) = PLOT, PLOT_SIZE
    pixels = draw([(0.8, 0.8), (0.2, 0.4)])
    for value, (_words, color, _dashed) in zip((0.2, 0.4), STYLES, strict=True):
        end = part(pixels, left + width - 12, top, left + width, top + height)
        rows = np.flatnonzero(has(end, color).any(axis=1)) / FINE
        assert rows.max() == pytest.approx(height * (1 - value / 0.8), abs=2.5)


def test_the_two_colors_are_told_apart_by_all() -> None:
    colors = np.array([rgb(color) for _words, color, _dashed in STYLES]) / 255
    linear = np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
    for seen in SEEN:
        one, other = (lab(seen @ color) for color in linear)
        assert np.linalg.norm(one - other) > 25  # 2 is just seen, 10 at a glance


def lab(linear: Any) -> Any:
    x, y, z = np.cbrt(np.clip(LAB @ linear / (0.9505, 1, 1.089), 1e-3, None))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
