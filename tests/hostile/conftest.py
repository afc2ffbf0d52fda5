"""Every attack is tried in every sandbox that this machine can build.

What attacks the judge and not the sandbox (a cheat, a forged message, an output), or is held back by the limits that a
submission's fork sets in both alike, meets one of them in `make test`, and both in `make test-all`.
"""

import pytest

from autograder.sandbox.choice import SANDBOXES, works

ON_THE_JUDGE = ("test_cheating", "test_forged_messages", "test_output")
HELD_ALIKE = (
    "test_endless_code",
    "test_processor_time",
    "test_too_much_memory",
    "test_printing_a_billion",
    "test_endless_recursion",
    "test_process_that_ends_itself",
    "test_sys_exit",
    "test_commands_of_the_notebook",
    "test_threads_by_the_thousand",
)


@pytest.fixture(params=SANDBOXES)
def sandbox(request: pytest.FixtureRequest) -> str:
    """Give each kind of sandbox in turn."""
    if not works(request.param):
        pytest.skip(f"{request.param} does not work here")
    return str(request.param)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave attacks out of the quick loop, and a second sandbox that shows nothing new out of `make test`."""
    first = next((sandbox for sandbox in SANDBOXES if works(sandbox)), None)
    for item in items:
        if "sandbox" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
            sandbox = item.callspec.params["sandbox"]  # type: ignore[attr-defined]
            if sandbox != first and (item.path.stem in ON_THE_JUDGE or item.name.startswith(HELD_ALIKE)):
                item.add_marker(pytest.mark.exhaustive)
