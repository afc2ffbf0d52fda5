"""Every rule of lint is broken once, in a notebook that is otherwise as it should be."""

import json
from collections.abc import Callable

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.authoring.form import form_faults
from autograder.authoring.lint import lint, lint_notebook
from autograder.authoring.rules import RULES
from autograder.problems import UserError
from autograder.settings import CourseSettings
from autograder.units import Unit, grade_id, read_source
from tests.tiny import TEST_DOUBLE, UNIT, tiny_notebook

Breaking = Callable[[NotebookNode], None]


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if grade_id(cell) == name or cell.id == name)


def replace(name: str, old: str, new: str) -> Breaking:
    def change(notebook: NotebookNode) -> None:
        cell = cell_of(notebook, name)
        assert old in cell.source
        cell.source = cell.source.replace(old, new)

    return change


def data(name: str, key: str, value: object) -> Breaking:
    def change(notebook: NotebookNode) -> None:
        cell_of(notebook, name).metadata["nbgrader"][key] = value

    return change


def without(name: str) -> Breaking:
    def change(notebook: NotebookNode) -> None:
        notebook.cells.remove(cell_of(notebook, name))

    return change


def output(place: str, **kind: str) -> Breaking:
    def change(notebook: NotebookNode) -> None:
        cell_of(notebook, place).outputs = [new_output(**kind)]

    return change


def never_run(notebook: NotebookNode) -> None:
    cell_of(notebook, "use").execution_count = None


def old_format(notebook: NotebookNode) -> None:
    notebook.nbformat_minor = 4


def swapped(notebook: NotebookNode) -> None:
    cells = notebook.cells
    cells[2:8] = [*cells[5:8], *cells[2:5]]


END = "### END HIDDEN TESTS"
DEGREE = 'by_degree(slope, none_at=0, all_at=1, points=6, what="slope")\n'
HIDDEN = "### BEGIN HIDDEN TESTS\n"
BROKEN: list[tuple[str, str, str, Breaking]] = [
    ("syntax", "cell 9", "is not plain Python", replace("use", "double(slope)", "%timeit double(slope)")),
    ("form", "notebook", "is in format 4.4, not 4.5", old_format),
    ("form", "cell 1", "has no id of its own", lambda notebook: notebook.cells[0].pop("id")),
    ("form", "setup", "has the id title, as another cell has", lambda notebook: notebook.cells[1].update(id="title")),
    ("form", "double", "of schema 2, not 3: run `nbgrader update", data("double", "schema_version", 2)),
    ("form", "cell 3", "metadata that cannot be read", lambda notebook: cell_of(notebook, "double").metadata.update(nbgrader=1)),  # noqa: E501
    ("form", "test_slope", "is a task cell", data("test_slope", "task", True)),
    ("form", "a b", "has no nbgrader id of letters", data("double", "grade_id", "a b")),
    ("form", "cell 3", "has no nbgrader id of letters", data("double", "grade_id", None)),
    ("form", "double", "does not say whether it is locked", data("double", "locked", None)),
    ("form", "test_slope", "has no points", data("test_slope", "points", None)),
    ("form", "test_slope", "has '6' as its points", data("test_slope", "points", "6")),
    ("form", "reflect_why", "has nan points", data("reflect_why", "points", float("nan"))),
    ("form", "test_slope", "is a test, but no code", lambda notebook: notebook.cells[6].update(cell_type="markdown")),
    ("form", "reflect_why", "is an answer in words without points", data("reflect_why", "grade", False)),
    ("unique-ids", "setup", "stands twice", data("test_slope", "grade_id", "setup")),
    ("syllabus", "double", "no solution cell of that id", data("double", "grade_id", "twice")),
    ("syllabus", "twice", "is not in the syllabus", data("double", "grade_id", "twice")),
    ("test-ids", "test_half", "checks no exercise", data("test_double", "grade_id", "test_half")),
    ("syllabus", "notebook", "another order", swapped),
    ("locked", "test_double", "is not locked", data("test_double", "locked", False)),
    ("locked", "double", "is locked", data("double", "locked", True)),
    ("stub", "double", "has no stub", replace("double", "### ", "# ")),
    ("complete", "double", "has no test cell", without("test_double")),
    ("complete", "double", "has no visible check", replace("test_double", "expect(double, 2.0", "print(2.0")),
    ("complete", "double", "has no hidden test", replace("test_double", "with hidden_data() as rng:", "if True:")),
    ("complete", "reflect_why", "question_reflect_why", without("question_reflect_why")),
    ("void", "test_double", "is VOID, but holds code", replace("test_double", "expect(double, 2", "# VOID: see the forum\nexpect(double, 2")),  # noqa: E501
    ("short", "test_double", "shows 7 lines of check", replace("test_double", "expect(double, 2", "x = 1\n" * 6 + "expect(double, 2")),  # noqa: E501
    ("points", "notebook", "the points sum to 21", data("test_double", "points", 11)),
    ("worth", "test_double", "is worth nothing", data("test_double", "points", 0)),
    ("free-names", "test_double", "uses 'factor'", replace("test_double", "2 * numbers", "factor * numbers")),
    ("free-names", "test_double", "uses 'scipy'", replace("test_double", HIDDEN, HIDDEN + "scipy.special\n")),
    ("locked-names", "setup", "reads 'answer', which no locked cell above it defines", replace("setup", "check_setup()", "print(answer)")),  # noqa: E501
    ("headlines", "cell 1", "says 9 points, but its cells are worth 20", replace("title", "# Tiny", "### Exercise 1: `double` (9 points)")),  # noqa: E501
    ("headlines", "cell 1", "is called Exercise 2, but is number 1", replace("title", "# Tiny", "### Exercise 2: `double` (10 points)")),  # noqa: E501
    ("test-names", "cell 9", "reads 'numbers', which test_double defines", replace("use", "slope", "numbers")),
    ("no-value", "test_double", "ends with a value", replace("test_double", ");", ")")),
    ("by-degree", "slope", "exactly if", replace("test_slope", END, DEGREE + END)),
    ("signature", "double", "another signature", replace("double", "def double(x):\n", "### BEGIN SOLUTION\ndef half(x):\n    return x / 2\n### END SOLUTION\ndef double(x):\n")),  # noqa: E501
    ("docstring", "double", "no Args:", replace("double", "Args:", "Arguments")),
    ("docstring", "double", "no Returns:", replace("double", "Returns:", "Gives")),
    ("docstring", "double", "no worked example", replace("double", ">>>", ">")),
    ("stub-raises", "double", "does not raise", replace("double", "    ### BEGIN SOLUTION\n    twice_as_much = x * 2", "    twice_as_much = 0\n    ### BEGIN SOLUTION")),  # noqa: E501
    ("no-answers", "double", "twice_as_much", replace("hints1", "Think.", "Say twice_as_much = x*2 there.")),
    ("no-answers", "test_double", "gives=2 * numbers", replace("hints1", "Think.", TEST_DOUBLE.replace("###", ""))),
    ("hints", "slope", "has 2 folded hints", replace("hints2", "<summary>Hint 3", "<summary>Idea")),
    ("outputs", "cell 9", "was never run", never_run),
    ("outputs", "cell 9", "ended in KeyError", output("use", output_type="error", ename="KeyError", evalue="")),
    ("outputs", "cell 9", "wrote to stderr", output("use", output_type="stream", name="stderr", text="hm")),
]  # fmt: skip


