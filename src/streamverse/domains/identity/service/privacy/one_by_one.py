"""Do something for many people: what fails for one is told at the end and holds up nobody else."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from streamverse.kit.log import logger

T = TypeVar("T")

log = logger(__name__)


async def one_by_one(what: str, each_of: Iterable[T], do: Callable[[T], Awaitable[object]]) -> None:
    """Call `do` for each. Raises ExceptionGroup once all had their turn."""
    problems: list[Exception] = []
    for each in each_of:
        try:
            await do(each)
        except Exception as error:
            log.exception(what, about=str(each))
            problems.append(error)
    if problems:
        raise ExceptionGroup(what, problems)
