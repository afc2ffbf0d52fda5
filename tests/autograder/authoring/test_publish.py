"""The students' repository: what is in it, how it grows, how a student's clone merges it, and its workflow."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
import yaml

from autograder.authoring import publish as publishing
from autograder.authoring.publish import LIST, NOBODY, publish
from autograder.authoring.rules import SECRET
from autograder.languages.places import edition_folder
from autograder.problems import UserError
from autograder.stubs import solution_regions, visible_and_hidden
from autograder.units import Unit, find_units, grade_id, is_solution, is_test, read_source
from tests.collection import ROOT

WORKFLOWS = [
    *sorted((ROOT / ".github" / "workflows").glob("*.yml")),
    ROOT / "autograder" / "templates" / "checks.yml",
]


@pytest.fixture(autouse=True)
def nobodys_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of this machine's git count."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.invalid")
    done = subprocess.run(["git", "-C", folder, *who, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Unit]:
    """Give two units, whose files come from the release as it is, with a made-up wheel: for tests of what git does."""
    made = {"neural_networks_from_scratch-0.1.0-py3-none-any.whl": b"0.1.0"}
    units = find_units(ROOT)[:2]

    def files(chosen: list[Unit], _language: str) -> dict[str, bytes]:
        notebooks = {f"{one.name}/{one.notebook_name}": one.release.read_bytes() for one in chosen}
        return {**notebooks, **made, ".gitattributes": publishing.ATTRIBUTES.encode(), "README.md": b"Read me.\n"}

    monkeypatch.setattr(publishing, "_files", files)
    return units


def test_each_release_is_a_commit_and_the_same_one_is_none(quick: list[Unit], tmp_path: Path) -> None:
    assert publish(quick[:1], tmp_path / "students")
    (tmp_path / "students" / "syllabus.md").write_text("The teacher's own.\n", encoding="utf-8")
    git(tmp_path / "students", "add", "--all")
    git(tmp_path / "students", "commit", "--message", "Syllabus")
    assert publish(quick, tmp_path / "students")
    assert publish(quick, tmp_path / "students") == ""
    assert len(git(tmp_path / "students", "rev-list", "HEAD").splitlines()) == 3
    assert "syllabus.md" in git(tmp_path / "students", "ls-files").splitlines()
    assert git(tmp_path / "students", "log", "-1", "--format=%an <%ae>") == f"{NOBODY[0]} <{NOBODY[1]}>"


def test_author_is_the_one_whom_git_knows_and_an_empty_clone_will_do(quick: list[Unit], tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "students")
    git(tmp_path / "students", "config", "user.name", "Grace")
    git(tmp_path / "students", "config", "user.email", "grace@example.invalid")
    publish(quick, tmp_path / "students")
    assert git(tmp_path / "students", "log", "-1", "--format=%an %cn") == "Grace Grace"


def test_what_is_not_its_own_or_would_take_something_back_is_refused(quick: list[Unit], tmp_path: Path) -> None:
    students, other = tmp_path / "students", tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("Mine.", encoding="utf-8")
    publish(quick, students)
    before = git(students, "rev-parse", "HEAD")
    for folder, units, language, words in (
        (other, quick, "en", "neither empty nor"),
        (other / "thesis.txt", quick, "en", "neither empty nor"),
        (students, quick[:1], "en", "02_forward already"),
        (students, quick, "es", "the language 'en'"),
    ):
        with pytest.raises(UserError, match=words):
            publish(units, folder, language)
    (students / "README.md").write_text("Edited.", encoding="utf-8")
    with pytest.raises(UserError, match="not committed"):
        publish(quick, students)
    assert git(students, "rev-parse", "HEAD") == before
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]


def test_students_clone_gets_what_is_new_and_keeps_what_is_theirs(
    quick: list[Unit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Merge as nbgitpuller and README.md do: with `-X ours`."""
    publish(quick[:1], tmp_path / "students")
    git(tmp_path, "clone", "--quiet", str(tmp_path / "students"), "ada")
    mine = tmp_path / "ada" / "01_perceptron" / "perceptron.ipynb"
    answered = mine.read_text(encoding="utf-8").replace("Replace this line", "My answer stands for this line", 1)
    mine.write_text(answered, encoding="utf-8")
    git(tmp_path / "ada", "commit", "--all", "--message", "My answers")
    files = publishing._files

    def corrected(units: list[Unit], language: str) -> dict[str, bytes]:
        found = {name.replace("0.1.0", "0.2.0"): data for name, data in files(units, language).items()}
        first = f"{units[0].name}/{units[0].notebook_name}"
        return found | {
            first: found[first].replace(b"Replace this line", b"Put your answer here"),
            "README.md": b"New.\n",
        }

    monkeypatch.setattr(publishing, "_files", corrected)
    publish(quick, tmp_path / "students")
    git(tmp_path / "ada", "pull", "--quiet", "--no-rebase", "--no-edit", "-X", "ours")
    assert mine.read_text(encoding="utf-8") == answered
    assert (tmp_path / "ada" / "README.md").read_text(encoding="utf-8") == "New.\n"
    names = {path.relative_to(tmp_path / "ada").as_posix() for path in (tmp_path / "ada").glob("*[!t]/*.ipynb")}
    assert names == {"01_perceptron/perceptron.ipynb", "02_forward/forward.ipynb"}
    assert [path.name for path in (tmp_path / "ada").glob("*.whl")] == [
        "neural_networks_from_scratch-0.2.0-py3-none-any.whl"
    ]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_pins_its_actions_and_may_only_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for action in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    writes = {
        name for job in workflow["jobs"].values() for name, may in job.get("permissions", {}).items() if may == "write"
    }
    assert writes <= {"pages", "id-token"}  # what publishing the site on GitHub Pages needs
    if shutil.which("actionlint"):
        subprocess.run(["actionlint", "-no-color", path], check=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish units 1 and 2 in Spanish, of the release as it is."""
    folder = tmp_path_factory.mktemp("published") / "es"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "released", lambda units, language: [edition_folder(one, language) for one in units])
        publish(find_units(ROOT)[:2], folder, "es")
    return folder


@pytest.mark.slow
def test_students_repository_holds_all_that_they_need_and_nothing_secret(published: Path) -> None:
    names = set(git(published, "ls-files").splitlines())
    assert names == {
        *("01_perceptron/perceptron.ipynb", "02_forward/forward.ipynb", "02_forward/given.py"),
        *("README.md", "students.md", "LICENSE.txt", "requirements.txt", LIST, ".gitignore", ".gitattributes"),
        *(".devcontainer/devcontainer.json", ".binder/requirements.txt", ".binder/runtime.txt"),
        *(".github/workflows/checks.yml", next(published.glob("*.whl")).name),
    }
    assert "Redes neuronales" in (published / "README.md").read_text(encoding="utf-8")
    assert names == set(json.loads((published / LIST).read_text(encoding="utf-8"))["files"])
    for folder in (".devcontainer/devcontainer.json", ".binder/requirements.txt"):
        assert "requirements.txt" in (published / folder).read_text(encoding="utf-8")
    with zipfile.ZipFile(next(published.glob("*.whl"))) as wheel:  # tests/test_no_answers.py looks into its code
        assert not [name for name in wheel.namelist() if name.startswith(("source", "autograder", "tests"))]
        data = [wheel.read(name) for name in wheel.namelist()]
    data += [(published / name).read_bytes() for name in names]
    assert not [
        one for one in (b"AUTOGRADER_SECRET", b".autograder_secret", b"BEGIN HIDDEN") if one in b"\n".join(data)
    ]
    shown = "".join((published / name).read_text(encoding="utf-8") for name in names if not name.endswith(".whl"))
    shown = "".join(shown.replace("\\n", "").split())
    assert not [line for line in hidden_lines() if line in shown]


def hidden_lines() -> Iterator[str]:
    """Yield the lines of solutions and hidden tests that say enough to be known again, without spaces, as in JSON."""
    for unit in find_units(ROOT)[1:]:  # what unit 1 asks for, unit 2 gives
        for cell in read_source(unit).cells:
            code = "\n".join(solution_regions(cell.source)) if is_solution(cell) else ""
            code += visible_and_hidden(cell.source)[1] if is_test(cell) else ""
            lines = ("".join(json.dumps(line)[1:-1].split()) for line in code.splitlines())
            yield from (line for line in lines if len(line) >= SECRET)


@pytest.mark.slow
def test_steps_of_the_students_workflow_say_what_each_check_says(published: Path, tmp_path: Path) -> None:
    """Run the last step in a clone with the wheel, and nothing else of the course."""
    shutil.copytree(published, tmp_path / "ada")
    shutil.unpack_archive(next(published.glob("*.whl")), tmp_path / "installed", "zip")
    (tmp_path / "ada" / "02_forward" / "forward.ipynb").write_text("{", encoding="utf-8")
    path = tmp_path / "ada" / "01_perceptron" / "perceptron.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [
        cell
        for cell in notebook.cells
        if grade_id(cell).removeprefix("test_") in ("check_setup", "setup", "step", "sign", "relu")
    ]
    for name, code in (("step", "np.where(z >= 0, 1, 0)"), ("sign", "np.sign(z)")):
        cell = next(one for one in notebook.cells if grade_id(one) == name)
        cell.source = f"def {name}(z):\n    return {code}"
    nbformat.write(notebook, path)
    *_install, step = yaml.safe_load((published / ".github/workflows/checks.yml").read_text())["jobs"]["checks"][
        "steps"
    ]
    summary = tmp_path / "summary.md"
    environment = os.environ | {
        "GITHUB_STEP_SUMMARY": str(summary),
        "PYTHONPATH": str(tmp_path / "installed"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path / "ada",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = summary.read_text(encoding="utf-8")
    assert done.returncode == 1, done.stderr
    assert "<code>step</code></td><td>✓&nbsp;" in said
    assert re.search(r"<code>sign</code></td><td>✗&nbsp;[^<]*</td><td>sign.*Siguiente paso: ", said)
    assert re.search(r"<code>relu</code></td><td>○&nbsp;", said)
    assert "forward.ipynb could not be run" in said
    assert notebook == nbformat.read(path, as_version=4)
