"""What each notebook does first: see that everything is in place, and keep messages short."""

import sys
from types import TracebackType
from typing import Any

import numpy as np
from IPython import get_ipython

OLDEST_PYTHON = (3, 11)
OLDEST_NUMPY = (2, 0)


def check_setup() -> None:
    """See that the notebook can run here, and say in one line what to do where it cannot.

    Also makes an exercise that is not answered yet show one line, instead of a traceback, where a later cell
    uses it.
    """
    problems = []
    if sys.version_info < OLDEST_PYTHON:
        problems.append(f"Python {sys.version.split()[0]} is too old: install Python 3.11 or later.")
    if tuple(int(part) for part in np.__version__.split(".")[:2]) < OLDEST_NUMPY:
        problems.append(f"numpy {np.__version__} is too old: run `pip install -r requirements.txt`.")
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((NotImplementedError, TypeError), _show_not_answered)
    print("\n".join(problems) or "Everything is in place.")


def _show_not_answered(
    shell: Any, kind: type[BaseException], error: BaseException, trace: TracebackType, tb_offset: int | None = None
) -> list[str]:
    """Show one line where a later cell met a stub: a function that raises, or a value that is still `...`."""
    if "ellipsis" in str(error):
        lines = ["A value above is still `...`: answer its exercise, then run this cell again."]
    elif isinstance(error, NotImplementedError):
        while trace.tb_next is not None:
            trace = trace.tb_next
        name = trace.tb_frame.f_code.co_qualname
        lines = [f"`{name}` is not answered yet: answer its exercise above, then run this cell again."]
    else:
        lines = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
    shell._showtraceback(kind, error, lines)
    return lines
