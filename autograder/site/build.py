"""`autograder site`: write each language's pages into dist/pages/, and let Sphinx make HTML of them in dist/site/.

The first language lies at the top, each other one in a folder of its own. A browser edition in dist/site/lite/ stays,
and is linked where it is.
"""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.bundle import pack
from autograder.authoring.course_map import read_facts
from autograder.languages.places import has_edition
from autograder.problems import UserError
from autograder.settings import FILE, read_settings
from autograder.site.colab import write_colab
from autograder.site.documents import document_page, documents
from autograder.site.examples import write_examples
from autograder.site.front import front_page
from autograder.site.links import notebook_place, ways
from autograder.site.outputs import instructors_run
from autograder.site.pages import unit_page
from autograder.site.parts import map_page, open_bar, unit_cards, ways_table
from autograder.units import Unit
from course.texts import FIRST, LANGUAGES, _, in_language

LITE = "lite"
TEACHERS = ("instructors", "security", "performance")  # the guides that are theirs
MATHJAX = "sphinx-mathjax-offline", "static/mathjax/tex-svg.js"


@dataclass(frozen=True)
class Edition:
    """Name one language of the site, and find its folders."""

    root: Path
    language: str
    repository: str
    students: str
    address: str
    title: str

    @property
    def pages(self) -> Path:
        """Return where its pages are written for Sphinx."""
        return self.root / "dist" / "pages" / self.language

    @property
    def site(self) -> Path:
        """Return where its HTML lies."""
        return site_folder(self.root) / ("" if self.language == FIRST else self.language)

    @property
    def to_top(self) -> str:
        """Return the way from its front page to that of the first language."""
        return "" if self.language == FIRST else "../"


def site_folder(root: Path) -> Path:
    """Return where the site is built."""
    return root / "dist" / "site"


def build_site(units: list[Unit]) -> Path:
    """Build the site in all languages, with the title and the addresses of course.toml.

    Args:
        units: all units of the course.

    Returns:
        The folder with the site.

    Raises:
        UserError: an edition is missing, a notebook stops, or Sphinx has something to say.
    """
    root = units[0].root
    settings = read_settings(root)
    if not settings.address or not settings.repository:
        raise UserError(f"{FILE} must say where the site and its repository are: address and repository in [site].")
    languages = [FIRST, *settings.other_languages]
    editions = [
        Edition(
            root, one, settings.repository, settings.students.get(one, ""), settings.address, settings.title_in(one)
        )
        for one in languages
    ]
    of = {language: [unit for unit in units if has_edition(unit, language)] for language in languages}
    runs = [(unit, language) for language, those in of.items() for unit in those]
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # each waits for a kernel, which is a process of its own
        list(threads.map(instructors_run, *zip(*runs, strict=True)))
    for edition in editions:
        with in_language(edition.language):
            write_pages(of[edition.language], edition)
    _clear(site_folder(root))
    running = [(edition, _sphinx(edition, editions)) for edition in editions]
    said = [(edition, process.communicate()[1], process.returncode) for edition, process in running]
    for edition, words, failed in said:
        if failed:
            raise UserError(f"Sphinx could not build the pages in {edition.pages}:\n{words.strip()}")
    return site_folder(root)


def write_pages(units: list[Unit], edition: Edition) -> None:
    """Write all pages of a language, and the files beside them."""
    shutil.rmtree(edition.pages, ignore_errors=True)
    extra = edition.pages / "extra"
    (edition.pages / "units").mkdir(parents=True)
    shutil.copytree(edition.root / "docs" / "images", extra / "images")
    shutil.copy(edition.root / "docs" / "performance.csv", extra)
    zip_address = _write_zip(units, edition, extra)
    lite = (site_folder(edition.root) / LITE / "lab" / "index.html").is_file()
    pages = {unit.name: _write_unit(unit, edition, zip_address, lite) for unit in units}
    with_examples = write_examples(units, edition.pages, extra, edition.language)
    guides = documents(edition.root, edition.language)
    for name, path in guides.items():
        text = document_page(path, edition.root, edition.language, edition.repository)
        (edition.pages / f"{name}.md").write_text(text, encoding="utf-8")
    facts = [read_facts(unit, edition.language) for unit in units]
    (edition.pages / "map.md").write_text(map_page(facts), encoding="utf-8")
    found = ways(units[0], edition.language, edition.students, edition.to_top, lite)
    front = front_page(
        edition.root / "site" / f"front.{edition.language}.md",
        edition.title,
        facts,
        pages,
        guides["students"].read_text(encoding="utf-8"),
        lite=found[0].address if lite else "",
        units=unit_cards(facts),
        ways=ways_table(found, zip_address),
        examples=with_examples,
        contents=_contents(list(pages), [*guides], with_examples),
    )
    (edition.pages / "index.md").write_text(front, encoding="utf-8")


