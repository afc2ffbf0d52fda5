"""The grader's own faults: a sentence on the screen, and all that is known about them in the course's log."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

LOG = "autograder.log"


def log_fault(root: Path, fault: BaseException | str, about: str) -> str:
    """Append a fault to the log: the time, what was at work, and the traceback.

    Args:
        root: the course's folder.
        fault: what was raised, notes and causes with it; or what is known where nothing was raised here.
        about: the student and the unit, or the command.

    Returns:
        Where to read it, in a sentence.
    """
    text = fault if isinstance(fault, str) else "".join(traceback.format_exception(fault))
    text = "".join(f"  {line}\n" for line in text.rstrip().splitlines())
    try:
        with (root / LOG).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, {about}:\n{text}")
    except OSError as error:  # as a rule the disk is full, which stops the grader with a sentence of its own
        return f"{LOG} cannot be written: {error.strerror}."
    return f"More about it is in {LOG}."


def in_words(fault: BaseException) -> str:
    """Return an error's type and the first line of its text, as a sentence."""
    text = f"{type(fault).__name__}: {fault}".splitlines()[0].rstrip(" :")
    return text if text.endswith((".", "!", "?")) else f"{text}."
