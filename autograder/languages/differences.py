"""What a translation must have in common with the English text: formulas, code, fields, links, tags, emphasis."""

import re
from collections import Counter
from collections.abc import Iterator

from autograder.languages.pieces import CODE, FIELD, FORMULA, LINK, TAG, WORDS_IN_FORMULA

EMPHASIS = re.compile(r"\*\*")
ENDS = "\n "


def differences(english: str, other: str) -> Iterator[str]:
    """Say what of a text is not the same in its translation.

    Words within a formula may differ, and more links may stand there: to the reading in the other language.

    Example:
        >>> list(differences("the bias $b$ of `neuron`", "el sesgo $w$ de `neuron`"))
        ['formulas: $b$ is missing, $w$ is too many']
    """
    for name, ours, theirs in zip(_NAMES, _parts(english), _parts(other), strict=True):
        missing, more = ours - theirs, Counter() if name == "links" else theirs - ours
        if missing or more:
            said = [f"{', '.join(missing.elements())} is missing"] if missing else []
            said += [f"{', '.join(more.elements())} is too many"] if more else []
            yield f"{name}: {', '.join(said)}"
    for place, name in ((0, "first"), (-1, "last")):
        if english and other and (english[place] in ENDS or other[place] in ENDS) and english[place] != other[place]:
            yield f"the {name} sign: {english[place]!r} and {other[place]!r}"


_NAMES = ("code", "formulas", "links", "fields", "tags", "emphasis")


def _parts(text: str) -> list[Counter[str]]:
    found = [Counter(match.group() for match in CODE.finditer(text))]
    text = CODE.sub(" ", text)
    formulas = (WORDS_IN_FORMULA.sub("", match.group()) for match in FORMULA.finditer(text))
    found.append(Counter("".join(formula.split()) for formula in formulas))
    text = FORMULA.sub(" ", text)
    for pattern in (LINK, FIELD, TAG, EMPHASIS):
        found.append(Counter(match.group() for match in pattern.finditer(text)))
        text = pattern.sub(" ", text)
    return found
