"""Where units and lines stand, and that a place of the picture leads back to what stands there."""

import numpy as np
import pytest

from course.playground.geometry import BOX, HEIGHT, MAP, TOP, bias_corner, ends, find, output_corner, place
from course.playground.parts import BIAS, Line, Look, NetworkUnit, list_lines, list_units, name_start, name_unit
from course.playground.settings import Settings

SIZES = [[2, 4, 2], [7, *[8] * 6], [2, 44], [1], [0, 3], [2, 64], [3, 1, 8, 2]]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_the_middle_of_each_unit_leads_to_the_unit(sizes: list[int]) -> None:
    for depth, column in enumerate(place(sizes)):
        assert len(column.middles) == sizes[depth]
        for number, (x, y) in enumerate(column.middles):
            assert find(sizes, x, y) == NetworkUnit(depth, number)
            assert find(sizes, x + column.side / 2, y - column.side / 2) == NetworkUnit(depth, number)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_units_stay_apart_and_inside_the_picture(sizes: list[int]) -> None:
    corners = [(column.middles, column.side) for column in place(sizes)]
    for middles, side in corners:
        if len(middles):
            assert middles[:, 1].min() - side / 2 > TOP
            assert middles[:, 1].max() + side / 2 < HEIGHT
            assert middles[:, 0].max() + side / 2 < MAP[0]
        apart = np.abs(middles[:, None] - middles[None]).max(axis=2) + np.eye(len(middles)) * 1000
        assert apart.min(initial=1000) > side


@pytest.mark.parametrize("sizes", [[2, 4, 2], [3, 1, 8, 2], [1], [2, 6]], ids=str)
def test_each_line_is_found_close_to_where_it_begins(sizes: list[int]) -> None:
    columns = place(sizes)
    for depth, after in enumerate([*sizes[1:], 1]):
        starts, stops = ends(columns, depth)
        assert starts.shape == stops.shape == (sizes[depth], after, 2)
        for start, end in np.ndindex(starts.shape[:2]):
            s = 0.7  # where lines that begin together have parted
            x, y = starts[start, end] + (stops[start, end] - starts[start, end]) * (s, s * s * (3 - 2 * s))
            found = find(sizes, x, y)
            assert isinstance(found, Line)
            other_starts, other_stops = starts[found.start, found.end], stops[found.start, found.end]
            height = other_starts[1] + (other_stops[1] - other_starts[1]) * s * s * (3 - 2 * s)
            assert found == Line(depth, start, end) or abs(height - y) < 1  # another passes at the same place


def test_a_place_off_all_lines_leads_to_nothing() -> None:
    assert find([2, 4, 2], 190, 60) is None
    assert find([2, 4, 2], 20, 230) is None
    (column, _), gap = place([1, 1]), 9
    x, y = column.middles[0]
    assert find([1, 1], x + 60, y + 3) == Line(0, 0, 0)
    assert find([1, 1], x + 60, y + gap) is None


def test_biases_are_found_in_their_boxes() -> None:
    sizes = [2, 4, 2]
    columns = place(sizes)
    for depth in (0, 1):
        for number in range(sizes[depth + 1]):
            left, top = bias_corner(columns[depth + 1], number)
            assert find(sizes, left + BOX / 2 - 2, top + BOX / 2) == Line(depth, BIAS, number)
    left, top = output_corner()
    assert find(sizes, left + BOX / 2, top + BOX / 2) == Line(2, BIAS, 0)


def test_parts_have_names() -> None:
    settings = Settings(features=("sin y", "x"), hidden=(2, 1))
    names = [name_unit(unit, settings) for unit in list_units(settings)]
    assert names == ["x", "sin y", "layer 1, unit 1", "layer 1, unit 2", "layer 2, unit 1", "output"]
    assert list_lines(settings, NetworkUnit(0, 1)) == []
    starts = [name_start(line, settings) for line in list_lines(settings, NetworkUnit(2, 0))]
    assert starts == ["bias", "layer 1, unit 1", "layer 1, unit 2"]
    assert Look() == Look(None, None)
