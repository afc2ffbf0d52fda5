"""What a student's cell has put out, as untrusted data: made harmless before it is kept, shown or printed.

Teachers open graded notebooks in the formgrader, which runs the HTML and the JavaScript that it finds in an output. So
an output keeps its plain text and its pictures in PNG or JPEG, and nothing else. Text keeps its colors, but no other
control code, since it may be shown in a terminal; what is no valid Unicode becomes a question mark.
"""

import re
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from course.texts import _

MOST_OUTPUTS = 1_000  # of one cell
MOST_MESSAGE = 10_000  # characters of a message
PICTURES = ("image/png", "image/jpeg")

_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*(?:={1,2}\s*)?")  # one way only to read a space: else it takes hours
_PICTURE_IN_HTML = re.compile(r'<img src="data:(?P<kind>image/png|image/jpeg);base64,(?P<data>[A-Za-z0-9+/=]+)"')
_COLOR = r"\x1b\[[0-9;]{0,20}m"
_CODES = r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.?"
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"


def plain_text(text: str) -> str:
    r"""Take control codes out of a text, colors too, and what is no valid Unicode.

    Example:
        >>> plain_text("a \x1b[31mred\x1b[0m text\x1b]0;title\x07 \udc80")
        'a red text ?'
    """
    valid = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    return re.sub(_CONTROL, "", re.sub(_CODES, "", valid).replace("\r", "\n"))


def colored_text(text: str) -> str:
    r"""Take control codes out of a text, but leave its colors.

    Example:
        >>> colored_text("a \x1b[31mred\x1b[0m \x1b[2Jtext")
        'a \x1b[31mred\x1b[0m text'
    """
    parts = re.split(f"({_COLOR})", text)
    return "".join(part if odd else plain_text(part) for part, odd in zip(parts, _alternating(), strict=False))


def _alternating() -> Iterator[bool]:
    while True:
        yield from (False, True)


def clean_outputs(told: Any, room: int) -> list[NotebookNode]:
    """Make valid, harmless outputs of what a student's process tells.

    Args:
        told: whatever it sent.
        room: characters that may be kept of them.

    Returns:
        The outputs, cut off where there is no room any more.
    """
    kept: list[NotebookNode] = []
    for one in told[:MOST_OUTPUTS] if isinstance(told, list) else ():
        output = _clean(one) if isinstance(one, dict) else None
        if output is None:
            continue
        room -= size(output)
        if room < 0:
            kept.append(stream(_("[The rest of the outputs is left out: too much.]") + "\n"))
            break
        kept.append(output)
    return kept


def stream(text: str, name: str = "stdout") -> NotebookNode:
    """Make an output of text. What is made here is valid: nbformat's own way would compare each with its schema."""
    return NotebookNode(output_type="stream", name=name, text=text)


def result(data: dict[str, str]) -> NotebookNode:
    """Make an output of a cell's last value."""
    return _rich("execute_result", data)


def _rich(kind: str, data: dict[str, str]) -> NotebookNode:
    counted = {"execution_count": None} if kind == "execute_result" else {}
    return NotebookNode(output_type=kind, metadata=NotebookNode(), data=NotebookNode(data), **counted)


def size(output: NotebookNode) -> int:
    """Count the characters of an output."""
    return len(str(output))


def _clean(told: dict[str, Any]) -> NotebookNode | None:
    match told.get("output_type"):
        case "stream":
            name = "stderr" if told.get("name") == "stderr" else "stdout"
            return stream(colored_text(_text(told.get("text"))), name)
        case "error":
            lines = told.get("traceback")
            return NotebookNode(
                output_type="error",
                ename=plain_text(_text(told.get("ename"))),
                evalue=plain_text(_text(told.get("evalue"))),
                traceback=[colored_text(_text(line)) for line in lines] if isinstance(lines, list) else [],
            )
        case "display_data" | "execute_result" as kind:
            data = told.get("data")
            return _rich(kind, _clean_data(data if isinstance(data, dict) else {}))
    return None


def _clean_data(data: dict[str, Any]) -> dict[str, str]:
    """Keep the pictures and the plain text of a rich output; where there is neither, say what it was.

    The course shows its pictures as HTML with a description (`course/figures.py`): of these the picture is taken out.
    """
    pictures = {kind: _text(data[kind]) for kind in PICTURES if kind in data}
    if not pictures and (found := _PICTURE_IN_HTML.search(_text(data.get("text/html")))):
        pictures = {found["kind"]: found["data"]}
    kept = {kind: picture for kind, picture in pictures.items() if _BASE64.fullmatch(picture)}
    if "text/plain" in data:
        kept["text/plain"] = colored_text(_text(data["text/plain"]))
    names = plain_text(", ".join(map(str, data)))[:200]
    return kept or {"text/plain": f"[Not shown here: {names}]"}


def _text(told: Any) -> str:
    """Return a text, which a notebook's file may hold as a list of lines."""
    lines = told if isinstance(told, list) else [told]
    return "".join(line for line in lines if isinstance(line, str))
