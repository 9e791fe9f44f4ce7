"""A domain made up for tests: it keeps a diary for each account, and answers as domains do."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from streamverse.domains.identity.public import taking_part
from streamverse.kit.db import WriteSession
from streamverse.kit.objects import Objects
from streamverse.kit.privacy import Document, ExportPart, Person, Rows, Stored
from streamverse.kit.services import Services


@dataclass
class Diary:
    """What it holds, how often it was asked, and whether it is out of order."""

    pages: dict[UUID, Sequence[Mapping[str, Any]]] = field(
        default_factory=dict[UUID, Sequence[Mapping[str, Any]]]
    )
    gathered: int = 0
    erased: list[Person] = field(default_factory=list[Person])
    is_broken: bool = False

    async def gather(self, services: Services, person: Person) -> AsyncIterator[ExportPart]:
        """Yield one of each kind of part."""
        self.gathered += 1
        if self.is_broken:
            raise OSError
        yield Rows("pages.json", "Your diary.", self._rows(person))
        yield Document("cover.json", "Its cover.", {"owner": person.account_id, "title": "Été"})
        await services.get(Objects).put("diary/drawing.png", b"\x89PNG drawing")
        yield Stored("drawing.png", "A drawing.", "diary/drawing.png")

    async def erase(self, _: Services, __: WriteSession, person: Person) -> None:
        """Forget a person."""
        if self.is_broken:
            raise OSError
        self.erased.append(person)
        self.pages.pop(person.account_id, None)

    async def _rows(self, person: Person) -> AsyncIterator[Mapping[str, Any]]:
        for page in self.pages.get(person.account_id, ()):
            yield page


def takes_part(diary: Diary) -> Any:
    """Return the diary's reactions and jobs."""
    return taking_part("diary", diary.gather, diary.erase)
