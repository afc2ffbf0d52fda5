"""The grader's own limits while it runs test cells."""

import contextlib
import threading
import time

import numpy as np
import pytest

from autograder.judging.channel import CellTimeout
from autograder.judging.guard import memory_limit, time_limit


def test_what_takes_too_much_memory_gets_an_error_and_all_is_as_before() -> None:
    with memory_limit(100):
        with pytest.raises(MemoryError):
            np.ones(50_000_000)
        np.ones(1000)
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


def test_thread_runs_without_a_limit() -> None:
    done = []

    def work() -> None:
        with time_limit(0.001):
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [1]
