"""Whether results can be kept: what is found out before a class is run, and in which words."""

import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from autograder.grading.health import check_health, disk_faults_explained
from autograder.problems import UserError
from tests.autograder.reading.gradebooks import put_mark


def address(root: Path) -> str:
    return f"sqlite:///{root}/gradebook.db"


@pytest.fixture
def gradebook(tiny: object, tmp_path: Path) -> Path:
    """Give a course's folder with a gradebook of nbgrader's."""
    put_mark(tmp_path, "ada", (10, 6, None))
    return tmp_path


def test_gradebook_that_is_whole_is_healthy_and_stays_as_it_is(gradebook: Path) -> None:
    before = (gradebook / "gradebook.db").read_bytes()
    check_health(gradebook, address(gradebook))
    assert (gradebook / "gradebook.db").read_bytes() == before


def test_gradebook_that_is_not_there_yet_is_healthy(tmp_path: Path) -> None:
    check_health(tmp_path, address(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_damage_is_named(gradebook: Path) -> None:
    (gradebook / "gradebook.db").write_bytes(b"no database" * 1000)
    with pytest.raises(UserError, match=r"gradebook\.db is damaged .* Put a backup in its place"):
        check_health(gradebook, address(gradebook))


@pytest.mark.parametrize(
    ("version", "words"), [("123456789abc", "by a newer nbgrader"), (None, "by an older nbgrader")]
)
def test_gradebook_of_another_nbgrader_is_named(gradebook: Path, version: str | None, words: str) -> None:
    with closing(sqlite3.connect(gradebook / "gradebook.db")) as file, file:
        file.execute("DELETE FROM alembic_version")
        if version:
            file.execute("INSERT INTO alembic_version (version_num) VALUES (?)", [version])
    with pytest.raises(UserError, match=words):
        check_health(gradebook, address(gradebook))


def test_address_that_nobody_knows_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"The db_url in nbgrader_config\.py cannot be used here"):
        check_health(tmp_path, "nosuchthing://gradebook")


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "The disk is full"), (errno.EDQUOT, "The disk is full"), (errno.EIO, "cannot be")],
)
def test_faults_of_the_disk_are_a_sentence(number: int, words: str) -> None:
    with pytest.raises(UserError, match=words), disk_faults_explained():
        raise OSError(number, "as the system says it")
