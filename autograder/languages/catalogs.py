"""The catalogs in locales/LANGUAGE/: one for each unit, and one for what the package shows.

Babel reads, updates and writes them. A unit's catalog is made from what its students get; the package's from what is
marked in course/ and in the pages that students see (see course/texts.py).
"""

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from nbformat import NotebookNode

from autograder.authoring.support import SUPPORT_MODULE, WHAT, WHENCE
from autograder.languages.code_texts import code_pieces, comment_pieces
from autograder.languages.markdown_texts import markdown_pieces
from autograder.languages.pieces import Piece
from autograder.stubs import student_source
from autograder.units import Unit, all_units, is_solution, is_test, is_written, read_as_written, read_source

KEYWORDS = {"_": None, "ngettext": (1, 2), "marked": None, "Mistake": (2,)}
METHODS = [("course/**.py", "python"), ("autograder/**.py", "python"), ("autograder/templates/**.html", "jinja2")]
KEPT_OF_HEADER = rb"(?!Language:|Plural-Forms:|MIME-Version:|Content-)"
HEADER = re.compile(rb'^"' + KEPT_OF_HEADER + rb'[A-Z][A-Za-z-]+: .*\\n"\n', re.MULTILINE)
WIDTH = 110


def cell_pieces(cell: NotebookNode, source: str) -> list[Piece]:
    """Find the texts of a cell's source, as the student gets it."""
    return code_pieces(source) if cell.cell_type == "code" else markdown_pieces(source)


def unit_template(unit: Unit) -> Catalog:
    """Collect what a student reads in a unit's notebook, in its order, and in which cells each text stands.

    To this comes what the code of earlier units beside the notebook says, but for what they say themselves.
    """
    template = Catalog(fuzzy=False)
    for text, place in _cell_texts(unit):
        template.add(text, locations=[(place, None)])  # type: ignore[list-item]
    support = unit.source.parent / f"{SUPPORT_MODULE}.py"
    if support.is_file():
        known = {WHAT, WHENCE, *(text for one in all_units(unit.root) for text, _place in _cell_texts(one))}
        for piece in code_pieces(support.read_text(encoding="utf-8")):
            if piece.text not in known:
                template.add(piece.text, locations=[(support.name, None)])  # type: ignore[list-item]
    return template


def _cell_texts(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield the texts of a unit's cells, each with the cell's id: a line's number would change.

    They are what students get, and of the solutions, which they get after the deadline, comments and written answers.
    """
    for number, cell in enumerate(read_as_written(unit).cells):
        pieces = cell_pieces(cell, cell.source if is_written(cell) else student_source(cell.source))
        if is_solution(cell) and not is_written(cell):
            pieces += comment_pieces(cell.source)
        for piece in sorted(pieces, key=lambda one: one.start):
            yield piece.text, str(cell.get("id", number))


def package_template(root: Path) -> Catalog:
    """Collect what is marked in the package, and what tests say must hold: they are the same in all languages."""
    template = Catalog(fuzzy=False)
    found = extract_from_dir(str(root), METHODS, keywords=KEYWORDS, directory_filter=_is_ours)
    for path, _line, text, _comments, context in sorted(found, key=lambda one: one[0]):
        template.add(text, locations=[(path, None)], context=context)  # type: ignore[list-item]
    for unit in all_units(root):
        for cell in filter(is_test, read_source(unit).cells):
            for claim in claims(cell.source):
                template.add(claim, locations=[(unit.name, None)])  # type: ignore[list-item]
    return template


def claims(source: str) -> Iterator[str]:
    """Yield the claims of a test cell: what stands second in its calls of `require`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "require":
            claim = node.args[1] if len(node.args) > 1 else None
            if isinstance(claim, ast.Constant) and isinstance(claim.value, str):
                yield claim.value


def _is_ours(folder: str) -> bool:
    return Path(folder).name in {"", "course", "autograder"} or bool({"course", "autograder"} & set(Path(folder).parts))


def read_catalog(path: Path) -> Catalog:
    """Read a catalog; one that is missing is empty."""
    language = path.parent.name
    if path.is_file():
        with path.open("rb") as file:
            return read_po(file, locale=language)
    return Catalog(language, fuzzy=False)


def write_catalog(catalog: Catalog, path: Path) -> None:
    """Write a catalog, with no dates or names in its header, so that the same texts give the same file."""
    catalog.header_comment = f"# The course in another language ({catalog.locale_identifier}): {path.stem}."
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=WIDTH, include_lineno=False, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER.sub(b"", buffer.getvalue()))


def compile_catalog(catalog: Catalog, path: Path) -> None:
    """Write the package's catalog as `gettext` reads it, with a fixed date: the same texts give the same file."""
    catalog.creation_date = catalog.revision_date = datetime(1980, 1, 1, tzinfo=UTC)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalog)


def messages(catalog: Catalog) -> Iterator[Message]:
    """List the messages of a catalog, without its header."""
    return (message for message in catalog if message.id)


def texts_of(catalog: Catalog) -> dict[str, str]:
    """Map the texts without a plural to their translations, where there is one that is sure."""
    return {
        str(message.id): str(message.string)
        for message in messages(catalog)
        if isinstance(message.id, str) and message.string and not message.fuzzy
    }
