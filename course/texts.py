"""The texts that a student reads, in the language of the notebook.

A text is marked where it stands, and looked up when it is shown: `_("...")` inside a function, `Mistake("key", "...")`
at the top of a module. Values go in with `.format`, so that a translation may put them elsewhere.
"""

import gettext

_catalog = gettext.NullTranslations()  # the English of the source is the only language so far


def _(text: str) -> str:
    """Return a text in the language of the notebook.

    Example:
        >>> _("{count} rows").format(count=3)
        '3 rows'
    """
    return _catalog.gettext(text)
