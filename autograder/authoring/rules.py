"""The rules of lint: each is a function that yields the places that break it, with what to do; RULES lists them.

Most of them are what grading relies on. HOUSE_RULES are this course's own; course.toml can free other units from them.
"""

import ast
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode

from autograder.authoring.syllabus import EXERCISES, GRADED_BY_DEGREE, STEPS
from autograder.names import defined_names, free_names, read_at_once
from autograder.settings import CourseSettings
from autograder.stubs import solution_regions, student_source, value_stub, visible_and_hidden
from autograder.units import (
    VOID,
    Exercise,
    exercise_of_test,
    grade_id,
    is_by_degree,
    is_graded,
    is_solution,
    is_test,
    is_void,
    is_written,
    points,
)

HINTS = 3
VISIBLE_CHECK = re.compile(r"\b(checks\.\w+|expect\w*|require)\(")
MOST_CHECK_LINES = 6
HEADLINE = re.compile(
    r"^#+ (?:Exercise (?P<number>\d+): )?.*\((?P<points>no|\d+(?:\.\d+)?) points?\)[ \t]*$", re.MULTILINE
)
# A shorter line of a solution, such as "return total", or of a hidden test may stand elsewhere by chance.
SECRET, SECRET_TEST = 16, 40
Found = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Sheet:
    """Hold a notebook and what the rules ask about it again and again."""

    unit: str
    cells: list[NotebookNode]
    exercises: list[Exercise]
    by_id: dict[str, NotebookNode] = field(default_factory=dict)
    worth: float = CourseSettings.points

    def code_cells(self) -> list[NotebookNode]:
        """List the code cells."""
        return [cell for cell in self.cells if cell.cell_type == "code"]

    def answered_in_code(self) -> list[NotebookNode]:
        """List the cells in which students write code: those of exercises, and of the steps before them."""
        return [cell for cell in self.code_cells() if is_solution(cell) and not is_written(cell)]

    def place(self, cell: NotebookNode) -> str:
        """Say where a cell is: its id, or its number counted from 1."""
        return grade_id(cell) or f"cell {self.cells.index(cell) + 1}"


def every_cell_compiles(sheet: Sheet) -> Found:
    """Code cells hold plain Python, which the judge can run; no magics."""
    for cell in sheet.code_cells():
        try:
            ast.parse(cell.source)
            ast.parse(student_source(cell.source))
        except SyntaxError as error:
            yield sheet.place(cell), f"is not plain Python: {error.msg}, line {error.lineno}"


def ids_are_unique(sheet: Sheet) -> Found:
    """Points are filed under a cell's id."""
    seen: set[str] = set()
    for cell in sheet.cells:
        name = grade_id(cell)
        if name and name in seen:
            yield name, "stands twice: give one of the cells another id"
        seen.add(name)


def exercises_are_the_syllabus(sheet: Sheet) -> Found:
    """Answers written against the syllabus must find their exercise by name; a unit that is not in it is your own."""
    if sheet.unit not in EXERCISES:
        return
    wanted, names = EXERCISES[sheet.unit], tuple(exercise.name for exercise in sheet.exercises)
    present = [grade_id(cell) for cell in sheet.cells if is_solution(cell)]
    known = (*wanted, *STEPS.get(sheet.unit, ()))
    for name in known:
        if name not in present:
            yield name, "is in the syllabus, but has no solution cell of that id"
    for name in present:
        if name not in known:
            yield name, "is not in the syllabus: rename the cell, or add it to autograder/authoring/syllabus.py"
    if sorted(names) == sorted(wanted) and names != wanted:
        yield "notebook", f"the exercises stand in another order than in the syllabus: {', '.join(wanted)}"


def every_test_has_an_exercise(sheet: Sheet) -> Found:
    """Points are an exercise's, which a test cell names by its id."""
    solutions = [exercise.name for exercise in sheet.exercises]
    for cell in sheet.cells:
        if is_test(cell) and exercise_of_test(grade_id(cell), solutions) is None:
            yield grade_id(cell), "checks no exercise: its id must be test_ and the name of one"


def locked_as_they_should_be(sheet: Sheet) -> Found:
    """Students write in solution cells and nowhere else that matters."""
    for cell in sheet.cells:
        data = cell.metadata.get("nbgrader")
        if data and not is_solution(cell) and not data.get("locked"):
            yield grade_id(cell), "is not locked: a student could change it"
        if data and is_solution(cell) and data.get("locked"):
            yield grade_id(cell), "is locked, so no student can answer it"


