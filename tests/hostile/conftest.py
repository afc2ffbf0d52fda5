"""Every attack is tried behind every wall that this machine can build.

What attacks the judge and not the wall (a cheat, a forged message, an output) meets one of them in `make test`, and
both in `make test-all`.
"""

import pytest

from autograder.wall.sandbox import WALLS, works

ON_THE_JUDGE = ("test_cheating", "test_forged_messages", "test_output")


@pytest.fixture(params=WALLS)
def sandbox(request: pytest.FixtureRequest) -> str:
    """Give each kind of wall in turn."""
    if not works(request.param):
        pytest.skip(f"{request.param} does not work here")
    return str(request.param)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave attacks on the walls out of the quick loop, and a second wall that shows nothing new out of `make test`."""
    first = next((wall for wall in WALLS if works(wall)), None)
    for item in items:
        if "sandbox" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
            wall = item.callspec.params["sandbox"]  # type: ignore[attr-defined]
            if item.path.stem in ON_THE_JUDGE and wall != first:
                item.add_marker(pytest.mark.exhaustive)
