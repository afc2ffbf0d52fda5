"""The kernel in which a student's cells run: ipykernel's, within the process, without threads, sockets and a history.

The worker builds it once; each submission's fork gets it ready, and makes it its own.
"""

import asyncio
import builtins
import getpass
import os
import sys
import time
from collections.abc import Coroutine
from typing import Any

from ipykernel.inprocess.blocking import BlockingInProcessChannel, BlockingInProcessKernelClient
from ipykernel.inprocess.constants import INPROCESS_KEY
from ipykernel.inprocess.ipkernel import InProcessKernel
from ipykernel.iostream import IOPubThread, OutStream
from IPython.utils.text import SList
from jupyter_client.session import Session
from traitlets import default
from traitlets.config import Config

from course.texts import _

WITHOUT_HISTORY = Config(HistoryManager={"enabled": False})  # else a database and a thread for each submission


class Outputs(BlockingInProcessChannel):
    """Collect a cell's outputs while they come, up to a limit."""

    def __init__(self, client: Any = None) -> None:
        super().__init__(client)
        self.begin(0)

    def begin(self, most: int) -> None:
        """Collect anew, up to this many characters."""
        self.outputs: list[Any] = []
        self.room = self.most = most

    def call_handlers(self, msg: dict[str, Any]) -> None:
        """Take one message from the kernel."""
        kind = msg["header"]["msg_type"]
        if kind == "clear_output":
            self.outputs.clear()
        if kind not in ("stream", "display_data", "execute_result", "error") or self.room <= 0:
            return
        self.room -= len(str(msg["content"]))
        if self.room <= 0:
            note = _("[The rest of this output was cut off: it was longer than {most:,} characters.]")
            text = f"\n{note.format(most=self.most)}\n"
            msg = {"header": {"msg_type": "stream"}, "content": {"name": "stdout", "text": text}}
        output = {"output_type": msg["header"]["msg_type"], **msg["content"]}
        last = self.outputs[-1] if self.outputs else {}
        if output["output_type"] == "stream" and output["name"] == last.get("name"):
            last["text"] += output["text"]
        else:
            self.outputs.append(output)


class Stream(OutStream):
    """Hand over what is printed, now and then, without the thread that a kernel has for this and waits for."""

    handed_over = 0.0

    def begin_cell(self) -> None:
        """Keep a cell's first words until there are more."""
        self.handed_over = time.monotonic()

    def _schedule_flush(self) -> None:
        if time.monotonic() - self.handed_over > self.flush_interval:
            self.flush()
            self.handed_over = time.monotonic()


class AtOnce(IOPubThread):
    """Pass messages on where they are sent: no thread is started, and nothing is opened that would wake one."""

    def __init__(self, socket: Any, session: Any) -> None:
        super().__init__(socket, session=session)
        self.io_loop.close(all_fds=True)

    def _setup_event_pipe(self) -> None:
        pass


class _InProcessKernel(InProcessKernel):
    @default("iopub_thread")  # type: ignore[untyped-decorator]
    def _passes_messages_on(self) -> IOPubThread:
        return AtOnce(self._underlying_iopub_socket, self.session)


class Kernel:
    """Hold a kernel and its client, which are ready to be forked."""

    def __init__(self) -> None:
        self._session = Session(key=INPROCESS_KEY)
        self._kernel = _InProcessKernel(session=self._session, config=WITHOUT_HISTORY)
        self._kernel._execute_sleep = 0  # it would wait for a client in another process
        self._client = BlockingInProcessKernelClient(kernel=self._kernel, session=self._session)
        self._client.iopub_channel_class = Outputs
        self._client.allow_stdin = False
        self._client.start_channels()
        self.shell = self._kernel.shell
        self.shell.loop_runner = run_within
        self.shell.run_line_magic("matplotlib", "inline")

    def begin(self) -> None:
        """Make the kernel this fork's own; the students' cells run in this process."""
        self._session.pid = os.getpid()  # else it takes itself for a copy, and sends nothing
        self._kernel.stdout, self._kernel.stderr = (
            Stream(self._session, self._kernel.iopub_thread, name, watchfd=False) for name in ("stdout", "stderr")
        )
        builtins.input = getpass.getpass = nobody_to_ask
        self._kernel.raw_input = self._kernel.getpass = nobody_to_ask  # type: ignore[method-assign]

    def leave_commands_out(self) -> None:
        """Have the shell's commands (`!ls`, `%pip install`) say that they are not run, and let the cell go on."""

        def left_out(_command: str, **_options: Any) -> SList:
            sys.stdout.write(_("Not run while grading: a submission may not start other processes.") + "\n")
            return SList()

        self.shell.getoutput = left_out
        self.shell.system = lambda command: left_out(command) and None

    def run(self, source: str, most: int) -> tuple[list[Any], dict[str, str]]:
        """Run a cell; return its outputs, up to so many characters, and how it ended."""
        channel = self._client.iopub_channel
        channel.begin(most)
        self._kernel.stdout.begin_cell()
        self._kernel.stderr.begin_cell()
        self._client.execute(source)
        reply = self._client.get_shell_msg(timeout=0)["content"]
        return channel.outputs, {key: str(reply[key]) for key in ("status", "ename", "evalue") if key in reply}


def run_within(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run a cell with a top-level await, within the kernel's own event loop: the in-process kernel cannot do that."""
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return asyncio.run(coroutine)
    finally:
        asyncio._set_running_loop(outer)


def nobody_to_ask(*_arguments: Any, **_keywords: Any) -> Any:
    """Stand for input() and getpass()."""
    raise EOFError(_("nobody can type anything in while this is graded; write the value into the code"))
