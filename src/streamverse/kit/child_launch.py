"""Become another program, under limits: `child_launch.py PARENT NICE MEMORY CPU -- ARGV…`.

A tiny program of its own, because code between fork and exec in a threaded process may deadlock.
It asks Linux to kill this process when the thread that started it ends, sets the limits, and
then *is* the program: same process id, same open files.
"""

import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Ask for SIGKILL on the parent's death; leave at once if it is dead already."""
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415  # costs 8 ms, and only Linux has the call

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent has gone")


def main(argv: list[str]) -> None:
    """Apply the limits named in `argv` and turn into the program after `--`."""
    parent, niceness, memory_bytes, cpu_seconds = (int(word) for word in argv[:4])
    program = argv[5:]
    die_with_parent(parent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory_bytes:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    if cpu_seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    if niceness:
        os.nice(niceness)
    os.execv(program[0], program)  # noqa: S606  # argv comes from ChildRunner's list of programs


if __name__ == "__main__":
    main(sys.argv[1:])
