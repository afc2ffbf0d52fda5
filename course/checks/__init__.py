"""Checks that name the misconception.

A notebook calls the checks of its unit, `checks.neuron(neuron)`: functions in `course/TOPIC/checks.py`, marked by
`check` (page.py). Such a function calls `expect` for each case. `expect` calls the student's function once, on copies
of the arguments (call.py), and decides in a fixed order (decisions.py): not attempted, stopped with an error, changed
its arguments, wrong type, wrong shape, numpy warnings, nan, wrong value (compare.py). Where the answer does not hold
it raises one error (failure.py) whose message says the symptom, what was expected, the likely cause (a listed mistake,
mistakes.py, or one of causes.py) and the next step. In a notebook only that message is shown, never a traceback
(shell.py), and no answer is judged whose cell did not run (stale.py).

The same checks run in the student's notebook and in the grade. There, inside `hidden_data` (hidden.py), no message
shows a value.
"""

from course.checks import shell
from course.checks.decisions import expect, expect_value, require
from course.checks.degree import by_degree
from course.checks.failure import AnswerRaised, CheckFailed, NotAttempted
from course.checks.hidden import hidden_data
from course.checks.mistakes import Mistake, made_by
from course.checks.page import check, step_check

__all__ = [
    "AnswerRaised",
    "CheckFailed",
    "Mistake",
    "NotAttempted",
    "by_degree",
    "check",
    "expect",
    "expect_value",
    "hidden_data",
    "made_by",
    "require",
    "step_check",
]

# After a restart a check may be the first cell that is run, so importing the checks is what prepares the kernel.
shell.install()
