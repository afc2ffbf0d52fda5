"""Names that cells define and need."""

import pytest

from autograder.names import defined_names, free_names


@pytest.mark.parametrize(
    ("source", "free"),
    [
        ("import numpy as np\nnp.zeros(n)", {"n"}),
        ("def f(x):\n    return g(x) + x", {"g"}),
        ("total = [row.sum() for row in rows]", {"rows"}),
        ("with open(path) as file:\n    print(file)", {"path"}),
        ("f = lambda x: x + shift", {"shift"}),
        ("def f(n):\n    return 1 if n == 0 else n * f(n - 1)", set()),
        ("class A:\n    size = width\n    def go(self):\n        return A.size", {"width"}),
        ("x += 1", set()),
    ],
)
def test_free_names(source: str, free: set[str]) -> None:
    assert free_names(source) == free


def test_defined_names() -> None:
    source = (
        "import a.b, c as d\nfrom e import f as g\nh, (i, *j) = k\nfor l in m: pass\ndef n(o): p = 1\nclass q: r = 1"
    )
    assert defined_names(source) == {"a", "d", "g", "h", "i", "j", "l", "n", "q"}
