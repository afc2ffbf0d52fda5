"""Remove all that is kept about one student. This is the one place that deletes what was handed in.

First go the things that were made from the work, then the gradebook's and the journal's lines, last the work itself: a
run that was stopped finds what is left. What others made (the roster, downloads, backups) is not ours to change.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from glob import escape
from pathlib import Path

from nbgrader.api import Gradebook, Student
from sqlalchemy import make_url, text

from autograder.grading import journal
from autograder.grading.fault_log import LOG
from autograder.grading.regrade import DRAFTS
from autograder.hand.history import HISTORY
from autograder.intake.submitted import is_student_id
from autograder.nbgrader_api import nbgrader_api, open_gradebook
from autograder.problems import UserError

NBGRADER_LOG = ".nbgrader.log"


@dataclass(frozen=True)
class Trace:
    """Say what is kept somewhere about a student, and how it is removed."""

    what: str
    remove: Callable[[], None]


def kept_about(root: Path, student: str) -> list[Trace]:
    """List what is kept about a student, in the order in which it is to be removed.

    Raises:
        UserError: this can be no student's id, nothing is kept under it, or the gradebook cannot be read.
    """
    if not is_student_id(student):
        raise UserError(f"{student!a} can be no student's id.")
    found = _folders(root, [f"feedback/{student}", f"autograded/{student}"])
    drafts = sorted(root.glob(f"{DRAFTS}/*/{escape(student)}.json"))
    found += [Trace(str(path.relative_to(root)), partial(_remove, path)) for path in drafts]
    found += _in_logs(root, student)
    if _in_gradebook(root, student):
        found.append(
            Trace("gradebook.db: name, points, comments, extensions", partial(_leave_gradebook, root, student))
        )
    lines = sum(one.student == student for one in journal.entries(root))
    if lines:
        found.append(Trace(f"{journal.JOURNAL}: {lines} lines", partial(_leave_lines, root / journal.JOURNAL, student)))
    if given := sum(journal.is_about(line, student) for line in _lines(root / HISTORY)):
        found.append(Trace(f"{HISTORY}: {given} lines", partial(_leave_lines, root / HISTORY, student)))
    found += _folders(root, [f"submitted/{student}"])
    if not found:
        raise UserError(f"Nothing is kept about a student {student!r}. Check the id.")
    # They tell of everybody, and are made again by a command.
    pages = sorted([*root.glob("report/*.html"), *root.glob("dist/feedback-*.zip")])
    return [Trace(f"{page.relative_to(root)}, which can be made again", page.unlink) for page in pages] + found


def _folders(root: Path, names: list[str]) -> list[Trace]:
    paths = [root / name for name in names]
    found = [path for path in paths if path.is_dir() or path.is_symlink()]
    return [Trace(f"{path.relative_to(root)}/", partial(_remove, path)) for path in found]


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path)


def _in_logs(root: Path, student: str) -> list[Trace]:
    """Find the logs that name the student; a log's part begins with a line that is not indented."""
    named = re.compile(rf"(?<![\w.@-]){re.escape(student)}(?![\w@-])")
    found = []
    for path in (root / LOG, root / NBGRADER_LOG):
        parts = re.split(r"^(?=\S)", path.read_text("utf-8", "replace"), flags=re.MULTILINE) if path.is_file() else []
        rest = "".join(part for part in parts if not named.search(part))
        if rest != "".join(parts):
            found.append(Trace(f"{path.name}: what names {student}", partial(_write, path, rest)))
    return found


def _write(path: Path, content: str) -> None:
    """Write a file anew in one step."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(content, encoding="utf-8")
    os.replace(new, path)


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", "replace").splitlines(keepends=True) if path.is_file() else []


def _leave_lines(path: Path, student: str) -> None:
    _write(path, "".join(line for line in _lines(path) if not journal.is_about(line, student)))


def _in_gradebook(root: Path, student: str) -> bool:
    with nbgrader_api(root) as api:
        url = make_url(api.coursedir.db_url)
    if url.get_backend_name() == "sqlite" and not Path(root, url.database or "").is_file():
        return False
    with open_gradebook(root) as (book, _):
        return book.db.query(Student).filter(Student.id == student).count() > 0


def _leave_gradebook(root: Path, student: str) -> None:
    with open_gradebook(root) as (book, _):
        book.remove_student(student)
        _overwrite(book)


def _overwrite(book: Gradebook) -> None:
    """Let SQLite write its file anew: what is deleted stays readable in it until then."""
    if book.engine.dialect.name == "sqlite":
        book.db.close()
        with book.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))
