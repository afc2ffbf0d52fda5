"""The texts that a student reads, in the language of the notebook.

A text is marked where it stands, and looked up when it is shown: `_("...")` inside a function; at the top of a module
`marked("...")` or `Mistake("key", "...")`, which are looked up with `_` later. Values go in with `.format` and by name,
so that a translation may put them elsewhere. `autograder translations` collects what is marked into locales/.
"""

import contextlib
import gettext
from collections.abc import Iterator
from pathlib import Path

# The first is that of the source. A new one is a line here and a catalog for each unit.
LANGUAGES = {"en": "English", "es": "Español"}
FIRST, *TRANSLATED = LANGUAGES
CATALOGS = Path(__file__).with_name("locales")  # compiled from locales/LANGUAGE/*.po

_language = FIRST
_catalog = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Show texts in this language from now on.

    Raises:
        ValueError: it is none of LANGUAGES.

    Example:
        >>> use_language("en")
    """
    global _language, _catalog
    if language not in LANGUAGES:
        raise ValueError(f"There is no edition in the language {language!r}. There are: {', '.join(LANGUAGES)}.")
    _language, _catalog = language, gettext.translation("course", CATALOGS, [language], fallback=True)


def language_in_use() -> str:
    """Return the language in which texts are shown.

    Example:
        >>> language_in_use()
        'en'
    """
    return _language


@contextlib.contextmanager
def in_language(language: str) -> Iterator[None]:
    """Show texts in this language for a while."""
    before = _language
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def _(text: str) -> str:
    """Return a text in the language of the notebook.

    Example:
        >>> _("{count} rows").format(count=3)
        '3 rows'
    """
    return _catalog.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return that text of two which fits a count, in the language of the notebook.

    Example:
        >>> ngettext("{count} row", "{count} rows", 3).format(count=3)
        '3 rows'
    """
    return _catalog.ngettext(one, many, count)


def in_all_languages(text: str) -> set[str]:
    """Return a marked text in each language of the course.

    Example:
        >>> in_all_languages("unknown")
        {'unknown'}
    """
    catalogs = (gettext.translation("course", CATALOGS, [one], fallback=True) for one in LANGUAGES)
    return {catalog.gettext(text) for catalog in catalogs}


def marked(text: str) -> str:
    """Mark a text that is looked up later, with `_`: at the top of a module no language is chosen yet.

    Example:
        >>> TITLE = marked("One neuron")
        >>> _(TITLE)
        'One neuron'
    """
    return text
