"""What the tests of the course share."""

import gettext
from collections.abc import Iterator
from typing import Any

import pytest

from course import texts
from tests.marked import MarkingTranslations


@pytest.fixture
def translated(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Show texts in a made-up language, "xx", in which each stands between ⟦ and ⟧."""

    def translation(_domain: str, _folder: Any, languages: list[str], **_how: Any) -> gettext.NullTranslations:
        return MarkingTranslations() if languages == ["xx"] else gettext.NullTranslations()

    monkeypatch.setitem(texts.LANGUAGES, "xx", "marked")
    monkeypatch.setattr("course.texts.gettext.translation", translation)
    with texts.in_language("xx"):
        yield
