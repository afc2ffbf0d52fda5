"""A request to stop is noted; a second one, and one that comes afterwards, work as they always do."""

import signal
from collections.abc import Iterator

import pytest

from autograder.grading.stopping import stoppable


@pytest.fixture
def came() -> Iterator[list[int]]:
    """Handle both signals, and list those that have come."""
    numbers: list[int] = []
    before = {
        one: signal.signal(one, lambda number, _frame: numbers.append(number))
        for one in (signal.SIGINT, signal.SIGTERM)
    }
    yield numbers
    for one, handler in before.items():
        signal.signal(one, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_first_request_is_noted_and_the_second_works_as_it_always_does(came: list[int], number: int) -> None:
    with stoppable() as stopped:
        assert not stopped()
        signal.raise_signal(number)
        assert stopped()
        assert came == []
        signal.raise_signal(number)
        assert came == [number]


def test_afterwards_a_request_works_as_it_did_before(came: list[int]) -> None:
    with stoppable() as stopped:
        pass
    signal.raise_signal(signal.SIGTERM)
    assert came == [signal.SIGTERM]
    assert not stopped()
