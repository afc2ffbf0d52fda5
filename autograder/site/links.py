"""Where a unit can be opened, each address made from the settings of the site and the students' repository."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from autograder.languages.places import edition_folder
from autograder.units import Unit
from course.texts import FIRST, _


@dataclass(frozen=True)
class Way:
    """Hold one way to open a unit: its name, address, and what one should know before."""

    name: str
    address: str
    note: str
    needs_server: bool = False


def notebook_place(unit: Unit, language: str) -> str:
    """Return where the students' notebook lies in the repository."""
    folder = unit.release.parent if language == FIRST else edition_folder(unit, language)
    return (folder / unit.notebook_name).relative_to(unit.root).as_posix()


def lite_path(unit: Unit, language: str) -> str:
    """Return where the notebook lies in the browser edition."""
    return f"{'' if language == FIRST else language + '/'}{unit.name}/{unit.notebook_name}"


def ways(unit: Unit, language: str, students: str, to_top: str, lite: bool) -> list[Way]:
    """List the ways to open a unit in a language, the easiest first.

    Args:
        unit: which one.
        language: of the notebook.
        students: address of the students' repository in this language, as https://github.com/OWNER/NAME; may be empty.
        to_top: leads from the page to the folder of the first language, for example "../".
        lite: whether the browser edition is on the site.
    """
    place, owner_and_name = f"{unit.name}/{unit.notebook_name}", urlsplit(students).path.strip("/")
    found = []
    if lite:
        address = f"{to_top}lite/lab/index.html?path={quote(lite_path(unit, language))}"
        found.append(Way(_("In this browser"), address, _("nothing to install; your work stays in this browser"), True))
    if not students:
        return found
    return [
        *found,
        Way(
            "Colab",
            f"https://colab.research.google.com/github/{owner_and_name}/blob/HEAD/{quote(place)}",
            _("on Google's servers, with a Google account"),
        ),
        Way(
            "Binder",
            f"https://mybinder.org/v2/gh/{owner_and_name}/HEAD?urlpath=lab/tree/{quote(place)}",
            _("JupyterLab without an account; slow to start, keeps nothing"),
        ),
        Way(
            "Codespaces",
            f"https://codespaces.new/{owner_and_name}?quickstart=1",
            _("VS Code on GitHub's servers, with a GitHub account"),
        ),
    ]
