"""The first code cell of each released notebook: it makes the notebook run in Google Colab, which opens it alone.

It does nothing elsewhere, nbgrader does not know it, and a submission may have it or not.
"""

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from course.texts import marked

CELL = "colab"  # its id
FETCH = "fetch"
# A comment is looked up in the catalog as every text of a cell.
COMMENT = marked("In Google Colab, this cell installs the course in a few seconds. Elsewhere it does nothing.")
CODE = """
# {comment}
import sys

if "google.colab" in sys.modules:
    from subprocess import run

    site = "{address}"
    run([sys.executable, "-m", "pip", "install", "--quiet", "--requirement", f"{{site}}/colab/install.txt"], check=True)
    from course.colab import fetch

    fetch("{unit}", site)
""".strip()


def colab_cell(unit: str, address: str) -> NotebookNode:
    """Make the cell of a unit, which fetches from the site at this address."""
    code = CODE.format(comment=COMMENT, address=address, unit=unit)
    return new_code_cell(code, id=CELL, metadata={"jupyter": {"source_hidden": True}})
