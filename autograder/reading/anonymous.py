"""Leave students' names out: numbers in their place, in an order that tells nothing."""

import hashlib
import io
import re
import tokenize
from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.grading.journal import JOURNAL
from autograder.intake.people import Person
from course.texts import _

SHORTEST = 3  # letters that a name must have to be looked for in text


def numbered(students: Iterable[str], root: Path) -> dict[str, str]:
    """Give each student a number.

    The order is that of hashes with the journal's first line, which no outsider knows: the same in each report of a
    course, but not to be worked out from a class list.

    Args:
        students: their ids.
        root: the course's folder.
    """
    journal = root / JOURNAL
    salt = journal.read_bytes().partition(b"\n")[0] if journal.is_file() else b""
    order = sorted(students, key=lambda one: hashlib.sha256(salt + one.encode("utf-8", "replace")).digest())
    width = len(str(len(order)))
    return {
        student: _("Student {number}").format(number=f"{position:0{width}}")
        for position, student in enumerate(order, 1)
    }


def scrubber(students: Iterable[str], people: dict[str, Person]) -> Callable[[str], str]:
    """Return a function that takes ids, names and e-mail addresses out of a text."""
    words = {*students, *people}
    for person in people.values():
        words |= {person.name, *person.name.split(), *person.columns.values()}
    longest_first = sorted((word for word in words if len(word) >= SHORTEST), key=len, reverse=True)
    if not longest_first:
        return lambda text: text
    # An underscore ends a word here: ada_solution names ada.
    pattern = re.compile(rf"(?<![^\W_])({'|'.join(map(re.escape, longest_first))})(?![^\W_])", re.IGNORECASE)
    return lambda text: pattern.sub(_("(name)"), text)


def without_comments(code: str) -> str:
    """Return code without its comments; none of it where Python cannot read it.

    Example:
        >>> without_comments("x = 1  # by Ada")
        'x = 1'
    """
    lines = code.splitlines(keepends=True)
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return _("[left out: it has comments that cannot be told from code]") if "#" in code else code
    for token in reversed([token for token in tokens if token.type == tokenize.COMMENT]):
        row, column = token.start
        line = lines[row - 1]
        lines[row - 1] = line[:column].rstrip() + line[column + len(token.string) :]
    return "".join(lines).strip("\n")
