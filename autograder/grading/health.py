"""Whether results can be kept: there is room on the disk, and the gradebook is whole, up to date and can be written.

Asked before a class is run, so that nothing is run in vain, and again when recording has failed, to tell a fault that
stops everybody from one that is a single submission's own.
"""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic.script import ScriptDirectory
from nbgrader import dbutil
from sqlalchemy import URL, Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from autograder.problems import UserError

BYTES_OF_ROOM = 1_000_000
SECONDS_TO_WAIT = 20  # for another program to let go of the gradebook


def check_health(root: Path, db_url: str) -> None:
    """Make sure that results can be kept.

    Args:
        root: the course's folder.
        db_url: where nbgrader's gradebook is.

    Raises:
        UserError: they cannot; it says why and what to do.
    """
    with disk_faults_explained(), tempfile.TemporaryFile(dir=root) as file:
        file.write(bytes(BYTES_OF_ROOM))
        file.flush()
        os.fsync(file.fileno())
    url = _known_url(db_url)
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        if not path.exists():
            return  # nbgrader makes one
        _check_sqlite(path)
    engine = create_engine(db_url)
    try:
        with engine.begin() as connection:
            _check_schema(connection)
    except SQLAlchemyError as error:
        shown = url.render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise UserError(f"The gradebook {shown} cannot be used: {reason}") from error
    finally:
        engine.dispose()


def _known_url(db_url: str) -> URL:
    try:
        url = make_url(db_url)
        url.get_dialect().import_dbapi()
    except (SQLAlchemyError, ImportError) as error:
        raise UserError(f"The db_url in nbgrader_config.py cannot be used here: {error}. For PostgreSQL it begins with "
                        "postgresql+psycopg2://") from error  # fmt: skip
    return url


@contextmanager
def disk_faults_explained() -> Iterator[None]:
    """Turn an error of the disk into one sentence.

    Raises:
        UserError: the disk is full, or cannot be written.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("The disk is full. What was graded is kept; make room, and grade again.") from error
        raise UserError(f"Results cannot be written: {error}. What was graded is kept.") from error


def _check_sqlite(path: Path) -> None:
    """Open a SQLite file, read all of it, and begin to write."""
    try:
        with closing(sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level=None)) as file:
            verdict = file.execute("PRAGMA quick_check(1)").fetchone()[0]
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
            version = file.execute("PRAGMA user_version").fetchone()[0]
            file.execute("BEGIN IMMEDIATE")
            file.execute(f"PRAGMA user_version = {version}")  # writes, and changes nothing
            file.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise UserError(f"Another program has locked {path.name}. Close it there (a formgrader, a database "
                            "browser), and grade again.") from error  # fmt: skip
        raise UserError(f"The gradebook {path} cannot be written: {error}. Check its permissions and the "
                        "disk, and grade again.") from error  # fmt: skip
    except sqlite3.DatabaseError as error:
        raise UserError(f"The gradebook {path} is damaged ({error}). Put a backup in its place, or move it away: then "
                        "everything is graded anew, but points given by hand are lost with it.") from error  # fmt: skip


def _check_schema(connection: Connection) -> None:
    """Compare the gradebook's schema with that of the nbgrader installed here."""
    known = ScriptDirectory(dbutil.ALEMBIC_DIR)
    tables = inspect(connection).get_table_names()
    found = connection.scalar(text("SELECT version_num FROM alembic_version")) if "alembic_version" in tables else None
    if found == known.get_current_head() or not tables:
        return
    if found is None and ("assignment" not in tables or not connection.scalar(text("SELECT count(*) FROM assignment"))):
        _stamp(connection, known.get_current_head(), tables)
        return
    if found is not None and found not in {one.revision for one in known.walk_revisions()}:
        raise UserError("The gradebook was made by a newer nbgrader than this one. Install that version here.")
    raise UserError("The gradebook was made by an older nbgrader. `nbgrader db upgrade`, run in this folder, fixes "
                    "that (and keeps a copy of a gradebook.db); then grade again.")  # fmt: skip


def _stamp(connection: Connection, head: str | None, tables: list[str]) -> None:
    """Write the version into a gradebook that was killed while it was made, and holds nothing yet."""
    if "alembic_version" not in tables:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": head})
