"""Children: the one place that starts another program.

No shell, a fixed list of programs, limits on wall time, memory, CPU and output, low priority,
and no child that outlives us: it dies when the thread that started it ends (so call this from
the main loop's thread) and is killed when the call is cancelled or fails.

Output is streamed: each pipe has a consumer that takes chunks as fast as it can, and a slow
consumer makes the child wait. The end of stderr is kept for the sentence the user sees.
"""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

STDOUT = "stdout"
"""The name of the pipe that is always there."""

_LAUNCHER = Path(__file__).with_name("child_launch.py")
_CHUNK_BYTES = 256 * 1024
_STDERR_KEPT_BYTES = 16 * 1024
_USUAL_MEMORY_BYTES = (6 + (os.cpu_count() or 1)) * 1024**3
"""Address space, not use: each thread reserves some, and a child has threads for every core."""

Consumer = Callable[[AsyncIterator[bytes]], Awaitable[None]]
"""Takes the chunks of one pipe until it ends; what it raises ends the child."""

OnProgress = Callable[[Mapping[str, str]], None]
"""Gets the key=value block that ffmpeg writes about twice a second."""


class ChildError(Exception):
    """A child did not do its work. `stderr` holds the end of what it said."""

    def __init__(self, message: str, *, program: str, stderr: str = "") -> None:
        """Keep the program's name and the end of its stderr beside the message."""
        super().__init__(message)
        self.program = program
        self.stderr = stderr


class ProgramNotAllowed(ChildError):
    """The program is not on the list."""


class ChildFailed(ChildError):
    """The child ended with a code other than 0; negative: the signal that killed it."""

    def __init__(self, returncode: int, *, program: str, stderr: str = "") -> None:
        """Make the last line of stderr the message."""
        last_line = stderr.strip().rpartition("\n")[2] or f"{program} ended with {returncode}"
        super().__init__(last_line, program=program, stderr=stderr)
        self.returncode = returncode


class ChildTooSlow(ChildError):
    """The child ran longer than its limit."""


