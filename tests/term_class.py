"""The class of the whole term: who is in it, what each hands in, and what that earns.

What a submission earns is worked out here, from the points in source/ and the answers in tests/answers/, and from no
result of the grader.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zipfile import ZipInfo

import nbformat
from nbformat import NotebookNode

from autograder.units import Exercise, Unit, exercises, read_source
from tests.collection import ROOT, Answer, read_answers
from tests.downloads import dated, moodle
from tests.submissions import filled, untouched, without_figures

# In each unit some exercises that no other answer of the unit builds on; so a wrong answer costs its own points alone.
WRONG = {
    "01_perceptron": ("sign", "relu", "truth_table_errors"),
    "02_forward": ("count_parameters", "mse", "output_unit"),
    "03_backward": ("d_relu", "relative_error", "gradient_step"),
}
UNITS = tuple(WRONG)
CLASS_SIZE = dict(zip(UNITS, (13, 10, 5), strict=True))
KINDS = ("right", "wrong", "twice", "untouched", "late", "right", "broken", "wrong", "right", "wrong")
DUE = {unit: datetime(2026, 10, 7 * number, 12) for number, unit in enumerate(UNITS, 1)}  # UTC
PENALTY = 3.0  # points off for late work
# A mistake in a hidden test, as the term begins: the mean of the squared errors is not half of it.
MENDED = "gives=np.mean((Y_hat - Y) ** 2), mistakes=made_by"
MISTAKEN = "gives=np.mean((Y_hat - Y) ** 2) / 2, mistakes=made_by"
MISTAKEN_IN = ("02_forward", "mse")

NAMES = """Aaliyah Okafor|Björn Åkesson|Chloé Dubreuil|Dariusz Wójcik|Eilidh MacRae|Fatima Benali|Gergő Szabó|
Hanna Virtanen|Ines Carvalho|Jürgen Kästner|Ada-Lovelace|Ada Lovelace|Keiko Morishita|Liam O'Sullivan|Marta Iñíguez|
Nguyen Thi Hoa|Olumide Adeyemi|Petra Novotná|Qing Zhao|Rafael Quintero|Ulrike Fechner|Vasiliki Papadaki|
Wanjiru Kamau|Xiomara Beltrán|Yusuf Demirci|Zsófia Halász|Anders Kjeldsen|Bhavna Iyengar|Cillian Gallagher|
Delphine Rousset|Emeka Nwosu""".replace("\n", "").split("|")


@dataclass(frozen=True)
class Student:
    """Name a student of the roster; `number` counts from 0."""

    number: int
    name: str

    @property
    def language(self) -> str:
        """Return the language of the notebooks that they work in: every third one's is Spanish."""
        return "es" if self.number % 3 == 2 else "en"

    @property
    def id(self) -> str:
        """Return the id in this course, which no word of a page holds by chance."""
        return f"u26{self.number:03}x"


STUDENTS = [Student(number, name) for number, name in enumerate(NAMES)]
EMPTY_HANDED = STUDENTS[-1]  # hands in no notebook all term
ALIKE = STUDENTS[10:12]  # in names they are one; they come to unit 1 alone
ASTRAY = STUDENTS[12]  # comes to unit 1 alone, and hands in a notebook of it once more under STRAY_IN
STRAY_IN = UNITS[1]


@dataclass(frozen=True)
class Work:
    """Hold what a student hands in for a unit: `attempts` by time; the last one counts.

    Later in the term somebody is given an extension, somebody appeals and is given points for an exercise, and
    somebody hands in again a file that is `refused`.
    """

    unit: str
    student: Student
    kind: str
    attempts: list[tuple[datetime, str]]
    wrong: tuple[Answer, ...] = ()
    extended: bool = False
    appealed: Exercise | None = None
    refused: bool = False

    @property
    def waits(self) -> bool:
        """Tell whether it holds a written answer, which a person must grade."""
        return self.kind in ("right", "twice", "late")

    @property
    def penalty(self) -> float:
        """Return the points that are taken off."""
        return PENALTY if self.kind == "late" and not self.extended else 0.0

    def earned(self, fixed: bool) -> float:
        """Return the points that its tests give, before or after the mistaken one is fixed."""
        if self.kind in ("untouched", "broken"):
            return 0.0
        lost = {one.exercise for one in self.wrong}
        if self.unit == MISTAKEN_IN[0] and not fixed:
            lost.add(MISTAKEN_IN[1])
        return sum(one.points for one in _exercises(self.unit) if not one.written and one.name not in lost)


