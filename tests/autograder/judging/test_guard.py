"""The grader's own limits while it runs test cells."""

import contextlib
import time

import numpy as np
import pytest

from autograder.judging.apart import apart
from autograder.judging.channel import CellTimeout
from autograder.judging.guard import limit_memory, time_limit


def test_what_takes_too_much_memory_gets_an_error_in_its_own_process_alone() -> None:
    def work() -> int:
        limit_memory(100)
        with pytest.raises(MemoryError):
            np.ones(50_000_000)
        return len(np.ones(1000))

    assert apart(work, 60) == 1000
    np.ones(50_000_000)


def test_what_never_ends_is_stopped() -> None:
    def endless() -> None:
        while True:
            pass

    with pytest.raises(CellTimeout), time_limit(0.05):
        endless()


def test_what_ends_in_time_is_not_stopped_later() -> None:
    with time_limit(0.2):
        pass
    time.sleep(0.3)


def test_limit_goes_on_after_a_shorter_one_within_it() -> None:
    def sleep_twice() -> None:
        with contextlib.suppress(CellTimeout), time_limit(0.05):
            time.sleep(5)
        time.sleep(5)

    with pytest.raises(CellTimeout), time_limit(0.3):
        sleep_twice()
