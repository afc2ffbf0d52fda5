"""Checks that name the misconception.

`expect` calls a student's function once, on copies of the arguments (call.py), and decides in a fixed order
(decisions.py): not attempted, stopped with an error, changed its arguments, wrong type, wrong shape, numpy warnings,
nan, wrong value (compare.py). It prints one line where the answer holds, and otherwise raises one error (failure.py)
whose message says the symptom, what was expected, the likely cause (a listed mistake, or one of causes.py) and the next
step. In a notebook only that message is shown, never a traceback.

The same checks run in the student's notebook and in the grade. There, inside `hidden_data` (hidden.py), no message
shows a value.
"""

from course.checks.decisions import expect, expect_value, require
from course.checks.degree import by_degree
from course.checks.failure import AnswerRaised, CheckFailed, NotAttempted
from course.checks.hidden import hidden_data

__all__ = [
    "AnswerRaised",
    "CheckFailed",
    "NotAttempted",
    "by_degree",
    "expect",
    "expect_value",
    "hidden_data",
    "require",
]
