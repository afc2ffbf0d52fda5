"""Every answer of the collection, and every mutant of the reference solutions, against the units' own test cells.

Mutants that no test could notice, because they behave as the solution does, are listed with the reason in
`tests/answers/NN_unit/equivalent.toml`, one table for each exercise:

    [sigmoid]
    "GtE -> Gt in `positive = z >= 0`" = "at zero both branches give 1/2"
"""

import tomllib
from functools import cache
from typing import Any

import pytest

from autograder.judging.results import Status
from tests.collection import ANSWERS, Answer, Classroom, read_answers
from tests.mutants import mutants

UNITS = sorted(folder.name for folder in ANSWERS.iterdir() if folder.is_dir())
KILLED_AT_LEAST = 0.95


@cache
def classroom(unit: str) -> Classroom:
    return Classroom(unit)


@pytest.mark.parametrize("answer", [one for unit in UNITS for one in read_answers(unit)], ids=str)
def test_answer_gets_what_it_deserves(answer: Answer) -> None:
    verdict = classroom(answer.unit).judge(answer.exercise, answer.code)
    if answer.right:
        assert verdict.status == Status.PASSED, verdict.message
    else:
        assert verdict.status == answer.status, f"{verdict.status}\n{verdict.message}"
        assert answer.names in verdict.message


@pytest.mark.parametrize("unit", UNITS)
def test_visible_check_sees_each_natural_mistake(unit: str, record_figures: Any) -> None:
    """What only hidden data catch is marked so, with the reason, and nothing else is."""
    wrong = [one for one in read_answers(unit) if not one.right]
    hidden = [one for one in wrong if classroom(unit).judge(one.exercise, one.code).hidden]
    record_figures(f"{unit}: {len(hidden)} of {len(wrong)} wrong answers are caught by hidden data alone")
    assert {str(one) for one in hidden} == {str(one) for one in wrong if one.only_hidden}


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_verdict_does_not_hang_on_the_seed(unit: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_SEED", str(seed))
    for answer in read_answers(unit):
        test_answer_gets_what_it_deserves(answer)


@pytest.mark.parametrize("unit", UNITS)
def test_collection_covers_every_exercise(unit: str) -> None:
    answers = read_answers(unit)
    for exercise in classroom(unit).exercises:
        right = [one for one in answers if one.exercise == exercise.name and one.right]
        wrong = [one for one in answers if one.exercise == exercise.name and not one.right]
        assert len(right) >= 3, f"{exercise.name}: {len(right)} right answers"
        assert len(wrong) >= 6, f"{exercise.name}: {len(wrong)} wrong answers"
    assert {one.exercise for one in answers} == {one.name for one in classroom(unit).exercises}


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_mutants_lose_points(unit: str, record_figures: Any) -> None:
    """At least 95 % of the mutants that change behavior lose points; the others are listed in the summary."""
    path = ANSWERS / unit / "equivalent.toml"
    equivalent = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
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
