"""The students' repository: what students get, as a git repository that grows by a commit with each release.

It holds what the students' zip holds, and besides what GitHub, Codespaces and Binder read. Students pull it with
nbgitpuller, or work in copies of it, so its history is never rewritten, no unit is taken back, and a notebook that was
changed on both sides stays the student's as a whole: merged line by line it might be no notebook any more.

`.published` lists what was written. It tells such a repository from any other folder, also in a clone of it, and a
teacher's own files beside those in the list are left alone.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from autograder.authoring.bundle import LEFT_OUT, read_project, released, students_files
from autograder.problems import UserError
from autograder.settings import read_settings
from autograder.units import Unit
from course.texts import FIRST

LIST = ".published"
TEMPLATES = Path(__file__).parents[1] / "templates"
IGNORED = [".venv/", *(f"{name}/" for name in LEFT_OUT)]
# Where both sides changed a notebook, git takes one of them; `git pull -X ours`, and nbgitpuller, take the student's.
ATTRIBUTES = "*.ipynb -merge text eol=lf\n*.whl binary\n"
# Who commits where git knows nobody; what git would make up of the machine's name is not for students to see.
NOBODY = ("Course", "course@example.invalid")


def publish(units: list[Unit], folder: Path, language: str = FIRST) -> str:
    """Release these units anew, and write them as a commit into the students' repository in a folder.

    Args:
        units: in order, from the first one on.
        folder: new, empty, or written by this command before.
        language: of the notebooks and the guides, one of LANGUAGES.

    Returns:
        The commit's short hash; empty where nothing has changed.

    Raises:
        UserError: the folder holds something else, changes that are not committed, later units or another language;
            or the units cannot be released.
    """
    before = _published(folder)
    _check_goes_on(before, units, folder, language)
    files = _files(units, language)
    names = sorted([*files, LIST])
    files[LIST] = f"{json.dumps({'language': language, 'files': names}, indent=1)}\n".encode()
    folder.mkdir(parents=True, exist_ok=True)
    if not before:
        _git(folder, "init", "--quiet", "--initial-branch=main")
    gone = sorted(set(before.get("files", ())) - set(names))
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return _commit(folder, names, gone, f"Units {units[0].name} to {units[-1].name}, version {_version(units)}")


def _files(units: list[Unit], language: str) -> dict[str, bytes]:
    """Return what is published, by the files' names."""
    root = units[0].root
    docs = root / "docs" if language == FIRST else root / "docs" / language
    if not (guide := docs / "published.md").is_file():
        raise UserError(f"There is no {guide.relative_to(root)}, the students' README in {language!r}. Write it first.")
    text = guide.read_text(encoding="utf-8")
    return students_files(root, released(units, language)) | {
        "README.md": f"# {read_settings(root).title_in(language)}\n{text.partition(chr(10))[2]}".encode(),
        "students.md": (docs / "students.md").read_bytes(),
        ".gitignore": "".join(f"{line}\n" for line in IGNORED).encode(),
        ".gitattributes": ATTRIBUTES.encode(),
        ".devcontainer/devcontainer.json": (root / ".devcontainer" / "devcontainer.json").read_bytes(),
        ".binder/requirements.txt": b"-r ../requirements.txt\n",
        ".binder/runtime.txt": (root / ".binder" / "runtime.txt").read_bytes(),
        ".github/workflows/checks.yml": (TEMPLATES / "checks.yml").read_bytes(),
    }


def _version(units: list[Unit]) -> str:
    return str(read_project(units[0].root)["version"])


def _published(folder: Path) -> dict[str, Any]:
    """Read what the last release wrote into a folder; nothing where the folder is new or empty."""
    inside = {path.name for path in folder.iterdir()} if folder.is_dir() else {""} if folder.exists() else set()
    if not inside or (inside == {".git"} and not _git(folder, "ls-files")):  # also a clone of an empty repository
        return {}
    try:
        found: dict[str, Any] = json.loads((folder / LIST).read_text(encoding="utf-8"))
        is_ours = (folder / ".git").exists() and isinstance(found["files"], list)
    except (OSError, ValueError, LookupError, TypeError):
        is_ours = False
    if not is_ours:
        raise UserError(
            f"{folder} is neither empty nor a repository that `autograder publish` has written, so nothing is written "
            "there. Name another folder."
        )
    return found


def _check_goes_on(before: dict[str, Any], units: list[Unit], folder: Path, language: str) -> None:
    """Check that this release goes on where the last one ended.

    Raises:
        UserError: it does not.
    """
    if not before:
        return
    if before["language"] != language:
        raise UserError(
            f"{folder} holds the course in the language {before['language']!r}: each language needs its own folder."
        )
    known = {unit.name for unit in units}
    later = sorted({name.split("/")[0] for name in before["files"] if name.endswith(".ipynb")} - known)
    if later:
        raise UserError(
            f"{folder} holds {later[-1]} already, which students may have pulled: a unit is not taken back. "
            "Give a later unit after --unit."
        )
    if _git(folder, "status", "--porcelain", "--untracked-files=no"):
        raise UserError(f"{folder} holds changes that are not committed. Commit or undo them, then publish again.")


def _commit(folder: Path, names: list[str], gone: list[str], message: str) -> str:
    """Commit these files alone; return the commit's short hash, empty where none has changed."""
    _git(folder, "add", "--force", "--", *names)
    if gone:
        _git(folder, "rm", "--quiet", "--ignore-unmatch", "--", *gone)
    if not _git(folder, "diff", "--cached", "--name-only"):
        return ""
    known = all(_git(folder, "config", "--default", "", "--get", f"user.{key}").strip() for key in ("name", "email"))
    who = () if known else ("-c", f"user.name={NOBODY[0]}", "-c", f"user.email={NOBODY[1]}")
    _git(folder, *who, "commit", "--quiet", "--message", message)
    return _git(folder, "rev-parse", "--short", "HEAD").strip()


def _git(folder: Path, *arguments: str) -> str:
    """Run git in a folder's own repository, whatever repository the command was started in."""
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE")}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except FileNotFoundError:
        raise UserError("Publishing needs git, which is not installed here.") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise UserError(f"git could not do it in {folder} ({' '.join(arguments[:1])}): {said}")
    return done.stdout
