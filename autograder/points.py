"""What a unit is worth: notebooks are written for 20 points, and follow where course.toml asks for another number.

A unit whose cells sum to another number than 20 is left as it is; lint compares it with course.toml.
"""

import re

from nbformat import NotebookNode

from course.texts import marked

WRITTEN_FOR = 20
HEADLINE = re.compile(r"^(#+ .*)$", re.MULTILINE)
WORTH = re.compile(r"\((\d+(?:\.\d+)?) (points?|puntos?)\)(?=\s*$)")  # at the end of a headline, in each language
BY_DEGREE = re.compile(r"^((?:_ = )?by_degree\(.*\bpoints=)(\d+(?:\.\d+)?)(?=,)", re.MULTILINE)
RUBRIC = "question_"  # how the id of a cell with a rubric begins
NOTE = marked("In this course each point of this rubric counts {factor}.")


def scale(notebook: NotebookNode, points: float) -> None:
    """Make a notebook worth so many points, if it is written for 20: its cells, its headlines and grading by degree.

    A rubric is followed by a sentence that says what each of its points counts.

    Args:
        notebook: in the source's language; is changed.
        points: of the whole notebook.
    """
    factor = points / WRITTEN_FOR
    graded = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    if factor == 1 or sum(cell.metadata["nbgrader"]["points"] for cell in graded) != WRITTEN_FOR:
        return
    for cell in graded:
        cell.metadata["nbgrader"]["points"] = _times(cell.metadata["nbgrader"]["points"], factor)
    for cell in notebook.cells:
        _scale_texts(cell, factor)


def scaled_texts(translations: dict[str, str], points: float) -> dict[str, str]:
    """Return the translations of the texts that `scale` writes.

    Args:
        translations: those of texts that are written for 20 points, and of the package.
        points: of the whole notebook.
    """
    factor = points / WRITTEN_FOR
    scaled = {_headline(text, factor): _headline(other, factor) for text, other in translations.items()}
    return scaled | {_note(NOTE, factor): _note(translations.get(NOTE, NOTE), factor)}


def _scale_texts(cell: NotebookNode, factor: float) -> None:
    if cell.cell_type == "code":
        cell.source = BY_DEGREE.sub(lambda found: f"{found[1]}{_times(found[2], factor):g}", cell.source)
        return
    cell.source = HEADLINE.sub(lambda found: _headline(found[1], factor), cell.source)
    if str(cell.metadata.get("nbgrader", {}).get("grade_id", "")).startswith(RUBRIC):
        cell.source = f"{cell.source.rstrip()}\n\n{_note(NOTE, factor)}"


def _headline(text: str, factor: float) -> str:
    def scaled(found: re.Match[str]) -> str:
        number = _times(found[1], factor)
        return f"({number:g} {found[2].rstrip('s')}{'s' * (number != 1)})"

    return WORTH.sub(scaled, text)


def _note(text: str, factor: float) -> str:
    return text.format(factor=f"{factor:g}")


def _times(number: float | str, factor: float) -> float:
    return round(float(number) * factor, 6)