def _write_unit(unit: Unit, edition: Edition, zip_address: str, lite: bool) -> NotebookNode:
    released = unit.root / notebook_place(unit, edition.language)
    if not released.is_file():
        raise UserError(f"{unit.name} has no edition in {edition.language!r}: run `make release` first.")
    found = ways(unit, edition.language, edition.students, f"../{edition.to_top}", lite)
    bar = open_bar(found, f"../{zip_address}" if zip_address else "")
    run = instructors_run(unit, edition.language)
    page = unit_page(nbformat.read(released, as_version=4), run, unit.name, bar)
    nbformat.write(page.notebook, edition.pages / "units" / f"{unit.name}.ipynb")
    folder = edition.pages / "extra" / "pictures" / unit.name
    folder.mkdir(parents=True)
    for name, picture in page.pictures.items():
        (folder / name).write_bytes(picture)
    return page.notebook


def _write_zip(units: list[Unit], edition: Edition, extra: Path) -> str:
    """Pack the students' zip, with what Colab fetches, and return its address on the site."""
    folders = [(edition.root / notebook_place(unit, edition.language)).parent for unit in units]
    packed = pack(units, folders, edition.language)
    (extra / "downloads").mkdir()
    shutil.copy(packed, extra / "downloads")
    write_colab(packed, f"{edition.address}/colab", extra / "colab")
    return f"downloads/{packed.name}"


def _contents(units: list[str], guides: list[str], with_examples: bool) -> str:
    """Return the tables of contents from which Sphinx makes the list beside each page."""
    students = ["map", *(name for name in guides if name not in TEACHERS)]
    teachers = [name for name in guides if name in TEACHERS] + ["examples"] * with_examples
    parts = {_("Units"): [f"units/{name}" for name in units], _("For students"): students, _("For teachers"): teachers}
    return "\n".join(
        "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *names, "```", ""])
        for caption, names in parts.items()
    )


def _clear(folder: Path) -> None:
    """Take an older site away, but not the browser edition that was built into it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name != LITE:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _sphinx(edition: Edition, editions: list[Edition]) -> "subprocess.Popen[str]":
    """Start Sphinx on one language's pages; site/conf.py reads what differs between languages."""
    static = edition.pages / "static"
    (static / "mathjax").mkdir(parents=True)
    package = find_spec(MATHJAX[0])
    if package is None or package.origin is None:
        raise UserError("The package sphinx-mathjax-offline is missing: run `make install`.")
    shutil.copy(Path(package.origin).parent / MATHJAX[1], static / "mathjax")
    with in_language(edition.language):
        search = _("Search")
    own = "" if edition.language == FIRST else f"{edition.language}/"
    settings = {
        "language": edition.language,
        "title": edition.title,
        "search": search,
        "address": edition.address.rstrip("/") + f"/{own}",
        "pages": str(edition.pages),
        "others": [
            {
                "code": one.language,
                "name": LANGUAGES[one.language],
                "root": edition.to_top + ("" if one.language == FIRST else f"{one.language}/"),
                "pages": [path.relative_to(one.pages).with_suffix("").as_posix() for path in _sources(one)],
            }
            for one in editions
            if one != edition
        ],
    }
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E", "-b", "html"]
    command += ["-c", str(edition.root / "site"), "-d", str(edition.root / "dist" / "doctrees" / edition.language)]
    environment = {**os.environ, "COURSE_EDITION": json.dumps(settings)}
    return subprocess.Popen(
        [*command, str(edition.pages), str(edition.site)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env=environment,
    )


def _sources(edition: Edition) -> list[Path]:
    return sorted([*edition.pages.glob("*.md"), *edition.pages.glob("units/*.ipynb")])
