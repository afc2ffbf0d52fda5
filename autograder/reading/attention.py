"""Which submissions need a person, and why.

"Worth a look" is never a verdict. It names two patterns that honest work seldom shows and typed-in or copied answers
often do; only a person can tell which it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.grading.grade import Reason, find_submissions, reason_to_grade
from autograder.judging.results import NotebookStatus, Status
from autograder.problems import UserError
from autograder.reading.records import Record
from autograder.reading.rendering import read_answers
from autograder.reading.tally import has_run
from autograder.units import Unit
from course.texts import _, language_in_use, marked

ONLY_SEEN_DATA = 2  # exercises that hold on the data that can be seen alone
SAME_ANSWERS = 5  # exercises that two students must have answered alike, all that they tried

WHY = {
    NotebookStatus.REJECTED: marked("rejected"),
    NotebookStatus.TIMEOUT: marked("out of time"),
    NotebookStatus.MEMORY: marked("out of memory"),
    NotebookStatus.CRASHED: marked("crashed"),
    NotebookStatus.GRADER_ERROR: marked("grader's error"),
}
WORTH_A_LOOK = marked("worth a look")
REFUSED = marked("newer file rejected")
NOT_GRADED = marked("not graded")


@dataclass(frozen=True)
class Case:
    """Name a submission that needs a person, why in two words, and what is known about it.

    Args:
        unit: the unit.
        student: whose it is.
        why: to be translated.
        words: in the language in use; the other students stand at {students}, where there are any.
        others: these students.
    """

    unit: Unit
    student: str
    why: str
    words: str
    others: tuple[str, ...] = ()


def cases(units: Sequence[Unit], records: Sequence[Record]) -> list[Case]:
    """List what needs a person, apart from written answers that wait for their points."""
    language = language_in_use()
    stopped = [
        Case(one.unit, one.student, WHY[one.result.status], one.result.told_in(language))
        for one in records
        if one.result.status in WHY
    ]
    refused = [
        Case(
            one.unit,
            one.student,
            REFUSED,
            _("{reason} What was handed in before counts.").format(reason=one.newest.told_in(language)),
        )
        for one in records
        if one.refused
    ]
    ran = [one for one in records if has_run(one)]
    found = [*_not_graded(units, records), *stopped, *refused, *_typed_in(ran), *_alike(ran)]
    return sorted(found, key=lambda case: (case.unit.name, case.why == WORTH_A_LOOK, case.why, case.student))


def _not_graded(units: Sequence[Unit], records: Sequence[Record]) -> list[Case]:
    entries = {(one.unit.name, one.student): one.entry for one in records}
    try:
        submissions = find_submissions(list(units))
    except UserError:  # nothing is in submitted/
        return []
    words = {
        True: _("Handed in, but not graded yet. Run `autograder grade`."),
        False: _("It, its tests or the environment changed after grading. Run `autograder grade`."),
    }
    return [
        Case(one.unit, one.student, NOT_GRADED, words[entry is None])
        for one in submissions
        if reason_to_grade(one, entry := entries.get((one.unit.name, one.student))) not in (None, Reason.CELLS)
    ]


def _typed_in(records: Sequence[Record]) -> list[Case]:
    """Find work that holds on visible data alone, without a mistake that the course knows."""
    found = []
    for record in records:
        names = [
            one.result.name
            for one in record.outcomes
            if one.result.only_hidden and one.result.status == Status.FAILED and not one.result.mistake
        ]
        if len(names) >= ONLY_SEEN_DATA:
            listed = ", ".join(f"`{name}`" for name in names)
            words = _("{exercises} hold on the data that students see and fail on other data, with no mistake we know.")
            found.append(Case(record.unit, record.student, WORTH_A_LOOK, words.format(exercises=listed)))
    return found


def _alike(records: Sequence[Record]) -> list[Case]:
    """Find students whose code is the same in every exercise they tried."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        tried = {
            one.result.name for one in record.outcomes if one.result.status not in (Status.NOT_ATTEMPTED, Status.MANUAL)
        }
        if len(tried) < SAME_ANSWERS:
            continue
        answers = read_answers(record.unit, record.student)
        code = {name: _bare(answers[name]) for name in sorted(tried & answers.keys())}
        groups.setdefault((record.unit.name, repr(code)), []).append(record)
    found = []
    for group in groups.values():
        if len(group) > 1:
            students = tuple(one.student for one in group)
            words = _("The same code in every exercise, comments and layout aside, as {students}.")
            found += [
                Case(one.unit, one.student, WORTH_A_LOOK, words, tuple(s for s in students if s != one.student))
                for one in group
            ]
    return found


def _bare(code: str) -> str:
    """Return code without comments and layout, roughly: to compare it, not to run it."""
    return re.sub(r"#.*|\s+", "", code)
