"""What a notebook's kernel does around the checks: messages, not tracebacks, and a note of cells that did not run."""

import html
import sys
import textwrap
from types import TracebackType
from typing import Any

from IPython import get_ipython
from IPython.display import display

from course.checks.call import is_a_stub, is_an_open_value, raised_in, steps_of
from course.checks.failure import CheckFailed
from course.checks.page import show_held_before
from course.checks.stale import begin_cell, end_cell, not_run
from course.files import SHOWN_ERROR
from course.texts import _

# In a browser's own Python, and in Colab, an error ends "Run All", whatever a cell's tags say; nothing is graded there.
ERRORS_STOP = sys.platform == "emscripten" or "google.colab" in sys.modules
SHOWN_IN_WORDS = (CheckFailed, NotImplementedError, TypeError, AttributeError, NameError, KeyboardInterrupt)
COLUMNS = 100  # what a cell of JupyterLab shows on a window of 1280 pixels with a side bar open


def install() -> None:
    """Have the notebook's kernel, where there is one, show messages in place of tracebacks."""
    shell = get_ipython()
    if shell is None or CheckFailed in shell.custom_exceptions:
        return
    shell.set_custom_exc(SHOWN_IN_WORDS, _show)
    shell.events.register("pre_run_cell", lambda info: begin_cell(info.raw_cell or "", shell.user_ns))
    shell.events.register(
        "post_run_cell", lambda result: end_cell(result.error_before_exec or result.error_in_exec, shell.user_ns)
    )


def _show(
    shell: Any, kind: type[BaseException], error: BaseException, trace: TracebackType, tb_offset: int | None = None
) -> list[str]:
    """Show an error: in words where the course has some, else as Python does."""
    words = str(error) if isinstance(error, CheckFailed) else _in_words(error)
    if words is None:
        lines = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
    else:
        lines = [part for line in words.splitlines() for part in _wrapped(line)]
    if words is not None and ERRORS_STOP:
        _display(kind, lines)
    else:
        shell._showtraceback(kind, error, lines)
    if isinstance(error, CheckFailed):
        show_held_before(error)
    return lines


def _display(kind: type[BaseException], lines: list[str]) -> None:
    """Show a message as an error looks, where an error would stop the cells below."""
    text = "\n".join(lines)
    look = "margin:0;padding:.4em;color:var(--jp-content-font-color1);background:var(--jp-rendermime-error-background)"
    page = f'<pre role="alert" style="{look}">{html.escape(text)}</pre>'
    display({"text/plain": text, "text/html": page, SHOWN_ERROR: kind.__name__}, raw=True)


def _wrapped(line: str) -> list[str]:
    """Break a long line between words; JupyterLab would break it within one."""
    parts = textwrap.wrap(line, COLUMNS, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
    return parts or [line]


def _in_words(error: BaseException) -> str | None:
    """Say what an error means that comes of a cell above, which is open or did not run; None for any other."""
    if isinstance(error, KeyboardInterrupt):
        return _("You stopped this cell. If it did not end by itself, look for a loop that never ends.")
    if is_an_open_value(error):
        return _("A value above is still `...`: answer its exercise, then run this cell again.")
    if is_a_stub(error):
        name = raised_in(error)
        return _("`{name}` is not answered yet: answer its exercise above, then run this cell again.").format(name=name)
    if isinstance(error, NameError) and not_run(str(error.name)):
        return not_run(str(error.name))
    if isinstance(error, NameError) and _is_asked_by_a_check(error):
        return _(
            "`{name}` does not exist yet: run the cells above first (Kernel > Restart Kernel and Run up to Selected "
            "Cell), then this check."
        ).format(name=error.name)
    return None


def _is_asked_by_a_check(error: BaseException) -> bool:
    steps = [step for step in steps_of(error) if step.in_notebook]
    return len(steps) == 1 and "checks." in steps[0].code
