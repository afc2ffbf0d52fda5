"""The helper package of the course: what the notebooks import."""

from course.checks import expect, expect_value, hidden_data, require
from course.figures import new_figure, show
from course.layer import Layer
from course.notebook import check_setup
from course.widgets import explore

__all__ = ["Layer", "check_setup", "expect", "expect_value", "explore", "hidden_data", "new_figure", "require", "show"]