@pytest.mark.usefixtures("tiny")
def test_notebook_as_it_should_be_has_no_breach() -> None:
    assert lint_notebook_of(lambda _: None) == []


def lint_notebook_of(breaking: Breaking) -> list[tuple[str, str, str]]:
    notebook = tiny_notebook()
    breaking(notebook)
    faults = [("form", place, text) for place, text in form_faults(notebook)]
    return faults or [(one.rule, one.place, one.text) for one in lint_notebook(UNIT, notebook, CourseSettings())]


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize(("rule", "place", "words", "breaking"), BROKEN, ids=[f"{r}-{w}" for r, _, w, _ in BROKEN])
def test_breach_is_found(rule: str, place: str, words: str, breaking: Breaking) -> None:
    found = lint_notebook_of(breaking)
    assert any(one[0] == rule and one[1] == place and words in one[2] for one in found), found


@pytest.mark.usefixtures("tiny")
def test_cell_graded_by_degree_ends_with_its_own_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.authoring.rules.GRADED_BY_DEGREE", ("slope",))
    assert [one[0] for one in lint_notebook_of(lambda _: None)] == ["by-degree"]
    by_degree = replace("test_slope", END, DEGREE + END)
    imported = replace("setup", "import check_setup", "import by_degree, check_setup")

    def change(notebook: NotebookNode) -> None:
        by_degree(notebook)
        imported(notebook)

    def worth_five(notebook: NotebookNode) -> None:
        change(notebook)
        replace("test_slope", "points=6", "points=5")(notebook)

    assert lint_notebook_of(change) == []
    assert [one[:2] for one in lint_notebook_of(worth_five)] == [("by-degree", "test_slope")]


@pytest.mark.usefixtures("tiny")
def test_withdrawn_test_needs_no_checks() -> None:
    def withdraw(notebook: NotebookNode) -> None:
        cell_of(notebook, "test_double").source = "# VOID: the question had two readings.\n# Everybody has its points."

    assert lint_notebook_of(withdraw) == []


def test_every_rule_is_broken_once() -> None:
    assert {rule for rule, *_ in BROKEN} == {*RULES, "syntax", "form"}


@pytest.mark.parametrize(
    "breaking", [one[3] for one in BROKEN if one[0] == "form"], ids=[one[2] for one in BROKEN if one[0] == "form"]
)
def test_bad_form_is_one_sentence_for_whoever_reads_the_notebook(tiny: Unit, breaking: Breaking) -> None:
    notebook = tiny_notebook()
    breaking(notebook)
    tiny.source.write_text(json.dumps(notebook), encoding="utf-8")
    assert {one.rule for one in lint(tiny)} == {"form"}
    with pytest.raises(UserError, match=r"tiny\.ipynb: "):
        read_source(tiny)


def test_breach_reads_as_one_line(tiny: Unit) -> None:
    notebook = tiny_notebook()
    notebook.cells[3].metadata["nbgrader"]["points"] = 11
    (breach,) = lint_notebook(tiny.name, notebook, CourseSettings())
    assert str(breach) == "01_tiny: notebook: the points sum to 21 instead of 20 [points]"
