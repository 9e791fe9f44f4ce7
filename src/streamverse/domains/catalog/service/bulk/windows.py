"""Rights windows in batch edits: remembered before, brought back by an undo."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from streamverse.domains.catalog.events import RightsChanged
from streamverse.domains.catalog.models import RightsWindowRow
from streamverse.domains.catalog.repository import rights as repository
from streamverse.kit import outbox
from streamverse.kit.db import WriteSession
from streamverse.kit.privacy import facts_of

TYPES = {
    name: TypeAdapter(hint.__args__[0])
    for name, hint in RightsWindowRow.__annotations__.items()
    if hasattr(hint, "__args__")
}


async def remembered(session: WriteSession, title_id: UUID) -> list[dict[str, Any]]:
    """Return a title's windows as JSON."""
    rows = (await repository.windows_of(session, [title_id])).get(title_id, [])
    return [
        {name: TYPES[name].dump_python(value, mode="json") for name, value in facts_of(row).items()}
        for row in rows
    ]


async def bring_back(
    session: WriteSession, title_id: UUID, before: Sequence[Mapping[str, Any]]
) -> None:
    """Let a title have the windows that it had."""
    rows = (await repository.windows_of(session, [title_id])).get(title_id, [])
    there = {row.id: row for row in rows}
    for plain in before:
        facts = {name: TYPES[name].validate_python(value) for name, value in plain.items()}
        row = there.pop(facts["id"], None)
        if row is None:
            session.add(RightsWindowRow(**facts))
            continue
        for name, value in facts.items():
            setattr(row, name, value)
    for row in there.values():
        await session.delete(row)
    outbox.publish(session, RightsChanged(title_id))
