"""Run one notebook's cells and say how each ended. Starts as a process of its own, behind the wall.

It reads one JSON object from stdin: the notebook, and the limits. It writes one to stdout: the notebook with its
outputs, for each cell that ran the kernel's own reply (outputs can be forged, the reply less so), and why the run
stopped early, if it did.
"""

import json
import resource
import sys
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

TIMEOUT_REPLY = {"ename": "CellTimeout", "evalue": "", "traceback": ["CellTimeout"]}


def run_cells(notebook: nbformat.NotebookNode, cell_seconds: float) -> dict[str, Any]:
    """Run all cells in order in a new kernel; an error in one does not stop the next.

    Returns:
        ``notebook``, ``replies`` (for each cell's position: status, and where it is "error" ename and evalue) and
        ``stop`` ("", "timeout" or "crashed").
    """
    replies: dict[str, dict[str, str]] = {}

    def note_reply(*, cell_index: int, execute_reply: dict[str, Any], **_other: Any) -> None:
        content = execute_reply["content"]
        kept = ("status", "ename", "evalue")
        replies[str(cell_index)] = {key: str(content[key]) for key in kept if key in content}

    client = NotebookClient(
        notebook,
        timeout=cell_seconds,
        interrupt_on_timeout=True,
        error_on_timeout=TIMEOUT_REPLY,
        allow_errors=True,
        on_cell_executed=note_reply,
        kernel_name="python3",
        shutdown_kernel="immediate",
        record_timing=False,
        store_widget_state=False,
    )
    stop = ""
    try:
        client.execute()
    except CellTimeoutError:
        stop = "timeout"
    except DeadKernelError:
        stop = "crashed"
    return {"notebook": notebook, "replies": replies, "stop": stop}


def main() -> None:
    """Serve one request."""
    request = json.load(sys.stdin)
    limits = request["limits"]
    for kind, megabytes in (
        (resource.RLIMIT_AS, limits["memory_megabytes"]),
        (resource.RLIMIT_FSIZE, limits["file_megabytes"]),
    ):
        resource.setrlimit(kind, (megabytes * 2**20, megabytes * 2**20))
    answer = run_cells(nbformat.from_dict(request["notebook"]), limits["cell_seconds"])
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