class ChildTooTalkative(ChildError):
    """The child wrote more than its limit."""


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What a child may use; 0 means no limit. `output_bytes` is summed over all its pipes."""

    seconds: float = 3600.0
    memory_bytes: int = _USUAL_MEMORY_BYTES
    cpu_seconds: int = 0
    output_bytes: int = 0
    niceness: int = 10


@dataclass(frozen=True, slots=True)
class ChildResult:
    """How a child that did its work ended."""

    returncode: int
    stderr: str
    wall_seconds: float
    output_bytes: int


class ChildRunner:
    """Starts programs from a fixed list: name in, path from the list."""

    def __init__(self, programs: Mapping[str, Path]) -> None:
        """`programs` maps the names that callers use to executables; "python" is always there."""
        self._programs = {"python": Path(sys.executable), **programs}

    def path_of(self, program: str) -> Path:
        """Return the executable behind a name. Raises ProgramNotAllowed."""
        if program not in self._programs:
            msg = f"{program} is not a program this service may start"
            raise ProgramNotAllowed(msg, program=program)
        return self._programs[program]

    async def run(
        self,
        program: str,
        args: Sequence[str],
        *,
        limits: ChildLimits | None = None,
        pipes: Mapping[str, Consumer] | None = None,
        on_progress: OnProgress | None = None,
        stdin: bytes = b"",
    ) -> ChildResult:
        """Run a program to its end.

        `pipes` maps names to consumers. "stdout" is the program's own; any other name `x` is an
        extra pipe whose number replaces `{x}` in an argument that is exactly `pipe:{x}`.
        With `on_progress`, ffmpeg's `-progress` is asked for and parsed.
        Raises ChildFailed, ChildTooSlow, ChildTooTalkative, or what a consumer raised.
        """
        child = _Child(self.path_of(program), program, limits or ChildLimits())
        return await child.run(args, dict(pipes or {}), on_progress, stdin)

    async def output(
        self,
        program: str,
        args: Sequence[str],
        *,
        limits: ChildLimits | None = None,
        stdin: bytes = b"",
    ) -> bytes:
        """Run a program and return the whole of its stdout."""
        parts: list[bytes] = []

        async def keep(chunks: AsyncIterator[bytes]) -> None:
            parts.extend([chunk async for chunk in chunks])

        await self.run(program, args, limits=limits, pipes={STDOUT: keep}, stdin=stdin)
        return b"".join(parts)


class _Child:
    """One run of one program."""

    def __init__(self, path: Path, program: str, limits: ChildLimits) -> None:
        self._path = path
        self._program = program
        self._limits = limits
        self._written = 0
        self._stderr: deque[bytes] = deque()
        self._stderr_bytes = 0

    async def run(
        self,
        args: Sequence[str],
        pipes: dict[str, Consumer],
        on_progress: OnProgress | None,
        stdin: bytes,
    ) -> ChildResult:
        arguments = list(args)
        if on_progress is not None:
            arguments[:0] = ["-progress", "pipe:{progress}"]
            pipes["progress"] = _progress_reader(on_progress)
        started = time.monotonic()
        with contextlib.ExitStack() as open_files:
            read_ends = {name: _Pipe(open_files) for name in pipes if name != STDOUT}
            process = await asyncio.create_subprocess_exec(
                *self._launch(),
                *(_with_pipe_numbers(argument, read_ends) for argument in arguments),
                stdin=asyncio.subprocess.PIPE if stdin else asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE if STDOUT in pipes else asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                pass_fds=[pipe.write_fd for pipe in read_ends.values()],
                start_new_session=True,
                limit=_CHUNK_BYTES,
            )
            try:
                for pipe in read_ends.values():
                    pipe.close_write_end()
                async with asyncio.timeout(self._limits.seconds or None):
                    await self._attend(process, pipes, read_ends, stdin)
            except TimeoutError:
                msg = f"{self._program} took longer than {self._limits.seconds:g} seconds"
                raise ChildTooSlow(msg, program=self._program, stderr=self._said()) from None
            finally:
                await _end(process)
        returncode = process.returncode or 0
        if returncode != 0:
            raise ChildFailed(returncode, program=self._program, stderr=self._said())
        wall_seconds = time.monotonic() - started
        return ChildResult(returncode, self._said(), wall_seconds, self._written)

    def _launch(self) -> list[str]:
        limits = self._limits
        numbers = (os.getpid(), limits.niceness, limits.memory_bytes, limits.cpu_seconds)
        launcher = [sys.executable, "-I", "-S", str(_LAUNCHER)]
        return [*launcher, *(str(number) for number in numbers), "--", str(self._path)]

    async def _attend(
        self,
        process: asyncio.subprocess.Process,
        pipes: dict[str, Consumer],
        read_ends: dict[str, "_Pipe"],
        stdin: bytes,
    ) -> None:
        """Serve all the pipes until the child has ended; the first failure ends the rest."""
        try:
            async with asyncio.TaskGroup() as group:
                if process.stderr is not None:
                    group.create_task(self._keep_stderr(process.stderr))
                if process.stdout is not None:
                    group.create_task(self._feed(pipes[STDOUT], process.stdout))
                for name, pipe in read_ends.items():
                    group.create_task(self._feed(pipes[name], await pipe.reader()))
                if stdin:
                    group.create_task(_write(process, stdin))
                group.create_task(process.wait())
        except BaseExceptionGroup as group_error:
            raise _first_cause(group_error) from None

    async def _feed(self, consumer: Consumer, reader: asyncio.StreamReader) -> None:
        await consumer(self._chunks(reader))
        while await reader.read(_CHUNK_BYTES):  # a consumer may stop early; the child must not hang
            pass

    async def _chunks(self, reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
        while chunk := await reader.read(_CHUNK_BYTES):
            self._written += len(chunk)
            if self._limits.output_bytes and self._written > self._limits.output_bytes:
                msg = f"{self._program} wrote more than {self._limits.output_bytes} bytes"
                raise ChildTooTalkative(msg, program=self._program, stderr=self._said())
            yield chunk

    async def _keep_stderr(self, reader: asyncio.StreamReader) -> None:
        while chunk := await reader.read(_CHUNK_BYTES):
            self._stderr.append(chunk[-_STDERR_KEPT_BYTES:])
            self._stderr_bytes += len(self._stderr[-1])
            while self._stderr_bytes - len(self._stderr[0]) > _STDERR_KEPT_BYTES:
                self._stderr_bytes -= len(self._stderr.popleft())

    def _said(self) -> str:
        return b"".join(self._stderr)[-_STDERR_KEPT_BYTES:].decode(errors="replace")


class _Pipe:
    """An extra pipe from the child to us: a pair of sockets, which every event loop can read."""

    def __init__(self, open_files: contextlib.ExitStack) -> None:
        self._read_end, self._write_end = socket.socketpair()
        open_files.callback(self._close)
        self.write_fd = self._write_end.fileno()
        self._writer: asyncio.StreamWriter | None = None

    def close_write_end(self) -> None:
        """Leave the child as the only writer, so that its end is our end of file."""
        self._write_end.close()

    async def reader(self) -> asyncio.StreamReader:
        """Return the stream of what the child writes."""
        reader, self._writer = await asyncio.open_connection(
            sock=self._read_end, limit=_CHUNK_BYTES
        )
        return reader

    def _close(self) -> None:
        self._write_end.close()
        if self._writer is None:
            self._read_end.close()
        else:
            self._writer.close()


def _with_pipe_numbers(argument: str, read_ends: Mapping[str, _Pipe]) -> str:
    for name, pipe in read_ends.items():
        if argument == f"pipe:{{{name}}}":
            return f"pipe:{pipe.write_fd}"
    return argument


def _progress_reader(on_progress: OnProgress) -> Consumer:
    async def read(chunks: AsyncIterator[bytes]) -> None:
        block: dict[str, str] = {}
        rest = b""
        async for chunk in chunks:
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                key, _, value = line.decode(errors="replace").partition("=")
                block[key.strip()] = value.strip()
                if key == "progress":
                    on_progress(block)
                    block = {}

    return read


async def _write(process: asyncio.subprocess.Process, data: bytes) -> None:
    if process.stdin is None:
        return
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(data)
        await process.stdin.drain()
    process.stdin.close()


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill the child and all it started, and wait until it is gone, even when cancelled."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    waiting = asyncio.ensure_future(process.wait())
    try:
        await asyncio.shield(waiting)
    except asyncio.CancelledError:
        await waiting
        raise


def _first_cause(group: BaseExceptionGroup[BaseException]) -> BaseException:
    cause = group.exceptions[0]
    if isinstance(cause, BaseExceptionGroup):
        return _first_cause(cast("BaseExceptionGroup[BaseException]", cause))
    return cause
