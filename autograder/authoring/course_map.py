"""The map of the course: minutes, points, and what builds on what, read from the notebooks themselves."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.support import names_asked_for, origins
from autograder.languages.places import edition_folder, has_edition
from autograder.languages.submissions import source_in
from autograder.reading.rendering import title_of
from autograder.units import Exercise, Unit, exercises, number_of, read_source
from course.texts import FIRST, LANGUAGES, _, in_language

BEGIN, END = "<!-- map: written by autograder release -->", "<!-- end of map -->"
PAGE = Path("docs", "map.md")
MINUTES = re.compile(r"\*\*Time:\*\* about (\d+) minutes")


@dataclass(frozen=True)
class UnitFacts:
    """Hold what the map says about a unit."""

    unit: Unit
    title: str
    minutes: int
    exercises: list[Exercise]
    builds_on: dict[str, list[str]]  # the names it takes, by the unit that they come from

    @property
    def number(self) -> str:
        """Return the unit's number as people say it."""
        return self.unit.number


def read_facts(unit: Unit, language: str = FIRST) -> UnitFacts:
    """Read a unit's title in a language, its minutes, points and what it builds on from its notebook."""
    notebook = read_source(unit)
    first = notebook.cells[0].source
    minutes = MINUTES.search(first)
    from_units: dict[str, list[str]] = {}
    where = origins(unit)
    for name in names_asked_for(notebook):
        from_units.setdefault(where[name], []).append(name)
    return UnitFacts(
        unit,
        title_of(source_in(unit, language), unit),
        int(minutes[1]) if minutes else 0,
        exercises(notebook),
        dict(sorted(from_units.items())),
    )


def write_map(units: list[Unit], root: Path) -> None:
    """Write the table of each language's README, where it has the markers for it, and docs/map.md."""
    for language in LANGUAGES:
        readme = root / ("README.md" if language == FIRST else f"README.{language}.md")
        if readme.exists():
            text = readme.read_text(encoding="utf-8")
            readme.write_text(with_table(text, units, language), encoding="utf-8")
    if (root / PAGE).parent.is_dir():
        (root / PAGE).write_text(map_page([read_facts(unit) for unit in units]), encoding="utf-8")


def with_table(text: str, units: list[Unit], language: str = FIRST) -> str:
    """Return a text with the table of the units, in a language, between its markers."""
    rows = table([read_facts(unit, language) for unit in units], language)
    return re.sub(f"{BEGIN}.*?{END}", lambda _match: f"{BEGIN}\n{rows}\n{END}", text, flags=re.DOTALL)


def table(facts: list[UnitFacts], language: str = FIRST) -> str:
    """Write one line for each unit, and their sum."""
    with in_language(language):
        head, nothing, together = _("| Unit | Exercises | Minutes | Points | Builds on units |"), _("none"), _("All")
    lines = [head, "|---|---|---|---|---|"]
    for one in facts:
        translated = language != FIRST and has_edition(one.unit, language)
        folder = edition_folder(one.unit, language) if translated else one.unit.release.parent
        link = f"[{one.title}]({(folder / one.unit.notebook_name).relative_to(one.unit.root).as_posix()})"
        before = ", ".join(number_of(name) for name in one.builds_on) or nothing
        lines.append(f"| {link} | {len(one.exercises)} | {one.minutes} | {_points(one):g} | {before} |")
    exercise_count = sum(len(one.exercises) for one in facts)
    minutes, points = sum(one.minutes for one in facts), sum(_points(one) for one in facts)
    return "\n".join([*lines, f"| {together} | {exercise_count} | {minutes} | {points:g} | |"])


def map_page(facts: list[UnitFacts]) -> str:
    """Write docs/map.md: a graph of the units, and each unit's exercises."""
    graph = ["```mermaid", "graph LR"]
    graph += [f'    u{one.number}["{one.title}<br>{one.minutes} min, {_points(one):g} points"]' for one in facts]
    graph += [f"    u{before} --> u{after}" for before, after in _arrows(facts)]
    parts = [
        "# Map of the course",
        "Written by `autograder release` from the notebooks of `source/`: edit those. An arrow leads from a unit to "
        "the next one that uses its answers. They come along as working code: nobody needs to have passed that unit.",
        "\n".join([*graph, "```"]),
    ]
    for one in facts:
        parts.append(f"## {one.title}")
        parts.append(f"About {one.minutes} minutes, {_points(one):g} points. {_takes(one)}")
        rows = [f"| `{exercise.name}` | {exercise.points:g} | {_graded(exercise)} |" for exercise in one.exercises]
        parts.append("\n".join(["| Exercise | Points | Graded |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _points(facts: UnitFacts) -> float:
    return sum(exercise.points for exercise in facts.exercises)


def _arrows(facts: list[UnitFacts]) -> list[tuple[str, str]]:
    """Return pairs of units' numbers, without those that follow from others: with 1-2 and 2-3, not 1-3."""
    before = {one.unit.name: set(one.builds_on) for one in facts}
    return [
        (facts_of.number, one.number)
        for one in facts
        for facts_of in facts
        if facts_of.unit.name in one.builds_on
        and not any(facts_of.unit.name in before[other] for other in one.builds_on)
    ]


def _takes(facts: UnitFacts) -> str:
    if not facts.builds_on:
        return "It takes no code from another unit."
    taken = [
        f"{', '.join(f'`{name}`' for name in names)} from unit {unit.split('_')[0].lstrip('0')}"
        for unit, names in facts.builds_on.items()
    ]
    return f"It takes {'; '.join(taken)}."


def _graded(exercise: Exercise) -> str:
    return "by a person" if exercise.written else "by its checks"
