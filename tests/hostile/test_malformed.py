"""Files that are no proper notebooks: repaired where the meaning is clear, else rejected with the reason."""

import gzip
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from typer.testing import CliRunner

from autograder.cli import app
from autograder.grading import journal
from autograder.grading.grade import find_submissions
from autograder.intake.notebook_file import RejectedError, read_bytes
from autograder.intake.submission import read_submission, submitted_notebook
from autograder.intake.submitted import misplaced
from autograder.judging.results import NotebookResult
from autograder.judging.run import grade_file
from autograder.problems import UserError
from autograder.sandbox.choice import works
from autograder.sandbox.limits import Limits
from autograder.units import Unit, grade_id, read_source
from tests.downloads import zipped
from tests.tiny import DOUBLE, SLOPE, UNIT, tiny_notebook

SANDBOX = "bwrap" if works("bwrap") else "none"
LIMITS = Limits(cell_seconds=10, notebook_seconds=60)
Change = Callable[[Any], object]


def text(change: Change = lambda _notebook: None, **options: Any) -> bytes:
    """Return the tiny unit's notebook as bytes, after a change to its JSON."""
    notebook = json.loads(nbformat.writes(tiny_notebook()))
    change(notebook)
    return json.dumps(notebook, **options).encode()


def put(unit: Unit, student: str, files: dict[str, bytes]) -> Path:
    """Lay files into a student's folder; return where the notebook should be."""
    folder = unit.submitted(student).parent
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return unit.submitted(student)


