"""The course's own secret, with which the seeds of hidden data are made.

It is made once, at the first grade, and stays in the course's folder, out of git. Graders on several machines share it
by a copy of the file, or by the environment variable AUTOGRADER_SECRET, which counts before the file.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from autograder.problems import UserError

FILE = ".autograder_secret"
VARIABLE = "AUTOGRADER_SECRET"
SHORTEST = 16  # characters
SEED_BYTES = 6  # an exact number in any program that reads the result as JSON


def has_secret(root: Path) -> bool:
    """Tell whether the course has a secret already."""
    return VARIABLE in os.environ or (root / FILE).exists()


def course_secret(root: Path) -> bytes:
    """Return the course's secret; one is made where there is none.

    Raises:
        UserError: it cannot be read or made, or is too short to be one.
    """
    if VARIABLE in os.environ:
        found, where = os.environ[VARIABLE].strip().encode(), f"The environment variable {VARIABLE}"
    else:
        try:
            if not (root / FILE).exists():
                _make(root)
            found, where = (root / FILE).read_bytes().strip(), f"The file {FILE}"
        except OSError as error:
            raise UserError(f"The course's secret, {FILE}, cannot be read or written: {error.strerror}.") from error
    if len(found) < SHORTEST:
        raise UserError(f"{where} must hold a secret of at least {SHORTEST} characters. Put the right one back.")
    return found


def fingerprint(secret: bytes) -> str:
    """Return what tells one secret from another and does not give it away."""
    return hashlib.sha256(b"fingerprint " + secret).hexdigest()[:16]


def seed_of(secret: bytes, unit: str, submission: bytes) -> int:
    """Return the seed of a submission's hidden data: the same for the same file, so that a grade can be repeated.

    The hash of the file alone is known to whoever writes it, who could then draw the hidden data beforehand. The
    seed is too long to be found from the data by trying.
    """
    return int.from_bytes(hmac.digest(secret, unit.encode() + b"\0" + submission, "sha256")[:SEED_BYTES], "big")


def _make(root: Path) -> None:
    """Make the file at once and whole; where another grader is faster, its secret counts."""
    with tempfile.NamedTemporaryFile(dir=root, prefix=FILE) as file:  # for its owner alone, mode 600
        file.write(secrets.token_hex(32).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(file.name, root / FILE)
