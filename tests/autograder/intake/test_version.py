"""A notebook of an older course is graded, and the result names it."""

import json

import pytest

from autograder.intake.notebook_file import parse_notebook
from tests.tiny import tiny_notebook


@pytest.mark.parametrize(
    ("version", "named"),
    [("0.0.1", True), ("999", False), ("no version", False), ("1" * 5000, False), (7, False), (None, False)],
)
def test_older_version_is_named(version: object, named: bool) -> None:
    notebook, repairs = tiny_notebook(), list[str]()
    notebook.metadata["course_version"] = version
    parse_notebook(json.dumps(notebook).encode(), 1, repairs)
    assert any("came with version 0.0.1 of the course; it was graded with" in one for one in repairs) == named
