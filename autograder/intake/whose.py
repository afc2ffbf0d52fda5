"""Tell whose a file of a download is, and refuse where one id could stand for two people.

A name alone is a weak sign: "Ada-Lovelace" and "Ada Lovelace" make one id, or fit one line of the roster. So all
numbers that lead to one id are compared, those of the archive and those of what was collected earlier (the receipts in
submitted/). Where the number is the same, it is one person, however the name is spelled. Where the roster has the
number, it decides. A number of Canvas, and a name on GitHub, is the user's everywhere, one of Moodle the
participant's in one assignment.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from autograder.intake.lms import Sender
from autograder.intake.notebook_file import printable
from autograder.intake.placing import Receipt
from autograder.intake.roster import Person
from autograder.intake.submitted import ID_RULE, is_student_id
from autograder.intake.titles import letters

HIDDEN = ("participant", "participante", "teilnehmer", "teilnehmerin")  # Moodle's word where it hides names


class UnknownPersonError(Exception):
    """Say why it cannot be told whose a file is."""


@dataclass(frozen=True)
class Owner:
    """Hold whose a file is; `sure` where the roster has the number. Time and doubt are the roster's."""

    sender: Sender
    student: str
    sure: bool = False
    time: datetime | None = None
    doubt: str = ""


class Owners:
    """Know whose the files of one archive are.

    Args:
        senders: of all files in the archive.
        people: the roster, or None to make ids of names.
        receipts: of what was collected earlier.
    """

    def __init__(self, senders: Iterable[Sender], people: Sequence[Person] | None, receipts: Sequence[Receipt]) -> None:
        self._people, self._receipts = people, receipts
        # Of those whose id was made of the name: a new name is the same person under the same number.
        self._ids = {_number(one.sender): one.student for one in receipts if one.student == _made_of(one.sender)}
        self._known: dict[tuple[str, str, str], Owner | UnknownPersonError] = {}
        for sender in {one.who: one for one in senders}.values():
            try:
                self._known[sender.who] = self._find(sender)
            except UnknownPersonError as error:
                self._known[sender.who] = error

    def owner(self, sender: Sender) -> Owner:
        """Return whose a file is.

        Raises:
            UnknownPersonError: that cannot be told, or another sender in the archive leads to the same id.
        """
        found = self._known[sender.who]
        if isinstance(found, UnknownPersonError):
            raise found
        same_id = [one for one in self._known.values() if isinstance(one, Owner) and one.student == found.student]
        _refuse(found, [one.sender for one in same_id if _differ(one.sender, found.sender)])
        return found

    def check_earlier(self, owner: Owner, unit: str) -> None:
        """Compare with what was collected earlier under this id.

        Raises:
            UnknownPersonError: that was from somebody else.
        """
        earlier = [one for one in self._receipts if one.student == owner.student]
        if owner.sender.number and any(_number(one.sender) == _number(owner.sender) for one in earlier):
            return
        _refuse(owner, [one.sender for one in earlier if self._tells(one, owner.sender, unit)])

    def _tells(self, receipt: Receipt, sender: Sender, unit: str) -> bool:
        """Tell whether another number in a receipt means another person."""
        comparable = receipt.sender.lms == sender.lms and bool(receipt.sender.number and sender.number)
        if comparable and (sender.lms != "Moodle" or receipt.unit == unit):
            return True
        return self._people is None and _spelled(receipt.sender) != _spelled(sender)

    def _find(self, sender: Sender) -> Owner:
        if self._people is not None:
            person = person_of(sender, self._people)
            return Owner(sender, person.id, sender.number in _numbers(person, sender), person.time, person.doubt)
        student = id_without_roster(sender)
        if sender.number:
            student = self._ids.setdefault(_number(sender), student)
        return Owner(sender, student)


