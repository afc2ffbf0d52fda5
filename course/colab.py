"""Google Colab opens one notebook alone: fetch what belongs beside it, and find the student's earlier notebooks.

The folders become those of the students' zip. So `own_answers` and `progress` find there what they find elsewhere.
"""

import io
import os
import re
import sys
import zipfile
from pathlib import Path
from urllib.request import urlopen

from course.files import read_cells
from course.texts import FIRST, _, in_language

DRIVE = Path("drive", "MyDrive", "Colab Notebooks")  # where Colab keeps the student's copies, once Drive is mounted
UNIT = re.compile(r"""check_setup\(["']([0-9]{2}_\w+)["']""")


def fetch(unit: str, site: str, language: str = FIRST) -> None:
    """Make the folders of all units with their support files, and work in the one of this unit.

    Args:
        unit: this notebook's, for example 02_forward.
        site: the address of the course's site.
        language: of this notebook.
    """
    here = Path.cwd()
    home = here.parent if here.name == unit else here  # the cell may run again
    edition = site if language == FIRST else f"{site}/{language}"
    with urlopen(f"{edition}/colab/beside.zip") as answer:
        zipfile.ZipFile(io.BytesIO(answer.read())).extractall(home)
    (home / unit).mkdir(exist_ok=True)
    os.chdir(home / unit)
    if str(home / unit) not in sys.path:
        sys.path.insert(0, str(home / unit))
    found = _link_notebooks(home)
    with in_language(language):
        print(_sentence(unit, [name for name in found if name < unit]))


def _link_notebooks(home: Path) -> list[str]:
    """Put the student's notebooks from Drive, and those that were uploaded, where the other units look for them."""
    found = set()
    # Of two copies the newer one counts.
    for path in sorted([*(home / DRIVE).glob("*.ipynb"), *home.glob("*.ipynb")], key=lambda one: one.stat().st_mtime):
        if unit := next((match[1] for cell in read_cells(path) if (match := UNIT.search(cell["source"]))), ""):
            place = home / unit / f"{unit.partition('_')[2]}.ipynb"
            if place.is_symlink() or not place.exists():
                place.parent.mkdir(exist_ok=True)
                place.unlink(missing_ok=True)
                place.symlink_to(path)
            found.add(unit)
    return sorted(found)


def _sentence(unit: str, earlier: list[str]) -> str:
    saved = _("The course is installed. Save this notebook with File > Save a copy in Drive, or your answers are lost.")
    if unit.startswith("01"):
        return saved
    own = _("Your notebooks of these earlier units were found: {units}.").format(units=", ".join(earlier))
    how = _(
        "To use your own answers of earlier units, open the folder sign at the left, and mount Google Drive, where "
        "your copies are, or upload the earlier notebooks. Then run this cell again. "
        "Without them, working code is used."
    )
    return f"{saved} {own if earlier else how}"
