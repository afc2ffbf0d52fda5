"""Output and interaction: a clear result within the limits, harmless to whoever looks at it, and the class goes on."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config, PyFileConfigLoader

from autograder.grading.grade import Reason, Submission, find_submissions, grade, gradebook_url
from autograder.grading.pool import local_lanes
from autograder.intake.notebook_file import parse_notebook
from autograder.judging.outputs import clean_outputs, colored_text, plain_text
from autograder.judging.results import NotebookResult
from autograder.judging.run import grade_file
from autograder.reading.feedback import write_feedback
from autograder.sandbox.limits import Limits
from autograder.units import Unit
from tests.collection import ROOT
from tests.hostile.attack import LIMITS, grade_attack, honest_score
from tests.tiny import DOUBLE, tiny_notebook

MOST_OUTPUT = Limits.output_characters
HONEST = "\ndef double(x):\n    return 2 * x\n"
SCRIPTS = [
    new_output("display_data", {"text/html": "<script>alert('ACT')</script>", "text/plain": "a table"}),
    new_output("display_data", {"image/svg+xml": "<svg onload=\"alert('ACT')\"></svg>"}),
    new_output("display_data", {"application/javascript": "alert('ACT')"}),
    new_output("display_data", {"text/markdown": "<script>alert('ACT')</script>"}),
    new_output("display_data", {"text/latex": "<script>alert('ACT')</script>"}),
    new_output("display_data", {"image/png": "AAAA\"><script>alert('ACT')</script>"}),
    new_output("stream", text="<script>alert('ACT')</script>"),
    new_output("error", ename="<script>alert('ACT')", evalue="", traceback=["<script>alert('ACT')</script>"]),
]


def text_of(ran: NotebookNode | None, position: int = 2) -> str:
    assert ran is not None
    return "".join(str(output.get("text", "")) for output in ran.cells[position].outputs)


def double_of(result: NotebookResult) -> tuple[str, str, float]:
    return result.exercises[0].status, result.exercises[0].message, result.exercises[0].points


@pytest.mark.slow
def test_200_megabytes_of_text_are_cut_off_while_they_come(tiny: Unit, sandbox: str) -> None:
    result, ran = grade_attack(tiny, "for _ in range(2000):\n    print('x' * 100_000)" + HONEST, sandbox, GENEROUS)
    assert result.score == 16
    assert len(text_of(ran)) < MOST_OUTPUT + 1000
    assert "was cut off" in text_of(ran)
    assert honest_score(tiny, sandbox) == 16


@pytest.mark.slow
def test_10000_figures_stop_at_the_limit_and_few_are_kept(tiny: Unit, sandbox: str) -> None:
    figures = "import matplotlib.pyplot as plt\nfor _ in range(10_000):\n    plt.plot([1, 2])\n    plt.show()"
    result, ran = grade_attack(tiny, HONEST + figures, sandbox, Limits(cell_seconds=8, notebook_seconds=120))
    # Where drawing does not stop in time, the whole notebook does.
    assert double_of(result)[0] == ("passed" if result.status == "graded" else "timeout")
    assert result.status in ("graded", "timeout")
    assert ran is not None
    assert len(str(ran.cells[2].outputs)) < 2 * MOST_OUTPUT
    assert honest_score(tiny, sandbox) == 16


GENEROUS = Limits(cell_seconds=60, notebook_seconds=200)
SILENT = {
    "C-level output": "import ctypes, os\nos.write(1, b'x' * 300_000)\nctypes.CDLL(None).puts(b'hi' * 9999)",
    "C-level errors": "import os\nos.write(2, b'x' * 300_000)",
    "breakpoint": "breakpoint()",
    "%debug": "%debug",
}


@pytest.mark.slow
@pytest.mark.parametrize("code", SILENT)
def test_what_finds_nobody_costs_nothing(tiny: Unit, code: str, sandbox: str) -> None:
    result, _ = grade_attack(tiny, SILENT[code] + HONEST, sandbox, GENEROUS)
    assert result.score == 16
    assert honest_score(tiny, sandbox) == 16


def test_picture_that_is_none_takes_no_time_to_tell(tiny: Unit, sandbox: str) -> None:
    picture = "from IPython.display import display\ndisplay({'image/png': ' ' * 900_000 + '!'}, raw=True)"
    result, ran = grade_attack(tiny, picture + HONEST, sandbox)
    assert result.score == 16
    assert ran is not None
    assert ran.cells[2].outputs[0].data == {"text/plain": "[Not shown here: image/png]"}


def test_lines_come_whole_and_in_order(tiny: Unit, sandbox: str) -> None:
    code = "import sys\nprint('a', 1)\nprint('b', file=sys.stderr)\nprint('c')\nsys.stdout.flush()\nprint('d')"
    _, ran = grade_attack(tiny, code + HONEST, sandbox)
    assert ran is not None
    assert [(one.name, one.text) for one in ran.cells[2].outputs] == [("stdout", "a 1\nc\nd\n"), ("stderr", "b\n")]


SAYS_WHY = {
    "input()": "nobody can type anything in while this is graded; write the value into the code",
    "import getpass\ngetpass.getpass()": "nobody can type anything in",
    "open('missing.csv')": "No such file or directory: 'missing.csv'",
}


@pytest.mark.parametrize("code", SAYS_WHY)
def test_what_cannot_be_had_is_said(tiny: Unit, code: str, sandbox: str) -> None:
    for answer in (code + HONEST, "def double(x):\n    " + code.replace("\n", "\n    ")):
        status, message, points = double_of(grade_attack(tiny, answer, sandbox)[0])
        assert (status, points) == ("error", 0)
        assert SAYS_WHY[code] in message
    assert honest_score(tiny, sandbox) == 16


def test_top_level_await_works(tiny: Unit, sandbox: str) -> None:
    code = "import asyncio\nawait asyncio.sleep(0)\nprint('waited')" + HONEST
    result, ran = grade_attack(tiny, code, sandbox)
    assert result.score == 16
    assert text_of(ran) == "waited\n"


def test_top_level_await_that_never_ends_is_stopped(tiny: Unit, sandbox: str) -> None:
    code = "import asyncio\nawait asyncio.sleep(1e6)"
    result, _ = grade_attack(tiny, code, sandbox, Limits(cell_seconds=2, notebook_seconds=60))
    assert double_of(result)[0] == "timeout"
    assert result.exercises[1].points == 6


@pytest.mark.parametrize("code", ["!echo here", "%pip install --quiet no-such-package", "%system ls"])
def test_command_is_left_out_and_the_cell_goes_on(tiny: Unit, code: str, sandbox: str) -> None:
    result, ran = grade_attack(tiny, code + HONEST, sandbox)
    assert result.score == 16
    assert "Not run while grading: a submission may not start other processes." in text_of(ran)


@pytest.mark.parametrize(
    "code",
    [
        "print('\\udc80 \\ud800')",
        "import sys\nsys.stdout.write('\\udcff' * 3)",
        "raise ValueError('\\udc80')",
        "print('\\x1b[2J\\x1b]0;owned\\x07\\x1b[31mred\\x1b[0m\\x07')",
        "raise ValueError('\\x1b[2J\\x1b]0;owned\\x07[/red] [bold]')",
    ],
)
def test_output_that_is_no_text_is_recorded_and_shown_as_text(
    released: Unit, no_lanes: None, code: str, sandbox: str
) -> None:
    """In the message, in the graded notebook and in feedback, and the gradebook has the score."""
    submission = hand_in(released, DOUBLE + "\n" + code)
    results: list[NotebookResult] = []
    lanes, found = local_lanes(1, LIMITS, sandbox), [(submission, Reason.NEW)]
    grade(found, lanes, gradebook_url(released.root), lambda: False, lambda _submission, result: results.append(result))
    assert [result.status for result in results] == ["graded"]
    pages = write_feedback([released])
    graded = released.root / "autograded" / "eve" / released.name / released.notebook_name
    outputs = [str(cell.get("outputs")) for cell in nbformat.read(graded, as_version=4).cells]
    for text in (pages[0].read_text(encoding="utf-8"), *outputs, *(one.message for one in results[0].exercises)):
        text.encode("utf-8")
        assert "\x1b[2J" not in text
        assert "\x07" not in text


def hand_in(unit: Unit, answer: str, extra: NotebookNode | None = None) -> Submission:
    notebook = tiny_notebook()
    notebook.cells[2].source = answer
    if extra is not None:
        notebook.cells.append(extra)
    path = unit.submitted("eve")
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return find_submissions([unit])[0]


def page(notebook: NotebookNode, config: Config) -> str:
    """Show a notebook as the formgrader does."""
    settings = Config(HTMLExporter=config.HTMLExporter)
    settings.HTMLExporter.template_name = "formgrade"
    settings.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    names = ("notebook_id", "assignment_id", "submission_id", "base_url", "my_id", "student", "last_name", "first_name")
    resources = dict.fromkeys(names, "") | {"index": 0, "total": 1, "mathjax_url": "", "user": "", "course_name": ""}
    return str(HTMLExporter(config=settings).from_notebook_node(notebook, resources=resources)[0])


def acts(html: str) -> bool:
    return any(sign in html for sign in ("<script>alert('ACT", 'onload="alert', 'onerror="alert', "\nalert('ACT"))


TEXTS = [
    "<script>alert('ACT')</script>",
    "<img src=x onerror=\"alert('ACT')\">",
    "<svg onload=\"alert('ACT')\"></svg>",
    "<details ontoggle=\"alert('ACT')\" open>",
    "[x](javascript:alert('ACT'))",
    "<a href=\"java\nscript:alert('ACT')\">x</a>",
    "<iframe src=\"javascript:alert('ACT')\"></iframe>",
    "<form action='https://evil.example'><input name='x'></form>",
    "<style>body { display: none }</style>",
    "![x](https://evil.example/seen.png)",
    "<img src='ht\ntps://evil.example/seen.png'>",
    "<img src='&#104;ttps://evil.example/seen.png'>",
    "<img src='&#x68;ttps&colon;//evil.example/seen.png'>",
    "<img src='&sol;/evil.example/seen.png'>",
    "<img src='&Tab;https://evil.example/seen.png'>",
    "<img src='../../seen.png'>",
]


def test_teeth_scripts_run_where_nbgrader_shows_them_its_own_way() -> None:
    notebook = tiny_notebook()
    for output in SCRIPTS[:1]:
        notebook.cells[2].outputs = [output]
        assert acts(page(notebook, Config()))
    notebook.cells[2].outputs = []
    notebook.cells[0].source = TEXTS[0]
    assert acts(page(notebook, Config()))


@pytest.fixture(scope="module")
def config() -> Config:
    """Load the course's settings, which show a notebook harmless."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()


