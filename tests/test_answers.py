"""Every answer of the collection, and every mutant of the reference solutions, against the units' own test cells.

Mutants that no test could notice, because they behave as the solution does, are listed with the reason in
`tests/answers/NN_unit/equivalent.toml`, one table for each exercise:

    [sigmoid]
    "GtE -> Gt in `positive = z >= 0`" = "at zero both branches give 1/2"
"""

import tomllib
from functools import cache
from itertools import groupby
from typing import Any

import pytest

from autograder.judging.results import Status
from course.checks.page import nothing_shown
from tests.collection import ANSWERS, Answer, Classroom, read_answers, units_with_answers
from tests.mutants import mutants

UNITS = units_with_answers()
KILLED_AT_LEAST = 0.95
# Those that train, or train for long.
SLOW = ("perceptron_fit", "backward", "mlp", "digits_model", "prepare", "cancellation_model")


@cache
def classroom(unit: str) -> Classroom:
    return Classroom(unit)


def by_exercise(*, right_only: bool = False) -> list[Any]:
    """Return the collection as parameters, all answers to one exercise together."""
    answers = [one for unit in UNITS for one in read_answers(unit) if one.right or not right_only]
    groups = groupby(answers, key=lambda one: (one.unit, one.exercise))
    return [
        pytest.param(list(group), id="-".join(key), marks=pytest.mark.slow if key[1] in SLOW else ())
        for key, group in groups
    ]


@pytest.mark.parametrize("answers", by_exercise())
def test_answers_get_what_they_deserve(answers: list[Answer], subtests: pytest.Subtests) -> None:
    """What only hidden data catch is marked so, with the reason, and nothing else is."""
    for answer in answers:
        with subtests.test(str(answer)):
            judge(answer)


@pytest.mark.slow
@pytest.mark.parametrize("answers", by_exercise(right_only=True))
def test_a_right_answer_is_right_with_other_hidden_data(answers: list[Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong answer mostly stops at the visible part, and never meets the seed."""
    monkeypatch.setenv("COURSE_SEED", "1")
    judge(answers[0])


@pytest.mark.exhaustive
@pytest.mark.parametrize("answers", by_exercise(right_only=True))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_right_answers_are_right_with_other_hidden_data(
    answers: list[Answer], seed: int, subtests: pytest.Subtests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSE_SEED", str(seed))
    for answer in answers:
        with subtests.test(str(answer)):
            judge(answer)


@pytest.mark.exhaustive
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_hidden_data_catch_what_only_they_can(unit: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_SEED", str(seed))
    for answer in read_answers(unit):
        if answer.only_hidden:
            judge(answer)


def judge(answer: Answer) -> None:
    verdict = classroom(answer.unit).judge(answer.exercise, answer.code)
    if answer.right:
        assert verdict.status == Status.PASSED, verdict.message
        return
    assert verdict.status == answer.status, f"{verdict.status}\n{verdict.message}"
    assert answer.names in verdict.message
    assert not answer.not_told or answer.not_told not in verdict.message
    assert verdict.hidden == bool(answer.only_hidden), verdict.message


@pytest.mark.parametrize("unit", UNITS)
def test_collection_covers_every_exercise(unit: str, record_figures: Any) -> None:
    answers = read_answers(unit)
    wrong = [one for one in answers if not one.right]
    hidden = [one for one in wrong if one.only_hidden]
    record_figures(f"{unit}: {len(hidden)} of {len(wrong)} wrong answers are caught by hidden data alone")
    for exercise in classroom(unit).exercises:
        right = [one for one in answers if one.exercise == exercise.name and one.right]
        wrong = [one for one in answers if one.exercise == exercise.name and not one.right]
        assert len(right) >= 3, f"{exercise.name}: {len(right)} right answers"
        assert len(wrong) >= 6, f"{exercise.name}: {len(wrong)} wrong answers"
    assert {one.exercise for one in answers} == {one.name for one in classroom(unit).exercises}


def equivalent_mutants(unit: str) -> dict[str, dict[str, str]]:
    """Return the reasons by exercise and change."""
    path = ANSWERS / unit / "equivalent.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_some_mutants_lose_points(unit: str) -> None:
    """Every tenth one; those whose behavior may be the same are left to the test of all."""
    equivalent = equivalent_mutants(unit)
    for exercise in classroom(unit).exercises:
        for mutant in list(mutants(classroom(unit).solutions[exercise.name]))[::10]:
            if mutant.change not in equivalent.get(exercise.name, {}):
                with nothing_shown():  # no cause need be looked for
                    verdict = classroom(unit).judge(exercise.name, mutant.code)
                assert verdict.status != Status.PASSED, f"{exercise.name}: {mutant.change}"


@pytest.mark.exhaustive
@pytest.mark.parametrize("unit", UNITS)
def test_mutants_lose_points(unit: str, record_figures: Any) -> None:
    """At least 95 % of the mutants that change behavior lose points; the others are listed in the summary."""
    equivalent = equivalent_mutants(unit)
    lines, unused = [], {(name, change) for name, reasons in equivalent.items() for change in reasons}
    killed = total = 0
    solutions = classroom(unit).solutions
    for exercise, source in ((one.name, solutions[one.name]) for one in classroom(unit).exercises):
        for mutant in mutants(source):
            survived = classroom(unit).judge(exercise, mutant.code).status == Status.PASSED
            reason = equivalent.get(exercise, {}).get(mutant.change)
            if survived and reason:
                unused.discard((exercise, mutant.change))
                lines.append(f"  {exercise}: {mutant.change}: same behavior: {reason}")
                continue
            total += 1
            killed += not survived
            if survived:
                lines.append(f"  {exercise}: {mutant.change}: SURVIVED")
    record_figures(f"{unit}: {killed} of {total} mutants lose points ({killed / total:.1%})", *lines)
    assert killed / total >= KILLED_AT_LEAST, "\n".join(lines)
    assert not unused, f"listed as equivalent, but caught or gone: {sorted(unused)}"