def every_answer_has_a_stub(sheet: Sheet) -> Found:
    """What students get is the answer's cell without what stands between the markers."""
    for cell in sheet.answered_in_code():
        if not solution_regions(cell.source):
            yield grade_id(cell), "has no stub: put the answer between ### BEGIN SOLUTION and ### END SOLUTION"


def withdrawn_tests_hold_no_code(sheet: Sheet) -> Found:
    """A withdrawn test cell gives everybody its points, whatever is left of its code."""
    for cell in sheet.cells:
        if is_test(cell) and VOID in cell.source and not is_void(cell):
            yield grade_id(cell), "is VOID, but holds code: delete it"


def every_exercise_is_complete(sheet: Sheet) -> Found:
    """An exercise has a visible check and hidden tests; a written one has its question."""
    tested = [exercise.name for exercise in sheet.exercises]
    for cell in sheet.answered_in_code():
        if grade_id(cell) not in (*tested, *STEPS.get(sheet.unit, ())):
            yield grade_id(cell), f"has no test cell: add a locked, graded cell test_{grade_id(cell)}"
    for exercise in sheet.exercises:
        if exercise.written:
            if f"question_{exercise.name}" not in sheet.by_id:
                yield exercise.name, f"has no locked cell question_{exercise.name} with the question and its rubric"
            continue
        tests = [sheet.by_id[test] for test in exercise.test_ids if not is_void(sheet.by_id[test])]
        if not tests:
            continue  # withdrawn
        parts = [visible_and_hidden(test.source) for test in tests]
        if not any(VISIBLE_CHECK.search(visible) for visible, _ in parts):
            yield exercise.name, f"has no visible check: call `checks.{exercise.name}(...)` before the hidden tests"
        if not any("hidden_data" in hidden for _, hidden in parts):
            yield exercise.name, "has no hidden test: add `with hidden_data() as rng:` between the hidden markers"


def checks_are_short(sheet: Sheet) -> Found:
    """The page is the student's: what a check does stands in the unit's checks module, and the cell calls it."""
    for cell in sheet.cells:
        lines = visible_and_hidden(cell.source)[0].splitlines() if is_test(cell) else ()
        if len(lines) > MOST_CHECK_LINES:
            yield grade_id(cell), f"shows {len(lines)} lines of check: move them into the unit's checks.py"


def points_sum_to_what_a_unit_is_worth(sheet: Sheet) -> Found:
    """Every notebook is worth the same, what course.toml says; it is written for that, or for 20."""
    total = sum(exercise.points for exercise in sheet.exercises)
    if not math.isclose(total, sheet.worth):
        yield "notebook", f"the points sum to {total:g} instead of {sheet.worth:g}"


def every_test_is_worth_something(sheet: Sheet) -> Found:
    """A graded cell without points could not be lost."""
    for cell in sheet.cells:
        if (is_test(cell) or is_written(cell)) and points(cell) <= 0:
            yield grade_id(cell), "is worth nothing: give it points"


def tests_use_what_the_judge_has(sheet: Sheet) -> Found:
    """The judge binds a test cell's names to imports, given code and the student's answers, and to nothing else."""
    known: set[str] = set()
    for cell in sheet.code_cells():
        if grade_id(cell) and not is_test(cell):
            known |= defined_names(cell.source)
    for cell in sheet.cells:
        if is_test(cell):
            for name in sorted(free_names(cell.source) - known):
                yield grade_id(cell), f"uses {name!r}, which is no import, given name or answer: define it in the cell"


def locked_code_reads_locked_names(sheet: Sheet) -> Found:
    """The judge runs the locked cells by themselves, before any answer: what they read must be locked too."""
    known: set[str] = set()
    for cell in sheet.code_cells():
        if grade_id(cell) and not is_test(cell) and not is_solution(cell):
            for name in sorted(read_at_once(cell.source) - known):
                yield grade_id(cell), f"reads {name!r}, which no locked cell above it defines: lock the one that does"
            known |= defined_names(cell.source)


