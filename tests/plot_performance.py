"""Draw docs/performance.csv, which bench_class.py keeps, as docs/images/performance.svg."""

import csv

from matplotlib.figure import Figure

from course.figures import BLUE, VERMILLION
from tests.bench_class import KEPT

STYLES = {"nbgrader": (VERMILLION, "s--", "plain nbgrader"), "this grader": (BLUE, "o-", "this grader")}
SECONDS = (0.1, 0.2, 0.5, 1, 2, 5, 10)  # on the axis
DRAWN = KEPT.parent / "images" / "performance.svg"


def main() -> None:
    """Draw the seconds for each submission over the size of the class."""
    with KEPT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    draw(rows).savefig(DRAWN, metadata={"Date": None})


def draw(rows: list[dict[str, str]]) -> Figure:
    """Draw both graders; markers and lines differ as well as colors."""
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.add_subplot()
    for grader, (color, line, label) in STYLES.items():
        points = [(int(row["students"]), float(row["seconds_each"])) for row in rows if row["grader"] == grader]
        axes.plot(*zip(*points, strict=True), line, color=color, label=label)
    axes.set(xscale="log", yscale="log", xlabel="students in the class", ylabel="seconds for each submission")
    axes.set_xticks(sizes := sorted({int(row["students"]) for row in rows}), map(str, sizes))
    axes.set_yticks(SECONDS, [f"{one:g}" for one in SECONDS])
    axes.set_ylim(0.1, 10)
    axes.minorticks_off()
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    return figure


if __name__ == "__main__":
    main()
