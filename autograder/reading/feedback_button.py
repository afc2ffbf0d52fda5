"""The page that nbgrader itself writes as feedback, by `nbgrader generate_feedback` or the formgrader's button: ours.

nbgrader's own page shows the whole graded notebook, with the hidden tests in it.
"""

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter

from autograder.reading.feedback import page_of
from autograder.units import find_units


class FeedbackPage(HTMLExporter):
    """Stand in for the exporter of nbgrader's feedback."""

    def from_filename(self, filename: str, resources: Any = None, **_options: Any) -> tuple[str, Any]:
        """Return the page of the student whose graded notebook this is."""
        names = resources["nbgrader"]
        # nbgrader works in the course's folder.
        unit = find_units(Path.cwd(), [names["assignment"]])[0]
        return page_of(unit, names["student"]), {**resources, "output_extension": ".html"}
