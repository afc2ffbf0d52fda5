"""What lanes on this machine are forked from; what runs in lanes is tried in test_lanes.py and in tests/hostile."""

import json
import subprocess
import sys

from tests.collection import ROOT

# In a process of its own: the fork server of this one has begun long ago, and lasts.
ASKED = """
import json, os, signal
from multiprocessing import forkserver
from autograder.grading.pool import local_pool, prepare_lanes

handlers = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)]
prepare_lanes()
assert [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)] == handlers
server = forkserver._forkserver._forkserver_pid
for number in (signal.SIGINT, signal.SIGTERM):  # as it begins, when Python would end it, by an error or at once
    os.kill(server, number)
os.environ["SET_LATER"] = "seen"
with local_pool(1) as pool:
    parent = pool.submit(os.getppid).result()
    imported = pool.submit(eval, "'autograder.judging.run' in __import__('sys').modules").result()
    setting = pool.submit(os.getenv, "SET_LATER").result()
print(json.dumps([parent == server, imported, setting]))
"""


def test_lane_is_forked_from_what_has_imported_it_and_outlives_ctrl_c() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert json.loads(done.stdout) == [True, True, "seen"]