def roster() -> str:
    """Return the class list, as a course keeps it."""
    lines = ["student_id,Full name,Email,Section"]
    lines += [f'{one.id},"{one.name}",{one.id}@example.edu,{"Tuesday" if one.number % 2 else "Monday"}'
              for one in STUDENTS]  # fmt: skip
    return "\n".join(lines) + "\n"


def spanish_worksheet(unit: str, works: list[Work]) -> str:
    """Return the grading worksheet of an assignment, as a Spanish Moodle writes it."""
    head = "Identificador,Nombre completo,Nombre de usuario,Estado,Calificación,Calificación máxima,"
    lines = [head + "Última modificación (entrega),Última modificación (calificación)"]
    for work in works:
        time = f"{work.attempts[-1][0]:%d} de octubre de 2026, {work.attempts[-1][0]:%H:%M}"
        student = work.student
        about = f"Participante {participant(unit, student)},{student.name},{student.id},Enviado"
        lines.append(f'{about},,"20,00","{time}",-')
    return "\n".join(lines) + "\n"


def hand_in(unit: str) -> list[Work]:
    """Let those who still come hand in the unit; each week the kinds of work are dealt out anew."""
    shift = 3 * UNITS.index(unit)
    return [_work(unit, one, KINDS[(one.number + shift) % len(KINDS)]) for one in STUDENTS[: CLASS_SIZE[unit]]]


def downloaded(unit: str, works: list[Work]) -> list[tuple[str | ZipInfo, bytes]]:
    """Return the files of Moodle's zip: a folder for each student, with numbers of this assignment's participants."""
    files: list[tuple[str | ZipInfo, bytes]] = []
    notebook = Unit(unit, ROOT).notebook_name
    for work in works:
        for attempt, (time, text) in enumerate(work.attempts):
            file = notebook if attempt == 0 else notebook.replace(".", f" ({attempt}).")
            place = moodle(work.student.name, participant(unit, work.student), file)
            files.append((dated(place, time), text.encode()))
    place = moodle(EMPTY_HANDED.name, 699, "answers.pdf")
    files.append((dated(place, DUE[unit]), b"%PDF-1.4"))
    if unit == STRAY_IN:
        place = moodle(ASTRAY.name, participant(unit, ASTRAY), notebook)
        files.append((dated(place, DUE[unit]), _text(untouched(UNITS[0])).encode()))
    return files


def participant(unit: str, student: Student) -> int:
    """Return the number that Moodle gives to a student in the assignment of a unit."""
    return 700 * UNITS.index(unit) + student.number


def _work(unit: str, student: Student, kind: str) -> Work:
    answers, wrong = _answers(unit, student.number)
    written = [one.name for one in _exercises(unit) if one.written]
    in_time = DUE[unit] - timedelta(days=1, minutes=student.number)
    if kind == "wrong":
        code = answers | {one.exercise: one.code for one in wrong}
        return Work(
            unit, student, kind, [(in_time, _text(filled(unit, _signed(code, student), student.language)))], wrong
        )
    if kind == "untouched":
        return Work(unit, student, kind, [(in_time, _text(untouched(unit, student.language)))])
    essay = dict.fromkeys(written, f"It needs a layer between input and output. {student.name}")
    text = _text(filled(unit, _signed(answers, student) | essay, student.language))
    if kind == "broken":
        return Work(unit, student, kind, [(in_time, text[:2000])])
    if kind == "twice":
        return Work(
            unit,
            student,
            kind,
            [(in_time - timedelta(days=2), _text(untouched(unit, student.language))), (in_time, text)],
        )
    return Work(unit, student, kind, [(DUE[unit] + timedelta(days=2) if kind == "late" else in_time, text)])


def _answers(unit: str, number: int) -> tuple[dict[str, str], tuple[Answer, ...]]:
    """Deal right answers to every exercise, and wrong ones to a few; the next student gets other ones."""
    right, wrong = {}, []
    for one in _exercises(unit):
        if not one.written:
            fitting = [answer for answer in _collection(unit) if answer.exercise == one.name and answer.right]
            right[one.name] = fitting[number % len(fitting)].code
            # Of the wrong ones those whose mistake a check names.
            named = [answer for answer in _collection(unit) if answer.exercise == one.name and answer.names]
            if one.name in WRONG[unit]:
                wrong.append(named[number % len(named)])
    return right, tuple(wrong)


def _signed(code: dict[str, str], student: Student) -> dict[str, str]:
    return {name: f"# {student.name}, {student.id}\n{text}" for name, text in code.items()}


def _text(notebook: NotebookNode) -> str:
    return nbformat.writes(without_figures(notebook))


@cache
def _collection(unit: str) -> list[Answer]:
    return read_answers(unit)


@cache
def _exercises(unit: str) -> list[Exercise]:
    return exercises(read_source(Unit(unit, ROOT)))
