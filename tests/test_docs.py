"""What README and docs claim that a program can check."""

import re
from pathlib import Path

import pytest

from autograder.settings import read_settings
from autograder.units import find_units, read_source
from tests.collection import ROOT

DOCUMENTS = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "course" / "NOTATION.md"]
TRANSLATED = [
    (ROOT / "README.md", ROOT / "README.es.md"),
    *((ROOT / "docs" / path.name, path) for path in sorted((ROOT / "docs" / "es").glob("*.md"))),
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_readme_is_short_and_lists_every_unit() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 120
    for unit in find_units(ROOT):
        title = read_source(unit).cells[0].source.splitlines()[0].removeprefix("# ")
        assert f"[{title}]({unit.release.relative_to(ROOT)})" in text
        assert f"| {read_settings(ROOT).points:g} |" in text


def test_readme_names_only_targets_that_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = re.findall(r"\bmake ([a-z]+)\b", (ROOT / "README.md").read_text(encoding="utf-8").replace("`make`", ""))
    assert set(named) <= set(targets)


@pytest.mark.parametrize(("english", "other"), TRANSLATED, ids=lambda path: path.name)
def test_translated_documents_have_the_same_parts(english: Path, other: Path) -> None:
    """Where this fails, the English has changed: write the same into its translation."""
    for part in (r"^#+ ", r"^\|", r"^```", r"^\d\. ", r"!\[", r"(?:`|^)make\s+[a-z-]+", r"autograder [a-z]+"):
        ours, theirs = (
            len(re.findall(part, path.read_text(encoding="utf-8"), re.MULTILINE)) for path in (english, other)
        )
        assert ours == theirs, part


def test_images_have_a_description() -> None:
    for path in DOCUMENTS:
        for alt in re.findall(r"!\[([^\]]*)\]", path.read_text(encoding="utf-8")):
            assert len(alt) > 20