def headlines_agree_with_the_points(sheet: Sheet) -> Found:
    """What a headline says of its exercise, its number and its points, is what nbgrader has."""
    number, place, said, earned = 0, "", 0.0, 0.0
    for cell in [*sheet.cells, None]:
        headline = HEADLINE.search(cell.source) if cell is not None and cell.cell_type == "markdown" else None
        if place and (headline or cell is None) and not math.isclose(said, earned):
            yield place, f"says {said:g} points, but its cells are worth {earned:g}: correct one of them"
        if headline and cell is not None:
            place, earned = sheet.place(cell), 0.0
            said = 0.0 if headline["points"] == "no" else float(headline["points"])
            number += headline["number"] is not None
            if headline["number"] not in (None, str(number)):
                yield place, f"is called Exercise {headline['number']}, but is number {number}"
        if cell is not None and is_graded(cell):
            earned += points(cell)


def nothing_reads_a_test_cell(sheet: Sheet) -> Found:
    """What a test cell defines stays in the judge: no other cell will find it."""
    for test in sheet.cells:
        if is_test(test):
            defined = defined_names(test.source)
            for other in sheet.code_cells():
                shared = defined & free_names(other.source)
                for name in sorted(shared if other is not test else ()):
                    yield sheet.place(other), f"reads {name!r}, which {grade_id(test)} defines: rename one of them"


def tests_end_without_a_value(sheet: Sheet) -> Found:
    """Nbgrader takes a number at the end of a test cell for the mark, which is meant only where it goes by degree."""
    for cell in sheet.cells:
        if is_test(cell):
            graded = "" if is_by_degree(cell) else cell.source
            if any(_ends_with_a_value(version) for version in (graded, student_source(cell.source))):
                yield grade_id(cell), "ends with a value, which nbgrader could take for the mark: put `_ =` before it"


def grading_by_degree_is_the_syllabus(sheet: Sheet) -> Found:
    """Only those of the syllabus's exercises that it names earn points in proportion, and out of the cell's own."""
    for exercise in sheet.exercises:
        found = [sheet.by_id[test] for test in exercise.test_ids if is_by_degree(sheet.by_id[test])]
        void = any(is_void(sheet.by_id[test]) for test in exercise.test_ids)
        if not void and sheet.unit in EXERCISES and bool(found) != (exercise.name in GRADED_BY_DEGREE):
            yield (
                exercise.name,
                "must end with a call of by_degree exactly if syllabus.py grades it so",
            )
        for cell in found:
            if f"points={points(cell):g}," not in cell.source:
                yield grade_id(cell), f"must call by_degree with points={points(cell):g}, what the cell is worth"


def stubs_keep_the_signature(sheet: Sheet) -> Found:
    """What a student starts from has the solution's signature."""
    for cell in sheet.answered_in_code():
        if value_stub(cell.source):
            continue
        solved, stub = _definitions(cell.source), _definitions(student_source(cell.source))
        for name, node in solved.items():
            if name not in stub or ast.dump(_signature(node)) != ast.dump(_signature(stub[name])):
                yield grade_id(cell), f"the stub of {name!r} has another signature than its solution"
        if not solved:
            yield grade_id(cell), "defines no function or class"


def stubs_explain_themselves(sheet: Sheet) -> Found:
    """A student finds arguments, results and an example in the docstring of what they are to write."""
    for cell in sheet.answered_in_code():
        stub = {} if value_stub(cell.source) else _definitions(student_source(cell.source))
        for name, node in stub.items():
            if "." not in name:
                yield from ((grade_id(cell), text) for text in _docstring_faults(node))


def stubs_raise(sheet: Sheet) -> Found:
    """An untouched exercise must be known as such: its stub raises NotImplementedError."""
    for cell in sheet.answered_in_code():
        if value_stub(cell.source):
            continue
        stub = _definitions(student_source(cell.source))
        functions = [node for node in stub.values() if isinstance(node, ast.FunctionDef)]
        if not any(_only_raises(node) for node in functions):
            yield (
                grade_id(cell),
                "an untouched stub does not raise NotImplementedError: put the whole body in the markers",
            )


def no_solution_is_given_away(sheet: Sheet) -> Found:
    """A student's notebook shows neither solutions nor hidden tests."""
    shown = "\n".join(_squeezed(student_source(cell.source)) for cell in sheet.cells if not is_written(cell))
    for cell in sheet.cells:
        secrets = solution_regions(cell.source) if is_solution(cell) else [visible_and_hidden(cell.source)[1]]
        shortest = SECRET if is_solution(cell) else SECRET_TEST
        for line in "\n".join(secrets).splitlines() if cell.cell_type == "code" else ():
            secret = _squeezed(line)
            if len(secret) >= shortest and secret in shown:
                yield sheet.place(cell), f"a secret line stands elsewhere in the notebook too: {line.strip()}"


