"""nbgrader, set up for a course folder."""

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from traitlets.config import Config, PyFileConfigLoader

from autograder.problems import UserError

CONFIG = "nbgrader_config.py"


@contextmanager
def nbgrader_api(root: Path) -> Iterator[NbGraderAPI]:
    """Give nbgrader's own interface with the settings of nbgrader_config.py.

    Args:
        root: the course's folder.

    Raises:
        UserError: the folder holds no nbgrader_config.py.
    """
    if not (root / CONFIG).exists():
        raise UserError(f"There is no {CONFIG} in {root}. Run this in the course's own folder.")
    config: Config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    config.CourseDirectory.root = str(root.resolve())
    path, folder = os.environ["PATH"], os.getcwd()
    # nbgrader starts `alembic` by name to set up its database.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), path])
    os.chdir(root)
    try:
        with warnings.catch_warnings():
            # nbgrader's own, about how it uses its database; nobody here can fix it
            warnings.filterwarnings("ignore", message="Object of type <Submitted")
            yield NbGraderAPI(config=config)
    finally:
        os.environ["PATH"] = path
        os.chdir(folder)


def succeed(outcome: dict[str, Any], what: str) -> None:
    """Turn nbgrader's report of a failure into an error that says what failed and why.

    Raises:
        UserError: the outcome is no success.
    """
    if not outcome["success"]:
        text = (outcome.get("log") or "") + (outcome.get("error") or "")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        # The reason is in the traceback that nbgrader logs; its last lines only refer to it.
        reasons = [line for line in lines if re.match(r"\w*Error: ", line)] or lines
        raise UserError(f"nbgrader could not {what}: {reasons[-1] if reasons else 'it did not say why'}")
