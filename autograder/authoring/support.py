"""The support file of a unit: working code of earlier units, taken from the instructor's solutions.

A notebook asks for it by importing: ``from given import relu`` makes ``given.py`` hold the solution of ``relu`` from
the earlier unit that has it, together with what that solution itself uses. So a student whose own `relu` is wrong,
or missing, can still do this unit.
"""

import ast

from nbformat import NotebookNode

from autograder.names import defined_names, free_names
from autograder.problems import UserError
from autograder.units import Unit, earlier_units, is_test, is_written, read_source
from course.texts import marked

SUPPORT_MODULE = "given"
WHAT = marked("working code of the earlier units.")
WHENCE = marked("Generated from their notebooks: edit those, then run `autograder release`.")
# The first line names the unit, so that `check_setup` knows a file that came with another one.
HEAD = f'''"""{{unit}}: {WHAT}

{WHENCE}
"""
'''


def names_asked_for(notebook: NotebookNode) -> list[str]:
    """List the names that a notebook imports from its support file."""
    names: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and f"from {SUPPORT_MODULE} import" in cell.source:
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.ImportFrom) and node.module == SUPPORT_MODULE:
                    names += [alias.name for alias in node.names]
    return names


def support_file(unit: Unit) -> str | None:
    """Write the support file of a unit.

    Args:
        unit: the unit whose notebook asks.

    Returns:
        The file's text, or None where the notebook asks for nothing.

    Raises:
        UserError: no earlier unit defines a name that is asked for.
    """
    wanted = names_asked_for(read_source(unit))
    if not wanted:
        return None
    available = _earlier_definitions(unit)
    chosen: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        if name in chosen:
            continue
        if name not in available:
            raise UserError(
                f"{unit.source} asks for {name!r} from {SUPPORT_MODULE}, but no earlier unit defines it. "
                "Fix the import, or the earlier unit."
            )
        chosen[name] = available[name]
        wanted += [other for other in free_names(available[name]) if other in available]
    ordered = [available[name] for name in available if name in chosen]
    imports = [
        line for line in _imports(unit) if defined_names(line) & {n for code in ordered for n in free_names(code)}
    ]
    return (
        HEAD.format(unit=unit.name)
        + "\n"
        + "".join(f"{line}\n" for line in imports)
        + "\n\n"
        + "\n\n\n".join(ordered)
        + "\n"
    )


def origins(unit: Unit) -> dict[str, str]:
    """Map each name that earlier units define to the unit whose definition is used."""
    return {name: origin for name, (_, origin) in _definitions_with_origins(unit).items()}


def _earlier_definitions(unit: Unit) -> dict[str, str]:
    return {name: code for name, (code, _) in _definitions_with_origins(unit).items()}


def _definitions_with_origins(unit: Unit) -> dict[str, tuple[str, str]]:
    """Map each name that the locked and solution cells of earlier units define to its code and its unit.

    Where two units define a name, the later one wins.
    """
    definitions: dict[str, tuple[str, str]] = {}
    for earlier in earlier_units(unit):
        for cell in read_source(earlier).cells:
            tagged = cell.cell_type == "code" and "nbgrader" in cell.metadata
            if tagged and not is_test(cell) and not is_written(cell):
                for statement in _parsed(_without_markers(cell.source), earlier).body:
                    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Assign):
                        code = (
                            ast.unparse(statement) if isinstance(statement, ast.Assign) else _source_of(cell, statement)
                        )
                        for name in defined_names(code) - _made_from_itself(statement):
                            definitions[name] = code, earlier.name
    return definitions


def _parsed(code: str, unit: Unit) -> ast.Module:
    try:
        return ast.parse(code)
    except SyntaxError as error:
        raise UserError(
            f"{unit.source} has a cell that is not plain Python: run `autograder lint {unit.name}`."
        ) from error


def _made_from_itself(statement: ast.stmt) -> set[str]:
    """Return the names that an assignment binds anew, as in `f = wrapped(f)`: that is the unit's own affair."""
    if not isinstance(statement, ast.Assign):
        return set()
    return {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}


def _without_markers(source: str) -> str:
    # The markers' lines stay, emptied, so that line numbers keep their meaning.
    lines = source.split("\n")
    return "\n".join("" if "### BEGIN SOLUTION" in line or "### END SOLUTION" in line else line for line in lines)


def _source_of(cell: NotebookNode, statement: ast.stmt) -> str:
    lines = cell.source.split("\n")[statement.lineno - 1 : statement.end_lineno]
    return "\n".join(line for line in lines if "### BEGIN SOLUTION" not in line and "### END SOLUTION" not in line)


def _imports(unit: Unit) -> list[str]:
    """List the import statements of the earlier units' locked cells, each name on a line of its own."""
    found: dict[str, None] = {}
    for earlier in earlier_units(unit):
        for cell in read_source(earlier).cells:
            if cell.cell_type == "code" and "nbgrader" in cell.metadata and not is_test(cell):
                for node in _parsed(cell.source, earlier).body:
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        for alias in node.names:
                            found[ast.unparse(_with_one_name(node, alias))] = None
    return sorted(line for line in found if f"from {SUPPORT_MODULE} " not in line)


def _with_one_name(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> ast.stmt:
    if isinstance(node, ast.Import):
        return ast.Import([alias])
    return ast.ImportFrom(node.module, [alias], node.level)
