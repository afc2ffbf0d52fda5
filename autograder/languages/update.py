"""Bring the catalogs up to date with the English texts, and say what is to be translated."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from autograder.languages.catalogs import (
    compile_catalog,
    messages,
    package_template,
    read_catalog,
    unit_template,
    write_catalog,
)
from autograder.languages.differences import differences
from autograder.languages.places import compiled_path, package_path, unit_path
from autograder.settings import read_settings
from autograder.units import Unit

LONGEST_QUOTE = 60  # characters


@dataclass(frozen=True)
class Fault:
    """Name a text whose translation is missing, unsure, or not what the English says."""

    catalog: Path
    text: str
    what: str

    def __str__(self) -> str:
        quoted = self.text if len(self.text) <= LONGEST_QUOTE else self.text[:LONGEST_QUOTE] + "..."
        return f"{self.catalog.parent.name}/{self.catalog.name}: {quoted!r}: {self.what}"


def update_catalogs(units: list[Unit]) -> list[Fault]:
    """Put new texts into all catalogs, take old ones out, and compile what `gettext` reads.

    Where an English text has changed a little, its translation is kept and marked as fuzzy.

    Returns:
        What is to be done.
    """
    for path, template in _templates(units):
        catalog = read_catalog(path)
        catalog.update(template)
        write_catalog(catalog, path)
    root = units[0].root
    for language in read_settings(root).other_languages:
        compile_catalog(read_catalog(package_path(root, language)), compiled_path(root, language))
    return list(catalog_faults(units))


def catalog_faults(units: list[Unit]) -> Iterator[Fault]:
    """Compare the catalogs of these units, and of the package, with the English texts of today."""
    for path, template in _templates(units):
        yield from _faults(path, read_catalog(path), template)


def unit_faults(unit: Unit, language: str) -> list[Fault]:
    """Compare one catalog of a unit with its English texts: a unit is translated whole or not at all."""
    path = unit_path(unit, language)
    return list(_faults(path, read_catalog(path), unit_template(unit)))


def _templates(units: list[Unit]) -> Iterator[tuple[Path, Catalog]]:
    languages = read_settings(units[0].root).other_languages
    for unit in units:
        template = unit_template(unit)
        yield from ((unit_path(unit, language), template) for language in languages)
    template = package_template(units[0].root)
    yield from ((package_path(units[0].root, language), template) for language in languages)


def _faults(path: Path, catalog: Catalog, template: Catalog) -> Iterator[Fault]:
    for wanted in messages(template):
        english, *_ = texts = [wanted.id] if isinstance(wanted.id, str) else list(wanted.id)
        found = catalog.get(wanted.id)
        translations = _translations(found)
        if len(translations) != len(texts) or not all(translations):
            yield Fault(path, english, "is not translated")
        elif found is not None and found.fuzzy:
            yield Fault(path, english, "was translated from another text, and is marked as fuzzy")
        else:
            for text, translation in zip(texts, translations, strict=True):
                yield from (Fault(path, text, what) for what in differences(text, translation))


def _translations(message: Message | None) -> list[str]:
    if message is None:
        return []
    return [message.string] if isinstance(message.string, str) else list(message.string or ())