def read_in(path: Path, unit: Unit, source: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Read a file as the judge does."""
    return read_submission(path, partial(read_bytes, path, LIMITS.submission_megabytes), unit, source, LIMITS)


def read(unit: Unit, data: bytes) -> tuple[NotebookNode, list[str]]:
    """Read a file as a submission, and see that what comes of it can be written and is valid."""
    notebook, repairs = read_in(put(unit, "ada", {"tiny.ipynb": data}), unit, read_source(unit))
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    assert {"test_double", "test_slope", "reflect_why"} <= {grade_id(cell) for cell in notebook.cells}
    return notebook, repairs


def reason(unit: Unit, data: bytes) -> str:
    with pytest.raises(RejectedError) as error:
        read(unit, data)
    return str(error.value)


def source_of(notebook: NotebookNode, name: str) -> str:
    return next(str(cell.source) for cell in notebook.cells if grade_id(cell) == name)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b" \n\t", "The file is empty."),
        (b"not json", "broken JSON (line 1), perhaps cut off"),
        (text()[:-40], "broken JSON (line 1), perhaps cut off"),
        (b"\x00" * 100, "not a notebook"),
        (b'{"a": 1}', "JSON, but not a notebook"),
        (b"[]", "JSON, but not a notebook"),
        (b"null", "JSON, but not a notebook"),
        (b'{"nbformat": true}', "JSON, but not a notebook"),
        (b'{"nbformat": NaN}', "JSON, but not a notebook"),
        (b'{"nbformat": "4"}', "JSON, but not a notebook"),
        (text().replace(b'"nbformat": 4', b'"nbformat": 9'), "a format (9) newer than this grader knows"),
        (text().replace(b'"nbformat": 4', b'"nbformat": 2'), "a format (2) of before 2013"),
        (b'{"nbformat": 4}', "damaged: it has no list of cells"),
        (b'{"nbformat": 4, "cells": {"a": 1}}', "damaged: it has no list of cells"),
        (b'{"nbformat": 4, "cells": []}', "none of the unit's cells"),
        (b'{"nbformat": 3}', "none of the unit's cells"),
        (b"[" * 100_000, "broken JSON, nested too deeply"),
        (b'{"nbformat": 4, "cells": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001, "nested too deeply"),
        (b'{"nbformat": 4, "cells": ' + b"9" * 5000 + b"}", "a number of too many digits"),
        (text().decode().replace("Because", "Für").encode("latin-1"), "not text in UTF-8"),
        (gzip.compress(text()), "The file is a compressed file (gzip), not a notebook."),
        (
            zipped([("tiny.ipynb", text())]),
            "The file is a zip archive, not a notebook. Hand in the .ipynb",
        ),
        (b"%PDF-1.7", "The file is a PDF"),
        (b"\n<!DOCTYPE html>", "The file is a web page"),
        (b" " * 50_000_000 + text(), "larger than 20 MB. Clear its outputs and hand it in again."),
        (text(lambda notebook: notebook["cells"].extend([{}] * 2000)), "has 2011 cells"),
    ],
)
def test_what_is_no_notebook_is_rejected_in_a_sentence(tiny: Unit, data: bytes, words: str) -> None:
    assert words in reason(tiny, data)


def test_notebook_of_another_unit_is_rejected_by_name(tiny: Unit) -> None:
    other = tiny.root / "source" / "02_other" / "other.ipynb"
    other.parent.mkdir()
    data = text().replace(b"double", b"triple").replace(b"slope", b"rise").replace(b"reflect_why", b"reflect_how")
    other.write_bytes(data)
    assert reason(tiny, data) == "The notebook has none of the unit's cells. It is that of 02_other."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
def test_text_in_another_unicode_encoding_is_read(tiny: Unit, encoding: str) -> None:
    notebook, repairs = read(tiny, text().decode().encode(encoding))
    assert source_of(notebook, "double") == DOUBLE
    assert bool(repairs) == (encoding != "utf-8-sig")


def test_old_format_is_converted_and_that_is_named(tiny: Unit) -> None:
    old = json.loads(nbformat.writes(nbformat.convert(tiny_notebook(), 3), version=3))
    old["worksheets"][0]["cells"].insert(0, {"cell_type": "heading", "level": 1, "source": ["Tiny"], "metadata": {}})
    notebook, repairs = read(tiny, json.dumps(old).encode())
    assert repairs == ["the notebook was converted from the old format 3"]
    assert source_of(notebook, "double") == DOUBLE


def test_newer_minor_format_is_read(tiny: Unit) -> None:
    assert read(tiny, text(lambda notebook: notebook.update(nbformat_minor=99)))[1] == []


def set_kernel(notebook: Any) -> None:
    notebook["metadata"] = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}


def no_ids(notebook: Any) -> None:
    for cell in notebook["cells"]:
        del cell["id"]


def one_id(notebook: Any) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "same"


def bad_ids(notebook: Any) -> None:
    bad: list[Any] = ["../x", "", 7, None, "a" * 65, [], {}, "a\n", "ä", "\0", True]
    for one, cell_id in zip(notebook["cells"], bad, strict=True):
        one["id"] = cell_id


def damaged_cells(notebook: Any) -> None:
    notebook["cells"][0:0] = [3, None, [], {}, {"cell_type": "magic", "source": ""}, {"cell_type": "code", "source": 7}]


def damaged_extras(notebook: Any) -> None:
    """Break everything that no grade needs."""
    notebook["metadata"] = [1]
    for cell in notebook["cells"]:
        cell["attachments"], cell["outputs"], cell["execution_count"] = 7, {"a": float("nan")}, "many"
        cell["metadata"]["tags"] = {"deep": [[[[]]]]}


LOST = ["double had lost its metadata and was known by its id"]
MIXED = ["mixed line ends were made the same in double"]
NULLS = ["null bytes were removed from double"]


def cell(position: int, **values: Any) -> Change:
    """Return a change of one cell."""
    return lambda notebook: notebook["cells"][position].update(values)


def two_doubles(notebook: Any) -> None:
    again = json.loads(json.dumps(notebook["cells"][2]))
    notebook["cells"].insert(4, again | {"id": "again", "source": DOUBLE + "\n# again"})


@pytest.mark.parametrize(
    ("change", "repairs"),
    [
        (set_kernel, ["the notebook asked for the language R; it was run with Python 3"]),
        (no_ids, []),
        (one_id, ["10 cells had the id of another cell"]),
        (bad_ids, []),
        (damaged_cells, [f"cell {number} was damaged and is left out" for number in range(1, 7)]),
        (damaged_extras, []),
        (two_doubles, ["a second cell, double, is run as an ordinary cell"]),
        (lambda notebook: notebook.pop("metadata"), []),
        (lambda notebook: notebook["cells"][2].pop("metadata"), LOST),
        (cell(3, metadata=3), ["test_" + LOST[0]]),
        (lambda notebook: notebook["cells"][2]["metadata"].update(nbgrader=[]), LOST),
        (lambda notebook: notebook["cells"][2]["metadata"]["nbgrader"].update(grade_id=["x"]), LOST),
        (cell(2, cell_type="markdown"), ["double is a code cell again"]),
        (cell(10, cell_type="raw"), ["reflect_why is a markdown cell again"]),
        (cell(3, cell_type="markdown"), ["test_double is a code cell again"]),
        (lambda notebook: notebook["cells"].pop(3), ["the deleted test cell test_double was put back"]),
        (cell(2, source=DOUBLE.replace("\n", "\r\n", 3)), MIXED),
        (cell(2, source=DOUBLE.replace("\n", "\r\n")), []),
        (cell(2, source=DOUBLE.replace("\n", "\r", 3)), MIXED),
        (cell(2, source=DOUBLE.replace("\n", "\r\n").replace("\r\n", "\r", 3)), MIXED),
        (cell(2, source=DOUBLE.splitlines(keepends=True)), []),
        (cell(2, source="\0".join(DOUBLE)), NULLS),
    ],
)  # fmt: skip
def test_repair_is_named_and_the_answer_is_kept(tiny: Unit, change: Change, repairs: list[str]) -> None:
    notebook, found = read(tiny, text(change))
    assert found == repairs
    assert source_of(notebook, "double") == DOUBLE
    assert source_of(notebook, "slope") == SLOPE


def test_half_character_is_replaced(tiny: Unit) -> None:
    data = text().replace(b'"Because."', b'"Because \\ud800\\ud83d\\ude00."')
    notebook, repairs = read(tiny, data)
    assert source_of(notebook, "reflect_why") == "Because \ufffd\U0001f600."
    assert repairs == ["half characters were replaced in reflect_why"]


def test_deleted_solution_cell_stays_away(tiny: Unit) -> None:
    notebook, repairs = read(tiny, text(lambda notebook: notebook["cells"].pop(2)))
    assert "double" not in {grade_id(cell) for cell in notebook.cells}
    assert repairs == []


def test_repairs_are_not_endless(tiny: Unit) -> None:
    def strangers(notebook: Any) -> None:
        for number in range(1000):
            data = {"nbgrader": {"grade_id": f"bonus{number}\x1b[31m" + "x" * 1000}}
            notebook["cells"].append({"cell_type": "code", "source": "", "metadata": data})

    _, repairs = read(tiny, text(strangers))
    assert (len(repairs), repairs[-1]) == (21, "and 980 more repairs")
    assert all(len(repair) < 200 and repair.isprintable() for repair in repairs)


def test_pictures_in_a_written_answer_are_kept_and_nothing_else(tiny: Unit) -> None:
    def attach(notebook: Any) -> None:
        notebook["cells"][10]["attachments"] = {
            "a.png": {"image/png": "AAAA", "text/html": "<script>"},
            "b.svg": {"image/svg+xml": "<svg onload='x'>"},
            "c.png": {"image/png": 7},
        }

    notebook, _ = read(tiny, text(attach))
    assert notebook.cells[-1].attachments == {"a.png": {"image/png": "AAAA"}}


NAMES = ["my work.ipynb", "lösung.ipynb", "a\nb.ipynb", "-rf.ipynb", "tiny.ipynb.txt", "TINY.IPYNB", "\udcff.ipynb"]


@pytest.mark.parametrize("name", NAMES)
def test_only_notebook_is_taken_under_any_name(tiny: Unit, name: str) -> None:
    put(tiny, "ada", {name: text(), "notes.txt": b"x", ".hidden.ipynb": b"x"})
    path = submitted_notebook(tiny, "ada")
    _, repairs = read_in(path, tiny, read_source(tiny))
    shown = name.replace("\n", r"\n").replace("\udcff", r"\udcff")
    assert len(find_submissions([tiny])[0].key.submission) == 64
    assert (path.name, repairs) == (name, [f"the notebook was named {shown}, not tiny.ipynb"])


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        ({"tiny.ipynb": text(), "other.ipynb": text()}, "tiny.ipynb"),
        ({"tiny.ipynb": b"{", "other.ipynb": text()}, "tiny.ipynb"),
        ({"a.ipynb": text(), "b.ipynb": b'{"nbformat": 4, "cells": []}'}, "a.ipynb"),
        ({"a.ipynb": b"{", "b.ipynb": text()}, "b.ipynb"),
    ],
)
def test_of_two_notebooks_the_right_name_wins_then_the_one_with_the_units_cells(
    tiny: Unit, files: dict[str, bytes], taken: str
) -> None:
    put(tiny, "ada", files)
    assert submitted_notebook(tiny, "ada").name == taken


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "No notebook was handed in: the folder holds nothing. tiny.ipynb belongs there."),
        ({"timestamp.txt": b"2026-01-01"}, "the folder holds nothing"),
        ({"tiny.py": b"x", "a\nb.pdf": b"x"}, "the folder holds only a\\nb.pdf, tiny.py."),
        (
            {"a.ipynb": text(), "b.ipynb": text()},
            "which of these is the unit's notebook: a.ipynb, b.ipynb.",
        ),
        ({"a.ipynb": b"{", "b.ipynb": b"["}, "which of these is the unit's notebook: a.ipynb, b.ipynb."),
        ({"my.ipynb": b"{"}, "broken JSON"),
    ],
)
def test_folder_without_a_clear_notebook_is_rejected_and_does_not_vanish(
    tiny: Unit, files: dict[str, bytes], words: str
) -> None:
    put(tiny, "ada", files)
    (found,) = find_submissions([tiny])
    result, ran = grade_file(found.path, tiny, LIMITS, "none")
    assert (result.status, result.score, ran) == ("rejected", 0, None)
    assert words in result.message


@pytest.mark.parametrize("level", [0, 1, 2])
def test_link_out_of_submitted_is_not_followed(
    tiny: Unit, level: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The student's folder, the unit's in it, and the notebook."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / UNIT).mkdir()
    for path in (outside / "tiny.ipynb", outside / UNIT / "tiny.ipynb"):
        path.write_bytes(text())
    link = tiny.root.joinpath(*("submitted", "ada", UNIT, "tiny.ipynb")[: level + 2])
    link.parent.mkdir(parents=True)
    link.symlink_to([outside, outside / UNIT, outside / "tiny.ipynb"][level])
    (found,) = find_submissions([tiny])
    result, _ = grade_file(found.path, tiny, LIMITS, "none")
    assert "a link that leads out of submitted/" in result.message


def test_link_that_leads_round_in_a_circle_is_rejected(tiny: Unit) -> None:
    path = put(tiny, "ada", {})
    path.symlink_to(path)
    assert "link" in grade_file(find_submissions([tiny])[0].path, tiny, LIMITS, "none")[0].message


def test_submitted_may_itself_be_a_link(tiny: Unit, tmp_path_factory: pytest.TempPathFactory) -> None:
    (tiny.root / "submitted").symlink_to(tmp_path_factory.mktemp("disk"))
    read(tiny, text())


def test_pipe_and_folder_in_place_of_the_notebook_are_rejected(tiny: Unit) -> None:
    os.mkfifo(put(tiny, "ada", {}))
    put(tiny, "bob", {}).mkdir()
    for found in find_submissions([tiny]):
        assert "tiny.ipynb is not a file" in grade_file(found.path, tiny, LIMITS, "none")[0].message


def test_folder_that_may_not_be_read_is_rejected(tiny: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another user's would be; made by hand, since root may read everything."""
    put(tiny, "ada", {"tiny.ipynb": text()})

    def forbidden(*_arguments: Any, **_options: Any) -> None:
        raise PermissionError(13, "Permission denied")

    source = read_source(tiny)
    for names in (("open", "read_bytes"), ("exists",)):
        with monkeypatch.context() as patch:
            for name in names:
                patch.setattr(Path, name, forbidden)
            with pytest.raises(RejectedError, match="The file cannot be read: Permission denied"):
                read_in(submitted_notebook(tiny, "ada"), tiny, source)


def test_names_that_are_no_students_are_said_and_not_graded(tiny: Unit) -> None:
    put(tiny, "ada", {"tiny.ipynb": text()})
    for name in ("-rf", "a\nb", "a*", " x", "\udcff"):
        put(tiny, name, {"tiny.ipynb": text()})
    (tiny.root / "submitted" / "tiny.ipynb").write_bytes(text())
    (tiny.root / "submitted" / "ada" / "02_forwrad").mkdir()
    (tiny.root / "submitted" / "ada" / "replaced").mkdir()
    assert [one.student for one in find_submissions([tiny])] == ["ada"]
    said = misplaced(tiny.root, [tiny])
    assert len(said) == 7
    assert all(line.isprintable() for line in said)
    assert any(line.startswith("submitted/ada/02_forwrad is not graded: no unit has this name.") for line in said)


def answer(code: str) -> bytes:
    return text(cell(2, source=code))


def work(data: bytes) -> dict[str, bytes]:
    return {"tiny.ipynb": data}


def deleted(notebook: Any) -> None:
    del notebook["cells"][2]


# Of each student: what lies in the folder, and how it comes out.
CLASS: dict[str, tuple[dict[str, bytes], tuple[str, int, str]]] = {
    "ada": (work(text()), ("graded", 16, "")),
    "cleo": (work(text().replace(b"(7 - 1) / 2", b"1 / 3")), ("graded", 10, "rise and run are swapped")),
    "empty": (work(b""), ("rejected", 0, "The file is empty.")),
    "no_notebook": ({"notes.txt": b"x"}, ("rejected", 0, "the folder holds only notes.txt")),
    "huge": (work(b" " * 50_000_000), ("rejected", 0, "larger than 20 MB")),
    "deep": (work(b"[" * 100_000), ("rejected", 0, "nested too deeply")),
    "José O'Hara": ({"mi solución\n1.ipynb": text()}, ("graded", 16, r"was named mi solución\n1.ipynb")),
    "one_id": (work(text(one_id)), ("graded", 16, "10 cells had the id")),
    "markdown": (work(text(cell(2, cell_type="markdown"))), ("graded", 16, "is a code cell again")),
    "deleted": (work(text(deleted)), ("graded", 6, "The cell of `double` is missing.")),
    "syntax": (work(answer("def double(x:\n    return x")), ("graded", 6, "SyntaxError: '(' was never closed")),
    "tabs": (work(answer("def double(x):\n    y = 2\n\treturn y * x")), ("graded", 6, "TabError")),
    "nulls": (work(answer("def double(x):\n    return 2\0 * x")), ("graded", 16, "null bytes were removed")),
    "ends": (work(answer("def double(x):\r\n    y = 2\r    return y * x")), ("graded", 16, "mixed line ends")),
    "half": (work(answer("def double(x):\n    '\ud800'\n    return 2 * x")), ("graded", 16, "half characters")),
    "timestamp": ({"tiny.ipynb": text(), "timestamp.txt": b"\xff yesterday"}, ("graded", 16, "")),
    "package": (work(answer("import tensorflow")), ("graded", 6, "No module named 'tensorflow'")),
}


@pytest.mark.slow
def test_everyone_gets_a_result_and_the_others_their_right_grades(tiny: Unit) -> None:
    for student, (files, _) in CLASS.items():
        put(tiny, student, files)
    put(tiny, "-rf", {"tiny.ipynb": text()})
    done = CliRunner().invoke(app, ["grade", f"--sandbox={SANDBOX}", "--timeout=20", "--jobs=2"])
    assert isinstance(done.exception, UserError), done.output
    assert str(done.exception) == "What is named above was not graded."
    assert "submitted/-rf is not graded: its name is no student id" in done.stderr
    results = {student: entry.result for (_, student), entry in journal.latest(tiny.root).items()}
    assert results.keys() == CLASS.keys()
    for student, (_, (status, score, words)) in CLASS.items():
        result = results[student]
        assert (result.status, result.score) == (status, score), f"{student}: {result}"
        assert words in said_in(result), f"{student}: {result}"


def said_in(result: NotebookResult) -> str:
    return "\n".join([result.message, *result.repairs, *(one.message for one in result.exercises)])
