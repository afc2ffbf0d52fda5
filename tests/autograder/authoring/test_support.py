"""Support files: what a unit is given of the earlier ones."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.authoring.release import write_support_file
from autograder.authoring.support import support_file
from autograder.problems import UserError
from autograder.units import Unit


def cell(name: str, source: str, **data: object) -> nbformat.NotebookNode:
    base = {"grade_id": name, "grade": False, "solution": True, "locked": False, "schema_version": 3}
    return new_code_cell(source, id=name, metadata={"nbgrader": base | data})


def write(root: Path, unit: str, *cells: nbformat.NotebookNode) -> Unit:
    made = Unit(unit, root)
    made.source.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=list(cells)), made.source)
    return made


@pytest.fixture
def second(tmp_path: Path) -> Unit:
    write(
        tmp_path,
        "01_one",
        cell("setup", "import numpy as np\nimport math", solution=False, locked=True),
        cell("half", "def half(x):\n    ### BEGIN SOLUTION\n    return np.asarray(x) / 2\n    ### END SOLUTION"),
        cell("quarter", "def quarter(x):\n    ### BEGIN SOLUTION\n    return half(half(x))\n    ### END SOLUTION"),
        cell("other", "def other(x):\n    ### BEGIN SOLUTION\n    return math.pi\n    ### END SOLUTION"),
    )
    return write(tmp_path, "02_two", cell("setup", "from given import quarter", solution=False, locked=True))


def test_support_file_holds_what_is_asked_for_and_what_that_uses(second: Unit) -> None:
    text = support_file(second)
    assert text is not None
    namespace: dict[str, object] = {}
    exec(text, namespace)
    assert namespace["quarter"](8.0) == 2.0  # type: ignore[operator]
    assert "def half" in text
    assert "other" not in text
    assert "math" not in text
    assert "SOLUTION" not in text


def test_name_that_a_unit_wraps_for_itself_comes_as_it_was(second: Unit, tmp_path: Path) -> None:
    wrapping = "from given import quarter\n\nquarter = print(quarter)"
    nbformat.write(new_notebook(cells=[cell("setup", wrapping, solution=False, locked=True)]), second.source)
    third = write(tmp_path, "03_three", cell("setup", "from given import quarter", solution=False, locked=True))
    text = support_file(third)
    assert text is not None
    assert "def quarter" in text
    assert "print" not in text


def test_name_that_nobody_defines_is_an_error(second: Unit) -> None:
    nbformat.write(new_notebook(cells=[new_code_cell("from given import third")]), second.source)
    with pytest.raises(UserError, match="asks for 'third' from given, but no earlier unit defines it"):
        support_file(second)


def test_unit_that_asks_for_nothing_has_no_support_file(second: Unit) -> None:
    path = write_support_file(second)
    assert path is not None
    assert path.exists()
    nbformat.write(new_notebook(cells=[new_code_cell("x = 1")]), second.source)
    assert write_support_file(second) is None
    assert not path.exists()
