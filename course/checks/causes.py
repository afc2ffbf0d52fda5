"""Find the cause of a wrong answer that no listed mistake explains: from the code, from how it is off, and where."""

import dis
from collections.abc import Callable, Sequence
from types import CodeType
from typing import Any

from course.checks import how, packing, tries, where
from course.checks.asked import Asked
from course.checks.failure import Question
from course.checks.hidden import is_hidden
from course.checks.mistakes import Mistake

UNUSED = Mistake("general.unused", "`{name}` is not used: nothing in the function depends on it")


def general_cause(asked: Asked, kind: str, earlier: Sequence[Asked], question: Question) -> Mistake | None:
    """Guess why an answer is wrong.

    Args:
        asked: the call.
        kind: how the answer differs, see `course.checks.compare.KINDS`.
        earlier: calls before it that were right.
        question: what was asked, with the function that answered.

    Returns:
        The cause, or None where nothing explains all that is off.
    """
    packed = packing.cause(asked, earlier) if kind in ("type", "shape") else None
    if packed is not None:
        return packed
    unused = unused_names(question.function)
    if unused:
        return UNUSED.format(name=unused[0])
    if kind in ("type", "shape"):
        return where.news(asked, earlier) if asked.is_exact else None
    found = how.cause(asked, earlier)
    if found is None and asked.is_exact and question.outcome.seconds < tries.SECONDS:
        found = tries.cause(question.function, asked, earlier, question.rtol, question.atol)
    if found is None and not is_hidden():  # a place would tell of the data
        found = where.cause(asked)
    return found or where.part(asked) or where.news(asked, earlier)


def unused_names(function: Callable[..., Any]) -> list[str]:
    """List the parameters that a function does nothing with; none where its code is not at hand.

    Example:
        >>> unused_names(lambda x, eta: 2 * x)
        ['eta']
    """
    code = getattr(function, "__code__", None)
    if not isinstance(code, CodeType):
        return []
    used = _names_used(code)
    return [name for name in code.co_varnames[: code.co_argcount] if name not in used]


def _names_used(code: CodeType) -> set[str]:
    """Collect the names that a function reads, or the functions within it."""
    used: set[str] = set()
    for one in dis.get_instructions(code):
        if one.opname.startswith(("LOAD_", "STORE_FAST_LOAD", "MAKE_CELL")) and one.argval is not None:
            used.update(one.argval if isinstance(one.argval, tuple) else [str(one.argval)])
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            used |= _names_used(constant)
    return used
