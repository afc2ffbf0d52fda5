"""What a student gets in place of a solution and of a hidden test."""

import ast
import re

from course.checks.call import NOT_ANSWERED
from course.progress_table import UNTOUCHED
from course.texts import in_all_languages

STUB = f'raise NotImplementedError("{NOT_ANSWERED}")'
WRITTEN_STUB = UNTOUCHED
SOLUTION = re.compile(r"^([ \t]*)### BEGIN SOLUTION\n(.*?)^[ \t]*### END SOLUTION[ \t]*\n?", re.MULTILINE | re.DOTALL)
HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS\n(.*?)^[ \t]*### END HIDDEN TESTS[ \t]*\n?", re.MULTILINE | re.DOTALL
)


def solution_regions(source: str) -> list[str]:
    """Return the text of each solution region of a cell, without its markers."""
    return [match.group(2) for match in SOLUTION.finditer(source + "\n")]


def value_stub(source: str) -> str | None:
    r"""Write the stub of a cell that asks for values: three dots for each name that its solution assigns.

    Returns:
        The lines, or None where the solution is not made of assignments at the left margin.

    Example:
        >>> print(value_stub("### BEGIN SOLUTION\nslope = 2 * 3\n### END SOLUTION"))
        slope = ...
    """
    names: list[str] = []
    for match in SOLUTION.finditer(source + "\n"):
        if match.group(1):
            return None
        for statement in ast.parse(match.group(2)).body:
            if not isinstance(statement, ast.Assign):
                return None
            names += [
                node.id for target in statement.targets for node in ast.walk(target) if isinstance(node, ast.Name)
            ]
    return "\n".join(f"{name} = ..." for name in dict.fromkeys(names)) or None


def is_answered(written: str) -> bool:
    """Tell whether a written answer is neither empty nor, in any language, what stands there before it is written.

    Example:
        >>> is_answered(WRITTEN_STUB), is_answered("Because.")
        (False, True)
    """
    return written.strip() not in {"", *in_all_languages(WRITTEN_STUB)}


def student_source(source: str) -> str:
    """Return a cell as the student gets it: stubs for solutions, hidden tests cut out."""
    stub = value_stub(source) or STUB
    cleared = SOLUTION.sub(
        lambda match: "".join(f"{match.group(1)}{line}\n" for line in stub.splitlines()), source + "\n"
    )
    return HIDDEN.sub("", cleared).rstrip("\n")


def visible_and_hidden(source: str) -> tuple[str, str]:
    """Split a test cell into its visible check and its hidden tests."""
    hidden = "".join(match.group(1) for match in HIDDEN.finditer(source + "\n"))
    return HIDDEN.sub("", source + "\n").strip(), hidden.strip()