def every_exercise_has_hints(sheet: Sheet) -> Found:
    """Between an exercise's test cell and the next exercise stand three folded hints."""
    hints: dict[str, int] = {}
    current = ""
    for cell in sheet.cells:
        if is_solution(cell):
            current = grade_id(cell)
        elif cell.cell_type == "markdown" and current:
            hints[current] = hints.get(current, 0) + len(re.findall(r"<details>\s*<summary>Hint", cell.source))
    for exercise in sheet.exercises:
        if not exercise.written and hints.get(exercise.name, 0) != HINTS:
            yield exercise.name, f"has {hints.get(exercise.name, 0)} folded hints instead of {HINTS}"


def outputs_are_kept(sheet: Sheet) -> Found:
    """Nbval compares a fresh run with the outputs that stand in source/."""
    for cell in sheet.code_cells():
        if cell.execution_count is None:
            yield sheet.place(cell), "was never run: run the whole notebook and save it"
        for output in cell.outputs:
            if output.output_type == "error":
                yield sheet.place(cell), f"ended in {output.ename}: every cell of source/ must run"
            if output.output_type == "stream" and output.name == "stderr":
                yield sheet.place(cell), "wrote to stderr, which nbgrader takes for a failure"


RULES: dict[str, Callable[[Sheet], Found]] = {
    "unique-ids": ids_are_unique,
    "syllabus": exercises_are_the_syllabus,
    "test-ids": every_test_has_an_exercise,
    "locked": locked_as_they_should_be,
    "stub": every_answer_has_a_stub,
    "void": withdrawn_tests_hold_no_code,
    "complete": every_exercise_is_complete,
    "short": checks_are_short,
    "points": points_sum_to_what_a_unit_is_worth,
    "worth": every_test_is_worth_something,
    "free-names": tests_use_what_the_judge_has,
    "locked-names": locked_code_reads_locked_names,
    "headlines": headlines_agree_with_the_points,
    "test-names": nothing_reads_a_test_cell,
    "no-value": tests_end_without_a_value,
    "by-degree": grading_by_degree_is_the_syllabus,
    "signature": stubs_keep_the_signature,
    "docstring": stubs_explain_themselves,
    "stub-raises": stubs_raise,
    "no-answers": no_solution_is_given_away,
    "hints": every_exercise_has_hints,
    "outputs": outputs_are_kept,
}
HOUSE_RULES = ("complete", "short", "points", "docstring", "hints", "has-check")


def _ends_with_a_value(source: str) -> bool:
    body = ast.parse(source).body
    if not body or not isinstance(body[-1], ast.Expr) or source.rstrip().endswith(";"):
        return False
    # A check of a unit's module gives nothing back, and lint_checks sees to it.
    return not re.match(r"checks\.\w+\(", ast.unparse(body[-1]))


def _definitions(source: str) -> dict[str, ast.FunctionDef | ast.ClassDef]:
    """Map the names of functions, classes and methods ("Value.backward") of a cell to their syntax trees."""
    found: dict[str, ast.FunctionDef | ast.ClassDef] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{part.name}": part for part in node.body if isinstance(part, ast.FunctionDef)}
    return found


def _signature(node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
    return node.args if isinstance(node, ast.FunctionDef) else ast.Tuple(node.bases)


def _docstring_faults(node: ast.FunctionDef | ast.ClassDef) -> Iterator[str]:
    text = ast.get_docstring(node) or ""
    if not text:
        yield f"{node.name!r} has no docstring"
        return
    takes_arguments = isinstance(node, ast.ClassDef) or bool(node.args.args)
    for part, needed in (("Args:", takes_arguments), ("Returns:", isinstance(node, ast.FunctionDef)), (">>>", True)):
        if needed and part not in text:
            yield f"the docstring of {node.name!r} has no {'worked example (>>>)' if part == '>>>' else part}"


def _only_raises(node: ast.FunctionDef) -> bool:
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return len(body) == 1 and isinstance(body[0], ast.Raise) and "NotImplementedError" in ast.unparse(body[0])


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
