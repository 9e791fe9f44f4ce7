"""Requests by the clock: open loop.

A request leaves when its time has come, whether or not earlier ones are answered, and its
latency counts from then.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

Request = Callable[[int], bytes]


async def load(
    port: int, request: Request, seconds: float, per_second: float
) -> tuple[list[float], list[bytes]]:
    """Send requests; returns milliseconds and answers in their order."""
    started = time.perf_counter() + 0.05
    tasks: list[asyncio.Task[tuple[float, bytes]]] = []
    for index in range(int(seconds * per_second)):
        due = started + index / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(_ask(port, request(index), due)))
    done = await asyncio.gather(*tasks)
    return [taken for taken, _ in done], [answer for _, answer in done]


async def _ask(port: int, request: bytes, due: float) -> tuple[float, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer = await reader.read(-1)
    taken = (time.perf_counter() - due) * 1000
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    if not answer.startswith(b"HTTP/1.1 20"):
        raise RuntimeError(answer[:500])
    return taken, answer


def get(path: str, headers: str = "") -> bytes:
    """Return a GET request; `headers` are whole lines."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n".encode()


def post(path: str, body: bytes, method: str = "POST", headers: str = "") -> bytes:
    """Return a request with a JSON body; `headers` are whole lines."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    )
    return head.encode() + body
