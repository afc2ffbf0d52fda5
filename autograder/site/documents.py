"""The guides as pages: a document's links to other files become links to their pages, or into the repository."""

import html
import posixpath
import re
from pathlib import Path

from course.texts import FIRST, LANGUAGES

# What is shown of the repository's documents, and the page's name.
DOCUMENTS = {
    "docs/students.md": "students",
    "docs/front_ends.md": "front_ends",
    "course/NOTATION.md": "notation",
    "docs/sources.md": "sources",
    "docs/instructors.md": "instructors",
    "docs/security.md": "security",
    "docs/performance.md": "performance",
}
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def documents(root: Path, language: str) -> dict[str, Path]:
    """Find the documents that there are in a language, by the names of their pages."""
    found = {}
    for place, page in DOCUMENTS.items():
        path = root / place if language == FIRST else root / "docs" / language / Path(place).name
        if path.is_file():
            found[page] = path
    return found


def document_page(path: Path, root: Path, language: str, repository: str) -> str:
    """Return a document's text with links that lead somewhere on the site."""
    here = path.parent.relative_to(root).as_posix()
    pages = documents(root, language)

    def link(found: re.Match[str]) -> str:
        picture, words, target, part = found[1], found[2], found[3], found[4] or ""
        if re.match(r"[a-z]+:", target):
            return found[0]
        place = posixpath.normpath(posixpath.join(here, target))
        if picture:
            return f"![{words}](/extra/{Path(place).as_posix().removeprefix('docs/')})"
        name, of = page_of(place)
        if name and ((of == language and name in (*pages, "map", "index")) or name.startswith("units/")):
            return f"[{words}]({name}.{'ipynb' if name.startswith('units/') else 'md'}{part})"
        if name and of == FIRST and language != FIRST and name in documents(root, FIRST):
            return f'<a href="../{name}.html{part}" hreflang="{FIRST}">{html.escape(words)}</a>'
        return f"[{words}]({repository}/blob/HEAD/{place}{part})"

    return LINK.sub(link, path.read_text(encoding="utf-8"))


def page_of(place: str) -> tuple[str, str]:
    """Return the name of the page that shows a file of the repository, and its language; the name may be empty.

    Example:
        >>> page_of("docs/es/students.md"), page_of("docs/map.md"), page_of("Makefile")
        (('students', 'es'), ('map', 'en'), ('', 'en'))
    """
    for language in LANGUAGES:
        edition = "release" if language == FIRST else f"release-{language}"
        if found := re.fullmatch(rf"{edition}/([0-9]{{2}}_\w+)/\w+\.ipynb", place):
            return f"units/{found[1]}", language
        if language != FIRST and place.startswith(f"docs/{language}/"):
            return page_of("docs/" + place.removeprefix(f"docs/{language}/"))[0], language
    return {"docs/map.md": "map", **DOCUMENTS}.get(place, ""), FIRST
