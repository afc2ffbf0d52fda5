"""Every attack is tried behind every wall that this machine can build."""

import pytest

from autograder.wall.sandbox import works


@pytest.fixture(params=["bwrap", "sandlock"])
def sandbox(request: pytest.FixtureRequest) -> str:
    """Give each kind of wall in turn."""
    if not works(request.param):
        pytest.skip(f"{request.param} does not work here")
    return request.param


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave attacks on the walls out of the quick loop."""
    for item in items:
        if "sandbox" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
