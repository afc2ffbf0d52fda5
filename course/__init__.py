"""The helper package of the course: what the notebooks import."""

from course.checks import by_degree, expect, expect_value, hidden_data, made_by, require
from course.earlier import own_answers
from course.figures import new_figure, show
from course.layer import Layer
from course.notebook import check_setup
from course.progress_table import progress
from course.widgets import explore

__all__ = [
    "Layer",
    "by_degree",
    "check_setup",
    "expect",
    "expect_value",
    "explore",
    "hidden_data",
    "made_by",
    "new_figure",
    "own_answers",
    "progress",
    "require",
    "show",
]