def person_of(sender: Sender, people: Sequence[Person]) -> Person:
    """Find the one person of the roster that a name in a download stands for.

    Raises:
        UnknownPersonError: nobody, several, or number and name do not lead to the same person.
    """
    if sender.lms == "GitHub":  # anybody can call himself anything there, so a name alone says nothing
        return _person_on_github(sender, people)
    spelled = letters(sender.name)
    own = sender.name.strip().casefold()
    by_name = {one for one in people if spelled in one.names or own == one.id.casefold()}
    by_number = {one for one in people if sender.number in _numbers(one, sender)}
    found = by_number & by_name or by_number or by_name
    if by_number and by_name and not by_number & by_name:
        raise UnknownPersonError("the roster has this name and this number, but of different people")
    if len(found) > 1:
        names = ", ".join(sorted(one.id or printable(one.name) for one in found))
        raise UnknownPersonError(f"several in the roster could be meant: {names}")
    if not found:
        number = f" or the number {sender.number}" if sender.number else ""
        raise UnknownPersonError(f"nobody in the roster has the name {printable(sender.name)}{number}")
    person = found.pop()
    if not person.id:
        raise UnknownPersonError(f"the roster has no id for {printable(person.name)}")
    other = ", ".join(sorted(_numbers(person, sender) - {sender.number}))
    if sender.number and other and not by_number:
        raise UnknownPersonError(
            f"the roster has another number than {sender.number} for {printable(person.name)}: {other}; "
            "take the roster of this assignment"
        )
    return person


def _person_on_github(sender: Sender, people: Sequence[Person]) -> Person:
    found = [one for one in people if sender.number in one.logins]
    if len(found) != 1:
        who = "nobody" if not found else "more than one person"
        raise UnknownPersonError(f"{who} in the roster has the name {printable(sender.name)} on GitHub")
    if not found[0].id:
        raise UnknownPersonError(f"the roster has no id for {printable(found[0].name)}")
    return found[0]


def id_without_roster(sender: Sender) -> str:
    """Make a student's id of what the LMS says: the name, and Canvas's number, which is the user's everywhere.

    Example:
        >>> id_without_roster(Sender("Moodle", "Ada Lovelace", "12345", "forward.ipynb"))
        'ada_lovelace'

    Raises:
        UnknownPersonError: that makes no id.
    """
    if sender.lms == "Moodle" and letters(sender.name) in HIDDEN:
        raise UnknownPersonError("names are hidden in this assignment; its grading worksheet as the roster tells them")
    words = [sender.name, sender.number] if sender.lms == "Canvas" else [sender.name]
    if sender.lms == "GitHub" and is_student_id(sender.number):
        return sender.number
    student = re.sub(r"\W+", "_", unicodedata.normalize("NFC", "_".join(words)).lower()).strip("_")
    if not is_student_id(student):
        raise UnknownPersonError(f"the name makes no student id ({ID_RULE})")
    return student


def _made_of(sender: Sender) -> str:
    try:
        return id_without_roster(sender)
    except UnknownPersonError:
        return ""


def _refuse(owner: Owner, others: list[Sender]) -> None:
    """Name the senders that lead to one id; where the roster has this one's number, it is the right one."""
    if others and not owner.sure:
        names = sorted({f"{printable(one.name)} ({one.number or 'no number'})" for one in (owner.sender, *others)})
        raise UnknownPersonError(
            f"{' and '.join(names)} lead to one id, {owner.student}, and may be two people; "
            "a roster with these numbers tells them apart"
        )


def _differ(one: Sender, other: Sender) -> bool:
    if one.lms == other.lms and one.number and other.number:
        return one.number != other.number
    return _spelled(one) != _spelled(other)


def _number(sender: Sender) -> tuple[str, str]:
    return sender.lms, sender.number


def _numbers(person: Person, sender: Sender) -> frozenset[str]:
    if sender.lms == "GitHub":
        return person.logins
    return person.participants if sender.lms == "Moodle" else person.users


def _spelled(sender: Sender) -> str:
    return unicodedata.normalize("NFC", sender.name)
