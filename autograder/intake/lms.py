"""Tell from a file's name in an LMS's download whose it is.

Moodle (mod/assign/classes/downloader.php) writes a folder for each student, or, in older versions and by choice, one
flat list; the number is the participant's in this one assignment, and under blind marking the name is "Participant":
    Ada Lovelace_12345_assignsubmission_file_/forward.ipynb
    Ada Lovelace_12345_assignsubmission_file_forward.ipynb
    Ada Lovelace_12345_assignsubmission_onlinetext_/onlinetext.html
It turns underscores in names into spaces, so a name that holds its marker is none that it wrote.
Canvas (lib/content_zipper.rb) writes a flat list: the name to sort by, without spaces and in lower case, LATE where it
was late, the user's number, the file's number, which grows from attempt to attempt, and the file's name, to which a
second attempt adds -1; what was typed has no file's number; an anonymous assignment has anon_ and a code in place of
name and number:
    lovelaceada_12345_678901_forward.ipynb
    lovelaceada_LATE_12345_678999_forward-1.ipynb
    lovelaceada_12345_text.html
    anon_x7k2p_678901_forward.ipynb
Of a clone of a repository on GitHub clones.py makes such a name, with the path in the repository:
    github.com/ada-l/02_forward/forward.ipynb
"""

import re
from dataclasses import dataclass

GITHUB = "github.com/"
MARKER = "_assignsubmission_"
MOODLE = re.compile(r"(?P<name>[^/_]+?)(?:_(?P<number>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_/|_|/)(?P<file>.+)")
CANVAS = re.compile(r"(?P<name>[^/]*?)_(?P<late>LATE_)?(?P<number>\d+)_(?P<order>\d+)_(?P<file>.+)")
TYPED = re.compile(r"(?P<name>[^/]*?)_(?P<late>LATE_)?(?P<number>\d+)_(?P<file>(?:text|link)\.html)")
CLONE = re.compile(rf"{re.escape(GITHUB)}(?P<name>[^/]+)/(?P<file>.*)")
ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<name>anon_[0-9A-Za-z]+)_(?P<order>\d+)_(?P<file>.+)")


@dataclass(frozen=True)
class Sender:
    """Hold what a name in a download says.

    Attributes:
        lms: "Moodle", "Canvas" or "GitHub".
        name: of the student, as the LMS writes it.
        number: of the student; empty where there is none. On GitHub, the name in small letters.
        file: the name of the file as it was handed in.
        order: grows from attempt to attempt (Canvas), or 0.
        late: whether the LMS marks it as late (Canvas).
    """

    lms: str
    name: str
    number: str
    file: str
    order: int = 0
    late: bool = False

    @property
    def who(self) -> tuple[str, str, str]:
        """Return what tells senders apart, whatever file they sent."""
        return self.lms, self.name, self.number


def sender_of(entry_name: str) -> Sender | None:
    """Read a name in a download, or return None where nobody writes such names.

    Example:
        >>> sender_of("lovelaceada_LATE_12345_678999_forward-1.ipynb")
        Sender(lms='Canvas', name='lovelaceada', number='12345', file='forward-1.ipynb', order=678999, late=True)
    """
    if found := CLONE.fullmatch(entry_name):
        return Sender("GitHub", found["name"], found["name"].casefold(), found["file"].rpartition("/")[2])
    # A folder around everything is what unpacking and packing again leaves behind.
    for name in (entry_name, entry_name.partition("/")[2]):
        if holds_marker_twice(name):
            return None
        if found := MOODLE.fullmatch(name):
            return Sender("Moodle", found["name"], found["number"] or "", found["file"].rpartition("/")[2])
        if found := ANONYMOUS.fullmatch(name) or CANVAS.fullmatch(name) or TYPED.fullmatch(name):
            parts = found.groupdict()
            file = parts["file"].rpartition("/")[2]
            order = int(parts.get("order", "0")[:18])
            return Sender("Canvas", parts["name"], parts.get("number", ""), file, order, bool(parts["late"]))
    return None


def name_to_return(entry_name: str, file: str) -> str:
    """Return the name under which the LMS takes a file back for the student whose work had this name in its download.

    Moodle reads the participant's number from it (mod/assign/feedback/file/importziplib.php), Canvas the user's number
    and that of the file (generate_comments_from_files). An empty string means that no such numbers are there.

    Example:
        >>> name_to_return("Ada Lovelace_5000_assignsubmission_file_/mine.ipynb", "forward.html")
        'Ada Lovelace_5000_assignsubmission_file_/forward.html'
        >>> name_to_return("lovelaceada_LATE_12345_678901_mine.ipynb", "forward.html")
        'lovelaceada_LATE_12345_678901_forward.html'
    """
    for name in (entry_name, entry_name.partition("/")[2]):
        if holds_marker_twice(name):
            return ""
        found = MOODLE.fullmatch(name)
        if found and not found["number"]:
            return ""
        if found := found or ANONYMOUS.fullmatch(name) or CANVAS.fullmatch(name):
            return name[: found.start("file")] + file
    return ""


def holds_marker_twice(name: str) -> bool:
    """Tell whether a folder or file holds Moodle's marker twice, so that it is not clear where the name ends."""
    return name.partition("/")[0].count(MARKER) > 1
