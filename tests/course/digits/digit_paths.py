"""The ten digits as a pen draws them: strokes of points, x to the right and y down, about 1 wide and 1.5 high."""

import numpy as np

from course.layer import Array


def arc(x: float, y: float, across: float, up: float, start: float, end: float) -> Array:
    """Follow an ellipse from one angle to another, in degrees, counterclockwise, shape (30, 2)."""
    angle = np.radians(np.linspace(start, end, 30))
    return np.stack([x + across * np.cos(angle), y - up * np.sin(angle)], axis=1)


def line(*points: tuple[float, float]) -> Array:
    return np.array(points, dtype=float)


def joined(*parts: Array) -> Array:
    return np.concatenate(parts)


# The first of each digit is its plainest form.
PATHS: list[tuple[int, list[Array]]] = [
    (0, [arc(0.5, 0.75, 0.45, 0.75, 90, 450)]),
    (1, [line((0.2, 0.35), (0.5, 0), (0.5, 1.5))]),
    (2, [joined(arc(0.5, 0.42, 0.42, 0.42, 170, -30), line((0.05, 1.5), (0.95, 1.5)))]),
    (3, [joined(arc(0.45, 0.38, 0.4, 0.38, 150, -80), arc(0.45, 1.1, 0.48, 0.4, 80, -150))]),
    (4, [line((0.6, 0), (0.05, 1.0), (0.95, 1.0)), line((0.7, 0.5), (0.7, 1.5))]),
    (5, [joined(line((0.85, 0), (0.15, 0), (0.1, 0.65)), arc(0.45, 1.0, 0.45, 0.5, 140, -150))]),
    (6, [joined(arc(0.9, 0.9, 0.85, 0.9, 100, 180), arc(0.48, 1.05, 0.42, 0.45, 180, 530))]),
    (7, [line((0.05, 0), (0.95, 0), (0.4, 1.5))]),
    (8, [arc(0.5, 0.37, 0.38, 0.37, -90, 270), arc(0.5, 1.12, 0.42, 0.38, 90, 450)]),
    (9, [joined(arc(0.45, 0.42, 0.4, 0.42, 10, 370), line((0.85, 0.5), (0.75, 1.5)))]),
    (0, [arc(0.5, 0.75, 0.6, 0.7, 60, 430)]),
    (1, [line((0.5, 0), (0.5, 1.5))]),
    (1, [line((0.2, 0.35), (0.5, 0), (0.5, 1.5)), line((0.15, 1.5), (0.85, 1.5))]),
    (
        2,
        [joined(arc(0.5, 0.4, 0.45, 0.4, 150, -50), line((0.3, 1.2), (0.05, 1.45), (0.2, 1.3), (0.5, 1.45), (1, 1.4)))],
    ),
    (3, [joined(line((0.05, 0), (0.9, 0), (0.4, 0.6)), arc(0.45, 1.05, 0.48, 0.45, 80, -150))]),
    (4, [line((0.1, 0), (0.05, 0.75), (0.9, 0.75)), line((0.8, 0), (0.75, 1.5))]),
    (4, [line((0.7, 1.5), (0.7, 0), (0.05, 1.0), (1, 1.0))]),
    (5, [joined(line((0.15, 0), (0.1, 0.6)), arc(0.45, 1.0, 0.45, 0.45, 120, -140)), line((0.15, 0), (0.9, 0.02))]),
    (6, [joined(line((0.75, 0), (0.3, 0.5), (0.1, 1.0)), arc(0.48, 1.1, 0.38, 0.4, 180, 500))]),
    (7, [line((0.05, 0), (0.95, 0), (0.4, 1.5)), line((0.25, 0.75), (0.9, 0.75))]),
    (
        8,
        [
            joined(
                line((0.85, 0.15)),
                arc(0.5, 0.33, 0.38, 0.33, 40, 230),
                line((0.62, 0.8)),
                arc(0.5, 1.15, 0.4, 0.35, 50, -230),
                line((0.85, 0.2)),
            )
        ],
    ),
    (9, [joined(arc(0.45, 0.42, 0.4, 0.42, 10, 370), arc(0.4, 0.8, 0.45, 0.7, 20, -110))]),
]


# Forms that are hard to prepare: narrow ones, whose holes could close, and open 4s, whose top is in two pieces.
HARD: list[tuple[int, list[Array]]] = [
    (0, [arc(0.5, 0.75, 0.2, 0.75, 90, 450)]),
    (0, [arc(0.5, 0.75, 0.28, 0.75, 90, 450)]),
    (0, [arc(0.5, 0.75, 0.3, 0.75, 60, 430)]),
    (4, [line((0.35, 0), (0.05, 0.8), (0.85, 0.8)), line((0.75, 0.05), (0.55, 1.5))]),
    (4, [line((0.1, 0), (0.05, 0.75), (0.9, 0.75)), line((0.85, 0), (0.85, 1.5))]),
    (4, [line((0.3, 0), (0.0, 0.8), (0.95, 0.8)), line((0.65, 0.3), (0.5, 1.5))]),
    (6, [joined(arc(0.75, 0.9, 0.65, 0.9, 100, 180), arc(0.38, 1.1, 0.28, 0.38, 180, 530))]),
    (8, [arc(0.5, 0.37, 0.22, 0.37, -90, 270), arc(0.5, 1.12, 0.26, 0.38, 90, 450)]),
    (9, [joined(arc(0.45, 0.38, 0.25, 0.38, 10, 370), line((0.7, 0.4), (0.65, 1.5)))]),
    (9, [joined(arc(0.45, 0.42, 0.4, 0.42, 10, 370), line((0.85, 0.5), (0.45, 1.5)))]),
    (7, [line((0.05, 0.2), (0.05, 0), (0.95, 0), (0.5, 1.5))]),
    (5, [joined(line((0.7, 0), (0.15, 0), (0.15, 0.7)), arc(0.35, 1.05, 0.4, 0.45, 120, -120))]),
    (2, [joined(arc(0.4, 0.4, 0.35, 0.4, 170, -40), line((0.05, 1.5), (0.8, 1.5)))]),
    (3, [joined(arc(0.4, 0.38, 0.28, 0.38, 150, -80), arc(0.4, 1.1, 0.35, 0.4, 80, -150))]),
]
NARROW = [(digit, [stroke * [0.6, 1] for stroke in strokes]) for digit, strokes in PATHS]


def varied(strokes: list[Array], rng: np.random.Generator) -> list[Array]:
    """Draw the same with another hand: slanted up to 27 degrees, wider, turned, shaky, of another size and place."""
    slant, width, turn = rng.uniform(-0.5, 0.5), rng.uniform(0.75, 1.3), rng.normal(0, 0.05)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    size, place = rng.uniform(60, 220), rng.uniform(10, 60, size=2)
    hand = []
    for stroke in strokes:
        path = with_points_between(stroke) * [width, 1]
        path[:, 0] -= slant * path[:, 1]
        shake = rng.normal(0, 0.03, size=path.shape)
        shake = np.stack([np.convolve(column, np.ones(7) / 7, mode="same") for column in shake.T], axis=1)
        hand.append((path @ rotation.T + shake[: len(path)]) * size + place)
    return hand


def with_points_between(stroke: Array, step: float = 0.03) -> Array:
    """Return points of the same path, no further than a step from each other; at least seven."""
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(stroke, axis=0).T))])
    stops = np.linspace(0, way[-1], max(7, int(way[-1] / step) + 1))
    return np.stack([np.interp(stops, way, stroke[:, 0]), np.interp(stops, way, stroke[:, 1])], axis=1)