def test_nothing_acts_in_students_text_where_a_teacher_opens_it(config: Config) -> None:
    without_texts = page(tiny_notebook(), config)
    notebook = tiny_notebook()
    notebook.cells += map(new_markdown_cell, TEXTS)
    shown = page(notebook, config)
    for sign in (
        "<script",
        "<style",
        "<iframe",
        "<form",
        "<input",
        "<svg",
        "onerror=",
        "ontoggle=",
        'href="javascript:',
        "evil.example/",
    ):
        assert shown.count(sign) <= without_texts.count(sign), sign
    assert shown.count("text_cell_render") == without_texts.count("text_cell_render") + len(TEXTS)


def test_students_text_keeps_its_form_where_a_teacher_opens_it(config: Config) -> None:
    assert "<strong>bold</strong>" in page(_with_text(tiny_notebook(), "**bold** $a < b$"), config)


def _with_text(notebook: NotebookNode, text: str) -> NotebookNode:
    notebook.cells[0].source = text
    return notebook


def test_outputs_keep_text_and_pictures_and_nothing_that_acts() -> None:
    kept = clean_outputs([dict(one) for one in SCRIPTS], MOST_OUTPUT)
    assert [list(one.get("data", {})) for one in kept] == [["text/plain"]] * 6 + [[], []]
    assert kept[0].data == {"text/plain": "a table"}
    assert kept[2].data == {"text/plain": "[Not shown here: application/javascript]"}
    picture = {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo=\n", "text/plain": "<Figure>"}}
    assert clean_outputs([picture], MOST_OUTPUT)[0].data == picture["data"]
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    notebook = tiny_notebook()
    notebook.cells.append(new_code_cell("1", outputs=kept))
    assert not acts(page(notebook, config))


@pytest.mark.parametrize(
    "broken",
    [
        3,
        [None, 3, "x", []],
        [{"output_type": "stream", "text": [["x"]]}, {"output_type": "stream", "name": [], "text": {}}],
        [{"output_type": "display_data", "data": [1]}, {"output_type": "execute_result", "data": {"text/plain": 3}}],
        [{"output_type": "error", "ename": 3, "evalue": ["a"], "traceback": [["x"], None]}],
        [{"output_type": "display_data", "data": {"image/png": {"a": 1}, "text/html": [3, ["x"]]}}],
        json.loads("[" * 900 + "]" * 900),
    ],
    ids=range(7),
)
def test_outputs_that_are_handed_in_are_harmless_and_valid(broken: Any) -> None:
    notebook = tiny_notebook()
    notebook.cells.append(new_code_cell("1", outputs=[dict(one) for one in SCRIPTS]))
    notebook.cells.append(new_code_cell("2"))
    notebook.cells[-1].outputs = broken
    parsed = parse_notebook(json.dumps(notebook).encode(), 1, [])
    nbformat.validate(parsed)
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    assert not acts(page(parsed, config))


def test_html_put_out_by_a_student_is_not_in_the_graded_notebook(tiny: Unit, sandbox: str) -> None:
    code = (
        "from IPython.display import HTML, Javascript, SVG, Latex, Markdown, display\n"
        "display(HTML('<script>alert(1)</script>'), Javascript('alert(1)'), Markdown('<script>'), Latex('<script>'),\n"
        "    SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>'))\n"
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    )
    result, ran = grade_attack(tiny, code + HONEST, sandbox)
    assert ran is not None
    assert result.score == 16
    assert "alert" not in str(ran.cells[2].outputs)
    assert {kind for output in ran.cells[2].outputs for kind in output.data} == {"text/plain", "image/png"}


def test_name_and_data_of_the_notebook_itself_do_not_act(tiny: Unit, sandbox: str) -> None:
    notebook = tiny_notebook()
    notebook.metadata["title"] = "</title><script>alert('ACT')</script>"
    notebook.cells[2].metadata["nbgrader"]["grade_id"] = "\x1b[2J<script>alert('ACT')</script>"
    path = Path("named.ipynb")
    nbformat.write(notebook, path)
    result, ran = grade_file(path, tiny, LIMITS, sandbox)
    assert ran is not None
    assert "title" not in ran.metadata
    assert "\x1b" not in "".join(result.repairs)


def test_text_without_control_codes() -> None:
    assert plain_text("a\r\nb\x00\x07\x1b[1;31mc\x1b]0;t\x07d\u202e\x9b2J") == "a\nbcd2J"
    assert colored_text("\x1b[31mred\x1b[0m\x1b[2J\x1b[31") == "\x1b[31mred\x1b[0m31"
