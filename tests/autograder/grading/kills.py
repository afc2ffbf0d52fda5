"""Grade with kills: run as `python -m tests.autograder.grading.kills ROOT SEED KILLS`, by test_kills.py.

Each round forks a grader of its own and kills it at a random moment. Moments are counted in results written, and then
in steps that Python reports to audit hooks (a file opened, renamed or removed, a database or a process opened), not in
seconds, so that a slow machine kills in the same places. Every other kill comes some milliseconds after such a step: in
the middle of a transaction, for instance. Every third takes the lanes along.
"""

import contextlib
import os
import random
import signal
import sys
from pathlib import Path

STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "sqlite3.connect", "subprocess.Popen")
STEPS_TO_START, STEPS_OF_ONE = 120, 25  # rather more than are taken up to the first result, and for each further one


def main() -> None:
    """Kill the given number of graders, one after the other; print how each round ended."""
    root, seed, kills = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    import autograder.cli  # noqa: F401 (once for all rounds)
    from tests import tiny_command
    from tests.tiny_class import OPTIONS  # here, since lanes import this module too

    rng = random.Random(seed)
    os.chdir(root)
    for number in range(kills):
        results = rng.randrange(4)
        steps = rng.randrange(1, STEPS_OF_ONE if results else STEPS_TO_START)
        seconds = rng.random() * 0.02 if number % 2 else 0.0
        child = os.fork()
        if child == 0:
            os.setsid()
            _die_after(results, steps, seconds)
            sys.argv[1:] = ["grade", "--jobs=1", *OPTIONS]
            tiny_command.main()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        with contextlib.suppress(ProcessLookupError):  # the lanes have ended by themselves
            if number % 3 == 0:
                os.killpg(child, signal.SIGKILL)
        how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "not killed"
        print(f"after {results} results, {steps} steps, {seconds:.3f} s: {how}", flush=True)


def _die_after(results: int, steps: int, seconds: float) -> None:
    """End this process without warning when so many results are written and so many steps taken, or a bit later."""
    left = {"results": results, "steps": steps}

    def count(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and str(arguments[0]).endswith("journal.jsonl") and arguments[1] == "a+":
            left["results"] -= 1
        if (
            left["results"] > 0
            or event not in STEPS
            or (event == "open" and str(arguments[0]).endswith((".py", ".pyc")))
        ):
            return
        left["steps"] -= 1
        if left["steps"] == 0 and not seconds:
            os.kill(os.getpid(), signal.SIGKILL)
        elif left["steps"] == 0:
            signal.setitimer(signal.ITIMER_REAL, seconds)  # whose signal nobody handles

    sys.addaudithook(count)


if __name__ == "__main__":
    main()
