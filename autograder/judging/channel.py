"""One end of the pipe between the judge and a student's process."""

import os
import select
import time
from collections.abc import Mapping
from typing import Any

from autograder.judging.wire import from_pipe, to_bytes

CHUNK = 1 << 20


class CellTimeout(BaseException):
    """The time for a cell or a call is over. Not an Exception: neither `except Exception` nor a check may take it."""


class ClosedError(Exception):
    """The other end is gone."""


class LateError(Exception):
    """The other end did not answer in time."""


class Channel:
    """Send and receive messages over two file descriptors; both ends are the same.

    Args:
        read_fd: where messages come from.
        write_fd: where they go to.
    """

    def __init__(self, read_fd: int, write_fd: int) -> None:
        self.read_fd, self.write_fd = read_fd, write_fd
        self.deadline: float | None = None
        self._ahead = bytearray()  # read, but not taken yet
        os.set_blocking(read_fd, False)
        os.set_blocking(write_fd, False)

    def send(self, message: Mapping[str, object], arrays: list[bytes]) -> None:
        """Send one message.

        Raises:
            WireError: it is too large.
            ClosedError, LateError: nobody takes it.
        """
        data = memoryview(to_bytes(message, arrays))
        while data:
            self._wait([], [self.write_fd])
            try:
                data = data[os.write(self.write_fd, data[:CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise ClosedError("the other end is gone") from error

    def receive(self) -> tuple[dict[str, Any], list[bytes]]:
        """Wait for one message.

        Raises:
            WireError: what came is no message.
            ClosedError, LateError: nothing came.
        """
        return from_pipe(self._read)

    def _read(self, count: int) -> bytes:
        while len(self._ahead) < count:
            self._ahead += self._read_some()
        found = bytes(self._ahead[:count])
        del self._ahead[:count]
        return found

    def _read_some(self) -> bytes:
        """Read what has come, or wait for it."""
        while True:
            self._wait([self.read_fd], [])
            try:
                part = os.read(self.read_fd, CHUNK)
            except BlockingIOError:
                continue
            except OSError as error:
                raise ClosedError("the other end is gone") from error
            if not part:
                raise ClosedError("the other end is gone")
            return part

    def _wait(self, reading: list[int], writing: list[int]) -> None:
        seconds = None if self.deadline is None else self.deadline - time.monotonic()
        if seconds is not None and seconds <= 0:
            raise LateError("no answer came in time")
        if not any(select.select(reading, writing, [], seconds)):
            raise LateError("no answer came in time")
