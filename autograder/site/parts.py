"""Parts of pages that are made from what the notebooks say: lists of units, ways to open one, the map."""

import html

from autograder.authoring.course_map import UnitFacts
from autograder.site.links import Way
from autograder.units import number_of
from course.texts import _


def raw(markup: str) -> str:
    """Write HTML so that it stands in a page of Markdown as it is."""
    return f"```{{raw}} html\n{markup}\n```\n"


def unit_cards(facts: list[UnitFacts]) -> str:
    """Return the units as a list of links, each with what it takes and what it builds on."""
    items = []
    for one in facts:
        number, _dot, title = one.title.partition(" · ")
        before = ", ".join(number_of(name) for name in one.builds_on)
        words = _("{exercises} exercises, about {minutes} minutes").format(
            exercises=len(one.exercises), minutes=one.minutes
        )
        uses = "; " + _("uses your code from units {units}").format(units=before) if before else ""
        items.append(
            f'<li><a href="units/{one.unit.name}.html"><span class="number">{html.escape(number)}</span> '
            f"{html.escape(title)}</a><span>{html.escape(words + uses)}</span></li>"
        )
    return raw(f'<ol class="unit-cards">{"".join(items)}</ol>')


def open_bar(found: list[Way], zip_address: str) -> str:
    """Return the line below a unit's title that says where the unit can be opened."""
    links = "".join(f"<li>{_link(way)}</li>" for way in found)
    if zip_address:
        links += f"<li>{_download(zip_address)}</li>"
    name = html.escape(_("Open this unit"))
    return f'<nav class="open-in" id="open" aria-label="{name}"><span>{name}:</span><ul>{links}</ul></nav>'


def ways_table(found: list[Way], zip_address: str) -> str:
    """Return the ways to open the first unit, with what one should know of each."""
    rows = [(_link(way), way.note) for way in found]
    if zip_address:
        rows.append((_download(zip_address), _("JupyterLab on your own computer, with Python 3.11 or later")))
    items = "".join(f"<li><strong>{link}</strong> <span>{html.escape(note)}</span></li>" for link, note in rows)
    return raw(f'<ul class="ways">{items}</ul>')


def map_page(facts: list[UnitFacts]) -> str:
    """Return the page with the map: the units in order, and each unit's exercises."""
    intro = _(
        "Each unit uses functions that you wrote in earlier ones. They come along as working code: nobody needs to "
        "have passed those units."
    )
    parts = ["# " + _("Map of the course"), intro, unit_cards(facts)]
    for one in facts:
        points = sum(exercise.points for exercise in one.exercises)
        parts.append(f"## [{one.title}](units/{one.unit.name}.ipynb)")
        parts.append(_("About {minutes} minutes, {points} points.").format(minutes=one.minutes, points=f"{points:g}"))
        taken = [
            _("{names} from unit {unit}").format(names=", ".join(f"`{name}`" for name in names), unit=number_of(unit))
            for unit, names in one.builds_on.items()
        ]
        if taken:
            parts.append(_("It takes {what}.").format(what="; ".join(taken)))
        by_checks, by_person = _("by its checks"), _("by a person")
        rows = [f"| `{it.name}` | {it.points:g} | {by_person if it.written else by_checks} |" for it in one.exercises]
        parts.append("\n".join([_("| Exercise | Points | Graded |"), "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _download(address: str) -> str:
    words = html.escape(_("Download all (zip)"))
    return f'<a href="{html.escape(address)}" download>{words}</a>'


def _link(way: Way) -> str:
    server = ' class="needs-server"' if way.needs_server else ""
    return f'<a href="{html.escape(way.address)}" title="{html.escape(way.note)}"{server}>{html.escape(way.name)}</a>'
