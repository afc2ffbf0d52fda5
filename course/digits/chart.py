"""Write the HTML beside the pad: the image that the network sees, its ten probabilities, and what a lesson changed.

HTML is drawn by the browser in a moment, so it can follow the pen; colors of text come from JupyterLab's theme.
"""

import html
import re
from collections.abc import Iterator

import numpy as np

from course.digits.reader import Reading
from course.figures import BLUE, SKY
from course.layer import Array
from course.texts import _, ngettext

TEXT = "var(--jp-ui-font-color1, #212121)"
FAINT = "var(--jp-ui-font-color2, #616161)"
TRACK = "var(--jp-layout-color2, #eeeeee)"
VISIBLE = 0.01  # a smaller change of a probability is not marked
UNSURE = 0.6  # below this the second guess is named as well


def sentence(text: str, *, faint: bool = False) -> str:
    """Write a line of text, with `code` between backticks."""
    color = FAINT if faint else TEXT
    words = re.sub("`([^`]+)`", r"<code>\1</code>", html.escape(text))
    return f'<div style="line-height: 1.4; color: {color}">{words}</div>'


def black_dots(black: Array, side: int = 128) -> str:
    """Draw a bitmap of booleans, shape (32, 32), as a square of ``side`` pixels: a bar for each run of black pixels."""
    bars = []
    for row, values in enumerate(np.asarray(black, dtype=int)):
        turns = np.flatnonzero(np.diff(values, prepend=0, append=0))
        for start, end in turns.reshape(-1, 2):
            bars.append(f'<rect x="{start}" y="{row}" width="{end - start}" height="1"/>')
    alt = _("The drawing in 32 by 32 dots.") if bars else _("The drawing in 32 by 32 dots: empty.")
    return (
        f'<svg role="img" aria-label="{html.escape(alt)}" width="{side}" height="{side}" viewBox="0 0 32 32" '
        'style="display: block; border: 1px solid #8c8c8c; background: white" shape-rendering="crispEdges">'
        f"{''.join(bars)}</svg>"
    )


def small_image(image: Array, side: int = 128) -> str:
    """Draw an image of shape (8, 8), values from 0 (white) to 16 (black), as a square of ``side`` pixels."""
    squares = []
    for row, values in enumerate(image):
        for column, value in enumerate(values):
            shade = round(255 * (1 - value / 16))
            place = f'x="{column}" y="{row}" width="1" height="1"'
            squares.append(f'<rect {place} fill="rgb({shade},{shade},{shade})" stroke="#d8d8d8" stroke-width="0.02"/>')
    alt = _("The 8 by 8 image that the network sees.")
    if not image.any():
        alt = _("The 8 by 8 image that the network sees: empty.")
    return (
        f'<svg role="img" aria-label="{html.escape(alt)}" width="{side}" height="{side}" viewBox="0 0 8 8" '
        f'style="display: block; border: 1px solid #8c8c8c">{"".join(squares)}</svg>'
    )


def headline(reading: Reading | None) -> str:
    """Say in a few words what is read.

    Example:
        >>> headline(None)
        'Draw a digit'
    """
    if reading is None:
        return _("Draw a digit")
    if reading.probabilities is None:
        return _("No reading")
    second, first = (int(digit) for digit in reading.probabilities.argsort()[-2:])
    chance = reading.probabilities[first]
    if chance >= UNSURE:
        return _("It reads a {digit}").format(digit=first)
    return _("Unsure: {first}, or perhaps {second}").format(first=first, second=second)


def bars(reading: Reading | None, before: Reading | None = None) -> str:
    """Draw the probabilities as ten bars, the largest one with an arrow, bold and darker.

    Args:
        reading: what the network makes of the drawing, None where nothing is drawn.
        before: the reading before a lesson, marked in each bar by a line.
    """
    if reading is not None and reading.probabilities is None:
        return _titled(headline(reading), sentence(reading.trouble))
    chances = [0.0] * 10 if reading is None or reading.probabilities is None else list(reading.probabilities)
    marks = [None] * 10 if before is None or before.probabilities is None else list(before.probabilities)
    best = None if reading is None else reading.digit
    rows = [_row(digit, chances[digit], marks[digit], wins=digit == best) for digit in range(10)]
    legend = sentence(_("│ before the lesson"), faint=True) if marks[0] is not None else ""
    alt = f"{headline(reading)}."
    if best is not None:
        alt = _("{reading}, probability {probability:.0%}.").format(
            reading=headline(reading), probability=chances[best]
        )
    return _titled(headline(reading), f'<div role="img" aria-label="{html.escape(alt)}">{"".join(rows)}</div>{legend}')


def lesson(label: int, added: int, before: Reading, after: Reading, *, is_own: bool) -> str:
    """Say what one lesson changed, and how many drawings there have been."""
    text = ngettext(
        "Your {digit} was added to the training set ({count} drawing so far), and training went on.",
        "Your {digit} was added to the training set ({count} drawings so far), and training went on.",
        added,
    ).format(digit=label, count=added)
    if after.probabilities is None:
        trouble = _("Then this went wrong: {trouble} Run this cell again to start afresh.")
        return sentence(f"{text} {trouble.format(trouble=after.trouble)}")
    if before.probabilities is None:
        return sentence(text)
    chances = _("Probability of {digit}: {before:.1%} before, {after:.1%} after.").format(
        digit=label, before=before.probabilities[label], after=after.probabilities[label]
    )
    return sentence(" ".join([text, chances, *_outcome(label, before.digit, after.digit, is_own)]))


def _outcome(label: int, before: int | None, after: int | None, is_own: bool) -> Iterator[str]:
    """Say what it reads now, if that needs a word."""
    if after != label:
        yield _("It still reads a {digit}: teach it once more, or draw more of these.").format(digit=after)
        if not is_own:
            yield _("The squared error learns little where a network is sure and wrong; cross-entropy learns more.")
    elif before != label:
        yield _("It used to read a {before}; now it reads a {digit}.").format(before=before, digit=label)


def _titled(title: str, content: str) -> str:
    return (
        f'<div style="color: {TEXT}; line-height: 1.4"><div style="font-size: 1.25em; font-weight: bold; '
        f'margin-bottom: 6px">{html.escape(title)}</div>{content}</div>'
    )


def _row(digit: int, chance: float, before: float | None, *, wins: bool) -> str:
    """Draw one bar: the digit, the bar on its track, the percentage, and an arrow at the winner's."""
    weight = "bold" if wins else "normal"
    mark = ""
    if before is not None and abs(chance - before) >= VISIBLE:
        place = f"position: absolute; left: {before:.1%}; top: 0; width: 2px; height: 100%"
        mark = f'<div style="{place}; background: {TEXT}"></div>'
    bar = f'<div style="width: {chance:.1%}; height: 100%; background: {BLUE if wins else SKY}"></div>'
    return (
        f'<div style="display: flex; align-items: center; height: 22px; font-weight: {weight}">'
        f'<span style="width: 1.2em">{digit}</span>'
        f'<div style="position: relative; flex: 1; height: 14px; background: {TRACK}">{bar}{mark}</div>'
        f'<span style="width: 3.4em; text-align: right">{chance:.0%}</span>'
        f'<span style="width: 1.4em; text-align: right">{"◀" if wins else ""}</span></div>'
    )
