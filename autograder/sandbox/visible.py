"""What a submission may see of the machine."""

import os
import sys
from pathlib import Path

from course.files import PROJECT

COURSE_ROOT = Path(__file__).resolve().parents[2]
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime")
DEVICES = ("/dev/null", "/dev/random", "/dev/urandom")  # not zero: mapped, it is memory that no limit counts


def readable() -> list[str]:
    """List the folders and files that a submission may read: Python, the system's libraries and the course."""
    course = [str(COURSE_ROOT / name) for name in ("course", "autograder", PROJECT)]
    code = [sys.base_prefix, sys.prefix, *course]
    return [path for path in dict.fromkeys([*SYSTEM, *code]) if os.path.exists(path)]
