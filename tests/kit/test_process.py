"""Children: what they may not do, and that none of them stays behind."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from streamverse.kit.process import (
    STDOUT,
    ChildFailed,
    ChildLimits,
    ChildRunner,
    ChildTooSlow,
    ChildTooTalkative,
    ProgramNotAllowed,
)

RUNNER = ChildRunner({"sh": Path("/bin/sh"), "sleep": Path("/bin/sleep")})


async def until_gone(pid: int) -> None:
    """Return when no living process has this id."""
    async with asyncio.timeout(10):
        while Path(f"/proc/{pid}").exists():
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state == "Z":
                return
            await asyncio.sleep(0.01)


class TestRun:
    """ChildRunner.run."""

    async def test_refuses_a_program_that_is_not_on_the_list(self) -> None:
        with pytest.raises(ProgramNotAllowed):
            await RUNNER.run("curl", ["http://example.org"])

    async def test_passes_arguments_without_a_shell(self) -> None:
        words = await RUNNER.output("python", ["-c", "import sys; print(sys.argv[1])", "$HOME; ls"])
        assert words == b"$HOME; ls\n"

    async def test_tells_the_last_line_of_stderr_when_the_child_fails(self) -> None:
        with pytest.raises(ChildFailed, match="no such film") as caught:
            await RUNNER.run("sh", ["-c", "echo first >&2; echo no such film >&2; exit 3"])
        assert caught.value.returncode == 3
        assert "first" in caught.value.stderr

    async def test_keeps_only_the_end_of_a_long_stderr(self) -> None:
        script = "import sys; sys.stderr.write('x' * 3_000_000 + 'END'); sys.exit(1)"
        with pytest.raises(ChildFailed) as caught:
            await RUNNER.run("python", ["-c", script])
        assert caught.value.stderr.endswith("END")
        assert len(caught.value.stderr) < 20_000

    async def test_ends_a_child_that_takes_too_long(self) -> None:
        with pytest.raises(ChildTooSlow):
            await RUNNER.run("sleep", ["60"], limits=ChildLimits(seconds=0.2))

    async def test_ends_a_child_that_writes_too_much(self) -> None:
        with pytest.raises(ChildTooTalkative):
            await RUNNER.output(
                "sh", ["-c", "while :; do echo yes; done"], limits=ChildLimits(output_bytes=100_000)
            )

    async def test_ends_a_child_that_takes_too_much_memory(self) -> None:
        limits = ChildLimits(memory_bytes=300 * 1024**2)
        with pytest.raises(ChildFailed, match="MemoryError"):
            await RUNNER.run("python", ["-c", "bytearray(1024**3)"], limits=limits)

    async def test_feeds_each_extra_pipe_to_its_own_consumer(self) -> None:
        heard: dict[str, bytes] = {}

        def listen(name: str):  # noqa: ANN202
            async def consume(chunks: AsyncIterator[bytes]) -> None:
                heard[name] = b"".join([chunk async for chunk in chunks])

            return consume

        script = "import os,sys\nfor w in sys.argv[1:]:\n os.write(int(w[5:]), w[:4].encode()*9)"
        await RUNNER.run(
            "python",
            ["-c", script, "pipe:{a}", "pipe:{b}"],
            pipes={"a": listen("a"), "b": listen("b")},
        )
        assert heard == {"a": b"pipe" * 9, "b": b"pipe" * 9}

    async def test_makes_the_child_wait_for_a_slow_consumer(self) -> None:
        may_go_on = asyncio.Event()
        seen = 0

        async def consume(chunks: AsyncIterator[bytes]) -> None:
            nonlocal seen
            async for chunk in chunks:
                await may_go_on.wait()
                seen += len(chunk)

        script = "import sys; sys.stdout.write('x' * 20_000_000); sys.stderr.write('all out')"
        running = asyncio.create_task(RUNNER.run("python", ["-c", script], pipes={STDOUT: consume}))
        done, _ = await asyncio.wait([running], timeout=0.5)
        assert not done
        may_go_on.set()
        assert "all out" in (await running).stderr
        assert seen == 20_000_000

    async def test_ends_the_child_when_a_consumer_fails(self) -> None:
        async def consume(chunks: AsyncIterator[bytes]) -> None:
            await anext(aiter(chunks))
            msg = "disk full"
            raise OSError(msg)

        with pytest.raises(OSError, match="disk full"):
            await RUNNER.run("sh", ["-c", "echo x; sleep 60"], pipes={STDOUT: consume})

    async def test_ends_the_child_and_its_children_when_cancelled(self) -> None:
        pids: asyncio.Queue[int] = asyncio.Queue()

        async def consume(chunks: AsyncIterator[bytes]) -> None:
            async for chunk in chunks:
                for word in chunk.split():
                    pids.put_nowait(int(word))

        running = asyncio.create_task(
            RUNNER.run("sh", ["-c", "echo $$; sleep 60 & echo $!; wait"], pipes={STDOUT: consume})
        )
        shell, sleeper = await pids.get(), await pids.get()
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        await until_gone(shell)
        await until_gone(sleeper)

    async def test_parses_progress_blocks(self, tmp_path: Path) -> None:
        encoder = tmp_path / "encoder"
        encoder.write_text(
            f"#!{sys.executable}\n"
            "import os, sys\n"
            "assert sys.argv[1] == '-progress'\n"
            "fd = int(sys.argv[2].removeprefix('pipe:'))\n"
            "os.write(fd, b'frame=1\\nprogress=continue\\nframe=2\\nprogress=end\\n')\n"
        )
        encoder.chmod(0o755)
        blocks: list[dict[str, str]] = []
        await ChildRunner({"encoder": encoder}).run(
            "encoder", [], on_progress=lambda block: blocks.append(dict(block))
        )
        assert [block["frame"] for block in blocks] == ["1", "2"]

    async def test_leaves_no_open_file_behind(self) -> None:
        before = len(list(Path("/proc/self/fd").iterdir()))

        async def consume(chunks: AsyncIterator[bytes]) -> None:
            async for _ in chunks:
                pass

        for _ in range(3):
            await RUNNER.run(
                "sh", ["-c", "true", "pipe:{a}"], pipes={"a": consume, STDOUT: consume}
            )
        assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1

    async def test_the_child_dies_with_a_killed_service(self) -> None:
        script = (
            "import asyncio\n"
            "from pathlib import Path\n"
            "from streamverse.kit.process import ChildRunner, STDOUT\n"
            "async def tell(chunks):\n"
            "    async for chunk in chunks:\n"
            "        print(chunk.decode(), flush=True)\n"
            "async def main():\n"
            "    runner = ChildRunner({'sh': Path('/bin/sh')})\n"
            "    args = ['-c', 'echo $$; exec sleep 60']\n"
            "    await runner.run('sh', args, pipes={STDOUT: tell})\n"
            "asyncio.run(main())\n"
        )
        service = subprocess.Popen(  # noqa: ASYNC220  # a stand-in for the whole service
            [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
        )
        assert service.stdout is not None
        with service.stdout:
            child = int(service.stdout.readline())
            service.kill()
            service.wait()
        await until_gone(child)
