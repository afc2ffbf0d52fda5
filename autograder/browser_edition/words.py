"""What the browser edition itself says to a student, in each language."""

from course.texts import LANGUAGES, _, in_language


def words() -> dict[str, dict[str, str]]:
    """Return the texts of the page, by language and by the names that page.js has for them."""
    return {language: _words(language) for language in LANGUAGES}


def _words(language: str) -> dict[str, str]:
    with in_language(language):
        return {
            "loading": _(
                "Python is loading into this browser: file {file} of {files}, {megabytes} MB so far. The first time "
                "takes a while, and the first cell that you run waits for it. You can already read."
            ),
            "failed": _(
                "Python could not be loaded whole: {address} cannot be reached from here. Reload the page to try again."
            ),
            "kept": _(
                "Your work is kept in this browser, on this computer, and nowhere else. A browser may clear it. Keep a "
                "copy of each notebook: File > Download. The arrow above the list of files brings a copy back."
            ),
            "understood": _("Understood"),
        }
