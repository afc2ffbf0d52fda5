"""The release in other languages, each in a folder of its own.

It stands in `release-LANGUAGE/`, beside release/ and not in it: nbgrader and its formgrader take each folder in
release/ for a unit of the course.
"""

import shutil
from pathlib import Path

import nbformat
from nbgrader.utils import compute_checksum

from autograder.authoring.support import SUPPORT_MODULE, WHAT, WHENCE
from autograder.languages.catalogs import read_catalog, texts_of
from autograder.languages.code_texts import code_pieces
from autograder.languages.notebooks import texts_in, translate_notebook
from autograder.languages.pieces import replace_pieces
from autograder.languages.places import edition_folder, has_edition, package_path
from autograder.languages.update import unit_faults
from autograder.settings import read_settings
from autograder.units import Unit, all_units


def write_editions(unit: Unit) -> list[str]:
    """Make a unit's release in each other language of course.toml, where its catalog is whole; else there is none.

    Returns:
        For each language, what was done, as a sentence.
    """
    said = []
    for language in read_settings(unit.root).other_languages:
        faults = unit_faults(unit, language)
        if not has_edition(unit, language):
            said.append(f"no {language} edition of {unit.name}: nothing of it is translated (make translations)")
        elif faults:
            shutil.rmtree(edition_folder(unit, language), ignore_errors=True)
            said.append(f"no {language} edition of {unit.name}: {len(faults)} texts to translate (make translations)")
        else:
            said.append(f"released {unit.name}: {write_edition(unit, language).relative_to(unit.root)}")
    return said


def write_edition(unit: Unit, language: str) -> Path:
    """Make a unit's release in another language, from its English one and the catalogs.

    Returns:
        The notebook.
    """
    folder = edition_folder(unit, language)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    notebook = nbformat.read(unit.release, as_version=4)
    translate_notebook(notebook, unit, language)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("checksum"):
            cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    nbformat.write(notebook, folder / unit.notebook_name)
    for path in sorted(unit.release.parent.iterdir()):
        if path.name == f"{SUPPORT_MODULE}.py":
            code = path.read_text(encoding="utf-8")
            of_package = texts_of(read_catalog(package_path(unit.root, language)))
            texts = {text: of_package[text] for text in (WHAT, WHENCE)} | texts_in(all_units(unit.root), language)
            (folder / path.name).write_text(replace_pieces(code, code_pieces(code), texts), encoding="utf-8")
        elif path.is_file() and path != unit.release:
            shutil.copy(path, folder)
    return folder / unit.notebook_name
