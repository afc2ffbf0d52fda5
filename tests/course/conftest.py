"""What the tests of the course share."""

import gettext

import pytest


class Translated(gettext.NullTranslations):
    """A catalog in which every text is translated, to itself with a mark before it."""

    def gettext(self, message: str) -> str:
        return f"¡{message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"¡{msgid1 if n == 1 else msgid2}"


@pytest.fixture
def translated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show texts in another language, in which each begins with ¡."""
    monkeypatch.setattr("course.texts._catalog", Translated())
